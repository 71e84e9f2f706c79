"""Other projects' rows, and comparisons with them, as JSON, as flat rows and as tables; each says whose it is."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from legation.link.agreement import Agreement, Week
from legation.store import outside
from legation.store.outside import Dataset, Stored, Where
from legation.store.store import Store
from legation.view.dyad_sources import Party
from legation.view.outside_sources import Asked, Beside, about
from legation.view.present import Cell, Row
from legation.view.web import quads

PAGE = 5000  # rows that are read at once
DIGITS = 3
WHOSE = "another project's coding; no record of this store"
COLUMNS = (
    *("dataset", "id", "day", "told", "actor", "actor_name", "actor_country"),
    *("recipient", "recipient_name", "recipient_country", "code", "type", "mode", "quad", "quad_as_written"),
    *("contexts", "intensity", "mentions", "sources", "articles", "publisher", "url", "file", "line"),
)
WEEKS = (
    *("dataset", "from", "to", "direction", "week", "days", "ours", "theirs"),
    *(f"{side}_quad_{quad}" for quad in quads.QUADS for side in ("ours", "theirs")),
)
LISTED = ("dataset", "title", "rows", "files", "days", "first", "last", "cite", "terms", "warning")


def rows(store: Store, dataset: str, where: Where, limit: int | None) -> Iterator[Stored]:
    """Yield rows of a data set, the newest day first, without holding all of them."""
    after: Stored | None = None
    left = limit
    while left is None or left > 0:
        found = store.ask(outside.page(dataset, where, PAGE if left is None else min(PAGE, left), after))
        yield from found
        if len(found) < PAGE:
            return
        after = found[-1]
        left = None if left is None else left - len(found)


def flat(stored: Stored) -> Row:
    """Return a row under the names of COLUMNS."""
    values: dict[str, Cell] = {**stored.coding._asdict(), "file": stored.file}
    return {name: values[name] for name in COLUMNS}


def objects(found: Iterable[Stored]) -> Iterator[str]:
    """Yield the pieces of a JSON array of all rows."""
    mark = "["
    for each in found:
        yield f"{mark}\n{json.dumps({'record': 'outside'} | flat(each), ensure_ascii=False)}"
        mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def listed(stored: Dataset) -> Row:
    """Return a data set under the names of LISTED."""
    values = asdict(stored) | asdict(about()[stored.dataset])
    return {name: values[name] for name in LISTED}


def whole(asked: Asked, pair: tuple[Party, Party], sets: Iterable[Beside]) -> str:
    """Return a comparison as a JSON object."""
    head: dict[str, Any] = {
        "record": "outside-comparison",
        "parties": [{"id": each.id, "name": each.name} for each in pair],
        "direction": _direction(asked),
        "since": asked.since.isoformat() if asked.since else None,
        "until": asked.until.isoformat(),
    }
    return json.dumps(head | {"sets": [_whole(each) for each in sets]}, ensure_ascii=False, indent=1) + "\n"


def weeks(asked: Asked, sets: Iterable[Beside]) -> Iterator[Row]:
    """Yield a flat row for each week of each data set, under the names of WEEKS."""
    for each in sets:
        for week in each.compared.weeks:
            yield {
                "dataset": each.dataset,
                "from": asked.one,
                "to": asked.other,
                "direction": _direction(asked),
                **_week(week),
            }


def of_quad(numbers: Mapping[str, int], quad: int) -> int:
    """How many events of one class a week has."""
    return sum(number for kind, number in numbers.items() if quads.types()[kind] == quad)


def _week(week: Week) -> dict[str, Cell]:
    classes = {
        f"{side}_quad_{quad}": of_quad(numbers, quad)
        for quad in quads.QUADS
        for side, numbers in (("ours", week.ours), ("theirs", week.theirs))
    }
    sums = {"ours": sum(week.ours.values()), "theirs": sum(week.theirs.values())}
    return {"week": week.monday.isoformat(), "days": week.days, **sums, **classes}


def _direction(asked: Asked) -> str:
    return "both" if asked.both else "forward"


def _whole(each: Beside) -> dict[str, Any]:
    found = each.compared
    return {
        "dataset": each.dataset,
        "whose": WHOSE,
        **asdict(each.about),
        "days": found.days,
        "first": each.first.isoformat() if each.first else None,
        "last": each.last.isoformat() if each.last else None,
        "articles_by_their_count": each.articles,
        "left_out": {
            "rows_without_type": each.untyped,
            "our_happenings_on_other_days": each.left_out[0],
            "their_rows_on_other_days": each.left_out[1],
        },
        "all": _agreement(found.whole),
        "quads": {str(quad): _agreement(numbers) for quad, numbers in found.quads.items()},
        "types": {kind: _agreement(numbers) for kind, numbers in found.types.items()},
        "weeks": [_week(week) for week in found.weeks],
        "days_of_both": [day.isoformat() for day in found.both],
        "days_only_ours": [day.isoformat() for day in found.only_ours],
        "days_only_theirs": [day.isoformat() for day in found.only_theirs],
    }


def _agreement(found: Agreement) -> dict[str, Any]:
    correlation = None if found.correlation is None else round(found.correlation, DIGITS)
    return {"ours": found.ours, "theirs": found.theirs, "spearman": correlation, "weeks": found.weeks}
