"""Pages from the web: guarded, patient, within limits, and never fetched again while they are fresh.

Method: the address is checked and its host's robots.txt heeded; what is in the cache and still fresh is taken from
there (RFC 9111, with conditional requests for what is not fresh any more); else the page is asked for when the host's
turn has come. Redirects are followed by hand, each with all checks. No cookie is kept, and no proxy is used: it would
look up hosts that nobody checked.
"""

import logging
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import httpcore2
import httpx2
import platformdirs
from hishel import CacheOptions, SqliteStorage
from hishel.httpx2 import CacheTransport

from legation.errors import FetchError, QueryError, SourceError
from legation.read import bodies, guard, retrying
from legation.read.guard import Guard, Resolve
from legation.read.limits import Limits
from legation.read.limits import limits as usual_limits
from legation.read.pace import Pace
from legation.read.robots import AGENT, Robots
from legation.read.transport import GuardedTransport

logging.getLogger("hishel").addHandler(logging.NullHandler())  # a cache that can't be written costs time alone

_ACCEPTED = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,"
    "application/xml;q=0.9,*/*;q=0.5"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: where it was found in the end, its type and encoding as the server says, its bytes."""

    asked: str
    url: str
    media_type: str = ""
    encoding: str | None = None
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a fetcher takes from the machine: its clocks, its patience, its chance, its network."""

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    resolve: Resolve | None = None
    network: httpcore2.NetworkBackend = field(default_factory=httpcore2.SyncBackend)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx2.Headers
    data: bytes
    pause: float | None = None


class Fetcher:
    """Fetches pages. `allowed` names hosts that may lie anywhere and on any port ("localhost:8080")."""

    def __init__(
        self,
        *,
        cache: Path,
        agent: str,
        allowed: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        around: Surroundings | None = None,
    ) -> None:
        """Keep pages in the folder `cache`, and introduce oneself as `agent`."""
        self.limits = limits or usual_limits()
        self._around = around or Surroundings()
        self._guard = Guard(
            resolve=self._around.resolve or guard.looked_up(self.limits.resolve_seconds), allowed=allowed
        )
        self._pace = Pace(
            interval=self.limits.interval_seconds,
            longest_delay=self.limits.longest_delay_seconds,
            longest=self.limits.longest_wait_seconds,
            clock=self._around.clock,
            sleep=self._around.sleep,
        )
        self._cache = cache / "pages.db"
        storage = SqliteStorage(
            database_path=self._cache, max_size=self.limits.cache_bytes, max_stream_size=self.limits.body_bytes
        )
        self._robots = Robots(storage=storage, limits=self.limits, clock=self._around.clock)
        self._client = _client(self._transport(storage), agent, self.limits)

    def __enter__(self) -> Self:
        """Return the fetcher; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the cache."""
        self.close()

    def close(self) -> None:
        """Close the cache."""
        self._client.close()

    def get(self, address: str) -> Fetched:
        """Fetch an address, wherever it is redirected to; raises SourceError with the reason when it can't be had."""
        url = guard.parsed(address)
        name = guard.shown(url) if url.userinfo else address
        try:
            return self._followed(url, name)
        except RuntimeError as error:  # of the cache: another program's file under its name, or one deleted meanwhile
            raise FetchError(name, f"the cache {self._cache} can't be used ({error})") from error

    def _followed(self, url: httpx2.URL, name: str) -> Fetched:
        passed: set[httpx2.URL] = set()
        for _ in range(self.limits.redirects + 1):
            self._let_in(url, name)
            answer = self._asked(url, name)
            if answer.status not in _REDIRECTS:
                return _fetched(answer, url, name, self.limits)
            passed.add(url)
            url = _next(url, answer, name)
            if url in passed:
                raise SourceError(name, f"redirects in a circle, back to {guard.shown(url)}")
        raise SourceError(name, f"redirects more than {self.limits.redirects} times, last to {guard.shown(url)}")

    def _let_in(self, url: httpx2.URL, name: str) -> None:
        """Check an address and ask the host's robots.txt."""
        try:
            self._guard.target(url)
        except SourceError as error:
            raise _of(name, error) from error
        delay = self._robots.delay(url, self._robots_file, name)
        self._pace.slow(guard.host_of(url), delay)

    def _robots_file(self, url: httpx2.URL) -> tuple[int, bytes]:
        for _ in range(self.limits.redirects + 1):
            answer = self._asked(url, str(url))
            if answer.status not in _REDIRECTS:
                return answer.status, answer.data
            url = _next(url, answer, str(url))
        return HTTPStatus.NOT_FOUND, b""  # RFC 9309: as if there were none

    def _asked(self, url: httpx2.URL, name: str) -> _Answer:
        """Ask until there is an answer, waiting between attempts."""
        host = guard.host_of(url)
        for attempt in range(self.limits.attempts):
            is_last = attempt + 1 == self.limits.attempts
            try:
                answer = self._once(url, name)
            except httpx2.TransportError as error:
                if is_last or not retrying.passes(error):
                    raise _unreached(name, error, self.limits) from error
                self._pace.hold(host, retrying.pause(attempt, self.limits.backoff_seconds, self._around.chance))
                continue
            if answer.status not in self.limits.retried:
                return answer
            wait = answer.pause
            if wait is None:
                wait = retrying.pause(attempt, self.limits.backoff_seconds, self._around.chance)
            self._pace.hold(host, wait)
            if is_last or wait > self.limits.longest_wait_seconds:
                return answer
        raise AssertionError  # the last attempt returns or raises

    def _once(self, url: httpx2.URL, name: str) -> _Answer:
        host = guard.host_of(url)
        request = self._client.build_request("GET", url)
        with self._pace.turn(host):
            try:
                response = self._client.send(request, stream=True)
                try:
                    data = bodies.whole(response, self.limits, name)
                finally:
                    response.close()
            except httpx2.DecodingError as error:
                raise SourceError(name, f"is packed in a way that can't be read ({error})") from error
            except SourceError as error:
                raise _of(name, error) from error
            if not response.extensions.get("caching", {}).get("from_cache"):
                self._pace.rest(host)
        pause = retrying.asked_pause(response, self._around.now())
        return _Answer(response.status_code, response.headers, data, pause)

    def _transport(self, storage: SqliteStorage) -> httpx2.BaseTransport:
        guarded = GuardedTransport(
            guard=self._guard,
            pace=self._pace,
            tls=httpx2.create_ssl_context(),
            network=self._around.network,
            clock=self._around.clock,
            limits=self.limits,
        )
        return CacheTransport(guarded, storage=storage, rfc=CacheOptions(shared=False))


def opened(
    *,
    allowed: frozenset[str] = frozenset(),
    contact: str = "",
    environment: Mapping[str, str] | None = None,
    around: Surroundings | None = None,
) -> Fetcher:
    """Open a fetcher with the user's cache folder (LEGATION_CACHE) and contact (LEGATION_CONTACT, else `contact`)."""
    found = os.environ if environment is None else environment
    folder = found.get("LEGATION_CACHE")
    cache = Path(folder) if folder else platformdirs.user_cache_path("legation")
    name = agent(found.get("LEGATION_CONTACT") or contact)
    return Fetcher(cache=cache, agent=name, allowed=allowed, around=around)


def agent(contact: str) -> str:
    """The name under which servers see us, with whom to write to."""
    written = contact.strip()
    if not (written.isascii() and written.isprintable()) or set(written) & set("()"):
        raise QueryError(f"LEGATION_CONTACT is '{contact!r}'; expected an address or mail address in plain ASCII")
    product = f"{AGENT}/{'.'.join(version('legation').split('.')[:2])}"
    return f"{product} (+{written})" if written else product


def _client(transport: httpx2.BaseTransport, agent: str, limits: Limits) -> httpx2.Client:
    return httpx2.Client(
        transport=transport,
        headers={"User-Agent": agent, "Accept": _ACCEPTED, "Accept-Encoding": "gzip, deflate, br"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx2.Timeout(limits.read_seconds, connect=limits.connect_seconds),
        follow_redirects=False,
        trust_env=False,
    )


def _next(url: httpx2.URL, answer: _Answer, name: str) -> httpx2.URL:
    """Where an answer redirects to."""
    try:
        target = url.join(answer.headers.get("location", "")).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as exc:
        raise SourceError(name, f"redirects to what is no web address ({exc})") from exc
    if not answer.headers.get("location"):
        raise SourceError(name, f"the server answers {answer.status} and names no new address")
    if url.scheme == "https" and target.scheme == "http":
        raise SourceError(name, f"redirects from https to {guard.shown(target)}, which anybody could have written")
    return target


def _fetched(answer: _Answer, url: httpx2.URL, name: str, limits: Limits) -> Fetched:
    if answer.status != HTTPStatus.OK:
        passing = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in limits.passing
        raise FetchError(name, _refusal(answer.status), passing=passing, pause=answer.pause)
    if not answer.data:
        raise FetchError(name, "is empty; expected an article")
    response = httpx2.Response(200, headers={"content-type": answer.headers.get("content-type", "")})
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(
        asked=name, url=str(url), media_type=media_type, encoding=response.charset_encoding, data=answer.data
    )


def _refusal(status: int) -> str:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "no known status"
    return f"the server answers {status} ({phrase}); expected a page"


def _unreached(name: str, error: httpx2.TransportError, limits: Limits) -> FetchError:
    offline = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout) and not retrying.distrusted(error)
    return FetchError(name, _reason(error, limits), offline=offline)


def _reason(error: httpx2.TransportError, limits: Limits) -> str:
    if retrying.distrusted(error):
        return f"the server's certificate can't be trusted ({error})"
    if isinstance(error, httpx2.ConnectTimeout):
        return f"the server can't be reached within {limits.connect_seconds:g} s"
    if isinstance(error, httpx2.TimeoutException):
        seconds = limits.total_seconds if "in all" in str(error) else limits.read_seconds
        return f"the server took longer than {seconds:g} s{' in all' if 'in all' in str(error) else ' to go on'}"
    return f"the server can't be reached, or broke off ({str(error) or type(error).__name__})"


def _of(name: str, error: SourceError) -> SourceError:
    """Name the source as the user knows it, and where it led if the reason lies there."""
    own = (name, guard.shown(guard.parsed(name)))
    led = "" if error.source in own or "/" not in error.source else f"leads to {error.source}: "
    reason = f"{led}{error.reason}"
    return error.renamed(name, reason) if isinstance(error, FetchError) else SourceError(name, reason)
