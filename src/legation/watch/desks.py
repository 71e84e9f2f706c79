"""The desk's file, read again whenever it changes."""

from pathlib import Path

from legation import desk
from legation.desk import Desk
from legation.errors import DeskError
from legation.knowledge import Knowledge


class DeskFile:
    """Gives the desk as its file says it now; raises DeskError while the file is broken."""

    def __init__(self, path: Path, knowledge: Knowledge) -> None:
        """Find actors in the tables of `knowledge`."""
        self._path = path
        self._knowledge = knowledge
        self._seen: tuple[int, ...] | None = None
        self._found: Desk | DeskError | None = None

    def __call__(self) -> Desk:
        """Read the file unless it is the one that was read before."""
        seen = self._look()
        if self._found is None or seen != self._seen:
            self._seen = seen
            try:
                self._found = desk.load(self._path, self._knowledge)
            except DeskError as error:
                self._found = error
        if isinstance(self._found, DeskError):
            raise self._found
        return self._found

    def _look(self) -> tuple[int, ...]:
        """What changes with the file; nothing where there is none."""
        try:
            stat = self._path.stat()
        except OSError:
            return ()
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
