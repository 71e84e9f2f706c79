"""Who first brought the texts of articles: corroboration counts them, since copies of one text are one source."""

import json
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

_PUBLISHERS = """
    SELECT document.id, coalesce(document.publisher, document.id) AS origin FROM json_each(:ids) AS wanted
    CROSS JOIN document INDEXED BY document_origin ON document.id = wanted.value
"""
# From a copy to the text of which it is one, which has the report: so not all reports are looked at. Most articles are
# no copies and have none, and that is seen without reading them.
_COPIES = """
    WITH RECURSIVE up (id, document) AS (
        SELECT document.id, document."row" FROM json_each(:ids) AS wanted
            CROSS JOIN document ON document.id = wanted.value
        UNION SELECT up.id, copy.parent FROM up CROSS JOIN copy ON copy.document = up.document)
    SELECT up.id, coalesce(json_extract(report.payload, '$.origin'),
        json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
    FROM up CROSS JOIN document AS first ON first."row" = up.document
        AND EXISTS (SELECT 1 FROM copy WHERE copy.parent = up.document)
    CROSS JOIN record AS report ON report.document = first.id AND report.kind = 'report'
"""
# Of very many articles it is quicker to look at all reports.
_COPIES_OF_MANY = """
    SELECT copy.value AS id, coalesce(json_extract(report.payload, '$.origin'),
        json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
    FROM record AS report CROSS JOIN json_each(report.payload, '$.documents') AS copy
    CROSS JOIN document AS first ON first.id = report.document
    WHERE report.kind = 'report' AND copy.value IN (SELECT value FROM json_each(:ids))
"""
MANY = 2000


def origins(documents: Iterable[str]) -> Callable[[Connection], dict[str, str]]:
    """Ask for the origin of each of the articles, in lower case: that of the first copy, else the publisher."""
    ids = sorted(set(documents))
    values = {"ids": json.dumps(ids)}
    copies = _COPIES if len(ids) <= MANY else _COPIES_OF_MANY

    def question(connection: Connection) -> dict[str, str]:
        found: dict[str, str] = {}
        for which in (_PUBLISHERS, copies):
            found |= {each: origin.casefold() for each, origin in connection.execute(text(which), values).all()}
        return found

    return question
