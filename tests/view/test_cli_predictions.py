"""`legation predictions` keeps, shows and scores what was foretold, and changes nothing on a mistake."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import fakes
from legation.records import Actor, Certainty, DateRange, Document, Event, Evidence, Prediction, Report, Span
from legation.store.store import Store
from legation.view import cli
from legation.view.schema import schema

Run = Callable[..., tuple[int, str, str]]
CLAIM = "Betania will probably ratify the fishing treaty"
HEDGES = {"probably": (55, 80), "will": (85, 99), "unlikely": (20, 45)}


def foretold(
    n: int, day: str | None, *, hedge: str = "probably", due: str | None = None, text: str = CLAIM
) -> Prediction:
    document = paper(n, day, text)
    low, high = HEDGES[hedge]
    return Prediction(
        document=document.id,
        holder="ALP" if n % 2 else None,
        about=("BET",),
        claim=Span.cut(document.text, 0, len(text)),
        certainty=Certainty(phrase=hedge, low=low, high=high),
        due=DateRange(start=due, end=due, precision="day") if due else None,
        evidence=(Evidence.cut(document.text, 0, len(text), "claim"),),
    )


def paper(n: int, day: str | None, text: str) -> Document:
    return Document(source_id=f"paper-{n}", publisher="The Sample Courier", published=day, text=f"{text}. Part {n}.")


FIRST = foretold(1, "2024-10-01", due="2024-10-31")
SECOND = foretold(2, "2024-10-02", hedge="unlikely")
THIRD = foretold(3, None, hedge="will", due="2023-01-01")
NEWS = paper(9, "2024-11-03", "Betania ratified the fishing treaty")
OLD = paper(8, "2024-09-01", "Betania ratified the fishing treaty")


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with Store.open("legation.db") as store:
        for n, day, each in ((1, "2024-10-01", FIRST), (2, "2024-10-02", SECOND), (3, None, THIRD)):
            who = Actor(document=each.document, id="ALP", name="Alphaland", kind="state")
            store.add(paper(n, day, CLAIM), (each, who))
        for document in (NEWS, OLD):
            proof = (Evidence.cut(document.text, 0, 35, "clause"),)
            store.add(document, (Event(document=document.id, type="AGREE", actor=("BET",), evidence=proof),))

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words, fakes.parts())
        out, err = capsys.readouterr()
        return code, out, err

    return run


def resolved(legation: Run, which: Prediction, *words: str) -> str:
    code, out, err = legation("predictions", "resolve", which.id, *words)
    assert (code, out) == (0, "")
    return err


def test_outcomes_are_kept_shown_and_exported(legation: Run) -> None:
    told = resolved(legation, FIRST, "--outcome", "true", "--evidence", "paper-9", "--note", "ratified")
    assert told == f"legation: {FIRST.id} is true, decided on 2024-11-03, shown by {NEWS.id}\n"
    _, out, _ = legation("show", "predictions", "--json")
    (found,) = [each for each in json.loads(out) if each["id"] == FIRST.id]
    assert found["outcome"] is True
    assert found["decided"] == {"on": "2024-11-03", "document": NEWS.id, "note": "ratified"}
    assert [e.message for e in jsonschema.Draft202012Validator(schema()).iter_errors(found)] == []
    _, out, _ = legation("show", "predictions", "--csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (rows[FIRST.id]["outcome"], rows[FIRST.id]["decided_on"]) == ("True", "2024-11-03")
    assert rows[SECOND.id]["outcome"] == ""
    assert "true" in legation("show", "predictions")[1]
    assert f'"outcome": true, "decided": {{"on": "2024-11-03", "document": "{NEWS.id}"' in legation("export")[1]


def test_resolving_again_replaces_and_open_takes_back(legation: Run) -> None:
    resolved(legation, FIRST, "--outcome", "true", "--on", "2024-10-05")
    told = resolved(legation, FIRST, "--outcome", "false", "--on", "2024-10-06")
    assert told == f"legation: {FIRST.id} is false, decided on 2024-10-06 (was: true)\n"
    assert "is open again" in resolved(legation, FIRST, "--outcome", "open")
    assert "was open already" in resolved(legation, FIRST, "--outcome", "open")


def test_without_evidence_it_was_decided_today(legation: Run) -> None:
    from datetime import UTC, datetime

    before = datetime.now(UTC).date().isoformat()
    told = resolved(legation, FIRST, "--outcome", "true")
    assert any(f"decided on {day}" in told for day in (before, datetime.now(UTC).date().isoformat()))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((FIRST.id, "--outcome", "maybe"), "'maybe' is no outcome; choose true, false or open"),
        ((FIRST.id,), "Missing option '--outcome'"),
        (("ffff", "--outcome", "true"), "no stored prediction has the id 'ffff'"),
        ((FIRST.id, "--outcome", "true", "--on", "soon"), "'soon' is no day"),
        (
            (FIRST.id, "--outcome", "true", "--on", "2024-09-30"),
            "2024-09-30 is before the prediction, which is of 2024-1",
        ),
        ((FIRST.id, "--outcome", "true", "--evidence", "nowhere"), "no stored article has the id 'nowhere'"),
        (
            (FIRST.id, "--outcome", "true", "--evidence", "paper-8"),
            "'paper-8' is of 2024-09-01, older than the prediction",
        ),
        ((FIRST.id, "--outcome", "open", "--note", "x"), "what is open has no evidence, day or note"),
    ],
)
def test_mistakes_are_explained_in_one_line_and_change_nothing(
    legation: Run, words: tuple[str, ...], message: str
) -> None:
    before = legation("export")[1]
    code, out, err = legation("predictions", "resolve", *words)
    assert (code, out) == (2, "")
    assert err.startswith("legation: ")
    assert err.count("\n") == 1
    assert message in err
    assert legation("export")[1] == before


def test_beginnings_that_may_be_several_are_refused_with_all_of_them(legation: Run) -> None:
    with Store.open("legation.db") as store:
        for n in range(4):
            document = paper(20 + n, "2024-10-09", "Twin")
            same = Prediction(
                id=f"abcdef{n:010}",
                document=document.id,
                holder=None,
                claim=Span.cut(document.text, 0, 4),
                certainty=Certainty(phrase="will", low=85, high=99),
            )
            store.add(document, (same,))
        store.add(Document(source_id="paper-9", text="Another of that name."), ())
    code, _, err = legation("predictions", "resolve", "abcdef", "--outcome", "true")
    assert code == 2
    assert "'abcdef' may be 4 predictions: abcdef0000000000, abcdef0000000001" in err
    code, _, err = legation("predictions", "resolve", FIRST.id, "--outcome", "true", "--evidence", "paper-9")
    assert code == 2
    assert "'paper-9' may be 2 articles" in err


def test_the_ledger_lists_what_is_due_first(legation: Run) -> None:
    _, out, err = legation("predictions", "list")
    places = [out.index(each.id[:8]) for each in (THIRD, FIRST, SECOND)]
    assert places == sorted(places)
    assert err == "legation: 3 predictions, 3 open\n"
    assert out.count("overdue") == 2
    resolved(legation, FIRST, "--outcome", "false", "--on", "2024-11-01")
    assert "false, 2024-11-01" in " ".join(legation("predictions", "list")[1].split())
    _, out, err = legation("predictions", "list", "--open", "--json")
    assert [each["id"] for each in json.loads(out)] == [THIRD.id, SECOND.id]
    _, out, _ = legation("predictions", "list", "--due-before", "2024-10-31", "--csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == [THIRD.id]
    assert legation("predictions", "list", "--due-before", "2000-01-01")[1:] == (
        "",
        "legation: no prediction stored that fits\n",
    )
    assert legation("predictions", "list", "--json", "--csv")[0] == 2


def test_a_narrow_ledger_keeps_ids_whole(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    out = legation("predictions", "list")[1]
    assert all(each.id[:8] in out for each in (FIRST, SECOND, THIRD))
    assert max(map(len, out.splitlines())) <= 64


def test_candidates_are_later_and_decide_nothing(legation: Run) -> None:
    before = legation("export")[1]
    _, out, err = legation("predictions", "candidates")
    assert err == "legation: 2 of 3 open predictions may be decided by what later articles tell\n"
    assert f"{FIRST.id[:8]}  Alphaland: {CLAIM}" in out
    assert NEWS.id[:8] in out
    assert OLD.id[:8] not in out
    assert "3 days after it was due" in " ".join(out.split())
    assert legation("export")[1] == before
    _, out, _ = legation("predictions", "candidates", FIRST.id[:8], "--json", "--limit", "1")
    ((only,),) = [each["candidates"] for each in json.loads(out)]
    assert (only["document"], only["record"], only["published"]) == (NEWS.id, "event", "2024-11-03")
    assert only["shared"] == ["Betania", "ratify", "fishing", "treaty"]
    assert only["words"] == "Betania ratified the fishing treaty"
    assert only["evidence"][0]["text"] == only["words"]


def test_candidates_since_a_day_and_of_decided_ones(legation: Run) -> None:
    resolved(legation, FIRST, "--outcome", "true", "--on", "2024-10-05")
    assert "1 of 2 open predictions" in legation("predictions", "candidates")[2]
    assert NEWS.id[:8] in legation("predictions", "candidates", FIRST.id)[1]
    assert NEWS.id[:8] in legation("predictions", "candidates", FIRST.id, "--since", "2024-11-03")[1]
    code, out, err = legation("predictions", "candidates", FIRST.id, "--since", "2024-11-04")
    assert (code, out) == (0, "")
    assert "nothing that later articles tell may decide" in err
    code, _, err = legation("predictions", "candidates", THIRD.id)
    assert code == 2
    assert "has no date" in err
    assert legation("predictions", "candidates", "ffff")[0] == 2


def test_copies_of_an_article_decide_none_of_its_predictions(legation: Run) -> None:
    with Store.open("legation.db") as store:
        store.replace_derived([Report(document=FIRST.document, documents=(FIRST.document, NEWS.id))])
    assert "nothing that later articles tell" in legation("predictions", "candidates", FIRST.id)[2]


def test_scores_are_told_for_each_holder_and_for_all(legation: Run) -> None:
    resolved(legation, FIRST, "--outcome", "true", "--on", "2024-11-03")
    resolved(legation, SECOND, "--outcome", "true", "--on", "2024-11-03")
    _, out, err = legation("predictions", "scores")
    assert err == "legation: 3 predictions, 1 open\n"
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Alphaland 2 1 1 1 100 % 0.106 -0.393" in lines
    assert "(nobody named) 1 0 1 1 0 % 0.456 -1.124" in lines
    assert "all 3 1 2 2 50 % 0.281 -0.758" in lines
    assert "60–70 % 68 % 100 % 1 ████████████████████" in lines
    _, out, _ = legation("predictions", "scores", "--json")
    found = json.loads(out)
    assert [each["name"] for each in found["holders"]] == ["Alphaland", "(nobody named)"]
    assert (found["all"]["scored"], found["all"]["hit_rate"]) == (2, 0.5)
    assert found["reliability"][1] == {"low": 0.6, "high": 0.7, "n": 1, "stated": 0.675, "came_true": 1.0}


def test_scores_of_one_holder(legation: Run) -> None:
    _, out, _ = legation("predictions", "scores", "--holder", "Alphaland", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["holder"], row["name"], row["predictions"], row["brier"]) for row in rows] == [
        ("ALP", "Alphaland", "2", ""),
        ("", "all", "2", ""),
    ]
    code, _, err = legation("predictions", "scores", "--holder", "Atlantis")
    assert code == 2
    assert "no stored article speaks of 'Atlantis'" in err
    assert legation("predictions", "scores", "--holder", "BET")[1:] == (
        "",
        "legation: no prediction stored that fits\n",
    )
    assert legation("predictions", "scores", "--json", "--csv")[0] == 2


def test_copies_are_scored_once(legation: Run) -> None:
    twin = foretold(1, "2024-10-01", due="2024-10-31")
    document = paper(5, "2024-10-01", CLAIM)
    with Store.open("legation.db") as store:
        again = Prediction(
            document=document.id, holder=twin.holder, about=twin.about, claim=twin.claim, certainty=twin.certainty
        )
        store.add(document, (again,))
        store.replace_derived([Report(document=FIRST.document, documents=(FIRST.document, document.id))])
    assert "1 repeated in copies of one text, counted once" in legation("predictions", "scores")[2]
