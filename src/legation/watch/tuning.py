"""The numbers by which the watch works, from `data/watch/loop.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "watch/loop.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Counts, bytes and times; the data file says why each is as it is."""

    workers: int
    round_pages: int
    ahead: int
    round_minutes: float
    entries: int
    entry_bytes: int
    page_pauses_minutes: tuple[float, ...]
    page_attempts: int
    page_days: float
    longest_retry_hours: float
    rest_after: int
    rest_minutes: float
    offline_minutes: tuple[float, ...]
    store_minutes: tuple[float, ...]
    look_seconds: float
    alert_minutes: float


@cache
def numbers() -> Numbers:
    """Load `watch/loop.yaml`."""
    try:
        table = yaml_table(FILE).items()
        values: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in table}
        return Numbers(**values)
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
