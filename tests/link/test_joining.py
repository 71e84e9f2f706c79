"""Groups that a telling is like both of are one development; no chain grows, and a day keeps apart."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import DAM, FERRY, TOLD, by_article, crowds, item
from legation.link import Memory, limits
from legation.link.grouping import Touched, later, regroup
from legation.link.happenings import Happening
from legation.link.joining import families
from legation.link.limits import Limits
from legation.records import Place

BOTH = {"own": DAM["own"] | FERRY["own"]}


def developments(shelf: Memory) -> set[frozenset[str]]:
    """The developments as sets of ids, as the shelf has noted them."""
    found: dict[int, set[str]] = {}
    for document in shelf._of:
        for placed in shelf.of_document(document):
            assert placed.lead is not None
            root = shelf.joined((placed.lead,))[placed.lead]
            found.setdefault(root, set()).add(placed.happening.id)
    return {frozenset(each) for each in found.values()}


def tell(shelf: Memory, items: Iterable[Happening], rules: Limits | None = None) -> dict[int, tuple[int, ...]]:
    """Add the tellings of one article and join."""
    told = list(items)
    numbers = shelf.put(told[0].document, told)
    return families(regroup(numbers, shelf, rules or limits()), shelf, rules or limits())


def told(*items: Happening) -> set[frozenset[str]]:
    """The developments when each telling is added alone."""
    shelf = Memory()
    for each in items:
        tell(shelf, [each])
    return developments(shelf)


def sets(*groups: str) -> set[frozenset[str]]:
    return {frozenset(group.split()) for group in groups}


def day(after: int) -> dict[str, Any]:
    return {"dated": True, "first": TOLD + after, "last": TOLD + after}


def test_a_telling_that_is_like_two_groups_makes_them_one_development() -> None:
    dam, ferry, both = item(1, **DAM), item(2, **FERRY), item(3, **BOTH)
    assert told(dam, ferry) == sets("e001", "e002")
    assert told(dam, ferry, both) == sets("e001 e002 e003")


def test_a_day_keeps_two_groups_apart() -> None:
    dam, ferry, both = item(1, **DAM, **day(-2)), item(2, **FERRY, **day(-1)), item(3, **BOTH)
    assert len(told(dam, ferry, both)) == 2


def test_two_days_stay_two_though_a_third_group_is_bridged_to_both() -> None:
    """What a telling without a day of its own is like joins one of the two at most."""
    shelf = Memory()
    free, monday, tuesday = (
        item(1, **DAM),
        item(2, **FERRY, **day(-2)),
        item(3, own=frozenset({"cow", "hen"}), **day(-1)),
    )
    numbers = [number for each in (free, monday, tuesday) for number in shelf.put(each.document, [each])]
    for number in numbers:
        shelf.place(number, number, frozenset())
    shelf.place(numbers[1], numbers[1], frozenset({numbers[0]}))
    shelf.place(numbers[2], numbers[2], frozenset({numbers[0]}))
    made = families(Touched(frozenset(numbers), frozenset(numbers)), shelf, limits())
    assert made == {numbers[0]: (numbers[0], numbers[1]), numbers[1]: (), numbers[2]: (numbers[2],)}


def test_no_chain_grows_from_group_to_group() -> None:
    shelf = Memory()
    items = [item(n, own=frozenset({f"dog{n}"}), trigger=f"verb{n}") for n in range(5)]
    numbers = [number for each in items for number in shelf.put(each.document, [each])]
    for place, number in enumerate(numbers):
        shelf.place(number, number, frozenset({numbers[place - 1]} if place else ()))
    made = families(Touched(frozenset(numbers), frozenset(numbers)), shelf, limits())
    assert sorted(map(len, made.values())) == [0, 1, 1, 1, 2]
    assert made[numbers[0]] == (numbers[0], numbers[1])


def test_what_is_taken_back_parts_again_what_it_bridged() -> None:
    shelf = Memory()
    for each in (item(1, **DAM), item(2, **FERRY), item(3, **BOTH)):
        tell(shelf, [each])
    (both,) = shelf.of_document("d003")
    assert both.lead is not None
    touched = frozenset({both.lead, *shelf.bridged(both.number)})
    shelf.drop("d003")
    families(Touched(touched, touched), shelf, limits())
    assert developments(shelf) == sets("e001", "e002")


def test_neither_a_bare_telling_nor_one_said_beside_another_bridges() -> None:
    dam, ferry = item(1, **DAM), item(2, **FERRY)
    bare = item(3, own=frozenset({"burst"}), trigger="burst")
    assert bare.bare
    assert len(told(dam, ferry, bare)) == 2


def test_a_late_telling_that_is_unlike_parts_what_is_no_more_like_the_group_as_a_whole() -> None:
    dam, ferry = item(1, **DAM), item(2, **FERRY)
    late = item(3, own=frozenset({"sink", "rock", "hen"}), mode="ground", place=Place(name="Oslo", country="NOR"))
    both = item(9, own=DAM["own"] | {"ferry"}, mode="aerial", place=Place(name="Bern", country="CHE"))
    assert told(dam, ferry, both) == sets("e001 e002 e009")
    assert told(dam, ferry, late, both) == told(dam, ferry, both, late) == sets("e001 e009", "e002 e003")


def test_only_developments_that_changed_are_told_anew() -> None:
    shelf = Memory()
    dam, ferry, both = item(1, **DAM), item(2, **FERRY), item(3, **BOTH)
    for each in (dam, ferry, both):
        tell(shelf, [each])
    mill = {"own": frozenset({"mill", "fire", "roof"}), "trigger": "burn"}
    (first,) = tell(shelf, [item(4, **mill)]).values()
    assert tell(shelf, [item(5, **mill)]) == {first[0]: first}


def test_a_group_left_out_for_the_day_of_another_stands_alone_again() -> None:
    """Two groups that are bridged to a third, and not to one another, part when a new telling names a day."""
    shelf = Memory()
    free = item(1, **DAM)
    one, other = item(2, **FERRY), item(3, own=frozenset({"cow", "hen", "goat"}), trigger="herd")
    numbers = [number for each in (free, one, other) for number in shelf.put(each.document, [each])]
    for number in numbers:
        shelf.place(number, number, frozenset(numbers[:1]) - {number})
    joined = families(Touched(frozenset(numbers), frozenset(numbers)), shelf, limits())
    assert joined[numbers[0]] == tuple(numbers)
    days = (item(4, **FERRY, **day(-2)), item(5, own=other.own, trigger="herd", **day(-1)))
    new = [number for each in days for number in shelf.put(each.document, [each])]
    for number, lead in zip(new, numbers[1:], strict=True):
        shelf.place(number, lead, frozenset())
    made = families(Touched(frozenset(numbers[1:]), frozenset(), frozenset(new)), shelf, limits())
    assert made == {numbers[0]: (numbers[0], numbers[1]), numbers[2]: (numbers[2],)}


def linked(articles: Iterable[list[Happening]], rules: Limits) -> Memory:
    shelf = Memory()
    for each in articles:
        tell(shelf, each, rules)
    return shelf


@settings(max_examples=250, deadline=None)
@given(crowds(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_of_adding_has_no_effect_on_developments(items: list[Happening], most: int, dice: Any) -> None:
    rules = replace(limits(), most_candidates=most)
    articles = list(by_article(items))
    at_once = Memory()
    numbers = [number for each in articles for number in at_once.put(each[0].document, each)]
    families(regroup(numbers, at_once, rules), at_once, rules)
    dice.shuffle(articles)
    assert developments(linked(articles, rules)) == developments(at_once)


@pytest.mark.parametrize("document", ["d000", "d001", "d002"])
@settings(max_examples=60, deadline=None)
@given(crowds(), st.integers(1, 5))
def test_an_article_that_is_taken_back_and_comes_again_changes_no_development(
    document: str, items: list[Happening], most: int
) -> None:
    rules = replace(limits(), most_candidates=most)
    shelf = linked(by_article(items), rules)
    before, mine = developments(shelf), list(shelf.of_document(document))
    leads = {each.lead for each in mine if each.lead is not None}
    leads |= {other for each in mine for other in shelf.bridged(each.number)}
    seeing = {number for each in mine for number in later(each, shelf, rules)}
    seeing |= {each.number for found in shelf.members(leads).values() for each in found}
    shelf.drop(document)
    lost = Touched(frozenset(leads), frozenset(leads))
    families(regroup(seeing - {each.number for each in mine}, shelf, rules) | lost, shelf, rules)
    if mine:
        tell(shelf, [each.happening for each in mine], rules)
    assert developments(shelf) == before
