"""What the other sentences of a text say of a guess, and who is implied where a side is open."""

import pytest

from legation.coding.guesses import Guess, logit
from legation.coding.implied import imply
from legation.coding.recurring import recur
from legation.coding.roles import Role
from legation.coding.surveying import Triple
from legation.coding.sweeping import Sight, Spot

LEAST = logit(0.0)


def spot(place: str, start: int = 0) -> Spot:
    return Spot(place, Role((place,), start, start + 3), None, "name")


def seen(triple: Triple, chance: float) -> Guess:
    """A guess that a look makes."""
    sight = Sight(spot(triple[0]), spot(triple[1]), {triple[2]: chance}, {}, {"actual": 1.0})
    return Guess(triple, [], sight, signs={"looked": logit(chance)})


def test_an_act_that_another_sentence_tells_is_marked_so_and_its_own_sentence_does_not_count() -> None:
    lead, back, alone = (seen(("CHL", "PER", "REQUEST"), c) for c in (0.9, 0.2, 0.7))
    recur([[lead], [back], [seen(("CHL", "PER", "AID"), 0.4)]])
    assert lead.signs["told elsewhere"] == pytest.approx(logit(0.2))
    assert back.signs["told elsewhere"] == pytest.approx(logit(0.9))
    assert lead.signs["pair elsewhere"] == pytest.approx(logit(0.4))
    recur([[alone]])
    assert alone.signs == dict.fromkeys(("told elsewhere", "pair elsewhere", "side elsewhere"), LEAST) | {
        "looked": alone.signs["looked"]
    }


def test_an_open_side_that_another_sentence_fills_is_marked_so() -> None:
    half, other = seen(("CHL", "", "REQUEST"), 0.5), seen(("", "CHL", "REQUEST"), 0.5)
    recur([[seen(("CHL", "PER", "REQUEST"), 0.9)], [half], [other]])
    assert half.signs["side elsewhere"] == pytest.approx(logit(0.9))
    assert other.signs["side elsewhere"] == LEAST


def test_on_an_open_side_stands_whom_the_text_ties_most_who_was_named_last_or_ones_own() -> None:
    half = seen(("CHL", "", "REQUEST"), 0.5)
    every = [[seen(("CHL", "PER", "REQUEST"), 0.9)], [seen(("BRA", "ARG", "AID"), 0.9)], [half]]
    imply(every, [[spot("CHL", 1), spot("PER", 9)], [spot("BRA", 20), spot("ARG", 29)], [spot("CHL", 40)]])
    found = {g.triple[1]: g for g in every[2][1:]}
    assert set(found) == {"PER", "ARG", "CHL"}
    assert all(g.half is half and g.triple[::2] == ("CHL", "REQUEST") for g in found.values())
    assert found["PER"].implied == Role(("PER",), 9, 12)
    assert found["PER"].signs["implied, share"] == 1.0
    assert found["ARG"].signs["implied, near"] == 1.0
    assert found["CHL"].signs["implied, own"] == 1.0
    assert half.signs == {"looked": logit(0.5)}


def test_nobody_is_implied_before_they_are_named_or_where_an_act_has_both_sides() -> None:
    every = [[seen(("CHL", "", "REQUEST"), 0.5)], [seen(("CHL", "PER", "REQUEST"), 0.9)]]
    imply(every, [[], [spot("CHL", 40), spot("PER", 50)]])
    assert [len(found) for found in every] == [1, 1]
