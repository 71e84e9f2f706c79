"""The tension between two parties: a band a day, the smoothed line, gaps in what was read, and changes of level."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

import altair as alt

from legation.link.intensity import LEAST, MOST, WEEK
from legation.link.tension import Tension
from legation.view.charts.chart import of_rows
from legation.view.charts.look import Scheme, colours

WIDTH, HEIGHT = 720, 280


def chart(tension: Tension, scheme: Scheme) -> alt.LayerChart:
    """Draw both directions together."""
    ink = colours(scheme)
    days = alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b %Y", labelOverlap=True, tickCount=6))
    level = alt.Y("low:Q", title="worse ← intensity → better", scale=alt.Scale(domain=[LEAST, MOST]))
    points = of_rows(_points(tension))
    told = ["day:T", "mean:Q", "happenings:Q", "origins:Q"]
    layers: list[Any] = [
        points.mark_rule(color=ink["statement"], opacity=0.45, strokeWidth=5, strokeCap="round").encode(
            days, level, y2="high:Q"
        ),
        points.mark_line(color=ink["ink"], strokeWidth=1.5).encode(days, y="smoothed:Q"),
        points.mark_circle(color=ink["statement"], size=42, opacity=1).encode(
            days, y="mean:Q", tooltip=told, href="link:N"
        ),
    ]
    if gaps := list(_gaps(tension)):
        nothing = alt.Tooltip("told:N", title="Nothing was read")
        layers.insert(
            0, of_rows(gaps).mark_rect(color=ink["line"], opacity=0.45).encode(x="day:T", x2="until:T", tooltip=nothing)
        )
    if changes := [{"day": each.day.isoformat()} for each in tension.courses["together"].changes]:
        layers.append(
            of_rows(changes).mark_rule(color=ink["bad"], strokeDash=[5, 4], strokeWidth=1.5).encode(x="day:T")
        )
    return alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT)


def _points(tension: Tension) -> Iterator[dict[str, Any]]:
    for point in tension.courses["together"].points:
        if point.mean is not None:
            yield {
                "day": point.day.isoformat(),
                "mean": round(point.mean, 2),
                "low": point.low,
                "high": point.high,
                "smoothed": point.smoothed,
                "happenings": point.happenings,
                "origins": point.origins,
                "link": f"#day-{point.day}",
            }


def _gaps(tension: Tension) -> Iterator[dict[str, Any]]:
    length = WEEK if tension.step == "week" else 1
    for state, same in groupby(tension.courses["together"].points, key=lambda point: point.state):
        run = list(same)
        if state == "nothing-read":
            until = run[-1].day + timedelta(length)
            yield {"day": run[0].day.isoformat(), "until": until.isoformat(), "told": f"{run[0].day} to {run[-1].day}"}
