"""What linking keeps in the store: samples of texts, copies, happenings by their keys, and the records made of them.

The linker asks for little at a time, whatever the size of the store: every question here goes by an index.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Connection, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from legation.records import CopyKind, Derived, Document, Event, Statement
from legation.store import schema
from legation.store.codec import document_of, from_json
from legation.store.writing import keep

DERIVED = ("report", "development", "contradiction")
KEPT = 4000  # happenings held in memory at a time
# Spread over a key's days: those nearest to the day asked for, on both sides.
_NEAR = text("""
    SELECT record FROM (SELECT record, day FROM happening_key
        WHERE key = :key AND day BETWEEN :middle AND :last ORDER BY day, record LIMIT :most)
    UNION
    SELECT record FROM (SELECT record, day FROM happening_key
        WHERE key = :key AND day BETWEEN :first AND :middle ORDER BY day DESC, record DESC LIMIT :most)
""")
_SHARING = text("""
    SELECT other.document, count(*) AS shared FROM shingle AS mine CROSS JOIN shingle AS other
        ON other.shingle = mine.shingle AND other.document <> mine.document
    WHERE mine.document = :document GROUP BY other.document HAVING count(*) >= :least
    ORDER BY shared DESC, other.document LIMIT :most
""")
_OF_TEXT = ("actor", "mention", "event", "statement")


class Packed(Protocol):
    """What a happening gives to be kept."""

    @property
    def id(self) -> str:
        """The id of its event."""

    @property
    def document(self) -> str:
        """The id of its document."""

    @property
    def first(self) -> int:
        """The first day on which it can have happened, as an ordinal."""

    @property
    def of(self) -> str:
        """The kind of record that it was made of."""

    def packed(self) -> str:
        """All of it as one line."""


class Links:
    """The linker's shelf in one transaction of the store."""

    def __init__(
        self,
        connection: Connection,
        *,
        unpacked: Callable[[str], Any],
        placed: Callable[[int, int | None, Any], Any],
        sources: Callable[[Document, Iterable[Any]], Any],
    ) -> None:
        """Keep what the linker makes with its own functions, which this room does not know."""
        self._connection = connection
        self._unpacked, self._placed, self._sources = unpacked, placed, sources
        self._rows: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._items: OrderedDict[int, Any] = OrderedDict()

    def document(self, document: str) -> Document:
        """The document with this id."""
        if document not in self._documents:
            found = select(schema.document).where(schema.document.c.id == document)
            self._documents[document] = document_of(self._connection.execute(found).one())
            if len(self._documents) > KEPT:
                self._documents.popitem(last=False)
        return self._documents[document]

    def sources(self, document: str) -> Any:
        """The document with what was found in it."""
        found = select(schema.record.c.kind, schema.record.c.payload).where(
            schema.record.c.document == document, schema.record.c.kind.in_(_OF_TEXT)
        )
        rows = self._connection.execute(found).all()
        return self._sources(self.document(document), (from_json(row.kind, row.payload) for row in rows))

    def events(self, placed: Iterable[Any]) -> dict[str, Event]:
        """The events of these happenings by their ids."""
        found = {}
        for each in placed:
            line = select(schema.record.c.payload).where(schema.record.c.row == each.number)
            event = from_json("event", self._connection.execute(line).scalar_one())
            found[event.id] = cast(Event, event)
        return found

    def statements(self, wanted: Iterable[str]) -> dict[str, Statement]:
        """The statements with these ids."""
        ids = list(wanted)
        found = {}
        for start in range(0, len(ids), 500):
            # The kind is written out: only so does SQLite see that its index of ids serves.
            mine = select(schema.record.c.payload).where(
                schema.record.c.id.in_(ids[start : start + 500]), text("kind <> 'actor'"), text("kind = 'statement'")
            )
            for line in self._connection.execute(mine).scalars():
                said = cast(Statement, from_json("statement", line))
                found[said.id] = said
        return found

    def sampled(self, document: str, runs: Iterable[int]) -> None:
        """Keep by which runs of words a document is found."""
        row = self._row(document)
        values = [{"shingle": run, "document": row} for run in sorted(runs)]
        if values:
            self._connection.execute(upsert(schema.shingle).on_conflict_do_nothing(), values)

    def sharing(self, document: str, least: int, most: int) -> list[str]:
        """The documents that share at least so many sampled runs of words with it; so many of the likest at most."""
        row = self._row(document)
        own = select(func.count()).select_from(schema.shingle).where(schema.shingle.c.document == row)
        least = min(least, self._connection.execute(own).scalar_one())
        found = self._connection.execute(_SHARING, {"document": row, "least": least, "most": most})
        return [self._id(each.document) for each in found.all()]

    def parent(self, document: str) -> tuple[str, CopyKind] | None:
        """The earlier document of which it is a copy."""
        found = select(schema.copy.c.parent, schema.copy.c.kind).where(schema.copy.c.document == self._row(document))
        row = self._connection.execute(found).first()
        return (self._id(row.parent), cast(CopyKind, row.kind)) if row else None

    def children(self, document: str) -> list[str]:
        """The documents that are copies of this one."""
        found = select(schema.copy.c.document).where(schema.copy.c.parent == self._row(document))
        return [self._id(row) for row in self._connection.execute(found).scalars().all()]

    def descend(self, document: str, parent: str | None, kind: CopyKind) -> None:
        """Note of which earlier document it is a copy."""
        row = self._row(document)
        self._connection.execute(delete(schema.copy).where(schema.copy.c.document == row))
        if parent is not None:
            values = {"document": row, "parent": self._row(parent), "kind": kind}
            self._connection.execute(insert(schema.copy).values(values))

    def put(self, item: Packed, keys: Iterable[str]) -> int:
        """Take in a happening under its keys; return its number, the row of its event."""
        mine = select(schema.record.c.row).where(
            schema.record.c.document == item.document, schema.record.c.kind == item.of, schema.record.c.id == item.id
        )
        number = int(self._connection.execute(mine).scalar_one())
        self._connection.execute(insert(schema.happening).values(record=number, lead=None, profile=item.packed()))
        values = [{"key": key, "day": item.first, "record": number} for key in keys]
        if values:
            self._connection.execute(upsert(schema.happening_key).on_conflict_do_nothing(), values)
        return number

    def placed(self, number: int) -> Any:
        """The happening with this number."""
        if number not in self._items:
            found = select(schema.happening).where(schema.happening.c.record == number)
            self._hold(self._connection.execute(found).one())
        return self._items[number]

    def of_document(self, document: str) -> list[Any]:
        """The happenings of a document."""
        found = (
            select(schema.happening)
            .join(schema.record, schema.record.c.row == schema.happening.c.record)
            .where(schema.record.c.document == document, schema.record.c.kind.in_(("event", "statement")))
        )
        return [self._hold(row) for row in self._connection.execute(found).all()]

    def near(self, keys: Sequence[str], first: int, last: int, most: int) -> Iterator[Any]:
        """The happenings under any of the keys whose first day lies between two days; so many of each key at most."""
        middle = (first + last) // 2
        numbers: set[int] = set()
        for key in keys:
            values = {"key": key, "first": first, "middle": middle, "last": last, "most": most}
            numbers.update(self._connection.execute(_NEAR, values).scalars())
        self._fetch(numbers)
        return (self.placed(number) for number in sorted(numbers))

    def place(self, number: int, lead: int) -> None:
        """Note of which development the happening is."""
        before = self.placed(number)
        self._connection.execute(
            text("UPDATE happening SET lead = :lead WHERE record = :number"), {"lead": lead, "number": number}
        )
        self._items[number] = self._placed(number, lead, before.happening)

    def members(self, lead: int) -> list[Any]:
        """All happenings of a development."""
        found = select(schema.happening).where(schema.happening.c.lead == lead).order_by(schema.happening.c.record)
        return [self._hold(row) for row in self._connection.execute(found).all()]

    def derive(self, kind: str, of: int | str, records: Sequence[Derived]) -> None:
        """Put records in the place of those of this kind that were derived of the same thing."""
        name = self._of(of)
        old = select(schema.derived.c.record).where(schema.derived.c.kind == kind, schema.derived.c.of == name)
        rows = self._connection.execute(old).scalars().all()
        if rows:
            self._connection.execute(delete(schema.record).where(schema.record.c.row.in_(rows)))
        numbers = keep(self._connection, records, day=None) if records else ()
        for number in numbers:
            self._connection.execute(insert(schema.derived).values(kind=kind, of=name, record=number))

    def drop(self, document: str) -> None:
        """Forget what was kept of a document's text and happenings."""
        row = self._row(document)
        for number in [each.number for each in self.of_document(document)]:
            self._items.pop(number, None)
            self._connection.execute(delete(schema.happening).where(schema.happening.c.record == number))
        self._connection.execute(delete(schema.shingle).where(schema.shingle.c.document == row))

    def _fetch(self, numbers: Iterable[int]) -> None:
        missing = [number for number in numbers if number not in self._items]
        for start in range(0, len(missing), 500):
            part = schema.happening.c.record.in_(missing[start : start + 500])
            for row in self._connection.execute(select(schema.happening).where(part)).all():
                self._hold(row)

    def _of(self, of: int | str) -> int:
        return self._row(of) if isinstance(of, str) else of

    def _hold(self, row: Any) -> Any:
        if row.record not in self._items:
            self._items[row.record] = self._placed(row.record, row.lead, self._unpacked(row.profile))
            if len(self._items) > KEPT:
                self._items.popitem(last=False)
        return self._items[row.record]

    def _row(self, document: str) -> int:
        if document not in self._rows:
            found = select(schema.document.c.row).where(schema.document.c.id == document)
            self._rows[document] = int(self._connection.execute(found).scalar_one())
            self._ids[self._rows[document]] = document
        return self._rows[document]

    def _id(self, row: int) -> str:
        if row not in self._ids:
            found = select(schema.document.c.id).where(schema.document.c.row == row)
            self._ids[row] = str(self._connection.execute(found).scalar_one())
            self._rows[self._ids[row]] = row
        return self._ids[row]


def waiting(rules: str, most: int) -> Callable[[Connection], list[str]]:
    """Ask for the documents that are not linked by these rules, so many at most, the earliest first."""
    left = (
        select(schema.document.c.id)
        .outerjoin(schema.linked, schema.linked.c.document == schema.document.c.row)
        .where(schema.linked.c.rules.is_(None) | (schema.linked.c.rules != rules))
        .order_by(schema.document.c.published.nulls_last(), schema.document.c.id)
        .limit(most)
    )
    return lambda connection: list(connection.execute(left).scalars())


def done(documents: Sequence[str], rules: str) -> Callable[[Connection], None]:
    """Note that these documents are linked."""

    def change(connection: Connection) -> None:
        rows = select(schema.document.c.row).where(schema.document.c.id.in_(documents))
        for row in connection.execute(rows).scalars().all():
            connection.execute(delete(schema.linked).where(schema.linked.c.document == row))
            connection.execute(insert(schema.linked).values(document=row, rules=rules))

    return change


def forget(rules: str) -> Callable[[Connection], bool]:
    """Take away all links if some were made by other rules than these; tell whether that was so."""
    others = select(func.count()).select_from(schema.linked).where(schema.linked.c.rules != rules)

    def change(connection: Connection) -> bool:
        if not connection.execute(others).scalar_one():
            return False
        connection.execute(delete(schema.record).where(schema.record.c.kind.in_(DERIVED)))
        for table in (schema.happening, schema.shingle, schema.copy, schema.derived, schema.linked):
            connection.execute(delete(table))
        return True

    return change
