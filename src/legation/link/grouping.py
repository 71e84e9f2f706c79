"""Which tellings are one happening, found so that a new article changes only what lies near it.

Each telling joins the development of the earlier tellings that it is most like, or opens one. What it joins depends
only on the set of earlier tellings near it, never on the order in which articles were added; so after a late article
only those later ones are looked at again that can see it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import log2
from typing import Protocol

from legation.link.happenings import Happening, keys
from legation.link.likeness import companions, likeness, load
from legation.link.limits import Limits


@dataclass(frozen=True, slots=True)
class Placed:
    """A happening with its number, and the number of the first happening of its development (None: not placed yet)."""

    number: int
    lead: int | None
    happening: Happening


class Shelf(Protocol):
    """Who keeps the happenings."""

    def placed(self, number: int) -> Placed:
        """The happening with this number."""

    def of_document(self, document: str) -> Iterable[Placed]:
        """The happenings of a document."""

    def near(self, keys: Sequence[str], first: int, last: int, most: int) -> Iterable[Placed]:
        """The happenings under any of the keys whose first day lies between two days; so many of each key at most."""

    def place(self, number: int, lead: int) -> None:
        """Note of which development the happening is."""


def regroup(changed: Iterable[int], shelf: Shelf, limits: Limits) -> frozenset[int]:
    """Place the changed happenings and those that may follow them; return the leads of all developments touched."""
    waiting: list[tuple[tuple[float, str, int, str], int]] = []
    queued: set[int] = set()
    for number in changed:
        _queue(shelf.placed(number), waiting, queued)
    touched: set[int] = set()
    while waiting:
        _, number = heappop(waiting)
        queued.discard(number)
        item = shelf.placed(number)
        others = near(item, shelf, limits)
        lead = _lead(item, others, limits)
        if lead == item.lead:
            continue
        touched |= {lead} | ({item.lead} if item.lead is not None else set())
        shelf.place(number, lead)
        for other in others:
            if other.happening.order > item.happening.order:
                _queue(other, waiting, queued)
    return frozenset(touched)


def near(item: Placed, shelf: Shelf, limits: Limits) -> list[Placed]:
    """The other happenings that can be the same, in their order."""
    far = load().far_days
    first = item.happening.first
    found = shelf.near(tuple(keys(item.happening, limits)), first - far, first + far, limits.most_candidates)
    others = {each.number: each for each in found if each.number != item.number}
    for each in shelf.of_document(item.happening.document):
        if each.number != item.number and companions(each.happening, item.happening, limits):
            others[each.number] = each
    return sorted(others.values(), key=lambda other: other.happening.order)


def _queue(item: Placed, waiting: list[tuple[tuple[float, str, int, str], int]], queued: set[int]) -> None:
    if item.number not in queued:
        queued.add(item.number)
        heappush(waiting, (item.happening.order, item.number))


def _lead(item: Placed, others: Iterable[Placed], limits: Limits) -> int:
    """The development of earlier happenings that the happening is most like; its own where none is like enough."""
    groups: dict[int, list[Placed]] = {}
    for other in others:
        if other.happening.order < item.happening.order and other.lead is not None:
            groups.setdefault(other.lead, []).append(other)
    best, lead = _threshold(item.happening), item.number
    for number, members in groups.items():
        score = _score(item, members, limits)
        if score is not None and score > best:
            best, lead = score, number
    return lead


def _threshold(item: Happening) -> float:
    told = load()
    if item.claims:
        return told.least_disputed
    return told.least_bare if item.bare else told.least


def _score(item: Placed, members: Sequence[Placed], limits: Limits) -> float | None:
    """How like the happening is to a development: to the member most like it, unless one of them can't be the same.

    A telling in bare words ("the raids") means the happening that was told most of late.
    """
    told, scores = load(), []
    for member in members:
        if companions(item.happening, member.happening, limits):
            scores.append(told.companion)
        elif limits.kind(item.happening.type) == limits.kind(member.happening.type):
            found = likeness(item.happening, member.happening, limits)
            if found is None:
                return None
            scores.append(found)
    salience = told.salience * min(1.0, log2(1 + len(scores)) / 3) if item.happening.bare else 0.0
    return max(scores) + salience if scores else None
