"""The ledger of predictions: what is foretold and due, what came of it, what may decide it, and who was right."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from legation.errors import QueryError
from legation.records import Prediction
from legation.store import foretold as ledger
from legation.store.foretold import Asked
from legation.view import ledger_sources
from legation.view.cli_options import day
from legation.view.web import addresses, asked
from legation.view.web.cards import Cards
from legation.view.web.faults import MissingError
from legation.view.web.foretold import Foretold, scored, shown
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
AT_ONCE = 50
FARTHEST = 100_000  # predictions that can be paged through
OF_EACH = 10  # of each state where all of them stand on one page
CANDIDATES = 8
LONGEST = 2000  # characters of a note
STATES: Mapping[str, Asked] = {
    "overdue": Asked(state="overdue", today=""),
    "due": Asked(state="open", today=""),
    "undated": Asked(state="open", today="", dated=False),
    "decided": Asked(state="decided", today=""),
}
OUTCOMES: Mapping[str, bool | None] = {"true": True, "false": False, "open": None}


@router.get("/predictions")
def ledger_page(request: Request, *, state: str = "", holder: str = "", before: str = "", start: int = 0) -> Response:
    """Show the ledger: some of each state, or all of one."""
    chosen = asked.choice(state, STATES)

    def make(shelf: Shelf) -> Mapping[str, Any]:
        today = shelf.settings.today().isoformat()
        wanted = Asked(
            state="open",
            today=today,
            before=day(before or None, today=shelf.settings.today()),
            holders=asked.actors(shelf.store, holder),
            most=(AT_ONCE if chosen else OF_EACH) + 1,
            skipped=min(max(0, start), FARTHEST) if chosen else 0,
        )
        names = (chosen,) if chosen else tuple(STATES)
        parts = {name: _part(shelf, wanted, name) for name in names}
        more = {name: len(found) >= wanted.most for name, found in parts.items()}
        return {
            "counts": shelf.kept(("counts of predictions",), lambda: shelf.store.ask(ledger.counted(today))),
            "lists": {name: found[: wanted.most - 1] for name, found in parts.items()},
            "more": more,
            "asked": {"state": chosen or "", "holder": holder, "before": wanted.before or ""},
            "pages": _pages(chosen, holder, before, wanted.skipped) if chosen else None,
            **_scores(shelf, wanted=not chosen),
        }

    return page(request, "predictions.html", make)


@router.get("/predictions/{prediction}")
def one(request: Request, prediction: str) -> Response:
    """Show a prediction, what may decide it, and the form that decides it."""
    found = _found(shelf_of(request), prediction)
    return page(request, "prediction.html", lambda shelf: _made(shelf, found))


@router.post("/predictions/{prediction}")
def resolve(
    request: Request,
    prediction: str,
    *,
    outcome: Annotated[str, Form()],
    evidence: Annotated[str, Form(max_length=200)] = "",
    other: Annotated[str, Form(max_length=200)] = "",
    on: Annotated[str, Form(max_length=10)] = "",
    note: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Keep what came of a prediction, as `legation predictions resolve` does."""
    shelf = shelf_of(request)
    found = _found(shelf, prediction)
    came_true = OUTCOMES[asked.choice(outcome, OUTCOMES) or "open"]
    if came_true is None:
        shelf.store.reopen(found.id)
    else:
        today = shelf.settings.today()
        given = {"evidence": _article(other) or evidence or None, "on": day(on or None, today=today)}
        decision = ledger_sources.decision(
            shelf.store, found, **given, note=note.strip() or None, today=today.isoformat()
        )
        shelf.store.decide(found.id, came_true=came_true, decision=decision)
    return RedirectResponse(f"{addresses.prediction(found.id)}#outcome", 303)


def _found(shelf: Shelf, prediction: str) -> Prediction:
    """Find a prediction by its whole id."""
    found = next(ledger_sources.predictions(shelf.store, id=(prediction,)), None)
    if found is None:
        raise MissingError(f"No prediction has the id '{prediction}'. A review may have rejected it.")
    return found


def _part(shelf: Shelf, wanted: Asked, name: str) -> list[Foretold]:
    one = replace(wanted, state=STATES[name].state, dated=STATES[name].dated)
    return shown(shelf.store, shelf.store.ask(ledger.listed(one)), wanted.today)


def _pages(state: str, holder: str, before: str, skipped: int) -> Mapping[str, str | None]:
    values = {"state": state, "holder": holder, "before": before}
    earlier = max(0, skipped - AT_ONCE)
    return {
        "before": addresses.at("/predictions", **values, start=earlier or None) if skipped else None,
        "after": addresses.at("/predictions", **values, start=skipped + AT_ONCE),
    }


def _scores(shelf: Shelf, *, wanted: bool) -> Mapping[str, Any]:
    """The scores with the curve as rows and in words; nothing on the pages of one state."""
    if not wanted:
        return {"scored": None}
    found = scored(shelf)
    decided = addresses.at("/predictions", state="decided")
    rows = [
        (f"{each.low:.0%} to {each.high:.0%}", f"{each.stated:.0%}", f"{each.came_true:.0%}", (str(each.n), decided))
        for each in found.curve
    ]
    words = "; ".join(f"of {n[0]} said at {said}, {true} came true" for _, said, true, n in rows)
    return {"scored": found, "curve_rows": rows, "curve_words": words}


def _made(shelf: Shelf, found: Prediction) -> Mapping[str, Any]:
    (one,) = shown(shelf.store, (found,), shelf.settings.today().isoformat())
    return {"one": one, "evidence": _shown_by(shelf, found), "longest": LONGEST, **_candidates(shelf, found)}


def _candidates(shelf: Shelf, found: Prediction) -> Mapping[str, Any]:
    """What later articles tell that may decide it; nothing where the article has no day."""
    try:
        ((sought, _),) = ledger_sources.sought(shelf.store, found.id, None, CANDIDATES)
    except QueryError as error:
        return {"candidates": [], "articles": {}, "why_none": str(error)}
    cards = Cards(shelf.store, [each.record for each in sought.found]).all()
    articles = {card.document: card for card in cards}
    return {"candidates": list(zip(sought.found, cards, strict=True)), "articles": articles, "why_none": ""}


def _shown_by(shelf: Shelf, found: Prediction) -> Mapping[str, str] | None:
    """The article that showed what came of it."""
    if found.decided is None or found.decided.document is None:
        return None
    article = next(shelf.store.documents(document=found.decided.document))
    return {"link": addresses.article(article.id), "title": article.title or article.id}


def _article(written: str) -> str:
    """An article's id, also where its whole address was put in."""
    return written.strip().partition("/articles/")[2].partition("?")[0].partition("#")[0] or written.strip()
