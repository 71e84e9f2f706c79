"""The forms of smaller answers as JSON: heads of documents, actors with their numbers, hits, jobs, health, problems."""

from dataclasses import dataclass
from typing import Literal

from legation.record_parts import DateSource
from legation.records import Actor, Statement
from legation.view.web.jobs import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A document without its text."""

    record: Literal["document"]
    id: str
    source_id: str | None
    title: str | None
    publisher: str | None
    byline: str | None
    dateline: str | None
    url: str | None
    published: str | None
    language: str | None
    sha256: str
    source_format: str
    published_from: DateSource | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFound:
    """An actor as an article has it; how many articles name it, and how many statements it and its people make."""

    actor: Actor
    articles: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a text; `match` where it is what was looked for."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """An article that holds the words, a piece of its text, and the statements that hold them."""

    document: Head
    snippet: tuple[Piece, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether the server can answer: its version, and the last change of the store's tables."""

    status: Literal["ok"]
    version: str
    store: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Articles that are read, or wait for it: how far it is, and what came of it."""

    id: str
    title: str
    state: State
    expected: int | None
    added: int
    skipped: int
    failed: int
    reason: str | None
    ahead: int
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A parameter, or a field of the body, that is at fault, and why."""

    parameter: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Wrong, ...] = ()
