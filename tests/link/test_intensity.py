"""A day's numbers can be worked out by hand, and what nobody read is told apart from what nobody told."""

from dataclasses import replace
from datetime import date, timedelta
from math import isclose, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyad_story import START, day, telling
from legation.link import intensity
from legation.link.intensity import Point, Rules, Spread, Step, Telling, happenings, periods, quiet, series, spread

RULES = intensity.load()
TELLINGS = st.lists(
    st.builds(
        telling,
        st.integers(0, 20),
        st.integers(-20, 20).map(lambda half: half / 2),
        record=st.integers(1, 10_000),
        happening=st.integers(1, 5),
        origin=st.sampled_from("abc"),
        document=st.sampled_from("xyz"),
        own=st.none() | st.integers(-30, 25).map(day),
        backward=st.booleans(),
    ),
    unique_by=lambda each: each.record,
)


def drawn(
    tellings: list[Telling], read: dict[int, int], *, step: Step = "day", days: int = 10, rules: Rules = RULES
) -> tuple[tuple[Point, ...], Spread | None]:
    articles = {START + timedelta(n): number for n, number in read.items()}
    span = periods(START, START + timedelta(days - 1), step)
    return series(happenings(tellings, rules), quiet(articles, span, step), step, rules)


def test_a_happening_counts_once_however_many_articles_tell_it() -> None:
    same = [
        telling(2, -9.0, record=11, happening=7, origin="wire", document="a", reported=day(1)),
        telling(1, -5.0, record=12, happening=7, origin="wire", document="b"),
        telling(4, -4.0, record=13, happening=7, origin="paper", document="c", reported=day(1)),
    ]
    (told,) = happenings(same, RULES)
    assert (told.day, told.intensity) == (START + timedelta(1), -6.0)
    assert told.records == (12, 11, 13)
    assert (len(told.origins), len(told.documents)) == (2, 3)


@pytest.mark.parametrize(
    ("own", "expected"),
    [(None, 5), (day(3), 3), (day(5), 5), (day(9), 5)],
    ids=["none", "before", "same day", "after the report: no telling comes before the thing"],
)
def test_a_happening_lies_on_its_own_day_else_on_that_of_the_first_report(own: str | None, expected: int) -> None:
    (told,) = happenings([telling(5, 1.0, own=own)], RULES)
    assert told.day == START + timedelta(expected)


def test_what_lies_long_before_its_report_is_background() -> None:
    long_ago = (START - timedelta(RULES.background_days + 1)).isoformat()
    just_in = (START - timedelta(RULES.background_days)).isoformat()
    assert happenings([telling(0, 1.0, own=long_ago)], RULES) == ()
    assert len(happenings([telling(0, 1.0, own=just_in)], RULES)) == 1


@given(TELLINGS, st.randoms())
def test_the_order_of_tellings_has_no_effect(tellings: list[Telling], random: Random) -> None:
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert happenings(shuffled, RULES) == happenings(tellings, RULES)


def test_three_states_of_a_day() -> None:
    points, _ = drawn([telling(0, -5.0), telling(3, -5.0)], {0: 2, 1: 4}, days=4)
    assert [each.state for each in points] == ["told", "nothing-told", "nothing-read", "told"]
    assert [each.read for each in points] == [2, 4, 0, 0]
    assert [each.mean for each in points] == [-5.0, None, None, -5.0]
    assert [each.low is None for each in points] == [False, True, True, False]


def test_counts_of_a_day() -> None:
    made = [
        telling(0, -9.0, record=1, origin="wire", document="a"),
        telling(0, -3.0, record=2, origin="wire", document="b"),
        telling(0, 3.0, record=3, origin="paper", document="b"),
    ]
    ((point,), _) = drawn(made, {0: 5}, days=1)
    assert (point.happenings, point.origins, point.told_by, point.read, point.mean) == (3, 2, 2, 5, -3.0)
    assert point.voices == 2


def test_band_by_hand() -> None:
    """Two days: −9 and −3 from two origins; +6 from one. All in the formulas of docs/link.md."""
    made = [
        telling(0, -9.0, record=1, origin="wire"),
        telling(0, -3.0, record=2, origin="paper"),
        telling(1, 6.0, record=3, origin="wire"),
    ]
    (first, second), found = drawn(made, {}, days=2)
    within = (5 * 4.5**2 + 3**2 + 3**2) / (5 + 1)
    misfit = (2 * (-6 - -2) ** 2 + (6 - -2) ** 2) / within
    between = (5 * 3.0**2 + max(0, (misfit - 1) / ((3 - 5 / 3) / within))) / (5 + 1)
    weights = 1 / (between + within / 2), 1 / (between + within)
    level = (weights[0] * -6 + weights[1] * 6) / sum(weights)
    assert found is not None
    assert [found.within, found.between, found.level, found.level_variance] == pytest.approx(
        [within, between, level, 1 / sum(weights)]
    )
    trust = between / (between + within / 2)
    estimate = level + trust * (-6 - level)
    half = 1.6449 * sqrt(trust * within / 2 + (1 - trust) ** 2 / sum(weights))
    assert [first.estimate, first.low, first.high] == pytest.approx(
        [estimate, estimate - half, estimate + half], abs=1e-3
    )
    assert second.estimate is not None
    assert level < second.estimate < 6


@given(TELLINGS)
def test_estimates_lie_between_mean_and_level_and_bands_on_the_scale(tellings: list[Telling]) -> None:
    points, found = drawn(tellings, {}, days=30)
    for point in points:
        if point.mean is None:
            assert (point.estimate, point.low, point.high) == (None, None, None)
            continue
        assert found is not None
        assert point.estimate is not None
        assert point.low is not None
        assert point.high is not None
        ends = sorted((point.mean, found.level))
        assert ends[0] - 1e-9 <= point.estimate <= ends[1] + 1e-9
        assert -10 <= point.low <= point.estimate <= point.high <= 10


def test_more_origins_make_the_band_narrower() -> None:
    def width(origins: int) -> float:
        made = [telling(0, -6.0, record=n, origin=f"origin {n % origins}") for n in range(6)]
        (point, *_), _ = drawn([*made, telling(5, 2.0)], {})
        assert point.low is not None
        assert point.high is not None
        return point.high - point.low

    assert width(1) > width(2) > width(6)


def test_nothing_told_has_no_level() -> None:
    points, found = drawn([], {0: 1}, days=2)
    assert found is None
    assert spread(points, RULES) is None
    assert [each.smoothed for each in points] == [None, None]


def test_smoothed_value_by_hand_looks_back_only() -> None:
    half = int(RULES.half_life_days)
    made = [telling(0, -8.0), telling(half, 4.0)]
    read = dict.fromkeys(range(0, 40), 1) | {3: 0}
    points, _ = drawn(made, read, days=40)
    assert points[0].smoothed == -8.0
    assert points[2].smoothed == pytest.approx(-8.0)
    assert points[3].smoothed is None  # nothing was read
    assert points[half].smoothed == pytest.approx((0.5 * -8 + 4) / 1.5)
    before, _ = drawn(made[:1], read, days=half)
    assert [each.smoothed for each in before] == pytest.approx([each.smoothed for each in points[:half]])
    # One and a half voices fall below the least weight after more than two half-lives.
    weight = {n: 1.5 * 0.5 ** ((n - half) / half) for n in range(half, 40)}
    assert all((points[n].smoothed is not None) == (weight[n] >= RULES.least_weight) for n in weight)


def test_weeks_begin_on_monday_and_are_missing_only_when_nothing_was_read_at_all() -> None:
    monday = date(2025, 3, 3)
    made = [telling(1, -4.0), telling(3, 2.0, record=9)]  # Sunday the 2nd, Tuesday the 4th
    points, _ = drawn(made, {12: 1}, step="week", days=25)
    assert [each.day for each in points] == [monday + timedelta(7 * n) for n in range(-1, 4)]
    assert [each.state for each in points] == ["told", "told", "nothing-told", "nothing-read", "nothing-read"]
    assert [each.mean for each in points[:2]] == [-4.0, 2.0]


def test_reach_is_that_of_the_normal_distribution() -> None:
    assert isclose(replace(RULES, band=0.95).reach, 1.96, abs_tol=1e-3)
