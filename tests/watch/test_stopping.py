"""A watch is stopped by signals, or killed, as a real process."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from legation.store import pages
from read.press_site import Reply, Visit

from .desk_day import Day, article, listed


class Child:
    """A watch in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def heard(self, words: str) -> None:
        assert self.process.stdout
        lines = []
        for line in iter(self.process.stdout.readline, ""):
            lines.append(line)
            if words in line:
                return
        pytest.fail(f"'{words}' isn't in {lines}")

    def stopped(self, number: int = signal.SIGTERM, seconds: float = 5) -> int:
        self.process.send_signal(number)
        return self.process.wait(seconds)


Watching = Callable[..., AbstractContextManager[Child]]


@pytest.fixture
def watching(day: Day) -> Watching:
    @contextmanager
    def run(seconds: float = 0) -> Iterator[Child]:
        command = [sys.executable, "-m", "watch.watching_child", str(day.folder), str(day.press.port), str(seconds)]
        environment = {**os.environ, "PYTHONPATH": "tests"}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            patience = threading.Timer(60, process.kill)  # else a test that hears nothing would wait without end
            patience.start()
            try:
                yield Child(process)
            finally:
                patience.cancel()
                process.kill()

    return run


def at(day: Day, path: str, host: str = "localhost") -> str:
    return day.press.url(path, host)


def states(day: Day) -> dict[str, int]:
    with day.store() as store:
        return {state: number for state, number in store.ask(pages.counts).items() if number}


@pytest.fixture
def two(day: Day) -> None:
    """Two articles on two hosts, so that none waits for the pause of the other."""
    day.press.pages["/0"], day.press.pages["/1"] = article(0), article(1)
    day.press.pages["/feed"] = listed(at(day, "/0"), at(day, "/1", "127.0.0.1"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("two")
def test_stopped_while_it_waits(day: Day, watching: Watching, number: int) -> None:
    with watching() as child:
        child.heard("stored")
        child.heard("stored")
        time.sleep(0.3)
        assert child.stopped(number) == 0
    assert states(day) == {"stored": 2}


def test_stopped_while_servers_are_slow(day: Day, watching: Watching) -> None:
    asked = threading.Semaphore(0)

    def slow(visit: Visit) -> Reply | None:
        asked.release()
        time.sleep(10)
        return None

    day.press.pages["/slow"] = slow
    day.press.pages["/feed"] = listed(at(day, "/slow"), at(day, "/slow", "127.0.0.1"))
    with watching() as child:
        child.heard("2 new of 2")
        assert asked.acquire(timeout=20)
        assert child.stopped() == 0
    assert states(day) == {"waiting": 2}


@pytest.mark.usefixtures("two")
def test_article_in_work_is_finished(day: Day, watching: Watching) -> None:
    with watching(1) as child:
        child.heard("coding")
        assert child.stopped() == 0
    assert states(day) == {"stored": 1, "waiting": 1}
    with watching() as child:
        child.heard("stored")
        assert child.stopped() == 0
    assert states(day) == {"stored": 2}


@pytest.mark.usefixtures("two")
def test_second_signal_leaves_at_once(day: Day, watching: Watching) -> None:
    with watching(50) as child:
        child.heard("coding")
        child.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert child.process.poll() is None
        assert child.stopped(seconds=2) == 128 + signal.SIGTERM
    assert states(day) == {"waiting": 2}


@pytest.mark.usefixtures("two")
def test_killed(day: Day, watching: Watching) -> None:
    with watching(50) as child:
        child.heard("coding")
        child.process.kill()
        child.process.wait()
    with watching() as child:
        child.heard("2 pages wait")
        child.heard("stored")
        child.heard("stored")
        assert child.stopped() == 0
    assert states(day) == {"stored": 2}
    assert day.urls() == ["0", "1"]
