"""The commands that ask the store: `show`, `search`, `export`."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.records import AnyRecord
from legation.view import cli_absences, cli_collecting, cli_desk_views, cli_linked, cli_saved
from legation.view.answers import names_of, write_json
from legation.view.cli_options import (
    DEFAULT_DATABASE,
    DEFAULT_DESK,
    ActorName,
    AsOf,
    AtLeastOrigins,
    AtMost,
    Database,
    DeskFile,
    Expect,
    FlatRows,
    IdBeginning,
    InDocument,
    IssueNames,
    OfType,
    Output,
    PageState,
    PerOutlet,
    Rejected,
    Since,
    StandingName,
    Topic,
    Until,
    WholeRecords,
    actors,
    day,
    documents,
    given,
    opened_store,
)
from legation.view.output import complain, opened, plain, write_csv
from legation.view.shown import COLLECTING, LINKED, Shown, refuse_others

if TYPE_CHECKING:
    from legation.store.linked import Wanted
    from legation.store.query import Where
    from legation.store.store import Store
    from legation.view.present import Names, Row


class ExportFormat(StrEnum):
    """What `export` writes."""

    jsonl = "jsonl"


_EXPORTS = ", ".join(ExportFormat.__members__)


def show(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of {', '.join(Shown.__members__)}.")],
    actor: ActorName = None,
    type: OfType = None,
    since: Since = None,
    until: Until = None,
    document: InDocument = None,
    limit: AtMost = None,
    rejected: Rejected = False,
    expect: Expect = None,
    about: Topic = None,
    desk: DeskFile = DEFAULT_DESK,
    issue: IssueNames = None,
    as_of: AsOf = None,
    standing: StandingName = None,
    origins: AtLeastOrigins = None,
    beginning: IdBeginning = None,
    state: PageState = None,
    outlets: PerOutlet = False,
    as_json: WholeRecords = False,
    as_csv: FlatRows = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """List what is stored, newest first; or what follows from it: absences, positions, the board of silences."""
    kind, form = _asked(context, what, as_json=as_json, as_csv=as_csv)
    first, last = day(since), day(until)
    if kind is Shown.absences:
        cli_absences.absences(db, expect, about, since, until, form)
    elif kind in (Shown.positions, Shown.board):
        cli_desk_views.show(kind.name, db, desk, actor, issue or (), (since, until, as_of), form)
    elif kind in COLLECTING:
        cli_collecting.show(kind, db, desk, form, days=(first, last), pages=(state, limit), outlets=outlets)
    elif kind in LINKED:
        wanted: Wanted = {"since": first, "until": last, "type": type or (), "limit": limit}
        wanted |= {"standing": standing, "origins": origins}
        cli_linked.show(kind.value, db, wanted, actor=actor, document=document, beginning=beginning, form=form)
    else:
        where: Where = {"since": first, "until": last, "type": type or (), "limit": limit, "rejected": rejected}
        _stored(db, kind, where, actor=actor, document=document, form=form, desk=desk)


def search(
    query: Annotated[
        str | None, typer.Argument(help='Words; "a phrase", word*, -word and OR work as in web searches.')
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many articles, best first.")] = 20,
    save: Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep this search under a name.")] = None,
    saved: Annotated[
        str | None, typer.Option("--saved", metavar="NAME", help="Search for the words kept under a name.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Find articles by their words, with who said them."""
    from legation.view.tables import console, hit_view

    with opened_store(db) as store:
        query = cli_saved.words(store, query, save, saved)
        hits = store.search(query, limit)
        names = names_of(store, tuple(hit.document for hit in hits))
    screen = console()
    for hit in hits:
        screen.print(hit_view(hit, names))
    if not hits:
        complain(f"nothing stored holds: {query}")


def export(
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=f"The format: {_EXPORTS}.")] = "jsonl",
    output: Output = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what a review rejected, marked so.")] = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write all documents and records, always in the same order: the same articles give the same bytes."""
    if form not in ExportFormat.__members__:
        raise QueryError(f"'{form}' can't be exported; choose {_EXPORTS}. For CSV: legation show events --csv")
    with opened_store(db) as store, opened(output) as file:
        file.writelines(f"{line}\n" for line in store.lines(rejected=rejected))


def _asked(context: typer.Context, what: str, *, as_json: bool, as_csv: bool) -> tuple[Shown, str]:
    """Return what is to be shown, and in which form; refuse options that do not go with it."""
    if what not in Shown.__members__:
        raise QueryError(f"'{what}' can't be shown; choose one of {', '.join(Shown.__members__)}")
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")
    refuse_others(Shown[what], given(context))
    return Shown[what], "json" if as_json else "csv" if as_csv else "table"


def _stored(
    db: Path, kind: Shown, where: "Where", *, actor: str | None, document: str | None, form: str, desk: Path
) -> None:
    """List the records of one kind, or what failed."""
    with opened_store(db) as store:
        if kind is Shown.failures:
            _failures(store)
            return
        where |= {"kind": kind.value, "newest": True, "actor": actors(store, actor)}
        where["document"] = documents(store, document)
        _list(store, kind, where, form, desk)


def _list(store: "Store", kind: Shown, where: "Where", form: str, desk: Path) -> None:
    found = store.documents(**where) if kind is Shown.documents else store.records(**where)
    if kind is Shown.silences:
        found = iter(_with_endings(store, found, desk))
    if form == "json":
        write_json(found)
    else:
        _rows(store, kind.value, tuple(found), as_csv=form == "csv")


def _rows(store: "Store", kind: str, records: tuple[AnyRecord, ...], *, as_csv: bool) -> None:
    from legation.view import present

    names = names_of(store, records)
    if as_csv:
        write_csv(present.columns(kind), (present.row(each, names) for each in records), sys.stdout)
        return
    from legation.view.tables import console, record_table

    rows = _table_rows(store, kind, records, names)
    if rows:
        screen = console()
        screen.print(record_table(kind, rows, width=screen.width))
    complain(f"{len(rows)} {kind}{'s' * (len(rows) != 1)}" if rows else f"no {kind} stored that fits")


def _table_rows(store: "Store", kind: str, records: tuple[AnyRecord, ...], names: "Names") -> "list[Row]":
    from legation.link.wanted import is_wanted
    from legation.records import Statement
    from legation.view import present

    if kind == "actor":
        return present.by_actor((*records, *store.records(kind="mention")))
    if kind == "silence":
        return present.of_silences(records, (*store.documents(), *store.records(kind="statement")), names)
    made = [each for each in records if not (isinstance(each, Statement) and is_wanted(each))]
    return present.joint(made, names) if kind == "statement" else [present.for_table(r, names) for r in records]


def _with_endings(store: "Store", silences: Iterable[AnyRecord], desk: Path) -> tuple[AnyRecord, ...]:
    """Fill in what ended the silences; that depends on all that is stored, so it is computed anew."""
    from dataclasses import replace

    from legation.link import endings
    from legation.records import Silence
    from legation.view.silence_ends import ended, ends

    known = (*store.documents(), *store.records(kind=("actor", "mention", "statement", "silence")))
    alone = endings(known)
    board = ends(store, known, desk if desk.exists() or desk != DEFAULT_DESK else None)
    told = ((s, alone.get(s.id)) for s in silences)
    return tuple(ended(replace(s, outcome=end), board) if isinstance(s, Silence) else s for s, end in told)


def _failures(store: "Store") -> None:
    failures = store.failures()
    sys.stdout.writelines(f"{plain(str(failure))}\n" for failure in failures)
    if not failures:
        complain("no failures in the last run")
