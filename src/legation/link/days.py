"""What the days of a group's tellings keep apart from it, in few numbers for each sort of telling.

Of all that are of one sort, only the latest first day and the earliest last day can exclude more than the others do. So
two groups are compared without a look at their tellings, however many these are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from legation.link.happenings import Happening
from legation.link.likeness import comparable
from legation.link.likeness_weights import load
from legation.link.limits import Limits

Chooser = Callable[[int, int], int]
Days = Mapping[str, tuple[int, int]]  # for each sort of telling the latest first day and the earliest last


@dataclass(frozen=True, slots=True)
class _Sort:
    """What `Happening.days` says of a sort; `alone` is the document of what has no day at all."""

    type: str
    mutual: bool
    dated: bool
    opens: bool
    alone: str


def outer(items: Iterable[Happening]) -> dict[str, tuple[int, int]]:
    """The outer days of these tellings: of each sort the latest first day and the earliest last one."""
    return _bounds(items, max, min)


def spanned(items: Iterable[Happening]) -> dict[str, tuple[int, int]]:
    """Between which days these tellings lie: of each sort the earliest first day and the latest last one."""
    return _bounds(items, min, max)


def _bounds(items: Iterable[Happening], of_firsts: Chooser, of_lasts: Chooser) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for sort, first, last in (item.days for item in items):
        before = found.get(sort, (first, last))
        found[sort] = of_firsts(first, before[0]), of_lasts(last, before[1])
    return found


def may_meet(item: Happening, spans: Days) -> bool:
    """Whether one of the tellings between these days can be near a dated one whose article nobody dates.

    Only one that names its own day is near it; who is told in its sentence is looked at anyway.
    """
    return any(
        _sort(sort).dated and since <= item.last and item.first <= until for sort, (since, until) in spans.items()
    )


def apart(ours: Days, theirs: Days, limits: Limits) -> bool:
    """Whether a day keeps a telling of one group apart from one of the other, or one of them is no more."""
    pairs = product(ours.items(), theirs.items())
    return not ours or not theirs or any(_exclude(_sort(a), b, _sort(c), d, limits) for (a, b), (c, d) in pairs)


def _exclude(one: _Sort, ours: tuple[int, int], other: _Sort, theirs: tuple[int, int], limits: Limits) -> bool:
    """Say of the outer days of two sorts what `days_allow` says of two tellings."""
    if not comparable(one, other, limits):
        return False
    if one.alone or other.alone:
        return one.alone != other.alone
    if one.dated and other.dated:
        return ours[0] > theirs[1] or theirs[0] > ours[1]
    if one.dated or other.dated:
        dated, free = (ours, theirs) if one.dated else (theirs, ours)
        return dated[0] > free[1] or ((one.opens or other.opens) and free[0] - dated[1] > load().old_days)
    return False


@lru_cache(maxsize=4096)
def _sort(name: str) -> _Sort:
    type_, marks, alone = name.split(" ", 2)
    mutual, dated, opens = (mark == "1" for mark in marks)
    return _Sort(type_, mutual, dated, opens, alone)
