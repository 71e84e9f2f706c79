"""Spans of days: months, years, weeks, thirds of them, and counting by months."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

Days = tuple[date, date]
_HOURS = {"moment": 0.0, "minute": 1 / 60, "hour": 1.0}
# Units that are no longer than a day.
SHORT = (*_HOURS, "day")


def last_day(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return monthrange(year, month)[1]


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, last_day(year, month))


def year_days(year: int) -> Days:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def decade_of(year: int) -> Days:
    """The decade, from 0 to 9, that holds a year."""
    first = year // 10 * 10
    return date(first, 1, 1), date(first + 9, 12, 31)


def shift_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), MAXYEAR * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, last_day(year, month)))


def unit_days(day: date, unit: str, step: int) -> Days:
    """The day, week, month, year, decade or century that lies `step` of them from the one that holds `day`."""
    if unit == "day":
        return day + timedelta(step), day + timedelta(step)
    if unit == "week":
        monday = day - timedelta(day.weekday()) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    if unit == "month":
        there = shift_months(day.replace(day=1), step)
        return month_days(there.year, there.month)
    if unit == "year":
        return year_days(day.year + step)
    if unit == "decade":
        return decade_of(day.year + 10 * step)
    first = (day.year - 1) // 100 * 100 + 1 + 100 * step
    return date(first, 1, 1), date(first + 99, 12, 31)


def third(days: Days, number: int) -> Days:
    """The first, middle or last third (0, 1, 2), by whole months when there are enough."""
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months >= 3:
        start = shift_months(first, months * number // 3)
        return start, shift_months(first, months * (number + 1) // 3) - timedelta(1)
    length = (last - first).days + 1
    start = first + timedelta(length * number // 3)
    return start, last if number == 2 else first + timedelta(length * (number + 1) // 3 - 1)


def clip(days: Days, *, first: date | None = None, last: date | None = None) -> Days:
    """The part of `days` from `first` on, up to `last`."""
    return max(days[0], first or days[0]), min(days[1], last or days[1])


def day_of(year: int, month: int, number: int) -> date | None:
    """The day of a month, if there is one."""
    if not 1 <= year <= 9998 or number > last_day(year, month):
        return None
    return date(year, month, number)


def back(day: date, unit: str, number: int) -> date:
    """The day `number` units before `day` (after it, when negative)."""
    if unit in _HOURS:
        return day - timedelta(hours=number * _HOURS[unit])
    if unit in ("day", "week"):
        return day - timedelta(number * (7 if unit == "week" else 1))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(day, -months * number)


def named_unit(unit: str) -> str:
    """How closely a time of one such unit is told."""
    return {**dict.fromkeys(SHORT, "day"), "century": "range"}.get(unit, unit)
