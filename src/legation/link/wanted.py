"""Wanted: statements of which an article tells only that somebody wants or expects them: nobody has made them."""

from functools import cache

from legation.records import Statement
from legation.tables import yaml_table

FILE = "coding/acts.yaml"


@cache
def _reason() -> str:
    """The reason that such a statement is recorded with."""
    return str(yaml_table(FILE)["forms"]["unreal"])


def is_wanted(statement: Statement) -> bool:
    """Whether a statement is only wanted, refused or possible in what another one reports."""
    return _reason() in statement.why
