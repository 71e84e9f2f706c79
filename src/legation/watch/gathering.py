"""Several hosts asked at once, each with one request at a time; what comes is given in the order of the questions.

Threads only fetch. They are left to themselves when the watch stops, so that no slow server holds it up.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from legation.errors import FetchError, SourceError

Found = TypeVar("Found")

_GLANCE = 0.2  # seconds between looks at whether to stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[Found]):
    """What is to be fetched from a host; `ask` never raises."""

    host: str
    ask: Callable[[], Found]


@dataclass(slots=True, kw_only=True)
class Gathering(Generic[Found]):
    """Asks questions with a bounded number of threads.

    A question is asked when its host is free and it is no more than `ahead` places before the one whose answer is
    waited for, so that few answers lie in memory. After `patience` answers in a row that are `trouble`, the host is
    left alone: its other questions are answered with None. `going` tells whether to go on at all, `starting` whether
    to ask more.
    """

    questions: Sequence[Question[Found]]
    workers: int
    ahead: int
    patience: int
    trouble: Callable[[Found], bool]
    going: Callable[[], bool]
    starting: Callable[[], bool] = lambda: True
    _answers: SimpleQueue[tuple[int, Found]] = field(default_factory=SimpleQueue)
    _found: dict[int, Found | None] = field(default_factory=dict)
    _open: list[int] = field(init=False)
    _busy: set[str] = field(default_factory=set)
    _troubles: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Nothing is asked yet."""
        self._open = list(range(len(self.questions)))

    def answers(self) -> Iterator[tuple[int, Found | None]]:
        """Yield the place of each question and its answer, in their order; what is not asked any more is left out."""
        for place in range(len(self.questions)):
            while self.going():
                self._start(place)
                if place in self._found:
                    yield place, self._found.pop(place)
                    self._look(0)
                    break
                if place in self._open and not self.starting():
                    break
                self._look(_GLANCE)
            else:
                return

    def _start(self, place: int) -> None:
        """Ask what may be asked now."""
        for each in list(self._open):
            if each > place + self.ahead or len(self._busy) >= self.workers:
                return
            host = self.questions[each].host
            if self._troubles[host] >= self.patience:
                self._open.remove(each)
                self._found[each] = None
            elif host not in self._busy and self.starting():
                self._open.remove(each)
                self._busy.add(host)
                Thread(target=self._ask, args=(each,), daemon=True).start()

    def _ask(self, place: int) -> None:
        self._answers.put((place, self.questions[place].ask()))

    def _look(self, seconds: float) -> None:
        """Take the answers that are there; wait for the first one."""
        while self._busy:
            try:
                place, found = self._answers.get(timeout=seconds) if seconds else self._answers.get_nowait()
            except Empty:
                return
            host = self.questions[place].host
            self._busy.discard(host)
            self._troubles[host] = self._troubles[host] + 1 if self.trouble(found) else 0
            self._found[place] = found
            seconds = 0


def safely(name: str, ask: Callable[[], Found]) -> Found | SourceError:
    """Ask; whatever goes wrong in the depth of a library, where nobody would hear of it, is a failure that may pass."""
    try:
        return ask()
    except SourceError as error:
        return error
    except BaseException as error:  # noqa: BLE001 (or the answer would be waited for without end)
        return FetchError(name, f"can't be fetched ({type(error).__name__}: {error})")


def host_of(address: str) -> str:
    """The host of an address, to tell hosts apart; one that can't be told is a host of its own."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
