"""The store: one SQLite file that keeps documents and the records found in them; one writer at a time."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import local
from typing import Any, Self, TypeVar, Unpack

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from legation.errors import StoreError
from legation.records import AnyRecord, Contradiction, Decision, Development, Document, Report, Statement
from legation.store import adding, bearers, corrections, ledger, naming, query, schema
from legation.store.codec import document_of, from_json, kinds, to_json
from legation.store.failure import Failure, Origin
from legation.store.faults import check_place, guarded
from legation.store.migrations import MIGRATIONS, migrate, pending
from legation.store.naming import Named
from legation.store.query import Where
from legation.store.writing import copied, keep

Answer = TypeVar("Answer")
CACHE_KB = 64_000  # pages of the file that a connection keeps in memory
_DERIVED = ("report", "development", "contradiction")
_COPIED = text("""
    INSERT OR REPLACE INTO copy (document, parent, kind) SELECT printed."row", first."row",
        coalesce(json_extract(record.payload, '$.copies[' || each.key || ']'), 'reprint')
    FROM record CROSS JOIN json_each(record.payload, '$.documents') AS each
    CROSS JOIN document AS printed ON printed.id = each.value CROSS JOIN document AS first ON first.id = record.document
    WHERE record.kind = 'report' AND printed."row" <> first."row"
""")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that a search found, a piece of its text as (words, is a match), and statements that match."""

    document: Document
    snippet: tuple[tuple[str, bool], ...]
    statements: tuple[Statement, ...] = ()


class _Held(local):
    """The connection on which a thread asks all that it asks, if it does so."""

    connection: Connection | None = None


class Store:
    """Documents and records in one file. Every document enters whole or not at all."""

    def __init__(self, engine: Engine, path: Path) -> None:
        """Use `open` instead."""
        self._engine = engine
        self._held = _Held()
        self.path = path

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, patience: float = 5.0) -> Self:
        """Open the database at `path`; make it if need be; wait `patience` seconds for another writer."""
        place = Path(path)
        check_place(place, create=create)
        address = URL.create("sqlite", database=str(place))
        store = cls(create_engine(address, connect_args={"timeout": patience}), place)
        event.listen(store._engine, "connect", _prepare)
        event.listen(store._engine, "begin", _begin)
        try:
            store._migrate()
        except StoreError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the store itself; it closes at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def has(self, document_id: str) -> bool:
        """Tell whether the document is stored already."""
        found = select(schema.document.c.id).where(schema.document.c.id == document_id)
        with self._reading() as connection:
            return connection.execute(found).first() is not None

    def add(self, document: Document, records: Iterable[AnyRecord]) -> bool:
        """Keep the document and what was found in it, in one transaction; False if it is there already."""
        return self.tell(adding.added(document, records))

    def replace_derived(self, records: Iterable[Report | Development | Contradiction]) -> None:
        """Put these reports and developments in the place of all earlier ones."""
        with self._writing() as connection:
            made = tuple(records)
            connection.execute(delete(schema.record).where(schema.record.c.kind.in_(_DERIVED)))
            keep(connection, made, day=None)
            copied(connection, (each for each in made if isinstance(each, Report)))
            connection.execute(_COPIED)

    def records(self, **where: Unpack[Where]) -> Iterator[AnyRecord]:
        """Yield the records asked for (no documents, see `documents`), in an order that depends on them alone."""
        with self._reading() as connection:
            if where.get("rejected"):
                yield from corrections.rejected(where)(connection)
            else:
                yield from map(ledger.read, connection.execute(query.records(where)))

    def documents(self, **where: Unpack[Where]) -> Iterator[Document]:
        """Yield the documents asked for, ordered by id."""
        with self._reading() as connection:
            for row in connection.execute(query.documents(where)):
                yield document_of(row)

    def lines(self, *, rejected: bool = False) -> Iterator[str]:
        """Yield all that is stored as lines of JSON: each document, its records by kind and place, its corrections.

        Byte for byte the same for the same documents, outcomes and corrections, whatever happened on the way. Records
        that were rejected are left out, or stand before the corrections.
        """
        of_document = (
            select(schema.record.c.kind, schema.record.c.payload, *query.DECIDED)
            .select_from(query.WITH_OUTCOME)
            .where(schema.record.c.document == text(":document"))
            .order_by(query.kind_rank(), schema.record.c.start, schema.record.c.id)
        )
        with self._reading() as connection:
            for row in connection.execute(query.documents({})):
                yield to_json(document_of(row))
                yield from map(ledger.line, connection.execute(of_document, {"document": row.id}))
                yield from corrections.lines(connection, row.id, rejected=rejected)
            yield from corrections.lines(connection, None)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Find the documents in which the words occur, best first, with the statements that hold them."""
        found = text(
            "SELECT document.*, snippet(document_words, -1, char(2), char(3), '…', 24) AS snippet"
            ' FROM document_words JOIN document ON document."row" = document_words.rowid'
            " WHERE document_words MATCH :words"
            " ORDER BY bm25(document_words, 4.0, 1.0), document.id LIMIT :limit"
        )
        said = text(
            "SELECT record.payload FROM statement_words"
            ' JOIN record ON record."row" = statement_words.rowid'
            " WHERE statement_words MATCH :words AND record.document = :document ORDER BY start, record.id"
        )
        terms = query.words(words)
        with self._reading() as connection:
            hits = []
            for row in connection.execute(found, {"words": terms, "limit": limit}).all():
                lines = connection.execute(said, {"words": terms, "document": row.id}).scalars()
                statements = tuple(from_json("statement", line) for line in lines)
                mine = tuple(each for each in statements if isinstance(each, Statement))
                hits.append(Hit(document_of(row), _snippet(row.snippet), mine))
            return tuple(hits)

    def articles_naming(self, **named: Unpack[Named]) -> Iterator[tuple[str, str]]:
        """Yield day and id of the articles that name an actor or somebody of its country, by day, each once."""
        with self._reading() as connection:
            yield from naming.naming(connection, named)

    def holding(self, words: str) -> frozenset[str]:
        """Return the ids of the articles in which the words occur; what `search` would find."""
        with self._reading() as connection:
            return naming.holding(connection, words)

    def matching(self, words: str, texts: Mapping[str, str]) -> frozenset[str]:
        """Return the keys of the texts in which the words occur; the texts need not be stored."""
        with guarded(self.path):
            return naming.matching(words, texts)

    def undated(self) -> int:
        """Count the articles without a day of publication."""
        with self._reading() as connection:
            return naming.undated(connection)

    def actors_named(self, name: str, *, whole: bool = False) -> tuple[str, ...]:
        """Find the actors (ids) whose id `name` is; else whose name; else, unless `whole`, part of whose name."""
        with self._reading() as connection:
            return bearers.bearers(connection, name, whole=whole)

    def documents_named(self, name: str) -> tuple[str, ...]:
        """Find the documents (ids) whose id, caller's id or beginning of the id `name` is."""
        column = schema.document.c
        begins = column.id.startswith(name, autoescape=True) if len(name) >= 4 else column.id == name
        with self._reading() as connection:
            found = select(column.id).where((column.source_id == name) | begins).order_by(column.id)
            return tuple(connection.execute(found).scalars())

    def predictions_named(self, name: str) -> tuple[str, ...]:
        """Find the predictions (ids) whose id or beginning of the id `name` is."""
        with self._reading() as connection:
            return tuple(connection.execute(ledger.ids(name)).scalars())

    def decide(self, prediction: str, *, came_true: bool, decision: Decision) -> None:
        """Keep what came of a prediction in the place of what was kept before."""
        with self._writing() as connection:
            ledger.decide(connection, prediction, came_true, decision)

    def reopen(self, prediction: str) -> bool:
        """Forget what came of a prediction; False if it was open."""
        with self._writing() as connection:
            return ledger.reopen(connection, prediction)

    def later(self, words: Sequence[str], *, actors: Sequence[str], after: str) -> tuple[AnyRecord, ...]:
        """Return events, statements and silences of articles later than `after` that share words and actors.

        The work is bounded whatever the size of the store; without `actors`, words alone decide.
        """
        with self._reading() as connection:
            return ledger.later(connection, words, actors, after) if words else ()

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Answer a question that a module of this room makes, from one state of the store."""
        with self._reading() as connection:
            return question(connection)

    def tell(self, change: Callable[[Connection], Answer]) -> Answer:
        """Make a change that a module of this room makes, whole or not at all."""
        with self._writing() as connection:
            return change(connection)

    def counts(self) -> dict[str, int]:
        """Count the documents and records of each kind."""
        with self._reading() as connection:
            found = {row.name: row.number for row in connection.execute(select(schema.tally))}
            found["correction"] = corrections.count(connection)
        return {kind: found[kind] for kind in kinds() if found.get(kind)}

    def start_run(self, origin: Origin) -> int:
        """Note that a run begins, and what it is made with; return its number."""
        with self._writing() as connection:
            values = {"version": origin.version, "data_digest": origin.data_digest, "model": origin.model}
            after = select(func.coalesce(func.max(schema.document.c.row), 0)).scalar_subquery()
            new = insert(schema.run).values(**values, started=func.datetime("now"), after=after)
            return int(connection.execute(new.returning(schema.run.c.id)).scalar_one())

    def end_run(self, number: int, *, added: int, skipped: int, failed: int) -> None:
        """Note that the run came to its end, and its counts."""
        with self._writing() as connection:
            values = {"added": added, "skipped": skipped, "failed": failed}
            ended = update(schema.run).where(schema.run.c.id == number)
            connection.execute(ended.values(**values, finished=func.datetime("now")))

    def fail(self, number: int, failure: Failure) -> None:
        """Note what failed in a run."""
        with self._writing() as connection:
            values = {"source": failure.source, "line": failure.line, "reason": failure.reason}
            connection.execute(insert(schema.failure).values(run=number, **values))

    def failures(self) -> tuple[Failure, ...]:
        """Return what failed in the last run, in the order of reading."""
        last = select(func.max(schema.run.c.id)).scalar_subquery()
        found = select(schema.failure).where(schema.failure.c.run == last).order_by(schema.failure.c.id)
        with self._reading() as connection:
            rows = connection.execute(found).all()
            return tuple(Failure(source=row.source, line=row.line, reason=row.reason) for row in rows)

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Answer all that this thread asks meanwhile from one state of the store; what is changed then isn't seen."""
        if self._held.connection is not None:
            yield
            return
        with self._reading() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = None

    @property
    def schema_version(self) -> str:
        """The name of the last change that made the tables what they are."""
        return MIGRATIONS[-1][0]

    def _migrate(self) -> None:
        with self._reading() as connection:
            todo = self._named(connection)
        if not todo:
            return
        with guarded(self.path), self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:  # the mode can't change inside a transaction, so it goes past SQLAlchemy
                raw.cursor().execute("PRAGMA journal_mode = WAL")
        with self._writing() as connection:
            migrate(connection)

    def _named(self, connection: Connection) -> tuple[str, ...]:
        try:
            return tuple(name for name, _ in pending(connection))
        except StoreError as error:
            raise StoreError(f"{self.path}: {error}") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._held.connection is not None:
            with guarded(self.path):
                yield self._held.connection
            return
        with guarded(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with guarded(self.path), self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where sqlite3 guesses
    # SQLite's own 2 MB of pages hold too little of what the linking of one article touches in a large store.
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"cache_size = -{CACHE_KB}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that begins as a reader may fail half-way, unable to wait.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _snippet(marked: str) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    for i, piece in enumerate(marked.split("\x02")):
        match, _, rest = piece.partition("\x03")
        parts += [(match, True), (rest, False)] if i else [(piece, False)]
    return tuple((words, hit) for words, hit in parts if words)
