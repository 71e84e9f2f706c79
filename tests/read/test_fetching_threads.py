"""One fetcher for several threads, and for months: hosts keep their turns, and what failed once is asked again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from legation.errors import FetchError, SourceError
from legation.read.fetching import Fetched

from .press_site import Press, Reply, Time, Visit, fetcher, page, serving


def test_threads_share_a_fetcher_and_a_host_is_asked_by_one_at_a_time(tmp_path: Path) -> None:
    lock = threading.Lock()
    asked: list[str] = []
    most: dict[str, int] = {}

    def slow(visit: Visit) -> Reply:
        host = visit.headers["host"]
        with lock:
            asked.append(host)
            most[host] = max(most.get(host, 0), asked.count(host))
        time.sleep(0.01)
        with lock:
            asked.remove(host)
        return Reply(body=page(title=f"{host}{visit.path}"), headers={"ETag": f'"{visit.path}"'})

    with serving() as press, fetcher(press, tmp_path, Time()) as web:
        hosts = ("press.test", "other.test", "slow.test")
        for n in range(12):
            press.pages[f"/{n}"] = slow
        urls = [press.url(f"/{n}", host) for n in range(12) for host in hosts]
        with ThreadPoolExecutor(12) as pool:
            found = list(pool.map(web.get, [*urls, *urls]))
        assert [each.url for each in found] == [*urls, *urls]
        for each in found:
            assert each.url.removeprefix("http://").encode() in each.data.replace(b"&#47;", b"/")
    assert set(most.values()) == {1}
    assert len(most) == 3


def _fails(press: Press, web: object, url: str) -> SourceError:
    with pytest.raises(SourceError) as found:
        web.get(url)  # type: ignore[attr-defined]
    return found.value


@pytest.mark.parametrize(
    ("status", "passing"),
    [(404, False), (410, False), (451, False), (403, True), (429, True), (500, True), (503, True), (202, True)],
)
def test_whether_a_failure_may_pass(tmp_path: Path, status: int, passing: bool) -> None:
    with serving() as press, fetcher(press, tmp_path, Time()) as web:
        press.pages["/a"] = Reply(status=status, body=b"x", headers={"Retry-After": "90"})
        error = _fails(press, web, press.url("/a"))
    assert isinstance(error, FetchError)
    assert (error.passing, error.offline, error.pause) == (passing, False, 90)


def test_host_without_a_connection_is_told_apart(tmp_path: Path) -> None:
    with serving() as press, fetcher(press, tmp_path, Time()) as web:
        gone = _fails(press, web, press.url("/a", "gone.example").replace(f":{press.port}", ""))
        refused = _fails(press, web, "http://10.0.0.1/a")
    assert isinstance(gone, FetchError)
    assert (gone.passing, gone.offline) == (True, True)
    assert not isinstance(refused, FetchError)


def test_robots_that_cannot_be_had_are_asked_for_again_later(tmp_path: Path) -> None:
    clock = Time()
    with serving() as press, fetcher(press, tmp_path, clock, attempts=1) as web:
        press.pages["/robots.txt"] = Reply(status=503)
        press.pages["/a"] = Reply(body=page())
        for _ in range(3):
            error = _fails(press, web, press.url("/a"))
            assert isinstance(error, FetchError)
            assert "robots.txt can't be read now" in error.reason
        assert sum(each.path == "/robots.txt" for each in press.asked) == 1
        press.pages["/robots.txt"] = Reply(status=404)
        clock.slept.append(web.limits.robots_again_seconds + 1)
        assert isinstance(web.get(press.url("/a")), Fetched)
