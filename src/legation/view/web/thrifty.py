"""A bounded memory that gives up what was asked least recently, and of that the cheapest: it is soon made again."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

Kept = TypeVar("Kept")
AMONG = 8  # of so many that were asked least recently the cheapest goes
ALIKE = 0.05  # seconds of cost that make no difference


@dataclass(frozen=True, slots=True)
class _Held(Generic[Kept]):
    """What is kept, what it weighs, and what it would cost to make again."""

    kept: Kept
    weight: int
    cost: float


class Thrifty(Generic[Kept]):
    """Holds things by key that weigh at most `room` together."""

    def __init__(self, room: int) -> None:
        """Hold nothing yet."""
        self._room, self._weight = room, 0
        self._held: OrderedDict[Hashable, _Held[Kept]] = OrderedDict()

    def __contains__(self, key: object) -> bool:
        """Whether something is held under this key; looking does not count as asking."""
        return key in self._held

    def get(self, key: Hashable) -> Kept | None:
        """Return what is held under this key, if anything."""
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found.kept

    def put(self, key: Hashable, kept: Kept, *, weight: int, cost: float) -> None:
        """Hold something in the place of what was under this key; what is heavier than all room is not held."""
        self._drop(key)
        if weight > self._room:
            return
        while self._weight + weight > self._room:
            oldest = islice(self._held.items(), AMONG)
            self._drop(min(oldest, key=lambda item: item[1].cost // ALIKE)[0])
        self._held[key] = _Held(kept, weight, cost)
        self._weight += weight

    def _drop(self, key: Hashable) -> None:
        if (found := self._held.pop(key, None)) is not None:
            self._weight -= found.weight
