"""`brief` narrows what it tells, takes a desk, and explains mistakes in one line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import fakes
from desk_story import DESK, filled, said, speaker
from desk_story import article as desk_article
from legation.batch import relink
from legation.records import Document, Evidence
from legation.store.store import Store
from legation.view import cli
from made_up import Line, article

Run = Callable[..., tuple[int, str, str]]
RAID = Line("event", "ALB", "BOL", 0, 12, 1)
TALK = Line("event", "BOL", "CHL", 2, 5, 3)
ANSWER = Line("answer", "ALB", "BOL", 0, 5, 1)


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on a store of three articles."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "LEGATION_DESK", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    told = (([RAID], "Post", "2025-05-01"), ([TALK], "Ledger", "2025-05-02"), ([ANSWER, RAID], "Tide", "2025-05-04"))
    with Store.open(tmp_path / "legation.db") as store:
        for number, (lines, outlet, day) in enumerate(told):
            document, *records = article(lines, outlet, day, (number, number))
            assert isinstance(document, Document)
            store.add(document, records)
        relink(store)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words, fakes.parts(fakes.code))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def told(run: Run, *words: str) -> str:
    code, out, err = run("brief", *words)
    assert (code, err) == (0, "")
    return " ".join(out.split())


def test_the_brief_begins_with_what_changed(legation: Run) -> None:
    found = told(legation)
    assert found.index("WHAT CHANGED ON 4 MAY 2025, THE LAST DAY WITH NEWS") < found.index("WHAT HAPPENED")
    assert "now also told by Tide" in found


def test_since_names_the_day(legation: Run) -> None:
    found = told(legation, "--since", "2025-05-02")
    assert "WHAT CHANGED SINCE 2 MAY 2025" in found
    assert "2 articles · 2 publishers · 2 May 2025 to 4 May 2025" in found


def test_about_is_one_actor_or_what_is_between_two(legation: Run) -> None:
    assert "On Chile · 1 article" in told(legation, "--about", "Chile")
    both = told(legation, "--about", "ALB", "--about", "Bolivia")
    assert both.startswith("Albania attacked Bolivia in Korce (12 soldiers)")
    assert "Chile" not in both
    assert "On Albania and Bolivia" in both


def test_a_desk_adds_the_positions_that_its_actors_changed(
    legation: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = []
    words_of = {1: "there was no room for mediation", 8: "it was ready for mediation", 9: "it would accept mediation"}
    for day, words in words_of.items():
        document = desk_article(f"2025-05-0{day}", f"India said that {words}.")
        whole = Evidence.cut(document.text, 0, len(document.text), "clause")
        story.append((document, [replace(said(document, speaker("IND"), words), id="", evidence=(whole,))]))
    filled(tmp_path / "d.db", story)
    monkeypatch.setenv("LEGATION_DB", "d.db")
    assert "Positions" not in told(legation, "--since", "2025-05-05")
    (tmp_path / "desk.toml").write_text(DESK, encoding="utf-8")
    brief = told(legation, "--since", "2025-05-05")
    assert "Positions taken or changed" in brief
    assert "now for it – it was ready for mediation; before that against it – there was no room for mediation." in brief
    assert brief == told(legation, "--since", "2025-05-05", "--desk", "desk.toml")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--about", "Peru"), "'Peru'"),
        (("--since", "lately"), "'lately' is no day"),
        (("--desk", "nowhere.toml"), "there is no desk at nowhere.toml"),
        (("--format", "docx"), "docx"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_line(legation: Run, words: tuple[str, ...], complaint: str) -> None:
    code, out, err = legation("brief", *words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert len(err.strip().splitlines()) == 1
