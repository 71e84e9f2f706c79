"""Searches that a user saved: a name, a query, and which articles were there when it was last looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from legation.errors import QueryError
from legation.store.schema import document, saved_search

MOST = 50  # each is asked anew when the store has changed, so there are not too many


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A search under a name; `query` as in an address. `seen` is the row of the last article when it was looked at."""

    name: str
    query: str
    created: str
    looked: str
    seen: int


_LAST = select(func.coalesce(func.max(document.c.row), 0)).scalar_subquery()


def every(connection: Connection) -> tuple[Saved, ...]:
    """Return all saved searches by name."""
    rows = connection.execute(select(saved_search).order_by(saved_search.c.name))
    return tuple(Saved(**row._mapping) for row in rows)


def named(name: str) -> Callable[[Connection], Saved | None]:
    """Ask for the search that was saved under a name."""

    def question(connection: Connection) -> Saved | None:
        row = connection.execute(select(saved_search).where(saved_search.c.name == name)).first()
        return Saved(**row._mapping) if row else None

    return question


def save(name: str, query: str, day: str) -> Callable[[Connection], None]:
    """Keep a search under a name, in the place of an earlier one; all that is stored now counts as seen."""

    def change(connection: Connection) -> None:
        others = select(func.count()).select_from(saved_search).where(saved_search.c.name != name)
        if connection.execute(others).scalar_one() >= MOST:
            raise QueryError(f"there are {MOST} saved searches already; delete one first")
        values = {"query": query, "created": day, "looked": day, "seen": _LAST}
        new = insert(saved_search).values(name=name, **values)
        connection.execute(new.on_conflict_do_update(index_elements=["name"], set_=values))

    return change


def look(name: str, day: str) -> Callable[[Connection], bool]:
    """Note that a saved search was looked at; False where there is none of that name."""
    mine = update(saved_search).where(saved_search.c.name == name).values(looked=day, seen=_LAST)
    return lambda connection: connection.execute(mine).rowcount > 0


def forget(name: str) -> Callable[[Connection], bool]:
    """Delete a saved search; False where there is none of that name."""
    mine = delete(saved_search).where(saved_search.c.name == name)
    return lambda connection: connection.execute(mine).rowcount > 0
