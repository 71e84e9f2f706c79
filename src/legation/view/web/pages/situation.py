"""The situation: what changed, what happened, who is silent, who presses whom, how tense it is."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.records import AnyRecord
from legation.store import linked
from legation.view.web.cards import Cards
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()
SHOWN = 20


@router.get("/")
def show(request: Request) -> Response:
    """Show the situation, or how to begin where nothing is stored."""
    return page(request, "situation.html", _made)


def _made(shelf: Shelf) -> Mapping[str, Any]:
    records: tuple[AnyRecord, ...] = shelf.store.ask(linked.linked("development", {"limit": SHOWN}))
    return {"counts": shelf.store.counts(), "cards": Cards(shelf.store, records).all()}
