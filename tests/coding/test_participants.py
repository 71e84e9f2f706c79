"""Participants: who faces one state alone in all that happens is taken for one of its own."""

from dataclasses import replace

import pytest

from legation.coding.participants import participants
from legation.records import (
    Actor,
    ActorKind,
    Document,
    Event,
    Evidence,
    Mention,
    Span,
    Speaker,
    Stance,
    Statement,
)
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


TROOPS = replace(actor("group:PER:MIL:troops", "group", "PER"), sector="MIL")


def said(*stances: Stance, country: str = "FJI") -> Statement:
    speaker = Speaker(actor="FJI", as_written="Suva", named=True, country=country)
    content = (Span(start=0, end=8, text="Soldiers"),)
    return Statement(
        document="d",
        evidence=(WHO,),
        speaker=speaker,
        cue="say",
        act="say",
        quotation="indirect",
        content=content,
        stance=stances,
    )


@pytest.mark.parametrize(
    ("stances", "left"),
    [
        ([(TROOPS.id, -0.5)], [("PER", -0.5)]),
        ([(TROOPS.id, -0.5), ("PER", 0.2)], [("PER", -0.5)]),  # the stronger one
        ([(TROOPS.id, 0.0)], []),
        ([(SOLDIERS.id, -0.5)], []),  # of no state
    ],
)
def test_what_is_said_of_a_states_soldiers_is_said_of_the_state(
    stances: list[tuple[str, float]], left: list[tuple[str, float]]
) -> None:
    statement = said(*(Stance(target=key, value=value) for key, value in stances))
    mention = Mention(document="d", evidence=(WHO,), start=0, end=8, actor="PER", kind="name")
    reading = Reading(Document(text=TEXT)).plus([SOLDIERS, TROOPS, FIJI, PERU, mention, statement])
    [kept] = [r for r in participants().run(reading) if isinstance(r, Statement)]
    assert [(s.target, s.value) for s in kept.stance] == left


def test_a_states_own_soldiers_are_no_target_of_its_voice() -> None:
    statement = said(Stance(target=TROOPS.id, value=-0.5), country="PER")
    reading = Reading(Document(text=TEXT)).plus([TROOPS, PERU, statement])
    [kept] = [r for r in participants().run(reading) if isinstance(r, Statement)]
    assert kept.stance == ()


def test_who_is_hurt_by_a_blow_at_a_state_is_of_that_state() -> None:
    blows = [
        replace(event("ASSAULT", "FJI", whom), evidence=tuple(Evidence.cut(TEXT, *at, role) for role, at in where))
        for whom, where in (
            ("PER", [("trigger", (0, 8)), ("clause", (0, 29))]),
            (SOLDIERS.id, [("trigger", (9, 15)), ("clause", (0, 29))]),
        )
    ]
    reading = Reading(Document(text=TEXT)).plus([SOLDIERS, FIJI, PERU, *blows])
    found = {a.id: a for a in participants().run(reading) if isinstance(a, Actor)}
    assert found[SOLDIERS.id].country == "PER"
