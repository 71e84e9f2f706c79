"""Certainty: words of probability as ranges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from legation.records import Certainty


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """The tables of `certainty.yaml`; `pattern` finds the longest phrase first."""

    ranges: Mapping[str, tuple[int, int]]
    pattern: re.Pattern[str]
    future: frozenset[str]
    open: frozenset[str]
    stative: frozenset[str]
    adjectives: frozenset[str]
    scheduled: frozenset[str]
    arranged: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Likelihoods":
        """Take the tables as loaded from `certainty.yaml`."""
        ranges = {phrase: (low, high) for phrase, (low, high) in table["phrases"].items()}
        longest = sorted(ranges, key=len, reverse=True)
        # Lower case only: "May" is a month, "Will" a name.
        pattern = re.compile(rf"(?<![\w'’])(?:{'|'.join(re.escape(p) for p in longest)})(?!\w)")
        names = ("future", "open", "stative", "adjectives", "scheduled", "arranged")
        return cls(ranges, pattern, **{name: frozenset(table[name]) for name in names})

    def certainty(self, phrase: str) -> Certainty | None:
        """The range of a phrase of the table."""
        found = self.ranges.get(phrase)
        return None if found is None else Certainty(phrase=phrase, low=found[0], high=found[1])

    def first(self, text: str, start: int, end: int) -> Certainty | None:
        """The first word of probability in a stretch of text; plain "will" and "would" hedge nothing and don't count."""
        for match in self.pattern.finditer(text, start, end):
            if match.group() not in self.future and match.group() != "going to":
                return self.certainty(match.group())
        return None
