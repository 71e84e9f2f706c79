"""The board of silences: who is silent on what, who was expected to speak, and what ended it."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from legation.errors import QueryError
from legation.view.board_sources import Asked
from legation.view.web import addresses, quiet
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()
STATES = ("open", "expected", "ended", "lapsed")
ROWS = 50


@router.get("/silences")
def show(
    request: Request,
    *,
    actor: str = "",
    issue: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006 - FastAPI copies it
    state: str = "",
    since: str = "",
    as_of: str = "",
    start: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> Response:
    """Show the board."""
    asked = Asked(actor=actor.strip() or None, issues=[each for each in issue if each], since=since.strip() or None)
    if state and state not in STATES:
        raise QueryError(f"'{state}' is no state of a silence; choose {', '.join(STATES)}")
    return page(request, "silences.html", lambda shelf: _made(shelf, asked, state, as_of.strip(), start))


def _made(shelf: Shelf, asked: Asked, state: str, as_of: str, start: int) -> Mapping[str, Any]:
    board = quiet.board(shelf, asked, as_of or None)
    rows = board.rows if board else ()
    counts = Counter({each: len(quiet.states(rows, each)) for each in STATES})
    wanted = quiet.states(rows, state) if state else rows
    query = {"actor": asked.actor, "issue": tuple(asked.issues), "since": asked.since, "as_of": as_of}
    desk = shelf.desk

    def at(**more: str | int | None) -> str:
        return addresses.at("/silences", **{**query, "state": state, **more})

    return {
        "board": board,
        "rows": wanted[start : start + ROWS],
        "number": len(wanted),
        "asked": asked,
        "state": state,
        "as_of": as_of,
        "issues": desk.issues if desk else (),
        "watched": desk is not None and asked.actor is None and bool(desk.actors or desk.expected),
        "states": [(each, counts[each], at(state=each)) for each in STATES if counts[each]],
        "every": (len(rows), at(state=None)),
        "before": at(start=max(0, start - ROWS)) if start else None,
        "after": at(start=start + ROWS) if start + ROWS < len(wanted) else None,
    }
