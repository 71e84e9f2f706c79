"""`show positions` and `show board` tell what follows from the store for the desk, each number with its reports."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk_story import DESK, article, filled, said, silent, speaker
from legation.records import Report
from legation.store.store import Store
from legation.view import cli

Run = Callable[..., tuple[int, str, str]]
REJECTS = article(
    "2025-05-01", "India said that there was no room for mediation.", "Pakistan did not respond on mediation."
)
COPY = article(
    "2025-05-02", "India said that there was no room for mediation.", "Go on reading.", publisher="Times (sample)"
)
STILL = article("2025-05-03", "Pakistan has kept silent on mediation.", publisher="Courier (sample)")
OPPOSED = article("2025-05-06", "An opposition leader of India said that mediation was welcome.")
WELCOMES = article("2025-05-08", "Pakistan said that mediation by friends was welcome.")
READY = article("2025-05-09", "India said that it was ready for mediation.", publisher="Courier (sample)")
AGAIN = article("2025-05-10", "India said that it was ready to accept mediation if it was neutral.")


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in a folder with a desk and a store."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "LEGATION_DESK", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "desk.toml").write_text(DESK, encoding="utf-8")
    india, opposition = speaker("IND"), speaker("person:x", country="IND", sector="OPP")
    filled(
        tmp_path / "legation.db",
        [
            (
                REJECTS,
                [said(REJECTS, india, "there was no room for mediation"), silent(REJECTS, "PAK", "did not respond")],
            ),
            (COPY, [said(COPY, india, "there was no room for mediation")]),
            (STILL, [silent(STILL, "PAK", "has kept silent", "refrained")]),
            (OPPOSED, [said(OPPOSED, opposition, "mediation was welcome")]),
            (WELCOMES, [said(WELCOMES, speaker("PAK"), "mediation by friends was welcome")]),
            (READY, [said(READY, india, "it was ready for mediation")]),
            (AGAIN, [said(AGAIN, india, "it was ready to accept mediation if it was neutral")]),
        ],
    )
    with Store.open(tmp_path / "legation.db") as store:
        store.replace_derived([Report(document=REJECTS.id, documents=(REJECTS.id, COPY.id))])

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def whole(legation: Run, *words: str) -> list[dict[str, Any]]:
    code, out, _ = legation("show", *words, "--json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_positions_are_runs_of_statements_with_origins_and_changes(legation: Run) -> None:
    against, ready, welcome = whole(legation, "positions")
    assert [
        (p["actor"], p["side"], p["since"], p["last"], p["statements"], p["origins"]) for p in (against, ready, welcome)
    ] == [
        ("IND", "against", "2025-05-01", "2025-05-01", 1, 1),
        ("IND", "for", "2025-05-09", "2025-05-10", 2, 2),
        ("PAK", "for", "2025-05-08", "2025-05-08", 1, 1),
    ]
    (stand,) = against["stands"]
    (span,) = stand["content"]
    assert REJECTS.text[span["start"] : span["end"]] == stand["words"] == "there was no room for mediation"
    assert (stand["as_written"], stand["day"], stand["document"]) == ("India", "2025-05-01", REJECTS.id)
    assert [each["document"] for each in stand["copies"]] == [COPY.id]
    assert ready["changed"]["is_change"]
    assert (ready["changed"]["from"], ready["changed"]["last"]["statement"]) == ("against", stand["statement"])
    assert ready["stands"][1]["condition"]["text"] == "if it was neutral"
    assert all(stand["why"] for position in (against, ready, welcome) for stand in position["stands"])


def test_who_does_not_speak_for_the_state_has_no_part_in_its_position(legation: Run) -> None:
    documents = {stand["document"] for position in whole(legation, "positions") for stand in position["stands"]}
    assert OPPOSED.id not in documents


def test_positions_are_narrowed_by_actor_issue_and_days(legation: Run) -> None:
    assert [p["actor"] for p in whole(legation, "positions", "--actor", "Pakistan")] == ["PAK"]
    assert whole(legation, "positions", "--issue", "water") == []
    assert [p["side"] for p in whole(legation, "positions", "--since", "2025-05-02", "--until", "2025-05-09")] == [
        "against",
        "for",
        "for",
    ]
    assert [p["side"] for p in whole(legation, "positions", "--since", "2025-05-03", "--until", "2025-05-09")] == [
        "for",
        "for",
    ]


def test_positions_as_a_table_and_as_flat_rows(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    code, out, err = legation("show", "positions")
    assert code == 0
    assert out.startswith("Mediation by others")
    assert "from against" in out
    assert err == "legation: 3 positions, 1 change of side, in 4 statements\n"
    rows = list(csv.DictReader(io.StringIO(legation("show", "positions", "--csv")[1])))
    assert [(row["actor"], row["side"], row["condition"], row["changed_from"]) for row in rows] == [
        ("IND", "against", "", ""),
        ("IND", "for", "", "against"),
        ("IND", "for", "if it was neutral", "against"),
        ("PAK", "for", "", ""),
    ]


def test_outlets_of_one_house_are_one_origin(legation: Run) -> None:
    houses = "".join(f'[[outlets]]\npublisher = "{name} (sample)"\nowner = "House"\n' for name in ("Post", "Courier"))
    Path("houses.toml").write_text(DESK + houses, encoding="utf-8")
    assert [p["origins"] for p in whole(legation, "positions", "--desk", "houses.toml")] == [1, 1, 1]


def test_the_board_has_one_row_for_a_silence_that_several_articles_tell(legation: Run) -> None:
    ended, awaited = sorted(whole(legation, "board"), key=lambda row: row["expected"])
    assert (ended["actor"], ended["state"], ended["since"], ended["last"], ended["days"]) == (
        *("PAK", "ended", "2025-05-01", "2025-05-03", 7),
    )
    assert (ended["issues"], ended["kinds"], ended["origins"]) == (["talks"], {"no-response": 1, "refrained": 1}, 2)
    assert [report["document"] for report in ended["reports"]] == [REJECTS.id, STILL.id]
    assert (ended["ended"]["document"], ended["ended"]["day"]) == (WELCOMES.id, "2025-05-08")
    assert ended["ended"]["why"] == "it is on the issue: talks"
    assert (awaited["actor"], awaited["state"], awaited["kinds"]) == ("CHN", "open", {"absence": 1})
    assert (awaited["since"], awaited["days"]) == ("2025-05-01", 9)
    assert awaited["read"] == {
        **{"since": "2025-05-01", "until": "2025-05-10", "articles": 7, "origins": 2, "on_issue": 7},
        "last_statement": None,
    }


def test_the_board_stands_as_it_stood_on_a_day(legation: Run) -> None:
    (row,) = [row for row in whole(legation, "board", "--as-of", "2025-05-04") if not row["expected"]]
    assert (row["state"], row["days"], row["ended"]) == ("open", 3, None)
    (row,) = [row for row in whole(legation, "board", "--as-of", "2025-08-01") if row["expected"]]
    assert (row["state"], row["days"]) == ("open", 9)  # what was published after the last article, nobody here has read


def test_the_board_is_narrowed_by_actor_and_issue(legation: Run) -> None:
    assert {row["actor"] for row in whole(legation, "board", "--actor", "China")} == {"CHN"}
    assert whole(legation, "board", "--issue", "water") == []
    assert [row["state"] for row in whole(legation, "board", "--since", "2025-05-02", "--actor", "PAK")] == ["ended"]


def test_the_board_needs_no_desk(legation: Run) -> None:
    Path("desk.toml").unlink()
    found = whole(legation, "board")
    assert {(row["actor"], len(row["issues"]), row["expected"]) for row in found} == {("PAK", 0, False)}
    assert {row["state"] for row in found} == {"open"}
    assert legation("show", "board", "--desk", "none.toml")[0] == 2


def test_the_board_as_a_table_and_as_flat_rows(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    code, out, err = legation("show", "board")
    assert (code, err) == (0, "legation: as of 2025-05-10: 1 expected, no statement read, 1 ended\n")
    for words in ("Pakistan", "ended 2025-05-08 by Pakistan:", "no statement in"):
        assert words in " ".join(out.split())
    rows = list(csv.DictReader(io.StringIO(legation("show", "board", "--csv")[1])))
    assert [(row["actor"], row["state"], row["kinds"], row["expected"]) for row in rows] == [
        ("CHN", "open", "1 absence", "True"),
        ("PAK", "ended", "1 no-response; 1 refrained", "False"),
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("positions", "--desk", "none.toml"), "there is no desk at none.toml"),
        (
            ("positions", "--issue", "tallks"),
            "'tallks' is no issue of the desk desk.toml; did you mean 'talks'?; choose talks, water",
        ),
        (("positions", "--actor", "Nobodyland"), "'Nobodyland' is no actor that is known"),
        (("positions", "--type", "REJECT"), "--type does not go with positions"),
        (("events", "--type", "FOO"), "'FOO' is no type of event; choose one of AGREE, CONSULT"),
        (("developments", "--type", "FOO"), "'FOO' is no type of event"),
        (("positions", "--expect", "India"), "--expect goes with `legation show absences` only"),
        (("positions", "--as-of", "2025-05-01"), "--as-of goes with `legation show board` only"),
        (("positions", "--json", "--csv"), "choose --json or --csv, not both"),
        (("board", "--limit", "3"), "--limit does not go with board"),
        (("board", "--as-of", "soon"), "'soon' is no day"),
        (("events", "--issue", "talks"), "--issue goes with `legation show positions` and `legation show board` only"),
        (("absences", "--issue", "talks"), "--issue goes with `legation show positions`"),
    ],
)
def test_mistakes_are_explained_in_one_line(legation: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = legation("show", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_desk_without_issues_or_actors_says_what_to_add(legation: Run) -> None:
    Path("desk.toml").write_text('[[actors]]\nid = "IND"\n', encoding="utf-8")
    assert "the desk desk.toml names no issue: add [[issues]] with id and words" in legation("show", "positions")[2]
    Path("desk.toml").write_text('[[issues]]\nid = "talks"\nwords = ["mediation"]\n', encoding="utf-8")
    assert "names no actor: add [[actors]] with id, or name one with --actor" in legation("show", "positions")[2]
    assert legation("show", "positions", "--actor", "IND")[0] == 0
    assert legation("show", "board")[0] == 0
