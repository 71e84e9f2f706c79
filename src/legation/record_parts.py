"""What records are made of: spans and evidence, dates, places, numbers, speakers; and the hash that makes ids."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

# Where the date of an article was found: in marks of its page, in its own text, in its address, or told from outside.
DateSource = Literal[
    "json-ld", "microdata", "meta", "time", "text", "update", "dateline", "url", "feed", "sitemap", "mail", "given"
]
Precision = Literal["minute", "day", "week", "month", "season", "year", "decade", "range"]
ActorKind = Literal["state", "organisation", "person", "group", "unnamed"]
MentionKind = Literal["name", "role", "demonym", "metonym", "group", "pronoun"]
Status = Literal["actual", "negated", "future", "hypothetical", "historical"]
Quotation = Literal["direct", "indirect", "mixed"]
SilenceKind = Literal["refrained", "declined", "no-response", "withheld", "unreachable", "absence"]
CopyKind = Literal["origin", "reprint", "shortened", "rewritten", "update"]
Standing = Literal["one origin", "corroborated", "disputed", "denied"]
ContradictionKind = Literal["occurrence", "number", "answer"]
Verdict = Literal["accept", "reject", "correct"]

EVENT_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)


def fingerprint(*said: object) -> str:
    """Return 16 hex digits that stand for what is said, equal on every machine."""
    return hashlib.sha256(_PACKED.encode(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}  # what lies within comes here in turn


_PACKED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's stored text."""

    start: int
    end: int
    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> "Span":
        """Cut the span out of the document's `text`, so that it can't disagree with it."""
        return cls(start=start, end=end, text=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact characters that say a thing, and the role they play in the record ("trigger", "actor" …)."""

    role: str
    start: int
    end: int
    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int, role: str) -> "Evidence":
        """Cut the evidence out of the document's `text`, so that it can't disagree with it."""
        return cls(role=role, start=start, end=end, text=text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """A date known to a stated precision: first and last day, ISO 8601, both inclusive."""

    start: str
    end: str
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened: as written, ISO 3166 alpha-3 country, degrees (WGS84) when known."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Magnitude:
    """A number that the text gives: what it counts, and its bounds when it is vague ("thousands")."""

    unit: str
    low: float
    high: float | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """Words of probability as a range in percent (ICD 203); "may" keeps the word and takes 5–95."""

    phrase: str
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """On which day a prediction was decided (ISO 8601), by which stored document, and the remark of who decided it."""

    on: str
    document: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How the speaker stands towards an actor, from −1 (against) to 1 (for); `words` show it, none where it is 0."""

    target: str
    value: float
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: the actor's id, the words that name them, whether by name, PLOVER sector, country (ISO alpha-3)."""

    actor: str | None
    as_written: str
    named: bool
    sector: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The numbers that reports of one happening give for one thing: the outer two, and the records that give them."""

    unit: str
    low: float
    high: float
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of the claims that can't all hold: the record that makes it, and who says it on which side.

    `side` is the same for claims that agree. `speaker` is an actor's id, none where the article says it in its own
    voice. `low` and `high` bound the number, where the claim is one. `origin` names who first brought the text.
    """

    record: str
    document: str
    side: str
    says: Span
    speaker: str | None = None
    low: float | None = None
    high: float | None = None
    reported: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field that a correction changes: what stood there and what stands there now, each as JSON."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The random sample in which a record was judged: the `place` in which `seed` drew it, of how many that were there.

    `scope` says by what the records were narrowed before the draw; empty for all of the kind.
    """

    seed: int
    place: int
    size: int
    frame: int
    scope: str = ""


def identify(record: Any) -> None:
    """Hash the fields named in SAID; records found in a text also hash the places of their evidence."""
    if record.id:
        return
    said = [getattr(record, name) for name in record.SAID]
    places = sorted((e.role, e.start, e.end) for e in getattr(record, "evidence", ()))
    object.__setattr__(record, "id", fingerprint(record.record, said, places))
