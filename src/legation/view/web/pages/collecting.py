"""Collecting: whether the watch runs, how each feed stands, which pages wait or are missing, what came day by day."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.store import collection
from legation.store import pages as stored
from legation.view.cli_options import day as read_day
from legation.view.web import addresses, asked, feeding, gathered, rounds
from legation.view.web.gathered import Gathered
from legation.view.web.moments import clock
from legation.view.web.rendering import page, shelf_of
from legation.view.web.shelf import Shelf

router = APIRouter()
PAGE = "/collecting"
FEEDS = 50  # on a page
FARTHEST = 10_000
FEW, MANY = 10, 100  # pages of a state, beside others and alone
BROUGHT = 100  # articles of a day
LISTS: tuple[stored.State, ...] = ("waiting", "given up", "not an article")


@router.get(PAGE)
def show(request: Request, *, day: str = "", outlet: str | None = None, pages: str = "", start: int = 0) -> Response:
    """Show how collecting goes."""
    wanted = asked.choice(pages.replace("-", " ").strip(), LISTS)
    chosen = next((each for each in LISTS if each == wanted), None)

    def make(shelf: Shelf) -> Mapping[str, Any]:
        return {
            **_standing(shelf),
            **_days(shelf, day.strip(), outlet),
            **_feeds(shelf, start),
            **_pages(shelf, chosen),
        }

    return page(request, "collecting.html", make, also=rounds.turning(shelf_of(request)))


def _standing(shelf: Shelf) -> Mapping[str, Any]:
    now, found = clock(shelf), rounds.of(shelf)
    return {
        "zone": now.zone,
        "desk": shelf.desk,
        "rounds": found,
        "last": now.said(found.last),
        "due": now.said(found.due),
        "minutes": found.every // 60,
    }


def _days(shelf: Shelf, day: str, outlet: str | None) -> Mapping[str, Any]:
    today = clock(shelf).today
    found = gathered.read(shelf, today.isoformat())
    chosen = read_day(day, today=today) if day else None
    publisher = "" if outlet == gathered.UNNAMED else outlet or None
    brought = shelf.store.ask(collection.brought(chosen, publisher, BROUGHT + 1)) if chosen else ()
    return {
        "gathered": found,
        "day_rows": _rows(found),
        "until": today.isoformat(),
        "day": chosen,
        "outlet": outlet or "",
        "brought": brought[:BROUGHT],
        "is_more": len(brought) > BROUGHT,
        "state_of_day": next((each for each in found.days if each.day == chosen), None),
        "unnamed": gathered.UNNAMED,
    }


def _rows(found: Gathered) -> list[list[Any]]:
    """The chart as rows, the newest day first; numbers lead to the articles of the day."""
    names = list(found.counts)
    single = set(names[:-1] if found.others else names)
    rows: list[list[Any]] = []
    for each in reversed(found.days):
        row: list[Any] = [each.day, each.state, _cell(found.total(each.day), each.day, None)]
        for name in names:
            number, spot = found.counts[name].get(each.day, 0), (name, each.day)
            cell = _cell(number, each.day, name if name in single else None)
            is_blind = spot in found.blind and not number
            mark = " (quiet)" if spot in found.quiet else " (no answer)" if is_blind else ""
            row.append((f"{cell[0]}{mark}", cell[1]))
        rows.append(row)
    return rows


def _cell(number: int, day: str, outlet: str | None) -> tuple[str, str | None]:
    return str(number), addresses.at(PAGE, day=day, outlet=outlet) + "#brought" if number else None


def _feeds(shelf: Shelf, start: int) -> Mapping[str, Any]:
    key = ("feeds shown", clock(shelf).today)
    every = shelf.kept(key, lambda: feeding.feeds(shelf))
    skipped = min(max(0, start), FARTHEST)
    return {
        "feeds": every[skipped : skipped + FEEDS],
        "number_of_feeds": len(every),
        "before": addresses.at(PAGE, start=max(0, skipped - FEEDS) or None) + "#feeds" if skipped else None,
        "after": addresses.at(PAGE, start=skipped + FEEDS) + "#feeds" if skipped + FEEDS < len(every) else None,
    }


def _pages(shelf: Shelf, chosen: stored.State | None) -> Mapping[str, Any]:
    counts = shelf.kept(("counts of pages",), lambda: shelf.store.ask(stored.counts))
    names = (chosen,) if chosen else LISTS[:2]
    most = MANY if chosen else FEW
    return {
        "page_counts": counts,
        "page_lists": {each: feeding.pages(shelf, each, most) for each in names},
        "chosen": chosen,
        "most": most,
    }
