"""Inward: what turns back on those who do it.

Who resigns does so before nobody, though the text tells of the crowd that wanted it; an envoy who conveys his country's
thanks does not thank his country; and of states that agree, a word for one of them ("the security chiefs agreed")
makes no other side.
"""

from collections.abc import Sequence
from dataclasses import replace

from legation.coding.agreeing import is_addressed
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.phrasing import with_particle
from legation.coding.roles import Roles
from legation.coding.triggers import Lexicon

_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_RETREAT, _RESIGN = "RETREAT", "resign"
_SUPPORT = "SUPPORT"


def inward(acts: Sequence[Settled], roles: Roles, lexicon: Lexicon) -> list[Settled]:
    """The acts, none of which has its own doers on the other side."""
    return [(kept, reading) for draft, reading in acts if (kept := _inward(draft, roles, lexicon)) is not None]


def _inward(draft: Draft, roles: Roles, lexicon: Lexicon) -> Draft | None:
    ours, theirs = roles.countries(draft.actor), roles.countries(draft.recipient)
    if draft.frame.type == _SUPPORT and draft.recipients and len(ours) == 1:
        others = tuple(r for r in draft.recipients if not (home := roles.countries(r.actors)) or not home <= ours)
        return replace(draft, recipients=others) if others else None
    if not theirs or not theirs <= ours or set(draft.actor) == set(draft.recipient):
        return draft
    if draft.frame.type in _TOGETHER and len(ours) > 1 and all(roles.countries(r.actors) for r in draft.recipients):
        return replace(draft, recipients=draft.actors)
    if draft.frame.type == _RETREAT and (draft.mode == _RESIGN or _resigns(draft, lexicon)):
        return replace(draft, recipients=tuple(r for r in draft.recipients if is_addressed(draft, r)))
    return draft


def _resigns(draft: Draft, lexicon: Lexicon) -> bool:
    """True for what a look finds in a word of resigning alone: it names no mode."""
    s, word = draft.sentence, draft.trigger
    verb = word.pos == "VERB"
    frames, name = (lexicon.verbs, with_particle(s, word)) if verb else (lexicon.nouns, word.lemma.lower())
    return any(frame.mode == _RESIGN for frame in frames.get(name, ()))
