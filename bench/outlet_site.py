"""The test outlets as a site on this machine: pages and lists by host and path, and a count of who asked for what.

Addresses are as in the wild ("http://www.quaycourier.example/world/rss"): names are looked up in `resolve`, and
`Loopback` connects to the port on which the site listens, and to nothing else.
"""

import gzip
import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import brotli
import httpcore2

HOME = "127.0.0.1"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the site answers. `packing` is gzip or br, `chunked` sends the body in pieces, `type` may be left out."""

    body: bytes = b""
    status: int = 200
    type: str | None = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    packing: str | None = None
    chunked: bool = False
    tagged: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in, and how it was answered; `conditional` ones name what the asker has already.

    `mark` is what the site's requests were marked with at the time.
    """

    host: str
    path: str
    conditional: bool
    status: int
    mark: int = 0

    @property
    def is_robots(self) -> bool:
        """Whether it is the host's robots.txt."""
        return self.path == "/robots.txt"


Answer = Callable[["Visit"], Reply | None]


class Visit(BaseHTTPRequestHandler):
    """One request; an answer may be made by hand on it."""

    protocol_version = "HTTP/1.1"
    timeout = 5
    site: "Site"

    def do_GET(self) -> None:
        """Answer, and note it."""
        self.close_connection = True
        answer = self.site.answer(self.host, self.path)
        reply = answer(self) if answer else Reply(status=404, body=b"no such page")
        if reply is not None:
            self.reply(reply)

    @property
    def host(self) -> str:
        """The host that was asked."""
        return (self.headers.get("host") or "").partition(":")[0]

    def reply(self, reply: Reply) -> None:
        """Send a reply, or only that nothing changed to whom has it already."""
        body = _packed(reply)
        headers = {"Connection": "close", **reply.headers}
        if reply.type:
            headers["Content-Type"] = reply.type
        if reply.packing:
            headers["Content-Encoding"] = reply.packing
        if reply.tagged and reply.status == 200:
            headers["ETag"] = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            if self.headers.get("if-none-match") == headers["ETag"]:
                self.begin(304, headers)
                return
        headers |= {"Transfer-Encoding": "chunked"} if reply.chunked else {"Content-Length": str(len(body))}
        self.begin(reply.status, headers)
        for piece in _pieces(body) if reply.chunked else [body]:
            self.wfile.write(piece)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the head of an answer, and note it."""
        self.begin_note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def begin_note(self, status: int) -> None:
        """Note a request; 0 is the status of one that gets no answer."""
        conditional = "if-none-match" in self.headers or "if-modified-since" in self.headers
        self.site.asked.append(Asked(self.host, self.path, conditional, status, self.site.mark))

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Give the site's own time."""
        return super().date_time_string(int(self.site.time()) if timestamp is None and self.site.time else None)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing of readers that go away in the middle."""


class Site:
    """Answers by host and path. `time` is the site's clock."""

    def __init__(self) -> None:
        """Have nothing yet."""
        self.answers: dict[tuple[str, str], Answer] = {}
        self.asked: list[Asked] = []
        self.time: Callable[[], float] | None = None
        self.mark = 0  # what requests are marked with
        self.port = 0

    def answer(self, host: str, path: str) -> Answer | None:
        """The answer to a request; parameters that no answer names change nothing."""
        return self.answers.get((host, path)) or self.answers.get((host, path.partition("?")[0]))

    def put(self, host: str, path: str, reply: Reply) -> None:
        """Answer a path with a reply, each time."""
        self.answers[host, path] = lambda visit: reply

    def counts(self) -> Counter[tuple[str, str]]:
        """How often each page was asked for, without what was only asked whether it had changed."""
        return Counter((each.host, each.path) for each in self.asked if not (each.conditional or each.is_robots))

    @contextmanager
    def serving(self) -> Iterator["Site"]:
        """Listen on a free port of this machine."""
        visit = type("SiteVisit", (Visit,), {"site": self})
        server = _Server((HOME, 0), visit)
        self.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class Loopback(httpcore2.SyncBackend):
    """Connects to the site, whatever port is asked for; what would lead elsewhere fails and is kept in `strayed`."""

    def __init__(self, port: int) -> None:
        """Know where the site listens."""
        super().__init__()
        self._port = port
        self.strayed: list[str] = []

    def connect_tcp(self, host: str, port: int, *rest: Any, **options: Any) -> httpcore2.NetworkStream:
        """Connect."""
        if host != HOME:
            self.strayed.append(f"{host}:{port}")
            raise httpcore2.ConnectError(f"{host} is not on this machine")
        return super().connect_tcp(host, self._port, *rest, **options)


def resolve(host: str, port: int) -> Sequence[str]:
    """Look up a host: all outlets lie on this machine."""
    return (HOME,) if host.endswith(".example") else ()


def _packed(reply: Reply) -> bytes:
    if reply.packing == "gzip":
        return gzip.compress(reply.body, mtime=0)
    packed: bytes = brotli.compress(reply.body) if reply.packing == "br" else reply.body
    return packed


def _pieces(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 700):
        piece = body[start : start + 700]
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    yield b"0\r\n\r\n"
