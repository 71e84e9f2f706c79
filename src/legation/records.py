"""The immutable records that Legation keeps, and how their ids are made.

An id is a hash of what is *said*: the same input gives the same id on every machine and in every run.
Confidence and reasons (`why`) are no part of it. Offsets count Unicode code points in the document's stored
text, end exclusive, and `document.text[start:end] == text` holds for every span.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Literal

Precision = Literal["minute", "day", "week", "month", "season", "year", "decade", "range"]
ActorKind = Literal["state", "organisation", "person", "group", "unnamed"]
MentionKind = Literal["name", "role", "demonym", "metonym", "group", "pronoun"]
Status = Literal["actual", "negated", "future", "hypothetical", "historical"]
Quotation = Literal["direct", "indirect", "mixed"]
SilenceKind = Literal["refrained", "declined", "no-response", "withheld", "unreachable", "absence"]

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
    packed = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return asdict(value)


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
class Document:
    """One article. `text` is stored as read and never changes; `sha256` is of its UTF-8 bytes."""

    SAID: ClassVar[tuple[str, ...]] = ("source_id", "url", "publisher", "published", "text")

    record: Literal["document"] = field(default="document", init=False)
    id: str = ""
    source_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    text: str
    sha256: str = ""
    source_format: str = "text"

    def __post_init__(self) -> None:
        """Fill in the id and the hash of the text."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "sha256", digest)
        _identify(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What all records found in a document share."""

    SAID: ClassVar[tuple[str, ...]] = ()

    id: str = ""
    document: str
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fill in the id, unless the caller gives one (as actors do)."""
        _identify(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Found):
    """Someone who acts in a document: a state, organisation, person, group, or an unnamed one."""

    record: Literal["actor"] = field(default="actor", init=False)
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    role_evidence: Span | None = None
    wikidata: str | None = None
    resolved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Found):
    """One place where the text speaks of an actor."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "start", "end", "actor")

    record: Literal["mention"] = field(default="mention", init=False)
    start: int
    end: int
    actor: str
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Found):
    """Who did what to whom, in PLOVER's terms. `trigger` in the evidence is the word that says it."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "type", "mode", "actor", "recipient", "status")

    record: Literal["event"] = field(default="event", init=False)
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    date: DateRange | None = None
    place: Place | None = None
    status: Status = "actual"
    magnitude: tuple[Magnitude, ...] = ()
    intensity: float | None = None
    quad: int | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure(Found):
    """A and B urge C to use its influence over D and E: one record with three roles."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "pressers", "intermediary", "targets", "demand")

    record: Literal["pressure"] = field(default="pressure", init=False)
    pressers: tuple[str, ...]
    intermediary: tuple[str, ...]
    targets: tuple[str, ...] = ()
    demand: Span
    aim: Span | None = None
    means: str | None = None
    status: Status = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Found):
    """Who said what, in whose words."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "speaker", "cue", "content")

    record: Literal["statement"] = field(default="statement", init=False)
    speaker: Speaker
    cue: str
    act: str
    quotation: Quotation
    content: tuple[Span, ...]
    addressee: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    stance: tuple[Stance, ...] = ()
    certainty: Certainty | None = None
    venue: str | None = None
    nested_in: str | None = None
    negated: bool = False
    anonymity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(Found):
    """Who has not spoken, on what, asked by whom; `outcome` is the id of the statement that ended it."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "actor", "kind")

    record: Literal["silence"] = field(default="silence", init=False)
    actor: str
    kind: SilenceKind
    topic: str | None = None
    asked_by: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Found):
    """A relation between two actors that the text describes: kind, sign (−1, 0, 1), and its words."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "actors", "kind", "status")

    record: Literal["tie"] = field(default="tie", init=False)
    actors: tuple[str, str]
    kind: str
    sign: int
    as_described: str | None = None
    status: Status = "actual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction(Found):
    """What someone said would happen, in what words of probability, by when; what came of it is the ledger's to say."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "holder", "claim")

    record: Literal["prediction"] = field(default="prediction", init=False)
    holder: str | None
    about: tuple[str, ...] = ()
    claim: Span
    certainty: Certainty
    due: DateRange | None = None
    condition: Span | None = None
    statement: str | None = None
    outcome: bool | None = None
    decided: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Found):
    """Documents that are copies of one text. `document` is the origin: the earliest copy."""

    SAID: ClassVar[tuple[str, ...]] = ("document", "documents")

    record: Literal["report"] = field(default="report", init=False)
    documents: tuple[str, ...]
    publishers: tuple[str, ...] = ()
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Development(Found):
    """One happening with all its records, across documents. `document` is where it was first reported."""

    SAID: ClassVar[tuple[str, ...]] = ("type", "actor", "recipient", "records")

    record: Literal["development"] = field(default="development", init=False)
    type: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    records: tuple[str, ...]
    documents: tuple[str, ...] = ()
    origins: int = 1
    publishers: tuple[str, ...] = ()
    first_report: str | None = None
    last_report: str | None = None
    status: Status = "actual"


AnyRecord = (
    Document | Actor | Mention | Event | Pressure | Statement | Silence | Tie | Prediction | Report | Development
)
RECORD_TYPES: tuple[type[AnyRecord], ...] = (
    Document,
    Actor,
    Mention,
    Event,
    Pressure,
    Statement,
    Silence,
    Tie,
    Prediction,
    Report,
    Development,
)


def _identify(record: Any) -> None:
    """Hash the fields named in SAID; records found in a text also hash the places of their evidence."""
    if record.id:
        return
    said = [getattr(record, name) for name in record.SAID]
    places = sorted((e.role, e.start, e.end) for e in getattr(record, "evidence", ()))
    object.__setattr__(record, "id", fingerprint(record.record, said, places))


def as_dict(record: AnyRecord) -> dict[str, Any]:
    """Return the record as plain JSON-ready values, `record` and `id` first."""
    values = asdict(record)
    head = {"record": values.pop("record"), "id": values.pop("id")}
    return head | {f.name: values[f.name] for f in fields(record) if f.name in values}
