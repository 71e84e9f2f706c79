"""How the parties of two tellings agree: the same on both sides, fewer, some, or others."""

from functools import lru_cache
from typing import NamedTuple

from legation.link.happenings import Happening
from legation.link.limits import Limits

Names = frozenset[str]


def allow(one: Happening, other: Happening, sides: "Sides") -> bool:
    """Whether both name a party in common on a side on which it may stand; without one, a name in common.

    On the other side they may name others, where a word of the tellings is common, since texts and coders err; what
    the two do to each other in turn is never one happening.
    """
    if sides.strangers and one.named.isdisjoint(other.named):
        return False
    return sides.meet or (sides.one_meets and not one.sense.isdisjoint(other.sense))


class Sides(NamedTuple):
    """How the parties of two tellings agree, and the name of the feature that this is.

    `meet` says that on each side one names nobody, or both name somebody in common; sides count where they say
    something. `one_meets` says that on one side they name somebody in common, `strangers` that they do so nowhere.
    """

    told: str
    meet: bool
    one_meets: bool
    strangers: bool


def sides(one: Happening, other: Happening, limits: Limits) -> Sides:
    """How the parties of the two agree; of what several do with one another it says nothing who stands first."""
    mutual = one.type in limits.mutual or other.type in limits.mutual
    return _agreeing(one.actors, one.recipients, other.actors, other.recipients, mutual)


@lru_cache(maxsize=65_536)  # the same few parties are in most of the news
def _agreeing(ours: Names, ours_too: Names, theirs: Names, theirs_too: Names, mutual: bool) -> Sides:
    us, them = ours | ours_too, theirs | theirs_too
    met = meet(us, them) if mutual else meet(ours, theirs) and meet(ours_too, theirs_too)
    if us == them if mutual else (ours, ours_too) == (theirs, theirs_too):
        told = "same parties" if len(us) > 1 else "same single party"
    elif fits(us, them) if mutual else fits(ours, theirs) and fits(ours_too, theirs_too):
        told = "smaller company" if mutual else "fewer parties"
    elif mutual and min(len(us), len(them)) > 1:
        told = "other company"
    else:
        told = "some parties" if met else "other side"
    return Sides(told, met, bool(ours & theirs or ours_too & theirs_too), us.isdisjoint(them))


def meet(ours: Names, theirs: Names) -> bool:
    """Whether one names nobody, or both name somebody in common."""
    return not ours or not theirs or not ours.isdisjoint(theirs)


def fits(ours: Names, theirs: Names) -> bool:
    """Whether one names nobody, or no other than the other one names too."""
    return not ours or not theirs or ours <= theirs or theirs <= ours
