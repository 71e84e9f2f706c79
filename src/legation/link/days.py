"""Between which days the tellings of a group lie, in two numbers for each sort of telling.

So who can't be near any of them is told without a look at them, however many they are.
"""

from collections.abc import Iterable, Mapping

from legation.link.happenings import Happening

Days = Mapping[str, tuple[int, int]]  # for each sort of telling (`Happening.days`) the first day and the last


def spanned(items: Iterable[Happening]) -> dict[str, tuple[int, int]]:
    """Between which days these tellings lie: of each sort the earliest first day and the latest last one."""
    found: dict[str, tuple[int, int]] = {}
    for sort, first, last in (item.days for item in items):
        before = found.get(sort, (first, last))
        found[sort] = min(first, before[0]), max(last, before[1])
    return found


def may_meet(item: Happening, spans: Days) -> bool:
    """Whether one of the tellings between these days can be near a dated one whose article nobody dates.

    Only one that names its own day is near it; who is told in its sentence is looked at anyway.
    """
    return any(_is_dated(sort) and since <= item.last and item.first <= until for sort, (since, until) in spans.items())


def _is_dated(sort: str) -> bool:
    return sort.split(" ", 2)[1][1] == "1"
