"""Numbers in the words of a claim: what they count, and between which bounds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

from legation.link.numbers import Told, load

SHORT = 6  # words of a claim that is all about its number: "the loss of six"
THOUSAND = 1000  # what is counted in thousands adds up: "two thousand and fifty"
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_CLAUSE = re.compile(r"[,;:.](?=\s|$)")
FARTHEST = 14  # words before a number among which it is told what its clause is about
FEW = 12  # so many that "the" before it points at them: "the two jets"
NEXT = 4  # words after a number among which what it counts is looked for
_NAME = re.compile(r"(?:(?P<before>[\w.-]+) )?(?P<name>[A-Z][\w’'-]*) $")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as told: what it counts (None: what was told before), its bounds, and where it stands.

    `echo` says that a word points at what was counted before: "put the figure at 11". `sort` is the sort of what it
    counts, where its words tell one: "fishing boats".
    """

    unit: str | None
    low: float
    high: float
    start: int
    end: int
    echo: bool = False
    sort: str = ""

    def excludes(self, other: "Figure") -> bool:
        """Whether the two can't both be right."""
        return self.high < other.low or other.high < self.low

    def is_other(self, other: "Figure") -> bool:
        """Whether they count two sorts of things, or the lower one may count those of a sort among all of the other."""
        if self.unit is None or other.unit is None:
            return False  # a bare number counts what was counted before
        lower, higher = sorted((self, other), key=lambda each: each.low)
        return may_differ(lower.unit or "", lower.sort, higher.sort)


# Units that are counted as a whole unless a text tells their sort.
WHOLE = frozenset({"dead", "troops"})


def may_differ(unit: str, lower: str, higher: str) -> bool:
    """Whether a number of one sort excludes no higher one of the other: ten boats, of which two fish.

    The dead and the men under arms are counted as a whole, so that only another sort differs from them: "soldiers",
    "men", but "mercenaries".
    """
    return bool(lower) and lower != higher and bool(higher or unit not in WHOLE)


def figures(text: str, offset: int = 0) -> Iterator[Figure]:
    """Yield the numbers of a text that count something; `offset` is added to their places."""
    told = load()
    for match in told.pattern.finditer(text):
        before, after = _words(text[: match.start()]), _words(text[match.end() :])
        # "Put the figure at 11", but "at 11".
        near = 8 if before[-1:] == ["at"] else 4  # "put the crowd in the capital on Saturday at 15,000"
        counted = bool(told.figure & set(before[-near:])) or _number_of(before, told) is not None
        beyond = {*after[:1], " ".join(after[:2])}
        if (told.no_count_before & set(before[-1:]) and not counted) or told.no_count_after & beyond:
            continue
        if _is_named(text, match, before, told) or _is_known(match, before, told):
            continue
        after = _up_to_next(text, match, after, told)
        low, high = _bounds(match, told)
        bounds = _vague(text[max(0, match.start() - 16) : match.start()].casefold(), low, high, told)
        bounds = _vague_behind(after, bounds, told)
        if bounds == (low, high) and _is_part(after, told):
            bounds = low, float("inf")
        unit = _unit(before, after, told)
        if bounds == (low, high) and _is_listed(text[match.end() :], after, told):
            bounds = low, float("inf")
        if unit == "dead" and _lives(text[match.end() :], told):
            continue  # "five men who had been listed as dead were found alive"
        alone = len(text.split()) <= SHORT or text[match.end() : match.end() + 1] == ","
        if unit is None and not _YEAR.fullmatch(match[0]) and told.people.match(text, match.end()):
            unit = "dead" if told.death & {*before[-5:], *after[:8]} else "people"  # "300,000 Rohingya have fled"
        if unit is None and (
            _is_year(match, before, told) or told.saved & set(after[:6]) or (after and after[0].endswith("s"))
        ):
            continue  # a year, or it counts something else, or those who live
        if unit is not None or (high > 1 and (alone or _stands_for_one(before, after, told))):
            short = len(_CLAUSE.split(text)[0].split()) <= SHORT and match.end() <= len(_CLAUSE.split(text)[0])
            echo = unit is None and (short or _is_alone(after, told) or bool(told.figure & set(before[-6:])))
            sort = _sort(after, told)
            yield Figure(unit, *bounds, offset + match.start(), offset + match.end(), echo, sort)


def number_end(text: str, start: int) -> int | None:
    """Where the number ends that begins at a place in a text; None where none does."""
    found = load().pattern.match(text, start)
    return found.end() if found else None


def share(text: str, offset: int = 0) -> Figure | None:
    """What a text tells by a number told elsewhere: as a `Figure`, by how many times the other one it is."""
    told = load()
    found = told.share.search(text)
    if found is None:
        return None
    times = told.shares[found[1].casefold()]
    return Figure(None, times, times, offset + found.start(), offset + found.end(), echo=True)


def sort_of(text: str) -> str:
    """The sort of what a text counts, where its words tell one: "five crew members"."""
    told = load()
    return next((told.sorts[word] for word in _words(text) if word in told.sorts), "")


def counted(unit: str) -> str:
    """The unit by which numbers are compared: of those that can be the same people, one."""
    return load().alike.get(unit, unit)


def revised(text: str, told_in: str) -> Figure | None:
    """The number to which a sentence puts right another of the people whom the words `told_in` it tell of: the dead."""
    told = load()
    words = frozenset(_words(told_in))
    named = {"dead": told.death | told.losses, **told.made}
    units = [unit for unit in named if named[unit] & words]
    if (found := _instead(text, told_in, units)) is not None:
        return found
    for match in told.revising.finditer(text):
        number = told.pattern.match(text, match.end())
        if number is None:
            continue
        before, after = _words(text[: match.end()]), _words(text[number.end() :])
        near = len(_words(text[match.start() : match.end()])) + NEXT
        if not (told.figure - told.pointing) & {*before[-near:], *after[:NEXT]}:
            continue  # "raised its force to 20,000"
        around = {*before[-near:], *after[:FARTHEST]}
        for unit in units:
            if around & named[unit]:
                return Figure(unit, *_bounds(number, told), number.start(), number.end())
    return None


def _instead(text: str, told_in: str, units: Sequence[str]) -> Figure | None:
    """The number that stands against the one first told: "nine, not 12 as first reported", "nine and not 12"."""
    told = load()
    for each in figures(text):
        opened = told.instead.match(text, each.end)
        other = told.pattern.match(text, opened.end()) if opened else None
        if not opened or not other or not (opened["and"] or told.first_told.match(text, other.end())):
            continue
        if each.unit in units or (each.unit is not None and text[each.start : each.end] in told_in):
            return each
        if each.unit is None and units:
            return replace(each, unit=units[0])
    return None


def is_lost(unit: str, words: str) -> bool:
    """Whether the words in which things are counted tell that these were lost: "left three tanks behind"."""
    told = load()
    people = {"dead", "casualties", *told.mortal, *told.made}
    return unit not in people and bool(told.gone.search(words))


def numerals() -> frozenset[str]:
    """The words that are numbers."""
    return frozenset((*load().numerals, *load().multiples))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[\w.-]*\w|[%@]", text)]


def _lives(behind: str, told: Told) -> bool:
    """Whether the clause behind a number says that those whom it counts live."""
    clause = _words(_CLAUSE.split(behind)[0])
    ends = next((place for place, word in enumerate(clause) if word in told.joining), len(clause))
    return not told.alive.isdisjoint(clause[:ends])


def _is_named(text: str, match: re.Match[str], before: list[str], told: Told) -> bool:
    """Whether the number is part of a name: "Flight 17", "the frigate Orkan 310 has sailed"."""
    if not match[0].isdigit():
        return False
    if told.of_numbered & set(before[-1:]) and not told.articles & set(before[-2:-1]):
        return True
    name = _NAME.search(text[: match.start()])
    if name is None or (name["before"] or "in").casefold() in told.before_place or told.timed & set(before[-1:]):
        return False
    behind = _words(text[match.end() : match.end() + 20])[:1]
    return text[match.end() : match.end() + 1] in (",", ")", ";") or bool(told.behind_name & set(behind))


def _is_known(match: re.Match[str], before: list[str], told: Told) -> bool:
    """Whether a small number points at things that were told before, and counts none: "the two jets"."""
    low, high = _bounds(match, told)
    return before[-1:] == ["the"] and low == high <= FEW


def _is_listed(behind: str, after: list[str], told: Told) -> bool:
    """Whether others of the same kind are told of in one breath: "two jets and a bomber"."""
    listed = told.listing.match(behind.lstrip())
    noun = next((found for word in after[:NEXT] if (found := _noun(word, told))), None)
    if listed is None or noun is None or _sort(after, told):
        return False
    others = _words(_CLAUSE.split(behind)[0])[len(_words(listed[0])) - 1 :][:NEXT]
    return any(noun in (_noun(word, told), _noun(f"{word}s", told)) for word in others)


def _up_to_next(text: str, match: re.Match[str], after: list[str], told: Told) -> list[str]:
    """The words behind a number up to the next one: of "104 fell, with 200 hurt" the 104 are not the hurt."""
    following = told.pattern.search(text, match.end())
    near = following is not None and not told.no_count_after & set(_words(text[following.end() :])[:1])
    return _words(text[match.end() : following.start()]) if near and following else after


def _sort(after: list[str], told: Told) -> str:
    """The sort of what is counted, by the words up to the noun."""
    noun = next((place for place, word in enumerate(after[:NEXT]) if _noun(word, told)), -1)
    return next((told.sorts[word] for word in after[: noun + 1] if word in told.sorts), "")


def _is_year(match: re.Match[str], before: list[str], told: Told) -> bool:
    return bool(_YEAR.fullmatch(match[0])) and bool(told.before_year & set(before[-1:]))


def _bounds(match: re.Match[str], told: Told) -> tuple[float, float]:
    low, top = _value(match[1], told)
    high = _value(match[2], told)[1] if match[2] else top
    return (low, high) if low <= high else (low, low)


def _value(words: str, told: Told) -> tuple[float, float]:
    """What a number is worth, and the most that a vague one can be: "a few hundred"."""
    text = words.casefold()
    for vague, (low, high) in told.vague.items():
        if text.startswith(vague):
            times = _product(text[len(vague) :].split(), told)
            return low * times, high * times
    found = rest = 0.0
    for word in re.split(r"[- ]+", text):
        bare = word.replace(",", "")
        if bare in told.multiples:
            rest = (rest or 1) * told.multiples[bare]
            if told.multiples[bare] >= THOUSAND:
                found, rest = found + rest, 0.0
        elif bare in told.numerals:
            rest += told.numerals[bare]
        elif bare not in ("a", "and", ""):
            rest += float(bare)
    return found + rest, found + rest


def _product(words: Sequence[str], told: Told) -> float:
    return prod(told.multiples.get(word, 1.0) for word in words)


def _vague(before: str, low: float, high: float, told: Told) -> tuple[float, float]:
    words = before.rstrip()
    at_least, at_most = (
        max((len(each) for each in row if words.endswith(each)), default=0)
        for row in (told.least_words, told.most_words)
    )
    # "No more than" ends in "more than": what is longer tells.
    if at_least > at_most:
        return low, float("inf")
    if at_most:
        return 0.0, high
    if words.endswith(told.about_words):
        return low * (1 - told.about), high * (1 + told.about)
    return low, high


def _vague_behind(after: list[str], bounds: tuple[float, float], told: Told) -> tuple[float, float]:
    """The bounds by what is added to a number: "ten ships or more", "20 or so tanks"."""
    close = {" ".join(pair) for pair in pairwise(after[: NEXT + 1])}
    if close & told.or_more or any(f" {each} " in f" {' '.join(after[: NEXT + 2])} " for each in told.or_more):
        return bounds[0], float("inf")
    if close & told.or_less or any(f" {each} " in f" {' '.join(after[: NEXT + 2])} " for each in told.or_less):
        return 0.0, bounds[1]
    if close & told.or_so:
        return bounds[0] * (1 - told.about), bounds[1] * (1 + told.about)
    return bounds


def _unit(before: list[str], after: list[str], told: Told) -> str | None:
    """What is counted: people who died, else what the noun after the number names."""
    if told.casualties.match(" ".join(after[:FARTHEST])):
        return "casualties"
    noun = next((found for word in after[:NEXT] if (found := _noun(word, told))), None) or _number_of(before, told)
    noun = noun or _told_of(before, told)
    if noun in told.may_fly and any(told.aircraft.fullmatch(word) for word in (*before[-8:], *after[:8])):
        noun = "aircraft"  # "fighters" are men, unless a make of aircraft is named beside them
    fallen = bool(told.death & {*before[-5:], *after[:8]}) or _told_of(before, told) == "dead"
    if fallen and (noun is None or noun in told.mortal):
        return "dead"
    if noun in told.mortal:
        return next((unit for unit, words in told.made.items() if words & {*before[-8:], *after[:8]}), noun)
    return noun


def _noun(word: str, told: Told) -> str | None:
    """What the noun counts; a make of aircraft ("F-16s") is one too."""
    return told.counted.get(word) or ("aircraft" if told.aircraft.fullmatch(word) else None)


def _number_of(before: list[str], told: Told) -> str | None:
    """What the words before a number count: "put the number of soldiers at 11"."""
    back = before[-8:]
    if told.crowd & set(before[-8 if before[-1:] == ["at"] else -4 :]):
        return "people"
    start = next(
        (place for place, word in enumerate(back) if word in told.figure and back[place + 1 :][:1] == ["of"]), None
    )
    return (
        next((told.counted[word] for word in back[start:] if word in told.counted), None) if start is not None else None
    )


def _told_of(before: list[str], told: Told) -> str | None:
    """What the clause is about that ends in a number: "losses of the army came to 34", "the toll as 107"."""
    words = before[-FARTHEST:]
    vague = next((n for n in (4, 3, 2, 1) if " ".join(words[-n:]) in told.vague_phrases), 0)
    words = words[:-vague] if vague else words
    verb = next((n for n in (1, 2) if " ".join(words[-n:]) in told.predicates), 0)
    about = words[:-verb] if verb else []
    if told.losses & set(about):
        return "dead"
    return "people" if told.crowd & set(about) or told.persons <= set(about) else None


def _stands_for_one(before: list[str], after: list[str], told: Told) -> bool:
    """Whether the number stands alone for what was counted before: "put the figure at 11", "12,000 in Kursk"."""
    return not after[:1] or _is_alone(after, told) or bool(told.figure & set(before[-4:]))


def _is_alone(after: list[str], told: Told) -> bool:
    return _is_part(after, told) or bool(told.alone_before & set(after[:1]))


def _is_part(after: list[str], told: Told) -> bool:
    """Whether it counts some of what was told before: "two of them"."""
    return after[:1] == ["of"] and bool(told.of_them & set(after[1:2]))
