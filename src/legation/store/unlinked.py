"""Which articles wait to be linked, and by which rules the others were."""

import json
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

_THESE = "IN (SELECT value FROM json_each(?))"


def waiting(rules: str) -> Callable[[Connection], list[str]]:
    """Ask for the documents that are not linked by these rules, the earliest first."""
    linked = 'SELECT 1 FROM linked WHERE linked.document = document."row" AND rules = ?1'
    missing = f'SELECT "row" FROM document WHERE NOT EXISTS ({linked})'
    # As a rule those wait that came last. Counting tells whether that is so, without a look at all the others.
    last = f'{missing} AND "row" > (SELECT coalesce(max(document), 0) FROM linked)'
    left = (
        "(SELECT coalesce(sum(number), 0) FROM tally WHERE name = 'document')"
        " - (SELECT count(*) FROM linked WHERE rules = ?1)"
    )
    in_order = f'SELECT id FROM document WHERE "row" {_THESE} ORDER BY published IS NULL, published, id'

    def answer(connection: Connection) -> list[str]:
        rows = list(connection.exec_driver_sql(last, (rules,)).scalars())
        if connection.exec_driver_sql(f"SELECT {left}", (rules,)).scalar_one() != len(rows):
            rows = list(connection.exec_driver_sql(missing, (rules,)).scalars())
        return list(connection.exec_driver_sql(in_order, (json.dumps(rows),)).scalars())

    return answer


def done(documents: Sequence[str], rules: str) -> Callable[[Connection], None]:
    """Note that these documents are linked."""
    note = f'INSERT OR REPLACE INTO linked (document, rules) SELECT "row", ? FROM document WHERE id {_THESE}'

    def change(connection: Connection) -> None:
        connection.exec_driver_sql(note, (rules, json.dumps(list(documents))))

    return change


def outdated(rules: str) -> Callable[[Connection], bool]:
    """Ask whether some links were made by other rules than these."""
    # The first and the last are found in the index; all others lie between them.
    others = "SELECT (SELECT min(rules) FROM linked) <> ?1 OR (SELECT max(rules) FROM linked) <> ?1"
    return lambda connection: bool(connection.exec_driver_sql(others, (rules,)).scalar_one())
