"""The situation: what changed, what happened, who is silent, who presses whom, how tense it is."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.store import foretold as questions
from legation.store import overview, situation
from legation.store.windows import Window
from legation.view.board_sources import Asked
from legation.view.brief_limits import limits
from legation.view.cli_options import day
from legation.view.web import alerted, feeding, foretold, happened, pressing, quiet, rounds, told_briefs, watched
from legation.view.web.faults import MissingError
from legation.view.web.moments import clock
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
Values = dict[str, Any]
# How much of each kind the first page shows; what there is beyond stands behind its link.
DEVELOPMENTS, DISPUTES, SOON, OVERDUE, SILENCES, ALERTS, FEEDS = 8, 4, 4, 3, 8, 4, 3
# How far back the choices of the form reach, in days before the last article.
BACK = (0, 6, 29)


@router.get("/")
def show(request: Request, since: str = "") -> Response:
    """Show the situation, or how to begin where nothing is stored."""
    turning = rounds.turning(shelf_of(request))
    return page(request, "situation.html", lambda shelf: _made(shelf, since.strip()), also=turning)


@router.get("/situation/{part}")
def show_part(request: Request, part: str, since: str = "") -> Response:
    """Show a part of the situation alone: in a large store it takes longer than a page may."""
    if part not in PARTS:
        raise MissingError(f"The situation has no part '{part}'; it has {', '.join(PARTS)}.")
    return page(request, "situation_part.html", lambda shelf: {"part": part, **PARTS[part](shelf, since.strip())})


def _made(shelf: Shelf, since: str) -> Mapping[str, Any]:
    articles = shelf.store.ask(overview.articles)
    if not articles:
        return {"is_empty": True}
    first = day(since or None, today=shelf.settings.today())
    is_small = articles <= limits().store.whole
    parts: Values = {}
    for name, make in PARTS.items():
        parts |= make(shelf, since) if is_small else dict.fromkeys(KEYS[name])
    return {
        "is_empty": False,
        "since": since,
        "first": first,
        "size": (size := shelf.kept(("size",), lambda: shelf.store.ask(overview.size))),
        "ledger": shelf.store.ask(questions.counted(shelf.settings.today().isoformat())),
        "choices": _choices(size.last),
        "chains": (chains := pressing.found(shelf, first)),
        "chain_rows": [_chain_row(each) for each in chains],
        **_happened(shelf, first),
        **_foretold(shelf),
        **_watch(shelf, first),
        **parts,
    }


def _chain_row(each: pressing.Chain) -> tuple[object, ...]:
    ends = (each.presser.text, each.via.text, each.target.text or "not said")
    return ((str(each.number), each.link), *ends, each.stands)


def _happened(shelf: Shelf, first: str | None) -> Values:
    begin = first or shelf.store.ask(situation.reach(Window(), limits().store.reach))
    asked = happened.Asked(since=begin, disputed_since=first, most=DEVELOPMENTS, most_disputed=DISPUTES)
    developments, disputes = happened.told(shelf.store, asked)
    return {"developments": developments, "disputes": disputes}


def _foretold(shelf: Shelf) -> Values:
    today = shelf.settings.today().isoformat()
    asked = {"soon": questions.Asked(state="open", today=today, most=SOON)}
    asked["overdue"] = questions.Asked(state="overdue", today=today, most=OVERDUE)
    return {
        name: foretold.shown(shelf.store, shelf.store.ask(questions.listed(each)), today)
        for name, each in asked.items()
    }


def _watch(shelf: Shelf, first: str | None) -> Values:
    """What is wrong with collecting, if anything is; and the newest alerts."""
    found, now = rounds.of(shelf), clock(shelf)
    names = {each.address: each.publisher for each in shelf.desk.collecting.feeds} if shelf.desk else {}
    failing = [names.get(each.address) or feeding.called(each.address) for each in found.failing]
    return {
        "rounds": found,
        "last_round": now.said(found.last),
        "failing": failing[:FEEDS],
        "alerts": alerted.newest(shelf, first, ALERTS),
        "has_rules": bool(shelf.desk and shelf.desk.alerting.rules),
    }


def _choices(last: str | None) -> list[tuple[int, str]]:
    """How many days before the last article, and the day: what a reader of an old archive can choose too."""
    try:
        end = date.fromisoformat(last or "")
    except ValueError:
        return []
    return [(back + 1, (end - timedelta(back)).isoformat()) for back in BACK]


def _changed(shelf: Shelf, since: str) -> Values:
    return {"told": told_briefs.told(shelf, (), since or None)}


def _silences(shelf: Shelf, _: str) -> Values:
    board = quiet.board(shelf, Asked(), None, quiet.FEW)
    # Who was expected and is missing comes first: only a desk knows it, and no article says it.
    rows = [*quiet.states(board.rows, "expected"), *quiet.states(board.rows, "open")] if board else []
    ended = quiet.states(board.rows, "ended") if board else ()
    return {"board": board, "rows": (rows + list(ended))[:SILENCES]}


def _tension(shelf: Shelf, _: str) -> Values:
    return {"pairs": watched.pairs(shelf)}


PARTS: Mapping[str, Callable[[Shelf, str], Values]] = {"changed": _changed, "silences": _silences, "tension": _tension}
KEYS: Mapping[str, tuple[str, ...]] = {"changed": ("told",), "silences": ("board", "rows"), "tension": ("pairs",)}
