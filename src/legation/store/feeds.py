"""The feeds that a desk asks: when each was asked and answered last, when it is due, what it listed, why it failed.

An answer and the pages that it newly lists are kept in one transaction, with the counts of the day: after a crash
either all of it is there or nothing. Moments are UTC, to the second, ending in "Z", so that their text sorts by time.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from legation.store import collection
from legation.store.schema import feed

_ANSWERED = text("""
    INSERT INTO feed (address, asked, answered, due, failures, reason, listed)
    VALUES (:address, :at, :at, :due, 0, NULL, :listed)
    ON CONFLICT (address) DO UPDATE SET asked = excluded.asked, answered = excluded.answered, due = excluded.due,
        failures = 0, reason = NULL, listed = excluded.listed
""")
_FAILED = text("""
    INSERT INTO feed (address, asked, due, failures, reason) VALUES (:address, :at, :due, 1, :reason)
    ON CONFLICT (address) DO UPDATE SET asked = excluded.asked, due = excluded.due, failures = feed.failures + 1,
        reason = excluded.reason
""")
# A page that is there already stays as it is, whatever became of it and whichever feed listed it first.
_QUEUED = text("""
    INSERT INTO page (address, feed, seen, due, state, entry)
    SELECT each.value ->> 0, :feed, :at, :at, 'waiting', each.value ->> 1 FROM json_each(:listed) AS each WHERE true
    ON CONFLICT (address) DO NOTHING
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """How it stands with a feed; `failures` counts those since the last answer, `reason` is that of the last one.

    `listed` is how many pages its last answer listed. All moments are None for one that was never asked.
    """

    address: str
    asked: str | None
    answered: str | None
    due: str | None
    failures: int
    reason: str | None
    listed: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page that a feed lists: its canonical address, and what the feed says about it as a line of JSON."""

    address: str
    entry_json: str | None = None


def every(connection: Connection) -> tuple[FeedState, ...]:
    """Return all feeds that were ever asked, by address."""
    rows = connection.execute(select(feed).order_by(feed.c.address))
    return tuple(FeedState(**row._mapping) for row in rows)


def of(address: str) -> Callable[[Connection], FeedState | None]:
    """Ask how it stands with one feed; None when it was never asked."""

    def question(connection: Connection) -> FeedState | None:
        row = connection.execute(select(feed).where(feed.c.address == address)).first()
        return FeedState(**row._mapping) if row else None

    return question


def answered(address: str, at: str, due: str, listed: Sequence[Listed], day: str) -> Callable[[Connection], int]:
    """Note that a feed answered and queue the pages that no feed listed before; the change returns how many."""
    pages = {each.address: each.entry_json for each in listed}

    def change(connection: Connection) -> int:
        values = {"address": address, "at": at, "due": due, "listed": len(pages)}
        connection.execute(_ANSWERED, values)
        rows = json.dumps(list(pages.items()), ensure_ascii=False)
        new = connection.execute(_QUEUED, {"feed": address, "at": at, "listed": rows}).rowcount
        collection.count(connection, day, address, polls=1, listed=len(pages), new=new)
        return new

    return change


def failed(address: str, at: str, due: str, reason: str, day: str) -> Callable[[Connection], None]:
    """Note that a feed could not be had, why, and when it is due again."""

    def change(connection: Connection) -> None:
        connection.execute(_FAILED, {"address": address, "at": at, "due": due, "reason": reason})
        collection.count(connection, day, address, polls=1, failed=1)

    return change
