"""Times of the day as moments: what "every day at 02:30" is in UTC, on days that have no 02:30 or two of them too.

A time that a day lacks, because clocks are set forward over it, is the first moment after the gap; a time that a day
has twice is the first of the two. A day that a zone leaves out (Apia had no 30 December 2011) has no times.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# A zone leaves out one day at most, and a gap may push the last time of a day into the next.
_DAYS = 4


def day_of(now: datetime, zone: str) -> str:
    """The day on which `now` falls in a zone, as ISO writes it."""
    return now.astimezone(ZoneInfo(zone)).date().isoformat()


def following(times: Sequence[time], zone: str, after: datetime) -> datetime:
    """The first moment after `after` at which it is one of `times`, of which there is one at least, in a zone."""
    return next(each for each in _around(times, zone, after, 1) if each > after)


def latest(times: Sequence[time], zone: str, now: datetime) -> datetime:
    """The last moment up to `now` at which it was one of `times`, of which there is one at least, in a zone."""
    return next(each for each in _around(times, zone, now, -1) if each <= now)


@lru_cache(maxsize=4096)  # many feeds share few times
def moment(day: date, at: time, zone: str) -> datetime | None:
    """The moment of a time on a day in a zone; None where the zone leaves out that day."""
    where = ZoneInfo(zone)
    found = _first(day, at, where)
    if found.astimezone(where).date() == day or _first(day, time.min, where) < _first(day + _DAY, time.min, where):
        return found
    return None


def _around(times: Sequence[time], zone: str, near: datetime, step: int) -> Iterator[datetime]:
    """The moments of some days around one in their order, or backwards."""
    today = near.astimezone(ZoneInfo(zone)).date()
    for shift in range(-1, _DAYS):
        for at in sorted(times, reverse=step < 0):
            if found := moment(today + shift * step * _DAY, at, zone):
                yield found


def _first(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment at which clocks show this time, or a later one when none ever shows it."""
    shown = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    found = shown.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == shown:
        return found
    # In a gap. Read with the offset after it, the time lies before the gap; with the one before it, behind.
    before, behind = shown.replace(tzinfo=zone, fold=1).astimezone(UTC), found
    offset = before.astimezone(zone).utcoffset()
    while behind - before > _SECOND:
        middle = before + (behind - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            behind = middle
    return behind.replace(microsecond=0)
