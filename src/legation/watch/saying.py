"""What the watch tells its user: one line for each event worth reading, in the times of the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from legation.records import Document
from legation.watch.gathering import host_of
from legation.watches import Feed

Weight = Literal["news", "fault", "alert"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line for the user, with the time in the desk's zone; `weight` tells what somebody who wants quiet needs."""

    time: str
    text: str
    weight: Weight = "news"

    def __str__(self) -> str:
        """The line as it is printed."""
        return f"{self.time} {self.text}"


Say = Callable[[Line], None]


def at(moment: datetime, now: datetime, zone: str) -> str:
    """A moment to come, in a zone: its time, with the day where that is not today's."""
    where = ZoneInfo(zone)
    there, today = moment.astimezone(where), now.astimezone(where).date()
    return f"{there:%H:%M}" if there.date() == today else f"{there:%Y-%m-%d %H:%M}"


def name(address: str, feeds: Sequence[Feed]) -> str:
    """What a feed is called: its host; with the path where the desk has several there."""
    host = host_of(address)
    shared = sum(host_of(each.address) == host for each in feeds) > 1
    return address.partition("://")[2] if shared else host.removeprefix("www.")


def stored(document: Document, records: int) -> str:
    """Say that an article was stored."""
    whence = ", ".join(each for each in (document.publisher, (document.published or "")[:10]) if each)
    title = document.title or document.url or document.id
    language = "" if document.codable else f" · not coded ({document.language})"
    return f"stored: {title}{f' ({whence})' if whence else ''} · {counted(records, 'record')}{language}"


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'s' * (number != 1)}"
