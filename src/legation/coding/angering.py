"""Angering: of "Macron's remarks outraged Algiers" it is Algiers that finds fault.

Verbs of feeling have whoever feels as their object. Frames and the trained coder take the subject for who acts.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled

_BLAME = frozenset({"ACCUSE", "REJECT"})


def felt(acts: Sequence[Settled], verbs: Collection[str]) -> list[Settled]:
    """The acts, those that `verbs` of anger tell turned to whom they are felt by; of another type they tell none."""
    return [(told, reading) for draft, reading in acts if (told := _felt(draft, verbs)) is not None]


def _felt(draft: Draft, verbs: Collection[str]) -> Draft | None:
    s, verb = draft.sentence, draft.trigger
    if verb.pos != "VERB" or verb.lemma.lower() not in verbs:
        return draft
    passive = s.child(verb, "nsubjpass") is not None
    angered = s.child(verb, "nsubjpass") if passive else s.child(verb, "dobj")
    if angered is None:
        return draft
    if draft.frame.type not in _BLAME:
        return None
    span = s.span(angered)
    if draft.recipients and all(role.lies_in(span) for role in draft.recipients):
        return replace(draft, actors=draft.recipients, recipients=draft.actors)
    return draft
