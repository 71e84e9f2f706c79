"""The kinds of values that a TOML file of ours may hold: how each is written, and what it is read as."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from ipaddress import ip_address
from typing import Any, Literal

Kind = Literal["text", "texts", "day", "number", "truth", "duration", "clock", "clocks", "host", "hosts"]
EXPECTED: Mapping[Kind, str] = {
    "text": "text in quotation marks",
    "texts": "a list of texts in quotation marks",
    "day": "a day, as 2025-05-07",
    "number": "a number",
    "truth": "true or false",
    "duration": 'a span of time, as "15m", "2h" or "1d"',
    "clock": 'a time of day, as "07:00"',
    "clocks": 'a list of times of day, as ["06:00", "18:00"]',
    "host": 'a host, as "localhost:8080"',
    "hosts": 'a list of hosts, as ["localhost:8080"]',
}
_OF_LIST: Mapping[Kind, Kind] = {"texts": "text", "clocks": "clock", "hosts": "host"}
_DURATION = re.compile(r"(?:(\d{1,3})d)? ?(?:(\d{1,4})h)? ?(?:(\d{1,5})m)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HOST = re.compile(r"(\[[\da-f:.]+\]|[^\s:/@\[\]]+)(?::(\d{1,5}))?")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_][a-z0-9_-]{0,62}(?:\.[a-z0-9_][a-z0-9_-]{0,62})*")
_PORTS = range(1, 1 << 16)


def value_of(value: Any, kind: Kind) -> Any:
    """The value as its kind wants it; None when it is of another kind, or empty."""
    if kind in _OF_LIST:
        found = tuple(value_of(each, _OF_LIST[kind]) for each in value) if isinstance(value, list) else ()
        return found if found and None not in found else None
    match kind, value:
        case "text", str():
            return value.strip() or None
        case "number", int() | float() if not isinstance(value, bool):
            return value
        case "truth", bool():
            return value
        case "day", date() | str():
            return _day(value)
        case "clock", time() | str():
            return _clock(value)
        case "duration", str():
            return _duration(value)
        case "host", str():
            return _host(value.strip().lower())
    return None


def shown(value: Any, kind: Kind) -> str:
    """A value that is of another kind, in a few words."""
    match value:
        case str():
            return f"'{value}'" if value.strip() else "nothing"
        case list():
            return _shown_list(value, kind)
        case dict():
            return "a table"
        case bool():
            return str(value).lower()
    return str(value)


def span(seconds: int) -> str:
    """A span of time as a desk writes it: "1d", "1h30m"."""
    minutes, days = seconds // 60, seconds // 86400
    parts = ((days, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "m"))
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0m"


def _shown_list(values: list[Any], kind: Kind) -> str:
    if not values:
        return "an empty list"
    element = _OF_LIST.get(kind)
    wrong = next((each for each in values if element and value_of(each, element) is None), None)
    return f"'{wrong}' in it" if isinstance(wrong, str) and wrong.strip() else "a list that holds something else"


def _day(value: date | str) -> date | None:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _clock(value: time | str) -> time | None:
    """Hours and minutes; seconds are taken from nobody."""
    if isinstance(value, time):
        return None if value.second or value.microsecond else value
    found = _CLOCK.fullmatch(value.strip())
    return time(int(found[1]), int(found[2])) if found else None


def _duration(value: str) -> int | None:
    """Seconds; "1h 30m" is one span."""
    found = _DURATION.fullmatch(value.strip())
    if not found or not any(found.groups()):
        return None
    days, hours, minutes = (int(each or 0) for each in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60


def _host(value: str) -> str | None:
    """A host with the port, if there is one, in ASCII as it is looked up."""
    if _is_ip(value):
        return value
    found = _HOST.fullmatch(value)
    if not found or (found[2] and int(found[2]) not in _PORTS):
        return None
    port = f":{int(found[2])}" if found[2] else ""
    if found[1].startswith("["):
        return f"{found[1]}{port}" if _is_ip(found[1][1:-1]) else None
    try:
        name = found[1].removesuffix(".").encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return f"{name}{port}" if _NAME.fullmatch(name) else None


def _is_ip(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
