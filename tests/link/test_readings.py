"""Several readings of one word are one happening, and the surest stands for all."""

from typing import Any

import pytest

from legation.link import limits
from legation.link.happenings import Happening
from legation.link.keys import keys
from legation.link.readings import led
from legation.records import Development
from tidings import LINES, happening, shelf, tiding

SURE = {"e1": 0.9, "e2": 0.4}


def other(**fields: Any) -> Happening:
    return happening(**{"id": "e2", "type": "THREATEN", "word": 3, "start": 2, **fields})


@pytest.mark.parametrize(
    ("second", "follows"),
    [
        (other(), True),
        (other(actors=frozenset({"BET"}), recipients=frozenset()), True),
        (other(actors=frozenset(), recipients=frozenset()), True),
        # Another word, no word at all, or what two others do.
        (other(word=9), False),
        (other(word=-1), False),
        (other(actors=frozenset({"GAM"}), recipients=frozenset()), False),
    ],
)
def test_a_less_sure_reading_of_a_word_follows_the_surest(second: Happening, follows: bool) -> None:
    first = happening(word=3, start=1)
    for items in ([first, second], [second, first]):
        found = {item.id: item for item in led(items, SURE)}
        assert found["e1"] == first
        assert found["e2"].follows == ((1, "e1") if follows else None)


def test_equally_sure_readings_follow_the_first() -> None:
    found = {item.id: item.follows for item in led([other(), happening(word=3, start=1)], {"e1": 0.5, "e2": 0.5})}
    assert found == {"e1": None, "e2": (1, "e1")}


def test_what_follows_comes_behind_what_it_follows_and_is_not_looked_for() -> None:
    first, second = sorted(led([happening(word=3, start=5), other()], SURE), key=lambda item: item.order)
    assert (first.id, second.id) == ("e1", "e2")
    assert not set(keys(second, limits()))
    assert Happening.unpacked(second.packed()) == second


def test_all_readings_of_a_word_are_one_development() -> None:
    ordered, threatened = (next(line for line in LINES if line.word == word) for word in ("ordered", "threatened"))
    memory = shelf([[tiding([ordered])], [tiding([threatened], published="2024-10-23")]])
    found = [each for kept in memory.derived.values() for each in kept if isinstance(each, Development)]
    together = [set(each.records) for each in found]
    assert any(len(each) >= 3 for each in together)  # "ordered": what the others than Alphaland do stays apart
    assert sum(len(each) for each in together) == 6
