"""How hostile or friendly is what is told to happen between two parties, day by day, and how sure that is.

A happening counts once, however many articles tell it. A day on which nothing was read is missing, neither calm nor
zero; a day on which something was read, but nothing of the two, is told apart from both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import fsum, sqrt
from statistics import NormalDist
from typing import Literal, NamedTuple

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "link/tension.yaml"
LEAST, MOST = -10.0, 10.0  # the ends of the scale of intensity
WEEK = 7
State = Literal["told", "nothing-told", "nothing-read"]
Direction = Literal["together", "forward", "backward"]
Step = Literal["day", "week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What `data/link/tension.yaml` says, under the same names."""

    band: float
    background_days: int
    within: float
    between: float
    worth: float
    half_life_days: float
    least_weight: float
    penalty: float
    least_days: int
    most_weight: float
    reason_days: int
    reasons: int

    @property
    def reach(self) -> float:
        """How many standard errors the band reaches to either side."""
        return _reach(self.band)


class Telling(NamedTuple):  # a busy pair has tens of thousands, and a tuple is made five times as fast as a record
    """One record of a happening between the two: `forward` when the first acts on the second, `backward` the other way.

    `own` is the day that the text itself gives, `published` that of the article, `reported` that of the first report.
    """

    record: int
    happening: int
    published: str
    reported: str
    own: str | None
    intensity: float
    document: str
    origin: str
    forward: bool
    backward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One happening as all its tellings have it; `records` in the order in which they were published."""

    day: date
    intensity: float
    forward: bool
    backward: bool
    records: tuple[int, ...]
    documents: frozenset[str]
    origins: frozenset[str]

    def goes(self, direction: Direction) -> bool:
        """Whether it goes this way; what both do with one another goes both ways."""
        return direction == "together" or (self.forward if direction == "forward" else self.backward)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One day or week: what was told of it, and how much was read that was published in it.

    `mean` is that of its happenings, `estimate` the mean drawn towards the level of the two, with the band around it
    from `low` to `high`; `smoothed` looks back only.
    """

    day: date
    state: State
    happenings: int = 0
    origins: int = 0
    told_by: int = 0
    read: int = 0
    mean: float | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    smoothed: float | None = None
    told: tuple[Told, ...] = ()

    @property
    def voices(self) -> int:
        """As how many observations the mean counts: many happenings from one origin are one, as is one from many."""
        return min(self.happenings, self.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The level around which the days of a series lie, with its variance, and the variances within and between days."""

    level: float
    level_variance: float
    within: float
    between: float


@cache
def _reach(band: float) -> float:
    return NormalDist().inv_cdf((1 + band) / 2)


@cache
def load() -> Rules:
    """Read the rules that come with the package."""
    values = yaml_table(FILE)
    try:
        parts = ("estimates", "smoothing", "changes")
        whole = {name: value for name, value in values.items() if name not in parts}
        return Rules(**whole, **{name: value for part in parts for name, value in values[part].items()})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def happenings(tellings: Iterable[Telling], rules: Rules) -> tuple[Told, ...]:
    """Put the tellings of each happening together, in the order of days; the order of `tellings` has no effect.

    What happened long before it was reported is background, and left out.
    """
    groups: dict[int, list[Telling]] = defaultdict(list)
    for each in tellings:
        groups[each.happening].append(each)
    told = (_told(same, rules) for same in groups.values())
    return tuple(sorted((each for each in told if each), key=lambda t: (t.day, t.records)))


def periods(first: date, last: date, step: Step) -> Iterator[date]:
    """Yield the days, or the Mondays of the weeks, from the first to the last, both inclusive."""
    day, days = start(first, step), WEEK if step == "week" else 1
    while day <= last:
        yield day
        day += timedelta(days)


def start(day: date, step: Step) -> date:
    """The first day of the period in which a day lies."""
    return day - timedelta(day.weekday()) if step == "week" else day


def quiet(read: Mapping[date, int], days: Iterable[date], step: Step) -> tuple[Point, ...]:
    """Return the points of the periods that begin on `days` as they are of two between whom nothing is told.

    `read` counts the articles published on each day.
    """
    articles: dict[date, int] = defaultdict(int)
    for day, number in read.items():
        articles[start(day, step)] += number
    numbers = ((day, articles.get(day, 0)) for day in days)
    return tuple(Point(day=day, state="nothing-told" if n else "nothing-read", read=n) for day, n in numbers)


def series(
    told: Iterable[Told], calm: Iterable[Point], step: Step, rules: Rules
) -> tuple[tuple[Point, ...], Spread | None]:
    """Return a point for each of the `quiet` ones, and what they are spread around."""
    by_period: dict[date, list[Told]] = defaultdict(list)
    for each in told:
        by_period[start(each.day, step)].append(each)
    points = [_point(each, by_period[each.day]) if each.day in by_period else each for each in calm]
    level = spread(points, rules)
    return tuple(_finished(points, level, rules)) if level else tuple(points), level


def spread(points: Iterable[Point], rules: Rules) -> Spread | None:
    """Find the level and the variances of a series (DerSimonian and Laird's moments); None where nothing was told."""
    told = [(each, each.mean, each.voices) for each in points if each.mean is not None]
    if not told:
        return None
    squares = fsum((t.intensity - mean) ** 2 for each, mean, _ in told for t in each.told)
    free = sum(each.happenings - 1 for each, _, _ in told)
    within = (rules.worth * rules.within**2 + squares) / (rules.worth + free)
    between = _between([(mean, voices) for _, mean, voices in told], within, rules)
    weights = [1 / (between + within / voices) for _, _, voices in told]
    level = fsum(w * mean for w, (_, mean, _) in zip(weights, told, strict=True)) / fsum(weights)
    return Spread(level=level, level_variance=1 / fsum(weights), within=within, between=between)


def _between(told: Sequence[tuple[float, int]], within: float, rules: Rules) -> float:
    """The variance between days beyond what the scatter within days explains; mixed with what was expected."""
    total = sum(voices for _, voices in told)
    mean = fsum(voices * value for value, voices in told) / total
    misfit = fsum(voices * (value - mean) ** 2 for value, voices in told) / within
    scale = (total - sum(voices**2 for _, voices in told) / total) / within
    free = len(told) - 1
    found = max(0.0, (misfit - free) / scale) if free else 0.0
    return (rules.worth * rules.between**2 + free * found) / (rules.worth + free)


def _told(tellings: Sequence[Telling], rules: Rules) -> Told | None:
    """One happening, on its own day where a text gives one, else on that of the first report; never after that."""
    same = sorted(tellings, key=lambda t: (t.published, t.record)) if len(tellings) > 1 else tellings
    first = min([each.reported for each in same])
    day = min([first, *(each.own for each in same if each.own)])
    if day < first and (date.fromisoformat(first) - date.fromisoformat(day)).days > rules.background_days:
        return None
    return Told(
        day=date.fromisoformat(day),
        intensity=fsum([each.intensity for each in same]) / len(same),
        forward=True in [each.forward for each in same],
        backward=True in [each.backward for each in same],
        records=tuple([each.record for each in same]),
        documents=frozenset([each.document for each in same]),
        origins=frozenset([each.origin for each in same]),
    )


def _point(calm: Point, told: Sequence[Told]) -> Point:
    return Point(
        day=calm.day,
        state="told",
        happenings=len(told),
        origins=len(frozenset[str]().union(*(each.origins for each in told))),
        told_by=len(frozenset[str]().union(*(each.documents for each in told))),
        read=calm.read,
        mean=fsum(each.intensity for each in told) / len(told),
        told=tuple(told),
    )


def _finished(points: Iterable[Point], spread: Spread, rules: Rules) -> Iterator[Point]:
    """Add the bands, and the mean of what was told until each day, in which older days weigh less.

    Where little of that weight is left, and where nothing was read, there is no smoothed value.
    """
    total = weight = 0.0
    before: date | None = None
    for point in points:
        decay = 0.5 ** ((point.day - before).days / rules.half_life_days) if before else 0.0
        total, weight, before = total * decay, weight * decay, point.day
        if point.mean is not None:
            total, weight = total + point.voices * point.mean, weight + point.voices
        known = point.state != "nothing-read" and weight >= rules.least_weight
        smoothed = total / weight if known else None
        if point.mean is not None:
            estimate, low, high = _band(point, point.mean, spread, rules)
            yield replace(point, estimate=estimate, low=low, high=high, smoothed=smoothed)
        else:
            yield replace(point, smoothed=smoothed) if known else point


def _band(point: Point, mean: float, spread: Spread, rules: Rules) -> tuple[float, float, float]:
    """Draw the mean of a day towards the level, the more the less there is to it, and put the band around that."""
    error = spread.within / point.voices
    trust = spread.between / (spread.between + error)
    estimate = spread.level + trust * (mean - spread.level)
    half = rules.reach * sqrt(trust * error + (1 - trust) ** 2 * spread.level_variance)
    return estimate, max(LEAST, estimate - half), min(MOST, estimate + half)
