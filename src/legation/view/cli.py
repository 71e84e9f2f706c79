"""The command line. A command parses, calls, presents; every error becomes one line and an exit code here.

0 all went well, 1 some sources failed, 2 usage or nothing could be read, 3 the database or a file can't be written,
70 a fault in Legation itself, 130 stopped by the user.
"""

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer
import typer.main

from legation import __version__
from legation.errors import DeskError, LegationError, StoreError
from legation.view.cli_alerts import alerts, digest
from legation.view.cli_brief import brief
from legation.view.cli_code import code
from legation.view.cli_desk import desk
from legation.view.cli_dyads import tension, ties
from legation.view.cli_knowledge import knowledge
from legation.view.cli_options import DEFAULT_DATABASE, Database, Model, Output, parts
from legation.view.cli_outside import outside
from legation.view.cli_predictions import predictions
from legation.view.cli_read import add, demo, read
from legation.view.cli_resolve import resolve
from legation.view.cli_review import review
from legation.view.cli_serve import serve
from legation.view.cli_show import export, search, show
from legation.view.cli_token import token
from legation.view.cli_watch import watch
from legation.view.cli_who_can_move import who_can_move
from legation.view.output import OutputError, complain, opened, plain, use_utf8
from legation.view.wiring import Parts

FAULT = 70
STOPPED = 130
# So many new objects before Python looks for cyclic rubbish: a short command makes little of it, and to look for it
# each 700 took a tenth of its time.
UNTIDIED = 50_000

app = typer.Typer(name="legation", add_completion=False, pretty_exceptions_enable=False)
for _command in (read, add, show, search, brief, digest, export, resolve, code, ties, tension, who_can_move, serve):
    app.command()(_command)
app.add_typer(knowledge)
app.add_typer(outside)
app.add_typer(predictions)
app.add_typer(desk)
app.add_typer(alerts)
app.add_typer(review)
app.add_typer(token)


@app.callback(invoke_without_command=True)
def legation(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program a fault lies.")] = False,
) -> None:
    """Read the news and keep a source-linked record of international politics."""
    if version:
        sys.stdout.write(f"legation {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")
        raise typer.Exit


@app.command()
def schema(output: Output = None) -> None:
    """Print the JSON Schema of the records."""
    import json

    from legation.view.schema import schema as made

    with opened(output) as file:
        file.write(json.dumps(made(), indent=2, ensure_ascii=False) + "\n")


@app.command()
def doctor(context: typer.Context, db: Database = DEFAULT_DATABASE, model: Model = None) -> None:
    """Say what is installed and whether it works."""
    from legation.view.doctor import checks

    works = True
    for check in checks(parts(context), db, model):
        first, *rest = check.found.splitlines() or [""]
        lines = [f"{'✓' if check.works else '✗'} {check.name:<10} {first}", *(f"{'':<13}{line}" for line in rest)]
        sys.stdout.writelines(f"{plain(line)}\n" for line in lines)
        sys.stdout.flush()
        works = works and check.works
    if not works:
        raise typer.Exit(1)


app.command()(watch)
app.command()(demo)


def main() -> None:
    """Run the command that the user typed, and leave with its exit code."""
    use_utf8()
    # Before numpy is there: with more threads than one the parser would wait for them longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(UNTIDIED)
    code = run(sys.argv[1:])
    if code == STOPPED:
        os._exit(code)  # threads of libraries must not hold up someone who wants to leave
    sys.exit(code)


def run(arguments: Sequence[str], made: Parts | None = None) -> int:
    """Run one command line and return its exit code; whatever goes wrong is said in one line."""
    debug = "--debug" in arguments
    words = [word for word in arguments if word != "--debug"]
    # Not app(): that would answer a closed pipe itself, with another exit code.
    command = typer.main.get_command(app)
    try:
        with command.make_context("legation", words, obj=made or Parts()) as context:
            command.invoke(context)
        sys.stdout.flush()
    except typer.Exit as leaving:
        return leaving.exit_code
    except BrokenPipeError:
        _drop_output()  # whoever reads the output has seen enough
        return 0
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:  # noqa: BLE001 (the last door: no user ever sees a traceback unasked)
        if debug:
            traceback.print_exc()
        return _explain(error)
    return 0


def _explain(error: Exception) -> int:
    """Say in one line what went wrong, and return the exit code for it."""
    match error:
        case StoreError() | OutputError():
            complain(str(error))
            return 3
        case DeskError():
            for complaint in error.complaints:
                complain(complaint)
            return 2
        case LegationError():
            complain(str(error))
            return 2
        case typer.TyperException():
            context = getattr(error, "ctx", None)
            path = context.command_path if context is not None else "legation"
            complain(f"{error.format_message().replace('Value error, ', '')} See `{path} --help`.")
            return error.exit_code
        case OSError():
            _drop_output()
            complain(f"{error.filename or 'output'}: {error.strerror or error}")
            return 3
        case _:
            name = type(error).__name__
            complain(f"a fault in Legation ({name}: {error}). Run it with --debug to see where, and report it.")
            return FAULT


def _drop_output() -> None:
    # Python flushes standard output once more when it ends; that must not fail a second time.
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
