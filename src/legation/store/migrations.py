"""Ordered changes that make the tables, each recorded by name in the table `migration`.

A change once released is never edited: the next one is added below it.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from legation.errors import StoreError

_FIRST = (
    """CREATE TABLE document (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source_id TEXT, title TEXT, publisher TEXT,
        byline TEXT, dateline TEXT, url TEXT, published TEXT, language TEXT, text TEXT NOT NULL, sha256 TEXT NOT NULL,
        source_format TEXT NOT NULL)""",
    "CREATE INDEX document_source ON document (source_id)",
    """CREATE TABLE record (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
        document TEXT NOT NULL REFERENCES document (id), type TEXT, status TEXT, start INTEGER NOT NULL,
        day TEXT, name TEXT, payload TEXT NOT NULL, UNIQUE (document, kind, id))""",
    "CREATE INDEX record_kind ON record (kind, day)",
    "CREATE INDEX record_name ON record (name) WHERE name IS NOT NULL",
    """CREATE TABLE record_actor (
        record INTEGER NOT NULL REFERENCES record ("row") ON DELETE CASCADE, actor TEXT NOT NULL,
        role TEXT NOT NULL, PRIMARY KEY (record, actor, role)) WITHOUT ROWID""",
    "CREATE INDEX record_actor_actor ON record_actor (actor)",
    """CREATE TABLE run (
        id INTEGER PRIMARY KEY, version TEXT NOT NULL, data_digest TEXT NOT NULL, model TEXT NOT NULL,
        started TEXT NOT NULL, finished TEXT, added INTEGER, skipped INTEGER, failed INTEGER)""",
    """CREATE TABLE failure (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id), source TEXT NOT NULL, line INTEGER,
        reason TEXT NOT NULL)""",
    # The index of articles keeps no copy of the text: it reads it from `document`.
    """CREATE VIRTUAL TABLE document_words USING fts5 (title, text, content='document', content_rowid='row',
        tokenize='porter unicode61 remove_diacritics 2')""",
    # The words of statements lie in the records' payload; this index has only the way to them.
    """CREATE VIRTUAL TABLE statement_words USING fts5 (words, content='',
        tokenize='porter unicode61 remove_diacritics 2')""",
)


_OUTCOMES = (
    # No reference to `record`: an outcome outlives the reading of its article, and waits for it to come again.
    """CREATE TABLE outcome (
        prediction TEXT PRIMARY KEY, came_true INTEGER NOT NULL CHECK (came_true IN (0, 1)), decided TEXT NOT NULL,
        document TEXT REFERENCES document (id), note TEXT) WITHOUT ROWID""",
    # The kind stands in them too, else SQLite takes the index of kinds and looks at every prediction.
    "CREATE INDEX prediction_id ON record (kind, id) WHERE kind = 'prediction'",
    "CREATE INDEX prediction_due ON record (kind, json_extract(payload, '$.due.end')) WHERE kind = 'prediction'",
)


_LINKS = (
    # Who takes part in what, by country or organisation: the way from a pair to all that lies between the two.
    """CREATE TABLE record_party (
        party TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, record INTEGER NOT NULL REFERENCES record ("row")
        ON DELETE CASCADE, role TEXT NOT NULL, PRIMARY KEY (party, kind, day, record, role)) WITHOUT ROWID""",
    "CREATE INDEX record_party_record ON record_party (record)",
    """INSERT OR IGNORE INTO record_party (party, kind, day, record, role)
        SELECT coalesce(json_extract(person.payload, '$.country'), named.actor), record.kind,
            coalesce(record.day, ''), named.record, named.role
        FROM record_actor AS named JOIN record ON record."row" = named.record
        LEFT JOIN record AS person ON person.document = record.document AND person.kind = 'actor'
            AND person.id = named.actor
        WHERE record.kind IN ('event', 'pressure', 'statement', 'silence', 'tie', 'prediction')""",
    # A sample of the runs of words of each article: articles that share some may be copies.
    """CREATE TABLE shingle (
        shingle INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document ("row") ON DELETE CASCADE,
        PRIMARY KEY (shingle, document)) WITHOUT ROWID""",
    """CREATE TABLE copy (
        document INTEGER PRIMARY KEY REFERENCES document ("row") ON DELETE CASCADE, parent INTEGER NOT NULL,
        kind TEXT NOT NULL)""",
    "CREATE INDEX copy_parent ON copy (parent)",
    # What is compared of each event, the first event of the development in which it is, and by what it is found.
    """CREATE TABLE happening (
        record INTEGER PRIMARY KEY REFERENCES record ("row") ON DELETE CASCADE, lead INTEGER, profile TEXT NOT NULL)""",
    "CREATE INDEX happening_lead ON happening (lead)",
    """CREATE TABLE happening_key (
        key TEXT NOT NULL, day INTEGER NOT NULL, record INTEGER NOT NULL REFERENCES happening (record)
        ON DELETE CASCADE, PRIMARY KEY (key, day, record)) WITHOUT ROWID""",
    "CREATE INDEX happening_key_record ON happening_key (record)",
    # Articles that are linked; the others wait. Another version of the rules makes all wait.
    """CREATE TABLE linked (
        document INTEGER PRIMARY KEY REFERENCES document ("row") ON DELETE CASCADE, rules TEXT NOT NULL)""",
    "DELETE FROM record WHERE kind IN ('report', 'development')",
)


def _first_tables(connection: Connection) -> None:
    for statement in _FIRST:
        connection.execute(text(statement))


def _outcomes(connection: Connection) -> None:
    for statement in _OUTCOMES:
        connection.execute(text(statement))


def _days_of_documents(connection: Connection) -> None:
    connection.execute(text("CREATE INDEX document_day ON document (substr(published, 1, 10))"))


def _links(connection: Connection) -> None:
    for statement in _LINKS:
        connection.execute(text(statement))


Migration = tuple[str, Callable[[Connection], None]]
MIGRATIONS: tuple[Migration, ...] = (
    ("0001-first-tables", _first_tables),
    ("0002-outcomes", _outcomes),
    ("0003-days-of-documents", _days_of_documents),
    ("0004-links", _links),
)


def pending(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> tuple[Migration, ...]:
    """Return the changes that this database lacks; refuse one that is not ours or comes from a later version."""
    tables = inspect(connection).get_table_names()
    if "migration" not in tables:
        if tables:
            raise StoreError("this SQLite file belongs to another program; name another file")
        return migrations
    done = set(connection.execute(text("SELECT name FROM migration")).scalars())
    unknown = sorted(done - {name for name, _ in migrations})
    if unknown:
        raise StoreError(f"a newer Legation made this database (it knows '{unknown[-1]}'); upgrade Legation")
    return tuple(each for each in migrations if each[0] not in done)


def migrate(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Make the changes that the database lacks, in order. The caller holds the write lock and commits."""
    todo = pending(connection, migrations)
    if todo:
        connection.execute(text("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied TEXT)"))
    for name, change in todo:
        change(connection)
        values = {"name": name}
        connection.execute(text("INSERT INTO migration VALUES (:name, datetime('now'))"), values)
