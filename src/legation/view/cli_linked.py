"""`show developments`, `show contradictions` and `show reports`: what articles tell together."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from legation.errors import QueryError
from legation.record_parts import Standing
from legation.view.answers import write_json
from legation.view.cli_options import actors, documents, opened_store
from legation.view.output import complain, write_csv

if TYPE_CHECKING:
    from legation.records import AnyRecord, Contradiction, Development, Report
    from legation.store.linked import Kind, Wanted
    from legation.store.store import Store
    from legation.view.linked_sources import Sources


def show(
    kind: str, db: Path, wanted: "Wanted", *, actor: str | None, document: str | None, beginning: str | None, form: str
) -> None:
    """Show what is wanted as a table, JSON or CSV; a development that `beginning` names in full."""
    from legation.link.contradictions import distinct
    from legation.store.linked import linked

    wanted = {**wanted, "standing": _standing(wanted.get("standing"))}
    with opened_store(db) as store:
        if beginning:
            _whole(store, _named(store, beginning), form)
            return
        wanted |= {"actor": actors(store, actor), "document": documents(store, document)}
        found = store.ask(linked(cast("Kind", kind), wanted))
        if kind == "contradiction":  # in every form as many
            found = distinct(cast("Sequence[Contradiction]", found))
        _print(store, kind, found, form)


def _print(store: "Store", kind: str, found: "Sequence[AnyRecord]", form: str) -> None:
    if form == "json":
        write_json(found)
        return
    from legation.view.linked_sources import Sources

    sources = Sources(store, found)
    if form == "csv":
        _csv(kind, found, sources)
        return
    _table(kind, found, sources)
    plural = f"{len(found)} {kind}{'s' * (len(found) != 1)}"
    complain(plural if found else f"no {kind} stored that fits")


def _csv(kind: str, found: "Sequence[AnyRecord]", sources: "Sources") -> None:
    from legation.view import linked_rows

    write_csv(linked_rows.columns(kind), linked_rows.rows(found, sources), sys.stdout)


def _table(kind: str, found: "Sequence[AnyRecord]", sources: "Sources") -> None:
    from legation.view import linked_tables
    from legation.view.tables import console

    screen = console()
    if not found:
        return
    if kind == "development":
        screen.print(linked_tables.developments(cast("Sequence[Development]", found), sources, screen.width))
    elif kind == "contradiction":
        screen.print(linked_tables.contradictions(cast("Sequence[Contradiction]", found), sources, screen.width))
    else:
        screen.print(linked_tables.reports(cast("Sequence[Report]", found), sources, screen.width))


def _whole(store: "Store", found: "Development", form: str) -> None:
    from legation.store.linked import about
    from legation.view import linked_sources, linked_tables
    from legation.view.tables import console

    against = store.ask(about([found.id]))
    sources = linked_sources.Sources(store, (found, *against), whole=True)
    if form == "json":
        write_json((found, *sources.tellings(found), *against))
    elif form == "csv":
        _csv("development", [found], sources)
    else:
        screen = console()
        screen.print(linked_tables.whole(found, against, sources, screen.width))


def _named(store: "Store", beginning: str) -> "Development":
    from legation.store.linked import linked

    found = cast("Sequence[Development]", store.ask(linked("development", {"beginning": beginning})))
    if not found:
        raise QueryError(f"no development has the id '{beginning}'; `legation show developments` lists them")
    if len(found) > 1:
        ids = ", ".join(each.id for each in found[:5]) + (" …" if len(found) > 5 else "")
        raise QueryError(f"'{beginning}' begins the ids of {len(found)} developments: {ids}; write more of it")
    return found[0]


def _standing(named: str | None) -> str | None:
    if named is None:
        return None
    from legation.toml_tables import meant

    allowed = get_args(Standing)
    asked = " ".join(named.replace("-", " ").casefold().split())
    if asked not in allowed:
        known = ", ".join(f"'{each}'" for each in allowed)
        raise QueryError(f"'{named}' is no standing; choose one of {known}{meant(asked, allowed)}")
    return asked
