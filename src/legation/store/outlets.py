"""Questions about outlets: what each of them printed, on which days, in whose words, and which developments it told.

Articles are counted in the index of days and publishers, since their own pages hold the texts. Developments are those
told last, so many at most: with half a million of them, no reader asks who was first with the oldest.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from legation.records import Development, Report
from legation.store.codec import from_json

_DAY = "substr(published, 1, 10)"
_WITHIN = f"{_DAY} >= :since AND {_DAY} <= :until"
_PER_DAY = f"""
    SELECT {_DAY} AS day, publisher, count(*) AS articles FROM document
    WHERE {_WITHIN} AND publisher IS NOT NULL GROUP BY 1, 2
"""
_COPIED = f"""
    SELECT document.publisher, count(*) AS copies FROM copy CROSS JOIN document ON document."row" = copy.document
    WHERE {_WITHIN} AND document.publisher IS NOT NULL GROUP BY 1
"""
# The happenings of a development lead to its articles; a copy stands in `copy` under the row of its article.
_TELLINGS = """
    WITH told AS MATERIALIZED (SELECT "row", id, document FROM record WHERE kind = 'development'
        AND day >= :since AND day <= :until ORDER BY day DESC LIMIT :most)
    SELECT told.id, told.document = document.id, document.publisher, document.published, copy.kind
    FROM told CROSS JOIN record ON record."row" = told."row"
    CROSS JOIN json_each(record.payload, '$.documents') AS each CROSS JOIN document ON document.id = each.value
    LEFT JOIN copy ON copy.document = document."row" WHERE document.publisher IS NOT NULL
"""
_ARTICLES = """
    SELECT document.id, document.title, document.published, document.publisher, copy.kind AS copied,
        first.id AS of, first.publisher AS by FROM document
    LEFT JOIN copy ON copy.document = document."row" LEFT JOIN document AS first ON first."row" = copy.parent
    WHERE document.publisher = :publisher {days}
    ORDER BY substr(document.published, 1, 10) DESC LIMIT :most OFFSET :skipped
"""
_OF = "AND substr(document.published, 1, 10) >= :since AND substr(document.published, 1, 10) <= :until"
# What an outlet's newest articles tell: from each article over its events to the developments in which they are.
_TOLD_BY = f"""
    WITH mine AS MATERIALIZED (SELECT id FROM document WHERE publisher = :publisher
        ORDER BY {_DAY} DESC LIMIT :articles),
    leads AS MATERIALIZED (SELECT DISTINCT happening.lead FROM mine
        CROSS JOIN record AS event ON event.document = mine.id AND event.kind = 'event'
        CROSS JOIN happening ON happening.record = event."row" WHERE happening.lead IS NOT NULL)
    SELECT record.payload FROM leads CROSS JOIN derived ON derived.kind = 'development' AND derived."of" = leads.lead
    CROSS JOIN record ON record."row" = derived.record
    WHERE json_array_length(record.payload, '$.publishers') {{many}} {{first}}
    ORDER BY record.day DESC, record.id LIMIT :most
"""
_REPORTS = """
    SELECT record.payload, record."row" FROM record CROSS JOIN document ON document.id = record.document
    WHERE record.kind = 'report' AND substr(document.published, 1, 10) >= :since
        AND substr(document.published, 1, 10) <= :until
"""
_LAST = f"SELECT max({_DAY}) FROM document WHERE length({_DAY}) = 10 AND {_DAY} <= :today"
_SPAN = f"""SELECT min({_DAY}) AS first, max({_DAY}) AS last, count(*) AS articles, count(DISTINCT {_DAY}) AS days
    FROM document WHERE publisher = :publisher"""
_WHERE_TOLD = """SELECT record.document, min(record.id) AS id FROM json_each(:ids) AS wanted
    CROSS JOIN record ON record.id = wanted.value AND record.kind <> 'actor' GROUP BY record.document"""
_TITLED = "SELECT id, title, published, publisher FROM document WHERE id IN (SELECT value FROM json_each(:ids))"
_COPIES = """SELECT document.id, copy.kind FROM json_each(:ids) AS wanted
    CROSS JOIN document ON document.id = wanted.value CROSS JOIN copy ON copy.document = document."row" """
ALWAYS = ("", "9999-99")  # the window that holds every day


class Printed(NamedTuple):
    """How many articles an outlet printed on a day."""

    day: str
    publisher: str
    articles: int


class Telling(NamedTuple):
    """An article that tells a development: whose it is, when it came, whether it was the first, and if it is a copy."""

    development: str
    is_first: bool
    publisher: str
    published: str | None
    copied: str | None


class Article(NamedTuple):
    """An article without its text; a copy says what kind it is, and of whose article."""

    id: str
    title: str | None
    published: str | None
    publisher: str | None
    copied: str | None
    of: str | None
    by: str | None


class Outlet(NamedTuple):
    """How much of an outlet is stored: the outer two days, articles, days with articles."""

    first: str | None
    last: str | None
    articles: int
    days: int


def printed(since: str, until: str) -> Callable[[Connection], tuple[Printed, ...]]:
    """Ask how many articles each outlet printed on each day of a window."""
    return lambda connection: tuple(
        Printed(*row) for row in connection.execute(text(_PER_DAY), {"since": since, "until": until})
    )


def copied(since: str, until: str) -> Callable[[Connection], dict[str, int]]:
    """Ask how many articles of each outlet are copies of another article."""
    values = {"since": since, "until": until}
    return lambda connection: {row.publisher: row.copies for row in connection.execute(text(_COPIED), values)}


def tellings(since: str, until: str, most: int) -> Callable[[Connection], tuple[Telling, ...]]:
    """Ask which articles tell the developments that were told last in a window, so many developments at most."""
    values = {"since": since, "until": until, "most": most}

    def question(connection: Connection) -> tuple[Telling, ...]:
        rows = connection.execute(text(_TELLINGS), values)
        return tuple(
            Telling(development, bool(is_first), publisher, published, kind)
            for development, is_first, publisher, published, kind in rows
        )

    return question


def outlet(publisher: str) -> Callable[[Connection], Outlet]:
    """Ask how much of an outlet is stored."""
    return lambda connection: Outlet(*connection.execute(text(_SPAN), {"publisher": publisher}).one())


def articles(
    publisher: str, most: int, skipped: int = 0, *, window: tuple[str, str] | None = None
) -> Callable[[Connection], tuple[Article, ...]]:
    """Ask for the articles of an outlet, the newest first."""
    values: dict[str, Any] = {"publisher": publisher, "most": most, "skipped": skipped}
    values |= dict(zip(("since", "until"), window, strict=True)) if window else {}
    asked = text(_ARTICLES.format(days=_OF if window else ""))
    return lambda connection: tuple(Article(*row) for row in connection.execute(asked, values))


def told_by(
    publisher: str, most: int, *, alone: bool, articles: int
) -> Callable[[Connection], tuple[Development, ...]]:
    """Ask for the developments that only this outlet tells, or that it told first of several outlets."""
    first = "" if alone else "AND record.document IN (SELECT id FROM mine)"
    asked = text(_TOLD_BY.format(many="= 1" if alone else "> 1", first=first))
    values = {"publisher": publisher, "most": most, "articles": articles}

    def question(connection: Connection) -> tuple[Development, ...]:
        lines = connection.execute(asked, values).scalars()
        return tuple(each for line in lines if isinstance(each := from_json("development", line), Development))

    return question


def reports(since: str, until: str) -> Callable[[Connection], tuple[Report, ...]]:
    """Ask for the texts that were printed more than once and of which the first stands in a window."""
    values = {"since": since, "until": until}

    def question(connection: Connection) -> tuple[Report, ...]:
        rows = connection.execute(text(_REPORTS), values)
        return tuple(each for row in rows if isinstance(each := from_json("report", row.payload), Report))

    return question


def headers(documents: Iterable[str]) -> Callable[[Connection], dict[str, Article]]:
    """Ask for articles by their ids, without their texts; a copy with its kind."""
    ids = {"ids": json.dumps(sorted(set(documents)))}

    def question(connection: Connection) -> dict[str, Article]:
        kinds = {row.id: row.kind for row in connection.execute(text(_COPIES), ids)}
        rows = connection.execute(text(_TITLED), ids)
        return {
            row.id: Article(row.id, row.title, row.published, row.publisher, kinds.get(row.id), None, None)
            for row in rows
        }

    return question


def places(records: Iterable[str]) -> Callable[[Connection], dict[str, str]]:
    """Ask for each article that has any of these records, and for one of them that it has."""
    ids = {"ids": json.dumps(list(records))}
    return lambda connection: {row.document: row.id for row in connection.execute(text(_WHERE_TOLD), ids)}


def last_day(today: str) -> Callable[[Connection], str | None]:
    """Ask for the day of the latest article that does not lie in the future."""
    return lambda connection: connection.execute(text(_LAST), {"today": today}).scalar()
