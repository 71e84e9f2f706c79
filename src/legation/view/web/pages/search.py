"""The search: words in articles and in what is said, records by all their fields, and searches kept under a name."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from legation.errors import QueryError
from legation.record_parts import EVENT_TYPES
from legation.store import corrections, dyads, saved, tallies
from legation.store.query import Where
from legation.view.web import addresses, codes, facets, filters, finds, hits, saving
from legation.view.web.cards import Cards
from legation.view.web.faults import MissingError, told
from legation.view.web.filters import Asked, Meant
from legation.view.web.rendering import fresh, page, shelf_of
from legation.view.web.shelf import Shelf
from legation.view.web.wording import KINDS

router = APIRouter()
SIZE = 25  # entries on a page
LONG = 8000  # characters of a search that is saved


@router.get("/search")
def show(request: Request) -> Response:
    """Show what is found, or the ways to search where nothing is asked."""
    wanted = Asked()
    try:
        wanted = filters.read(request.query_params.multi_items())
        return page(request, "search.html", lambda shelf: _around(wanted) | _made(shelf, wanted))
    except QueryError as error:
        return fresh(request, "search.html", _around(wanted) | {"error": str(error)}, status=422)


@router.post("/search/saved")
def save(
    request: Request, name: Annotated[str, Form(max_length=200)], query: Annotated[str, Form(max_length=LONG)]
) -> Response:
    """Keep a search under a name."""
    if refused := _refused(request):
        return refused
    return RedirectResponse(saving.save(shelf_of(request), name, query).link(), 303)


@router.post("/search/saved/look")
def look(request: Request, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Note that all that a saved search finds was looked at."""
    if refused := _refused(request):
        return refused
    shelf = shelf_of(request)
    if not shelf.store.tell(saved.look(name, shelf.settings.today().isoformat())):
        raise MissingError(f"No search is saved as '{name}'.")
    return RedirectResponse(addresses.search(), 303)


@router.post("/search/saved/delete")
def delete(request: Request, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Forget a saved search."""
    if refused := _refused(request):
        return refused
    if not shelf_of(request).store.tell(saved.forget(name)):
        raise MissingError(f"No search is saved as '{name}'.")
    return RedirectResponse(addresses.search(), 303)


def _refused(request: Request) -> Response | None:
    if shelf_of(request).settings.read_only:
        return told(request, 403, "This server is read-only: no search can be saved or deleted here.")
    return None


def _around(wanted: Asked) -> dict[str, Any]:
    """What the form shows whatever is found."""
    return {
        "asked": wanted,
        "error": "",
        "kinds": [(kind, KINDS[kind][1]) for kind in filters.KINDS],
        "types": [(code, codes.event_type(code)) for code in EVENT_TYPES],
        "roles": [(role, codes.word("part", role)) for role in filters.ROLES],
        "statuses": [(code, codes.word("status", code)) for code in filters.STATUSES],
        "chips": _chips(wanted),
        "called": {},
        "found": None,
    }


def _chips(wanted: Asked) -> list[tuple[str, str, str, str]]:
    """What the list is narrowed by: the field, its value, the part of an actor in words, the address without it."""
    roles = dict(zip((*wanted.actor, *wanted.country), wanted.role, strict=False))
    names = ("kind", "actor", "country", "type", "status", "document", "publisher", "id")
    chips = []
    for name in names:
        for each in getattr(wanted, name):
            role = roles.get(each, "") if name in ("actor", "country") else ""
            part = codes.word("part", role) if role else ""
            chips.append((name, _called(name, each), part, wanted.without(name, each)))
    ones = ("q", "since", "until", "standing", "origins", "rejected")
    return chips + [
        (name, getattr(wanted, name), "", wanted.without(name, "")) for name in ones if getattr(wanted, name)
    ]


def _called(name: str, value: str) -> str:
    if name == "kind":
        return KINDS[value][1] if value in KINDS else value
    if name == "type" and value.upper() in EVENT_TYPES:
        return codes.event_type(value.upper())
    return codes.word("status", value) if name == "status" else value


def _made(shelf: Shelf, wanted: Asked) -> dict[str, Any]:
    if wanted.is_empty:
        return {"saved": saving.shown(shelf), "counts": shelf.kept("counts", shelf.store.counts)}
    meant = filters.understood(shelf, wanted)
    called = _names(shelf, (*wanted.actor, *wanted.country))
    if wanted.rejected:
        return _rejected(shelf, meant) | {"called": called}
    found = finds.found(shelf, meant)
    places = found.page(meant.page, SIZE)
    new = _new(shelf, meant, [each.document for each in places])
    return {
        "called": called,
        "found": found,
        "meant": meant,
        "hits": hits.hits(shelf, meant, places),
        "facets": facets.facets(shelf, meant, found),
        "noun": KINDS[meant.kinds[0]] if len(meant.kinds) == 1 else ("record", "records"),
        "said": finds.said(shelf, meant) if meant.filters.words and meant.is_broad else 0,
        "said_link": wanted.link(kind="statement", page=""),
        "new": new,
        "before": wanted.link(page=str(meant.page - 1)) if meant.page > 1 else None,
        "after": wanted.link(page=str(meant.page + 1)) if len(found.places) > meant.page * SIZE else None,
        "first": (meant.page - 1) * SIZE + 1,
        "sorts": [(sort, wanted.link(sort=sort, page="")) for sort in filters.SORTS] if meant.filters.words else [],
    }


def _names(shelf: Shelf, ids: tuple[str, ...]) -> dict[str, str]:
    """What those are called who are asked for by their ids."""
    seen = shelf.store.ask(dyads.seen(ids))
    return {actor: f"{found.name} ({actor})" for actor, found in seen.items() if found.name != actor}


def _new(shelf: Shelf, meant: Meant, documents: list[str]) -> frozenset[str]:
    """The articles that were stored since a saved search was looked at."""
    if not meant.look:
        return frozenset()
    rows = shelf.store.ask(tallies.rows(documents))
    return frozenset(document for document, row in rows.items() if row > meant.look.seen)


def _rejected(shelf: Shelf, meant: Meant) -> dict[str, Any]:
    """What a review rejected, as `legation show --rejected` lists it."""
    asked, given = meant.asked, meant.filters
    where: Where = {"kind": meant.kinds if asked.kind else (), "newest": True, "limit": finds.MOST}
    where |= {"type": given.types, "status": given.statuses, "document": given.documents}
    where |= {"since": given.since, "until": given.until}
    where |= {"actor": tuple(actor for part in given.parts for actor in part.actors)}
    records = shelf.store.ask(corrections.rejected(where))[:SIZE]
    return {"rejected": Cards(shelf.store, records).all(), "found": None, "meant": meant}
