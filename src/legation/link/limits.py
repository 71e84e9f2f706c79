"""The numbers that decide when two texts are one report and two events one happening."""

from dataclasses import dataclass
from importlib.resources import files

import yaml

from legation.errors import KnowledgeError

FILE = "link/linking.yaml"
LISTS = ("mutual", "mode_is_content", "can_end", "out_of_office", "official")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What `data/link/linking.yaml` says, under the same names."""

    shingle_words: int
    least_shared: float
    least_shingles: int
    common_shingle: int
    days_before_report: int
    days_between_reports: int
    mutual: frozenset[str]
    mode_is_content: frozenset[str]
    can_end: frozenset[str]
    days_of_silence: int
    leading_actors: int
    out_of_office: frozenset[str]
    official: frozenset[str]


def load() -> Limits:
    """Read the limits that come with the package."""
    try:
        data = yaml.safe_load(files("legation.data").joinpath(FILE).read_text(encoding="utf-8"))
        values = {**data["reports"], **data["developments"], **data["endings"], **data["absences"]}
        kinds = {name: frozenset(values[name]) for name in LISTS}
        return Limits(**{**values, **kinds})
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
