"""Sweeping: whom else of its text a sentence is looked at with."""

from collections.abc import Sequence

import pytest

from legation.coding.roles import Role
from legation.coding.sides import NOBODY, OTHER
from legation.coding.sweeping import ELSEWHERE, Spot, States, are_one_plural, elsewhere


def text(*sentences: str) -> list[list[Spot]]:
    """The parties of sentences, each given by its places; they stand one behind the other, three characters apart."""
    places = [s.split() for s in sentences]
    at = iter(range(0, 3000, 3))
    return [[Spot(p, Role((p,), n := next(at), n + 3), None, "name") for p in row] for row in places]


def others(*sentences: str) -> list[list[str]]:
    return [[spot.place for spot in found] for found in elsewhere(text(*sentences))]


@pytest.mark.parametrize(
    ("sentences", "found"),
    [
        (["FRA KEN", "FRA"], [[], ["KEN"]]),
        # The one of whom the text speaks most, then who was named last before.
        (["FRA KEN", "KEN", "PER", "CHL"], [["PER", "CHL"], ["FRA", "PER"], ["KEN", "FRA"], ["KEN", "PER"]]),
        # Those who are named later stand in where nobody was before.
        (["FRA", "KEN PER", "PER"], [["PER", "KEN"], ["FRA"], ["KEN", "FRA"]]),
        ([f"FRA {OTHER} {NOBODY}", "KEN"], [["KEN"], ["FRA"]]),
        ([], []),
    ],
)
def test_a_sentence_is_looked_at_with_two_others_of_its_text(sentences: Sequence[str], found: list[list[str]]) -> None:
    assert others(*sentences) == found


def test_whom_only_sentences_far_away_name_is_none_of_them() -> None:
    far = others("PER", *["FRA KEN"] * 40, "FRA", "CHL")
    assert (far[40], far[41], far[-1]) == (["PER", "CHL"], ["KEN", "CHL"], ["FRA", "KEN"])


def test_others_stand_where_they_were_named_last_and_have_no_head_in_the_sentence() -> None:
    every = text("FRA KEN", "KEN", "FRA")
    (kenya,) = elsewhere(every)[2]
    assert (kenya.role, kenya.head, kenya.kind) == (every[1][0].role, None, ELSEWHERE)


def test_a_state_is_named_by_its_own_name_last_before_a_sentence_or_else_first() -> None:
    every = text("FRA KEN", "FRA", "KEN")
    every[1].append(Spot("FRA", Role(("person:a-minister",), 90, 93), None, "name"))
    every.append([Spot("PER", Role(("person:another",), 96, 99), None, "name")])
    states = States(every)
    assert states.near(0, "FRA") == every[0][0].role
    assert states.near(3, "FRA") == every[1][0].role
    assert (states.near(1, "KEN"), states.near(2, "KEN")) == (every[0][1].role, every[2][0].role)
    assert states.near(-1, "FRA") == every[0][0].role
    assert (states.near(3, "PER"), states.near(3, "CHL")) == (None, None)


def test_two_are_one_plural_where_the_same_words_mean_them() -> None:
    one, other = (Spot(p, Role((p,), 4, 20), None, "group") for p in ("FRA", "KEN"))
    ((third,),) = text("PER")
    assert are_one_plural(one, other)
    assert not are_one_plural(one, third)
