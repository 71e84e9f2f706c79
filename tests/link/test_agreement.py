"""Two records of the same weeks are compared by rank, on the days that both cover."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link.agreement import LEAST_WEEKS, Happened, compared, spearman

MONDAY = date(2025, 3, 3)
QUADS = {"CONSULT": 1, "AID": 2, "ACCUSE": 3, "ASSAULT": 4}
VALUES = st.lists(st.integers(0, 5), min_size=LEAST_WEEKS, max_size=30)


def on(number: int) -> date:
    return MONDAY + timedelta(number)


@pytest.mark.parametrize(
    ("one", "other", "rho"),
    [
        (range(10), range(10), 1.0),
        (range(10), range(10, 0, -1), -1.0),
        (range(10), [n**3 for n in range(10)], 1.0),
        # By hand: ranks 1 to 8 against 1, 2, 3, 4, 5, 6, 8, 7; 1 - 6 * 2 / (8 * 63).
        ([1, 2, 3, 4, 5, 6, 7, 8], [10, 20, 30, 40, 50, 60, 80, 70], 1 - 12 / 504),
        # Ties share their mean rank: (1.5, 1.5, 3, …) against 1 to 8; Pearson of the ranks is 41.5 / sqrt(41.5 * 42).
        ([0, 0, 1, 2, 3, 4, 5, 6], range(8), (41.5 / 42) ** 0.5),
        ([2] * 10, range(10), None),
        (range(7), range(7), None),
        ([], [], None),
    ],
)
def test_spearman(one: Sequence[float], other: Sequence[float], rho: float | None) -> None:
    assert spearman(list(one), list(other)) == (None if rho is None else pytest.approx(rho))


def test_series_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="9 values against 10"):
        spearman([1.0] * 9, [1.0] * 10)


@given(VALUES, st.data())
def test_spearman_does_not_ask_which_comes_first_or_how_far_apart_values_are(
    one: list[int], data: st.DataObject
) -> None:
    other = data.draw(st.lists(st.integers(0, 5), min_size=len(one), max_size=len(one)))
    rho = spearman(one, other)
    assert rho is None or -1 <= rho <= 1
    for turned in (spearman(other, one), spearman([2 * value + 7 for value in one], [value**3 for value in other])):
        assert turned == (None if rho is None else pytest.approx(rho))


def test_only_days_that_both_cover_are_counted() -> None:
    ours = [Happened(on(0), "AID"), Happened(on(1), "AID"), Happened(on(2), "ACCUSE")]
    theirs = [Happened(on(1), "AID", 5), Happened(on(3), "ASSAULT", 2), Happened(on(9), "CONSULT")]
    found = compared(ours, theirs, [on(1), on(2), on(3), on(4), on(8)], QUADS)
    assert found.days == 5
    assert [(week.monday, week.days) for week in found.weeks] == [(on(0), 4), (on(7), 1)]
    assert (found.whole.ours, found.whole.theirs, found.whole.weeks, found.whole.correlation) == (2, 7, 2, None)
    assert {quad: (each.ours, each.theirs) for quad, each in found.quads.items()} == {
        **{1: (0, 0), 2: (1, 5)},
        **{3: (1, 0), 4: (0, 2)},
    }
    assert list(found.types) == ["AID", "ACCUSE", "ASSAULT"]
    assert (found.both, found.only_ours, found.only_theirs) == ((on(1),), (on(2),), (on(3),))


def test_weeks_without_any_event_count_in_the_correlation() -> None:
    weeks = 10
    ours = [Happened(on(7 * week), "ACCUSE") for week in range(weeks) for _ in range(week % 3)]
    theirs = [Happened(on(7 * week), "ACCUSE", 10 * (week % 3)) for week in range(weeks) if week % 3]
    found = compared(ours, theirs, [on(day) for day in range(7 * weeks)], QUADS)
    assert found.whole.weeks == weeks
    assert found.whole.correlation == pytest.approx(1.0)
    assert found.quads[1].correlation is None


def test_nothing_covered_is_nothing_compared() -> None:
    found = compared([Happened(on(0), "AID")], [Happened(on(0), "AID")], [], QUADS)
    assert (found.days, found.weeks, found.whole.ours, found.types) == (0, (), 0, {})
