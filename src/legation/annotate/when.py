"""When: the time expressions of a document, and the days they name."""

import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from legation.annotate.ages import aged
from legation.annotate.calendar import Calendar, Named
from legation.annotate.tense import Pointing, TenseWords
from legation.annotations import Sentence, Token, When
from legation.step import Reading, Step

_GROUP = re.compile(r"\{([a-z]\w*)\}")
# What a form may do without, or has others for: sets, brackets with none inside them, and what a question mark follows.
_SET = re.compile(r"\\.|\[[^\]]*\]")
_OPTIONAL = re.compile(r"\([^()]*\)\??|\{\w+\}\?|[a-z]+\?")
_PART = re.compile(r"\{\w+\}|[a-z]+")
# Words as groups have them, "lateMay" as two, and digits one by one.
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d")
_DIGITS = "0123456789"
# Numbers that are part of a time.
_DATED = re.compile(r"\d(?:\d{3}|0s|st|nd|rd|th)", re.IGNORECASE)
# How many words before or behind an expression may say that it is none.
_BEFORE = re.compile(r"(\S+)\s+$|([$€£])\s*$")
_AFTER = re.compile(r"\s+([^\W\d_]+)")
# Rules that do without a year; digits of one that is written out.
_YEARLESS = frozenset({"date", "month"})
_FULL = 4
# What parts the day of a timeline from its entry.
_LABEL_MARKS = (":", " —", " –", " -")
# So many words before a day stands the verb that sets it.
_SET_NEAR = 8
# A dateline stands before so many characters.
_OPENING = 600


def when(table: Mapping[str, Any]) -> Step:
    """Make the step that finds time expressions, with the patterns of `when.yaml`."""
    finder = _Finder(table)

    def run(reading: Reading) -> Iterator[When]:
        published, text = _published(reading.document.published), reading.document.text
        written, behind = finder.dateline(text, published)
        calendar = Calendar(table, written)
        for sentence in reading.of(Sentence):
            for found in finder.find(text, sentence, calendar):
                if found.start >= behind:
                    yield found

    return Step("when", run, needs=frozenset({Sentence}), gives=frozenset({When}))


def _published(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Match:
    rule: str
    match: re.Match[str]

    @property
    def groups(self) -> dict[str, str]:
        """The groups that took part, and the whole expression as "0"."""
        return {"0": self.match.group(), **{k: v for k, v in self.match.groupdict().items() if v}}


@dataclass(frozen=True, slots=True)
class _Year:
    """A year that a sentence has named, and the verb that it dates."""

    year: str
    verb: int

    def dates(self, sentence: Sentence, found: _Match, head: Token) -> bool:
        """True for a day or month without a year beside it: "in 1984 they met, and signed it on 29 November"."""
        if found.rule not in _YEARLESS or "month" not in found.groups or "year" in found.groups:
            return False
        verb = _verb(sentence, head)
        return verb is not None and any(verb.i == t.i for t in sentence.conjuncts(sentence.tokens[self.verb]))


class _Finder:
    """Finds by pattern, then asks the parse whether the words are a time and where the tense points."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self._groups = _group_words(table)
        self._patterns = [
            (p["rule"], _compiled(form, table), _needed(form, self._groups))
            for p in table["patterns"]
            for form in p["forms"]
        ]
        self._hints = _hints(table)
        self._words = {key: frozenset(map(str, table[key])) for key in _LISTS}
        self._deadline = _preceding(table["deadline"])
        self._since = _preceding(table["since"])
        self._ahead_of = _preceding(table["ahead_of"])
        self._terms = _preceding(table["terms"])
        self._set_for = _preceding(table["set_for"])
        self._datelines = [_compiled(form, table, re.MULTILINE) for form in table["dateline"]]
        self._dateline_days = int(table["dateline_days"])
        self._tense = TenseWords.of(table)

    def dateline(self, text: str, published: date | None) -> tuple[date | None, int]:
        """The day on which the text was written, as its dateline tells it, and where that ends.

        It is the day of publication where there is no such line, or where it names another time.
        """
        found = (match for each in self._datelines if (match := each.search(text, 0, _OPENING)))
        match = min(found, key=re.Match.start, default=None)
        if match is None or published is None or not match.group().strip()[0].isupper():
            return published, 0
        groups = {k: v for k, v in match.groupdict().items() if v}
        rule = "date" if groups.get("month") else "weekday"
        named = Calendar(self._table, published).named(rule, {**groups, "0": match.group()}, "past")
        if named is None or named.days is None or not 0 <= (published - named.days[0]).days <= self._dateline_days:
            return published, 0
        return named.days[0], match.end()

    def find(self, text: str, sentence: Sentence, calendar: Calendar) -> Iterator[When]:
        """The expressions of one sentence in text order."""
        pieces = set(map(str.lower, _PIECE.findall(text, sentence.start, sentence.end)))
        if self._hints.isdisjoint(pieces) and not _DATED.search(text, sentence.start, sentence.end):
            return
        at = sentence.start
        told: _Year | None = None
        for found in sorted(self._matches(text, sentence, pieces), key=lambda m: (m.match.start(), -m.match.end())):
            if found.match.start() >= at and (when := self._when(text, sentence, found, calendar, told)):
                at = found.match.end()
                told = _year(text, sentence, found) or told
                yield when

    def _matches(self, text: str, sentence: Sentence, pieces: Set[str]) -> Iterator[_Match]:
        """What patterns match; only those are tried whose words and groups the sentence has, few of them."""
        there = pieces | {group for group, words in self._groups.items() if not words.isdisjoint(pieces)}
        for rule, pattern, needed in self._patterns:
            if needed <= there:
                for match in pattern.finditer(text, sentence.start, sentence.end):
                    yield _Match(rule, match)

    def _when(
        self, text: str, sentence: Sentence, found: _Match, calendar: Calendar, told: "_Year | None"
    ) -> When | None:
        start, end = found.match.span()
        tokens = list(sentence.covered(start, end))
        if not tokens or not self._is_time(text, sentence, found, tokens):
            return None
        head = sentence.top(start, end) or tokens[0]
        ahead = self._ahead_of.search(text, sentence.start, start) or self._is_set(text, sentence, found)
        pointing: Pointing = "future" if ahead else self._tense.pointing(sentence, head)
        deadline = self._deadline.search(text, sentence.start, start)
        if deadline and pointing != "past":
            pointing = "future"
        elif pointing == "past" and found.rule == "date" and self._terms.search(text, sentence.start, start):
            pointing = "unknown"  # a term lies on either side
        if found.rule == "date" and _is_label(text, sentence, start, end):
            pointing = "unknown"  # timelines tell the past in the present: "25 May: he calls on the emir"
        groups = found.groups
        if pointing == "past" and told is not None and told.dates(sentence, found, head):
            groups = {**groups, "year": told.year}
        named = calendar.named(found.rule, groups, pointing)
        ages = groups.get("way", "").lower() in self._words["ages"]
        of = aged(sentence, start, end, self._words["aged_not"]) if ages else None
        if named is None or (ages and of is None):
            return None
        if since := self._since.search(text, sentence.start, start):
            named, start = calendar.since(named), since.start("word")
        elif deadline and (named.days or pointing != "past"):
            named, start = calendar.until(named), deadline.start("word")
        return replace(_annotation(start, end, sentence, named), dates=of.start if of else None)

    def _is_set(self, text: str, sentence: Sentence, found: _Match) -> bool:
        """True for a weekday on which something is called or set to be: "called a strike from Thursday"."""
        start = found.match.start()
        if found.rule != "weekday" or not self._set_for.search(text, sentence.start, start):
            return False
        before = [t.lower for t in sentence.tokens if t.end <= start][-_SET_NEAR:]
        return any(word in self._words["setting"] for word in before)

    def _is_time(self, text: str, sentence: Sentence, found: _Match, tokens: list[Token]) -> bool:
        groups = found.groups
        before = _word_before(text, sentence.start, found.match.start())
        for name in ("month", "month2", "weekday"):
            if groups.get(name) and not groups[name][0].isupper():
                return False
        if found.rule == "weekday":
            return before not in self._words["weekday_not_after"]
        if found.rule == "year" and "part" not in groups:
            return self._is_year(text, found.match, before, sentence)
        if found.rule == "month" and len(groups) == 2:
            return self._is_month(groups["month"], before, tokens)
        if found.rule == "date" and "year" not in groups:
            return not any(t.ent == "PERSON" for t in tokens)
        if found.rule == "holiday":
            return groups["holiday"][0].isupper() and all(t.dep != "compound" for t in tokens)  # "the Christmas market"
        if found.rule == "ahead":
            return not self._counts_back(text, sentence, found.match.start())
        return True

    def _is_year(self, text: str, match: re.Match[str], before: str, sentence: Sentence) -> bool:
        after = _AFTER.match(text, match.end(), sentence.end)
        counted = after is not None and after.group(1).lower() in self._words["year_not_before"]
        return not counted and before not in self._words["year_not_after"]

    def _is_month(self, word: str, before: str, tokens: list[Token]) -> bool:
        """Months that are also words or people need a preposition ("in May"), and no name around them."""
        if any(t.ent == "PERSON" or t.tag == "MD" for t in tokens):
            return False
        return word.lower() not in self._words["ambiguous_months"] or before in self._words["month_introducers"]

    def _counts_back(self, text: str, sentence: Sentence, start: int) -> bool:
        words = text[sentence.start : start].lower().split()[-4:]
        return any(w.strip(",;") in self._words["in_not_after"] for w in words)


_LISTS = (
    "ambiguous_months",
    "month_introducers",
    "weekday_not_after",
    "year_not_after",
    "year_not_before",
    "in_not_after",
    "setting",
    "ages",
    "aged_not",
)


def _is_label(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """True for a day that heads its sentence: "25 May: …", "25 May – …"."""
    return text.startswith(_LABEL_MARKS, end) and not any(map(str.isalnum, text[sentence.start : start]))


def _year(text: str, sentence: Sentence, found: _Match) -> _Year | None:
    """The year that an expression names, with the verb that it dates; "since 2014" names none for what follows."""
    head = sentence.top(*found.match.span())
    verb = None if head is None else _verb(sentence, head)
    year = found.groups.get("year", "")
    alone = found.rule == "year" and _word_before(text, sentence.start, found.match.start()) != "in"
    return _Year(year, verb.i) if verb is not None and len(year) == _FULL and year.isdecimal() and not alone else None


def _verb(sentence: Sentence, head: Token) -> Token | None:
    """The verb of the clause in which a word stands."""
    return next((t for t in (head, *sentence.ancestors(head)) if t.pos in ("VERB", "AUX")), None)


def _annotation(start: int, end: int, sentence: Sentence, named: Named) -> When:
    first, last = named.days or (None, None)
    return When(
        start=start,
        end=end,
        sentence=sentence.index,
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        precision=named.precision,
        future=named.future,
        anchor=named.anchor,
    )


def _word_before(text: str, start: int, end: int) -> str:
    match = _BEFORE.search(text, start, end)
    return (match.group(1) or match.group(2)).lower().strip("“\"'‘(") if match else ""


def _preceding(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?P<word>{listed})\s+(?:the\s+)?(?:at\s+least\s+)?$", re.IGNORECASE)


def _compiled(form: str, table: Mapping[str, Any], flags: int = 0) -> re.Pattern[str]:
    """Write out the groups and blanks of a form."""
    groups = {**_word_groups(table), **table["groups"]}
    written = _GROUP.sub(lambda m: groups[m.group(1)], form)
    spaced = re.sub(r"(?<!\\)[ ]", r"\\s+", written).replace(r"\s+?", r"\s*")
    return re.compile(rf"(?<![\w-])(?:{spaced})(?!\w)", re.IGNORECASE | flags)


def _needed(form: str, groups: Collection[str]) -> frozenset[str]:
    """The words, and those of `groups`, in braces, that stand wherever a form matches."""
    form = _SET.sub("", form)
    while (bare := _OPTIONAL.sub("", form)) != form:
        form = bare  # no form has a bar outside of brackets
    return frozenset(part for part in _PART.findall(form) if part[0] != "{" or part in groups)


def _group_words(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """By group the words and digits of which one stands in all that it matches: the last word of each phrase."""
    lists = {
        "month": table["months"],
        "weekday": table["weekdays"],
        "unit": table["units"],
        "units": [*table["units"], *table["plurals"]],
        "which": table["which"],
        "part": table["parts"],
        "season": table["seasons"],
        "holiday": table["holidays"],
        "ordinal": table["ordinals"],
        "n": [*table["numbers"], *_DIGITS],
        **dict.fromkeys(("day", "day2", "mm", "yy2", "year", "year2", "decade", "century"), _DIGITS),
    }
    return {
        f"{{{name}}}": frozenset(_PIECE.findall(phrase)[-1] for phrase in phrases) for name, phrases in lists.items()
    }


def _word_groups(table: Mapping[str, Any]) -> dict[str, str]:
    whole = {number: name for name, number in reversed(table["months"].items())}
    short = [m for m in table["months"] if m not in whole.values()]
    months = rf"(?:{_either(whole.values())}|{_either(short)}\.?)"
    units = _either([*table["units"], *table["plurals"]])
    return {
        "month": rf"(?P<month>{months})",
        "month2": rf"(?P<month2>{months})",
        "weekday": rf"(?P<weekday>{_either(table['weekdays'])})",
        "unit": rf"(?P<unit>{_either(table['units'])})",
        "units": rf"(?P<units>{units})",
        "n": rf"(?P<n>{_either(table['numbers'])}|\d{{1,3}})",
        "which": rf"(?P<which>{_either(table['which'])})",
        "part": rf"(?P<part>{_either(table['parts'])})",
        "part2": rf"(?P<part2>{_either(table['parts'])})",
        "season": rf"(?P<season>{_either(table['seasons'])})",
        "holiday": rf"(?P<holiday>{_either(table['holidays'])})",
        "ordinal": rf"(?P<ordinal>{_either(table['ordinals'])})",
    }


def _either(words: Any) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in sorted(words, key=len, reverse=True)) + ")"


def _hints(table: Mapping[str, Any]) -> frozenset[str]:
    """Words of which every expression contains one, but for those with numbers."""
    words = [*table["months"], *table["weekdays"], *table["units"], *table["plurals"], *table["seasons"]]
    near = (word for words in table["near_days"] for word in words.split()[-1:])
    return frozenset({*words, *near, *table["hints"]})
