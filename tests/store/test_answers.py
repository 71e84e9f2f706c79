"""Who was asked to use its influence, and what parties said, did or left unsaid around that."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from influence_story import PRESSED, REFUSED, STRAITS, WANTS, Article, story
from legation.records import Silence, Statement
from legation.store import answers, query
from legation.store.answers import InArticle, Wanted
from legation.store.store import Store

LAST = "2024-12-31"
STORED = {"document", "record", "named", "other", "pair", "record_own", "record_actor", "record_pair", "record_party"}
UNION = "The union urged calm on Gammaria"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for each in story():
            each.add(opened)
        article = Article(f"{UNION}. Betania had no comment.", "2024-10-06").states()
        article.official("org:union", "Union", "IGO", "IGO").says("org:union", UNION, act="urge", about=["GAM"])
        article.silent("BET", "had no comment").add(opened)
        yield opened


def words(found: Iterable[answers.Said | answers.Voice]) -> list[str]:
    return [each.record.content[0].text for each in found if isinstance(each.record, Statement)]


def test_a_pressure_is_found_by_its_target_with_both_sides(store: Store) -> None:
    (chain,) = store.ask(answers.pressures("GAM", LAST, 10))
    assert (sorted(chain.pressers), sorted(chain.asked), chain.day) == (["ALP"], ["BET"], "2024-10-05")
    assert chain.record.demand.text == PRESSED
    assert store.ask(answers.pressures("GAM", "2024-10-04", 10)) == ()
    assert store.ask(answers.pressures("BET", LAST, 10)) == ()  # asked is not moved


def test_an_official_speaks_for_the_country(store: Store) -> None:
    assert words(store.ask(answers.said("BET", ["ALP"], ("2024-10-01", LAST), most=5))) == [REFUSED]


def test_only_what_is_said_of_the_others_in_the_days_counts(store: Store) -> None:
    assert words(store.ask(answers.said("BET", ["GAM"], ("2024-10-01", LAST), most=5))) == [WANTS]
    assert words(store.ask(answers.said("BET", ["GAM"], ("2024-10-01", "2024-10-09"), most=5))) == []
    assert words(store.ask(answers.said("BET", ["DEL"], ("2024-10-01", LAST), most=5))) == []


def test_the_first_or_the_newest_come_first(store: Store) -> None:
    both = ["ALP", "GAM"]
    assert words(store.ask(answers.said("BET", both, ("2024-10-01", LAST), most=5))) == [REFUSED, WANTS]
    assert words(store.ask(answers.said("BET", both, ("2024-10-01", LAST), most=1, newest=True))) == [WANTS]


def test_a_body_of_no_state_speaks_by_its_own_id(store: Store) -> None:
    assert words(store.ask(answers.said("org:union", ["GAM"], ("2024-10-01", LAST), most=5))) == [UNION]


def test_silences_are_found_by_party(store: Store) -> None:
    days = [Wanted(by, (), since, LAST) for by in ("BET", "org:union") for since in ("2024-10-05", "2024-10-07")]
    (found,), *others = store.ask(answers.silences(days, most=5))
    assert isinstance(found.record, Silence)
    assert others == [(), (), ()]
    assert store.ask(answers.silences([], most=5)) == ()


def test_what_several_said_is_found_at_once_as_one_by_one(store: Store) -> None:
    wanted = [
        Wanted("BET", ("ALP", "GAM"), "2024-10-01", LAST),
        Wanted("org:union", ("GAM",), "2024-10-01", LAST),
        Wanted("BET", ("GAM",), "2024-10-01", "2024-10-09"),
        Wanted("GAM", ("ALP", "BET"), "2024-10-01", LAST),
    ]
    for newest, acts in ((False, None), (True, None), (False, ["intend"])):
        found = store.ask(answers.said_each(wanted, most=5, newest=newest, acts=acts))
        assert found == tuple(
            store.ask(answers.said(each.by, each.about, each[2:], most=5, newest=newest, acts=acts)) for each in wanted
        )


def test_what_judges_nobody_may_be_left_out(store: Store) -> None:
    wanted = [Wanted("BET", ("ALP", "GAM"), "2024-10-01", LAST)]
    (found,) = store.ask(answers.said_each(wanted, most=5))
    judging = {each.record.act for each in found if isinstance(each.record, Statement)}
    liked = [each for each in found if isinstance(each.record, Statement) and each.record.stance]
    only = (frozenset(judging), 1.0)
    assert store.ask(answers.said_each(wanted, most=5, judging=only)) == (tuple(liked),)
    assert store.ask(answers.said_each(wanted, most=5, judging=(frozenset({"sing"}), -1.0))) == (found,)


def test_what_was_said_on_words(store: Store) -> None:
    terms = query.words("straits")
    assert words(store.ask(answers.said_on("GAM", terms, LAST, most=5))) == [STRAITS]
    assert words(store.ask(answers.said_on("GAM", terms, "2024-10-09", most=5))) == []
    assert words(store.ask(answers.said_on("DEL", terms, LAST, most=5))) == []


def test_of_the_statements_looked_at_only_some_acts_may_be_wanted(store: Store) -> None:
    both, days = ["ALP", "GAM"], ("2024-10-01", LAST)
    assert words(store.ask(answers.said("BET", both, days, most=5, acts=["intend"]))) == [WANTS]
    assert words(store.ask(answers.said("BET", both, days, most=1, acts=["intend"]))) == []  # the first is another one


def test_an_article_gives_what_a_party_did_in_it(store: Store) -> None:
    pressed, wants = (next(each for each in story() if words in each.document.text) for words in (PRESSED, WANTS))
    both = [InArticle(each.id, "BET") for each in (pressed, wants)]
    found = store.ask(answers.voiced(both))
    said = {each.record.content[0].text: each.document for each in found if isinstance(each.record, Statement)}
    assert said == {REFUSED: pressed.id, WANTS: wants.id}  # by its envoy, and as a country
    assert found[0].level["person:b"] == "BET"
    gammaria = [InArticle(each.id, "GAM") for each in (pressed, wants)]
    assert words(store.ask(answers.voiced(gammaria))) == [STRAITS]
    assert store.ask(answers.voiced(gammaria[:1])) == ()
    assert [each.by for each in store.ask(answers.voiced([*gammaria, *both]))] == ["GAM", *(each.by for each in found)]
    assert words(store.ask(answers.voiced([each._replace(acts=("intend",)) for each in both]))) == [WANTS]


@pytest.mark.parametrize("by", ["BET", "org:union"])
def test_no_question_looks_at_all_records(store: Store, by: str) -> None:
    days: dict[str, Any] = {"by": by, "since": "", "until": LAST, "looked_at": 9, "most": 9}
    said = {**days, "kind": "statement", "role": "speaker", "about": "[]", "acts": None}
    each = {"wanted": "[]", "most": 9, "acts": None, "stance": None, "judging": "[]"}
    table, column = ("record_party", "party") if by == "BET" else ("record_actor", "actor")
    asked: dict[str, dict[str, Any]] = {
        answers._PRESSURES.text: {"target": by, "until": LAST, "most": 9},
        answers._CHAIN.text: {"rows": "[]"},
        answers._VOICED.text: {"wanted": "[]"},
        answers._LEVELS.text: {"pairs": '[["x", "y"]]'},
        answers._SPEAKING_OF.format(found=answers._BETWEEN.format(order="ASC")): said,
        answers._SPEAKING_OF.format(found=answers._AMONG.format(mine=answers._mine(by, "DESC"))): said,
        answers._EACH.format(found=answers._SPEAKING.format(order="DESC")): each,
        answers._EACH.format(found=answers._SILENT[by == "BET"]): each,
        answers._SAID_ON.format(table=table, column=column): {**days, "words": "straits"},
    }
    for question, values in asked.items():
        explained = text(f"EXPLAIN QUERY PLAN {question}")
        plan = [row.detail for row in store.ask(lambda c: c.execute(explained, values).all())]  # noqa: B023
        assert not [line for line in plan if line.startswith("SCAN") and line.split()[1] in STORED], plan
