"""What was judged of a record, as a page shows it: done by whom, when, and which fields changed from what to what."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from legation import corrections as rules
from legation.records import Correction
from legation.view.present import Names
from legation.view.web import codes
from legation.view.web.fields import About, value
from legation.view.web.wording import Line, Word


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that a reviewer changed."""

    called: str
    was: Line
    now: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A verdict as a page shows it; `done` is its word: accepted, rejected, corrected."""

    id: str
    verdict: str
    done: str
    day: str
    by: str | None
    note: str | None
    changes: tuple[Changed, ...]


def shown(correction: Correction, names: Names) -> Shown:
    """Return a verdict as a page shows it."""
    return Shown(
        id=correction.id,
        verdict=correction.verdict,
        done=codes.word("verdict", correction.verdict),
        day=correction.on[:10],
        by=correction.by,
        note=correction.note,
        changes=tuple(_changes(correction, names)),
    )


def _changes(correction: Correction, names: Names) -> Iterator[Changed]:
    """Yield what a reviewer changed; what merely follows is left out."""
    kind = rules.load().kinds.get(correction.of)
    of = str(json.loads(correction.original).get("type", ""))
    about = About(names=names, document=correction.document, of=of)
    for each in correction.changes:
        if kind and (field := kind.fields.get(each.field)):
            was, now = (value(field.takes, json.loads(said), about) for said in (each.was, each.now))
            yield Changed(field.called, was or (Word("nothing"),), now or (Word("nothing"),))
