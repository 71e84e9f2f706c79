"""The permanent address of a record: what it says, on which words, why, and how sure it is."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from legation.records import AnyRecord, Development, Found, as_dict
from legation.store import linked
from legation.store.codec import kinds
from legation.view.web import addresses
from legation.view.web.cards import Cards
from legation.view.web.faults import MissingError
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
NO_RECORD = ("actor", "document")


@router.get("/records/{record}")
def show(request: Request, record: str) -> Response:
    """Show one record of any kind."""
    found = find(shelf_of(request), record)
    if isinstance(found, Development):
        return RedirectResponse(addresses.development(found.id), 302)
    return page(request, "record.html", lambda shelf: _made(shelf, found))


def find(shelf: Shelf, record: str) -> AnyRecord:
    """Return the record with this id. Raises MissingError where none has it."""
    for kind in kinds():
        if kind not in NO_RECORD and (found := shelf.store.ask(linked.by_ids(kind, [record]))):
            return found[0]
    raise MissingError(f"No record has the id '{record}'. A review may have rejected it.")


def _made(shelf: Shelf, record: AnyRecord) -> Mapping[str, Any]:
    cards = Cards(shelf.store, [record])
    evidence = record.evidence if isinstance(record, Found) else ()
    fields = {name: value for name, value in as_dict(record).items() if value not in (None, (), [], "")}
    return {"card": cards.of(record), "fields": fields, "evidence": evidence, "record": record}
