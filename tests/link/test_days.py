"""The days between which a group lies hide nobody who is near one of its tellings."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crowds import TOLD, after, crowds, item
from legation.link.days import may_meet, spanned
from legation.link.happenings import NEVER, Happening
from legation.link.likeness import days_allow, is_near


def moved(days: int) -> dict[str, int]:
    return {name: day for name, day in after(days).items() if name != "moment"}


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
