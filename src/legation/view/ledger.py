"""The ledger of predictions as rows: what is foretold, what may decide it, and how good the holders were."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from legation.link.deciders import Candidate
from legation.link.scores import Bin, Score
from legation.records import Prediction
from legation.view.output import plain
from legation.view.present import Cell, Names, Row, for_table
from legation.view.tables import outcome, row_table

SHORT = 8  # characters of an id; `resolve` and `candidates` take any beginning that is one prediction's alone
BAR = 20
NOBODY = "(nobody named)"
ALL = "all"
LEDGER = (
    *(("id", "short"), ("who", "holder_name"), ("foretells", "claim"), ("in words", "certainty_phrase")),
    *(("percent", "percent"), ("if", "condition"), ("by", "due_end"), ("published", "published")),
    ("outcome", "came_of_it"),
)
LEAST = ("certainty_phrase", "condition", "published", "percent", "due_end")  # these go where there is little room
LEAST_OF_CANDIDATES = ("publisher", "record", "why")
CANDIDATES = (
    *(("score", "score"), ("published", "published"), ("record", "record"), ("words", "words"), ("why", "why")),
    *(("publisher", "publisher"), ("document", "article")),
)
SCORES = (
    *(("who", "name"), ("predictions", "predictions"), ("open", "open"), ("resolved", "resolved"), ("n", "scored")),
    *(("hit rate", "hit_rate"), ("Brier", "brier"), ("log", "log_score")),
)
SCORE_COLUMNS = ("holder", "name", "predictions", "open", "resolved", "scored", "hit_rate", "brier", "log_score")
CURVE = (("stated", "range"), ("mean", "stated"), ("came true", "came_true"), ("n", "n"), ("", "bar"))


@dataclass(frozen=True, slots=True)
class Sought:
    """A prediction with the later records that may decide it."""

    prediction: Prediction
    found: tuple[Candidate, ...]


def by_due(predictions: Iterable[Prediction], names: Names) -> list[Prediction]:
    """Order predictions by the day they are due, those without one last; then by article."""

    def key(each: Prediction) -> tuple[bool, str, str, str]:
        due = each.due.end if each.due else ""
        return not due, due, names.header(each.document)[0] or "", each.id

    return sorted(predictions, key=key)


def ledger_rows(predictions: Iterable[Prediction], names: Names, today: str) -> list[Row]:
    """Return a row for each prediction with its state on the day `today`."""
    return [
        for_table(each, names) | {"short": each.id[:SHORT], "came_of_it": state(each, today)} for each in predictions
    ]


def ledger_view(rows: Sequence[Row], width: int) -> RenderableType:
    """Lay the ledger out as a table; nothing without a row."""
    return row_table(LEDGER, rows, width=width, least=LEAST) if rows else Group()


def counted(found: Sequence[Prediction], *, repeated: int = 0) -> str:
    """Say how many predictions there are, how many are open, and how many are reprints."""
    if not found:
        return "no prediction stored that fits"
    undecided = sum(each.outcome is None for each in found)
    again = f"; {repeated} repeated in copies of one text, counted once" if repeated else ""
    return f"{len(found)} prediction{'s' * (len(found) != 1)}, {undecided} open{again}"


def state(prediction: Prediction, today: str) -> str:
    """Say in a few words what came of it; an open one is overdue when its day has passed."""
    if prediction.outcome is not None:
        on = f", {prediction.decided.on}" if prediction.decided else ""
        return f"{outcome(prediction.outcome)}{on}"
    return "overdue" if prediction.due and prediction.due.end < today else "open"


def candidate_view(sought: Sought, names: Names, width: int) -> RenderableType:
    """Lay a prediction out with the table of what may decide it."""
    (row,) = ledger_rows((sought.prediction,), names, "")
    claim = " ".join(sought.prediction.claim.text.split())
    facts = (
        row["published"] and str(row["published"])[:10],
        row["publisher"],
        row["due_end"] and f"by {row['due_end']}",
    )
    certainty = sought.prediction.certainty
    head = Text(plain(f"{row['short']}  {row['holder_name'] or NOBODY}: {claim}"), "bold cyan")
    odds = f"{certainty.phrase}, {certainty.low}–{certainty.high} %"
    head.append(plain("\n" + " · ".join(str(fact) for fact in (odds, *facts) if fact)), "dim")
    rows = [_candidate_row(each, names) for each in sought.found]
    return Group(head, row_table(CANDIDATES, rows, width=width, least=LEAST_OF_CANDIDATES))


def _candidate_row(found: Candidate, names: Names) -> Row:
    called = [names.name(actor, found.record.document) for actor in found.actors]
    shared = ", ".join((*called, *found.words))
    late = [reason for reason in found.why if "due" in reason]
    more: Row = {"score": f"{found.score:.2f}", "why": "; ".join((f"shares {shared}", *late))}
    return for_table(found.record, names) | more | {"article": found.record.document[:SHORT]}


def candidates_json(sought: Sought, names: Names) -> str:
    """Return a prediction and what may decide it as a JSON object."""
    return _json(_sought(sought, names))


def _sought(sought: Sought, names: Names) -> dict[str, Any]:
    return {
        "prediction": sought.prediction.id,
        "document": sought.prediction.document,
        "claim": sought.prediction.claim.text,
        "candidates": [
            {
                "score": each.score,
                "record": each.record.record,
                "id": each.record.id,
                "document": each.record.document,
                "published": names.header(each.record.document)[0],
                "words": names.excerpt(each.record).words,
                "actors": each.actors,
                "shared": each.words,
                "evidence": [asdict(evidence) for evidence in each.record.evidence],
                "why": each.why,
            }
            for each in sought.found
        ],
    }


def score_rows(scores: Mapping[str | None, Score], total: Score, names: Mapping[str, str]) -> list[Row]:
    """Return a row for each holder, those with most scored predictions first, and one for all at the end."""
    rows = [_score_row(holder, names.get(holder or "", holder or NOBODY), each) for holder, each in scores.items()]
    rows.sort(key=lambda r: (-int(r["scored"] or 0), -int(r["predictions"] or 0), str(r["name"]), str(r["holder"])))
    return [*rows, _score_row(None, ALL, total)]


def _score_row(holder: str | None, name: str, score: Score) -> Row:
    rates: Row = {rate: _rounded(getattr(score, rate)) for rate in ("hit_rate", "brier", "log_score")}
    return {"holder": holder, "name": name, **asdict(score), **rates}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def scores_json(rows: Sequence[Row], curve: Sequence[Bin]) -> str:
    """Return the rows of the holders, the one of all, and the reliability curve as one JSON object."""
    *holders, total = rows
    bins = [{name: _rounded(value) for name, value in asdict(each).items()} for each in curve]
    whole = {name: value for name, value in total.items() if name not in ("holder", "name")}
    return _json({"holders": holders, "all": whole, "reliability": bins})


def scores_view(rows: Sequence[Row], curve: Sequence[Bin], width: int) -> RenderableType:
    """Lay the scores out as a table, and below it the reliability curve."""
    tables = [row_table(SCORES, [_rates(row) for row in rows], width=width)]
    if curve:
        tables.append(row_table(CURVE, [_bin_row(each) for each in curve], width=width, title="Reliability"))
    return Group(*tables)


def _rates(row: Row) -> Row:
    shown = {"hit_rate": _percent, "brier": "{:.3f}".format, "log_score": "{:.3f}".format}
    return row | {name: write(row[name]) for name, write in shown.items() if row[name] is not None}


def _bin_row(each: Bin) -> Row:
    filled = round(each.came_true * BAR)
    return {
        "range": f"{each.low * 100:.0f}–{each.high * 100:.0f} %",
        "stated": _percent(each.stated),
        "came_true": _percent(each.came_true),
        "n": each.n,
        "bar": "█" * filled + "░" * (BAR - filled),
    }


def _percent(share: Cell) -> str:
    return f"{float(share or 0) * 100:.0f} %"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
