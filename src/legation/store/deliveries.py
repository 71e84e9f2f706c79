"""How alerts reach their readers: one row for each alert, or digest, and channel.

'waiting' → 'trying' → 'sent' | 'waiting' again | 'failed' | 'unsure'. A message leaves only after 'trying' is written,
so that a crash never tells anything twice: whatever is found 'trying' long after counts as perhaps sent, 'unsure'.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from legation.store import alerts
from legation.store.alerts import Kept
from legation.store.schema import alert, delivery

State = Literal["waiting", "trying", "sent", "unsure", "failed"]
DIGEST = "digest "  # how the name of a digest begins, before its day
CRASHED = "Legation was stopped while it was sending this"
# An alert stands as its best delivery does; while one is open, it is still new.
_RANKED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("sent",), "sent"),
    (("waiting", "trying"), "new"),
    (("unsure",), "unsure"),
    (("failed",), "failed"),
)
_STALE = text("delivery.state = 'trying'")
_OPEN = text("delivery.state = 'waiting'")
_OF = text("""
    SELECT alert, channel, state, tried, attempts, reason, due FROM delivery
    WHERE alert IN (SELECT value FROM json_each(:keys)) ORDER BY alert, channel
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How far an alert has come on one channel; `tried` is the last attempt, `due` the next one."""

    alert: str
    channel: str
    state: State
    tried: str
    attempts: int
    reason: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an attempt: the state, the reason, and when it is due again if it is waiting."""

    state: State
    reason: str | None = None
    due: str | None = None


def begun(key: str, channels: Sequence[str], at: str) -> Callable[[Connection], None]:
    """Let a digest wait for its channels; where it waits or was told already, nothing changes."""
    rows = [
        {"alert": key, "channel": channel, "state": "waiting", "tried": at, "attempts": 0, "due": at}
        for channel in channels
    ]

    def change(connection: Connection) -> None:
        if rows:
            connection.execute(insert(delivery).on_conflict_do_nothing(), rows)

    return change


def digest_begun(day: str, channels: Sequence[str], at: str, mark: tuple[str, str]) -> Callable[[Connection], None]:
    """Choose what the digest of a day tells, and let it wait for its channels; `mark` is kept with it."""

    def change(connection: Connection) -> None:
        alerts.take_for_digest(day, at)(connection)
        alerts.marked(*mark)(connection)
        begun(f"{DIGEST}{day}", channels, at)(connection)

    return change


def digest_lost(day: str, mark: tuple[str, str]) -> Callable[[Connection], None]:
    """Let the next digest tell what that of a day did, which nobody got; `mark` is kept with it."""

    def change(connection: Connection) -> None:
        alerts.free_from_digest(day)(connection)
        alerts.marked(*mark)(connection)

    return change


def of(keys: Sequence[str]) -> Callable[[Connection], tuple[Delivery, ...]]:
    """Ask for the deliveries of alerts or digests, by key and channel."""
    named = {"keys": json.dumps(list(keys))}
    return lambda connection: tuple(Delivery(**row._mapping) for row in connection.execute(_OF, named))


def due(at: str) -> Callable[[Connection], tuple[tuple[Kept, Delivery], ...]]:
    """Ask for the alerts that wait for a channel and are due at a moment, the first found first."""
    query = (
        select(*alert.c, *(column.label(f"d_{column.name}") for column in delivery.c))
        .select_from(delivery.join(alert, alert.c.key == delivery.c.alert))
        .where(_OPEN, delivery.c.due <= at)
        .order_by(alert.c.made, alert.c.key, delivery.c.channel)
    )
    names = [column.name for column in alert.c]

    def question(connection: Connection) -> tuple[tuple[Kept, Delivery], ...]:
        rows = [row._mapping for row in connection.execute(query)]
        return tuple(
            (
                Kept(**{name: row[name] for name in names}),
                Delivery(**{column.name: row[f"d_{column.name}"] for column in delivery.c}),
            )
            for row in rows
        )

    return question


def late_digests(key: str) -> Callable[[Connection], tuple[Delivery, ...]]:
    """Ask for digests of days before, which still wait though the one called `key` is next."""
    query = select(delivery).where(_OPEN, delivery.c.alert >= DIGEST, delivery.c.alert < key)
    return lambda connection: tuple(Delivery(**row._mapping) for row in connection.execute(query))


def next_due(connection: Connection) -> str | None:
    """The moment at which the next message is due; None when none waits."""
    found: str | None = connection.execute(select(func.min(delivery.c.due)).where(_OPEN)).scalar()
    return found


def trying(keys: Sequence[str], channel: str, at: str) -> Callable[[Connection], tuple[str, ...]]:
    """Note that a message with these alerts leaves now; return those that no other process is sending or has sent."""

    def change(connection: Connection) -> tuple[str, ...]:
        mine = update(delivery).where(delivery.c.channel == channel, _OPEN)
        values = {"state": "trying", "tried": at, "attempts": delivery.c.attempts + 1, "due": None}
        return tuple(
            key for key in keys if connection.execute(mine.where(delivery.c.alert == key).values(**values)).rowcount
        )

    return change


def ended(keys: Sequence[str], channel: str, outcome: Outcome) -> Callable[[Connection], None]:
    """Note what came of a message with these alerts, and how they stand after it."""

    def change(connection: Connection) -> None:
        mine = update(delivery).where(delivery.c.channel == channel)
        values = {"state": outcome.state, "reason": outcome.reason, "due": outcome.due}
        for key in keys:
            connection.execute(mine.where(delivery.c.alert == key).values(**values))
            _stand(connection, key, outcome.state)

    return change


def postponed(keys: Sequence[str], channel: str, due: str) -> Callable[[Connection], None]:
    """Let alerts wait longer for a channel that just failed with another message; it counts as no attempt."""

    def change(connection: Connection) -> None:
        mine = update(delivery).where(delivery.c.channel == channel, _OPEN)
        for key in keys:
            connection.execute(mine.where(delivery.c.alert == key).values(due=due))

    return change


def doubted(before: str) -> Callable[[Connection], tuple[tuple[str, str], ...]]:
    """Doubt what was being sent before a moment and never ended, and return it: alerts and channels."""

    def change(connection: Connection) -> tuple[tuple[str, str], ...]:
        mine = update(delivery).where(_STALE, delivery.c.tried <= before).values(state="unsure", reason=CRASHED)
        rows = connection.execute(mine.returning(delivery.c.alert, delivery.c.channel)).all()
        for row in rows:
            _stand(connection, row.alert, "unsure")
        return tuple((row.alert, row.channel) for row in rows)

    return change


def _stand(connection: Connection, key: str, came: str) -> None:
    """Put an alert into the state in which its deliveries are."""
    states = set(connection.execute(select(delivery.c.state).where(delivery.c.alert == key)).scalars())
    state = next(state for these, state in _RANKED if states.intersection(these))
    values: dict[str, str | None] = {"state": state}
    if came in ("unsure", "failed"):
        values["digested"] = None  # a digest said before that it was on its way: the next one says what came of it
    connection.execute(update(alert).where(alert.c.key == key).values(**values))
