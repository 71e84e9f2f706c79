"""Developments by day, week or month: cooperation above the line, conflict below; deeds are filled, words are not."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from legation.view.charts import classes
from legation.view.charts.chart import FLUID, of_rows
from legation.view.charts.look import Scheme, colours
from legation.view.web import codes, quads
from legation.view.web.days import Bins

WIDTH, HEIGHT = 720, 240
SIDES = ((2, 1), (4, 3))  # from the line outwards: what is done stands next to it, what is only said beyond
# Where a bar ends on its last day, so that there is a gap to the next. With an hour, days are those of the reader's own
# time zone: a bare date would be midnight in Greenwich, and so the day before in America.
LAST_HOUR = {"day": "20:00", "week": "12:00", "month": "00:00"}


def chart(told: Bins, links: Mapping[str, str], scheme: Scheme) -> alt.LayerChart:
    """Draw a bar for each class of each day."""
    ink = colours(scheme)
    fill, stroke = classes.marked(scheme)
    days = alt.X(
        "day:T",
        title=None,
        axis=alt.Axis(format="%-d %b" if told.step == "day" else "%b %Y", labelOverlap=True, tickCount=8, grid=False),
    )
    bars = (
        of_rows(_rows(told, links))
        .mark_bar(strokeWidth=classes.WIDTH, cornerRadius=1)
        .encode(
            days,
            alt.X2("until:T"),
            alt.Y(
                "low:Q",
                title="conflict ← developments → cooperation",
                axis=alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1, titleFontWeight="normal"),
            ),
            alt.Y2("high:Q"),
            fill=fill,
            stroke=stroke,
            tooltip=[
                alt.Tooltip("named:N", title="When"),
                alt.Tooltip("class:N", title="What"),
                alt.Tooltip("number:Q", title="Developments"),
            ],
            href="link:N",
        )
    )
    zero = of_rows([{"y": 0}]).mark_rule(color=ink["soft"], strokeWidth=1).encode(y="y:Q")
    return alt.LayerChart(layer=[bars, zero], width=WIDTH, height=HEIGHT, usermeta=FLUID)


def _rows(told: Bins, links: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for each in told.bins:
        numbers = dict(zip(quads.QUADS, each.numbers, strict=True))
        for side in SIDES:
            reached = 0
            for quad in side:
                if number := numbers[quad]:
                    sign = 1 if quad in quads.COOPERATION else -1
                    yield {
                        "day": f"{each.first}T00:00",
                        "until": f"{each.last}T{LAST_HOUR[told.step]}",
                        "named": each.first if each.first == each.last else f"{each.first} to {each.last}",
                        "class": codes.word("quad", quad),
                        "number": number,
                        "low": sign * reached,
                        "high": sign * (reached + number),
                        "link": links[each.first],
                    }
                    reached += number
