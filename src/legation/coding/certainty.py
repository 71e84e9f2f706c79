"""Certainty: words of probability as ranges."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from legation.coding.shares import Shares
from legation.records import Certainty

# "Could not confirm" denies an ability; it says nothing of chances.
_DENIALS = (" not ", " neither ", " never ", "n't ", "n’t ")
# Words before a grade that leave it as it is ("only a slim chance").
_SPARED = re.compile(r"\b(?:an?|the|only|just|at (?:best|most)|rather|quite|fairly|pretty) ")
_TABLES = ("ranges", "pattern", "confidence", "verdicts", "grades", "graded", "shares")


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """The tables of `certainty.yaml`; `pattern` and `graded` find the longest phrase and grade first."""

    ranges: Mapping[str, tuple[int, int]]
    pattern: re.Pattern[str]
    verdicts: Mapping[str, tuple[int, int]]
    grades: Mapping[str, tuple[int, int]]
    graded: re.Pattern[str]
    shares: Shares
    plain: frozenset[str]
    open: frozenset[str]
    stative: frozenset[str]
    adjectives: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    arranged: frozenset[str]
    arranged_by_agents: frozenset[str]
    backshifted: frozenset[str]
    forecasting: frozenset[str]
    doubts: frozenset[str]
    conditions: frozenset[str]
    enduring: frozenset[str]
    provisos: frozenset[str]
    few: frozenset[str]
    no_one: frozenset[str]
    minds: frozenset[str]
    predicates: frozenset[str]
    links: frozenset[str]
    chances: frozenset[str]
    graded_only: frozenset[str]
    felt: frozenset[str]
    weighs: frozenset[str]
    ratings: frozenset[str]
    rulings: frozenset[str]
    foretells: frozenset[str]
    soothsayers: frozenset[str]
    hints: frozenset[str]
    forebodings: frozenset[str]
    has: frozenset[str]
    outcomes: frozenset[str]
    events: frozenset[str]
    told: frozenset[str]
    hard: frozenset[str]
    surprised: frozenset[str]
    imagining: frozenset[str]
    owed: frozenset[str]
    terms: frozenset[str]
    anybody: frozenset[str]
    reasons: frozenset[str]
    confidence: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Likelihoods":
        """Take the tables as loaded from `certainty.yaml`."""
        ranges = dict(composed(table["scales"], table["degrees"]))
        ranges |= {phrase: (low, high) for phrase, (low, high) in table["phrases"].items()}
        words: dict[str, Any] = {f.name: frozenset(table[f.name]) for f in fields(cls) if f.name not in _TABLES}
        for name in ("verdicts", "grades"):
            words[name] = {k: (low, high) for k, (low, high) in table[name].items()}
        rest = {"confidence": table["confidence"], "shares": Shares(table["numbers"], table["shares"])}
        pattern, graded = _longest(ranges), _longest(table["grades"])
        return cls(ranges=ranges, pattern=pattern, graded=graded, **words, **rest)

    def certainty(self, phrase: str) -> Certainty | None:
        """The range of a phrase of the table."""
        return _ranged(self.ranges, phrase)

    def weighed(self, certainty: Certainty) -> bool:
        """True where words say how likely something is, more than "will", "may" or a warning do."""
        if (certainty.low, certainty.high) not in (self.ranges["will"], self.ranges["may"]):
            return True
        phrase = certainty.phrase.lower()
        listed = [m.group() for m in self.pattern.finditer(phrase)]
        if not listed:
            return phrase in self.verdicts and " " in phrase
        return any(p not in self.plain and p not in self.open for p in listed)

    def verdict(self, phrase: str) -> Certainty | None:
        """The range that a reporting word puts on what it reports."""
        return _ranged(self.verdicts, phrase)

    def chance(self, words: str) -> Certainty | None:
        """The range of a chance by the words around its noun ("a slim chance", "one in three")."""
        if (share := self.shares.first(words)) is not None:
            return Certainty(phrase=words, low=share.low, high=share.high)
        grade = self.grade(words)
        found = None if grade is None else self.grades[grade]
        return None if found is None else Certainty(phrase=words, low=found[0], high=found[1])

    def grade(self, words: str) -> str | None:
        """The words that say how big a chance is; the longest of those that come first."""
        found = self.graded.search(_SPARED.sub("", words.lower()))
        return None if found is None else found.group()

    def first(self, text: str, start: int, end: int) -> Certainty | None:
        """The first word of probability in a stretch of text; plain words of the future don't count."""
        found = self.place(text, start, end)
        return None if found is None else found[0]

    def place(self, text: str, start: int, end: int) -> tuple[Certainty, tuple[int, int]] | None:
        """The same with its place."""
        for match in self.pattern.finditer(text, start, end):
            word = match.group().lower()
            if word in self.open and (match.group()[0].isupper() or text[match.end() : end].startswith(_DENIALS)):
                continue  # "May" is a month more often than a chance; "could not" denies an ability
            certainty = self.certainty(word)
            if word not in self.plain and certainty is not None:
                return certainty, match.span()
        return None

    def number(self, words: str) -> tuple[Certainty, tuple[int, int]] | None:
        """A chance told as a number ("one in three", "ninety per cent sure"), with its place in the words."""
        share = self.shares.clear(words)
        if share is None:
            return None
        certainty = Certainty(phrase=words[share.start : share.end], low=share.low, high=share.high)
        return certainty, (share.start, share.end)


def composed(
    scales: Iterable[Mapping[str, Any]], degrees: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Words of probability with each degree that their scale has a range for: "exceedingly likely", "far from sure"."""
    for scale in scales:
        for degree, words in degrees.items():
            if degree in scale:
                low, high = scale[degree]
                yield from ((f"{word} {base}", (low, high)) for word in words for base in scale["words"])


def _longest(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole phrases, the longest first, those that begin alike told apart only behind that word."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        head, _, rest = phrase.partition(" ")
        heads.setdefault(head, []).append(rest and f" {rest}")
    alike = (f"{re.escape(h)}(?:{'|'.join(map(re.escape, rests))})" for h, rests in heads.items())
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(alike)})(?!\w)", re.IGNORECASE)


def _ranged(table: Mapping[str, tuple[int, int]], phrase: str) -> Certainty | None:
    found = table.get(phrase)
    return None if found is None else Certainty(phrase=phrase, low=found[0], high=found[1])
