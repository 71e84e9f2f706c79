"""The options that several commands share, and what their values mean."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.errors import QueryError
from legation.view.wiring import Parts

if TYPE_CHECKING:
    from legation.batch import Summary
    from legation.store.store import Store

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…", help="Files, folders, globs, addresses (of pages, feeds, sitemaps), or - for standard input."
    ),
]
Database = Annotated[
    Path, typer.Option("--db", metavar="FILE", envvar="LEGATION_DB", help="The database, one SQLite file.")
]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="KIND", help="What the sources are, when their names don't tell: text, html, jsonl, warc …"
    ),
]
PerFeed = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", min=1, help="At most so many articles of a feed or sitemap, the newest first; else 50."
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Another spaCy pipeline than the one that comes with Legation."),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to the screen.")
]
ActorName = Annotated[
    str | None, typer.Option("--actor", metavar="X", help="Only what speaks of this actor: an id (USA) or a name.")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="D", help="From this day on: 2024-10-25, or 7d for the last week.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="D", help="Up to this day, inclusive.")]
Expect = Annotated[
    list[str] | None,
    typer.Option("--expect", metavar="X", help="Absences: who should have spoken, an id or a name; may be repeated."),
]
Topic = Annotated[
    str | None, typer.Option("--about", metavar="W", help="Absences: on what, an actor or words as in `search`.")
]
DeskFile = Annotated[
    Path, typer.Option("--desk", metavar="FILE", envvar="LEGATION_DESK", help="The desk: whom and what you watch.")
]
IssueNames = Annotated[
    list[str] | None,
    typer.Option("--issue", metavar="I", help="Positions, board: only this issue of the desk; may be repeated."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="D", help="Board: as it stood on this day; else on the last one read.")
]
OfType = Annotated[
    str | None, typer.Option("--type", metavar="T", help="Type of event, act of statement, kind of tie …")
]
InDocument = Annotated[
    str | None, typer.Option("--document", metavar="D", help="An article's id, its beginning, or your own id.")
]
Rejected = Annotated[
    bool, typer.Option("--rejected", help="What a review rejected, and only that; `legation review` tells more.")
]
StandingName = Annotated[
    str | None,
    typer.Option("--standing", metavar="S", help="Developments: one origin, corroborated, disputed or denied."),
]
AtLeastOrigins = Annotated[
    int | None, typer.Option("--origins", metavar="N", min=1, help="Developments: told by so many origins at least.")
]
IdBeginning = Annotated[
    str | None,
    typer.Option("--id", metavar="ID", help="Developments: this one in full; a beginning of its id will do."),
]
PageState = Annotated[
    str | None,
    typer.Option("--state", metavar="S", help="Pages: waiting, stored, known, not an article; else those given up."),
]
PerOutlet = Annotated[bool, typer.Option("--outlets", help="Collection: articles of each outlet and day.")]
AtMost = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many, newest first.")]
WholeRecords = Annotated[bool, typer.Option("--json", help="Whole records as a JSON array.")]
FlatRows = Annotated[bool, typer.Option("--csv", help="Flat rows with a header.")]
DEFAULT_DATABASE = Path("legation.db")
DEFAULT_DESK = Path("desk.toml")

_AGO = re.compile(r"(\d{1,5})([dw])")


def parts(context: typer.Context) -> Parts:
    """Return what the commands are made of."""
    found: Any = context.obj
    return found if isinstance(found, Parts) else Parts()


def given(context: typer.Context) -> dict[str, object]:
    """Return the value of each option of a command by what the user writes for it ("--as-of")."""
    return {each.opts[0]: context.params.get(each.name or "") for each in context.command.params}


def day(value: str | None, *, today: date | None = None) -> str | None:
    """Turn "7d", "2w" or an ISO date into an ISO date; `today` is the day to count back from."""
    if value is None:
        return None
    if ago := _AGO.fullmatch(value.strip()):
        days = int(ago[1]) * (7 if ago[2] == "w" else 1)
        return ((today or datetime.now(UTC).date()) - timedelta(days=days)).isoformat()
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise QueryError(f"'{value}' is no day: write 2024-10-25, or 7d for seven days ago") from error


@contextmanager
def opened_store(path: Path, *, create: bool = False) -> Iterator["Store"]:
    """Open the database at `path` for one command."""
    from legation.store.store import Store

    with Store.open(path, create=create) as store:
        yield store


def actors(store: "Store", name: str | None) -> tuple[str, ...]:
    """Find the ids of the actor that the user names; refuse a name that nobody bears."""
    if name is None:
        return ()
    found = store.actors_named(name)
    if not found:
        raise QueryError(f"no stored article speaks of '{name}'; `legation show actors` lists who is there")
    return found


def documents(store: "Store", name: str | None) -> tuple[str, ...]:
    """Find the ids of the articles that the user names; refuse an id that none has."""
    if name is None:
        return ()
    found = store.documents_named(name)
    if not found:
        raise QueryError(f"no stored article has the id '{name}'; `legation show documents` lists them")
    return found


def exit_code(summary: "Summary") -> int:
    """0 when all went well, 1 when some sources failed, 2 when nothing could be read."""
    if summary.read == 0:
        return 2
    return 1 if summary.failures else 0
