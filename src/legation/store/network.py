"""Questions about the network around one party: who takes part, with it, in what is done, said, tied and pressed.

The newest so many records of each kind are looked at, found along the key of the parties' table, so the work has a
bound whatever the size of the store.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

from legation.store.pairing import NAMELESS, party

KINDS = ("event", "statement", "tie", "pressure")
_OF_COUNTRY = """SELECT DISTINCT record, day FROM record_party WHERE party = :party AND kind = :kind
    AND day >= :since AND day <= :until ORDER BY day DESC, record DESC LIMIT :most"""
_OF_BODY = """SELECT DISTINCT record, day FROM record_own WHERE actor = :party AND kind = :kind
    AND day >= :since AND day <= :until ORDER BY day DESC, record DESC LIMIT :most"""
_OF_OTHER = """SELECT DISTINCT named.record, coalesce(record.day, '') AS day FROM record_actor AS named
    CROSS JOIN record ON record."row" = named.record AND record.kind = :kind
    WHERE named.actor = :party AND coalesce(record.day, '') >= :since AND coalesce(record.day, '') <= :until
    ORDER BY 2 DESC, 1 DESC LIMIT :most"""
_PARTS = """
    WITH mine AS MATERIALIZED ({mine})
    SELECT mine.record, record.id, record.kind, record.type, record.document, mine.day,
        coalesce(json_extract(record.payload, '$.intensity'), json_extract(record.payload, '$.sign')) AS tone,
        coalesce(happening.lead, mine.record) AS lead, named.actor, named.role,
        CASE WHEN json_extract(person.payload, '$.kind') = 'person'
            AND json_extract(person.payload, '$.sector') IN ('IGO', 'UNO') THEN json_extract(person.payload, '$.sector')
            ELSE json_extract(person.payload, '$.country') END AS country
    FROM mine CROSS JOIN record ON record."row" = mine.record CROSS JOIN record_actor AS named
        ON named.record = mine.record
    LEFT JOIN record AS person ON person.document = record.document AND person.kind = 'actor'
        AND person.id = named.actor
    LEFT JOIN happening ON happening.record = mine.record
    WHERE coalesce(record.status, 'actual') = 'actual' ORDER BY mine.day DESC, mine.record DESC, named.role, named.actor
"""
# Who takes part in most of the newest records; every party that is one, no unnamed body of officials.
_BUSIEST = """
    WITH newest AS MATERIALIZED (SELECT "row" FROM record WHERE kind = 'event' ORDER BY day DESC LIMIT :most)
    SELECT record_party.party, count(*) AS number FROM newest
    CROSS JOIN record_party ON record_party.record = newest."row" WHERE instr(record_party.party, ':') = 0
        AND length(record_party.party) = 3 AND record_party.party NOT IN ('IGO', 'UNO', 'EUR', 'NGO', 'MNC', 'ISM')
    GROUP BY record_party.party ORDER BY number DESC, record_party.party LIMIT :wanted
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Around whom, in which days, in which kinds of record; with `persons`, nobody is counted to a country."""

    party: str
    since: str = ""
    until: str = "9999-99"
    kinds: tuple[str, ...] = KINDS
    persons: bool = False
    most: int


class Part(NamedTuple):
    """One party's part in a record; `lead` is the same for records of one happening, `tone` from bad to good."""

    row: int
    record: str
    kind: str
    type: str | None
    document: str
    day: str
    tone: float | None
    lead: int
    party: str
    role: str


def parts(around: Around) -> Callable[[Connection], tuple[Part, ...]]:
    """Ask for all parts in the newest records in which a party takes part."""
    mine = _OF_BODY if ":" in around.party else _OF_OTHER if around.persons else _OF_COUNTRY
    asked = text(_PARTS.format(mine=mine))
    values = {"party": around.party, "since": around.since, "until": around.until, "most": around.most}

    def question(connection: Connection) -> tuple[Part, ...]:
        return tuple(
            part
            for kind in around.kinds
            for row in connection.execute(asked, {**values, "kind": kind})
            for part in _part(row, persons=around.persons)
        )

    return question


def busiest(wanted: int, most: int) -> Callable[[Connection], tuple[str, ...]]:
    """Ask which states take part in most of the newest events."""
    values = {"wanted": wanted, "most": most}
    return lambda connection: tuple(connection.execute(text(_BUSIEST), values).scalars())


def _part(row: Row[Any], *, persons: bool) -> Iterator[Part]:
    """The part with its party: a country for whoever belongs to one; nothing for whom nobody can tell apart."""
    *told, actor, role, country = tuple(row)
    found = actor if persons else party(actor, {actor: country or actor})
    if found and not found.startswith(NAMELESS):
        yield Part._make((*told, found, role))
