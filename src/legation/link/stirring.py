"""Whether what has changed near a happening can matter for where it stands: most of what has does not.

A happening sees, under each of its keys, the latest before it. One that comes between, or moves to another group, may
draw it there or let it go; one that is pushed out of its sight may have held it, or kept it away.
"""

from collections.abc import Iterable, Iterator, Set

from legation.link.days import may_meet
from legation.link.happenings import NEVER, Happening
from legation.link.likeness import companions, contradicts, excludes, is_near, likeness, nearly, reach, threshold
from legation.link.limits import Limits
from legation.link.shelf import Change, Move, Placed, Shelf, Stir


def change(item: Placed, stir: Stir, seen: Set[int], shelf: Shelf, limits: Limits) -> Change:
    """What of all that has changed near the happening matters for it; those it sees under another key are not gone."""
    found = Change()
    for move in stir.moves:
        found.groups.add(move.lead)
        found.leave(move.item)
    for each in stir.pushed.values():
        if each.number not in seen and may_miss(item, each, _told_beside(each, seen, shelf), shelf, limits):
            found.leave(each)
    return found


def _told_beside(gone: Placed, seen: Set[int], shelf: Shelf) -> Iterator[int]:
    """Yield those of the group of one that is gone which are seen still; nothing is looked up before the first."""
    others = shelf.told_in(() if gone.lead is None else (gone.lead,)) & seen
    shelf.ready(others)
    yield from others


def may_follow(other: Placed, move: Move, shelf: Shelf, limits: Limits) -> bool:
    """Whether a happening may stand elsewhere, since one that it sees has come to a group, or left one."""
    if other.happening.bare:
        return True  # how many tell a happening counts for it
    if not is_near(other.happening, move.item.happening):
        return False
    if contradicts(other.happening, move.item.happening, limits) and (
        other.lead == move.lead or (move.item.lead is not None and other.lead == other.number)
    ):
        return True  # one more, or one less, that tells such a thing of others
    found = likeness(other.happening, move.item.happening, limits)
    if found is not None:
        left = move.item.lead is not None and _may_lose(other, move.item.lead, found)
        return left or _may_gain(other, move.lead, found)
    if not excludes(other.happening, move.item.happening, limits):
        return False
    # It keeps others away from the group in which it is, and the group from coming near them; its own came near nobody.
    if move.item.lead is None:
        return move.lead != move.item.number and _can_be_of(other, move.lead, move.item, shelf, limits)
    return True


def may_miss(other: Placed, gone: Placed, seen: Iterable[int], shelf: Shelf, limits: Limits) -> bool:
    """Whether a happening may stand elsewhere, since it sees another one no more, but still sees some others."""
    if other.happening.bare:
        return True
    if gone.lead is None or not is_near(other.happening, gone.happening):
        return False
    if other.lead == other.number and contradicts(other.happening, gone.happening, limits):
        return True
    beside = (each.happening for each in map(shelf.placed, seen) if each.lead == gone.lead)
    found = likeness(other.happening, gone.happening, limits)
    if found is None:
        # Whoever else is of that group may keep it away as well.
        if not excludes(other.happening, gone.happening, limits):
            return False
        kept = (is_near(other.happening, each) and excludes(other.happening, each, limits) for each in beside)
        return not any(kept) and _comes_near(other, gone.lead, gone, shelf, limits)
    if not _may_lose(other, gone.lead, found):
        return False
    # Its own group holds it by the telling that is most like it.
    return other.lead != gone.lead or not any(_is_liker(other.happening, each, found, limits) for each in beside)


def _is_liker(item: Happening, other: Happening, than: float, limits: Limits) -> bool:
    """Whether a happening sees the other as more like it than so much."""
    return is_near(item, other) and (likeness(item, other, limits) or 0.0) > than


def _can_be_of(other: Placed, lead: int, new: Placed, shelf: Shelf, limits: Limits) -> bool:
    """Whether it makes a difference for a happening that a new telling keeps it out of this group."""
    return other.lead == lead or (other.lead == other.number and _comes_near(other, lead, new, shelf, limits))


def _comes_near(other: Placed, lead: int, without: Placed, shelf: Shelf, limits: Limits) -> bool:
    """Whether an earlier telling of this group, without that one, is so like the happening that it may matter."""
    item, least = other.happening, reach(other.happening)
    if item.reported == NEVER and item.dated and not may_meet(item, shelf.spans(lead)):
        return False
    told = shelf.told_in((lead,)) - {without.number, other.number}
    shelf.ready(told)
    for each in (placed.happening for placed in map(shelf.placed, told) if placed.order < other.order):
        if companions(item, each, limits):
            return True
        if is_near(item, each) and (found := likeness(item, each, limits)) is not None and found > least:
            return True
    return False


def _may_gain(other: Placed, lead: int, found: float) -> bool:
    """Whether it matters for a happening that the group has one more telling, which is so like it.

    Only a telling that is nearly like enough can draw it into another group, or come near one. In its own group one
    can, if none is like enough, be more like it than the rest, and disagree.
    """
    if found <= reach(other.happening):
        return False
    return other.lead != lead or nearly(other.happening) < found <= threshold(other.happening)


def _may_lose(other: Placed, lead: int, found: float) -> bool:
    """Whether it matters for a happening that the group has a telling less, which is so like it."""
    return found > (nearly(other.happening) if other.lead == lead else reach(other.happening))
