"""Claims of different articles that can't both hold: what one says is so, another says is not, or counts otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from legation.link import figures, oppositions, words
from legation.link.claiming import COUNT
from legation.link.contrary import counts_otherwise, denies, laid_on_another
from legation.link.happenings import CLAIM, Happening
from legation.link.matters import at_home, names, said, speakers, spoken_of
from legation.records import Claim, Span

MOST_POINTS = 4  # kinds of one claim by which it is found
MOST_MORE = 2  # claims of others that are put to a dispute
MOST_APART = 60  # sentences between it and those, so that long texts cost no square of their length
MOST_ANCHORS = 8  # parties, names and rare words by which it is found
MOST_RARE = 3  # of these, rare words
LEAST_RARE = 60  # hundredths of what a word proves that is rare enough


def keys(item: Happening) -> Iterator[str]:
    """By what a claim is found: each kind that it says something of, with the parties and names that it tells.

    An event that an article tells in its own voice is found by claims in the same way.
    """
    told = said(item)
    deeds = oppositions.load().kinds
    kinds = list(dict.fromkeys(deeds[e.kind].doer or e.kind for e in told if e.kind != oppositions.WORD))[:MOST_POINTS]
    if item.type == CLAIM:
        kinds.append(oppositions.WORD)
    # Who denies his part denies each act that is laid on him.
    if any(laid_on_another(each, item) for each in told):
        kinds = list(dict.fromkeys((*kinds, "blame")))
    if item.type == CLAIM:
        units = (unit.partition("|")[0] for unit, _, _ in item.numbers)
        # What a number counts that is told without it may be the dead, or people.
        told_of = (each for unit in units for each in (("dead", "people") if unit == COUNT else (unit,)))
        kinds += [f"#{unit}" for unit in dict.fromkeys(map(figures.counted, told_of))][:2]
    filed = (item.place.name,) if item.type == CLAIM and item.place else ()
    called = list(dict.fromkeys((*sorted(names(item)), *filed, *_rare(item))))
    about, context = at_home(spoken_of(item)), item.receiving if item.type == CLAIM else frozenset()
    parties = (*sorted(about), *sorted(context - about))
    anchors = list(islice((*parties, *called), MOST_ANCHORS))
    yield from (f"{CLAIM} {kind} {anchor}" for kind in kinds for anchor in anchors)


def _rare(item: Happening) -> list[str]:
    """The rarest words that tell it, names first: by them it is found where the parties are named otherwise."""
    weights = words.load().weights
    found = sorted(item.own, key=lambda stem: (-weights[stem], stem))
    return [stem.casefold() for stem in found if weights[stem] >= LEAST_RARE][:MOST_RARE]


def joined(dispute: Happening, told: Mapping[str, Happening]) -> Happening:
    """Put to a dispute of an article what others say in it that its denial contradicts as well."""
    denial, known = told.get(dispute.id), {claim.record for claim in dispute.claims}
    if denial is None or dispute.type != "DISPUTE":
        return dispute
    near = (each for each in told.values() if abs(each.sentence - denial.sentence) <= MOST_APART)
    more = (each for each in near if each.id not in known and denies(denial, each))
    nearest = sorted(more, key=lambda each: (abs(each.sentence - denial.sentence), each.start))[:MOST_MORE]
    return replace(dispute, claims=(*dispute.claims, *(each.claims[0] for each in nearest)))


def disputed(dispute: Happening, told: Mapping[str, Happening]) -> Mapping[str, Happening]:
    """Note of what a dispute of an article is about that it is denied there, and by whom."""
    claim, denial = told.get(dispute.claims[0].record), told.get(dispute.id)
    if claim is None or denial is None or dispute.type != "DISPUTE":
        return told
    return {**told, claim.id: replace(claim, acting=claim.acting | denial.actors)}


def repeats(claim: Happening, near: Iterable[Happening]) -> list[Happening]:
    """The denials elsewhere of what is denied by the same speaker in its own article, in their order."""
    found = (each for each in near if each.actors <= claim.acting and each.document != claim.document)
    return sorted((each for each in found if denies(each, claim)), key=lambda each: each.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Claims that can't all hold, what is denied first; how surely they can't; the kind, or what is counted."""

    claims: tuple[Claim, ...]
    score: float
    kind: str
    unit: str | None = None


def opposed(item: Happening, near: Sequence[Happening]) -> Iterator[Opposed]:
    """Yield what of the claims near it a claim denies, and what it counts otherwise than an earlier one.

    A denial that repeats an earlier one of the same speaker is told with that.
    """
    rules = oppositions.load()
    against = ((judged, each) for each in near if (judged := denies(item, each)))
    best = max(against, key=lambda pair: (pair[0][0], _backwards(pair[1])), default=None)
    # What the same speaker denies in the claim's own article stands with that.
    if best and item.actors <= best[1].acting and item.document != best[1].document and best[1].type == CLAIM:
        best = None
    if best and not any(_repeats(item, each, best[1]) for each in near if each.order < item.order):
        (score, kind), claim = best
        later = (each for each in near if item.order < each.order and _repeats(each, item, claim))
        again = sorted(later, key=lambda each: each.order)
        sides = (_whole(claim), *(replace(each.claims[0], side="denied") for each in (item, *again)))
        yield Opposed(claims=sides, score=score - rules.least, kind=kind)
    for each in sorted((each for each in near if each.type == CLAIM and each.order < item.order), key=_backwards):
        if places := counts_otherwise(each, item):
            sides = each.claims[1 + places[0]], item.claims[1 + places[1]]
            yield Opposed(claims=sides, score=1.0, kind="number", unit=item.numbers[places[1]][0].partition("|")[0])
            break


def bears_on(other: Happening, item: Happening) -> bool:
    """Whether what `opposed` yields of a claim can be another without the other one near it.

    Of claims of one speaker one denial can repeat another; any other counts only where the claim denies it, or counts
    otherwise.
    """
    if speakers(item) == speakers(other):
        return _may_deny(item) and _may_deny(other)
    if denies(item, other) is not None:
        return True
    are_claims = item.type == other.type == CLAIM  # in its own voice an article counts for its development
    return are_claims and other.order < item.order and counts_otherwise(other, item) is not None


def _may_deny(item: Happening) -> bool:
    """Whether it says anything that could be the contrary of what another claim says."""
    kinds = oppositions.load().kinds
    return any(not each.holds or kinds[each.kind].party for each in said(item))


def _whole(item: Happening) -> Claim:
    """The claim as a whole; what an article tells in its own voice has no speaker, and its words are cut later."""
    if item.type == CLAIM:
        return item.claims[0]
    says = Span(start=item.start, end=item.end, text="")
    return Claim(record=item.id, document=item.document, side="claimed", says=says)


def _backwards(item: Happening) -> tuple[float, str, int]:
    return -item.moment, item.document, item.start


def _repeats(later: Happening, earlier: Happening, claim: Happening) -> bool:
    """Whether an earlier claim of the same speaker denies the same."""
    return later.actors == earlier.actors and denies(earlier, claim) is not None and denies(later, claim) is not None
