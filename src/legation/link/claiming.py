"""What is compared of each claim of an article: what it says is so or is not, how many it counts, and its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import inf

from legation.link import named_days, oppositions, points, words
from legation.link.assertions import LAYING, SURE, Assertion
from legation.link.assertions import load as denials
from legation.link.figures import Figure, is_lost
from legation.link.happenings import CLAIM, NEVER, Happening, Surroundings, reported_on
from legation.link.matters import CRAFT, SUCH, THROUGHOUT, is_nobody
from legation.link.points import PRONOUNS, Point
from legation.link.reports import when_and_id
from legation.records import Claim, Place, Span

_WORD = re.compile(r"\w+")
_ONES = re.compile(r"\w+ the ones?\b", re.IGNORECASE)  # "X was the one who" stresses who stands before it
_JOINED = re.compile(r",? and (the )?")  # between two names
Number = tuple[str, float, float | None]

NEAR_WORD = 60  # letters before and behind the word of an event that may turn it round
BY_WORD = 12  # letters between the word of an event and what says of which kind it is
NEAR_DOER = 40  # letters behind "by" within which it is named who did it
OWN = frozenset({"its", "their", "our"})
NEAR_LOSS = 40  # letters before and behind a number within which it is told that what it counts was lost
LOST = "lost"  # things that are no more, and no count of those that are there
COUNT = "count"  # the unit of a number of which the claim does not say what it counts
PART, GROWN = "part", "grown"  # how a number is told: as a part of another, as one that has grown
MOST_CONTEXT = 2  # parties of the article by which a claim is found that names few itself


def happenings(told: Iterable[Assertion], scene: Surroundings) -> Iterator[Happening]:
    """Yield what is compared of each claim of an article that says something of a known kind, or counts."""
    document = scene.document
    if (reported := reported_on(document)) == NEVER:
        return
    taken: set[str] = set()
    for each in told:
        points_of, numbers = list(_points(each, scene)), tuple(_numbers(each, scene))
        parties = scene.parties(each.says.start, each.says.end)
        if each.record in taken or not (points_of or numbers or _tells_of_others(each, scene)):
            continue
        taken.add(each.record)
        first, last = scene.stretch(each.says.start, each.says.end)
        own = _own_words(each, scene)
        about = scene.who({*each.about, each.speaker}) | parties
        yield Happening(
            id=each.record,
            document=document.id,
            moment=when_and_id(document)[0],
            start=each.says.start,
            end=each.says.end,
            type=CLAIM,
            mode=";".join(dict.fromkeys((*points_of, *_unreal(each.told)))),
            actors=frozenset({each.speaker}),
            recipients=frozenset(party for party in about if not is_nobody(party)),
            first=reported,
            last=reported,
            reported=reported,
            own=own,
            around=(_words(scene, first, last) | _filed_from(scene)) - own,
            topical=_without(own, scene.stems(each.says.start, each.says.end, parties)),
            numbers=numbers,
            receiving=scene.leading(MOST_CONTEXT) if len(about) < MOST_CONTEXT else frozenset(),
            trigger=_way(each.told),
            claims=tuple(_claims(each, scene)),
            place=next((Place(name=stem.casefold()) for stem in sorted(_filed_from(scene))), None),
            sentence=each.sentence,
            beside=_days(each.told, reported),
        )


def _unreal(told: str) -> Iterator[str]:
    """The verbs that tell no fact, so that no denial of one contradicts the claim."""
    return (f"+{oppositions.WORD}|||{stem}" for stem in sorted(points.unreal(told)))


def _tells_of_others(said: Assertion, scene: Surroundings) -> bool:
    """Whether a claim of no known kind tells of a party that does not speak: it may deny the very word."""
    told = (each for each in scene.who(said.about) - {said.speaker} if not is_nobody(each))
    return not said.denies and any(told)


def _days(told: str, reported: int) -> frozenset[int]:
    """The days that a claim names up to its publication, the two of a night included."""
    named = {day for day in named_days.load().days(told, reported) if day <= reported}
    for night in oppositions.load().nights.finditer(told):
        end = reported - bool(night["before"] or night["earlier"])
        named |= {end - 1, end}
    return frozenset(named)


def _way(told: str) -> str:
    """In which way words take up what was told: "such" a thing, or of the whole time."""
    rules = oppositions.load()
    return SUCH if rules.such.search(told) else THROUGHOUT if rules.throughout.search(told) else ""


def _words(scene: Surroundings, first: int, last: int) -> frozenset[str]:
    """The stems of a stretch, without days and numbers; those of names have a capital."""
    found = list(scene.stems(first, last, frozenset()))
    # A rare word with a capital is a name at the beginning of a sentence too.
    opening = next(words.load().words(scene.document.text[first:last]), None)
    if found and opening is not None and opening[1].start() == 0 and opening[1][0][0].isupper():
        stem = opening[0]
        known = stem in words.load().common or stem in oppositions.load().no_names
        found[0] = stem if known else stem.capitalize()
    return frozenset(stem for stem in found if not stem[0].isdigit() and stem.casefold() not in _calendar())


def _filed_from(scene: Surroundings) -> frozenset[str]:
    """The town of the dateline: what is told there often does not name it."""
    town = re.split(r"[,(/—–]| - ", scene.document.dateline or "")[0]
    return frozenset(stem.capitalize() for stem, _ in words.load().words(town))


def _own_words(said: Assertion, scene: Surroundings) -> frozenset[str]:
    """The stems of a claim, without the words of others that stand between its own."""
    return frozenset(stem for first, last in said.parts for stem in _words(scene, first, last))


def _without(found: frozenset[str], others: Iterable[str]) -> frozenset[str]:
    """The words of `found` by which parties are named: names, and not "the pirates", which say what it is about."""
    left = frozenset(map(str.casefold, others))
    return frozenset(stem for stem in found if stem.casefold() not in left and stem[0].isupper())


@cache
def _calendar() -> frozenset[str]:
    days = named_days.load()
    return frozenset(stem for stem, _ in words.load().words(" ".join((*days.weekdays, *days.months))))


def _points(said: Assertion, scene: Surroundings) -> Iterator[str]:
    text = said.told
    if said.act in denials().turned_down and said.denies < SURE:
        return
    if said.act in LAYING and not said.denies:
        yield from (f"+blame|{party}||" for party in sorted(scene.who(said.about))[:1])
    for point in points.points(text, denied=said.denies == SURE and said.act == "deny"):
        # Who denies as what somebody is held owns that he is: "were not held as hostages".
        if point.turned and oppositions.load().classed.match(text, point.start):
            continue
        party = _party(said, point, scene)
        answered = point.kind == "first" and oppositions.load().answering.search(text) is not None
        how = ("!" if point.turned else ">" if point.begun else "") + "@" * point.aimed + "=" * answered
        yield f"{'+' if point.holds else '-'}{point.kind}|{party}|{how}|{point.stem}"


def _party(said: Assertion, point: Point, scene: Surroundings) -> str:
    """On whom a claim lays it: who did it ("was rammed by", "the shots came from"), else who is named last before it.

    Where nobody is named, the speaker, if it says "it" or "we", or the craft by its name.
    """
    start, kind = said.says.start, oppositions.load().kinds[point.kind]
    if kind.doer and not _ONES.match(said.told, point.start):  # it stands in the very words that stress it, or behind
        told = said.told[point.start : point.end + NEAR_DOER]
        return scene.first_named(start + point.start, start + point.start + len(told)) or _craft(told, first=True)
    if (by := oppositions.load().by.match(said.told, point.end)) and (
        named := scene.first_named(start + by.end(), start + by.end() + NEAR_DOER)
    ):
        return named
    if named := scene.last_named(start, start + point.start):
        # "Two jets of Southland had been downed": who is named there did not do it.
        return "" if _suffers(said.told, point) else named
    if kind.own and not is_nobody(said.speaker):
        return said.speaker  # "the town has been taken", says who took it
    before = set(map(str.casefold, _WORD.findall(said.told[: point.start])))
    if before & PRONOUNS or not before:
        return said.speaker
    return _craft(said.told[: point.start]) if kind.party and not (kind.accused or kind.own) else ""


def _suffers(told: str, point: Point) -> bool:
    """Whether a blow is told in the passive, so that whoever is named before it was hit."""
    rules = oppositions.load()
    return point.kind in rules.hitting and rules.passive.search(told[: point.start]) is not None


def _craft(text: str, *, first: bool = False) -> str:
    """The stem of the name that stands last in the words, or first, marked as that of a craft or of whoever it is."""
    found = [pair for pair in words.load().words(text) if pair[1][0][0].isupper() and not pair[1][0].isupper()]
    common, no_names = words.load().common, oppositions.load().no_names
    names = [(stem, match) for stem, match in found if stem not in common and stem not in no_names]
    if not names or (not first and _are_several([match for _, match in names], text)):
        return ""
    return f"{CRAFT}{names[0 if first else -1][0]}"


def _are_several(names: list[re.Match[str]], text: str) -> bool:
    """Whether the last name stands behind another one with "and", so that neither did it alone: "A and B rammed"."""
    for before, behind in reversed(list(pairwise(names))):
        between = text[before.end() : behind.start()]
        if between.strip():
            return _JOINED.fullmatch(between) is not None
    return False


def _numbers(said: Assertion, scene: Surroundings) -> Iterator[Number]:
    for figure in _counting(said):
        rules, start = oppositions.load(), said.says.start
        before = said.told[: figure.start - start]
        part = rules.parts.search(before) or rules.parts_behind.match(said.told, figure.end - start)
        how = PART if part else GROWN if rules.grown.search(before) else ""
        yield (
            f"{figure.unit or COUNT}|{whose(said, figure, scene)}|{lost(said, figure)}|{figure.sort}|{how}",
            figure.low,
            None if figure.high == inf else figure.high,
        )


def _counting(said: Assertion) -> Iterator[Figure]:
    """The numbers that count something; what is told in the words "the figure for Kano" is known from elsewhere."""
    for figure in said.figures:
        bare = said.cue in denials().counting and oppositions.load().bare_count.search
        if figure.unit or (bare and bare(said.told[: figure.start - said.says.start])):
            yield figure


def lost(said: Assertion, figure: Figure) -> str:
    """Whether a number counts what is no more, or what is there."""
    start = said.says.start
    told = said.told[max(0, figure.start - start - NEAR_LOSS) : figure.end - start + NEAR_LOSS]
    return LOST if figure.unit and is_lost(figure.unit, told) else ""


def whose(said: Assertion, figure: Figure, scene: Surroundings) -> str:
    """Of which party a number counts the people or things; of the speaker, where the claim says "its own"."""
    start, end = said.says.start, _noun_end(said, figure.end)
    before = said.told[: figure.start - start]
    # "Put the Norwegian dead at nine": whose they are is told before the number.
    if _is_given(said, before) and (counted_of := scene.last_named(start, figure.start)):
        return counted_of
    if named := scene.last_named(figure.start, end):
        return named
    counted = said.told[figure.end - start : end - start].casefold().split()
    # "Eleven of its servicemen", "it had lost two men", "put its own dead at seven".
    if oppositions.load().losing.search(before) and (loser := scene.last_named(start, figure.start)):
        return loser
    # "The toll in Norway rose to nine": they are counted where they fell.
    fallen = oppositions.load().toll_of.search(before)
    if fallen and (placed := scene.last_named(start + fallen.start(), figure.start)):
        return placed
    own = not OWN.isdisjoint(counted) or oppositions.load().own.search(before) or _reports_own(said, before, scene)
    return said.speaker if own and not is_nobody(said.speaker) else ""


def _is_given(said: Assertion, before: str) -> bool:
    """Whether a verb gives a number behind what it counts, and not of one's own: "put the Norwegian dead at"."""
    counts = said.cue in denials().counting and denials().counts.search(before) is not None
    return counts and OWN.isdisjoint(before.casefold().split())


def _reports_own(said: Assertion, before: str, scene: Surroundings) -> bool:
    """Whether a party tells of its losses and names no other: "reported five dead"."""
    bare = said.cue in oppositions.load().reporting and not before.strip()
    return bare and scene.who(said.about) <= {said.speaker}


def _noun_end(said: Assertion, end: int) -> int:
    """Where the noun ends that a number counts: two words on, so that "six Pakistani aircraft" are Pakistan's."""
    text = said.told[end - said.says.start :]
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
    for figure in _counting(said):
        words = Span.cut(scene.document.text, figure.start, figure.end)
        high = None if figure.high == inf else figure.high
        yield replace(whole, side=words.text, says=words, low=figure.low, high=high)


def voiced(item: Happening, scene: Surroundings) -> str:
    """What an event that an article tells in its own voice says is so, by kind."""
    if item.type not in oppositions.load().voiced:
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
