"""What is told of some actors in a window of days: between whom, who speaks, which predictions fall due.

Each goes by the days of an index, so that it costs as much as the days hold, whatever the size of the store.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from legation.records import Prediction
from legation.store import ledger
from legation.store.issues import Voice

# Countries take part through all who belong to them, anybody else by the id alone; as in `dyads`.
_PARTAKING = """
    SELECT party, record FROM record_party WHERE party IN (SELECT value FROM json_each(:countries)) AND kind = 'event'
        AND day BETWEEN :since AND :until
    UNION SELECT named.actor, named.record FROM record_actor AS named JOIN record ON record."row" = named.record
    WHERE named.actor IN (SELECT value FROM json_each(:others)) AND record.kind = 'event'
        AND record.day BETWEEN :since AND :until
"""
_BETWEEN = text(f"""
    WITH mine AS MATERIALIZED ({_PARTAKING})
    SELECT here.party AS one, there.party AS other, count(DISTINCT here.record) AS events, max(here.record) AS newest
    FROM mine AS here JOIN mine AS there ON there.record = here.record AND there.party > here.party
    JOIN record ON record."row" = here.record AND record.status = 'actual' GROUP BY 1, 2 ORDER BY events DESC, 1, 2
""")
_OF_COUNTRY = text("""
    SELECT day, record FROM record_party WHERE party = :party AND kind = 'statement' AND role = 'speaker'
        AND day BETWEEN :since AND :until ORDER BY day, record
""")
_OF_ACTORS = text("""
    SELECT DISTINCT record.day, named.record FROM record_actor AS named
    CROSS JOIN record ON record."row" = named.record
    WHERE named.actor IN (SELECT value FROM json_each(:actors)) AND named.role = 'speaker'
        AND record.kind = 'statement' AND record.day BETWEEN :since AND :until ORDER BY record.day, named.record
""")
# Who may speak for a country is in office, or is the country itself, or holds an office by the tables.
_OFFICIAL = text("""
    SELECT record."row" FROM json_each(:rows) AS wanted CROSS JOIN record ON record."row" = wanted.value
    WHERE json_extract(record.payload, '$.speaker.sector') IN (SELECT value FROM json_each(:official))
        OR json_extract(record.payload, '$.speaker.actor') IN (SELECT value FROM json_each(:actors))
""")
_DUE = text("""
    SELECT record.kind, record.payload, NULL AS came_true, NULL AS decided, NULL AS decided_by, NULL AS note
    FROM record WHERE record.kind = 'prediction' AND json_extract(record.payload, '$.due.end') >= :since
        AND json_extract(record.payload, '$.due.end') < :before
        AND NOT EXISTS (SELECT 1 FROM outcome WHERE outcome.prediction = record.id)
        AND (EXISTS (SELECT 1 FROM record_party WHERE record_party.record = record."row"
                AND record_party.party IN (SELECT value FROM json_each(:countries)))
            OR EXISTS (SELECT 1 FROM record_actor WHERE record_actor.record = record."row"
                AND record_actor.actor IN (SELECT value FROM json_each(:others))))
    ORDER BY json_extract(record.payload, '$.due.end'), record.document, record.id LIMIT :most
""")
_READ_DAYS = text("""
    SELECT count(DISTINCT substr(published, 1, 10)) FROM document
    WHERE substr(published, 1, 10) BETWEEN :since AND :until
""")


class Between(NamedTuple):
    """Two parties in the order of their ids, how many events articles of the days tell, and the row of the newest."""

    one: str
    other: str
    events: int
    newest: int


def between(parties: Iterable[str], since: str, until: str) -> Callable[[Connection], tuple[Between, ...]]:
    """Ask between which two of the parties articles of these days tell events, those of most events first."""
    values = {**_parted(parties), "since": since, "until": until}
    return lambda connection: tuple(Between._make(row) for row in connection.execute(_BETWEEN, values))


def said(
    voice: Voice, rows: Collection[int] | None, days: tuple[str, str], *, official: Iterable[str], people: Iterable[str]
) -> Callable[[Connection], tuple[tuple[str, int], ...]]:
    """Ask for days and rows of statements that may be made for a speaker, the earliest first; of some `rows` or all.

    For a country these are made by itself, by somebody in an `official` sector, or by one of its `people`.
    """
    since, until = days

    def question(connection: Connection) -> tuple[tuple[str, int], ...]:
        by = {"party": voice.party} if voice.party else {"actors": json.dumps(voice.actors)}
        found = connection.execute(_OF_COUNTRY if voice.party else _OF_ACTORS, {"since": since, "until": until, **by})
        mine = [(row.day, row.record) for row in found if rows is None or row.record in rows]
        if not voice.party or not mine:
            return tuple(mine)
        values = {
            "rows": json.dumps([row for _, row in mine]),
            "official": json.dumps(sorted(official)),
            "actors": json.dumps([voice.party, *people]),
        }
        fitting = set(connection.execute(_OFFICIAL, values).scalars())
        return tuple(each for each in mine if each[1] in fitting)

    return question


def due(actors: Iterable[str], since: str, before: str, most: int) -> Callable[[Connection], tuple[Prediction, ...]]:
    """Ask for the undecided predictions by or about any of the actors that fall due from a day on, before another."""
    values = {**_parted(actors), "since": since, "before": before, "most": most}

    def question(connection: Connection) -> tuple[Prediction, ...]:
        found = (ledger.read(row) for row in connection.execute(_DUE, values))
        return tuple(each for each in found if isinstance(each, Prediction))

    return question


def read_days(since: str, until: str) -> Callable[[Connection], int]:
    """Ask on how many of these days articles were published."""
    values = {"since": since, "until": until}
    return lambda connection: int(connection.execute(_READ_DAYS, values).scalar_one())


def _parted(actors: Iterable[str]) -> dict[str, str]:
    """The countries among actors, and the others."""
    named: Sequence[str] = sorted(set(actors))
    countries = [each for each in named if ":" not in each]
    return {"countries": json.dumps(countries), "others": json.dumps([each for each in named if ":" in each])}
