"""Musters: one's own forces are what an accord or a retreat moves, and no side of it.

"Chad agreed to pull its army out of the strip" and "Fiji offered to send a team of observers" have whoever is moved for
an object, and frames take objects for the other side. With whom it is agreed, or from whose land the army goes, those
words don't tell.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles, ids
from legation.coding.standings import infinitive

_ACCORD, _LEAVING = "AGREE", ("RETREAT", "withdraw")
_FORCES = frozenset({"MIL", "COP", "SPY"})
_SURE = 0.8


def unmustered(acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts, accords and retreats without the forces that are moved among those whom they reach."""
    return [(_unmustered(draft, roles, classes["DISPATCHING"]), reading) for draft, reading in acts]


def _unmustered(draft: Draft, roles: Roles, moving: Collection[str]) -> Draft:
    if draft.frame.type != _ACCORD and (draft.frame.type, draft.mode) != _LEAVING:
        return draft
    objects = [(draft.sentence.span(thing), verb.lemma.lower() in moving) for verb, thing in _objects(draft)]
    moved = {
        role
        for span, sent in objects
        for role in draft.recipients
        if role.lies_in(span) and _is_ones_own(role, draft, roles, sent=sent)
    }
    if not moved or set(draft.actor) == set(draft.recipient):
        return draft
    left = tuple(r for r in draft.recipients if r not in moved and not set(r.actors) <= set(draft.actor))
    both = len(set(draft.actor)) > 1 and (draft.frame.type == _ACCORD or _is_from_one_another(draft, moved, roles))
    together = both and not left
    return replace(draft, recipients=draft.actors if together else left)


def _is_from_one_another(draft: Draft, moved: Collection[Role], roles: Roles) -> bool:
    """True where the arbiter is sure that armies of several leave one another's land, or the line between them."""
    homes = roles.countries(ids(draft.actors))
    return draft.likelihood >= _SURE and len(homes) > 1 and homes == roles.countries(ids(moved))


def _objects(draft: Draft) -> Iterator[tuple[Token, Token]]:
    """What is moved, with the verb: the object of a retreat's own verb, or of the infinitive below an accord's."""
    s, word = draft.sentence, draft.trigger
    verbs = (word,) if draft.frame.type != _ACCORD else s.children(word, "xcomp", "ccomp", "advcl")
    for first in verbs:
        for verb in (first, *s.conjuncts(first)[1:]):
            if verb is word or infinitive(s, first):
                yield from ((verb, thing) for thing in s.children(verb, "dobj"))


def _is_ones_own(role: Role, draft: Draft, roles: Roles, *, sent: bool) -> bool:
    """True for soldiers or police of those who act, or of nobody; for anybody without a country if they are sent."""
    homes = roles.countries(role.actors)
    armed = all((a := roles.actors.get(i)) is not None and a.sector in _FORCES for i in role.actors)
    if homes:
        return armed and homes <= roles.countries(ids(draft.actors))
    return (armed or sent) and all(i.startswith(("group:-:", "unnamed:-:")) for i in role.actors)
