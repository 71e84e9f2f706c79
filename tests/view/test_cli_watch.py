"""`legation watch`: what its user sees, what it leaves with, and how it is stopped. The desk and the clock are real."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import job_parts
from legation.store import pages
from legation.store.store import Store
from legation.view.cli import run
from read.press_site import Press, serving
from watch.desk_day import article, listed

CHILD = """
import sys, job_parts
from legation.view.cli import run
sys.exit(run(["watch"], job_parts.PARTS))
"""


@pytest.fixture
def press() -> Iterator[Press]:
    with serving() as found:
        yield found


@pytest.fixture
def place(tmp_path: Path, press: Press, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a desk of one feed, as the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEGATION_CACHE", str(tmp_path / "cache"))
    write(tmp_path, press, "/feed")
    press.pages["/0"], press.pages["/feed"] = article(0), listed(at(press, "/0"))
    return tmp_path


def at(press: Press, path: str, host: str = "localhost") -> str:
    return f"http://{host}:{press.port}{path}"


def write(folder: Path, press: Press, *paths: str, more: str = "") -> None:
    feeds = "".join(f'[[feeds]]\nurl = "{at(press, each)}"\n{more}' for each in paths)
    text = f'[watch]\nallow = ["localhost:{press.port}", "127.0.0.1:{press.port}"]\n{feeds}'
    (folder / "desk.toml").write_text(text, encoding="utf-8")


def states(folder: Path) -> dict[str, int]:
    with Store.open(folder / "legation.db") as store:
        return {state: number for state, number in store.ask(pages.counts).items() if number}


def test_once(place: Path, press: Press, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--once"], job_parts.PARTS) == 0
    said = capsys.readouterr().out.splitlines()
    assert [each.partition(" ")[2] for each in said] == [
        f"watching 1 feed, next at {said[0].rpartition(' ')[2]}",
        "localhost: 1 new of 1",
        "stored: Envoys talk, part 0 (2026-02-01) · 10 records",
    ]
    assert run(["watch", "--once", "--quiet"], job_parts.PARTS) == 0
    assert capsys.readouterr().out == ""
    assert states(place) == {"stored": 1}


def test_exit_codes(place: Path, press: Press, capsys: pytest.CaptureFixture[str]) -> None:
    press.pages["/feed"] = listed(at(press, "/0"), at(press, "/gone"))
    assert run(["watch", "--once", "--quiet"], job_parts.PARTS) == 1
    told = capsys.readouterr().out
    assert f"given up: {at(press, '/gone')} (the server answers 404 (Not Found); expected a page)" in told
    assert "stored" not in told
    write(place, press, "/none")
    assert run(["watch", "--once"], job_parts.PARTS) == 2
    assert "failed (the server answers 404 (Not Found); expected a page), again at " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", 'desk.toml names no feeds; add one: [[feeds]] on a line, and below it url = "https://…"'),
        ('[[feeds]]\nurl = "https://a.example/"\npaused = true', "all feeds of desk.toml are paused"),
        ('[[feeds]]\nurl = "a.example"', "desk.toml, line 2: feeds: url: expected an http or https address"),
        ('[watch]\nzone = "Mars"', "desk.toml, line 2: watch: zone: 'Mars' is no time zone"),
    ],
)
def test_desk_that_cannot_be_watched(place: Path, capsys: pytest.CaptureFixture[str], text: str, told: str) -> None:
    (place / "desk.toml").write_text(text, encoding="utf-8")
    assert run(["watch"], job_parts.PARTS) == 2
    assert told in capsys.readouterr().err
    assert not (place / "legation.db").exists()


def test_no_desk(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", "--desk", "no.toml"], job_parts.PARTS) == 2
    assert "there is no desk at no.toml: `legation desk new` writes one" in capsys.readouterr().err


def test_contact_of_the_desk_is_told_to_servers(place: Path, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (place / "desk.toml").read_text(encoding="utf-8")
    (place / "desk.toml").write_text(text.replace("[watch]", '[watch]\ncontact = "desk@example.org"'), encoding="utf-8")
    assert run(["watch", "--once"], job_parts.PARTS) == 0
    assert {each.headers["user-agent"].partition(" ")[2] for each in press.asked} == {"(+desk@example.org)"}


@pytest.fixture
def child(place: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, text=True) as process:
        patience = threading.Timer(90, process.kill)  # else a test that hears nothing would wait without end
        patience.start()
        yield process
        patience.cancel()
        process.kill()


def test_one_watch_at_a_time_and_ctrl_c(child: "subprocess.Popen[str]", capsys: pytest.CaptureFixture[str]) -> None:
    assert child.stdout
    heard = ""
    while "stored" not in heard:
        heard = child.stdout.readline()
        assert heard, "the watch ended"
    assert run(["watch", "--once"], job_parts.PARTS) == 3
    assert "legation.db: another `legation watch` works on this database; stop it first" in capsys.readouterr().err
    child.send_signal(signal.SIGINT)
    assert child.wait(5) == 130
    assert run(["watch", "--once"], job_parts.PARTS) == 0
