"""The tables as queries see them. What makes and changes them is in `migrations`."""

from sqlalchemy import Boolean, Float, Integer, String, column, table

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
    column("published_from", String),
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

record_party = table(
    "record_party",
    column("party", String),
    column("kind", String),
    column("day", String),
    column("record", Integer),
    column("role", String),
)

record_pair = table(
    "record_pair",
    column("target", String),
    column("act", String),
    column("source", String),
    column("day", String),
    column("record", Integer),
)

record_own = table(
    "record_own",
    column("actor", String),
    column("kind", String),
    column("day", String),
    column("record", Integer),
    column("role", String),
)

development_party = table(
    "development_party",
    column("party", String),
    column("day", String),
    column("record", Integer),
    column("type", String),
    column("role", String),
)

tally = table(
    "tally",
    column("name", String),
    column("number", Integer),
)

actor_tally = table(
    "actor_tally",
    column("actor", String),
    column("articles", Integer),
    column("statements", Integer),
    column("acts", Integer),
)

shingle = table(
    "shingle",
    column("shingle", Integer),
    column("document", Integer),
)

sample = table(
    "sample",
    column("document", Integer),
    column("size", Integer),
    column("second", Integer),
    column("house", String),
)

copy = table(
    "copy",
    column("document", Integer),
    column("parent", Integer),
    column("kind", String),
)

happening = table(
    "happening",
    column("record", Integer),
    column("lead", Integer),
    column("profile", String),
    column("joined", Integer),
    column("sort", String),
    column("since", Integer),
    column("until", Integer),
    column("outline", String),
    column("moment", Integer),
    column("rank", Integer),
)

akin = table(
    "akin",
    column("record", Integer),
    column("other", Integer),
)

kin = table(
    "kin",
    column("one", Integer),
    column("other", Integer),
    column("share", Float),
    column("of", String),
)

happening_key = table(
    "happening_key",
    column("key", String),
    column("moment", Integer),
    column("rank", Integer),
    column("record", Integer),
)

derived = table(
    "derived",
    column("kind", String),
    column("of", Integer),
    column("record", Integer),
)

linked = table(
    "linked",
    column("document", Integer),
    column("rules", String),
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
    column("after", Integer),
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

correction = table(
    "correction",
    column("row", Integer),
    column("id", String),
    column("target", String),
    column("kind", String),
    column("document", String),
    column("sha256", String),
    column("verdict", String),
    column("made", String),
    column("supersedes", String),
    column("place", String),
    column("record", Integer),
    column("read", String),
    column("payload", String),
)

token = table(
    "token",
    column("name", String),
    column("hash", String),
    column("scope", String),
    column("created", String),
    column("last_used", String),
)

saved_search = table(
    "saved_search",
    column("name", String),
    column("query", String),
    column("created", String),
    column("looked", String),
    column("seen", Integer),
)

feed = table(
    "feed",
    column("address", String),
    column("asked", String),
    column("answered", String),
    column("due", String),
    column("failures", Integer),
    column("reason", String),
    column("listed", Integer),
)

page = table(
    "page",
    column("address", String),
    column("feed", String),
    column("seen", String),
    column("due", String),
    column("attempts", Integer),
    column("state", String),
    column("reason", String),
    column("entry", String),
    column("document", String),
    column("ended", String),
    column("day", String),
)

collection = table(
    "collection",
    column("day", String),
    column("feed", String),
    column("polls", Integer),
    column("failed", Integer),
    column("listed", Integer),
    column("new", Integer),
    column("stored", Integer),
    column("known", Integer),
    column("given_up", Integer),
    column("not_article", Integer),
)

alert = table(
    "alert",
    column("key", String),
    column("rule", String),
    column("kind", String),
    column("made", String),
    column("state", String),
    column("digested", String),
    column("payload", String),
    column("reason", String),
    column("chosen", String),
)

delivery = table(
    "delivery",
    column("alert", String),
    column("channel", String),
    column("state", String),
    column("tried", String),
    column("attempts", Integer),
    column("reason", String),
    column("due", String),
)

mute = table(
    "mute",
    column("what", String),
    column("until", String),
    column("made", String),
)

alert_mark = table(
    "alert_mark",
    column("name", String),
    column("value", String),
)

migration = table(
    "migration",
    column("name", String),
    column("applied", String),
)

TABLES = (
    document,
    record,
    record_actor,
    record_party,
    record_pair,
    record_own,
    development_party,
    tally,
    actor_tally,
    shingle,
    sample,
    copy,
    happening,
    akin,
    kin,
    happening_key,
    derived,
    linked,
    run,
    failure,
    outcome,
    correction,
    token,
    saved_search,
    feed,
    page,
    collection,
    alert,
    delivery,
    mute,
    alert_mark,
    migration,
)
