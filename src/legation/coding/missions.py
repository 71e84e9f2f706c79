"""Missions: to whom an embassy complains, or of whom it asks something, where nobody is named: the state it stands in.

"The embassy lodged a protest" leaves that open. Of the states of the text it is the one with whom most of the acts tie
the embassy's own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role, Roles

_ADDRESSED = frozenset({"ACCUSE", "REQUEST", "REJECT"})
_EMBASSY = "-embassy"


def at_hosts(acts: Sequence[Settled], roles: Roles) -> list[Settled]:
    """The acts; those of an embassy that are aimed at nobody else, at its host."""
    return [(_at_host(draft, acts, roles) if _is_open(draft) else draft, reading) for draft, reading in acts]


def _is_open(draft: Draft) -> bool:
    alone = not draft.recipients and draft.frame.type in _ADDRESSED and bool(draft.actor)
    return alone and all(actor.endswith(_EMBASSY) for actor in draft.actor)


def _at_host(draft: Draft, acts: Sequence[Settled], roles: Roles) -> Draft:
    home = roles.countries(draft.actor)
    tied: Counter[str] = Counter()
    states: dict[str, Role] = {}
    for act, _ in acts:
        sides = (act.actors, act.recipients)
        for one, other in (sides, sides[::-1]):
            if home & roles.countries(a for role in one for a in role.actors):
                for role in other:
                    theirs = roles.countries(role.actors) - home
                    tied.update(theirs)
                    states |= {state: role for state in theirs if role.actors == (state,)}
    host = min(tied, key=lambda state: (-tied[state], state), default="")
    return replace(draft, recipients=(states[host],)) if host in states else draft
