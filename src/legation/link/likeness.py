"""How like two tellings are: what speaks for one happening and what against, each with its weight.

The likeness is a sum that a reader can check by hand: the weights stand in `data/link/likeness.yaml`, and `features`
says which of them count. What can't be the same (other parties, other days) has no likeness at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians
from typing import Protocol

from legation.errors import KnowledgeError
from legation.link import words
from legation.link.happenings import NEVER, Happening
from legation.link.limits import Limits
from legation.records import Place
from legation.tables import yaml_table

FILE = "link/likeness.yaml"
DEGREE = 111.2  # kilometres


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What `data/link/likeness.yaml` says: the weight of each feature and the likeness that makes one happening."""

    least: float
    least_disputed: float
    least_bare: float
    salience: float
    companion: float
    few_words: float
    same_place_km: float
    far_days: int
    old_days: int
    weights: Mapping[str, float]


@cache
def load() -> Weights:
    """Read the weights that come with the package."""
    try:
        return Weights(**yaml_table(FILE))
    except TypeError as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def likeness(one: Happening, other: Happening, limits: Limits) -> float | None:
    """The sum of what speaks for and against their being one happening; None where it is impossible."""
    if not possible(one, other, limits):
        return None
    # The same sum as of `features`, without a list of them: it is made for every two that are compared.
    weights, total = load().weights, 0.0
    for name, value in _of_words(one, other):
        total += weights[name] * value
    for names in _NAMED:
        for name in names(one, other, limits):
            total += weights[name]
    return total


def possible(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether kind, parties and days allow that the two are one happening."""
    if not comparable(one, other, limits):
        return False
    return _parties_allow(one, other, limits) and days_allow(one, other)


class Act(Protocol):
    """What is told, as far as it decides what can be compared with it."""

    @property
    def type(self) -> str:
        """Its type."""

    @property
    def mutual(self) -> bool:
        """Whether several do it with one another."""


def comparable(one: Act, other: Act, limits: Limits) -> bool:
    """Whether they tell one kind of happening, or can be one act of one party in two types."""
    if one.type == other.type or limits.kind(one.type) == limits.kind(other.type):
        return True
    return limits.is_alike(one.type, other.type) and not one.mutual and not other.mutual


def companions(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether one sentence tells both as one act: "telephoned the two and urged them to talk"."""
    if one.document != other.document or one.sentence != other.sentence or one.type == other.type:
        return False
    return _one_speech(one, other, limits)


def _one_speech(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether one party says both to the same others at one time: it calls and warns, it blames and asks."""
    return (
        bool(one.actors)
        and one.actors == other.actors
        and not (one.mutual or other.mutual)
        and {one.type, other.type} <= limits.spoken
        and _meet(one.recipients - one.actors, other.recipients - other.actors)
        and days_allow(one, other)
    )


def features(one: Happening, other: Happening, limits: Limits) -> dict[str, float]:
    """What is alike and what is not, each from 0 to 1 under the name of its weight; what is 0 may be left out."""
    return dict(_of_words(one, other)) | {name: 1.0 for names in _NAMED for name in names(one, other, limits)}


def _parties_allow(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether both name a party in common on a side on which it may stand; without one, a name in common.

    On the other side they may name others, where a word of the tellings is common, since texts and coders err; what
    the two do to each other in turn is never one happening.
    """
    if not one.parties & other.parties and not one.named & other.named:
        return False
    if _sides_meet(one, other, limits):
        return True
    one_side = one.actors & other.actors or one.recipients & other.recipients
    return bool(one_side) and not one.own.isdisjoint(other.own)


def _sides_meet(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether on each side one names nobody, or both name somebody in common; sides count where they say something."""
    if one.type in limits.mutual or other.type in limits.mutual:
        return _meet(one.parties, other.parties)
    return _meet(one.actors, other.actors) and _meet(one.recipients, other.recipients)


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours or not theirs or not ours.isdisjoint(theirs)


def days_allow(one: Happening, other: Happening) -> bool:
    """Whether there is a day on which both can be; what is undated can also be told long after."""
    if one.first == NEVER or other.first == NEVER:
        return one.document == other.document
    if one.dated and other.dated:
        return one.first <= other.last and other.first <= one.last
    if one.dated or other.dated:
        dated, free = (one, other) if one.dated else (other, one)
        # What an article opens with, in words of its own, is no old story.
        return dated.first <= free.last and (not free.opens or free.first - dated.last <= load().old_days)
    return True


def _of_parties(one: Happening, other: Happening, limits: Limits) -> Iterator[str]:
    mutual = one.type in limits.mutual or other.type in limits.mutual
    ours = (one.parties, frozenset[str]()) if mutual else (one.actors, one.recipients)
    theirs = (other.parties, frozenset[str]()) if mutual else (other.actors, other.recipients)
    if ours == theirs:
        yield "same parties" if len(one.parties) > 1 else "same single party"
    elif all(not a or not b or a <= b or b <= a for a, b in zip(ours, theirs, strict=True)):
        yield "smaller company" if mutual else "fewer parties"
    elif mutual and min(len(one.parties), len(other.parties)) > 1:
        yield "other company"
    else:
        yield "some parties" if _sides_meet(one, other, limits) else "other side"
    yield from _of_people(one, other, mutual=mutual)
    if not one.parties & other.parties:
        yield "no party" if not one.parties or not other.parties else "halves"


def _of_people(one: Happening, other: Happening, *, mutual: bool) -> Iterator[str]:
    """Whether the persons named are the same, on the sides on which both name some."""
    ours, theirs = (one.acting, one.receiving), (other.acting, other.receiving)
    if mutual:
        ours, theirs = (ours[0] | ours[1],), (theirs[0] | theirs[1],)  # type: ignore[assignment]
    named = [(a, b) for a, b in zip(ours, theirs, strict=True) if a and b]
    if mutual and named and min(len(named[0][0]), len(named[0][1])) > 1:
        # Of two companies that met one holds the other: with somebody else it was another meeting.
        yield "same people" if _holds(*named[0]) else "other people"
    elif named:
        yield "same people" if all(a & b for a, b in named) else "other people"


def _holds(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _of_days(one: Happening, other: Happening, limits: Limits) -> Iterator[str]:
    if one.document == other.document:
        yield "taken up" if _takes_up(one, other) else "same article"
    if one.dated and other.dated:
        exact = (one.first, one.last) == (other.first, other.last)
        yield "same day" if exact and one.first == one.last else "same days"
    elif one.first <= other.last and other.first <= one.last:
        gap = abs(one.last - other.last)
        yield (
            "days allow"
            if one.dated or other.dated
            else ("told together" if gap <= limits.days_between_reports else "told near")
        )
    else:
        yield "told later"
    if not (one.dated and other.dated) and one.beside & other.beside and _same_matter(one, other):
        yield "day beside"
    elif other_days(one, other):
        yield "other day beside"


def _same_matter(one: Happening, other: Happening) -> bool:
    """Whether they share a word or all parties: a day alone would be all that was done on a crowded one."""
    return bool(one.own & other.own) or (len(one.parties) > 1 and one.parties == other.parties)


def other_days(one: Happening, other: Happening) -> bool:
    """Whether the days that their sentences name, where one at least is not said of the act itself, are others."""
    return bool(one.beside and other.beside) and not (one.dated and other.dated) and one.beside.isdisjoint(other.beside)


def _takes_up(one: Happening, other: Happening) -> bool:
    """Whether the later of the two tells in bare words what the article told in full: "the raids"."""
    first, later = sorted((one, other), key=lambda item: item.order)
    return later.bare and not first.bare and first.sentence != later.sentence


def _of_manner(one: Happening, other: Happening, limits: Limits) -> Iterator[str]:
    if one.mode and other.mode:
        if one.mode == other.mode:
            yield "same mode"
        elif one.type not in limits.mode_is_content:
            yield "other mode"
    if one.type != other.type:
        yield "other type" if limits.kind(one.type) == limits.kind(other.type) else "other act"
    if one.trigger and one.trigger == other.trigger:
        yield "same verb"
    if one.place and other.place:
        yield "same place" if same_place(one.place, other.place, load().same_place_km) else "other place"
    if one.numbers and other.numbers and {u for u, _, _ in one.numbers} & {u for u, _, _ in other.numbers}:
        yield "same numbers" if set(one.numbers) & set(other.numbers) else "other numbers"


def _of_words(one: Happening, other: Happening) -> list[tuple[str, float]]:
    if one.document == other.document and one.sentence == other.sentence and not one.claims:
        # The words of one sentence are common to all the acts that it tells.
        return [("same word", 1.0)] if one.word == other.word else []
    shared = one.told & other.told
    if not shared:
        return []
    told, weight = load(), words.load().weight
    found = _of_own_words(one, other)
    found.append(("words around", _share(weight(shared), min(one.told_weight, other.told_weight), told)))
    found.append(("same names", min(1.0, len(shared & one.named) / 2)))
    if len(shared) == len(one.told) == len(other.told) > told.few_words:
        found.append(("same sentence", 1.0))
    return found


def _of_own_words(one: Happening, other: Happening) -> list[tuple[str, float]]:
    """How many of the words that tell it are common: of the shorter telling, of the longer, and of the rarer words."""
    told, weight, shared = load(), words.load().weight, one.own & other.own
    if not shared:
        return []
    common, particular = weight(shared), shared - one.topical - other.topical
    rarer = common if len(particular) == len(shared) else weight(particular)
    return [
        ("own words", _share(common, min(one.own_weight, other.own_weight), told)),
        ("own words of both", _share(common, max(one.own_weight, other.own_weight), told)),
        ("particular words", _share(rarer, min(one.particular_weight, other.particular_weight), told)),
    ]


def _share(common: float, less: float, told: Weights) -> float:
    """The share of the shorter text's words that are common; of few words little follows."""
    return common / (less + told.few_words) if less else 0.0


_NAMED = (_of_parties, _of_days, _of_manner)  # what either holds or does not, in the order in which it is added up


def same_place(one: Place, other: Place, near_km: float) -> bool:
    """Whether two places can be one: their names hold one another, or their points lie near."""
    ours, theirs = one.name.casefold(), other.name.casefold()
    if ours in theirs or theirs in ours:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return hypot(one.lat - other.lat, east) * DEGREE <= near_km
