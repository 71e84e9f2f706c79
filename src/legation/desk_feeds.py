"""What a desk says of collecting: the tables [watch] and [[feeds]] of its file."""

import re
from collections.abc import Iterator
from datetime import time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from legation.canonical import canonical
from legation.errors import QueryError
from legation.limits import Limit, limits
from legation.toml_tables import Entry, Key, Sheet, meant
from legation.toml_values import span
from legation.watches import Collecting, Feed

FILE = "desk/watch.yaml"
_WATCH = (Key(name="zone"), Key(name="contact"), Key(name="every", kind="duration"), Key(name="allow", kind="hosts"))
_FEED = (
    *(Key(name="url", needed=True), Key(name="every", kind="duration"), Key(name="at", kind="clocks")),
    *(Key(name="publisher"), Key(name="limit", kind="number"), Key(name="paused", kind="truth"), Key(name="note")),
)
_PORTS = {"http": ":80", "https": ":443"}
_HOST_FIRST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/]\S*)?")
_A_DAY = 86400


def collecting(sheet: Sheet) -> Collecting:
    """Read how a desk collects; what is wrong is noted in the sheet."""
    head = sheet.one("watch", _WATCH)
    every = limits(FILE)["every"]
    return Collecting(
        zone=_zone(sheet, head),
        contact=_contact(sheet, head),
        every=_every(sheet, head, every) or int(every.default),
        allow=frozenset(head.values.get("allow", ())),
        feeds=tuple(_feeds(sheet)),
    )


def address(written: str) -> str:
    """The address of a feed as it is asked; raises QueryError for what can be none."""
    try:
        parts = urlsplit(written)
        is_right = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", written)
    except ValueError:
        is_right = False
    if not is_right:
        like = f"; did you mean 'https://{written}'?" if _HOST_FIRST.fullmatch(written) else ""
        raise QueryError(f"expected an http or https address, found '{written}'{like}")
    if parts.username is not None:
        # Not shown: it may hold a password.
        raise QueryError("it names a user or password, which no news page needs; leave it out")
    return parts._replace(fragment="").geturl()


def same(address: str) -> str:
    """The form under which two spellings of the address of a feed are one."""
    parts = urlsplit(canonical(address) or address)
    netloc = parts.netloc.lower().removesuffix(_PORTS[parts.scheme])
    return parts._replace(netloc=netloc, path=parts.path or "/").geturl()


def _feeds(sheet: Sheet) -> Iterator[Feed]:
    seen: set[str] = set()
    for entry in sheet.several("feeds", _FEED):
        found = _address(sheet, entry)
        if found is None:
            continue
        if (known := same(found)) in seen:
            sheet.refuse(entry, "url", f"'{found}' stands there twice")
        seen.add(known)
        yield Feed(
            address=found,
            every=_every(sheet, entry, limits(FILE)["every"]),
            at=_at(sheet, entry),
            publisher=entry.text("publisher"),
            limit=_limit(sheet, entry),
            paused=entry.values.get("paused", False),
            note=entry.text("note"),
        )


def _zone(sheet: Sheet, entry: Entry) -> str:
    zone = entry.text("zone") or Collecting().zone
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, LookupError):  # a folder of the tables, a path, an unknown name
        like = meant(zone, sorted(available_timezones()))
        sheet.refuse(entry, "zone", f"'{zone}' is no time zone{like or '; expected a name as Europe/Berlin'}")
    return zone


def _contact(sheet: Sheet, entry: Entry) -> str:
    contact = entry.text("contact") or ""
    # It stands in parentheses in a header that servers read.
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()"):
        sheet.refuse(entry, "contact", f"expected an address or mail address in plain ASCII, found {contact!r}")
    return contact


def _every(sheet: Sheet, entry: Entry, limit: Limit) -> int | None:
    every: int | None = entry.values.get("every")
    if every is not None and not limit.holds(every):
        bounds = f"a span of time from {span(int(limit.least))} to {span(int(limit.most))}"
        sheet.refuse(entry, "every", f"expected {bounds}, found {span(every)}")
    return every


def _at(sheet: Sheet, entry: Entry) -> tuple[time, ...]:
    at: tuple[time, ...] = tuple(sorted(entry.values.get("at", ())))
    if at and "every" in entry.values:
        sheet.refuse(entry, "at", "expected either every or at, found both")
    least = int(limits(FILE)["every"].least)
    for one, other in zip(at, (*at[1:], at[0]) if len(at) > 1 else (), strict=False):
        if (_seconds(other) - _seconds(one)) % _A_DAY < least:
            near = f"{one:%H:%M} and {other:%H:%M}"
            sheet.refuse(entry, "at", f"expected times that are {span(least)} or more apart, found {near}")
    return at


def _limit(sheet: Sheet, entry: Entry) -> int | None:
    value = entry.values.get("limit")
    limit = limits(FILE)["limit"]
    if value is not None and not limit.holds(value):
        sheet.refuse(entry, "limit", f"expected {limit.expected}, found {value}")
        return None
    return value if value is None else int(value)


def _address(sheet: Sheet, entry: Entry) -> str | None:
    written = entry.text("url")
    try:
        return None if written is None else address(written)
    except QueryError as error:
        sheet.refuse(entry, "url", str(error))
        return None


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60
