"""The forms of "who can move whom" as JSON: movers, routes, levers with their evidence, appeals, counter-pressures."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidenced:
    """A record with its article and its words."""

    record: str
    id: str
    document: str
    day: str | None
    publisher: str | None
    title: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Something that one party can use on another, how much it weighs and why."""

    lever: str
    value: float
    weight: float
    age: float
    told: float
    share: float
    topic: float
    day: str | None
    origins: int
    assumed: bool
    evidence: tuple[Evidenced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requests:
    """What came of earlier requests along a step."""

    asked: int
    heeded: int
    refused: int
    anyway: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStep:
    """One step of a route: who can move whom, by which levers, and against what friction."""

    source: str
    target: str
    strength: float
    hold: float
    drag: float
    heard: float
    force: float
    levers: tuple[Lever, ...]
    friction: tuple[Lever, ...]
    coercion: tuple[Lever, ...]
    requests: Requests


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from a mover to the target."""

    path: tuple[str, ...]
    score: float
    stake: float
    steps: tuple[RouteStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was answered to an appeal, and whether it was heeded or refused."""

    how: str
    record: str
    id: str
    document: str
    day: str | None
    publisher: str | None
    title: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal to a party to move another, with the answers."""

    record: str
    id: str
    document: str
    day: str | None
    publisher: str | None
    title: str | None
    words: str
    pressers: tuple[str, ...]
    intermediary: tuple[str, ...]
    targets: tuple[str, ...]
    demand: str
    aim: str | None
    means: str | None
    asked: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterPressure:
    """What pulls a mover the other way: a lever, an act or words."""

    why: str
    party: str | None
    evidence: Evidenced | None
    lever: str = ""
    value: float = 0.0
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """Who can move the target: its routes, appeals to it and by it, and what pulls it back."""

    rank: int
    actor: str
    actor_name: str
    score: float
    routes: tuple[Route, ...]
    appeals: int
    asked: tuple[Appeal, ...]
    asking: tuple[Appeal, ...]
    against: tuple[CounterPressure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupposedLever:
    """What was supposed: an actor or a lever taken away, or a lever put in."""

    change: Literal["with", "without"]
    source: str
    target: str | None
    lever: str | None
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankMoved:
    """A rank before and after what was supposed."""

    actor: str
    actor_name: str
    rank_before: int | None
    score_before: float | None
    rank_after: int | None
    score_after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """Who can move an actor, as far as the stored articles tell."""

    record: Literal["movers"]
    target: str
    target_name: str
    as_of: str
    articles: int
    by: str | None
    topic: str | None
    steps: int
    supposed: tuple[SupposedLever, ...]
    positions: tuple[Evidenced, ...]
    found: int
    movers: tuple[Mover, ...]
    others_asked: tuple[Appeal, ...]
    coercion: tuple[RouteStep, ...]
    moved: tuple[RankMoved, ...]
