"""How fast a host is asked: one request at a time, with a pause before the next, and not at all while it says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from legation.errors import FetchError


@dataclass(slots=True)
class _Host:
    turn: Lock = field(default_factory=Lock)
    delay: float = 0
    next_at: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Keeps the pause of each host. A pause longer than `longest` isn't waited for: the request fails and says so."""

    interval: float
    longest_delay: float
    longest: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _adding: Lock = field(default_factory=Lock)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Have a host for oneself; others wait."""
        with self._host(host).turn:
            yield

    def wait(self, host: str) -> None:
        """Wait until the host may be asked, and note that it is asked now; raises FetchError if that is too long."""
        each = self._host(host)
        pause = each.next_at - self.clock()
        if pause > self.longest:
            raise FetchError(host, f"asked to be left alone for {pause:.0f} s more; try again then", pause=pause)
        if pause > 0:
            self.sleep(pause)
        self.rest(host)

    def rest(self, host: str) -> None:
        """Begin the pause of a host: it was asked, or its answer has ended."""
        each = self._host(host)
        each.next_at = max(each.next_at, self.clock() + max(self.interval, each.delay))

    def slow(self, host: str, delay: float) -> None:
        """Heed the pause that a host asks for, up to the bound."""
        self._host(host).delay = min(delay, self.longest_delay)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for `seconds`."""
        each = self._host(host)
        each.next_at = max(each.next_at, self.clock() + seconds)

    def _host(self, host: str) -> _Host:
        with self._adding:
            return self._hosts.setdefault(host, _Host())
