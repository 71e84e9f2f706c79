"""Shared accords: who welcomes or rejects what two agreed on has to do with both of them.

"Sudan and Chad agreed on a truce. … The European Union welcomed the truce." names neither again, and what the text
implies is one of the two.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.phrasing import objects

_JUDGING = frozenset({"SUPPORT", "ACCUSE", "REJECT"})
_MUTUAL = frozenset({"AGREE", "CONSULT", "RETREAT", "COOPERATE"})
_DEFINITE = frozenset({"the", "this", "that", "their", "both"})
_MEETING = "CONSULT"
# So many sentences back an accord is taken up.
_NEAR = 6


def shared(acts: Sequence[Settled], accords: Collection[str]) -> list[Settled]:
    """The acts, each judgment of an accord told before upon all who share in it; `accords` are nouns of such."""
    order = sorted(range(len(acts)), key=lambda n: (acts[n][0].sentence.index, acts[n][0].trigger.i))
    before: list[Draft] = []
    found = list(acts)
    for n in order:
        draft, reading = acts[n]
        if draft.frame.type in _JUDGING and _takes_up(draft, accords):
            found[n] = _widened(draft, before), reading
        if draft.frame.type in _MUTUAL and len(draft.actor) > 1 and set(draft.actor) == set(draft.recipient):
            before.append(draft)
    return found


def _takes_up(draft: Draft, accords: Collection[str]) -> bool:
    """True where "the truce" is judged, and the sentence doesn't say whose."""
    if any(_is_here(draft, role.start) for role in draft.recipients):
        return False
    s = draft.sentence
    judged = objects(draft.clause) if draft.clause is not None else s.children(draft.trigger, "dobj", "nsubjpass")
    nouns = (t for t in judged if t.lemma.lower() in accords)
    return any(t.lower in _DEFINITE for noun in nouns for t in s.children(noun, "det", "poss"))


def _is_here(draft: Draft, at: int) -> bool:
    return draft.sentence.start <= at < draft.sentence.end


def _widened(draft: Draft, before: Sequence[Draft]) -> Draft:
    """The judgment upon all parties of the last accord, whomever the text seemed to imply."""
    near = [d for d in reversed(before) if draft.sentence.index - d.sentence.index <= _NEAR]
    # What is judged was agreed on, though they may have met or telephoned since.
    accord = next((d for d in near if d.frame.type != _MEETING), next(iter(near), None))
    if accord is None:
        return draft
    acting = set(draft.actor)
    return replace(draft, recipients=tuple(r for r in accord.actors if not set(r.actors) & acting) or draft.recipients)
