"""Questions for a first look: how much there is, and which two have most to do with one another.

Each goes by an index, or looks at so many of the newest and no more.
"""

import json
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import Connection, text

from legation.store.pairing import NO_COUNTRY

# Who first brought a text counts once, however many outlets print it.
_SIZE = text("""
    WITH copied AS MATERIALIZED (
        SELECT copy.value AS id, coalesce(json_extract(report.payload, '$.origin'),
            json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
        FROM record AS report CROSS JOIN json_each(report.payload, '$.documents') AS copy
        CROSS JOIN document AS first ON first.id = report.document WHERE report.kind = 'report')
    SELECT count(*) AS articles, count(DISTINCT lower(document.publisher)) AS publishers,
        count(DISTINCT lower(coalesce(copied.origin, document.publisher, document.id))) AS origins,
        min(substr(document.published, 1, 10)) AS first, max(substr(document.published, 1, 10)) AS last
    FROM document LEFT JOIN copied ON copied.id = document.id
""")
_TALLY = text("SELECT number FROM tally WHERE name = :name")
_BETWEEN = text("""
    SELECT count(*) FROM (SELECT 1 FROM record_pair
        WHERE target = :target AND act >= 'event:' AND act < 'event;' AND source = :source LIMIT :most)
""")
_NEWEST = text("""
    WITH newest AS MATERIALIZED (
        SELECT "row" AS record FROM record WHERE kind = 'event' ORDER BY day DESC LIMIT :most)
    SELECT min(pair.source, pair.target) AS one, max(pair.source, pair.target) AS other,
        count(DISTINCT pair.record) AS number
    FROM newest CROSS JOIN record_pair AS pair ON pair.record = newest.record
    WHERE pair.act >= 'event:' AND pair.act < 'event;' AND pair.source <> pair.target
        AND pair.source NOT IN (SELECT value FROM json_each(:none))
        AND pair.target NOT IN (SELECT value FROM json_each(:none))
    GROUP BY 1, 2 ORDER BY number DESC, one, other LIMIT :few
""")
LOOKED_AT = 2000  # events: enough to tell who is busiest


class Size(NamedTuple):
    """How much there is: articles, publishers, origins, the outer two days, silences that articles tell."""

    articles: int
    publishers: int
    origins: int
    first: str | None
    last: str | None
    silences: int


class Busy(NamedTuple):
    """Two parties, in the order of their ids, and how many events were found between them."""

    one: str
    other: str
    events: int


def size(connection: Connection) -> Size:
    """Ask how much there is."""
    row = connection.execute(_SIZE).one()
    silences = of_kind("silence")(connection)
    return Size(row.articles, row.publishers, row.origins, row.first, row.last, silences)


def articles(connection: Connection) -> int:
    """Ask how many articles there are."""
    return of_kind("document")(connection)


def of_kind(kind: str) -> Callable[[Connection], int]:
    """Ask how many records of one kind there are; the tally is kept with them."""
    return lambda connection: int(connection.execute(_TALLY, {"name": kind}).scalar() or 0)


def busiest_of(parties: Iterable[str], most: int) -> Callable[[Connection], tuple[Busy, ...]]:
    """Ask between which two of some parties most events are told; pairs without any are left out."""

    def question(connection: Connection) -> tuple[Busy, ...]:
        found = []
        for one, other in combinations(sorted(set(parties)), 2):
            ways = ({"target": one, "source": other}, {"target": other, "source": one})
            counted = (connection.execute(_BETWEEN, {**way, "most": LOOKED_AT}).scalar_one() for way in ways)
            found.append(Busy(one, other, sum(counted)))
        told = sorted((each for each in found if each.events), key=lambda each: -each.events)
        return tuple(told[:most])

    return question


def busiest(most: int) -> Callable[[Connection], tuple[Busy, ...]]:
    """Ask between which two the newest events are told most often."""
    values = {"most": LOOKED_AT, "few": most, "none": json.dumps(NO_COUNTRY)}
    return lambda connection: tuple(Busy._make(row) for row in connection.execute(_NEWEST, values))
