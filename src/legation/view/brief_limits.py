"""How much stands in a brief, and from how much of a large store it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "view/limits.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreLimits:
    """How much of a large store is looked at and read."""

    whole: int
    reach: int
    developments: int
    latest: int
    looked_at: int
    articles_each: int
    run: int
    articles: Mapping[str, int]
    most: int
    newest: int
    endings: int
    endings_read: int
    subjects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What `data/view/limits.yaml` says, under the same names."""

    sections: Mapping[str, int]
    points: Mapping[str, int]
    changed: Mapping[str, int]
    words: tuple[str, ...]
    deeds: tuple[str, ...]
    alone: tuple[str, ...]
    meetings: tuple[str, ...]
    says: int
    citations: int
    names: int
    days_of_one_time: int
    opening: int
    claim: int
    short_claim: int
    few_words: Mapping[str, int]
    alike: float
    tense: int
    store: StoreLimits


@cache
def limits() -> Limits:
    """Read the limits that come with the package."""
    values = yaml_table(FILE)
    try:
        lists = {name: tuple(values[name]) for name in ("words", "deeds", "alone", "meetings")}
        return Limits(**{**values, **lists, "store": StoreLimits(**values["store"])})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
