"""Questions about influence: who did what towards whom, told when, where and by whom; all by their indexes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from influence_story import ALLIES, TRADE, Article, reprint_of, story
from legation.records import Tie
from legation.store import influence
from legation.store.store import Store

LAST = "2024-12-31"
STORED = {"document", "record", "named", "pair", "record_actor", "record_pair", "record_party"}  # tables, as asked


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for each in story():
            each.add(opened)
        yield opened


def test_near_tells_who_did_what_and_when_last(store: Store) -> None:
    acts = ("tie:trade", "tie:alliance", "sways")
    found = set(store.ask(influence.near("GAM", acts, LAST)))
    assert found == {
        ("BET", "tie:trade", "2024-09-28", 2, 2),
        ("BET", "sways", "2024-10-05", 1, 1),
        ("DEL", "tie:alliance", "2024-09-20", 2, 2),  # one of the two has no day
    }


def test_what_comes_later_is_not_known_yet(store: Store) -> None:
    assert set(store.ask(influence.near("GAM", ("tie:trade",), "2024-09-20"))) == {
        ("BET", "tie:trade", "2024-09-20", 1, 1)
    }
    assert store.ask(influence.near("GAM", ("tie:trade",), "2024-09-19")) == ()


def test_newest_gives_the_newest_records_of_each_pair(store: Store) -> None:
    keys = [("GAM", "tie:trade", "BET"), ("GAM", "tie:alliance", "DEL"), ("GAM", "tie:trade", "EPS")]
    found = store.ask(influence.newest(keys, LAST, 2))
    assert [(pair.source, pair.day) for pair in found] == [
        ("BET", "2024-09-28"),
        ("BET", "2024-09-20"),
        ("DEL", "2024-09-20"),
        ("DEL", None),
    ]
    assert store.ask(influence.told(keys, LAST)) == dict(zip(keys, (2, 2, 0), strict=True))
    assert store.ask(influence.told(keys[:1], "2024-09-20")) == {keys[0]: 1}
    (one,) = store.ask(influence.newest(keys[:1], LAST, 1))
    assert one.day == "2024-09-28"
    record = store.ask(influence.records([one.row]))[one.row]
    assert isinstance(record, Tie)
    assert record.document == one.document


def test_days_are_given_once_each(store: Store) -> None:
    again = Article(f"{TRADE}, they say.", "2024-09-28", publisher="The Herald").states()
    again.tie("BET", "GAM", "trade", TRADE).add(store)
    found = store.ask(influence.days([("GAM", "tie:trade", "BET")], "2024-09-21", LAST))
    assert [pair.day for pair in found] == ["2024-09-28"]
    near = set(store.ask(influence.near("GAM", ("tie:trade",), LAST)))
    assert near == {("BET", "tie:trade", "2024-09-28", 3, 2)}  # three records, of two days


def test_the_first_and_the_last_record_of_each_pair(store: Store) -> None:
    keys = [("GAM", "tie:trade", "BET"), ("GAM", "tie:alliance", "DEL"), ("GAM", "tie:trade", "EPS")]
    year, autumn = ("2024-01-01", LAST), ("2024-09-21", LAST)
    found = store.ask(influence.first([*((*key, *year) for key in keys), (*keys[0], *autumn), (*keys[0], *year)]))
    assert {key: pair.day for key, (pair, _) in found.items()} == {
        (*keys[0], *year): "2024-09-20",
        (*keys[0], *autumn): "2024-09-28",
        (*keys[1], *year): "2024-09-20",
    }
    for pair, record in found.values():
        assert store.ask(influence.records([pair.row])) == {pair.row: record}
    assert store.ask(influence.last(keys, LAST)) == store.ask(influence.newest(keys, LAST, 1))


def test_copies_of_one_text_have_one_origin(store: Store) -> None:
    first, second = story()[:2]
    store.replace_derived([reprint_of([first, second])])
    copies = store.ask(influence.copies([first.id, second.id, story()[2].id]))
    assert copies == dict.fromkeys((first.id, second.id), influence.Copy(first.id, "The Courier"))
    alone = story()[3]
    found = store.ask(influence.brought([second.id, alone.id]))
    assert found[second.id] == copies[second.id]
    assert found[alone.id] == influence.Copy(alone.id, alone.document.publisher)


def test_days_and_articles_are_counted(store: Store) -> None:
    assert store.ask(influence.last_day()) == "2024-10-10"
    assert store.ask(influence.read_until("2024-10-05")) == 5  # four with a day, one without


def test_dealings_go_both_ways(store: Store) -> None:
    acts = ["event:AID", "tie:trade"]
    assert store.ask(influence.dealing("ALP", ["BET", "EPS"], acts, LAST)) == {"BET"}
    assert store.ask(influence.dealing("BET", ["ALP"], acts, LAST)) == {"ALP"}
    assert not store.ask(influence.dealing("BET", ["ALP"], acts, "2024-10-06"))
    assert not store.ask(influence.dealing("BET", ["EPS"], acts, LAST))


def test_who_bears_a_name(store: Store) -> None:
    def ids(name: str) -> list[str]:
        return [each.id for each in store.ask(influence.bearers(name))]

    assert ids("GAM") == ids("Gammaria") == ids(" gammaria ") == ["GAM"]
    assert ids("Envoy B") == ["person:b"]
    assert ids("Gamma") == []
    assert {key: each.name for key, each in store.ask(influence.known(["GAM", "XXX"])).items()} == {"GAM": "Gammaria"}


def test_no_question_looks_at_all_records(store: Store) -> None:
    asked: dict[Any, dict[str, Any]] = {
        influence._NEAR: {"target": "GAM", "acts": "[]", "until": LAST},
        influence._NEWEST: {"keys": "[]", "most": 5, "until": LAST},
        influence._DAYS: {"keys": "[]", "since": "", "until": LAST},
        influence._TOLD: {"keys": "[]", "until": LAST},
        influence._FIRST: {"keys": "[]"},
        influence._LAST: {"keys": "[]", "until": LAST},
        influence._DEALING: {"one": "GAM", "others": "[]", "acts": "[]", "until": LAST},
        influence._COPIES: {"documents": "[]"},
        influence._BROUGHT: {"documents": "[]"},
        influence._RECORDS: {"rows": "[]"},
        influence._BY_ID: {"id": "GAM"},
        influence._BY_NAME: {"name": "gammaria"},
    }
    for question, values in asked.items():
        explained = text(f"EXPLAIN QUERY PLAN {question.text}")
        plan = [row.detail for row in store.ask(lambda c: c.execute(explained, values).all())]  # noqa: B023
        assert not [line for line in plan if line.startswith("SCAN") and line.split()[1] in STORED], plan


def test_a_treaty_told_twice_is_found_by_its_words(store: Store) -> None:
    pairs = store.ask(influence.newest([("GAM", "tie:alliance", "DEL")], LAST, 5))
    records = store.ask(influence.records(pair.row for pair in pairs))
    assert {record.evidence[0].text for record in records.values()} == {ALLIES}  # type: ignore[union-attr]
