"""The dyads: between whom most is told, and what is between two parties."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from legation.errors import QueryError
from legation.store import overview, partaking
from legation.view import dyad_sources
from legation.view.web import addresses, asked, between, dyads, faces, outside, quads, ties
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
PATH = "/dyads"
ROWS, PAIRS = 50, 500
TELLINGS = 500  # of the ties of two, the newest that are put together
LOOKED_AT = 10_000  # of all events, the newest
AT_ONCE = 3000  # articles; in a larger store the tension has an address of its own
Values = dict[str, Any]


@router.get(PATH)
def listed(
    request: Request,
    *,
    one: Annotated[str, Query(max_length=200)] = "",
    other: Annotated[str, Query(max_length=200)] = "",
    start: Annotated[int, Query(ge=0, le=PAIRS)] = 0,
) -> Response:
    """List the pairs with most between them, or go to the two that are named."""
    complaint = ""
    if one.strip() and other.strip():
        try:
            first, second = dyad_sources.pair(shelf_of(request).store, one.strip(), other.strip())
            return RedirectResponse(addresses.dyad(first.id, second.id), 303)
        except QueryError as error:
            complaint = str(error)
    elif one.strip() or other.strip():
        complaint = "Name two parties."
    return page(request, "dyads.html", lambda shelf: _list(shelf, one, other, start) | {"complaint": complaint})


@router.get(PATH + "/{one}/{other}")
def show(request: Request, one: str, other: str, at: str = "") -> Response:
    """Show two parties: how tense it is, what happened, what each says of the other."""
    shelf = shelf_of(request)
    first, second = between.pair(shelf, one, other)
    if request.url.path != (place := addresses.dyad(first.id, second.id)):
        return RedirectResponse(addresses.at(place, at=at), 302)
    until, _ = asked.days(at, None, shelf.settings.today())
    return page(request, "dyad.html", lambda shelf: _made(shelf, first.id, second.id, until))


@router.get(PATH + "/{one}/{other}/tension")
def show_tension(request: Request, one: str, other: str) -> Response:
    """Show the tension of two parties alone: in a large store it takes longer than a page may."""
    return page(request, "dyad_part.html", lambda shelf: _pair(shelf, one, other) | _tension(shelf, one, other))


@router.get(PATH + "/{one}/{other}/outside")
def show_outside(request: Request, one: str, other: str) -> Response:
    """Show what other projects' event data say of the two: in a large store it takes longer than a page may."""

    def make(shelf: Shelf) -> Values:
        pair = _pair(shelf, one, other)
        return pair | {"sets": outside.shown(shelf, pair["one"].id, pair["other"].id)}

    return page(request, "dyad_outside.html", make)


def _list(shelf: Shelf, one: str, other: str, start: int) -> Values:
    cooperation = [kind for kind, quad in quads.types().items() if quad in quads.COOPERATION]
    found = shelf.kept(("dyads",), lambda: shelf.store.ask(partaking.pairs(cooperation, LOOKED_AT, PAIRS)))
    shown = found[start : start + ROWS]
    names = faces.names(shelf, [party for each in found[:PAIRS] for party in (each.one, each.other)])
    return {
        "rows": [(each, names[each.one], names[each.other], addresses.dyad(each.one, each.other)) for each in shown],
        "number": len(found),
        "is_cut": len(found) >= PAIRS,
        "is_sampled": shelf.store.ask(overview.of_kind("event")) > LOOKED_AT,
        "looked_at": LOOKED_AT,
        "names": sorted(set(names.values()), key=str.casefold),
        "one": one,
        "other": other,
        "first": start + 1,
        "before": addresses.at(PATH, start=max(0, start - ROWS) or None) if start else None,
        "after": addresses.at(PATH, start=start + ROWS) if start + ROWS < len(found) else None,
    }


def _made(shelf: Shelf, one: str, other: str, at: str | None) -> Values:
    told = dyads.happened(shelf, one, other, at)
    forward, backward = dyads.said(shelf, one, other)
    is_small = shelf.store.ask(overview.articles) <= AT_ONCE
    return {
        **_pair(shelf, one, other),
        **(_tension(shelf, one, other) if is_small else {"course": None}),
        "has_sets": outside.is_stored(shelf),
        "sets": outside.shown(shelf, one, other) if is_small else None,
        "told": told,
        "until": at,
        "older": addresses.at(addresses.dyad(one, other), at=told.after) + "#events" if told.after else None,
        "forward": forward,
        "backward": backward,
        "forward_link": addresses.search(kind="statement", country=(one, other), role=("speaker", "about")),
        "backward_link": addresses.search(kind="statement", country=(other, one), role=("speaker", "about")),
        "pressed": dyads.pressed(shelf, one, other),
        "pressure_link": addresses.search(kind="pressure", country=(one, other)),
        "events_link": addresses.search(kind="event", country=(one, other)),
        "ties": (found := _ties(shelf, one, other)),
        "is_cut": sum(each.tellings for each in found) >= TELLINGS,
        "tellings": TELLINGS,
        "ties_link": addresses.search(kind="tie", country=(one, other)),
        "disputes": dyads.disputed(shelf, told),
    }


def _pair(shelf: Shelf, one: str, other: str) -> Values:
    first, second = between.pair(shelf, one, other)
    return {"one": first, "other": second, "here": addresses.dyad(first.id, second.id)}


def _tension(shelf: Shelf, one: str, other: str) -> Values:
    try:
        found = between.course(shelf, one, other)
    except QueryError:  # no article has a day
        return {"course": "undated"}
    return {"course": dyads.course(shelf, between.pair(shelf, one, other), found)}


def _ties(shelf: Shelf, one: str, other: str) -> list[ties.Shown]:
    try:
        return ties.shown(shelf, one, dyad_sources.tied(shelf.store, one, other, ties.as_of(shelf), TELLINGS))
    except QueryError:  # no article has a day
        return []
