"""`legation search --save` and `--saved`: the same searches that the search page keeps."""

from pathlib import Path

import pytest

import brief_story
from legation.records import Document
from legation.store import saved
from legation.store.store import Store
from legation.view.cli import run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        store.add(brief_story.POST, ())
    return path


def test_a_search_is_kept_and_tells_what_is_new(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "troops", "--save", "Troops", "--db", str(database)]) == 0
    assert "kept as 'Troops'" in capsys.readouterr().err
    with Store.open(database) as store:
        store.add(brief_story.LEDGER, ())
    for number in (1, 0):
        assert run(["search", "--saved", "Troops", "--db", str(database)]) == 0
        said = capsys.readouterr()
        assert f"{number} new since" in said.err
        assert "Seoul counts troops" in said.out


def test_what_cannot_be_searched_for_is_said(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(database) as store:
        store.tell(saved.save("Events", "kind=event&actor=PRK", "2024-11-01"))
    for arguments, told in (
        (["--saved", "Nothing"], "no search is saved as 'Nothing'; there are: 'Events'"),
        (["--saved", "Events"], "has filters, not words alone; `legation serve` shows it, at /search?kind=event"),
        ([], "write words to search for"),
        (["troops", "--saved", "Events"], "write words to search for"),
        (["word " * 65], "65 words are more than the 64 that one search takes"),
    ):
        assert run(["search", *arguments, "--db", str(database)]) == 2
        assert told in capsys.readouterr().err


def test_words_given_twice_find_what_they_find_once(database: Path) -> None:
    with Store.open(database) as store:
        assert isinstance(store.search("troops troops -japan -japan")[0].document, Document)
