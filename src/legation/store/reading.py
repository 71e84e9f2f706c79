"""Questions about one article and one record: its neighbours, who judged it, what belongs together.

Every question goes by an index, whatever the size of the store.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, literal_column, select, text, tuple_

from legation.records import AnyRecord, Correction, Development, Report
from legation.store import corrections, ledger, linked, query
from legation.store.codec import from_json
from legation.store.corrections import Row
from legation.store.schema import correction, document, record, record_actor

_DEVELOPMENTS = text("""
    SELECT DISTINCT made.payload FROM json_each(:ids) AS wanted
    CROSS JOIN record AS told ON told.id = wanted.value AND told.kind <> 'actor'
    CROSS JOIN happening ON happening.record = told."row"
    CROSS JOIN derived ON derived.kind = 'development' AND derived."of" = happening.lead
    CROSS JOIN record AS made ON made."row" = derived.record
""")
_CARRIED = text("""
    SELECT kind, payload FROM record WHERE document = :document AND kind IN ('event', 'prediction', 'statement')
        AND (json_extract(payload, '$.statement') = :id OR json_extract(payload, '$.nested_in') = :id)
    ORDER BY start, id LIMIT :most
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict that holds, and the record as it was read; `is_gone` where the verdict took it out of all answers."""

    correction: Correction
    record: AnyRecord

    @property
    def is_gone(self) -> bool:
        """Whether the record was rejected."""
        return self.correction.verdict == "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An article without its text."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None


def found_in(
    name: str, kinds: Iterable[str], start: int, end: int, most: int
) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for the records of an article that begin in a part of it, in reading order; at most so many."""
    rows = select(record.c.kind, record.c.payload, *query.DECIDED).select_from(query.WITH_OUTCOME)
    mine = (record.c.document == name, record.c.kind.in_(tuple(kinds)), record.c.start >= start, record.c.start < end)
    rows = rows.where(*mine).order_by(record.c.start, query.kind_rank(), record.c.id).limit(most)
    return lambda connection: tuple(map(ledger.read, connection.execute(rows)))


def by_id(name: str) -> Callable[[Connection], AnyRecord | None]:
    """Ask for the record with this id, of whatever kind but actors and articles."""
    rows = select(record.c.kind, record.c.payload, *query.DECIDED).select_from(query.WITH_OUTCOME)
    rows = rows.where(record.c.id == name, record.c.kind != literal_column("'actor'")).limit(1)

    def answer(connection: Connection) -> AnyRecord | None:
        if row := connection.execute(rows).first():
            return ledger.read(row)
        row = connection.execute(select(correction).where(correction.c.id == name)).first()
        return corrections.read(row) if row else None

    return answer


def is_actor(name: str) -> Callable[[Connection], bool]:
    """Ask whether this is the id of an actor."""
    rows = select(record_actor.c.record).where(record_actor.c.actor == name).limit(1)
    return lambda connection: connection.execute(rows).first() is not None


def rejected(name: str) -> Callable[[Connection], Judged | None]:
    """Ask for the rejected record with this id."""
    gone = select(correction).where(correction.c.place.is_not(None), correction.c.verdict == "reject")

    def answer(connection: Connection) -> Judged | None:
        found = (_judged(row) for row in connection.execute(gone.where(correction.c.target == name)))
        return next(found, None)

    return answer


def judged_in(name: str) -> Callable[[Connection], tuple[Judged, ...]]:
    """Ask for the verdicts that hold in an article."""
    rows = select(correction).where(correction.c.place == name)
    return lambda connection: tuple(_judged(row) for row in connection.execute(rows))


def history(key: corrections.Key) -> Callable[[Connection], tuple[Correction, ...]]:
    """Ask for all that was ever judged of a record, the latest first."""
    same = (correction.c.document == key.document, correction.c.kind == key.kind, correction.c.target == key.id)
    rows = select(correction).where(*same).order_by(correction.c.made.desc(), correction.c.id.desc())
    return lambda connection: tuple(map(corrections.read, connection.execute(rows)))


def neighbours(name: str) -> Callable[[Connection], tuple[Heading | None, Heading | None]]:
    """Ask for the articles that were published just before and just after this one."""
    own = select(document.c.id, document.c.published, query.DAY.label("day")).where(document.c.id == name)
    head = select(document.c.id, document.c.title, document.c.publisher, document.c.published)
    columns = (document.c.published, document.c.id)
    place, latest = tuple_(*columns), [each.desc() for each in columns]

    def answer(connection: Connection) -> tuple[Heading | None, Heading | None]:
        mine = connection.execute(own).first()
        if mine is None or not mine.day:
            return None, None
        here = (mine.published, mine.id)
        # The days go by an index; within the few of one day SQLite sorts.
        before = head.where(mine.day >= query.DAY, place < here).order_by(query.DAY.desc(), *latest)
        after = head.where(mine.day <= query.DAY, place > here).order_by(query.DAY, *columns)
        first, last = (connection.execute(each.limit(1)).first() for each in (before, after))
        return _heading(first), _heading(last)

    return answer


def developments_of(events: Iterable[str]) -> Callable[[Connection], tuple[Development, ...]]:
    """Ask for the developments of which these events tell."""
    values = {"ids": json.dumps(sorted(set(events)))}

    def answer(connection: Connection) -> tuple[Development, ...]:
        found = (from_json("development", line) for line in connection.execute(_DEVELOPMENTS, values).scalars())
        return tuple(each for each in found if isinstance(each, Development))

    return answer


def carried_by(name: str, article: str, most: int) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for the events, predictions and statements of an article that a statement carries; at most so many."""
    values = {"id": name, "document": article, "most": most}
    return lambda connection: tuple(from_json(row.kind, row.payload) for row in connection.execute(_CARRIED, values))


def report_of(name: str) -> Callable[[Connection], Report | None]:
    """Ask which other articles print the text of this one."""

    def answer(connection: Connection) -> Report | None:
        return next((each for each in linked.copies([name])(connection) if name in each.documents), None)

    return answer


def headings(names: Iterable[str]) -> Callable[[Connection], dict[str, Heading]]:
    """Ask for the titles, publishers and days of articles, without reading their texts."""
    wanted = select(document.c.id, document.c.title, document.c.publisher, document.c.published)
    rows = wanted.where(document.c.id.in_(list(names)))
    return lambda connection: {row.id: Heading(**row._mapping) for row in connection.execute(rows)}


def _heading(row: Row | None) -> Heading | None:
    return Heading(**row._mapping) if row is not None else None


def _judged(row: Row) -> Judged:
    return Judged(correction=corrections.read(row), record=from_json(row.kind, row.read))
