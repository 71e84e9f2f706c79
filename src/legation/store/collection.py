"""What collecting did on each day of the desk, feed by feed.

Without it, a day without news and a day without a network look alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert

from legation.store import schema

_FIRST, _LAST = "0000", "9999-99-99"  # before and after every day
_DAYS = text("""
    SELECT day, feed, polls, failed, listed, new, stored, known, given_up, not_article FROM collection
    WHERE day BETWEEN :since AND :until ORDER BY day, feed
""")
_FIRST_DAY = text("SELECT min(day) FROM collection")
_OUTLETS = text("""
    SELECT page.day, document.publisher, count(*) AS articles
    FROM page CROSS JOIN document ON document.id = page.document
    WHERE page.state = 'stored' AND page.day BETWEEN :since AND :until
    GROUP BY page.day, document.publisher ORDER BY page.day, document.publisher
""")
_SHARES = text("""
    SELECT page.day, document.publisher, page.feed, count(*) AS articles
    FROM page CROSS JOIN document ON document.id = page.document
    WHERE page.state = 'stored' AND page.day BETWEEN :since AND :until
    GROUP BY page.day, document.publisher, page.feed ORDER BY page.day, document.publisher, page.feed
""")
_BROUGHT = text("""
    SELECT document.id, document.title, document.publisher, document.published, page.feed
    FROM page CROSS JOIN document ON document.id = page.document
    WHERE page.state = 'stored' AND page.day = :day
        AND (:publisher IS NULL OR ifnull(document.publisher, '') = :publisher)
    ORDER BY page.ended DESC, document.id LIMIT :most
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An article that a feed brought."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    feed: str


class Share(NamedTuple):
    """How many articles of a publisher a feed brought on a day; None is a publisher nobody names."""

    day: str
    publisher: str | None
    feed: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What collecting from one feed did on a day: polls and how many failed, pages listed and how many were new.

    The others count pages by what became of them on the day, whenever they were listed.
    """

    day: str
    feed: str
    polls: int
    failed: int
    listed: int
    new: int
    stored: int
    known: int
    given_up: int
    not_article: int = 0


def days(since: str | None = None, until: str | None = None) -> Callable[[Connection], tuple[Day, ...]]:
    """Ask what collecting did from one day to another, both inclusive, by day and feed."""
    values = _window(since, until)
    return lambda connection: tuple(Day(**row._mapping) for row in connection.execute(_DAYS, values))


def first_day(connection: Connection) -> str | None:
    """The first day on which anything was collected; None when nothing ever was."""
    found: str | None = connection.execute(_FIRST_DAY).scalar()
    return found


def outlets(
    since: str | None = None, until: str | None = None
) -> Callable[[Connection], tuple[tuple[str, str | None, int], ...]]:
    """Ask how many articles of each publisher the feeds brought on each day; None is a publisher nobody names."""
    values = _window(since, until)
    return lambda connection: tuple(
        (row.day, row.publisher, row.articles) for row in connection.execute(_OUTLETS, values)
    )


def shares(since: str | None = None, until: str | None = None) -> Callable[[Connection], tuple[Share, ...]]:
    """Ask how many articles of each publisher each feed brought on each day."""
    values = _window(since, until)
    return lambda connection: tuple(Share(*row) for row in connection.execute(_SHARES, values))


def brought(day: str, publisher: str | None, most: int) -> Callable[[Connection], tuple[Brought, ...]]:
    """Ask for the articles that feeds brought on a day, the last first; an empty publisher is one nobody names."""
    values = {"day": day, "publisher": publisher, "most": most}
    return lambda connection: tuple(Brought(**row._mapping) for row in connection.execute(_BROUGHT, values))


def count(connection: Connection, day: str, feed: str, **more: int) -> None:
    """Add to the counts of a feed on a day; to be called within a change."""
    table = schema.collection
    new = insert(table).values(day=day, feed=feed, **more)
    sums = {name: table.c[name] + new.excluded[name] for name in more}
    connection.execute(new.on_conflict_do_update(index_elements=["day", "feed"], set_=sums))


def _window(since: str | None, until: str | None) -> dict[str, str]:
    return {"since": since or _FIRST, "until": until or _LAST}
