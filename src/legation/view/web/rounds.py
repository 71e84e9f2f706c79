"""Whether the watch makes its rounds, as far as the store tells: when feeds were asked, and which do not answer."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from legation.store import feeds as stored
from legation.store.feeds import FeedState
from legation.view.web.moments import clock
from legation.view.web.shelf import Shelf
from legation.watches import Collecting, Feed

MISSED = 2  # of the shortest interval, so many must pass before a watch counts as not running
DAY = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """How the watch stands. `wanted` are the feeds that are to be asked; moments are as the store keeps them.

    `is_late` says that a feed is overdue and none was asked for longer than twice the shortest interval; `is_unbegun`
    that none was ever asked.
    """

    wanted: int
    failing: tuple[FeedState, ...]
    last: str | None
    due: str | None
    every: int
    is_late: bool

    @property
    def is_unbegun(self) -> bool:
        """Whether feeds are to be asked and none ever was."""
        return bool(self.wanted) and self.last is None

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to be told."""
        return not (self.failing or self.is_late or self.is_unbegun)


def states(shelf: Shelf) -> tuple[FeedState, ...]:
    """All feeds that were ever asked."""
    return shelf.kept(("states of feeds",), lambda: shelf.store.ask(stored.every))


def of(shelf: Shelf) -> Rounds:
    """How the watch stands at this moment."""
    desk = shelf.desk
    found = {each.address: each for each in states(shelf)}
    collecting = desk.collecting if desk else Collecting()
    wanted = [each.address for each in collecting.feeds if not each.paused] if desk else list(found)
    mine = [found[each] for each in wanted if each in found]
    last = max((each.asked for each in found.values() if each.asked), default=None)
    due = min((each.due or "" for each in mine), default=None)
    if len(mine) < len(wanted):
        due = last  # one that was never asked has been due ever since
    every = shortest(collecting)
    return Rounds(
        wanted=len(wanted),
        failing=tuple(each for each in mine if each.failures),
        last=last,
        due=due,
        every=every,
        is_late=_is_late(last, due, every, shelf.settings.now()),
    )


def turning(shelf: Shelf) -> Hashable:
    """What changes about the watch though nothing was written: a page that tells of it is kept under this."""
    return (of(shelf).is_late, clock(shelf).today)


def shortest(collecting: Collecting) -> int:
    """The shortest time, in seconds, between two times that a feed of a desk is asked."""
    return min((_interval(each, collecting) for each in collecting.feeds if not each.paused), default=collecting.every)


def _interval(feed: Feed, collecting: Collecting) -> int:
    """How long a feed rests; of one that is asked at times of the day, the longest rest."""
    return _longest_rest(feed.at) if feed.at else feed.every or collecting.every


def _longest_rest(times: Iterable[time]) -> int:
    seconds = sorted(each.hour * 3600 + each.minute * 60 for each in times)
    return max(
        ((after - before) % DAY or DAY) for before, after in zip(seconds, [*seconds[1:], seconds[0]], strict=True)
    )


def _is_late(last: str | None, due: str | None, every: int, now: datetime) -> bool:
    if last is None or due is None:
        return False
    longest = timedelta(seconds=MISSED * every)
    return now - _read(last) > longest and (not due or _read(due) < now)


def _read(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(UTC)
