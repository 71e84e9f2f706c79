"""What the server takes and how often it answers, from `data/view/serving.yaml`."""

from dataclasses import dataclass
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "view/serving.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many at once, then so many a second."""

    at_once: int
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the file says, under the same names."""

    largest_request: int
    longest_address: int
    requests: Rate
    tries: Rate
    askers: int
    session_hours: int
    sessions: int


@cache
def limits() -> Limits:
    """Read the limits that come with the package."""
    values = yaml_table(FILE)
    try:
        rates = {name: Rate(**values[name]) for name in ("requests", "tries")}
        return Limits(**{**values, **rates})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
