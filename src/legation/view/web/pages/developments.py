"""Developments and contradictions: the lists, and one development with all its reports."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from fastapi import APIRouter, Query, Request, Response

from legation.record_parts import EVENT_TYPES, ContradictionKind, Standing
from legation.records import Contradiction, Development
from legation.store import linked
from legation.store.linked import Kind
from legation.view import linked_words
from legation.view.linked_sources import Sources
from legation.view.present import Names
from legation.view.web import addresses, citing, codes, tellings
from legation.view.web.asking import Asked, asked
from legation.view.web.cards import Cards
from legation.view.web.disputes import dispute
from legation.view.web.faults import MissingError
from legation.view.web.reader import limits
from legation.view.web.rendering import many, page
from legation.view.web.shelf import Shelf
from legation.view.web.wording import Line, who

router = APIRouter()
Filters = Mapping[str, str | None]
ALLOWED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "development": {"type": EVENT_TYPES, "standing": get_args(Standing)},
    "contradiction": {"type": get_args(ContradictionKind)},
}


SIZES: Mapping[str, str] = {"development": "rows", "contradiction": "disputes"}


@router.get("/developments")
def developments(
    request: Request,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    type: str | None = None,
    standing: str | None = None,
    origins: str | None = None,
    number: int = Query(1, alias="page", ge=1),
) -> Response:
    """List developments, the newest first."""
    filters = {"since": since, "until": until, "actor": actor, "type": type, "standing": standing, "origins": origins}
    return page(request, "developments.html", lambda shelf: _developments(shelf, filters, number))


@router.get("/contradictions")
def contradictions(
    request: Request,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    type: str | None = None,
    number: int = Query(1, alias="page", ge=1),
) -> Response:
    """List contradictions, the newest first."""
    filters = {"since": since, "until": until, "actor": actor, "type": type}
    return page(request, "contradictions.html", lambda shelf: _contradictions(shelf, filters, number))


@router.get("/developments/{development}")
def show(request: Request, development: str) -> Response:
    """Show one development in full."""
    site = str(request.base_url)
    return page(request, "development.html", lambda shelf: _whole(shelf, development, site), also=site)


def _developments(shelf: Shelf, filters: Filters, number: int) -> Mapping[str, Any]:
    listed, found = _listed(shelf, "development", filters, number)
    told = [each for each in found if isinstance(each, Development)]
    pairs = ((name, actor) for each in told for name in each.documents for actor in (*each.actor, *each.recipient))
    names = Names(shelf.store.ask(linked.actors(dict.fromkeys(pairs))))
    rows = [{"record": each, "when": tellings.when(each), **_words(each, names)} for each in told]
    types = [(each, codes.event_type(each)) for each in EVENT_TYPES]
    return listed | {"rows": rows, "types": types, "standings": [(each, each) for each in get_args(Standing)]}


def _contradictions(shelf: Shelf, filters: Filters, number: int) -> Mapping[str, Any]:
    listed, found = _listed(shelf, "contradiction", filters, number)
    told = [each for each in found if isinstance(each, Contradiction)]
    sources = Sources(shelf.store, told)
    types = [(each, codes.said("contradiction", each)) for each in get_args(ContradictionKind)]
    return listed | {"rows": [dispute(each, sources) for each in told], "types": types}


def _listed(shelf: Shelf, kind: Kind, filters: Filters, number: int) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """Ask for one page of a list; nothing where what was typed can't be meant."""
    question = asked(shelf.store, filters, ALLOWED[kind], shelf.settings.today())
    size, number = limits()[SIZES[kind]], min(number, limits()["pages"])
    wanted: linked.Wanted = {**question.wanted, "limit": size + 1, "offset": (number - 1) * size}
    found = () if question.wrong else shelf.store.ask(linked.linked(kind, wanted))
    paged = _paged(f"/{kind}s", question, number, len(found) > size)
    return paged | {"first": (number - 1) * size + 1}, found[:size]


def _paged(path: str, question: Asked, number: int, is_more: bool) -> dict[str, Any]:
    def at(place: int) -> str:
        return addresses.at(path, **question.typed, page=place if place > 1 else None)

    return {
        "asked": question,
        "number": number,
        "last_page": limits()["pages"],
        "newer": at(number - 1) if number > 1 else None,
        "older": at(number + 1) if is_more and number < limits()["pages"] else None,
    }


def _words(each: Development, names: Names) -> dict[str, Any]:
    return {
        "actors": _who(each.actor, each, names),
        "recipients": _who(each.recipient, each, names) if set(each.recipient) != set(each.actor) else (),
        "act": codes.event_type(each.type),
        "numbers": linked_words.numbers(each.numbers),
        "told": linked_words.told_by(each),
        "articles": linked_words.told_by(each, each.standing) or many(len(each.documents), "article"),
    }


def _who(actors: tuple[str, ...], each: Development, names: Names) -> Line:
    return who(actors, names, each.document) if actors else ()


def _whole(shelf: Shelf, name: str, site: str) -> Mapping[str, Any]:
    found = next(iter(shelf.store.ask(linked.by_ids("development", [name]))), None)
    if found is None:
        raise MissingError(f"No development has the id '{name}'. It may have been joined with another since.")
    told = cast(Development, found)
    against = shelf.store.ask(linked.about([name]))
    sources = Sources(shelf.store, (told, *against), whole=True)
    mode, source = sources.mode(told), sources.documents.get(told.document)
    accessed = shelf.settings.today()
    return {
        "development": told,
        "card": Cards(shelf.store, [told]).of(told),
        "when": tellings.when(told),
        **_words(told, sources.names),
        "mode": codes.mode(told.type, mode) if mode else None,
        "origins": tellings.by_origin(told, sources, limits()["reports"]),
        "hidden": max(len(told.records) - limits()["reports"], 0),
        "speakers": tellings.speakers(told, sources),
        "disputes_of": [dispute(each, sources) for each in against],
        "number": lambda spread: linked_words.numbers([spread]).removeprefix(f"{spread.unit} "),
        "standing": codes.word("standing", told.standing),
        "cite": citing.forms(citing.cited(source, sources.names, told, site=site, accessed=accessed))
        if source
        else None,
    }
