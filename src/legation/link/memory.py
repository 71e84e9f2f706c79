"""A shelf in memory: for the records of one call, where nothing is kept."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from legation.link.days import Days, spanned
from legation.link.happenings import Happening
from legation.link.linker import Sources
from legation.link.outlines import Head, Outline
from legation.link.shelf import Placed
from legation.records import CopyKind, Derived, Document, Event, Statement

Pair = tuple[int, int]
Told = tuple[tuple[float, str, int, str], int]  # a happening's order and number


class Memory:
    """Documents, happenings and what is derived of them, found by their keys."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._documents: dict[str, Document] = {}
        self._sources: dict[str, Sources] = {}
        self._runs: dict[int, list[str]] = defaultdict(list)
        self._sampled: dict[str, frozenset[int]] = {}
        self._parents: dict[str, tuple[str, CopyKind]] = {}
        self._children: dict[str, set[str]] = defaultdict(set)
        self._placed: list[Placed] = []
        self._keyed: dict[str, list[Told]] = defaultdict(list)
        self._keys: dict[int, tuple[str, ...]] = {}
        self._of: dict[str, list[int]] = defaultdict(list)
        self._telling: dict[str, int] = {}
        self._members: dict[int, set[int]] = defaultdict(set)
        self._akin: dict[int, frozenset[int]] = {}
        self._later_kin: dict[int, set[int]] = defaultdict(set)
        self._kin: dict[Pair, tuple[float, str]] = {}
        self._joined: dict[int, int] = {}
        self._events: dict[str, Event] = {}
        self._outlines: dict[int, Outline] = {}
        self._heads: dict[str, Head] = {}
        self._statements: dict[str, Statement] = {}
        self.derived: dict[tuple[str, int | str], tuple[Derived, ...]] = {}

    def take(self, sources: Sources) -> None:
        """Take in a document with what was found in it, in the place of what was found before."""
        if before := self._sources.get(sources.document.id):
            for event in before.events:
                self._events.pop(event.id, None)
            for statement in before.statements:
                self._statements.pop(statement.id, None)
        self._documents[sources.document.id] = sources.document
        self._sources[sources.document.id] = sources
        self._events |= {event.id: event for event in sources.events}
        self._statements |= {each.id: each for each in sources.statements}

    def documents(self, wanted: Iterable[str]) -> dict[str, Document]:
        """The documents with these ids."""
        return {each: self._documents[each] for each in wanted}

    def sources(self, document: str) -> Sources:
        """The document with what was found in it."""
        return self._sources[document]

    def events(self, placed: Iterable[Placed]) -> dict[str, Event]:
        """The events of these happenings by their ids."""
        return {each.happening.id: self._events[each.happening.id] for each in placed}

    def outlines(self, numbers: Iterable[int]) -> dict[int, Outline]:
        """The outlines of the events of these happenings, as far as they were noted."""
        return {number: self._outlines[number] for number in numbers if number in self._outlines}

    def outline(self, found: Mapping[int, Outline]) -> None:
        """Note the outlines of events."""
        self._outlines |= found

    def heads(self, documents: Iterable[str]) -> dict[str, Head]:
        """The heads of these documents, as far as they were noted."""
        return {each: self._heads[each] for each in documents if each in self._heads}

    def head(self, found: Iterable[Head]) -> None:
        """Note the heads of documents."""
        self._heads |= {each.id: each for each in found}

    def statements(self, wanted: Iterable[str]) -> dict[str, Statement]:
        """The statements with these ids."""
        return {each: self._statements[each] for each in wanted if each in self._statements}

    def sampled(self, document: str, runs: Iterable[int]) -> None:
        """Keep by which runs of words a document is found."""
        self._sampled[document] = frozenset(runs)
        for run in self._sampled[document]:
            self._runs[run].append(document)

    def sharing(self, document: str, least: int, share: float) -> Iterator[tuple[str, int]]:
        """The documents that share so many sampled runs of words with it, and such a share of the smaller sample."""
        mine = self._sampled[document]
        shared = Counter(other for run in mine for other in self._runs[run] if other != document)
        for other, number in shared.items():
            if number >= max(min(least, len(mine)), share * min(len(mine), len(self._sampled[other]))):
                yield other, number

    def shared(self, document: str, other: str) -> int:
        """How many sampled runs of words two documents have in common."""
        return len(self._sampled[document] & self._sampled[other])

    def parent(self, document: str) -> tuple[str, CopyKind] | None:
        """The earlier document of which it is a copy."""
        return self._parents.get(document)

    def children(self, document: str) -> Iterable[str]:
        """The documents that are copies of this one."""
        return frozenset(self._children[document])

    def roots(self, documents: Iterable[str]) -> dict[str, str]:
        """For each of the documents the first of those of which it is a copy, itself where it is none."""
        return {each: self._root(each) for each in documents}

    def _root(self, document: str) -> str:
        while before := self._parents.get(document):
            document = before[0]
        return document

    def descend(self, document: str, parent: str | None, kind: CopyKind) -> None:
        """Note of which earlier document it is a copy."""
        if before := self._parents.pop(document, None):
            self._children[before[0]].discard(document)
        if parent is not None:
            self._parents[document] = (parent, kind)
            self._children[parent].add(document)

    def put(self, document: str, items: Sequence[Happening]) -> list[int]:
        """Take in the happenings of a document in their order; return their numbers."""
        first = len(self._placed)
        self._placed += [Placed(number, None, item) for number, item in enumerate(items, start=first)]
        self._of[document] += range(first, len(self._placed))
        self._telling |= {item.id: number for number, item in enumerate(items, start=first)}
        return list(range(first, len(self._placed)))

    def enter(self, item: Placed, keys: Sequence[str]) -> None:
        """Let the happening be found under these keys."""
        self._keys[item.number] = tuple(dict.fromkeys(keys))
        for key in self._keys[item.number]:
            insort(self._keyed[key], (item.order, item.number))

    def placed(self, number: int) -> Placed:
        """The happening with this number."""
        return self._placed[number]

    def order(self, number: int) -> tuple[float, str, int, str]:
        """Sorts happenings as they are told."""
        return self._placed[number].order

    def ready(self, numbers: Set[int]) -> None:
        """All are at hand."""

    def at_hand(self, numbers: Set[int]) -> None:
        """All are at hand."""

    def alone(self, numbers: Set[int], kind: str) -> set[int]:
        """Those of these happenings that are of this type, in which each is a group of its own."""
        return {number for number in numbers if self.placed(number).happening.type == kind}

    def told_in(self, leads: Iterable[int]) -> set[int]:
        """The numbers of the happenings of these groups."""
        return {number for lead in leads for number in self._members[lead]}

    def of_document(self, document: str) -> Sequence[Placed]:
        """The happenings of a document."""
        return [self._placed[number] for number in self._of[document]]

    def events_of(self, document: str) -> frozenset[int]:
        """The numbers of the happenings of a document that are made of events."""
        return frozenset(number for number in self._of[document] if self._placed[number].happening.of == "event")

    def before(self, item: Placed, keys: Sequence[str], most: int) -> list[list[int]]:
        """For each key the numbers of the happenings that are told before: so many at most, the latest first."""
        told = [(self._keyed.get(key, []), (item.order, item.number)) for key in keys]
        ends = [(found, bisect_left(found, here)) for found, here in told]
        return [[number for _, number in reversed(found[max(0, end - most) : end])] for found, end in ends]

    def after(self, item: Placed, keys: Sequence[str], most: int) -> list[list[int]]:
        """For each key the numbers of those that are told after: so many at most, the earliest first."""
        told = [(self._keyed.get(key, []), (item.order, item.number)) for key in keys]
        starts = [(found, bisect_right(found, here)) for found, here in told]
        return [[number for _, number in found[start : start + most]] for found, start in starts]

    def place(self, number: int, lead: int) -> None:
        """Note of which group the happening is."""
        before = self._placed[number]
        if before.lead is not None:
            self._members[before.lead].discard(number)
        self._placed[number] = Placed(number, lead, before.happening)
        self._members[lead].add(number)

    def akin(self, number: int) -> frozenset[int]:
        """The earlier happenings that may be one with it."""
        return self._akin.get(number, frozenset())

    def note_akin(self, number: int, others: Set[int]) -> None:
        """Note which earlier happenings may be one with it."""
        for each in self._akin.pop(number, ()):
            self._later_kin[each].discard(number)
        if others:
            self._akin[number] = frozenset(others)
        for each in others:
            self._later_kin[each].add(number)

    def near(self, leads: Iterable[int]) -> set[Pair]:
        """Each two groups of which two happenings may be one, where these are one of the two; the smaller first."""
        told = {(lead, number) for lead in leads for number in self._members[lead]}
        beside = ((lead, each) for lead, n in told for each in (*self.akin(n), *self._later_kin[n]))
        pairs = ((lead, self._placed[each].lead) for lead, each in beside)
        return {(min(one, other), max(one, other)) for one, other in pairs if other not in (None, one)}

    def are_near(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Those of these pairs of groups of which two happenings may be one."""
        asked = set(pairs)
        return self.near({each for pair in asked for each in pair}) & asked

    def kin(self, leads: Iterable[int], least: float = 0.0) -> dict[Pair, tuple[float, str]]:
        """How likely each two groups are one, where these are one of the two, and by which tellings of either.

        Without those that are less likely than `least`.
        """
        wanted = set(leads)
        near = ((pair, found) for pair, found in self._kin.items() if not wanted.isdisjoint(pair))
        return {pair: found for pair, found in near if found[0] >= least}

    def kin_of(self, pairs: Iterable[Pair]) -> dict[Pair, tuple[float, str]]:
        """How likely each of these pairs of groups is one, as far as that is known, and by which tellings of either."""
        return {pair: self._kin[pair] for pair in pairs if pair in self._kin}

    def note_kin(self, gone: Iterable[Pair], found: Mapping[Pair, tuple[float, str]]) -> None:
        """Note how likely groups are one, and forget it of others."""
        for pair in gone:
            del self._kin[pair]
        self._kin |= found

    def firsts(self, leads: Iterable[int], most: int) -> dict[int, list[int]]:
        """The first so many happenings of each of these groups that are found under keys, by number; of none, none."""
        told = {lead: (n for n in self._members[lead] if self._keys.get(n)) for lead in leads}
        return {lead: sorted(sorted(each, key=self.order)[:most]) for lead, each in told.items()}

    def joined(self, leads: Iterable[int]) -> dict[int, int]:
        """Of which development each of these groups is, as it was noted last."""
        return {lead: self._joined.get(lead, lead) for lead in leads if self._members[lead]}

    def families(self, roots: Iterable[int]) -> dict[int, set[int]]:
        """The groups that were noted as each of these developments; of what is none, none or itself."""
        found: dict[int, set[int]] = {root: set() for root in roots}
        for lead in (lead for lead, members in self._members.items() if members):
            if (root := self._joined.get(lead, lead)) in found:
                found[root].add(lead)
        return found

    def spans(self, lead: int) -> Days:
        """Between which days the tellings of this group lie, of each sort."""
        return spanned(self._placed[number].happening for number in self._members[lead])

    def join(self, families: Mapping[int, int]) -> None:
        """Note of which development each of these groups is."""
        self._joined |= families

    def telling(self, records: Iterable[str]) -> list[Placed]:
        """The happenings that were made of these events and statements, as far as any was."""
        return [self._placed[self._telling[each]] for each in records if each in self._telling]

    def disputes(self, documents: Iterable[str]) -> list[Placed]:
        """The happenings of these documents that are claims against claims."""
        found = (item for each in sorted(set(documents)) for item in self.of_document(each))
        return [item for item in found if item.happening.of == "statement"]

    def members(self, leads: Iterable[int]) -> dict[int, list[Placed]]:
        """All happenings of these developments."""
        return {lead: [self._placed[number] for number in sorted(self._members[lead])] for lead in leads}

    def drop(self, document: str) -> None:
        """Forget what was kept of a document's text and happenings."""
        for run in self._sampled.pop(document, ()):
            self._runs[run].remove(document)
        for number in self._of.pop(document, ()):
            before = self._placed[number]
            self._telling.pop(before.happening.id, None)
            if before.lead is not None:
                self._members[before.lead].discard(number)
            self.note_akin(number, frozenset())
            for later in tuple(self._later_kin.pop(number, ())):
                self._akin[later] -= {number}
            for key in self._keys.pop(number, ()):
                self._keyed[key].remove((before.order, number))

    def derive(self, kind: str, made: Mapping[int | str, Sequence[Derived]]) -> None:
        """Put records in the place of those of this kind that were derived of the same things."""
        for of, records in made.items():
            self.derived.pop((kind, of), None)
            if records:
                self.derived[kind, of] = tuple(records)
