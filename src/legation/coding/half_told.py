"""Half told: acts of one open side, where the sentence or the kind of act says who is on it.

A strike that a frame tells of nobody in particular, and that a look tells of the government at home, is one strike: of
6,000 half acts in labelled sentences but a hundredth stand beside a whole one of the same type and side. And who makes
arrests without a word of whom arrests his own people.
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
    """The acts without halves of others, which take over their modes."""
    found: list[Settled] = []
    drafts = [draft for draft, _ in acts]
    halves = {n: of for n, draft in enumerate(drafts) if (of := _half_of(draft, drafts, roles)) is not None}
    modes = {of: drafts[n].mode for n, of in halves.items()}
    for n, (draft, reading) in enumerate(acts):
        if n in halves:
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
            if known and known <= side:
                return n
    return None


def _is_alike(draft: Draft, other: Draft) -> bool:
    """True for acts of one type and status in one sentence."""
    same = draft.sentence.index == other.sentence.index and draft.standing == other.standing
    return same and draft.frame.type == other.frame.type


def at_home(draft: Draft, roles: Roles) -> Draft:
    """The act; of arrests of nobody in particular, by somebody of one state, at that state's own people."""
    if draft.mode != _ARREST or draft.recipients or not draft.actors:
        return draft
    home = roles.countries(draft.actor)
    if len(home) != 1:
        return draft
    first = draft.actors[0]
    return replace(draft, recipients=(Role(tuple(home), first.start, first.end, direct=False),))
