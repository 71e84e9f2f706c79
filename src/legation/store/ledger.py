"""What came of predictions: kept beside the records, filled into them when they are read, and what may decide them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from legation.records import AnyRecord, Decision, Prediction
from legation.store import query
from legation.store.codec import from_json, to_json
from legation.store.schema import outcome, record

BEGINNING = 4  # so many characters of an id are enough to name it
LATEST = 5000  # of the articles that share a word, the last stored are compared, and the likest looked into
LIKEST = 100
MOST_RECORDS = 1000
_DECIDING = ("event", "statement", "silence")

# The full-text index leads and gives the articles last stored first, so that the work ends where LATEST says.
_LATER = f"""
    WITH near AS MATERIALIZED (
        SELECT document.id AS id, bm25(document_words) AS rank FROM document_words
        CROSS JOIN document ON document."row" = document_words.rowid
        WHERE document_words MATCH :words AND substr(document.published, 1, 10) > :after
        ORDER BY document_words.rowid DESC LIMIT {LATEST}),
    likest AS MATERIALIZED (SELECT id, rank FROM near ORDER BY rank, id LIMIT {LIKEST})
    SELECT record.kind, record.payload FROM likest
    CROSS JOIN record ON record.document = likest.id AND record.kind IN ({", ".join(f"'{kind}'" for kind in _DECIDING)})
"""
_SHARING = (
    ' WHERE EXISTS (SELECT 1 FROM record_actor WHERE record_actor.record = record."row"'
    " AND record_actor.actor IN (SELECT value FROM json_each(:actors)))"
)
_IN_ORDER = f" ORDER BY likest.rank, record.document, record.start, record.id LIMIT {MOST_RECORDS}"


def read(row: Any) -> AnyRecord:
    """Return the record of a row of `query.records`; a prediction with what came of it."""
    found = from_json(row.kind, row.payload)
    if not isinstance(found, Prediction) or row.came_true is None:
        return found
    decision = Decision(on=row.decided, document=row.decided_by, note=row.note)
    return replace(found, outcome=bool(row.came_true), decided=decision)


def line(row: Any) -> str:
    """Return the record of a row as a line of JSON; a prediction with what came of it."""
    # Read and written again even when it is open: an older Legation stored predictions without these fields.
    return to_json(read(row)) if row.kind == "prediction" else str(row.payload)


def ids(name: str) -> Select[Any]:
    """Return the query for the ids of the predictions whose id, or beginning of it, `name` is."""
    # A range, since LIKE can't use the index.
    begins = record.c.id.between(name, f"{name}\uffff") if len(name) >= BEGINNING else record.c.id == name
    return select(record.c.id).distinct().where(query.IS_PREDICTION, begins).order_by(record.c.id)


def decide(connection: Connection, prediction: str, came_true: bool, decision: Decision) -> None:
    """Keep what came of a prediction in the place of what was kept before."""
    values = {"came_true": came_true, "decided": decision.on, "document": decision.document, "note": decision.note}
    new = insert(outcome).values(prediction=prediction, **values)
    connection.execute(new.on_conflict_do_update(index_elements=["prediction"], set_=values))


def reopen(connection: Connection, prediction: str) -> bool:
    """Forget what came of a prediction; False if it was open."""
    gone = delete(outcome).where(outcome.c.prediction == prediction)
    return connection.execute(gone).rowcount > 0


def later(connection: Connection, words: Sequence[str], actors: Sequence[str], after: str) -> tuple[AnyRecord, ...]:
    """Return what was done, said and left unsaid in later articles that share words, by records that share actors."""
    import json

    sharing = _SHARING if actors else ""
    values = {"words": query.any_of(words), "after": after, "actors": json.dumps(list(actors))}
    values = values if actors else {name: value for name, value in values.items() if name != "actors"}
    rows = connection.execute(text(f"{_LATER}{sharing}{_IN_ORDER}"), values)
    return tuple(from_json(row.kind, row.payload) for row in rows)
