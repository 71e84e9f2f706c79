"""The numbers of likeness: what `data/link/likeness.yaml` says, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "link/likeness.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What `data/link/likeness.yaml` says: the weight of each feature and the likeness that makes one happening."""

    least: float
    least_disputed: float
    least_bare: float
    salience: float
    short: float
    ahead: float
    excluding: tuple[str, ...]
    recurring: tuple[str, ...]
    companion: float
    few_words: float
    same_place_km: float
    far_days: int
    old_days: int
    against: float
    least_against: int
    least_denied: float
    weights: Mapping[str, float]


@cache
def load() -> Weights:
    """Read the weights that come with the package."""
    try:
        data = yaml_table(FILE)
        return Weights(**{**data, **{name: tuple(data[name]) for name in ("excluding", "recurring")}})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
