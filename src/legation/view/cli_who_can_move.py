"""`who-can-move`: routes of influence on an actor found in the record, ranked, each step with its evidence."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, DEFAULT_DESK, Database, DeskFile, day, opened_store
from legation.view.output import complain, write_csv

if TYPE_CHECKING:
    from legation.store.store import Store
    from legation.view.influence import Found, Question
    from legation.view.influence_names import Parties

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
    from legation.view import influence
    from legation.view.influence_names import Parties

    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")
    with opened_store(db) as store:
        parties = Parties(store, levers.load())
        asked = _question(store, parties, target=target, by=by, as_of=day(as_of), steps=steps, limit=limit)
        asked = _with(asked, parties, _topic(to, desk), without or (), with_ or ())
        found = influence.answer(store, asked, parties, whole=as_json)
    form = "json" if as_json else "csv" if as_csv else "text"
    _print(found, form, explain=explain)
    _complain(found)


def _question(
    store: "Store",
    parties: "Parties",
    *,
    target: str,
    by: str | None,
    as_of: str | None,
    steps: int,
    limit: int,
) -> "Question":
    from legation.link.routes import bounds
    from legation.store import influence as stored
    from legation.view.influence import Question

    last = as_of or store.ask(stored.last_day())
    if last is None:
        raise QueryError("no stored article has a day: name one with --as-of 2024-10-25")
    whom, mover = parties.find(target), parties.find(by) if by else None
    if whom == mover:
        raise QueryError(f"--by '{by}' and '{target}' are one and the same party, {whom}")
    return Question(target=whom, by=mover, as_of=date.fromisoformat(last), limits=bounds(steps), limit=limit)


def _with(
    question: "Question", parties: "Parties", topic: str | None, without: Sequence[str], added: Sequence[str]
) -> "Question":
    from dataclasses import replace

    taken, put = tuple(map(parties.taken, without)), tuple(map(parties.added, added))
    for each in taken:
        if each.target is None and each.source in (question.target, question.by):
            raise QueryError(f"--without {each.source} takes out the one you ask about")
    return replace(question, topic=topic, without=taken, added=put)


def _topic(to: str | None, desk: Path) -> str | None:
    """The words of an issue of the desk, if there is one with this id; else the user's own."""
    from legation.store import query

    if to is None:
        return None
    words = to
    if desk.exists() or desk != DEFAULT_DESK:
        from legation import knowledge
        from legation.view import desk_sources

        issues = {issue.id: issue for issue in desk_sources.opened(desk, knowledge.load()).issues}
        words = " OR ".join(map(_quoted, issues[to].words)) if to in issues else to
    query.words(words)  # refuses what holds no word
    return words


def _quoted(word: str) -> str:
    return word if word.endswith("*") else f'"{word}"'


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
