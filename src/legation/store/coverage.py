"""How much was read in a window of days: articles, origins, publishers, and how many hold words."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from legation.store.terms import any_of

# By the index of days; the texts stay where they are.
_READ = """
    WITH copied AS MATERIALIZED (
        SELECT copy.value AS id, coalesce(json_extract(report.payload, '$.origin'),
            json_extract(report.payload, '$.agency'), first.publisher, first.id) AS origin
        FROM record AS report CROSS JOIN json_each(report.payload, '$.documents') AS copy
        CROSS JOIN document AS first ON first.id = report.document WHERE report.kind = 'report')
    SELECT count(*) AS articles,
        count(DISTINCT lower(coalesce(copied.origin, document.publisher, document.id))) AS origins,
        count(DISTINCT lower(document.publisher)) AS publishers, min(substr(document.published, 1, 10)) AS first,
        max(substr(document.published, 1, 10)) AS last
    FROM document LEFT JOIN copied ON copied.id = document.id
    WHERE substr(document.published, 1, 10) BETWEEN :since AND :until
"""
_HOLDING = """
    SELECT count(*) FROM document_words CROSS JOIN document ON document."row" = document_words.rowid
    WHERE document_words MATCH :words AND substr(document.published, 1, 10) BETWEEN :since AND :until
"""


_LAST = """
    SELECT max(substr(document.published, 1, 10)) FROM document WHERE length(substr(document.published, 1, 10)) = 10
"""


class Read(NamedTuple):
    """How much was read: articles, independent origins, publishers, the outer two days, and articles with the words."""

    articles: int
    origins: int
    publishers: int
    first: str | None
    last: str | None
    on_topic: int | None


def read(since: str, until: str, words: Sequence[str] = ()) -> Callable[[Connection], Read]:
    """Ask how much was read from one day to another, both inclusive, and how much of it holds one of the words."""
    values = {"since": since, "until": until}

    def question(connection: Connection) -> Read:
        row = connection.execute(text(_READ), values).one()
        holding = None
        if words:
            holding = int(connection.execute(text(_HOLDING), {**values, "words": any_of(words)}).scalar_one())
        return Read(row.articles, row.origins, row.publishers, row.first, row.last, holding)

    return question


def last_day(connection: Connection) -> str | None:
    """The day of the latest article whose day is known; None when there is none."""
    found: str | None = connection.execute(text(_LAST)).scalar()
    return found
