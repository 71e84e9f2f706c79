"""One row for each two parties of a record: officials count for their country, nobody in particular for nobody."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from influence_story import LOAN, Article, story
from legation.records import Actor, AnyRecord, Event, Evidence, Pressure, Span, Tie
from legation.store import day_tables, migrations, writing
from legation.store.pairing import pairs, party
from legation.store.parties import levels
from legation.store.store import Store

SPEAKING = re.compile(r"VIEW party|INTO record_pair")  # of the later change, what brings the pairs of statements
HERE: dict[str, Any] = {"document": "d"}
LEVEL = {"person:b": "BET", "org:union": "IGO", "person:chief": "IGO"}


def event(actor: str, recipient: str, **more: Any) -> Event:
    return Event(**HERE, type="AID", actor=(actor,), recipient=(recipient,), **more)


def pressure(**more: Any) -> Pressure:
    roles: dict[str, Any] = {"pressers": ("ALP",), "intermediary": ("BET",), "targets": ("GAM",)}
    return Pressure(**HERE, **roles, demand=Span(start=0, end=1, text="x"), **more)


def rows(connection: Connection) -> list[tuple[object, ...]]:
    return sorted(tuple(row) for row in connection.execute(text("SELECT * FROM record_pair")))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for each in story():
            each.add(opened)
        yield opened


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (event("ALP", "BET"), [("BET", "event:AID", "ALP")]),
        (event("person:b", "ALP"), [("ALP", "event:AID", "BET")]),
        (event("ALP", "BET", status="future"), [("BET", "prospect:AID", "ALP")]),
        (event("ALP", "BET", status="hypothetical"), [("BET", "prospect:AID", "ALP")]),
        (event("ALP", "BET", status="negated"), []),
        (event("ALP", "BET", status="historical"), []),
        (event("person:b", "BET"), []),  # within one party
        (event("org:union", "ALP"), [("ALP", "event:AID", "org:union")]),  # bodies of several states are not one party
        (event("person:chief", "ALP"), [("ALP", "event:AID", "person:chief")]),
        (event("group:-:GOV:officials", "ALP"), []),
        (event("unnamed:-:GOV:official", "ALP"), []),
        (event("person:unresolved:1a2b:lu", "ALP"), []),
        (
            Tie(**HERE, actors=("BET", "GAM"), kind="trade", sign=1),
            [("BET", "tied:trade", "GAM"), ("GAM", "tie:trade", "BET")],
        ),
        (Tie(**HERE, actors=("BET", "GAM"), kind="trade", sign=1, status="historical"), []),
        (pressure(), [("BET", "asks", "ALP"), ("GAM", "sways", "BET")]),
        (pressure(status="negated"), []),
    ],
)
def test_each_record_gives_its_pairs(record: AnyRecord, found: list[tuple[str, str, str]]) -> None:
    made = pairs([(7, record)], "2024-10-01", LEVEL)
    assert [(row["target"], row["act"], row["source"]) for row in made] == found
    assert {(row["day"], row["record"]) for row in made} <= {("2024-10-01", 7)}


@pytest.mark.parametrize(("word", "act"), [("offered", "prospect:AGREE"), ("accepted", "event:AGREE")])
def test_what_one_side_offers_is_no_accord_yet(word: str, act: str) -> None:
    told = (Evidence(role="trigger", start=0, end=len(word), text=word),)
    made = pairs([(1, Event(**HERE, evidence=told, type="AGREE", actor=("ALP",), recipient=("BET",)))], None, {})
    assert [(row["target"], row["act"]) for row in made] == [("BET", act)]


def test_what_acts_together_gives_pairs_both_ways() -> None:
    both = ("ALP", "BET")
    made = pairs([(1, Event(**HERE, type="AGREE", actor=both, recipient=both))], None, {})
    assert [(row["target"], row["source"], row["day"]) for row in made] == [("ALP", "BET", ""), ("BET", "ALP", "")]


def test_who_serves_a_body_of_several_states_does_not_count_for_his_country() -> None:
    chief = Actor(**HERE, id="person:chief", name="Chief", kind="person", country="NLD", sector="IGO")
    minister = Actor(**HERE, id="person:m", name="Minister", kind="person", country="NLD", sector="GOV")
    level = levels([chief, minister])
    assert (party("person:chief", level), party("person:m", level)) == ("person:chief", "NLD")


def test_an_older_database_gets_the_same_rows(store: Store) -> None:
    article = Article("The union lent Betania money. Envoy B thanked it.", "2024-10-11").states()
    article.official("person:chief", "The chief", "NLD", "IGO")
    article.event("person:chief", "AID", "BET", "The union lent Betania money")
    article.event("group:-:GOV:officials", "AID", "BET", "lent Betania money")
    article.add(store)

    def anew(connection: Connection) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        before = rows(connection)
        connection.execute(text("DROP TABLE record_pair"))
        for statement in (*migrations._PAIRS, *(each for each in day_tables.TABLES if SPEAKING.search(each))):
            connection.execute(text(statement))
        return before, rows(connection)

    before, after = store.tell(anew)
    assert before == after
    assert len(before) > 10


def test_what_leaves_the_store_leaves_no_pair(store: Store) -> None:
    assert store.ask(lambda c: c.execute(text("SELECT 1 FROM record_pair WHERE act = 'event:AID'")).all())
    loan = next(each for each in story() if LOAN in each.document.text)
    gone = text("DELETE FROM record WHERE document = :document")
    store.tell(lambda c: c.execute(gone, {"document": loan.id}))
    assert not store.ask(lambda c: c.execute(text("SELECT 1 FROM record_pair WHERE act = 'event:AID'")).all())


def test_pairs_follow_when_an_actor_or_a_record_is_corrected(store: Store) -> None:
    article = Article("Envoy C lent Betania money", "2024-10-11").states().official("person:c", "Envoy C", "ALP")
    article.event("person:c", "AID", "BET", "Envoy C lent Betania money").add(store)

    def sources(connection: Connection) -> list[tuple[str, str]]:
        asked = "SELECT act, source FROM record_pair WHERE day = '2024-10-11' ORDER BY act, source"
        return [(row.act, row.source) for row in connection.execute(text(asked))]

    def moved(connection: Connection) -> list[tuple[str, str]]:
        country = "UPDATE record SET payload = json_set(payload, '$.country', 'DEL')"
        whose = "WHERE document = :document AND id = 'person:c'"
        connection.execute(text(f"{country} {whose}"), {"document": article.id})
        writing.renew_parties(connection, article.id, day="2024-10-11")
        return sources(connection)

    def rewritten(connection: Connection) -> list[tuple[str, str]]:
        row = connection.execute(
            text("SELECT \"row\" FROM record WHERE document = :document AND kind = 'event'"), {"document": article.id}
        ).scalar_one()
        old = article.records[-1]
        assert isinstance(old, Event)
        writing.rewrite(connection, row, old, replace(old, type="SANCTION"), day="2024-10-11")
        return sources(connection)

    assert store.ask(sources) == [("event:AID", "ALP")]
    assert store.tell(moved) == [("event:AID", "DEL")]
    assert store.tell(rewritten) == [("event:SANCTION", "DEL")]
