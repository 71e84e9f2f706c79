"""The tables of other projects' events; nothing else in the store reads or counts them."""

TABLES = (
    # One event table that was read, and how many of its rows were new.
    """CREATE TABLE outside_file (
        "row" INTEGER PRIMARY KEY, dataset TEXT NOT NULL, name TEXT NOT NULL, rows INTEGER NOT NULL DEFAULT 0,
        UNIQUE (dataset, name))""",
    # The days whose reports a data set has, so that a day without a row of two parties is told from one never loaded.
    "CREATE TABLE outside_day (dataset TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (dataset, day)) WITHOUT ROWID",
    # An event as another project coded it. Numbers of ICEWS repeat, so the day is part of the key.
    """CREATE TABLE outside (
        "row" INTEGER PRIMARY KEY, dataset TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, told TEXT NOT NULL,
        actor TEXT, recipient TEXT, actor_name TEXT, actor_country TEXT, recipient_name TEXT, recipient_country TEXT,
        code TEXT NOT NULL, type TEXT, mode TEXT, quad INTEGER, quad_as_written TEXT, contexts TEXT, intensity REAL,
        mentions INTEGER, sources INTEGER, articles INTEGER, publisher TEXT, url TEXT, line INTEGER NOT NULL,
        file INTEGER NOT NULL REFERENCES outside_file ("row"), UNIQUE (dataset, id, day))""",
    # What two parties do: with all that a comparison counts, so that it need not read the rows.
    """CREATE INDEX outside_pair ON outside (actor, recipient, dataset, day, type, articles)
        WHERE actor IS NOT NULL AND recipient IS NOT NULL""",
    "CREATE INDEX outside_actor ON outside (actor, dataset, day) WHERE actor IS NOT NULL",
    "CREATE INDEX outside_recipient ON outside (recipient, dataset, day) WHERE recipient IS NOT NULL",
    "CREATE INDEX outside_when ON outside (dataset, day)",
)
