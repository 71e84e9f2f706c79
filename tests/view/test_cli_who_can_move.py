"""`who-can-move` ranks movers with their evidence, shows what was asked and answered, and explains its numbers."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text

from influence_story import ANGER, BARRED, PRESSED, REFUSED, STRAITS, TRADE, Article, reprint_of, story
from legation.records import Actor
from legation.store.store import Store
from legation.view import cli
from legation.view.influence_view import once

Run = Callable[..., tuple[int, str, str]]
DESK = '[[issues]]\nid = "straits"\ntitle = "The straits"\nwords = ["straits", "ship*"]\n'


@pytest.fixture
def legation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `who-can-move` on a store of the made-up story."""
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_DB", "LEGATION_DESK", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with Store.open("legation.db") as store:
        for each in story():
            each.add(store)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.run(("who-can-move", *words))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def whole(legation: Run, *words: str) -> dict[str, Any]:
    code, out, err = legation(*words, "--json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def ranked(found: dict[str, Any]) -> dict[str, float]:
    return {mover["actor"]: mover["score"] for mover in found["movers"]}


def plain(out: str) -> str:
    """What is printed, as one line."""
    return " ".join(out.split())


def test_movers_are_ranked_with_their_routes(legation: Run) -> None:
    found = whole(legation, "Gammaria")
    assert list(ranked(found)) == ["BET", "DEL", "ALP"]
    routes = {mover["actor"]: [route["path"] for route in mover["routes"]] for mover in found["movers"]}
    assert routes["BET"][0] == ["BET", "GAM"]
    assert routes["ALP"] == [["ALP", "BET", "GAM"]]
    assert (found["as_of"], found["articles"], found["found"]) == ("2024-10-10", 8, 3)


def test_every_step_has_its_evidence(legation: Run) -> None:
    found = whole(legation, "GAM")
    for mover in found["movers"]:
        for route in mover["routes"]:
            for step in route["steps"]:
                assert step["levers"]
                for lever in step["levers"]:
                    assert lever["evidence"], lever
    trade = next(lever for lever in found["movers"][0]["routes"][0]["steps"][0]["levers"] if lever["lever"] == "trade")
    assert (trade["origins"], trade["day"]) == (2, "2024-09-28")
    assert {each["words"] for each in trade["evidence"]} == {TRADE}
    assert {each["publisher"] for each in trade["evidence"]} == {"The Courier", "The Gazette"}


def test_the_score_can_be_reckoned_from_what_is_shown(legation: Run) -> None:
    found = whole(legation, "GAM")
    for mover in found["movers"]:
        route = mover["routes"][0]
        product = 1.0
        for step in route["steps"]:
            left = 1.0
            for lever in step["levers"]:
                made = lever["weight"] * lever["age"] * lever["told"] * lever["share"] * lever["topic"]
                assert lever["value"] == pytest.approx(min(1.0, made), abs=0.002)
                left *= 1 - lever["value"]
            assert step["hold"] == pytest.approx(1 - left, abs=0.002)
            assert step["strength"] == pytest.approx(step["hold"] * (1 - step["drag"]) * step["heard"], abs=0.002)
            product *= step["strength"]
        assert mover["score"] == pytest.approx(product, abs=0.002)


def test_copies_of_one_text_are_one_origin(legation: Run) -> None:
    before = ranked(whole(legation, "GAM"))["BET"]
    with Store.open("legation.db") as store:
        store.replace_derived([reprint_of(story()[:2])])
    found = whole(legation, "GAM")
    assert ranked(found)["BET"] < before
    trade = next(lever for lever in found["movers"][0]["routes"][0]["steps"][0]["levers"] if lever["lever"] == "trade")
    assert trade["origins"] == 1


def test_appeals_are_shown_with_what_was_answered(legation: Run) -> None:
    found = whole(legation, "GAM")
    (asked,) = found["movers"][0]["asked"]
    assert (asked["pressers"], asked["asked"], asked["demand"]) == (["ALP"], "BET", PRESSED)
    assert [(each["how"], each["words"]) for each in asked["answers"]] == [("refused", REFUSED)]
    alphaland = next(mover for mover in found["movers"] if mover["actor"] == "ALP")
    assert alphaland["asking"] == [asked]
    _, out, _ = legation("GAM")
    assert f"– refused: Envoy B – reject: “{REFUSED}”" in plain(out)
    assert "– refused: as under 1" in plain(out)


def test_an_appeal_without_an_answer_says_so(legation: Run) -> None:
    with Store.open("legation.db") as store:
        lone = Article("Alphaland urged Deltania to hold Gammaria back", "2024-10-09").states()
        lone.pressure("ALP", "DEL", "GAM", "hold Gammaria back").add(store)
    assert "– no answer found in what was read" in plain(legation("GAM")[1])


def test_what_pulls_the_other_way_is_named(legation: Run) -> None:
    found = whole(legation, "GAM")
    against = [(each["why"], each["party"]) for each in found["movers"][0]["against"]]
    assert against == [
        *(("refused", None), ("needs", "GAM"), ("tie", "DEL")),
        *(("prospect", "DEL"), ("wants", None)),
    ]
    prospect = found["movers"][0]["against"][3]
    assert (prospect["act"], prospect["evidence"]["words"]) == ("prospect:ACCUSE", ANGER)


def test_levers_of_force_stand_apart(legation: Run) -> None:
    found = whole(legation, "GAM")
    assert "EPS" not in ranked(found)
    (step,) = found["coercion"]
    assert (step["source"], step["strength"], step["coercion"][0]["lever"]) == ("EPS", 0.0, "sanctions")
    assert step["force"] > 0
    _, out, _ = legation("GAM")
    assert f"Epsilonia sanctions 0.21: “{BARRED}”" in plain(out)


def test_only_what_was_told_by_a_day_counts(legation: Run) -> None:
    assert set(ranked(whole(legation, "GAM", "--as-of", "2024-09-27"))) == {"BET", "DEL"}
    early = whole(legation, "GAM", "--as-of", "2024-09-01")
    assert list(ranked(early)) == ["DEL"]  # what has no day may be as old as that


def test_routes_are_no_longer_than_asked(legation: Run) -> None:
    assert list(ranked(whole(legation, "GAM", "--steps", "1"))) == ["BET", "DEL"]


def test_by_keeps_the_rank_among_all(legation: Run) -> None:
    found = whole(legation, "GAM", "--by", "Alphaland")
    assert [(mover["actor"], mover["rank"]) for mover in found["movers"]] == [("ALP", 3)]
    code, _, err = legation("GAM", "--by", "Epsilonia")
    assert (code, err) == (
        0,
        "legation: no lever of Epsilonia on Gammaria, or on who has one, is told in 8 articles\n",
    )


def test_words_asked_for_raise_what_is_told_in_them(legation: Run) -> None:
    before, found = whole(legation, "GAM"), whole(legation, "GAM", "--to", "straits")
    assert ranked(found)["BET"] > ranked(before)["BET"]
    assert ranked(found)["DEL"] == ranked(before)["DEL"]
    assert [each["words"] for each in found["positions"]] == [STRAITS]
    assert "what Gammaria has said on it" in legation("GAM", "--to", "straits")[1]


def test_what_the_target_said_comes_newest_first_and_once(legation: Run) -> None:
    later = "Gammaria would open the straits for a price"
    with Store.open("legation.db") as store:
        for publisher in ("The Courier", "The Gazette"):
            article = Article(f"{later}. {STRAITS}.", "2024-10-12", publisher=publisher).states()
            article.says("GAM", later).says("GAM", STRAITS, act="promise").add(store)
    found = whole(legation, "GAM", "--to", "straits")
    assert sorted(each["words"] for each in found["positions"]) == sorted([later, STRAITS])
    assert {each["day"] for each in found["positions"]} == {"2024-10-12"}


def test_an_issue_of_the_desk_stands_for_its_words(legation: Run) -> None:
    Path("desk.toml").write_text(DESK, encoding="utf-8")
    assert whole(legation, "GAM", "--to", "straits")["topic"] == '"straits" OR ship*'
    assert whole(legation, "GAM", "--to", "grain")["topic"] == "grain"


def test_words_that_nothing_holds_are_said_to_hold_nothing(legation: Run) -> None:
    assert "nothing of it is told in words that hold “zeppelins”" in legation("GAM", "--to", "zeppelins")[2]


def test_a_supposition_shows_what_it_changes(legation: Run) -> None:
    found = whole(legation, "GAM", "--without", "BET-GAM:trade", "--with", "Epsilonia-GAM:patronage:0.9")
    assert next(iter(ranked(found))) == "EPS"
    moved = {each["actor"]: (each["rank_before"], each["rank_after"]) for each in found["moved"]}
    assert moved["EPS"] == (None, 1)
    assert moved["BET"][0] == 1
    assert found["supposed"] == [
        {"change": "without", "source": "BET", "target": "GAM", "lever": "trade", "value": None},
        {"change": "with", "source": "EPS", "target": "GAM", "lever": "patronage", "value": 0.9},
    ]
    _, out, _ = legation("GAM", "--without", "Betania")
    assert "supposed: without Betania" in out
    assert re.search(r"Betania\s+1 \(0\.\d\d\)\s+–\s+gone", out)
    assert re.search(r"Deltania\s+2 \(0\.\d\d\)\s+1 \(0\.\d\d\)\s+up", out)


def test_a_lever_that_is_put_in_has_the_full_weight_of_its_kind(legation: Run) -> None:
    found = whole(legation, "GAM", "--with", "EPS-GAM:trade")
    assert found["supposed"][0]["value"] == 0.4
    hostile = next(mover for mover in found["movers"] if mover["actor"] == "EPS")
    assert hostile["score"] < 0.4  # they are enemies still


def test_the_arithmetic_is_printed_when_asked(legation: Run) -> None:
    _, out, _ = legation("GAM", "--explain")
    assert (
        "trade = 0.4 × 0.992 (12 days old, half-life 1000) × 0.85 (2 origins) × 1.000 (share of days) = 0.337"
        in plain(out)
    )
    assert "the arithmetic" not in legation("GAM")[1]


def test_rows_are_flat(legation: Run) -> None:
    _, out, _ = legation("GAM", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["rank"], row["path"]) for row in rows][:2] == [("1", "BET > GAM"), ("1", "BET > DEL > GAM")]
    assert rows[0]["levers"].startswith("trade 0.34")
    assert (rows[0]["appeals"], rows[0]["answers"]) == ("1", "refused")


@pytest.mark.parametrize("width", [80, 120])
def test_it_fits_the_screen(legation: Run, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = legation("GAM", "--explain", "--to", "straits", "--with", "EPS-GAM:trade")
    assert max(len(line) for line in out.splitlines()) <= width
    assert "Who can move Gammaria on “straits”" in out


def test_an_official_counts_for_the_country(legation: Run) -> None:
    assert whole(legation, "GAM", "--by", "Envoy B")["by"] == "BET"
    assert whole(legation, "Moscow")["target"] == "RUS"  # from the tables: no article names it


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("Gamaria",), "'Gamaria' is no actor that the tables know"),
        (("Nort Korea",), "did you mean North Korea (PRK)?"),
        (("GAM", "--by", "GAM"), "one and the same party"),
        (("GAM", "--without", "GAM"), "takes out the one you ask about"),
        (("GAM", "--without", "BET-GAM:trad"), "'trad' in 'BET-GAM:trad' is no kind of lever; did you mean 'trade'?"),
        (("GAM", "--without", "BET:trade"), "'BET:trade' names one party; a lever lies between two"),
        (("GAM", "--without", "BET-GAM:trade:0.4"), "write --without BET-GAM:trade"),
        (("GAM", "--with", "BET-GAM"), "'BET-GAM' is no lever"),
        (("GAM", "--with", "BET-GAM:sanctions"), "'sanctions' can't be put in"),
        (("GAM", "--with", "BET-GAM:trade:3"), "at most 1"),
        (("GAM", "--with", "BET-GAM:trade:0"), "above 0"),
        (("GAM", "--to", "…"), "holds no word to search for"),
        (("GAM", "--to", "straits", "--desk", "none.toml"), "there is no desk at none.toml"),
        (("GAM", "--desk", "none.toml"), "there is no desk at none.toml"),
        (("GAM", "--json", "--csv"), "not both"),
        (("GAM", "--as-of", "yesterday"), "'yesterday' is no day"),
        (("GAM", "--steps", "4"), "--steps"),
    ],
)
def test_mistakes_are_answered_in_one_line(legation: Run, words: tuple[str, ...], complaint: str) -> None:
    code, out, err = legation(*words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_name_of_several_parties_is_refused(legation: Run) -> None:
    with Store.open("legation.db") as store:
        double = Article("Another Gammaria", "2024-10-09")
        double.records.append(Actor(document=double.id, id="XGA", name="Gammaria", kind="state", country="XGA"))
        double.add(store)
    code, _, err = legation("Gammaria")
    assert (code, err) == (2, "legation: 'Gammaria' may be GAM, XGA; write the id of the one you mean\n")


def test_names_with_a_dash_are_parted_rightly(legation: Run) -> None:
    with Store.open("legation.db") as store:
        article = Article("Ost-West lent Gammaria money", "2024-10-09").states()
        article.records.append(Actor(document=article.id, id="OWE", name="Ost-West", kind="state", country="OWE"))
        article.event("OWE", "AID", "GAM", "Ost-West lent Gammaria money").add(store)
    found = whole(legation, "GAM", "--without", "Ost-West-Gammaria:aid")
    assert (found["supposed"][0]["source"], found["supposed"][0]["target"]) == ("OWE", "GAM")
    assert "OWE" not in ranked(found)


def test_other_peoples_words_cannot_steer_the_screen(legation: Run) -> None:
    with Store.open("legation.db") as store:
        words = "Alphaland lent Gammaria \x1b[31m money"
        Article(words, "2024-10-09").states().event("ALP", "AID", "GAM", words).add(store)
    assert "\x1b" not in legation("GAM")[1]


def test_what_pulls_the_other_way_is_told_once() -> None:
    rows = [
        ("pressed by Deltania", Text(words))
        for words in ("“It asked for salt.” The Courier", "“It asked for salt” The Courier")
    ]
    assert [words.plain for _, words in once((*rows, ("wants", rows[1][1])))] == [rows[0][1].plain, rows[1][1].plain]
