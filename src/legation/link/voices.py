"""Who speaks for an actor from whom a statement is expected, and whether what is said is on the topic.

A state speaks through its officials, an organisation through its office holders and spokespeople, a person alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legation.entries import Holding
from legation.link.endings import STOP
from legation.link.limits import Limits
from legation.link.passages import sentence
from legation.link.wanted import is_wanted
from legation.records import Actor, AnyRecord, Document, Mention, Silence, Statement

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """An actor from whom a statement is expected; `terms` are the terms of office of those who can speak for it."""

    actor: str
    name: str
    is_state: bool = False
    terms: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """On what a statement is expected: on actors, or on words that stand in these statements.

    `documents` are the articles that name the topic at all.
    """

    text: str
    actors: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()


class Scene:
    """Who is who in the documents among the records, and who speaks in them for whom and on what."""

    def __init__(self, records: Iterable[AnyRecord], limits: Limits, topic: Topic | None = None) -> None:
        """Look at these records; nothing depends on their order."""
        self.documents: dict[str, Document] = {}
        self.statements: dict[str, Statement] = {}
        self.silences: dict[str, Silence] = {}
        self.topic = topic
        self._limits = limits
        self._actors: dict[str, dict[str, Actor]] = defaultdict(dict)
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for record in records:
            self._take(record)

    def _take(self, record: AnyRecord) -> None:
        match record:
            case Document():
                self.documents[record.id] = record
            case Statement():
                self.statements[record.id] = record
            case Silence():
                self.silences[record.id] = record
            case Actor():
                self._actors[record.document][record.id] = record
            case Mention():
                self._mentions[record.document].append(record)

    def day(self, document: str) -> date | None:
        """The day on which the document was published, as it gives it; None where it gives none."""
        known = self.documents.get(document)
        try:
            return date.fromisoformat((known.published or "")[:10]) if known else None
        except ValueError:
            return None

    def speaks(self, expected: Expected, statement: Statement) -> bool:
        """Whether it says something for the expected actor: not denied, and not relayed by somebody else."""
        speaker, relay = statement.speaker, self.statements.get(statement.nested_in or "")
        if statement.negated or is_wanted(statement) or (relay and relay.speaker.country != speaker.country):
            return False
        if speaker.actor == expected.actor:
            return True
        if speaker.actor and self._holds_office(expected, statement.document, speaker.actor):
            return True
        if self._is_past(speaker.as_written):
            return False
        of_state = expected.is_state and speaker.country == expected.actor and speaker.sector in self._limits.official
        return of_state or bool(speaker.actor and self._is_official(expected, statement.document, speaker.actor))

    def is_voice(self, expected: Expected, document: str, actor: str) -> bool:
        """Whether the `actor` of a document is the expected one or can speak for it."""
        held = actor == expected.actor or self._holds_office(expected, document, actor)
        return held or self._is_official(expected, document, actor)

    def names(self, expected: Expected, document: str) -> bool:
        """Whether the document speaks of the expected actor, or of somebody who can speak for it."""
        return any(self.is_voice(expected, document, actor) for actor in self._actors.get(document, ()))

    def is_on_topic(self, statement: Statement) -> bool:
        """Whether the statement is on the topic; without a topic, each is."""
        if self.topic is None or statement.id in self.topic.statements:
            return True
        if not self.topic.actors:
            return False
        first, last = self.stretch(statement)
        near = (m.actor for m in self._mentions.get(statement.document, ()) if first <= m.start and m.end <= last)
        spoken_of = (*statement.about, *statement.addressee, *near)
        return any({a, self._level(statement.document, a)} & self.topic.actors for a in spoken_of)

    def context(self, statement: Statement) -> str:
        """The sentences in which the statement stands, and the one before: it often names what was asked."""
        first, last = self.stretch(statement)
        known = self.documents.get(statement.document)
        return known.text[first:last] if known else ""

    def sentences(self, statement: Statement) -> tuple[int, int]:
        """From where to where the sentences reach in which the statement stands."""
        places = [(each.start, each.end) for each in statement.evidence]
        places += [(each.start, each.end) for each in statement.content]
        known = self.documents.get(statement.document)
        if not places or known is None:
            return 0, 0
        return sentence(known.text, min(start for start, _ in places), max(end for _, end in places))

    def stretch(self, statement: Statement) -> tuple[int, int]:
        """From where to where the context of the statement reaches in its document."""
        places = [(each.start, each.end) for each in statement.evidence]
        places += [(each.start, each.end) for each in statement.content]
        known = self.documents.get(statement.document)
        if not places or known is None:
            return 0, 0
        first, last = min(start for start, _ in places), max(end for _, end in places)
        starts = [0, *(m.end() for m in STOP.finditer(known.text, 0, first))]
        own = starts[-1]
        before = (start for start in reversed(starts) if known.text[start:own].strip())
        stop = STOP.search(known.text, last)
        return next(before, own), (stop.start() + 1 if stop else len(known.text))

    def _holds_office(self, expected: Expected, document: str, actor: str) -> bool:
        """Whether the tables have the actor in an office of the expected one on the day of the document."""
        day = self.day(document)
        terms = (t for t in expected.terms if t.person == actor and t.polity == expected.actor)
        sectors = self._limits.official
        return day is not None and any(t.covers(day) and (not expected.is_state or t.sector in sectors) for t in terms)

    def _is_official(self, expected: Expected, document: str, actor: str) -> bool:
        """Whether the text makes the actor an official of the state, or gives him a role that names the body."""
        known = self._actors.get(document, {}).get(actor)
        if known is None or self._is_past(known.role or ""):
            return False
        if expected.is_state:
            return known.country == expected.actor and known.sector in self._limits.official
        body, place = self._actors[document].get(expected.actor), known.role_evidence
        if body is None or place is None or (body.country, body.sector) != (known.country, known.sector):
            return False
        named = (m for m in self._mentions.get(document, ()) if m.actor == expected.actor)
        return any(place.start <= m.start and m.end <= place.end for m in named)

    def _is_past(self, words: str) -> bool:
        return not self._limits.out_of_office.isdisjoint(w.casefold() for w in WORD.findall(words))

    def _level(self, document: str, actor: str) -> str:
        known = self._actors.get(document, {}).get(actor)
        return (known.country if known else None) or actor
