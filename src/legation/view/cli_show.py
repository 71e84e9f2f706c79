"""The commands that ask the store: `show`, `search`, `brief`, `export`."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.records import AnyRecord
from legation.view import cli_absences
from legation.view.answers import names_of, write_json
from legation.view.cli_options import (
    DEFAULT_DATABASE,
    ActorName,
    Database,
    Expect,
    Output,
    Since,
    Topic,
    Until,
    actors,
    day,
    opened_store,
)
from legation.view.output import complain, opened, plain, write_csv

if TYPE_CHECKING:
    from legation.store.query import Where
    from legation.store.store import Store
    from legation.view.present import Names, Row


class Shown(StrEnum):
    """What `show` lists."""

    events = "event"
    statements = "statement"
    silences = "silence"
    pressure = "pressure"
    ties = "tie"
    predictions = "prediction"
    actors = "actor"
    mentions = "mention"
    documents = "document"
    developments = "development"
    reports = "report"
    absences = "absence"
    failures = "failure"


class BriefFormat(StrEnum):
    """How `brief` writes."""

    md = "md"
    html = "html"
    text = "text"


class ExportFormat(StrEnum):
    """What `export` writes."""

    jsonl = "jsonl"


_EXPORTS = ", ".join(ExportFormat.__members__)


def show(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of {', '.join(Shown.__members__)}.")],
    actor: ActorName = None,
    type: Annotated[
        str | None, typer.Option("--type", metavar="T", help="Type of event, act of statement, kind of tie …")
    ] = None,
    since: Since = None,
    until: Until = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="D", help="An article's id, its beginning, or your own id.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many, newest first.")] = None,
    expect: Expect = None,
    about: Topic = None,
    as_json: Annotated[bool, typer.Option("--json", help="Whole records as a JSON array.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Flat rows with a header.")] = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """List what is stored, newest first; or who was expected to speak and did not."""
    kind = _kind(what, as_json=as_json, as_csv=as_csv)
    if kind is Shown.absences:
        others = {"--actor": actor, "--type": type, "--document": document, "--limit": limit}
        form = "json" if as_json else "csv" if as_csv else "table"
        cli_absences.absences(db, expect, about, since, until, form, others)
        return
    cli_absences.refuse_others(expect, about)
    with opened_store(db) as store:
        if kind is Shown.failures:
            _failures(store)
            return
        where: Where = {"kind": kind.value, "since": day(since), "until": day(until), "newest": True}
        where |= {"type": type or (), "limit": limit, "actor": actors(store, actor)}
        where["document"] = _documents(store, document)
        _list(store, kind, where, as_json=as_json, as_csv=as_csv)


def search(
    query: Annotated[str, typer.Argument(help='Words; "a phrase", word*, -word and OR work as in web searches.')],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many articles, best first.")] = 20,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Find articles by their words, with who said them."""
    from legation.view.tables import console, hit_view

    with opened_store(db) as store:
        hits = store.search(query, limit)
        names = names_of(store, tuple(hit.document for hit in hits))
    screen = console()
    for hit in hits:
        screen.print(hit_view(hit, names))
    if not hits:
        complain(f"nothing stored holds: {query}")


def brief(
    about: Annotated[str | None, typer.Option("--about", metavar="A", help="Only what concerns this actor.")] = None,
    since: Since = None,
    format: Annotated[BriefFormat, typer.Option("--format", "-f", help="How to write it.")] = BriefFormat.text,
    output: Output = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write the cited brief on what is stored."""
    from legation.view.brief import brief as written
    from legation.view.brief import render

    with opened_store(db) as store:
        records = (*store.documents(), *store.records())
    words = render(written(records, about=about, since=day(since)), format.value)
    with opened(output) as file:
        file.write(words if words.endswith("\n") else f"{words}\n")


def export(
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=f"The format: {_EXPORTS}.")] = "jsonl",
    output: Output = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write all documents and records, always in the same order: the same articles give the same bytes."""
    if form not in ExportFormat.__members__:
        raise QueryError(f"'{form}' can't be exported; choose {_EXPORTS}. For CSV: legation show events --csv")
    with opened_store(db) as store, opened(output) as file:
        file.writelines(f"{line}\n" for line in store.lines())


def _kind(what: str, *, as_json: bool, as_csv: bool) -> Shown:
    if what not in Shown.__members__:
        raise QueryError(f"'{what}' can't be shown; choose one of {', '.join(Shown.__members__)}")
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")
    return Shown[what]


def _list(store: "Store", kind: Shown, where: "Where", *, as_json: bool, as_csv: bool) -> None:
    found = store.documents(**where) if kind is Shown.documents else store.records(**where)
    if kind is Shown.silences:
        found = iter(_with_endings(store, found))
    if as_json:
        write_json(found)
    else:
        _rows(store, kind.value, tuple(found), as_csv=as_csv)


def _documents(store: "Store", name: str | None) -> tuple[str, ...]:
    if name is None:
        return ()
    found = store.documents_named(name)
    if not found:
        raise QueryError(f"no stored article has the id '{name}'; `legation show documents` lists them")
    return found


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
    from legation.view import present

    if kind == "actor":
        return present.by_actor((*records, *store.records(kind="mention")))
    if kind == "silence":
        return present.of_silences(records, (*store.documents(), *store.records(kind="statement")), names)
    return present.joint(records, names) if kind == "statement" else [present.for_table(r, names) for r in records]


def _with_endings(store: "Store", silences: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Fill in what ended the silences; that depends on all that is stored, so it is computed anew."""
    from dataclasses import replace

    from legation.link import endings
    from legation.records import Silence

    ends = endings((*store.documents(), *store.records(kind=("actor", "mention", "statement", "silence"))))
    return tuple(replace(s, outcome=ends.get(s.id)) if isinstance(s, Silence) else s for s in silences)


def _failures(store: "Store") -> None:
    failures = store.failures()
    sys.stdout.writelines(f"{plain(str(failure))}\n" for failure in failures)
    if not failures:
        complain("no failures in the last run")
