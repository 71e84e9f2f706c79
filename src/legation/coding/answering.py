"""Answering: who does the like to whoever did it first ("France raised its duties; Kenya hit back with its own").

A look finds the two blows about as likely either way round, and without a verb of its own the second is most often the
first once more, turned about.
"""

from collections.abc import Callable, Collection

from legation.annotations import Sentence, Token
from legation.coding.phrasing import with_particle
from legation.coding.sweeping import Sight, Spot

# Behind these stands what an act is answered by.
_ANSWERED_BY = frozenset({"with", "by"})


def answer(
    sentence: Sentence,
    sight: Sight,
    answering: Collection[str],
    tells: Callable[[Token], bool],
    taken: Collection[Token],
) -> tuple[Token, Spot, Spot] | None:
    """The word by which one of two does back what the other did, who does it and to whom.

    It is a verb that has its doer for a subject and is one of `answering` or `tells` the act, or what such a verb
    governs; no word that is `taken` tells two.
    """
    for doer, other in (sight.spots, sight.spots[::-1]):
        verb = _verb(sentence, doer)
        if verb is None:
            continue
        behind = [p for p in sentence.children(verb, "prep") if p.lower in _ANSWERED_BY]
        words = [
            verb,
            *sentence.children(verb, "dobj"),
            *(t for p in behind for t in sentence.children(p, "pobj", "pcomp")),
        ]
        if any(word in taken for word in words):
            continue
        telling = next(filter(tells, words), None)
        if telling is not None or with_particle(sentence, verb) in answering:
            return telling or verb, doer, other
    return None


def _verb(sentence: Sentence, doer: Spot) -> Token | None:
    """The verb in the active of which a party is the subject, in no relative clause: who is meant there is guessed."""
    if doer.head is None or doer.role is None:
        return None
    verb = next((t for t in (doer.head, *sentence.ancestors(doer.head)) if t.pos == "VERB"), None)
    subject = None if verb is None or verb.dep == "relcl" else sentence.child(verb, "nsubj")
    return verb if subject is not None and doer.role.lies_in(sentence.span(subject)) else None
