"""What of the store stands behind developments, contradictions and reports: tellings, speakers, names, origins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from legation.link.reports import origin
from legation.records import (
    AnyRecord,
    Claim,
    Contradiction,
    Development,
    Document,
    Event,
    Evidence,
    Report,
    Statement,
)
from legation.store import linked
from legation.store.store import Store
from legation.view.excerpts import excerpt
from legation.view.present import Names

_AT_ONCE = 500  # documents asked for by name in one question
LONGEST = 200  # characters of what is quoted
NO_ORIGIN = "(no publisher)"


class Sources:
    """What linked records rest on, by id: events, the statements that carry them, articles, reports, names."""

    def __init__(self, store: Store, records: Sequence[AnyRecord], *, whole: bool = False) -> None:
        """Fetch what belongs to the records: of developments all articles if they are shown `whole`."""
        contradictions = [each for each in records if isinstance(each, Contradiction)]
        claims = [claim for each in contradictions for claim in each.claims]
        about = store.ask(linked.by_ids("development", sorted({each.about for each in contradictions})))
        told = [each for each in (*records, *about) if isinstance(each, Development)]
        self.developments = {each.id: each for each in told}
        self.events = events(store, (id for each in told for id in each.records))
        carrying = {each.statement for each in self.events.values() if each.statement}
        self.statements = statements(store, {*carrying, *(claim.record for claim in claims)})
        wanted = {claim.document for claim in claims}
        wanted |= {document for each in told for document in (each.documents if whole else (each.document,))}
        self.reports = [each for each in records if isinstance(each, Report)] or list(store.ask(linked.copies(wanted)))
        wanted |= {document for each in records if isinstance(each, Report) for document in each.documents}
        self.documents = {each.id: each for each in _documents(store, sorted(wanted))}
        people = store.ask(linked.actors(sorted({*_named(told), *_speaking(claims, self.statements.values())})))
        self.names = Names((*people, *self.documents.values()))
        self._copied = {
            document: (each.origin or NO_ORIGIN, kind)
            for each in self.reports
            for document, kind in zip(each.documents, each.copies, strict=False)
        }

    def tellings(self, development: Development) -> tuple[Event | Statement, ...]:
        """The events of a development, and the statements that carry them."""
        told = [self.events[each] for each in development.records if each in self.events]
        carrying = dict.fromkeys(each.statement for each in told if each.statement)
        return (*told, *(self.statements[each] for each in carrying if each in self.statements))

    def origin(self, document: str) -> str:
        """Name who first brought a document's text."""
        if document in self._copied:
            return self._copied[document][0]
        found = self.documents.get(document)
        return origin(found) if found and found.publisher else NO_ORIGIN

    def copy(self, document: str) -> str | None:
        """What kind of copy a document is; nothing for a text that has none."""
        found = self._copied.get(document)
        return found[1] if found else None

    def mode(self, development: Development) -> str | None:
        """The mode that most of the tellings of its type have: a type has modes of its own."""
        told = (self.events[each] for each in development.records if each in self.events)
        modes = Counter(each.mode for each in told if each.mode and each.type == development.type)
        return min(modes, key=lambda mode: (-modes[mode], mode), default=None)

    def words(self, claim: Claim) -> str:
        """The words that report a claim, with who says it where that is short enough; else the claim alone."""
        told = self.statements.get(claim.record) or self.events.get(claim.record)
        document = self.documents.get(claim.document)
        if told and document:
            says = Evidence.cut(document.text, claim.says.start, claim.says.end, "content")
            found = excerpt(document.text, (*told.evidence, says), len(document.text)).words
            if len(found) <= LONGEST:
                return found
        said = " ".join(claim.says.text.split())
        return said if len(said) <= LONGEST else f"{said[: said.rfind(' ', 0, LONGEST)]} …"

    def speaker(self, claim: Claim) -> str | None:
        """Name who makes a claim; nobody where the article says it in its own voice."""
        if claim.speaker:
            return self.names.name(claim.speaker, claim.document)
        said = self.statements.get(claim.record)
        return said.speaker.as_written if said else None


def events(store: Store, ids: Iterable[str]) -> dict[str, Event]:
    """Return the events with these ids, by id."""
    found = store.ask(linked.by_ids("event", ids))
    return {each.id: each for each in found if isinstance(each, Event)}


def statements(store: Store, ids: Iterable[str]) -> dict[str, Statement]:
    """Return the statements with these ids, by id."""
    found = store.ask(linked.by_ids("statement", sorted(ids)))
    return {each.id: each for each in found if isinstance(each, Statement)}


def _documents(store: Store, ids: Sequence[str]) -> Iterator[Document]:
    for start in range(0, len(ids), _AT_ONCE):
        yield from store.documents(document=tuple(ids[start : start + _AT_ONCE]))


def _named(told: Iterable[Development]) -> Iterator[tuple[str, str]]:
    """Yield document and id of everybody who takes part in a development."""
    for each in told:
        for document in each.documents:
            yield from ((document, actor) for actor in {*each.actor, *each.recipient})


def _speaking(claims: Iterable[Claim], said: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    yield from ((claim.document, claim.speaker) for claim in claims if claim.speaker)
    yield from ((each.document, each.speaker.actor) for each in said if each.speaker.actor)
