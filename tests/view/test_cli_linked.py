"""`show developments`, `show contradictions` and `show reports` say who tells what, in tables, JSON and CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import crisis
import fakes
from legation.errors import SourceError
from legation.records import Document
from legation.store.store import Store
from legation.view import cli
from legation.view.schema import schema
from legation.view.wiring import Parts

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on a store that holds the crisis."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with Store.open(tmp_path / "legation.db") as store:
        for article in crisis.ARTICLES:
            store.add(article, crisis.code(article))
        store.replace_derived(crisis.LINKED)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words, fakes.parts())
        out, err = capsys.readouterr()
        return code, out, err

    return run


def lines(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines() if line.strip()]


def test_developments_are_read_at_once(legation: Run) -> None:
    code, out, err = legation("show", "developments")
    assert (code, err) == (0, "legation: 2 developments\n")
    head, rule, *rows = lines(out)
    assert head == "when what who → whom standing"
    assert set(rule) == {"─"}
    assert rows == [
        "2024-03-04 General Ann Bright shelled the port of Gammaville on Monday Alphaland, Ann Bright → disputed",
        f"{crisis.STRUCK.id[:8]} in Gammaville; dead 8–12 Gammaria 2 origins, 3 articles",
        "ASSAULT heavy-weapons",
        "undated Betania thanked Deltania. Betania → Deltania one origin",
        f"{crisis.THANKED.id[:8]} SUPPORT",
    ]


@pytest.mark.parametrize("what", ["developments", "contradictions", "reports"])
@pytest.mark.parametrize("width", ["80", "120"])
def test_nothing_is_wider_than_the_screen_and_no_word_is_broken(
    legation: Run, monkeypatch: pytest.MonkeyPatch, what: str, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for words in ((what,), ("developments", "--id", crisis.STRUCK.id)):
        _, out, _ = legation("show", *words)
        assert max(map(len, out.splitlines())) <= int(width)
        told = {word.strip("“”(),;") for word in out.split()}
        assert told & {"Gammaville", "Harbour"}
        assert not {"Gammavill", "Alphalan", "corroborate"} & told


def test_contradictions_set_the_sides_beside_one_another(legation: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "260")
    code, out, err = legation("show", "contradictions")
    assert (code, err) == (0, "legation: 2 contradictions\n")
    about = f"General Ann Bright shelled the port of Gammaville on Monday ({crisis.STRUCK.id[:8]})"
    claimed = "“General Ann Bright shelled the port of Gammaville on Monday, Betania said”"
    counted, eight = crisis.FIRST.rstrip("."), crisis.SECOND.partition(" died")[0]
    assert lines(out) == [
        "2024-03-05 to 03-07 · whether it is so · settled: claimed, Alphaland, 2024-03-07",
        about,
        f"claimed Betania {claimed} 2024-03-05, Dawn Wire and 1",
        "copy",
        "Alphaland “admitted that it had fired” 2024-03-07, The Lamp",
        "denied Alphaland “denied that any shell had been fired” 2024-03-05, Dawn Wire and 1",
        "copy",
        "2024-03-05 to 03-07 · how many (dead) · open",
        about,
        f"12 dead the article itself “{counted}” 2024-03-05, Dawn Wire",
        f"Eight people the article itself “{eight}” 2024-03-07, The Lamp",
    ]


def test_reports_say_who_copied_whom(legation: Run) -> None:
    code, out, err = legation("show", "reports")
    assert (code, err) == (0, "legation: 1 report\n")
    assert lines(out)[2:] == ["2024-03-05 Title of wire Dawn Wire Harbour Post (reprint)"]


def test_one_development_in_full_has_its_reports_words_and_contradictions(legation: Run) -> None:
    code, out, err = legation("show", "developments", "--id", crisis.STRUCK.id[:6])
    assert (code, err) == (0, "")
    text = " ".join(out.split())
    for words in (
        "told by 2 origins, 3 articles: Dawn Wire; Harbour Post; The Lamp",
        "numbers dead 8–12",
        f"id {crisis.STRUCK.id}",
        "2024-03-05 General Ann Bright shelled the port Betania Dawn Wire",
        "reprint of Dawn Wire",
        "2024-03-07 Guns of Alphaland hit Gammaville The Lamp",
        "What contradicts what",
        "denied Alphaland “denied that any shell had been fired”",
    ):
        assert words in text


def test_json_has_whole_records_and_of_one_development_all_that_it_rests_on(legation: Run) -> None:
    (dispute, toll) = json.loads(legation("show", "contradictions", "--json")[1])
    assert {dispute["id"], toll["id"]} == {crisis.DISPUTE.id, crisis.TOLL.id}
    assert len(dispute["claims"]) == 5
    found = json.loads(legation("show", "developments", "--id", crisis.STRUCK.id, "--json")[1])
    assert [each["record"] for each in found] == [
        "development",
        *["event"] * 3,
        *["statement"] * 2,
        *["contradiction"] * 2,
    ]


def test_csv_has_a_row_for_each_claim(legation: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(legation("show", "contradictions", "--csv", "--type", "occurrence")[1])))
    assert [(row["side"], row["speaker_name"], row["origin"]) for row in rows] == [
        ("claimed", "Betania", "Dawn Wire"),
        ("denied", "Alphaland", "Dawn Wire"),
        ("claimed", "Betania", "Dawn Wire"),
        ("denied", "Alphaland", "Dawn Wire"),
        ("claimed", "Alphaland", "The Lamp"),
    ]
    assert {row["about_words"] for row in rows} == {crisis.STRUCK.description}
    for row in rows:
        text = next(each.text for each in crisis.ARTICLES if each.id == row["claim_document"])
        assert text[int(row["start"]) : int(row["end"])] == row["says"]


def test_csv_of_developments_has_standing_numbers_and_the_head_of_the_first_article(legation: Run) -> None:
    (row, _) = csv.DictReader(io.StringIO(legation("show", "developments", "--csv")[1]))
    assert (row["standing"], row["numbers"], row["place_name"]) == ("disputed", "dead: 8–12", "Gammaville")
    assert (row["publisher"], row["actor_name"]) == ("Dawn Wire", "Alphaland; Ann Bright")
    (row,) = csv.DictReader(io.StringIO(legation("show", "reports", "--csv")[1]))
    assert (row["copies"], row["origin"], row["title"]) == ("origin; reprint", "Dawn Wire", "Title of wire")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("developments", "--standing", "disputd"),
            "'disputd' is no standing; choose one of 'one origin', 'corroborated'",
        ),
        (("developments", "--standing", "disputd"), "did you mean 'disputed'?"),
        (("developments", "--id", "ffffffff"), "no development has the id 'ffffffff'"),
        (("developments", "--rejected"), "--rejected does not go with developments"),
        (("events", "--standing", "disputed"), "--standing goes with `legation show developments` only"),
        (("reports", "--origins", "2"), "--origins goes with `legation show developments` only"),
        (("reports", "--type", "AID"), "--type does not go with reports"),
        (("absences", "--id", "ab"), "--id goes with `legation show developments` only"),
    ],
)
def test_mistakes_are_explained_in_one_line(legation: Run, words: tuple[str, ...], message: str) -> None:
    code, out, err = legation("show", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_a_beginning_that_fits_several_is_refused(legation: Run) -> None:
    made = (replace(crisis.THANKED, id="", records=(f"{n}",)) for n in range(10_000))
    other = next(each for each in made if each.id[0] == crisis.STRUCK.id[0])
    with Store.open("legation.db") as store:
        store.replace_derived((*crisis.LINKED, other))
    code, out, err = legation("show", "developments", "--id", other.id[0])
    assert (code, out) == (2, "")
    assert "begins the ids of 2 developments" in err
    assert other.id in err
    assert legation("show", "developments", "--id", other.id)[0] == 0


@pytest.mark.parametrize("standing", ["one origin", "one-origin", "One Origin"])
def test_standings_may_be_written_with_a_hyphen(legation: Run, standing: str) -> None:
    assert legation("show", "developments", "--standing", standing)[2] == "legation: 1 development\n"


def test_nothing_that_fits_is_said_so(legation: Run) -> None:
    assert legation("show", "developments", "--type", "AID") == (0, "", "legation: no development stored that fits\n")
    assert legation("show", "contradictions", "--since", "2030-01-01", "--json")[1] == "[\n]\n"


def test_export_has_what_is_linked_and_fits_the_schema(legation: Run) -> None:
    code, out, err = legation("export", "--as", "jsonl")
    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    check = jsonschema.Draft202012Validator(schema())
    assert [error.message for line in lines for error in check.iter_errors(line)] == []
    assert {each.id for each in crisis.LINKED} <= {line["id"] for line in lines}


def test_the_demo_reads_one_crisis_or_all_other_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read: list[list[str]] = []

    def documents(sources: Sequence[str], **_: object) -> Iterator[Document | SourceError]:
        read.append([Path(source).name for source in sources])
        yield from crisis.ARTICLES

    made = Parts(documents=documents, load=lambda model: crisis.code, link=fakes.link)
    for words in (("demo",), ("demo", "--situation")):
        assert cli.run((*words, "--db", f"{len(words)}.db"), made) == 0
    assert read[1] == ["situation.jsonl"]
    assert "story.jsonl" in read[0]
    assert not {"situation.jsonl", "desk.toml", "README.md"} & set(read[0])
