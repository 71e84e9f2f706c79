"""Upheld: who backs or dismisses "the appeal" backs or dismisses whoever made it.

Of "Chile backed the appeal" frames leave open whom, and the trained coder may find somebody who was named in between.
If all appeals that were told before are of the same hands, it is theirs, else that of the last one, not far back; of
what was put to the one who answers, if anything was.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.responses import NEAR, TAKEN_UP, is_bare
from legation.coding.roles import Role, Roles

_ATTITUDES = frozenset({"SUPPORT", "REJECT", "ACCUSE", "AGREE"})
_DONE = frozenset({"actual", "historical"})


def upheld(acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts; of those that back or dismiss what was asked, offered or charged before, at whoever did so."""
    return [(_at_maker(draft, acts, roles, classes), reading) for draft, reading in acts]


def _at_maker(draft: Draft, acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> Draft:
    s = draft.sentence
    if draft.frame.type not in _ATTITUDES or any(role.lies_in((s.start, s.end)) for role in draft.recipients):
        return draft
    made = next(iter(_taken_up(draft, classes)), None)
    makers = () if made is None else _makers(draft, made, acts, roles)
    own = roles.countries(draft.actor) & roles.countries(actor for role in makers for actor in role.actors)
    return draft if own or not makers else replace(draft, recipients=makers)


def _taken_up(draft: Draft, classes: Mapping[str, Collection[str]]) -> Iterator[frozenset[str]]:
    """The types of the acts that the object of a verb takes up, without a word that says whose they are."""
    s, verb = draft.sentence, draft.trigger
    for thing in s.children(verb, "dobj") if verb.pos == "VERB" else ():
        if is_bare(s, thing):
            yield from (types for name, types in TAKEN_UP.items() if thing.lemma.lower() in classes[name])


def _makers(draft: Draft, types: Collection[str], acts: Sequence[Settled], roles: Roles) -> tuple[Role, ...]:
    """Who asked, offered or charged before: the only ones who did, or the last ones, not far back."""
    before = [
        d
        for d, _ in acts
        if d.frame.type in types and d.standing in _DONE and d.trigger.end <= draft.trigger.start and d.actors
    ]
    mine = roles.countries(draft.actor)
    before = [d for d in before if mine & roles.countries(d.recipient)] or before
    if not before:
        return ()
    last = max(before, key=lambda d: d.trigger.start)
    hands = {frozenset(roles.countries(d.actor)) for d in before}
    near = draft.sentence.index - last.sentence.index <= NEAR
    return last.actors if near or len(hands) == 1 else ()
