"""A contradiction is told when its second side is: who says which, about what, once however it is linked anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from alert_story import news, reject, rule, told, watching
from crisis import ADMITTED, ARTICLES, COPIES, DISPUTE, LINKED, OTHER, REPRINT, SAID, STRUCK, TOLL, WIRE, code
from legation.records import Contradiction, Derived
from legation.store.store import Store

DESK = '[desk]\nname = "A test"\n[[actors]]\nid = "org:NATO"\n[[issues]]\nid = "toll"\nwords = ["dead", "died"]\n'
RULE = rule("contradiction", actors=("ALP",))
DAY = "2024-03-07"


def store_of(path: Path, derived: tuple[Derived, ...] = LINKED) -> Store:
    with Store.open(path) as store:
        for document in ARTICLES:
            store.add(document, code(document))
        store.replace_derived(derived)
        return store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_of(tmp_path / "news.db")


def test_it_says_who_claims_and_who_denies_about_what(store: Store) -> None:
    alerts = {each.title: each for each in told(store, watching(RULE, text=DESK), DAY)}
    assert sorted(alerts) == [
        "Alphaland denies what Betania claims: “General Ann Bright shelled the port”",
        "Numbers differ (dead): the report itself 12 dead and the report itself Eight people",
    ]
    dispute = alerts[min(alerts)]
    assert dispute.because == (
        "Betania claimed it on 5 March 2024 (Dawn Wire): “General Ann Bright shelled the port of Gammaville on Monday, "
        "Betania said”.",
        "Alphaland denied it on 5 March 2024 (Dawn Wire): “denied that any shell had been fired”.",
        "What it is about: “General Ann Bright shelled the port of Gammaville on Monday”.",
        "Both sides are told since 5 March 2024; a later report bears out the claim.",
        "Told by 2 independent origins (rule wants 1).",
    )
    texts = {each.id: each.text for each in ARTICLES}
    assert all(proof.text in texts[proof.document] for proof in dispute.proofs)


def test_the_numbers_differ_on_the_day_of_the_second(store: Store) -> None:
    days = {each.title[:7]: each.day for each in told(store, watching(RULE, text=DESK), DAY)}
    assert days == {"Alphala": "2024-03-05", "Numbers": "2024-03-07"}


def test_copies_are_one_origin(store: Store) -> None:
    desk = watching(rule("contradiction", actors=("ALP",), origins=2), text=DESK)
    assert len(told(store, desk, DAY)) == 2
    one = replace(DISPUTE, claims=tuple(c for c in DISPUTE.claims if c.document in (WIRE.id, REPRINT.id)), settled=None)
    store.replace_derived((STRUCK, replace(one, settled_by=None), COPIES))
    assert told(store, desk, DAY) == ()


def test_it_concerns_who_takes_part_in_what_it_is_about(store: Store) -> None:
    assert len(told(store, watching(rule("contradiction", actors=("GAM",)), text=DESK), DAY)) == 2
    assert told(store, watching(rule("contradiction", actors=("DEL",)), text=DESK), DAY) == ()


def test_a_rule_on_an_issue_wants_its_words_in_the_claims(store: Store) -> None:
    (alert,) = told(store, watching(replace(RULE, issues=("toll",)), text=DESK), DAY)
    assert alert.issue == "toll"
    assert alert.title.startswith("Numbers differ")


def test_linked_anew_it_has_the_same_key(store: Store) -> None:
    """The development has another first record, and with it another id; so has each contradiction about it."""
    desk = watching(RULE, text=DESK)
    before = {each.key for each in news(store, desk, DAY)}
    assert len(before) == 2
    anew = replace(STRUCK, records=STRUCK.records[::-1], id="")
    moved: tuple[Contradiction, ...] = tuple(replace(each, about=anew.id, id="") for each in (DISPUTE, TOLL))
    assert {each.id for each in moved}.isdisjoint({DISPUTE.id, TOLL.id})
    store.replace_derived((anew, *moved, COPIES))
    assert {each.key for each in told(store, desk, DAY)} == before
    assert news(store, desk, "2024-03-08") == []


def test_a_number_that_replaces_another_of_its_source_is_no_other_dispute(store: Store) -> None:
    desk = watching(RULE, text=DESK)
    news(store, desk, DAY)
    other = replace(TOLL.claims[0], record=LINKED[0].records[1], document=REPRINT.id)
    store.replace_derived((STRUCK, DISPUTE, replace(TOLL, claims=(other, TOLL.claims[1]), id=""), COPIES))
    assert news(store, desk, DAY) == []


def test_what_is_told_by_one_side_only_is_no_contradiction(store: Store) -> None:
    claims = tuple(each for each in DISPUTE.claims if each.side == "claimed")
    store.replace_derived((STRUCK, replace(DISPUTE, claims=claims, settled=None, settled_by=None)))
    assert told(store, watching(RULE, text=DESK), DAY) == ()


def test_a_claim_that_a_review_rejects_is_none(store: Store) -> None:
    for document in (WIRE, REPRINT):
        reject(store, "statement", SAID[document.id].id, document.id)
    reject(store, "statement", ADMITTED.id, OTHER.id)
    titles = [each.title for each in told(store, watching(RULE, text=DESK), DAY)]
    assert [title[:7] for title in titles] == ["Numbers"]


def test_old_contradictions_are_no_news(store: Store) -> None:
    assert {each.day for each in told(store, watching(RULE, text=DESK), "2024-03-20")} == {OTHER.published}
    assert told(store, watching(RULE, text=DESK), "2024-03-22") == ()
