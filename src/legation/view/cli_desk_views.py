"""`show positions` and `show board`: what follows from the store for the actors and issues of a desk."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.view.cli_options import DEFAULT_DESK, day, opened_store
from legation.view.output import complain, write_csv

if TYPE_CHECKING:
    from legation.link.positions import Position
    from legation.view.board_rows import Rows as BoardRows
    from legation.view.position_rows import Rows
    from legation.view.present import Row
    from legation.view.tables import Column

Days = tuple[str | None, str | None, str | None]


def show(what: str, db: Path, desk: Path, actor: str | None, issues: Sequence[str], days: Days, form: str) -> None:
    """Show positions or the board as a table, JSON or CSV; the `days` are those of --since, --until and --as-of."""
    if what == "positions":
        _positions(db, desk, actor, issues, days, form)
    else:
        _board(db, desk, actor, issues, days, form)


def _positions(db: Path, desk: Path, actor: str | None, issues: Sequence[str], days: Days, form: str) -> None:
    from legation import knowledge
    from legation.view import desk_sources, position_rows, position_sources

    tables = knowledge.load()
    watched = desk_sources.opened(desk, tables)
    asked = desk_sources.issues(watched, issues)
    first, last = day(days[0]), day(days[1])
    with opened_store(db) as store:
        speakers = desk_sources.asked(store, watched, actor, tables)
        found, gathered = position_sources.listed(store, watched, speakers, asked, (first, last))
        undated = store.undated()
    _print(found, position_rows.rows(gathered.records, speakers, watched.issues), form)
    complain(position_rows.note(found, gathered.cut, undated))


def _print(found: "Sequence[Position]", rows: "Rows", form: str) -> None:
    from legation.view import position_rows

    if form == "json":
        sys.stdout.write(rows.json(found))
    elif form == "csv":
        write_csv(position_rows.COLUMNS, (row for each in found for row in rows.flat(each)), sys.stdout)
    elif found:
        for title, table in rows.tables(found):
            _table(position_rows.TABLE, table, position_rows.LEAST, title)


def _board(db: Path, desk: Path, actor: str | None, issues: Sequence[str], days: Days, form: str) -> None:
    from legation import knowledge
    from legation.view import board_sources, desk_sources
    from legation.view.board_rows import Rows, note

    tables = knowledge.load()
    watched = desk_sources.opened(desk, tables) if desk.exists() or desk != DEFAULT_DESK or issues else None
    with opened_store(db) as store:
        as_of = desk_sources.as_of(store, day(days[2]) or day(days[1]))
        asked = board_sources.Asked(actor=actor, issues=issues, since=day(days[0]))
        found = board_sources.board_of(store, tables, watched, asked, as_of)
        undated = store.undated()
    titles = {issue.id: issue.title for issue in watched.issues} if watched else {}
    rows = Rows(as_of, found.records, found.names, titles)
    values = rows.all(found.rows, found.missing)
    _print_board(values, rows, form)
    complain(note(values, as_of, nameless=found.nameless, undated=undated, is_cut=found.is_cut))


def _print_board(values: "Sequence[Mapping[str, Any]]", rows: "BoardRows", form: str) -> None:
    from legation.view import board_rows

    if form == "json":
        sys.stdout.write(board_rows.json_text(values))
    elif form == "csv":
        write_csv(board_rows.COLUMNS, map(rows.flat, values), sys.stdout)
    elif values:
        _table(board_rows.TABLE, map(rows.for_table, values), board_rows.LEAST)


def _table(columns: "Sequence[Column]", rows: "Iterable[Row]", least: Sequence[str], title: str | None = None) -> None:
    from legation.view.tables import console, row_table

    screen = console()
    screen.print(row_table(columns, list(rows), width=screen.width, title=title, least=least))
