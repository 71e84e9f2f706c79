"""Long lists page by page: each page begins after the last record of the one before, however much came in between."""

import heapq
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, literal, literal_column, select, text, tuple_

from legation.store import corrections, ledger, linked, query
from legation.store.codec import DOCUMENT_FIELDS, kinds
from legation.store.linked import Kind, Wanted
from legation.store.query import Where
from legation.store.schema import document, record, record_actor

# Of whom fewer records tell is found through them; of whom more tell, soon turns up in any list.
MANY = 5000
KINDS = tuple(kind for kind in kinds() if kind not in ("document", "correction"))
HEAD = tuple(name for name in DOCUMENT_FIELDS if name != "text")

_ACTORS = text("""
    WITH RECURSIVE named (actor) AS (
        SELECT min(actor) FROM record_actor WHERE actor > :after
        UNION ALL SELECT (SELECT min(actor) FROM record_actor WHERE actor > named.actor) FROM named
            WHERE named.actor IS NOT NULL LIMIT :most)
    SELECT named.actor, (SELECT record.payload FROM record_actor AS told CROSS JOIN record
        ON record."row" = told.record WHERE told.actor = named.actor AND told.role = 'self' LIMIT 1) AS payload
    FROM named WHERE named.actor IS NOT NULL
""")
_SELF = text("""
    SELECT record.payload FROM record_actor AS told CROSS JOIN record ON record."row" = told.record
    WHERE told.actor = :actor AND told.role = 'self' LIMIT 1
""")
_FEW = text("""
    SELECT count(*) FROM (SELECT 1 FROM record_actor WHERE actor IN (SELECT value FROM json_each(:actors)) LIMIT :most)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page ended: the day of its last record, none for undated ones, and its key among those of the day."""

    day: str | None
    key: str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Records as lines of JSON, and where the page ended; nothing where no more come."""

    lines: tuple[str, ...]
    end: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """By what a list is ordered: a day, undated ones last, and a column that tells apart what has the same day."""

    day: ColumnElement[Any]
    key: ColumnElement[Any]
    newest: bool = True


Question = Callable[[Connection], Page]
_BY_ROW = Order(day=record.c.day, key=record.c.row)
_OF_DOCUMENTS = Order(day=query.DAY, key=document.c.row)
_BY_DUE = Order(day=query.DUE, key=record.c.id, newest=False)


def records(where: Where, *, after: Place | None, most: int) -> Question:
    """Ask for the next records of the kinds wanted, or of all, the newest first."""
    wanted = query.many(where.get("kind")) or KINDS

    def question(connection: Connection) -> Page:
        rows: Iterable[Any]
        names = query.many(where.get("actor"))
        if where.get("document") or (names and _are_few(connection, names)):
            rows = _rows(connection, _of_few(where, wanted), _BY_ROW, after, most + 1)
        else:
            found = [_of_kind(connection, {**where, "kind": kind}, after, most + 1) for kind in wanted]
            rows = heapq.merge(*found, key=lambda row: (row.day or "", row.key), reverse=True)
        return _page(list(islice(rows, most + 1)), most, ledger.line)

    return question


def predictions(where: Where, *, after: Place | None, most: int) -> Question:
    """Ask for the next predictions, what is due first on top, what has no date last."""
    # The kind is written out: only so does SQLite see that the index of the days on which they fall due serves.
    found = query.records({**where, "kind": ()}).where(query.IS_PREDICTION)
    return lambda connection: _page(_rows(connection, found, _BY_DUE, after, most + 1), most, ledger.line)


def derived(kind: Kind, wanted: Wanted, *, after: Place | None, most: int) -> Question:
    """Ask for the next developments, contradictions or reports, the newest first."""
    # By id, not by row: what is linked anew gets another row and keeps its id.
    order = Order(day=linked.newest(kind, wanted), key=record.c.id)
    asked = linked.selected(kind, wanted)
    return lambda connection: _page(
        _rows(connection, asked, order, after, most + 1), most, lambda row: str(row.payload)
    )


def documents(where: Where, *, after: Place | None, most: int) -> Question:
    """Ask for the next documents, the newest first, without their texts."""
    found = query.documents(where).with_only_columns(*(document.c[name] for name in HEAD))
    return lambda connection: _page(_rows(connection, found, _OF_DOCUMENTS, after, most + 1), most, _head)


def actors(names: Sequence[str] | None, *, after: str, most: int) -> Callable[[Connection], tuple[str, ...]]:
    """Ask for the next actors by their ids, each as some article has it: all, or those of some ids."""

    def question(connection: Connection) -> tuple[str, ...]:
        if names is None:
            rows = connection.execute(_ACTORS, {"after": after, "most": most}).all()
            return tuple(row.payload for row in rows if row.payload)
        wanted = sorted(each for each in names if each > after)[:most]
        people = (connection.execute(_SELF, {"actor": each}).scalar() for each in wanted)
        return tuple(line for line in people if line)

    return question


def one(name: str) -> Callable[[Connection], str | None]:
    """Ask for the record of any kind with this id, as a line of JSON; actors and documents are no records here."""
    found = select(record.c.kind, record.c.payload, *query.DECIDED).select_from(query.WITH_OUTCOME)
    found = found.where(record.c.id == name, record.c.kind != literal_column("'actor'")).limit(1)

    def question(connection: Connection) -> str | None:
        row = connection.execute(found).first()
        return ledger.line(row) if row else corrections.line(connection, name)

    return question


def _of_few(where: Where, wanted: Sequence[str]) -> Select[Any]:
    """The records of few actors or articles; with a plus, their kinds lead to no index: the actors or articles do."""
    rest: Where = {**where, "kind": ()}
    return query.records(rest).where(literal_column("+record.kind").in_(wanted))


def _of_kind(connection: Connection, where: Where, after: Place | None, most: int) -> list[Any]:
    """The records of one kind: the list is walked, and of each it is asked whether it tells of the actors."""
    rest: Where = {**where, "actor": (), "role": ()}
    found = query.records(rest)
    if plays := _plays(where):
        found = found.where(exists(plays[0].where(record_actor.c.record == record.c.row)))
    return _rows(connection, found, _BY_ROW, after, most)


def _plays(where: Where) -> tuple[Select[Any], ...]:
    """What any of the actors plays in a record, if there are any to ask for."""
    names, roles = query.many(where.get("actor")), query.many(where.get("role"))
    found: Select[Any] = select(literal_column("1")).where(record_actor.c.actor.in_(names))
    return (found.where(record_actor.c.role.in_(roles)) if roles else found,) if names else ()


def _are_few(connection: Connection, names: Sequence[str]) -> bool:
    values = {"actors": json.dumps(list(names)), "most": MANY}
    return int(connection.execute(_FEW, values).scalar_one()) < MANY


def _rows(connection: Connection, found: Select[Any], order: Order, after: Place | None, most: int) -> list[Any]:
    """Return the next rows: first those with a day, then those without one."""
    found = found.add_columns(order.day.label("day"), order.key.label("key"))
    up = (order.day.desc(), order.key.desc()) if order.newest else (order.day, order.key)
    rows: list[Any] = []
    if after is None or after.day is not None:
        # Any text is no less than an empty one: so the index is entered where the days begin.
        dated = found.where(order.day >= literal_column("''")).order_by(None).order_by(*up).limit(most)
        if after is not None:
            dated = dated.where(_beyond(order, after))
        rows += connection.execute(dated).all()
        after = None
    if len(rows) < most:
        undated = found.where(order.day.is_(None)).order_by(None).order_by(up[1]).limit(most - len(rows))
        if after is not None:
            undated = undated.where(order.key < after.key if order.newest else order.key > after.key)
        rows += connection.execute(undated).all()
    return rows


def _beyond(order: Order, after: Place) -> ColumnElement[bool]:
    here, there = tuple_(order.day, order.key), tuple_(literal(after.day), literal(after.key))
    return here < there if order.newest else here > there


def _page(rows: Sequence[Any], most: int, line: Callable[[Any], str]) -> Page:
    shown = rows[:most]
    made = Page(lines=tuple(line(row) for row in shown))
    return replace(made, end=Place(day=shown[-1].day, key=shown[-1].key)) if len(rows) > most else made


def _head(row: Any) -> str:
    values: Mapping[str, Any] = {name: getattr(row, name) for name in HEAD}
    return json.dumps({"record": "document", "id": row.id, **values}, ensure_ascii=False)
