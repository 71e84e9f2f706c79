"""`show absences`: who was expected to speak in a window of days, and did not."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import QueryError
from legation.view.cli_options import day, opened_store
from legation.view.output import complain, write_csv

if TYPE_CHECKING:
    from legation.link import Absence, Window
    from legation.store.store import Store
    from legation.view.absence_rows import Rows

_NONE = "name who is expected to speak: legation show absences --expect China --since 7d"


def absences(
    db: Path,
    expect: Sequence[str] | None,
    about: str | None,
    since: str | None,
    until: str | None,
    form: str,
) -> None:
    """Show for each expected speaker whether it spoke in the window, as a table, JSON or CSV."""
    if not expect:
        raise QueryError(_NONE)
    window = _window(since, until)
    with opened_store(db) as store:
        found, undated, rows = _found(store, expect, about, window)
    _print(found, rows, form)
    if form == "table":
        from legation.view.absence_rows import note

        complain(note(found, undated))
    elif undated:
        complain(f"{undated} undated article{'s' * (undated != 1)} left out")


def _window(since: str | None, until: str | None) -> "Window":
    from legation.link import Window

    first = day(since)
    if first is None:
        raise QueryError("absences need the first day of a window: --since 2024-10-25, or --since 7d")
    last = day(until) or datetime.now(UTC).date().isoformat()
    if last < first:
        end = f"--until {last}" if until else f"today, {last},"
        raise QueryError(f"{end} lies before --since {first}")
    return Window(date.fromisoformat(first), date.fromisoformat(last))


def _found(
    store: "Store", expect: Sequence[str], about: str | None, window: "Window"
) -> "tuple[tuple[Absence, ...], int, Rows]":
    from legation import knowledge, link
    from legation.records import Document
    from legation.view import absence_sources
    from legation.view.absence_rows import Rows
    from legation.view.present import Names

    speakers = absence_sources.expected(store, expect, knowledge.load())
    gathering = absence_sources.Gathering(store, window, absence_sources.topic(store, about))
    for each in speakers:
        gathering.look(each)
    records = gathering.records
    found = link.absences(records, speakers, window, gathering.topic)
    documents = {each.id: each for each in records if isinstance(each, Document)}
    return found, store.undated(), Rows(documents, Names(records))


def _print(found: "Sequence[Absence]", rows: "Rows", form: str) -> None:
    if form == "json":
        sys.stdout.write(rows.json(found))
    elif form == "csv":
        from legation.view.absence_rows import COLUMNS

        write_csv(COLUMNS, map(rows.flat, found), sys.stdout)
    else:
        from legation.view.tables import console, record_table

        screen = console()
        screen.print(record_table("absence", [rows.for_table(each) for each in found], width=screen.width))
