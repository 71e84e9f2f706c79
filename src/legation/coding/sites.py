"""Sites: where a blow falls is not who strikes it.

"A bomb blast at a market in Somalia killed 15 people", "an attack on a base in Iraq": frames and the trained coder are
given to take the one state that is named for the attacker. Who struck stays open, and the state is where it happened.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles

_BLOW = "ASSAULT"
_WHERE = frozenset({"at", "in", "on", "near", "inside", "outside", "across", "around", "against", "over"})
# On a verb those alone, which tell nothing else: not "called on Berlin", "fired at Beirut".
_OF_VERBS = frozenset({"in", "near", "inside", "outside", "across"})
# How a name hangs on the word that stands for the place: "Somalia's capital", "the Iraqi city of Mosul".
_PARTS = frozenset({"poss", "compound", "nmod", "amod", "appos"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def placed(acts: Sequence[Settled], roles: Roles, deeds: Collection[str]) -> list[Settled]:
    """The acts; blows without those who are but the place. `deeds` are nouns of violence and of what does it."""
    return [(_open(draft, roles, deeds), reading) for draft, reading in acts]


def _open(draft: Draft, roles: Roles, deeds: Collection[str]) -> Draft:
    """The blow without actors that only say where it fell; beside somebody who strikes there, a state may stand."""
    if draft.frame.type != _BLOW or not draft.actors or set(draft.actor) == set(draft.recipient):
        return draft
    s = draft.sentence
    if not all(_is_site(s, r, roles, deeds) or _is_beside(s, draft.trigger, r, deeds) for r in draft.actors):
        return draft
    return replace(draft, actors=(), recipients=draft.recipients or draft.actors)


def _is_site(s: Sentence, role: Role, roles: Roles, deeds: Collection[str]) -> bool:
    """True for a party that stands behind a preposition of place, on a deed, on its verb, or on what is struck."""
    if not (s.start <= role.start and role.end <= s.end):
        return False
    inside = s.within(role.start, role.end)
    own = {t.i for t in inside}
    here = next((t for t in inside if t.head not in own), None)
    while here is not None and here.dep in _PARTS:
        if here.head == here.i or s.head(here).lemma.lower() in deeds:
            return False  # "the Georgian assault" is Georgia's
        here = s.head(here)
    if here is None or here.dep != "pobj":
        return False
    prep = s.head(here)
    above = s.head(prep)
    if prep.lower not in _WHERE or (above.pos == "VERB" and prep.lower not in _OF_VERBS):
        return False
    return _struck_there(s, above, roles, deeds)


def _is_beside(s: Sentence, verb: Token, role: Role, deeds: Collection[str]) -> bool:
    """True for somebody outside of the deed that is the subject: "a missile attack killed three, Ukraine said"."""
    subject = s.child(verb, "nsubj") if verb.pos == "VERB" else None
    if subject is None or subject.lemma.lower() not in deeds:
        return False
    start, end = s.span(subject)
    agents = [t for p in s.children(verb, "agent") for t in s.subtree(p)]
    return not start <= role.start < end and all(not role.start <= t.start < role.end for t in agents)


def _struck_there(s: Sentence, above: Token, roles: Roles, deeds: Collection[str]) -> bool:
    """True for what a place is told of: a deed, a verb, or a thing below these; not for people who may strike."""
    while above.pos in ("NOUN", "PROPN"):
        if above.lemma.lower() in deeds:
            return True
        if above.dep in ("dobj", "nsubjpass"):
            return True
        if roles.party(s, above) is not None and above.dep in _SUBJECTS:
            return False
        if above.dep == "pobj":
            above = s.head(s.head(above))
        elif above.dep in _PARTS:
            above = s.head(above)
        else:
            return False
    return above.pos == "VERB"
