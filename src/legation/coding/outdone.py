"""Outdone: what a word tells of one it seldom tells of another who stands in no list with him and is far less likely.

"Chile called home its ambassador after Bolivia broke with Israel": the trained coder finds it likely that Israel is
meant, and less so that Bolivia is. One word, one act, unless a list or the chances say otherwise.
"""

from collections.abc import Iterable, Mapping

from legation.coding.drafts import Draft
from legation.coding.listing import are_listed
from legation.coding.roles import Role
from legation.coding.sides import side
from legation.records import Actor

# So much less likely. Of 278 such acts in labelled sentences 66 were right; of those nearer to the first two in five.
# Of 40 such acts of another type 9 were.
_LESS = 0.2
# From these chances on another recipient, actor or type is told all the same: of 31 such actors 16 were right, and
# of the rest there were too few to tell.
_RECIPIENT, _ACTOR, _TYPE = 0.7, 0.5, 0.7


def is_outdone(draft: Draft, others: Iterable[Draft], actors: Mapping[str, Actor]) -> bool:
    """True for an act that a look alone found, where its word tells it of somebody else with the same other side.

    Likewise where its word tells another act of the same two. `others` are the acts told so far.
    """
    if set(draft.actor) == set(draft.recipient):
        return False
    who, whom = set(side(draft.actor, actors)), set(side(draft.recipient, actors))
    for other in others:
        less = other.likelihood - draft.likelihood >= _LESS
        if not less or other.trigger is not draft.trigger:
            continue
        same_actor = not who.isdisjoint(side(other.actor, actors))
        same_recipient = not whom.isdisjoint(side(other.recipient, actors))
        if other.frame.type != draft.frame.type:
            if same_actor and same_recipient and other.clause is None and draft.likelihood < _TYPE:
                return True
            continue
        if same_actor == same_recipient or (same_recipient and other.clause is not None):
            continue
        fresh, known = (draft.recipients, other.recipients) if same_actor else (draft.actors, other.actors)
        enough = _RECIPIENT if same_actor else _ACTOR
        if draft.likelihood < enough and not _are_listed(draft, fresh, known):
            return True
    return False


def _are_listed(draft: Draft, some: Iterable[Role], others: Iterable[Role]) -> bool:
    """True where somebody of one side stands in one list with somebody of the other."""
    known = list(others)
    return any(are_listed(draft.sentence, one, other) for one in some for other in known if one.start != other.start)
