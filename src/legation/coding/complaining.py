"""Complaining: to whom somebody complains is not whom he complains of.

Of "Lesotho complained to the United Nations that South Africa held up food" frames make an accusation of the United
Nations, since they take whoever stands behind "to". What is said tells who is meant, where it has a subject of another
state; of a state that is told so itself ("protested to Japan that its ships had fished there") it is.
"""

from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.phrasing import hanging
from legation.coding.roles import Role, Roles
from legation.coding.sides import side

_COMPLAINT = "ACCUSE"
# What stands for the country of those who are of several.
_BODIES = frozenset({"UNO", "IGO"})
_BEFORE, _ABOUT = frozenset({"to", "before", "with"}), frozenset({"about", "over", "against", "of"})


def complained(draft: Draft, roles: Roles) -> Draft:
    """The draft; a complaint to a body of several states as one about the subject of what is said."""
    if draft.frame.type != _COMPLAINT or draft.clause is None or not draft.recipients:
        return draft
    s, verb = draft.sentence, draft.clause.head
    to = [t for p in s.children(verb, "prep", "dative") if p.lower in _BEFORE for t in s.children(p, "pobj")]
    addressed = [r for r in draft.recipients if any(r.start <= t.start < r.end for t in to)]
    bodies = all(place.startswith("org:") for place in side(draft.recipient, roles.actors))  # who serves one counts too
    if len(addressed) != len(draft.recipients) or not (bodies or roles.countries(draft.recipient) <= _BODIES):
        return draft
    said = s.child(verb, "ccomp")
    subject = None if said is None else s.child(said, "nsubj", "nsubjpass")
    if subject is not None:
        meant = tuple(r for t in s.conjuncts(subject) for r in roles.agent(s, t))
    else:
        heads = [head for told in to for head in (told, *s.children(told, "appos"))]
        about = [t for head in heads for t in hanging(s, head, _ABOUT)]
        meant = tuple(r for t in about for r in roles.affected(s, t) or _doers(s, t, roles))
    theirs = roles.countries(i for r in meant for i in r.actors)
    return replace(draft, recipients=meant) if theirs - roles.countries(draft.actor) else draft


def _doers(s: Sentence, noun: Token, roles: Roles) -> tuple[Role, ...]:
    """By whom something was done that somebody complains of: "trucks held up by Indian customs"."""
    by = [p for verb in s.children(noun, "acl") for p in s.children(verb, "agent")]
    return tuple(r for p in by for t in s.children(p, "pobj") for r in roles.agent(s, t))
