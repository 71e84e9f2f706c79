"""What is told around a moment under a key: a stretch of each key's order that is read once and asked again and again.

The tellings of one article, and those that are looked at again after them, see nearly the same stretches. A stretch
knows between which two moments it holds all that is told under its key, so that what it can't answer is asked anew.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from legation.store.grouped import forget_first

AT_ONCE = 100  # keys that one question is about: SQLite puts no more than 500 selects together
STRETCHES = 2_000  # keys of which a stretch is at hand, some 8 KB each
_FIRST: tuple[int, int] = (-(1 << 63), 0)
_LAST: tuple[int, int] = (1 << 63, 0)
_EARLIER = (
    "SELECT ?, moment, rank, record FROM (SELECT moment, rank, record FROM happening_key"
    " WHERE key = ? AND (moment, rank) < (?, ?) ORDER BY moment DESC, rank DESC LIMIT ?)"
)
_LATER = (
    "SELECT ?, moment, rank, record FROM (SELECT moment, rank, record FROM happening_key"
    " WHERE key = ? AND (moment, rank) >= (?, ?) ORDER BY moment, rank LIMIT ?)"
)
_AROUND = f"{_EARLIER} UNION ALL {_LATER}"
When = tuple[int, int]
Row = tuple[int, int, int]  # moment, rank, record


@dataclass(frozen=True, slots=True)
class _Stretch:
    """All rows of a key from one moment to another, in their order; both included."""

    rows: list[Row]
    first: When
    last: When

    def before(self, when: When, most: int) -> list[int] | None:
        """The records told before, so many at most, the latest first; None where that is more than it knows."""
        if not self.first <= when <= self.last:
            return None
        end = bisect_left(self.rows, when)
        if end < most and self.first != _FIRST:
            return None
        return [row[2] for row in reversed(self.rows[max(0, end - most) : end])]

    def after(self, when: When, most: int) -> list[int] | None:
        """The records told after, so many at most, the earliest first; None where that is more than it knows."""
        if not self.first <= when <= self.last:
            return None
        start = bisect_right(self.rows, (*when, 1 << 63))
        if len(self.rows) - start < most and self.last != _LAST:
            return None
        return [row[2] for row in self.rows[start : start + most]]


class Nearby:
    """The stretches of the keys that were asked for, in one transaction."""

    def __init__(self, driver: Any, when: dict[int, When]) -> None:
        """Ask on the connection of the driver; note in `when` when each record is told that is read."""
        self._driver, self._when = driver, when
        self._stretches: dict[str, _Stretch] = {}

    def before(self, when: When, keys: Sequence[str], most: int) -> list[list[int]]:
        """For each key the records told before a moment: so many at most, the latest first."""
        return self._beside(_Stretch.before, when, keys, most)

    def after(self, when: When, keys: Sequence[str], most: int) -> list[list[int]]:
        """For each key the records told after a moment: so many at most, the earliest first."""
        return self._beside(_Stretch.after, when, keys, most)

    def enter(self, when: When, record: int, keys: Iterable[str]) -> None:
        """Take in that a record is found under these keys from now on."""
        for key in keys:
            known = self._stretches.get(key)
            if known and known.first <= when <= known.last:
                row = (*when, record)
                place = bisect_left(known.rows, row)
                if known.rows[place : place + 1] != [row]:
                    known.rows.insert(place, row)

    def forget(self) -> None:
        """Forget all: rows have gone."""
        self._stretches.clear()

    def _beside(
        self, find: Callable[[_Stretch, When, int], list[int] | None], when: When, keys: Sequence[str], most: int
    ) -> list[list[int]]:
        held = self._stretches
        found = [find(held[key], when, most) if key in held else None for key in keys]
        missing = [key for key, told in zip(keys, found, strict=True) if told is None]
        if not missing:
            return [told for told in found if told is not None]
        told: dict[str, list[int]] = {}
        for start in range(0, len(missing), AT_ONCE):
            part = missing[start : start + AT_ONCE]
            for key, stretch in zip(part, self._read(part, when, most), strict=True):
                told[key] = self._found(find, key, stretch, when, most)
        return [told[key] if each is None else each for key, each in zip(keys, found, strict=True)]

    def _found(
        self,
        find: Callable[[_Stretch, When, int], list[int] | None],
        key: str,
        stretch: _Stretch,
        when: When,
        most: int,
    ) -> list[int]:
        """Keep what was read of a key and find in it what is asked for."""
        wide = most
        while (found := find(stretch, when, most)) is None:
            wide *= 2  # so many are told at that very place in time
            stretch = self._read((key,), when, wide)[0]
        self._stretches.pop(key, None)  # so that what was read last stays longest
        self._stretches[key] = stretch
        return found

    def _read(self, keys: Sequence[str], when: When, most: int) -> list[_Stretch]:
        """Read the stretch around a moment of each key: so many before it, and as many after whoever is told then."""
        earlier: list[list[Row]] = [[] for _ in keys]
        later: list[list[Row]] = [[] for _ in keys]
        values = [
            value
            for place, key in enumerate(keys)
            for value in (2 * place, key, *when, most, 2 * place + 1, key, *when, most + 1)
        ]
        known = self._when
        for place, moment, rank, record in self._driver.execute(" UNION ALL ".join([_AROUND] * len(keys)), values):
            (later if place & 1 else earlier)[place >> 1].append((moment, rank, record))
            known[record] = moment, rank
        forget_first(self._stretches, STRETCHES)
        return [_stretch(*rows, most) for rows in zip(earlier, later, strict=True)]


def _stretch(earlier: list[Row], later: list[Row], most: int) -> _Stretch:
    first = _FIRST if len(earlier) < most else earlier[-1][:2]
    last = _LAST if len(later) < most + 1 else later[-1][:2]
    return _Stretch([*reversed(earlier), *later], first, last)
