"""Questions about two parties: what happens between them, how they are tied, and how much was read on each day.

Articles without a day of publication fall out: nobody can say where in time they belong.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from legation.records import Actor, AnyRecord, Status
from legation.store import query
from legation.store.codec import from_json
from legation.store.schema import document

# Who takes part in a kind of record: a country through all who belong to it, a body of no state by its own id alone.
_COUNTRY = (
    "SELECT record, role, day FROM record_party WHERE party = :{0} AND kind = '{1}' AND day > '' AND day <= :as_of"
)
_BODY = """SELECT named.record, named.role, record.day FROM record_actor AS named
    JOIN record ON record."row" = named.record
    WHERE named.actor = :{0} AND record.kind = '{1}' AND record.day > '' AND record.day <= :as_of"""
# Whether the other takes part in an event of the first: looked up by the whole key of its table.
_COUNTRY_IN = "record_party AS there ON there.party = :there AND there.kind = 'event' AND there.day = here.day"
_BODY_IN = "record_actor AS there ON there.actor = :there"
_SIZE = "SELECT count(*) FROM record_party WHERE party = :party AND kind = 'event'"

_EVENTS = """
    WITH here AS ({here}),
    shared AS MATERIALIZED (
        SELECT here.record, max(here.role = :acts) AS forward, max(here.role <> :acts) AS backward
        FROM here CROSS JOIN {there} AND there.record = here.record AND there.role <> here.role GROUP BY here.record)
    SELECT shared.record, coalesce(happening.lead, shared.record) AS happening, record.day AS published,
        min(record.day, coalesce(lead.day, record.day)) AS reported,
        CASE WHEN json_extract(record.payload, '$.date.precision') IN ('day', 'minute')
            THEN substr(json_extract(record.payload, '$.date.start'), 1, 10) END AS own,
        json_extract(record.payload, '$.intensity') AS intensity,
        record.document, document.publisher, shared.forward, shared.backward
    FROM shared JOIN record ON record."row" = shared.record JOIN document ON document.id = record.document
    LEFT JOIN happening ON happening.record = shared.record
    LEFT JOIN record AS lead ON lead."row" = happening.lead AND happening.lead <> happening.record
    WHERE record.status = 'actual' AND length(record.day) = 10
"""
_TIES = """
    WITH one AS MATERIALIZED ({one})
    SELECT tie."row", tie.id AS record, tie.document, tie.day, document.publisher, tie.type AS kind, tie.status,
        json_extract(tie.payload, '$.sign') AS sign, json_extract(tie.payload, '$.as_described') AS words,
        first.id AS first, {first_country} AS first_country, second.id AS second, {second_country} AS second_country
    FROM (SELECT DISTINCT record FROM one) AS mine JOIN record AS tie ON tie."row" = mine.record
    JOIN document ON document.id = tie.document
    JOIN record AS first ON first.document = tie.document AND first.kind = 'actor'
        AND first.id = json_extract(tie.payload, '$.actors[0]')
    JOIN record AS second ON second.document = tie.document AND second.kind = 'actor'
        AND second.id = json_extract(tie.payload, '$.actors[1]')
    WHERE length(tie.day) = 10 ORDER BY tie.day, tie.document, tie.id
"""
# As in `parties.levels`: who serves a body of several states belongs there, and not to where he comes from.
_COUNTRY_OF = """CASE WHEN json_extract({0}.payload, '$.kind') = 'person'
    AND json_extract({0}.payload, '$.sector') IN ('IGO', 'UNO') THEN json_extract({0}.payload, '$.sector')
    ELSE json_extract({0}.payload, '$.country') END"""
_COPIES = """
    SELECT copy.value AS document, coalesce(json_extract(report.payload, '$.origin'),
        json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
    FROM record AS report JOIN json_each(report.payload, '$.documents') AS copy
    JOIN document AS first ON first.id = report.document WHERE report.kind = 'report'
"""
_SELF = """
    SELECT record.payload FROM record_actor AS named JOIN record ON record."row" = named.record
    WHERE named.actor = :actor AND named.role = 'self' LIMIT 1
"""


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
        here, there = _smaller_first(connection, one, other)
        asked = _EVENTS.format(here=_side("here", here, "event"), there=_BODY_IN if _is_body(there) else _COUNTRY_IN)
        values = {"here": here, "there": there, "acts": "actor" if here == one else "recipient", "as_of": as_of}
        copied = _copied(connection)
        # Taken apart by place: asking each row for its columns by name takes as long as the query.
        return tuple(
            Event._make((*found, document, _origin(document, publisher, copied), forward == 1, backward == 1))
            for *found, document, publisher, forward, backward in connection.execute(text(asked), values)
            if found[-1] is not None  # the intensity
        )

    return question


def ties(party: str, *, as_of: str) -> Callable[[Connection], tuple[Tie, ...]]:
    """Ask for the ties of a party with everybody, as articles published until a day tell them."""
    countries = {f"{end}_country": _COUNTRY_OF.format(end) for end in ("first", "second")}
    asked = _TIES.format(one=_side("one", party, "tie"), **countries)

    def question(connection: Connection) -> tuple[Tie, ...]:
        values = {"one": party, "as_of": as_of}
        copied = _copied(connection)
        return tuple(
            Tie._make((row, record, document, day, _origin(document, publisher, copied), *rest))
            for row, record, document, day, publisher, *rest in connection.execute(text(asked), values)
        )

    return question


def read_on(*, as_of: str) -> Callable[[Connection], Mapping[str, int]]:
    """Ask how many articles were published on each day until a day."""
    count = select(query.DAY.label("day"), func.count().label("number")).where(as_of >= query.DAY)
    whole = func.length(query.DAY) == 10

    def question(connection: Connection) -> Mapping[str, int]:
        rows = connection.execute(count.where(whole).group_by(query.DAY).select_from(document))
        return {row.day: row.number for row in rows}

    return question


def last_day(connection: Connection) -> str | None:
    """The day of the latest article; None when there is none with a day."""
    return connection.execute(select(func.max(query.DAY)).select_from(document)).scalar()


def records(rows: Iterable[int]) -> Callable[[Connection], Mapping[int, AnyRecord]]:
    """Ask for records by their numbers."""
    wanted = tuple(rows)
    found = text('SELECT kind, payload FROM record WHERE "row" = :row')

    def question(connection: Connection) -> Mapping[int, AnyRecord]:
        lines = {row: connection.execute(found, {"row": row}).one() for row in wanted}
        return {row: from_json(line.kind, line.payload) for row, line in lines.items()}

    return question


def seen(actors: Iterable[str]) -> Callable[[Connection], Mapping[str, Actor]]:
    """Ask for each of the actors as some article has it; those of whom none speaks are left out."""
    wanted = tuple(actors)

    def question(connection: Connection) -> Mapping[str, Actor]:
        found = {}
        for actor in wanted:
            line = connection.execute(text(_SELF), {"actor": actor}).scalar()
            record = from_json("actor", line) if line else None
            if isinstance(record, Actor):
                found[actor] = record
        return found

    return question


def _side(name: str, party: str, kind: str) -> str:
    return (_BODY if _is_body(party) else _COUNTRY).format(name, kind)


def _is_body(party: str) -> bool:
    return ":" in party


def _smaller_first(connection: Connection, one: str, other: str) -> tuple[str, str]:
    """Put the country first that takes part in fewer events: each of them is looked up once. Bodies come last."""
    sizes = [connection.execute(text(_SIZE), {"party": each}).scalar_one() for each in (one, other)]
    return (other, one) if (_is_body(one), sizes[0]) > (_is_body(other), sizes[1]) else (one, other)


def _copied(connection: Connection) -> Mapping[str, str]:
    """Name for each document that has copies, or is one, who first brought its text."""
    return {row.document: row.origin for row in connection.execute(text(_COPIES))}


def _origin(document: str, publisher: str | None, copied: Mapping[str, str]) -> str:
    """Name who first brought a text, in lower case: that of the first copy, else the publisher, else the text."""
    return (copied.get(document) or publisher or document).casefold()
