"""What was collected day by day and from whom, with days on which it failed told apart from outlets that were quiet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.store import collection
from legation.store.collection import Share
from legation.view import collecting_sources
from legation.view.alerting.reading import is_quiet, usual
from legation.view.alerting.settings import settings
from legation.view.charts import gathering
from legation.view.charts.chart import Draw
from legation.view.collecting_rows import Collected
from legation.view.outlet_rows import other_name
from legation.view.web import asked
from legation.view.web.moments import clock
from legation.view.web.shelf import Shelf

DAYS = 28
EARLIEST = "1970-01-01"  # before it, nothing was collected
ROWS = 14  # outlets with a row of their own
UNNAMED = "Unnamed publisher"
Spot = tuple[str, str]  # an outlet and a day
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Articles by outlet and day. `blind` are those of which nothing could be had, since no feed of theirs answered.

    `quiet` are those of which far less came than is usual, though all their feeds answered. Of the outlets without a
    row of their own, `others`, the last row has the sum.
    """

    days: tuple[Collected, ...]
    counts: Counts
    blind: frozenset[Spot]
    quiet: frozenset[Spot]
    others: int

    def total(self, day: str) -> int:
        """All articles of a day."""
        return sum(of_it.get(day, 0) for of_it in self.counts.values())

    @property
    def states(self) -> Counter[str]:
        """How many days there are of each state."""
        return Counter(each.state for each in self.days)

    @property
    def articles(self) -> int:
        """All articles of all days."""
        return sum(self.total(each.day) for each in self.days)

    @property
    def outlets(self) -> int:
        """From how many outlets they came."""
        return len(self.counts) - bool(self.others) + self.others

    @property
    def quietest(self) -> list[tuple[str, int]]:
        """The outlets that were quiet, with on how many days, the quietest first."""
        days = Counter(outlet for outlet, _ in self.quiet)
        return sorted(days.items(), key=lambda each: (-each[1], each[0]))


class _Feeds:
    """Tells whether the feeds of an outlet answered on a day."""

    def __init__(self, days: Iterable[Collected], shares: Iterable[Share]) -> None:
        self._of: dict[str, set[str]] = defaultdict(set)
        for each in shares:
            self._of[each.publisher or UNNAMED].add(each.feed)
        self._polls = {(each.feed, day.day): (each.polls, each.failed) for day in days for each in day.feeds}

    def is_blind(self, outlet: str, day: str) -> bool:
        """Whether none of them answered."""
        return all(polls == failed for polls, failed in self._on(outlet, day))

    def is_whole(self, outlet: str, day: str) -> bool:
        """Whether all of them answered always."""
        return all(polls and not failed for polls, failed in self._on(outlet, day))

    def _on(self, outlet: str, day: str) -> Iterator[tuple[int, int]]:
        return (self._polls.get((feed, day), (0, 0)) for feed in self._of[outlet])


def read(shelf: Shelf, last: str) -> Gathered:
    """What was collected in four weeks up to a day, as far back as collecting goes."""
    today = clock(shelf).today.isoformat()
    return shelf.kept(("gathered", last, today), lambda: _read(shelf, date.fromisoformat(last), today))


def draw(shelf: Shelf, values: Mapping[str, str]) -> Draw:
    """Make the chart of it ready to be drawn."""
    today = clock(shelf).today
    _, last = asked.days(None, values.get("until"), today)
    found = read(shelf, max(EARLIEST, min(last or today.isoformat(), today.isoformat())))
    return lambda scheme: gathering.chart(found, scheme)


def _read(shelf: Shelf, last: date, today: str) -> Gathered:
    first = (last - timedelta(DAYS - 1)).isoformat()
    before = (last - timedelta(DAYS - 1 + settings().usual_days)).isoformat()
    every = collecting_sources.days(shelf.store, before, last.isoformat())
    shares = shelf.store.ask(collection.shares(before, last.isoformat()))
    days = [each.day for each in every]
    shown = [each for each in days if each >= first]
    brought, feeds = _brought(shares), _Feeds(every, shares)
    counts, others = _rows(brought, shown)
    named = list(counts)[:-1] if others else list(counts)
    blind = {outlet: {day for day in days if feeds.is_blind(outlet, day)} for outlet in named}
    quiet = (
        (outlet, day)
        for outlet in named
        for day in shown
        if day < today and feeds.is_whole(outlet, day) and _is_quiet(brought[outlet], blind[outlet], days, day)
    )
    return Gathered(
        days=tuple(each for each in every if each.day >= first),
        counts=counts,
        blind=frozenset((outlet, day) for outlet in named for day in shown if day in blind[outlet]),
        quiet=frozenset(quiet),
        others=others,
    )


def _brought(shares: Iterable[Share]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in shares:
        found[each.publisher or UNNAMED][each.day] += each.articles
    return found


def _is_quiet(brought: Mapping[str, int], blind: Iterable[str], days: Sequence[str], day: str) -> bool:
    """Whether far less came than in the two weeks before, as far as anything could be had then."""
    start = (date.fromisoformat(day) - timedelta(settings().usual_days)).isoformat()
    before = [each for each in days if start <= each < day and each not in blind]
    return is_quiet(brought.get(day, 0), usual(brought, before))


def _rows(brought: Counts, days: Sequence[str]) -> tuple[Counts, int]:
    """The outlets that brought most, each in a row, and the sum of the others in the last one."""
    sums = {outlet: sum(counts.get(day, 0) for day in days) for outlet, counts in brought.items()}
    order = sorted((each for each in sums if sums[each]), key=lambda each: (-sums[each], each))
    kept, rest = order[:ROWS], order[ROWS:]
    rows: dict[str, Mapping[str, int]] = {each: brought[each] for each in kept}
    if rest:
        rows[other_name(len(rest))] = {day: sum(brought[each].get(day, 0) for each in rest) for day in days}
    return rows, len(rest)
