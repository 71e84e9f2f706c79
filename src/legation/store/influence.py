"""Questions about influence: what parties have in hand to move others, who was asked to, and what they answered.

All go by the pairs of `record_pair` and by the parties of `record_party`, so the work depends on how much lies between
the parties asked about, and payloads are read for few records.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from legation.records import Actor, AnyRecord
from legation.store import query
from legation.store.codec import from_json
from legation.store.dyads import seen
from legation.store.origins import MANY
from legation.store.schema import document

_NEAR = text("""
    SELECT source, act, max(day) AS day, count(*) AS told FROM record_pair
    WHERE target = :target AND act IN (SELECT value FROM json_each(:acts)) AND day <= :until GROUP BY act, source
""")
_NEWEST = text("""
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source FROM json_each(:keys)),
    newest AS MATERIALIZED (SELECT wanted.*, (SELECT json_group_array(record) FROM (
        SELECT record FROM record_pair AS pair WHERE pair.target = wanted.target AND pair.act = wanted.act
            AND pair.source = wanted.source AND pair.day <= :until ORDER BY pair.day DESC, pair.record DESC LIMIT :most
        )) AS found, (SELECT count(DISTINCT day) FROM record_pair AS pair WHERE pair.target = wanted.target
            AND pair.act = wanted.act AND pair.source = wanted.source AND pair.day <= :until) AS days FROM wanted)
    SELECT newest.target, newest.act, newest.source, record.day, record."row", record.document, newest.days
    FROM newest CROSS JOIN json_each(newest.found) AS one CROSS JOIN record ON record."row" = one.value
""")
_DAYS = text("""
    WITH wanted AS MATERIALIZED (SELECT json_extract(value, '$[0]') AS target, json_extract(value, '$[1]') AS act,
        json_extract(value, '$[2]') AS source FROM json_each(:keys))
    SELECT wanted.target, wanted.act, wanted.source, pair.day, min(pair.record) AS record
    FROM wanted CROSS JOIN record_pair AS pair ON pair.target = wanted.target AND pair.act = wanted.act
        AND pair.source = wanted.source AND pair.day BETWEEN :since AND :until
    GROUP BY wanted.target, wanted.act, wanted.source, pair.day
""")
_DEALING = text("""
    SELECT EXISTS (SELECT 1 FROM record_pair WHERE target = :one AND act IN (SELECT value FROM json_each(:acts))
            AND source = :other AND day <= :until)
        OR EXISTS (SELECT 1 FROM record_pair WHERE target = :other AND act IN (SELECT value FROM json_each(:acts))
            AND source = :one AND day <= :until)
""")
# From a copy up to the text of which it is one, and has the report. Most articles have no copies: that they are the
# parent of none is seen without reading them.
_COPIES = text("""
    WITH RECURSIVE up (id, document) AS (
        SELECT document.id, document."row" FROM json_each(:documents) AS wanted
            CROSS JOIN document ON document.id = wanted.value
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
_PUBLISHERS = text("SELECT id, publisher FROM document WHERE id IN (SELECT value FROM json_each(:documents))")
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
        dated = select(func.count()).select_from(document).where(day >= query.DAY)
        undated = select(func.count()).select_from(document).where(query.DAY.is_(None))
        return int(connection.execute(dated).scalar_one()) + int(connection.execute(undated).scalar_one())

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


def dealing(one: str, other: str, acts: Sequence[str], until: str) -> Callable[[Connection], bool]:
    """Ask whether any of these acts lies between two parties, until a day."""

    def question(connection: Connection) -> bool:
        values = {"one": one, "other": other, "acts": json.dumps(list(acts)), "until": until}
        return bool(connection.execute(_DEALING, values).scalar())

    return question


def days(keys: Iterable[Key], since: str, until: str) -> Callable[[Connection], tuple[Pair, ...]]:
    """Ask on which days each pair and act was told, with a record of each day."""

    def question(connection: Connection) -> tuple[Pair, ...]:
        values = {"keys": json.dumps(list(keys)), "since": since, "until": until}
        return tuple(Pair(*row) for row in connection.execute(_DAYS, values).all())

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
