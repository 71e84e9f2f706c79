"""Weights: how likely something is, by the signs for and against it; a table that anybody can add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    # The same once more, as they are added up: the signs in the order of the table, what each counts as where it is not
    # told, and the weights as a row and a square.
    _signs: Sequence[str] = field(init=False, repr=False, compare=False)
    _absent: Sequence[float] = field(init=False, repr=False, compare=False)
    _alone: NDArray[np.float64] = field(init=False, repr=False, compare=False)
    _together: NDArray[np.float64] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Arrange the weights for adding up, in the order of the table."""
        signs = list(self.by_sign)
        together = np.zeros((len(signs), len(signs)))
        for (one, other), weight in self.by_pair.items():
            together[signs.index(one), signs.index(other)] = weight
        object.__setattr__(self, "_signs", signs)
        object.__setattr__(self, "_absent", [self.absent[name] for name in signs])
        object.__setattr__(self, "_alone", np.array(list(self.by_sign.values())))
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

    def chances(self, every: Sequence[Mapping[str, float]]) -> list[float]:
        """How likely each is with its signs, between 0 and 1."""
        if not every:
            return []
        told = chain.from_iterable(map(signs.get, self._signs, self._absent) for signs in every)
        table = np.fromiter(told, float, len(every) * len(self._signs)).reshape(len(every), -1)
        odds = self.bias + table @ self._alone + ((table @ self._together) * table).sum(1)
        likely: list[float] = (1 / (1 + np.exp(-odds.clip(-_FAR, _FAR)))).tolist()
        return likely
