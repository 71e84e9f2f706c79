"""Claims of different articles that can't both hold: what one says is so, another says is not, or counts otherwise."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from math import inf

from legation.link import named_days, points, words
from legation.link.assertions import SURE, Assertion
from legation.link.happenings import CLAIM, NEVER, Happening, Surroundings, reported_on
from legation.link.matters import Said, is_nobody, matter, names, said, speakers, spoken_of
from legation.link.points import PRONOUNS, Point
from legation.link.reports import when_and_id
from legation.records import Claim, Span

_WORD = re.compile(r"\w+")
Number = tuple[str, float, float | None]

MOST_POINTS = 4  # kinds of one claim by which it is found
ACCUSING = ("accuse", "allege", "blame")  # acts that lay something on somebody, whatever their words
MOST_MORE = 2  # claims of others that are put to a dispute
MOST_APART = 60  # sentences between it and those, so that long texts cost no square of their length
NEAR_WORD = 60  # letters before and behind the word of an event that may turn it round
BY_WORD = 12  # letters between the word of an event and what says of which kind it is
OWN = frozenset({"its", "their", "our"})
MOST_CONTEXT = 2  # parties of the article by which a claim is found that names few itself
MOST_ANCHORS = 6  # parties and names by which it is found


def happenings(told: Iterable[Assertion], scene: Surroundings) -> Iterator[Happening]:
    """Yield what is compared of each claim of an article that says something of a known kind, or counts."""
    document = scene.document
    if (reported := reported_on(document)) == NEVER:
        return
    taken: set[str] = set()
    for each in told:
        points_of = list(_points(each, scene))
        numbers = tuple(_numbers(each, scene))
        if (not points_of and not numbers) or each.record in taken:
            continue
        taken.add(each.record)
        first, last = scene.stretch(each.says.start, each.says.end)
        own = _words(scene, each.says.start, each.says.end)
        parties = scene.parties(each.says.start, each.says.end)
        about = scene.who({*each.about, each.speaker}) | parties
        yield Happening(
            id=each.record,
            document=document.id,
            moment=when_and_id(document)[0],
            start=each.says.start,
            end=each.says.end,
            type=CLAIM,
            mode=";".join(dict.fromkeys(points_of)),
            actors=frozenset({each.speaker}),
            recipients=frozenset(party for party in about if not is_nobody(party)),
            first=reported,
            last=reported,
            reported=reported,
            own=own,
            around=_words(scene, first, last) - own,
            topical=_without(own, scene.stems(each.says.start, each.says.end, parties)),
            numbers=numbers,
            receiving=scene.leading(MOST_CONTEXT) if len(about) < MOST_CONTEXT else frozenset(),
            trigger="such" if points.load().such.search(each.says.text) else "",
            claims=tuple(_claims(each, scene)),
            sentence=each.sentence,
            beside=frozenset(d for d in named_days.load().days(each.says.text, reported) if d <= reported),
        )


def _words(scene: Surroundings, first: int, last: int) -> frozenset[str]:
    """The stems of a stretch, without days and numbers; those of names have a capital."""
    found = list(scene.stems(first, last, frozenset()))
    # A rare word with a capital is a name at the beginning of a sentence too.
    if found and scene.document.text[first].isupper() and found[0] not in words.load().common:
        found[0] = found[0].capitalize()
    return frozenset(stem for stem in found if not stem[0].isdigit() and stem.casefold() not in _calendar())


def _without(found: frozenset[str], others: Iterable[str]) -> frozenset[str]:
    left = frozenset(map(str.casefold, others))
    return frozenset(stem for stem in found if stem.casefold() not in left)


@cache
def _calendar() -> frozenset[str]:
    days = named_days.load()
    return frozenset(stem for stem, _ in words.load().words(" ".join((*days.weekdays, *days.months))))


def _points(said: Assertion, scene: Surroundings) -> Iterator[str]:
    text = said.says.text
    if said.act in ACCUSING and not said.denies:
        yield from (f"+blame|{party}||" for party in sorted(scene.who(said.about))[:1])
    for point in points.points(text, denied=said.denies == SURE and said.act == "deny"):
        party = _party(said, point, scene)
        yield f"{'+' if point.holds else '-'}{point.kind}|{party}|{'!' if point.turned else ''}|{point.stem}"


def _party(said: Assertion, point: Point, scene: Surroundings) -> str:
    """On whom a claim lays it: who is named last before it, else the speaker, if it says "it" or "we"."""
    start = said.says.start
    if named := scene.last_named(start, start + point.start):
        return named
    before = {word.casefold() for word in said.says.text[: point.start].split()}
    return said.speaker if before & PRONOUNS or not before else ""


def _numbers(said: Assertion, scene: Surroundings) -> Iterator[Number]:
    for figure in said.figures:
        if figure.unit:
            end = _noun_end(said, figure.end)
            whose = scene.last_named(figure.start, end) or ""
            counted = said.says.text[figure.end - said.says.start : end - said.says.start].casefold().split()
            if not whose and not OWN.isdisjoint(counted) and not is_nobody(said.speaker):
                whose = said.speaker  # "eleven of its servicemen"
            yield f"{figure.unit}|{whose}", figure.low, None if figure.high == inf else figure.high


def _noun_end(said: Assertion, end: int) -> int:
    """Where the noun ends that a number counts: two words on, so that "six Pakistani aircraft" are Pakistan's."""
    text = said.says.text[end - said.says.start :]
    found = text.split(maxsplit=2)[:2]
    return end + sum(len(word) + 1 for word in found)


def _claims(said: Assertion, scene: Surroundings) -> Iterator[Claim]:
    """The claim as a whole, and each of its numbers."""
    whole = Claim(
        record=said.record,
        document=scene.document.id,
        side="claimed",
        says=said.says,
        speaker=said.actor,
        reported=scene.document.published,
    )
    yield whole
    for figure in said.figures:
        if figure.unit:
            words = Span.cut(scene.document.text, figure.start, figure.end)
            high = None if figure.high == inf else figure.high
            yield replace(whole, side=words.text, says=words, low=figure.low, high=high)


def voiced(item: Happening, scene: Surroundings) -> str:
    """What an event that an article tells in its own voice says is so, by kind."""
    if item.type not in points.load().voiced:
        return ""
    word = _WORD.match(scene.document.text, max(item.word, 0))
    if word is None or not points.kinds_of(word[0]):
        return ""
    # Its own word says what it is; what else stands in its sentence are other acts, and other people's.
    first, last = max(item.start, item.word - NEAR_WORD), min(item.end, item.word + NEAR_WORD)
    near = points.points(scene.document.text[first:last])
    found = (p for p in near if p.holds and not p.turned and abs(first + p.start - item.word) <= BY_WORD)
    said = (f"+{p.kind}|{scene.last_named(item.start, first + p.start) or ''}||{p.stem}" for p in found)
    return ";".join(dict.fromkeys(said))


def keys(item: Happening) -> Iterator[str]:
    """By what a claim is found: each kind that it says something of, with the parties and names that it tells.

    An event that an article tells in its own voice is found by claims in the same way.
    """
    kinds = list(dict.fromkeys(each.kind for each in said(item)))[:MOST_POINTS]
    if item.type == CLAIM:
        kinds += [f"#{unit}" for unit in dict.fromkeys(unit.partition("|")[0] for unit, _, _ in item.numbers)][:2]
    called = sorted(names(item))
    about, context = spoken_of(item), item.receiving if item.type == CLAIM else frozenset()
    parties = (*sorted(about), *sorted(context - about))
    anchors = list(islice((*parties, *called), MOST_ANCHORS))
    yield from (f"{CLAIM} {kind} {anchor}" for kind in kinds for anchor in anchors)


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
    rules = points.load()
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
    kinds = points.load().kinds
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


def denies(denial: Happening, claim: Happening) -> tuple[float, str] | None:
    """How surely the one says the contrary of the other, and of what kind; None where it does not."""
    rules = points.load()
    if denial.type != CLAIM or denial.actors == speakers(claim) or _on_same_words(denial, claim):
        return None
    pairs = list(_contrary(denial, claim))
    if not pairs:
        return None
    lasting = all(rules.kinds[mine.kind].lasts for mine, _ in pairs)
    if abs(denial.reported - claim.reported) > (rules.days_of_state if lasting else rules.days):
        return None
    shared = matter(denial, claim)
    if shared is None or (claim.type != CLAIM and not shared.names):
        return None
    broad = all(rules.kinds[mine.kind].broad for mine, _ in pairs)
    if broad and not (shared.names or shared.words or shared.near or denial.trigger):
        return None
    found = shared.score
    found += rules.score["placed"] * (bool(shared.names) and any(rules.kinds[mine.kind].placed for mine, _ in pairs))
    found += rules.score["same word"] * any(mine.turned and mine.stem == theirs.stem for mine, theirs in pairs)
    found += rules.score["laid alike"] * any(mine.party and mine.party == theirs.party for mine, theirs in pairs)
    least = rules.least if claim.type == CLAIM else rules.least_voiced
    return (found, pairs[0][0].kind) if found >= least else None


def _on_same_words(one: Happening, other: Happening) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _contrary(denial: Happening, claim: Happening) -> Iterator[tuple[Said, Said]]:
    """Yield what the one denies with what the other says of it."""
    rules = points.load()
    claimed = said(claim)
    for mine in said(denial):
        row = rules.kinds[mine.kind]
        for theirs in claimed:
            if theirs.kind != mine.kind or not theirs.holds:
                continue
            began = mine.holds and row.party and _others(mine.party, theirs.party) and denial.order > claim.order
            if began or (not mine.holds and _parties_allow(row, (denial, mine), (claim, theirs))):
                yield mine, theirs


def _others(one: str, other: str) -> bool:
    return bool(one and other and one != other) and not is_nobody(one) and not is_nobody(other)


def _parties_allow(row: points.Kind, denied: tuple[Happening, Said], claimed: tuple[Happening, Said]) -> bool:
    """Whether what is denied and what is claimed can be laid on one party, or on two where it takes two."""
    (denial, mine), (claim, theirs) = denied, claimed
    if not _others(mine.party, theirs.party):
        return not (row.others and not mine.turned and mine.party and mine.party == theirs.party)
    if row.others and not mine.turned:
        return True
    # Who is spoken of in the one must be known to the other.
    return mine.party in spoken_of(claim) or theirs.party in denial.recipients


def counts_otherwise(one: Happening, other: Happening) -> tuple[int, int] | None:
    """Which number of the one excludes which of the other, where both count one thing."""
    rules = points.load()
    days = abs(one.reported - other.reported)
    # Within one article `disputes` compares what is counted, and what two events count their development compares.
    if one.document == other.document or (one.on and other.on):
        return None
    if one.actors == other.actors or days > rules.days_of_numbers:
        return None
    for number, mine in enumerate(one.numbers):
        for place, theirs in enumerate(other.numbers):
            if _same_thing(mine[0], theirs[0]) and _excludes(mine, theirs):
                found = matter(one, other)
                owned = rules.score["laid alike"] * (mine[0] == theirs[0] and not mine[0].endswith("|"))
                return (number, place) if found and found.score + owned >= rules.least_numbers else None
    return None


def _same_thing(one: str, other: str) -> bool:
    """Whether the nouns count the same, and of one party where both name one."""
    (what, whose), (other_what, other_whose) = one.split("|"), other.split("|")
    return what == other_what and not (whose and other_whose and whose != other_whose)


def _excludes(one: Number, other: Number) -> bool:
    tops = [inf if high is None else high for _, _, high in (one, other)]
    return tops[0] < other[1] or tops[1] < one[1]
