"""Questions for a timeline: what took place on which days, from any day on, in either direction; how much of it by day.

A development stands on the day on which it took place, else on that of its first report; other records on the day of
their article, predictions on the day they fall due. What has no day falls out.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select, text

from legation.records import Development
from legation.store import linked, query
from legation.store.codec import from_json
from legation.store.linked import Wanted
from legation.store.schema import record

_HOLDING = """record.document IN (SELECT document.id FROM document_words
    CROSS JOIN document ON document."row" = document_words.rowid WHERE document_words MATCH :words)"""
_DUE = "json_extract(record.payload, '$.due.end')"
_OF_ALL = "record"
# A country's records lie in order of days; those of anybody else are gone through.
_OF_COUNTRY = """record_party AS part CROSS JOIN record ON record."row" = part.record
    AND part.party = :country AND part.kind = :kind"""
_OF_ACTORS = """(SELECT record FROM record_actor WHERE actor IN (SELECT value FROM json_each(:actors))
        UNION SELECT record FROM record_party WHERE party IN (SELECT value FROM json_each(:actors)) AND kind = :kind)
    AS part CROSS JOIN record ON record."row" = part.record"""
_BESIDE = """
    SELECT DISTINCT {day} AS day, record."row" AS "row" FROM {source}
    WHERE record.kind = :kind AND {day} {side} :day AND {day} > '0' {more}
    ORDER BY 1 {order}, 2 {order} LIMIT :most
"""


class Told(NamedTuple):
    """How many developments of one type stand on one day."""

    day: str
    type: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted, and from which day on: backwards from it, or forwards where `oldest` is true.

    `words` are a query of the full-text index: the article that first tells of it holds them.
    """

    wanted: Wanted = field(default_factory=Wanted)
    words: str | None = None
    day: str | None = None
    oldest: bool = False

    @property
    def first(self) -> str:
        """The day on which it begins, as far as the answer goes."""
        return self.day or ("0" if self.oldest else "9999")


def developments(asked: Asked, most: int, skip: int = 0) -> Callable[[Connection], tuple[tuple[str, Development], ...]]:
    """Ask for developments with their days, from the day that is asked for on."""
    when = linked.newest("development", asked.wanted)
    found = _selected(asked).with_only_columns(when.label("day"), record.c.payload, maintain_column_froms=True)
    found = found.where(when >= asked.first if asked.oldest else when <= asked.first)
    order = when.asc() if asked.oldest else when.desc()
    found = found.order_by(None).order_by(order, record.c.document, record.c.id).limit(most).offset(skip)

    def question(connection: Connection) -> tuple[tuple[str, Development], ...]:
        read = ((row.day, from_json("development", row.payload)) for row in connection.execute(found, _words(asked)))
        return tuple((day, each) for day, each in read if isinstance(each, Development))

    return question


def days(asked: Asked, most: int) -> Callable[[Connection], tuple[Told, ...]]:
    """Ask how many developments of each type stand on each day; the newest so many are counted."""
    day, kind = linked.newest("development", asked.wanted), record.c.type
    newest = None if asked.words else linked.of_actor(asked.wanted)
    if newest is None:
        newest = _selected(asked).with_only_columns(day.label("day"), kind.label("type"), maintain_column_froms=True)
    inner = newest.where(day > "0").order_by(None).order_by(day.desc()).limit(most).subquery()
    counted = select(inner.c.day, inner.c.type, func.count().label("number")).group_by(inner.c.day, inner.c.type)
    found = counted.order_by(inner.c.day, inner.c.type)
    return lambda connection: tuple(Told._make(row) for row in connection.execute(found, _words(asked)))


def beside(kind: str, asked: Asked, most: int) -> Callable[[Connection], tuple[tuple[str, int], ...]]:
    """Ask for day and row of records of another kind, from the day that is asked for on."""
    wanted = asked.wanted
    actors = query.many(wanted.get("actor"))
    is_country = _country(asked) is not None
    source = (_OF_COUNTRY if is_country else _OF_ACTORS) if actors else _OF_ALL
    own = "part.day" if is_country else "record.day"
    day = _DUE if kind == "prediction" else own
    bounds = {"since": f"AND {day} >= :since", "until": f"AND {day} <= :until"}
    given: dict[str, Any] = {name: wanted[name] for name in bounds if wanted.get(name)}  # type: ignore[literal-required]
    more = [bounds[name] for name in given] + ([f"AND {_HOLDING}"] if asked.words else [])
    side, order = (">=", "ASC") if asked.oldest else ("<=", "DESC")
    found = text(_BESIDE.format(day=day, source=source, side=side, order=order, more=" ".join(more)))
    values = given | {"kind": kind, "day": asked.first, "most": most} | _words(asked)
    if actors:
        values |= {"country": actors[0]} if is_country else {"actors": json.dumps(actors)}
    return lambda connection: tuple((row.day, row.row) for row in connection.execute(found, values))


def _selected(asked: Asked) -> Select[Any]:
    found = linked.selected("development", asked.wanted)
    return found.where(text(_HOLDING)) if asked.words else found


def _country(asked: Asked) -> str | None:
    actors = query.many(asked.wanted.get("actor"))
    return actors[0] if len(actors) == 1 and ":" not in actors[0] else None


def _words(asked: Asked) -> dict[str, Any]:
    return {"words": asked.words} if asked.words else {}
