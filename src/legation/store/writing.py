"""Records become rows, and the ways by which they are found again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from legation.records import Actor, AnyRecord, Contradiction, Development, Report, Statement
from legation.store import schema
from legation.store.codec import from_json, to_json
from legation.store.day_tables import OF_EVENTS, OF_EVENTS_KNOWN, OF_THEMSELVES
from legation.store.pairing import pairs
from legation.store.parties import BETWEEN, levels, parties, parties_of

Numbered = Sequence[tuple[int, AnyRecord]]
_WAYS = (
    *(schema.record_actor, schema.record_own, schema.record_party),
    *(schema.record_pair, schema.development_party),
)
_THESE = 'json_each(:rows) AS wanted CROSS JOIN record AS made ON made."row" = wanted.value'
_OF_THEMSELVES = text(OF_THEMSELVES.format(developments=_THESE))
_OF_EVENTS = text(OF_EVENTS.format(developments=_THESE))
_OF_EVENTS_KNOWN = text(OF_EVENTS_KNOWN)
_NO_PARTIES = text("DELETE FROM development_party WHERE record IN (SELECT value FROM json_each(:rows))")
_MADE_OF = text("""
    SELECT DISTINCT derived.record FROM json_each(:rows) AS event
    CROSS JOIN happening ON happening.record = event.value
    CROSS JOIN derived ON derived.kind = 'development' AND derived."of" = happening.lead
""")


def keep(
    connection: Connection, records: Iterable[AnyRecord], *, day: str | None, level: Mapping[str, str] | None = None
) -> tuple[int, ...]:
    """Insert the records of one document, or derived ones; `day` is the document's. Return their rows.

    `level` maps its actors to countries, where they are not among the records.
    """
    # The writer alone holds the lock, so it may number the rows itself and insert them many at a time.
    last = connection.execute(select(func.coalesce(func.max(schema.record.c.row), 0))).scalar_one()
    # The same thing said twice in one document is one record.
    once = {(getattr(each, "document", ""), each.record, each.id): each for each in reversed(tuple(records))}
    numbered = list(enumerate(reversed(once.values()), start=last + 1))
    _insert(connection, schema.record, [{"row": row, **_values(each, day)} for row, each in numbered])
    _find_again(connection, numbered, day, levels(once.values()) if level is None else level)
    return tuple(row for row, _ in numbered)


def developed(connection: Connection, made: Iterable[tuple[int, int, Development]]) -> None:
    """Note who takes part in developments by the events of which they are made: row, row of the first event, record."""
    known = [(row, lead, _when(each), each.type) for row, lead, each in made]
    connection.execute(_OF_EVENTS_KNOWN, {"made": json.dumps(known)})


def copied(connection: Connection, reports: Iterable[Report]) -> None:
    """Note of which text the articles are copies, by these reports alone."""
    connection.execute(delete(schema.copy))
    row = 'SELECT "row" FROM document WHERE id = :'
    note = f"INSERT OR REPLACE INTO copy (document, parent, kind) VALUES (({row}copy), ({row}first), 'reprint')"
    pairs = [{"copy": each, "first": r.document} for r in reports for each in r.documents if each != r.document]
    if pairs:
        connection.execute(text(note), pairs)


def rewrite(connection: Connection, row: int, old: AnyRecord, new: AnyRecord, *, day: str | None) -> None:
    """Put a record in the place of another one of the same kind, document and id."""
    _forget(connection, row, old)
    connection.execute(update(schema.record).where(schema.record.c.row == row).values(_values(new, day)))
    _find_again(connection, [(row, new)], day, stored_levels(connection, new))


def erase(connection: Connection, row: int, old: AnyRecord) -> None:
    """Take a record out, with all ways to it."""
    _forget(connection, row, old)
    connection.execute(delete(schema.record).where(schema.record.c.row == row))


def renew_parties(connection: Connection, document: str, *, day: str | None) -> None:
    """Note anew who takes part in the records of a document, after one of its actors has changed."""
    mine = schema.record.c.document == document
    found = select(schema.record.c.row, schema.record.c.kind, schema.record.c.payload)
    rows = connection.execute(found.where(mine, schema.record.c.kind.in_(BETWEEN))).all()
    numbered = [(row.row, from_json(row.kind, row.payload)) for row in rows]
    level = _levels_in(connection, document)
    for table in (schema.record_party, schema.record_pair):
        connection.execute(delete(table).where(table.c.record.in_([row.row for row in rows])))
    _insert(connection, schema.record_party, _between(numbered, day, level))
    _insert(connection, schema.record_pair, pairs(numbered, day, level))
    events = json.dumps([row.row for row in rows])
    made = json.dumps(list(connection.execute(_MADE_OF, {"rows": events}).scalars()))
    for change in (_NO_PARTIES, _OF_THEMSELVES, _OF_EVENTS):
        connection.execute(change, {"rows": made})


def stored_levels(connection: Connection, record: AnyRecord) -> Mapping[str, str]:
    """Map the actors of the record's document, as they are stored, to the country to which each belongs."""
    return _levels_in(connection, getattr(record, "document", ""))


def _levels_in(connection: Connection, document: str) -> Mapping[str, str]:
    mine = (schema.record.c.document == document, schema.record.c.kind == "actor")
    lines = connection.execute(select(schema.record.c.payload).where(*mine)).scalars()
    return levels(from_json("actor", line) for line in lines)


def _find_again(connection: Connection, numbered: Numbered, day: str | None, level: Mapping[str, str]) -> None:
    """Insert the ways to the records: by actor, by country, by the words of a statement."""
    named = [
        {"record": row, "actor": actor, "role": role}
        for row, each in numbered
        for actor, role in sorted(set(parties(each)))
    ]
    said = [{"row": row, "words": _words(each)} for row, each in numbered if isinstance(each, Statement)]
    _insert(connection, schema.record_actor, named)
    _insert(connection, schema.record_own, _own(numbered, day))
    _insert(connection, schema.development_party, _developing(numbered))
    _insert(connection, schema.record_party, _between(numbered, day, level))
    _insert(connection, schema.record_pair, pairs(numbered, day, level))
    if said:
        connection.execute(text("INSERT INTO statement_words (rowid, words) VALUES (:row, :words)"), said)


def _forget(connection: Connection, row: int, record: AnyRecord) -> None:
    for table in _WAYS:
        connection.execute(delete(table).where(table.c.record == row))
    if isinstance(record, Statement):
        # The index keeps no copy of the words, so it must be told what to take out.
        words = "INSERT INTO statement_words (statement_words, rowid, words) VALUES ('delete', :row, :words)"
        connection.execute(text(words), {"row": row, "words": _words(record)})


def _between(numbered: Numbered, day: str | None, level: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"party": party, "kind": each.record, "day": day or "", "record": row, "role": role}
        for row, each in numbered
        for party, role in sorted(set(parties_of(each, level)))
    ]


def _own(numbered: Numbered, day: str | None) -> list[dict[str, Any]]:
    """Who takes part by its own id, as far as it isn't found by its country as well; see `day_tables`."""
    return [
        {"actor": actor, "kind": each.record, "day": day or "", "record": row, "role": role}
        for row, each in numbered
        if each.record in BETWEEN
        for actor, role in sorted(set(parties(each)))
        if ":" in actor or each.record == "prediction"
    ]


def _developing(numbered: Numbered) -> list[dict[str, Any]]:
    """Who takes part in developments, as these name it."""
    found = []
    for row, each in numbered:
        if isinstance(each, Development):
            roles: dict[str, set[str]] = {}
            for actor, role in parties(each):
                roles.setdefault(actor, set()).add(role)
            common = {"day": _when(each), "record": row, "type": each.type}
            found += [
                {"party": actor, **common, "role": role if not played else "both"}
                for actor, (role, *played) in sorted(roles.items())
            ]
    return found


def _when(development: Development) -> str:
    """The day on which a development stands, as in `day_tables`."""
    return day_of(development.date.start if development.date else development.first_report) or ""


def _words(statement: Statement) -> str:
    return " … ".join(span.text for span in statement.content)


def _insert(connection: Connection, table: Any, values: list[dict[str, Any]]) -> None:
    if values:
        connection.execute(insert(table), values)


def _values(each: Any, day: str | None) -> dict[str, Any]:
    places = [evidence.start for evidence in each.evidence]
    return {
        "id": each.id,
        "kind": each.record,
        "document": each.document,
        "type": next((getattr(each, n) for n in ("type", "act", "kind", "means") if hasattr(each, n)), None),
        "status": getattr(each, "status", None),
        "start": getattr(each, "start", min(places, default=0)),
        "day": _day(each, day),
        "name": each.name.casefold() if isinstance(each, Actor) else None,
        "payload": to_json(each),
    }


def _day(each: AnyRecord, day: str | None) -> str | None:
    """The day of a record: that of its document, or the last on which anything of it was reported."""
    match each:
        case Development():
            return day_of(each.last_report)
        case Contradiction():
            return max((claim.reported[:10] for claim in each.claims if claim.reported), default=day)
        case _:
            return day


def day_of(moment: str | None) -> str | None:
    """The day of an ISO date or date-time."""
    return moment[:10] if moment else None
