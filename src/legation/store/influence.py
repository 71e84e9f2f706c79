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
    SELECT source, act, max(day) AS day, count(*) AS told FROM record_pair
    WHERE target = :target AND act IN (SELECT value FROM json_each(:acts)) AND day <= :until GROUP BY act, source
""")
# Of most pairs and acts nothing is told, and the count says so.
_NEWEST = text("""
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source FROM json_each(:keys)),
    told AS MATERIALIZED (SELECT wanted.*, (SELECT count(*) FROM (SELECT 1 FROM record_pair AS pair
        WHERE pair.target = wanted.target AND pair.act = wanted.act AND pair.source = wanted.source
            AND pair.day <= :until GROUP BY pair.day)) AS days FROM wanted)
    SELECT told.target, told.act, told.source, record.day, record."row", record.document, told.days
    FROM told CROSS JOIN json_each((SELECT json_group_array(record) FROM (
        SELECT record FROM record_pair AS pair WHERE pair.target = told.target AND pair.act = told.act
            AND pair.source = told.source AND pair.day <= :until ORDER BY pair.day DESC, pair.record DESC LIMIT :most
        ))) AS one
    CROSS JOIN record ON record."row" = one.value WHERE told.days > 0
""")
_DAYS = text("""
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source FROM json_each(:keys))
    SELECT wanted.target, wanted.act, wanted.source, pair.day, min(pair.record) AS record
    FROM wanted CROSS JOIN record_pair AS pair ON pair.target = wanted.target AND pair.act = wanted.act
        AND pair.source = wanted.source AND pair.day BETWEEN :since AND :until
    GROUP BY wanted.target, wanted.act, wanted.source, pair.day
""")
# One record of each pair and act: a look into the index for each, whatever lies between them.
_ONE = """
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source FROM json_each(:keys))
    SELECT wanted.target, wanted.act, wanted.source, record.day, record."row", record.document{more}
    FROM wanted CROSS JOIN record ON record."row" = (SELECT pair.record FROM record_pair AS pair
        WHERE pair.target = wanted.target AND pair.act = wanted.act AND pair.source = wanted.source
            AND pair.day BETWEEN :since AND :until ORDER BY pair.day {order}, pair.record {order} LIMIT 1)
"""
_FIRST = text(_ONE.format(order="ASC", more=", record.kind, record.payload"))
_LAST = text(_ONE.format(order="DESC", more=""))
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
_PUBLISHERS = text("""
    SELECT document.id, document.publisher FROM json_each(:documents) AS wanted
    CROSS JOIN document INDEXED BY document_origin ON document.id = wanted.value
""")
_RECORDS = text("""
    SELECT "row", kind, payload FROM record WHERE "row" IN (SELECT value FROM json_each(:rows))
""")


Near = tuple[str, str, str, int]  # source, act, the last day on which it was told (empty: none known), how many records

# By id, else by name; so many actors of a name are looked at, since a name is borne in thousands of articles.
_BY_ID = text("""
    SELECT record.payload FROM record_actor AS named JOIN record ON record."row" = named.record
    WHERE named.actor = :id AND named.role = 'self' LIMIT 1
""")
_BY_NAME = text("SELECT payload FROM record WHERE name = :name AND kind = 'actor' LIMIT 500")


class Pair(NamedTuple):
    """A stored record that tells of an act of a source towards a target, and on how many days that act was told."""

    target: str
    act: str
    source: str
    day: str | None
    row: int
    document: str = ""
    days: int = 1


class Copy(NamedTuple):
    """The first of the copies of a text, and who brought it, if the text says so."""

    first: str
    origin: str | None


Key = tuple[str, str, str]  # target, act, source


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
        return tuple(Pair(*row) for row in connection.execute(_NEWEST, values).all())

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
        values = {"keys": json.dumps(list(keys)), "since": since, "until": until}
        return tuple(Pair(*row) for row in connection.execute(_DAYS, values).all())

    return question


def first(keys: Iterable[Key], since: str, until: str) -> Callable[[Connection], tuple[tuple[Pair, AnyRecord], ...]]:
    """Ask for the first record of each pair and act in some days, the earliest first; a key that comes twice is one."""

    def question(connection: Connection) -> tuple[tuple[Pair, AnyRecord], ...]:
        values = {"keys": json.dumps(sorted(set(keys))), "since": since, "until": until}
        rows = sorted(connection.execute(_FIRST, values).all(), key=lambda row: row[3] or "")
        return tuple((Pair(*found), from_json(kind, payload)) for *found, kind, payload in rows)

    return question


def last(keys: Iterable[Key], until: str) -> Callable[[Connection], tuple[Pair, ...]]:
    """Ask for the newest record of each pair and act, until a day."""

    def question(connection: Connection) -> tuple[Pair, ...]:
        values = {"keys": json.dumps(list(keys)), "since": "", "until": until}
        return tuple(Pair(*row) for row in connection.execute(_LAST, values).all())

    return question


def copies(documents: Iterable[str]) -> Callable[[Connection], Mapping[str, Copy]]:
    """Ask which of these articles are copies of one text, or its origin, and who brought it first."""
    ids = sorted(set(documents))
    asked = _COPIES if len(ids) <= MANY else _COPIES_OF_MANY

    def question(connection: Connection) -> Mapping[str, Copy]:
        rows = connection.execute(asked, {"documents": json.dumps(ids)}).all()
        return {document: Copy(first, origin) for document, first, origin in rows}

    return question


def publishers(documents: Iterable[str]) -> Callable[[Connection], Mapping[str, str | None]]:
    """Ask for the publishers of articles."""

    def question(connection: Connection) -> Mapping[str, str | None]:
        rows = connection.execute(_PUBLISHERS, {"documents": json.dumps(sorted(set(documents)))}).all()
        return dict(map(tuple, rows))

    return question


def records(rows: Iterable[int]) -> Callable[[Connection], Mapping[int, AnyRecord]]:
    """Ask for whole records by their rows."""

    def question(connection: Connection) -> Mapping[int, AnyRecord]:
        found = connection.execute(_RECORDS, {"rows": json.dumps(sorted(set(rows)))})
        return {row.row: from_json(row.kind, row.payload) for row in found}

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
