"""Compounding: what one word tells of several parties, put into as few acts as tell the same.

A look at all parties tells what passes between each two of them. A meeting of four would make six acts, and a protest
to two capitals two. Here they become one act of all four, and one to both capitals, wherever that says neither more nor
less: who met whom stays as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, union
from legation.coding.sides import NOBODY, OTHER, side
from legation.records import Actor

_UNKNOWN = frozenset({NOBODY, OTHER})
_MEDIATING = "third-party"
# What is done while something else is, and has no word of its own beside a set phrase: "mended fences in Cairo".
_BESIDE = frozenset({"CONSULT", "AGREE"})
# What nobody does by the word that tells that it is done to him.
_SUFFERED = frozenset({"ASSAULT", "COERCE"})


def compounded(acts: Iterable[Settled], actors: Mapping[str, Actor]) -> list[Settled]:
    """The acts, those of one word, type and status compounded, in the order of the first of each."""
    by_word: dict[tuple[int, int, str, str], list[Settled]] = {}
    for act in acts:
        draft = act[0]
        key = (draft.sentence.index, draft.trigger.i, draft.frame.type, draft.standing)
        by_word.setdefault(key, []).append(act)
    return _once([act for alike in by_word.values() for act in _compound(alike, actors)], actors)


def _once(acts: Sequence[Settled], actors: Mapping[str, Actor]) -> list[Settled]:
    """The acts without those that one word can't tell beside another of the same parties, of which it is surer."""
    lost: set[int] = set()
    by_word: dict[tuple[int, int], list[int]] = {}
    for n, (draft, _) in enumerate(acts):
        by_word.setdefault((draft.sentence.index, draft.trigger.i), []).append(n)
    # Acts of one word alone are held against each other: all against all would take hours over a long text.
    for one, other in (pair for alike in by_word.values() for pair in combinations(alike, 2)):
        if lost.isdisjoint((one, other)) and _are_rivals(acts[one][0], acts[other][0], actors):
            lost.add(min(one, other, key=lambda n: _standing(acts[n])))
    return [act for n, act in enumerate(acts) if n not in lost]


def _standing(act: Settled) -> tuple[bool, float, bool]:
    """How well an act stands against another: a set phrase tells just one."""
    return act[0].frame.fixed, act[0].likelihood, act[0].clause is not None


def _are_rivals(one: Draft, other: Draft, actors: Mapping[str, Actor]) -> bool:
    """True where one word, that of both acts, tells just one of them.

    Of 31,596 words in `training/events/articles`, all of whose acts are labelled, 19 tell acts of two types of the same
    parties and 48 of others.
    """
    if one.frame.type == other.frame.type:
        return one.frame.type in _SUFFERED and _are_opposed(one, other, actors)
    if one.frame.fixed != other.frame.fixed and not _BESIDE.isdisjoint({one.frame.type, other.frame.type}):
        return False
    sides = ((one.actor, other.actor), (one.recipient, other.recipient))
    alike = all(_are_alike(here, there, actors) for here, there in sides)
    return alike or any(set(side(here, actors)) & set(side(there, actors)) - _UNKNOWN for here, there in sides)


def _are_opposed(one: Draft, other: Draft, actors: Mapping[str, Actor]) -> bool:
    """True where who does it by one act suffers it by the other: "soldiers killed in the attack" kill nobody."""
    if is_mutual(one) or is_mutual(other):
        return False
    does, suffers = set(side(one.actor, actors)), set(side(one.recipient, actors))
    is_done, bears = set(side(other.actor, actors)), set(side(other.recipient, actors))
    at_home = (does & suffers) | (is_done & bears) | _UNKNOWN
    return bool((does & bears | suffers & is_done) - at_home)


def _are_alike(one: Sequence[str], other: Sequence[str], actors: Mapping[str, Actor]) -> bool:
    """True where the same, or people of the same states, stand on a side: "Chinese troops" and "China"."""
    places = set(side(one, actors))
    return set(one) == set(other) or (OTHER not in places and places == set(side(other, actors)))


def _compound(alike: Sequence[Settled], actors: Mapping[str, Actor]) -> Iterator[Settled]:
    if len(alike) == 1:
        yield from alike
        return
    whole = _at_home(_whole(alike, actors), actors)
    mutual, whole = _mediated([act for act in whole if is_mutual(act[0])], whole)
    yield from _around_one(_all_together(mutual))
    directed = [act for act in whole if not is_mutual(act[0])]
    yield from _sharing(_sharing(directed, actors=True), actors=False)


def is_mutual(draft: Draft) -> bool:
    """True for an act that several do to one another."""
    return set(draft.actor) == set(draft.recipient) and len(set(draft.actor)) > 1


def _whole(alike: Sequence[Settled], actors: Mapping[str, Actor]) -> list[Settled]:
    """The acts without those of one side that another tells with both; the plainer words for that side stay."""
    halves = [act for act in alike if not (act[0].actors and act[0].recipients)]
    found = [act for act in alike if act[0].actors and act[0].recipients]
    for half in halves:
        n = next((n for n, (draft, _) in enumerate(found) if _tells(draft, half[0], actors)), None)
        if n is not None:
            found[n] = (_plainer(found[n][0], half[0]), found[n][1])
            continue
        n = _known_as(half[0], found, actors)
        if n is None:
            found.append(half)
        else:
            draft, reading = found[n]
            found[n] = (replace(draft, words=half[0].words, mode=draft.mode or half[0].mode), reading)
    return found


def _known_as(half: Draft, found: Sequence[Settled], actors: Mapping[str, Actor]) -> int | None:
    """Which act tells whose they are of whom one side alone is told, "the foreign ministers met": a look finds it."""
    if set(side(half.actor or half.recipient, actors)) != {OTHER}:
        return None
    return next((n for n, (draft, _) in enumerate(found) if is_mutual(draft) and draft.clause is None), None)


def _tells(whole: Draft, half: Draft, actors: Mapping[str, Actor]) -> bool:
    """True where the one known side of an act stands on the same side of another."""
    known, there = (half.actor, whole.actor) if half.actors else (half.recipient, whole.recipient)
    places = set(side(known, actors))
    return places.isdisjoint(_UNKNOWN) and places <= set(side(there, actors))


def _plainer(whole: Draft, half: Draft) -> Draft:
    """The whole act with the half's words for a side, where they hold its own ("the Kyrgyz envoy" for "Kyrgyz")."""
    if is_mutual(whole):
        return whole
    if half.actors:
        return replace(whole, actors=half.actors) if _holds(half.actors, whole.actors) else whole
    return replace(whole, recipients=half.recipients) if _holds(half.recipients, whole.recipients) else whole


def _at_home(acts: Sequence[Settled], actors: Mapping[str, Actor]) -> list[Settled]:
    """The acts without those of a state upon itself that say of another whose its people are.

    "Soldiers fired on the crowd" in Seoul: beside the soldiers, whom nothing else ties to a country, stands theirs.
    """
    found = list(acts)
    for act in acts:
        domestic = act[0]
        places = {*side(domestic.actor, actors), *side(domestic.recipient, actors)}
        if len(places) != 1 or not places.isdisjoint(_UNKNOWN) or not (domestic.actors and domestic.recipients):
            continue
        both = union(domestic.actors, domestic.recipients)
        for n, (draft, reading) in enumerate(found):
            who, whom = set(side(draft.actor, actors)), set(side(draft.recipient, actors))
            owner = tuple(role for role in both if not set(role.actors) & {*draft.actor, *draft.recipient})[:1]
            if draft is domestic or not owner:
                continue
            if who == {OTHER} and places <= whom:
                found[n] = (replace(draft, actors=(*draft.actors, *owner)), reading)
            elif whom == {OTHER} and places <= who:
                found[n] = (replace(draft, recipients=(*draft.recipients, *owner)), reading)
            else:
                continue
            found.remove(act)
            break
    return found


def _mediated(mutual: list[Settled], whole: Sequence[Settled]) -> tuple[list[Settled], list[Settled]]:
    """Those who meet, with whoever a frame says mediates for one of them ("Angola brokered"), and what is left."""
    left = list(whole)
    for act in whole:
        draft = act[0]
        if draft.frame.mode != _MEDIATING or is_mutual(draft) or not (draft.actors and draft.recipients):
            continue
        sides = (set(draft.recipient), set(draft.actor))
        n = next((n for n, (met, _) in enumerate(mutual) if any(side <= set(met.actor) for side in sides)), None)
        if n is not None:
            everyone = union(mutual[n][0].actors, union(draft.actors, draft.recipients))
            mutual[n] = _one(act, mutual[n], everyone, everyone)
            left.remove(act)
    return mutual, left


def _holds(wide: Sequence[Role], narrow: Sequence[Role]) -> bool:
    """True where each of some words lies within one of others."""
    return all(any(w.start <= n.start and n.end <= w.end for w in wide) for n in narrow)


def _all_together(acts: Sequence[Settled]) -> list[Settled]:
    """Acts on one another, put together where each of one has met each of the other."""
    met = {frozenset(pair) for draft, _ in acts for pair in combinations(set(draft.actor), 2)}
    found = list(acts)
    merged = True
    while merged:
        merged = False
        for one, other in combinations(range(len(found)), 2):
            first, second = found[one][0], found[other][0]
            apart = ((a, b) for a in first.actor for b in second.actor if a != b)
            if all(frozenset(pair) in met for pair in apart):
                everyone = union(first.actors, second.actors)
                found[one] = _one(found[one], found[other], everyone, everyone)
                del found[other]
                merged = True
                break
    return found


def _around_one(acts: Sequence[Settled]) -> Iterator[Settled]:
    """Acts of two on one another, put together where one of them stands in several: it and all of those."""
    left = list(acts)
    while left:
        first = left.pop(0)
        sharing = {
            who: [act for act in left if _is_pair(act[0]) and who in act[0].actor]
            for who in (first[0].actor if _is_pair(first[0]) else ())
        }
        who = max(sharing, key=lambda each: len(sharing[each]), default="")
        if not sharing.get(who):
            yield first
            continue
        (hub,) = (role for role in first[0].actors if role.actors == (who,))
        made = first
        others = _others(first[0], who)
        for act in sharing[who]:
            others = union(others, _others(act[0], who))
            made = _one(made, act, (hub,), others)
        left = [act for act in left if act not in sharing[who]]
        yield made


def _is_pair(draft: Draft) -> bool:
    return len(draft.actors) == 2 and all(len(role.actors) == 1 for role in draft.actors)


def _others(draft: Draft, who: str) -> tuple[Role, ...]:
    return tuple(role for role in draft.actors if who not in role.actors)


def _sharing(acts: Iterable[Settled], *, actors: bool) -> list[Settled]:
    """Acts of the same actors upon several, or else of several upon the same recipients, put together."""
    found: dict[frozenset[str], Settled] = {}
    for act in acts:
        draft = act[0]
        key = frozenset(draft.actor if actors else draft.recipient)
        known = found.get(key)
        if known is None:
            found[key] = act
            continue
        who, whom = known[0].actors, known[0].recipients
        sides = (who, union(whom, draft.recipients)) if actors else (union(who, draft.actors), whom)
        found[key] = _one(known, act, *sides)
    return list(found.values())


def _one(one: Settled, other: Settled, actors: tuple[Role, ...], recipients: tuple[Role, ...]) -> Settled:
    """Two acts as one with these sides; it is as sure as the less sure of them, and read as the first that was."""
    (first, reading), (second, further) = one, other
    draft = replace(
        first if reading is not None or further is None else second,
        actors=actors,
        recipients=recipients,
        confidence=min(first.confidence, second.confidence),
    )
    return draft, reading or further
