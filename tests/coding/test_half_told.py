"""Tests of acts that are told once with an open side and once whole, and of arrests of nobody in particular."""

from dataclasses import replace

import pytest

from legation.annotations import Sentence
from legation.coding.drafts import Draft
from legation.coding.half_told import at_home, whole
from legation.coding.roles import Role, Roles
from legation.coding.triggers import Frame
from legation.records import Status

from .conftest import Code, Read

TEXT = "France attacked Russia and attacked."


@pytest.fixture
def roles(read: Read) -> Roles:
    return Roles(read(TEXT), (), ())


def act(read: Read, kind: str, actors: str, recipients: str, mode: str | None = None) -> Draft:
    """An act of the sentence; a party is given by its word."""
    (sentence,) = read(TEXT).of(Sentence)
    names = {"France": "FRA", "Russia": "RUS"}

    def side(words: str) -> tuple[Role, ...]:
        return tuple(Role((names[w],), TEXT.index(w), TEXT.index(w) + len(w)) for w in words.split())

    word = sentence.tokens[1 if recipients else 4]
    return Draft(
        sentence=sentence,
        trigger=word,
        words=(word,),
        frame=Frame(type=kind),
        mode=mode,
        actors=side(actors),
        recipients=side(recipients),
        standing="actual",
        construction="verb",
        clause=None,
        confidence=0.5,
    )


def test_a_half_of_a_whole_act_goes_and_leaves_its_mode(read: Read, roles: Roles) -> None:
    full, half = act(read, "ASSAULT", "France", "Russia"), act(read, "ASSAULT", "France", "", "aerial")
    assert whole([(full, None), (half, None)], roles) == [(replace(full, mode="aerial"), None)]


@pytest.mark.parametrize(
    ("kind", "actors", "standing"),
    [("ASSAULT", "Russia", "actual"), ("THREATEN", "France", "actual"), ("ASSAULT", "France", "future")],
)
def test_what_somebody_else_does_of_another_type_or_status_stays(
    read: Read, roles: Roles, kind: str, actors: str, standing: Status
) -> None:
    full, half = act(read, "ASSAULT", "France", "Russia"), act(read, kind, actors, "")
    half = replace(half, standing=standing)
    assert len(whole([(full, None), (half, None)], roles)) == 2


def test_a_curfew_stands_beside_arrests(read: Read, roles: Roles) -> None:
    full, half = act(read, "COERCE", "France", "Russia"), act(read, "COERCE", "France", "")
    assert len(whole([(full, None), (half, None)], roles)) == 2


def test_arrests_of_nobody_in_particular_are_of_ones_own_people(read: Read, roles: Roles) -> None:
    made = at_home(act(read, "COERCE", "France", "", "arrest"), roles)
    assert made.recipient == ("FRA",)
    told = act(read, "COERCE", "France", "Russia", "arrest")
    assert at_home(told, roles) == told
    curfew = act(read, "COERCE", "France", "", "curfew")
    assert at_home(curfew, roles) == curfew


@pytest.mark.model
def test_a_strike_that_a_look_aims_at_the_government_is_one(code: Code) -> None:
    found = code(
        "Nigerian doctors begin nationwide strike over pay after talks with labour ministry end without result"
    )
    assert len([e for e in found if e.type == "PROTEST"]) == 1
