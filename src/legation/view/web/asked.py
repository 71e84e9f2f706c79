"""What readers put into the fields above a page: days, actors, one of several choices."""

from collections.abc import Collection
from datetime import date

from legation.errors import QueryError
from legation.store.store import Store
from legation.view.cli_options import day


def days(since: str | None, until: str | None, today: date) -> tuple[str | None, str | None]:
    """Read a window of days, both inclusive; an empty field is none. Raises QueryError for what is no day."""
    first, last = (day(each.strip() or None, today=today) if each else None for each in (since, until))
    if first and last and first > last:
        raise QueryError(f"{first} is after {last}: the first day of a window comes first")
    return first, last


def actors(store: Store, name: str | None) -> tuple[str, ...]:
    """Find the ids of whom a reader names; none for an empty field. Raises QueryError for whom nobody knows."""
    if not name or not name.strip():
        return ()
    found = store.actors_named(name)
    if not found:
        raise QueryError(f"No stored article speaks of '{name}'.")
    return found


def choice(value: str | None, choices: Collection[str]) -> str | None:
    """Read one of several choices; an empty field is none. Raises QueryError for what is no choice."""
    if not value:
        return None
    if value not in choices:
        raise QueryError(f"'{value}' is no choice; choose {', '.join(choices)}.")
    return value
