"""What the API answers beside records: the forms that positions, the board and the other views have as JSON.

The views make these values; here stands what fields they have, for the description of the API and its tests.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from legation.link.sides import Side
from legation.record_parts import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The same statement in another article."""

    statement: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A statement that takes a side on an issue, or none, with the reason."""

    statement: str
    document: str
    day: str
    publisher: str | None
    origin: str
    speaker: str
    as_written: str
    act: str
    words: str
    content: tuple[Span, ...]
    condition: Span | None
    why: tuple[str, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFrom:
    """The side before, with its last statement; `is_change` where it is told often enough to be a change."""

    from_: Annotated[Side, Field(alias="from")]
    is_change: bool
    last: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an actor of the desk holds on an issue, with all statements that say so."""

    record: str
    id: str
    actor: str
    actor_name: str
    issue: str
    issue_title: str
    side: Side
    since: str
    last: str
    statements: int
    origins: int
    changed: ChangedFrom | None
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A statement of an actor in its words; `why` says in what it ends a silence."""

    statement: str
    document: str
    day: str
    publisher: str | None
    speaker: str
    as_written: str
    act: str
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietTold:
    """One report of a silence."""

    silence: str
    document: str
    day: str
    publisher: str | None
    origin: str
    kind: str
    actor: str
    topic: str | None
    asked_by: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietRead:
    """How much was read in which an expected speaker could have spoken."""

    since: str
    until: str
    articles: int
    origins: int
    on_issue: int | None
    last_statement: Quoted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietRow:
    """A row of the board of silences: who is silent on what, since when, asked by whom, and what ended it."""

    record: str
    id: str
    actor: str
    actor_name: str
    state: Literal["open", "ended", "lapsed", "nothing-read", "topic-not-read"]
    issues: tuple[str, ...]
    topics: tuple[str, ...]
    about: tuple[str, ...]
    kinds: dict[str, int]
    asked_by: tuple[str, ...]
    since: str
    last: str | None
    days: int | None
    origins: int | None
    reports: tuple[QuietTold, ...]
    ended: Quoted | None
    expected: bool
    read: QuietRead | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How good forecasts were; numbers are null where nothing is decided."""

    predictions: int
    open: int
    resolved: int
    scored: int
    hit_rate: float | None
    brier: float | None
    log_score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderRates:
    """How good the forecasts of one holder were."""

    holder: str | None
    name: str
    predictions: int
    open: int
    resolved: int
    scored: int
    hit_rate: float | None
    brier: float | None
    log_score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """Forecasts with a probability in one range: how many, what they said on average, and the share that came true."""

    low: float
    high: float
    n: int
    stated: float
    came_true: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How far those who foretell can be relied on: each holder, all, and the reliability curve."""

    holders: tuple[HolderRates, ...]
    all: Rates
    reliability: tuple[ReliabilityBin, ...]
