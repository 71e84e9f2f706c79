"""The commands about alerts: `alerts list`, `show`, `check`, `test`, `mute`, `mutes` and `unmute`, and `digest`."""

import json
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import (
    DEFAULT_DATABASE,
    DEFAULT_DESK,
    Database,
    DeskFile,
    FlatRows,
    Output,
    Since,
    WholeRecords,
    day,
    opened_store,
)
from legation.view.output import complain, opened, plain, write_csv

if TYPE_CHECKING:
    from legation.desk import Desk
    from legation.store.alerts import Asked

alerts = typer.Typer(name="alerts", help="See what the rules of the desk told, mute it, and test the channels.")

What = Annotated[
    str, typer.Argument(metavar="WHAT", help="A rule, a kind of alert, an actor, an issue of the desk, or an alert.")
]
Named = Annotated[str, typer.Argument(metavar="ID", help="The alert, as `legation alerts list` shows it.")]


class AlertState(StrEnum):
    """How an alert stands."""

    new = "new"
    sent = "sent"
    unsure = "unsure"
    failed = "failed"
    held = "held"
    muted = "muted"
    old = "old"


class DigestFormat(StrEnum):
    """How `digest` prints."""

    text = "text"
    html = "html"


@alerts.command("list")
def list_(
    since: Since = None,
    state: Annotated[list[AlertState] | None, typer.Option("--state", help="Only these; may be repeated.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many, newest first.")] = 100,
    as_json: WholeRecords = False,
    as_csv: FlatRows = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """List what the rules found, the last first, and whether it was sent."""
    from legation.store import alerts as stored
    from legation.view.alerting import listing

    if as_json and as_csv:
        raise QueryError("--json and --csv are two forms of the same; choose one")
    asked = stored.Asked(states=tuple(each.value for each in state or ()), since=day(since))
    with opened_store(db) as store:
        found = store.ask(stored.listed(asked, limit))
        total = store.ask(stored.count(asked))
        whole = listing.wholes(store, found) if as_json else ()
    if as_json:
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    elif as_csv:
        rows = ({name: listing.row(each)[name] for name in listing.FIELDS} for each in found)
        write_csv(listing.FIELDS, rows, sys.stdout)
    elif found:
        from legation.view.tables import console, row_table

        screen = console()
        least = ("why", "kind", "found")
        screen.print(row_table(listing.COLUMNS, [listing.row(each) for each in found], width=screen.width, least=least))
    complain(_counted(len(found), total, asked))


@alerts.command()
def show(
    name: Named,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Show one alert in full: why it was raised, the words that prove it, and what each channel did with it."""
    from legation.view.alerting import listing

    with opened_store(db) as store:
        kept = listing.named(store, name)
        whole = listing.wholes(store, [kept])[0] if as_json else None
        text = listing.in_full(store, kept)
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n" if whole else plain(text))


@alerts.command()
def check(desk: DeskFile = DEFAULT_DESK, db: Database = DEFAULT_DATABASE) -> None:
    """Ask the rules what they find now, without keeping or sending anything."""
    from legation import knowledge
    from legation.view import desk_sources
    from legation.view.alerting import checking
    from legation.view.tables import console, row_table

    tables = knowledge.load()
    watched = desk_sources.opened(desk, tables)
    with opened_store(db) as store:
        rows = checking.rows(store, watched, tables, datetime.now(UTC))
    if rows:
        screen = console()
        screen.print(row_table(checking.COLUMNS, rows, width=screen.width, least=("kind",)))
    if not watched.alerting.rules:
        complain(f'the desk {watched.file} has no rule: add [[alerts]] with on, as on = "silence-ended"')
    else:
        many = f"{len(watched.alerting.rules)} rule{'s' * (len(watched.alerting.rules) != 1)}"
        complain(f"{len(rows)} found by {many}; nothing is kept or sent")


@alerts.command("test")
def try_out(
    channel: Annotated[str | None, typer.Option("--channel", metavar="ID", help="Only this one.")] = None,
    desk: DeskFile = DEFAULT_DESK,
) -> None:
    """Send a message that says it is a test through each channel of the desk."""
    from legation.view.alerting import trial

    works = True
    for name, place, came in trial.tried(_desk(desk), channel, datetime.now(UTC)):
        works = works and came.state == "sent"
        said = {"sent": "sent", "failed": "failed", "unsure": "perhaps sent"}[came.state]
        where = f" {place}" if place else ""
        reason = f": {came.reason}" if came.reason else ""
        sys.stdout.write(plain(f"{'✓' if came.state == 'sent' else '✗'} {name}{where}: {said}{reason}") + "\n")
        sys.stdout.flush()
    if not works:
        raise typer.Exit(1)


@alerts.command()
def mute(
    what: What,
    until: Annotated[
        str | None, typer.Option("--until", metavar="D", help="Up to and on this day, as 2025-05-31; else for good.")
    ] = None,
    desk: DeskFile = DEFAULT_DESK,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Send no alerts of a rule, a kind, an actor or an issue any more; they are found and kept all the same."""
    from legation import knowledge
    from legation.store import alerts as stored
    from legation.view import desk_sources
    from legation.view.alerting import muting
    from legation.view.alerting.deciding import moment

    last = day(until)
    tables = knowledge.load()
    with opened_store(db) as store:
        name = muting.named(store, desk_sources.opened(desk, tables), tables, what)
        store.tell(stored.muted(name, last, moment(datetime.now(UTC))))
    complain(f"{name} is muted{f' until {last}' if last else ''}; `legation alerts unmute {what}` ends it")


@alerts.command()
def unmute(what: What, desk: DeskFile = DEFAULT_DESK, db: Database = DEFAULT_DATABASE) -> None:
    """Send alerts again that `alerts mute` muted; what was found meanwhile stays unsent."""
    from legation import knowledge
    from legation.store import alerts as stored
    from legation.view import desk_sources
    from legation.view.alerting import muting

    with opened_store(db) as store:
        if not store.tell(stored.unmuted(what)):
            tables = knowledge.load()
            name = muting.named(store, desk_sources.opened(desk, tables), tables, what)
            if not store.tell(stored.unmuted(name)):
                raise QueryError(f"{what} is not muted; `legation alerts mutes` shows what is")
    complain(f"{what} is no longer muted")


@alerts.command()
def mutes(db: Database = DEFAULT_DATABASE) -> None:
    """List what `alerts mute` muted."""
    from legation.view.alerting import listing
    from legation.view.tables import console, row_table

    with opened_store(db) as store:
        rows = list(listing.mutes(store))
    if rows:
        screen = console()
        columns = (("muted", "what"), ("until", "until"), ("since", "since"))
        screen.print(row_table(columns, rows, width=screen.width))
    complain(f"{len(rows)} muted" if rows else "nothing is muted")


def digest(
    send: Annotated[bool, typer.Option("--send", help="Send it now, whatever the hour; else it is printed.")] = False,
    format: Annotated[DigestFormat, typer.Option("--format", "-f", help="How to print it.")] = DigestFormat.text,
    output: Output = None,
    desk: DeskFile = DEFAULT_DESK,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Print the digest: alerts since the one before, what changed, which feeds fail, how much was read."""
    from legation.view.alerting.morning import preview

    watched, now = _desk(desk), datetime.now(UTC)
    if send:
        _send(watched, db, now)
        return
    with opened_store(db) as store:
        letter = preview(store, watched, now)
    with opened(output) as file:
        file.write(letter.html if format is DigestFormat.html else plain(letter.text))


def _send(desk: "Desk", db: Path, now: datetime) -> None:
    from legation.view.alerting.sending import Alerter

    if not desk.alerting.channels:
        raise QueryError(f"the desk {desk.file} names no channel: add [[channels]] with id and url")
    with opened_store(db) as store:
        told = Alerter(store, desk, lambda _: ()).digest(now, is_asked=True)
    for complaint in told.complaints:
        complain(complaint)
    if told.messages:
        complain(f"the digest was sent by {told.messages} channel{'s' * (told.messages != 1)}")
    elif not told.complaints:
        complain("the digest of today was sent before, or waits to be tried again; it goes out once a day")
    if told.complaints:
        raise typer.Exit(1)


def _desk(path: Path) -> "Desk":
    from legation import knowledge
    from legation.view import desk_sources

    return desk_sources.opened(path, knowledge.load())


def _counted(shown: int, total: int, asked: "Asked") -> str:
    if not total:
        narrowed = asked.states or asked.since
        return (
            "no alert" if narrowed else "no alert yet; `legation watch` raises them, `legation alerts check` looks now"
        )
    many = f"{total} alert{'s' * (total != 1)}"
    return many if shown == total else f"{shown} of {many}; --limit shows more"
