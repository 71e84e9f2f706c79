"""What a user asks for becomes SQL: filters on records, and words for the full-text index."""

import re
from collections.abc import Sequence
from typing import Any, TypedDict

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, select

from legation.errors import QueryError
from legation.store.codec import kinds
from legation.store.schema import document, outcome, record, record_actor
from legation.store.terms import term

Names = str | tuple[str, ...]
MOST_WORDS = 64  # words and phrases of one search; the time that one takes grows faster than their number


class Where(TypedDict, total=False):
    """Which records are wanted. Several names in one field mean any of them; dates are days, both inclusive.

    `since` and `until` look at the day the document was published (for developments: the last report's day);
    what has no day falls out. `newest` puts the latest day first. `role` narrows `actor` to one part that it plays.
    `id`, `decided` and `due_before` ask for predictions: by whole ids, with or without an outcome, due before a day.
    `rejected` asks for what a review rejected, and for nothing else.
    """

    kind: Names
    actor: Names
    role: Names
    type: Names
    status: Names
    document: Names
    since: str | None
    until: str | None
    limit: int | None
    newest: bool
    id: Names
    decided: bool | None
    due_before: str | None
    rejected: bool


# Written out, not as parameters: only so does SQLite see that its indexes serve.
DAY: ColumnElement[str | None] = func.substr(document.c.published, literal_column("1"), literal_column("10"))
IS_PREDICTION = record.c.kind == literal_column("'prediction'")
DUE = func.json_extract(record.c.payload, literal_column("'$.due.end'"))
DECIDED = (outcome.c.came_true, outcome.c.decided, outcome.c.document.label("decided_by"), outcome.c.note)
WITH_OUTCOME = record.outerjoin(outcome, and_(IS_PREDICTION, outcome.c.prediction == record.c.id))


def records(where: Where) -> Select[Any]:
    """Return the query for kind, payload and outcome of all records that `where` asks for, in a fixed order."""
    query = select(record.c.kind, record.c.payload, *DECIDED).select_from(WITH_OUTCOME)
    query = query.where(*_conditions(where), *_of_predictions(where))
    if where.get("newest"):
        query = query.order_by(record.c.day.desc().nulls_last())
    order = (record.c.document, kind_rank(), record.c.start, record.c.id)
    return query.order_by(*order).limit(where.get("limit"))


def documents(where: Where) -> Select[Any]:
    """Return the query for all documents that `where` asks for: by actor, day, document."""
    query = select(document)
    if names := many(where.get("document")):
        query = query.where(document.c.id.in_(names))
    if since := where.get("since"):
        query = query.where(since <= DAY)
    if until := where.get("until"):
        query = query.where(until >= DAY)
    if actors := many(where.get("actor")):
        spoken_of = select(record.c.document).join(record_actor, record_actor.c.record == record.c.row)
        query = query.where(document.c.id.in_(spoken_of.where(record_actor.c.actor.in_(actors))))
    order = (DAY.desc().nulls_last(), document.c.id) if where.get("newest") else (document.c.id,)
    return query.order_by(*order).limit(where.get("limit"))


def _conditions(where: Where) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if (names := many(where.get("kind"))) and not _is_of_actors(where):
        found.append(record.c.kind.in_(names))
    if names := many(where.get("type")):
        found.append(func.lower(record.c.type).in_([name.lower() for name in names]))
    if names := many(where.get("status")):
        found.append(record.c.status.in_(names))
    if names := many(where.get("document")):
        found.append(record.c.document.in_(names))
    if since := where.get("since"):
        found.append(record.c.day >= since)
    if until := where.get("until"):
        found.append(record.c.day <= until)
    if _is_of_actors(where):
        # What an article has of an actor itself bears its id, and one index has these by id and article.
        found += [record.c.kind == literal_column("'actor'"), record.c.id.in_(many(where.get("actor")))]
    elif names := many(where.get("actor")):
        plays = select(record_actor.c.record).where(record_actor.c.actor.in_(names))
        if roles := many(where.get("role")):
            plays = plays.where(record_actor.c.role.in_(roles))
        found.append(record.c.row.in_(plays))
    return found


def _is_of_actors(where: Where) -> bool:
    """Whether all that is asked for is what articles have of some actors themselves."""
    return bool(many(where.get("kind")) == ("actor",) and where.get("actor") and not where.get("role"))


def _of_predictions(where: Where) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if ids := many(where.get("id")):
        found += [IS_PREDICTION, record.c.id.in_(ids)]
    if (decided := where.get("decided")) is not None:
        found += [IS_PREDICTION, outcome.c.prediction.is_not(None) if decided else outcome.c.prediction.is_(None)]
    if day := where.get("due_before"):
        found += [IS_PREDICTION, day > DUE]
    return found


def kind_rank() -> ColumnElement[int]:
    """Return the place of a record's kind in the order of kinds."""
    return case({kind: i for i, kind in enumerate(kinds())}, value=record.c.kind, else_=len(kinds()))


def many(names: Names | None) -> tuple[str, ...]:
    """Give one name, several or none as a tuple."""
    return (names,) if isinstance(names, str) else names or ()


def words(query: str) -> str:
    """Turn a user's words into a query of the full-text index that can't be malformed.

    All words must occur; `"a phrase"`, `word*`, `-word` and `OR` do what they do in web searches.
    """
    # A term twice says no more than once, and costs as much again for each place where it stands.
    wanted: list[dict[str, None]] = [{}]
    unwanted: dict[str, None] = {}
    found = re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', query)
    if len(found) > MOST_WORDS:
        raise QueryError(f"{len(found)} words are more than the {MOST_WORDS} that one search takes")
    for place, (minus, phrase, word) in enumerate(found, start=1):
        if word == "OR" and not minus and wanted[-1] and place < len(found):  # at an end it is a word like others
            wanted.append({})
        elif found_term := term(phrase or word, prefix=word.endswith("*")):
            (unwanted if minus else wanted[-1])[found_term] = None
    groups = [" AND ".join(group) for group in wanted if group]
    if not groups:
        raise QueryError(f"'{query}' holds no word to search for")
    either = " OR ".join(f"({group})" for group in groups)
    return f"({either}) NOT ({' OR '.join(unwanted)})" if unwanted else either


def any_of(wanted: Sequence[str]) -> str:
    """Return the query of the full-text index for texts in which any of the words occurs."""
    return " OR ".join(filter(None, (term(word, prefix=False) for word in wanted)))
