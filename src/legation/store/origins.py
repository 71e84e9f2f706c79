"""Who first brought the texts of articles: corroboration counts them, since copies of one text are one source."""

import json
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

_PUBLISHERS = """
    SELECT document.id, coalesce(document.publisher, document.id) AS origin FROM json_each(:ids) AS wanted
    CROSS JOIN document ON document.id = wanted.value
"""
_COPIES = """
    SELECT copy.value AS id, coalesce(json_extract(report.payload, '$.origin'),
        json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
    FROM record AS report CROSS JOIN json_each(report.payload, '$.documents') AS copy
    CROSS JOIN document AS first ON first.id = report.document
    WHERE report.kind = 'report' AND copy.value IN (SELECT value FROM json_each(:ids))
"""


def origins(documents: Iterable[str]) -> Callable[[Connection], dict[str, str]]:
    """Ask for the origin of each of the articles, in lower case: that of the first copy, else the publisher."""
    values = {"ids": json.dumps(sorted(set(documents)))}

    def question(connection: Connection) -> dict[str, str]:
        found: dict[str, str] = {}
        for which in (_PUBLISHERS, _COPIES):
            found |= {row.id: row.origin.casefold() for row in connection.execute(text(which), values)}
        return found

    return question
