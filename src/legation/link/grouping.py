"""Which tellings are one happening, found so that a new article changes only what lies near it.

Each telling joins the group of the earlier tellings that it is most like, or opens one. What it joins depends only on
the set of earlier tellings near it, never on the order in which articles were added. So after a late article only those
later ones are looked at again that it can lead elsewhere, and of the groups near them only those that it changed.

Beside that it is noted which two tellings may be one by what counts together (`kinship`): `joining` makes one
development of groups that are told as one.

Near are, of each key under which a telling is found, the latest so many before it. A telling that comes between takes
the place of the farthest. So the work is bounded, and still nothing hangs on the order in which articles come.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain
from math import log2

from legation.link import opposing, stirring
from legation.link.happenings import CLAIM, Happening
from legation.link.keys import keys
from legation.link.kinship import Kinship
from legation.link.likeness import (
    companions,
    contradicts,
    disagree,
    excludes,
    is_near,
    is_open,
    likeness,
    may_accompany,
    nearly,
    reach,
    threshold,
)
from legation.link.likeness_weights import load
from legation.link.limits import Limits
from legation.link.shelf import Change, Move, Placed, Shelf, Stir


@dataclass(frozen=True, slots=True)
class Touched:
    """The leads of all groups touched, and each two tellings that may be one now or may no more, the later first.

    Of the groups that are to be compared `anew` some telling may be read otherwise than before, under the same number.
    """

    leads: frozenset[int] = frozenset()
    akin: frozenset[tuple[int, int]] = frozenset()
    anew: frozenset[int] = frozenset()

    def __or__(self, other: "Touched") -> "Touched":
        """Both together."""
        return Touched(self.leads | other.leads, self.akin | other.akin, self.anew | other.anew)


def regroup(changed: Iterable[int], shelf: Shelf, limits: Limits) -> Touched:
    """Place the changed happenings and those that may follow them; return the groups that this touched.

    Those that are new come under their keys one after another, each when all before it have their places.
    """
    waiting = [(shelf.placed(number).order, number) for number in set(changed)]
    heapify(waiting)
    queued: dict[int, Stir | None] = {number: None for _, number in waiting}
    touched, kinship = set[int](), Kinship(shelf, limits)
    while waiting:
        _, number = heappop(waiting)
        stir = queued.pop(number)
        item = shelf.placed(number)
        if item.happening.type == CLAIM:
            touched |= _claimed(item, shelf, limits)
            continue
        names = tuple(keys(item.happening, limits))
        before = shelf.before(item, names, limits.most_candidates)
        lead = _stands(item, stir, before, shelf, limits)
        if lead == item.lead:
            if stir is None:
                kinship.look(number, before)
            continue
        if item.lead is None:
            shelf.enter(item, (*names, *opposing.keys(item.happening)))
            touched |= _voiced(item, shelf, limits)
        else:
            touched.add(item.lead)
        touched.add(lead)
        shelf.place(number, lead)
        if stir:  # only what had changed was looked at
            shelf.at_hand(frozenset(chain.from_iterable(before)))
        kinship.look(number, before)
        move = Move(item, lead, before, shelf.after(item, names, limits.most_candidates))
        kinship.come(move)
        for other, changes in _followers(move, queued, shelf, limits):
            queued[other.number] = changes
            heappush(waiting, (other.order, other.number))
    return Touched(frozenset(touched), frozenset(kinship.changed))


def _claimed(item: Placed, shelf: Shelf, limits: Limits) -> frozenset[int]:
    """Let a claim, which is of no group but its own, be found; return it and the claims that may be told otherwise."""
    if item.lead is not None:
        return frozenset((item.number, *(each.number for each in claims_near(item, shelf, limits))))
    names = tuple(opposing.keys(item.happening))
    shelf.enter(item, names)
    shelf.place(item.number, item.number)
    return frozenset((item.number, *_answering(item, names, shelf, limits)))


def _voiced(item: Placed, shelf: Shelf, limits: Limits) -> frozenset[int]:
    """The claims for which it matters that they see what an article tells in its own voice."""
    names = tuple(opposing.keys(item.happening))
    if not names:
        return frozenset()
    before, after = (ask(item, names, limits.most_candidates) for ask in (shelf.before, shelf.after))
    claims = shelf.alone(frozenset(chain(*before, *after)), CLAIM)
    return frozenset(_bearing(item, (before, after), shelf, limits, claims)) if claims else frozenset()


def _answering(item: Placed, names: Sequence[str], shelf: Shelf, limits: Limits) -> Iterator[int]:
    """Yield the claims for which it matters that they see a new one, or no more what that has pushed out of sight."""
    before, after = _beside(item, names, shelf, limits)
    return _bearing(item, (before, after), shelf, limits, frozenset(chain(*before, *after)))


def _bearing(
    item: Placed,
    beside: tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]],
    shelf: Shelf,
    limits: Limits,
    among: Set[int],
) -> Iterator[int]:
    """Yield those `among` these for which what is told before and after a new one, and it, makes a difference."""
    before, after = beside
    for move in (Move(item, item.number, before, after), Move(item, item.number, after, before)):
        for number, pushed in move.lost(limits.most_candidates).items():
            if number not in among:
                continue
            seen = shelf.placed(number).happening
            changes = [each.happening for each in (item, *map(shelf.placed, pushed))]
            # What is denied in its own article too is told there with those that deny it elsewhere.
            repeated = bool(seen.acting) and seen.type == CLAIM and opposing.repeats(seen, changes)
            if repeated or any(opposing.bears_on(each, seen) for each in changes):
                yield number


def _beside(
    item: Placed, names: Sequence[str], shelf: Shelf, limits: Limits
) -> tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]:
    """The claims told before and after a claim under each of its keys, all of which are asked for next."""
    before, after = (ask(item, names, limits.most_candidates) for ask in (shelf.before, shelf.after))
    shelf.ready(frozenset(chain(*before, *after)))
    return before, after


def claims_near(item: Placed, shelf: Shelf, limits: Limits) -> list[Placed]:
    """The claims that a claim is compared with, each of which sees it too: those nearest under its keys.

    A claim is compared with what articles tell in their own voice too, and that with claims alone.
    """
    names = tuple(opposing.keys(item.happening))
    if not names:
        return []
    before, after = _beside(item, names, shelf, limits)
    found = (shelf.placed(number) for number in sorted(set(chain(*before, *after)) - {item.number}))
    claim = item.happening.type == CLAIM
    return [each for each in found if claim or each.happening.type == CLAIM]


def later(item: Placed, shelf: Shelf, limits: Limits) -> frozenset[int]:
    """The numbers of the later happenings that look at this one."""
    if item.happening.type == CLAIM:
        return frozenset()  # what saw it has no other place without it
    after = shelf.after(item, tuple(keys(item.happening, limits)), limits.most_candidates)
    beside = (other.number for other in _companions(item, shelf, limits) if other.order > item.order)
    return frozenset((*chain.from_iterable(after), *beside, *(each.number for each in _readings(item, shelf))))


def _stands(item: Placed, stir: Stir | None, before: Sequence[Sequence[int]], shelf: Shelf, limits: Limits) -> int:
    """Where the happening stands now: as a rule it is enough to look at what has changed near it."""
    if item.happening.follows:
        return _led(item, shelf)
    seen = frozenset(chain.from_iterable(before))
    if stir and item.lead is not None and not item.happening.bare:
        change = stirring.change(item, stir, seen, shelf, limits)
        if not change.groups or _still(item, change, seen, shelf, limits):
            return item.lead
    shelf.ready(seen)
    return _place(item, _earlier(item, seen, shelf, limits), shelf, limits)


def _earlier(
    item: Placed, seen: Iterable[int], shelf: Shelf, limits: Limits, among: Set[int] | None = None
) -> list[Placed]:
    """The earlier happenings that can be the same, in their order; of its own article only those `among` these."""
    found = (shelf.placed(number) for number in seen)
    others = {each.number: each for each in found if is_near(each.happening, item.happening)}
    alone = (
        among is not None
        and may_accompany(item.happening, limits)
        and (among - {item.number}).isdisjoint(shelf.events_of(item.happening.document))
    )
    if not alone:
        others |= {each.number: each for each in _companions(item, shelf, limits) if each.order < item.order}
    return sorted(others.values(), key=lambda other: other.order)


def _companions(item: Placed, shelf: Shelf, limits: Limits) -> Iterator[Placed]:
    if not may_accompany(item.happening, limits):
        return
    for each in shelf.of_document(item.happening.document):
        led = each.happening.follows or each.number == item.number
        if not led and companions(each.happening, item.happening, limits):
            yield each


def _readings(item: Placed, shelf: Shelf) -> Iterator[Placed]:
    """Yield the other readings of its word that follow it."""
    for each in shelf.of_document(item.happening.document):
        if each.happening.follows and each.happening.follows[1] == item.happening.id:
            yield each


def _led(item: Placed, shelf: Shelf) -> int:
    """The group of the reading that it follows, which comes before it."""
    told = shelf.of_document(item.happening.document)
    leader = next(each for each in told if item.happening.follows and each.happening.id == item.happening.follows[1])
    return item.number if leader.lead is None else leader.lead


def _followers(
    move: Move, queued: Mapping[int, Stir | None], shelf: Shelf, limits: Limits
) -> Iterator[tuple[Placed, Stir]]:
    """Yield the later happenings that may stand elsewhere, now that this one has moved; tell those that wait of it."""
    beside = chain(_companions(move.item, shelf, limits), _readings(move.item, shelf))
    always = {each.number for each in beside if each.order > move.item.order}
    lost = move.lost(limits.most_candidates)
    shelf.at_hand(lost.keys() | {each for pushed in lost.values() for each in pushed})
    for number in (*lost, *(always - lost.keys())):
        other = shelf.placed(number)
        if other.lead is None:
            continue
        gone = lost.get(number, {})
        pushed = [shelf.placed(each) for each in gone]
        stir = queued.get(number)
        if stir is None and number in queued:
            continue  # all that it sees is looked at anyway
        follows = number in always or stirring.may_follow(other, move, shelf, limits)
        if stir is not None:
            stir.note(move if follows else None, pushed)
        elif follows or any(stirring.may_miss(other, each, gone[each.number], shelf, limits) for each in pushed):
            stir = Stir()
            stir.note(move if follows else None, pushed)
            yield other, stir


@dataclass(frozen=True, slots=True)
class _Score:
    """How like a happening is to a group: to the member most like it.

    `likest` is the first member that is so like it, `said` says whether one sentence tells both as one act. `against`
    counts those who tell it of others.
    """

    best: float
    likest: Happening
    said: bool
    against: int = 0

    @property
    def rank(self) -> tuple[float, tuple[float, str, int, str]]:
        """Sorts the likest group first, and of equals the earliest."""
        return -self.best, self.likest.order

    def holds(self, item: Happening) -> bool:
        """Whether the happening may be of the group, though several of it tell such a thing of others."""
        told = load()
        if self.said or item.claims or self.against < told.least_against:
            return True
        return self.best - told.against > threshold(item)


def _place(item: Placed, others: Iterable[Placed], shelf: Shelf, limits: Limits) -> int:
    """The group of earlier happenings that the happening is most like, its own where none is.

    Of equals that of the earliest which is so like it. What is like none enough is of the one that it is nearly like,
    where no other comes near.
    """
    scores = _scored(item, others, shelf, limits)
    if not scores:
        return item.number
    lead, *rest = sorted(scores, key=lambda each: scores[each].rank)
    if not scores[lead].holds(item.happening):
        return item.number
    if scores[lead].best > threshold(item.happening):
        return lead
    ahead = not rest or scores[lead].best - scores[rest[0]].best > load().ahead
    drawn = ahead and scores[lead].best > nearly(item.happening)
    return lead if drawn and not disagree(item.happening, scores[lead].likest, limits) else item.number


def _still(item: Placed, change: Change, seen: Set[int], shelf: Shelf, limits: Limits) -> bool:
    """Whether the happening stands where it stood after some groups near it have changed; else all is looked at again.

    It does unless its own group is less like it than before, or a changed one more than its own. Where no group is
    like it enough, whatever comes near or is gone may matter.
    """
    own, changed = item.lead, change.groups - {item.lead}
    if own is None:
        return False
    scores = _scores(item, changed, seen, shelf, limits)
    drawn = min((found.rank for found in scores.values() if found.best > nearly(item.happening)), default=None)
    if own == item.number:
        return not (drawn or change.gone or _came_near(item, changed - scores.keys(), seen, shelf, limits))
    # One that is told in its sentence leaves no room beside.
    mine = _scores(item, {own}, seen, shelf, limits).get(own)
    if mine is None or mine.best <= threshold(item.happening) or not mine.holds(item.happening):
        return False
    return not (drawn and drawn < mine.rank) and not _was_more(item, mine, change, shelf, limits)


def _came_near(item: Placed, shut: Set[int], seen: Set[int], shelf: Shelf, limits: Limits) -> bool:
    """Whether one of these groups, of which the happening can't be, came near it while it could."""
    told = shelf.told_in(shut) & seen if shut else frozenset[int]()
    shelf.ready(told)
    found = (likeness(item.happening, shelf.placed(number).happening, limits) for number in told)
    return any(each is not None and each > reach(item.happening) for each in found)


def _was_more(item: Placed, mine: _Score, change: Change, shelf: Shelf, limits: Limits) -> bool:
    """Whether its group was more like the happening, or otherwise, when those that are gone were in it."""
    gone = [shelf.placed(number).happening for number, lead in change.gone if lead == item.lead]
    return any(
        companions(item.happening, each, limits) or (likeness(item.happening, each, limits) or 0.0) >= mine.best
        for each in gone
    )


def _scores(item: Placed, wanted: Set[int], seen: Set[int], shelf: Shelf, limits: Limits) -> dict[int, _Score]:
    """How like the happening is to these groups, as far as it sees them."""
    told = shelf.told_in(wanted)
    inside = told & seen
    shelf.ready(inside)
    others = [each for each in _earlier(item, inside, shelf, limits, told) if each.lead in wanted]
    return _scored(item, others, shelf, limits)


def _scored(item: Placed, others: Iterable[Placed], shelf: Shelf, limits: Limits) -> dict[int, _Score]:
    """How like the happening is to each of the groups of these, without those that it can't be of."""
    groups: dict[int, list[Placed]] = {}
    for other in others:
        if other.lead is not None:
            groups.setdefault(other.lead, []).append(other)
    still = {
        lead: members
        for lead, members in groups.items()
        if is_open(item.happening, shelf.placed(lead).happening, limits)
    }
    return {lead: found for lead, members in still.items() if (found := _score(item, members, limits))}


def _score(item: Placed, members: Sequence[Placed], limits: Limits) -> _Score | None:
    """How like the happening is to a group; None where none is like it, or one of them can't be the same.

    A telling in bare words ("the raids") means the happening that was told most of late.
    """
    told, said, scores, against = load(), False, [], 0
    for member in members:
        against += contradicts(item.happening, member.happening, limits)
        if companions(item.happening, member.happening, limits):
            said = True
            scores.append((told.companion, member.happening))
        elif (found := likeness(item.happening, member.happening, limits)) is not None:
            scores.append((found, member.happening))
        elif excludes(item.happening, member.happening, limits):
            return None
    if not scores:
        return None
    best = max(score for score, _ in scores)
    salience = told.salience * min(1.0, log2(1 + len(scores)) / 3) if item.happening.bare else 0.0
    likest = min((each for score, each in scores if score == best), key=lambda each: each.order)
    return _Score(best + salience, likest, said, against)
