"""What a host lets be fetched: its robots.txt, read as RFC 9309 says and kept for a day.

No such file (4xx) means that all is allowed; a server in trouble (5xx, 429, no answer) means not now.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
from hishel import BaseStorage, Headers, Request, Response
from protego import Protego

from legation.errors import SourceError
from legation.read.limits import Limits

AGENT = "Legation"  # the name that a robots.txt knows us by

Ask = Callable[[httpx2.URL], tuple[int, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of hosts, kept in memory for the run and in `storage` for a day."""

    storage: BaseStorage
    limits: Limits
    _known: dict[str, Protego | str] = field(default_factory=dict)

    def delay(self, url: httpx2.URL, ask: Ask, name: str) -> float:
        """The pause that a host asks for between requests, once it lets `url` be fetched; else raises SourceError."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._known:
            self._known[origin] = self._rules(origin, ask)
        rules = self._known[origin]
        if isinstance(rules, str):
            raise SourceError(name, f"{origin}/robots.txt can't be read now ({rules}), so nothing is fetched there")
        if not rules.can_fetch(str(url), AGENT):
            raise SourceError(name, f"{origin}/robots.txt doesn't let programs fetch this page")
        return rules.crawl_delay(AGENT) or 0

    def _rules(self, origin: str, ask: Ask) -> Protego | str:
        """The rules of a host, or why they can't be had now."""
        key = f"robots {origin}"
        for entry in self.storage.get_entries(key):
            return self._read(b"".join(entry.response.stream or ()))  # type: ignore[arg-type]
        try:
            status, data = ask(httpx2.URL(f"{origin}/robots.txt"))
        except SourceError as error:
            return error.reason
        if status >= 500 or status == 429:
            return f"the server answers {status}"
        text = data[: self.limits.robots_bytes] if status < 300 else b""
        answer = Response(status_code=200, headers=Headers({}), stream=iter([text]))
        asked = Request(method="GET", url=f"{origin}/robots.txt")
        kept = self.storage.create_entry(asked, answer, key, ttl=self.limits.robots_seconds)
        return self._read(b"".join(kept.response.stream or ()))  # type: ignore[arg-type]

    @staticmethod
    def _read(data: bytes) -> Protego:
        return Protego.parse(data.decode("utf-8", "replace"))
