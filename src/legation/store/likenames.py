"""Names of actors that may be meant by one that nobody bears."""

import json
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

MOST = 5000  # names compared, those that most articles have

# A range, since LIKE can't use the index; it has the names in lower case.
_BEGINNING = text("""
    SELECT name FROM record WHERE name >= :first AND name < :last GROUP BY name ORDER BY count(*) DESC LIMIT :most
""")
_WRITTEN = text("""
    SELECT (SELECT json_extract(payload, '$.name') FROM record WHERE name = wanted.value LIMIT 1)
    FROM json_each(:names) AS wanted ORDER BY wanted.key
""")


def beginning(letter: str) -> Callable[[Connection], tuple[str, ...]]:
    """Ask for the names that begin with a letter, in lower case, those that most articles have first."""
    values = {"first": letter, "last": f"{letter}\U0010ffff", "most": MOST}
    return lambda connection: tuple(connection.execute(_BEGINNING, values).scalars())


def written(names: Iterable[str]) -> Callable[[Connection], tuple[str, ...]]:
    """Ask how names in lower case are written."""
    values = {"names": json.dumps(list(names))}
    return lambda connection: tuple(str(each) for each in connection.execute(_WRITTEN, values).scalars() if each)
