"""Answers kept while they hold: each is worked out once, however many readers ask for it at the same time."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

Answer = TypeVar("Answer")


class Keeping:
    """A bounded memory of answers by their question; what was asked least recently goes first.

    `room` is the number of bytes that all may weigh together, as `weight` tells for each.
    """

    def __init__(self, room: int, weight: Callable[[Any], int]) -> None:
        """Keep answers that weigh at most `room` together."""
        self._kept: LRUCache[Hashable, Any] = LRUCache(room, weight)
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}

    def get(self, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the kept answer, or make it; those who ask meanwhile wait for the one that makes it."""
        with self._lock:
            if question in self._kept:
                return self._kept[question]  # type: ignore[no-any-return]
            making = self._making.setdefault(question, Lock())
        with making:
            with self._lock:
                if question in self._kept:
                    return self._kept[question]  # type: ignore[no-any-return]
            try:
                answer = make()
                self._keep(question, answer)
            finally:
                with self._lock:
                    self._making.pop(question, None)
        return answer

    def _keep(self, question: Hashable, answer: object) -> None:
        with self._lock:
            if self._kept.getsizeof(answer) <= self._kept.maxsize:
                self._kept[question] = answer
