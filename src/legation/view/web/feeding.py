"""Feeds and pages as the page of collecting shows them: how each stands, how much it brings, what it usually does."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from legation.store import collection
from legation.store import pages as stored
from legation.view import collecting_rows
from legation.view.alerting.reading import usual
from legation.view.alerting.settings import settings
from legation.view.present import Row
from legation.view.web import addresses, rounds
from legation.view.web.moments import Clock, clock
from legation.view.web.shelf import Shelf

# The order in which a reader wants to see them: what is wrong first.
ORDER = ("failing", "never asked", "answering", "paused", "not in the desk")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedShown:
    """A feed: its name and address, how it stands, when it was asked, what it brought today, what is usual a day."""

    name: str
    address: str
    outside: str | None
    state: str
    asked: str
    answered: str
    due: str
    failures: int
    reason: str | None
    listed: int | None
    new: int
    usual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShown:
    """A page that a feed listed: what the feed calls it, and why it is where it is."""

    title: str
    host: str
    outside: str | None
    feed: str
    reason: str | None
    attempts: int
    due: str
    ended: str
    document: str | None


def feeds(shelf: Shelf) -> list[FeedShown]:
    """All feeds that the desk names or that were ever asked, those that fail first."""
    now, desk = clock(shelf), shelf.desk
    today = now.today.isoformat()
    first = (now.today - timedelta(settings().usual_days)).isoformat()
    window = shelf.store.ask(collection.days(first, today))
    counted = {each.feed: each for each in window if each.day == today}
    rows = collecting_rows.feed_rows(rounds.states(shelf), desk.collecting.feeds if desk else None, counted)
    named = {each.address: each.publisher for each in desk.collecting.feeds} if desk else {}
    usually = _usual([each for each in window if each.day < today])
    shown = [_feed(row, named.get(str(row["feed"])), usually, now) for row in rows]
    return sorted(shown, key=lambda each: (ORDER.index(each.state), each.name.casefold(), each.address))


def pages(shelf: Shelf, state: stored.State, most: int) -> list[PageShown]:
    """The pages of a state, the last to come to it first; of those that wait, the next to be due."""
    now = clock(shelf)
    return [_page(collecting_rows.page_row(each), now) for each in shelf.store.ask(stored.in_state(state, most))]


def called(address: str) -> str:
    """What a feed is called that nobody named: its host and path."""
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}" or address


def _usual(window: Sequence[collection.Day]) -> dict[str, float | None]:
    """How many pages are new on a day, by the days on which each feed answered."""
    days: dict[str, dict[str, int]] = defaultdict(dict)
    for each in window:
        if each.polls > each.failed:
            days[each.feed][each.day] = each.new
    return {feed: usual(found, tuple(found)) for feed, found in days.items()}


def _feed(row: Row, name: str | None, usually: dict[str, float | None], now: Clock) -> FeedShown:
    def said(field: str) -> str:
        found = row[field]
        return now.said(found) if isinstance(found, str) else ""

    address, reason, listed = str(row["feed"]), row["reason"], row["listed"]
    return FeedShown(
        name=name or called(address),
        address=address,
        outside=addresses.outside(address),
        state=str(row["state"]),
        asked=said("asked"),
        answered=said("answered"),
        due=said("due"),
        failures=int(row["failures"] or 0),
        reason=str(reason) if reason else None,
        listed=listed if isinstance(listed, int) else None,
        new=int(row["new_today"] or 0),
        usual=usually.get(address),
    )


def _page(row: Row, now: Clock) -> PageShown:
    address = str(row["address"])
    return PageShown(
        title=str(row["title"] or called(address)),
        host=urlsplit(address).hostname or "",
        outside=addresses.outside(address),
        feed=called(str(row["feed"])),
        reason=str(row["reason"]) if row["reason"] else None,
        attempts=int(row["attempts"] or 0),
        due=now.said(str(row["due"] or "")),
        ended=now.said(str(row["ended_at"] or "")),
        document=str(row["document"]) if row["document"] else None,
    )
