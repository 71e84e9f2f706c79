"""What the store tells of collecting in a window of days, those without any poll too."""

from datetime import timedelta

from legation.link.tension import Tension
from legation.store import collection
from legation.store.store import Store
from legation.view import collecting_rows
from legation.view.collecting_rows import Collected

_WEEK = timedelta(days=6)  # from its first day to its last


def days(store: Store, since: str | None, until: str) -> tuple[Collected, ...]:
    """Return how collecting went from one day to another, but not before it began; none where it never did."""
    began = store.ask(collection.first_day)
    if began is None:
        return ()
    return collecting_rows.collected(store.ask(collection.days(since, until)), max(since or began, began), until)


def gaps(store: Store, found: Tension) -> str | None:
    """Say on how many days of a series collecting failed; None where it did not, or where nothing was collected."""
    points = found.courses["together"].points
    if not points:
        return None
    last = points[-1].day + (_WEEK if found.step == "week" else timedelta())
    until = min(last, found.as_of)
    return collecting_rows.gaps(days(store, points[0].day.isoformat(), until.isoformat()))
