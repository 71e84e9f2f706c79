"""Questions for a brief: how much there is in a window of days, what of it is new, and what weighs most.

Each goes by an index and stops at the number asked for, whatever the size of the store.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, text

from legation.records import Contradiction, Development, Document, Report
from legation.store.codec import DOCUMENT_FIELDS, from_json
from legation.store.windows import Window, newest_of, values

Derived = TypeVar("Derived", Development, Report, Contradiction)
_DAY = "substr(published, 1, 10)"
_READ = f"SELECT count(*) AS articles, min({_DAY}) AS first, max({_DAY}) AS last FROM document {{where}}"
_PUBLISHERS = "SELECT DISTINCT publisher FROM document {where} {joint} publisher IS NOT NULL ORDER BY publisher"
_ARTICLES = f"SELECT id FROM document {{where}} ORDER BY {_DAY} DESC, id LIMIT :most"
_NTH = f"SELECT {_DAY} FROM document ORDER BY {_DAY} DESC LIMIT 1 OFFSET :articles"
_NTH_CONCERNED = """
    WITH mine AS MATERIALIZED (SELECT * FROM ({statements}) UNION SELECT * FROM ({events}))
    SELECT day FROM (SELECT DISTINCT record.document, mine.day FROM mine JOIN record ON record."row" = mine.record)
    ORDER BY day DESC LIMIT 1 OFFSET :articles
"""
# The last run after whose beginning there are articles; a run that was stopped counts like any other. Articles are
# counted in an index, since their own pages hold the texts.
_ADDED = text(f"""
    SELECT run."after", (SELECT count(*) FROM document INDEXED BY document_day WHERE "row" > run."after") AS articles,
        (SELECT {_DAY} FROM document WHERE "row" <= run."after" ORDER BY {_DAY} DESC LIMIT 1) AS before
    FROM run WHERE run."after" < (SELECT max("row") FROM document) ORDER BY run."after" DESC, run.id DESC LIMIT 1
""")
_NEWEST = """
    WITH mine AS MATERIALIZED ({mine})
    SELECT record.document, record.id FROM mine JOIN record ON record."row" = mine.record
    ORDER BY mine.day DESC, record.document, record.start, record.id LIMIT :most
"""
_COUNT = "SELECT count(*) FROM ({mine})"
# The order is that of the index, so that it ends with the last one wanted; SQLite would rather sort a window.
_WEIGHED = """
    SELECT payload FROM record INDEXED BY development_origins WHERE kind = 'development' {since}
    ORDER BY json_extract(payload, '$.origins') DESC, day DESC, document, start, id LIMIT :most
"""
_LATEST = """
    SELECT payload FROM record WHERE kind = 'development' {since}
    ORDER BY day DESC, document, start, id LIMIT :most
"""
_MADE_OF = """
    WITH mine AS MATERIALIZED ({mine}),
    leads AS MATERIALIZED (SELECT DISTINCT happening.lead FROM mine
        CROSS JOIN happening ON happening.record = mine.record WHERE happening.lead IS NOT NULL)
    SELECT record.payload FROM leads CROSS JOIN derived ON derived.kind = 'development' AND derived."of" = leads.lead
    CROSS JOIN record ON record."row" = derived.record
    ORDER BY {order} day DESC, document, start, id LIMIT :most
"""
_EVENTS_ADDED = """SELECT event."row" AS record FROM (SELECT id FROM document WHERE "row" > :after
    ORDER BY "row" DESC LIMIT :articles) AS article
    CROSS JOIN record AS event ON event.document = article.id AND event.kind = 'event'"""
_HEADS = text(f"""
    SELECT {", ".join(f'document."{name}"' for name in DOCUMENT_FIELDS if name != "text")},
        substr(document.text, 1, :length) AS text, document."row" > :after AS added
    FROM json_each(:ids) AS wanted CROSS JOIN document ON document.id = wanted.value
""")
_COPIES = text("""
    WITH RECURSIVE up (document) AS (
        SELECT document."row" FROM json_each(:ids) AS wanted CROSS JOIN document ON document.id = wanted.value
        UNION SELECT copy.parent FROM up CROSS JOIN copy ON copy.document = up.document)
    SELECT record.payload FROM up CROSS JOIN document ON document."row" = up.document
    CROSS JOIN record ON record.document = document.id AND record.kind = 'report' ORDER BY record.id
""")
_CLAIMED_IN = text("""
    SELECT record.payload FROM json_each(:ids) AS wanted
    CROSS JOIN record ON record.document = wanted.value AND record.kind = 'contradiction'
    WHERE json_extract(record.payload, '$.about') IN (SELECT value FROM json_each(:about))
    ORDER BY day DESC, document, start, record.id LIMIT :most
""")
_LAST_CLAIMED = """
    SELECT payload FROM record WHERE kind = 'contradiction' {since} ORDER BY day DESC, document, start, id LIMIT :most
"""
_DUE = text("""
    SELECT document, id FROM record WHERE kind = 'prediction'
        AND json_extract(payload, '$.due.end') >= :since AND json_extract(payload, '$.due.end') <= :until
    ORDER BY json_extract(payload, '$.due.end'), document, start, id LIMIT :most
""")
_DECIDED = text("""
    SELECT record.document, record.id FROM outcome
    CROSS JOIN record ON record.kind = 'prediction' AND record.id = outcome.prediction
    WHERE outcome.decided >= :since ORDER BY outcome.decided DESC, record.document, record.id LIMIT :most
""")


class Read(NamedTuple):
    """How much there is in a window: articles, publishers, the outer two days."""

    articles: int
    publishers: tuple[str, ...]
    first: str | None
    last: str | None


class Added(NamedTuple):
    """What the last run added: the row after which its articles stand, how many, and the last day known before."""

    after: int
    articles: int
    before: str | None


class Found(NamedTuple):
    """Where a record is: its document and its id."""

    document: str
    id: str


class Head(NamedTuple):
    """An article with the beginning of its text, and whether it stands after the row that was asked for."""

    document: Document
    is_added: bool


def read(window: Window) -> Callable[[Connection], Read]:
    """Ask how much there is in the window, whomever it concerns."""
    where = f"WHERE {_DAY} >= :since" if window.since else ""
    names = _PUBLISHERS.format(where=where, joint="AND" if where else "WHERE")

    def question(connection: Connection) -> Read:
        row = connection.execute(text(_READ.format(where=where)), {"since": window.since}).one()
        publishers = connection.execute(text(names), {"since": window.since}).scalars()
        return Read(row.articles, tuple(publishers), row.first, row.last)

    return question


def reach(window: Window, articles: int) -> Callable[[Connection], str | None]:
    """Ask on which day the newest so many articles of the window begin; nothing where there are no more."""
    mine = {"statements": newest_of(window, "statement"), "events": newest_of(window, "event")}
    asked = _NTH_CONCERNED.format(**mine) if window.actors else _NTH
    return lambda connection: connection.execute(text(asked), values(window, articles=articles)).scalar()


def articles(window: Window, most: int) -> Callable[[Connection], tuple[str, ...]]:
    """Ask for the newest articles of the window, whomever they concern."""
    asked = text(_ARTICLES.format(where=f"WHERE {_DAY} >= :since" if window.since else ""))
    return lambda connection: tuple(connection.execute(asked, {"since": window.since, "most": most}).scalars())


def added(connection: Connection) -> Added | None:
    """What the last run added that added anything; nothing where that is unknown."""
    row = connection.execute(_ADDED).first()
    return Added(row.after, row.articles, row.before) if row else None


def newest(kind: str, window: Window, most: int) -> Callable[[Connection], tuple[Found, ...]]:
    """Ask where the newest records of one kind are."""
    asked = text(_NEWEST.format(mine=newest_of(window, kind, most)))
    return lambda connection: _found(connection.execute(asked, values(window, most=most)))


def count(kind: str, window: Window) -> Callable[[Connection], int]:
    """Ask how many records of one kind there are; of those that concern actors, as far as is looked."""
    asked = text(_COUNT.format(mine=newest_of(window, kind)))
    return lambda connection: int(connection.execute(asked, values(window)).scalar_one())


def weighed(window: Window, most: int) -> Callable[[Connection], tuple[Development, ...]]:
    """Ask for the developments that most origins tell."""
    return _developments(window, most, _WEIGHED, "json_extract(record.payload, '$.origins') DESC,")


def latest(window: Window, most: int) -> Callable[[Connection], tuple[Development, ...]]:
    """Ask for the developments that were told last."""
    return _developments(window, most, _LATEST, "")


def of_added(after: int, articles: int, most: int) -> Callable[[Connection], tuple[Development, ...]]:
    """Ask for the developments that articles after a row tell, the last so many; those of most origins first."""
    order = "json_extract(record.payload, '$.origins') DESC,"
    asked = text(_MADE_OF.format(mine=_EVENTS_ADDED, order=order))
    values = {"after": after, "articles": articles, "most": most}
    return lambda connection: _derived(connection.execute(asked, values), Development)


def heads(documents: Iterable[str], after: int | None, length: int) -> Callable[[Connection], tuple[Head, ...]]:
    """Ask for articles with but the beginning of their texts, and which of them stand after a row."""
    values = {"ids": json.dumps(sorted(set(documents))), "after": after, "length": length}

    def question(connection: Connection) -> tuple[Head, ...]:
        rows = connection.execute(_HEADS, values).all()
        return tuple(Head(_document(row), bool(row.added)) for row in rows)

    return question


def copies(documents: Iterable[str]) -> Callable[[Connection], tuple[Report, ...]]:
    """Ask for the reports of which any of the articles is the origin or a copy."""
    values = {"ids": json.dumps(sorted(set(documents)))}
    return lambda connection: _derived(connection.execute(_COPIES, values), Report)


def claimed_in(
    documents: Iterable[str], about: Iterable[str], most: int
) -> Callable[[Connection], tuple[Contradiction, ...]]:
    """Ask for the contradictions about developments whose first claim is in any of the articles, the last first."""
    ids, developments = (json.dumps(sorted(set(each))) for each in (documents, about))
    values = {"ids": ids, "about": developments, "most": most}
    return lambda connection: _derived(connection.execute(_CLAIMED_IN, values), Contradiction)


def last_claimed(window: Window, most: int) -> Callable[[Connection], tuple[Contradiction, ...]]:
    """Ask for the contradictions of which a claim was reported last, whomever they concern."""
    asked = text(_LAST_CLAIMED.format(since=window.days))
    return lambda connection: _derived(connection.execute(asked, values(window, most=most)), Contradiction)


def due(since: str, until: str, most: int) -> Callable[[Connection], tuple[Found, ...]]:
    """Ask for the predictions that are due from one day to another, the first due first."""
    return lambda connection: _found(connection.execute(_DUE, {"since": since, "until": until, "most": most}))


def decided(since: str, most: int) -> Callable[[Connection], tuple[Found, ...]]:
    """Ask for the predictions that were decided from a day on, the last decided first."""
    return lambda connection: _found(connection.execute(_DECIDED, {"since": since, "most": most}))


def _developments(
    window: Window, most: int, of_all: str, order: str
) -> Callable[[Connection], tuple[Development, ...]]:
    mine = newest_of(window, "event")
    asked = _MADE_OF.format(mine=mine, order=order) if window.actors else of_all.format(since=window.days)
    return lambda connection: _derived(connection.execute(text(asked), values(window, most=most)), Development)


def _found(rows: Iterable[Any]) -> tuple[Found, ...]:
    return tuple(Found(row.document, row.id) for row in rows)


def _derived(rows: Iterable[Any], kind: type[Derived]) -> tuple[Derived, ...]:
    found = (from_json(kind.__name__.lower(), row.payload) for row in rows)
    return tuple(each for each in found if isinstance(each, kind))


def _document(row: Any) -> Document:
    return Document(**{name: getattr(row, name) for name in DOCUMENT_FIELDS})
