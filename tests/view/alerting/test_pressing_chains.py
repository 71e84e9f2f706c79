"""A pressure chain is told when it is new: not when it is repeated, told by fewer parties, planned or denied."""

from dataclasses import replace
from pathlib import Path

import pytest

from alert_story import in_orders, news, paper, pressed, put, rule, told, watching
from desk_story import DESK
from legation.store.store import Store

CHINA = DESK + '\n[[actors]]\nid = "China"\n'
BOTH = paper("2025-05-08", "The United States and India urged China to use its influence on Pakistan over mediation.")
ONE = paper(
    "2025-05-10", "The United States urged China to press Pakistan to accept mediation.", publisher="Herald (sample)"
)
BARE = paper("2025-05-11", "India and the United States urged China to do more.", publisher="Lamp (sample)")
OTHER = paper("2025-05-12", "Pakistan urged China to use its influence on India.")
AGAIN = paper("2025-06-20", "The United States urged China again to use its influence on Pakistan.")
RULE = rule("pressure")
CHAIN = (
    (BOTH, [pressed(BOTH, "USA IND", "CHN", "PAK", "use its influence on Pakistan")]),
    (ONE, [pressed(ONE, "USA", "CHN", "PAK", "press Pakistan to accept mediation")]),
    (BARE, [pressed(BARE, "IND USA", "CHN", "", "do more")]),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        put(made, CHAIN[0])
        return made


def test_a_new_chain_says_who_presses_whom_over_whom_in_which_words(store: Store) -> None:
    (alert,) = news(store, watching(RULE), "2025-05-08")
    assert alert.title == "India and the United States press China over Pakistan"
    assert alert.because == (
        "The United States and India urged China to press Pakistan; in the report’s words, “use its influence on "
        "Pakistan”.",
        "First reported on 8 May 2025; no report that was read in the 30 days before tells of it.",
        "Told by 1 independent origin (rule wants 1).",
    )
    assert alert.actors == ("CHN", "IND", "PAK", "USA")
    assert alert.issue == "talks"
    assert [proof.text for proof in alert.proofs] == [BOTH.text]


def test_a_repetition_by_the_same_or_by_some_of_them_is_no_new_chain(store: Store) -> None:
    desk = watching(RULE)
    assert len(news(store, desk, "2025-05-08")) == 1
    for each in CHAIN[1:]:
        put(store, each)
    assert news(store, desk, "2025-05-11") == []
    (alert,) = told(store, desk, "2025-05-11")
    assert alert.origins == 3


def test_others_who_press_or_the_same_after_a_month_are_a_new_chain(store: Store) -> None:
    desk = watching(RULE)
    news(store, desk, "2025-05-08")
    put(store, (OTHER, [pressed(OTHER, "PAK", "CHN", "IND", "use its influence on India")]))
    assert [each.title for each in news(store, desk, "2025-05-12")] == ["Pakistan presses China over India"]
    put(store, (AGAIN, [pressed(AGAIN, "USA", "CHN", "PAK", "use its influence on Pakistan")]))
    assert [each.day for each in news(store, desk, "2025-06-20")] == ["2025-06-20"]


@pytest.mark.parametrize("status", ["future", "negated", "hypothetical"])
def test_what_was_not_done_is_no_pressure(tmp_path: Path, status: str) -> None:
    with Store.open(tmp_path / "news.db") as store:
        put(store, (BOTH, [replace(CHAIN[0][1][0], status=status, id="")]))  # type: ignore[arg-type]
        assert told(store, watching(RULE), "2025-05-08") == ()


@pytest.mark.parametrize(("actor", "number"), [("CHN", 1), ("USA", 1), ("PAK", 1), ("IND", 1), ("RUS", 0)])
def test_it_concerns_whoever_presses_is_pressed_or_is_the_target(store: Store, actor: str, number: int) -> None:
    assert len(told(store, watching(rule("pressure", actors=(actor,))), "2025-05-09")) == number


def test_a_rule_on_an_issue_wants_its_words_in_the_sentence(store: Store) -> None:
    assert len(told(store, watching(rule("pressure", issues=("talks",))), "2025-05-09")) == 1
    assert told(store, watching(rule("pressure", issues=("water",))), "2025-05-09") == ()


def test_a_chain_has_one_key_in_whatever_order_its_reports_come(tmp_path: Path) -> None:
    orders = list(in_orders(tmp_path, CHAIN, watching(RULE), "2025-05-12"))
    assert len(orders) == 6
    assert {len(keys) for keys in orders} == {1}


def test_a_rule_that_wants_two_origins_waits_for_them(store: Store) -> None:
    desk = watching(rule("pressure", origins=2))
    assert told(store, desk, "2025-05-10") == ()
    put(store, CHAIN[1])
    assert [each.origins for each in told(store, desk, "2025-05-10")] == [2]
