"""Questions about what is linked: developments, contradictions and reports, and what belongs to each of them."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypedDict

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)

from legation.records import Actor, AnyRecord, Contradiction, Report
from legation.store import query
from legation.store.codec import from_json
from legation.store.query import Names
from legation.store.schema import derived, development_party, document, happening, record, record_actor

Kind = Literal["development", "contradiction", "report"]
Conditions = list[ColumnElement[bool] | TextClause]

# With a plus, the kind leads to no index: the id is in one that has all kinds but actors.
_BY_ID = text("""
    SELECT record.kind, record.payload FROM json_each(:ids) AS wanted
    CROSS JOIN record ON record.id = wanted.value AND record.kind <> 'actor' WHERE +record.kind = :kind
    ORDER BY wanted.key
""")
_ACTORS = text("""
    SELECT record.payload FROM json_each(:pairs) AS pair
    CROSS JOIN record ON record.document = json_extract(pair.value, '$[0]') AND record.kind = 'actor'
        AND record.id = json_extract(pair.value, '$[1]')
""")
_ABOUT = text("""
    SELECT record.kind, record.payload FROM (SELECT DISTINCT value FROM json_each(:ids)) AS wanted
    CROSS JOIN record ON record.kind = 'contradiction' AND json_extract(record.payload, '$.about') = wanted.value
    ORDER BY record.day, record.document, record.start, record.id
""")
# Up from each copy to the text that came first: of that the report is.
# From a copy to the text of which it is one, which has the report: so not all reports are looked at.
_COPIES = text("""
    WITH RECURSIVE up (document) AS (
        SELECT document."row" FROM json_each(:ids) AS wanted CROSS JOIN document ON document.id = wanted.value
        UNION SELECT copy.parent FROM up CROSS JOIN copy ON copy.document = up.document)
    SELECT report.payload FROM up CROSS JOIN document ON document."row" = up.document
    CROSS JOIN record AS report ON report.document = document.id AND report.kind = 'report'
""")
# A claim rests on the statement that makes it, or on the event that gives the number.
_CLAIMED_BY = text("""
    EXISTS (SELECT 1 FROM json_each(record.payload, '$.claims') AS claim
        CROSS JOIN record AS said ON said.id = json_extract(claim.value, '$.record') AND said.kind <> 'actor'
        WHERE said."row" IN (SELECT record FROM record_actor WHERE record = said."row"
                AND actor IN (SELECT value FROM json_each(:actors)))
            OR said."row" IN (SELECT record FROM record_party WHERE record = said."row"
                AND party IN (SELECT value FROM json_each(:actors))))
""")


class Wanted(TypedDict, total=False):
    """Which are wanted; several names in one field mean any of them.

    An `actor` stands for itself and, if it is a state, for all who belong to it; `role` is its part in developments.
    `since` and `until` are days, both inclusive: something was reported on the first or later, and on the last or
    earlier. `origins` is how many there are at least, `beginning` the beginning of an id, `offset` how many of the
    newest are passed over.
    """

    actor: Names
    role: str | None
    type: Names
    document: Names
    standing: str | None
    origins: int | None
    since: str | None
    until: str | None
    beginning: str | None
    limit: int | None
    offset: int | None


def linked(kind: Kind, wanted: Wanted) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for the developments, contradictions or reports that are wanted, the newest first.

    A development is as new as the day on which it took place, one without such a day as its first report.
    """
    rows = selected(kind, wanted)
    return lambda connection: _read(connection.execute(rows))


def places(
    kind: Kind, wanted: Wanted, parts: Sequence[tuple[tuple[str, ...], str | None]], *conditions: TextClause
) -> Callable[[Connection], tuple[tuple[Any, ...], ...]]:
    """Ask for row, kind, day, document, type and status of what is wanted and holds the conditions.

    Of each of the `parts` any of its actors takes part; in developments in the role that goes with them, if any does.
    """
    first, *others = parts or (((), None),)
    wanted = {**wanted, "actor": first[0], "role": first[1]}
    each = [condition for actors, role in others for condition in _CONDITIONS[kind]({"actor": actors, "role": role})]
    columns = (record.c.row, record.c.kind, record.c.day, record.c.document, record.c.type, record.c.status)
    rows = selected(kind, wanted).with_only_columns(*columns, maintain_column_froms=True).where(*each, *conditions)
    return lambda connection: tuple(tuple(row) for row in connection.execute(rows))


def by_ids(kind: str, ids: Iterable[str]) -> Callable[[Connection], tuple[AnyRecord, ...]]:
    """Ask for the records of one kind with these ids, in this order."""
    values = {"kind": kind, "ids": json.dumps(list(ids))}
    return lambda connection: _read(connection.execute(_BY_ID, values))


def about(developments: Iterable[str]) -> Callable[[Connection], tuple[Contradiction, ...]]:
    """Ask for the contradictions about any of these developments."""
    values = {"ids": json.dumps(list(developments))}
    return lambda connection: tuple(
        each for each in _read(connection.execute(_ABOUT, values)) if isinstance(each, Contradiction)
    )


def copies(documents: Iterable[str]) -> Callable[[Connection], tuple[Report, ...]]:
    """Ask for the reports of which any of these documents is a copy or the origin."""
    values = {"ids": json.dumps(list(documents))}

    def question(connection: Connection) -> tuple[Report, ...]:
        lines = connection.execute(_COPIES, values).scalars()
        return tuple(each for line in lines if isinstance(each := from_json("report", line), Report))

    return question


def actors(pairs: Iterable[tuple[str, str]]) -> Callable[[Connection], tuple[Actor, ...]]:
    """Ask for actors by document and id."""
    values = {"pairs": json.dumps(list(pairs))}

    def question(connection: Connection) -> tuple[Actor, ...]:
        lines = connection.execute(_ACTORS, values).scalars()
        return tuple(each for line in lines if isinstance(each := from_json("actor", line), Actor))

    return question


def newest(kind: Kind, wanted: Wanted | None = None) -> ColumnElement[Any]:
    """Return the day by which those of a kind are ordered that are wanted."""
    return development_party.c.day if kind == "development" and _one(wanted or {}) else _NEWEST[kind]


def selected(kind: Kind, wanted: Wanted) -> Select[Any]:
    """Return the query for those that are wanted, the newest first."""
    # With a plus, the kind leads to no index: the beginning of an id does, and in its index are all kinds but actors.
    # So do the developments of an actor: these lie in the order of days.
    actor = _one(wanted) if kind == "development" else None
    of_kind = literal_column("+record.kind") if actor or wanted.get("beginning") else record.c.kind
    rows = select(record.c.kind, record.c.payload).where(of_kind == literal_column(f"'{kind}'"))
    if kind == "report":
        rows = rows.join(document, document.c.id == record.c.document)
    if actor:
        rows = rows.join(development_party, development_party.c.record == record.c.row)
        rows = rows.where(development_party.c.party == actor, *_in_role(wanted))
        wanted = {**wanted, "actor": (), "role": None}
    rows = rows.where(*_of_any(kind, wanted), *_CONDITIONS[kind](wanted))
    rows = rows.limit(wanted.get("limit")).offset(wanted.get("offset"))
    # What has no day comes last: it is less than all days. With more to sort by, SQLite would sort all of them.
    day = development_party.c.day if actor else _NEWEST[kind]
    return rows.order_by(day.desc(), record.c.document, record.c.id)


def of_actor(wanted: Wanted) -> Select[Any] | None:
    """Return the query for day and type of an actor's developments, where nothing else is asked for."""
    actor = _one(wanted)
    if actor is None or any(value for name, value in wanted.items() if name not in ("actor", "role")):
        return None
    columns = (development_party.c.day, development_party.c.type)
    return select(*columns).where(development_party.c.party == actor, *_in_role(wanted))


def _one(wanted: Wanted) -> str | None:
    """The actor asked for, if it is one."""
    names = query.many(wanted.get("actor"))
    return names[0] if len(names) == 1 else None


def _in_role(wanted: Wanted) -> Conditions:
    role = wanted.get("role")
    return [development_party.c.role.in_((role, "both"))] if role else []


def _read(rows: Iterable[Any]) -> tuple[AnyRecord, ...]:
    return tuple(from_json(row.kind, row.payload) for row in rows)


def _field(path: str) -> Any:
    return func.json_extract(record.c.payload, f"$.{path}")


def _day(path: str) -> Any:
    return func.substr(_field(path), 1, 10)


def _of_any(kind: Kind, wanted: Wanted) -> Conditions:
    """What holds for all three kinds."""
    found: Conditions = []
    if names := query.many(wanted.get("type")):
        found.append(func.lower(record.c.type).in_([name.lower() for name in names]))
    if beginning := wanted.get("beginning"):
        # A range, since LIKE can't use an index.
        found += [record.c.id.between(beginning, f"{beginning}\uffff"), record.c.kind != literal_column("'actor'")]
    if since := wanted.get("since"):
        found.append((query.DAY if kind == "report" else record.c.day) >= since)
    if until := wanted.get("until"):
        found.append(_FIRST[kind] <= until)
    return found


def _of_developments(wanted: Wanted) -> Conditions:
    found: Conditions = []
    if standing := wanted.get("standing"):
        found.append(_field("standing") == standing)
    if origins := wanted.get("origins"):
        found.append(_field("origins") >= origins)
    if names := query.many(wanted.get("actor")):
        plays = select(development_party.c.record).where(development_party.c.party.in_(names), *_in_role(wanted))
        found.append(record.c.row.in_(plays))
    if names := query.many(wanted.get("document")):
        told = select(record.c.row).where(record.c.document.in_(names), record.c.kind == "event")
        found.append(or_(record.c.document.in_(names), record.c.row.in_(_made_of(told))))
    return found


def _made_of(events: Any) -> Any:
    """The rows of the developments that are made of events in these rows."""
    leads = select(happening.c.lead).where(happening.c.record.in_(events))
    return select(derived.c.record).where(derived.c.kind == "development", derived.c.of.in_(leads))


def _of_contradictions(wanted: Wanted) -> Conditions:
    found: Conditions = []
    if names := query.many(wanted.get("actor")):
        found.append(_CLAIMED_BY.bindparams(actors=json.dumps(names)))
    if names := query.many(wanted.get("document")):
        found.append(_holds("$.claims", "$.document", names))
    return found


def _of_reports(wanted: Wanted) -> Conditions:
    found: Conditions = []
    if names := query.many(wanted.get("actor")):
        spoken_of = select(record.c.document).join(record_actor, record_actor.c.record == record.c.row)
        found.append(record.c.document.in_(spoken_of.where(record_actor.c.actor.in_(names)).scalar_subquery()))
    if names := query.many(wanted.get("document")):
        found.append(_holds("$.documents", "$", names))
    return found


def _holds(where: str, path: str, names: Iterable[str]) -> ColumnElement[bool]:
    """Whether a list in the record has an element with one of these values."""
    each = func.json_each(record.c.payload, where).table_valued("value")
    value = each.c.value if path == "$" else func.json_extract(each.c.value, path)
    return exists(select(each.c.value).where(value.in_(list(names))))


_FIRST = {"development": _day("first_report"), "contradiction": _day("claims[0].reported"), "report": query.DAY}
_NEWEST = {
    # Written out, not as parameters: only so does SQLite see that its index serves.
    "development": literal_column(
        "coalesce(substr(json_extract(record.payload, '$.date.start'), 1, 10),"
        " substr(json_extract(record.payload, '$.first_report'), 1, 10))"
    ),
    "contradiction": record.c.day,
    "report": query.DAY,
}
_CONDITIONS: dict[Kind, Callable[[Wanted], Conditions]] = {
    "development": _of_developments,
    "contradiction": _of_contradictions,
    "report": _of_reports,
}
