"""Who first brought the texts of articles: corroboration counts them, since copies of one text are one source."""

import json
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

_PUBLISHERS = """
    SELECT document.id, coalesce(document.publisher, document.id) AS origin FROM json_each(:ids) AS wanted
    CROSS JOIN document ON document.id = wanted.value
"""
# From a copy to the text of which it is one, which has the report: so not all reports are looked at.
_COPIES = """
    WITH RECURSIVE up (id, document) AS (
        SELECT document.id, document."row" FROM json_each(:ids) AS wanted
            CROSS JOIN document ON document.id = wanted.value
        UNION SELECT up.id, copy.parent FROM up CROSS JOIN copy ON copy.document = up.document)
    SELECT up.id, coalesce(json_extract(report.payload, '$.origin'),
        json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
    FROM up CROSS JOIN document AS first ON first."row" = up.document
    CROSS JOIN record AS report ON report.document = first.id AND report.kind = 'report'
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
