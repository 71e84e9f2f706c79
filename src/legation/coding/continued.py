"""Continued acts: a passive of nobody goes on with the blow, or the breach, told right before it.

"Chad opened its widest raids on Sudan in years. Nine camps were hit in an hour, Chadian officers said": no word of the
second sentence says who struck or was struck, but it has somebody who tells of it. A look at the parties of a sentence
takes him for one of the two. Of "twenty Sudanese were killed" the first sentence tells by whom.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.losses import tells
from legation.coding.roles import Roles

_BLOW = "ASSAULT"
_GOING_ON = frozenset({_BLOW, "SANCTION"})
# So many sentences before stands what goes on; where nobody tells of it and it names nobody, in the one before.
_NEAR = 2
_ASIDE = ("relcl", "acl", "appos")


def continued(acts: Sequence[Settled], roles: Roles, telling: Collection[str]) -> list[Settled]:
    """The acts, those of nobody with the two of the act that they go on with; `telling` are verbs of saying."""
    reader = _Reader(acts, roles, telling)
    return [(reader.mended(draft), reading) for draft, reading in acts]


class _Reader:
    """Reads the blows and breaches of one document."""

    def __init__(self, acts: Sequence[Settled], roles: Roles, telling: Collection[str]) -> None:
        self._roles = roles
        self._telling = telling
        self._acts = [d for d, _ in acts if d.frame.type in _GOING_ON and d.standing == "actual"]

    def mended(self, draft: Draft) -> Draft:
        s, verb = draft.sentence, draft.trigger
        struck = s.child(verb, "nsubjpass") if verb.tag == "VBN" else None
        if draft.frame.type not in _GOING_ON or draft.standing != "actual" or struck is None:
            return draft
        if s.child(verb, "agent") is not None:
            return draft
        if draft.frame.type != _BLOW or self._is_named(draft, struck):
            return self._by_nobody(draft)
        return self._of_nobody(draft)

    def _by_nobody(self, draft: Draft) -> Draft:
        """What befell a state, done by whoever did the like before: "broke with Chad. Its envoys were expelled"."""
        lost = self._roles.countries(draft.recipient)
        if draft.actors or not lost:
            return draft
        pair = self._before(draft, _NEAR)
        if pair is None or not lost <= self._roles.countries(pair.recipient):
            return draft
        return replace(draft, actors=pair.actors)

    def _of_nobody(self, draft: Draft) -> Draft:
        """The blow of nobody at nobody, of the two of the one before; whoever tells of it is one of them."""
        s = draft.sentence
        tellers = {r for _, _, r in self._roles.present(s) if tells(s, r, draft.trigger, self._telling)}
        others = [r for r in (*draft.actors, *draft.recipients) if r.lies_in((s.start, s.end))]
        if any(r not in tellers for r in others) or next(self._roles.places(s), None) is not None:
            return draft
        theirs = self._roles.countries(i for r in tellers for i in r.actors)
        before = self._before(draft, _NEAR if theirs else 1)
        if before is None or not theirs <= self._roles.countries((*before.actor, *before.recipient)):
            return draft
        return replace(draft, actors=before.actors, recipients=before.recipients)

    def _is_named(self, draft: Draft, subject: Token) -> bool:
        """True where the subject of a passive says who was struck."""
        s = draft.sentence
        if subject.pos in ("PRON", "PROPN"):
            return True
        words = (t for each in s.conjuncts(subject) for t in s.subtree(each, without=_ASIDE))
        return any(self._roles.place(s, t) is not None for t in words)

    def _before(self, draft: Draft, reach: int) -> Draft | None:
        """The act of its type that is told nearest before it, where one state alone does it to others."""
        for back in range(1, reach + 1):
            here = [d for d in self._acts if d.sentence.index == draft.sentence.index - back]
            told = {self._sides(d): d for d in here if d.frame.type == draft.frame.type and d.actors}
            if told:
                (sides, before), *more = told.items()
                return before if not more and sides is not None else None
        return None

    def _sides(self, draft: Draft) -> tuple[frozenset[str], frozenset[str]] | None:
        """The state that acts, and those that it acts upon; None where several act, or one on itself."""
        actor, recipient = (self._roles.countries(keys) for keys in (draft.actor, draft.recipient))
        return (actor, recipient) if len(actor) == 1 and recipient and not actor & recipient else None
