"""`legation resolve` answers people in a table and programs in JSON, row by row, with exit codes to trust."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from legation.view import cli

Run = Callable[..., tuple[int, str, str]]
TURKEY = "the Turkish president"
ERDOGAN = "person:recep-tayyip-erdogan"


@pytest.fixture
def resolve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `legation resolve` in an empty folder, without tables of the user's; give exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEGATION_KNOWLEDGE", str(tmp_path / "none"))

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(("resolve", *words))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def write(*rows: dict[str, Any] | str) -> str:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    Path("rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "rows.jsonl"


def answers(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_table_for_people(resolve: Run) -> None:
    code, out, err = resolve(TURKEY, "--date", "2017-03-01")
    assert (code, err) == (0, "")
    first, *facts = out.splitlines()
    assert first.startswith("the Turkish president: Recep Tayyip Erdo")
    told = {line[:12].strip(): line[13:] for line in facts}
    assert told["id"] == ERDOGAN
    assert (told["country"], told["sector"], told["office"]) == ("TUR", "GOV", "TUR:head_of_state")
    assert "2017-03-01" in told["why"]
    assert "could be" not in told


def test_the_table_says_who_is_not_identified(resolve: Run) -> None:
    assert resolve(TURKEY)[1].startswith("the Turkish president: whoever holds the office\n")
    code, out, _ = resolve("the mechanism")
    assert code == 0
    assert out.startswith("the mechanism: nobody that the tables know\n  why ")
    assert resolve("he")[1].startswith("he: nobody by name\n")
    assert "could be   George H. W. Bush (person:" in resolve("Bush")[1]


def test_two_sectors_stand_side_by_side(resolve: Run) -> None:
    assert "  sector     AGR + OPP\n" in resolve("striking farmers")[1]


def test_json(resolve: Run) -> None:
    code, out, err = resolve(TURKEY, "--date", "1 March 2017", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["text"], found["date"], found["id"], found["resolved"]) == (TURKEY, "2017-03-01", ERDOGAN, True)
    assert found["members"] == []


def test_a_hint_tells_the_country(resolve: Run) -> None:
    code, out, _ = resolve("the president", "--date", "2017-03-01", "--context", "Turkey", "--json")
    assert code == 0
    assert json.loads(out)["id"] == ERDOGAN


def test_output_goes_to_a_file(resolve: Run) -> None:
    printed = resolve("Nuku'alofa", "--json")[1]
    assert resolve("Nuku'alofa", "--json", "--output", "answer.json") == (0, "", "")
    assert Path("answer.json").read_text(encoding="utf-8") == printed


def test_today_is_the_day_of_the_command(resolve: Run) -> None:
    days = [datetime.now(UTC).date().isoformat()]
    single = json.loads(resolve(TURKEY, "--date", "today", "--json")[1])
    (row,) = answers(resolve("--jsonl", write({"text": TURKEY}), "--date", "today")[1])
    days.append(datetime.now(UTC).date().isoformat())
    assert single["date"] in days
    assert row["date"] in days
    # Nobody knows on which day a row was written that says "today".
    (row,) = answers(resolve("--jsonl", write({"text": TURKEY, "date": "today"}), "--date", "today")[1])
    assert row["date"] is None


@pytest.mark.parametrize(
    "row",
    [
        {"text": TURKEY, "date": "2017-03-01"},
        {"mention": TURKEY, "query_date": "2017-03-01"},
        {"phrase": TURKEY, "date": "1 March 2017"},
        {"input": TURKEY, "args": {"query_date": "2017-03-01"}},
        {"actor_text": TURKEY, "date": "", "args": {"date": "2017-03-01"}},
        {"input": "the president", "args": {"query_date": "2017-03-01", "known_country": "Turkey"}},
        {"input": "the president", "args": {"query_date": "2017-03-01", "context": "Turkey"}},
        {"text": "the president", "date": "2017-03-01", "country": "Turkey", "args": None},
        {"text": "the president", "date": "2017-03-01", "sentence": "Turkey", "args": {"context": "France"}},
    ],
)
def test_rows_by_every_name_of_their_fields(resolve: Run, row: dict[str, Any]) -> None:
    code, out, err = resolve("--jsonl", write(row))
    assert (code, err) == (0, "")
    (found,) = answers(out)
    assert (found["actor"], found["date"]) == (ERDOGAN, "2017-03-01")


def test_answers_carry_the_names_of_other_coders(resolve: Run) -> None:
    rows = write({"id": 0, "text": "striking farmers"}, "", {"text": "the mechanism"}, {"id": "x", "text": "NATO"})
    farmers, mechanism, nato = answers(resolve("--jsonl", rows)[1])
    assert (farmers["id"], farmers["code_1"], farmers["code_2"], farmers["country"]) == (0, "AGR", "OPP", "")
    assert (farmers["wiki"], farmers["actor"], farmers["null"]) == ("", None, False)
    assert (mechanism["id"], mechanism["code_1"], mechanism["null"]) == (3, "", True)  # the line, for want of an id
    assert (nato["id"], nato["actor"], nato["wiki"], nato["country"]) == ("x", "org:NATO", "NATO", "IGO")


def test_date_and_context_of_the_command_serve_rows_without(resolve: Run) -> None:
    rows = write({"text": "the president"}, {"text": "the president", "date": "2023-06-01", "context": "France"})
    found = answers(resolve("--jsonl", rows, "--date", "2017-03-01", "--context", "Turkey")[1])
    assert [row["actor"] for row in found] == [ERDOGAN, "person:emmanuel-macron"]


def test_a_row_that_cant_be_read_is_named_and_the_rest_answered(resolve: Run) -> None:
    rows = write(
        {"text": "NATO"},
        "{torn",
        "[1]",
        {"date": "2017"},
        {"text": 5},
        {"text": "NATO", "date": "soon"},
        {"text": "NATO", "context": ["Turkey"]},
        {"text": "NATO"},
    )
    code, out, err = resolve("--jsonl", rows)
    assert code == 1
    assert [row["id"] for row in answers(out)] == [1, 8]
    torn, *others = err.splitlines()
    assert torn.startswith("legation: rows.jsonl, line 2: is no JSON (")
    assert others == [
        "legation: rows.jsonl, line 3: is no object; expected {id, text, date?, context?}",
        "legation: rows.jsonl, line 4: has no `text`",
        "legation: rows.jsonl, line 5: `text` is no text",
        "legation: rows.jsonl, line 6: 'soon' is no date: write 2017-05-10, 10 May 2017 or 2017",
        "legation: rows.jsonl, line 7: `context` is no text",
        "legation: 6 rows could not be read",
    ]


def test_other_encodings_break_their_line_only(resolve: Run) -> None:
    Path("rows.jsonl").write_bytes(
        b'\xef\xbb\xbf{"text": "NATO"}\r\n{"text": "Orb\xe1n"}\r\n{"text": "Orb\xc3\xa1n"}\r\n'
    )
    code, out, err = resolve("--jsonl", "rows.jsonl")
    assert code == 1
    assert [row["text"] for row in answers(out)] == ["NATO", "Orbán"]
    assert err.splitlines() == [
        "legation: rows.jsonl, line 2: is not UTF-8",
        "legation: 1 row could not be read",
    ]


def test_rows_come_from_standard_input(resolve: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"text": "NATO"}\n'), encoding="ascii")
    monkeypatch.setattr("sys.stdin", stdin)
    code, out, err = resolve("--jsonl", "-", "--output", "out.jsonl")
    assert (code, out, err) == (0, "", "")
    assert answers(Path("out.jsonl").read_text(encoding="utf-8"))[0]["actor"] == "org:NATO"
    assert not stdin.closed


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "give one mention, or --jsonl FILE for many"),
        (("NATO", "--jsonl", "rows.jsonl"), 2, "give one mention, or --jsonl FILE for many"),
        (("--jsonl", "absent.jsonl"), 2, "absent.jsonl: No such file or directory"),
        (("--jsonl", "."), 2, ".: Is a directory"),
        (("NATO", "--date", "soon"), 2, "'soon' is no date: write 2017-05-10, 10 May 2017 or 2017"),
        (("NATO", "--date", "2017-02-30"), 2, "'2017-02-30' is no date"),
        (("--jsonl", "rows.jsonl", "--date", "soon"), 2, "'soon' is no date"),
        (("NATO", "--output", "no/where.json"), 3, "can't be written: No such file"),
        (("NATO", "--nonsense"), 2, "No such option: --nonsense"),
    ],
)
def test_mistakes_are_explained_in_one_line(resolve: Run, words: tuple[str, ...], code: int, message: str) -> None:
    write({"text": "NATO"})
    found, out, err = resolve(*words)
    assert (found, out) == (code, "")
    assert err.startswith("legation: ")
    assert err.count("\n") == 1
    assert message in err


def test_rows_that_no_answer_can_be_written_for(resolve: Run) -> None:
    Path("rows.jsonl").write_bytes(
        b'{"id": NaN, "text": "NATO"}\n'
        b'{"id": 1e999, "text": "NATO"}\n'
        b'{"text": "NATO", "args": "x"}\n'
        b'{"text": "Orb\\udce9n"}\n'
        b'{"id": "\\ud800", "text": "NATO"}\n'
        b'{"text": "NATO", "date": true}\n' + b'{"text": ' + b"[" * 200000 + b"\n"
        b'{"id": 8, "text": "the French president", "date": 2017}\n'
    )
    code, out, err = resolve("--jsonl", "rows.jsonl")
    assert code == 1
    (answer,) = answers(out)
    assert (answer["id"], answer["date"]) == (8, "2017-07-01")
    assert [line.partition(": ")[2].partition(": ")[2] for line in err.splitlines()[:-1]] == [
        "is no JSON (NaN is no value of it)",
        "`id` can't be written as JSON",
        "`args` is no object",
        "`text` has half a character (a lone surrogate) at place 4",
        "`id` can't be written as JSON",
        "`date` is no text",
        "is nested too deeply",
    ]


def test_half_a_character_in_a_mention(resolve: Run) -> None:
    code, out, err = resolve("Orb\udce9n")
    assert (code, out) == (2, "")
    assert "`text` has half a character" in err


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_mention(resolve: Run, text: str) -> None:
    assert resolve(text) == (0, "(empty mention): nothing to resolve\n", "")


def test_candidates_have_names(resolve: Run) -> None:
    _, out, _ = resolve("Prime Minister Smith", "--date", "2017")
    assert "could be   Ian Smith (person:ian-smith)" in out
