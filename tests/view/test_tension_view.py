"""Bars and numbers for the terminal say what the points say."""

from datetime import date, timedelta

import pytest

from dyad_story import START, telling
from legation.link import intensity
from legation.link.intensity import Point
from legation.link.tension import tension
from legation.view.dyad_sources import Party
from legation.view.tension_rows import Pair, counted, flat
from legation.view.tension_svg import Scale, chart
from legation.view.tension_view import number, sparks

PAIR = Pair(one=Party(id="ALP", name="Alphaland"), other=Party(id="org:LEAGUE", name="<League> & Co"))


def point(number: int, mean: float | None = None, read: int = 0, happenings: int = 1) -> Point:
    state = "told" if mean is not None else "nothing-told" if read else "nothing-read"
    return Point(
        day=START + timedelta(number),
        state=state,  # type: ignore[arg-type]
        read=read,
        mean=mean,
        happenings=happenings if mean is not None else 0,
    )


def test_bars_reach_from_worst_to_best() -> None:
    points = [point(0, -10.0), point(1), point(2, None, 4), point(3, 0.0), point(4, 10.0)]
    assert sparks(points, 80) in ("▁ ·▄█", "▁ ·▅█")


def test_days_that_share_a_bar_are_weighed_by_their_happenings_and_hide_no_gap() -> None:
    points = [point(0, -10.0, happenings=9), point(1, 10.0), point(2), point(3, None, 1), point(4), point(5)]
    assert sparks(points, 3) == "▂· "
    assert len(sparks(points, 4)) == 3  # each bar stands for as many days as the others


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, None), (-3.25, "−3.2"), (-0.04, "0.0"), (0.0, "0.0"), (10.0, "10.0"), (-10.0, "−10.0")],
)
def test_numbers_have_a_true_minus_and_no_negative_zero(value: float | None, written: str | None) -> None:
    assert number(value) == written


def test_directions_are_named_by_short_ids() -> None:
    assert [PAIR.label(each) for each in ("together", "forward", "backward")] == [
        "together",
        "ALP→LEAGUE",
        "LEAGUE→ALP",
    ]
    assert PAIR.ends("backward") == ("org:LEAGUE", "ALP")


def test_foreign_names_are_no_markup_in_a_chart() -> None:
    read = {START: 1, START + timedelta(1): 1}
    last = START + timedelta(1)
    found = tension([telling(0, -3.0)], read, as_of=last, step="day", rules=intensity.load())
    drawn = chart(PAIR, found)
    assert "&lt;League&gt; &amp; Co" in drawn
    assert "<League>" not in drawn
    assert counted(PAIR, found, 0) == "1 happening between Alphaland and <League> & Co; 1 day told; 1 day nothing told"
    rows = list(flat(PAIR, found))
    assert [(row["series"], row["state"], row["change"]) for row in rows[:2]] == [
        ("together", "told", False),
        ("together", "nothing-told", False),
    ]


def test_a_chart_of_one_day_divides_by_no_zero() -> None:
    scale = Scale(date(2025, 3, 1), date(2025, 3, 1), 1)
    assert scale.x(scale.first) < scale.middle(scale.first) < scale.x(scale.first + timedelta(1))
    assert Scale.y(10.0) < Scale.y(0.0) < Scale.y(-10.0)
