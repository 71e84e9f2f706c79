"""The outer days of two groups say what a look at each two of their tellings would say."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import TOLD, after, crowds, item
from legation.link import limits
from legation.link.days import apart, may_meet, outer, spanned
from legation.link.happenings import NEVER, Happening
from legation.link.likeness import comparable, days_allow, is_near


def one_by_one(ours: list[Happening], theirs: list[Happening]) -> bool:
    """Whether a day keeps a telling of the one group apart from one of the other."""
    pairs = product(ours, theirs)
    return any(comparable(a, b, limits()) and not days_allow(a, b) for a, b in pairs)


@settings(max_examples=400, deadline=None)
@given(crowds(), crowds(), st.integers(0, 25), st.booleans())
def test_outer_days_exclude_what_the_tellings_exclude(
    ours: list[Happening], theirs: list[Happening], later: int, opens: bool
) -> None:
    lead = item(
        50, leads=opens, own=frozenset({"dam", "wall"}), type="CONSULT", actors=frozenset({"ALP"}), **moved(later)
    )
    assert apart(outer([*ours, lead]), outer(theirs), limits()) == one_by_one([*ours, lead], theirs)
    assert apart(outer(theirs), outer(ours), limits()) == one_by_one(ours, theirs)


def moved(days: int) -> dict[str, int]:
    return {name: day for name, day in after(days).items() if name != "moment"}


def test_what_has_no_day_at_all_is_one_only_with_its_own_article() -> None:
    free = {"first": NEVER, "last": NEVER, "reported": NEVER}
    here, beside, elsewhere = item(1, **free), item(2, **{**free, "document": "d001"}), item(3, **free)
    assert not apart(outer([here]), outer([beside]), limits())
    assert apart(outer([here]), outer([elsewhere]), limits())


def test_a_group_that_is_no_more_is_apart_from_all() -> None:
    assert apart(outer([]), outer([item(1, dated=True, first=TOLD, last=TOLD)]), limits())


@settings(max_examples=400, deadline=None)
@given(crowds(), st.integers(-8, 30), st.integers(0, 3))
def test_days_between_which_a_group_lies_hide_nobody_who_is_near(told: list[Happening], day: int, longer: int) -> None:
    undated = item(60, dated=True, first=TOLD + day, last=TOLD + day + longer, reported=NEVER, moment=float("inf"))
    near = [each for each in told if is_near(undated, each) and days_allow(undated, each)]
    assert may_meet(undated, spanned(told)) or not near


def test_a_group_of_other_days_meets_nobody() -> None:
    undated = item(60, dated=True, first=TOLD, last=TOLD, reported=NEVER)
    later = item(1, dated=True, **moved(40) | {"first": TOLD + 40})
    assert not may_meet(undated, spanned([later, item(2, **moved(0))]))
    assert may_meet(undated, spanned([later, item(3, dated=True, first=TOLD - 1, last=TOLD + 1)]))
