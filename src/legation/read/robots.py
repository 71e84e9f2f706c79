"""What a host lets be fetched: its robots.txt, read as RFC 9309 says and kept for a day.

No such file (4xx) means that all is allowed; a server in trouble (5xx, 429, no answer) means not now.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock

import httpx2
from cachetools import TLRUCache
from hishel import BaseStorage, Headers, Request, Response
from protego import Protego

from legation.errors import FetchError, SourceError
from legation.read.limits import Limits

AGENT = "Legation"  # the name that a robots.txt knows us by

Ask = Callable[[httpx2.URL], tuple[int, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of hosts, kept for a day in memory and in `storage`; that they can't be had, for some minutes."""

    storage: BaseStorage
    limits: Limits
    clock: Callable[[], float]
    _known: TLRUCache[str, Protego | FetchError] = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Make the memory, which is bounded: a watch asks hosts for months."""
        memory = TLRUCache(self.limits.robots_hosts, self._until, timer=self.clock)
        object.__setattr__(self, "_known", memory)

    def delay(self, url: httpx2.URL, ask: Ask, name: str) -> float:
        """The pause that a host asks for between requests, once it lets `url` be fetched; else raises SourceError."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            rules = self._known.get(origin)
        if rules is None:
            rules = self._rules(origin, ask)
            with self._lock:
                self._known[origin] = rules
        if isinstance(rules, FetchError):
            reason = f"{origin}/robots.txt can't be read now ({rules.reason}), so nothing is fetched there"
            raise rules.renamed(name, reason)
        if not rules.can_fetch(str(url), AGENT):
            raise SourceError(name, f"{origin}/robots.txt doesn't let programs fetch this page")
        return rules.crawl_delay(AGENT) or 0

    def _until(self, _: str, rules: Protego | FetchError, now: float) -> float:
        failed = isinstance(rules, FetchError)
        return now + (self.limits.robots_again_seconds if failed else self.limits.robots_seconds)

    def _rules(self, origin: str, ask: Ask) -> Protego | FetchError:
        """The rules of a host, or why they can't be had now."""
        key = f"robots {origin}"
        for entry in self.storage.get_entries(key):
            return self._read(b"".join(entry.response.stream or ()))  # type: ignore[arg-type]
        try:
            status, data = ask(httpx2.URL(f"{origin}/robots.txt"))
        except FetchError as error:
            return error.renamed(origin, error.reason)
        except SourceError as error:
            return FetchError(origin, error.reason)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
            return FetchError(origin, f"the server answers {status}")
        text = data[: self.limits.robots_bytes] if status < HTTPStatus.MULTIPLE_CHOICES else b""
        answer = Response(status_code=200, headers=Headers({}), stream=iter([text]))
        asked = Request(method="GET", url=f"{origin}/robots.txt")
        kept = self.storage.create_entry(asked, answer, key, ttl=self.limits.robots_seconds)
        return self._read(b"".join(kept.response.stream or ()))  # type: ignore[arg-type]

    @staticmethod
    def _read(data: bytes) -> Protego:
        return Protego.parse(data.decode("utf-8", "replace"))
