"""What a chart is: a Vega-Lite specification in one scheme of colours, and its picture.

Pictures are drawn on the server by vl-convert, which is told to fetch nothing. The browser gets the picture, and where
scripts run the same specification made alive.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import altair as alt
import vl_convert

from legation.view.charts.look import Scheme, config

Spec = Mapping[str, Any]


class Drawable(Protocol):
    """An Altair chart of any sort."""

    def to_dict(self) -> dict[str, Any]:
        """Give the specification."""


Draw = Callable[[Scheme], Drawable]


def of_rows(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """Begin a chart of these rows. A layer without a row makes Vega complain: leave it out."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def spec(draw: Draw, scheme: Scheme) -> Spec:
    """Return the whole specification in one scheme."""
    made = draw(scheme).to_dict()
    return {**made, "config": {**made.get("config", {}), **config(scheme)}}


def picture(spec: Spec) -> bytes:
    """Draw a specification as SVG."""
    return vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[]).encode()


def player() -> bytes:
    """Return the script that makes charts alive in a browser: Vega, Vega-Lite and Vega-Embed, for our own server."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()
