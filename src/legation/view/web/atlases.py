"""What the page and the picture of the map ask: where developments took place, and who acts on whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from legation.records import EVENT_TYPES
from legation.store import places
from legation.store.places import Asked, Route, Seen, Spot
from legation.view import dyad_sources
from legation.view.charts import atlas as drawn
from legation.view.charts.atlas import Arc, Atlas, Dot, Extent
from legation.view.charts.chart import Draw
from legation.view.seats import bodies, middles, seats
from legation.view.web import addresses, asked
from legation.view.web.shelf import Shelf

NEWEST = 3000  # developments that are looked at
DOTS = 150
ARCS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which developments the map shows, and how much of the world."""

    since: str | None = None
    until: str | None = None
    type: str | None = None
    extent: Extent = "dots"

    @property
    def values(self) -> Mapping[str, str]:
        """The fields of an address that means the same."""
        extent = "" if self.extent == "dots" else self.extent
        return {"since": self.since or "", "until": self.until or "", "type": self.type or "", "view": extent}

    @property
    def question(self) -> Asked:
        """The question for the store."""
        return Asked(since=self.since or "", until=self.until or "9999-99", type=self.type, most=NEWEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that the map and its tables hold: every spot and route, and what of them can be drawn."""

    seen: Seen
    spots: tuple[Spot, ...]
    routes: tuple[Route, ...]
    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    names: Mapping[str, str]


def wanted(shelf: Shelf, values: Mapping[str, str]) -> Wanted:
    """Read which map is wanted."""
    since, until = asked.days(values.get("since"), values.get("until"), shelf.settings.today())
    kind = asked.choice(values.get("type", "").upper(), EVENT_TYPES)
    extent = cast(Extent, asked.choice(values.get("view"), get_args(Extent)) or "dots")
    return Wanted(since=since, until=until, type=kind, extent=extent)


def found(shelf: Shelf, which: Wanted) -> Found:
    """Gather what the map shows."""
    question = which.question

    def make() -> Found:
        spots = shelf.store.ask(places.spots(question))
        routes = tuple(
            each
            for each in shelf.store.ask(places.routes(question, bodies()))
            if each.source in seats() and each.target in seats()
        )
        names = dyad_sources.names(shelf.store, _parties(routes[: 2 * ARCS]))
        dots = tuple(dot for spot in spots if (dot := _dot(spot, which)))
        return Found(
            seen=shelf.store.ask(places.seen(question)),
            spots=spots,
            routes=routes,
            dots=dots[:DOTS],
            arcs=_arcs(routes[: 2 * ARCS], names)[:ARCS],
            names=names,
        )

    return shelf.kept(("map", question), make)


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Make the map ready to be drawn."""
    which = wanted(shelf, values)
    what = found(shelf, which)
    return lambda scheme: drawn.chart(Atlas(dots=what.dots, arcs=what.arcs, extent=which.extent), scheme)


def place(spot: Spot, which: Wanted) -> str:
    """Where the developments at a place are listed."""
    return addresses.at("/map", **which.values, place=spot.name, country=spot.country) + "#at"


def _dot(spot: Spot, which: Wanted) -> Dot | None:
    """A place on the map; one without a point of its own stands in the middle of its country."""
    link = place(spot, which)
    if spot.lat is not None and spot.lon is not None:
        return Dot(spot=spot, lat=spot.lat, lon=spot.lon, is_exact=True, link=link)
    middle = middles().get(spot.country or "")
    return Dot(spot=spot, lat=middle.lat, lon=middle.lon, is_exact=False, link=link) if middle else None


def _parties(routes: tuple[Route, ...]) -> list[str]:
    return list(dict.fromkeys(party for each in routes for party in (each.source, each.target)))


def _arcs(routes: tuple[Route, ...], names: Mapping[str, str]) -> tuple[Arc, ...]:
    """One arc for each two, whoever acts; those of most developments first."""
    between: dict[tuple[str, str], list[Route]] = defaultdict(list)
    for each in routes:
        one, other = sorted((each.source, each.target))
        between[one, other].append(each)
    arcs = (
        Arc(
            one=one,
            other=other,
            called=(names[one], names[other]),
            seats=(seats()[one], seats()[other]),
            routes=tuple(same),
        )
        for (one, other), same in between.items()
        if seats()[one][1:] != seats()[other][1:]
    )
    return tuple(sorted(arcs, key=lambda arc: (-arc.developments, arc.one, arc.other)))
