"""A shelf in memory: for the records of one call, where nothing is kept."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from legation.link.grouping import Placed
from legation.link.happenings import Happening
from legation.link.linker import Sources
from legation.records import CopyKind, Derived, Document, Event, Statement


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
        self._keyed: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._keys: dict[int, tuple[str, ...]] = {}
        self._of: dict[str, list[int]] = defaultdict(list)
        self._members: dict[int, set[int]] = defaultdict(set)
        self._events: dict[str, Event] = {}
        self._statements: dict[str, Statement] = {}
        self.derived: dict[tuple[str, int | str], tuple[Derived, ...]] = {}

    def take(self, sources: Sources) -> None:
        """Take in a document with what was found in it."""
        self._documents[sources.document.id] = sources.document
        self._sources[sources.document.id] = sources
        self._events |= {event.id: event for event in sources.events}
        self._statements |= {each.id: each for each in sources.statements}

    def document(self, document: str) -> Document:
        """The document with this id."""
        return self._documents[document]

    def sources(self, document: str) -> Sources:
        """The document with what was found in it."""
        return self._sources[document]

    def events(self, placed: Iterable[Placed]) -> dict[str, Event]:
        """The events of these happenings by their ids."""
        return {each.happening.id: self._events[each.happening.id] for each in placed}

    def statements(self, wanted: Iterable[str]) -> dict[str, Statement]:
        """The statements with these ids."""
        return {each: self._statements[each] for each in wanted if each in self._statements}

    def sampled(self, document: str, runs: Iterable[int]) -> None:
        """Keep by which runs of words a document is found."""
        self._sampled[document] = frozenset(runs)
        for run in self._sampled[document]:
            self._runs[run].append(document)

    def sharing(self, document: str, least: int, most: int) -> Iterator[str]:
        """The documents that share at least so many sampled runs of words with it; so many of the likest at most."""
        shared = Counter(other for run in self._sampled[document] for other in self._runs[run] if other != document)
        least = min(least, len(self._sampled[document]))
        likest = sorted((-n, other) for other, n in shared.items() if n >= least)
        return (other for _, other in likest[:most])

    def parent(self, document: str) -> tuple[str, CopyKind] | None:
        """The earlier document of which it is a copy."""
        return self._parents.get(document)

    def children(self, document: str) -> Iterable[str]:
        """The documents that are copies of this one."""
        return frozenset(self._children[document])

    def descend(self, document: str, parent: str | None, kind: CopyKind) -> None:
        """Note of which earlier document it is a copy."""
        if before := self._parents.pop(document, None):
            self._children[before[0]].discard(document)
        if parent is not None:
            self._parents[document] = (parent, kind)
            self._children[parent].add(document)

    def put(self, item: Happening, keys: Iterable[str]) -> int:
        """Take in a happening under its keys; return its number."""
        number = len(self._placed)
        self._placed.append(Placed(number, None, item))
        self._of[item.document].append(number)
        self._keys[number] = tuple(keys)
        for key in self._keys[number]:
            insort(self._keyed[key], (item.first, number))
        return number

    def placed(self, number: int) -> Placed:
        """The happening with this number."""
        return self._placed[number]

    def of_document(self, document: str) -> Sequence[Placed]:
        """The happenings of a document."""
        return [self._placed[number] for number in self._of[document]]

    def near(self, keys: Sequence[str], first: int, last: int, most: int) -> Iterator[Placed]:
        """The happenings under any of the keys whose first day lies between two days; so many of each key at most."""
        middle = (first + last) // 2
        chosen: set[int] = set()
        for key in keys:
            found = self._keyed.get(key, [])
            low, high = bisect_left(found, (first, -1)), bisect_left(found, (last + 1, -1))
            centre = bisect_left(found, (middle + 1, -1))
            chosen.update(number for _, number in found[max(low, centre - most) : centre])
            centre = bisect_left(found, (middle, -1))
            chosen.update(number for _, number in found[centre : min(high, centre + most)])
        return (self._placed[number] for number in sorted(chosen))

    def place(self, number: int, lead: int) -> None:
        """Note of which development the happening is."""
        before = self._placed[number]
        if before.lead is not None:
            self._members[before.lead].discard(number)
        self._placed[number] = Placed(number, lead, before.happening)
        self._members[lead].add(number)

    def members(self, lead: int) -> Sequence[Placed]:
        """All happenings of a development."""
        return [self._placed[number] for number in sorted(self._members[lead])]

    def drop(self, document: str) -> None:
        """Forget what was kept of a document's text and happenings."""
        for run in self._sampled.pop(document, ()):
            self._runs[run].remove(document)
        for number in self._of.pop(document, ()):
            before = self._placed[number]
            if before.lead is not None:
                self._members[before.lead].discard(number)
            for key in self._keys.pop(number):
                self._keyed[key].remove((before.happening.first, number))

    def derive(self, kind: str, of: int | str, records: Sequence[Derived]) -> None:
        """Put records in the place of those of this kind that were derived of the same thing."""
        self.derived.pop((kind, of), None)
        if records:
            self.derived[kind, of] = tuple(records)
