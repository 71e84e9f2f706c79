"""`show absences` tells silence from a window in which nothing was read, and explains mistakes in one line."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import fakes
from legation.records import AnyRecord, Document
from legation.view import cli

Run = Callable[..., tuple[int, str, str]]
WINDOW = ("--since", "2024-10-03", "--until", "2024-10-04")


def code(document: Document) -> tuple[AnyRecord, ...]:
    """As the fakes do, but Betania speaks in articles 1 and 5 only, so that it is silent between."""
    speaks = document.source_id in ("case-1", "case-5")
    return tuple(r for r in fakes.code(document) if speaks or r.record != "statement")


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on a store of five articles of five days."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    text = "\n".join(fakes.TEXT.format(n=n) for n in range(1, 6))
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")

    def run(*words: str) -> tuple[int, str, str]:
        code_ = cli.run(words, fakes.parts(code))
        out, err = capsys.readouterr()
        return code_, out, err

    run("add", "news.txt")
    return run


def rows(legation: Run, *words: str) -> list[dict[str, object]]:
    code, out, err = legation("show", "absences", *words, "--json")
    assert (code, err) == (0, "")
    found: list[dict[str, object]] = json.loads(out)
    return found


def test_silence_is_told_with_what_stands_on_both_sides(legation: Run) -> None:
    (row,) = rows(legation, "--expect", "Betania", *WINDOW)
    assert (row["record"], row["kind"], row["finding"], row["actor"]) == ("absence", "absence", "silent", "BET")
    assert row["asked_by"] is None
    assert row["silent_days"] == 2
    last, later, read = row["last"], row["later"], row["read"]
    assert isinstance(last, dict)
    assert isinstance(later, dict)
    assert isinstance(read, dict)
    assert (last["day"], last["words"]) == ("2024-10-02", "We regret case 1.")
    assert (later["day"], later["id"]) == ("2024-10-06", row["outcome"])
    assert (read["articles"], read["naming_actor"], read["naming_topic"]) == (2, 2, None)


def test_whoever_speaks_is_not_silent(legation: Run) -> None:
    (row,) = rows(legation, "--expect", "BET", "--since", "2024-10-05", "--until", "2024-10-07")
    assert (row["finding"], row["kind"], row["outcome"], row["statements"]) == ("spoke", None, None, 1)
    assert isinstance(row["first"], dict)


def test_a_window_without_articles_is_no_silence(legation: Run) -> None:
    (row,) = rows(legation, "--expect", "Betania", "--since", "2023-01-01", "--until", "2023-01-31")
    assert (row["finding"], row["kind"], row["silent_days"]) == ("nothing-read", None, None)
    _, out, err = legation("show", "absences", "--expect", "BET", "--since", "2023-01-01", "--until", "2023-01-31")
    assert "nothing read" in out
    assert err == "legation: 0 articles read from 2023-01-01 to 2023-01-31\n"


def test_reported_silences_stand_beside(legation: Run) -> None:
    (row,) = rows(legation, "--expect", "Gammaria", *WINDOW)
    assert isinstance(row["reported"], list)
    assert [(s["kind"], s["day"], s["words"]) for s in row["reported"]] == [
        ("no-response", "2024-10-03", "did not respond"),
        ("no-response", "2024-10-04", "did not respond"),
    ]


@pytest.mark.parametrize(
    ("about", "finding"),
    [
        ("Gammaria", "spoke"),
        ("regret", "spoke"),
        ("shipments", "spoke"),
        ("probably agree", "silent"),
        ("volcano", "topic-not-read"),
    ],
)
def test_topic_is_an_actor_or_words(legation: Run, about: str, finding: str) -> None:
    (row,) = rows(legation, "--expect", "Betania", "--about", about, "--since", "2024-10-02", "--until", "2024-10-06")
    assert (row["topic"], row["finding"]) == (about, finding)


def test_each_expected_speaker_has_one_row_in_the_order_asked(legation: Run) -> None:
    found = rows(legation, "--expect", "Gammaria", "--expect", "BET", "--expect", "Betania", *WINDOW)
    assert [row["actor"] for row in found] == ["GAM", "BET"]


def test_an_actor_of_the_tables_may_be_expected_though_nothing_names_it(legation: Run) -> None:
    (row,) = rows(legation, "--expect", "Norway", *WINDOW)
    assert (row["actor"], row["finding"], row["last"]) == ("NOR", "silent", None)


def test_table_and_csv_agree_with_json(legation: Run) -> None:
    code, out, err = legation("show", "absences", "--expect", "Betania", *WINDOW)
    assert code == 0
    for words in ("Betania", "silent", "2024-10-02", "“We regret case 1.”", "2/2", "2024-10-06"):
        assert words in out
    assert err.startswith("legation: 2 articles read from 2024-10-03 to 2024-10-04; ")
    printed = legation("show", "absences", "--expect", "Betania", *WINDOW, "--csv")[1]
    (flat,) = csv.DictReader(io.StringIO(printed))
    assert (flat["finding"], flat["silent_days"], flat["last_words"]) == ("silent", "2", "We regret case 1.")


def test_nothing_is_stored(legation: Run) -> None:
    before = legation("export")[1]
    rows(legation, "--expect", "Betania", *WINDOW)
    assert legation("export")[1] == before
    assert "absence" not in before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("absences", *WINDOW), "name who is expected to speak"),
        (("absences", "--expect", "BET"), "absences need the first day of a window"),
        (("absences", "--expect", "BET", "--since", "2024-10-04", "--until", "2024-10-03"), "lies before --since"),
        (("absences", "--expect", "BET", "--since", "2999-01-01"), "today, "),
        (("absences", "--expect", "BET", "--since", "soon"), "'soon' is no day"),
        (("absences", "--expect", "Nobodyland", *WINDOW), "'Nobodyland' is no actor that is known"),
        (("absences", "--expect", "a", *WINDOW), "'a' fits 3 actors; name one of them by its id: ALP, BET, GAM"),
        (("absences", "--expect", "BET", "--about", "—", *WINDOW), "no word to search for"),
        (("absences", "--expect", "BET", "--actor", "GAM", *WINDOW), "--actor does not go with absences"),
        (("absences", "--expect", "BET", "--json", "--csv", *WINDOW), "not both"),
        (("events", "--expect", "BET"), "--expect goes with `legation show absences` only"),
        (("events", "--about", "dam"), "--about goes with `legation show absences` only"),
    ],
)
def test_mistakes_are_explained_in_one_line(legation: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = legation("show", *words)
    assert (code, out) == (2, "")
    assert err.startswith("legation: ")
    assert err.count("\n") == 1
    assert message in err
