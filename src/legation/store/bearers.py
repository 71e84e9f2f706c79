"""Who bears a name: found in steps from one name or id to the next, so that a busy actor costs no more than others."""

import json
from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, text

_IS_ONE = text("SELECT actor FROM record_actor WHERE actor = :name LIMIT 1")
# Each step goes to the next id or name in the index, past all records that have the same.
_CALLED = text("""
    WITH RECURSIVE bearer (id) AS (SELECT min(id) FROM record WHERE name = :name
        UNION ALL SELECT (SELECT min(id) FROM record WHERE name = :name AND id > bearer.id) FROM bearer
            WHERE bearer.id IS NOT NULL)
    SELECT id FROM bearer WHERE id IS NOT NULL
""")
_FOLDED = text("""
    WITH RECURSIVE one (actor) AS (SELECT min(actor) FROM record_actor
        UNION ALL SELECT (SELECT min(actor) FROM record_actor WHERE actor > one.actor) FROM one
            WHERE one.actor IS NOT NULL)
    SELECT actor FROM one WHERE lower(actor) = :name
""")
_WITH_PART = text("""
    WITH RECURSIVE one (name) AS (SELECT min(name) FROM record WHERE name IS NOT NULL
        UNION ALL SELECT (SELECT min(name) FROM record WHERE name > one.name) FROM one WHERE one.name IS NOT NULL)
    SELECT name FROM one WHERE instr(name, :name) > 0
""")
_FIRST = text("""
    SELECT wanted.value AS id, (SELECT json_extract(payload, '$.name') FROM record
        WHERE kind = 'actor' AND id = wanted.value ORDER BY document LIMIT 1) AS name
    FROM json_each(:ids) AS wanted
""")


def called(actors: Iterable[str]) -> Callable[[Connection], dict[str, str]]:
    """Ask what actors are called by the first article, in the order of ids, that has them."""
    values = {"ids": json.dumps(list(actors))}
    return lambda connection: {row.id: row.name for row in connection.execute(_FIRST, values) if row.name is not None}


def bearers(connection: Connection, name: str, *, whole: bool) -> tuple[str, ...]:
    """Find the actors (ids) whose id `name` is; else whose name; else, unless `whole`, part of whose name."""
    folded = name.strip().casefold()
    for question, value in ((_IS_ONE, name.strip()), (_CALLED, folded), (_FOLDED, folded)):
        if found := tuple(connection.execute(question, {"name": value}).scalars()):
            return found
    return () if whole else tuple(sorted(set(_in_part(connection, folded))))


def _in_part(connection: Connection, folded: str) -> Iterator[str]:
    for name in connection.execute(_WITH_PART, {"name": folded}).scalars().all():
        yield from connection.execute(_CALLED, {"name": name}).scalars()
