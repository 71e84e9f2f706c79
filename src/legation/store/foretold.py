"""Questions of the ledger for a reader who turns its pages: so many predictions at a time, in the order they fall due.

What has a day comes by that day, what has none behind it, the newest first; both orders are those of an index, so a
page costs as much in a store of a hundred thousand predictions as in one of a hundred.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, text

from legation.records import Prediction
from legation.store import ledger

State = Literal["open", "overdue", "decided"]
_DUE = "json_extract(record.payload, '$.due.end')"
_OUTCOME = "outcome.came_true, outcome.decided, outcome.document AS decided_by, outcome.note"
_UNDECIDED = "NOT EXISTS (SELECT 1 FROM outcome WHERE outcome.prediction = record.id)"
_HELD = """AND record."row" IN (SELECT record FROM record_actor
    WHERE actor IN (SELECT value FROM json_each(:holders)) AND role = 'holder')"""
_DATED = f"""
    SELECT record.kind, record.payload, {_OUTCOME} FROM record LEFT JOIN outcome ON outcome.prediction = record.id
    WHERE record.kind = 'prediction' AND {_DUE} >= :since AND {_DUE} < :before {{state}} {{held}}
    ORDER BY {_DUE}, record.document, record.id LIMIT :most OFFSET :skipped
"""
_UNDATED = f"""
    SELECT record.kind, record.payload, {_OUTCOME} FROM record LEFT JOIN outcome ON outcome.prediction = record.id
    WHERE record.kind = 'prediction' AND {_DUE} IS NULL {{state}} {{held}}
    ORDER BY record.day DESC, record.document, record.id LIMIT :most OFFSET :skipped
"""
_DECIDED = f"""
    SELECT record.kind, record.payload, {_OUTCOME} FROM outcome
    CROSS JOIN record ON record.kind = 'prediction' AND record.id = outcome.prediction
    WHERE TRUE {{held}} ORDER BY outcome.decided DESC, record.document, record.id LIMIT :most OFFSET :skipped
"""
_FIELDS = """record.id, record.document, json_extract(record.payload, '$.holder'),
    json_extract(record.payload, '$.claim.text'),
    json_extract(record.payload, '$.certainty.low') + json_extract(record.payload, '$.certainty.high'),
    outcome.came_true"""
_SAID = f"""SELECT {_FIELDS} FROM record LEFT JOIN outcome ON outcome.prediction = record.id
    WHERE record.kind = 'prediction' {{held}}"""
_SAID_OF_DECIDED = f"""SELECT {_FIELDS} FROM outcome
    CROSS JOIN record ON record.kind = 'prediction' AND record.id = outcome.prediction WHERE TRUE {{held}}"""
_COUNT_DATED = f"SELECT count(*) FROM record WHERE kind = 'prediction' AND {_DUE} >= :since AND {_DUE} < :before"
_FAR = "9999-99"  # after every day that a text gives


# Id, document, holder, the words of the claim, the probability, whether it came true.
Said = tuple[str, str, str | None, str, float | None, bool | None]


class Counts(NamedTuple):
    """How many predictions are open, of these how many are overdue, and how many are decided."""

    open: int
    overdue: int
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which predictions are wanted: due before a day, or of none where `dated` is false; held by these actors.

    `today` says what is overdue.
    """

    state: State
    today: str
    dated: bool = True
    before: str | None = None
    holders: tuple[str, ...] = ()
    most: int = 50
    skipped: int = 0


def listed(asked: Asked) -> Callable[[Connection], tuple[Prediction, ...]]:
    """Ask for predictions: what is due first comes first, of what has no day the newest, of decided ones the last."""
    since, before = _window(asked)
    values: dict[str, Any] = {"since": since, "before": before, "most": asked.most, "skipped": asked.skipped}
    held = _HELD if asked.holders else ""
    values |= {"holders": json.dumps(asked.holders)} if held else {}
    question = _DECIDED if asked.state == "decided" else _DATED if asked.dated else _UNDATED
    query = question.format(state=f"AND {_UNDECIDED}", held=held)
    used = {name: value for name, value in values.items() if f":{name}" in query}

    def answer(connection: Connection) -> tuple[Prediction, ...]:
        rows = connection.execute(text(query), used)
        return tuple(each for row in rows if isinstance(each := ledger.read(row), Prediction))

    return answer


def counted(today: str) -> Callable[[Connection], Counts]:
    """Ask how many predictions there are in each state."""
    known = "SELECT count(*) FROM outcome CROSS JOIN record ON kind = 'prediction' AND id = outcome.prediction"

    def answer(connection: Connection) -> Counts:
        whole = connection.execute(text("SELECT count(*) FROM record WHERE kind = 'prediction'")).scalar_one()
        # What is past less what of it is decided: the first by the index alone, the second few.
        past = connection.execute(text(_COUNT_DATED), {"since": "", "before": today}).scalar_one()
        # With a plus, the day leads to no index: the id does, from each outcome to its one prediction.
        settled = connection.execute(text(f"{known} AND +{_DUE} < :before"), {"before": today}).scalar_one()
        overdue = past - settled
        decided = connection.execute(text(known)).scalar_one()
        return Counts(open=whole - decided, overdue=overdue, decided=decided)

    return answer


def made(*, holders: tuple[str, ...] = (), decided: bool = False) -> Callable[[Connection], tuple[Said, ...]]:
    """Ask what predictions say: all, those of some holders, or what is decided."""
    held = _HELD if holders else ""
    asked = text((_SAID_OF_DECIDED if decided else _SAID).format(held=held))
    values = {"holders": json.dumps(holders)} if held else {}

    def answer(connection: Connection) -> tuple[Said, ...]:
        # Thousands of them: taken apart by place.
        return tuple(
            (id, document, holder, claim, certainty / 200 if certainty is not None else None, _truth(came_true))
            for id, document, holder, claim, certainty, came_true in connection.execute(asked, values).all()
        )

    return answer


def _truth(came_true: int | None) -> bool | None:
    return None if came_true is None else bool(came_true)


def _window(asked: Asked) -> tuple[str, str]:
    if asked.state == "overdue":
        return "", min(asked.before or _FAR, asked.today)
    return asked.today, asked.before or _FAR
