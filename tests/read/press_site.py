"""A small site on this machine that behaves as the web does, at its best and at its worst."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from legation.read.fetching import Fetcher, Surroundings
from legation.read.limits import limits

PARAGRAPHS = (
    "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter.",
    "“We have not agreed on a date,” the chief envoy said after the talks, “and we are in no hurry.”",
    "A third round is expected in the spring, when the price of gas is likely to be the main subject.",
)
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the site answers."""

    body: bytes = b""
    status: int = 200
    type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in."""

    host: str
    path: str
    headers: Mapping[str, str]


Answer = Reply | Callable[["Visit"], Reply | None]


class Visit(BaseHTTPRequestHandler):
    """One request; an answer may be made by hand on it."""

    protocol_version = "HTTP/1.1"
    timeout = 5

    def do_GET(self) -> None:
        site = self.server
        assert isinstance(site, _Server)
        headers = {name.lower(): value for name, value in self.headers.items()}
        host = headers.get("host", "").partition(":")[0]
        site.press.asked.append(Asked(host, self.path, headers))
        answer = site.press.pages.get(f"{host}{self.path}") or site.press.pages.get(self.path)
        reply = answer(self) if callable(answer) else answer or Reply(status=404, body=b"no such page")
        self.close_connection = True
        if reply is not None:
            self.reply(reply)

    def reply(self, reply: Reply) -> None:
        headers = {"Content-Type": reply.type, "Content-Length": str(len(reply.body)), "Connection": "close"}
        self.begin(reply.status, {**headers, **reply.headers})
        if reply.status != 304:
            self.wfile.write(reply.body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    press: "Press"

    def handle_error(self, *_: object) -> None:
        """Readers that go away in the middle are what is tested."""


class Press:
    """The pages of the site by path ("/a") or by host and path ("other.test/a"), and what was asked of it."""

    def __init__(self, server: _Server) -> None:
        self.port = server.server_address[1]
        self.pages: dict[str, Answer] = {}
        self.asked: list[Asked] = []

    def url(self, path: str, host: str = "press.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [each.path for each in self.asked if each.path != "/robots.txt"]


class Time:
    """A clock that sleep sets forward; `slept` tells what was waited for."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def clock(self) -> float:
        return time.monotonic() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@contextmanager
def serving() -> Iterator[Press]:
    """Run the site on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), Visit)
    server.press = press = Press(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield press
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def fetcher(press: Press, cache: Path, clock: Time, **numbers: float) -> Fetcher:
    """A fetcher for whom *.test lies on this machine and is allowed to."""
    hosts = ("press.test", "www.press.test", "other.test", "slow.test")
    usual = {"connect_seconds": 2, "read_seconds": 2, "total_seconds": 4, **numbers}
    return Fetcher(
        cache=cache,
        agent="Legation/0.1 (+desk@example.org)",
        allowed=frozenset(f"{host}:{press.port}" for host in hosts),
        limits=replace(limits(), **usual),  # type: ignore[arg-type]
        around=Surroundings(
            clock=clock.clock,
            sleep=clock.sleep,
            chance=lambda: 0.5,
            resolve=lambda host, port: ("127.0.0.1",) if host.endswith(".test") else (),
        ),
    )


def page(head: str = "", title: str = "Envoys meet in Vienna", *, prose: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """A page with one article."""
    told = "".join(f"<p>{each}</p>" for each in prose)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{told}</article></body></html>"
    ).encode()
