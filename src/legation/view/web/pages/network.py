"""The network around an actor: who deals with it, speaks of it, is tied to it or presses it, one step away or two."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.view.charts.network import between, tone
from legation.view.network_rows import Edge
from legation.view.web import addresses, networks
from legation.view.web.networks import Named, Wanted
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()


@router.get("/network")
def show(request: Request) -> Response:
    """Show the network around one actor; without one, around the state of which most is told."""
    values = dict(request.query_params)

    def make(shelf: Shelf) -> Mapping[str, Any]:
        which = networks.wanted(shelf, values)
        found = networks.around(shelf, which) if which else None
        return {
            "asked": which,
            "found": found,
            "centre": found.names[which.actor] if which and found else "",
            "values": _values(which) if which else {},
            "rows": [_row(each, found, which) for each in found.network.edges] if which and found else [],
        }

    return page(request, "network.html", make)


def _values(which: Wanted) -> Mapping[str, str]:
    """The address of the picture: all that it shows, the actor by its id."""
    return {
        "actor": which.actor,
        "steps": str(which.steps),
        "since": which.since or "",
        "until": which.until or "",
        "kind": which.kind or "",
        "persons": "1" if which.persons else "",
    }


def _row(each: Edge, found: Named, which: Wanted) -> Mapping[str, Any]:
    one, other = found.names[each.one], found.names[each.other]
    parties = [node for node in (each.one, each.other) if ":" not in node and not which.persons]
    actors = [node for node in (each.one, each.other) if node not in parties]
    kind = "development" if each.kind == "event" else each.kind  # events are counted by what happened
    filters: dict[str, Any] = {
        "country": parties,
        "actor": actors,
        "kind": kind,
        "since": which.since,
        "until": which.until,
    }
    if kind == "development":
        filters["status"] = "actual"  # what is planned, possible or denied is not drawn
    return {
        "edge": each,
        "tone": tone(each),
        "one": (one, addresses.actor(each.one)),
        "other": (other, addresses.actor(each.other)),
        "dyad": between(each, persons=which.persons),
        "records": addresses.search(**filters),
        "newest": addresses.article(each.newest_in, each.newest),
    }
