"""The immutable records that Legation keeps, and how their ids are made.

An id is a hash of what is *said* (confidence and `why` are no part of it), the same on every machine and in every run.
Offsets count code points in the stored text, end exclusive; `document.text[start:end] == text` holds for every span.
"""

import hashlib
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Literal

from legation.record_parts import (
    EVENT_TYPES,
    ActorKind,
    Certainty,
    Change,
    Claim,
    ContradictionKind,
    CopyKind,
    DateRange,
    DateSource,
    Decision,
    Draw,
    Evidence,
    Magnitude,
    MentionKind,
    Place,
    Precision,
    Quotation,
    SilenceKind,
    Span,
    Speaker,
    Spread,
    Stance,
    Standing,
    Status,
    Verdict,
    fingerprint,
    identify,
)

__all__ = [
    "EVENT_TYPES",
    "RECORD_TYPES",
    "Actor",
    "ActorKind",
    "AnyRecord",
    "Certainty",
    "Claim",
    "Contradiction",
    "ContradictionKind",
    "CopyKind",
    "Correction",
    "DateRange",
    "Decision",
    "Derived",
    "Development",
    "Document",
    "Event",
    "Evidence",
    "Found",
    "Magnitude",
    "Mention",
    "MentionKind",
    "Place",
    "Precision",
    "Prediction",
    "Pressure",
    "Quotation",
    "Report",
    "Silence",
    "SilenceKind",
    "Span",
    "Speaker",
    "Spread",
    "Stance",
    "Standing",
    "Statement",
    "Status",
    "Tie",
    "as_dict",
    "fingerprint",
]


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
    published_from: DateSource | None = None

    def __post_init__(self) -> None:
        """Fill in the id and the hash of the text."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "sha256", digest)
        identify(self)

    @property
    def codable(self) -> bool:
        """Whether it may be English: a text known to be in another language is kept, but never coded as English."""
        return self.language is None or self.language.lower().split("-")[0] == "en"


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
        identify(self)


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
    body: str | None = None


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
    """Documents that are copies of one text, the earliest first. `document` is that one, the origin's.

    `copies` says of each of the `documents` what kind of copy it is; `origin` is who first brought the text, as named
    there: the credited agency, else the publisher.
    """

    SAID: ClassVar[tuple[str, ...]] = ("document",)

    record: Literal["report"] = field(default="report", init=False)
    documents: tuple[str, ...]
    copies: tuple[CopyKind, ...] = ()
    publishers: tuple[str, ...] = ()
    agency: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Development(Found):
    """One happening with all its records, across documents. `document` is where it was first reported.

    Its id comes from its first record alone, so that it stays the same when later reports join.
    """

    SAID: ClassVar[tuple[str, ...]] = ("lead",)

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
    standing: Standing = "one origin"
    description: str = ""
    date: DateRange | None = None
    place: Place | None = None
    numbers: tuple[Spread, ...] = ()

    @property
    def lead(self) -> str:
        """The id of its first record."""
        return self.records[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(Found):
    """Claims about one thing that can't all hold, with who makes them; the earliest first.

    `about` is the development that they speak of, or the record that leads where there is none; `unit` is what is
    counted. `settled` is the side that a later report of the claim's own origin or of both sides bears out, and
    `settled_by` the record that does.
    """

    SAID: ClassVar[tuple[str, ...]] = ("kind", "about", "unit")

    record: Literal["contradiction"] = field(default="contradiction", init=False)
    kind: ContradictionKind
    about: str
    unit: str | None = None
    claims: tuple[Claim, ...]
    settled: str | None = None
    settled_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Found):
    """What somebody judged of a record: right, wrong, or right but for the fields in `changes`.

    `target` is the record's id, `of` its kind, `original` the whole of it as JSON, as it was read; `sha256` is its
    document's. The evidence is that of the record.
    """

    SAID: ClassVar[tuple[str, ...]] = ("target", "document", "verdict", "changes", "on", "by", "note", "supersedes")

    record: Literal["correction"] = field(default="correction", init=False)
    target: str
    of: str
    sha256: str
    verdict: Verdict
    changes: tuple[Change, ...] = ()
    original: str
    on: str
    by: str | None = None
    note: str | None = None
    supersedes: str | None = None
    drawn: Draw | None = None


AnyRecord = (
    Document
    | Actor
    | Mention
    | Event
    | Pressure
    | Statement
    | Silence
    | Tie
    | Prediction
    | Report
    | Development
    | Contradiction
    | Correction
)
Derived = Report | Development | Contradiction
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
    Contradiction,
    Correction,
)


def as_dict(record: AnyRecord) -> dict[str, Any]:
    """Return the record as plain JSON-ready values, `record` and `id` first."""
    values = asdict(record)
    head = {"record": values.pop("record"), "id": values.pop("id")}
    return head | {f.name: values[f.name] for f in fields(record) if f.name in values}
