"""What goes wrong when pages are fetched, each on a host of its own, and what is to come of it.

`expected` is None where the article is to be had in the end, else a pattern for the reason; `requests` is how often
the page may be asked for at most.
"""

import email.utils
import gzip
import io
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock

from outlet_site import Answer, Reply, Site, Visit

FEED_HOST = "faults.example"
_MIB = 1 << 20
_SENTENCES = (
    "The commission on the {name} met again on Tuesday and agreed to meet once more before the thaw.",
    "Envoys of both states walked out twice in the course of the morning and came back twice, since it was raining.",
    '"We are farther apart than last year and on better terms," one of them said when the doors had been closed.',
    "A protocol on gauges, tolls and the rescue of boats was initialled; the matter of the island was put off.",
    "Fishermen on either bank, who were not asked, are said to have settled it among themselves.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A page that misbehaves."""

    name: str
    address: str
    expected: str | None
    requests: int


def page(name: str) -> bytes:
    """A page with an article of its own."""
    told = "".join(f"<p>{each.format(name=name)}</p>" for each in _SENTENCES)
    title = f"No date for the talks on the {name}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="2019-03-04T10:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{told}</article></body></html>"
    ).encode()


def put(site: Site) -> tuple[Fault, ...]:
    """Put all faults on a site."""
    return tuple(_put(site, name, *each) for name, each in _FAULTS.items())


def _put(site: Site, name: str, start: str, make: Callable[[str], dict[str, Answer]], *rest: object) -> Fault:
    host = f"{name}.{FEED_HOST}"
    for path, answer in make(host).items():
        site.answers[host, path] = answer
    expected, requests = rest
    assert isinstance(expected, str | None)
    assert isinstance(requests, int)
    return Fault(name=name, address=f"http://{host}{start}", expected=expected, requests=requests)


def _bomb(host: str) -> dict[str, Answer]:
    reply = Reply(body=_burst(), headers={"Content-Encoding": "gzip"})
    return {"/a": lambda visit: reply}


def _always(reply: Reply) -> Callable[[str], dict[str, Answer]]:
    return lambda host: {"/a": lambda visit: reply}


def _to(target: str) -> Reply:
    return Reply(status=302, headers={"Location": target})


def _first(*replies: Reply) -> Callable[[str], dict[str, Answer]]:
    """Answer so at first; then give the page."""

    def make(host: str) -> dict[str, Answer]:
        left, lock = list(replies), Lock()

        def answer(visit: Visit) -> Reply | None:
            with lock:
                return left.pop(0) if left else _article(host)

        return {"/a": answer}

    return make


def _article(host: str) -> Reply:
    return Reply(body=page(host.partition(".")[0]))


def _circle(host: str) -> dict[str, Answer]:
    return {"/a": lambda visit: _to("/b"), "/b": lambda visit: _to("/a")}


def _steps(number: int) -> Callable[[str], dict[str, Answer]]:
    def make(host: str) -> dict[str, Answer]:
        steps: dict[str, Answer] = {f"/{n}": lambda visit, n=n: _to(f"/{n + 1}") for n in range(number)}  # type: ignore[misc]
        return {**steps, "/a": lambda visit: _to("/0"), f"/{number}": lambda visit: _article(host)}

    return make


def _huge(visit: Visit) -> None:
    """Fifty megabytes of a page."""
    visit.begin(200, {"Content-Type": "text/html", "Content-Length": str(50 * _MIB), "Connection": "close"})
    visit.wfile.write(b"<html><body>")
    for _ in range(50):
        visit.wfile.write(b"<p>words </p>" * (_MIB // 13))


@cache
def _burst() -> bytes:
    """Two hundred megabytes in two hundred kilobytes."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for _ in range(200):
            file.write(bytes(_MIB))
    return packed.getvalue()


def _drip(visit: Visit) -> None:
    """A byte now and then, for a minute at most."""
    visit.begin(200, {"Content-Type": "text/html", "Connection": "close"})
    for _ in range(300):
        visit.wfile.write(b"<")
        visit.wfile.flush()
        time.sleep(0.2)


def _mute(visit: Visit) -> None:
    """Nothing, until the asker goes."""
    visit.begin_note(0)
    visit.connection.settimeout(10)
    visit.connection.recv(1)


def _cut(visit: Visit) -> None:
    visit.begin(200, {"Content-Type": "text/html", "Content-Length": "9000", "Connection": "close"})
    visit.wfile.write(page("weir")[:400])


def _slam(visit: Visit) -> None:
    visit.begin_note(0)
    visit.connection.shutdown(socket.SHUT_RDWR)


def _slammed_once(host: str) -> dict[str, Answer]:
    seen: list[Visit] = []

    def answer(visit: Visit) -> Reply | None:
        seen.append(visit)
        if len(seen) > 1:
            return _article(host)
        _slam(visit)
        return None

    return {"/a": answer}


def _forbidden(host: str) -> dict[str, Answer]:
    rules = b"User-agent: *\nDisallow: /a\n"
    return {"/robots.txt": lambda visit: Reply(body=rules, type="text/plain"), "/a": lambda visit: _article(host)}


def _by_hand(answer: Answer) -> Callable[[str], dict[str, Answer]]:
    return lambda host: {"/a": answer}


def _in(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


# name: where it starts, its answers, the reason that is expected, and how many requests are in order.
_FAULTS: dict[str, tuple[str, Callable[[str], dict[str, Answer]], str | None, int]] = {
    "circle": ("/a", _circle, "circle", 1),
    "endless": ("/a", _steps(40), "redirects more than", 1),
    "chain": ("/a", _steps(3), None, 1),
    "private": ("/a", _always(_to("http://10.0.0.8/x")), "private", 1),
    "metadata": ("/a", _always(_to("http://169.254.169.254/latest/")), "only public addresses", 1),
    "machine": ("/a", _always(_to("http://127.0.0.1/x")), "only public addresses", 1),
    "huge": ("/a", _by_hand(_huge), "MB", 1),
    "bomb": ("/a", _bomb, "unpacked|grows", 1),
    "drip": ("/a", _by_hand(_drip), "in all", 2),
    "mute": ("/a", _by_hand(_mute), "longer than", 2),
    "busy": ("/a", _first(Reply(status=429, headers={"Retry-After": "1"})), None, 2),
    "busydate": ("/a", _first(Reply(status=429, headers={"Retry-After": _in(2)})), None, 2),
    "later": ("/a", _always(Reply(status=429, headers={"Retry-After": "3600"})), "429", 1),
    "faltering": ("/a", _first(Reply(status=500)), None, 2),
    "failing": ("/a", _always(Reply(status=500)), "500", 2),
    "missing": ("/a", _always(Reply(status=404)), "404", 1),
    "gone": ("/a", _always(Reply(status=410)), "410", 1),
    "locked": ("/a", _always(Reply(status=403)), "403", 1),
    "hollow": ("/a", _always(Reply()), "empty", 1),
    "cut": ("/a", _by_hand(_cut), "broke off", 2),
    "slammed": ("/a", _slammed_once, None, 2),
    "forbidden": ("/a", _forbidden, "robots", 0),
    "typeless": ("/a", lambda host: {"/a": lambda visit: Reply(body=page("tow-path"), type=None)}, None, 1),
}
