"""How far two records of the same two parties agree, week by week: ours and another project's.

Counted are only days on which both could have known something: articles were read here, and the other project has
reports. Weeks are compared by Spearman's rank correlation, since the two count different things: a happening once here,
each report of it there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy

from legation.link.intensity import start

LEAST_WEEKS = 8  # a correlation of fewer says next to nothing: with 8, one below 0.74 may well be chance


class Happened(NamedTuple):
    """So many events of one type on a day."""

    day: date
    type: str
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many events of a kind each side has; `correlation` is over `weeks`, None where it is not defined."""

    ours: int
    theirs: int
    correlation: float | None
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week by its Monday: how many of its days both cover, and how many events of each type each side has."""

    monday: date
    days: int
    ours: Mapping[str, int]
    theirs: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two records side by side: by week, by class and by type, with the days on which only one has something."""

    days: int
    weeks: tuple[Week, ...]
    whole: Agreement
    quads: Mapping[int, Agreement]
    types: Mapping[str, Agreement]
    both: tuple[date, ...]
    only_ours: tuple[date, ...]
    only_theirs: tuple[date, ...]


def compared(
    ours: Iterable[Happened], theirs: Iterable[Happened], covered: Iterable[date], quads: Mapping[str, int]
) -> Compared:
    """Set two records beside one another on the days that both cover; `quads` has the class of each type."""
    days = frozenset(covered)
    mine, other = ([each for each in side if each.day in days] for side in (ours, theirs))
    weeks = tuple(_weeks(mine, other, days))
    have, they_have = ({each.day for each in side} for side in (mine, other))
    kinds = [kind for kind in quads if any(week.ours[kind] or week.theirs[kind] for week in weeks)]
    return Compared(
        days=len(days),
        weeks=weeks,
        whole=_agreement(weeks, frozenset(quads)),
        quads={
            quad: _agreement(weeks, frozenset(kind for kind in quads if quads[kind] == quad))
            for quad in sorted(set(quads.values()))
        },
        types={kind: _agreement(weeks, frozenset({kind})) for kind in kinds},
        both=tuple(sorted(have & they_have)),
        only_ours=tuple(sorted(have - they_have)),
        only_theirs=tuple(sorted(they_have - have)),
    )


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Spearman's rank correlation, equal values sharing their mean rank; None for a side that never varies."""
    if len(one) != len(other):
        raise ValueError(f"{len(one)} values against {len(other)}")
    if len(one) < LEAST_WEEKS:
        return None
    first, second = _ranks(one), _ranks(other)
    first, second = first - first.mean(), second - second.mean()
    size = float(numpy.sqrt((first @ first) * (second @ second)))
    return max(-1.0, min(1.0, float(first @ second) / size)) if size else None


def _weeks(ours: Sequence[Happened], theirs: Sequence[Happened], days: Iterable[date]) -> Iterator[Week]:
    covered = Counter(start(day, "week") for day in days)
    tallies: dict[date, tuple[Counter[str], Counter[str]]] = {each: (Counter(), Counter()) for each in covered}
    for side, found in enumerate((ours, theirs)):
        for each in found:
            tallies[start(each.day, "week")][side][each.type] += each.number
    for monday in sorted(covered):
        mine, other = tallies[monday]
        yield Week(monday=monday, days=covered[monday], ours=mine, theirs=other)


def _agreement(weeks: Sequence[Week], kinds: frozenset[str]) -> Agreement:
    mine, other = (
        [sum(number for kind, number in side.items() if kind in kinds) for side in sides]
        for sides in ([week.ours for week in weeks], [week.theirs for week in weeks])
    )
    return Agreement(ours=sum(mine), theirs=sum(other), correlation=spearman(mine, other), weeks=len(weeks))


def _ranks(values: Sequence[float]) -> "numpy.typing.NDArray[numpy.float64]":
    _, place, times = numpy.unique(numpy.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    last = numpy.cumsum(times)
    ranks: numpy.typing.NDArray[numpy.float64] = ((last - times + 1 + last) / 2)[place]
    return ranks
