"""Corrections and their scores as rows: what was judged and where it holds, and how often records are right."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType

from legation import corrections as rules
from legation.link.precision import Precision, Share
from legation.store.codec import to_json
from legation.store.corrections import Standing
from legation.store.store import Store
from legation.view.answers import names_of
from legation.view.present import Names, Row
from legation.view.review_screen import SHORT
from legation.view.tables import row_table

LISTED = (
    *(("on", "day"), ("verdict", "verdict"), ("record", "kind"), ("id", "short"), ("words", "words")),
    *(("changes", "changes"), ("note", "note"), ("by", "by"), ("holds", "holds")),
)
LEAST = ("by", "note", "day", "holds")
COLUMNS = (
    *("id", "on", "by", "verdict", "kind", "target", "document", "published", "publisher", "words", "changes"),
    *("note", "sample", "holds", "record"),
)
SCORES = (
    *(("record", "kind"), ("judged", "judged"), ("how", "how"), ("right as read", "right")),
    ("right or mended", "real"),
)
FIELDS = (("record", "kind"), ("field", "field"), ("right", "share"), ("n", "n"), ("95 %", "interval"))
SCORE_COLUMNS = ("kind", "basis", "scope", "frame", "skipped", "measure", "right", "n", "share", "low", "high")


def rows(store: Store, found: Sequence[Standing]) -> list[Row]:
    """Return a row for each correction, with where it holds, or why it does not."""
    if not found:
        return []
    names = names_of(store, tuple(each.correction for each in found))
    return [_row(each, names, holds(store, each)) for each in found]


def holds(store: Store, standing: Standing) -> str:
    """Say where a correction holds, or why it holds nowhere."""
    made = standing.correction
    if standing.record is not None:
        return "yes" if standing.is_exact else f"for {standing.record.id[:SHORT]}, read anew"
    if standing.article is None:
        return "waits: its article is not stored"
    there = (json.loads(to_json(each)) for each in store.records(kind=made.of, document=standing.article))
    near = rules.near(made, there)
    if not near:
        return "no longer: nothing of the kind is read there"
    other = min((rules.differing(made, each) for each in near), key=len)
    return f"no longer: other {', '.join(other)}" if other else "no longer: another verdict holds there"


def list_view(found: Sequence[Row], width: int) -> RenderableType:
    """Lay corrections out as a table; nothing without a row."""
    return row_table(LISTED, found, width=width, least=LEAST) if found else Group()


def score_view(found: Sequence[Precision], width: int) -> RenderableType:
    """Lay the scores out: a table of records, and one of their fields."""
    records = [_score(each) for each in found]
    fields = [row for each in found for row in _field_scores(each)]
    tables = [row_table(SCORES, records, width=width)]
    if fields:
        tables.append(row_table(FIELDS, fields, width=width, title="Fields that were not always right"))
    return Group(*tables)


def score_rows(found: Iterable[Precision]) -> list[Row]:
    """Return flat rows: one for each share of each kind."""
    flat: list[Row] = []
    for each in found:
        head: Row = {"kind": each.kind, "basis": each.basis, "scope": each.scope}
        head |= {"frame": each.frame, "skipped": each.skipped}
        shares = {"right as read": each.right, "right or mended": each.real}
        shares |= {f"field {name}": share for name, share in each.fields.items()}
        flat += [head | {"measure": name} | _numbers(share) for name, share in shares.items()]
    return flat


def scores_json(found: Iterable[Precision], left_out: int) -> str:
    """Return the scores as one JSON object."""
    values = [_whole(each) for each in found]
    return json.dumps({"precision": values, "left_out": left_out}, ensure_ascii=False, indent=1)


def note(found: Sequence[Precision], left_out: int) -> str:
    """Say what the scores rest on."""
    if not found:
        return "nothing stored was judged yet; `legation review --sample 50` draws what to judge"
    judged = sum(each.judged for each in found)
    biased = "" if all(each.basis == "random sample" for each in found) else "; what was chosen says little of the rest"
    lost = f"; {left_out} that hold for no stored record left out" if left_out else ""
    return f"{judged} judged{biased}{lost}"


def _row(each: Standing, names: Names, where: str) -> Row:
    made, drawn = each.correction, each.correction.drawn
    published, publisher, _ = names.header(made.document)
    told = names.excerpt(made)
    return {
        **{"id": made.id, "on": made.on, "by": made.by, "verdict": made.verdict, "kind": made.of},
        **{"target": made.target, "document": made.document, "note": made.note, "holds": where},
        "day": made.on[:10],
        "short": made.target[:SHORT],
        **{"published": published, "publisher": publisher},
        **{"words": told.words, "words_from": told.start, "words_to": told.end},
        "changes": "; ".join(rules.changes(made)),
        "sample": f"seed {drawn.seed}, {drawn.place} of {drawn.size} of {drawn.frame}" if drawn else None,
        "record": each.record.id if each.record else None,
    }


def _score(each: Precision) -> Row:
    how: str = each.basis
    if each.basis == "random sample":
        how = f"at random from {each.frame}" + (f" ({each.scope})" if each.scope else "")
        how += f", {each.skipped} skipped" if each.skipped else ""
    return {"kind": each.kind, "judged": each.judged, "how": how, "right": _told(each.right), "real": _told(each.real)}


def _field_scores(each: Precision) -> Iterable[Row]:
    for name, share in each.fields.items():
        if share.part < share.whole:
            interval = f"{_percent(share.low)}–{_percent(share.high)}"
            row: Row = {"kind": each.kind, "field": name, "n": share.whole, "interval": interval}
            yield row | {"share": f"{_percent(share.share)} %"}


def _told(share: Share) -> str:
    if share.share is None:
        return "–"
    return f"{_percent(share.share)} % ({_percent(share.low)}–{_percent(share.high)})"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.0f}"


def _numbers(share: Share) -> Row:
    limits = {"share": share.share, "low": share.low, "high": share.high}
    return {"right": share.part, "n": share.whole} | {k: None if v is None else round(v, 6) for k, v in limits.items()}


def _whole(each: Precision) -> dict[str, Any]:
    names = ("kind", "basis", "scope", "frame", "skipped", "judged", "accepted", "corrected", "rejected")
    values: dict[str, Any] = {name: getattr(each, name) for name in names}
    values |= {"right": _numbers(each.right), "real": _numbers(each.real)}
    return values | {"fields": {name: _numbers(share) for name, share in each.fields.items()}}
