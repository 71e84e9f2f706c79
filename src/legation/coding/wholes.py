"""Wholes: who is meant by one word for several is meant with all of them.

"Norway urged the two neighbours to stop and offered to mediate": a look weighs each of the two by itself, and may be
sure of the offer to one only.
"""

from collections.abc import Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles


def whole(acts: Sequence[Settled], roles: Roles) -> list[Settled]:
    """The acts; of several for whom one word stands all are whom it is done to, but for who does it."""
    return [(_widened(draft, roles), reading) for draft, reading in acts]


def _widened(draft: Draft, roles: Roles) -> Draft:
    s = draft.sentence
    alone = {(r.start, r.end) for r in draft.recipients if len(r.actors) == 1 and r.lies_in((s.start, s.end))}
    mutual = bool(set(draft.actor) & set(draft.recipient))
    if not alone or mutual or (draft.clause is not None and len(draft.recipient) > 1):
        return draft
    acting, told = set(draft.actor), roles.countries((*draft.actor, *draft.recipient))
    others: list[Role] = []
    for _, _, role in roles.present(s):
        home = roles.countries(role.actors)
        new = acting.isdisjoint(role.actors) and bool(home) and not home & told
        if (role.start, role.end) in alone and new:
            others.append(role)
    return replace(draft, recipients=(*draft.recipients, *dict.fromkeys(others))) if others else draft
