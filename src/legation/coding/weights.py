"""Weights: how likely something is, by the signs for and against it; a table that anybody can add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
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
    # The same once more, as they are added up: each sign with what it counts as, each first of two with both.
    _rows: Sequence[tuple[str, float]] = field(init=False, repr=False, compare=False)
    _together: Sequence[tuple[str, Sequence[tuple[str, float]]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Arrange the rows for adding up, in the order of the table."""
        rows = [(name, self.absent[name]) for name in self.by_sign]
        groups = groupby(self.by_pair.items(), key=lambda item: item[0][0])
        together = [(one, [(pair[1], weight) for pair, weight in items]) for one, items in groups]
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_together", together)

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
        # Most signs are 0, and so is what they add, by themselves and with others.
        here = {name: value for name, absent in self._rows if (value := signs.get(name, absent))}
        alone = sum([self.by_sign[name] * value for name, value in here.items()])
        pairs = sum(
            [
                weight * first * here[other]
                for one, others in self._together
                if (first := here.get(one))
                for other, weight in others
                if other in here
            ]
        )
        return 1 / (1 + exp(-min(max(self.bias + alone + pairs, -_FAR), _FAR)))
