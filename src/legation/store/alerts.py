"""Alerts as they are kept: each once, under its key, with how it stands and why.

What was there before a rule was first asked in this store is old and is never sent; only what comes after is news. The
same holds for an actor or an issue that a rule begins to watch, so a change of the desk sends nothing again. Moments
are UTC, to the second, ending in "Z"; days are those of the desk.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from legation.store.schema import alert, alert_mark, delivery, mute

# 'new' waits to be sent or is being tried; 'unsure' was perhaps sent; 'failed' was given up by every channel.
State = Literal["new", "sent", "unsure", "failed", "held", "muted", "old"]
STATES: tuple[State, ...] = ("new", "sent", "unsure", "failed", "held", "muted", "old")
# The conditions are written out: with a value in their place SQLite could not know that its indexes fit.
_NEW = text("alert.state = 'new' AND alert.chosen IS NULL")
_UNDIGESTED = text("alert.digested IS NULL AND alert.state <> 'old'")
_ASKED = "rule "
_LAST = "\U0010ffff"  # after every other character
MOST_NAMED = 500  # keys in one question; SQLite takes some thousand values at most


class Found(NamedTuple):
    """An alert to be kept: its key, the rule and kind, the day on which it happened, and itself as JSON.

    `subjects` are what of the watched it is about, under the names that `Watch` has for them.
    """

    key: str
    rule: str
    kind: str
    day: str | None
    payload: str
    subjects: tuple[str, ...] = ()


class Watch(NamedTuple):
    """A rule that was asked, or an actor or issue (`subject`) that it watches; another `mark` is another watch."""

    rule: str
    subject: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An alert as it is kept. `made` is when it was found, `chosen` when it was chosen to be sent."""

    key: str
    rule: str
    kind: str
    made: str
    state: State
    digested: str | None
    payload: str
    reason: str | None
    chosen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which alerts are asked for; those with any of the `states` or `keys`, all where none is given.

    `since` and `before` are moments, `begins` is a beginning of a key, `digested` the day of a digest; `untold` are
    those that no digest told yet. `actors` are whom they are about, any of them; `after` is where a list ended: when
    the last one was found, and its key.
    """

    states: tuple[State, ...] = ()
    keys: tuple[str, ...] = ()
    rule: str | None = None
    kind: str | None = None
    since: str | None = None
    before: str | None = None
    begins: str | None = None
    digested: str | None = None
    untold: bool = False
    actors: tuple[str, ...] = ()
    after: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is decided about a new alert: it is sent by `channels`, else it is put into `state` for a `reason`."""

    key: str
    channels: tuple[str, ...] = ()
    state: State = "new"
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What is muted: a rule, a kind, an actor, an issue or the key of one alert; up to and on the day `until`."""

    what: str
    until: str | None
    made: str


def keep(found: Iterable[Found], asked: Iterable[Watch], at: str, day: str) -> Callable[[Connection], tuple[str, ...]]:
    """Keep alerts that are not there yet, and return the keys of those that are news.

    `asked` are the rules that were asked, with what they watch; `day` is today's.
    """

    def change(connection: Connection) -> tuple[str, ...]:
        first = _first(connection, asked, at)
        return tuple(each.key for each in found if _kept(connection, each, at, _is_old(each, first, day)))

    return change


def listed(asked: Asked, most: int, skip: int = 0) -> Callable[[Connection], tuple[Kept, ...]]:
    """Ask for alerts, the last found first, at most so many of them after the first few."""
    query = _where(select(alert), asked).order_by(alert.c.made.desc(), alert.c.key).limit(most).offset(skip)
    return lambda connection: tuple(Kept(**row._mapping) for row in connection.execute(query))


def count(asked: Asked) -> Callable[[Connection], int]:
    """Ask how many alerts there are of those asked for."""
    query = _where(select(func.count()).select_from(alert), asked)
    return lambda connection: int(connection.execute(query).scalar_one())


def by_state(asked: Asked) -> Callable[[Connection], dict[State, int]]:
    """Ask how many alerts of those asked for there are in each state; none for one that has none."""
    query = _where(select(alert.c.state, func.count().label("number")).select_from(alert), asked)
    return lambda connection: {row.state: row.number for row in connection.execute(query.group_by(alert.c.state))}


def keys(most: int) -> Callable[[Connection], tuple[str, ...]]:
    """Ask for the keys of the alerts, those of the last found first."""
    query = select(alert.c.key).order_by(alert.c.made.desc(), alert.c.key).limit(most)
    return lambda connection: tuple(connection.execute(query).scalars())


def undecided(connection: Connection) -> tuple[Kept, ...]:
    """Return the new alerts of which it is not decided yet whether they are sent, the first found first."""
    query = select(alert).where(_NEW).order_by(alert.c.made, alert.c.key)
    return tuple(Kept(**row._mapping) for row in connection.execute(query))


def chosen_since(at: str) -> Callable[[Connection], dict[str, int]]:
    """Ask how many alerts of each rule were chosen to be sent since a moment."""
    query = select(alert.c.rule, func.count().label("number")).where(alert.c.chosen >= at).group_by(alert.c.rule)
    return lambda connection: {row.rule: row.number for row in connection.execute(query)}


def choose(choices: Sequence[Choice], at: str) -> Callable[[Connection], None]:
    """Keep what was decided about new alerts; those to be sent wait for their channels from now on."""

    def change(connection: Connection) -> None:
        for each in choices:
            mine = update(alert).where(alert.c.key == each.key, _NEW)
            values: dict[str, Any] = {"state": each.state, "reason": each.reason}
            if each.channels:
                values["chosen"] = at
            if connection.execute(mine.values(**values)).rowcount and each.channels:
                rows = [_waiting(each.key, channel, at) for channel in each.channels]
                connection.execute(insert(delivery).on_conflict_do_nothing(), rows)

    return change


def take_for_digest(day: str, at: str) -> Callable[[Connection], int]:
    """Put all alerts found by a moment that no digest told yet into the digest of a day; return how many."""
    mine = update(alert).where(_UNDIGESTED, alert.c.made <= at).values(digested=day)
    return lambda connection: connection.execute(mine).rowcount


def free_from_digest(day: str) -> Callable[[Connection], int]:
    """Let the next digest tell what was to be told by that of a day, which nobody got."""
    mine = update(alert).where(alert.c.digested == day).values(digested=None)
    return lambda connection: connection.execute(mine).rowcount


def first_asked(connection: Connection) -> str | None:
    """The moment at which any rule was asked for the first time; None when none was."""
    query = select(func.min(alert_mark.c.value)).where(alert_mark.c.name.startswith(_ASKED))
    found: str | None = connection.execute(query).scalar()
    return found


def mutes(connection: Connection) -> tuple[Mute, ...]:
    """Return all that is muted, or was until a day that is past, by name."""
    return tuple(Mute(**row._mapping) for row in connection.execute(select(mute).order_by(mute.c.what)))


def muted(what: str, until: str | None, at: str) -> Callable[[Connection], None]:
    """Mute something, up to and on a day if one is given; an earlier mute of it is replaced."""
    values = {"until": until, "made": at}
    new = insert(mute).values(what=what, **values).on_conflict_do_update(index_elements=["what"], set_=values)

    def change(connection: Connection) -> None:
        connection.execute(new)

    return change


def unmuted(what: str) -> Callable[[Connection], bool]:
    """End a mute; False where there is none of that name."""
    mine = delete(mute).where(mute.c.what == what)
    return lambda connection: connection.execute(mine).rowcount > 0


def mark(name: str) -> Callable[[Connection], str | None]:
    """Ask for what was kept under a name, as the moment of the last digest."""
    query = select(alert_mark.c.value).where(alert_mark.c.name == name)
    return lambda connection: connection.execute(query).scalar()


def marked(name: str, value: str) -> Callable[[Connection], None]:
    """Keep a value under a name, in the place of an earlier one."""
    new = insert(alert_mark).values(name=name, value=value)

    def change(connection: Connection) -> None:
        connection.execute(new.on_conflict_do_update(index_elements=["name"], set_={"value": value}))

    return change


def _first(connection: Connection, asked: Iterable[Watch], at: str) -> set[tuple[str, str]]:
    """Note all that is asked for the first time, and return it: rules, and rules with a subject."""
    wanted = {f"{_ASKED}{' '.join(each)}": (each.rule, each.subject) for each in asked}
    known = set(connection.execute(select(alert_mark.c.name).where(alert_mark.c.name.startswith(_ASKED))).scalars())
    new = {name: watch for name, watch in wanted.items() if name not in known}
    if new:
        connection.execute(insert(alert_mark), [{"name": name, "value": at} for name in new])
    return set(new.values())


def _is_old(found: Found, first: set[tuple[str, str]], day: str) -> bool:
    """Whether it was there before it was first asked for: what is yet to happen, as a day that falls due, was not."""
    asked = any((found.rule, subject) in first for subject in ("", *found.subjects))
    return asked and (found.day is None or found.day <= day)


def _kept(connection: Connection, found: Found, at: str, is_old: bool) -> bool:
    """Keep one alert; True where it is news."""
    values = {"key": found.key, "rule": found.rule, "kind": found.kind, "made": at, "payload": found.payload}
    new = insert(alert).values(**values, state="old" if is_old else "new").on_conflict_do_nothing()
    return connection.execute(new).rowcount > 0 and not is_old


def _waiting(key: str, channel: str, at: str) -> dict[str, Any]:
    return {"alert": key, "channel": channel, "state": "waiting", "tried": at, "attempts": 0, "due": at}


def _where(query: Select[Any], asked: Asked) -> Select[Any]:
    columns = alert.c
    query = query.where(*_standing(asked.states))
    if asked.keys:
        query = query.where(or_(*(columns.key == key for key in asked.keys[:MOST_NAMED])))
    for column, value in ((columns.rule, asked.rule), (columns.kind, asked.kind), (columns.digested, asked.digested)):
        if value:
            query = query.where(column == value)
    if asked.untold:
        query = query.where(_UNDIGESTED)
    if asked.since:
        query = query.where(columns.made >= asked.since)
    if asked.before:
        query = query.where(columns.made < asked.before)
    query = query.where(*_about(asked.actors), *_beyond(asked.after))
    if asked.begins:  # a span of keys goes by the index, which LIKE does not
        query = query.where(columns.key >= asked.begins, columns.key < f"{asked.begins}{_LAST}")
    return query


def _standing(states: tuple[State, ...]) -> Iterable[ColumnElement[bool]]:
    """That it stands so; of several states, those in their order of time are gone through, not each state."""
    if len(states) == 1:
        yield alert.c.state == states[0]
    elif states:
        yield literal_column("+alert.state").in_(states)


def _about(actors: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    """That an alert is about any of the actors; their names are looked for first, which is quicker than to read it."""
    if actors:
        told = func.json_each(alert.c.payload, "$.actors").table_valued("value")
        named = or_(*(func.instr(alert.c.payload, json.dumps(each, ensure_ascii=False)) > 0 for each in actors))
        yield and_(named, exists(select(1).select_from(told).where(told.c.value.in_(actors))))


def _beyond(after: tuple[str, str] | None) -> Iterable[ColumnElement[bool]]:
    """That it comes after another in a list, the last found first."""
    if after:
        made, key = alert.c.made, alert.c.key
        yield or_(made < after[0], and_(made == after[0], key > after[1]))
