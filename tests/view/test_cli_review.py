"""`legation review` in a terminal or a pipe: verdicts are kept at once, shown, scored, taken elsewhere and back."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import fakes
from fakes import article, code
from legation.records import Event
from legation.store.store import Store
from legation.view import cli
from legation.view.schema import schema

Run = Callable[..., tuple[int, str, str]]
DAY = "20"  # every verdict names the day on which it was passed


def request(n: int) -> Event:
    return next(each for each in code(article(n)) if isinstance(each, Event))


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "LEGATION_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    with Store.open("legation.db") as store:
        for n in (1, 2, 3):
            store.add(article(n), code(article(n)))

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = cli.run(words, fakes.parts())
        out, err = capsys.readouterr()
        return code, out, err

    return run


def events(legation: Run, *words: str) -> dict[str, Any]:
    return {each["id"]: each for each in json.loads(legation("show", "events", "--json", *words)[1])}


def test_a_sitting_shows_records_and_keeps_each_verdict(legation: Run) -> None:
    code, out, err = legation("review", "--kind", "events", "--by", "Ann", typed="a\nr\n")
    assert code == 0
    assert "1/3  event" in out
    assert "Alphaland [urged] Betania to press Gammaria to stop the shipments." in out
    assert "→ Alphaland asked Betania for help in Betapolis (ships)." in out
    assert "did              REQUEST" in out
    assert "accepted by Ann on 20" in out
    assert err == "legation: 2 judged: 1 accepted, 0 corrected, 1 rejected; 1 left\n"
    assert sorted(each["confidence"] for each in events(legation).values()) == [1.0, 1.0]
    code, out, err = legation("review", "--kind", "event", typed="s\n")
    assert "1/1  event" in out
    assert err == "legation: 0 judged: 0 accepted, 0 corrected, 0 rejected; 1 skipped; 0 left\n"


def test_without_answers_nothing_is_judged(legation: Run) -> None:
    code, out, err = legation("review", typed="")
    assert (code, err) == (0, "legation: 0 judged: 0 accepted, 0 corrected, 0 rejected; 18 left\n")
    assert "1/18" in out


def test_a_record_is_corrected_field_by_field(legation: Run) -> None:
    answers = "c\ntype\nADI\ndid\naccuse\nwhat\n4\nGammaria\nstatus\n\n\n"
    _, out, err = legation("review", "--kind", "event", "--document", "case-1", typed=answers)
    assert "'ADI' is no event type; did you mean AID" in " ".join(out.split())
    assert "'what' is no field that can be corrected" in out
    assert "to or with whom: Gammaria (GAM)" in out
    assert "corrected on 20" in out
    assert "1 corrected" in err
    found = events(legation)[request(1).id]
    assert (found["type"], found["mode"], found["recipient"]) == ("ACCUSE", None, ["GAM"])
    assert (found["intensity"], found["quad"]) == (-3.0, 3)
    assert found["why"][0].endswith("mode: assist → –; recipient: BET → GAM; type: REQUEST → ACCUSE")


def test_undo_goes_back_and_a_note_goes_with_the_next_verdict(legation: Run) -> None:
    answers = "u\nr\nu\nn\nsee page 2\na\nx\nq\n"
    _, out, _ = legation("review", "--kind", "event", typed=answers)
    assert "nothing was judged in this sitting" in " ".join(out.split())
    assert "taken back" in out
    assert "“x” is none of the keys" in out
    (kept,) = json.loads(legation("review", "list", "--json")[1])
    assert (kept["verdict"], kept["note"]) == ("accept", "see page 2")


def test_an_empty_correction_leads_back_to_the_keys(legation: Run) -> None:
    _, _, err = legation("review", "--kind", "tie", typed="c\n\na\n")
    assert "1 accepted, 0 corrected" in err


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_no_line_is_wider_than_the_screen(legation: Run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for kind in ("event", "pressure", "statement", "silence", "tie", "prediction", "actor", "mention"):
        _, out, _ = legation("review", "--kind", kind, typed="s\n")
        shown = [line for line in out.splitlines() if "[a]ccept" not in line]
        assert max(map(len, shown)) <= int(width)
        assert "→ " in out


def test_a_sample_is_drawn_by_its_seed_and_scored_as_such(legation: Run) -> None:
    _, first, err = legation("review", "--kind", "event", "--sample", "2", "--seed", "7", typed="a\nr\n")
    assert err == "legation: 2 judged: 1 accepted, 0 corrected, 1 rejected; 0 left\n"
    assert "2/2" in first
    _, _, err = legation("review", "--kind", "event", "--sample", "2", "--seed", "7", typed="")
    assert err == "legation: nothing is left to judge here; --again shows what was judged\n"
    _, out, _ = legation("review", "--kind", "event", "--sample", "3", "--seed", "7", typed="a\n")
    assert "1/1" in out
    _, out, err = legation("review", "scores")
    assert "at random from 3" in out
    assert "67 % (21–94)" in out
    assert err == "legation: 3 judged\n"
    whole = json.loads(legation("review", "scores", "--json")[1])
    (row,) = whole["precision"]
    assert (row["basis"], row["frame"], row["skipped"], row["judged"], row["rejected"]) == ("random sample", 3, 0, 3, 1)
    assert row["right"] == {"right": 2, "n": 3, "share": 0.666667, "low": 0.20766, "high": 0.938508}
    rows = list(csv.DictReader(io.StringIO(legation("review", "scores", "--csv")[1])))
    assert rows[0]["measure"] == "right as read"
    assert {row["measure"] for row in rows} >= {"right or mended", "field type"}


def test_a_narrowed_sample_speaks_for_its_part_alone(legation: Run) -> None:
    legation("review", "--kind", "event", "--sample", "1", "--actor", "Alphaland", "--until", "2024-10-03", typed="a\n")
    (row,) = json.loads(legation("review", "scores", "--json")[1])["precision"]
    assert (row["frame"], row["scope"]) == (2, "actor Alphaland; until 2024-10-03")
    _, out, _ = legation("review", "scores")
    assert "at random from 2" in out


def test_records_are_judged_one_by_one(legation: Run) -> None:
    one, two, three = request(1), request(2), request(3)
    code, out, err = legation("review", "accept", one.id[:8], "--by", "Ann")
    assert (code, out) == (0, "")
    assert err.startswith(f"legation: event {one.id} is accepted by Ann on {DAY}")
    _, _, err = legation("review", "reject", two.id, "--note", "a quotation")
    assert f"event {two.id} is rejected on {DAY}" in err
    words = ("correct", three.id, "--set", "type=aid", "--set", "who=Gammaria; Betania")
    assert "actor: ALP → GAM; BET; mode: assist → –; type: REQUEST → AID" in legation("review", *words)[2]
    assert sorted(events(legation)) == sorted((one.id, three.id))
    assert list(events(legation, "--rejected")) == [two.id]
    assert two.id not in legation("export")[1].split('"correction"')[0].rsplit("\n", 1)[0]
    _, _, err = legation("review", "undo", two.id)
    assert err.startswith("legation: taken back: rejected on")
    assert sorted(events(legation)) == sorted((one.id, two.id, three.id))
    assert legation("review", "undo", two.id)[2] == f"legation: {two.id} was not judged\n"


def test_who_takes_one_of_two_verdicts_back_is_told_of_the_other(legation: Run) -> None:
    one = request(1)
    legation("review", "reject", one.id, "--note", "a quotation")
    legation("review", "reject", one.id)
    _, _, err = legation("review", "undo", one.id)
    assert f"an earlier verdict holds again: rejected on {DAY}" in " ".join(err.split())
    assert one.id not in events(legation)
    assert "earlier verdict" not in legation("review", "undo", one.id)[2]
    assert one.id in events(legation)


def test_an_actor_is_named_with_its_article(legation: Run) -> None:
    assert "an actor is named with its article" in legation("review", "reject", "ALP")[2]
    _, _, err = legation("review", "correct", "ALP", "--document", "case-1", "--set", "role=an ally")
    assert "actor ALP is corrected" in err


def test_exported_lines_fit_the_schema(legation: Run) -> None:
    legation("review", "reject", request(1).id)
    legation("review", "correct", request(2).id, "--set", "status=future")
    validator = jsonschema.Draft202012Validator(schema())
    plain, marked = (legation("export", *words)[1].splitlines() for words in ((), ("--rejected",)))
    for line in marked:
        assert [each.message for each in validator.iter_errors(json.loads(line))] == []
    (more,) = set(marked) - set(plain)
    assert json.loads(more)["id"] == request(1).id
    assert json.loads(more)["why"][0].startswith("rejected on")


def test_corrections_move_to_another_store_and_wait_for_their_articles(legation: Run) -> None:
    legation("review", "reject", request(1).id)
    legation("review", "correct", request(2).id, "--set", "type=AID", "--by", "Ann")
    assert legation("review", "export", "ours.jsonl")[2] == "legation: 2 corrections written\n"
    _, _, err = legation("review", "import", "ours.jsonl", "--db", "new.db")
    assert "2 corrections taken in; 0 in force; 2 not" in err
    _, out, _ = legation("review", "list", "--unmatched", "--csv", "--db", "new.db")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["holds"] for row in rows} == {"waits: its article is not stored"}
    with Store.open("new.db") as store:
        for n in (1, 2, 3):
            store.add(article(n), code(article(n)))
    assert legation("export", "--db", "new.db")[1] == legation("export")[1]
    _, _, err = legation("review", "import", "ours.jsonl", "--db", "new.db")
    assert err == "legation: nothing new: 2 corrections known already\n"


def test_what_no_longer_matches_is_listed_with_the_reason(legation: Run) -> None:
    legation("review", "reject", request(1).id)
    legation("review", "correct", request(2).id, "--set", "type=AID")
    legation("review", "export", "ours.jsonl")
    from dataclasses import replace

    with Store.open("new.db") as store:
        store.add(article(1), ())
        store.add(article(2), [replace(request(2), id="", actor=("GAM",))])
    legation("review", "import", "ours.jsonl", "--db", "new.db")
    _, out, _ = legation("review", "list", "--csv", "--db", "new.db")
    reasons = {row["target"]: row["holds"] for row in csv.DictReader(io.StringIO(out))}
    assert reasons == {
        request(1).id: "no longer: nothing of the kind is read there",
        request(2).id: "no longer: other actor",
    }
    _, out, err = legation("review", "scores", "--db", "new.db")
    assert (out, err) == (
        "",
        "legation: nothing stored was judged yet; `legation review --sample 50` draws what to judge\n",
    )


def test_the_list_tells_what_changed(legation: Run) -> None:
    legation("review", "correct", request(1).id, "--set", "type=AID", "--by", "Ann", "--note", "grain")
    _, out, err = legation("review", "list", "--verdict", "correct")
    words = " ".join(out.split())
    assert "urged" in words
    assert "REQUEST" in words
    assert err == "legation: 1 correction, 1 in force\n"
    assert legation("review", "list", "--kind", "ties")[2] == "legation: nothing was judged\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--kind", "rumours"), "'rumours' can't be reviewed; choose one of event, pressure"),
        (("--kind", "developments"), "'developments' can't be reviewed"),
        (("--seed", "3"), "--seed goes with --sample"),
        (("--actor", "Deltania"), "no stored article speaks of 'Deltania'"),
        (("--document", "nowhere"), "no stored article has the id 'nowhere'"),
        (("--db", "other.db", "list"), "--db goes behind 'list'"),
        (("accept", "ffff"), "no stored record that can be judged has the id 'ffff'"),
        (("accept", "12"), "no stored record that can be judged has the id '12'"),
        (("correct", request(1).id), "say what is right: --set field=value"),
        (("correct", request(1).id, "--set", "type"), "--set 'type' has no '='"),
        (("correct", request(1).id, "--set", "type=REQUEST"), "this changes nothing; accept the record instead"),
        (("correct", request(1).id, "--set", "colour=red"), "'colour' is no field that can be corrected"),
        (("correct", request(1).id, "--set", "actor=Deltania"), "'Deltania' is no actor that the tables know"),
        (("list", "--verdict", "maybe"), "'maybe' is no verdict; choose accept, reject or correct"),
        (("list", "--json", "--csv"), "choose --json or --csv, not both"),
        (("import", "nowhere.jsonl"), "nowhere.jsonl: No such file"),
    ],
)
def test_mistakes_are_told_and_change_nothing(legation: Run, words: tuple[str, ...], message: str) -> None:
    before = legation("export")[1]
    code, out, err = legation("review", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert legation("export")[1] == before


def broken(**values: Any) -> str:
    from legation.store.codec import to_json

    made = json.loads(to_json(fakes.judged(article(1), code(article(1)))))
    return json.dumps(made | values)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "file.jsonl, line 2: is no object; expected a correction"),
        ("{", "file.jsonl, line 2: is no JSON"),
        (broken(verdict="maybe"), "file.jsonl, line 2: correction can't be understood: verdict"),
        (broken(of="development"), "'development' can't be corrected"),
        (broken(original="{}"), "the original lacks"),
        (broken(original="x"), "line 2:"),
        (broken(on="yesterday"), "line 2:"),
        (broken(on="2024-12-01"), "`on` is '2024-12-01', no moment as"),
        (broken(changes=[{"field": "type", "was": '"REQUEST"', "now": "7"}]), "event can't be understood: type"),
    ],
)
def test_a_broken_file_is_refused_whole_with_its_line(legation: Run, line: str, message: str) -> None:
    Path("file.jsonl").write_text(f"{broken()}\n{line}\n", encoding="utf-8")
    code, _, err = legation("review", "import", "file.jsonl")
    assert (code, message in err) == (2, True), err
    assert legation("review", "list")[2] == "legation: nothing was judged\n"


def test_other_records_of_an_export_are_passed_over(legation: Run) -> None:
    legation("review", "reject", request(1).id)
    legation("export", "--output", "all.jsonl")
    _, _, err = legation("review", "import", "all.jsonl", "--db", "new.db")
    assert err.startswith("legation: 1 correction taken in")
