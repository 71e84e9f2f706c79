"""Moments as readers of a desk write them: in the desk's time zone, today's by their time alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from legation.view.web.rendering import clean, long_day
from legation.view.web.shelf import Shelf

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment at which a page is made, in a zone."""

    zone: str
    now: datetime

    @property
    def today(self) -> date:
        """The day that it is in the zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def said(self, moment: str | None) -> str:
        """A moment as the store keeps it, in words: "today, 10:02" or "5 May 2025, 10:02"."""
        if not moment:
            return ""
        try:
            there = datetime.fromisoformat(moment).astimezone(ZoneInfo(self.zone))
        except (ValueError, OverflowError):
            return clean(moment)
        day = "today" if there.date() == self.today else long_day(there.date())
        return f"{day}, {there:%H:%M}"

    def start(self, day: str) -> str:
        """The moment at which a day begins, as the store writes it."""
        begin = datetime.combine(date.fromisoformat(day), time.min, ZoneInfo(self.zone))
        try:
            return begin.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except OverflowError:  # the first or the last day that there is
            return f"{day}T00:00:00Z"


def clock(shelf: Shelf) -> Clock:
    """The clock of the desk; at Greenwich where there is none."""
    desk = shelf.desk
    return Clock(desk.collecting.zone if desk else DEFAULT_ZONE, shelf.settings.now())
