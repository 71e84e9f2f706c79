"""The forms of what lies between two parties, as JSON: ties, tension, and who can move whom."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from legation.link.intensity import Direction, State
from legation.record_parts import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A country or organisation."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWords:
    """Words in which a tie is described, and how many origins use them."""

    words: str
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieTold:
    """One record that tells of a tie."""

    record: str
    document: str
    day: str
    origin: str
    actors: tuple[str, ...]
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A tie of two parties with all that tells of it; `weight` fades with the age of what is told."""

    record: str
    first_party: str
    first_party_name: str
    second_party: str
    second_party_name: str
    kind: str
    directed: bool
    sign: int
    status: Status
    contested: bool
    first_told: str
    last_told: str
    origins: int
    articles: int
    weight: float
    words: tuple[TieWords, ...]
    told: tuple[TieTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """How a party is tied to others or to one."""

    record: Literal["ties"]
    as_of: str
    parties: tuple[Party, ...]
    bonds: tuple[Bond, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionPoint:
    """A day or week: what is told of it, its mean intensity, and the level with its band."""

    day: str
    state: State
    happenings: int
    origins: int
    told_by: int
    read: int
    mean: float | None
    estimate: float | None
    low: float | None
    high: float | None
    smoothed: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionLevel:
    """The level before or after a change, with its band and the days that it is taken from."""

    mean: float | None
    low: float | None
    high: float | None
    first: str
    last: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionPart:
    """A happening that made a change, with its share of it."""

    day: str
    intensity: float | None
    share: float | None
    origins: int
    documents: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionChange:
    """A change of level, and what made it."""

    day: str
    size: float | None
    before: TensionLevel
    after: TensionLevel
    made_by: tuple[TensionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionSeries:
    """One direction: both together, or the one towards the other."""

    series: Direction
    from_: Annotated[str | None, Field(alias="from")]
    to: str | None
    level: float | None
    variance_within_days: float | None
    variance_between_days: float | None
    points: tuple[TensionPoint, ...]
    changes: tuple[TensionChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What the series leave out."""

    undated_articles: int
    background_happenings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tension:
    """How hostile (below 0) or friendly (above) is what happens between two parties, and when that changed."""

    record: Literal["tension"]
    parties: tuple[Party, ...]
    as_of: str
    step: Literal["day", "week"]
    left_out: LeftOut
    series: tuple[TensionSeries, ...]
