"""Which tellings are one happening, found so that a new article changes only what lies near it.

Each telling joins the development of the earlier tellings that it is most like, or opens one. What it joins depends
only on the set of earlier tellings near it, never on the order in which articles were added. So after a late article
only those later ones are looked at again that it can lead elsewhere.

Near are, of each key under which a telling is found, the latest so many before it. A telling that comes between takes
the place of the farthest. So the work is bounded, and still nothing hangs on the order in which articles come.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
from math import log2
from typing import Protocol

from legation.link.happenings import Happening, keys
from legation.link.likeness import companions, days_allow, likeness, load
from legation.link.limits import Limits


@dataclass(frozen=True, slots=True)
class Placed:
    """A happening with its number, and the number of the first happening of its development (None: not placed yet)."""

    number: int
    lead: int | None
    happening: Happening

    @property
    def order(self) -> tuple[float, str, int, str]:
        """Sorts as they are told."""
        return self.happening.order


class Shelf(Protocol):
    """Who keeps the happenings."""

    def placed(self, number: int) -> Placed:
        """The happening with this number."""

    def of_document(self, document: str) -> Sequence[Placed]:
        """The happenings of a document."""

    def before(self, item: Placed, keys: Sequence[str], most: int) -> Sequence[Sequence[int]]:
        """For each key the numbers of the happenings that are told before: so many at most, the latest first."""

    def after(self, item: Placed, keys: Sequence[str], most: int) -> Sequence[Sequence[int]]:
        """For each key the numbers of those that are told after: so many at most, the earliest first."""

    def enter(self, item: Placed, keys: Sequence[str]) -> None:
        """Let the happening be found under these keys."""

    def place(self, number: int, lead: int) -> None:
        """Note of which development the happening is."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A happening with where it stood and where it stands now, and what lies before and after it under each key."""

    item: Placed
    lead: int
    before: Sequence[Sequence[int]]
    after: Sequence[Sequence[int]]

    def lost(self, most: int) -> Iterator[tuple[int, int | None]]:
        """Yield the later happenings that see it, each with the one that it has pushed out of their sight, if any."""
        for before, after in zip(self.before, self.after, strict=True):
            for place, other in enumerate(after, start=1):
                pushed = before[most - place] if self.item.lead is None and len(before) > most - place else None
                yield other, pushed


def regroup(changed: Iterable[int], shelf: Shelf, limits: Limits) -> frozenset[int]:
    """Place the changed happenings and those that may follow them; return the leads of all developments touched.

    Those that are new come under their keys one after another, each when all before it have their places.
    """
    waiting = [(shelf.placed(number).order, number) for number in set(changed)]
    heapify(waiting)
    queued = {number for _, number in waiting}
    touched: set[int] = set()
    while waiting:
        _, number = heappop(waiting)
        queued.discard(number)
        item = shelf.placed(number)
        names = tuple(keys(item.happening, limits))
        before = shelf.before(item, names, limits.most_candidates)
        lead = _lead(item, _earlier(item, before, shelf, limits), shelf, limits)
        if lead == item.lead:
            continue
        if item.lead is None:
            shelf.enter(item, names)
        touched |= {lead} | ({item.lead} if item.lead is not None else set())
        shelf.place(number, lead)
        move = _Move(item, lead, before, shelf.after(item, names, limits.most_candidates))
        for other in _followers(move, queued, shelf, limits):
            queued.add(other.number)
            heappush(waiting, (other.order, other.number))
    return frozenset(touched)


def later(item: Placed, shelf: Shelf, limits: Limits) -> frozenset[int]:
    """The numbers of the later happenings that look at this one."""
    after = shelf.after(item, tuple(keys(item.happening, limits)), limits.most_candidates)
    beside = (other.number for other in _companions(item, shelf, limits) if other.order > item.order)
    return frozenset((*chain.from_iterable(after), *beside))


def _earlier(item: Placed, before: Iterable[Sequence[int]], shelf: Shelf, limits: Limits) -> list[Placed]:
    """The earlier happenings that can be the same, in their order."""
    found = (shelf.placed(number) for number in set(chain.from_iterable(before)))
    others = {each.number: each for each in found if _is_near(each.happening, item.happening)}
    others |= {each.number: each for each in _companions(item, shelf, limits) if each.order < item.order}
    return sorted(others.values(), key=lambda other: other.order)


def _companions(item: Placed, shelf: Shelf, limits: Limits) -> Iterator[Placed]:
    if item.happening.type in limits.spoken:
        for each in shelf.of_document(item.happening.document):
            if each.number != item.number and companions(each.happening, item.happening, limits):
                yield each


def _is_near(one: Happening, other: Happening) -> bool:
    """Whether the two are told at one time, or both name their day."""
    both = one.dated and other.dated
    return both or one.reported == other.reported or abs(one.reported - other.reported) <= load().far_days


def _followers(move: _Move, queued: Set[int], shelf: Shelf, limits: Limits) -> Iterator[Placed]:
    """Yield the later happenings that may stand elsewhere, now that this one has moved."""
    seen: set[int] = set()
    for number, pushed in move.lost(limits.most_candidates):
        if number in queued or number in seen:
            continue
        other = shelf.placed(number)
        if other.lead is not None and (
            _may_follow(other, move, limits) or (pushed is not None and _may_miss(other, shelf.placed(pushed), limits))
        ):
            seen.add(number)
            yield other
    for other in _companions(move.item, shelf, limits):
        if other.order > move.item.order and other.lead is not None and other.number not in queued | seen:
            yield other


def _may_follow(other: Placed, move: _Move, limits: Limits) -> bool:
    """Whether a happening may stand elsewhere, since one that it sees has come to a development, or left one."""
    if other.happening.bare:
        return True  # how many tell a happening counts for it
    if not _is_near(other.happening, move.item.happening):
        return False
    found = likeness(other.happening, move.item.happening, limits)
    if found is None:  # it keeps others away from the development in which it is
        return other.lead == move.lead or move.item.lead is not None
    return other.lead != move.lead and found > _threshold(other.happening)


def _may_miss(other: Placed, gone: Placed, limits: Limits) -> bool:
    """Whether a happening may stand elsewhere, since it sees another one no more."""
    if other.happening.bare:
        return True
    if gone.lead is None or not _is_near(other.happening, gone.happening):
        return False
    found = likeness(other.happening, gone.happening, limits)
    return found is None or (other.lead == gone.lead and found > _threshold(other.happening))


def _lead(item: Placed, others: Iterable[Placed], shelf: Shelf, limits: Limits) -> int:
    """The development of earlier happenings that the happening is most like; its own where none is like enough.

    Of equals that of the earliest which is so like it.
    """
    groups: dict[int, list[Placed]] = {}
    for other in others:
        if other.lead is not None:
            groups.setdefault(other.lead, []).append(other)
    best, lead = _threshold(item.happening), item.number
    first = item.order
    for number, members in groups.items():
        found = _score(item, members, limits) if _is_open(item, shelf.placed(number), limits) else None
        if found and (found[0] > best or (found[0] == best and lead != item.number and found[1] < first)):
            (best, first), lead = found, number
    return lead


def _is_open(item: Placed, first: Placed, limits: Limits) -> bool:
    """Whether a development that began with `first` still gathers what is told: else a war would be one happening."""
    one, other = item.happening, first.happening
    both = one.dated and other.dated
    return both or one.reported == other.reported or abs(one.reported - other.reported) <= limits.longest_days


def _threshold(item: Happening) -> float:
    told = load()
    if item.claims:
        return told.least_disputed
    return told.least_bare if item.bare else told.least


def _score(item: Placed, members: Sequence[Placed], limits: Limits) -> tuple[float, tuple[float, str, int, str]] | None:
    """How like the happening is to a development: to the member most like it, unless one of them can't be the same.

    A telling in bare words ("the raids") means the happening that was told most of late. With it goes the order of the
    first member that is so like it.
    """
    told, kind, scores = load(), limits.kind(item.happening.type), []
    for member in members:
        if companions(item.happening, member.happening, limits):
            scores.append((told.companion, member.order))
        elif kind == limits.kind(member.happening.type):
            if not days_allow(item.happening, member.happening):
                return None
            found = likeness(item.happening, member.happening, limits)
            if found is not None:
                scores.append((found, member.order))
    if not scores:
        return None
    best = max(score for score, _ in scores)
    salience = told.salience * min(1.0, log2(1 + len(scores)) / 3) if item.happening.bare else 0.0
    return best + salience, min(order for score, order in scores if score == best)
