"""The map: where things happened, and between the seats of whom."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.records import EVENT_TYPES
from legation.store import places
from legation.view.brief_words import opened
from legation.view.seats import middles
from legation.view.web import addresses, atlases, codes
from legation.view.web.cards import Cards
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()
ROWS = 50
AT_A_PLACE = 25


@router.get("/map")
def show(request: Request) -> Response:
    """Show the map; with a place, also what happened there."""
    values = dict(request.query_params)

    def make(shelf: Shelf) -> Mapping[str, Any]:
        which = atlases.wanted(shelf, values)
        found = atlases.found(shelf, which)
        return {
            "asked": which,
            "found": found,
            "types": EVENT_TYPES,
            "words": {each: opened(codes.event_type(each)) for each in EVENT_TYPES},
            "spots": [_spot(each, which) for each in found.spots[:ROWS]],
            "routes": [_route(each, found, which) for each in found.routes[:ROWS] if each.source in found.names],
            "newest": atlases.NEWEST,
            **_at(shelf, which, values),
        }

    return page(request, "map.html", make)


def _spot(each: places.Spot, which: atlases.Wanted) -> Mapping[str, Any]:
    state = middles().get(each.country or "")
    return {"spot": each, "link": atlases.place(each, which), "country": state.name if state else each.country}


def _route(each: places.Route, found: atlases.Found, which: atlases.Wanted) -> Mapping[str, Any]:
    parties = (each.source, each.target)
    filters = {
        "kind": "development",
        "status": "actual",
        "type": which.type,
        "since": which.since,
        "until": which.until,
    }
    part = {each.source: "actor", each.target: "recipient"}
    named = {
        "country": [each for each in parties if ":" not in each],
        "actor": [each for each in parties if ":" in each],
        "role": [part[each] for each in sorted(parties, key=lambda each: ":" not in each)],
    }
    return {
        "route": each,
        "source": (found.names[each.source], addresses.actor(each.source)),
        "target": (found.names[each.target], addresses.actor(each.target)),
        "link": addresses.dyad(each.source, each.target),
        "records": addresses.search(**filters, **named),
    }


def _at(shelf: Shelf, which: atlases.Wanted, values: Mapping[str, str]) -> Mapping[str, Any]:
    """What happened at a place that the reader chose."""
    name, country = values.get("place", ""), values.get("country") or None
    if not name:
        return {"place": "", "there": []}
    there = shelf.store.ask(places.at(which.question, name, country, AT_A_PLACE))
    return {"place": name, "there": Cards(shelf.store, there).all()}
