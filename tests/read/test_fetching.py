import contextlib
import gzip
import socket
import sqlite3
import ssl
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import brotli
import httpcore2
import pytest

from legation.errors import QueryError, SourceError
from legation.read import fetching
from legation.read.fetching import Fetcher, Surroundings
from legation.read.limits import limits

from .press_site import Press, Reply, Time, Visit, fetcher, page, serving

Make = Callable[..., Fetcher]


@pytest.fixture
def press() -> Iterator[Press]:
    with serving() as found:
        yield found


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def make(press: Press, clock: Time, tmp_path: Path) -> Iterator[Make]:
    opened: list[Fetcher] = []

    def build(**numbers: float) -> Fetcher:
        opened.append(fetcher(press, tmp_path, clock, **numbers))
        return opened[-1]

    yield build
    for each in opened:
        each.close()


def refused(web: Fetcher, address: str) -> str:
    with pytest.raises(SourceError) as caught:
        web.get(address)
    assert caught.value.source == address
    return caught.value.reason


def test_page_is_fetched_under_our_name(press: Press, make: Make) -> None:
    press.pages["/a"] = Reply(body=page(), type="text/html; charset=ISO-8859-1")
    found = make().get(press.url("/a#part"))
    assert (found.url, found.media_type, found.encoding) == (press.url("/a"), "text/html", "iso-8859-1")
    assert found.data == page()
    assert press.asked[-1].headers["user-agent"] == "Legation/0.1 (+desk@example.org)"


@pytest.mark.parametrize(
    ("contact", "expected"), [("", "Legation/0.1"), (" a@example.org ", "Legation/0.1 (+a@example.org)")]
)
def test_contact(contact: str, expected: str) -> None:
    assert fetching.agent(contact) == expected


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "ü@example.org", "a) b"])
def test_contact_that_no_header_can_hold(contact: str) -> None:
    with pytest.raises(QueryError, match="LEGATION_CONTACT"):
        fetching.agent(contact)


def test_fetcher_of_the_user(tmp_path: Path) -> None:
    with fetching.opened(environment={"LEGATION_CACHE": str(tmp_path)}) as web:
        assert "this machine (loopback)" in refused(web, "http://127.0.0.1:80/")
    assert (tmp_path / "pages.db").exists() is False  # nothing was asked, so nothing is kept


# Redirects


def test_redirect_is_followed_and_the_last_address_told(press: Press, make: Make) -> None:
    press.pages["/a"] = Reply(status=301, headers={"Location": "/b"})
    press.pages["/b"] = Reply(status=302, headers={"Location": press.url("/c", "other.test")})
    press.pages["other.test/c"] = Reply(body=page())
    found = make().get(press.url("/a"))
    assert (found.asked, found.url) == (press.url("/a"), press.url("/c", "other.test"))
    assert [each.host for each in press.asked if each.path == "/robots.txt"] == ["press.test", "other.test"]


def test_redirects_without_end(press: Press, make: Make) -> None:
    press.pages["/a"] = Reply(status=302, headers={"Location": "/a#again"})
    press.pages["/b0"] = Reply(status=302, headers={"Location": "/b1"})
    for number in range(1, 10):
        press.pages[f"/b{number}"] = Reply(status=302, headers={"Location": f"/b{number + 1}"})
    web = make()
    assert "redirects in a circle" in refused(web, press.url("/a"))
    assert "redirects more than 5 times, last to" in refused(web, press.url("/b0"))
    assert press.paths() == ["/a", *(f"/b{number}" for number in range(6))]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1/", "leads to http://127.0.0.1/: the host 127.0.0.1 is this machine"),
        ("http://localhost:22/", "the port 22"),
        ("//169.254.169.254/latest", "a metadata service"),
        ("http://[::ffff:10.0.0.1]/", "a private network"),
        ("http://2130706433/", "unusual spelling"),
        ("file:///etc/passwd", "only http and https"),
        ("data:text/html,a", "only http and https"),
        ("http://user@press.test/", "names a user"),
        ("http://inner.example/", "there is no host"),
        ("http://[", "is no name of a host"),
        ("", "names no new address"),
    ],
)
def test_redirect_to_where_nothing_is_fetched(press: Press, make: Make, location: str, reason: str) -> None:
    press.pages["/a"] = Reply(status=302, headers={"Location": location})
    assert reason in refused(make(), press.url("/a"))
    assert press.paths() == ["/a"]


def test_redirect_from_https_to_http(tmp_path: Path) -> None:
    network = Canned(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", _MOVED)
    with guarded(tmp_path, lambda host, port: ("93.184.216.34",), network) as web:
        assert "redirects from https to http://news.example/b" in refused(web, "https://news.example/a")


_MOVED = b"HTTP/1.1 301 Moved\r\nLocation: http://news.example/b\r\nContent-Length: 0\r\n\r\n"


class Canned(httpcore2.NetworkBackend):
    """Gives one answer a connection, with and without TLS, and connects nowhere."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = iter(answers)

    def connect_tcp(self, *args: Any, **options: Any) -> httpcore2.NetworkStream:
        return httpcore2.MockStream([next(self.answers)])


def test_no_cookie_goes_anywhere(press: Press, make: Make) -> None:
    press.pages["/a"] = Reply(status=302, headers={"Location": "/b", "Set-Cookie": "who=me"})
    press.pages["/b"] = Reply(body=page(), headers={"Set-Cookie": "who=me; Path=/"})
    web = make()
    web.get(press.url("/a"))
    web.get(press.url("/b"))
    assert all("cookie" not in each.headers for each in press.asked)


# Where connections go


class Recorder(httpcore2.NetworkBackend):
    """Connects nowhere, and remembers where to."""

    def __init__(self) -> None:
        self.reached: list[str] = []

    def connect_tcp(self, host: str, *args: Any, **options: Any) -> httpcore2.NetworkStream:
        self.reached.append(host)
        raise httpcore2.ConnectError("refused")


def guarded(cache: Path, resolve: Callable[[str, int], tuple[str, ...]], network: httpcore2.NetworkBackend) -> Fetcher:
    around = Surroundings(sleep=lambda seconds: None, resolve=resolve, network=network)
    return Fetcher(cache=cache, agent="Legation/0.1", limits=replace(limits(), attempts=1), around=around)


def test_connection_goes_to_the_address_that_was_checked(tmp_path: Path) -> None:
    network = Recorder()
    with guarded(tmp_path, lambda host, port: ("93.184.216.34", "2606:4700::1111"), network) as web:
        refused(web, "http://news.example/a")
    assert network.reached == ["93.184.216.34", "2606:4700::1111"]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_name_that_moves_between_two_looks(tmp_path: Path, turn: int) -> None:
    network, looks = Recorder(), iter(range(1, 100))

    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("93.184.216.34",) if next(looks) <= turn else ("127.0.0.1",)

    with guarded(tmp_path, resolve, network) as web:
        refused(web, "http://news.example/a")
        for _ in range(3):
            refused(web, "http://news.example/b")
    assert "127.0.0.1" not in network.reached


def test_proxy_of_the_environment_is_not_used(press: Press, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    press.pages["/a"] = Reply(body=page())
    assert make().get(press.url("/a")).data == page()


def test_certificate_that_nobody_signed(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=press.test"]
    try:
        subprocess.run([*made, *files], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl isn't installed")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_shake_hands, args=(server, tls), daemon=True)
        thread.start()
        port = server.getsockname()[1]
        around = Surroundings(sleep=lambda seconds: None, resolve=lambda host, port: ("127.0.0.1",))
        allowed = frozenset({f"press.test:{port}"})
        with Fetcher(cache=tmp_path, agent="Legation/0.1", allowed=allowed, around=around) as web:
            assert "certificate can't be trusted" in refused(web, f"https://press.test:{port}/a")
        thread.join(5)


def _shake_hands(server: socket.socket, tls: ssl.SSLContext) -> None:
    connection, _ = server.accept()
    try:
        tls.wrap_socket(connection, server_side=True).close()
    except OSError:
        connection.close()


# The cache


def test_fresh_page_is_not_fetched_again(press: Press, make: Make) -> None:
    press.pages["/a"] = Reply(body=page(), headers={"Cache-Control": "max-age=60"})
    press.pages["/b"] = Reply(body=page())  # says nothing: fresh for a few minutes
    first = make()
    for path in ("/a", "/a", "/b", "/b"):
        assert first.get(press.url(path)).data == page()
    assert make().get(press.url("/a")).data == page()
    assert press.paths() == ["/a", "/b"]


def test_page_that_did_not_change_is_not_sent_again(press: Press, make: Make) -> None:
    def answer(visit: Visit) -> Reply:
        headers = {"ETag": '"one"', "Cache-Control": "no-cache"}
        if visit.headers.get("If-None-Match") == '"one"':
            return Reply(status=304, headers=headers)
        return Reply(body=page(), headers=headers)

    press.pages["/a"] = answer
    web = make()
    assert [web.get(press.url("/a")).data for _ in range(3)] == [page()] * 3
    assert ["if-none-match" in each.headers for each in press.asked if each.path == "/a"] == [False, True, True]


def test_page_that_is_not_to_be_kept(press: Press, make: Make) -> None:
    press.pages["/a"] = Reply(body=page(), headers={"Cache-Control": "no-store"})
    web = make()
    web.get(press.url("/a"))
    web.get(press.url("/a"))
    assert press.paths() == ["/a", "/a"]


def test_cache_that_cannot_be_written_costs_no_page(press: Press, clock: Time, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    press.pages["/a"] = Reply(body=page())
    with fetcher(press, tmp_path / "file", clock) as web:
        assert web.get(press.url("/a")).data == page()


def test_cache_that_is_damaged_costs_no_page(press: Press, make: Make, tmp_path: Path) -> None:
    (tmp_path / "pages.db").write_bytes(b"no database at all" * 1000)
    press.pages["/a"] = Reply(body=page())
    assert make().get(press.url("/a")).data == page()


def test_cache_that_is_another_programs_is_left_alone(press: Press, make: Make, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "pages.db")) as other:
        other.execute("CREATE TABLE entries (mine TEXT)")
    assert f"the cache {tmp_path / 'pages.db'} can't be used" in refused(make(), press.url("/a"))


# robots.txt


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private/", "/a", True),
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: legation\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: Legation\nAllow: /a\nDisallow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /*.html$", "/a.html", False),
        ("<html>not a robots file</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_robots_rules(press: Press, make: Make, rules: str, path: str, allowed: bool) -> None:
    press.pages["/robots.txt"] = Reply(body=rules.encode(), type="text/plain")
    press.pages[path] = Reply(body=page())
    web = make()
    if allowed:
        assert web.get(press.url(path)).data == page()
    else:
        assert "robots.txt doesn't let programs fetch this page" in refused(web, press.url(path))
        assert press.paths() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_file_means_that_all_is_allowed(press: Press, make: Make, status: int) -> None:
    press.pages["/robots.txt"] = Reply(status=status, body=b"User-agent: *\nDisallow: /")
    press.pages["/a"] = Reply(body=page())
    assert make().get(press.url("/a")).data == page()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_file_that_cannot_be_had_means_not_now(press: Press, make: Make, status: int) -> None:
    press.pages["/robots.txt"] = Reply(status=status)
    web = make()
    for path in ("/a", "/b"):
        assert f"can't be read now (the server answers {status})" in refused(web, press.url(path))
    assert [each.path for each in press.asked] == ["/robots.txt"] * 3


def test_robots_file_is_kept_for_a_day(press: Press, make: Make) -> None:
    press.pages["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /x", headers={"Cache-Control": "no-store"})
    for name in ("/a", "/b"):
        press.pages[name] = Reply(body=page())
        make().get(press.url(name))
    assert [each.path for each in press.asked].count("/robots.txt") == 1


def test_robots_file_may_lie_elsewhere_but_not_inside(press: Press, make: Make) -> None:
    press.pages["press.test/robots.txt"] = Reply(status=301, headers={"Location": "http://127.0.0.1/robots.txt"})
    press.pages["/a"] = Reply(body=page())
    assert "robots.txt can't be read now" in refused(make(), press.url("/a"))


# Patience


def test_pause_between_requests_to_a_host(press: Press, make: Make, clock: Time) -> None:
    for path in ("/a", "/b"):
        press.pages[path] = Reply(body=page())
    web = make()
    web.get(press.url("/a"))
    assert [round(each, 1) for each in clock.slept] == [1.0]  # after robots.txt
    web.get(press.url("/a"))
    assert len(clock.slept) == 1  # from the cache
    web.get(press.url("/b"))
    assert len(clock.slept) == 2
    web.get(press.url("/a", "other.test"))
    assert len(clock.slept) == 3  # after its own robots.txt alone


@pytest.mark.parametrize(("asked", "kept"), [("5", 5), ("0.2", 1), ("3600", 30), ("nonsense", 1)])
def test_crawl_delay_is_heeded_up_to_a_bound(press: Press, make: Make, clock: Time, asked: str, kept: float) -> None:
    press.pages["/robots.txt"] = Reply(body=f"User-agent: *\nCrawl-delay: {asked}\nAllow: /".encode())
    for path in ("/a", "/b"):
        press.pages[path] = Reply(body=page())
        web = make()
    for path in ("/a", "/b"):
        web.get(press.url(path))
    assert clock.slept[-1] == pytest.approx(kept, abs=0.3)


def test_one_request_at_a_time_to_a_host(press: Press, make: Make) -> None:
    running: list[int] = []
    most: list[int] = []

    def answer(visit: Visit) -> Reply:
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return Reply(body=page())

    for path in ("/a", "/b", "/c", "/d"):
        press.pages[path] = answer
    web = make(interval_seconds=0)
    web.get(press.url("/a"))
    threads = [threading.Thread(target=web.get, args=(press.url(f"/{name}"),)) for name in "bcd"]
    for each in threads:
        each.start()
    for each in threads:
        each.join(5)
    assert most == [1, 1, 1, 1]


@pytest.mark.parametrize("status", [429, 503])
def test_server_that_asks_for_a_pause_gets_it(press: Press, make: Make, clock: Time, status: int) -> None:
    answers = iter([Reply(status=status, headers={"Retry-After": "7"}), Reply(body=page())])
    press.pages["/a"] = lambda visit: next(answers)
    assert make().get(press.url("/a")).data == page()
    assert clock.slept[-1] == pytest.approx(7, abs=0.3)


def test_pause_may_be_a_date(press: Press, make: Make, clock: Time) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=9), usegmt=True)
    answers = iter([Reply(status=429, headers={"Retry-After": until}), Reply(body=page())])
    press.pages["/a"] = lambda visit: next(answers)
    make().get(press.url("/a"))
    assert clock.slept[-1] == pytest.approx(9, abs=1.3)


def test_long_pause_is_not_waited_for(press: Press, make: Make, clock: Time) -> None:
    press.pages["/a"] = Reply(status=429, headers={"Retry-After": "3600"})
    press.pages["/b"] = Reply(body=page())
    web = make()
    assert "429" in refused(web, press.url("/a"))
    assert "left alone for" in refused(web, press.url("/b"))
    assert press.paths() == ["/a"]
    assert sum(clock.slept) < 5


def test_attempts_end(press: Press, make: Make, clock: Time) -> None:
    press.pages["/a"] = Reply(status=503, headers={"Cache-Control": "max-age=600"})
    assert "503 (Service Unavailable)" in refused(make(), press.url("/a"))
    assert press.paths() == ["/a"] * 3
    assert [round(each, 1) for each in clock.slept[-2:]] == [1.5, 3.0]


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "404 (Not Found)"), (403, "403 (Forbidden)"), (451, "451"), (299, "no known status")]
)
def test_answer_that_is_no_page_is_not_asked_for_twice(press: Press, make: Make, status: int, reason: str) -> None:
    press.pages["/a"] = Reply(status=status, body=b"no")
    assert reason in refused(make(), press.url("/a"))
    assert press.paths() == ["/a"]


# Servers that break off, drip or burst


def test_connection_that_is_reset(press: Press, make: Make) -> None:
    def reset(visit: Visit) -> None:
        visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        visit.connection.close()

    press.pages["/a"] = reset
    assert "can't be reached, or broke off" in refused(make(), press.url("/a"))
    assert press.paths() == ["/a"] * 3


def test_connection_that_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    around = Surroundings(sleep=lambda seconds: None)
    with Fetcher(cache=tmp_path, agent="L", allowed=frozenset({f"127.0.0.1:{port}"}), around=around) as web:
        reason = refused(web, f"http://127.0.0.1:{port}/a")  # the port is closed by now
    assert "robots.txt can't be read now (the server can't be reached" in reason


def test_body_that_breaks_off(press: Press, make: Make) -> None:
    def cut(visit: Visit) -> None:
        visit.begin(200, {"Content-Type": "text/html", "Content-Length": "100000"})
        visit.wfile.write(b"<html>")

    press.pages["/a"] = cut
    assert "broke off" in refused(make(), press.url("/a"))


@pytest.mark.parametrize("where", ["head", "body", "silence"])
def test_slow_drip_ends_in_time(press: Press, make: Make, where: str) -> None:
    def drip(visit: Visit) -> None:
        if where == "body":
            visit.begin(200, {"Content-Type": "text/html", "Content-Length": "100000"})
        for _ in range(100):
            if where == "silence":
                time.sleep(0.05)
                continue
            visit.wfile.write(b"HTTP/1.1 200 OK\r\n" if where == "head" and _ == 0 else b"x")
            visit.wfile.flush()
            time.sleep(0.05)

    press.pages["/a"] = drip
    web = make(total_seconds=0.6, read_seconds=0.3, attempts=1)
    began = time.monotonic()
    assert "took longer than" in refused(web, press.url("/a"))
    assert time.monotonic() - began < 2


def test_long_body_is_given_up_and_not_kept(press: Press, make: Make, tmp_path: Path) -> None:
    sent: list[int] = []

    def flood(visit: Visit) -> None:
        visit.begin(200, {"Content-Type": "text/html", "Connection": "close"})
        for _ in range(50):
            visit.wfile.write(b"<p>word</p>" * 95_000)
            sent.append(1)

    press.pages["/a"] = flood
    press.pages["/b"] = lambda visit: visit.begin(200, {"Content-Length": "50000000"})
    web = make()
    assert "is longer than 10 MB" in refused(web, press.url("/a"))
    assert "is longer than 10 MB, the limit for a page (50 MB)" in refused(web, press.url("/b"))
    assert len(sent) < 20
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) < 40_000_000
    with pytest.raises(SourceError):
        web.get(press.url("/a"))
    assert press.paths() == ["/a", "/b", "/a"]


def _bomb(coding: str) -> bytes:
    data = bytes(60_000_000)
    if coding == "gzip":
        return gzip.compress(data, 9)
    return zlib.compress(data, 9) if coding == "deflate" else brotli.compress(data, quality=5)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_bomb(press: Press, make: Make, coding: str) -> None:
    press.pages["/a"] = Reply(body=_bomb(coding), headers={"Content-Encoding": coding})
    assert "times its size when it is unpacked" in refused(make(), press.url("/a"))


def test_long_body_that_is_packed_decently(press: Press, make: Make) -> None:
    words = b"".join(b"<p>%d %d</p>" % (n * 7919, n * 104729) for n in range(600_000))
    press.pages["/a"] = Reply(body=gzip.compress(words, 1), headers={"Content-Encoding": "gzip"})
    assert "is longer than 10 MB" in refused(make(), press.url("/a"))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "identity", ""])
def test_packed_page(press: Press, make: Make, coding: str) -> None:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    body = packed[coding](page()) if coding in packed else page()
    press.pages["/a"] = Reply(body=body, headers={"Content-Encoding": coding} if coding else {})
    web = make()
    assert [web.get(press.url("/a")).data for _ in range(2)] == [page()] * 2  # the second from the cache


@pytest.mark.parametrize(
    ("coding", "reason"),
    [
        ("zstd", "packed as 'zstd'"),
        ("gzip, gzip", "packed more than once"),
        ("gzip, br", "packed more than once"),
        ("gzip", "packed in a way that can't be read"),
    ],
)
def test_packing_that_is_not_read(press: Press, make: Make, coding: str, reason: str) -> None:
    press.pages["/a"] = Reply(body=b"no such thing", headers={"Content-Encoding": coding})
    assert reason in refused(make(), press.url("/a"))
