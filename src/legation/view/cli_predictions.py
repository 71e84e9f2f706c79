"""The commands that keep the ledger of predictions: `predictions list`, `resolve`, `candidates` and `scores`."""

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, Database, Since, actors, day, opened_store
from legation.view.output import complain, write_csv

if TYPE_CHECKING:
    from rich.console import RenderableType

    from legation.view.ledger import Sought
    from legation.view.present import Names

OUTCOMES = {"true": True, "false": False, "open": None}

AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Flat rows with a header.")]

predictions = typer.Typer(name="predictions", help="Keep the ledger of what others foretold, and score them.")


@predictions.command("list")
def list_(
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not decided yet.")] = False,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="D", help="Only what was to happen before this day.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Whole records as a JSON array.")] = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """List what is foretold: what is due first comes first, what has no date last."""
    from legation.view import answers, ledger, ledger_sources, present

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        found = tuple(
            ledger_sources.predictions(store, due_before=day(due_before), decided=False if only_open else None)
        )
        names = answers.names_of(store, found)
    ordered = ledger.by_due(found, names)
    if as_json:
        answers.write_json(ordered)
    elif as_csv:
        write_csv(present.columns("prediction"), (present.row(each, names) for each in ordered), sys.stdout)
    else:
        rows = ledger.ledger_rows(ordered, names, _today())
        _print(lambda width: ledger.ledger_view(rows, width))
        complain(ledger.counted(found))


@predictions.command()
def resolve(
    name: Annotated[str, typer.Argument(metavar="ID", help="The prediction's id, or the beginning of it.")],
    outcome: Annotated[str, typer.Option("--outcome", metavar="O", help="true, false, or open to take it back.")],
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="D", help="The stored article that shows it.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="D", help="The day it was decided; else the article's, else today.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark to keep with it.")] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Keep what came of a prediction; a second time replaces the first."""
    if outcome not in OUTCOMES:
        raise QueryError(f"'{outcome}' is no outcome; choose true, false or open")
    came_true = OUTCOMES[outcome]
    if came_true is None and (evidence, on, note) != (None, None, None):
        raise QueryError("what is open has no evidence, day or note: leave --evidence, --on and --note out")
    from legation.view import ledger_sources

    with opened_store(db) as store:
        prediction = ledger_sources.prediction(store, name)
        if came_true is None:
            was_kept = store.reopen(prediction.id)
            complain(f"{prediction.id} is open again" if was_kept else f"{prediction.id} was open already")
            return
        given = {"evidence": evidence, "on": day(on), "note": note}
        decision = ledger_sources.decision(store, prediction, **given, today=_today())
        store.decide(prediction.id, came_true=came_true, decision=decision)
    before = "" if prediction.outcome is None else f" (was: {str(prediction.outcome).lower()})"
    shown = f", shown by {decision.document}" if decision.document else ""
    complain(f"{prediction.id} is {outcome}, decided on {decision.on}{shown}{before}")


@predictions.command()
def candidates(
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One prediction, open or not; else all that are open.")
    ] = None,
    since: Since = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many for each prediction.")] = 5,
    as_json: AsJson = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Show what later articles tell that may decide predictions; nothing is decided by it."""
    from legation.view import ledger_sources

    with opened_store(db) as store:
        sought = ledger_sources.sought(store, name, day(since), limit)
        if as_json:
            _write_candidates(sought)
            return
        told, asked = _print_candidates(sought)
    if name is None:
        complain(f"{told} of {asked} open predictions may be decided by what later articles tell")
    elif not told:
        complain(f"nothing that later articles tell may decide {name}")


@predictions.command()
def scores(
    holder: Annotated[
        str | None, typer.Option("--holder", metavar="X", help="Only this actor's predictions: an id or a name.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Score those who foretold: hit rate, Brier score, log score, and how far their words can be relied on."""
    from legation.link import scores as maths
    from legation.view import ledger, ledger_sources

    _one_form(as_json, as_csv)
    with opened_store(db) as store:
        found = tuple(ledger_sources.predictions(store, actor=actors(store, holder), role="holder" if holder else ()))
        forecasts = maths.forecasts(found, ledger_sources.copies(store))
        names = ledger_sources.holders(store, found)
    rows = ledger.score_rows(maths.scores(forecasts), maths.score(forecasts), names)
    curve = maths.reliability(forecasts)
    if as_json:
        sys.stdout.write(ledger.scores_json(rows, curve) + "\n")
    elif as_csv:
        write_csv(ledger.SCORE_COLUMNS, rows, sys.stdout)
    else:
        if found:
            _print(lambda width: ledger.scores_view(rows, curve, width))
        complain(ledger.counted(found, repeated=len(found) - len(forecasts)))


def _one_form(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _print(view: "Callable[[int], RenderableType]") -> None:
    from legation.view.tables import console

    screen = console()
    screen.print(view(screen.width))


def _print_candidates(found: "Iterable[tuple[Sought, Names]]") -> tuple[int, int]:
    """Print each prediction that has candidates; count those, and all."""
    from legation.view.ledger import candidate_view

    told = asked = 0
    for sought, names in found:
        asked, told = asked + 1, told + bool(sought.found)
        if sought.found:
            _print(partial(candidate_view, sought, names))
    return told, asked


def _write_candidates(found: "Iterable[tuple[Sought, Names]]") -> None:
    """Write each prediction with its candidates, also where there are none."""
    from legation.view.ledger import candidates_json

    sys.stdout.write("[")
    for i, (sought, names) in enumerate(found):
        sys.stdout.write((",\n" if i else "\n") + candidates_json(sought, names))
    sys.stdout.write("\n]\n")
