"""The map of pressure: lanes for pressers, intermediaries and targets, and numbered arrows for the steps of chains."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any

import altair as alt

from legation.view.charts.chart import of_rows
from legation.view.charts.look import Scheme, colours

WIDTH, ROW, HEAD, FOOT = 960, 56, 40, 12
# Where the lanes stand, and how wide the boxes in them are, in pixels.
LANES = (106, 480, 854)
BOX = (200, 34)
TITLES = ("presses", "is to use its influence on", "is to be moved")
STEPS = 24  # points of a curve
BADGE = 0.2  # where on it the number stands: near its beginning, where the curves are still apart
LONGEST = 26  # characters of a name
DASHES = {"done": [1, 0], "planned or possible": [6, 4], "denied": [1, 4]}
STATES = {"negated": "denied", "future": "planned or possible", "hypothetical": "planned or possible"}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A chain as the picture needs it: its number, its three ends by name, whether it was done, where it is told."""

    number: int
    ends: tuple[str, str, str]
    status: str
    demand: str
    link: str


def chart(arcs: Sequence[Arc], scheme: Scheme) -> alt.LayerChart:
    """Draw the chains; a line that was not drawn through was only planned, possible or denied."""
    ink = colours(scheme)
    lanes = _lanes(arcs)
    height = HEAD + FOOT + ROW * max(len(lane) for lane in lanes)
    places = _places(lanes, height)
    steps = [step for arc in arcs for step in _steps(arc, places)]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    dash = alt.StrokeDash(
        "state:N",
        scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values())),
        legend=alt.Legend(title=None) if any(arc.status != "actual" for arc in arcs) else None,
    )
    lines = of_rows(row for step in steps for row in step.rows())
    heads, numbers = of_rows(step.head() for step in steps), of_rows(step.badge() for step in steps if step.is_first)
    tooltip = [alt.Tooltip("told:N", title="Chain"), alt.Tooltip("demand:N", title="Demand")]
    boxes, titles = of_rows(_boxes(lanes, places)), of_rows(_titles())
    layers: list[Any] = [
        lines.mark_line(color=ink["pressure"], strokeWidth=2, interpolate="monotone").encode(
            x, y, detail="step:N", order="at:Q", strokeDash=dash, tooltip=tooltip, href="link:N"
        ),
        heads.mark_point(shape="triangle", filled=True, color=ink["pressure"], size=110, opacity=1).encode(
            x, y, angle=alt.Angle("angle:Q", scale=None), tooltip=tooltip, href="link:N"
        ),
        boxes.mark_rect(fill=ink["raised"], stroke=ink["soft"], cornerRadius=5, width=BOX[0], height=BOX[1]).encode(
            x, y
        ),
        boxes.mark_text(color=ink["ink"], fontSize=13, fontWeight="bold").encode(x, y, text="name:N"),
        numbers.mark_circle(color=ink["paper"], stroke=ink["pressure"], strokeWidth=1.5, size=420, opacity=1).encode(
            x, y, tooltip=tooltip, href="link:N"
        ),
        numbers.mark_text(color=ink["pressure"], fontSize=12, fontWeight="bold").encode(x, y, text="number:N"),
        titles.mark_text(color=ink["soft"], fontSize=12).encode(x, y, text="title:N"),
    ]
    return alt.LayerChart(layer=layers, width=WIDTH, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One arrow of a chain, from one lane to the next."""

    arc: Arc
    first: Point
    last: Point
    is_first: bool

    @property
    def common(self) -> dict[str, Any]:
        told = " → ".join(end for end in self.arc.ends if end)
        return {"told": f"{self.arc.number}: {told}", "demand": self.arc.demand, "link": self.arc.link}

    def rows(self) -> Iterator[dict[str, Any]]:
        state = STATES.get(self.arc.status, "done")
        for at in range(STEPS + 1):
            x, y = _bent(self.first, self.last, at / STEPS)
            name = f"{self.arc.number}-{self.is_first}"
            yield {"x": x, "y": y, "at": at, "step": name, "state": state, **self.common}

    def head(self) -> dict[str, Any]:
        (x, y), (before_x, before_y) = self.last, _bent(self.first, self.last, 0.9)
        # The triangle looks up; angles turn to the right.
        angle = degrees(atan2(y - before_y, x - before_x)) + 90
        return {"x": x - 5, "y": y, "angle": angle, **self.common}

    def badge(self) -> dict[str, Any]:
        x, y = _bent(self.first, self.last, BADGE)
        return {"x": x, "y": y, "number": str(self.arc.number), **self.common}


def _lanes(arcs: Sequence[Arc]) -> list[list[str]]:
    """Who stands in each lane: in the middle as in the list, on both sides beside those whom they have to do with."""
    lanes = [list(dict.fromkeys(arc.ends[at] for arc in arcs if arc.ends[at])) for at in range(3)]
    middle = {name: row for row, name in enumerate(lanes[1])}
    for side in (0, 2):
        rows: dict[str, list[int]] = {name: [] for name in lanes[side]}
        for arc in arcs:
            if arc.ends[side] and arc.ends[1]:
                rows[arc.ends[side]].append(middle[arc.ends[1]])
        means = {name: sum(each) / max(1, len(each)) for name, each in rows.items()}
        lanes[side].sort(key=means.__getitem__)
    return lanes


def _steps(arc: Arc, places: dict[tuple[int, str], Point]) -> Iterator[_Step]:
    for lane in (0, 1):
        if arc.ends[lane] and arc.ends[lane + 1]:
            (x, y), (to_x, to_y) = places[lane, arc.ends[lane]], places[lane + 1, arc.ends[lane + 1]]
            half = BOX[0] / 2
            yield _Step(arc=arc, first=(x + half, y), last=(to_x - half, to_y), is_first=lane == 0)


def _bent(first: Point, last: Point, part: float) -> Point:
    """A point of the curve that leaves and arrives level."""
    ease = part * part * (3 - 2 * part)
    return first[0] + (last[0] - first[0]) * part, first[1] + (last[1] - first[1]) * ease


def _places(lanes: Sequence[Sequence[str]], height: float) -> dict[tuple[int, str], Point]:
    """Where each box stands: those of a lane apart by the same, around the middle."""
    room = height - HEAD - FOOT
    return {
        (at, name): (float(LANES[at]), HEAD + room * (row + 0.5) / len(lane))
        for at, lane in enumerate(lanes)
        for row, name in enumerate(lane)
    }


def _boxes(lanes: Sequence[Iterable[str]], places: dict[tuple[int, str], Point]) -> Iterator[dict[str, Any]]:
    for at, lane in enumerate(lanes):
        for name in lane:
            x, y = places[at, name]
            yield {"x": x, "y": y, "name": name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"}


def _titles() -> Iterator[dict[str, Any]]:
    for x, title in zip(LANES, TITLES, strict=True):
        yield {"x": x, "y": HEAD / 2, "title": title}
