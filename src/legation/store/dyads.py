"""Questions about two parties: what happens between them, how they are tied, and how much was read on each day.

Articles without a day of publication fall out: nobody can say where in time they belong.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, text

from legation.records import EVENT_TYPES, Actor, AnyRecord, Status
from legation.store import query
from legation.store.codec import from_json
from legation.store.origins import origins
from legation.store.pairing import NO_COUNTRY
from legation.store.schema import document

# Who takes part in a kind of record: a country through all who belong to it, a body of no state by its own id alone.
_COUNTRY = (
    "SELECT record, role, day FROM record_party WHERE party = :{0} AND kind = '{1}' AND day > '' AND day <= :as_of"
)
_BODY = "SELECT record, role, day FROM record_own WHERE actor = :{0} AND kind = '{1}' AND day > '' AND day <= :as_of"
# Whether the other takes part in a record of the first: looked up by the whole key of its table.
_COUNTRY_IN = "record_party AS there ON there.party = :there AND there.kind = '{0}' AND there.day = here.day"
_BODY_IN = "record_actor AS there ON there.actor = :there"
# Of two that both have so many records, it matters little which leads.
_SIZE = "SELECT count(*) FROM (SELECT 1 FROM record_party WHERE party = :party AND kind = :kind LIMIT 10000)"

# Between two countries, by what lies between them; what happened to a body alone is found by its own id.
_BETWEEN = """
    SELECT record, max(forward) AS forward, max(backward) AS backward FROM (
        SELECT pair.record, 1 AS forward, 0 AS backward FROM json_each(:types) AS type
            CROSS JOIN record_pair AS pair ON pair.target = :other AND pair.act = type.value AND pair.source = :one
            WHERE pair.day > '' AND pair.day <= :as_of
        UNION ALL SELECT pair.record, 0, 1 FROM json_each(:types) AS type
            CROSS JOIN record_pair AS pair ON pair.target = :one AND pair.act = type.value AND pair.source = :other
            WHERE pair.day > '' AND pair.day <= :as_of)
    GROUP BY record
"""
_AROUND = """
    SELECT here.record, max(here.role = :acts) AS forward, max(here.role <> :acts) AS backward
    FROM ({here}) AS here CROSS JOIN {there} AND there.record = here.record AND there.role <> here.role
    GROUP BY here.record
"""
_EVENTS = """
    WITH shared AS MATERIALIZED ({shared})
    SELECT shared.record, coalesce(happening.lead, shared.record) AS happening, record.day AS published,
        min(record.day, coalesce(lead.day, record.day)) AS reported,
        CASE WHEN json_extract(record.payload, '$.date.precision') IN ('day', 'minute')
            THEN substr(json_extract(record.payload, '$.date.start'), 1, 10) END AS own,
        json_extract(record.payload, '$.intensity') AS intensity,
        record.document, shared.forward, shared.backward
    FROM shared JOIN record ON record."row" = shared.record
    LEFT JOIN happening ON happening.record = shared.record
    LEFT JOIN record AS lead ON lead."row" = happening.lead AND happening.lead <> happening.record
    WHERE record.status = 'actual' AND length(record.day) = 10
        AND json_extract(record.payload, '$.intensity') IS NOT NULL
"""
_TIES = """
    WITH mine AS MATERIALIZED ({mine} ORDER BY here.day DESC, here.record DESC LIMIT :most)
    SELECT tie."row", tie.id AS record, tie.document, tie.day, tie.type AS kind, tie.status,
        json_extract(tie.payload, '$.sign') AS sign, json_extract(tie.payload, '$.as_described') AS words,
        json_extract(tie.payload, '$.actors[0]') AS first, {first_country} AS first_country,
        json_extract(tie.payload, '$.actors[1]') AS second, {second_country} AS second_country
    FROM mine JOIN record AS tie ON tie."row" = mine.record
    WHERE length(tie.day) = 10 ORDER BY tie.day, tie.document, tie.id
"""
# As in `parties.levels`: who serves a body of several states belongs there, and not to where he comes from. A state is
# its own country, so nothing need be read of it.
_COUNTRY_OF = """CASE WHEN instr(json_extract(tie.payload, '$.actors[{0}]'), ':') = 0
    THEN json_extract(tie.payload, '$.actors[{0}]') ELSE (
        SELECT CASE WHEN json_extract(person.payload, '$.kind') = 'person'
            AND json_extract(person.payload, '$.sector') IN ('IGO', 'UNO') THEN json_extract(person.payload, '$.sector')
            ELSE json_extract(person.payload, '$.country') END
        FROM record AS person WHERE person.document = tie.document AND person.kind = 'actor'
            AND person.id = json_extract(tie.payload, '$.actors[{0}]')) END"""
# The newest first, so that the look ends when there are enough.
_ONE = "SELECT DISTINCT here.day AS day, here.record AS record FROM ({here}) AS here"
_BOTH = "{one} CROSS JOIN {there} AND there.record = here.record"
# What one does to the other, the newest first: so the look at the other ends when there are enough.
_SHARED = """
    SELECT DISTINCT here.day AS day, here.record AS "row"
    FROM ({here}) AS here CROSS JOIN {there} AND there.record = here.record
        AND there.role IN (SELECT value FROM json_each(:there_roles))
    WHERE here.role IN (SELECT value FROM json_each(:here_roles))
    ORDER BY here.day DESC, here.record DESC LIMIT :most
"""
_RECORDS = text("""
    SELECT record."row", record.kind, record.payload FROM json_each(:rows) AS wanted
    CROSS JOIN record ON record."row" = wanted.value
""")
_SELVES = text("""
    SELECT wanted.value, (SELECT record.payload FROM record_actor AS named
        CROSS JOIN record ON record."row" = named.record
        WHERE named.actor = wanted.value AND named.role = 'self' LIMIT 1)
    FROM json_each(:actors) AS wanted
""")


class Event(NamedTuple):
    """One event between the two; `happening` is equal for events of one development, `reported` its first report.

    `own` is the day that the text itself gives. `forward` when the first of the two acts on the second, `backward` the
    other way; both where they act together.
    """

    record: int
    happening: int
    published: str
    reported: str
    own: str | None
    intensity: float
    document: str
    origin: str
    forward: bool
    backward: bool


class Shared(NamedTuple):
    """A record between two parties; `forward` when the first acts on the second or speaks of it, else `backward`."""

    row: int
    day: str
    forward: bool
    backward: bool


class Tie(NamedTuple):
    """One record of a tie with both ends of it, and what its article gives as their countries."""

    row: int
    record: str
    document: str
    day: str
    origin: str
    kind: str
    status: Status
    sign: int
    words: str | None
    first: str
    first_country: str | None
    second: str
    second_country: str | None


def events(one: str, other: str, *, as_of: str) -> Callable[[Connection], tuple[Event, ...]]:
    """Ask for what happened between two parties, as far as articles published until a day tell it."""

    def question(connection: Connection) -> tuple[Event, ...]:
        rows = _between(connection, one, other, as_of)
        houses = origins(row[-3] for row in rows)(connection)
        # Taken apart by place: asking each row for its columns by name takes as long as the query.
        return tuple(
            Event._make((*found, document, houses[document], forward == 1, backward == 1))
            for *found, document, forward, backward in rows
        )

    return question


def ties(
    party: str, other: str | None = None, *, as_of: str, most: int = -1
) -> Callable[[Connection], tuple[Tie, ...]]:
    """Ask for the ties of a party with everybody, or with one, as articles published until a day tell them.

    Of all tellings the newest `most`.
    """
    countries = {f"{end}_country": _COUNTRY_OF.format(place) for place, end in enumerate(("first", "second"))}

    def question(connection: Connection) -> tuple[Tie, ...]:
        here, there = _smaller_first(connection, party, other, "tie") if other else (party, None)
        mine = _ONE.format(here=_side("here", here, "tie"))
        mine = _BOTH.format(one=mine, there=_other(there, "tie")) if there else mine
        values = {"here": here, "as_of": as_of, "most": most} | ({"there": there} if there else {})
        rows = connection.execute(text(_TIES.format(mine=mine, **countries)), values).all()
        houses = origins(row[2] for row in rows)(connection)
        return tuple(
            Tie._make((row, record, document, day, houses[document], *rest))
            for row, record, document, day, *rest in rows
        )

    return question


def shared(
    kind: str, one: str, other: str, parts: tuple[Sequence[str], Sequence[str]], *, as_of: str, most: int
) -> Callable[[Connection], tuple[Shared, ...]]:
    """Ask for the newest records of a kind in which one of two parties plays the first parts, the other the second."""
    acting, undergoing = map(list, parts)

    def question(connection: Connection) -> tuple[Shared, ...]:
        here, there = _smaller_first(connection, one, other, kind)
        asked = text(_SHARED.format(here=_side("here", here, kind), there=_other(there, kind)))
        common = {"here": here, "there": there, "as_of": as_of, "most": most}
        found: dict[tuple[str, int], set[bool]] = {}
        for is_forward in (True, False):
            acts = is_forward == (here == one)  # whether the one that leads is the one that acts
            roles = (acting, undergoing) if acts else (undergoing, acting)
            values = common | {"here_roles": json.dumps(roles[0]), "there_roles": json.dumps(roles[1])}
            for row in connection.execute(asked, values):
                found.setdefault((row.day, row.row), set()).add(is_forward)
        newest = sorted(found, reverse=True)[:most]
        return tuple(Shared(row, day, True in found[day, row], False in found[day, row]) for day, row in newest)

    return question


def read_on(*, as_of: str) -> Callable[[Connection], Mapping[str, int]]:
    """Ask how many articles were published on each day until a day."""
    count = select(query.DAY.label("day"), func.count().label("number")).where(as_of >= query.DAY)
    whole = func.length(query.DAY) == 10

    def question(connection: Connection) -> Mapping[str, int]:
        rows = connection.execute(count.where(whole).group_by(query.DAY).select_from(document))
        return {day: number for day, number in rows.all() if day}

    return question


def last_day(connection: Connection) -> str | None:
    """The day of the latest article; None when there is none with a day."""
    return connection.execute(select(func.max(query.DAY)).select_from(document)).scalar()


def records(rows: Iterable[int]) -> Callable[[Connection], Mapping[int, AnyRecord]]:
    """Ask for records by their numbers."""
    wanted = json.dumps(list(rows))

    def question(connection: Connection) -> Mapping[int, AnyRecord]:
        lines = connection.execute(_RECORDS, {"rows": wanted}).all()
        return {row: from_json(kind, line) for row, kind, line in lines}

    return question


def types(rows: Iterable[int]) -> Callable[[Connection], Mapping[int, str]]:
    """Ask of which types events are, by their numbers."""
    asked = text('SELECT "row", type FROM record WHERE "row" IN (SELECT value FROM json_each(:rows))')
    values = {"rows": json.dumps(list(rows))}
    return lambda connection: {row.row: row.type for row in connection.execute(asked, values)}


def seen(actors: Iterable[str]) -> Callable[[Connection], Mapping[str, Actor]]:
    """Ask for each of the actors as some article has it; those of whom none speaks are left out."""
    wanted = json.dumps(list(dict.fromkeys(actors)))

    def question(connection: Connection) -> Mapping[str, Actor]:
        rows = connection.execute(_SELVES, {"actors": wanted}).all()
        read = {actor: from_json("actor", line) for actor, line in rows if line is not None}
        return {actor: record for actor, record in read.items() if isinstance(record, Actor)}

    return question


def _between(connection: Connection, one: str, other: str, as_of: str) -> Sequence[Any]:
    """The rows of what happened between two; what lies between countries is kept for each two of them."""
    if _is_state(one) and _is_state(other):
        types = json.dumps([f"event:{kind}" for kind in EVENT_TYPES])
        values = {"one": one, "other": other, "types": types, "as_of": as_of}
        return connection.execute(text(_EVENTS.format(shared=_BETWEEN)), values).all()
    here, there = _smaller_first(connection, one, other, "event")
    shared = _AROUND.format(here=_side("here", here, "event"), there=_other(there, "event"))
    values = {"here": here, "there": there, "acts": "actor" if here == one else "recipient", "as_of": as_of}
    return connection.execute(text(_EVENTS.format(shared=shared)), values).all()


def _is_state(party: str) -> bool:
    return not _is_body(party) and party not in NO_COUNTRY


def _side(name: str, party: str, kind: str) -> str:
    return (_BODY if _is_body(party) else _COUNTRY).format(name, kind)


def _other(party: str, kind: str) -> str:
    return (_BODY_IN if _is_body(party) else _COUNTRY_IN).format(kind)


def _is_body(party: str) -> bool:
    return ":" in party


def _smaller_first(connection: Connection, one: str, other: str, kind: str) -> tuple[str, str]:
    """Put the country first that takes part in fewer records: each of them is looked up once. Bodies come last."""
    sizes = [connection.execute(text(_SIZE), {"party": each, "kind": kind}).scalar_one() for each in (one, other)]
    return (other, one) if (_is_body(one), sizes[0]) > (_is_body(other), sizes[1]) else (one, other)
