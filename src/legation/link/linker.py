"""New articles are linked: which are copies, which happenings are one, which claims can't both hold.

Only what lies near a new article is looked at, whatever the size of the store; the outcome is the same as if all
articles were linked at once, in any order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from legation.link import contradictions, disputes, grouping, reports
from legation.link.assertions import assertions
from legation.link.developments import Telling, development
from legation.link.grouping import Placed
from legation.link.happenings import Happening, Surroundings, happening, keys
from legation.link.limits import Limits
from legation.records import (
    Actor,
    AnyRecord,
    Claim,
    Contradiction,
    Derived,
    Development,
    Document,
    Event,
    Mention,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A document with those of its records that are linked."""

    document: Document
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()


def sources(document: Document, records: Iterable[AnyRecord]) -> Sources:
    """Pick out of the records of a document what is linked, each once and in an order of its own."""
    once = {(each.record, each.id): each for each in records}
    found = [once[key] for key in sorted(once)]
    return Sources(
        document=document,
        actors=tuple(each for each in found if isinstance(each, Actor)),
        mentions=tuple(each for each in found if isinstance(each, Mention)),
        events=tuple(each for each in found if isinstance(each, Event)),
        statements=tuple(each for each in found if isinstance(each, Statement)),
    )


class Shelf(reports.Shelf, grouping.Shelf, Protocol):
    """Who keeps all that is linked: `memory` for one call, the store for ever."""

    def sources(self, document: str) -> Sources:
        """The document with what was found in it."""

    def events(self, placed: Iterable[Placed]) -> dict[str, Event]:
        """The events of these happenings by their ids."""

    def statements(self, wanted: Iterable[str]) -> dict[str, Statement]:
        """The statements with these ids."""

    def sampled(self, document: str, runs: Iterable[int]) -> None:
        """Keep by which runs of words a document is found."""

    def children(self, document: str) -> Iterable[str]:
        """The documents that are copies of this one."""

    def put(self, item: Happening, keys: Iterable[str]) -> int:
        """Take in a happening under its keys; return its number."""

    def of_document(self, document: str) -> Sequence[Placed]:
        """The happenings of a document."""

    def members(self, lead: int) -> Sequence[Placed]:
        """All happenings of a development."""

    def drop(self, document: str) -> None:
        """Forget what was kept of a document's text and happenings."""

    def derive(self, kind: str, of: int | str, records: Sequence[Derived]) -> None:
        """Put records in the place of those of this kind that were derived of the same thing."""


def link(new: Sequence[str], shelf: Shelf, limits: Limits) -> None:
    """Link these documents, which the shelf has, with all that were linked before; a second time, anew."""
    lost = _retracted(new, shelf, limits)
    numbers = [number for each in new for number in _taken(each, shelf, limits)]
    moved = reports.regroup((*new, *lost.documents), shelf, limits)
    touched = grouping.regroup((*numbers, *lost.numbers), shelf, limits) | lost.leads
    changed = {each for root in sorted({_root(m, shelf) for m in (*moved, *new)}) for each in _family(root, shelf)}
    changed |= lost.documents
    for each in sorted(changed):
        _report(each, shelf)
    copied = {p.lead for each in changed for p in shelf.of_document(each) if p.lead is not None}
    _Derived(shelf).write(touched | copied)


@dataclass(frozen=True, slots=True)
class _Lost:
    """What must be looked at again since something before it is gone."""

    documents: frozenset[str]
    numbers: tuple[int, ...]
    leads: frozenset[int]


def _retracted(documents: Sequence[str], shelf: Shelf, limits: Limits) -> _Lost:
    """Take back what was linked of these documents before, as a correction asks for."""
    children, later, leads, gone = set[str](), set[int](), set[int](), set[int]()
    for document in documents:
        children.update(shelf.children(document))
        mine = shelf.of_document(document)
        gone.update(item.number for item in mine)
        for item in mine:
            later.update(other.number for other in grouping.near(item, shelf, limits))
            if item.lead is not None:
                leads.add(item.lead)
                later.update(other.number for other in shelf.members(item.lead))
    placed = {number: shelf.placed(number).lead for number in later}
    for document in documents:
        shelf.drop(document)
    numbers = tuple(sorted(n for n in later - gone if placed[n] is not None))
    return _Lost(frozenset(children - set(documents)), numbers, frozenset(leads))


def _taken(document: str, shelf: Shelf, limits: Limits) -> list[int]:
    """Take in what is compared of a document; return the numbers of what may be one with something else."""
    found = shelf.sources(document)
    shelf.sampled(document, reports.sample(found.document.text, limits))
    scene = Surroundings(found.document, found.actors, found.mentions)
    told = tuple(assertions(found.statements, scene))
    events = (happening(each, scene, limits) for each in found.events if each.status == "actual")
    items = (*events, *disputes.happenings(told, scene))
    return [shelf.put(item, tuple(keys(item, limits))) for item in items]


def _root(document: str, shelf: Shelf) -> str:
    while found := shelf.parent(document):
        document = found[0]
    return document


def _family(root: str, shelf: Shelf) -> list[str]:
    """A document with all its copies and their copies."""
    found, waiting = [], [root]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting.extend(shelf.children(each))
    return found


def _report(document: str, shelf: Shelf) -> None:
    """Write the report of which the document is the origin; a copy, and a text without copies, has none."""
    family = sorted((shelf.document(each) for each in _family(document, shelf)), key=reports.when_and_id)
    if shelf.parent(document) or len(family) == 1:
        shelf.derive("report", document, ())
        return
    kinds = {each.id: found[1] for each in family if (found := shelf.parent(each.id))}
    shelf.derive("report", document, (reports.report(family, kinds),))


class _Derived:
    """Writes anew what was touched: developments, and the contradictions in and about them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._origins: dict[str, str] = {}

    def write(self, leads: Iterable[int]) -> None:
        """Write the developments and contradictions of these leads, and the contradictions about them."""
        touched = {lead: self._shelf.members(lead) for lead in sorted(leads)}
        told = [m for members in touched.values() for m in members if m.happening.of == "event"]
        documents = sorted({m.happening.document for m in told})
        disputed = {p.lead for each in documents for p in self._shelf.of_document(each) if p.happening.claims}
        for lead, members in touched.items():
            self._of_events(lead, [m for m in members if m.happening.of == "event"])
        for lead in sorted({*touched, *(lead for lead in disputed if lead is not None)}):
            self._of_disputes(lead, [m for m in self._shelf.members(lead) if m.happening.claims])

    def _of_events(self, lead: int, members: Sequence[Placed]) -> None:
        tellings = self._tellings(members)
        made = development(tellings) if tellings else None
        against = self._numbers(made, tellings) if made else ()
        if made and (against or self._is_disputed(members)):
            made = replace(made, standing="disputed")
        self._shelf.derive("development", lead, (made,) if made else ())
        self._shelf.derive("number", lead, against)

    def _of_disputes(self, lead: int, members: Sequence[Placed]) -> None:
        if not members:
            self._shelf.derive("contradiction", lead, ())
            return
        items = [m.happening for m in members]
        for each in items:
            self._origin(each.document)
        said = self._statements(claim.record for item in items for claim in item.claims)
        speakers = {key: each.speaker.country or each.speaker.actor or "" for key, each in said.items()}
        made = contradictions.of_disputes(items, self._about(items), self._origins, speakers)
        self._shelf.derive("contradiction", lead, (made,))

    def _numbers(self, made: Development, tellings: Sequence[Telling]) -> tuple[Contradiction, ...]:
        said = self._statements(t.event.statement for t in tellings if t.event.magnitude and t.event.statement)
        return tuple(contradictions.of_numbers(made, tellings, said))

    def _statements(self, wanted: Iterable[str]) -> dict[str, Statement]:
        return self._shelf.statements(tuple(dict.fromkeys(wanted)))

    def _is_disputed(self, members: Sequence[Placed]) -> bool:
        return any(
            _on(claim, member.happening)
            for member in members
            for other in self._shelf.of_document(member.happening.document)
            for claim in other.happening.claims
        )

    def _about(self, items: Sequence[Happening]) -> str | None:
        """The development on whose tellings most claims stand."""
        leads = Counter(
            placed.lead
            for item in items
            for placed in self._shelf.of_document(item.document)
            if placed.happening.of == "event" and placed.lead is not None
            for claim in item.claims
            if _on(claim, placed.happening)
        )
        if not leads:
            return None
        best = min(leads, key=lambda lead: (-leads[lead], self._shelf.placed(lead).happening.order))
        first = self._tellings(self._shelf.members(best))
        return development(first).id if first else None

    def _tellings(self, members: Sequence[Placed]) -> list[Telling]:
        events = self._shelf.events(members)
        return [
            Telling(
                event=events[each.happening.id],
                happening=each.happening,
                document=self._shelf.document(each.happening.document),
                origin=self._origin(each.happening.document),
            )
            for each in members
        ]

    def _origin(self, document: str) -> str:
        if document not in self._origins:
            root = self._shelf.document(_root(document, self._shelf))
            self._origins[document] = reports.origin(root).casefold()
        return self._origins[document]


def _on(claim: Claim, item: Happening) -> bool:
    """Whether the words of the claim are those that tell the happening."""
    same = claim.document == item.document
    return same and item.of == "event" and claim.says.start <= item.start and item.end <= claim.says.end
