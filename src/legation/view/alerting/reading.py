"""What was read: yesterday's collection, each outlet against its usual, and the feeds that fail.

It is what tells a silence of the tool from a silence of the world.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from urllib.parse import urlsplit

from legation.desk import Desk
from legation.store import collection, feeds
from legation.store.collection import Day
from legation.store.feeds import FeedState
from legation.store.store import Store
from legation.view.alerting.cleaning import words
from legation.view.alerting.settings import settings
from legation.view.web.rendering import long_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How many articles an outlet brought on a day, and how many it usually does; `usual` is none while unknown."""

    publisher: str
    articles: int
    usual: float | None
    is_quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A feed of the desk that does not answer: since when, how often, why."""

    feed: str
    failures: int
    answered: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What collecting did on a day: feeds, polls and how many failed, articles stored, known before, and given up."""

    day: str
    feeds: int
    polls: int
    failed: int
    stored: int
    known: int
    given_up: int
    outlets: tuple[Brought, ...]
    more: int
    failing: tuple[Failing, ...]

    @property
    def is_blind(self) -> bool:
        """Whether nothing was read because nothing could be: no feed was asked, or none answered."""
        return self.stored + self.known == 0 and self.polls == self.failed

    @property
    def quiet(self) -> tuple[str, ...]:
        """The outlets that brought far less than usual."""
        return tuple(each.publisher for each in self.outlets if each.is_quiet)


def reading(store: Store, desk: Desk, today: date) -> Reading:
    """What was read on the day before `today`."""
    day = (today - timedelta(days=1)).isoformat()
    first = (today - timedelta(days=1 + settings().usual_days)).isoformat()
    window = store.ask(collection.days(first, day))
    counted = [each for each in window if each.day == day]
    outlets = _outlets(store.ask(collection.outlets(first, day)), window, day)
    most = settings().digest_outlets
    return Reading(
        day=long_day(day),
        feeds=len({each.feed for each in counted if each.polls}),
        polls=sum(each.polls for each in counted),
        failed=sum(each.failed for each in counted),
        stored=sum(each.stored for each in counted),
        known=sum(each.known for each in counted),
        given_up=sum(each.given_up for each in counted),
        outlets=outlets[:most],
        more=max(0, len(outlets) - most),
        failing=_failing(store.ask(feeds.every), desk),
    )


def _outlets(brought: Iterable[tuple[str, str | None, int]], window: Iterable[Day], day: str) -> tuple[Brought, ...]:
    """Each outlet that brought anything in the window; one that brought nothing on the day stands there with 0."""
    by_outlet: dict[str, dict[str, int]] = defaultdict(dict)
    for when, publisher, articles in brought:
        by_outlet[publisher or ""][when] = articles
    # A day on which nothing was asked says nothing about what is usual.
    before = sorted({each.day for each in window if each.polls > each.failed and each.day < day})
    found = [_brought(publisher, days, before, day) for publisher, days in by_outlet.items()]
    return tuple(sorted(found, key=lambda each: (not each.is_quiet, -each.articles, each.publisher)))


def usual(days: Mapping[str, int], before: Sequence[str]) -> float | None:
    """How much is usual, by the days `before` on which it could be seen; None where these are too few."""
    return median(days.get(each, 0) for each in before) if len(before) >= settings().usual_least else None


def is_quiet(articles: int, usual: float | None) -> bool:
    """Whether an outlet that usually brings so many brought far fewer."""
    limits = settings()
    return usual is not None and usual >= limits.quiet_least and articles < usual * limits.quiet


def _brought(publisher: str, days: Mapping[str, int], before: Sequence[str], day: str) -> Brought:
    known, articles = usual(days, before), days.get(day, 0)
    name = words(publisher, settings().publisher) or "No publisher named"
    return Brought(publisher=name, articles=articles, usual=known, is_quiet=is_quiet(articles, known))


def _failing(states: Iterable[FeedState], desk: Desk) -> tuple[Failing, ...]:
    mine = {each.address: each for each in desk.collecting.feeds if not each.paused}
    found = [
        Failing(
            feed=words(mine[each.address].publisher or _host(each.address), settings().publisher),
            failures=each.failures,
            answered=long_day(each.answered) if each.answered else None,
            reason=words(each.reason, settings().because),
        )
        for each in states
        if each.failures and each.address in mine
    ]
    return tuple(sorted(found, key=lambda each: (-each.failures, each.feed)))[: settings().digest_failures]


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path}" if parts.hostname else address
