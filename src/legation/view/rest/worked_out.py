"""The API: what is worked out from the store: positions, the board of silences, scores, ties, tension, movers."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from legation.errors import QueryError
from legation.link import scores as maths
from legation.store import bearers
from legation.view import (
    board_sources,
    bond_rows,
    desk_sources,
    dyad_sources,
    ledger,
    ledger_sources,
    position_rows,
    position_sources,
    tension_rows,
)
from legation.view.board_rows import Rows as BoardRows
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, items, ref
from legation.view.rest.paging import listing
from legation.view.rest.replies import kept, packed
from legation.view.web import between, stances
from legation.view.web.faults import ParameterError
from legation.view.web.shelf import Shelf

router = APIRouter(prefix=BASE)
Name = Annotated[
    str, Path(max_length=200, description="A country or organisation: id, name or alias.", examples=["IND"])
]
Other = Annotated[str, Path(max_length=200, description="The other one.", examples=["PAK"])]


@router.get(
    "/positions",
    tags=["desk"],
    operation_id="listPositions",
    summary="What the actors of the desk hold on its issues",
    response_class=Response,
    responses=gives(items("Position"), "Positions, by issue and actor."),
)
def positions(request: Request, asked: Annotated[parameters.OnDesk, Query()]) -> Response:
    """Tell what each actor of the desk holds on each of its issues over time, with the statements that say so."""
    return kept(request, lambda shelf: _positions(shelf, asked))


@router.get(
    "/board",
    tags=["desk"],
    operation_id="listBoard",
    summary="Who is silent on what",
    response_class=Response,
    responses=gives(items("QuietRow"), "Silences: the open ones first, the longest on top."),
)
def board(request: Request, asked: Annotated[parameters.Board, Query()]) -> Response:
    """Tell who is silent on what, since when, asked by whom, and what ended it: actors of the desk, else all."""
    return kept(request, lambda shelf: _board(shelf, asked))


@router.get(
    "/predictions/scores",
    tags=["predictions"],
    operation_id="scorePredictions",
    summary="How far those who foretell can be relied on",
    response_class=Response,
    responses=gives(ref("Scores"), "Scores of each holder and of all, and the reliability curve."),
)
def scores(request: Request, asked: Annotated[parameters.Holder, Query()]) -> Response:
    """Score each holder by what is decided: hit rate, Brier score, log score; and how far words can be relied on."""
    return kept(request, lambda shelf: _scores(shelf, asked.holder))


@router.get(
    "/ties/{one}",
    tags=["between parties"],
    operation_id="listTies",
    summary="How a party is tied to others",
    response_class=Response,
    responses=gives(ref("Ties"), "The ties, as told until a day."),
)
def ties(request: Request, one: Name, asked: Annotated[parameters.AsOfDay, Query()]) -> Response:
    """Tell how a country or organisation is tied to others, as articles describe it."""
    return kept(request, lambda shelf: _ties(shelf, one, None, asked.as_of))


@router.get(
    "/ties/{one}/{other}",
    tags=["between parties"],
    operation_id="listTiesBetween",
    summary="How two parties are tied",
    response_class=Response,
    responses=gives(ref("Ties"), "The ties, as told until a day."),
)
def ties_between(request: Request, one: Name, other: Other, asked: Annotated[parameters.AsOfDay, Query()]) -> Response:
    """Tell how two countries or organisations are tied, and where it is told."""
    return kept(request, lambda shelf: _ties(shelf, one, other, asked.as_of))


@router.get(
    "/tension/{one}/{other}",
    tags=["between parties"],
    operation_id="getTension",
    summary="How hostile or friendly is what happens between two",
    response_class=Response,
    responses=gives(ref("Tension"), "The series, in both directions and together."),
)
def tension(request: Request, one: Name, other: Other, asked: Annotated[parameters.Course, Query()]) -> Response:
    """Reckon the intensity of what happens between two parties, day by day or week by week, with bands.

    With the changes of level and the happenings that made them.
    """
    return kept(request, lambda shelf: _tension(shelf, one, other, asked))


def _positions(shelf: Shelf, asked: parameters.OnDesk) -> bytes:
    desk = shelf.desk
    if desk is None:
        raise QueryError("This server has no desk, so nobody says on what issues. Start it with --desk FILE.")
    issues = desk_sources.issues(desk, asked.issue)
    days = parameters.day(shelf, "since", asked.since), parameters.day(shelf, "until", asked.until)
    speakers = desk_sources.asked(shelf.store, desk, asked.actor or None, shelf.knowledge)
    if issues == desk.issues and days == (None, None):  # what the pages of the actors show, too
        whole = [each for speaker in speakers for each in stances.held(shelf, desk, speaker)]
        order = {issue.id: place for place, issue in enumerate(issues)}
        whole.sort(key=lambda each: order[each["issue"]])
    else:
        found, gathered = position_sources.listed(shelf.store, desk, speakers, issues, days)
        whole = list(map(position_rows.rows(gathered.records, speakers, desk.issues).whole, found))
    return listing([packed(each).decode().strip() for each in whole])


def _board(shelf: Shelf, asked: parameters.Board) -> bytes:
    desk = shelf.desk
    if asked.issue and desk is None:
        raise ParameterError("issue", "this server has no desk, so there are no issues; start it with --desk FILE")
    if asked.issue and desk:
        desk_sources.issues(desk, asked.issue)
    as_of = desk_sources.as_of(shelf.store, parameters.day(shelf, "as_of", asked.as_of))
    wanted = board_sources.Asked(
        actor=asked.actor or None, issues=asked.issue, since=parameters.day(shelf, "since", asked.since)
    )
    found = board_sources.board_of(shelf.store, shelf.knowledge, desk, wanted, as_of)
    rows = BoardRows(as_of, found.records, found.names, {each.id: each.title for each in desk.issues} if desk else {})
    return listing([packed(each).decode().strip() for each in rows.all(found.rows, found.missing)])


def _scores(shelf: Shelf, name: str | None) -> bytes:
    holders = parameters.actors(shelf.store, name, "holder")
    forecasts = ledger_sources.forecasts(shelf.store, holders=holders)
    names = shelf.store.ask(bearers.called(sorted({each.holder for each in forecasts if each.holder})))
    rows = ledger.score_rows(maths.scores(forecasts), maths.score(forecasts), names)
    return (ledger.scores_json(rows, maths.reliability(forecasts)) + "\n").encode()


def _ties(shelf: Shelf, one: str, other: str | None, as_of: str | None) -> bytes:
    store = shelf.store
    first, second = dyad_sources.pair(store, one, other) if other else (dyad_sources.party(store, one), None)
    until = dyad_sources.known_until(store, parameters.day(shelf, "as_of", as_of), shelf.settings.today())
    found = dyad_sources.tied(store, first.id, second.id if second else None, until)
    names = dyad_sources.names(store, bond_rows.partners(found))
    return bond_rows.Page(one=first, other=second, as_of=until, names=names).json(found).encode()


def _tension(shelf: Shelf, one: str, other: str, asked: parameters.Course) -> bytes:
    store = shelf.store
    first, second = dyad_sources.pair(store, one, other)
    known = dyad_sources.known_until(store, parameters.day(shelf, "as_of", asked.as_of), shelf.settings.today())
    since, until = _window(shelf, asked, known)
    if asked.as_of:
        whole = dyad_sources.tense(store, first.id, second.id, known, asked.by)
    else:
        whole = between.tension(shelf, first.id, second.id, asked.by)
    found = whole.between(since, until)
    pair = tension_rows.Pair(one=first, other=second)
    return tension_rows.whole(pair, found, dyad_sources.makers(store, found), store.undated()).encode()


def _window(shelf: Shelf, asked: parameters.Course, known: date) -> tuple[date | None, date | None]:
    given = parameters.day(shelf, "since", asked.since), parameters.day(shelf, "until", asked.until)
    first, last = (date.fromisoformat(each) if each else None for each in given)
    if first and last and last < first:
        raise ParameterError("until", f"{last} lies before {first}, the first day")
    if first and first > known:
        raise ParameterError("since", f"{first} lies after {known}, the last day that is known of")
    return first, last
