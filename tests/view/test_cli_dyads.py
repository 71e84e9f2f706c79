"""`legation ties` and `legation tension` show two parties as people and programs need them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import dyad_story as story
import fakes
from legation.store import feeds
from legation.store.store import Store
from legation.view import cli

Run = Callable[..., tuple[int, str, str]]
SVG = "{http://www.w3.org/2000/svg}"
DAYS = 40
TURN = 20


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEGATION_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    with Store.open("legation.db"):
        pass

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(words, fakes.parts())
        out, err = capsys.readouterr()
        return code, out, err

    return run


def war() -> None:
    """Friendly days, then hostile ones; nothing is told on every fifth day, nothing read on every seventh."""
    with Store.open("legation.db") as store:
        for number in range(DAYS):
            paper = story.paper(f"paper-{number}", story.day(number))
            kind, value = ("SUPPORT", 5.0) if number < TURN else ("ASSAULT", -9.0)
            if number % 7:
                story.fill(store, (paper, [story.event(paper, value, type=kind)] if number % 5 else []))
        undated = story.paper("undated", None)
        story.fill(store, (undated, [story.event(undated, -9.0), story.tie(undated)]))


def friendship() -> None:
    """An alliance that two publishers tell, a rivalry, aid one way, and membership in a league."""
    with Store.open("legation.db") as store:
        papers = [story.paper(f"paper-{n}", story.day(n), publisher) for n, publisher in enumerate("AAB")]
        made = [
            [story.tie(papers[0]), story.tie(papers[0], "membership", actors=("ALP", "org:LEAGUE"), as_described=None)],
            [story.tie(papers[1]), story.tie(papers[1], "rivalry", -1, as_described="rival")],
            [story.tie(papers[2]), story.tie(papers[2], "aid", actors=("BET", "ALP"), status="historical")],
        ]
        story.fill(store, *zip(papers, made, strict=True))


def test_ties_of_a_party_with_all_others(legation: Run) -> None:
    friendship()
    code, out, err = legation("ties", "Alphaland")
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "Ties of Alphaland"
    assert "Betania alliance +! 2025-03-01 2025-03-03 2 3 2.00 “old ally” ×2" in lines
    assert "Betania rivalry −! 2025-03-02 2025-03-02 1 1 1.00 “rival”" in lines
    apart = lines.index("Denied, past, planned or possible")
    assert any("ALP→LEAGUE" in line for line in lines[:apart])
    assert any("aid BET→ALP" in line and "historical" in line for line in lines[apart:])
    assert err == "legation: 4 ties of Alphaland, told 6 times; some tell the opposite of others (!)\n"


def test_ties_of_a_pair_lead_to_where_they_are_told(legation: Run) -> None:
    friendship()
    _, out, _ = legation("ties", "BET", "alphaland")
    assert "Ties of Betania with Alphaland" in out
    assert "LEAGUE" not in out
    told = out.partition("Where it is told")[2]
    assert told.count("alliance") == 3
    assert "its old" in told
    _, out, _ = legation("ties", "BET", "alphaland", "--json")
    found = json.loads(out)
    shown = {each["record"] for bond in found["bonds"] for each in bond["told"]}
    assert all(each in told for each in shown)


def test_ties_as_json_and_csv(legation: Run) -> None:
    friendship()
    _, out, _ = legation("ties", "Alphaland", "--as-of", story.day(2), "--json")
    found = json.loads(out)
    assert found["record"] == "ties"
    assert (found["as_of"], found["parties"]) == (story.day(2), [{"id": "ALP", "name": "Alphaland"}])
    alliance = next(bond for bond in found["bonds"] if bond["kind"] == "alliance")
    assert (alliance["origins"], alliance["articles"], alliance["contested"]) == (2, 3, True)
    assert alliance["words"] == [{"words": "old ally", "origins": 2}]
    assert [each["day"] for each in alliance["told"]] == [story.day(n) for n in (2, 1, 0)]
    _, out, _ = legation("ties", "Alphaland", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    aid = next(row for row in rows if row["kind"] == "aid")
    assert (aid["first_party"], aid["second_party"], aid["directed"], aid["status"]) == (
        "BET",
        "ALP",
        "True",
        "historical",
    )
    assert (aid["last_told"], aid["words"]) == (story.day(2), "old ally (1)")
    assert len(next(row for row in rows if row["kind"] == "alliance")["records"].split("; ")) == 3


def test_ties_as_they_were_known(legation: Run) -> None:
    friendship()
    _, _, err = legation("ties", "ALP", "--as-of", story.day(0))
    assert err == "legation: 2 ties of Alphaland, told 2 times\n"
    _, out, err = legation("ties", "ALP", "--as-of", "2024-01-01")
    assert "no tie of Alphaland told" in err
    assert "Denied" not in out


def test_tension_shows_bars_table_and_changes(legation: Run) -> None:
    war()
    code, out, err = legation("tension", "Alphaland", "Betania")
    assert code == 0
    lines = out.splitlines()
    bars = next(line for line in lines if line.startswith("ALP→BET")).partition("│")[2][:-1]
    assert len(bars) == DAYS - 1  # the first day is one on which nothing was read
    assert (bars[0], bars[-1], bars[4], bars[6]) == ("▆", "▁", "·", " ")
    backward = next(line for line in lines if line.startswith("BET→ALP")).partition("│")[2]
    assert set(backward[:-1]) == {"·", " "}
    mark = next(line for line in lines if line.startswith("changes"))
    assert mark.count("▲") == 1
    assert mark.index("▲") - lines[3].index("│") - 1 in range(18, 22)
    assert f"{story.day(22)}: down by 14.0" in out
    words = " ".join(out.split())
    assert "none 1; unread 1" in words
    assert "Betania, its old ally, at dawn." in words
    assert err.startswith("legation: 28 happenings between Alphaland and Betania; 28 days told; 6 days nothing told;")
    assert "1 change; 1 undated article left out" in err
    assert max(map(len, lines)) <= 120


def test_tension_says_on_which_days_collecting_failed(legation: Run) -> None:
    war()
    assert "in collecting" not in legation("tension", "ALP", "BET")[2]
    feed = "https://courier.example/feed.xml"
    with Store.open("legation.db") as store:
        for number in (TURN, TURN + 1, TURN + 4, DAYS + 9):
            at = f"{story.day(number)}T08:00:00Z"
            if number == TURN + 1:
                store.tell(feeds.failed(feed, at, at, "no such host", story.day(number)))
            else:
                store.tell(feeds.answered(feed, at, at, (), story.day(number)))
    until = ("--until", story.day(TURN + 5))
    err = legation("tension", "ALP", "BET", *until)[2]
    assert "in collecting, no feed answered on 1 day, no feed was asked on 3 days" in err
    # Before it began, and after the last day that is known of, nothing was missed.
    assert "in collecting" not in legation("tension", "ALP", "BET", "--until", story.day(TURN))[2]
    by_week = legation("tension", "ALP", "BET", "--by", "week")[2]
    assert f"no feed was asked on {DAYS - TURN - 3} days" in by_week


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_tension_keeps_within_the_screen(legation: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    war()
    monkeypatch.setenv("COLUMNS", columns)
    out = legation("tension", "ALP", "BET")[1]
    assert max(map(len, out.splitlines())) <= int(columns)


def test_tension_as_json(legation: Run) -> None:
    war()
    _, out, _ = legation("tension", "ALP", "BET", "--json")
    found = json.loads(out)
    assert found["record"] == "tension"
    assert [each["id"] for each in found["parties"]] == ["ALP", "BET"]
    assert found["left_out"] == {"undated_articles": 1, "background_happenings": 0}
    together, forward, backward = found["series"]
    assert (forward["from"], forward["to"], backward["from"], together["from"]) == ("ALP", "BET", "BET", None)
    states = {point["day"]: point["state"] for point in together["points"]}
    assert (states[story.day(5)], states[story.day(7)], states[story.day(6)]) == (
        "nothing-told",
        "nothing-read",
        "told",
    )
    (change,) = together["changes"]
    assert change["before"]["mean"] > 0 > change["after"]["mean"]
    assert len(change["made_by"]) == 3
    assert all(part["events"] and part["documents"] for part in change["made_by"])
    assert backward["changes"] == []
    with Store.open("legation.db") as store:
        known = {each.id for each in store.records(kind="event")}
    assert {each for part in change["made_by"] for each in part["events"]} <= known


def test_tension_as_csv_by_week_in_a_window(legation: Run) -> None:
    war()
    asked = ("tension", "ALP", "BET", "--by", "week", "--since", story.day(4), "--until", story.day(12), "--csv")
    _, out, _ = legation(*asked)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["day"] for row in rows if row["series"] == "together"] == ["2025-03-03", "2025-03-10"]
    assert {row["step"] for row in rows} == {"week"}
    assert [row["mean"] for row in rows if row["series"] == "backward"] == ["", ""]


def test_tension_as_a_chart(legation: Run) -> None:
    war()
    code, out, _ = legation("tension", "ALP", "BET", "--svg", "chart.svg")
    assert (code, "Tension between" in out) == (0, True)
    chart = ElementTree.fromstring(Path("chart.svg").read_text(encoding="utf-8"))
    assert chart.findtext(f"{SVG}title") == "Tension between Alphaland and Betania"
    assert "the level goes from" in (chart.findtext(f"{SVG}desc") or "")
    classes = [each.get("class") for each in chart.iter()]
    assert classes.count("mean") == classes.count("band") == 28
    assert classes.count("missing") == 5
    assert classes.count("line") > 1  # broken where nothing was read
    assert classes.count("change") == 1
    drawn = [float(each.get("cy", 0)) for each in chart.iter(f"{SVG}circle")]
    assert drawn[0] < drawn[-1]  # friendly is above hostile
    assert legation("tension", "ALP", "BET", "--svg", "nowhere/chart.svg")[0] == 3


def test_nothing_told_is_said_and_no_fault(legation: Run) -> None:
    war()
    code, out, err = legation("tension", "BET", "Sample League", "--svg", "chart.svg")
    assert code == 0
    assert "│" not in out
    assert "nothing told to happen between Betania and Sample League" in err
    ElementTree.fromstring(Path("chart.svg").read_text(encoding="utf-8"))
    code, out, _ = legation("tension", "BET", "Peru", "--json")
    assert json.loads(out)["parties"][1] == {"id": "PER", "name": "Peru"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("ties", "Betanja"), "'Betanja' is no actor that the tables know"),
        (("ties", "Pakstan"), "did you mean Pakistan (PAK)?"),
        (("ties", "ALP", "Alphaland"), "'ALP' and 'Alphaland' are both Alphaland (ALP); name two parties"),
        (("tension", "ALP", "Ada Minister"), "are both Alphaland (ALP)"),
        (("tension", "ALP", "BET", "--since", "2025-03-09", "--until", "2025-03-01"), "lies before --since 2025-03-09"),
        (("tension", "ALP", "BET", "--since", "2026-03-09"), "the last day that is known of"),
        (("tension", "ALP", "BET", "--as-of", "soon"), "'soon' is no day"),
        (("tension", "ALP", "BET", "--json", "--csv"), "choose --json or --csv, not both"),
        (("tension", "ALP", "BET", "--by", "year"), "'year' is not one of 'day', 'week'"),
    ],
)
def test_mistakes_are_explained_in_one_line(legation: Run, words: tuple[str, ...], message: str) -> None:
    war()
    code, out, err = legation(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert message in err


def test_officials_and_aliases_count_for_their_country(legation: Run) -> None:
    war()
    _, out, err = legation("tension", "Ada Minister", "Betania")
    assert "Tension between Alphaland and Betania" in out
    assert "Ada Minister counts as Alphaland here" in err
    assert json.loads(legation("ties", "Burma", "--json")[1])["parties"] == [{"id": "MMR", "name": "Myanmar"}]


def test_a_store_without_a_dated_article_is_told_so(legation: Run) -> None:
    code, _, err = legation("ties", "Peru")
    assert code == 2
    assert "no stored article has a day of publication" in err
