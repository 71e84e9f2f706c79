"""Corrections as they are stored: which stand, where they hold, and what was judged."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select, tuple_

from legation import corrections as rules
from legation.records import AnyRecord, Correction
from legation.store import query
from legation.store.codec import from_json, to_json
from legation.store.parties import parties
from legation.store.schema import correction, document, record

BEGINNING = 4  # so many characters of an id are enough to name it
Row = Any
_later = correction.alias("later")
_SAME_TARGET = and_(*(_later.c[name] == correction.c[name] for name in ("document", "kind", "target")))
_AFTER = tuple_(_later.c.made, _later.c.id) > tuple_(correction.c.made, correction.c.id)
# What stands is the last word on a record: nothing supersedes it, here or on the machine that it came from.
STANDS: ColumnElement[bool] = ~exists(
    select(literal_column("1")).where(or_(_later.c.supersedes == correction.c.id, and_(_SAME_TARGET, _AFTER)))
)
_NOT_ACTOR = record.c.kind != literal_column("'actor'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A correction that nothing supersedes; the record that it holds for, as it was read, none where it holds nowhere.

    `article` is the id of the stored article with its text, none where it waits for one.
    """

    correction: Correction
    record: AnyRecord | None = None
    article: str | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the very record that was judged is stored, not one that a later reading made in its place."""
        return self.record is not None and self.record.id == self.correction.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What names one record of the store."""

    kind: str
    document: str
    id: str

    @classmethod
    def of(cls, judged: Correction) -> "Key":
        """Name the record that a correction is about."""
        return cls(kind=judged.of, document=judged.document, id=judged.target)


def standing(connection: Connection) -> tuple[Standing, ...]:
    """Return all corrections that stand, by document, kind and record."""
    own = select(document.c.id).where(document.c.id == correction.c.document).scalar_subquery()
    alike = select(func.min(document.c.id)).where(document.c.sha256 == correction.c.sha256).scalar_subquery()
    article = func.coalesce(correction.c.place, own, alike).label("article")
    order = (correction.c.document, correction.c.kind, correction.c.target, correction.c.id)
    rows = connection.execute(select(correction, article).where(STANDS).order_by(*order)).all()
    return tuple(
        Standing(
            correction=read(row),
            record=from_json(row.kind, row.read) if row.place else None,
            article=row.article,
        )
        for row in rows
    )


def history(connection: Connection) -> tuple[Correction, ...]:
    """Return all corrections, those that others supersede among them, in the order in which they were made."""
    found = select(correction.c.payload).order_by(correction.c.made, correction.c.id)
    return tuple(read(row) for row in connection.execute(found))


def lines(connection: Connection, name: str | None, *, rejected: bool = False) -> Iterator[str]:
    """Yield the corrections of a document as lines of JSON; without one, those of articles that are not stored.

    With `rejected`, the records of the document that were rejected come first, with the verdict as the first reason.
    """
    order = (correction.c.kind, correction.c.target, correction.c.made, correction.c.id)
    if rejected:
        gone = select(correction).where(correction.c.place == name, correction.c.verdict == "reject").order_by(*order)
        yield from (to_json(verdict_on(row)) for row in connection.execute(gone))
    elsewhere = correction.c.document.not_in(select(document.c.id))
    mine = elsewhere if name is None else correction.c.document == name
    yield from connection.execute(select(correction.c.payload).where(mine).order_by(*order)).scalars()


def count(connection: Connection) -> int:
    """Count the corrections, those that others supersede among them."""
    return int(connection.execute(select(func.count()).select_from(correction)).scalar_one())


def rejected(where: query.Where) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for the records that were rejected and that `where` is about, with the verdict as the first reason."""

    def answer(connection: Connection) -> tuple[AnyRecord, ...]:
        rows = connection.execute(_rejected(where)).all()
        found = (verdict_on(row) for row in rows)
        return tuple(each for each in found if _fits(each, where))[: where.get("limit")]

    return answer


def keys(where: query.Where) -> Callable[[Connection], tuple[Key, ...]]:
    """Ask for the keys of the records that `where` is about, in its order; those that were rejected come last."""
    found = query.records(where).with_only_columns(record.c.kind, record.c.document, record.c.id)

    def answer(connection: Connection) -> tuple[Key, ...]:
        there = [Key(kind=row.kind, document=row.document, id=row.id) for row in connection.execute(found)]
        return (*there, *(_key(each) for each in rejected(where)(connection)))

    return answer


def judgements(connection: Connection) -> dict[Key, Correction]:
    """Return the corrections that hold, by the keys of the records that they hold for."""
    rows = connection.execute(select(correction).where(correction.c.place.is_not(None)))
    return {Key(kind=row.kind, document=row.place, id=json.loads(row.read)["id"]): read(row) for row in rows}


def verdict_on(row: Row) -> AnyRecord:
    """Return the record that the correction of a row holds for, as it reads after the verdict."""
    values = rules.effective(read(row), json.loads(row.read))
    return from_json(row.kind, json.dumps(values, ensure_ascii=False))


def held(connection: Connection, key: Key) -> Row | None:
    """Return the row of the correction that holds for a record, if it was judged."""
    found = select(correction).where(correction.c.place == key.document, correction.c.kind == key.kind)
    rows = connection.execute(found.where(literal_column("json_extract(read, '$.id')") == key.id))
    return rows.first()


def verdict(connection: Connection, key: Key) -> Correction | None:
    """Return the correction that holds for a record, if it was judged."""
    row = held(connection, key)
    return read(row) if row else None


def as_read(connection: Connection, key: Key) -> AnyRecord | None:
    """Return a record as it was read, whatever was judged of it."""
    if row := held(connection, key):
        return from_json(key.kind, row.read)
    mine = (record.c.document == key.document, record.c.kind == key.kind, record.c.id == key.id)
    line = connection.execute(select(record.c.payload).where(*mine)).scalar()
    return None if line is None else from_json(key.kind, line)


def named(name: str, documents: tuple[str, ...] = ()) -> Callable[[Connection], tuple[Key, ...]]:
    """Ask which records have the id or beginning of the id `name`, rejected ones too; actors only in `documents`."""
    long = len(name) >= BEGINNING

    def answer(connection: Connection) -> tuple[Key, ...]:
        # A range, since LIKE can't use the index.
        begins = record.c.id.between(name, f"{name}\uffff") if long else record.c.id == name
        there = select(record.c.kind, record.c.document, record.c.id)
        found = [there.where(begins, _NOT_ACTOR)]
        if documents:
            here = record.c.document.in_(documents)
            found = [there.where(begins, _NOT_ACTOR, here), there.where(record.c.id == name, here)]
        rows = [row for each in found for row in connection.execute(each)]
        keys = {Key(kind=row.kind, document=row.document, id=row.id) for row in rows}
        gone = select(correction).where(correction.c.place.is_not(None), correction.c.record.is_(None))
        gone = gone.where(correction.c.place.in_(documents)) if documents else gone
        lost = (from_json(row.kind, row.read) for row in connection.execute(gone))
        keys |= {_key(each) for each in lost if each.id == name or (long and each.id.startswith(name))}
        return tuple(sorted(keys, key=lambda key: (key.document, key.kind, key.id)))

    return answer


def line(connection: Connection, name: str) -> str | None:
    """Return the correction with this id as a line of JSON, if there is one."""
    found = select(correction.c.payload).where(correction.c.id == name)
    return connection.execute(found).scalar()


def read(row: Row) -> Correction:
    """Return the correction of a row."""
    found = from_json("correction", row.payload)
    assert isinstance(found, Correction)
    return found


def _key(found: AnyRecord) -> Key:
    return Key(kind=found.record, document=getattr(found, "document", ""), id=found.id)


def _rejected(where: query.Where) -> Select[Any]:
    found = select(correction, query.DAY.label("day")).join(document, document.c.id == correction.c.place)
    found = found.where(correction.c.verdict == "reject")
    if kinds := query.many(where.get("kind")):
        found = found.where(correction.c.kind.in_(kinds))
    if documents := query.many(where.get("document")):
        found = found.where(correction.c.place.in_(documents))
    if since := where.get("since"):
        found = found.where(since <= query.DAY)
    if until := where.get("until"):
        found = found.where(until >= query.DAY)
    order = (correction.c.place, correction.c.kind, correction.c.target, correction.c.id)
    return found.order_by(query.DAY.desc().nulls_last(), *order) if where.get("newest") else found.order_by(*order)


def _fits(found: AnyRecord, where: query.Where) -> bool:
    types = {name.lower() for name in query.many(where.get("type"))}
    actors, roles = set(query.many(where.get("actor"))), set(query.many(where.get("role")))
    own = {getattr(found, name, None) for name in ("type", "act", "kind", "means")}
    if types and types.isdisjoint(str(each).lower() for each in own):
        return False
    if (statuses := query.many(where.get("status"))) and getattr(found, "status", None) not in statuses:
        return False
    return not actors or any(actor in actors and (not roles or role in roles) for actor, role in parties(found))
