"""When the tension between two parties changed, how it was before and after, and which happenings made the change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from legation.link import partition
from legation.link.intensity import LEAST, MOST, Point, Rules, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The weighted mean of a stretch with its band, its first and last day, and on how many days something was told."""

    mean: float
    low: float
    high: float
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A happening and the points of intensity that it adds to the change; those of all happenings add up to it."""

    told: Told
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The first day of a new level, the levels on both sides, and what contributes most to the difference."""

    day: date
    before: Level
    after: Level
    made_by: tuple[Part, ...]

    @property
    def size(self) -> float:
        """By how many points the level rises or falls."""
        return self.after.mean - self.before.mean


def changes(points: Iterable[Point], rules: Rules) -> tuple[Change, ...]:
    """Find the changes of level among the days on which something was told; the others are skipped."""
    told = [each for each in points if each.mean is not None]
    values = [each.mean for each in told if each.mean is not None]
    weights = [_weight(each, rules) for each in told]
    guess = rules.within**2 + rules.between**2
    noise = partition.noise(values, weights, lag=rules.least_days, guess=guess, worth=rules.worth)
    price = partition.price(values, noise, rules.penalty)
    found = partition.stretches(values, weights, penalty=price, least=rules.least_days)
    levels = [_level(told[first:end], noise, rules) for first, end in found]
    return tuple(
        Change(
            day=after.first,
            before=before,
            after=after,
            made_by=_made_by(told[first:end], before.mean, after.mean, rules),
        )
        for before, after, (first, end) in zip(levels, levels[1:], found[1:], strict=False)
    )


def _weight(point: Point, rules: Rules) -> float:
    return min(float(point.origins), rules.most_weight)


def _level(points: Sequence[Point], noise: float, rules: Rules) -> Level:
    values = [each.mean for each in points if each.mean is not None]
    mean, error = partition.level(values, [_weight(each, rules) for each in points], noise)
    return Level(
        mean=mean,
        low=max(LEAST, mean - rules.reach * error),
        high=min(MOST, mean + rules.reach * error),
        first=points[0].day,
        last=points[-1].day,
        days=len(points),
    )


def _made_by(points: Sequence[Point], before: float, after: float, rules: Rules) -> tuple[Part, ...]:
    """Rank the happenings of the first days by what they add: their part of the mean, less that of the level before."""
    weight = sum(_weight(each, rules) for each in points)
    last = points[0].day + timedelta(rules.reason_days)
    parts = [
        Part(told=told, share=_weight(point, rules) / weight * (told.intensity - before) / point.happenings)
        for point in points
        if point.day < last
        for told in point.told
    ]
    sign = 1 if after > before else -1
    moving = sorted((p for p in parts if p.share * sign > 0), key=lambda p: (-p.share * sign, p.told.records))
    return tuple(moving[: rules.reasons])
