"""Tokens that let programs and people in: their names and what they may do; of the secret itself only the hash."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Literal

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from legation.errors import QueryError
from legation.store.schema import token

Scope = Literal["read", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as it is stored: `hash` is the SHA-256 of its secret in hex; `created` and `last_used` are days."""

    name: str
    hash: str
    scope: Scope
    created: str
    last_used: str | None = None


_COLUMNS = tuple(token.c[each.name] for each in fields(Token))


def every(connection: Connection) -> tuple[Token, ...]:
    """Return all tokens, by name."""
    rows = connection.execute(select(*_COLUMNS).order_by(token.c.name))
    return tuple(Token(**row._asdict()) for row in rows)


def keep(made: Token) -> Callable[[Connection], None]:
    """Keep a new token. Raises QueryError where one has its name."""

    def change(connection: Connection) -> None:
        values = {each.name: getattr(made, each.name) for each in fields(Token)}
        new = insert(token).values(**values).on_conflict_do_nothing(index_elements=["name"]).returning(token.c.name)
        if connection.execute(new).scalar() is None:
            raise QueryError(f"a token is called '{made.name}' already; revoke it first, or choose another name")

    return change


def revoke(name: str) -> Callable[[Connection], bool]:
    """Forget a token; False where none has this name."""
    gone = delete(token).where(token.c.name == name)
    return lambda connection: connection.execute(gone).rowcount > 0


def used(name: str, day: str) -> Callable[[Connection], None]:
    """Note the day on which a token was used last."""
    noted = update(token).where(token.c.name == name).values(last_used=day)

    def change(connection: Connection) -> None:
        connection.execute(noted)

    return change
