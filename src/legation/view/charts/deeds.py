"""What an actor did, to the right, and what was done to it, to the left, by type; words hollow, deeds filled."""

from collections.abc import Iterator
from typing import Any

import altair as alt

from legation.view.charts import classes
from legation.view.charts.chart import FLUID, of_rows
from legation.view.charts.look import Scheme, colours
from legation.view.web import codes
from legation.view.web.doing import Doing

WIDTH, BAR = 560, 22


def chart(doing: Doing, scheme: Scheme) -> alt.LayerChart:
    """Draw a bar to each side for each type of event."""
    ink = colours(scheme)
    fill, stroke = classes.marked(scheme, columns=1)
    order = [codes.event_noun(each.type) for each in doing.deeds]
    bars = (
        of_rows(_rows(doing))
        .mark_bar(strokeWidth=classes.WIDTH, cornerRadius=1, height=alt.RelativeBandSize(0.7))
        .encode(
            alt.X(
                "number:Q",
                title="done to it ← happenings → done by it",
                axis=alt.Axis(labelExpr="abs(datum.value)", tickMinStep=1, titleFontWeight="normal"),
            ),
            alt.Y("type:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=6)),
            fill=fill,
            stroke=stroke,
            tooltip=[
                alt.Tooltip("type:N", title="What"),
                alt.Tooltip("way:N", title="Which way"),
                alt.Tooltip("count:Q", title="Happenings"),
            ],
            href="link:N",
        )
    )
    zero = of_rows([{"x": 0}]).mark_rule(color=ink["soft"], strokeWidth=1).encode(x="x:Q")
    return alt.LayerChart(layer=[bars, zero], width=WIDTH, height=BAR * len(order), usermeta=FLUID)


def _rows(doing: Doing) -> Iterator[dict[str, Any]]:
    for each in doing.deeds:
        for way, count, link, sign in (
            ("done by it", each.done, each.done_link, 1),
            ("done to it", each.received, each.received_link, -1),
        ):
            if count:
                yield {
                    "type": codes.event_noun(each.type),
                    "class": codes.word("quad", each.quad),
                    "way": way,
                    "count": count,
                    "number": sign * count,
                    "link": link,
                }
