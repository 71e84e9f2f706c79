"""The commands on other projects' event data: `outside add`, `list`, `remove`, `show` and `compare`."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, AtMost, Database, Since, Until, day, opened_store
from legation.view.output import complain, opened, plain, write_csv

if TYPE_CHECKING:
    from legation.errors import SourceError
    from legation.event_tables import Form
    from legation.store.outside import Where
    from legation.store.store import Store

SHOWN = 20  # refusals on the screen; a file may have thousands
ROWS = 50  # rows of each data set in a table

outside = typer.Typer(
    name="outside", help="Event data of other projects (GDELT, POLECAT, ICEWS), kept apart from your records."
)
Party = Annotated[str | None, typer.Option("--actor", metavar="A", help="Only what this one does: id, name or alias.")]
Other = Annotated[str | None, typer.Option("--recipient", metavar="B", help="Only what is done to or with this one.")]
AsJson = Annotated[bool, typer.Option("--json", help="Whole, as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Flat rows with a header.")]


@outside.command()
def add(
    sources: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Event tables, plain, packed or in ZIP archives; or folders.")
    ],
    form: Annotated[
        str | None, typer.Option("--as", metavar="FORM", help="gdelt, polecat or icews, when the file does not tell.")
    ] = None,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE", help="Write all that is refused to this CSV file.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Store event tables of other projects apart. A row that is there already is skipped; a bad one costs itself."""
    from legation.view import outside_adding
    from legation.view.progress import counting

    kind = _form(form)
    with opened_store(db, create=True) as store, _reporter(refused) as report, counting("rows read") as seen:
        outcome = outside_adding.add(store, sources, kind, refused=report, seen=seen)
    for line in outside_adding.told(outcome):
        complain(line)
    if outcome.refused:
        complain(f"{outcome.refused:,} not taken" + (f", listed in {refused}" if refused else ""))
    if not outcome.read:
        raise typer.Exit(2)
    if outcome.refused:
        raise typer.Exit(1)


@outside.command("list")
def list_(as_json: AsJson = False, as_csv: AsCsv = False, db: Database = DEFAULT_DATABASE) -> None:
    """Say which data sets are stored: how many rows and days, from when to when, how to cite them."""
    import json

    from legation.store import outside as stored
    from legation.view import outside_rows, outside_view
    from legation.view.tables import console

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        found = store.ask(stored.datasets)
    if as_json:
        sys.stdout.write(json.dumps([outside_rows.listed(each) for each in found], ensure_ascii=False, indent=1) + "\n")
    elif as_csv:
        write_csv(outside_rows.LISTED, map(outside_rows.listed, found), sys.stdout)
    elif found:
        screen = console()
        screen.print(outside_view.sets(found, screen.width))
    else:
        complain("no event data of another project is stored; `legation outside add FILE` stores some")


@outside.command()
def remove(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="As `legation outside list` shows it.")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Remove all rows of a data set."""
    from legation.store import outside as stored

    with opened_store(db) as store:
        there = [each.dataset for each in store.ask(stored.datasets)]
        if dataset not in there:
            others = f"there are {', '.join(there)}" if there else "there are none"
            raise QueryError(f"no data set '{dataset}' is stored; {others}")
        gone = store.tell(stored.remove(dataset))
    complain(f"{gone:,} rows of {dataset} removed")


@outside.command()
def show(
    actor: Party = None,
    recipient: Other = None,
    since: Since = None,
    until: Until = None,
    type: Annotated[str | None, typer.Option("--type", metavar="T", help="Only this type, as CONSULT.")] = None,
    dataset: Annotated[str | None, typer.Option("--dataset", metavar="D", help="Only this data set.")] = None,
    limit: AtMost = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """List rows of other projects, the newest first, each data set by itself; tables have 50 of each."""
    from legation.view import outside_rows

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        where = _where(store, actor=actor, recipient=recipient, since=since, until=until, type=type)
        sets = _sets(store, dataset)
        every = (each for name in sets for each in outside_rows.rows(store, name, where, limit))
        if as_json:
            sys.stdout.writelines(outside_rows.objects(every))
        elif as_csv:
            write_csv(outside_rows.COLUMNS, map(outside_rows.flat, every), sys.stdout)
        else:
            _print_rows(store, sets, where, limit or ROWS)


@outside.command()
def compare(
    one: Annotated[str, typer.Argument(metavar="ACTOR", help="Who does it: a country or organisation.")],
    other: Annotated[str, typer.Argument(metavar="RECIPIENT", help="To whom.")],
    since: Since = None,
    until: Until = None,
    both: Annotated[bool, typer.Option("--both", help="Also what the second does to the first.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Set our events of two parties beside those of other projects, by week, class and type."""
    from legation.view import dyad_sources, outside_rows, outside_sources, outside_view
    from legation.view.tables import console

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        pair = dyad_sources.pair(store, one, other)
        first, last = day(since), dyad_sources.known_until(store, day(until))
        if first and first > last.isoformat():
            raise QueryError(f"--since {first} lies after {last}, the last day that is compared")
        asked = outside_sources.Asked(
            one=pair[0].id, other=pair[1].id, both=both, since=date.fromisoformat(first) if first else None, until=last
        )
        found = outside_sources.beside(store, asked)
    if as_json:
        sys.stdout.write(outside_rows.whole(asked, pair, found))
    elif as_csv:
        write_csv(outside_rows.WEEKS, outside_rows.weeks(asked, found), sys.stdout)
    else:
        screen = console()
        screen.print(outside_view.comparison(asked, pair, found, screen.width))
    for each in pair:
        if each.note:
            complain(each.note)


def _form(name: str | None) -> "Form | None":
    from legation.event_tables import Form

    if name is not None and name not in list(Form):
        raise QueryError(f"'{name}' is no event table that can be read: the forms are {', '.join(Form)}")
    return Form(name) if name else None


def _where(
    store: "Store",
    *,
    actor: str | None,
    recipient: str | None,
    since: str | None,
    until: str | None,
    type: str | None,
) -> "Where":
    from legation.records import EVENT_TYPES
    from legation.view import dyad_sources

    if type and type.upper() not in EVENT_TYPES:
        raise QueryError(f"'{type}' is no type of event; the types are {', '.join(EVENT_TYPES)}")
    first, last = day(since), day(until)
    if first and last and last < first:
        raise QueryError(f"--until {last} lies before --since {first}")
    return {
        "actor": dyad_sources.party(store, actor).id if actor else None,
        "recipient": dyad_sources.party(store, recipient).id if recipient else None,
        "since": first,
        "until": last,
        "type": type.upper() if type else None,
    }


def _sets(store: "Store", asked: str | None) -> tuple[str, ...]:
    from legation.view import outside_sources

    there = outside_sources.stored(store)
    if asked is None or asked in there:
        return (asked,) if asked else there
    raise QueryError(f"no data set '{asked}' is stored; " + (f"there are {', '.join(there)}" if there else "none is"))


def _print_rows(store: "Store", sets: tuple[str, ...], where: "Where", limit: int) -> None:
    from legation.view import outside_rows, outside_view
    from legation.view.tables import console

    screen = console()
    nothing = True
    for name in sets:
        found = list(outside_rows.rows(store, name, where, limit + 1))
        if found:
            nothing = False
            screen.print(outside_view.rows(name, found[:limit], screen.width))
        if len(found) > limit:
            complain(f"{name}: the newest {limit}; --limit shows more, --csv and --json all")
    if nothing:
        complain("no such row of another project is stored; `legation outside list` says what is")


@contextmanager
def _reporter(file: Path | None) -> Iterator[Callable[["SourceError"], None]]:
    """Show the first refusals, or write all of them to `file`."""
    if file:
        with opened(file) as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("file", "line", "reason"))
            yield lambda each: _written(writer.writerow, each)
        return
    shown = 0

    def show(each: "SourceError") -> None:
        nonlocal shown
        shown += 1
        if shown <= SHOWN:
            complain(f"not taken: {each}")

    yield show
    if shown > SHOWN:
        complain(f"and {shown - SHOWN:,} more; --refused FILE writes all of them")


def _written(write: Callable[[tuple[str, ...]], object], each: "SourceError") -> None:
    write((each.source, str(each.line or ""), plain(each.reason)))


def _one_form(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")
