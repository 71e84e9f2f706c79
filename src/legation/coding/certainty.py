"""Certainty: words of probability as ranges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from legation.records import Certainty

# "Could not confirm" denies an ability; it says nothing of chances.
_DENIALS = (" not ", " neither ", " never ", "n't ", "n’t ")


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """The tables of `certainty.yaml`; `pattern` finds the longest phrase first."""

    ranges: Mapping[str, tuple[int, int]]
    pattern: re.Pattern[str]
    plain: frozenset[str]
    open: frozenset[str]
    stative: frozenset[str]
    adjectives: frozenset[str]
    participles: frozenset[str]
    adverbs: frozenset[str]
    arranged: frozenset[str]
    backshifted: frozenset[str]
    doubts: frozenset[str]
    conditions: frozenset[str]
    confidence: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Likelihoods":
        """Take the tables as loaded from `certainty.yaml`."""
        ranges = {phrase: (low, high) for phrase, (low, high) in table["phrases"].items()}
        longest = sorted(ranges, key=len, reverse=True)
        # Lower case only: "May" is a month, "Will" a name.
        pattern = re.compile(rf"(?<![\w'’])(?:{'|'.join(re.escape(p) for p in longest)})(?!\w)")
        lists = [f.name for f in fields(cls) if f.name not in ("ranges", "pattern", "confidence")]
        words = {name: frozenset(table[name]) for name in lists}
        return cls(ranges=ranges, pattern=pattern, confidence=table["confidence"], **words)

    def certainty(self, phrase: str) -> Certainty | None:
        """The range of a phrase of the table."""
        found = self.ranges.get(phrase)
        return None if found is None else Certainty(phrase=phrase, low=found[0], high=found[1])

    def first(self, text: str, start: int, end: int) -> Certainty | None:
        """The first word of probability in a stretch of text; plain words of the future don't count."""
        for match in self.pattern.finditer(text, start, end):
            unable = match.group() in self.open and text[match.end() : end].startswith(_DENIALS)
            if match.group() not in self.plain and not unable:
                return self.certainty(match.group())
        return None
