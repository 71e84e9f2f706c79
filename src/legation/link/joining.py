"""Which groups of tellings are one development: those that a telling is like both of.

Of two groups that a telling bridges, the later one is joined to the earlier. So that no chain grows from happening to
happening, a group is only joined to one that is joined to none itself, and never where a day keeps one of its tellings
apart. All of it follows from the groups and bridges near those that were touched, in whatever order they came.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Protocol

from legation.link.days import Days, apart
from legation.link.grouping import Touched
from legation.link.limits import Limits


class Shelf(Protocol):
    """Who keeps the groups."""

    def order(self, number: int) -> tuple[float | str, ...]:
        """Sorts happenings that are found under keys as they are told."""

    def days(self, leads: Iterable[int], without: Set[int]) -> Mapping[int, Days]:
        """The outer days of these groups, as if some of their happenings were not there."""

    def bridges(self, leads: Iterable[int]) -> Set[tuple[int, int]]:
        """Each two groups that a happening of the one is like both of which, where these are one of the two."""

    def joined(self, leads: Iterable[int]) -> Mapping[int, int]:
        """Of which development each of these groups is, as it was noted last."""

    def family(self, root: int) -> Sequence[int]:
        """The groups that were noted as this development, in any order."""

    def join(self, families: Mapping[int, int]) -> None:
        """Note of which development each of these groups is."""


def families(touched: Touched, shelf: Shelf, limits: Limits) -> dict[int, tuple[int, ...]]:
    """Join the groups that were touched and those near; return the groups of each development that changed.

    A development is named by the first telling of its first group; without groups is what is none any more.
    """
    near = _Near(shelf, limits)
    changed = near.changed(touched)
    found, before, noted = _found(changed, near, shelf)
    taken = {each for groups in found.values() for each in groups[1:]}
    made = {root: () if root in taken else groups for root, groups in found.items()}
    joined = {each: root for root, groups in made.items() for each in groups}
    shelf.join({each: root for each, root in joined.items() if noted.get(each) != root})
    now = shelf.joined(touched.leads)
    told = {now.get(each, each) for each in touched.leads}
    made |= {root: tuple(shelf.family(root)) for root in told - made.keys()}
    return {root: groups for root, groups in made.items() if root in told or set(groups) != before[root]}


def _found(
    changed: Set[int], near: "_Near", shelf: Shelf
) -> tuple[dict[int, tuple[int, ...]], dict[int, frozenset[int]], dict[int, int]]:
    """The families that the changed groups are in, were in, or leave room in, and what was noted of each before.

    The last tells of which development groups were, as far as that was asked for.
    """
    found: dict[int, tuple[int, ...]] = {}
    known: dict[int, int] = {}
    before: dict[int, frozenset[int]] = {}
    waiting = changed | near.roots(changed)
    while waiting:
        near.ready(waiting)
        noted = shelf.joined(waiting)
        for root in waiting:
            found[root] = near.family(root)
            before[root] = frozenset(shelf.family(root) if noted.get(root) == root else ())
        beside = {each for root in waiting for each in (*found[root], *before[root])}
        also = shelf.joined(beside)
        known |= {**noted, **also}
        waiting = (beside | set(noted.values()) | set(also.values())) - found.keys()
    return found, before, known


class _Near:
    """The groups near some, with their bridges and days, asked for as they are needed."""

    def __init__(self, shelf: Shelf, limits: Limits) -> None:
        self._shelf, self._limits = shelf, limits
        self._days: dict[int, Days] = {}
        self._bridged: dict[int, frozenset[int]] = {}
        self._before: dict[int, list[int]] = {}
        self._first: dict[int, bool] = {}
        self._roots: dict[int, int] = {}
        self._kept_apart: dict[tuple[int, int], bool] = {}

    def changed(self, touched: Touched) -> frozenset[int]:
        """The groups that may now join another than before: those that shifted, and what comes after them."""
        self._learn(touched.leads | touched.shifted)
        shifted = touched.shifted | self._parted(touched)
        after = {each for one in shifted for each in self._raw(one) if self._order(one) < self._order(each)}
        self._learn(after)
        second = {each for one in after for each in self._raw(one) if self._order(one) < self._order(each)}
        self._learn(second)
        return frozenset(shifted | after | second)

    def root(self, lead: int) -> int:
        """The first group that it is bridged to and that is bridged to none before itself; else itself."""
        if lead not in self._roots:
            self._learn(self._earlier(lead))
            earlier = sorted(self._earlier(lead), key=self._order)
            self._roots[lead] = next((each for each in earlier if self._is_first(each)), lead)
        return self._roots[lead]

    def roots(self, leads: Iterable[int]) -> set[int]:
        """The same of each of these groups, asked for at once."""
        self._ahead(leads)
        return {self.root(each) for each in leads}

    def ready(self, roots: Iterable[int]) -> None:
        """Have at hand what it takes to find the families of these groups."""
        self._learn(roots)
        self._ahead({each for root in roots if self._is_first(root) for each in self._raw(root)})

    def family(self, root: int) -> tuple[int, ...]:
        """The group with those that are joined to it, the earliest first, as far as no day keeps them apart."""
        groups = [root]
        if not self._is_first(root):
            return (root,)
        self.ready((root,))
        for each in sorted(self._raw(root), key=self._order):
            if self.root(each) == root != each and not any(self._apart(one, each) for one in groups):
                groups.append(each)
        return tuple(groups)

    def _ahead(self, leads: Iterable[int]) -> None:
        """Have at hand what it takes to find the roots of these groups."""
        self._learn(leads)
        self._learn({each for lead in leads for each in self._earlier(lead)})

    def _earlier(self, lead: int) -> list[int]:
        if lead not in self._before:
            order = self._order(lead)
            before = (each for each in self._raw(lead) if self._order(each) < order)
            self._before[lead] = [each for each in before if not self._apart(each, lead)]
        return self._before[lead]

    def _is_first(self, lead: int) -> bool:
        """Whether it is bridged to none before itself."""
        if lead not in self._first:
            order, earlier = self._order(lead), self._before.get(lead)
            near = self._raw(lead) if earlier is None else earlier
            self._first[lead] = not any(self._order(each) < order and not self._apart(each, lead) for each in near)
        return self._first[lead]

    def _raw(self, lead: int) -> frozenset[int]:
        """The groups to which it is bridged, by whatever day."""
        if lead not in self._bridged:
            self._learn((lead,))
        return self._bridged[lead]

    def _learn(self, leads: Iterable[int]) -> None:
        """Ask at once for the bridges of these groups, and for the days of all at their ends."""
        missing = set(leads) - self._bridged.keys()
        if not missing:
            return
        ends: dict[int, set[int]] = {lead: set() for lead in missing}
        for one, other in self._shelf.bridges(missing):
            ends.setdefault(one, set()).add(other)
            ends.setdefault(other, set()).add(one)
        self._bridged |= {lead: frozenset(ends[lead] - {lead}) for lead in missing}
        new = ends.keys() - self._days.keys()
        found = self._shelf.days(new, frozenset())
        self._days |= {lead: found.get(lead, {}) for lead in new}

    def _order(self, lead: int) -> tuple[float | str, ...]:
        return self._shelf.order(lead)

    def _parted(self, touched: Touched) -> set[int]:
        """The groups whose new tellings keep others apart from them that could be of one development before."""
        bridged = {lead for lead in touched.leads - touched.shifted if self._raw(lead)}
        known = self._shelf.days(bridged, touched.new)
        more = {lead for lead in bridged if known.get(lead, {}) != self._days[lead]}
        beside = {each for lead in more for each in self._raw(lead)}
        self._learn(beside)
        around = {lead: {end for each in self._raw(lead) for end in (each, *self._raw(each))} for lead in more}
        known = self._shelf.days(more.union(*around.values()), touched.new)
        return {
            lead
            for lead, others in around.items()
            if any(
                apart(known.get(lead, {}), known.get(each, {}), self._limits) != self._apart(lead, each)
                for each in others - {lead}
            )
        }

    def _apart(self, one: int, other: int) -> bool:
        """Whether a day keeps a telling of one group apart from one of the other, or one of them is no more."""
        pair = min(one, other), max(one, other)
        if pair not in self._kept_apart:
            self._kept_apart[pair] = apart(self._days[one], self._days[other], self._limits)
        return self._kept_apart[pair]
