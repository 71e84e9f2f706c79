"""Hands messages to several channels at once, each for a bounded time: a slow or dead one holds up nobody."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping

from legation.view.alerting.letter import Letter
from legation.view.alerting.outcomes import Came, Way
from legation.view.alerting.settings import settings


class Poster:
    """Sends from threads that the program does not wait for; a channel that still hangs gets nothing more meanwhile."""

    def __init__(self, ways: Mapping[str, Way], *, deadline: float | None = None) -> None:
        """Take the channels by id, and the seconds that one message may take."""
        self._ways = ways
        self._deadline = settings().deadline if deadline is None else deadline
        self._hanging: dict[str, threading.Thread] = {}

    def is_there(self, channel: str) -> bool:
        """Whether there is such a channel."""
        return channel in self._ways

    def is_free(self, channel: str) -> bool:
        """Whether the channel is there and no earlier message hangs in it."""
        hanging = self._hanging.get(channel)
        if hanging is not None and not hanging.is_alive():
            del self._hanging[channel]
            hanging = None
        return self.is_there(channel) and hanging is None

    def post(self, letters: Mapping[str, Letter]) -> Iterator[tuple[str, Came]]:
        """Send one letter by each of these channels; yield what came of each as soon as it is known."""
        done: queue.SimpleQueue[tuple[str, Came]] = queue.SimpleQueue()
        threads = {
            channel: threading.Thread(
                target=_sent, args=(self._ways[channel], letter, done.put), name=f"channel {channel}", daemon=True
            )
            for channel, letter in letters.items()
        }
        ends = time.monotonic() + self._deadline
        for thread in threads.values():
            thread.start()
        while threads:
            try:
                channel, came = done.get(timeout=max(0.0, ends - time.monotonic()))
            except queue.Empty:
                break
            del threads[channel]
            yield channel, came
        for channel, thread in threads.items():
            self._hanging[channel] = thread
            # It may arrive yet: nobody can call a message back.
            yield channel, Came(state="unsure", reason=settings().slow)


def _sent(way: Way, letter: Letter, done: Callable[[tuple[str, Came]], None]) -> None:
    try:
        came = way.send(letter)
    except Exception as error:  # noqa: BLE001 (libraries raise what they like; a channel must not stop the watch)
        came = Came(state="failed", reason=f"{settings().crashed} ({type(error).__name__})")
    done((way.channel, came))
