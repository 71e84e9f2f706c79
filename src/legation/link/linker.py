"""New articles are linked: which are copies, which happenings are one, which claims can't both hold.

Only what lies near a new article is looked at, whatever the size of the store; the outcome is the same as if all
articles were linked at once, in any order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from legation.link import claiming, disputes, grouping, joining, opposing, readings, reports, retelling
from legation.link.assertions import assertions
from legation.link.grouping import Touched
from legation.link.happenings import CLAIM, Happening, Surroundings, happening
from legation.link.limits import Limits
from legation.link.shelf import Placed
from legation.records import Actor, AnyRecord, Document, Event, Mention, Report, Statement

# Before the word of an act that only says when something else was: "two days after Rao met Dela". A time of day opens
# no such clause, and a mark ends it: "after midnight they fired", "after the truce, they fired".
_TIMING = re.compile(r"\b(?:after|before)\s+(?!midnight|noon|dawn|dusk|night|sun|that|this|\d)", re.IGNORECASE)
_MARKS = re.compile(r"[,;:]")

AT_ONCE = 100  # developments that are written with all their tellings in memory


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


class Shelf(retelling.Shelf, reports.Shelf, joining.Shelf, Protocol):
    """Who keeps all that is linked: `memory` for one call, the store for ever."""

    def sources(self, document: str) -> Sources:
        """The document with what was found in it."""

    def sampled(self, document: str, runs: Iterable[int]) -> None:
        """Keep by which runs of words a document is found."""

    def children(self, document: str) -> Iterable[str]:
        """The documents that are copies of this one."""

    def put(self, document: str, items: Sequence[Happening]) -> Sequence[int]:
        """Take in the happenings of a document in their order; return their numbers."""

    def drop(self, document: str) -> None:
        """Forget what was kept of a document's text and happenings."""


def link(new: Sequence[str], shelf: Shelf, limits: Limits) -> None:
    """Link these documents, which the shelf has, with all that were linked before; a second time, anew."""
    new = tuple(dict.fromkeys(new))
    lost = _retracted(new, shelf, limits)
    numbers = [number for each in new for number in _taken(each, shelf, limits)]
    moved = reports.regroup((*new, *lost.documents), shelf, limits)
    touched = grouping.regroup((*numbers, *lost.numbers), shelf, limits) | Touched(lost.leads, anew=lost.leads)
    _write_reports({*new, *lost.documents, *moved, *(before for before in moved.values() if before)}, shelf)
    # Another one first brought the copies of what is a copy now.
    copies = {each for document in moved for each in _family(document, shelf)}
    again = [item for each in copies for item in shelf.of_document(each) if item.lead is not None]
    touched |= Touched(frozenset(item.lead for item in again if item.lead is not None))
    touched |= Touched(_answering(again, shelf, limits))
    told = sorted(joining.families(touched, shelf, limits).items())
    for start in range(0, len(told), AT_ONCE):
        retelling.retell(dict(told[start : start + AT_ONCE]), shelf, limits)


@dataclass(frozen=True, slots=True)
class _Lost:
    """What must be looked at again since something before it is gone."""

    documents: frozenset[str]
    numbers: tuple[int, ...]
    leads: frozenset[int]


def _retracted(documents: Sequence[str], shelf: Shelf, limits: Limits) -> _Lost:
    """Take back what was linked of these documents before, as a correction asks for."""
    children = {each for document in documents for each in shelf.children(document)}
    mine = [item for document in documents for item in shelf.of_document(document)]
    leads = {item.lead for item in mine if item.lead is not None}
    leads |= _seeing([item for item in mine if item.lead is not None], shelf, limits)
    later = {number for item in mine for number in grouping.later(item, shelf, limits)}
    later |= {other.number for members in shelf.members(leads).values() for other in members}
    for document in documents:
        shelf.drop(document)
    numbers = tuple(sorted(later - {item.number for item in mine}))
    return _Lost(frozenset(children - set(documents)), numbers, frozenset(leads))


def _taken(document: str, shelf: Shelf, limits: Limits) -> list[int]:
    """Take in what is compared of a document; return the numbers of what may be one with something else."""
    found = shelf.sources(document)
    shelf.sampled(document, reports.sample(found.document.text, limits))
    scene = Surroundings(found.document, found.actors, found.mentions)
    told = tuple(assertions(found.statements, scene))
    actual = [each for each in found.events if each.status == "actual"]
    events = [happening(each, scene, limits) for each in actual]
    events = readings.led(events, {each.id: each.confidence for each in actual})
    claims: Mapping[str, Happening] = {each.id: each for each in claiming.happenings(told, scene)}
    against = [opposing.joined(each, claims) for each in disputes.happenings(told, scene)]
    text = found.document.text
    against = [replace(each, on=tuple(stood_on(each, events, text))) for each in against]
    disputed = {event for each in against for event in each.on}
    events = [replace(each, disputed=True) if each.id in disputed else each for each in events]
    own = {each.id for each in actual if each.statement is None}
    events = [replace(each, voiced=claiming.voiced(each, scene)) if each.id in own else each for each in events]
    answered = {each.id for each in against}
    for each in against:
        claims = opposing.disputed(each, claims)
    counting = [each for each in events if each.numbers]
    free = [
        replace(each, on=tuple(stood_on(each, counting, text))) for name, each in claims.items() if name not in answered
    ]
    return list(shelf.put(document, sorted((*events, *against, *free), key=lambda item: item.order)))


def _seeing(items: Iterable[Placed], shelf: Shelf, limits: Limits) -> frozenset[int]:
    """The numbers of the claims that are compared with the claims among these, and with what is told in no name."""
    claims = (each for each in items if each.happening.type == CLAIM or each.happening.voiced)
    return frozenset(other.number for each in claims for other in grouping.claims_near(each, shelf, limits))


def _answering(items: Iterable[Placed], shelf: Shelf, limits: Limits) -> frozenset[int]:
    """The numbers of the claims that may be set against the claims among these, and against what has no speaker."""
    claims = [each for each in items if each.happening.type == CLAIM or each.happening.voiced]
    near = ((claim, other) for claim in claims for other in grouping.claims_near(claim, shelf, limits))
    return frozenset(o.number for claim, o in near if opposing.bears_on(claim.happening, o.happening))


def stood_on(dispute: Happening, events: Iterable[Happening], text: str) -> Iterator[str]:
    """Yield the events on whose words the claims of a dispute stand; what but tells when is not what is claimed."""
    for claim in dispute.claims:
        for each in events:
            within = claim.says.start <= each.start and each.end <= claim.says.end
            before = text[claim.says.start : max(claim.says.start, each.word)]
            if within and not _TIMING.search(_MARKS.split(before)[-1]):
                yield each.id


def _family(root: str, shelf: Shelf) -> list[str]:
    """A document with all its copies and their copies."""
    found, waiting = [], [root]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting.extend(shelf.children(each))
    return found


def _write_reports(changed: Iterable[str], shelf: Shelf) -> None:
    """Write the reports of which these are; a copy, and a text without copies, has none of its own."""
    names = frozenset(changed)
    made: dict[int | str, tuple[Report, ...]] = dict.fromkeys(sorted(names), ())
    made |= {root: _report(root, shelf) for root in sorted(set(shelf.roots(names).values()))}
    shelf.derive("report", made)


def _report(root: str, shelf: Shelf) -> tuple[Report, ...]:
    family = shelf.documents(_family(root, shelf)).values()
    if len(family) == 1:
        return ()
    kinds = {each.id: found[1] for each in family if (found := shelf.parent(each.id))}
    return (reports.report(sorted(family, key=reports.when_and_id), kinds),)
