"""What bounded lists of records have in common: how many are from which outlet, and who takes part in how many."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, TextClause, text

_PUBLISHERS = text("""
    SELECT document.publisher, sum(json_extract(wanted.value, '$[1]')) AS number FROM json_each(:documents) AS wanted
    CROSS JOIN document ON document.id = json_extract(wanted.value, '$[0]') WHERE document.publisher IS NOT NULL
    GROUP BY document.publisher ORDER BY number DESC, document.publisher LIMIT :most
""")
# Nobody in particular ("officials") is no one to narrow a list to.
_NAMED = "actor NOT LIKE 'unnamed:%' AND actor NOT LIKE 'group:-:%' AND actor NOT LIKE 'person:unresolved:%'"
_TAKING_PART = text(f"""
    SELECT tally.actor, tally.number, (SELECT json_extract(person.payload, '$.name') FROM record AS person
        WHERE person.kind = 'actor' AND person.id = tally.actor
        AND person.document = (SELECT document FROM record WHERE "row" = tally.first)) AS name
    FROM (SELECT actor, count(DISTINCT record) AS number, min(record) AS first FROM record_actor
        WHERE record IN (SELECT value FROM json_each(:rows)) AND {_NAMED}
        GROUP BY actor ORDER BY number DESC, actor LIMIT :most) AS tally
    ORDER BY tally.number DESC, tally.actor
""")
_OF_THEM = "document IN (SELECT value FROM json_each(:documents)) AND kind = 'actor'"
_NAMED_IN = text(f"""
    SELECT tally.actor, tally.number, (SELECT json_extract(person.payload, '$.name') FROM record AS person
        WHERE person.document = tally.document AND person.kind = 'actor' AND person.id = tally.actor) AS name
    FROM (SELECT id AS actor, count(*) AS number, min(document) AS document FROM record
        WHERE {_OF_THEM} AND {_NAMED.replace("actor", "id")}
        GROUP BY id ORDER BY number DESC, id LIMIT :most) AS tally
    ORDER BY tally.number DESC, tally.actor
""")
_ROWS = text('SELECT id, "row" FROM document WHERE id IN (SELECT value FROM json_each(:documents))')

Tally = tuple[tuple[str, str, int], ...]


def publishers(documents: Iterable[tuple[str, int]], most: int) -> Callable[[Connection], tuple[tuple[str, int], ...]]:
    """Ask for the outlets of articles, each given with its number of records: who brought how many of them."""
    values = {"documents": json.dumps(list(documents)), "most": most}
    return lambda connection: tuple((row.publisher, row.number) for row in connection.execute(_PUBLISHERS, values))


def taking_part(rows: Iterable[int], most: int) -> Callable[[Connection], Tally]:
    """Ask who takes part in the records in these rows: id, a name, and in how many of them."""
    values = {"rows": json.dumps(list(rows)), "most": most}
    return lambda connection: _named(connection, _TAKING_PART, values)


def named_in(documents: Iterable[str], most: int) -> Callable[[Connection], Tally]:
    """Ask whom articles name: id, a name, and how many of them."""
    values = {"documents": json.dumps(list(documents)), "most": most}
    return lambda connection: _named(connection, _NAMED_IN, values)


def rows(documents: Iterable[str]) -> Callable[[Connection], dict[str, int]]:
    """Ask for the rows of articles, which tell in which order they were stored."""
    values = {"documents": json.dumps(list(documents))}
    return lambda connection: {row.id: row.row for row in connection.execute(_ROWS, values)}


def _named(connection: Connection, question: TextClause, values: dict[str, Any]) -> Tally:
    found = connection.execute(question, values)
    return tuple((row.actor, row.name or row.actor, row.number) for row in found)
