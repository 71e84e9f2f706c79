"""Parties are found by what people call them, and the day as of which is told is one on which something was read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import dyad_story as story
from legation.errors import QueryError
from legation.records import Actor
from legation.store.store import Store
from legation.view import dyad_sources
from legation.view.dyad_sources import Party


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("ALP", Party(id="ALP", name="Alphaland")),
        ("alphaland", Party(id="ALP", name="Alphaland")),
        ("person:ada-minister", Party(id="ALP", name="Alphaland", asked="Ada Minister")),
        ("Sample League", Party(id="org:LEAGUE", name="Sample League")),
        ("UK", Party(id="GBR", name="United Kingdom")),
        ("Angela Merkel", Party(id="DEU", name="Germany", asked="Angela Merkel")),
    ],
)
def test_a_party_is_found_by_id_name_alias_or_whoever_belongs_to_it(store: Store, name: str, party: Party) -> None:
    paper = story.paper("one", story.day(0))
    story.fill(store, (paper, []))
    assert dyad_sources.party(store, name) == party


def test_a_country_is_meant_before_a_person_of_its_name(store: Store) -> None:
    paper = story.paper("one", story.day(0))
    namesake = Actor(document=paper.id, id="person:beta", name="Betania", kind="person", country="ALP")
    store.add(paper, (*story.cast(paper), namesake))
    assert dyad_sources.party(store, "Betania").id == "BET"


def test_a_name_of_several_and_one_of_no_country_are_refused(store: Store) -> None:
    paper = story.paper("one", story.day(0))
    twins = [
        Actor(document=paper.id, id=f"person:twin-{country}", name="Twin", kind="person", country=country)
        for country in ("ALP", "BET")
    ]
    nobody = Actor(document=paper.id, id="person:nobody", name="Nobody", kind="person")
    store.add(paper, (*story.cast(paper), *twins, nobody))
    with pytest.raises(QueryError, match="'Twin' may be ALP, BET; write the id"):
        dyad_sources.party(store, "Twin")
    with pytest.raises(QueryError, match="'Nobody' belongs to no country"):
        dyad_sources.party(store, "Nobody")


def test_who_serves_a_body_of_several_states_does_not_count_for_his_country(store: Store) -> None:
    paper = story.paper("one", story.day(0))
    envoy = Actor(document=paper.id, id="person:envoy", name="Envoy", kind="person", country="ALP", sector="UNO")
    store.add(paper, (*story.cast(paper), envoy))
    with pytest.raises(QueryError, match="'Envoy' belongs to no country"):
        dyad_sources.party(store, "Envoy")


def test_as_of_is_the_last_article_but_never_the_future(store: Store) -> None:
    with pytest.raises(QueryError, match="no stored article has a day"):
        dyad_sources.known_until(store, None)
    story.fill(store, (story.paper("one", "2025-03-05T10:00:00+02:00"), []), (story.paper("two", "2025-03-04"), []))
    assert dyad_sources.known_until(store, None, date(2026, 1, 1)) == date(2025, 3, 5)
    assert dyad_sources.known_until(store, None, date(2025, 3, 1)) == date(2025, 3, 1)
    assert dyad_sources.known_until(store, "2024-12-31") == date(2024, 12, 31)


def test_ties_of_a_un_envoy_are_none_of_his_country(store: Store) -> None:
    paper = story.paper("one", story.day(0))
    envoy = Actor(document=paper.id, id="person:envoy", name="Envoy", kind="person", country="ALP", sector="UNO")
    tie = story.tie(paper, actors=("person:envoy", "BET"))
    store.add(paper, (*story.cast(paper), envoy, tie))
    assert dyad_sources.tied(store, "BET", None, date(2025, 12, 31)) == ()
