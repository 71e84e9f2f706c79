"""One thread beside the readers' that works out anew what has grown old, one thing after another."""

import logging
from collections.abc import Callable, Hashable
from queue import Empty, Full, Queue
from threading import Lock, Thread, current_thread

WAITING = 64  # things that wait to be worked out; what finds no room is asked for again by its next reader
LEAVING = 2.0  # seconds that the work in hand gets when the server stops

log = logging.getLogger(__name__)
Work = Callable[[], object]


class Background:
    """Does one piece of work after another; each is named by a key, and waits at most once."""

    def __init__(self) -> None:
        """Start no thread before there is something to do."""
        self._queue: Queue[tuple[Hashable, Work] | None] = Queue(WAITING)
        self._waiting: set[Hashable] = set()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._is_over = False

    @property
    def is_here(self) -> bool:
        """Whether the caller is this thread itself."""
        return current_thread() is self._thread

    def do(self, key: Hashable, work: Work) -> None:
        """Let this be done soon, unless it waits already."""
        with self._lock:
            if self._is_over or key in self._waiting:
                return
            try:
                self._queue.put_nowait((key, work))
            except Full:
                return
            self._waiting.add(key)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="background", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Begin nothing more, and wait a moment for what is in hand."""
        with self._lock:
            self._is_over = True
            while not self._queue.empty():
                try:
                    self._queue.get_nowait()
                except Empty:
                    break
            self._queue.put(None)
        if self._thread:
            self._thread.join(LEAVING)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            key, work = job
            try:
                work()
            except Exception as error:  # noqa: BLE001  whoever asks next makes it himself and is told what is wrong
                log.info("not worked out in the background: %s", error)
            finally:
                with self._lock:
                    self._waiting.discard(key)
