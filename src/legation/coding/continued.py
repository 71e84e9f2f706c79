"""Continued blows: a passive of nobody goes on with the blow told right before it.

"Chad opened its widest raids on Sudan in years. Nine camps were hit in an hour, Chadian officers said": no word of the
second sentence says who struck or was struck, but it has somebody who tells of it. A look at the parties of a sentence
takes him for one of the two.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.losses import tells
from legation.coding.roles import Roles

_BLOW = "ASSAULT"
# So many sentences before stands what goes on; where nobody tells of it, in the one before.
_NEAR = 2
_ASIDE = ("relcl", "acl", "appos")


def continued(acts: Sequence[Settled], roles: Roles, telling: Collection[str]) -> list[Settled]:
    """The acts, blows of nobody with the two of the blow that they go on with; `telling` are verbs of saying."""
    reader = _Reader(acts, roles, telling)
    return [(reader.mended(draft), reading) for draft, reading in acts]


class _Reader:
    """Reads the blows of one document."""

    def __init__(self, acts: Sequence[Settled], roles: Roles, telling: Collection[str]) -> None:
        self._roles = roles
        self._telling = telling
        self._blows = [d for d, _ in acts if d.frame.type == _BLOW and d.standing == "actual"]

    def mended(self, draft: Draft) -> Draft:
        s = draft.sentence
        struck = s.child(draft.trigger, "nsubjpass") if draft.trigger.tag == "VBN" else None
        if draft.frame.type != _BLOW or draft.standing != "actual" or struck is None or self._names(draft, struck):
            return draft
        tellers = {r for _, _, r in self._roles.present(s) if tells(s, r, draft.trigger, self._telling)}
        others = [r for r in (*draft.actors, *draft.recipients) if r.lies_in((s.start, s.end))]
        if any(r not in tellers for r in others) or next(self._roles.places(s), None) is not None:
            return draft
        before = self._before(draft, self._roles.countries(i for r in tellers for i in r.actors))
        return draft if before is None else replace(draft, actors=before.actors, recipients=before.recipients)

    def _names(self, draft: Draft, subject: Token) -> bool:
        """True where the words of a passive say who was struck, or who struck."""
        s = draft.sentence
        if subject.pos in ("PRON", "PROPN") or s.child(draft.trigger, "agent") is not None:
            return True
        words = (*s.subtree(subject, without=_ASIDE), *(t for c in s.conjuncts(subject) for t in s.subtree(c)))
        return any(self._roles.place(s, t) is not None for t in words)

    def _before(self, draft: Draft, tellers: Collection[str]) -> Draft | None:
        """The blow of one state at another that it goes on with; whoever tells of it is of one of them."""
        for back in range(1, (_NEAR if tellers else 1) + 1):
            told = {self._pair(d): d for d in self._blows if d.sentence.index == draft.sentence.index - back}
            if not told:
                continue
            pair, before = next(iter(told.items()))
            return before if len(told) == 1 and pair is not None and set(pair).issuperset(tellers) else None
        return None

    def _pair(self, draft: Draft) -> tuple[str, str] | None:
        """Of which two states one strikes the other; None for other blows."""
        actor, recipient = (sorted(self._roles.countries(keys)) for keys in (draft.actor, draft.recipient))
        if len(actor) != 1 or len(recipient) != 1 or actor == recipient:
            return None
        return actor[0], recipient[0]
