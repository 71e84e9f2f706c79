"""The tension between two parties: a band a day, the smoothed line, gaps in what was read, and changes of level."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import altair as alt

from legation.link.intensity import LEAST, MOST, WEEK
from legation.link.tension import Tension
from legation.view.charts.chart import FLUID, of_rows
from legation.view.charts.look import Scheme, colours
from legation.view.tension_view import number

WIDTH, HEIGHT = 720, 300
# Midday and midnight in the reader's own time zone: a bare date is midnight in Greenwich, the day before in America.
NOON, MIDNIGHT = "T12:00", "T00:00"
LABEL = 11
LATE = 7  # days after a happening in which articles still tell of it


def chart(tension: Tension, names: tuple[str, str], link: str, scheme: Scheme) -> alt.LayerChart:
    """Draw both directions together; points lead to what happened then on the page of the two, at `link`."""
    ink = colours(scheme)
    days = alt.X(
        "day:T", title=None, axis=alt.Axis(format=_format(tension), labelOverlap=True, tickCount=8, grid=False)
    )
    axis = alt.Axis(titleFontWeight="normal", values=[-10, -5, 0, 5, 10])
    scale = alt.Scale(domain=[LEAST, MOST])
    level = alt.Y("low:Q", title="hostile ← intensity → friendly", scale=scale, axis=axis)
    points = of_rows(_points(tension, link))
    told = [
        alt.Tooltip("named:N", title="When"),
        alt.Tooltip("mean:Q", title="Intensity"),
        alt.Tooltip("band:N", title="Band"),
        alt.Tooltip("happenings:Q", title="Happenings"),
        alt.Tooltip("origins:Q", title="Origins"),
    ]
    layers: list[Any] = [
        points.mark_rule(color=ink["statement"], opacity=0.4, strokeWidth=5, strokeCap="round").encode(
            days, level, y2="high:Q"
        ),
        points.mark_line(color=ink["ink"], strokeWidth=1.5).encode(days, y="smoothed:Q"),
        points.mark_circle(color=ink["statement"], size=46, opacity=1).encode(
            days, y="mean:Q", tooltip=told, href="link:N"
        ),
    ]
    zero = of_rows([{"y": 0}]).mark_rule(color=ink["soft"], strokeWidth=0.75).encode(y="y:Q")
    under = [_gaps_drawn(gaps, ink) for gaps in [list(_gaps(tension))] if gaps]
    over = [layer for turns in [list(_turns(tension, link))] if turns for layer in _turns_drawn(turns, ink)]
    title = alt.Title(f"{names[0]} – {names[1]}", fontWeight="normal", fontSize=13, color=ink["soft"])
    return alt.LayerChart(layer=[*under, zero, *layers, *over], width=WIDTH, height=HEIGHT, title=title, usermeta=FLUID)


def _gaps_drawn(gaps: list[dict[str, Any]], ink: Mapping[str, str]) -> alt.Chart:
    stretches = of_rows(gaps).mark_rect(color=ink["line"], opacity=0.5)
    found: alt.Chart = stretches.encode(
        x="day:T", x2="until:T", tooltip=alt.Tooltip("told:N", title="Nothing was read")
    )
    return found


def _turns_drawn(turns: list[dict[str, Any]], ink: Mapping[str, str]) -> Iterator[alt.Chart]:
    """The level before and after each change, and the change with its day and size."""
    rule = of_rows(turns).mark_rule(color=ink["doubt"], strokeDash=[5, 4], strokeWidth=1.5)
    yield rule.encode(x="day:T", tooltip=alt.Tooltip("label:N", title="Change of level"), href="link:N")
    levels = [level for turn in turns for level in turn["levels"]]
    yield of_rows(levels).mark_rule(color=ink["doubt"], strokeWidth=2).encode(x="first:T", x2="last:T", y="mean:Q")
    label = of_rows(turns).mark_text(
        align="left", baseline="top", dx=4, dy=2, color=ink["doubt"], fontSize=LABEL, fontWeight=600
    )
    yield label.encode(x="day:T", y=alt.value(0), text="label:N", href="link:N")


def _points(tension: Tension, link: str) -> Iterator[dict[str, Any]]:
    for point in tension.courses["together"].points:
        if point.mean is not None:
            last = point.day + timedelta(WEEK - 1 if tension.step == "week" else 0)
            anchor = "events" if tension.step == "week" else f"day-{point.day}"
            yield {
                "day": f"{point.day}{NOON}",
                "named": _named(point.day, last),
                "mean": round(point.mean, 1),
                "low": point.low,
                "high": point.high,
                "band": f"{number(point.low)} to {number(point.high)}",
                "smoothed": point.smoothed,
                "happenings": point.happenings,
                "origins": point.origins,
                "link": f"{link}?at={last + timedelta(LATE)}#{anchor}",
            }


def _turns(tension: Tension, link: str) -> Iterator[dict[str, Any]]:
    for change in tension.courses["together"].changes:
        size = number(abs(change.size))
        yield {
            "day": f"{change.day}{MIDNIGHT}",
            "label": f"{change.day.day} {change.day:%b}: {'−' if change.size < 0 else '+'}{size}",
            "link": f"{link}#change-{change.day}",
            "levels": [
                {"first": f"{each.first}{MIDNIGHT}", "last": f"{each.last + timedelta(1)}{MIDNIGHT}", "mean": each.mean}
                for each in (change.before, change.after)
            ],
        }


def _gaps(tension: Tension) -> Iterator[dict[str, Any]]:
    length = WEEK if tension.step == "week" else 1
    for state, same in groupby(tension.courses["together"].points, key=lambda point: point.state):
        run = list(same)
        if state == "nothing-read":
            until = run[-1].day + timedelta(length)
            told = _named(run[0].day, until - timedelta(1))
            yield {"day": f"{run[0].day}{MIDNIGHT}", "until": f"{until}{MIDNIGHT}", "told": told}


def _format(tension: Tension) -> str:
    return "%-d %b" if tension.step == "day" else "%b %Y"


def _named(first: date, last: date) -> str:
    start = f"{first.day} {first:%B %Y}"
    return start if first == last else f"{start} to {last.day} {last:%B %Y}"
