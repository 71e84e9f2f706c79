"""The watch's clock: what time it is, and waiting that ends when the watch is to stop."""

from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Protocol

from legation.errors import FetchError

SLICE = 30.0  # seconds after which the wall clock is looked at again: a machine that slept doesn't notice its sleep


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> datetime:
        """The moment, in UTC."""

    def wait(self, seconds: float) -> bool:
        """Wait, or not at all for 0; False when the watch is to stop."""


class WallClock:
    """The machine's clock. Other threads and signal handlers may stop it."""

    def __init__(self) -> None:
        """Begin."""
        self._stopped = False
        # Not an Event: a signal handler that sets one may strike while its own thread holds the event's lock.
        self._bell: SimpleQueue[None] = SimpleQueue()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> bool:
        """Wait until the wall clock has gone on by `seconds`, or was set back; False when the watch is to stop."""
        began = self.now()
        end = began + timedelta(seconds=seconds)
        while not self._stopped:
            now = self.now()
            if now >= end or now < began:
                return True
            try:
                self._bell.get(timeout=min((end - now).total_seconds(), SLICE))
                self._bell.put(None)  # for others who wait
            except Empty:
                continue
        return False

    def sleep(self, seconds: float) -> None:
        """Wait as a fetcher does between requests; raises FetchError when the watch is to stop."""
        if not self.wait(seconds):
            raise FetchError("the watch", "is being stopped")

    def stop(self) -> None:
        """End all waiting, now and from now on."""
        self._stopped = True
        self._bell.put(None)


def stamp(moment: datetime) -> str:
    """A moment as the store keeps it: UTC, to the second, ending in Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(stamped: str) -> datetime:
    """A moment that the store keeps."""
    return datetime.fromisoformat(stamped)
