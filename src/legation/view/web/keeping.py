"""Answers kept while they hold: each is worked out once, however many readers ask for it at the same time.

An answer holds for one state of the store. When that changes, a cheap answer is worked out anew for whoever asks first.
A costly one may be given as it was for a bounded time, while a thread in the background works it out anew, so that no
crowd of readers waits for it. What was made of an old answer counts as old itself.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock, local
from typing import Any, TypeVar

from legation.view.web.background import Background
from legation.view.web.thrifty import Thrifty

Answer = TypeVar("Answer")
COSTLY = 0.25  # seconds of the processor from which on an old answer is better than waiting
VERY_COSTLY = 3.0  # the same right after a change that a reader of ours made and expects to see
LASTING = 120.0  # seconds after a change for which an old answer may be given
CHANGES = 1000  # of the last so many it is known when they were
REST = 4.0  # so many times its own cost passes before an answer is worked out anew in the background
OLD = object()  # the state of what was made of an old answer: none is equal to it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """An answer, the state for which it holds, its cost in seconds of the processor, and when it was begun."""

    state: Hashable
    answer: Any
    cost: float
    begun: float


class _Making(local):
    """What the answer that this thread is making has been made of."""

    is_of_old = False


_making = _Making()


class Keeping:
    """A bounded memory of answers by their question; what was asked least recently and is cheap goes first.

    `room` is the number of bytes that all may weigh together, as `weight` tells for each. `state` says for what they
    hold; `background` makes costly ones anew. Without it no old answer is given.
    """

    def __init__(
        self,
        room: int,
        weight: Callable[[Any], int],
        *,
        state: Callable[[], Hashable] = lambda: None,
        background: Background | None = None,
    ) -> None:
        """Keep answers that weigh at most `room` together."""
        self._kept: Thrifty[_Kept] = Thrifty(room)
        self._weight = weight
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}
        self._state, self._background = state, background
        self._changes: dict[Hashable, float] = {}
        self._own = 0.0

    def get(self, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the kept answer, or make it; those who ask meanwhile wait for the one that makes it."""
        state = self._state()
        with self._lock:
            self._note(state)
            found = self._kept.get(question)
            if found and found.state == state:
                return found.answer  # type: ignore[no-any-return]
            if found and self._may_be_old(found):
                self._renew(question, make, found)
                _making.is_of_old = True
                return found.answer  # type: ignore[no-any-return]
            making = self._making.setdefault(question, Lock())
        with making:
            with self._lock:
                found = self._kept.get(question)
                if found and found.state == state:
                    return found.answer  # type: ignore[no-any-return]
            try:
                return self._make(question, make, state)
            finally:
                with self._lock:
                    self._making.pop(question, None)

    def told(self) -> None:
        """Note that a reader of ours has just changed something and expects to see it."""
        self._own = time.monotonic()

    def _note(self, state: Hashable) -> None:
        if state not in self._changes:
            self._changes[state] = time.monotonic()
            if len(self._changes) > CHANGES:
                del self._changes[next(iter(self._changes))]

    def _may_be_old(self, found: _Kept) -> bool:
        if self._background is None or self._background.is_here:
            return False
        limit = VERY_COSTLY if found.begun < self._own else COSTLY
        after = next((moment for moment in self._changes.values() if moment > found.begun), None)
        return found.cost >= limit and (after is None or time.monotonic() - after < LASTING)

    def _renew(self, question: Hashable, make: Callable[[], Any], found: _Kept) -> None:
        """Let an answer be worked out anew, unless that was done just now: else much adding would never let it rest."""
        if self._background and time.monotonic() - found.begun >= (1 + REST) * found.cost:
            self._background.do((id(self), question), lambda: self._make(question, make, self._state()))

    def _make(self, question: Hashable, make: Callable[[], Answer], state: Hashable) -> Answer:
        begun, worked = time.monotonic(), time.thread_time()
        with _made() as was_old:
            answer = make()
            # Asked inside: what this thread gave before it began this answer is no part of it.
            holds = OLD if was_old() else state
        cost = time.thread_time() - worked
        with self._lock:
            made = _Kept(state=holds, answer=answer, cost=cost, begun=begun)
            self._kept.put(question, made, weight=self._weight(answer), cost=cost)
        return answer


@contextmanager
def _made() -> Iterator[Callable[[], bool]]:
    """Watch whether what is made meanwhile is made of an old answer; whatever holds it is then old too."""
    before, _making.is_of_old = _making.is_of_old, False
    try:
        yield lambda: _making.is_of_old
    finally:
        _making.is_of_old = _making.is_of_old or before
