"""Corrections as files: one record a line, checked before they enter a store."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from legation import corrections as rules
from legation.errors import LegationError, QueryError, StoreError
from legation.records import Correction
from legation.store.codec import from_json
from legation.view.jsonl_rows import opened_rows, parsed


def read(source: str) -> tuple[Correction, ...]:
    """Read the corrections of a file of JSON lines, or of standard input for "-"; other records are passed over.

    Raises QueryError, with the line, for what is no correction that could be applied.
    """
    with opened_rows(source) as lines:
        return tuple(_corrections(source, lines))


def _corrections(source: str, lines: Iterable[bytes]) -> Iterator[Correction]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = parsed(line, "a correction", "record")
            if row.get("record") == "correction":
                yield _checked(row)
        except (ValueError, KeyError, TypeError, AttributeError, LegationError) as error:
            raise QueryError(f"{source}, line {number}: {_reason(error)}") from error


def _checked(row: dict[str, Any]) -> Correction:
    """Return the correction, once it is sure that it can be applied to the record that it carries."""
    made = from_json("correction", json.dumps(row, ensure_ascii=False))
    if not isinstance(made, Correction):
        raise ValueError("is no correction")
    if made.of not in rules.load().kinds:
        raise ValueError(f"'{made.of}' can't be corrected; choose one of {', '.join(rules.load().kinds)}")
    if datetime.fromisoformat(made.on).astimezone(UTC).isoformat(timespec="milliseconds") != made.on:
        raise ValueError(f"`on` is '{made.on}', no moment as 2024-12-01T12:00:00.000+00:00")
    from_json(made.of, json.dumps(rules.effective(made, json.loads(made.original)), ensure_ascii=False))
    return made


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the original lacks {error}"
    return str(error).removeprefix("a stored ") if isinstance(error, StoreError) else str(error)
