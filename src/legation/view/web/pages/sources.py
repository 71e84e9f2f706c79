"""Who reports what, who leaves it out, who was first, and whose words they print."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from legation.records import Development
from legation.store import outlets as stored
from legation.store import situation
from legation.view.outlet_rows import Coverage, end
from legation.view.web import addresses, asked, outlets
from legation.view.web.cards import Cards
from legation.view.web.faults import MissingError
from legation.view.web.rendering import page
from legation.view.web.shelf import Shelf

router = APIRouter()
AT_ONCE = 50  # articles of an outlet on a page
FARTHEST = 100_000  # articles that can be paged through
FEW = 12  # developments of a sort
MAIN = 60  # of the most told developments, so many are looked through for what an outlet leaves out
LOOKED_AT = 200  # of its articles, so many of the newest


@router.get("/sources")
def all_of_them(request: Request, since: str = "", until: str = "") -> Response:
    """Show all outlets of a window of days."""

    def make(shelf: Shelf) -> Mapping[str, Any]:
        days = asked.days(since, until, shelf.settings.today())
        coverage = outlets.read(shelf, days)
        texts, copied = outlets.copied(shelf, days)
        return {
            "days": days,
            "standings": outlets.standings(shelf, days),
            "coverage": coverage,
            "coverage_rows": _coverage_rows(coverage),
            "matrix": outlets.matrix(shelf, days),
            "texts": texts,
            "copied": copied,
            "newest": outlets.NEWEST,
        }

    return page(request, "sources.html", make)


@router.get("/sources/{publisher:path}")
def one(request: Request, publisher: str, since: str = "", until: str = "", start: int = 0) -> Response:
    """Show one outlet: its articles, what only it tells, what it told first, what it leaves out."""

    def make(shelf: Shelf) -> Mapping[str, Any]:
        span = shelf.store.ask(stored.outlet(publisher))
        if not span.articles:
            raise MissingError(f"No stored article is by '{publisher}'.")
        days = asked.days(since, until, shelf.settings.today())
        skipped = min(max(0, start), FARTHEST)
        return {
            "publisher": publisher,
            "span": span,
            "days": days,
            "standing": next((s for s in outlets.standings(shelf, (None, None)) if s.publisher == publisher), None),
            "alone": _told(shelf, publisher, alone=True),
            "first": _told(shelf, publisher, alone=False),
            "missed": _missed(shelf, publisher, span),
            "looked_at": LOOKED_AT,
            "desk": _in_desk(shelf, publisher),
            **_articles(shelf, publisher, days, skipped),
        }

    return page(request, "outlet.html", make)


def _coverage_rows(coverage: Coverage) -> list[list[Any]]:
    """The chart as rows: a step of time each, with a column for each outlet; a number leads to the articles."""
    names = list(coverage.counts)
    pages = {name: addresses.outlet(name) for name in (names[:-1] if coverage.others else names)}
    rows: list[list[Any]] = []
    for step in coverage.steps:
        window = {"since": step, "until": end(step, coverage.step)}
        row: list[Any] = [step, str(coverage.total(step))]
        for name in names:
            number = coverage.counts[name].get(step, 0)
            leads = number and name in pages
            row.append((str(number), addresses.at(pages[name], **window)) if leads else str(number))
        rows.append(row)
    return rows


def _told(shelf: Shelf, publisher: str, *, alone: bool) -> list[Any]:
    return _cards(shelf, shelf.store.ask(stored.told_by(publisher, FEW, alone=alone, articles=LOOKED_AT)))


def _missed(shelf: Shelf, publisher: str, span: stored.Outlet) -> Mapping[str, Any]:
    """The most told developments of the days on which it published, and which of them it leaves out."""
    if not span.first or not span.last:
        return {"of": 0, "cards": [], "number": 0}
    main = shelf.store.ask(situation.weighed(outlets.window((span.first, span.last)), MAIN))
    several = [each for each in main if len(each.publishers) > 1]
    without = [each for each in several if publisher not in each.publishers]
    return {"of": len(several), "number": len(without), "cards": _cards(shelf, tuple(without[:FEW]))}


def _cards(shelf: Shelf, found: tuple[Development, ...]) -> list[Any]:
    return list(zip(Cards(shelf.store, found).all(), found, strict=True))


def _articles(shelf: Shelf, publisher: str, days: outlets.Days, skipped: int) -> Mapping[str, Any]:
    window = (days[0] or stored.ALWAYS[0], days[1] or stored.ALWAYS[1]) if any(days) else None
    found = shelf.store.ask(stored.articles(publisher, AT_ONCE + 1, skipped, window=window))
    here = addresses.outlet(publisher)
    earlier = max(0, skipped - AT_ONCE) or None
    between = {"since": days[0], "until": days[1]}
    return {
        "articles": found[:AT_ONCE],
        "before": addresses.at(here, **between, start=earlier) + "#articles" if skipped else None,
        "after": addresses.at(here, **between, start=skipped + AT_ONCE) + "#articles" if len(found) > AT_ONCE else None,
    }


def _in_desk(shelf: Shelf, publisher: str) -> Any:
    """What the desk says of an outlet."""
    known = shelf.desk.outlets if shelf.desk else ()
    return next((each for each in known if each.publisher.casefold() == publisher.casefold()), None)
