"""The tension between two in little room: the smoothed line, a point a day, and a mark at each change of level."""

from collections.abc import Iterator
from typing import Any

import altair as alt

from legation.link.intensity import LEAST, MOST
from legation.link.tension import Tension
from legation.view.charts.chart import of_rows
from legation.view.charts.look import Scheme, colours

WIDTH, HEIGHT = 340, 110
DAYS = 6  # marks of days on the axis, at most


def chart(tension: Tension, scheme: Scheme, link: str) -> alt.LayerChart:
    """Draw both directions together; points lead to their day on the page of the two."""
    ink = colours(scheme)
    days = alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=DAYS, labelOverlap=True, grid=False))
    scale = alt.Scale(domain=[LEAST, MOST])
    axis = alt.Axis(values=[LEAST, 0, MOST], title=None)
    points = of_rows(_points(tension, link))
    layers: list[Any] = [
        points.mark_line(color=ink["ink"], strokeWidth=1.5).encode(days, alt.Y("smoothed:Q", scale=scale, axis=axis)),
        points.mark_circle(color=ink["statement"], size=22, opacity=0.9).encode(
            days, alt.Y("mean:Q", scale=scale, axis=axis), tooltip=["day:T", "mean:Q", "happenings:Q"], href="link:N"
        ),
    ]
    if turns := list(_turns(tension)):
        told = of_rows(turns)
        layers.append(told.mark_rule(color=ink["bad"], strokeDash=[5, 4], strokeWidth=1.5).encode(x="day:T"))
        layers.append(
            told.mark_text(color=ink["bad"], align="left", baseline="top", dx=4, fontSize=11).encode(
                x="day:T", y=alt.value(0), text="told:N"
            )
        )
    return alt.LayerChart(layer=layers, width=WIDTH, height=HEIGHT)


def _points(tension: Tension, link: str) -> Iterator[dict[str, Any]]:
    for point in tension.courses["together"].points:
        if point.mean is not None:
            yield {
                "day": point.day.isoformat(),
                "mean": round(point.mean, 2),
                "smoothed": point.smoothed,
                "happenings": point.happenings,
                "link": f"{link}#day-{point.day}",
            }


def _turns(tension: Tension) -> Iterator[dict[str, Any]]:
    for change in tension.courses["together"].changes:
        yield {"day": change.day.isoformat(), "told": "▼" if change.size < 0 else "▲"}
