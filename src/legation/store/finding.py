"""Which records and articles fit filters, the newest first: bounded lists of places, whatever the size of the store."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from legation.records import AnyRecord, Document, Statement
from legation.store import ledger, linked, query
from legation.store.codec import document_of
from legation.store.parties import BETWEEN
from legation.store.schema import document, record

FEW = 4000  # a part with at most so many records leads to them; with more, records are gone through by day
# Records are gone through by day until there are enough: so many, else so many more, and no more than the last.
STEPS = (2_000, 16_000)
LAST = 8_000  # of all that hold the words, so many that were stored last are looked at
ARTICLES = 1_000  # of the articles of an outlet or with the words, the newest: records of them are looked at
LINKED: tuple[linked.Kind, ...] = ("development", "contradiction", "report")


class Place(NamedTuple):
    """Where something that was found is: its row, and what a list is ordered and counted by."""

    row: int
    kind: str
    day: str | None
    document: str
    type: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who takes part: any of some actors, or whoever belongs to a country or body; in one role, or in any."""

    actors: tuple[str, ...] = ()
    party: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list is to hold. Of several values in one field any will do, but all `parts` must be there.

    `words` are a query of the full-text index (`query.words`), `after` the row of an article: only what came later.
    With `best`, articles and statements come by how well the words fit.
    """

    parts: tuple[Part, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    standing: str | None = None
    origins: int | None = None
    since: str | None = None
    until: str | None = None
    words: str | None = None
    after: int | None = None
    best: bool = False


def places(kind: str, filters: Filters, most: int) -> Callable[[Connection], tuple[Place, ...]]:
    """Ask for what fits of one kind, the newest first; `most` at most."""
    way = _linked if kind in LINKED else _in_steps
    return lambda connection: way(connection, kind, filters, most)


def named(ids: Iterable[str]) -> Callable[[Connection], tuple[Place, ...]]:
    """Ask for the records with these ids, whatever their kind, in this order."""
    found = text(
        'SELECT record."row" AS "row", kind, day, document, record.type, status FROM json_each(:ids) AS wanted'
        " CROSS JOIN record ON record.id = wanted.value AND record.kind <> 'actor' ORDER BY wanted.key"
    )
    values = {"ids": json.dumps(list(dict.fromkeys(ids)))}
    return lambda connection: tuple(Place(*row) for row in connection.execute(found, values))


def records(rows: Sequence[int]) -> Callable[[Connection], dict[int, AnyRecord]]:
    """Ask for the records in these rows; predictions with what came of them."""
    columns = (record.c.row, record.c.kind, record.c.payload, *query.DECIDED)
    found = select(*columns).select_from(query.WITH_OUTCOME).where(record.c.row.in_(rows))
    return lambda connection: {row.row: ledger.read(row) for row in connection.execute(found)}


def articles(rows: Sequence[int]) -> Callable[[Connection], dict[int, Document]]:
    """Ask for the articles in these rows."""
    found = select(document).where(document.c.row.in_(rows))
    return lambda connection: {row.row: document_of(row) for row in connection.execute(found)}


def said_in(documents: Sequence[str]) -> Callable[[Connection], tuple[Statement, ...]]:
    """Ask for the statements in these articles, by article and place."""
    columns = (record.c.kind, record.c.payload)
    mine = select(*columns).where(record.c.document.in_(documents), record.c.kind == "statement")
    rows = mine.order_by(record.c.document, record.c.start, record.c.id)
    return lambda connection: tuple(
        each for row in connection.execute(rows) if isinstance(each := ledger.read(row), Statement)
    )


def _in_steps(connection: Connection, kind: str, filters: Filters, most: int) -> tuple[Place, ...]:
    values = _values(kind, filters)
    source = _source(kind, filters, _leading(connection, kind, filters))
    values |= {"p": source.part.party, "a": json.dumps(source.part.actors), "r": source.part.role}
    way = (_DOCUMENTS if kind == "document" else _RECORDS).format(
        source=source.rows, where=" ".join(_conditions(kind, filters)), order="mine.fit," if filters.best else ""
    )
    found: tuple[Place, ...] = ()
    for step in source.steps:
        rows = connection.execute(text(way), {**values, "most": most, "step": max(step, most)}).all()
        found = tuple(Place(*row) for row in rows)
        if len(found) >= most or step == source.steps[-1]:
            break
        count = connection.execute(text(f"SELECT count(*) FROM ({source.rows})"), {**values, "step": step})
        if count.scalar_one() < step:
            break
    return found


# The source is gone through in its order; what it brings is looked up and checked.
_RECORDS = """
    SELECT record."row" AS "row", record.kind, record.day, record.document, record.type, record.status
    FROM ({source}) AS mine CROSS JOIN record ON record."row" = mine.record
    WHERE record.kind = :kind {where}
    ORDER BY {order} record.day DESC, record.document, record.start, record.id LIMIT :most
"""
_DOCUMENTS = """
    SELECT document."row" AS "row", 'document', substr(document.published, 1, 10), document.id, NULL, NULL
    FROM ({source}) AS mine CROSS JOIN document ON document."row" = mine.record WHERE TRUE {where}
    ORDER BY {order} substr(document.published, 1, 10) DESC, document.id LIMIT :most
"""
_OF_KIND = 'SELECT "row" AS record FROM record WHERE kind = :kind {days} ORDER BY day DESC LIMIT :step'
_ALL_ARTICLES = """
    SELECT "row" AS record FROM document WHERE TRUE {where} ORDER BY substr(published, 1, 10) DESC LIMIT :step
"""
_OF_ARTICLES = """
    SELECT record."row" AS record FROM (SELECT id FROM document WHERE {mine}
        ORDER BY substr(published, 1, 10) DESC LIMIT {most}) AS article
    CROSS JOIN record ON record.document = article.id AND record.kind = :kind LIMIT :step
"""
_OF_ACTORS = """
    SELECT DISTINCT record FROM record_actor WHERE actor IN (SELECT value FROM json_each(:a)) {role} LIMIT :step
"""
_OF_PARTY = """
    SELECT DISTINCT record, day FROM record_party WHERE party = :p AND kind = :kind {days} {role}
    ORDER BY day DESC, record DESC LIMIT :step
"""
# As of a country, whom no country stands for.
_OF_THEMSELVES = """
    SELECT DISTINCT record, day FROM record_own WHERE actor IN (SELECT value FROM json_each(:a)) AND kind = :kind
    {days} {role} ORDER BY day DESC, record DESC LIMIT :step
"""
_OF_WORDS = """
    SELECT rowid AS record {fit} FROM {index} WHERE {index} MATCH :words ORDER BY rowid DESC LIMIT :step
"""
_HOLDING = f"""
    "row" IN (SELECT rowid FROM document_words WHERE document_words MATCH :words ORDER BY rowid DESC LIMIT {LAST})
"""
_SAYING = 'AND record."row" IN (SELECT rowid FROM statement_words WHERE statement_words MATCH :words)'
_NAMES = """AND EXISTS (SELECT 1 FROM record AS named WHERE named.document = document.id AND named.kind = 'actor'
    AND (named.id IN (SELECT value FROM json_each(:a{n})) OR named.id = :p{n}))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What leads to records: a query for their rows, with the part that it goes by, and how far it is gone through."""

    rows: str
    part: Part = Part()
    steps: tuple[int, ...] = STEPS


def _source(kind: str, filters: Filters, lead: Part | None) -> _Source:
    """The narrowest of the filters that an index serves, the newest first where it can."""
    mine = _of_articles(kind, filters)
    if filters.words and kind in ("document", "statement") and not (mine and kind == "statement"):
        index, weights = ("statement_words", "") if kind == "statement" else ("document_words", ", 4.0, 1.0")
        fit = f", bm25({index}{weights}) AS fit" if filters.best else ""
        return _Source(rows=_OF_WORDS.format(index=index, fit=fit), steps=(LAST,))
    if kind == "document":
        # With the publisher in it, the index of days and publishers is all that is gone through.
        own = "".join(f" AND {each}" for each in mine)
        return _Source(rows=_ALL_ARTICLES.format(where=_days(filters, "substr(published, 1, 10)") + own))
    if mine:
        rows = _OF_ARTICLES.format(mine=" AND ".join(mine), most=ARTICLES)
        return _Source(rows=rows, steps=STEPS[-1:])
    role = "AND role = :r" if lead and lead.role else ""
    if lead and _is_by_day(kind, lead):
        rows = _OF_PARTY if lead.party else _OF_THEMSELVES
        return _Source(rows=rows.format(days=_days(filters, "day"), role=role), part=lead)
    if lead:
        return _Source(rows=_OF_ACTORS.format(role=role), part=lead, steps=STEPS[-1:])
    return _Source(rows=_OF_KIND.format(days=_days(filters, "day")))


def _leading(connection: Connection, kind: str, filters: Filters) -> Part | None:
    """Return the part that leads to the fewest records; none where all lead to many and in no order."""
    sizes = {part: _size(connection, kind, part) for part in filters.parts} if kind != "document" else {}
    few = min(sizes, key=lambda part: sizes[part], default=None)
    if few is None or _is_by_day(kind, few) or sizes[few] <= FEW:
        return few
    return min((part for part in sizes if _is_by_day(kind, part)), key=lambda part: sizes[part], default=None)


def _is_by_day(kind: str, part: Part) -> bool:
    """Whether what the part leads to lies in the order of days."""
    return bool(part.party) or (kind in BETWEEN and all(":" in actor for actor in part.actors))


def _size(connection: Connection, kind: str, part: Part) -> int:
    if part.party:
        rows = "SELECT 1 FROM record_party WHERE party = :party AND kind = :kind"
    elif _is_by_day(kind, part):
        rows = "SELECT 1 FROM record_own WHERE actor IN (SELECT value FROM json_each(:actors)) AND kind = :kind"
    else:
        rows = "SELECT 1 FROM record_actor WHERE actor IN (SELECT value FROM json_each(:actors))"
    values = {"party": part.party, "kind": kind, "actors": json.dumps(part.actors)}
    counted = text(f"SELECT count(*) FROM ({rows} LIMIT {FEW + 1})")
    return int(connection.execute(counted, values).scalar_one())


def _of_articles(kind: str, filters: Filters) -> list[str]:
    found = []
    if filters.documents:
        found.append("document.id IN (SELECT value FROM json_each(:documents))")
    if filters.after is not None:
        found.append('document."row" > :after')
    if filters.publishers:
        found.append("lower(document.publisher) IN (SELECT value FROM json_each(:publishers))")
    if filters.words and kind != "statement":
        found.append(f"document.{_HOLDING.strip()}")
    return found


def _days(filters: Filters, day: str) -> str:
    since = f" AND {day} >= :since" if filters.since else ""
    return since + (f" AND {day} <= :until" if filters.until else "")


def _conditions(kind: str, filters: Filters) -> Iterator[str]:
    is_article = kind == "document"
    yield _days(filters, "substr(document.published, 1, 10)" if is_article else "record.day")
    if is_article:
        yield from (f"AND {each}" for each in _of_articles("statement", filters))
    elif filters.words and kind == "statement" and _of_articles(kind, filters):
        yield _SAYING
    if filters.types:
        yield "AND FALSE" if is_article else "AND lower(record.type) IN (SELECT value FROM json_each(:types))"
    if filters.statuses:
        yield "AND FALSE" if is_article else "AND record.status IN (SELECT value FROM json_each(:statuses))"
    for number, part in enumerate(filters.parts):
        yield (_NAMES if is_article else _part(part)).format(n=number)


def _part(part: Part) -> str:
    role = " AND part.role = :r{n}" if part.role else ""
    if part.party:
        # The kind and day of a record lead along the key of the table, so that one look decides.
        key = "part.party = :p{n} AND part.kind = record.kind AND part.day = coalesce(record.day, '')"
        return f'AND EXISTS (SELECT 1 FROM record_party AS part WHERE {key} AND part.record = record."row"{role})'
    mine = 'part.record = record."row" AND part.actor IN (SELECT value FROM json_each(:a{n}))'
    return f"AND EXISTS (SELECT 1 FROM record_actor AS part WHERE {mine}{role})"


def _values(kind: str, filters: Filters) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": kind, "since": filters.since, "until": filters.until, "after": filters.after}
    values["words"] = query.words(filters.words) if filters.words else None
    values["documents"] = json.dumps(filters.documents)
    values["statuses"] = json.dumps(filters.statuses)
    values["types"] = json.dumps([each.lower() for each in filters.types])
    values["publishers"] = json.dumps([each.lower() for each in filters.publishers])
    for number, part in enumerate(filters.parts):
        values |= {f"a{number}": json.dumps(part.actors), f"p{number}": part.party, f"r{number}": part.role}
    return values


_OF_LINKED = {
    "development": "EXISTS (SELECT 1 FROM json_each(record.payload, '$.publishers') WHERE lower(value) {these})",
    "report": "EXISTS (SELECT 1 FROM json_each(record.payload, '$.publishers') WHERE lower(value) {these})",
    "contradiction": """EXISTS (SELECT 1 FROM json_each(record.payload, '$.claims') AS claim CROSS JOIN document
        ON document.id = json_extract(claim.value, '$.document') WHERE lower(document.publisher) {these})""",
}


def _linked(connection: Connection, kind: str, filters: Filters, most: int) -> tuple[Place, ...]:
    wanted: linked.Wanted = {"type": filters.types, "document": filters.documents, "since": filters.since}
    wanted |= {"until": filters.until, "standing": filters.standing, "origins": filters.origins, "limit": most}
    parts = [((part.party,) if part.party else part.actors, part.role) for part in filters.parts]
    values = _values(kind, filters)
    conditions = [text(each).bindparams(**{name: values[name]}) for name, each in _linked_conditions(kind, filters)]
    asked = linked.places(next(each for each in LINKED if each == kind), wanted, parts, *conditions)
    return tuple(Place(*row) for row in asked(connection))


def _linked_conditions(kind: str, filters: Filters) -> Iterator[tuple[str, str]]:
    if filters.publishers:
        yield "publishers", _OF_LINKED[kind].format(these="IN (SELECT value FROM json_each(:publishers))")
    if filters.statuses:
        yield "statuses", "record.status IN (SELECT value FROM json_each(:statuses))"
    if filters.after is not None:
        yield "after", 'record.document IN (SELECT id FROM document WHERE "row" > :after)'
