"""Agreeing: with whom something is agreed, and whom it is to fall on.

Of "the EU agreed to impose sanctions on Iran" the trained coder and the frames make an accord with Iran, though Iran is
whom the accord is against; and of "Norway offered to mediate between Serbia and Kosovo" an accord of three, though one
offers and two are offered it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role
from legation.records import Actor

_ACCORD = "AGREE"
_BINDING = frozenset({_ACCORD, "THREATEN"})
# Who speaks for a state.
_OFFICIAL = frozenset({"GOV", "MIL"})
_AGAINST = frozenset({"SANCTION", "COERCE", "ASSAULT", "THREATEN", "ACCUSE", "MOBILIZE", "REJECT"})
# How what is agreed hangs on the word of the accord, and what may lie between.
_BELOW = frozenset({"xcomp", "ccomp", "pcomp", "acl"})
_INSIDE = frozenset({"conj", "dobj", "prep", "pobj"})


def agreed(acts: Sequence[Settled], offering: Collection[str], read: Iterable[Draft] = ()) -> list[Settled]:
    """The acts, each accord among those who reach it; `offering` are the verbs by which one side alone binds itself.

    `read` are all drafts, also those that are not told: what is agreed on need be no act of its own.
    """
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft in (*(draft for draft, _ in acts), *read):
        by_sentence[draft.sentence.index].append(draft)
    return [(kept, reading) for draft, reading in acts for kept in _told(draft, by_sentence, offering)]


def outward(acts: Sequence[Settled], actors: Mapping[str, Actor]) -> list[Settled]:
    """The acts; whom somebody binds himself to by a promise or threatens is not the state that he speaks for."""
    return [(_outward(draft, actors), reading) for draft, reading in acts]


def _outward(draft: Draft, actors: Mapping[str, Actor]) -> Draft:
    if draft.frame.type not in _BINDING or not draft.recipients or set(draft.actor) & set(draft.recipient):
        return draft
    doers = [actors[a] for a in draft.actor if a in actors]
    homes = {a.country for a in doers if a.kind == "person" and a.sector in _OFFICIAL}
    if len(homes) != 1 or len(doers) != len(draft.actor) or any(a.country not in homes for a in doers):
        return draft
    kept = tuple(r for r in draft.recipients if not set(r.actors) <= homes or is_addressed(draft, r))
    # People of no country beside whom their state stands are its own: "offered the rebels talks".
    whose = any(actors[i].country is None for r in kept for i in r.actors if i in actors)
    return draft if whose else replace(draft, recipients=kept)


def is_addressed(draft: Draft, role: Role) -> bool:
    """True for whom the verb has for its object, as a president has his people: "promised Ugandans a vote"."""
    s, verb = draft.sentence, draft.trigger
    objects = [*s.children(verb, "dobj", "dative", "iobj")]
    objects += [
        t for prep in s.children(verb, "prep", "dative") if prep.lower == "to" for t in s.children(prep, "pobj")
    ]
    return any(role.start <= token.start and token.end <= role.end for token in objects)


def _told(draft: Draft, by_sentence: dict[int, list[Draft]], offering: Collection[str]) -> Iterator[Draft]:
    if draft.frame.type != _ACCORD:
        yield draft
        return
    against = {
        actor
        for other in by_sentence[draft.sentence.index]
        if other.frame.type in _AGAINST and _is_agreed_on(other, draft)
        # "Signed a pact over the objections of Egypt": what others do to those who agree is not agreed on.
        if not other.actor or not set(other.actor).isdisjoint((*draft.actor, *draft.recipient))
        for role in other.recipients
        for actor in role.actors
        if actor not in other.actor
    }
    if against:
        actors, recipients = (_without(side, against) for side in (draft.actors, draft.recipients))
        if len({*(a for r in (*actors, *recipients) for a in r.actors)}) > 1:
            yield replace(draft, actors=actors, recipients=recipients)
        return  # what is left is one party that agrees with nobody: what it agreed to do is told
    yield _offered(draft) if draft.trigger.lemma.lower() in offering else draft


def _is_agreed_on(other: Draft, accord: Draft) -> bool:
    """True for an act that hangs on the word of an accord: "agreed to impose", "an agreement to expel"."""
    s, here = accord.sentence, other.trigger
    if here.i < accord.trigger.i:
        return False  # "they severed ties; Iran offered food": a parser hangs what went before on what follows
    below = False
    while here.i != accord.trigger.i:
        if here.dep not in _BELOW | _INSIDE or here.head == here.i:
            return False
        below = below or here.dep in _BELOW
        here = s.head(here)
    return below


def _without(side: Sequence[Role], actors: Collection[str]) -> tuple[Role, ...]:
    return tuple(role for role in side if not set(role.actors) & set(actors))


def _offered(draft: Draft) -> Draft:
    """An offer of the subject to the others."""
    if draft.clause is None or set(draft.actor) != set(draft.recipient):
        return draft
    s = draft.sentence
    subjects = [t for subject in draft.clause.subjects for t in s.conjuncts(subject)]
    doers = tuple(r for r in draft.actors if any(r.start <= t.start < r.end for t in subjects))
    others = tuple(r for r in draft.recipients if not set(r.actors) & {a for d in doers for a in d.actors})
    return replace(draft, actors=doers, recipients=others) if doers and others else draft
