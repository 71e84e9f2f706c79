"""What linking keeps in the store: samples of texts, copies, happenings by their keys, and the records made of them.

The linker asks for little at a time, whatever the size of the store: every question here goes by an index. Much is
asked for each article, so the questions are plain SQL, and whole lists are asked for at once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol, cast

from sqlalchemy import Connection

from legation.records import CopyKind, Derived, Development, Document, Event, Statement
from legation.store.codec import DOCUMENT_FIELDS, from_json
from legation.store.grouped import THESE, Grouped, forget_first
from legation.store.nearby import Nearby
from legation.store.writing import developed, keep

TEXTS = 2_000  # articles in memory at a time
HEADS = 20_000  # heads of articles in memory at a time, some 400 bytes each
EVENTS = 10_000  # events that are remembered from one article to the next, some 3 KB each
COMMON = 1_000  # documents that have a run in common, beyond which it doesn't matter how many these are
FOREVER = 1 << 62  # when undated articles are told, in microseconds
_OF_DOCUMENTS = (
    "SELECT happening.record, happening.joined, happening.profile FROM json_each(?) AS wanted"
    " CROSS JOIN record ON record.document = wanted.value AND record.kind IN ('statement', ?)"
    ' CROSS JOIN happening ON happening.record = record."row" ORDER BY happening.record'
)
_KINDS = ("event", "statement")
_TELLING = (
    "SELECT happening.record, happening.joined, happening.profile FROM json_each(?) AS wanted"
    f" CROSS JOIN record ON record.id = wanted.value AND record.kind <> 'actor' AND record.kind IN {_KINDS}"
    ' CROSS JOIN happening ON happening.record = record."row"'
)
# In how many documents each of its runs is, as far as one needs to know.
_SPREAD = (
    "SELECT shingle, (SELECT count(*) FROM (SELECT 1 FROM shingle AS other WHERE other.shingle = mine.shingle LIMIT ?))"
    " FROM shingle AS mine WHERE document = ?"
)
# A document that shares two runs shares one at least that is not the commonest: only those that such a one leads to are
# looked up in the commonest, since that may stand in half of all documents.
_SHARING = (
    "WITH found AS MATERIALIZED (SELECT other.document, count(*) AS rarer FROM shingle AS mine"
    " CROSS JOIN shingle AS other ON other.shingle = mine.shingle AND other.document <> mine.document"
    " WHERE mine.document = ?1 AND mine.shingle IS NOT ?4 GROUP BY other.document),"
    " counted AS MATERIALIZED (SELECT document, rarer + EXISTS (SELECT 1 FROM shingle AS common"
    " WHERE common.shingle = ?4 AND common.document = found.document) AS shared FROM found)"
    " SELECT document.id, shared FROM counted CROSS JOIN sample ON sample.document = counted.document"
    ' CROSS JOIN document ON document."row" = counted.document'
    " WHERE shared >= min(?2, ?5) AND shared >= ?3 * min(?5, sample.size)"
)
_COMMON_RUNS = (
    "SELECT count(*) FROM shingle AS mine CROSS JOIN shingle AS other ON other.shingle = mine.shingle"
    " WHERE mine.document = ? AND other.document = ?"
)
_ROOTS = (
    'WITH RECURSIVE up (document, own, root) AS (SELECT document.id, "row", "row" FROM json_each(?) AS wanted'
    " CROSS JOIN document ON document.id = wanted.value"
    " UNION ALL SELECT up.document, up.own, copy.parent FROM up CROSS JOIN copy ON copy.document = up.root)"
    ' SELECT document, CASE own WHEN root THEN document ELSE (SELECT id FROM document WHERE "row" = root) END FROM up'
    " WHERE NOT EXISTS (SELECT 1 FROM copy WHERE copy.document = up.root)"
)
_OUTLINES = f"SELECT record, outline FROM happening WHERE record {THESE} AND outline IS NOT NULL"
_HEADS = (
    "SELECT document.id, document.published, document.publisher, sample.second, sample.house"
    " FROM json_each(?) AS wanted CROSS JOIN document INDEXED BY document_origin ON document.id = wanted.value"
    ' CROSS JOIN sample ON sample.document = document."row"'
    " WHERE sample.house IS NOT NULL"
)
DERIVED = ("report", "development", "contradiction")


class Packed(Protocol):
    """What a happening gives to be kept."""

    @property
    def id(self) -> str:
        """The id of its event."""

    @property
    def document(self) -> str:
        """The id of its document."""

    @property
    def moment(self) -> float:
        """When it was told, in seconds; infinite where nobody knows."""

    @property
    def days(self) -> tuple[str, int, int]:
        """Its sort, and the first and the last day on which it can have taken place."""

    @property
    def of(self) -> str:
        """The kind of record that it was made of."""

    def packed(self) -> str:
        """All of it as one line."""


class Line(Protocol):
    """What an outline gives to be kept."""

    def packed(self) -> str:
        """All of it as one line."""


class Headed(Protocol):
    """What the head of a document gives to be kept, beside what its own table has."""

    @property
    def id(self) -> str:
        """The id of the document."""

    @property
    def second(self) -> bool:
        """Whether it credits another house."""

    @property
    def house(self) -> str:
        """Who brought it."""


class Links(Grouped):
    """The linker's shelf in one transaction of the store."""

    def __init__(
        self,
        connection: Connection,
        *,
        unpacked: Callable[[str], Any],
        placed: Callable[[int, int | None, Any], Any],
        sources: Callable[[Document, Iterable[Any]], Any],
        outlined: Callable[[str], Any],
        headed: Callable[..., Any],
    ) -> None:
        """Keep what the linker makes with its own functions, which this room does not know."""
        super().__init__(connection, unpacked, placed)
        self._sources, self._outlined, self._headed = sources, outlined, headed
        self._rows: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._documents: dict[str, Document] = {}
        self._of: dict[str, tuple[int, ...]] = {}
        self._events_of: dict[str, frozenset[int]] = {}
        self._heads: dict[str, Any] = {}
        self._nearby = Nearby(self._driver, self._when)

    def documents(self, wanted: Iterable[str]) -> dict[str, Document]:
        """The documents with these ids."""
        ids = set(wanted)
        if missing := ids - self._documents.keys():
            columns = ", ".join(DOCUMENT_FIELDS)
            for row in self._ask(f"SELECT id, {columns} FROM document WHERE id {THESE}", json.dumps(sorted(missing))):
                self._documents[row[0]] = _document(row[1:])
        found = {each: self._documents[each] for each in ids}
        forget_first(self._documents, TEXTS)
        return found

    def sources(self, document: str) -> Any:
        """The document with what was found in it."""
        kinds = "kind IN ('actor', 'mention', 'event', 'statement')"
        rows = self._ask(f"SELECT kind, payload FROM record WHERE document = ? AND {kinds}", document)
        return self._sources(self.documents((document,))[document], (from_json(*row) for row in rows))

    def events(self, placed: Iterable[Any]) -> dict[str, Event]:
        """The events of these happenings by their ids."""
        rows = json.dumps([each.number for each in placed])
        lines = self._ask(f'SELECT payload FROM record WHERE "row" {THESE}', rows)
        return {each.id: each for each in (_event(line) for (line,) in lines)}

    def outlines(self, numbers: Iterable[int]) -> dict[int, Any]:
        """The outlines of the events of these happenings, as far as they were noted."""
        rows = self._ask(_OUTLINES, json.dumps(list(numbers)))
        return {number: self._outlined(line) for number, line in rows}

    def outline(self, found: Mapping[int, Line]) -> None:
        """Note the outlines of events."""
        lines = [(each.packed(), number) for number, each in found.items()]
        self._tell("UPDATE happening SET outline = ? WHERE record = ?", lines)

    def heads(self, documents: Iterable[str]) -> dict[str, Any]:
        """The heads of these documents, as far as they were noted."""
        wanted = set(documents)
        if missing := wanted - self._heads.keys():
            for row in self._ask(_HEADS, json.dumps(sorted(missing))):
                self._heads[row[0]] = self._headed(*row[:3], bool(row[3]), row[4])
        found = {each: self._heads[each] for each in wanted if each in self._heads}
        forget_first(self._heads, HEADS)
        return found

    def head(self, found: Iterable[Headed]) -> None:
        """Note the heads of documents."""
        note = "UPDATE sample SET second = ?, house = ? WHERE document = ?"
        self._tell(note, [(each.second, each.house, self._row(each.id)) for each in found])

    def statements(self, wanted: Iterable[str]) -> dict[str, Statement]:
        """The statements with these ids."""
        # The kind is written out: only so does SQLite see that its index of ids serves.
        mine = (
            "SELECT payload FROM json_each(?) AS wanted"
            " CROSS JOIN record ON record.id = wanted.value AND record.kind <> 'actor' AND record.kind = 'statement'"
        )
        ids = sorted(set(wanted))
        lines = self._ask(mine, json.dumps(ids)) if ids else ()
        found = (cast(Statement, from_json("statement", line)) for (line,) in lines)
        return {each.id: each for each in found}

    def sampled(self, document: str, runs: Iterable[int]) -> None:
        """Keep by which runs of words a document is found."""
        row = self._row(document)
        self._tell("INSERT OR IGNORE INTO shingle (shingle, document) VALUES (?, ?)", [(run, row) for run in runs])
        size = "SELECT ?1, count(*) FROM shingle WHERE document = ?1"
        self._tell(f"INSERT OR REPLACE INTO sample (document, size) {size}", [(row,)])

    def sharing(self, document: str, least: int, share: float) -> list[tuple[str, int]]:
        """The documents that share so many sampled runs of words with it, and such a share of the smaller sample."""
        row = self._row(document)
        spread = list(self._ask(_SPREAD, COMMON, row))
        commonest = max(spread, key=lambda each: each[1])[0] if min(least, len(spread)) > 1 else None
        found = self._ask(_SHARING, row, least, share, commonest, len(spread))
        return [(name, shared) for name, shared in found]

    def shared(self, document: str, other: str) -> int:
        """How many sampled runs of words two documents have in common."""
        return int(next(self._ask(_COMMON_RUNS, self._row(document), self._row(other)))[0])

    def parent(self, document: str) -> tuple[str, CopyKind] | None:
        """The earlier document of which it is a copy."""
        rows = self._ask("SELECT parent, kind FROM copy WHERE document = ?", self._row(document))
        return next(((self._id(parent), cast(CopyKind, kind)) for parent, kind in rows), None)

    def children(self, document: str) -> list[str]:
        """The documents that are copies of this one."""
        rows = self._ask("SELECT document FROM copy WHERE parent = ?", self._row(document))
        return [self._id(row) for (row,) in rows]

    def roots(self, documents: Iterable[str]) -> dict[str, str]:
        """For each of the documents the first of those of which it is a copy, itself where it is none."""
        return dict(self._ask(_ROOTS, json.dumps(sorted(set(documents)))))

    def descend(self, document: str, parent: str | None, kind: CopyKind) -> None:
        """Note of which earlier document it is a copy."""
        row = self._row(document)
        self._tell("DELETE FROM copy WHERE document = ?", [(row,)])
        if parent is not None:
            self._tell("INSERT INTO copy (document, parent, kind) VALUES (?, ?, ?)", [(row, self._row(parent), kind)])

    def put(self, document: str, items: Sequence[Packed]) -> list[int]:
        """Take in the happenings of a document in their order; return their numbers, the rows of what they are of."""
        found = self._ask(f'SELECT kind, id, "row" FROM record WHERE document = ? AND kind IN {_KINDS}', document)
        rows = {(kind, name): int(row) for kind, name, row in found}
        numbers = [rows[item.of, item.id] for item in items]
        profiles = [(number, item.packed(), *item.days) for number, item in zip(numbers, items, strict=True)]
        self._tell("INSERT INTO happening (record, profile, sort, since, until) VALUES (?, ?, ?, ?, ?)", profiles)
        for place, (number, item) in enumerate(zip(numbers, items, strict=True)):
            self._when[number] = _moment(item), _rank(document, place)
            self._items[number] = self._placed(number, None, item)
        self._of.pop(document, None)
        return numbers

    def enter(self, item: Any, keys: Sequence[str]) -> None:
        """Let the happening be found under these keys."""
        insertion = "INSERT OR IGNORE INTO happening_key (key, moment, rank, record) VALUES (?, ?, ?, ?)"
        when = self._when[item.number]
        self._tell(insertion, [(key, *when, item.number) for key in keys])
        if keys:
            self._tell("UPDATE happening SET moment = ?, rank = ? WHERE record = ?", [(*when, item.number)])
        self._nearby.enter(when, item.number, keys)

    def of_document(self, document: str) -> list[Any]:
        """The happenings of a document."""
        if document not in self._of:
            held = [self._hold(row) for row in self._of_documents((document,), "event")]
            self._of[document] = tuple(each.number for each in held)
        return [self.placed(number) for number in self._of[document]]

    def events_of(self, document: str) -> frozenset[int]:
        """The numbers of a document's events, whether or not happenings are made of them."""
        if document not in self._events_of:
            rows = self._ask("SELECT \"row\" FROM record WHERE document = ? AND kind = 'event'", document)
            self._events_of[document] = frozenset(row for (row,) in rows)
        return self._events_of[document]

    def telling(self, records: Iterable[str]) -> list[Any]:
        """The happenings that were made of these events and statements, as far as any was."""
        return [self._hold(row) for row in self._ask(_TELLING, json.dumps(sorted(records)))]

    def disputes(self, documents: Iterable[str]) -> list[Any]:
        """The happenings of these documents that are claims against claims."""
        return [self._hold(row) for row in self._of_documents(documents, "statement")]

    def before(self, item: Any, keys: Sequence[str], most: int) -> list[list[int]]:
        """For each key the numbers of the happenings that are told before: so many at most, the latest first."""
        return self._nearby.before(self.order(item.number), keys, most) if keys else []

    def after(self, item: Any, keys: Sequence[str], most: int) -> list[list[int]]:
        """For each key the numbers of those that are told after: so many at most, the earliest first."""
        return self._nearby.after(self.order(item.number), keys, most) if keys else []

    def derive(self, kind: str, made: Mapping[int | str, Sequence[Derived]]) -> None:
        """Put records in the place of those of this kind that were derived of the same things."""
        self._settle()
        names = {each: self._row(each) if isinstance(each, str) else each for each in made}
        old = f'SELECT record FROM derived WHERE kind = ? AND "of" {THESE}'
        rows = [row for (row,) in self._ask(old, kind, json.dumps(list(names.values())))]
        self._tell('DELETE FROM record WHERE "row" = ?', [(row,) for row in rows])
        owners = [(names[each], record) for each, records in made.items() for record in records]
        numbers = keep(self._connection, (record for _, record in owners), day=None) if owners else ()
        values = [(kind, of, number) for (of, _), number in zip(owners, numbers, strict=True)]
        self._tell('INSERT INTO derived (kind, "of", record) VALUES (?, ?, ?)', values)
        made_of = zip(numbers, owners, strict=True)
        developments = [(row, of, each) for row, (of, each) in made_of if isinstance(each, Development)]
        developed(self._connection, developments)

    def drop(self, document: str) -> None:
        """Forget what was kept of a document's text and happenings."""
        self._settle()
        numbers = [each.number for each in self.of_document(document)]
        for number in numbers:
            for kept in (self._items, self._moved, self._when):
                kept.pop(number, None)
        self._akin.clear()
        self._inside.clear()
        self._spans.clear()
        self._nearby.forget()
        self._of.pop(document, None)
        self._tell("DELETE FROM happening WHERE record = ?", [(number,) for number in numbers])
        self._heads.pop(document, None)
        for table in ("shingle", "sample"):
            self._tell(f"DELETE FROM {table} WHERE document = ?", [(self._row(document),)])

    def _of_documents(self, documents: Iterable[str], kind: str) -> Iterator[Any]:
        return self._ask(_OF_DOCUMENTS, json.dumps(sorted(set(documents))), kind)

    def _row(self, document: str) -> int:
        if document not in self._rows:
            row = next(iter(self._ask('SELECT "row" FROM document WHERE id = ?', document)))
            self._rows[document] = int(row[0])
            self._ids[self._rows[document]] = document
        return self._rows[document]

    def _id(self, row: int) -> str:
        if row not in self._ids:
            self._ids[row] = str(next(iter(self._ask('SELECT id FROM document WHERE "row" = ?', row)))[0])
            self._rows[self._ids[row]] = row
        return self._ids[row]


def forget(connection: Connection) -> None:
    """Take away all links."""
    connection.exec_driver_sql(f"DELETE FROM record WHERE kind IN {DERIVED}")
    for table in ("happening_key", "akin", "kin", "happening", "shingle", "sample", "copy", "derived", "linked"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


@lru_cache(maxsize=EVENTS)
def _event(line: str) -> Event:
    """The event that a line holds: those of a development that grows are asked for with each of its tellings."""
    return cast(Event, from_json("event", line))


@lru_cache(maxsize=TEXTS)
def _document(values: tuple[Any, ...]) -> Document:
    return Document(**dict(zip(DOCUMENT_FIELDS, values, strict=True)))


def _moment(item: Packed) -> int:
    return FOREVER if item.moment * 1e6 > FOREVER else int(item.moment * 1e6)


def _rank(document: str, place: int) -> int:
    """Sorts what is told at one moment: by the ids of the articles, which are hexadecimal, then by place."""
    return int(document[:12], 16) << 15 | min(place, 0x7FFF)
