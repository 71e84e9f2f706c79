"""How often somebody may ask: a bucket of tokens for each asker, refilled with time, in bounded memory."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache

from legation.view.web.limits import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an asker stands: whether it may ask now, what is left, after how many seconds all or one more is."""

    may: bool
    left: int
    full_in: int
    wait: int


class Buckets:
    """One bucket for each asker; who asked longest ago is forgotten first. May be used from any thread."""

    def __init__(self, rate: Rate, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Fill each bucket at this rate, and remember at most so many askers."""
        self.rate = rate
        self._clock = clock
        self._kept: LRUCache[str, tuple[float, float]] = LRUCache(most)
        self._lock = Lock()

    def take(self, asker: str, cost: float = 1.0) -> Standing:
        """Take from an asker's bucket, if there is enough in it; with no cost, only look."""
        with self._lock:
            now = self._clock()
            level, since = self._kept.get(asker, (float(self.rate.at_once), now))
            level = min(self.rate.at_once, level + (now - since) * self.rate.per_second)
            may = level >= max(cost, 1.0)
            level -= cost if may else 0.0
            self._kept[asker] = (level, now)
        return Standing(
            may=may,
            left=int(level),
            full_in=math.ceil((self.rate.at_once - level) / self.rate.per_second),
            wait=max(1, math.ceil((1.0 - level) / self.rate.per_second)),
        )

    def headers(self, standing: Standing) -> dict[str, str]:
        """Say in an answer how the asker stands (draft-ietf-httpapi-ratelimit-headers)."""
        window = math.ceil(self.rate.at_once / self.rate.per_second)
        told = {
            "ratelimit-policy": f'"requests";q={self.rate.at_once};w={window}',
            "ratelimit": f'"requests";r={standing.left};t={standing.full_in}',
        }
        return told if standing.may else told | {"retry-after": str(standing.wait)}
