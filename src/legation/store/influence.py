"""Questions about influence: what parties have in hand to move others, who was asked to, and what they answered.

All go by the pairs of `record_pair` and by the parties of `record_party`, so the work depends on how much lies between
the parties asked about, and payloads are read for few records.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from legation.records import Actor, AnyRecord
from legation.store import overview, query
from legation.store.codec import from_json
from legation.store.dyads import seen
from legation.store.origins import MANY
from legation.store.schema import document

_NEAR = text("""
    SELECT source, act, max(day) AS day, count(*) AS told, count(DISTINCT day) AS days FROM record_pair
    WHERE target = :target AND act IN (SELECT value FROM json_each(:acts)) AND day <= :until GROUP BY act, source
""")
_WANTED = """
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source FROM json_each(:keys))
"""
_OF_WANTED = "pair.target = wanted.target AND pair.act = wanted.act AND pair.source = wanted.source"
_NEWEST = text(f"""{_WANTED}
    SELECT wanted.target, wanted.act, wanted.source, record.day, record."row", record.document
    FROM wanted CROSS JOIN json_each((SELECT json_group_array(record) FROM (
        SELECT record FROM record_pair AS pair WHERE {_OF_WANTED} AND pair.day <= :until
            ORDER BY pair.day DESC, pair.record DESC LIMIT :most))) AS one
    CROSS JOIN record ON record."row" = one.value
""")
_TOLD = text(f"""{_WANTED}
    SELECT wanted.target, wanted.act, wanted.source, (SELECT count(*) FROM (
        SELECT 1 FROM record_pair AS pair WHERE {_OF_WANTED} AND pair.day <= :until GROUP BY pair.day)) FROM wanted
""")
# The days of a pair come as one value: they lie in order, so nothing sorts them, and most pairs have none.
_DAYS = text(f"""{_WANTED}
    SELECT * FROM (SELECT wanted.target, wanted.act, wanted.source, (SELECT json_group_object(day, record) FROM (
        SELECT pair.day, min(pair.record) AS record FROM record_pair AS pair
        WHERE {_OF_WANTED} AND pair.day BETWEEN :since AND :until GROUP BY pair.day)) AS days FROM wanted)
    WHERE days <> '{{}}'
""")
# One record of each pair and act: a look into the index for each, whatever lies between them.
_LAST = text(f"""{_WANTED}
    SELECT wanted.target, wanted.act, wanted.source, record.day, record."row", record.document
    FROM wanted CROSS JOIN record ON record."row" = (SELECT pair.record FROM record_pair AS pair
        WHERE {_OF_WANTED} AND pair.day <= :until ORDER BY pair.day DESC, pair.record DESC LIMIT 1)
""")
_FIRST = text(f"""
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source, json_extract(value, '$[3]') AS since,
        json_extract(value, '$[4]') AS until FROM json_each(:keys))
    SELECT wanted.target, wanted.act, wanted.source, wanted.since, wanted.until,
        record.day, record."row", record.document, record.kind, record.payload
    FROM wanted CROSS JOIN record ON record."row" = (SELECT pair.record FROM record_pair AS pair
        WHERE {_OF_WANTED} AND pair.day BETWEEN wanted.since AND wanted.until
        ORDER BY pair.day, pair.record LIMIT 1)
""")
_DEALING = text("""
    WITH act AS MATERIALIZED (SELECT value FROM json_each(:acts))
    SELECT other.value FROM json_each(:others) AS other
    WHERE EXISTS (SELECT 1 FROM act CROSS JOIN record_pair AS pair ON pair.target = :one AND pair.act = act.value
            AND pair.source = other.value AND pair.day <= :until)
        OR EXISTS (SELECT 1 FROM act CROSS JOIN record_pair AS pair ON pair.target = other.value
            AND pair.act = act.value AND pair.source = :one AND pair.day <= :until)
""")
# From a copy up to the text of which it is one, and has the report. Most articles are
# no copies and have none: that is seen without reading them.
_COPIES = text("""
    WITH RECURSIVE given AS MATERIALIZED (SELECT document.id, document."row" AS document
        FROM json_each(:documents) AS wanted CROSS JOIN document ON document.id = wanted.value
        WHERE EXISTS (SELECT 1 FROM copy WHERE copy.document = document."row")
            OR EXISTS (SELECT 1 FROM copy WHERE copy.parent = document."row")),
    up (id, document) AS (SELECT id, document FROM given
        UNION SELECT up.id, copy.parent FROM up CROSS JOIN copy ON copy.document = up.document)
    SELECT up.id AS document, report.document AS first,
        coalesce(nullif(json_extract(report.payload, '$.origin'), ''),
            json_extract(report.payload, '$.agency')) AS origin
    FROM up CROSS JOIN document AS origin ON origin."row" = up.document
        AND EXISTS (SELECT 1 FROM copy WHERE copy.parent = up.document)
    CROSS JOIN record AS report ON report.document = origin.id AND report.kind = 'report'
""")
# Of very many articles it is quicker to look at all reports.
_COPIES_OF_MANY = text("""
    SELECT copy.value AS document, report.document AS first,
        coalesce(nullif(json_extract(report.payload, '$.origin'), ''),
            json_extract(report.payload, '$.agency')) AS origin
    FROM record AS report CROSS JOIN json_each(report.payload, '$.documents') AS copy
    WHERE report.kind = 'report' AND copy.value IN (SELECT value FROM json_each(:documents))
""")
# Both at once: what is no copy brought its text itself; for a copy a second row follows.
_BROUGHT = text("""
    WITH RECURSIVE given AS MATERIALIZED (SELECT document.id, document."row" AS document, document.publisher,
            EXISTS (SELECT 1 FROM copy WHERE copy.document = document."row")
                OR EXISTS (SELECT 1 FROM copy WHERE copy.parent = document."row") AS copied
        FROM json_each(:documents) AS wanted
        CROSS JOIN document INDEXED BY document_origin ON document.id = wanted.value),
    up (id, document) AS (SELECT id, document FROM given WHERE copied
        UNION SELECT up.id, copy.parent FROM up CROSS JOIN copy ON copy.document = up.document)
    SELECT id, id, publisher FROM given
    UNION ALL SELECT up.id, report.document, coalesce(nullif(json_extract(report.payload, '$.origin'), ''),
        nullif(json_extract(report.payload, '$.agency'), ''), origin.publisher)
    FROM up CROSS JOIN document AS origin ON origin."row" = up.document
        AND EXISTS (SELECT 1 FROM copy WHERE copy.parent = up.document)
    CROSS JOIN record AS report ON report.document = origin.id AND report.kind = 'report'
""")
_RECORDS = text("""
    SELECT "row", kind, payload FROM record WHERE "row" IN (SELECT value FROM json_each(:rows))
""")


Near = tuple[str, str, str, int, int]  # source, act, the last day of telling (empty: none known), records, days

# By id, else by name; so many actors of a name are looked at, since a name is borne in thousands of articles.
_BY_ID = text("""
    SELECT record.payload FROM record_actor AS named JOIN record ON record."row" = named.record
    WHERE named.actor = :id AND named.role = 'self' LIMIT 1
""")
_BY_NAME = text("SELECT payload FROM record WHERE name = :name AND kind = 'actor' LIMIT 500")


class Pair(NamedTuple):
    """A stored record that tells of an act of a source towards a target."""

    target: str
    act: str
    source: str
    day: str | None
    row: int
    document: str = ""


class Copy(NamedTuple):
    """The first of the copies of a text, and who brought it, if the text says so."""

    first: str
    origin: str | None


Line = tuple[str, str]  # a kind of record, and a record of it as JSON
Key = tuple[str, str, str]  # target, act, source
Within = tuple[str, str, str, str, str]  # a key, and the first and the last of some days


def last_day() -> Callable[[Connection], str | None]:
    """Ask for the last day on which an article was published."""

    def question(connection: Connection) -> str | None:
        found = select(query.DAY).where(query.DAY.is_not(None)).order_by(query.DAY.desc()).limit(1)
        return connection.execute(found).scalar()

    return question


def read_until(day: str) -> Callable[[Connection], int]:
    """Ask how many articles were published until a day, or on no known day."""

    def question(connection: Connection) -> int:
        # All less what is later: that is mostly nothing, and the number of all is kept.
        later = select(func.count()).select_from(document).where(day < query.DAY)
        return overview.articles(connection) - int(connection.execute(later).scalar_one())

    return question


def near(target: str, acts: Sequence[str], until: str) -> Callable[[Connection], tuple[Near, ...]]:
    """Ask who did what of these acts towards the target, until a day."""

    def question(connection: Connection) -> tuple[Near, ...]:
        values = {"target": target, "acts": json.dumps(list(acts)), "until": until}
        return tuple(tuple(row) for row in connection.execute(_NEAR, values).all())

    return question


def newest(keys: Iterable[Key], until: str, most: int) -> Callable[[Connection], tuple[Pair, ...]]:
    """Ask for the newest records of each pair and act, until a day."""

    def question(connection: Connection) -> tuple[Pair, ...]:
        values = {"keys": json.dumps(list(keys)), "most": most, "until": until}
        return tuple(map(Pair._make, connection.execute(_NEWEST, values).all()))

    return question


def told(keys: Iterable[Key], until: str) -> Callable[[Connection], Mapping[Key, int]]:
    """Ask on how many days each pair and act was told, until a day."""

    def question(connection: Connection) -> Mapping[Key, int]:
        rows = connection.execute(_TOLD, {"keys": json.dumps(list(keys)), "until": until}).all()
        return {(target, act, source): number for target, act, source, number in rows}

    return question


def dealing(one: str, others: Iterable[str], acts: Sequence[str], until: str) -> Callable[[Connection], frozenset[str]]:
    """Ask with which of the others a party has to do: any of these acts lies between the two, until a day."""

    def question(connection: Connection) -> frozenset[str]:
        values = {"one": one, "others": json.dumps(list(others)), "acts": json.dumps(list(acts)), "until": until}
        return frozenset(connection.execute(_DEALING, values).scalars().all())

    return question


def days(keys: Iterable[Key], since: str, until: str) -> Callable[[Connection], tuple[Pair, ...]]:
    """Ask on which days each pair and act was told, with a record of each day."""

    def question(connection: Connection) -> tuple[Pair, ...]:
        values = {"keys": json.dumps(sorted(set(keys))), "since": since, "until": until}
        rows = connection.execute(_DAYS, values).all()
        return tuple(Pair(t, a, s, day, row) for t, a, s, found in rows for day, row in json.loads(found).items())

    return question


def first(keys: Iterable[Within]) -> Callable[[Connection], Mapping[Within, tuple[Pair, AnyRecord]]]:
    """Ask for the first record of each pair and act in the days that go with it; of most there is none."""

    def question(connection: Connection) -> Mapping[Within, tuple[Pair, AnyRecord]]:
        rows = connection.execute(_FIRST, {"keys": json.dumps(sorted(set(keys)))}).all()
        return {tuple(row[:5]): (Pair(*row[:3], *row[5:8]), from_json(row.kind, row.payload)) for row in rows}

    return question


def last(keys: Iterable[Key], until: str) -> Callable[[Connection], tuple[Pair, ...]]:
    """Ask for the newest record of each pair and act, until a day."""

    def question(connection: Connection) -> tuple[Pair, ...]:
        rows = connection.execute(_LAST, {"keys": json.dumps(list(keys)), "until": until}).all()
        return tuple(map(Pair._make, rows))

    return question


def copies(documents: Iterable[str]) -> Callable[[Connection], Mapping[str, Copy]]:
    """Ask which of these articles are copies of one text, or its origin, and who brought it first."""
    ids = sorted(set(documents))
    asked = _COPIES if len(ids) <= MANY else _COPIES_OF_MANY

    def question(connection: Connection) -> Mapping[str, Copy]:
        rows = connection.execute(asked, {"documents": json.dumps(ids)}).all()
        return {document: Copy(first, origin) for document, first, origin in rows}

    return question


def brought(documents: Iterable[str]) -> Callable[[Connection], Mapping[str, Copy]]:
    """Ask for the first of the copies of each article, itself for one without, and who brought it or published it."""
    values = {"documents": json.dumps(sorted(set(documents)))}
    return lambda connection: {row[0]: Copy(row[1], row[2]) for row in connection.execute(_BROUGHT, values).all()}


def lines(rows: Iterable[int]) -> Callable[[Connection], Mapping[int, Line]]:
    """Ask for records by their rows, as the store has them: who needs few of them need not read all."""
    values = {"rows": json.dumps(sorted(set(rows)))}
    return lambda connection: {row: (kind, line) for row, kind, line in connection.execute(_RECORDS, values).all()}


def records(rows: Iterable[int]) -> Callable[[Connection], Mapping[int, AnyRecord]]:
    """Ask for whole records by their rows."""

    def question(connection: Connection) -> Mapping[int, AnyRecord]:
        return {row: from_json(*line) for row, line in lines(rows)(connection).items()}

    return question


def bearers(name: str) -> Callable[[Connection], tuple[Actor, ...]]:
    """Ask who has this id or, else, bears this name; each once."""

    def question(connection: Connection) -> tuple[Actor, ...]:
        own = connection.execute(_BY_ID, {"id": name.strip()}).scalars().all()
        lines = own or connection.execute(_BY_NAME, {"name": name.strip().casefold()}).scalars().all()
        actors = [each for line in lines if isinstance(each := from_json("actor", line), Actor)]
        return tuple({(each.id, each.country): each for each in reversed(actors)}.values())

    return question


def known(parties: Iterable[str]) -> Callable[[Connection], Mapping[str, Actor]]:
    """Ask for parties as some article has them; those that no article names themselves are left out."""
    return seen(sorted(set(parties)))
