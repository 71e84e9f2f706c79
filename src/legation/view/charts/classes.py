"""How charts tell the four classes of events apart: by side and colour, and words hollow where deeds are filled."""

from typing import Any

import altair as alt

from legation.view.charts.look import Scheme, colours
from legation.view.web import codes, quads

WIDTH = 1.25  # of the outline of a bar


def marked(scheme: Scheme, columns: int = 2) -> tuple[alt.Fill, alt.Stroke]:
    """Return fill and outline of bars by the field `class`, the words of a class; `columns` of the legend."""
    ink = colours(scheme)
    names = [codes.word("quad", quad) for quad in quads.QUADS]
    strong = [ink["good"] if quad in quads.COOPERATION else ink["bad"] for quad in quads.QUADS]
    fills = [colour if quad in quads.DEEDS else ink["paper"] for quad, colour in zip(quads.QUADS, strong, strict=True)]
    kind: dict[str, Any] = {"sort": names, "title": None, "legend": alt.Legend(columns=columns)}
    return (
        alt.Fill("class:N", scale=alt.Scale(domain=names, range=fills), **kind),
        alt.Stroke("class:N", scale=alt.Scale(domain=names, range=strong), **kind),
    )
