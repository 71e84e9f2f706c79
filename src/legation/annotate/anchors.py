"""Anchors: the days of times that count from another happening: "two days later", "the day after the vote".

What they count from is told behind them ("after the vote") or before: the day at which the tale stands, which is the
last one that it named for an act of its own. A day that is only known of the clause around an expression dates the
clause behind it: "met on Friday, a day after they quarrelled" has the quarrel on Thursday.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from legation.annotate.spans import Days, shift_months, unit_days
from legation.annotations import Anchor, DayTold, Sentence, Token, When
from legation.step import Reading, Step

# A stretch of more days is no day from which others are counted.
_FEW = timedelta(3)
_ASIDE = frozenset({"relcl", "acl"})
_CLAUSES = frozenset({"advcl", "xcomp", "pcomp"})
_MODIFIERS = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
_SUBJECTS = ("nsubj", "nsubjpass", "dobj")
_STEM = 6
# A verb stands at most so many words behind the "after" that leads to it.
_REACH = 16
_WEEK = 7
_DAY = 18  # hours from which on it was another day


def anchors(table: Mapping[str, Any]) -> Step:
    """Make the step that gives times which count from another happening their days, with the lists of `when.yaml`."""

    def run(reading: Reading) -> Iterator[When | DayTold]:
        teller = _Teller(table, _day(reading.document.published))
        whens: dict[int, list[When]] = {}
        for when in reading.of(When):
            whens.setdefault(when.sentence, []).append(when)
        before: Sentence | None = None
        for sentence in reading.of(Sentence) if whens else ():
            if found := whens.get(sentence.index):
                yield from teller.told(sentence, found)
            elif before is not None and before.block == sentence.block and (standing := teller.standing(sentence)):
                yield standing
            before = sentence

    types = frozenset({When})
    return Step("anchors", run, needs=types | {Sentence}, gives=types | {DayTold}, replaces=types)


@dataclass(slots=True)
class _Tale:
    """The days at which a tale can stand, the likeliest first, in which sentence; and those of what was told."""

    days: list[Days] = field(default_factory=list)
    sentence: int = -1
    told: dict[str, Days] = field(default_factory=dict)


class _Teller:
    """Goes through the sentences of one document in their order."""

    def __init__(self, table: Mapping[str, Any], published: date | None) -> None:
        self._published = published
        self._not_when = frozenset(table["not_when"])
        self._telling = frozenset(table["telling"])
        self._following = frozenset(table["following"])
        self._back = int(table["sentences_back"])
        self._leeway: Mapping[str, int] = table["leeway"]
        self._most: Mapping[str, int] = table["most_leeway"]
        self._tale = _Tale()
        self._tops: dict[tuple[int, int], Token | None] = {}

    def told(self, sentence: Sentence, whens: Sequence[When]) -> list[When]:
        """The times of one sentence with their days."""
        self._tops = {}
        found: list[When] = []
        for when in whens:
            found.extend([when] if when.anchor is None else self._counted(sentence, when, when.anchor, (whens, found)))
        self._move(sentence, found)
        return found

    def standing(self, sentence: Sentence) -> DayTold | None:
        """The day at which the tale stands in a sentence that names none, right behind one that does."""
        if sentence.index - self._tale.sentence != 1 or not self._tale.days:
            return None
        first, last = self._tale.days[0]
        return DayTold(sentence=sentence.index, first=first.isoformat(), last=last.isoformat())

    def _counted(
        self, s: Sentence, when: When, anchor: Anchor, around: tuple[Sequence[When], list[When]]
    ) -> Iterator[When]:
        whens, before = around
        if anchor.unit in ("daytime", "thence"):
            yield from self._of_tale(s, when, anchor, whens, before)
            return
        if when.dates is not None:  # of what is so and so old
            named = self._own(s, whens, {t.i for t in s.tokens} - {t.i for t in s.covered(when.start, when.end)})
            yield self._dated(when, self._shifted(named or self._now(), anchor, anchor.way))
            return
        behind = _behind(s, when) if anchor.opens else None
        if behind is not None:
            yield from self._of_clause(s, when, anchor, behind, [*before, *whens])
            return
        bases: Sequence[Days | None] = self._standings(s, before) or ([self._news(s)] if anchor.way < 0 else [])
        found = (self._shifted(base, anchor, anchor.way) for base in bases)
        # What is told as past lies not ahead: "… on Monday after the raid of Friday. It apologised the following day."
        yield self._dated(when, next((days for days in found if days and not self._lies_ahead(days)), None))

    def _of_tale(
        self, s: Sentence, when: When, anchor: Anchor, whens: Sequence[When], before: list[When]
    ) -> Iterator[When]:
        """An hour of the day, or "since": where a day stands beside an hour, it is that one's."""
        days = self._standing(s, before)
        if anchor.unit == "thence":
            known = days is not None and self._published is not None and days[0] <= self._published
            yield self._dated(when, (days[0], self._published) if known and days and self._published else None)
        elif days is not None and s.index - self._tale.sentence <= 1 and all(w.anchor for w in whens):
            yield self._dated(when, days)

    def _of_clause(
        self, s: Sentence, when: When, anchor: Anchor, behind: Token, whens: Sequence[When]
    ) -> Iterator[When]:
        """Times with what they count from behind them: either day follows from the other."""
        main = _governor(s, behind)
        inside = {t.i for t in s.subtree(behind)}
        there = self._own(s, whens, inside) or self._recalled(s, behind)
        own = replace(when, dates=-1 if main is None else main.start)
        if there is not None:
            yield self._dated(own, self._shifted(there, anchor, anchor.way))
            return
        beside = None if main is None else self._own(s, whens, {t.i for t in s.subtree(main)} - inside)
        here = beside or self._taken_up(s, main)
        yield self._dated(own, beside)
        if here is not None:
            first = replace(when, dates=behind.start)
            yield self._dated(first, self._shifted(here, anchor, -anchor.way))

    def _own(self, s: Sentence, whens: Iterable[When], inside: set[int]) -> Days | None:
        """The day that is named within these words."""
        for when in whens:
            top = self._top(s, when)
            if top is not None and top.i in inside and when.dates is None and (days := _few(when)):
                return days
        return None

    def _top(self, s: Sentence, when: When) -> Token | None:
        """The word on which a time hangs; each is asked for again by all others of its sentence."""
        place = when.start, when.end
        if place not in self._tops:
            self._tops[place] = s.top(*place)
        return self._tops[place]

    def _taken_up(self, s: Sentence, main: Token | None) -> Days | None:
        """The day of a clause without one: that of the tale where its subject was told before, else of the news."""
        if main is None or self._published is None:
            return None
        if main.tag in ("VBZ", "VBP") or main.lemma.lower() in self._following:
            on = s.child(main, "nsubj", "nsubjpass")
            today = self._published if main.lemma == "be" else self._published - timedelta(1)
            told = self._standing(s, []) if on is not None and main.tag == "VBD" else None
            return (told[0] - timedelta(1), told[1]) if told else (today, self._published)
        subject = s.child(main, "nsubj", "nsubjpass")
        if subject is not None and (subject.pos == "PRON" or _is_definite(s, subject)) and self._tale.days:
            told = self._standing(s, [])
            return (told[0] - timedelta(1), told[1]) if told else None  # it may be a day older than its report
        return self._news(s)

    def _news(self, s: Sentence) -> Days | None:
        """The day of the news, until the tale has named another one."""
        return None if self._tale.days else self._now()

    def _now(self) -> Days | None:
        """The day of the news; a paper prints what an agency told the day before."""
        return None if self._published is None else (self._published - timedelta(1), self._published)

    def _standing(self, s: Sentence, before: Iterable[When]) -> Days | None:
        """The day at which the tale stands here."""
        return next(iter(self._standings(s, before)), None)

    def _standings(self, s: Sentence, before: Iterable[When]) -> list[Days]:
        """The days at which the tale can stand here: the last one of this sentence, else those of the one before."""
        own = [days for when in before if when.dates is None and not when.future and (days := _few(when))]
        if own:
            return own[:-2:-1]
        return self._tale.days if s.index - self._tale.sentence <= self._back else []

    def _recalled(self, s: Sentence, behind: Token) -> Days | None:
        """The day on which the article said that it took place: "the day after the raid"."""
        described = s.child(behind, "relcl", "acl", "prep", "amod", "compound") is not None
        if behind.pos != "VERB" and (described or not _is_definite(s, behind)):
            return None
        return self._tale.told.get(_stem(behind))

    def _move(self, s: Sentence, whens: Sequence[When]) -> None:
        """Go on with the tale: keep the days of what is told, and the one at which it stands."""
        ranked: list[tuple[tuple[bool, bool, int], Days]] = []
        for when in whens:
            days, top = _few(when), self._top(s, when)
            if days is None or top is None or when.future or self._lies_ahead(days):
                continue
            verb = _verb(s, top) if when.dates is None else _at(s, when.dates)
            self._keep(s, verb, days)
            if verb is None or verb.dep in _ASIDE or verb.pos not in ("VERB", "AUX"):
                continue
            if when.dates is None and self._is_of_noun(s, top):
                continue
            rank = verb.lemma.lower() not in self._telling, verb.dep not in _CLAUSES, when.start
            ranked.append((rank, days))
        if ranked:
            self._tale.days = [days for _, days in sorted(ranked, reverse=True)]
            self._tale.sentence = s.index

    def _is_of_noun(self, s: Sentence, top: Token) -> bool:
        """True for the day of another thing: "Tuesday's vote", "the vote of May 3", "before Tuesday"."""
        led = top if top.dep == "prep" else s.head(top)
        if top.dep in _MODIFIERS:
            return True
        return led.dep == "prep" and led.lower in self._not_when

    def _lies_ahead(self, days: Days) -> bool:
        return self._published is not None and days[0] > self._published

    def _keep(self, s: Sentence, verb: Token | None, days: Days) -> None:
        if verb is not None and verb.lemma.lower() not in self._telling:
            for token in (verb, *s.children(verb, *_SUBJECTS)):
                if token.pos in ("VERB", "NOUN"):
                    self._tale.told[_stem(token)] = days

    # --- counting ---

    @staticmethod
    def _dated(when: When, days: Days | None) -> When:
        if days is None:
            return when
        precision = "day" if days[0] == days[1] else "range"
        return replace(when, first=days[0].isoformat(), last=days[1].isoformat(), precision=precision)

    def _shifted(self, base: Days | None, anchor: Anchor, way: int) -> Days | None:
        """So far from the days of the happening from which is counted."""
        if base is None:
            return None
        try:
            return self._counted_off(base, anchor, way)
        except (ValueError, OverflowError):
            return None  # outside every calendar

    def _counted_off(self, base: Days, anchor: Anchor, way: int) -> Days:
        unit = anchor.unit
        if unit == "weekday":
            return _weekday(base, anchor.least, way)
        if unit in ("moment", "minute"):
            return base
        if unit == "hour":
            least, most = (way * round(n / 24) if n >= _DAY else 0 for n in (anchor.least, anchor.most))
            return _ordered(base[0] + timedelta(least), base[1] + timedelta(most))
        if anchor.whole and unit != "day":
            return unit_days(base[0], unit, way)
        near, far = _moved(base[0], unit, way * anchor.least), _moved(base[1], unit, way * anchor.most)
        leeway = timedelta(min(self._leeway.get(unit, 0) * max(1, anchor.least), self._most.get(unit, 0)))
        first, last = _ordered(near, far)
        return first - leeway, last + leeway


def _behind(s: Sentence, when: When) -> Token | None:
    """The verb or noun that the last word of an expression ("after", "since") leads to."""
    inside = [t for t in s.tokens if when.start <= t.start < when.end]
    if not inside:
        return None
    word = inside[-1]
    if word.dep == "mark" and s.head(word).i > word.i:
        return s.head(word)
    if (below := s.child(word, "pobj", "pcomp")) is not None:
        return below
    for token in s.tokens[word.i + 1 : word.i + 1 + _REACH]:
        if token.dep == "punct":
            return None
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass", "amod"):
            return token if any(t.i > word.i for t in s.children(token, "nsubj", "nsubjpass")) else None
    return None


def _governor(s: Sentence, token: Token) -> Token | None:
    return next((t for t in s.ancestors(token) if t.pos in ("VERB", "AUX")), None)


def _verb(s: Sentence, top: Token) -> Token | None:
    """The verb that a time hangs on; a time of the past is none of what an infinitive tells."""
    for above in (top, *s.ancestors(top)):
        if above.pos in ("VERB", "AUX") and not any(t.tag == "TO" for t in s.children(above, "aux")):
            return above
    return None


def _at(s: Sentence, start: int) -> Token | None:
    return next((t for t in s.tokens if t.start == start), None)


def _is_definite(s: Sentence, noun: Token) -> bool:
    return any(t.lower in ("the", "this", "that", "these", "those") for t in s.children(noun, "det"))


def _few(when: When) -> Days | None:
    """The days of a time that names few."""
    if when.first is None or when.last is None:
        return None
    first, last = date.fromisoformat(when.first), date.fromisoformat(when.last)
    return (first, last) if last - first <= _FEW else None


def _stem(token: Token) -> str:
    """What the verb and its noun have in common: "stormed" and "the storming"."""
    word = token.lemma.lower()
    for ending in ("ing", "ment", "tion", "sion", "al", "ure", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 2:
            word = word[: -len(ending)]
            break
    return word[:_STEM]


def _weekday(base: Days, number: int, way: int) -> Days:
    """The day of that name before, after or with a day."""
    if way < 0:
        there = base[0] - timedelta((base[0].weekday() - number - 1) % _WEEK + 1)
    elif way > 0:
        there = base[1] + timedelta((number - base[1].weekday() - 1) % _WEEK + 1)
    else:
        there = base[0] + timedelta((number - base[0].weekday() + 3) % _WEEK - 3)
    return there, there


def _moved(day: date, unit: str, number: int) -> date:
    if unit in ("day", "week"):
        return day + timedelta(number * (_WEEK if unit == "week" else 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(day, number * months)


def _ordered(one: date, other: date) -> Days:
    return min(one, other), max(one, other)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
