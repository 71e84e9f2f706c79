"""Which articles name an actor, its officials or words, by day; and which texts hold words, as a search tells it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import TypedDict

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from legation.store import query
from legation.store.schema import document, record, record_actor

OPENS, CLOSES = "\x02", "\x03"  # stand around what is marked; texts are freed of them first


class Named(TypedDict, total=False):
    """Whom articles are to name: any of these actors, or whoever belongs to the country and to one of its sectors.

    Without sectors, all of the country. `since` and `until` are days, both inclusive; undated articles fall out.
    """

    actors: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    since: str | None
    until: str | None
    newest: bool


def naming(connection: Connection, named: Named) -> Iterator[tuple[str, str]]:
    """Yield day and id of the articles that name one of them, by day, each once."""
    days = [record.c.kind == "actor", record.c.day.is_not(None)]
    if since := named.get("since"):
        days.append(record.c.day >= since)
    if until := named.get("until"):
        days.append(record.c.day <= until)
    day = record.c.day.desc() if named.get("newest") else record.c.day
    found = select(record.c.day, record.c.document).where(*days, _any_of(named)).order_by(day, record.c.document)
    last = None
    for row in connection.execute(found):
        if (row.day, row.document) != last:
            last = (row.day, row.document)
            yield last


def holding(connection: Connection, words: str) -> frozenset[str]:
    """Return the ids of the articles in which the words occur."""
    found = text(
        'SELECT document.id FROM document_words JOIN document ON document."row" = document_words.rowid'
        " WHERE document_words MATCH :words"
    )
    return frozenset(connection.execute(found, {"words": query.words(words)}).scalars())


def undated(connection: Connection) -> int:
    """Count the articles without a day of publication."""
    found = select(func.count()).select_from(document).where(query.DAY.is_(None))
    return int(connection.execute(found).scalar_one())


def matching(words: str, texts: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of the texts in which the words occur, told as the index of articles tells it."""
    terms = query.words(words)
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE piece USING fts5 (words, tokenize='porter unicode61 remove_diacritics 2')")
        keys = dict(enumerate(texts))
        memory.executemany("INSERT INTO piece (rowid, words) VALUES (?, ?)", enumerate(texts.values()))
        found = memory.execute("SELECT rowid FROM piece WHERE piece MATCH ?", (terms,))
        return frozenset(keys[row] for (row,) in found)


def marked(words: str, texts: Mapping[str, str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """Tell where in the texts the words of a search stand; texts in which they do not occur are left out."""
    terms = query.words(words)
    keys = tuple(texts)
    bare = (text.replace(OPENS, " ").replace(CLOSES, " ") for text in texts.values())
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE piece USING fts5 (words, tokenize='porter unicode61 remove_diacritics 2')")
        memory.executemany("INSERT INTO piece (rowid, words) VALUES (?, ?)", enumerate(bare))
        found = memory.execute(
            "SELECT rowid, highlight(piece, 0, ?, ?) FROM piece WHERE piece MATCH ?", (OPENS, CLOSES, terms)
        )
        return {keys[row]: tuple(_places(text)) for row, text in found}


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where marked words stand in the text without its marks."""
    place = 0
    for number, piece in enumerate(text.split(OPENS)):
        words, closes, rest = piece.partition(CLOSES)
        if number and closes:
            yield place, place + len(words)
        place += len(words) + len(rest)


def _any_of(named: Named) -> ColumnElement[bool]:
    mine = select(record_actor.c.record).where(record_actor.c.actor.in_(named.get("actors", ())))
    found: list[ColumnElement[bool]] = [record.c.row.in_(mine.where(record_actor.c.role == "self"))]
    if country := named.get("country"):
        belongs = func.json_extract(record.c.payload, "$.country") == country
        if sectors := named.get("sectors"):
            belongs = and_(belongs, func.json_extract(record.c.payload, "$.sector").in_(sectors))
        found.append(belongs)
    return or_(*found)
