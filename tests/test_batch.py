"""A batch goes on after failures, adds nothing twice, and a kill leaves no trace in what is exported."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes import article, code, link, slow
from legation.batch import Coded, Keep, Outcome, Skipped, data_digest, run
from legation.errors import SourceError, StepError, StoreError
from legation.records import Document
from legation.store.failure import Failure, Origin
from legation.store.store import Store

MANY = 500


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def keep(store: Store) -> Keep:
    return Keep(store, Origin(version="test"), link)


def test_run_tells_what_came_of_each_document(store: Store) -> None:
    broken = SourceError("wire.jsonl", "expected an object", line=3)
    bad = Document(source_id="bad", text="unreadable")
    seen: list[Outcome] = []
    store.add(article(1), code(article(1)))
    summary = run([article(1), broken, bad, article(2)], code, keep=keep(store), seen=seen.append)
    assert (summary.read, summary.added, summary.skipped, summary.failed) == (2, 1, 1, 2)
    assert summary.records["event"] == 1
    assert summary.records["actor"] == 3
    assert [type(each) for each in seen] == [Skipped, Failure, Failure, Coded]
    assert [str(each) for each in store.failures()] == [
        "wire.jsonl, line 3: expected an object",
        "bad: step 'fake' failed: ValueError: it says so itself",
    ]
    assert summary.failures == store.failures()


def test_other_languages_are_counted_by_language() -> None:
    others = [
        Document(text=text, language=code)
        for text, code in (("Un", "fr"), ("Deux", "fr"), ("Odin", "ru"), ("One", "en-GB"))
    ]
    summary = run([*others, Document(text="Two")], lambda document: ())
    assert (summary.read, dict(summary.uncoded)) == (5, {"fr": 2, "ru": 1})


def test_run_without_a_store_codes_every_document() -> None:
    seen: list[Outcome] = []
    summary = run([article(1), article(1)], code, seen=seen.append)
    assert (summary.read, summary.added, summary.skipped) == (2, 0, 0)
    assert [type(each) for each in seen] == [Coded, Coded]


def test_documents_are_shown_as_soon_as_they_are_coded() -> None:
    order: list[str] = []

    def documents() -> Iterator[Document]:
        for n in (1, 2):
            order.append(f"read {n}")
            yield article(n)

    run(documents(), code, seen=lambda _: order.append("shown"))
    assert order == ["read 1", "shown", "read 2", "shown"]


def test_stored_documents_are_not_coded_again(store: Store) -> None:
    def never(document: Document) -> tuple[()]:
        raise StepError("never", document.id, "coded a document that is stored")

    run([article(1), article(2)], code, keep=keep(store))
    before = list(store.lines())
    summary = run([article(1), article(2)], never, keep=keep(store))
    assert (summary.added, summary.skipped, summary.failed) == (0, 2, 0)
    assert list(store.lines()) == before


def test_half_characters_fail_one_document_only(store: Store) -> None:
    broken = Document(source_id="broken", text="half \ud83d")
    summary = run([broken, article(1)], code, keep=keep(store))
    assert summary.added == 1
    assert [str(each) for each in summary.failures] == ["broken: its text holds half a character (a lone surrogate)"]


def test_store_errors_end_the_run(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(store.path, patience=0.05) as impatient, pytest.raises(StoreError, match="locked"):
        run([article(1)], code, keep=keep(impatient))
    other.close()


def test_digest_of_the_data_is_stable() -> None:
    assert re.fullmatch("[0-9a-f]{16}", data_digest())
    assert data_digest() == data_digest()


def test_killed_run_resumed_exports_the_same_bytes(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    add_many(whole)
    killed = tmp_path / "killed.db"
    for share in (0.3, 0.7):  # two kills: one while adding, one while resuming
        kill_when(killed, stored=int(MANY * share))
    assert 0 < count(killed) < MANY
    add_many(killed)
    with Store.open(killed) as one, Store.open(whole) as two:
        assert list(one.lines()) == list(two.lines())
        assert one.counts()["document"] == MANY
        assert one.counts()["development"] == 1


def add_many(path: Path) -> None:
    with Store.open(path) as store:
        run((article(n) for n in range(MANY)), slow, keep=keep(store))


def kill_when(path: Path, *, stored: int) -> None:
    """Start a run in another process and kill it, without mercy, once so many documents are stored."""
    words = "import sys, pathlib; from test_batch import add_many; add_many(pathlib.Path(sys.argv[1]))"
    places = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    process = subprocess.Popen([sys.executable, "-c", words, str(path)], env={**os.environ, "PYTHONPATH": places})
    end = time.monotonic() + 60
    while count(path) < stored and process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def count(path: Path) -> int:
    if not path.exists():
        return 0
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are not there yet
        return 0
    finally:
        connection.close()
