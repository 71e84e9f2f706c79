"""What outlets print and tell, in numbers: own texts and copies, who was first, who tells it alone, and how late."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Literal

from legation.store.outlets import Printed, Telling

Step = Literal["day", "week", "month", "year"]
MOST_STEPS = 53  # columns that a reader still tells apart
_LENGTHS: Sequence[tuple[Step, int]] = (("day", 1), ("week", 7), ("month", 30), ("year", 365))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One outlet: its articles, and of the developments how many it told, told first, and told alone.

    `lag` is the median of the hours by which it came after the first report, where it was not the first; none where
    it always was.
    """

    publisher: str
    articles: int
    days: int
    copies: int
    told: int = 0
    first: int = 0
    alone: int = 0
    lag: float | None = None

    @property
    def own(self) -> int:
        """Articles that are no copy of another one."""
        return self.articles - self.copies

    @property
    def share_alone(self) -> float | None:
        """Which share of what it told no other outlet told."""
        return self.alone / self.told if self.told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Articles by outlet and step of time; `steps` are the first days of all steps, also of empty ones."""

    step: Step
    steps: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    others: int = 0

    def total(self, step: str) -> int:
        """All articles of a step."""
        return sum(of_it.get(step, 0) for of_it in self.counts.values())


def standings(
    printed: Iterable[Printed], copied: Mapping[str, int], tellings: Iterable[Telling]
) -> tuple[Standing, ...]:
    """Reckon how each outlet stands, the one with most articles first."""
    days: dict[str, int] = defaultdict(int)
    articles: dict[str, int] = defaultdict(int)
    for each in printed:
        days[each.publisher] += 1
        articles[each.publisher] += each.articles
    told = _told(tellings)
    found = (_standing(name, number, days[name], copied.get(name, 0), told[name]) for name, number in articles.items())
    return tuple(sorted(found, key=lambda each: (-each.articles, each.publisher)))


def coverage(printed: Sequence[Printed], most: int) -> Coverage:
    """Sort articles into steps of time: days while these are few, else weeks, months or years."""
    dated = [each for each in printed if len(each.day) == 10]
    if not dated:
        return Coverage(step="day", steps=(), counts={})
    first, last = min(each.day for each in dated), max(each.day for each in dated)
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    step: Step = next((name for name, length in _LENGTHS if span <= length * MOST_STEPS), "year")
    totals: dict[str, int] = defaultdict(int)
    for each in dated:
        totals[each.publisher] += each.articles
    kept = sorted(totals, key=lambda name: (-totals[name], name))[:most]
    others = len(totals) - len(kept)
    counts: dict[str, dict[str, int]] = {name: defaultdict(int) for name in kept}
    if others:
        counts[other_name(others)] = defaultdict(int)
    for each in dated:
        row = counts[each.publisher if each.publisher in counts else other_name(others)]
        row[begin(each.day, step)] += each.articles
    return Coverage(step=step, steps=tuple(_steps(first, last, step)), counts=counts, others=others)


def other_name(number: int) -> str:
    """What the outlets are called that have no row of their own."""
    return f"{number} others"


def begin(day: str, step: Step) -> str:
    """The first day of the step in which a day lies."""
    found = date.fromisoformat(day)
    match step:
        case "day":
            return day
        case "week":
            return (found - timedelta(found.weekday())).isoformat()
        case "month":
            return found.replace(day=1).isoformat()
        case _:
            return found.replace(month=1, day=1).isoformat()


def end(first: str, step: Step) -> str:
    """The last day of the step that begins on a day."""
    return (date.fromisoformat(_next(first, step)) - timedelta(1)).isoformat()


def _steps(first: str, last: str, step: Step) -> Iterator[str]:
    each = begin(first, step)
    while each <= last:
        yield each
        each = _next(each, step)


def _next(first: str, step: Step) -> str:
    length = {"day": 1, "week": 7, "month": 31, "year": 366}[step]
    return begin((date.fromisoformat(first) + timedelta(length)).isoformat(), step)


@dataclass(slots=True)
class _Told:
    """What an outlet told, while it is counted."""

    told: int = 0
    first: int = 0
    alone: int = 0
    lags: list[float] | None = None


def _standing(name: str, articles: int, days: int, copies: int, told: _Told) -> Standing:
    return Standing(
        publisher=name,
        articles=articles,
        days=days,
        copies=copies,
        told=told.told,
        first=told.first,
        alone=told.alone,
        lag=round(median(told.lags), 1) if told.lags else None,
    )


def _told(tellings: Iterable[Telling]) -> Mapping[str, _Told]:
    by_development: dict[str, list[Telling]] = defaultdict(list)
    for each in tellings:
        by_development[each.development].append(each)
    found: dict[str, _Told] = defaultdict(_Told)
    for same in by_development.values():
        _count(same, found)
    return found


def _count(same: Sequence[Telling], found: dict[str, _Told]) -> None:
    """Count one development for each outlet that told it."""
    outlets = dict.fromkeys(each.publisher for each in same)
    first = next((each for each in same if each.is_first), None)
    for name in outlets:
        mine = found[name]
        mine.told += 1
        mine.alone += len(outlets) == 1
        if first and first.publisher == name:
            mine.first += len(outlets) > 1
        elif first and (late := _late(first, [each for each in same if each.publisher == name])) is not None:
            mine.lags = [*(mine.lags or ()), late]


def _late(first: Telling, own: Sequence[Telling]) -> float | None:
    """The hours from the first report to the first of an outlet's own; whole days where one has a day alone."""
    began, came = _moment(first.published), min(filter(None, (_moment(each.published) for each in own)), default=None)
    return max(0.0, (came - began).total_seconds() / 3600) if began and came else None


def _moment(published: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
