"""Tellings join the development that they are most like; only what can be led elsewhere is looked at again."""

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import DAM, FERRY, TOLD, after, by_article, crowds, item
from legation.link import Memory, Placed, limits
from legation.link.grouping import later, regroup
from legation.link.happenings import Happening
from legation.link.limits import Limits
from tidings import happening


def grouped(items: Iterable[Happening], rules: Limits | None = None) -> dict[frozenset[str], None]:
    """The developments as sets of ids, in the order of their first tellings, when each is added alone."""
    shelf = Memory()
    for each in items:
        regroup(shelf.put(each.document, [each]), shelf, rules or limits())
    return partition(shelf)


def everything(shelf: Memory) -> list[Placed]:
    return [placed for document in shelf._of for placed in shelf.of_document(document)]


def partition(shelf: Memory) -> dict[frozenset[str], None]:
    found: dict[int, list[Happening]] = {}
    for placed in sorted(everything(shelf), key=lambda each: each.order):
        assert placed.lead is not None
        found.setdefault(placed.lead, []).append(placed.happening)
    return dict.fromkeys(frozenset(each.id for each in group) for group in found.values())


def kin(shelf: Memory) -> dict[str, set[str]]:
    """The earlier tellings that may be one with each telling."""
    told = everything(shelf)
    return {each.happening.id: {shelf.placed(n).happening.id for n in shelf.akin(each.number)} for each in told}


def sets(*groups: str) -> dict[frozenset[str], None]:
    return dict.fromkeys(frozenset(group.split()) for group in groups)


def words(n: int) -> frozenset[str]:
    """Words that no other telling has."""
    return frozenset({f"dog{n}", f"cat{n}", f"cow{n}"})


def test_tellings_join_what_they_are_like() -> None:
    items = [item(1, **DAM), item(2, **FERRY), item(3, **DAM), item(4, **FERRY)]
    assert grouped(items) == sets("e001 e003", "e002 e004")


def test_of_two_developments_the_liker_one_is_joined_and_of_equals_the_earlier() -> None:
    mixed = {"own": frozenset({"dam", "burst", "wall", "ferry"})}
    assert grouped([item(1, **FERRY), item(2, **DAM), item(3, **mixed)]) == sets("e001", "e002 e003")
    twice = [item(1, **DAM, mode="aerial"), item(2, **DAM, actors=frozenset({"ALP", "GAM"}), mode="ground")]
    assert len(grouped(twice)) == 2 or grouped(twice) == sets("e001 e002")


def test_what_is_nearly_like_a_development_is_of_it_where_nothing_else_comes_near() -> None:
    flood = after(5) | {"own": frozenset({"flood", "dam", "village"}), "recipients": frozenset()}
    assert grouped([item(1, **DAM), item(2, **flood)]) == sets("e001 e002")
    # Not where another development is nearly as like, where no word is common, or where the manner is another.
    rally = {"own": frozenset({"rally", "square", "march"}), "mode": "ground"}
    assert grouped([item(1, **DAM), item(2, **rally), item(3, **flood)]) == sets("e001", "e002", "e003")
    assert grouped([item(1, **DAM), item(2, **flood | {"own": frozenset({"flood", "village"})})]) == sets(
        "e001", "e002"
    )
    ways = item(1, **DAM, mode="aerial"), item(2, **flood | {"recipients": item(1, **DAM).recipients}, mode="ground")
    assert grouped(ways) == sets("e001", "e002")


def test_one_member_that_can_not_be_the_same_keeps_a_telling_out() -> None:
    monday = {"dated": True, "first": TOLD - 1, "last": TOLD - 1}
    tuesday = {"dated": True, "first": TOLD, "last": TOLD}
    items = [item(1, **DAM, **monday), item(2, **DAM), item(3, **DAM, **tuesday)]
    assert grouped(items) == sets("e001 e002", "e003")
    assert grouped([items[1], items[2]]) == sets("e002 e003")


def test_several_who_tell_it_of_others_keep_a_telling_out_that_is_not_much_like_one() -> None:
    sinking = {"own": frozenset({"ferry", "sink"}), "recipients": frozenset({"BET"})}
    told = [item(1, **sinking), item(2, **sinking)]
    # Told of nobody, it is like all of them; so what was done to another party would come in behind it.
    open_to = item(3, own=frozenset({"ferry", "sink", "boat"}), recipients=frozenset())
    other = item(4, own=frozenset({"boat", "captain"}), recipients=frozenset({"GAM"}))
    assert grouped([*told, open_to]) == sets("e001 e002 e003")
    assert grouped([*told[:1], open_to, other]) == sets("e001 e003 e004")
    assert grouped([*told, open_to, other]) == sets("e001 e002 e003", "e004")
    # Nor is it of the group when those who tell it of others come late.
    assert grouped([open_to, other, *told]) == sets("e001 e002 e003", "e004")


def test_a_late_article_leads_later_ones_elsewhere() -> None:
    early, between, late = item(1, **DAM), item(2, **DAM), item(3, **DAM)
    shelf = Memory()
    for each in (late, between):
        regroup(shelf.put(each.document, [each]), shelf, limits())
    (number,) = shelf.put(early.document, [early])
    touched = regroup([number], shelf, limits())
    assert partition(shelf) == sets("e001 e002 e003")
    assert number in touched.leads
    assert len(touched.leads) == 2  # the development that is, and the one that was


def test_what_is_told_long_after_opens_a_development_unless_it_names_the_day() -> None:
    far = limits().longest_days + 1
    near, long_after = item(1, **DAM), item(2, **DAM, **after(far))
    assert grouped([near, long_after]) == sets("e001", "e002")
    day = {"dated": True, "first": TOLD - 1, "last": TOLD - 1}
    late = item(2, **DAM, **{**after(far), **day})
    assert grouped([item(1, **DAM, **day), late]) == sets("e001 e002")


def test_a_development_does_not_grow_for_ever_though_each_telling_is_like_the_one_before() -> None:
    items = [item(n, **DAM, **after(n)) for n in range(100)]
    longest = max(len(group) for group in grouped(items))
    assert 2 < longest <= limits().longest_days + 1


def test_a_call_and_what_is_said_in_it_are_one_happening() -> None:
    call = happening(id="e001", type="CONSULT", own=frozenset({"telephon"}))
    urged = happening(id="e002", type="REQUEST", start=12, own=frozenset({"urg", "truce", "north"}))
    shelf = Memory()
    numbers = shelf.put("d1", [call, urged])
    regroup(numbers, shelf, limits())
    assert partition(shelf) == sets("e001 e002")


def test_only_the_latest_under_a_key_are_looked_at() -> None:
    few = replace(limits(), most_candidates=2)
    between = [item(n, own=words(n), trigger=f"verb{n}", mode=f"mode{n}") for n in range(2, 6)]
    items = [item(1, **DAM), *between, item(9, **DAM)]
    assert frozenset({"e001", "e009"}) in grouped(items)
    assert frozenset({"e001", "e009"}) not in grouped(items, few)
    # As many later ones see it.
    shelf = Memory()
    for each in items:
        regroup(shelf.put(each.document, [each]), shelf, few)
    first = next(each for each in everything(shelf) if each.happening.id == "e001")
    assert {shelf.placed(n).happening.id for n in later(first, shelf, few)} == {"e002", "e003"}


class Counting(Memory):
    """Counts how often what comes before a happening is asked for, and tells which happenings are compared."""

    asked = 0

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.compared: list[set[str]] = []

    def ready(self, numbers: Set[int]) -> None:
        """Note them."""
        self.compared.append({self.placed(number).happening.id for number in numbers})

    def before(self, *arguments: Any) -> list[list[int]]:
        """Count, and ask."""
        self.asked += 1
        return super().before(*arguments)


def test_a_late_article_has_only_those_looked_at_that_it_can_lead_elsewhere() -> None:
    shelf = Counting()
    for n in range(2, 60):
        each = item(n, own=words(n), trigger=f"verb{n}", mode=f"mode{n}", dated=True, first=n, last=n)
        regroup(shelf.put(each.document, [each]), shelf, limits())
    shelf.asked = 0
    regroup(shelf.put("d001", [item(1, dated=True, first=1, last=1)]), shelf, limits())
    assert shelf.asked == 1


def test_what_a_late_article_can_lead_elsewhere_looks_only_at_the_groups_that_it_changed() -> None:
    both = {"own": DAM["own"] | {"ferry"}}
    others = [item(n, own=words(n), trigger=f"verb{n}", mode=f"mode{n}") for n in (3, 4)]
    shelf = Counting()
    for each in (item(1, **DAM), item(2, **FERRY), *others, item(8, **both)):
        regroup(shelf.put(each.document, [each]), shelf, limits())
    shelf.compared.clear()
    regroup(shelf.put("d006", [item(6, **FERRY)]), shelf, limits())
    late, *again = shelf.compared
    assert late == {"e001", "e002", "e003", "e004"}
    assert again == [{"e002", "e006"}, {"e001"}]  # its own only since another is like enough


@settings(max_examples=150, deadline=None)
@given(crowds(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_of_adding_has_no_effect_however_crowded_it_is(items: list[Happening], most: int, dice: Any) -> None:
    rules = replace(limits(), most_candidates=most)
    articles = list(by_article(items))
    at_once = Memory()
    numbers = [number for told in articles for number in at_once.put(told[0].document, told)]
    regroup(numbers, at_once, rules)
    dice.shuffle(articles)
    one_by_one = Memory()
    for told in articles:
        regroup(one_by_one.put(told[0].document, told), one_by_one, rules)
    assert partition(one_by_one) == partition(at_once)
    assert kin(one_by_one) == kin(at_once)


@pytest.mark.parametrize("document", ["d000", "d001", "d002"])
@settings(max_examples=40, deadline=None)
@given(crowds(), st.integers(1, 5))
def test_a_telling_that_is_taken_back_and_comes_again_changes_nothing(
    document: str, items: list[Happening], most: int
) -> None:
    rules = replace(limits(), most_candidates=most)
    shelf = Memory()
    for told in by_article(items):
        regroup(shelf.put(told[0].document, told), shelf, rules)
    before, mine = (partition(shelf), kin(shelf)), list(shelf.of_document(document))
    seeing = {number for each in mine for number in later(each, shelf, rules)} - {each.number for each in mine}
    shelf.drop(document)
    regroup(seeing, shelf, rules)
    again = shelf.put(document, [each.happening for each in mine])
    regroup(again, shelf, rules)
    assert (partition(shelf), kin(shelf)) == before
