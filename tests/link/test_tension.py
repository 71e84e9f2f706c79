"""Both directions and the two together, from the first happening until a day."""

from datetime import timedelta

import pytest

from dyad_story import START, telling
from legation.link import intensity
from legation.link.intensity import Step, Telling
from legation.link.tension import Tension, calm, tension, tensions

RULES = intensity.load()
STEPS: tuple[Step, ...] = ("day", "week")
MADE = [
    telling(0, -9.0, record=1),
    telling(1, -3.0, record=2, forward=False, backward=True),
    telling(1, 2.5, record=3, backward=True),
]


def reckoned(tellings: list[Telling], days: int = 5, step: Step = "day") -> Tension:
    read = {START + timedelta(n): 1 for n in range(-3, days)}
    return tension(tellings, read, as_of=START + timedelta(days - 1), step=step, rules=RULES)


def test_what_both_do_counts_in_both_directions_and_once_together() -> None:
    courses = reckoned(MADE).courses
    assert [each.happenings for each in courses["together"].points] == [1, 2, 0, 0, 0]
    assert [each.happenings for each in courses["forward"].points] == [1, 1, 0, 0, 0]
    assert [each.happenings for each in courses["backward"].points] == [0, 2, 0, 0, 0]
    assert [each.mean for each in courses["backward"].points][:2] == [None, -0.25]


def test_turning_the_two_round_turns_the_directions_round() -> None:
    turned = [each._replace(forward=each.backward, backward=each.forward) for each in MADE]
    ours, theirs = reckoned(MADE).courses, reckoned(turned).courses
    assert ours["together"].points[0].mean == theirs["together"].points[0].mean
    assert [p.mean for p in ours["forward"].points] == [p.mean for p in theirs["backward"].points]


def test_series_begins_with_the_first_happening_else_with_the_first_article() -> None:
    assert reckoned(MADE).courses["together"].points[0].day == START
    empty = reckoned([]).courses["together"]
    assert empty.points[0].day == START - timedelta(3)
    assert (empty.changes, empty.spread) == ((), None)


def test_background_is_counted() -> None:
    old = telling(0, -9.0, record=8, own="1998-05-11")
    assert reckoned([*MADE, old]).background == 1
    assert reckoned(MADE).background == 0


def test_a_narrower_view_leaves_each_number_as_it_was() -> None:
    whole = reckoned([telling(n, 2.0 if n < 20 else -8.0) for n in range(40)], days=40)
    (change,) = whole.courses["together"].changes
    part = whole.between(START + timedelta(10), START + timedelta(25)).courses["together"]
    assert part.points == whole.courses["together"].points[10:26]
    assert part.changes == (change,)
    assert whole.between(START + timedelta(30), None).courses["together"].changes == ()


@pytest.mark.parametrize(("since", "first"), [(2, 0), (8, 7)])
def test_a_week_is_shown_when_one_of_its_days_is_asked_for(since: int, first: int) -> None:
    monday = START + timedelta(2)
    weeks = reckoned([telling(n, 1.0) for n in range(2, 30)], days=30, step="week")
    shown = weeks.between(monday + timedelta(since), None).courses["together"].points
    assert shown[0].day == monday + timedelta(first)


@pytest.mark.parametrize("step", ["day", "week"])
def test_what_happened_before_the_first_article_begins_the_series(step: Step) -> None:
    points = reckoned([telling(-9, -3.0, record=9), *MADE], step=step).courses["together"].points
    length = 7 if step == "week" else 1
    assert [each.day for each in points] == [points[0].day + timedelta(n * length) for n in range(len(points))]
    assert points[0].day <= START - timedelta(9) < points[0].day + timedelta(length)
    assert points[0].state == "told"
    assert sum(each.read for each in points) == 8
    assert sum(each.happenings for each in points) == 4


def test_steps_that_are_reckoned_together_are_the_same_as_alone() -> None:
    read = {START + timedelta(n): 1 for n in range(-3, 5)}
    last = START + timedelta(4)
    calms = {step: calm(read, last, step) for step in STEPS}
    together = tensions(MADE, calms, as_of=last, rules=RULES)
    assert together == {step: reckoned(MADE, step=step) for step in STEPS}
