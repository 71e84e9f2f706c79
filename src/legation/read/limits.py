"""The limits within which the web is asked, from `data/read/fetching.yaml`."""

from dataclasses import dataclass, fields
from functools import cache

from legation.read.vocabulary import loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, bytes and counts; the data file says why each is as it is."""

    connect_seconds: float
    read_seconds: float
    total_seconds: float
    resolve_seconds: float
    body_bytes: int
    ratio: int
    ratio_floor: int
    interval_seconds: float
    longest_delay_seconds: float
    longest_wait_seconds: float
    attempts: int
    backoff_seconds: float
    retried: frozenset[int]
    passing: frozenset[int]
    redirects: int
    robots_seconds: float
    robots_again_seconds: float
    robots_hosts: int
    robots_bytes: int
    fresh_seconds: int
    cache_bytes: int
    entries: int
    feed_bytes: int
    sitemaps: int
    sitemap_depth: int
    whole_words: int
    broken_off: tuple[str, ...]


@cache
def limits() -> Limits:
    """Load `read/fetching.yaml`."""
    data = loaded("read/fetching.yaml", *(each.name for each in fields(Limits)))
    data["retried"] = frozenset(data["retried"])
    data["passing"] = frozenset(data["passing"])
    data["broken_off"] = tuple(each.lower() for each in data["broken_off"])
    return Limits(**data)
