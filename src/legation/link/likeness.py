"""How like two tellings are: what speaks for one happening and what against, each with its weight.

The likeness is a sum that a reader can check by hand: the weights stand in `data/link/likeness.yaml`, and `features`
says which of them count. What can't be the same (other parties, other days) has no likeness at all.
"""

from math import cos, hypot, radians
from typing import Protocol

from legation.link import parties, words
from legation.link.happenings import CLAIM, FEW_DAYS, KINDS, NEVER, Happening
from legation.link.likeness_weights import load
from legation.link.limits import Limits
from legation.link.parties import Sides
from legation.records import Place

DEGREE = 111.2  # kilometres


def likeness(one: Happening, other: Happening, limits: Limits) -> float | None:
    """The sum of what speaks for and against their being one happening; None where it is impossible."""
    if not comparable(one, other, limits):
        return None
    sides = parties.sides(one, other, limits)
    if not (parties.allow(one, other, sides) and days_allow(one, other)) or _denies_else(one, other):
        return None
    # The same sum as of `features`, in the same order, without a table of them: it is made for every two compared.
    weights, total = load().weights, 0.0
    for name, value in _of_words(one, other):
        total += weights[name] * value
    for name in _named(one, other, sides, limits):
        total += weights[name]
    return total


def possible(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether kind, parties and days allow that the two are one happening."""
    if not comparable(one, other, limits):
        return False
    allowed = parties.allow(one, other, parties.sides(one, other, limits)) and days_allow(one, other)
    return allowed and not _denies_else(one, other)


def _denies_else(one: Happening, other: Happening) -> bool:
    """Whether what two disputes are about is of other kinds: that a town was taken, that a withdrawal was agreed.

    Or in one article the one is claimed by who denies the other: two each of whom denies the other's charge.
    """
    if one.type != "DISPUTE" or other.type != "DISPUTE":
        return False
    if one.document == other.document and _turned(one, other):
        return True
    if not one.mode or not other.mode:
        return False
    return set(one.mode.split(KINDS)).isdisjoint(other.mode.split(KINDS))


def _turned(one: Happening, other: Happening) -> bool:
    """Whether who claims in the one denies in the other."""
    (claims, denies), (claims_too, denies_too) = (
        [{c.speaker for c in each.claims if c.side == side and c.speaker} for side in ("claimed", "denied")]
        for each in (one, other)
    )
    return not (claims.isdisjoint(denies_too) and denies.isdisjoint(claims_too))


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
    if CLAIM in (one.type, other.type):
        return False  # what is claimed is no happening: `opposing` compares claims
    if one.type == other.type or limits.kind(one.type) == limits.kind(other.type):
        return True
    return limits.is_alike(one.type, other.type) and not one.mutual and not other.mutual


def companions(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether one sentence tells both as one act: "telephoned the two and urged them to talk"."""
    if one.document != other.document or one.sentence != other.sentence or one.type == other.type:
        return False
    return _one_speech(one, other, limits)


def may_accompany(item: Happening, limits: Limits) -> bool:
    """Whether a sentence can tell it as one act with another, as far as that is seen by it alone."""
    return bool(item.actors) and item.type in limits.spoken and not item.mutual


def _one_speech(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether one party says both to the same others at one time: it calls and warns, it blames and asks."""
    return (
        bool(one.actors)
        and one.actors == other.actors
        and not (one.mutual or other.mutual)
        and {one.type, other.type} <= limits.spoken
        and parties.meet(one.recipients - one.actors, other.recipients - other.actors)
        and days_allow(one, other)
    )


def is_near(one: Happening, other: Happening) -> bool:
    """Whether the two are told at one time, or both name their day."""
    both = one.dated and other.dated
    return both or one.reported == other.reported or abs(one.reported - other.reported) <= load().far_days


def excludes(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether a day keeps the one away from the group of the other."""
    return comparable(one, other, limits) and not days_allow(one, other)


def is_open(one: Happening, first: Happening, limits: Limits) -> bool:
    """Whether a development that began with `first` still gathers what is told: else a war would be one happening."""
    both = one.dated and first.dated
    return both or one.reported == first.reported or abs(one.reported - first.reported) <= limits.longest_days


def contradicts(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether both tell one kind of happening, but of others on a side: what was done to somebody else."""
    return comparable(one, other, limits) and not parties.sides(one, other, limits).meet


def threshold(item: Happening) -> float:
    """How like another a telling must be to be of its group."""
    told = load()
    if item.claims:
        return told.least_disputed
    return told.least_bare if item.bare else told.least


def nearly(item: Happening) -> float:
    """How like another a telling must be to be of its group where no other group comes near; of disputes as ever."""
    return threshold(item) - (0.0 if item.claims else load().short)


def disagree(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether they share no word, or name other places, persons, ways or parties.

    Then it takes more to be one happening than that no other comes near.
    """
    return one.sense.isdisjoint(other.sense) or not features(one, other, limits).keys().isdisjoint(load().excluding)


def reach(item: Happening) -> float:
    """Up from which likeness another group is one that comes near."""
    return nearly(item) - (0.0 if item.claims else load().ahead)


def features(one: Happening, other: Happening, limits: Limits) -> dict[str, float]:
    """What is alike and what is not, each from 0 to 1 under the name of its weight; what is 0 may be left out."""
    named = _named(one, other, parties.sides(one, other, limits), limits)
    return dict(_of_words(one, other)) | dict.fromkeys(named, 1.0)


def _named(one: Happening, other: Happening, sides: Sides, limits: Limits) -> list[str]:
    """What either holds or does not, in the order in which it is added up."""
    found: list[str] = []
    _of_parties(one, other, sides, limits, found)
    _of_days(one, other, limits, found)
    _of_manner(one, other, limits, found)
    return found


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


def _of_parties(one: Happening, other: Happening, sides: Sides, limits: Limits, found: list[str]) -> None:
    found.append(sides.told)
    if (one.acting or one.receiving) and (other.acting or other.receiving):
        _of_people(one, other, mutual=one.type in limits.mutual or other.type in limits.mutual, found=found)
    if sides.strangers:
        found.append("no party" if not one.parties or not other.parties else "halves")


def _of_people(one: Happening, other: Happening, *, mutual: bool, found: list[str]) -> None:
    """Whether the persons named are the same, on the sides on which both name some."""
    ours, theirs = (one.acting, one.receiving), (other.acting, other.receiving)
    if mutual:
        ours, theirs = (ours[0] | ours[1],), (theirs[0] | theirs[1],)  # type: ignore[assignment]
    named = [(a, b) for a, b in zip(ours, theirs, strict=True) if a and b]
    if mutual and named and min(len(named[0][0]), len(named[0][1])) > 1:
        # Of two companies that met one holds the other: with somebody else it was another meeting.
        found.append("same people" if parties.fits(*named[0]) else "other people")
    elif named:
        found.append("same people" if all(a & b for a, b in named) else "other people")


def _of_days(one: Happening, other: Happening, limits: Limits, found: list[str]) -> None:
    if one.document == other.document:
        found.append(
            "taken up" if _takes_up(one, other) else "opening again" if _opens_again(one, other) else "same article"
        )
    both = one.dated and other.dated
    if both:
        found.append(_alike_days(one, other))
    elif one.first > other.last or other.first > one.last:
        found.append("told later")
        if _recurs(one, other):
            found.append("met later")
    elif _names_day(one) or _names_day(other):
        found.append("days allow")
    else:
        near = abs(one.last - other.last) <= limits.days_between_reports
        found.append("told together" if near else "told near")
    if both or not one.beside or not other.beside:
        return
    if one.beside.isdisjoint(other.beside):
        found.append("other day beside")
        if _recurs(one, other) and _apart(one.beside, other.beside) > limits.days_between_reports:
            found.append("met another day")
    elif _same_matter(one, other):
        found.append("day beside")


def _recurs(one: Happening, other: Happening) -> bool:
    """Whether both tell what the same parties do again and again, as they meet: that they did so proves little."""
    return one.type in load().recurring and other.type in load().recurring


def _apart(ours: frozenset[int], theirs: frozenset[int]) -> int:
    """How many days lie between the nearest two; who speaks of a meeting names the day on which he spoke."""
    return min(abs(mine - other) for mine in ours for other in theirs)


def _names_day(item: Happening) -> bool:
    """Whether its date is one of few days; what took place in a time of weeks is as good as undated."""
    return item.dated and item.last - item.first < FEW_DAYS


def _alike_days(one: Happening, other: Happening) -> str:
    """How well two dates agree that do not exclude one another: the same day, within few days, or within more."""
    if one.first == other.first and one.last == other.last and one.first == one.last:
        return "same day"
    return "same few days" if _names_day(one) and _names_day(other) else "same days"


def _same_matter(one: Happening, other: Happening) -> bool:
    """Whether they share a word or all parties: a day alone would be all that was done on a crowded one."""
    return not one.sense.isdisjoint(other.sense) or (len(one.parties) > 1 and one.parties == other.parties)


def _takes_up(one: Happening, other: Happening) -> bool:
    """Whether the later of the two tells in bare words what the article told in full: "the raids"."""
    first, later = sorted((one, other), key=lambda item: item.order)
    return later.bare and not first.bare and first.sentence != later.sentence


def _opens_again(one: Happening, other: Happening) -> bool:
    """Whether an article opens with it, and its first sentences tell the same of the same: a headline and its lead."""
    first, again = sorted((one, other), key=lambda item: item.sentence)
    opens = first.sentence == 0 < again.sentence and again.leads
    return opens and one.type == other.type and bool(one.parties) and one.parties == other.parties


def _of_manner(one: Happening, other: Happening, limits: Limits, found: list[str]) -> None:
    if one.mode and other.mode:
        if one.mode == other.mode:
            found.append("same mode")
        elif one.type not in limits.mode_is_content:
            found.append("other mode")
    if one.type != other.type:
        found.append("other type" if limits.kind(one.type) == limits.kind(other.type) else "other act")
    meant = words.load().senses
    alike = meant.get(one.trigger, one.trigger) == meant.get(other.trigger, other.trigger)
    if one.trigger and alike and one.particle == other.particle:
        found.append("same verb" if one.trigger == other.trigger else "like verb")
    if _names_others(one, other, limits):
        found.append("other names")
    if _is_other_denial(one, other, limits):
        found.append("other denial")
    if one.place and other.place:
        found.append("same place" if same_place(one.place, other.place, load().same_place_km) else "other place")
    if one.numbers and other.numbers:
        of_one = {u for u, _, _ in one.numbers} & {u for u, _, _ in other.numbers}
        same = set(one.numbers) & set(other.numbers)
        found.append("same numbers" if same else "other numbers" if of_one else "other things")


def _names_others(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether claims of two disputes, days apart, each name what the sentences of the other don't: other towns."""
    if not one.claims or not other.claims or abs(one.reported - other.reported) <= limits.days_between_reports:
        return False
    ours, theirs = (frozenset(word for word in item.own if word[0].isupper()) for item in (one, other))
    return bool(ours - other.told and theirs - one.told and not ours & theirs)


def _is_other_denial(one: Happening, other: Happening, limits: Limits) -> bool:
    """Whether two denials of different days have few words in common that say what is denied: "denied the charge"."""
    if one.trigger not in limits.denying or other.trigger not in limits.denying:
        return False
    if (one.dated and other.dated) or abs(one.reported - other.reported) <= limits.days_of_denial:
        return False
    told = words.load().weight((one.own & other.own) - {one.trigger, other.trigger} - limits.pointing)
    return _share(told, min(one.own_weight, other.own_weight), load().few_words) < load().least_denied


def _of_words(one: Happening, other: Happening) -> list[tuple[str, float]]:
    if one.document == other.document and one.sentence == other.sentence and not one.claims:
        # The words of one sentence are common to all the acts that it tells.
        return [("same word", 1.0)] if one.word == other.word else []
    shared = one.told_sense & other.told_sense
    if not shared:
        return []
    few, weight = load().few_words, words.load().weight
    found = [] if one.sense.isdisjoint(other.sense) else _of_own_words(one, other, few)
    found.append(("words around", _share(weight(shared), min(one.told_weight, other.told_weight), few)))
    if named := len(one.named & other.named):
        found.append(("same names", min(1.0, named / 2)))
    if len(shared) == len(one.told_sense) == len(other.told_sense) > few:
        found.append(("same sentence", 1.0))
    return found


def _of_own_words(one: Happening, other: Happening, few: float) -> list[tuple[str, float]]:
    """How many of the words that tell it are common: of the shorter telling, of the longer, and of the rarer words."""
    weight, shared = words.load().weight, one.sense & other.sense
    rarer = common = weight(shared)
    if one.topical or other.topical:
        rarer = weight(one.particular & other.particular)
    ours, theirs = one.sense_weight, other.sense_weight
    return [
        ("own words", _share(common, min(ours, theirs), few)),
        ("own words of both", _share(common, max(ours, theirs), few)),
        ("particular words", _share(rarer, min(one.particular_weight, other.particular_weight), few)),
    ]


def _share(common: float, less: float, few: float) -> float:
    """The share of the shorter text's words that are common; of few words little follows."""
    return common / (less + few) if less else 0.0


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
