"""Tells a server when the store has changed, so that it can keep answers until then."""

import sqlite3
from pathlib import Path
from threading import Lock

from legation.store.faults import guarded


class Watch:
    """A handle that only looks: SQLite counts on it what all other handles, in any process, have committed."""

    def __init__(self, path: Path) -> None:
        """Look at the store in this file, which must be there."""
        self._path = path
        self._lock = Lock()
        with guarded(path):
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def version(self) -> int:
        """Return a number that is another one whenever something was committed since it was asked last."""
        with self._lock, guarded(self._path):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
