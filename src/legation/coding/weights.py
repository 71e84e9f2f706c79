"""Weights: how likely something is, by the signs for and against it; a table that anybody can add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from typing import Any

from legation.errors import KnowledgeError

# Odds further from even than this are certain; the exponential would overflow.
_FAR = 50.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the odds, what it counts as where it is absent, and the odds of no sign at all.

    Two signs together may add more, or less, than each by itself: so much for each time their product.
    """

    bias: float
    by_sign: Mapping[str, float]
    absent: Mapping[str, float]
    by_pair: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, table: Mapping[str, Any]) -> "Weights":
        """Take the weights out of a table as loaded; raises KnowledgeError for one that is broken."""
        try:
            signs = {name: (float(row["weight"]), float(row.get("absent", 0))) for name, row in table["signs"].items()}
            bias = float(table["bias"])
            pairs = {
                (one, other): float(w) for one, row in table.get("together", {}).items() for other, w in row.items()
            }
            if unknown := {name for pair in pairs for name in pair} - signs.keys():
                raise ValueError(f"no signs: {sorted(unknown)}")
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(
                file, None, f"expected bias, and signs with weight and absent, perhaps together: {error}"
            ) from error
        weights, absent = ({name: row[n] for name, row in signs.items()} for n in (0, 1))
        return cls(bias, weights, absent, pairs)

    def chance(self, signs: Mapping[str, float]) -> float:
        """How likely it is with these signs, between 0 and 1."""
        here = {name: signs.get(name, absent) for name, absent in self.absent.items()}
        odds = self.bias + sum(w * here[name] for name, w in self.by_sign.items())
        # Most signs are 0, and so is what they add with others.
        live = {name for name, value in here.items() if value}
        pairs = [pair for pair in self.by_pair if pair[0] in live and pair[1] in live]
        odds += sum(self.by_pair[pair] * here[pair[0]] * here[pair[1]] for pair in pairs)
        return 1 / (1 + exp(-min(max(odds, -_FAR), _FAR)))
