"""What a chart is: a Vega-Lite specification in one scheme of colours, and its picture.

Pictures are drawn on the server by vl-convert, which is told to fetch nothing. The browser gets the picture, and where
scripts run the same specification made alive.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import altair as alt
import vl_convert
from altair.utils.schemapi import debug_mode

from legation.view.charts.look import Scheme, config

Spec = Mapping[str, Any]


class Drawable(Protocol):
    """An Altair chart of any sort."""

    def to_dict(self, validate: bool = True) -> dict[str, Any]:
        """Give the specification, checked or as it is."""


# What XML refuses, what cannot be encoded, and what turns the direction of what follows.
UNDRAWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
Draw = Callable[[Scheme], Drawable]
FLUID = {"fluid": True}  # as `usermeta` of a chart that may be as wide as the place it gets in a browser


def of_rows(rows: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """Begin a chart of these rows. A layer without a row makes Vega complain: leave it out."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def spec(draw: Draw, scheme: Scheme) -> Spec:
    """Return the whole specification in one scheme."""
    # Altair would check every row against its schema, which takes longer than all the rest; tests check the charts.
    with debug_mode(False):
        made = draw(scheme).to_dict(validate=False)
    drawable: dict[str, Any] = _drawable({**made, "config": {**made.get("config", {}), **config(scheme)}})
    return drawable


def alive(spec: Spec) -> Spec:
    """Return a specification as the browser gets it: a fluid one as wide as its place."""
    if spec.get("usermeta") != FLUID:
        return spec
    return {**spec, "width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}


def picture(spec: Spec) -> bytes:
    """Draw a specification as SVG."""
    return vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[]).encode()


def _drawable(value: Any) -> Any:
    """Take out of words what no picture can hold: a control character in a title would end the whole server."""
    match value:
        case str():
            return UNDRAWABLE.sub("", value)
        case dict():
            return {UNDRAWABLE.sub("", str(name)): _drawable(each) for name, each in value.items()}
        case list() | tuple():
            return [_drawable(each) for each in value]
    return value


def player() -> bytes:
    """Return the script that makes charts alive in a browser: Vega, Vega-Lite and Vega-Embed, for our own server."""
    return vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;").encode()
