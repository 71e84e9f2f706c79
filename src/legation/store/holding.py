"""Where a verdict holds: the judged record reads as the verdict has it, and as it was read once that is taken back."""

import json
from typing import Any, cast

from sqlalchemy import Connection, delete, exists, select, text, update

from legation import corrections as rules
from legation.records import Actor, AnyRecord, Correction, Found
from legation.store import schema
from legation.store.codec import from_json
from legation.store.writing import day_of, erase, keep, renew_parties, rewrite, stored_levels

correction, record, document = schema.correction, schema.record, schema.document
# A development of which only the lost event told is gone with it; the linker would not know of it any more.
_ALONE = text("""
    DELETE FROM record WHERE "row" IN (
        SELECT derived.record FROM happening AS lost JOIN derived ON derived."of" = lost.lead
        WHERE lost.record = :row AND derived.kind <> 'report'
        AND NOT EXISTS (SELECT 1 FROM happening AS other WHERE other.lead = lost.lead AND other.record <> :row))
""")


def unjudged(connection: Connection, name: str, kind: str) -> dict[int, str]:
    """Return the records of one kind in a document that no verdict holds for: row and line of JSON."""
    judged = exists(select(correction.c.row).where(correction.c.record == record.c.row))
    mine = (record.c.document == name, record.c.kind == kind, ~judged)
    rows = connection.execute(select(record.c.row, record.c.payload).where(*mine).order_by(record.c.row))
    return {row.row: row.payload for row in rows}


def hold(connection: Connection, made: Correction, row: int, line: str) -> None:
    """Let a verdict hold for a record: a rejected one leaves the table, any other reads as the verdict has it."""
    found = _found(made.of, line)
    if made.verdict == "reject":
        _unlink(connection, found.document, row)
        connection.execute(_ALONE, {"row": row})
        erase(connection, row, cast(AnyRecord, found))
        _tell_of(connection, found)
    else:
        _rewrite(connection, row, found, effective(made, line))
    values = {"place": found.document, "record": None if made.verdict == "reject" else row, "read": line}
    connection.execute(update(correction).where(correction.c.id == made.id).values(values))


def withdraw(connection: Connection, held: Any) -> None:
    """Let a verdict (a row of `correction`) hold no longer: the record is there as it was read."""
    nowhere = {"place": None, "record": None, "read": None}
    connection.execute(update(correction).where(correction.c.id == held.id).values(nowhere))
    found = _found(held.kind, held.read)
    if held.verdict == "reject":
        again = cast(AnyRecord, found)
        keep(connection, [again], day=_day(connection, found), level=stored_levels(connection, again))
        _unlink(connection, found.document, None)
        _tell_of(connection, found)
    elif held.record is not None:
        line = connection.execute(select(record.c.payload).where(record.c.row == held.record)).scalar_one()
        _rewrite(connection, held.record, _found(held.kind, line), found)
    mine = (record.c.document == found.document, record.c.kind == held.kind, record.c.id == found.id)
    connection.execute(update(record).where(*mine).values(payload=held.read))  # to the letter


def effective(made: Correction, line: str) -> Found:
    """Return the record on a line of JSON as it reads after the verdict."""
    return _found(made.of, json.dumps(rules.effective(made, json.loads(line)), ensure_ascii=False))


def _rewrite(connection: Connection, row: int, old: Found, new: Found) -> None:
    before, after = cast(AnyRecord, old), cast(AnyRecord, new)
    rewrite(connection, row, before, after, day=_day(connection, old))
    _unlink(connection, old.document, row)
    _tell_of(connection, old)


def _unlink(connection: Connection, name: str, row: int | None) -> None:
    """Let an article wait to be linked anew, with those whose events were joined to the event in that row."""
    happening = schema.happening.alias("mine")
    lead = select(happening.c.lead).where(happening.c.record == row).scalar_subquery()
    joined = select(record.c.document).join(schema.happening, schema.happening.c.record == record.c.row)
    names = [name, *connection.execute(joined.where(schema.happening.c.lead == lead)).scalars()]
    rows = select(document.c.row).where(document.c.id.in_(names))
    connection.execute(delete(schema.linked).where(schema.linked.c.document.in_(rows)))


def _tell_of(connection: Connection, found: Found) -> None:
    """An actor says to which country it belongs, and so where the other records of its document count."""
    if isinstance(found, Actor):
        renew_parties(connection, found.document, day=_day(connection, found))


def _day(connection: Connection, found: Found) -> str | None:
    published = select(document.c.published).where(document.c.id == found.document)
    return day_of(connection.execute(published).scalar())


def _found(kind: str, line: str) -> Found:
    found = from_json(kind, line)
    assert isinstance(found, Found)
    return found
