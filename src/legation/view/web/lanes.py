"""Who is let at the processor: few costly pages at a time, so that others need not wait behind many of them.

What is kept needs no turn. How costly a kind of page is, is told by those of it that were made before.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, Semaphore
from time import thread_time

OTHERS, FEW = 4, 2  # pages that are made at once, and costly ones beside them
COSTLY = 0.15  # seconds of the processor from which on a kind of page has to wait for its like
LATEST = 0.3  # the weight of the latest page of a kind against all before


class Lanes:
    """Two ways to the processor, told apart by what pages of a kind have cost."""

    def __init__(self, clock: Callable[[], float] = thread_time) -> None:
        """Know of no page yet: none counts as costly before it was made once."""
        self._clock = clock
        self._others, self._costly = Semaphore(OTHERS), Semaphore(FEW)
        self._costs: dict[Hashable, float] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, kind: Hashable) -> Iterator[None]:
        """Wait until a page of this kind may be made."""
        with self._costly if self.is_costly(kind) else self._others:
            began = self._clock()
            try:
                yield
            finally:
                self._note(kind, self._clock() - began)

    def is_costly(self, kind: Hashable) -> bool:
        """Whether pages of this kind have been costly of late."""
        with self._lock:
            return self._costs.get(kind, 0.0) >= COSTLY

    def _note(self, kind: Hashable, cost: float) -> None:
        with self._lock:
            before = self._costs.get(kind, 0.0)  # the first of a kind is dear: nothing of the store is at hand yet
            self._costs[kind] = before + LATEST * (cost - before)
