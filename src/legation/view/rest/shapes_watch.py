"""The forms of what a watch tells, as JSON: alerts with how they went, feeds, and days of collecting."""

from dataclasses import dataclass
from typing import Literal

from legation.store import alerts, deliveries
from legation.view.alerting.alert import Proof

DayState = Literal["answered", "some failed", "no answer", "not asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """How far an alert has come on one channel; `tried` is the last attempt."""

    channel: str
    state: deliveries.State
    tried: str
    attempts: int
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something that a rule of the desk found: why it is told, the words that prove it, and how it went.

    `made` is when it was found, `chosen` when it was chosen to be sent, `digested` the day of the digest that told it.
    """

    id: str
    key: str
    rule: str
    kind: str
    title: str
    because: tuple[str, ...]
    group: str
    day: str | None
    origins: int
    actors: tuple[str, ...]
    issue: str | None
    weight: float
    proofs: tuple[Proof, ...]
    made: str
    state: alerts.State
    reason: str | None
    chosen: str | None
    digested: str | None
    deliveries: tuple[Delivered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """How a feed stands; moments are UTC, days those of the desk. `failures` counts those since the last answer."""

    feed: str
    state: Literal["answering", "failing", "never asked", "paused", "not in the desk"]
    asked: str | None
    answered: str | None
    due: str | None
    reason: str | None
    listed: int | None
    failures: int
    polls_today: int
    failed_today: int
    new_today: int
    stored_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDay:
    """What collecting from one feed did on a day."""

    feed: str
    polls: int
    failed: int
    listed: int
    new: int
    stored: int
    known: int
    given_up: int
    not_article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletDay:
    """How many articles of an outlet the feeds brought on a day; a publisher that is null is one nobody names."""

    publisher: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedDay:
    """What was collected on a day: over all feeds, of each feed, of each outlet. Only `answered` misses nothing."""

    day: str
    state: DayState
    feeds: int
    feeds_without_answer: int
    polls: int
    failed: int
    listed: int
    new: int
    stored: int
    known: int
    given_up: int
    not_article: int
    by_feed: tuple[FeedDay, ...]
    by_outlet: tuple[OutletDay, ...]
