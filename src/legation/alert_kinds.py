"""The kinds of alert that a desk may ask for: what each is called, what it means, and which options it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from legation.errors import KnowledgeError
from legation.limits import Limit, limits
from legation.tables import yaml_table

FILE = "desk/alerts.yaml"
THRESHOLDS = "desk/thresholds.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertKind:
    """A kind of alert. `takes` names the options that it has beside those of all kinds.

    It finds nothing unless so many `actors` and `issues` are watched.
    `origins` is None where the desk's threshold of that name counts; `named` is the desk's threshold that it is
    measured against, `threshold` the bounds of that one or of its own, None for kinds that are measured against none.
    """

    id: str
    title: str
    means: str
    takes: frozenset[str]
    origins: int | None
    actors: int = 0
    issues: int = 0
    threshold: Limit | None = None
    named: str | None = None


@cache
def alert_kinds() -> Mapping[str, AlertKind]:
    """Read which kinds of alert there are."""
    try:
        return MappingProxyType({name: _kind(name, values) for name, values in yaml_table(FILE).items()})
    except (AttributeError, KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, f"a kind of alert is not as the file's head says: {error!r}") from error


def _kind(name: str, values: Mapping[str, Any]) -> AlertKind:
    threshold = values.get("threshold")
    named = threshold.get("desk") if threshold else None
    return AlertKind(
        id=name,
        title=values["title"],
        means=values["means"],
        takes=frozenset(values["takes"]),
        origins=None if values["origins"] == "desk" else int(values["origins"]),
        **{what: int(number) for what, number in values["needs"].items()},
        threshold=limits(THRESHOLDS)[named] if named else Limit(**threshold) if threshold else None,
        named=named,
    )
