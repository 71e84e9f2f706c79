"""The pages that feeds listed: which wait to be fetched, what became of the others, and why.

A page is never forgotten, so that it is never fetched again. It leaves the queue once: what another process decided
about it stands, and is counted once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, TextClause, text

from legation.store import collection

Ended = Literal["stored", "known", "given up", "not an article"]
State = Literal["waiting", "stored", "known", "given up", "not an article"]
STATES: tuple[State, ...] = ("waiting", "stored", "known", "given up", "not an article")
_COUNTED: dict[Ended, str] = {
    "stored": "stored",
    "known": "known",
    "given up": "given_up",
    "not an article": "not_article",
}
_LAST = "9999"  # after every moment
_FIELDS = "address, feed, seen, due, attempts, state, reason, entry, document, ended"
# The states are written out: with a value in their place, SQLite could not know that its index of those that wait fits.
_WAITING = text(f"""
    SELECT {_FIELDS} FROM page WHERE state = 'waiting' AND due <= :at ORDER BY due, address LIMIT :most
""")
_NEXT_DUE = text("SELECT min(due) FROM page WHERE state = 'waiting'")
_COUNTS = text("""
    SELECT state, count(*) AS number FROM page WHERE ended IS NOT NULL GROUP BY state
    UNION ALL SELECT 'waiting', count(*) FROM page WHERE state = 'waiting'
""")
_IN_STATE = text(f"""
    SELECT {_FIELDS} FROM page WHERE state = :state AND ended IS NOT NULL ORDER BY ended DESC, address DESC LIMIT :most
""")
# What the feed said is needed as long as the page waits; of one given up it stays, to tell the user what is missing.
_ENDED = text("""
    UPDATE page SET state = :state, ended = :at, day = :day, document = :document, due = NULL,
        reason = :reason, entry = CASE :state WHEN 'given up' THEN entry END
    WHERE address = :address AND state = 'waiting' RETURNING feed
""")
_PUT_OFF = text("""
    UPDATE page SET due = max(:due, :at), reason = :reason, attempts = attempts + 1
    WHERE address = :address AND state = 'waiting'
""")
_LEFT = text("UPDATE page SET due = :due WHERE address = :address AND state = 'waiting'")
_HASTENED = text("UPDATE page SET due = :latest WHERE state = 'waiting' AND due > :latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page under its canonical address: the feed that listed it first, what came of it, and the document it became.

    `attempts` counts those that failed, `reason` is that of the last one; `entry` is what the feed said, as JSON.
    """

    address: str
    feed: str
    seen: str
    due: str | None
    attempts: int
    state: State
    reason: str | None
    entry: str | None
    document: str | None
    ended: str | None


def waiting(at: str, most: int) -> Callable[[Connection], tuple[Page, ...]]:
    """Ask for the pages that are due at a moment, those that are due the longest first."""
    return _pages(_WAITING, at=at, most=most)


def in_state(state: State, most: int) -> Callable[[Connection], tuple[Page, ...]]:
    """Ask for the pages of one state, the last to come to it first; of those that wait, the next to be due."""
    if state == "waiting":
        return waiting(_LAST, most)
    return _pages(_IN_STATE, state=state, most=most)


def given_up(most: int) -> Callable[[Connection], tuple[Page, ...]]:
    """Ask for the pages that could not be had, the last one first."""
    return in_state("given up", most)


def next_due(connection: Connection) -> str | None:
    """The moment at which the next page is due; None when none waits."""
    found: str | None = connection.execute(_NEXT_DUE).scalar()
    return found


def counts(connection: Connection) -> dict[str, int]:
    """Count the pages of each state, all states named."""
    found = {row.state: row.number for row in connection.execute(_COUNTS)}
    return {state: found.get(state, 0) for state in STATES}


def ended(
    address: str, state: Ended, at: str, day: str, *, document: str | None = None, reason: str | None = None
) -> Callable[[Connection], bool]:
    """Note what became of a page that waits, and count it on the day; False, and no change, for one that does not."""
    values = {"address": address, "state": state, "at": at, "day": day, "document": document, "reason": reason}

    def change(connection: Connection) -> bool:
        feed = connection.execute(_ENDED, values).scalar()
        if feed is None:
            return False
        collection.count(connection, day, feed, **{_COUNTED[state]: 1})
        return True

    return change


def put_off(address: str, at: str, due: str, reason: str) -> Callable[[Connection], bool]:
    """Note that a page that waits could not be had now, why, and when to try again; never before the moment `at`."""
    values = {"address": address, "at": at, "due": due, "reason": reason}
    return lambda connection: connection.execute(_PUT_OFF, values).rowcount > 0


def left(addresses: Sequence[str], due: str) -> Callable[[Connection], None]:
    """Leave pages that wait alone until a moment; that is no attempt."""

    def change(connection: Connection) -> None:
        if addresses:
            connection.execute(_LEFT, [{"address": each, "due": due} for each in addresses])

    return change


def hasten(latest: str) -> Callable[[Connection], None]:
    """Let no page wait beyond a moment."""

    def change(connection: Connection) -> None:
        connection.execute(_HASTENED, {"latest": latest})

    return change


def _pages(query: TextClause, **values: str | int) -> Callable[[Connection], tuple[Page, ...]]:
    return lambda connection: tuple(Page(**row._mapping) for row in connection.execute(query, values))
