"""The tables by which pages find the newest and count: kept with the records, and made alike of an older store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from influence_story import Article, story
from legation import batch
from legation.records import Development
from legation.store import day_tables, linked, writing
from legation.store.store import Store

TABLES = ("record_own", "development_party", "tally", "actor_tally")
COUNTED = """
    SELECT actor, sum(role = 'self'), sum(role = 'speaker'), sum(role IN ('actor', 'recipient')) FROM record_actor
    WHERE role IN ('self', 'speaker', 'actor', 'recipient') GROUP BY actor ORDER BY actor
"""
LENT = "The bank opened a credit line for seed and diesel to Betania"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The story, and a loan of a body of no country that two papers tell; linked."""
    with Store.open(tmp_path / "news.db") as opened:
        for each in story():
            each.add(opened)
        for publisher, day in (("The Courier", "2024-10-11"), ("The Gazette", "2024-10-12")):
            article = Article(f"{LENT}. Envoy C of the bank promised {publisher} more.", day, publisher=publisher)
            article.states().official("org:bank", "The bank", "IGO")
            article.official("person:c", "Envoy C", "BET").event("org:bank", "AID", "BET", LENT)
            article.says("person:c", "promised", act="promise", about=["ALP"]).add(opened)
        batch.relink(opened)
        yield opened


def rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}")))


def all_rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {table: rows(connection, table) for table in TABLES}


def counted(connection: Connection) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    kinds = {row[0]: row[1] for row in connection.execute(text("SELECT kind, count(*) FROM record GROUP BY kind"))}
    kinds["document"] = connection.execute(text("SELECT count(*) FROM document")).scalar_one()
    return kinds, [tuple(row) for row in connection.execute(text(COUNTED))]


def tallied(connection: Connection) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    kinds = {name: number for name, number in rows(connection, "tally") if number}
    return kinds, [row for row in rows(connection, "actor_tally") if any(row[1:])]


def test_an_older_database_gets_the_same_rows(store: Store) -> None:
    def anew(connection: Connection) -> tuple[Any, Any]:
        before = all_rows(connection)
        connection.execute(text("DELETE FROM record_pair WHERE act = 'speaks'"))
        for name in TABLES:
            connection.execute(text(f"DROP TABLE {name}"))
        for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("DROP INDEX document_origin"))
        for statement in day_tables.TABLES:
            connection.execute(text(statement))
        return before, all_rows(connection)

    before, after = store.tell(anew)
    assert all(before.values())
    assert after == before


def test_a_body_is_found_by_its_own_id_and_a_country_by_its_people(store: Store) -> None:
    own = store.ask(lambda connection: rows(connection, "record_own"))
    assert {(actor, kind, role) for actor, kind, _, _, role in own if actor in ("org:bank", "person:c", "BET")} == {
        ("org:bank", "event", "actor"),
        ("person:c", "statement", "speaker"),
    }


def test_developments_are_found_by_whom_they_name_and_by_the_countries_of_their_events(store: Store) -> None:
    found = store.ask(linked.linked("development", {"actor": ("org:bank",)}))
    (loan,) = [each for each in found if isinstance(each, Development)]
    assert len(loan.documents) == 2
    parties = store.ask(lambda connection: rows(connection, "development_party"))
    assert ("IGO", "actor") in {(party, role) for party, *_, role in parties}
    for wanted, number in (
        ({"actor": ("BET",), "role": "recipient"}, 1),
        ({"actor": ("org:bank",), "role": "recipient"}, 0),
    ):
        found = store.ask(linked.linked("development", {**wanted, "type": "AID"}))  # type: ignore[typeddict-item]
        assert [each.id for each in found].count(loan.id) == number


def test_tallies_follow_what_comes_and_goes(store: Store) -> None:
    assert store.ask(tallied) == store.ask(counted)
    loan = next(each for each in store.documents() if LENT in each.text)
    store.tell(lambda c: c.execute(text("DELETE FROM record WHERE document = :document"), {"document": loan.id}))
    assert store.ask(tallied) == store.ask(counted)
    batch.relink(store)
    assert store.ask(tallied) == store.ask(counted)
    assert store.counts()["document"] == len(list(store.documents()))


def test_when_an_actor_is_corrected_its_developments_follow(store: Store) -> None:
    document = next(each for each in store.documents() if LENT in each.text)

    def moved(connection: Connection) -> set[str]:
        changed = "UPDATE record SET payload = json_set(payload, '$.country', 'DEL') WHERE id = 'org:bank'"
        connection.execute(text(changed))
        for each in (document, *others):
            writing.renew_parties(connection, each.id, day=(each.published or "")[:10])
        return {row[0] for row in rows(connection, "development_party")}

    others = [each for each in store.documents() if LENT in each.text and each.id != document.id]
    before = store.ask(lambda connection: {row[0] for row in rows(connection, "development_party")})
    assert {"IGO", "org:bank"} <= before
    after = store.tell(moved)
    assert "IGO" not in after
    assert {"DEL", "org:bank"} <= after
