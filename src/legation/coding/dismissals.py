"""Dismissals: who only loses an office is neither struck nor driven out, nor is the state where an envoy serves.

"The president fired his defence minister", "sacked its ambassador to Hungary": both frames and the trained coder take
the one for a shot and the other for a breach with Hungary. Who recalls an envoy acts on that state; who dismisses one
of his own does not.
"""

from collections.abc import Collection, Mapping

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.roles import Roles, ids

_PERSONS = frozenset({"person", "office", "unnamed"})
_LOST = frozenset({"ASSAULT", "RETREAT"})


def is_dismissal(draft: Draft, roles: Roles, classes: Mapping[str, Collection[str]]) -> bool:
    """True for an act that is told of somebody who only loses an office."""
    s, word = draft.sentence, draft.trigger
    lemma = word.lemma.lower()
    loser = s.child(word, "dobj", "nsubjpass")
    if loser is None:
        return False
    if (lemma in classes["DISMISSING"] or lemma in classes["REPLACING"]) and loser.lemma.lower() in classes["ENVOYS"]:
        return not _is_foreign(draft, loser, roles)
    if draft.frame.type not in _LOST or lemma not in classes["DISMISSING"]:
        return False
    if not draft.recipients or not all(r.lies_in(s.span(loser)) for r in draft.recipients):
        return False
    whom = [a for i in draft.recipient if (a := roles.actors.get(i)) is not None]
    return bool(whom) and all(a.kind in _PERSONS for a in whom)


def _is_foreign(draft: Draft, envoy: Token, roles: Roles) -> bool:
    """True for an envoy of another state than that which dismisses him ("the French ambassador")."""
    s = draft.sentence
    whose = roles.countries(ids(roles.before(s, envoy))) or roles.countries(
        ids(r for t in s.children(envoy, "poss") if (r := roles.party(s, t)))
    )
    acting = roles.countries(ids(r for t in s.children(draft.trigger, "nsubj") for r in roles.agent(s, t)))
    return bool(whose and acting) and not whose & acting
