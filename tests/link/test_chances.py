"""How likely two tellings are one happening, whichever is given first; trees that are broken are named."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings

from crowds import DAM, FERRY, TOLD, crowds, item
from legation.errors import KnowledgeError
from legation.link import chances, limits
from legation.link.happenings import Happening
from legation.link.likeness import likeness
from legation.records import Place

LONG = frozenset({"valley", "village", "engineer", "morning", "rain", "flood"})


def chance(one: Happening, other: Happening) -> float | None:
    row = chances.signs(one, other, limits())
    return None if row is None else chances.load().chances([row])[0]


@settings(max_examples=200, deadline=None)
@given(crowds())
def test_the_order_in_which_two_are_given_makes_no_difference(items: list[Happening]) -> None:
    for one, other in combinations(items, 2):
        row = chances.signs(one, other, limits())
        assert row == chances.signs(other, one, limits())
        assert row is None or len(row) == len(chances.SIGNS)


def test_what_is_told_in_like_words_is_likelier_than_what_is_not() -> None:
    same = chance(item(1, **DAM, around=LONG), item(2, **DAM, around=LONG))
    again = chance(item(1, **DAM, around=LONG), item(2, own=frozenset({"dam", "flood"}), around=LONG))
    other = chance(item(1, **DAM, around=LONG), item(2, **FERRY, around=frozenset({"rain", "strait", "captain"})))
    assert same is not None
    assert again is not None
    assert other is not None
    assert min(same, again) > 0.9 > other > 0.0


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "CONSULT"},
        {"dated": True, "first": TOLD + 1, "last": TOLD + 1},
        {"reported": TOLD + 200, "first": TOLD + 195, "last": TOLD + 200},
        {"follows": (0, "e001")},
        {"type": "DISPUTE"},
        {"type": "CLAIM"},
    ],
)
def test_what_cant_be_one_has_no_chance(fields: dict[str, Any]) -> None:
    one = item(1, **DAM, type="ASSAULT", dated=True, first=TOLD, last=TOLD)
    if "reported" in fields:
        one = item(1, **DAM, type="ASSAULT")
    assert chance(one, item(2, **{**DAM, "type": "ASSAULT", **fields})) is None


def test_who_tell_of_other_places_tell_otherwise() -> None:
    oslo, bern = (item(n, **DAM, place=Place(name=name, country=name)) for n, name in ((1, "Oslo"), (2, "Bern")))
    rows = [chances.signs(oslo, other, limits()) for other in (bern, replace(oslo, id="e003", document="d003"))]
    assert [row and chances.tell_otherwise(row) for row in rows] == [True, False]


def test_the_likeness_among_the_signs_is_the_one_that_groups() -> None:
    one, other = item(1, **DAM), item(2, **{**DAM, "own": frozenset({"dam", "burst", "flood"})})
    row = chances.signs(one, other, limits())
    assert row
    assert chances.likeness_of(row) == likeness(one, other, limits())
    turned = replace(other, actors=one.recipients, recipients=one.actors, own=frozenset({"ferry"}))
    row = chances.signs(one, turned, limits())
    assert row
    assert (chances.likeness_of(row), likeness(one, turned, limits())) == (0.0, None)


def test_a_word_in_common_is_asked_of_those_who_tell_an_act_in_several() -> None:
    long, other = (
        item(1, **DAM, around=LONG),
        item(2, **FERRY, around=frozenset({"strait", "captain", "fog", "harbour"})),
    )
    assert not chances.share_words(long, other)
    assert chances.share_words(long, item(3, own=frozenset({"attack"})))
    assert chances.share_words(long, item(4, own=frozenset({"valley", "army", "crossed"}), around=frozenset({"tanks"})))


def test_a_forest_adds_up_what_the_leaves_say_to_which_a_pair_comes() -> None:
    first, second = [[0, 1.5, 1, 2], [-2.0], [3.0]], [[1, 0.0, 1, 2], [0.5], [2, 9.0, 3, 4], [1.0], [7.0]]
    forest = chances.Forest({"signs": chances.SIGNS, "bias": -1.0, "depth": 2, "trees": [first, second]})
    rows = [[0.0] * len(chances.SIGNS) for _ in range(3)]
    rows[1][0], rows[1][1], rows[2][0] = 2.0, 0.1, 1.5
    assert [round(each, 3) for each in forest.chances(rows)] == [0.076, 0.953, 0.076]  # -2.5, 3, -2.5
    assert forest.chances([]) == []


@pytest.mark.parametrize(
    "text", ["{", "{}", '{"signs": ["likeness"], "bias": 0, "depth": 1, "trees": []}', '{"signs": 3}']
)
def test_trees_that_cant_be_read_are_named(text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "chances.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(chances, "data_file", lambda _: tmp_path / "chances.json")
    with pytest.raises(KnowledgeError, match=r"chances\.json"):
        chances.load.__wrapped__()
