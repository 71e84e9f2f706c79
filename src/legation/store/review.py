"""Verdicts on records: kept, applied, taken back, and applied again when their articles come anew."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from legation import corrections as rules
from legation.errors import QueryError
from legation.record_parts import Change, Draw, Verdict
from legation.records import Correction
from legation.store import corrections, holding, schema
from legation.store.codec import to_json
from legation.store.corrections import STANDS, Key, Row

correction, document = schema.correction, schema.document
_TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a reviewer judges of a record: the verdict, the fields set to other values (JSON), when, by whom."""

    key: Key
    verdict: Verdict
    on: str
    values: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    note: str | None = None
    drawn: Draw | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of an import: how many corrections were new, how many known already, and how many of the new hold."""

    new: int
    known: int
    hold: int


def judge(judgement: Judgement) -> Callable[[Connection], Correction]:
    """Keep a verdict in the place of an earlier one on the same record, and apply it."""

    def change(connection: Connection) -> Correction:
        before = corrections.held(connection, judgement.key)
        made = _made(connection, judgement, corrections.read(before) if before else None)
        if before:
            holding.withdraw(connection, before)
        _insert(connection, made)
        _apply(connection, made)
        return made

    return change


def undo(name: str, key: Key | None = None) -> Callable[[Connection], Correction | None]:
    """Forget a correction by its id, or the last one on a record, so that the one before holds; None without any."""

    def change(connection: Connection) -> Correction | None:
        by_id = connection.execute(select(correction).where(correction.c.id == name)).first()
        row = by_id or (corrections.held(connection, key) if key else None)
        if row is None:
            return None
        if row.place:
            holding.withdraw(connection, row)
        connection.execute(delete(correction).where(correction.c.id == row.id))
        made = corrections.read(row)
        for place in _places(connection, made):
            settle(connection, *place)
        return made

    return change


def take(given: Iterable[Correction]) -> Callable[[Connection], Taken]:
    """Take in corrections that were made elsewhere, and apply those that stand where their articles are stored."""

    def change(connection: Connection) -> Taken:
        every = {each.id: each for each in given}
        fresh = {name: each for name, each in every.items() if _named(connection, name) is None}
        for each in fresh.values():
            _insert(connection, each)
        for place in dict.fromkeys(place for each in fresh.values() for place in _places(connection, each)):
            settle(connection, *place)
        hold = sum(bool(row and row.place) for row in (_named(connection, name) for name in fresh))
        return Taken(new=len(fresh), known=len(every) - len(fresh), hold=hold)

    return change


def settle(connection: Connection, name: str, sha256: str) -> None:
    """Apply to a document's records the corrections that stand and are about its text, those of its own id first."""
    mine = or_(correction.c.document == name, correction.c.sha256 == sha256)
    if connection.execute(select(correction.c.row).where(mine).limit(1)).first() is None:
        return  # as of nearly all articles
    for row in _rows(connection, mine, correction.c.place.is_not(None), ~STANDS):
        holding.withdraw(connection, row)
    for row in _rows(connection, correction.c.document == name, correction.c.place != name):
        holding.withdraw(connection, row)  # it held in another article of the same text, and comes home
    for row in sorted(
        _rows(connection, mine, STANDS, correction.c.place.is_(None)), key=lambda row: row.document != name
    ):
        _apply(connection, corrections.read(row))


def _made(connection: Connection, judgement: Judgement, before: Correction | None) -> Correction:
    """Write the verdict down as a record; fields corrected before stay corrected when others are."""
    key = judgement.key
    found: Any = corrections.as_read(connection, key)
    if found is None:
        raise QueryError(f"no stored {key.kind} has the id '{key.id}'")
    line = to_json(found)
    values = dict(judgement.values)
    if before and before.verdict == judgement.verdict == "correct":
        values = {each.field: json.loads(each.now) for each in before.changes} | values
    changes = _changes(json.loads(line), values)
    if judgement.verdict == "correct" and not changes:
        raise QueryError("this changes nothing; accept the record instead")
    sha256 = select(document.c.sha256).where(document.c.id == key.document)
    return Correction(
        document=key.document,
        evidence=found.evidence,
        target=key.id,
        of=key.kind,
        sha256=connection.execute(sha256).scalar_one(),
        verdict=judgement.verdict,
        changes=changes,
        original=line,
        on=_after(before, judgement.on),
        by=judgement.by,
        note=judgement.note,
        supersedes=before.id if before else None,
        drawn=judgement.drawn,
    )


def _changes(said: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[Change, ...]:
    """What differs from what was read."""
    pairs = ((name, said.get(name), now) for name, now in sorted(values.items()))
    return tuple(Change(field=name, was=_json(was), now=_json(now)) for name, was, now in pairs if was != now)


def _after(before: Correction | None, on: str) -> str:
    """The moment of a verdict; just after the one before it where the clock has not moved on."""
    if before is None or on > before.on:
        return on
    return (datetime.fromisoformat(before.on) + _TICK).isoformat(timespec="milliseconds")


def _apply(connection: Connection, made: Correction) -> None:
    """Let a verdict hold for the record that it is about, if there is one that no other verdict holds for."""
    for name, _ in _places(connection, made):
        candidates = holding.unjudged(connection, name, made.of)
        found = rules.find(made, [json.loads(line) for line in candidates.values()])
        if found is not None:
            row = next(row for row, line in candidates.items() if json.loads(line)["id"] == found["id"])
            holding.hold(connection, made, row, candidates[row])
            return


def _places(connection: Connection, made: Correction) -> list[tuple[str, str]]:
    """The article that was judged; where it is not stored, those with the same text."""
    names = select(document.c.id, document.c.sha256).order_by(document.c.id)
    own = connection.execute(names.where(document.c.id == made.document)).all()
    alike = own or connection.execute(names.where(document.c.sha256 == made.sha256)).all()
    return [(row.id, row.sha256) for row in alike]


def _insert(connection: Connection, made: Correction) -> None:
    said = {"target": made.target, "kind": made.of, "document": made.document, "sha256": made.sha256}
    judged = {"id": made.id, "verdict": made.verdict, "made": made.on, "supersedes": made.supersedes}
    connection.execute(insert(correction).values(**said, **judged, payload=to_json(made)))


def _rows(connection: Connection, *conditions: Any) -> Iterator[Row]:
    order = (correction.c.made, correction.c.id)
    # All at once: what follows changes the table.
    yield from connection.execute(select(correction).where(*conditions).order_by(*order)).all()


def _named(connection: Connection, name: str) -> Row | None:
    return connection.execute(select(correction).where(correction.c.id == name)).first()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
