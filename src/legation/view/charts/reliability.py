"""How far words of probability can be relied on: what was said against the share that came true."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from legation.link.scores import Bin
from legation.view.charts.chart import of_rows
from legation.view.charts.look import Scheme, colours

SIZE = 300
LEAST_DOT, MOST_DOT = 80, 700


def chart(curve: Sequence[Bin], scheme: Scheme) -> alt.LayerChart:
    """Draw a dot for each bin, as large as the bin holds forecasts, beside the line of perfect calibration."""
    ink = colours(scheme)
    share = alt.Axis(format="%", tickCount=5, grid=True)
    x = alt.X("stated:Q", title="said to be as likely as", axis=share, scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("came_true:Q", title="share that came true", axis=share, scale=alt.Scale(domain=[0, 1]))
    perfect = of_rows([{"stated": 0, "came_true": 0}, {"stated": 1, "came_true": 1}])
    layers: list[Any] = [perfect.mark_line(color=ink["soft"], strokeDash=[5, 4], strokeWidth=1.5).encode(x, y)]
    if curve:
        size = alt.Size("n:Q", legend=None, scale=alt.Scale(domainMin=1, range=[LEAST_DOT, MOST_DOT]))
        dots = of_rows(_dots(curve))
        told = ["in words:N", "came true:N", "predictions:N"]
        layers += [
            dots.mark_line(color=ink["prediction"], strokeWidth=1.5).encode(x, y),
            dots.mark_circle(color=ink["prediction"], opacity=0.9).encode(x, y, size=size, tooltip=told, href="link:N"),
            dots.mark_text(dy=-16).encode(x, y, text="label:N"),
        ]
    return alt.LayerChart(layer=layers, width=SIZE, height=SIZE)


def _dots(curve: Sequence[Bin]) -> list[dict[str, Any]]:
    return [
        {
            "stated": each.stated,
            "came_true": each.came_true,
            "n": each.n,
            "label": f"n = {each.n}",
            "in words": f"{each.low:.0%} to {each.high:.0%}",
            "came true": f"{each.came_true:.0%}",
            "predictions": str(each.n),
            "link": "/predictions?state=decided",
        }
        for each in curve
    ]
