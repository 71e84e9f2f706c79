"""The commands that extend the tables of who is who: `knowledge import`, `list` and `remove`."""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.view.output import complain, opened, plain

if TYPE_CHECKING:
    from legation.imports import Outcome, Refused

SHOWN = 20  # refusals on the screen; a dump may have thousands

knowledge = typer.Typer(name="knowledge", help="Extend the tables of who is who with your own.")


@knowledge.command("import")
def import_(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A file, plain or compressed, or a folder of CSV.")],
    form: Annotated[
        str | None, typer.Option("--as", metavar="FORM", help="wikidata, csv or popolo, when the file does not tell.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="What these tables are called.")] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="The country of all that the file gives none.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken, and change nothing.")] = False,
    refused: Annotated[
        Path | None, typer.Option("--refused", metavar="FILE", help="Write all that is refused to this CSV file.")
    ] = None,
) -> None:
    """Add persons, offices, parties and bodies from Wikidata, CSV or Popolo. On any error nothing changes."""
    from legation import imports
    from legation.errors import QueryError

    if form is not None and form not in list(imports.Form):
        raise QueryError(f"'{form}' can't be imported: the forms are {', '.join(imports.Form)}")
    with _reporter(refused) as report:
        outcome = imports.run(
            source,
            report=report,
            kind=imports.Form(form) if form else None,
            name=name,
            country=country,
            dry_run=dry_run,
        )
    _tell(outcome, dry_run, refused)
    if outcome.refused:
        raise typer.Exit(1)


@knowledge.command("list")
def list_() -> None:
    """Say which tables are in force: the bundled ones and yours, how many rows, where."""
    from legation import imports, overlay

    for each in imports.listed():
        there = f"{_counts(each.rows) or 'no rows'}; {each.folder or 'with Legation'}"
        sys.stdout.write(plain(f"{each.name}: {f'left out: {each.fault}' if each.fault else there}") + "\n")
    sys.stdout.write(plain(f"yours are kept in {overlay.home() or 'no folder'}") + "\n")


@knowledge.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME", help="As `legation knowledge list` shows it.")]) -> None:
    """Remove tables of yours; the bundled ones always stay."""
    from legation import imports

    folder = imports.remove(name)
    complain(f"removed {folder}")


@contextmanager
def _reporter(file: Path | None) -> Iterator[Callable[["Refused"], None]]:
    """Show the first refusals, or write all of them to `file`."""
    if file:
        with opened(file) as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("file", "line", "what", "reason"))
            yield lambda each: _written(writer.writerow, each)
        return
    shown = 0

    def show(each: "Refused") -> None:
        nonlocal shown
        shown += 1
        if shown <= SHOWN:
            complain(f"not taken: {each}")

    yield show
    if shown > SHOWN:
        complain(f"and {shown - SHOWN} more; --refused FILE writes all of them")


def _written(write: Callable[[tuple[str, ...]], object], each: "Refused") -> None:
    cells = (each.at.file, str(each.at.line or ""), each.what, each.reason)
    write(tuple(cell.encode("utf-8", "replace").decode() for cell in cells))  # half a character can't be written


def _tell(outcome: "Outcome", dry_run: bool, refused: Path | None) -> None:
    said = _counts(outcome.rows) or "nothing new"
    where = f" {'would go' if dry_run else 'are'} in {outcome.folder}" if outcome.folder else ""
    sys.stdout.write(plain(f"{outcome.name}, read as {outcome.form}: {said}{where}") + "\n")
    for what, number in sorted((*outcome.known.items(), *outcome.passed.items())):
        sys.stdout.write(plain(f"  {number} {what}{' already' if what in outcome.known else ', passed over'}") + "\n")
    if outcome.refused:
        complain(f"{outcome.refused} not taken" + (f", listed in {refused}" if refused else ""))


def _counts(rows: "Counter[str]") -> str:
    return ", ".join(f"{number} {table}" for table, number in rows.items() if number)
