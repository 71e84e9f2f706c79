"""What pages and the API are made from: the store, the desk, the tables; and answers kept until any of them changes."""

import sys
from collections.abc import Callable, Hashable
from functools import cached_property
from pathlib import Path
from threading import Lock, local
from typing import TYPE_CHECKING, TypeVar

from legation.desk import Desk
from legation.store.store import Store
from legation.store.watching import Watch
from legation.view import who
from legation.view.web.background import Background
from legation.view.web.keeping import Keeping
from legation.view.web.lanes import Lanes
from legation.view.web.settings import Settings

if TYPE_CHECKING:
    from legation.knowledge import Knowledge

Answer = TypeVar("Answer")
PAGES = 64 * 1024 * 1024  # bytes of finished pages and pictures
CONSTANTS = 24 * 1024 * 1024  # bytes of what depends on nothing: scripts, packed pages
ANSWERS = 64  # answers that pages share; they have no weight of their own
PARTS = 512  # small parts of answers, of some kilobytes each


class _Steady(local):
    """The state on which rests what a thread is making, while it is making something."""

    state: Hashable = None


class Shelf:
    """One for the whole server; its methods may be called from any thread."""

    def __init__(self, settings: Settings) -> None:
        """Open the store, and make it if it is not there."""
        self.settings = settings
        self.store = Store.open(settings.database, create=True)
        self._watch = Watch(settings.database)
        self._steady = _Steady()
        self._lanes = Lanes()
        self._background = Background()
        beside = self._background if settings.may_be_old else None
        self._pages = Keeping(PAGES, sys.getsizeof, state=self._now, background=beside)
        self._answers = Keeping(ANSWERS, lambda _: 1, state=self._now, background=beside)
        self._parts = Keeping(PARTS, lambda _: 1, state=self._now, background=beside)
        self._constants = Keeping(CONSTANTS, sys.getsizeof)
        self._desk_lock = Lock()
        self._desk: tuple[object, Desk | None] = (None, None)

    def close(self) -> None:
        """Let go of the store."""
        self._background.stop()
        self._watch.close()
        self.store.close()

    @property
    def state(self) -> tuple[Hashable, ...]:
        """What an answer depends on beside its question: the store, the desk, the day."""
        return (self._watch.version(), _changed(self.settings.desk), self.settings.today())

    @cached_property
    def knowledge(self) -> "Knowledge":
        """The tables of who is who; read once, when first needed."""
        return who.tables()

    @property
    def desk(self) -> Desk | None:
        """The desk, as its file stands now; none where the server has none. Raises DeskError for a broken one."""
        from legation.view import desk_sources

        path = self.settings.desk
        if path is None or not path.exists():
            return None
        with self._desk_lock:
            stamp = _changed(path)
            if self._desk[0] != stamp:
                self._desk = (stamp, desk_sources.opened(path, self.knowledge))
            return self._desk[1]

    def kept(self, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return an answer that several pages share, worked out once for one state of the store."""
        return self._answers.get(question, lambda: self._steadily(make))

    def part(self, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return a small part of several answers, as `kept` does; large ones do not push it out."""
        return self._parts.get(question, lambda: self._steadily(make))

    def page(self, question: tuple[Hashable, ...], make: Callable[[], bytes]) -> bytes:
        """Return a finished page or picture, made once for one state of the store.

        The first two parts of the question say of what kind it is.
        """
        return self._pages.get(question, lambda: self._in_turn(question[:2], make))

    def told(self) -> None:
        """Note that a reader has just changed something here, and expects to see it."""
        self._pages.told()
        self._answers.told()
        self._parts.told()

    def constant(self, name: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what stays the same while the server runs."""
        return self._constants.get(name, make)

    def _now(self) -> Hashable:
        """The state on which the thread's answers rest: that of the page which it is making, else that of now."""
        return self._steady.state or self.state

    def _in_turn(self, kind: Hashable, make: Callable[[], Answer]) -> Answer:
        """Make a page when it is its turn; nobody waits for what is made in the background."""
        if self._background.is_here:
            return self._steadily(make)
        with self._lanes.turn(kind):
            return self._steadily(make)

    def _steadily(self, make: Callable[[], Answer]) -> Answer:
        """Make an answer, and all that it is made of, from one state of the store."""
        if self._steady.state is not None:
            return make()
        # Asked before the store is: so what is kept under it may be newer than that, and never older.
        self._steady.state = self.state
        try:
            with self.store.steady():
                return make()
        finally:
            self._steady.state = None


def _changed(path: Path | None) -> tuple[int, int] | None:
    if path is None or not path.exists():
        return None
    found = path.stat()
    return found.st_mtime_ns, found.st_size
