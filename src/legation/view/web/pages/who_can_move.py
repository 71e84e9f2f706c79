"""Who can move an actor: the routes of `legation who-can-move`, with its questions as a form."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from legation.errors import QueryError
from legation.link import levers
from legation.view.cli_options import day
from legation.view.web import addresses, faces, movers
from legation.view.web.movers import Asked
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()
PATH = "/who-can-move"
MOST, MOST_STEPS = 25, 3
SUPPOSED = 12  # things that are supposed at once
PARTED = re.compile(r"[;\n]")
Several = Annotated[list[str] | None, Query(max_length=SUPPOSED)]


@router.get(PATH)
def choose(request: Request, target: str = "") -> Response:
    """Ask whom to move."""
    if not target.strip():
        return page(request, "who_can_move.html", lambda shelf: _form(shelf, Asked(target="")) | {"told": None})
    return page(request, "who_can_move.html", lambda shelf: _made(shelf, Asked(target=target.strip())))


@router.get(PATH + "/{target}")
def show(
    request: Request,
    target: str,
    *,
    to: str = "",
    by: str = "",
    as_of: str = "",
    steps: Annotated[int, Query(ge=1, le=MOST_STEPS)] = MOST_STEPS,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 5,
    without: Several = None,
    added: Annotated[list[str] | None, Query(alias="with", max_length=SUPPOSED)] = None,
) -> Response:
    """Show the movers of an actor and what is told of each."""
    asked = Asked(
        target=target,
        to=to.strip(),
        by=by.strip(),
        as_of=day(as_of.strip() or None),
        steps=steps,
        without=_several(without),
        added=_several(added),
        limit=limit,
    )
    return page(request, "who_can_move.html", lambda shelf: _made(shelf, asked))


def _made(shelf: Shelf, asked: Asked) -> Mapping[str, Any]:
    complaint, told = "", None
    try:
        told = movers.answered(shelf, asked)
    except QueryError as error:
        if not (asked.to or asked.by or asked.without or asked.added):
            raise
        complaint = str(error)
    return _form(shelf, asked) | {"told": told, "complaint": complaint}


def _form(shelf: Shelf, asked: Asked) -> dict[str, Any]:
    desk = shelf.desk
    return {
        "asked": asked,
        "name": faces.names(shelf, [asked.target])[asked.target] if asked.target else "",
        "here": addresses.at(f"{PATH}/{asked.target}") if asked.target else PATH,
        "issues": desk.issues if desk else (),
        "kinds": [(kind.name, kind.says) for kind in levers.load().levers if kind.acts],
        "most": MOST,
        "complaint": "",
        "few": movers.FEW,
    }


def _several(given: list[str] | None) -> tuple[str, ...]:
    """Read what is supposed: one thing a field, or several with a semicolon or on lines of their own."""
    return tuple(part.strip() for each in given or () for part in PARTED.split(each) if part.strip())[:SUPPOSED]
