"""Questions for a map: where developments took place, and between which parties they lie.

Developments are those told last in a window, so many at most; what is asked of each goes by an index.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, TextClause, text

from legation.records import Development
from legation.store.codec import from_json

_TOLD = """
    WITH told AS MATERIALIZED (SELECT "row", day, type, payload FROM record WHERE kind = 'development'
        AND day >= :since AND day <= :until {type} ORDER BY day DESC LIMIT :most)
"""
_PLACES = """
    SELECT json_extract(payload, '$.place.name') AS name, json_extract(payload, '$.place.country') AS country,
        json_extract(payload, '$.place.lat') AS lat, json_extract(payload, '$.place.lon') AS lon,
        count(*) AS developments, sum(json_extract(payload, '$.origins')) AS origins, max(day) AS last
    FROM told WHERE json_extract(payload, '$.place.name') IS NOT NULL GROUP BY 1, 2, 3, 4
    ORDER BY developments DESC, origins DESC, name
"""
_COUNT = "SELECT count(*) AS developments, count(json_extract(payload, '$.place.name')) AS placed FROM told"
# The record that leads a development knows its parties: countries for all who belong to them, and bodies by their ids.
_ROUTES = """
    , party AS MATERIALIZED (
        SELECT told."row" AS development, told.payload, record_party.party, record_party.role FROM told
        CROSS JOIN derived ON derived.record = told."row"
        CROSS JOIN record_party ON record_party.record = derived."of"
        UNION SELECT told."row", told.payload, record_actor.actor, record_actor.role FROM told
        CROSS JOIN derived ON derived.record = told."row"
        CROSS JOIN record_actor ON record_actor.record = derived."of"
        WHERE record_actor.actor IN (SELECT value FROM json_each(:bodies)))
    SELECT one.party AS source, other.party AS target, count(*) AS developments,
        sum(json_extract(one.payload, '$.origins')) AS origins
    FROM party AS one JOIN party AS other ON other.development = one.development AND other.party <> one.party
    WHERE one.role = 'actor' AND other.role = 'recipient' GROUP BY 1, 2 ORDER BY developments DESC, origins DESC, 1, 2
"""
_AT = """
    SELECT payload FROM told WHERE json_extract(payload, '$.place.name') = :name
        AND json_extract(payload, '$.place.country') IS :country ORDER BY day DESC LIMIT :wanted
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which developments are looked at: those of a window and perhaps of one type, so many of the last."""

    since: str = ""
    until: str = "9999-99"
    type: str | None = None
    most: int


class Spot(NamedTuple):
    """A place with the number of developments there, and of the origins that tell them."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    developments: int
    origins: int
    last: str


class Route(NamedTuple):
    """How many developments lead from one party to another, and how many origins tell them."""

    source: str
    target: str
    developments: int
    origins: int


class Seen(NamedTuple):
    """How many developments were looked at, and of how many an article says where they took place."""

    developments: int
    placed: int


def spots(asked: Asked) -> Callable[[Connection], tuple[Spot, ...]]:
    """Ask where developments took place, the place of most first."""
    return lambda connection: tuple(Spot(*row) for row in connection.execute(*_question(_PLACES, asked)))


def seen(asked: Asked) -> Callable[[Connection], Seen]:
    """Ask how many developments there are to look at."""
    return lambda connection: Seen(*connection.execute(*_question(_COUNT, asked)).one())


def routes(asked: Asked, bodies: Iterable[str]) -> Callable[[Connection], tuple[Route, ...]]:
    """Ask who acts on whom: states, and those of the `bodies`."""
    question = _question(_ROUTES, asked, bodies=json.dumps(sorted(bodies)))
    return lambda connection: tuple(Route(*row) for row in connection.execute(*question))


def at(asked: Asked, name: str, country: str | None, wanted: int) -> Callable[[Connection], tuple[Development, ...]]:
    """Ask for the developments at a place, those told last first."""
    question = _question(_AT, asked, name=name, country=country, wanted=wanted)

    def answer(connection: Connection) -> tuple[Development, ...]:
        lines = connection.execute(*question).scalars()
        return tuple(each for line in lines if isinstance(each := from_json("development", line), Development))

    return answer


def _question(query: str, asked: Asked, **more: object) -> tuple[TextClause, dict[str, object]]:
    values: dict[str, object] = {"since": asked.since, "until": asked.until, "most": asked.most, **more}
    if asked.type:
        values["type"] = asked.type
    return text(_TOLD.format(type="AND type = :type" if asked.type else "") + query), values
