"""Weights: how likely something is, by the signs for and against it; a table that anybody can add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

from legation.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the odds, what it counts as where it is absent, and the odds of no sign at all."""

    bias: float
    by_sign: Mapping[str, float]
    absent: Mapping[str, float]

    @classmethod
    def of(cls, file: str, table: Mapping[str, Any]) -> "Weights":
        """Take the weights out of a table as loaded; raises KnowledgeError for one that is broken."""
        try:
            signs = {name: (float(row["weight"]), float(row.get("absent", 0))) for name, row in table["signs"].items()}
            bias = float(table["bias"])
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(file, None, f"expected bias, and signs with weight and absent: {error}") from error
        return cls(bias, {name: w for name, (w, _) in signs.items()}, {name: a for name, (_, a) in signs.items()})

    def chance(self, signs: Mapping[str, float]) -> float:
        """How likely it is with these signs, between 0 and 1."""
        odds = self.bias + sum(w * signs.get(name, self.absent[name]) for name, w in self.by_sign.items())
        return 1 / (1 + exp(-odds))
