"""When a page that could not be had is tried again, and when it is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from legation.errors import FetchError, SourceError
from legation.store.pages import Page
from legation.watch.clocks import moment
from legation.watch.tuning import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A page is tried again at `due`."""

    due: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Never:
    """A page is given up."""

    reason: str


def verdict(page: Page, error: SourceError, now: datetime, numbers: Numbers) -> Later | Never:
    """Judge a page that failed once more."""
    if not isinstance(error, FetchError) or not error.passing:
        return Never(reason=error.reason)
    attempts = page.attempts + 1
    if attempts >= numbers.page_attempts and now - moment(page.seen) >= timedelta(days=numbers.page_days):
        return Never(reason=f"{error.reason}; given up after {attempts} attempts")
    pause = timedelta(minutes=growing(numbers.page_pauses_minutes, attempts))
    asked = timedelta(seconds=min(error.pause or 0, numbers.longest_retry_hours * 3600))
    return Later(due=now + max(pause, asked), reason=error.reason)


def growing(pauses: tuple[float, ...], attempt: int) -> float:
    """The pause after an attempt, counted from 1."""
    return pauses[min(attempt, len(pauses)) - 1]
