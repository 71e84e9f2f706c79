"""What all rules have in common: keys that stay, the desk's day, weights, and what is kept of earlier runs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from alert_story import at, paper, pressed, put, rule, tables, told, watching
from desk_story import DESK
from legation import alert_kinds
from legation.desk import Outlet
from legation.store import alerts as kept
from legation.store.alerts import Found
from legation.store.store import Store
from legation.view.alerting.known import Known, Thing, key
from legation.view.alerting.limits import limits
from legation.view.alerting.rules import KINDS, found
from legation.watches import Collecting

ASKED = paper("2025-05-08", "The United States urged India to use its influence on Pakistan.")
ALSO = paper("2025-05-09", "China urged Pakistan to use its influence on India.", publisher="Herald (sample)")
USA = pressed(ASKED, "USA", "IND", "PAK", "use its influence on Pakistan")
CHINA = pressed(ALSO, "CHN", "PAK", "IND", "use its influence on India")
THING = Thing(kind="pressure", parts=("USA", "CHN", "PRK"), day=date(2025, 5, 8), records=frozenset({"one"}))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        put(made, (ASKED, [USA]))
        put(made, (ALSO, [CHINA]))
        return made


def test_every_kind_that_a_desk_may_ask_for_is_found_and_has_a_weight() -> None:
    assert set(KINDS) == set(alert_kinds.alert_kinds()) == set(limits().weights)


def test_a_desk_without_rules_finds_nothing(store: Store) -> None:
    assert told(store, watching(), "2025-05-09") == ()


def test_an_empty_store_raises_nothing_of_any_kind(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db") as store:
        assert told(store, watching(*map(rule, KINDS)), "2025-05-09") == ()


def test_nothing_is_written(store: Store) -> None:
    before = store.path.read_bytes()
    first = told(store, watching(rule("pressure")), "2025-05-09")
    assert told(store, watching(rule("pressure")), "2025-05-09") == first
    assert store.path.read_bytes() == before


def test_each_rule_tells_of_its_own_actors_under_the_name_of_the_thing(store: Store) -> None:
    desk = watching(rule("pressure", actors=("USA",)), replace(rule("pressure"), id="all"))
    keys = [each.key for each in told(store, desk, "2025-05-09")]
    assert sorted(keys) == [
        "pressure|CHN|PAK|IND|2025-05-09@all",
        "pressure|USA|IND|PAK|2025-05-08@all",
        "pressure|USA|IND|PAK|2025-05-08@pressure",
    ]


def test_the_heaviest_comes_first_by_the_word_of_its_outlets(store: Store) -> None:
    desk = replace(watching(rule("pressure")), outlets=(Outlet(publisher="Post (sample)", weight=0.5),))
    weights = [(each.actors[0], each.weight) for each in told(store, desk, "2025-05-09")]
    assert weights == [("CHN", 1.3), ("IND", 0.65)]


def test_the_day_is_that_of_the_desk(store: Store) -> None:
    desk = watching(rule("pressure"))
    evening = datetime(2025, 5, 8, 23, 30, tzinfo=UTC)
    assert len(found(store, desk, tables(), evening)) == 1
    tokyo = replace(desk, collecting=Collecting(zone="Asia/Tokyo"))
    assert len(found(store, tokyo, tables(), evening)) == 2


def test_what_was_collected_late_is_told_within_the_days_of_news_and_not_after(store: Store) -> None:
    desk = watching(rule("pressure"))
    assert [len(told(store, desk, day)) for day in ("2025-05-22", "2025-05-23", "2025-05-24")] == [2, 1, 0]


def test_a_thing_has_the_name_under_which_it_was_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        moved = replace(THING, day=date(2025, 5, 6), parts=("JPN+USA", "CHN", "PRK"))
        assert Known(store, "2025").name(moved, moved.shares) == "pressure|JPN+USA|CHN|PRK|2025-05-06"
        _keep(store, key(THING.name, "allies"), '{"proofs": [{"record": "one"}, {"record": null}]}')
        known = Known(store, "2025")
        assert known.name(moved, moved.shares) == "pressure|USA|CHN|PRK|2025-05-08"
        assert known.name(replace(moved, kind="tension"), lambda other: True) == "tension|JPN+USA|CHN|PRK|2025-05-06"


def test_of_two_that_were_kept_the_earlier_gives_the_name(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        _keep(store, key(THING.name, "allies"), '{"proofs": []}', at="2025-05-09T00:00:00Z")
        _keep(store, "pressure|KOR|CHN|PRK|2025-05-07@allies", '{"proofs": []}', at="2025-05-08T00:00:00Z")
        assert Known(store, "2025").name(THING, lambda other: True) == "pressure|KOR|CHN|PRK|2025-05-07"


@pytest.mark.parametrize("name", ["2024-05-01", "a key", "pressure|a|b|no day@rule"])
def test_keys_that_others_wrote_are_left_alone(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "news.db") as store:
        _keep(store, name, "{}")
        assert Known(store, "2025").name(THING, lambda other: True) == THING.name


def test_a_mark_in_an_id_does_not_break_a_key() -> None:
    assert replace(THING, parts=("a|b",)).name == "pressure|a/b|2025-05-08"


def _keep(store: Store, name: str, payload: str, at: str = "2025-05-08T20:00:00Z") -> None:
    store.tell(kept.keep([Found(name, "allies", "pressure", None, payload)], (), at, at[:10]))


def test_moments_of_all_zones_are_understood(store: Store) -> None:
    assert len(found(store, watching(rule("pressure"), text=DESK), tables(), at("2025-05-09").astimezone())) == 2
