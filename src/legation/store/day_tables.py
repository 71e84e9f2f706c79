"""The tables by which pages find the newest that somebody takes part in, without a look at all the rest."""

# The day on which a development stands: written out as in the index of developments and in `linked`.
WHEN = """coalesce(substr(json_extract({0}.payload, '$.date.start'), 1, 10),
    substr(json_extract({0}.payload, '$.first_report'), 1, 10), '')"""
# Whom developments name themselves; `role` is 'both' where somebody acts and is acted on.
OF_THEMSELVES = f"""
    INSERT INTO development_party (party, day, record, type, role)
    SELECT named.actor, {WHEN.format("made")}, made."row", made.type,
        CASE WHEN min(named.role) = max(named.role) THEN min(named.role) ELSE 'both' END
    FROM {{developments}} CROSS JOIN record_actor AS named ON named.record = made."row"
    WHERE made.kind = 'development' GROUP BY named.actor, made."row"
"""
# And whom the events do of which they are made.
OF_EVENTS = f"""
    INSERT INTO development_party (party, day, record, type, role)
    SELECT part.party, {WHEN.format("made")}, made."row", made.type,
        CASE WHEN min(part.role) = max(part.role) THEN min(part.role) ELSE 'both' END
    FROM {{developments}} CROSS JOIN derived ON derived.record = made."row" AND derived.kind = 'development'
    CROSS JOIN happening ON happening.lead = derived."of"
    CROSS JOIN record_party AS part ON part.record = happening.record AND part.kind = 'event'
    WHERE made.kind = 'development' GROUP BY part.party, made."row"
    ON CONFLICT DO UPDATE SET role = 'both' WHERE role <> excluded.role
"""
# The same where row, first event, day and type of each are known: from its payload, which names all its tellings, the
# day would be read once for each of them.
OF_EVENTS_KNOWN = """
    WITH made ("row", lead, day, type) AS MATERIALIZED (
        SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
            json_extract(value, '$[3]') FROM json_each(:made))
    INSERT INTO development_party (party, day, record, type, role)
    SELECT part.party, made.day, made."row", made.type,
        CASE WHEN min(part.role) = max(part.role) THEN min(part.role) ELSE 'both' END
    FROM made CROSS JOIN happening ON happening.lead = made.lead
    CROSS JOIN record_party AS part ON part.record = happening.record AND part.kind = 'event'
    WHERE true GROUP BY made."row", part.party
    ON CONFLICT DO UPDATE SET role = 'both' WHERE role <> excluded.role
"""
# Who takes part by its own id. A country's own records are told from those of its people only where pages do so.
OWN = "(instr(actor, ':') OR kind = 'prediction')"

# Counts that pages show are kept while records come and go, since to count millions takes seconds.
_COUNTED = ("self", "speaker", "actor", "recipient")
_TALLIES = (
    "CREATE TABLE tally (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO tally SELECT kind, count(*) FROM record GROUP BY kind",
    "INSERT INTO tally SELECT 'document', count(*) FROM document",
    """CREATE TABLE actor_tally (
        actor TEXT PRIMARY KEY, articles INTEGER NOT NULL, statements INTEGER NOT NULL, acts INTEGER NOT NULL)
        WITHOUT ROWID""",
    f"""INSERT INTO actor_tally SELECT actor, sum(role = 'self'), sum(role = 'speaker'),
        sum(role IN ('actor', 'recipient')) FROM record_actor WHERE role IN {_COUNTED} GROUP BY actor""",
    *(
        f"""CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON {table} BEGIN
            INSERT INTO tally VALUES ({name.format(row)}, {sign}1)
                ON CONFLICT (name) DO UPDATE SET number = number + excluded.number; END"""
        for table, name in (("record", "{}.kind"), ("document", "'document'"))
        for event, row, sign in (("INSERT", "new", ""), ("DELETE", "old", "-"))
    ),
    *(
        f"""CREATE TRIGGER record_actor_{event.lower()} AFTER {event} ON record_actor
            WHEN {row}.role IN {_COUNTED} BEGIN
            INSERT INTO actor_tally VALUES ({row}.actor, {sign}({row}.role = 'self'), {sign}({row}.role = 'speaker'),
                {sign}({row}.role IN ('actor', 'recipient')))
                ON CONFLICT (actor) DO UPDATE SET articles = articles + excluded.articles,
                statements = statements + excluded.statements, acts = acts + excluded.acts; END"""
        for event, row, sign in (("INSERT", "new", ""), ("DELETE", "old", "-"))
    ),
)

TABLES = (
    *_TALLIES,
    """CREATE TABLE record_own (
        actor TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, record INTEGER NOT NULL REFERENCES record ("row")
        ON DELETE CASCADE, role TEXT NOT NULL, PRIMARY KEY (actor, kind, day, record, role)) WITHOUT ROWID""",
    f"""INSERT INTO record_own (actor, kind, day, record, role)
        SELECT named.actor, record.kind, coalesce(record.day, ''), named.record, named.role
        FROM record_actor AS named JOIN record ON record."row" = named.record
        WHERE record.kind IN ('event', 'pressure', 'statement', 'silence', 'tie', 'prediction') AND {OWN}
        ORDER BY 1, 2, 3, 4, 5""",
    "CREATE INDEX record_own_record ON record_own (record)",
    # Developments by who takes part in them, itself or as a country, and by the day on which they stand.
    """CREATE TABLE development_party (
        party TEXT NOT NULL, day TEXT NOT NULL, record INTEGER NOT NULL REFERENCES record ("row") ON DELETE CASCADE,
        type TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (party, day, record)) WITHOUT ROWID""",
    OF_THEMSELVES.format(developments="record AS made"),
    OF_EVENTS.format(developments="record AS made"),
    "CREATE INDEX development_party_record ON development_party (record)",
    # Whom the statements of a party speak of; see `pairing`.
    """CREATE TEMPORARY VIEW party AS SELECT named.record, named.role, coalesce(record.day, '') AS day,
        CASE WHEN json_extract(person.payload, '$.country')
            IN ('IGO', 'UNO', 'EUR', 'NGO', 'MNC', 'ISM') OR (json_extract(person.payload, '$.kind') = 'person'
            AND json_extract(person.payload, '$.sector') IN ('IGO', 'UNO')) THEN named.actor
            ELSE coalesce(json_extract(person.payload, '$.country'), named.actor) END AS id
        FROM record_actor AS named JOIN record ON record."row" = named.record
        LEFT JOIN record AS person ON person.document = record.document AND person.kind = 'actor'
            AND person.id = named.actor
        WHERE record.kind = 'statement'""",
    """INSERT OR IGNORE INTO record_pair (target, act, source, day, record)
        SELECT target.id, 'speaks', source.id, source.day, source.record
        FROM party AS source JOIN party AS target ON target.record = source.record
        WHERE source.role = 'speaker' AND target.role IN ('about', 'addressee') AND source.id <> target.id
            AND source.id NOT LIKE 'unnamed:%' AND target.id NOT LIKE 'unnamed:%' AND source.id NOT LIKE 'group:-:%'
            AND target.id NOT LIKE 'group:-:%' AND source.id NOT LIKE 'person:unresolved:%'
            AND target.id NOT LIKE 'person:unresolved:%' ORDER BY 1, 2, 3, 4, 5""",
    "DROP VIEW party",
    # Who brought an article, without the page on which its text lies.
    "CREATE INDEX document_origin ON document (id, publisher)",
)
