"""The network around an actor: nodes with their names, lines whose style tells what they are, arrows for pressure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import atan2, cos, degrees, hypot, log2, sin
from typing import Any

import altair as alt

from legation.view.charts.chart import of_rows
from legation.view.charts.layout import Box, Field, placed
from legation.view.charts.look import Scheme, colours
from legation.view.network_rows import Edge, Network
from legation.view.web import addresses

FIELD = Field(760, 560)
LETTER, LINE = 7.0, 17.0  # pixels that a letter of a label takes, and a line of it
BEND = 26.0  # pixels by which one of several lines between two nodes bends away from the next
STEPS = 12
NO_PARTY = ("person:", "group:", "role:")  # actors between whom no tension is reckoned
HOSTILE, FRIENDLY = -1.0, 1.0  # mean intensity beyond which events are called so
Points = list[tuple[float, float]]


def tone(edge: Edge) -> str:
    """Name what an edge is: its kind, of events with their tone."""
    if edge.kind != "event":
        return edge.kind
    mean = edge.tone or 0.0
    return "hostile events" if mean <= HOSTILE else "friendly events" if mean >= FRIENDLY else "mixed events"


def between(edge: Edge, *, persons: bool) -> str:
    """Where an edge leads: to the page of the two, or, where one of them is no party of its own, to the records."""
    pair = (edge.one, edge.other)
    if any(node.startswith(NO_PARTY) or (persons and ":" in node) for node in pair):
        return addresses.search(kind=edge.kind, actor=pair)
    return addresses.dyad(*pair)


def chart(network: Network, names: Mapping[str, str], scheme: Scheme) -> alt.LayerChart:
    """Draw the network."""
    ink = colours(scheme)
    radii = {node: 5 + 2.2 * log2(1 + network.weight(node)) for node in network.nodes}
    boxes = {node: Box(max(2 * r, LETTER * len(names[node])), 2 * r + LINE) for node, r in radii.items()}
    joined = [(each.one, each.other, float(log2(1 + each.origins))) for each in network.edges]
    places = placed(network.centre, joined, boxes, FIELD)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, FIELD.width]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[FIELD.height, 0]))
    nodes = of_rows(_nodes(network, names, places, radii))
    layers: list[Any] = []
    if network.edges:
        lines, heads = _edges(network, names, places, radii)
        layers.append(_lines(lines, ink).encode(x, y))
        if heads:
            arrows = of_rows(heads).mark_point(shape="triangle", filled=True, color=ink["pressure"], opacity=1)
            layers.append(arrows.encode(x, y, angle=alt.Angle("angle:Q", scale=None), size=alt.value(130)))
    size = alt.Size("area:Q", scale=None, legend=None)
    told = ["name:N", "origins:Q"]
    layers += [
        nodes.mark_circle(opacity=1, stroke=ink["paper"], strokeWidth=2).encode(
            x,
            y,
            size=size,
            tooltip=told,
            href="link:N",
            color=alt.condition("datum.centre", alt.value(ink["accent"]), alt.value(ink["soft"])),
        ),
        nodes.mark_text(baseline="top", fontSize=12, stroke=ink["paper"], strokeWidth=4, strokeJoin="round").encode(
            x, alt.Y("below:Q"), text="name:N"
        ),
        nodes.mark_text(baseline="top", fontSize=12).encode(x, alt.Y("below:Q"), text="name:N", href="link:N"),
    ]
    return alt.LayerChart(layer=layers, width=FIELD.width, height=FIELD.height)


def _lines(lines: list[dict[str, Any]], ink: Mapping[str, str]) -> Any:
    """The lines; a kind differs from all others in its dashes as well as in its colour."""
    looks = {
        "hostile events": (ink["bad"], [1, 0]),
        "mixed events": (ink["event"], [12, 4]),
        "friendly events": (ink["good"], [5, 4]),
        "statement": (ink["statement"], [2, 3]),
        "tie": (ink["tie"], [9, 4, 2, 4]),
        "pressure": (ink["pressure"], [16, 4]),
    }
    there = [kind for kind in looks if any(line["kind"] == kind for line in lines)]
    title = "what joins them"
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=there, range=[looks[kind][0] for kind in there]),
        legend=alt.Legend(title=title, symbolSize=900, columns=3),
    )
    dash = alt.StrokeDash(
        "kind:N",
        scale=alt.Scale(domain=there, range=[looks[kind][1] for kind in there]),
        legend=alt.Legend(title=title, symbolSize=900, columns=3),
    )
    return (
        of_rows(lines)
        .mark_line(opacity=0.85)
        .encode(
            color=colour,
            strokeDash=dash,
            strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
            detail="edge:N",
            order="step:Q",
            tooltip=["between:N", "kind:N", "number:Q", "origins:Q"],
            href="link:N",
        )
    )


def _nodes(
    network: Network, names: Mapping[str, str], places: Mapping[str, tuple[float, float]], radii: Mapping[str, float]
) -> Iterator[dict[str, Any]]:
    for node in network.nodes:
        x, y = places[node]
        yield {
            "x": x,
            "y": y - LINE / 2,
            "below": y - LINE / 2 + radii[node] + 3,
            "name": names[node],
            "origins": network.weight(node),
            "area": round(4 * radii[node] ** 2 * 0.785),
            "centre": node == network.centre,
            "link": addresses.actor(node),
        }


def _edges(
    network: Network, names: Mapping[str, str], places: Mapping[str, tuple[float, float]], radii: Mapping[str, float]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The points of all lines, and the heads of the arrows."""
    beside: dict[frozenset[str], list[Edge]] = defaultdict(list)
    for each in network.edges:
        beside[frozenset((each.one, each.other))].append(each)
    lines: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    for same in beside.values():
        for place, each in enumerate(sorted(same, key=lambda edge: (edge.kind, edge.one))):
            # Bends are counted from one of the two, whichever way the line runs, so that none lies on another.
            side = 1 if each.one < each.other else -1
            bend = side * (place - (len(same) - 1) / 2) * BEND
            (x1, y1), (x2, y2) = (places[node] for node in (each.one, each.other))
            points = _curve((x1, y1 - LINE / 2), (x2, y2 - LINE / 2), bend)
            if each.kind == "pressure":
                points = _stopped(points, radii[each.other] + 6)
                heads.append(_head(points))
            lines += _rows(each, names, points, between(each, persons=network.persons), len(lines))
    return lines, heads


def _rows(edge: Edge, names: Mapping[str, str], points: Points, link: str, number: int) -> Iterator[dict[str, Any]]:
    joint = " → " if edge.kind == "pressure" else " – "
    for step, (x, y) in enumerate(points):
        yield {
            "edge": number,
            "step": step,
            "x": round(x, 1),
            "y": round(y, 1),
            "kind": tone(edge),
            "width": round(1.2 + 1.1 * log2(1 + edge.origins), 1),
            "between": f"{names[edge.one]}{joint}{names[edge.other]}",
            "number": edge.number,
            "origins": edge.origins,
            "link": link,
        }


def _curve(one: tuple[float, float], other: tuple[float, float], bend: float) -> Points:
    """A line from one point to another that bends to its side."""
    (x1, y1), (x2, y2) = one, other
    length = hypot(x2 - x1, y2 - y1) or 1.0
    middle = ((x1 + x2) / 2 - (y2 - y1) / length * bend, (y1 + y2) / 2 + (x2 - x1) / length * bend)
    steps = [i / STEPS for i in range(STEPS + 1)] if bend else [0.0, 1.0]
    return [
        (
            (1 - t) ** 2 * x1 + 2 * t * (1 - t) * middle[0] + t * t * x2,
            (1 - t) ** 2 * y1 + 2 * t * (1 - t) * middle[1] + t * t * y2,
        )
        for t in steps
    ]


def _stopped(points: Points, before: float) -> Points:
    """The line without its end, so that an arrow stands beside the node and not under it."""
    x, y = points[-1]
    kept = [at for at in points[:-1] if hypot(at[0] - x, at[1] - y) > before] or points[:1]
    angle = atan2(kept[-1][1] - y, kept[-1][0] - x)
    return [*kept, (x + before * cos(angle), y + before * sin(angle))]


def _head(points: Points) -> dict[str, Any]:
    (x1, y1), (x2, y2) = points[-2:]
    return {"x": round(x2, 1), "y": round(y2, 1), "angle": round(degrees(atan2(y2 - y1, x2 - x1)) + 90)}
