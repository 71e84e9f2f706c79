"""Half told: acts of one open side, where the sentence or the kind of act says who is on it.

A strike that a frame tells of nobody in particular, and that a look tells of the government at home, is one strike: of
6,000 half acts in labelled sentences but a hundredth stand beside a whole one of the same type and side. Nor does a
sentence tell one deed of a state at its own people and at another state: of 39 such twins told in development sentences
one was right on both sides, and the other state was meant in 23, its own people in 8. And who makes arrests without a
word of whom arrests his own people.
"""

from collections.abc import Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles

# A curfew is laid on nobody in particular beside arrests of one's own people: a fifth of such acts are told so.
_APART = "COERCE"
_ARREST = "arrest"


def whole(acts: Sequence[Settled], roles: Roles) -> list[Settled]:
    """The acts without halves of others, which take over their modes, and without what states do to others only."""
    found: list[Settled] = []
    drafts = [draft for draft, _ in acts]
    halves = {n: of for n, draft in enumerate(drafts) if (of := _half_of(draft, drafts, roles)) is not None}
    modes = {of: drafts[n].mode for n, of in halves.items()}
    for n, (draft, reading) in enumerate(acts):
        if n in halves or _is_abroad(draft, drafts, roles):
            continue
        mode = draft.mode or modes.get(n)
        found.append((replace(draft, mode=mode) if mode != draft.mode else draft, reading))
    return found


def _half_of(draft: Draft, drafts: Sequence[Draft], roles: Roles) -> int | None:
    """The number of the act that tells all of what one of an open side tells."""
    if bool(draft.actors) == bool(draft.recipients) or (draft.frame.type == _APART and not draft.recipients):
        return None
    known = roles.countries(draft.actor or draft.recipient)
    for n, other in enumerate(drafts):
        if _is_alike(draft, other) and other.actors and other.recipients:
            side = roles.countries(other.actor if draft.actors else other.recipient)
            if known and known <= side and draft.standing == other.standing:
                return n
    return None


def _is_abroad(draft: Draft, drafts: Sequence[Draft], roles: Roles) -> bool:
    """True for what a state is told to do to its own people beside the same done to another state."""
    home = roles.countries(draft.actor)
    if len(home) != 1 or roles.countries(draft.recipient) != home:
        return False
    others = (other for other in drafts if _is_alike(draft, other) and home <= roles.countries(other.actor))
    return any(roles.countries(other.recipient) - home for other in others)


def _is_alike(draft: Draft, other: Draft) -> bool:
    """True for acts of one type in one sentence."""
    return draft.sentence.index == other.sentence.index and draft.frame.type == other.frame.type


def at_home(draft: Draft, roles: Roles) -> Draft:
    """The act; of arrests of nobody in particular, by somebody of one state, at that state's own people."""
    if draft.mode != _ARREST or draft.recipients or not draft.actors:
        return draft
    home = roles.countries(draft.actor)
    if len(home) != 1:
        return draft
    first = draft.actors[0]
    return replace(draft, recipients=(Role(tuple(home), first.start, first.end, direct=False),))
