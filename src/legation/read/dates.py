"""Dates as sources write them: ISO in data, words in text. What is not certain gives no date."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from legation.read.vocabulary import DateWords, date_words

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?", re.IGNORECASE
)
# ISO 8601 without its hyphens and colons.
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?", re.IGNORECASE)
_PLACED = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2},\s+(\S.*\d{4}\.?)")
_IDEOGRAPHS = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일](?:\s*\d{1,2}[:時时시]\d{2}[分분]?)?")
_CLOCK = r"(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\b\.?)?"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that stands alone in a line, and whether the line says that it is an update's."""

    published: str
    update: bool = False


def iso(value: str) -> str | None:
    """Return a valid ISO date, or date-time with zone, as given; a date-time without zone keeps its day only."""
    value = value.strip()
    try:
        if _ISO_DAY.fullmatch(value):
            date.fromisoformat(value)
            return value
        if not _ISO_MOMENT.fullmatch(value):
            return None
        moment = datetime.fromisoformat(re.sub(r" (?=[Z+-])", "", value.upper()))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date().isoformat()  # without a zone the clock time names no moment
    return value if "T" in value and " " not in value else moment.isoformat()


def day(written: str) -> str | None:
    """Return the ISO day of a date in words with its year ("October 31, 2024"); None for anything else."""
    match = _day_pattern().fullmatch(written.strip())
    return _day(match, date_words()) if match else None


def stamp(line: str) -> Stamp | None:
    """Read a line that holds nothing but a date ("Published: Oct. 31, 2024, 4:30 p.m. KST")."""
    if match := _IDEOGRAPHS.fullmatch(line.strip()):
        found = iso(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
        return Stamp(found) if found else None
    match = _stamp_pattern().fullmatch(line.strip())
    if match is None:
        return None
    found = iso(match["iso"]) if match["iso"] else _moment(match, date_words())
    lead = (match["lead"] or "").lower().strip(" :")
    return Stamp(found, update=lead in date_words().updated) if found else None


def placed_stamp(line: str) -> Stamp | None:
    """Read a line that holds nothing but a place and a date ("Geneva, June 25, 1921")."""
    match = _PLACED.fullmatch(line.strip())
    return stamp(match[1]) if match else None


def moment(written: Any) -> str | None:
    """An ISO date or moment from what a page writes: ISO, RFC 2822, or words."""
    if not isinstance(written, str):
        return None
    written = " ".join(written.split())
    if match := _COMPACT.fullmatch(written):
        year, month, number, hour, minute, second, zone = match.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        written = f"{year}-{month}-{number}{clock}"
    if found := iso(written):
        return found
    found_stamp = stamp(written)
    if found_stamp and not found_stamp.update:
        return found_stamp.published
    return _from_mail_date(written)


def _from_mail_date(written: str) -> str | None:
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return found.isoformat() if found.tzinfo else found.date().isoformat()


def _day(match: re.Match[str], words: DateWords) -> str | None:
    parts = match.groupdict()
    if parts["month"]:
        month, number = words.months[parts["month"].lower()], int(parts["day1"] or parts["day2"])
        year = int(parts["year"])
    else:
        year, found = int(parts["nyear"]), _month_and_day(int(parts["n1"]), int(parts["n2"]))
        if found is None:
            return None
        month, number = found
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def _month_and_day(first: int, second: int) -> tuple[int, int] | None:
    """Tell month and day apart in 31/10/2024; 5/6/2024 could be either and gives nothing."""
    if first == second or first > 12:
        return second, first
    return (first, second) if second > 12 else None


def _moment(match: re.Match[str], words: DateWords) -> str | None:
    found = _day(match, words)
    minutes_east = words.zones.get((match["zone"] or "").upper())
    if found is None or match["hour"] is None or minutes_east is None:
        return found
    hour, half = int(match["hour"]), (match["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return found
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or int(match["minute"]) > 59:
        return found
    zone = timezone(timedelta(minutes=minutes_east))
    start = datetime.fromisoformat(found)
    return start.replace(hour=hour, minute=int(match["minute"]), tzinfo=zone).isoformat()


def _alternatives(words: frozenset[str] | tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def months_pattern() -> str:
    """A pattern for the name of a month, its abbreviation with or without period."""
    return rf"(?:{_alternatives(list(date_words().months))})\b\.?"


def _written_day() -> str:
    words = date_words()
    month = rf"(?P<month>{_alternatives(list(words.months))})\b\.?"
    return (
        rf"(?:(?:{_alternatives(words.weekdays)})\b\.?,?\s+)?"
        rf"(?:(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{month}"
        r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<year>\d{4})"
        r"|(?P<n1>\d{1,2})[./](?P<n2>\d{1,2})[./](?P<nyear>\d{4}))"
        r"(?(month)(?(day1)(?(day2)(?!))|(?(day2)|(?!))))"  # one day, neither none nor two
    )


@cache
def _day_pattern() -> re.Pattern[str]:
    return re.compile(_written_day(), re.IGNORECASE)


@cache
def _stamp_pattern() -> re.Pattern[str]:
    words = date_words()
    lead = rf"(?P<lead>(?:{_alternatives(words.published + words.updated)})\b\s*:?\s*)?"
    clock = rf"(?:,?\s+(?:[|·-]\s+)?{_CLOCK}(?:\s*\(?(?P<zone>[A-Z]{{2,5}})\)?)?)?"
    iso_date = r"(?P<iso>\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?)"
    return re.compile(rf"{lead}(?:{iso_date}|{_written_day()}{clock})\.?", re.IGNORECASE)
