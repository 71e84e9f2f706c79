"""What a desk says of collecting and of alerts: its feeds, the rules of its alerts, and the ways that they take."""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, sitemap or page that is asked again and again: every so many seconds, or at times of the desk's day."""

    address: str
    every: int | None = None
    at: tuple[time, ...] = ()
    publisher: str | None = None
    limit: int | None = None
    paused: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting:
    """How a desk collects. `zone` is an IANA name, for all its times; `allow` names hosts that may lie anywhere."""

    zone: str = "UTC"
    contact: str = ""
    every: int = 1800
    allow: frozenset[str] = frozenset()
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to readers: an address as apprise writes them, or the variable of the environment that holds it."""

    id: str
    address: str | None = field(default=None, repr=False)  # it holds passwords
    variable: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When an alert is raised: `on` is a kind of `data/desk/alerts.yaml`; without actors or issues, those of the desk.

    `origins` is how many independent origins must tell it; `at_most` is how many are sent a day, the rest going into
    the digest; `muted` rules are kept but not sent, up to and on the day `until` if there is one.
    """

    id: str
    on: str
    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    origins: int = 1
    at_most: int = 5
    channels: tuple[str, ...] = ()
    muted: bool = False
    until: date | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The morning's mail: when it goes, and by which channels."""

    at: time
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerting:
    """The alerts of a desk. `at_most` bounds what is sent a day over all rules."""

    channels: tuple[Channel, ...] = ()
    rules: tuple[Rule, ...] = ()
    digest: Digest | None = None
    at_most: int = 20
