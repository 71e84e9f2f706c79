"""A map of what happens where: dots for places, arcs between the seats of who acts on whom, towns as the ground.

There are no borders and no filled countries: the ground is a net of degrees and the towns of the world, which show land
and people well enough to find one's way, and take no side.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import atan2, cos, degrees, hypot, log2, radians, sin
from typing import Any, Literal

import altair as alt

from legation.store.places import Route, Spot
from legation.view.charts.chart import of_rows
from legation.view.charts.globe import Point, View, view
from legation.view.charts.look import Scheme, colours
from legation.view.seats import Seat, largest, middles, towns
from legation.view.web import addresses

WIDTH, HEIGHT = 860, 520
CELL = 5.0  # pixels: of several towns in such a field one is drawn
GROUND = 4500  # towns at most
LABELS = 22
COUNTRIES = 16  # names of states that take no part, to find one's way by
MOST_OF_IT = 0.7  # the share of the developments that the closest view shows
LETTER, LINE = 6.6, 14.0
NETS = ((4.0, (10, 10)), (1.6, (20, 20)), (0.0, (30, 30)))  # how close the net is, by how large the map is


Extent = Literal["dots", "most", "world"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """What lies between two seats, in both directions."""

    one: str
    other: str
    called: tuple[str, str]
    seats: tuple[Seat, Seat]
    routes: tuple[Route, ...]

    @property
    def developments(self) -> int:
        """All developments between the two."""
        return sum(each.developments for each in self.routes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place with a point to draw it at; `is_exact` is false for a state as a whole."""

    spot: Spot
    lat: float
    lon: float
    is_exact: bool
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """All that a map shows."""

    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    extent: Extent = "dots"


@dataclass(slots=True)
class _Labels:
    """Boxes that are taken by labels, so that the next one stands elsewhere or not at all."""

    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def has_room(self, at: Point, words: str) -> bool:
        """Take the room for words around a point if it is free."""
        half = LETTER * len(words) / 2
        box = (at[0] - half, at[1] - LINE / 2, at[0] + half, at[1] + LINE / 2)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken):
            return False
        self.taken.append(box)
        return True


def chart(atlas: Atlas, scheme: Scheme) -> alt.LayerChart:
    """Draw the map."""
    ink = colours(scheme)
    shown = view(_points(atlas), WIDTH, HEIGHT, whole=atlas.extent == "world")
    step = next(step for least, step in NETS if shown.scale / 100 >= least)
    layers: list[Any] = [
        alt.Chart(alt.graticule(step=step)).mark_geoshape(stroke=ink["line"], strokeWidth=0.5, filled=False),
        _ground(shown).mark_geoshape(stroke=ink["soft"], strokeWidth=1.6, strokeCap="round", opacity=0.6, filled=False),
    ]
    if atlas.arcs:
        layers.append(_arcs(atlas.arcs, ink))
    if atlas.dots:
        layers += _dots(atlas.dots, ink)
    layers += _words(atlas, shown, ink)
    projection = alt.Projection(
        type="equalEarth",
        rotate=[round(shown.turned, 3), 0, 0],
        scale=round(shown.scale, 3),
        translate=[round(shown.left, 2), round(shown.top, 2)],
        clipExtent=[[0, 0], [WIDTH, shown.height]],
        precision=0.3,
    )
    return alt.LayerChart(layer=layers, width=WIDTH, height=shown.height, projection=projection)


def _points(atlas: Atlas) -> list[Point]:
    """What the window must hold: everything, or the places near the middle where most of it happened."""
    if atlas.extent == "most" and atlas.dots:
        return _densest(atlas.dots)
    ends = [(seat.lat, seat.lon) for arc in atlas.arcs for seat in arc.seats]
    return [*((each.lat, each.lon) for each in atlas.dots), *ends, *(_halfway(*arc.seats) for arc in atlas.arcs)]


def _halfway(one: Seat, other: Seat) -> Point:
    """The middle of the shortest way over the globe, which may lie far north of both ends."""
    x = y = z = 0.0
    for seat in (one, other):
        lat, lon = radians(seat.lat), radians(seat.lon)
        x, y, z = x + cos(lat) * cos(lon), y + cos(lat) * sin(lon), z + sin(lat)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _densest(dots: Sequence[Dot]) -> list[Point]:
    """The places nearest to the one of most developments that together have most of them."""
    first = max(dots, key=lambda dot: (dot.spot.developments, dot.spot.name))
    ordered = sorted(dots, key=lambda dot: (_apart(first, dot), dot.spot.name))
    enough, found = MOST_OF_IT * sum(dot.spot.developments for dot in dots), []
    for dot in ordered:
        if enough <= 0:
            break
        found.append((dot.lat, dot.lon))
        enough -= dot.spot.developments
    return found


def _apart(one: Dot, other: Dot) -> float:
    """How far two places lie apart, as the cosine of the angle between them, turned round."""
    a, b = radians(one.lat), radians(other.lat)
    return -(sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(one.lon - other.lon)))


def _ground(shown: View) -> alt.Chart:
    """The towns in the window, thinned, as one shape of lines without length: round ends make them dots."""
    rows = shown.cells(towns(), CELL)[:GROUND]
    found = [[round(float(lon), 2), round(float(lat), 2)] for lat, lon in towns()[rows]]
    shape = {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": [[at, at] for at in found]}}
    # As text: Altair copies data many times over, number by number.
    return alt.Chart(alt.InlineData(values=json.dumps([shape]), format={"type": "json"}))


def _arcs(arcs: Iterable[Arc], ink: Mapping[str, str]) -> Any:
    rows = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[seat.lon, seat.lat] for seat in arc.seats]},
            "width": round(0.8 + 0.9 * log2(1 + arc.developments), 1),
            "between": f"{arc.called[0]} – {arc.called[1]}",
            "developments": arc.developments,
            "link": addresses.dyad(arc.one, arc.other),
        }
        for arc in arcs
    ]
    return (
        of_rows(rows)
        .mark_geoshape(filled=False, stroke=ink["statement"], opacity=0.75)
        .encode(
            strokeWidth=alt.StrokeWidth("width:Q", scale=None, legend=None),
            tooltip=["between:N", "developments:Q"],
            href="link:N",
        )
    )


def _dots(dots: Iterable[Dot], ink: Mapping[str, str]) -> list[Any]:
    rows = [
        {
            "lat": dot.lat,
            "lon": dot.lon,
            "area": _area(dot),
            "place": dot.spot.name if dot.is_exact else f"somewhere in {dot.spot.name}",
            "developments": dot.spot.developments,
            "origins": dot.spot.origins,
            "link": dot.link,
            "exact": dot.is_exact,
        }
        for dot in sorted(dots, key=lambda each: -each.spot.developments)
    ]
    base = of_rows(rows)
    told = ["place:N", "developments:Q", "origins:Q"]
    size = alt.Size("area:Q", scale=None, legend=None)
    filled = base.transform_filter("datum.exact").mark_circle(
        color=ink["event"], opacity=0.85, stroke=ink["paper"], strokeWidth=1
    )
    hollow = base.transform_filter("!datum.exact").mark_point(
        filled=False, shape="circle", stroke=ink["event"], strokeWidth=2, strokeDash=[3, 2], opacity=1
    )
    marks = [(filled, any(row["exact"] for row in rows)), (hollow, not all(row["exact"] for row in rows))]
    return [
        mark.encode(longitude="lon:Q", latitude="lat:Q", size=size, tooltip=told, href="link:N")
        for mark, is_there in marks
        if is_there
    ]


def _area(dot: Dot) -> int:
    return 50 + round(260 * log2(1 + dot.spot.developments) / 2)


def _words(atlas: Atlas, shown: View, ink: Mapping[str, str]) -> list[Any]:
    """The names of the places and, where there is room, of the states that take part or lie around."""
    labels = _Labels()
    places: list[dict[str, Any]] = []
    dots = [(dot, shown.at(dot.lat, dot.lon)) for dot in atlas.dots]
    dots = sorted((each for each in dots if shown.holds(each[1], 4)), key=lambda each: -each[0].spot.developments)
    for _, at in dots:
        labels.has_room(at, "o")
    for dot, (x, y) in dots:
        drop = 9 + _area(dot) ** 0.5 / 2
        if len(places) < LABELS and labels.has_room((x, y + drop), dot.spot.name):
            places.append({"x": round(x, 1), "y": round(y + drop, 1), "name": dot.spot.name})
    named = {row["name"] for row in places}
    states: list[dict[str, Any]] = []
    for seat in _states(atlas):
        x, y = shown.at(seat.lat, seat.lon)
        inside = shown.holds((x, y), LINE) and shown.holds((x - LETTER * len(seat.name) / 2, y))
        if len(states) < COUNTRIES and seat.name not in named and inside and labels.has_room((x, y), seat.name):
            states.append({"x": round(x, 1), "y": round(y, 1), "name": seat.name})
    return [*_texts(states, shown, ink, soft=True), *_texts(places, shown, ink, soft=False)]


def _states(atlas: Atlas) -> list[Seat]:
    """Those who act or are acted on first, then the others by how many live there."""
    involved = [name for arc in atlas.arcs for name in (arc.one, arc.other)]
    return [middles()[key] for key in dict.fromkeys((*involved, *largest())) if key in middles()]


def _texts(rows: Sequence[Mapping[str, Any]], shown: View, ink: Mapping[str, str], *, soft: bool) -> list[Any]:
    if not rows:
        return []
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], range=[0, WIDTH]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, shown.height], range=[0, shown.height]))
    size = 10.5 if soft else 12
    halo = of_rows(rows).mark_text(fontSize=size, stroke=ink["paper"], strokeWidth=4, strokeJoin="round", opacity=0.8)
    words = of_rows(rows).mark_text(
        fontSize=size, color=ink["soft" if soft else "ink"], fontStyle="italic" if soft else "normal"
    )
    return [mark.encode(x, y, text="name:N") for mark in (halo, words)]
