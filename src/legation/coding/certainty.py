"""Certainty: words of probability as ranges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from legation.records import Certainty

# "Could not confirm" denies an ability; it says nothing of chances.
_DENIALS = (" not ", " neither ", " never ", "n't ", "n’t ")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?-?\s?(?:%|percent|per cent)")
_ONE_IN = re.compile(r"(\w+)[- ](?:in|to|out of)[- ](?:an? )?(\w+)")
# A number becomes a range, never a point.
_MARGIN = 5
_TABLES = ("ranges", "pattern", "confidence", "verdicts", "grades", "numbers")


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """The tables of `certainty.yaml`; `pattern` finds the longest phrase first."""

    ranges: Mapping[str, tuple[int, int]]
    pattern: re.Pattern[str]
    verdicts: Mapping[str, tuple[int, int]]
    grades: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
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
    few: frozenset[str]
    no_one: frozenset[str]
    minds: frozenset[str]
    predicates: frozenset[str]
    links: frozenset[str]
    chances: frozenset[str]
    graded_only: frozenset[str]
    weighs: frozenset[str]
    has: frozenset[str]
    outcomes: frozenset[str]
    told: frozenset[str]
    hard: frozenset[str]
    owed: frozenset[str]
    terms: frozenset[str]
    anybody: frozenset[str]
    reasons: frozenset[str]
    confidence: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Likelihoods":
        """Take the tables as loaded from `certainty.yaml`."""
        ranges = {phrase: (low, high) for phrase, (low, high) in table["phrases"].items()}
        longest = sorted(ranges, key=len, reverse=True)
        # Lower case only: "May" is a month, "Will" a name.
        pattern = re.compile(rf"(?<![\w'’])(?:{'|'.join(re.escape(p) for p in longest)})(?!\w)")
        words: dict[str, Any] = {f.name: frozenset(table[f.name]) for f in fields(cls) if f.name not in _TABLES}
        for name in ("verdicts", "grades"):
            words[name] = {k: (low, high) for k, (low, high) in table[name].items()}
        rest = {"confidence": table["confidence"], "numbers": table["numbers"]}
        return cls(ranges=ranges, pattern=pattern, **words, **rest)

    def certainty(self, phrase: str) -> Certainty | None:
        """The range of a phrase of the table."""
        return _ranged(self.ranges, phrase)

    def verdict(self, phrase: str) -> Certainty | None:
        """The range that a reporting word puts on what it reports."""
        return _ranged(self.verdicts, phrase)

    def chance(self, words: str) -> Certainty | None:
        """The range of a chance by the words around its noun ("a slim chance", "one in three")."""
        lower = words.lower()
        if (share := self._share(lower)) is not None:
            return Certainty(phrase=words, low=max(0, share - _MARGIN), high=min(100, share + _MARGIN))
        graded = [self.grades[w] for w in lower.split() if w in self.grades]
        if graded:
            return Certainty(phrase=words, low=graded[0][0], high=graded[0][1])
        return None

    def _share(self, words: str) -> int | None:
        if found := _PERCENT.search(words):
            return round(float(found[1]))
        for found in _ONE_IN.finditer(words):
            left, right = (int(w) if w.isdigit() else self.numbers.get(w) for w in found.groups())
            if left and right and left < right:
                return round(100 * left / right)
        return None

    def first(self, text: str, start: int, end: int) -> Certainty | None:
        """The first word of probability in a stretch of text; plain words of the future don't count."""
        for match in self.pattern.finditer(text, start, end):
            unable = match.group() in self.open and text[match.end() : end].startswith(_DENIALS)
            if match.group() not in self.plain and not unable:
                return self.certainty(match.group())
        return None


def _ranged(table: Mapping[str, tuple[int, int]], phrase: str) -> Certainty | None:
    found = table.get(phrase)
    return None if found is None else Certainty(phrase=phrase, low=found[0], high=found[1])
