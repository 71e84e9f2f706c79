"""Changes that let the store keep which tellings may be one happening, and how likely groups of them are."""

TABLES = (
    # Which earlier tellings may be one with a telling, and how likely two groups are one happening: the mean of the
    # chances of their first tellings, which `of` names. A telling that is like two groups bridges them no more.
    "DROP TABLE bridge",
    """CREATE TABLE akin (
        record INTEGER NOT NULL REFERENCES happening (record) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES happening (record) ON DELETE CASCADE,
        PRIMARY KEY (record, other)) WITHOUT ROWID""",
    "CREATE INDEX akin_other ON akin (other, record)",
    """CREATE TABLE kin (
        one INTEGER NOT NULL, other INTEGER NOT NULL, share REAL NOT NULL, "of" TEXT NOT NULL,
        PRIMARY KEY (one, other)) WITHOUT ROWID""",
    "CREATE INDEX kin_other ON kin (other, one)",
    # Of which group a telling is, without a look at its words.
    "CREATE INDEX happening_group ON happening (record, joined)",
    # Which tellings of a group are its first.
    "ALTER TABLE happening ADD COLUMN moment INTEGER",
    "ALTER TABLE happening ADD COLUMN rank INTEGER",
    "CREATE INDEX happening_told ON happening (joined, moment, rank)",
)
