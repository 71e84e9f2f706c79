"""`show feeds`, `show pages` and `show collection`: how the watch collects, so that a gap in it is seen as one."""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DESK, opened_store
from legation.view.output import complain, write_csv
from legation.view.shown import Shown

if TYPE_CHECKING:
    from legation.store.pages import State
    from legation.view.present import Row
    from legation.view.tables import Column
    from legation.watches import Collecting

_PAGES = 100  # that are shown where the user does not say how many
_GIVEN_UP: "State" = "given up"


def show(
    kind: Shown,
    db: Path,
    desk: Path,
    form: str,
    *,
    days: tuple[str | None, str | None],
    pages: tuple[str | None, int | None],
    outlets: bool,
) -> None:
    """Show how collecting went as a table, JSON or CSV: `days` are first and last, `pages` which and how many."""
    if kind is Shown.feeds:
        _feeds(db, desk, form)
    elif kind is Shown.pages:
        _pages(db, _state(pages[0]), pages[1] or _PAGES, form)
    else:
        _collection(db, desk, form, days, outlets=outlets)


def _feeds(db: Path, desk: Path, form: str) -> None:
    from legation.store import collection, feeds
    from legation.view import collecting_rows

    collecting = _collecting(desk)
    today = _today(collecting)
    with opened_store(db) as store:
        states = store.ask(feeds.every)
        counted = {each.feed: each for each in store.ask(collection.days(today, today))}
    rows = list(collecting_rows.feed_rows(states, collecting.feeds if collecting else None, counted))
    _print(form, rows, collecting_rows.FEED_COLUMNS, collecting_rows.FEED_TABLE, collecting_rows.FEED_LEAST)
    complain(collecting_rows.feeds_note(rows))


def _pages(db: Path, state: "State", limit: int, form: str) -> None:
    from legation.store import pages
    from legation.view import collecting_rows

    with opened_store(db) as store:
        found, counts = store.ask(pages.in_state(state, limit)), store.ask(pages.counts)
    rows = list(map(collecting_rows.page_row, found))
    _print(form, rows, collecting_rows.PAGE_COLUMNS, collecting_rows.PAGE_TABLE, collecting_rows.PAGE_LEAST)
    complain(collecting_rows.pages_note(len(rows), state, counts))


def _collection(db: Path, desk: Path, form: str, window: tuple[str | None, str | None], *, outlets: bool) -> None:
    from legation.store import collection
    from legation.view import collecting_rows, collecting_sources

    since, until = window
    if since and until and until < since:
        raise QueryError(f"--until {until} lies before --since {since}")
    today = _today(_collecting(desk))
    last = min(until or today, today)  # a day to come is not one on which nobody asked
    with opened_store(db) as store:
        days = collecting_sources.days(store, since, last)
        brought = store.ask(collection.outlets(since, last)) if outlets else ()
    if outlets:
        rows = list(collecting_rows.outlet_rows(brought, days))
        _print(form, rows, collecting_rows.OUTLET_COLUMNS, collecting_rows.OUTLET_TABLE, ())
    elif form == "json":
        sys.stdout.write(collecting_rows.json_text(map(collecting_rows.day_value, days)))
    else:
        rows = list(map(collecting_rows.day_row, days))
        _print(form, rows, collecting_rows.DAY_COLUMNS, collecting_rows.DAY_TABLE, collecting_rows.DAY_LEAST)
    complain(collecting_rows.days_note(days))


def _print(
    form: str, rows: "Sequence[Row]", columns: tuple[str, ...], heads: "Iterable[Column]", least: Sequence[str]
) -> None:
    from legation.view import collecting_rows

    if form == "json":
        sys.stdout.write(collecting_rows.json_text(rows))
    elif form == "csv":
        write_csv(columns, rows, sys.stdout)
    elif rows:
        from legation.view.tables import console, row_table

        screen = console()
        today = now().date().isoformat()
        shown = [collecting_rows.for_table(each, today) for each in rows]
        screen.print(row_table(tuple(heads), shown, width=screen.width, least=least))


def _state(named: str | None) -> "State":
    from legation.store.pages import STATES
    from legation.toml_tables import meant

    if named is None:
        return _GIVEN_UP
    asked = " ".join(named.replace("-", " ").casefold().split())
    found: State | None = next((each for each in STATES if each == asked), None)
    if found is None:
        known = ", ".join(f"'{each}'" for each in STATES)
        raise QueryError(f"'{named}' is no state of a page; choose one of {known}{meant(asked, STATES)}")
    return found


def _collecting(desk: Path) -> "Collecting | None":
    """What the desk says of collecting; None where there is no desk and none was asked for."""
    if desk == DEFAULT_DESK and not desk.exists():
        return None
    from legation import knowledge
    from legation.view import desk_sources

    return desk_sources.opened(desk, knowledge.load()).collecting


def _today(collecting: "Collecting | None") -> str:
    from legation.watch.slots import day_of

    return day_of(now(), collecting.zone if collecting else "UTC")


def now() -> datetime:
    """The moment it is: the one clock of these commands, so that a test may stop it."""
    return datetime.now(UTC)
