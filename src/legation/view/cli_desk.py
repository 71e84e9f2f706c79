"""The commands that make and check a desk: `desk new` and `desk check`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, DEFAULT_DESK, Database, opened_store
from legation.view.output import OutputError, complain

if TYPE_CHECKING:
    from legation.desk import Desk
    from legation.knowledge import Knowledge

desk = typer.Typer(
    name="desk", help="Set up whom and what you watch: actors, issues, expected speakers, feeds, alerts."
)

File = Annotated[
    Path, typer.Argument(metavar="[FILE]", envvar="LEGATION_DESK", help="The desk's file; desk.toml when left out.")
]


@desk.command()
def new(
    file: File = DEFAULT_DESK,
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", metavar="X", help="Watch this actor: an id or a name; may be repeated."),
    ] = None,
    issue: Annotated[
        list[str] | None,
        typer.Option(
            "--issue", metavar="I", help="Watch this issue, as 'ID: word, word*, words in a row'; may be repeated."
        ),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="URL", help="Collect from this feed, sitemap or page; may be repeated."),
    ] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write a desk to begin with, commented; without --actor it proposes those who speak most in what is stored."""
    from legation import knowledge
    from legation.view import desk_starter

    if file.exists():
        raise QueryError(f"{file} is there already; name another file, or edit it")
    tables = knowledge.load()
    issues = [desk_starter.issue(each) for each in issue or ()]
    feeds = desk_starter.feeds(feed or ())
    actors = desk_starter.named(actor, tables) if actor else _proposed(db, tables)
    _write(file, desk_starter.starter(file.stem, actors, issues, feeds))
    whence = f", proposed from {db}" if actors and not actor else ""
    many = f"{len(actors)} actor{'s' * (len(actors) != 1)}{whence}"
    many += f" and {len(feeds)} feed{'s' * (len(feeds) != 1)}" if feeds else ""
    complain(f"{file} written with {many}; edit it, then: legation desk check {file}")


@desk.command()
def check(file: File = DEFAULT_DESK, db: Database = DEFAULT_DATABASE) -> None:
    """Say what is wrong with a desk; else whom and what it watches, its feeds and alerts, and how much is stored."""
    from legation import knowledge
    from legation.view import desk_rows, desk_sources
    from legation.view.tables import console

    tables = knowledge.load()
    watched = desk_sources.opened(file, tables)
    places = _places(watched)
    counts = None
    if db.exists():
        with opened_store(db) as store:
            counts = desk_sources.counts(store, watched, tables)
    screen = console()
    screen.print(desk_rows.desk_view(watched, counts, places, screen.width))
    complain(desk_rows.note(watched, counts, str(db)))


def _proposed(db: Path, tables: "Knowledge") -> tuple[tuple[str, str], ...]:
    from legation.view import desk_starter

    if not db.exists():
        return ()
    with opened_store(db) as store:
        return desk_starter.proposed(store, tables)


def _places(watched: "Desk") -> dict[str, str]:
    """Where each channel of a desk leads; raises DeskError with all that are wrong."""
    if not watched.alerting.channels:
        return {}
    from legation.view.alerting.channels import ways  # loads a large library

    channels = watched.alerting.channels
    unset = {each.id: each.variable for each in channels if each.variable and not os.environ.get(each.variable)}
    found = {each.channel: each.place for each in ways(each for each in channels if each.id not in unset)}
    found |= {name: f"{variable}, which is not set here" for name, variable in unset.items()}
    return found


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise OutputError(f"{file}: can't be written: {error.strerror or error}") from error
