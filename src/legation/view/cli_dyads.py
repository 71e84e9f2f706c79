"""The commands on two parties: `ties` and `tension`."""

import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, Database, Since, Until, day, opened_store
from legation.view.output import complain, opened, write_csv

if TYPE_CHECKING:
    from legation.link.bonds import Bond
    from legation.link.tension import Tension
    from legation.store.store import Store
    from legation.view.bond_rows import Page
    from legation.view.tension_rows import Pair

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="D", help="As could be known on this day; else that of the latest article."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Whole, as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Flat rows with a header.")]


class Step(StrEnum):
    """How long a point of the series is."""

    day = "day"
    week = "week"


def ties(
    one: Annotated[str, typer.Argument(metavar="A", help="A country or organisation: id, name or alias.")],
    other: Annotated[str | None, typer.Argument(metavar="B", help="Only its ties with this one.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Show how a country or organisation is tied to others, as articles describe it."""
    from legation.view import bond_rows, dyad_sources

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        pair = dyad_sources.pair(store, one, other) if other else (dyad_sources.party(store, one), None)
        until = dyad_sources.known_until(store, day(as_of))
        found = dyad_sources.tied(store, pair[0].id, pair[1].id if pair[1] else None, until)
        names = dyad_sources.names(store, bond_rows.partners(found))
        page = bond_rows.Page(one=pair[0], other=pair[1], as_of=until, names=names)
        if not (as_json or as_csv):
            _print_ties(store, page, found)
        undated = store.undated()
    if as_json:
        sys.stdout.write(page.json(found))
    elif as_csv:
        write_csv(bond_rows.COLUMNS, map(page.flat, found), sys.stdout)
    for each in pair:
        if each and each.note:
            complain(each.note)
    complain(bond_rows.counted(page, found, undated))


def tension(
    one: Annotated[str, typer.Argument(metavar="A", help="A country or organisation: id, name or alias.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    since: Since = None,
    until: Until = None,
    by: Annotated[Step, typer.Option("--by", help="How long each point of the series is.")] = Step.day,
    as_of: AsOf = None,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Draw a chart to this file too.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Show how hostile or friendly is what happens between two parties, and when that changed."""
    from legation.view import collecting_sources, dyad_sources, tension_rows

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        one_party, other_party = dyad_sources.pair(store, one, other)
        known = dyad_sources.known_until(store, day(as_of))
        pair = tension_rows.Pair(one=one_party, other=other_party)
        first, last = _window(since, until, known)
        found = dyad_sources.tense(store, one_party.id, other_party.id, known, by.value).between(first, last)
        undated, gaps = store.undated(), collecting_sources.gaps(store, found)
        if as_json:
            sys.stdout.write(tension_rows.whole(pair, found, dyad_sources.makers(store, found), undated))
        elif as_csv:
            write_csv(tension_rows.COLUMNS, tension_rows.flat(pair, found), sys.stdout)
        else:
            _print_tension(store, pair, found)
    if svg:
        _draw(pair, found, svg)
    for note in (one_party.note, other_party.note, tension_rows.counted(pair, found, undated, gaps)):
        if note:
            complain(note)


def _window(since: str | None, until: str | None, known: date) -> tuple[date | None, date | None]:
    first, last = (date.fromisoformat(each) if each else None for each in (day(since), day(until)))
    if first and last and last < first:
        raise QueryError(f"--until {last} lies before --since {first}")
    if first and first > known:
        raise QueryError(f"--since {first} lies after {known}, the last day that is known of")
    return first, last


def _print_ties(store: "Store", page: "Page", found: "Sequence[Bond]") -> None:
    from legation.store import dyads
    from legation.view import bond_rows
    from legation.view.answers import names_of
    from legation.view.tables import console

    screen = console()
    screen.print(page.view(found, screen.width))
    if page.other and found:
        records = store.ask(dyads.records(each.row for _, each in bond_rows.tellings(found)))
        screen.print(page.told(found, records, names_of(store, tuple(records.values())), screen.width))


def _print_tension(store: "Store", pair: "Pair", found: "Tension") -> None:
    from legation.view import dyad_sources, tension_view
    from legation.view.answers import names_of
    from legation.view.tables import console

    screen = console()
    screen.print(tension_view.view(pair, found, screen.width))
    records = dyad_sources.makers(store, found)
    if records:  # without any, all names would be read
        names = names_of(store, tuple(records.values()))
        for change in found.courses["together"].changes:
            screen.print(tension_view.change_view(change, records, names, screen.width))


def _draw(pair: "Pair", found: "Tension", path: Path) -> None:
    from legation.view.tension_svg import chart

    with opened(path) as file:
        file.write(chart(pair, found))


def _one_form(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")
