"""`legation outside` keeps other projects' event data apart, and says so; nothing else ever counts it."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import dyad_story as story
import fakes
import outside_rows as rows
from legation.records import Actor, Document
from legation.store.store import Store
from legation.view import cli
from legation.view.wiring import Parts

Run = Callable[..., tuple[int, str, str]]
WEEKS = 10


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEGATION_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "160")

    made = fakes.parts()
    parts = Parts(load=made.load, link=made.link)  # files are read as they are, by no fake

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words, parts)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def plain(number: int) -> str:
    """The day with this number as GDELT writes it."""
    return story.day(number).replace("-", "")


def quarrel() -> None:
    """For ten weeks India accuses Pakistan, each week as often as its number says; one article a day is read."""
    with Store.open("legation.db") as store:
        for number in range(7 * WEEKS):
            paper = story.paper(f"paper-{number}", story.day(number))
            hot = number % 7 < number // 7 % 4
            fields = {"type": "ACCUSE", "actor": ("IND",), "recipient": ("PAK",)}
            store.add(
                paper, (*story.cast(paper), *india(paper), *([story.event(paper, -3.0, **fields)] if hot else []))
            )


def india(paper: Document) -> tuple[Actor, ...]:
    return tuple(
        Actor(document=paper.id, id=key, name=name, kind="state", country=key)
        for key, name in (("IND", "India"), ("PAK", "Pakistan"))
    )


def beside() -> str:
    """GDELT's rows of the same weeks: ten times as many, one statement, and rows of a day that nobody read."""
    made, number = [], 0
    for day in range(7 * WEEKS):
        for _ in range(10 * (day % 7 < day // 7 % 4)):
            number += 1
            made.append(rows.gdelt(number, SQLDATE=plain(day)))
        number += 1
        made.append(
            rows.gdelt(number, SQLDATE=plain(day), EventCode="042", Actor1CountryCode="PAK", Actor2CountryCode="IND")
        )
    made.append(rows.gdelt(5000, SQLDATE=plain(3), EventCode="010"))
    made.append(rows.gdelt(5001, SQLDATE=plain(-30)))
    rows.table(Path("gdelt.CSV"), made)
    return "gdelt.CSV"


def test_add_says_what_came_of_it_and_twice_is_harmless(legation: Run) -> None:
    rows.table(Path("a.CSV"), [rows.gdelt(1), rows.gdelt(2, SQLDATE="soon"), rows.gdelt(3, EventCode="42")])
    code, out, err = legation("outside", "add", "a.CSV")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "legation: not taken: a.CSV, line 2: SQLDATE: expected a day as 2025-05-07 or 20250507, found 'soon'",
        "legation: GDELT 2.0: 2 rows read, 2 new, 0 there already; kept as 'gdelt'",
        "legation: GDELT 2.0: 1 row has a code that is none of its scheme ('42'), kept without a type; a spreadsheet "
        "may have taken zeros off the beginning",
        "legation: 1 not taken",
    ]
    assert "2 rows read, 0 new, 2 there already" in legation("outside", "add", "a.CSV")[2]


def test_exit_codes_tell_whether_anything_was_read(legation: Run) -> None:
    rows.table(Path("a.CSV"), [rows.gdelt(1)])
    assert legation("outside", "add", "a.CSV")[0] == 0
    assert legation("outside", "add", "a.CSV", "nowhere.CSV")[0] == 1
    code, _, err = legation("outside", "add", "nowhere.CSV")
    assert (code, err) == (
        2,
        "legation: not taken: nowhere.CSV: no such file or folder\nlegation: 1 not taken\n",
    )
    assert legation("outside", "add", "a.CSV", "--as", "acled") == (
        2,
        "",
        "legation: 'acled' is no event table that can be read: the forms are gdelt, gdelt1, polecat, icews\n",
    )


def test_many_refusals_are_cut_short_on_the_screen_and_whole_in_a_file(legation: Run) -> None:
    rows.table(Path("a.CSV"), [rows.gdelt(1), *["broken"] * 30])
    _, _, err = legation("outside", "add", "a.CSV")
    assert err.count("not taken: ") == 20
    assert "and 10 more; --refused FILE writes all of them" in err
    _, _, err = legation("outside", "add", "a.CSV", "--refused", "bad.csv")
    assert "30 not taken, listed in bad.csv" in err
    found = list(csv.DictReader(io.StringIO(Path("bad.csv").read_text(encoding="utf-8"))))
    assert len(found) == 30
    assert found[0] == {"file": "a.CSV", "line": "2", "reason": "expected 61 cells, found 1"}


@pytest.mark.parametrize(
    ("name", "header", "row", "whose"),
    [
        ("20250507.export.CSV", (), rows.gdelt(), "GDELT 2.0"),
        ("20140101.export.txt", (), rows.gdelt(columns=rows.GDELT_1), "GDELT 1.0"),
        ("ngecEventsDV-2024.txt", rows.POLECAT, rows.polecat(), "POLECAT"),
        ("events.2018.tab", rows.ICEWS, rows.icews(), "ICEWS"),
    ],
)
def test_add_of_articles_points_to_the_right_command(
    legation: Run, name: str, header: tuple[str, ...], row: str, whose: str
) -> None:
    rows.table(Path(name), [row], header)
    code, _, err = legation("add", name)
    assert code == 2
    reason = f"is an event table of {whose} and holds no articles; `legation outside add FILE` keeps it apart"
    assert f"legation: {name}: {reason}\n" in err
    with zipfile.ZipFile("packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(name)
    assert reason in legation("add", "packed.zip")[2]
    assert legation("outside", "add", "packed.zip")[0] == 0


def test_list_and_remove(legation: Run) -> None:
    rows.table(Path("a.CSV"), [rows.gdelt(1), rows.gdelt(2, SQLDATE="20250509")])
    rows.table(Path("b.tab"), [rows.icews()], rows.ICEWS)
    legation("outside", "add", "a.CSV", "b.tab")
    _, out, _ = legation("outside", "list")
    assert [" ".join(line.split()) for line in out.splitlines()][3:5] == [
        "gdelt GDELT 2.0 2 1 2 2025-05-07 2025-05-09",
        "icews ICEWS Coded Event Data 1 1 1 2018-05-07 2018-05-07",
    ]
    assert "GDELT counts reprints" in out
    assert "doi:10.7910/DVN/28075" in out
    (first, _) = json.loads(legation("outside", "list", "--json")[1])
    assert (first["dataset"], first["rows"], first["last"]) == ("gdelt", 2, "2025-05-09")
    assert legation("outside", "list", "--csv")[1].startswith("dataset,title,rows,files,days,first,last,cite,terms")
    assert legation("outside", "remove", "gdelt") == (0, "", "legation: 2 rows of gdelt removed\n")
    assert legation("outside", "remove", "gdelt")[2] == "legation: no data set 'gdelt' is stored; there are icews\n"
    legation("outside", "remove", "icews")
    assert "`legation outside add FILE` stores some" in legation("outside", "list")[2]


def test_show_as_table_json_and_csv(legation: Run) -> None:
    odd = rows.gdelt(3, Actor1CountryCode="WST", Actor1Name="=THE WEST", SQLDATE="20250508")
    rows.table(Path("a.CSV"), [rows.gdelt(1), rows.gdelt(2, EventCode="042"), odd])
    rows.table(Path("b.tab"), [rows.icews(1, **{"Target Name": "India\x1b[31m"})], rows.ICEWS)
    legation("outside", "add", "a.CSV", "b.tab")
    _, out, _ = legation("outside", "show")
    assert "=THE WEST (WST?)" in out
    assert "INDIA (IND)" in out
    assert "\x1b[31m" not in out
    found = json.loads(legation("outside", "show", "--json")[1])
    assert [(each["dataset"], each["id"], each["actor"]) for each in found] == [
        ("gdelt", "1200000003", None),
        ("gdelt", "1200000002", "IND"),
        ("gdelt", "1200000001", "IND"),
        ("icews", "26000001", "RUS"),
    ]
    assert found[0]["record"] == "outside"
    assert (found[0]["file"], found[0]["line"]) == ("a.CSV", 3)
    flat = list(csv.DictReader(io.StringIO(legation("outside", "show", "--csv", "--type", "accuse")[1])))
    assert [(each["id"], each["actor_name"]) for each in flat] == [
        ("1200000003", "'=THE WEST"),
        ("1200000001", "INDIA"),
    ]
    asked = ("outside", "show", "--json", "--actor", "India", "--recipient", "PAK", "--since", "2025-05-07")
    assert [each["id"] for each in json.loads(legation(*asked, "--limit", "1")[1])] == ["1200000002"]
    assert json.loads(legation("outside", "show", "--json", "--until", "1999-01-01")[1]) == []
    assert legation("outside", "show", "--dataset", "icews", "--csv")[1].count("\n") == 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("show", "--actor", "Atlantis"), "'Atlantis' is no actor that the tables know"),
        (("show", "--type", "FIGHT"), "'FIGHT' is no type of event; the types are AGREE"),
        (("show", "--dataset", "acled"), "no data set 'acled' is stored; none is"),
        (("show", "--json", "--csv"), "choose --json or --csv, not both"),
        (("show", "--since", "2025-05-07", "--until", "2025-05-01"), "--until 2025-05-01 lies before --since"),
        (("compare", "India", "IND"), "are both India"),
        (("compare", "India", "Pakistan"), "no event data of another project is stored"),
        (("compare", "India", "Pakistan", "--since", "2031-01-01"), "--since 2031-01-01 lies after 2025-05-09"),
    ],
)
def test_what_can_not_be_answered_is_said_in_one_line(legation: Run, words: tuple[str, ...], reason: str) -> None:
    quarrel()
    code, out, err = legation("outside", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert reason in err


def test_compare_sets_both_side_by_side(legation: Run) -> None:
    quarrel()
    legation("outside", "add", beside())
    code, out, err = legation("outside", "compare", "India", "Pakistan", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    (gdelt,) = found["sets"]
    assert found["direction"] == "forward"
    assert (gdelt["dataset"], gdelt["days"], gdelt["first"]) == ("gdelt", 70, "2025-03-01")
    ours = sum(number % 7 < number // 7 % 4 for number in range(70))
    assert gdelt["all"] == {"ours": ours, "theirs": 10 * ours, "spearman": 1.0, "weeks": 11}
    assert gdelt["types"]["ACCUSE"] == gdelt["quads"]["3"] == gdelt["all"]
    assert (gdelt["days_only_ours"], gdelt["days_only_theirs"], len(gdelt["days_of_both"])) == ([], [], ours)
    assert gdelt["left_out"] == {
        **{"rows_without_type": 1, "our_happenings_on_other_days": 0},
        "their_rows_on_other_days": 1,
    }
    assert gdelt["articles_by_their_count"] == 12 * 10 * ours
    assert "counts reprints" in gdelt["warning"]
    assert gdelt["whose"] == "another project's coding; no record of this store"


def test_compare_takes_both_directions_and_a_window(legation: Run) -> None:
    quarrel()
    legation("outside", "add", beside())
    words = ("outside", "compare", "India", "Pakistan", "--since", "2025-03-10", "--until", "2025-03-23")
    flat = list(csv.DictReader(io.StringIO(legation(*words, "--both", "--csv")[1])))
    assert [(each["week"], each["days"], each["direction"]) for each in flat] == [
        ("2025-03-10", "7", "both"),
        ("2025-03-17", "7", "both"),
    ]
    assert [int(each["theirs_quad_1"]) for each in flat] == [7, 7]
    (forward,) = json.loads(legation(*words, "--json")[1])["sets"]
    assert forward["quads"]["1"]["theirs"] == 0
    assert forward["all"]["spearman"] is None


def test_compare_as_a_table_says_whose_it_is(legation: Run) -> None:
    quarrel()
    legation("outside", "add", beside())
    rows.table(Path("b.tab"), [rows.icews()], rows.ICEWS)
    legation("outside", "add", "b.tab")
    _, out, _ = legation("outside", "compare", "India", "Pakistan")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "India → Pakistan, beside other projects' event data"
    assert "kept apart: it enters no count, brief, alert or export" in lines[1]
    assert "GDELT counts reprints; its rows and articles are no independent reports." in lines
    assert any(line.startswith("· criticism (ACCUSE)") and "1.00 11" in line for line in lines)
    at = lines.index("ICEWS Coded Event Data")
    assert lines[at + 1].startswith("No day is covered both by it and by articles")


EVERYTHING = (
    *(("show", kind, "--json") for kind in ("events", "statements", "actors", "documents", "developments", "ties")),
    *(("show", "failures"), ("search", "Alphaland"), ("brief", "--format", "md"), ("export",), ("review", "scores")),
    *(("tension", "India", "Pakistan", "--json"), ("ties", "India", "--json"), ("who-can-move", "Pakistan", "--json")),
    *(("predictions", "list"), ("brief", "--about", "India", "--format", "md")),
)


def test_nothing_else_counts_or_exports_what_others_coded(legation: Run) -> None:
    quarrel()
    before = [legation(*words) for words in EVERYTHING]
    with Store.open("legation.db") as store:
        lines, counts, failures = list(store.lines()), store.counts(), store.failures()
    legation("outside", "add", beside())
    assert len(json.loads(legation("outside", "show", "--json")[1])) > 100
    for words, told in zip(EVERYTHING, before, strict=True):
        assert legation(*words) == told, words
    with Store.open("legation.db") as store:
        assert (list(store.lines()), store.counts(), store.failures()) == (lines, counts, failures)
    # The questions above do tell of these two, so that a leak would show.
    assert any("IND" in out for _, out, _ in before)
    assert all(code in (0, 1) for code, _, _ in before)
