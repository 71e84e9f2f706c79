"""The API: what the rules of the desk found, how its feeds stand, and what was collected day by day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from legation.errors import QueryError
from legation.store import alerts as stored
from legation.store import collection
from legation.store.alerts import Kept
from legation.store.keyset import Page, Place
from legation.view import collecting_rows, collecting_sources
from legation.view.alerting import listing
from legation.view.present import Row
from legation.view.rest import asked as parameters
from legation.view.rest.contract import BASE, gives, items, ref
from legation.view.rest.paging import paged
from legation.view.rest.replies import kept, packed
from legation.view.web import alerted, rounds
from legation.view.web.faults import MissingError, ParameterError
from legation.view.web.moments import clock
from legation.view.web.rendering import shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter(prefix=BASE)
Id = Annotated[str, Path(max_length=600, description="The id of an alert, or a beginning of four characters or more.")]


@router.get(
    "/alerts",
    tags=["watching"],
    operation_id="listAlerts",
    summary="List what the rules of the desk found",
    response_class=Response,
    responses=gives(items("Alert"), "Alerts, the last found first."),
)
def alerts(request: Request, asked: Annotated[parameters.Alerts, Query()]) -> Response:
    """List alerts: why each was raised, the words that prove it, and how it went by each channel.

    What is `old` was there before its rule was first asked, and is never sent.
    """

    def make(shelf: Shelf, after: Place | None) -> Page:
        since = parameters.day(shelf, "since", asked.since)
        wanted = stored.Asked(
            states=tuple(asked.state),
            kind=asked.kind,
            rule=asked.rule,
            actors=_actors(shelf, asked.actor),
            since=clock(shelf).start(since) if since else None,
            after=(after.day or "", str(after.key)) if after else None,
        )
        found = shelf.store.ask(stored.listed(wanted, asked.limit + 1))
        return _page(shelf, found, asked.limit)

    return paged(request, make)


@router.get(
    "/alerts/{id}",
    tags=["watching"],
    operation_id="getAlert",
    summary="Get an alert",
    response_class=Response,
    responses=gives(ref("Alert"), "The alert."),
)
def alert(request: Request, id: Id, asked: Annotated[parameters.Asked, Query()]) -> Response:
    """Get an alert by its id, as `legation alerts show` does."""

    def make(shelf: Shelf) -> bytes:
        try:
            found = listing.named(shelf.store, id)
        except QueryError as error:
            raise MissingError(str(error)) from error
        return packed(listing.wholes(shelf.store, [found])[0])

    return kept(request, make)


@router.get(
    "/feeds",
    tags=["watching"],
    operation_id="listFeeds",
    summary="List how the feeds stand",
    response_class=Response,
    responses=gives(items("Feed"), "Feeds, by address."),
)
def feeds(request: Request, asked: Annotated[parameters.Paged, Query()]) -> Response:
    """List the feeds that the desk names or that were ever asked: when, what came of it, what each brought today."""

    def make(shelf: Shelf, after: Place | None) -> Page:
        rows = [each for each in _feeds(shelf) if after is None or str(each["feed"]) > str(after.key)]
        shown = rows[: asked.limit]
        end = Place(day=None, key=str(shown[-1]["feed"])) if len(rows) > len(shown) else None
        return Page(lines=tuple(_line(each) for each in shown), end=end)

    return paged(request, make, also=clock(shelf_of(request)).today)


@router.get(
    "/collection",
    tags=["watching"],
    operation_id="listCollection",
    summary="List what was collected day by day",
    response_class=Response,
    responses=gives(items("CollectedDay"), "Days since collecting began, the newest first."),
)
def days(request: Request, asked: Annotated[parameters.Collection, Query()]) -> Response:
    """List the days since collecting began, those without any poll too.

    So a day without news is told apart from one without a network.
    """

    def make(shelf: Shelf, after: Place | None) -> Page:
        since, until = (parameters.day(shelf, name, getattr(asked, name)) for name in ("since", "until"))
        if since and until and until < since:
            raise ParameterError("until", f"{until} lies before {since}, the first day")
        today = clock(shelf).today.isoformat()
        last = date.fromisoformat(min(until or today, today)) if after is None else _before(str(after.key))
        return _days(shelf, since, last, asked.limit)

    return paged(request, make, also=clock(shelf_of(request)).today)


def _actors(shelf: Shelf, name: str | None) -> tuple[str, ...]:
    try:
        return alerted.actors(shelf, name or "")
    except QueryError as error:
        raise ParameterError("actor", str(error)) from error


def _page(shelf: Shelf, found: tuple[Kept, ...], most: int) -> Page:
    shown = found[:most]
    end = Place(day=shown[-1].made, key=shown[-1].key) if len(found) > most else None
    return Page(lines=tuple(_line(each) for each in listing.wholes(shelf.store, shown)), end=end)


def _feeds(shelf: Shelf) -> list[Row]:
    today, desk = clock(shelf).today.isoformat(), shelf.desk
    counted = {each.feed: each for each in shelf.store.ask(collection.days(today, today))}
    rows = collecting_rows.feed_rows(rounds.states(shelf), desk.collecting.feeds if desk else None, counted)
    return sorted(rows, key=lambda each: str(each["feed"]))


def _days(shelf: Shelf, since: str | None, last: date, most: int) -> Page:
    """So many days up to the last one, the newest first, as far back as collecting goes."""
    first = max(since or "", (last - timedelta(most)).isoformat())
    found = collecting_sources.days(shelf.store, first, last.isoformat())
    rows = list(reversed(found))[:most]
    end = Place(day=rows[-1].day, key=rows[-1].day) if len(found) > len(rows) else None
    return Page(lines=tuple(_with_outlets(shelf, rows)), end=end)


def _with_outlets(shelf: Shelf, rows: list[collecting_rows.Collected]) -> Iterator[str]:
    if not rows:
        return
    brought: dict[str, list[dict[str, object]]] = defaultdict(list)
    for day, publisher, articles in shelf.store.ask(collection.outlets(rows[-1].day, rows[0].day)):
        brought[day].append({"publisher": publisher, "articles": articles})
    for each in rows:
        yield _line({**collecting_rows.day_value(each), "by_outlet": brought[each.day]})


def _before(day: str) -> date:
    try:
        return date.fromisoformat(day) - timedelta(1)
    except (ValueError, OverflowError) as error:
        raise ParameterError("cursor", "this list has no such place; follow `next` as it stands") from error


def _line(value: object) -> str:
    return packed(value).decode().strip()
