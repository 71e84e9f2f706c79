"""Records become rows, and the ways by which they are found again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.dialects.sqlite import insert

from legation.records import Actor, AnyRecord, Development, Statement
from legation.store import schema
from legation.store.codec import to_json
from legation.store.parties import levels, parties, parties_of


def keep(connection: Connection, records: Iterable[AnyRecord], *, day: str | None) -> None:
    """Insert the records of one document, or derived ones; `day` is the document's."""
    # The writer alone holds the lock, so it may number the rows itself and insert them many at a time.
    last = connection.execute(select(func.coalesce(func.max(schema.record.c.row), 0))).scalar_one()
    # The same thing said twice in one document is one record.
    once = {(getattr(each, "document", ""), each.record, each.id): each for each in reversed(tuple(records))}
    numbered = list(enumerate(reversed(once.values()), start=last + 1))
    rows = [{"row": row, **_values(each, day)} for row, each in numbered]
    named = [
        {"record": row, "actor": actor, "role": role}
        for row, each in numbered
        for actor, role in sorted(set(parties(each)))
    ]
    level = levels(once.values())
    between = [
        {"party": party, "kind": each.record, "day": day or "", "record": row, "role": role}
        for row, each in numbered
        for party, role in sorted(set(parties_of(each, level)))
    ]
    said = [
        {"row": row, "words": " … ".join(span.text for span in each.content)}
        for row, each in numbered
        if isinstance(each, Statement)
    ]
    words = text("INSERT INTO statement_words (rowid, words) VALUES (:row, :words)")
    for new, values in (
        (insert(schema.record), rows),
        (insert(schema.record_actor), named),
        (insert(schema.record_party), between),
        (words, said),
    ):
        if values:
            connection.execute(new, values)


def _values(each: Any, day: str | None) -> dict[str, Any]:
    places = [evidence.start for evidence in each.evidence]
    return {
        "id": each.id,
        "kind": each.record,
        "document": each.document,
        "type": next((getattr(each, n) for n in ("type", "act", "kind", "means") if hasattr(each, n)), None),
        "status": getattr(each, "status", None),
        "start": getattr(each, "start", min(places, default=0)),
        "day": day_of(each.last_report) if isinstance(each, Development) else day,
        "name": each.name.casefold() if isinstance(each, Actor) else None,
        "payload": to_json(each),
    }


def day_of(moment: str | None) -> str | None:
    """The day of an ISO date or date-time."""
    return moment[:10] if moment else None
