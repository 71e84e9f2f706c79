"""Groups that are likely one on the average are one development, in whatever order they come."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import DAM, FERRY, TOLD, by_article, crowds, item
from legation.link import Memory, joining, limits
from legation.link.grouping import Touched, later, regroup
from legation.link.happenings import Happening
from legation.link.joining import families
from legation.link.limits import Limits


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


def apart(number: int) -> tuple[Memory, list[int]]:
    """So many tellings that have nothing in common, each a group of its own."""
    shelf = Memory()
    items = [item(n, own=frozenset({f"dog{n}", f"cat{n}", f"cow{n}"})) for n in range(number)]
    numbers = regroup([n for each in items for n in shelf.put(each.document, [each])], shelf, limits()).leads
    assert len(numbers) == number
    return shelf, sorted(numbers)


def hold(shelf: Memory, monkeypatch: pytest.MonkeyPatch, shares: dict[tuple[int, int], float]) -> None:
    """Let these groups be one by so much."""
    for one, other in shares:
        shelf.note_akin(other, {*shelf.akin(other), one})
    both = {(shelf.placed(a).happening.id, shelf.placed(b).happening.id): share for (a, b), share in shares.items()}

    def likely(told: dict[Any, tuple[Happening, Happening]], rules: Limits) -> dict[Any, float]:
        ids = {pair: tuple(sorted(each.id for each in items)) for pair, items in told.items()}
        return {pair: both[key] for pair, key in ids.items() if key in both}

    monkeypatch.setattr(joining, "likely", likely)


def test_groups_that_are_likely_one_are_joined_and_others_stay_two() -> None:
    burst = item(1, own=frozenset({"dam", "burst", "wall"}), around=frozenset({"Varn", "night", "valley", "mill"}))
    again = item(2, own=frozenset({"dam", "breach", "flood"}), around=frozenset({"Varn", "village", "mill"}))
    ferry = item(3, own=frozenset({"ferry", "sink", "rock"}), around=frozenset({"strait", "captain", "fog"}))
    assert told(burst, again, ferry) == sets("e001 e002", "e003")


def test_two_of_two_days_stay_two() -> None:
    assert len(told(item(1, **DAM, **day(-2)), item(2, **DAM, **day(-1)))) == 2


def test_the_likeliest_are_joined_first_and_the_mean_of_all_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, (one, other, third) = apart(3)
    hold(shelf, monkeypatch, {(one, other): 0.3, (other, third): 0.9})
    made = families(Touched(frozenset((one, other, third))), shelf, limits())
    assert made == {one: (one,), other: (other, third), third: ()}  # .3 and nothing are .15 on the average
    hold(shelf, monkeypatch, {(one, other): 0.3, (other, third): 0.9, (one, third): 0.3})
    made = families(Touched(frozenset((one,))), shelf, limits())
    assert made == {one: (one, other, third), other: ()}


def test_what_no_two_of_its_tellings_may_be_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, (one, other) = apart(2)
    monkeypatch.setattr(joining, "likely", lambda told, rules: pytest.fail("asked"))
    assert families(Touched(frozenset((one, other))), shelf, limits()) == {one: (one,), other: (other,)}


def test_what_was_found_of_the_same_tellings_holds_unless_they_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, (one, other) = apart(2)
    hold(shelf, monkeypatch, {(one, other): 0.8})
    assert families(Touched(frozenset((one, other))), shelf, limits())[one] == (one, other)
    hold(shelf, monkeypatch, {(one, other): 0.1})
    assert families(Touched(frozenset((one, other))), shelf, limits()) == {one: (one, other)}
    made = families(Touched(frozenset((one, other)), anew=frozenset((other,))), shelf, limits())
    assert made == {one: (one,), other: (other,)}


def test_groups_that_nobody_left_are_asked_about_when_their_tellings_may_be_one_now_or_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf, (one, other, third) = apart(3)
    doubt = Touched(akin=frozenset({(other, one)}))
    hold(shelf, monkeypatch, {(one, other): 0.8})
    assert families(doubt, shelf, limits()) == {one: (one, other), other: ()}
    shelf.note_akin(third, {one})
    monkeypatch.setattr(joining, "likely", lambda told, rules: pytest.fail("asked"))
    assert families(doubt, shelf, limits()) == {}  # they may be one as before, and nobody asks about the third
    shelf.note_akin(other, set())
    assert families(doubt, shelf, limits()) == {one: (one,), other: (other,)}


def test_where_too_many_hang_together_only_the_closer_ones_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, numbers = apart(6)
    chain = {(a, b): 0.9 if i % 2 else 0.45 for i, (a, b) in enumerate(pairwise(numbers))}
    hold(shelf, monkeypatch, chain)
    few = replace(limits(), most_joined=3)
    made = families(Touched(frozenset(numbers)), shelf, few)
    assert sorted(filter(None, made.values())) == [
        (numbers[0],), (numbers[1], numbers[2]), (numbers[3], numbers[4]), (numbers[5],)
    ]  # fmt: skip


def test_of_much_that_hangs_together_only_what_lies_near_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, numbers = apart(40)
    hold(shelf, monkeypatch, dict.fromkeys(pairwise(numbers), 0.9))
    few = replace(limits(), most_joined=3)
    families(Touched(frozenset(numbers)), shelf, few)
    hold(shelf, monkeypatch, dict.fromkeys(pairwise(numbers), 0.8))
    read, kin = set[int](), shelf.kin

    def noting(leads: Iterable[int], least: float = 0.0) -> Any:
        read.update(leads)
        return kin(leads, least)

    monkeypatch.setattr(shelf, "kin", noting)
    middle = frozenset((numbers[20],))
    families(Touched(middle, anew=middle), shelf, few)
    assert len(read) < 12


def test_what_is_taken_back_parts_again_what_it_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, (one, other, third) = apart(3)
    hold(shelf, monkeypatch, {(one, other): 0.8, (other, third): 0.8, (one, third): 0.3})
    numbers = frozenset((one, other, third))
    assert families(Touched(numbers), shelf, limits())[one] == (one, other, third)
    shelf.drop("d001")
    made = families(Touched(frozenset((other,))), shelf, limits())
    assert made[one] == (one, third)
    shelf.drop("d002")
    assert families(Touched(frozenset((third,))), shelf, limits())[one] == (one,)


def test_only_developments_that_changed_are_told_anew() -> None:
    shelf = Memory()
    for each in (item(1, **DAM), item(2, **FERRY)):
        tell(shelf, [each])
    words = frozenset({"miller", "flour", "sacks", "granary"})
    mill = {
        "own": frozenset({"mill", "fire", "roof"}),
        "trigger": "burn",
        "around": words,
        "actors": frozenset({"GAM"}),
    }
    (first,) = tell(shelf, [item(4, **mill)]).values()
    assert tell(shelf, [item(5, **mill)]) == {first[0]: first}


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 7).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.dictionaries(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), st.floats(0.01, 1.0)),
            st.lists(st.integers(1, 5), min_size=n, max_size=n),
        )
    )
)
def test_what_is_joined_is_likely_enough_and_nothing_likelier_is_left(
    drawn: tuple[int, dict[tuple[int, int], float], list[int]],
) -> None:
    number, told, counts = drawn
    shares = {(a, b): share for (a, b), share in told.items() if a < b}
    found = list(joining.averaged(range(number), shares, dict(enumerate(counts)), 0.3))
    assert sorted(chain.from_iterable(found)) == list(range(number))

    def mean(ours: Iterable[int], theirs: Iterable[int]) -> float:
        pairs = [(a, b) for a in ours for b in theirs]
        total = sum(shares.get((min(p), max(p)), 0.0) * counts[p[0]] * counts[p[1]] for p in pairs)
        return total / sum(counts[a] * counts[b] for a, b in pairs)

    assert all(mean(a, b) < 0.3 + 1e-9 for a, b in combinations(found, 2))


def linked(articles: Iterable[list[Happening]], rules: Limits) -> Memory:
    shelf = Memory()
    for each in articles:
        tell(shelf, each, rules)
    return shelf


@settings(max_examples=250, deadline=None)
@given(crowds(), st.integers(1, 5), st.integers(1, 6), st.randoms(use_true_random=False))
def test_the_order_of_adding_has_no_effect_on_developments(
    items: list[Happening], most: int, together: int, dice: Any
) -> None:
    rules = replace(limits(), most_candidates=most, most_joined=together)
    articles = list(by_article(items))
    at_once = Memory()
    numbers = [number for each in articles for number in at_once.put(each[0].document, each)]
    families(regroup(numbers, at_once, rules), at_once, rules)
    dice.shuffle(articles)
    assert developments(linked(articles, rules)) == developments(at_once)


@pytest.mark.parametrize("document", ["d000", "d001", "d002"])
@settings(max_examples=60, deadline=None)
@given(crowds(), st.integers(1, 5), st.integers(1, 6))
def test_an_article_that_is_taken_back_and_comes_again_changes_no_development(
    document: str, items: list[Happening], most: int, together: int
) -> None:
    rules = replace(limits(), most_candidates=most, most_joined=together)
    shelf = linked(by_article(items), rules)
    before, mine = developments(shelf), list(shelf.of_document(document))
    leads = {each.lead for each in mine if each.lead is not None}
    seeing = {number for each in mine for number in later(each, shelf, rules)}
    seeing |= {each.number for found in shelf.members(leads).values() for each in found}
    shelf.drop(document)
    lost = Touched(frozenset(leads))
    families(regroup(seeing - {each.number for each in mine}, shelf, rules) | lost, shelf, rules)
    if mine:
        tell(shelf, [each.happening for each in mine], rules)
    assert developments(shelf) == before
