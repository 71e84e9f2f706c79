"""The tables as queries see them. What makes and changes them is in `migrations`."""

from sqlalchemy import Boolean, Integer, String, column, table

document = table(
    "document",
    column("row", Integer),
    column("id", String),
    column("source_id", String),
    column("title", String),
    column("publisher", String),
    column("byline", String),
    column("dateline", String),
    column("url", String),
    column("published", String),
    column("language", String),
    column("text", String),
    column("sha256", String),
    column("source_format", String),
)

record = table(
    "record",
    column("row", Integer),
    column("id", String),
    column("kind", String),
    column("document", String),
    column("type", String),
    column("status", String),
    column("start", Integer),
    column("day", String),
    column("name", String),
    column("payload", String),
)

record_actor = table(
    "record_actor",
    column("record", Integer),
    column("actor", String),
    column("role", String),
)

run = table(
    "run",
    column("id", Integer),
    column("version", String),
    column("data_digest", String),
    column("model", String),
    column("started", String),
    column("finished", String),
    column("added", Integer),
    column("skipped", Integer),
    column("failed", Integer),
)

failure = table(
    "failure",
    column("id", Integer),
    column("run", Integer),
    column("source", String),
    column("line", Integer),
    column("reason", String),
)

outcome = table(
    "outcome",
    column("prediction", String),
    column("came_true", Boolean),
    column("decided", String),
    column("document", String),
    column("note", String),
)

migration = table(
    "migration",
    column("name", String),
    column("applied", String),
)

TABLES = (document, record, record_actor, run, failure, outcome, migration)
