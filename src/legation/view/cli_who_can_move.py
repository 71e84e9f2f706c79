"""`who-can-move`: routes of influence on an actor found in the record, ranked, each step with its evidence."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, DEFAULT_DESK, Database, DeskFile, day, opened_store
from legation.view.output import complain, write_csv

if TYPE_CHECKING:
    from legation.desk import Desk
    from legation.view.influence import Found

MOST_STEPS = 3


def who_can_move(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Whom to move: an id (PRK) or a name.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="W", help="On what: an issue of the desk, or words as in `search`.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="X", help="Only routes that begin with this actor.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="As told until this day; else until the last one read.")
    ] = None,
    steps: Annotated[int, typer.Option("--steps", min=1, max=MOST_STEPS, help="At most so many steps.")] = MOST_STEPS,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="SPEC", help="Suppose away: CHN, CHN-PRK, CHN-PRK:trade; may be repeated."),
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="SPEC", help="Suppose a lever: JPN-PRK:trade or …:0.4; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many movers, the strongest first.")] = 5,
    explain: Annotated[bool, typer.Option("--explain", help="Show the arithmetic of each route.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Flat rows with a header, one for each route.")] = False,
    desk: DeskFile = DEFAULT_DESK,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Find who can move an actor: routes of influence that the record shows, ranked, with the evidence of each step."""
    from legation.link import levers
    from legation.view import influence, influence_asked
    from legation.view.influence_names import Parties

    form = _form(as_json, as_csv)
    with opened_store(db) as store:
        parties = Parties(store, levers.load())
        told = influence_asked.question(
            store, parties, target=target, by=by, as_of=day(as_of), steps=steps, limit=limit
        )
        words = influence_asked.topic(to, _desk(desk, to))
        asked = influence_asked.narrowed(told, parties, words, without=without or (), added=with_ or ())
        found = influence.answer(store, asked, parties, whole=as_json)
    _tell(found, form, explain=explain)


def _form(as_json: bool, as_csv: bool) -> str:
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")
    return "json" if as_json else "csv" if as_csv else "text"


def _desk(path: Path, to: str | None) -> "Desk | None":
    """The desk that may name what is asked for; one that the user names is read, or refused, in any case."""
    if path == DEFAULT_DESK and (to is None or not path.exists()):
        return None
    from legation import knowledge
    from legation.view import desk_sources

    return desk_sources.opened(path, knowledge.load())


def _tell(found: "Found", form: str, *, explain: bool) -> None:
    _print(found, form, explain=explain)
    _complain(found)


def _print(found: "Found", form: str, *, explain: bool) -> None:
    from legation.view.influence_rows import COLUMNS, Rows

    if form == "json":
        sys.stdout.write(Rows(found).json())
    elif form == "csv":
        write_csv(COLUMNS, Rows(found).flat(), sys.stdout)
    else:
        from legation.view.influence_view import View
        from legation.view.tables import console

        screen = console()
        for part in View(found, explain=explain).lines():
            screen.print(part)


def _complain(found: "Found") -> None:
    question = found.question
    name = found.parties.get(question.target, question.target)
    if not found.movers:
        whose = f"of {found.parties.get(question.by, question.by)} " if question.by else ""
        complain(f"no lever {whose}on {name}, or on who has one, is told in {found.read} articles")
        return
    shown = len(found.entries)
    of = f"{found.movers} can move" if found.movers != 1 else "one can move"
    more = "" if shown == found.movers else f"; --limit {found.movers} shows all"
    nothing = "" if found.on_topic else f"; nothing of it is told in words that hold “{question.topic}”"
    complain(f"{of} {name}, {shown} shown{more}{nothing}")
