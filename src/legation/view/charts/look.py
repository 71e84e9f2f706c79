"""The colours and letters of charts, from `data/view/charts.yaml`: the same as those of the pages."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from legation.tables import yaml_table

FILE = "view/charts.yaml"
Scheme = Literal["light", "dark"]


@cache
def colours(scheme: Scheme) -> Mapping[str, str]:
    """Return the colours by what they mean."""
    found: Mapping[str, str] = yaml_table(FILE)[scheme]
    return found


@cache
def config(scheme: Scheme) -> Mapping[str, Any]:
    """Return the Vega-Lite configuration that all charts share."""
    ink = colours(scheme)
    font = yaml_table(FILE)["fonts"]
    text = {
        "labelFont": font,
        "titleFont": font,
        "labelColor": ink["soft"],
        "titleColor": ink["ink"],
        "labelFontSize": 12,
    }
    return {
        "background": "transparent",
        "font": font,
        "view": {"stroke": None},
        "axis": text
        | {"gridColor": ink["line"], "domainColor": ink["line"], "tickColor": ink["line"], "titleFontSize": 12},
        "legend": text | {"orient": "bottom", "symbolStrokeWidth": 2},
        "header": text,
        "title": {"font": font, "color": ink["ink"], "anchor": "start", "fontSize": 14},
        "text": {"font": font, "color": ink["ink"], "fontSize": 12},
    }
