"""People who gave a token: a random id in a cookie stands for it, in memory only and for some hours."""

import secrets
import time
from collections.abc import Callable
from threading import Lock

from cachetools import TTLCache

COOKIE = "legation_session"
BYTES = 32


class Sessions:
    """Which token stands behind which cookie; all are forgotten when the server stops."""

    def __init__(self, most: int, hours: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Know at most so many people, each for so many hours."""
        self.seconds = hours * 3600
        self._kept: TTLCache[str, str] = TTLCache(most, self.seconds, clock)
        self._lock = Lock()

    def begin(self, digest: str) -> str:
        """Know somebody by the hash of a token; return the id that its browser is to show."""
        name = secrets.token_urlsafe(BYTES)
        with self._lock:
            self._kept[name] = digest
        return name

    def digest(self, name: str) -> str | None:
        """The hash of the token behind a cookie, as long as it holds."""
        with self._lock:
            return self._kept.get(name)

    def end(self, name: str) -> None:
        """Know somebody no more."""
        with self._lock:
            self._kept.pop(name, None)
