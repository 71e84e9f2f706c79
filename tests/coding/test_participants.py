"""Participants: who faces one state alone in all that happens is taken for one of its own."""

from dataclasses import replace

import pytest

from legation.coding.participants import participants
from legation.records import Actor, ActorKind, Document, Event, Evidence
from legation.step import Reading

TEXT = "Soldiers seized the minister."
WHO = Evidence(role="actor", start=0, end=8, text="Soldiers")


def actor(key: str, kind: ActorKind, country: str | None) -> Actor:
    return Actor(
        document="d", evidence=(WHO,), confidence=0.8, why=("a noun",), id=key, name=key, kind=kind, country=country
    )


def event(kind: str, source: str, target: str) -> Event:
    return Event(
        document="d", evidence=(WHO,), confidence=0.8, why=("a verb",), type=kind, actor=(source,), recipient=(target,)
    )


SOLDIERS = replace(actor("group:-:MIL:soldiers", "group", None), sector="MIL")
FIJI, PERU = actor("FJI", "state", "FJI"), actor("PER", "state", "PER")
HEAD = actor("office:FJI:head", "unnamed", "FJI")
UNION = actor("org:EU", "organisation", "EUR")


@pytest.mark.parametrize(
    ("events", "home"),
    [
        ([event("COERCE", SOLDIERS.id, "office:FJI:head")], "FJI"),
        ([event("ASSAULT", "FJI", SOLDIERS.id)], "FJI"),
        ([event("ASSAULT", SOLDIERS.id, "FJI")], None),  # who attacks a state may come from anywhere
        ([event("ASSAULT", "FJI", SOLDIERS.id), event("ASSAULT", "PER", SOLDIERS.id)], None),
        ([event("CONSULT", "FJI", SOLDIERS.id)], None),
        ([event("COERCE", "org:EU", SOLDIERS.id)], None),
    ],
)
def test_the_home_of_people_without_a_country(events: list[Event], home: str | None) -> None:
    reading = Reading(Document(text=TEXT)).plus([SOLDIERS, FIJI, PERU, HEAD, UNION, *events])
    found = {a.id: a for a in participants().run(reading) if isinstance(a, Actor)}
    assert found[SOLDIERS.id].country == home
    assert (found[SOLDIERS.id].why[-1] == "faces FJI alone") == (home == "FJI")
