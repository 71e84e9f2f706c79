"""Ordered changes that make the tables, each recorded by name in the table `migration`.

A change once released is never edited: the next one is added below it.
"""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from legation.errors import StoreError
from legation.store import day_tables, kin_tables, outside_tables

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
    # Which records were made of what: reports of the document with this row, developments of the event.
    """CREATE TABLE derived (
        kind TEXT NOT NULL, "of" INTEGER NOT NULL, record INTEGER NOT NULL REFERENCES record ("row") ON DELETE CASCADE,
        PRIMARY KEY (kind, "of", record)) WITHOUT ROWID""",
    "CREATE INDEX derived_record ON derived (record)",
    # Articles that are linked; the others wait. Another version of the rules makes all wait.
    """CREATE TABLE linked (
        document INTEGER PRIMARY KEY REFERENCES document ("row") ON DELETE CASCADE, rules TEXT NOT NULL)""",
    "DELETE FROM record WHERE kind IN ('report', 'development')",
)


_CORRECTIONS = (
    # The user's own entries, as outcomes are. Where a verdict holds, `place` is the document, `record` the record as it
    # now reads (none for a rejected one, which leaves the table), and `read` that record as it was before.
    """CREATE TABLE correction (
        "row" INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, target TEXT NOT NULL, kind TEXT NOT NULL,
        document TEXT NOT NULL, sha256 TEXT NOT NULL, verdict TEXT NOT NULL
        CHECK (verdict IN ('accept', 'reject', 'correct')), made TEXT NOT NULL, supersedes TEXT,
        place TEXT REFERENCES document (id), record INTEGER REFERENCES record ("row") ON DELETE SET NULL, read TEXT,
        payload TEXT NOT NULL)""",
    "CREATE INDEX correction_target ON correction (document, kind, target)",
    "CREATE INDEX correction_text ON correction (sha256)",
    "CREATE INDEX document_text ON document (sha256)",
    "CREATE INDEX correction_later ON correction (supersedes) WHERE supersedes IS NOT NULL",
    "CREATE INDEX correction_place ON correction (place, kind) WHERE place IS NOT NULL",
    "CREATE INDEX correction_record ON correction (record) WHERE record IS NOT NULL",
    # Records are judged by their ids. Those of actors are the same in every document, so they are found by that.
    "CREATE INDEX record_id ON record (id) WHERE kind <> 'actor'",
)


_PAIRS = (
    # What lies between two parties, so that the levers on a party are found without reading records; see `pairing`.
    """CREATE TABLE record_pair (
        target TEXT NOT NULL, act TEXT NOT NULL, source TEXT NOT NULL, day TEXT NOT NULL,
        record INTEGER NOT NULL REFERENCES record ("row") ON DELETE CASCADE,
        PRIMARY KEY (target, act, source, day, record)) WITHOUT ROWID""",
    "CREATE INDEX record_pair_record ON record_pair (record)",
    """CREATE TEMPORARY VIEW party AS SELECT named.record, named.role, named.actor, record.kind, record.status,
        record.type, coalesce(record.day, '') AS day, CASE WHEN json_extract(person.payload, '$.country')
            IN ('IGO', 'UNO', 'EUR', 'NGO', 'MNC', 'ISM') OR (json_extract(person.payload, '$.kind') = 'person'
            AND json_extract(person.payload, '$.sector') IN ('IGO', 'UNO')) THEN named.actor
            ELSE coalesce(json_extract(person.payload, '$.country'), named.actor) END AS id
        FROM record_actor AS named JOIN record ON record."row" = named.record
        LEFT JOIN record AS person ON person.document = record.document AND person.kind = 'actor'
            AND person.id = named.actor
        WHERE record.kind IN ('event', 'tie', 'pressure')""",
    """INSERT OR IGNORE INTO record_pair (target, act, source, day, record)
        SELECT target.id, CASE source.status WHEN 'actual' THEN 'event:' ELSE 'prospect:' END || source.type,
            source.id, source.day, source.record
        FROM party AS source JOIN party AS target ON target.record = source.record
        WHERE source.kind = 'event' AND source.status IN ('actual', 'future', 'hypothetical')
            AND source.role = 'actor' AND target.role = 'recipient'""",
    """INSERT OR IGNORE INTO record_pair (target, act, source, day, record)
        SELECT target.id, CASE json_extract(record.payload, '$.actors[0]')
            WHEN source.actor THEN 'tie:' ELSE 'tied:' END || source.type, source.id, source.day, source.record
        FROM party AS source JOIN party AS target ON target.record = source.record AND target.actor <> source.actor
        JOIN record ON record."row" = source.record
        WHERE source.kind = 'tie' AND source.status = 'actual'""",
    """INSERT OR IGNORE INTO record_pair (target, act, source, day, record)
        SELECT target.id, CASE source.role WHEN 'presser' THEN 'asks' ELSE 'sways' END,
            source.id, source.day, source.record
        FROM party AS source JOIN party AS target ON target.record = source.record
        WHERE source.kind = 'pressure' AND source.status = 'actual' AND (source.role, target.role) IN
            (VALUES ('presser', 'intermediary'), ('intermediary', 'target'))""",
    """DELETE FROM record_pair WHERE source = target OR source LIKE 'unnamed:%' OR target LIKE 'unnamed:%'
        OR source LIKE 'group:-:%' OR target LIKE 'group:-:%' OR source LIKE 'person:unresolved:%'
        OR target LIKE 'person:unresolved:%'""",
    "DROP VIEW party",
)


_SITUATIONS = (
    # How far the articles reached when a run began, so that those of the last run are known.
    'ALTER TABLE run ADD COLUMN "after" INTEGER',
    # What most origins tell comes first in a brief; written out in the queries, since only so they meet the index.
    """CREATE INDEX development_origins ON record (json_extract(payload, '$.origins'), day)
        WHERE kind = 'development'""",
    # Who published on which days, without the pages on which the texts lie.
    "CREATE INDEX document_publisher ON document (substr(published, 1, 10), publisher)",
)

# Developments by when they took place, else by their first report; written out in `linked` in the same words. The kind
# stands in it too, else SQLite takes the index of kinds.
_DAYS_OF_DEVELOPMENTS = """CREATE INDEX development_when ON record (kind, coalesce(
    substr(json_extract(payload, '$.date.start'), 1, 10), substr(json_extract(payload, '$.first_report'), 1, 10)))
    WHERE kind = 'development'"""


_ORDER = (
    # Happenings under one key in the order in which they are told, so that the latest before any are next to it.
    "DROP TABLE happening_key",
    """CREATE TABLE happening_key (
        key TEXT NOT NULL, moment INTEGER NOT NULL, rank INTEGER NOT NULL,
        record INTEGER NOT NULL REFERENCES happening (record) ON DELETE CASCADE,
        PRIMARY KEY (key, moment, rank, record)) WITHOUT ROWID""",
    "CREATE INDEX happening_key_record ON happening_key (record, moment, rank)",
    "CREATE INDEX shingle_document ON shingle (document)",
)


_TOKENS = """CREATE TABLE token (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    created TEXT NOT NULL, last_used TEXT) WITHOUT ROWID"""

# The user's own entries too. `seen` is the row of the last article that was stored when the search was looked at.
_SAVED_SEARCHES = """CREATE TABLE saved_search (
    name TEXT PRIMARY KEY, query TEXT NOT NULL, created TEXT NOT NULL, looked TEXT NOT NULL, seen INTEGER NOT NULL)
    WITHOUT ROWID"""

_WAYS = (
    # What articles have of an actor, by its id: what it is called, without all else in which it takes part.
    "CREATE INDEX actor_id ON record (id, document) WHERE kind = 'actor'",
    # Who bears a name; in one index with the ids, so that it need not read what every article has of them.
    "CREATE INDEX actor_name ON record (name, id) WHERE name IS NOT NULL",
    "DROP INDEX record_name",
    # What is disputed about a development. The kind stands in it too, else SQLite takes the index of kinds.
    """CREATE INDEX contradiction_about ON record (kind, json_extract(payload, '$.about'))
        WHERE kind = 'contradiction'""",
)

# The articles of one outlet, the newest first.
_OUTLETS = "CREATE INDEX document_outlet ON document (publisher, substr(published, 1, 10)) WHERE publisher IS NOT NULL"


_COLLECTING = (
    # When a feed was asked and answered last, and when it is due; moments are UTC, to the second, ending in Z.
    """CREATE TABLE feed (
        address TEXT PRIMARY KEY, asked TEXT, answered TEXT, due TEXT, failures INTEGER NOT NULL DEFAULT 0, reason TEXT,
        listed INTEGER) WITHOUT ROWID""",
    # A page that a feed listed, under its canonical address: it waits until it is stored or given up, and stays here
    # after that, so that it is never fetched again.
    """CREATE TABLE page (
        address TEXT PRIMARY KEY, feed TEXT NOT NULL, seen TEXT NOT NULL, due TEXT, attempts INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL, reason TEXT, entry TEXT, document TEXT, ended TEXT) WITHOUT ROWID""",
    "CREATE INDEX page_due ON page (due) WHERE state = 'waiting'",
    "CREATE INDEX page_ended ON page (ended) WHERE ended IS NOT NULL",
    # What collecting did on a day of the desk: without it, a day without news and one without a network look alike.
    """CREATE TABLE collection (
        day TEXT NOT NULL, feed TEXT NOT NULL, polls INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
        listed INTEGER NOT NULL DEFAULT 0, new INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0,
        known INTEGER NOT NULL DEFAULT 0, given_up INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, feed)) WITHOUT ROWID""",
)

_ALERTS = (
    # An alert stays for good: its key is what keeps it from being told twice. `payload` is the alert as JSON.
    """CREATE TABLE alert (
        key TEXT PRIMARY KEY, rule TEXT NOT NULL, kind TEXT NOT NULL, made TEXT NOT NULL, state TEXT NOT NULL,
        digested TEXT, payload TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX alert_made ON alert (made)",
    # One attempt to tell one channel: 'trying' is written before the message leaves, so that a crash never doubles it.
    """CREATE TABLE delivery (
        alert TEXT NOT NULL, channel TEXT NOT NULL, state TEXT NOT NULL, tried TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 1, reason TEXT, PRIMARY KEY (alert, channel)) WITHOUT ROWID""",
    "CREATE TABLE mute (what TEXT PRIMARY KEY, until TEXT, made TEXT NOT NULL) WITHOUT ROWID",
    # Where each rule and the digest stand: what was there before a rule was first asked is no news.
    "CREATE TABLE alert_mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

# Where the date of an article was found; of those that are here already nobody knows.
_PUBLISHED_FROM = "ALTER TABLE document ADD COLUMN published_from TEXT"

_DAYS_OF_PAGES = (
    # The day of the desk on which a page ended: the moment alone does not tell it, since the desk has a time zone.
    "ALTER TABLE page ADD COLUMN day TEXT",
    "ALTER TABLE collection ADD COLUMN not_article INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX page_day ON page (day, document) WHERE state = 'stored'",
    # Without those that wait, else SQLite takes it for them too, and sorts all to find those that are due.
    "CREATE INDEX page_state ON page (state, ended) WHERE ended IS NOT NULL",
    "DROP INDEX page_ended",
)

_SENDING = (
    # Why an alert is held back or muted, and when it was chosen to be sent: the caps of a day count by that.
    "ALTER TABLE alert ADD COLUMN reason TEXT",
    "ALTER TABLE alert ADD COLUMN chosen TEXT",
    "CREATE INDEX alert_chosen ON alert (chosen) WHERE chosen IS NOT NULL",
    "CREATE INDEX alert_new ON alert (made) WHERE state = 'new'",
    "CREATE INDEX alert_undigested ON alert (made) WHERE digested IS NULL AND state <> 'old'",
    "CREATE INDEX alert_digested ON alert (digested) WHERE digested IS NOT NULL",
    # When a message that failed is tried again.
    "ALTER TABLE delivery ADD COLUMN due TEXT",
    "CREATE INDEX delivery_waiting ON delivery (due) WHERE state = 'waiting'",
    "CREATE INDEX delivery_trying ON delivery (tried) WHERE state = 'trying'",
)


_BRIDGES = (
    # A development can be several groups of tellings: `joined` is the first telling of the group, `lead` as before that
    # of the development. A telling that is like another group as well bridges the two; where
    # `whole` is 0 it is like one of the other's tellings, but not like them on the average.
    "ALTER TABLE happening ADD COLUMN joined INTEGER",
    "UPDATE happening SET joined = lead",
    # What the days of a group keep apart from it is asked without its tellings: of each sort of them the outer two.
    "ALTER TABLE happening ADD COLUMN sort TEXT",
    "ALTER TABLE happening ADD COLUMN since INTEGER",
    "ALTER TABLE happening ADD COLUMN until INTEGER",
    "CREATE INDEX happening_joined ON happening (joined, sort, since, until)",
    """CREATE TABLE bridge (
        record INTEGER NOT NULL REFERENCES happening (record) ON DELETE CASCADE, other INTEGER NOT NULL,
        whole INTEGER NOT NULL, PRIMARY KEY (record, other)) WITHOUT ROWID""",
    "CREATE INDEX bridge_other ON bridge (other) WHERE whole",
)


_FAMILIES = (
    # Which groups are one development, without a look at their tellings.
    "CREATE INDEX happening_family ON happening (lead, joined)",
    "DROP INDEX happening_lead",
)


_SIZES = (
    # How many runs of words stand for an article, so that they needn't be counted for each that shares some.
    """CREATE TABLE sample (
        document INTEGER PRIMARY KEY REFERENCES document ("row") ON DELETE CASCADE, size INTEGER NOT NULL)""",
    "INSERT INTO sample SELECT document, count(*) FROM shingle GROUP BY document",
    # Both groups that a telling bridges in one row, so that those of a group are found without a look at its tellings.
    "ALTER TABLE bridge ADD COLUMN joined INTEGER",
    "UPDATE bridge SET joined = (SELECT joined FROM happening WHERE happening.record = bridge.record)",
    "CREATE INDEX bridge_joined ON bridge (joined, other) WHERE whole",
    "DROP INDEX bridge_other",
    "CREATE INDEX bridge_other ON bridge (other, joined) WHERE whole",
)


_OUTLINES = (
    # What a development takes from an event and its article, so that neither is read whole for each telling. All three
    # are noted when they are first asked for.
    "ALTER TABLE happening ADD COLUMN outline TEXT",
    "ALTER TABLE sample ADD COLUMN second INTEGER",
    "ALTER TABLE sample ADD COLUMN house TEXT",
    # By which rules articles were linked is asked before each linking.
    "CREATE INDEX linked_rules ON linked (rules)",
)


_ENDS = (
    # SQLite looks at the column of an index's own condition: without it in the index each bridge was read by itself.
    "DROP INDEX bridge_joined",
    "DROP INDEX bridge_other",
    "CREATE INDEX bridge_joined ON bridge (joined, other, whole) WHERE whole",
    "CREATE INDEX bridge_other ON bridge (other, joined, whole) WHERE whole",
    # The heads of articles are read without their texts.
    "DROP INDEX document_origin",
    "CREATE INDEX document_origin ON document (id, publisher, published)",
)


def _all(*statements: str) -> Callable[[Connection], None]:
    def change(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return change


Migration = tuple[str, Callable[[Connection], None]]
MIGRATIONS: tuple[Migration, ...] = (
    ("0001-first-tables", _all(*_FIRST)),
    ("0002-outcomes", _all(*_OUTCOMES)),
    ("0003-days-of-documents", _all("CREATE INDEX document_day ON document (substr(published, 1, 10))")),
    ("0004-links", _all(*_LINKS)),
    ("0005-corrections", _all(*_CORRECTIONS)),
    ("0006-pairs", _all(*_PAIRS)),
    ("0007-situations", _all(*_SITUATIONS)),
    ("0008-days-of-developments", _all(_DAYS_OF_DEVELOPMENTS)),
    ("0009-order-of-happenings", _all(*_ORDER)),
    ("0010-tokens", _all(_TOKENS)),
    ("0011-saved-searches", _all(_SAVED_SEARCHES)),
    ("0012-ways", _all(*_WAYS)),
    ("0013-outlets", _all(_OUTLETS)),
    ("0014-collecting", _all(*_COLLECTING)),
    ("0015-alerts", _all(*_ALERTS)),
    ("0016-published-from", _all(_PUBLISHED_FROM)),
    ("0017-days-of-pages", _all(*_DAYS_OF_PAGES)),
    ("0018-sending", _all(*_SENDING)),
    ("0019-outside", _all(*outside_tables.TABLES)),
    ("0020-days-of-actors", _all(*day_tables.TABLES)),
    ("0021-alerts-by-state", _all("CREATE INDEX alert_state ON alert (state, made)", "DROP INDEX alert_new")),
    ("0022-bridges", _all(*_BRIDGES)),
    ("0023-families", _all(*_FAMILIES)),
    ("0024-sizes", _all(*_SIZES)),
    ("0025-outlines", _all(*_OUTLINES)),
    ("0026-ends-of-bridges", _all(*_ENDS)),
    ("0027-kin", _all(*kin_tables.TABLES)),
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
