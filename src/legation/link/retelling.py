"""Writes anew what was touched: developments, and the contradictions in and about them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Protocol

from legation.link import contradictions, grouping, opposing, shelf
from legation.link.developments import Telling, development, in_words
from legation.link.happenings import CLAIM, DISPUTED, Happening
from legation.link.limits import Limits
from legation.link.outlines import Head, Outline, head, outline
from legation.link.shelf import Placed
from legation.records import Claim, Contradiction, Derived, Development, Document, Event, Statement


class Shelf(shelf.Shelf, Protocol):
    """Who keeps what is told, and the records that are made of it."""

    def documents(self, wanted: Iterable[str]) -> Mapping[str, Document]:
        """The documents with these ids."""

    def roots(self, documents: Iterable[str]) -> Mapping[str, str]:
        """For each of the documents the first of those of which it is a copy, itself where it is none."""

    def events(self, placed: Iterable[Placed]) -> Mapping[str, Event]:
        """The events of these happenings by their ids."""

    def outlines(self, numbers: Iterable[int]) -> Mapping[int, Outline]:
        """The outlines of the events of these happenings, as far as they were noted."""

    def outline(self, found: Mapping[int, Outline]) -> None:
        """Note the outlines of events."""

    def heads(self, documents: Iterable[str]) -> Mapping[str, Head]:
        """The heads of these documents, as far as they were noted."""

    def head(self, found: Iterable[Head]) -> None:
        """Note the heads of documents."""

    def statements(self, wanted: Iterable[str]) -> Mapping[str, Statement]:
        """The statements with these ids."""

    def placed(self, number: int) -> Placed:
        """The happening with this number."""

    def telling(self, records: Iterable[str]) -> Iterable[Placed]:
        """The happenings that were made of these events and statements, as far as any was."""

    def disputes(self, documents: Iterable[str]) -> Iterable[Placed]:
        """The happenings of these documents that are claims against claims."""

    def members(self, leads: Iterable[int]) -> Mapping[int, Sequence[Placed]]:
        """All happenings of these groups."""

    def joined(self, leads: Iterable[int]) -> Mapping[int, int]:
        """Of which development each of these groups is, as it was noted last."""

    def derive(self, kind: str, made: Mapping[int | str, Sequence[Derived]]) -> None:
        """Put records in the place of those of this kind that were derived of the same things."""


def retell(families: Mapping[int, Sequence[int]], shelf: Shelf, limits: Limits) -> None:
    """Write the developments and contradictions of these groups of tellings anew, and the contradictions about them."""
    _Retelling(families, shelf, limits).write()


class _Retelling:
    """All that is asked for at once."""

    def __init__(self, families: Mapping[int, Sequence[int]], shelf: Shelf, limits: Limits) -> None:
        self._shelf, self._limits = shelf, limits
        told_by = shelf.members({group for groups in families.values() for group in groups})
        self._members = {
            lead: sorted((item for group in groups for item in told_by[group]), key=lambda item: item.number)
            for lead, groups in families.items()
        }
        self._near: dict[int, list[Placed]] = {}
        self._denials: dict[str, Placed] = {}
        self._items: dict[str, Placed] = {}
        self._events: dict[str, Event] = {}
        self._documents: dict[str, Document] = {}
        told = [m for members in self._members.values() for m in members if m.happening.of == "event"]
        self._tellings = {t.happening.id: t for t in self._told(told)}
        self._disputed = self._disputes({m.happening.document for m in told if m.happening.disputed}, self._denied())

    def _disputes(self, documents: Set[str], denied: Sequence[Happening]) -> dict[int, Sequence[Placed]]:
        """The disputes that these articles tell, and those of these claims, with all that others tell of them."""
        names = {each.id for each in denied}
        found = self._shelf.disputes({*documents, *(each.document for each in denied)})
        disputes = (each for each in found if each.happening.type in DISPUTED and each.lead is not None)
        wanted = (d for d in disputes if d.happening.document in documents or d.happening.claims[0].record in names)
        return dict(self._shelf.members({each.lead for each in wanted if each.lead is not None}))

    def _denied(self) -> list[Happening]:
        """The claims told here that are denied in their own article, and those that they repeat.

        Whoever denies something else near them leaves what is told of that as it was.
        """
        claims = [m for members in self._members.values() for m in members if m.happening.type == CLAIM]
        beside = ((m.happening, near.happening) for m in claims for near in self._beside(m))
        again = (c for m, c in beside if _is_denied(c) and opposing.repeats(c, (m,)))
        return [*(m.happening for m in claims if _is_denied(m.happening)), *again]

    def _beside(self, item: Placed) -> list[Placed]:
        """The claims that a claim is compared with."""
        if item.number not in self._near:
            self._near[item.number] = grouping.claims_near(item, self._shelf, self._limits)
        return self._near[item.number]

    def _repeated(self, dispute: Happening) -> list[Claim]:
        """What else the speaker who denies says to the same in other articles."""
        claim = self._denials.get(dispute.claims[0].record)
        if claim is None or not _is_denied(claim.happening):
            return []
        again = opposing.repeats(claim.happening, [each.happening for each in self._beside(claim)])
        return [replace(each.claims[0], side="denied") for each in again]

    def write(self) -> None:
        """Write all."""
        self._read(map(self._telling, self._members.values()))
        made = {lead: self._development(members) for lead, members in self._members.items()}
        self._shelf.derive("development", {lead: found for lead, (found, _) in made.items()})
        self._shelf.derive("number", {lead: found for lead, (_, found) in made.items()})
        disputes = {**self._members, **self._disputed}
        items = (m.happening for members in disputes.values() for m in members if m.happening.type in DISPUTED)
        self._denials |= {m.happening.id: m for m in self._shelf.telling({each.claims[0].record for each in items})}
        claims = {lead: told for lead, told in self._members.items() if not told or told[0].happening.type == CLAIM}
        self._shelf.derive("opposed", {lead: self._opposed(told) for lead, told in claims.items()})
        self._shelf.derive("contradiction", {lead: self._of_disputes(members) for lead, members in disputes.items()})

    def _development(self, members: Sequence[Placed]) -> tuple[tuple[Development, ...], tuple[Contradiction, ...]]:
        """The development that these tell, if it is one, and the numbers in it that exclude one another."""
        tellings = self._telling(members)
        if not tellings:
            return (), ()
        made = development(tellings)
        said = self._shelf.statements(
            {t.outline.statement for t in tellings if t.outline.counted and t.outline.statement}
        )
        against = tuple(contradictions.of_numbers(made, tellings, said))
        if against or any(t.happening.disputed for t in tellings):
            made = replace(made, standing="disputed")
        return (made,), against

    def _of_disputes(self, members: Sequence[Placed]) -> tuple[Contradiction, ...]:
        """The contradiction that these make, if they are claims."""
        items = [m.happening for m in members if m.happening.type in DISPUTED]
        if not items:
            return ()
        items = [replace(each, claims=(*each.claims, *self._repeated(each))) for each in items]
        origins = _origins({claim.document for item in items for claim in item.claims}, self._shelf)
        said = self._shelf.statements({claim.record for item in items for claim in item.claims})
        return (contradictions.of_disputes(items, self._about(items), origins, said),)

    def _opposed(self, members: Sequence[Placed]) -> tuple[Contradiction, ...]:
        """What claims of other articles say to the contrary of a claim, if it is the one that denies."""
        if not members:
            return ()
        (item,) = members
        near = [each.happening for each in self._beside(item)]
        found = tuple(opposing.opposed(item.happening, near))
        if not found:
            return ()
        origins = _origins({claim.document for each in found for claim in each.claims}, self._shelf)
        texts = self._shelf.documents({claim.document for each in found for claim in each.claims})
        return tuple(contradictions.of_claims(each, origins, texts) for each in found)

    def _about(self, items: Sequence[Happening]) -> str | None:
        """The development on whose tellings most claims stand."""
        found = {p.happening.id: p.lead for p in self._shelf.telling({event for item in items for event in item.on})}
        told = (found.get(event) for item in items for event in item.on)
        groups = Counter(lead for lead in told if lead is not None)
        if not groups:
            return None
        joined = self._shelf.joined(groups)
        leads = Counter(dict.fromkeys(joined.values(), 0))
        for group, number in groups.items():
            leads[joined[group]] += number
        best = min(leads, key=lambda lead: (-leads[lead], self._shelf.placed(lead).order))
        # The first telling alone gives a development its id.
        alone = self._told([self._shelf.placed(best)])
        self._read([alone])
        return development(alone).id

    def _telling(self, members: Sequence[Placed]) -> list[Telling]:
        """What these tell, as far as they are events."""
        return [self._tellings[m.happening.id] for m in members if m.happening.of == "event"]

    def _told(self, members: Sequence[Placed]) -> list[Telling]:
        self._items |= {m.happening.id: m for m in members}
        outlines = _outlines(members, self._shelf)
        names = {m.happening.document for m in members}
        heads, origins = _heads(names, self._shelf), _origins(names, self._shelf)
        return [
            Telling(
                outline=outlines[m.number],
                happening=m.happening,
                head=heads[m.happening.document],
                origin=origins[m.happening.document],
                source=partial(_source, self._events, self._documents, m.happening),
            )
            for m in members
        ]

    def _read(self, told: Iterable[Sequence[Telling]]) -> None:
        """Have at hand the events and articles whose words stand in these developments."""
        items = [self._items[t.happening.id] for each in told if each for t in in_words(each)]
        self._events |= self._shelf.events(items)
        self._documents |= self._shelf.documents({each.happening.document for each in items})


# No method, since then its telling would hold what holds the telling: rubbish that only a search for it would find.
def _source(events: Mapping[str, Event], documents: Mapping[str, Document], item: Happening) -> tuple[Event, Document]:
    return events[item.id], documents[item.document]


def _is_denied(item: Happening) -> bool:
    """Whether it is a claim that is denied in its own article, in words that others may repeat.

    Of a claim of no known kind that is not asked: there are as many as others, and few are denied in their words.
    """
    return item.type == CLAIM and bool(item.acting and item.mode)


def _outlines(members: Sequence[Placed], shelf: Shelf) -> Mapping[int, Outline]:
    """The outlines of these events; those that were not noted are made."""
    found = shelf.outlines([m.number for m in members])
    missing = [m for m in members if m.number not in found]
    if not missing:
        return found
    events, texts = shelf.events(missing), shelf.documents({m.happening.document for m in missing})
    made = {m.number: outline(events[m.happening.id], m.happening, texts[m.happening.document].text) for m in missing}
    shelf.outline(made)
    return {**found, **made}


def _heads(names: Iterable[str], shelf: Shelf) -> Mapping[str, Head]:
    """The heads of these documents; those that were not noted are made."""
    wanted = set(names)
    found = shelf.heads(wanted)
    if missing := wanted - found.keys():
        made = {name: head(each) for name, each in shelf.documents(missing).items()}
        shelf.head(made.values())
        found = {**found, **made}
    return found


def _origins(names: Iterable[str], shelf: Shelf) -> dict[str, str]:
    """Who first brought each of these documents."""
    roots = shelf.roots(names)
    heads = _heads(roots.values(), shelf)
    return {name: heads[root].house for name, root in roots.items()}
