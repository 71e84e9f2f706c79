"""`legation code --pairs` answers each row, names each that it can't read, and goes on."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legation.view import cli

Run = Callable[..., tuple[int, str, str]]
GOOD = {"id": "a", "sentence": "Norway accused Iceland of lying.", "source_span": [0, 6], "target_span": [15, 22]}


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Write the rows given to a file, run `legation code --pairs`, and give exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*rows: dict[str, Any] | str, source: str = "pairs.jsonl") -> tuple[int, str, str]:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        Path("pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        status = cli.run(("code", "--pairs", source))
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_a_row_is_answered_with_root_type_mode_status_and_probability(code: Run) -> None:
    status, out, err = code(GOOD)
    assert (status, err) == (0, "")
    row = json.loads(out)
    assert row["id"] == "a"
    assert (row["root"], row["type"], row["mode"], row["status"]) == ("ACCUSE", "ACCUSE", "allege", "actual")
    assert 0.5 < row["probability"] <= 1
    assert row["event"] is True


def test_a_party_may_be_unnamed_and_words_may_stand_for_spans(code: Run) -> None:
    status, out, _ = code(
        {**GOOD, "source_span": None},
        {"id": 7, "sentence": GOOD["sentence"], "source": "Norway", "target": "Iceland"},
    )
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", 7]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "is no JSON"),
        ("[1]", "is no object; expected {id, sentence, source_span, target_span}"),
        ({"id": 1}, "has no `sentence`"),
        ({**GOOD, "sentence": 3}, "has no `sentence`"),
        ({**GOOD, "source_span": [0, 99]}, "does not lie in the sentence"),
        ({**GOOD, "source_span": [6, 0]}, "does not lie in the sentence"),
        ({**GOOD, "source_span": "0-6"}, "`source_span` is no [start, end]"),
        ({**GOOD, "target_span": [1.5, 3]}, "`target_span` is no [start, end]"),
        ({**GOOD, "target_span": [True, 3]}, "`target_span` is no [start, end]"),
        ({**GOOD, "source_span": None, "target_span": None}, "neither a source nor a target"),
        ({"id": 1, "sentence": "A met B."}, "has neither `source_span` nor the words of its `source`"),
        ({"id": 1, "sentence": "A met B.", "source": "C", "target": "B"}, "stands 0 times in the sentence"),
        ('{"id": 1, "sentence": "\\ud800 met B.", "source_span": [0, 1], "target_span": null}', "half a character"),
    ],
)
def test_a_row_that_can_not_be_read_is_named_and_the_rest_goes_on(code: Run, row: Any, said: str) -> None:
    status, out, err = code(row, GOOD)
    assert status == 1
    assert "pairs.jsonl, line 1: " in err
    assert said in err
    assert "1 row could not be read" in err
    assert json.loads(out)["id"] == "a"


def test_standard_input_and_a_missing_file(code: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(json.dumps(GOOD).encode())

    monkeypatch.setattr("sys.stdin", Input())
    status, out, _ = code(source="-")
    assert (status, json.loads(out)["id"]) == (0, "a")
    status, _, err = code(source="nowhere.jsonl")
    assert status == 2
    assert "nowhere.jsonl: No such file" in err


def test_rows_beyond_one_batch_keep_their_order(code: Run) -> None:
    status, out, _ = code(*({**GOOD, "id": n} for n in range(1100)))
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == list(range(1100))
