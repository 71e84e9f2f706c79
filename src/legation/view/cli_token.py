"""The commands that say who may use the server from elsewhere: `token new`, `list` and `revoke`."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from legation.errors import QueryError
from legation.view.cli_options import DEFAULT_DATABASE, Database, opened_store
from legation.view.output import complain, plain

if TYPE_CHECKING:
    from legation.view.present import Row

token = typer.Typer(name="token", help="Let programs and people use `legation serve` from elsewhere.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose it is: a person or a program.")]


@token.command()
def new(
    name: Name,
    read_only: Annotated[bool, typer.Option("--read-only", help="It may look at all and change nothing.")] = False,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Make a token and show it once; what is stored is only its hash."""
    from legation.store import tokens as stored
    from legation.view import tokens

    secret, made = tokens.new(name, "read" if read_only else "write", datetime.now(UTC).date())
    with opened_store(db, create=True) as store:
        store.tell(stored.keep(made))
    sys.stdout.write(f"{secret}\n")
    complain(f"the token of {name}, which may {_may(made.scope)}; it is shown this once, so keep it somewhere safe")


@token.command("list")
def list_(db: Database = DEFAULT_DATABASE) -> None:
    """List the tokens: whose they are, what they may do, since when, and when they were used last."""
    from legation.store import tokens as stored
    from legation.view.tables import console, row_table

    with opened_store(db) as store:
        found = store.ask(stored.every)
    columns = (("name", "name"), ("may", "may"), ("made", "created"), ("last used", "last_used"))
    rows: list[Row] = [
        {
            "name": plain(each.name),
            "may": _may(each.scope),
            "created": each.created,
            "last_used": each.last_used or "never",
        }
        for each in found
    ]
    if rows:
        screen = console()
        screen.print(row_table(columns, rows, width=screen.width))
    complain(f"{len(rows)} token{'s' * (len(rows) != 1)}" if rows else "no token; `legation token new NAME` makes one")


@token.command()
def revoke(name: Name, db: Database = DEFAULT_DATABASE) -> None:
    """Take a token back: it lets nobody in any more, at once."""
    from legation.store import tokens as stored

    with opened_store(db) as store:
        if not store.tell(stored.revoke(name)):
            raise QueryError(f"no token is called '{name}'; `legation token list` shows them")
    complain(f"the token of {name} is revoked")


def _may(scope: str) -> str:
    return "read" if scope == "read" else "read and change"
