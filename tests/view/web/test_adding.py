"""Articles that readers paste or send are read in a process of their own, and what fails is told by file and line."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import fakes
import job_parts
from legation.store.store import Store
from legation.view.web.jobs import MOST_WAITING, BusyError, Jobs
from legation.view.web.settings import Settings

Serve = Callable[..., TestClient]
TEXT = fakes.TEXT.format(n=1)
PATIENCE = 60.0


def over(client: TestClient, address: str) -> dict[str, Any]:
    """Wait until a job is over."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found: dict[str, Any] = client.get(f"{address}.json").json()
        if found["is_over"]:
            return found
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def sent(client: TestClient, files: list[tuple[str, bytes]] | None = None, **fields: str) -> str:
    """Send articles; return the address of the job."""
    parts = [("files", (name, content)) for name, content in files or []]
    answer = client.post("/add", data=fields, files=parts or None, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_pasted_text_is_read_and_its_facts_are_kept(serve: Serve, tmp_path: Path) -> None:
    client = serve(parts=job_parts.PARTS)
    fields = {
        "text": TEXT.replace(". ", ".\r\n"),
        "title": "<b>Envoys</b> talk",
        "publisher": "The Sample Courier",
        "published": "2024-10-24",
        "url": "https://example.org/1",
    }
    address = sent(client, None, **fields)
    assert over(client, address) | {"says": ""} == {
        **{"state": "done", "expected": 1, "seen": 1, "added": 1, "skipped": 0, "failed": 0, "ahead": 0},
        **{"is_over": True, "says": ""},
    }
    with Store.open(tmp_path / "empty.db") as store:
        (document,) = store.documents()
        assert (document.title, document.publisher) == ("<b>Envoys</b> talk", "The Sample Courier")
        assert (document.published, document.url) == ("2024-10-24", "https://example.org/1")
        assert "\r" not in document.text
        assert store.counts()["pressure"] == 1
    page = client.get(address).text
    assert "&lt;b&gt;Envoys&lt;/b&gt; talk" in page
    assert 'href="/"' in page
    assert "Done: 1 added." in page
    assert "http-equiv" not in page  # nothing more will change
    assert "Alphaland" in client.get("/").text


def test_what_fails_is_told_by_file_and_line_without_where_it_lay(serve: Serve) -> None:
    client = serve(parts=job_parts.PARTS)
    line = '{"text": "Nobody urged anybody.", "title": "One"}'
    files = [
        ("../../etc/<i>news</i>.jsonl", f"{line}\n{{broken\n".encode()),
        ("empty.txt", b""),
        ("data.bin", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        ("case.txt", TEXT.encode()),
        ("case.txt", TEXT.encode()),
    ]
    address = sent(client, files)
    found = over(client, address)
    assert (found["state"], found["added"], found["failed"]) == ("done", 2, 3)
    page = client.get(address).text
    assert "line 2</b>" in page
    assert "&lt;i&gt;news&lt;/i&gt;.jsonl" in page
    assert "is a PNG picture" in page
    assert "empty.txt" in page
    assert "/tmp" not in page
    assert not list(Path("/tmp").glob("legation-*/0/etc"))


def test_a_text_that_is_there_already_is_skipped(serve: Serve) -> None:
    client = serve(parts=job_parts.PARTS)
    over(client, sent(client, [("case.txt", TEXT.encode())]))
    found = over(client, sent(client, [("case.txt", TEXT.encode())]))
    assert (found["added"], found["skipped"]) == (0, 1)
    assert "1 there already" in found["says"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Paste a text, or choose files below."),
        ({"title": "No text"}, "The text itself is missing."),
        ({"text": "Words.", "published": "yesterday"}, "Write a day such as 2025-05-07."),
        ({"text": "Words.", "url": "javascript:alert(1)"}, "begins with https:// or http://"),
        ({"text": "Words.", "title": "x" * 401}, "At most 400 characters."),
        ({"sample": "../secrets"}, "There is no sample"),
    ],
)
def test_a_form_with_faults_comes_back_with_what_was_typed(serve: Serve, fields: dict[str, str], said: str) -> None:
    client = serve(parts=job_parts.PARTS)
    typed = {"publisher": "The “Sample” <Courier>"} if "text" in fields else {}
    answer = client.post("/add", data=typed | fields, follow_redirects=False)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    if "text" in fields:
        assert "The “Sample” &lt;Courier&gt;" in answer.text


def test_the_page_of_a_job_asks_again_by_itself_and_a_job_can_be_stopped(serve: Serve) -> None:
    client = serve(parts=job_parts.SLOW)
    first, second = (sent(client, [(f"{n}.txt", f"{TEXT} {n}".encode())]) for n in (1, 2))
    assert client.get(f"{second}.json").json()["says"] == "Waits for 1 other job."
    page = client.get(second).text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert f'data-job="{second}.json"' in page
    client.post(f"{second}/stop")
    client.post(f"{first}/stop")
    assert over(client, first)["state"] == over(client, second)["state"] == "stopped"


def test_a_process_that_dies_is_a_job_that_failed_and_the_next_one_runs(serve: Serve) -> None:
    client = serve(parts=job_parts.DYING)
    address = sent(client, [("case.txt", TEXT.encode())])
    assert over(client, address)["state"] == "failed"
    assert "ended by itself (code 9)" in client.get(address).text
    assert over(client, sent(client, [("case.txt", TEXT.encode())]))["state"] == "failed"


def test_a_server_that_is_read_only_takes_nothing_and_shows_no_form(serve: Serve, told: Path) -> None:
    client = serve(told, read_only=True, parts=job_parts.PARTS)
    for answer in (client.get("/add"), client.post("/add", data={"text": TEXT})):
        assert answer.status_code == 403
        assert "<textarea" not in answer.text
    assert 'href="/add"' not in client.get("/").text


def test_a_job_that_nobody_knows_is_missing(serve: Serve) -> None:
    client = serve(parts=job_parts.PARTS)
    assert client.get("/jobs/nothing").status_code == 404
    assert client.post("/jobs/nothing/stop").status_code == 404


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    """Jobs over a store of their own, which end with the test."""
    database = tmp_path / "jobs.db"
    Store.open(database).close()
    made = Jobs(Settings(database=database, parts=job_parts.SLOW))
    yield made
    made.close()


def test_closing_ends_the_process_and_all_that_waits(jobs: Jobs, tmp_path: Path) -> None:
    first = jobs.start("one", [("one.txt", TEXT.encode())])
    others = [jobs.start("more", [("more.txt", TEXT.encode())]) for _ in range(3)]
    until = time.monotonic() + PATIENCE
    while jobs.get(first.id).state != "reading" and time.monotonic() < until:
        time.sleep(0.05)
    began = time.monotonic()
    jobs.close()
    assert time.monotonic() - began < 8
    assert [jobs.get(each.id).state for each in (first, *others)] == ["stopped"] * 4
    with Store.open(tmp_path / "jobs.db") as store:
        assert store.counts() == {}


def test_no_more_jobs_wait_than_can_be_done(jobs: Jobs) -> None:
    # One of them runs, or will in a moment.
    for _ in range(MOST_WAITING):
        jobs.start("one", [("one.txt", TEXT.encode())])
    until = time.monotonic() + PATIENCE
    while all(each.state == "waiting" for each in jobs.newest()) and time.monotonic() < until:
        time.sleep(0.05)
    jobs.start("one", [("one.txt", TEXT.encode())])
    with pytest.raises(BusyError, match="wait already"):
        jobs.start("one too many", [("one.txt", TEXT.encode())])


def test_files_go_with_their_job(jobs: Jobs) -> None:
    job = jobs.start("one", [(".hidden", b"x"), ("a\\b\\..\\c.txt", b"x")])
    folder = jobs._all[job.id].folder
    assert folder is not None
    assert sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*.*") if each.is_file()) == ["1/c.txt"]
    assert re.fullmatch(r"hidden", next((folder / "0").iterdir()).name)
    jobs.close()
    assert not folder.exists()
