"""The commands that let a person judge records: `review` and what belongs to it."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, ActorName, Database, Since, Until, actors, day, opened_store
from legation.view.output import complain, opened, write_csv

if TYPE_CHECKING:
    from legation.record_parts import Verdict
    from legation.store.query import Where
    from legation.store.store import Store
    from legation.view.review_sources import Task

SEED = 1

review = typer.Typer(
    name="review",
    help="Judge records: accept, reject or correct them, and see how often they are right.",
    invoke_without_command=True,
)

Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="K", help="Only this kind of record, as event or mention; may be repeated."),
]
Article = Annotated[
    str | None, typer.Option("--document", metavar="D", help="An article's id, its beginning, or your own id.")
]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", envvar="LEGATION_REVIEWER", help="Who judges; kept with it.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A remark to keep with it.")]
RecordId = Annotated[str, typer.Argument(metavar="ID", help="The record's id, or the beginning of it.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Flat rows with a header.")]


@review.callback()
def start(
    context: typer.Context,
    kind: Kinds = None,
    actor: ActorName = None,
    since: Since = None,
    until: Until = None,
    document: Article = None,
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, metavar="N", help="So many of each kind, drawn by chance.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="S", help="Another draw than that of the seed 1.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Also what is judged already.")] = False,
    by: By = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Show records one after another, the newest articles first, and keep each verdict at once."""
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return
    from legation.view import review as sitting
    from legation.view.tables import console

    if seed is not None and sample is None:
        raise QueryError("--seed goes with --sample")
    with opened_store(db) as store:
        asked = {"actor": actor, "since": since, "until": until, "document": document}
        found = _tasks(store, kind or (), asked, sample=sample, seed=SEED if seed is None else seed, again=again)
        session = sitting.Session(store=store, tasks=found, reader=sitting.reader(), screen=console(), by=by)
        session.run()
    complain(session.summary() if found else "nothing is left to judge here; --again shows what was judged")


@review.command()
def accept(
    name: RecordId, document: Article = None, note: Note = None, by: By = None, db: Database = DEFAULT_DATABASE
) -> None:
    """Say that a record is right in all its fields."""
    _judge(db, name, "accept", document=document, note=note, by=by)


@review.command()
def reject(
    name: RecordId, document: Article = None, note: Note = None, by: By = None, db: Database = DEFAULT_DATABASE
) -> None:
    """Say that a record is wrong; no answer has it any more."""
    _judge(db, name, "reject", document=document, note=note, by=by)


@review.command()
def correct(
    name: RecordId,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What is right; may be repeated.")
    ] = None,
    document: Article = None,
    note: Note = None,
    by: By = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Say that a record is right but for some fields, and what is right in them."""
    if not settings:
        raise QueryError("say what is right: --set field=value, as --set type=AID")
    _judge(db, name, "correct", document=document, note=note, by=by, settings=settings)


@review.command()
def undo(
    name: Annotated[str, typer.Argument(metavar="ID", help="Of the record, or of the correction.")],
    document: Article = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Take the last verdict on a record back; the one before it holds again, or the record as it was read."""
    from legation import corrections
    from legation.store import corrections as stored
    from legation.store import review as verdicts
    from legation.view import review_sources

    with opened_store(db) as store:
        made = store.tell(verdicts.undo(name))
        if made is None:
            made = store.tell(verdicts.undo(name, review_sources.key(store, name, document)))
        again = None if made is None else store.ask(partial(stored.verdict, key=stored.Key.of(made)))
    complain(f"taken back: {corrections.verdict(made)}" if made else f"{name} was not judged")
    if again is not None:
        complain(f"an earlier verdict holds again: {corrections.verdict(again)}; undo once more to take that back, too")


@review.command("list")
def list_(
    kind: Kinds = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", metavar="V", help="Only these: accept, reject or correct.")
    ] = None,
    unmatched: Annotated[bool, typer.Option("--unmatched", help="Only those that hold for no stored record.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Whole records as a JSON array.")] = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """List what was judged, and where it holds."""
    from typing import get_args

    from legation.record_parts import Verdict
    from legation.store import corrections
    from legation.view import answers, review_sources, review_tables

    _one_form(as_json, as_csv)
    if verdict is not None and verdict not in get_args(Verdict):
        raise QueryError(f"'{verdict}' is no verdict; choose accept, reject or correct")
    kinds = review_sources.kinds(kind) if kind else ()
    with opened_store(db) as store:
        found = [
            each
            for each in store.ask(corrections.standing)
            if verdict in (None, each.correction.verdict)
            and (not kinds or each.correction.of in kinds)
            and not (unmatched and each.record)
        ]
        rows = [] if as_json else review_tables.rows(store, found)
    if as_json:
        answers.write_json(each.correction for each in found)
    elif as_csv:
        write_csv(review_tables.COLUMNS, ({n: row[n] for n in review_tables.COLUMNS} for row in rows), sys.stdout)
    else:
        _print(lambda width: review_tables.list_view(rows, width))
        held = sum(each.record is not None for each in found)
        complain(f"{_counted(len(found))}, {held} in force" if found else "nothing was judged")


@review.command()
def scores(
    kind: Kinds = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Say how often records of each kind are right, by what was judged of them."""
    from legation.link.precision import precision
    from legation.store import corrections
    from legation.view import review_sources, review_tables

    _one_form(as_json, as_csv)
    kinds = review_sources.kinds(kind) if kind else ()
    with opened_store(db) as store:
        standing = store.ask(corrections.standing)
    standing = tuple(each for each in standing if not kinds or each.correction.of in kinds)
    found = precision(review_sources.judged(standing))
    left_out = sum(each.record is None for each in standing)
    if as_json:
        sys.stdout.write(review_tables.scores_json(found, left_out) + "\n")
    elif as_csv:
        write_csv(review_tables.SCORE_COLUMNS, review_tables.score_rows(found), sys.stdout)
    else:
        if found:
            _print(lambda width: review_tables.score_view(found, width))
        complain(review_tables.note(found, left_out))


@review.command("export")
def export_(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The file to write, else the screen.")] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write all corrections, one a line, to take them to another store."""
    from legation.store import corrections
    from legation.store.codec import to_json

    with opened_store(db) as store:
        found = store.ask(corrections.history)
    with opened(file) as out:
        out.writelines(f"{to_json(each)}\n" for each in found)
    complain(f"{_counted(len(found))} written")


@review.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `review export` wrote; - for standard input.")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Take in corrections that were made elsewhere; a second time changes nothing."""
    from legation.store import review as verdicts
    from legation.view import review_files

    given = review_files.read(file)
    with opened_store(db, create=True) as store:
        taken = store.tell(verdicts.take(given))
    if not taken.new:
        complain(f"nothing new: {_counted(taken.known)} known already")
        return
    known = f", {taken.known} known already" if taken.known else ""
    later = taken.new - taken.hold
    rest = f"; {later} not: `legation review list --unmatched` says why" if later else ""
    complain(f"{_counted(taken.new)} taken in{known}; {taken.hold} in force{rest}")


def _tasks(
    store: "Store", kinds: "tuple[str, ...] | list[str]", asked: dict[str, str | None], **how: Any
) -> "list[Task]":
    """Find what is to be judged; the words of the options say how a sample was narrowed."""
    from legation.view import review_sources

    where: Where = {"kind": review_sources.kinds(kinds), "since": day(asked["since"]), "until": day(asked["until"])}
    where |= {"actor": actors(store, asked["actor"]), "newest": True}
    where["document"] = review_sources.articles(store, asked["document"])
    if how["sample"] is None:
        return review_sources.tasks(store, where, again=how["again"])
    narrowed = asked | {"since": where["since"], "until": where["until"]}
    scope = "; ".join(f"{name} {value}" for name, value in narrowed.items() if value)
    return review_sources.sample(store, where, size=how["sample"], seed=how["seed"], scope=scope)


def _judge(
    db: Path,
    name: str,
    verdict: "Verdict",
    *,
    document: str | None,
    note: str | None,
    by: str | None,
    settings: list[str] | None = None,
) -> None:
    from legation import corrections
    from legation.store import review as verdicts
    from legation.view import review as sitting
    from legation.view import review_sources

    with opened_store(db) as store:
        key = review_sources.key(store, name, document)
        values = sitting.values(store, review_sources.case(store, key), settings) if settings else {}
        judgement = verdicts.Judgement(key=key, verdict=verdict, on=sitting.now(), values=values, by=by, note=note)
        made = store.tell(verdicts.judge(judgement))
    complain(f"{key.kind} {key.id} is {corrections.verdict(made)}")


def _refuse_options(context: typer.Context) -> None:
    """Options of the sitting that stand before another command would be lost without a word."""
    given = [name for name in context.params if context.get_parameter_source(name).name == "COMMANDLINE"]  # type: ignore[union-attr]
    if given:
        raise QueryError(f"--{given[0]} goes behind '{context.invoked_subcommand}'")


def _counted(number: int) -> str:
    return f"{number} correction{'s' * (number != 1)}"


def _one_form(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise QueryError("choose --json or --csv, not both")


def _print(view: Any) -> None:
    from legation.view.tables import console

    screen = console()
    screen.print(view(screen.width))
