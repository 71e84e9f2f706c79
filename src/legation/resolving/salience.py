"""Salience: how much in view somebody is, by where in its sentence a party stood and how long ago that was.

The weights are those of Lappin and Leass (1994): a subject counts more than an object, a phrase of its own more than
one inside another, and each sentence that passes halves all of it.
"""

from collections.abc import Callable, Iterable

from legation.annotations import Sentence, Token
from legation.resolving.history import Seen

_RECENT, _SUBJECT, _OBJECT, _OBLIQUE, _OWNER, _OUTER, _PARALLEL = 100, 80, 50, 40, 30, 80, 35
# "The UN plan" speaks of the plan.
_BESIDE_A_NOUN = -60
# Where and when something happens ("in the bloc") is hardly in view.
_CIRCUMSTANCE = 20
_WHERE = frozenset(
    {"in", "at", "on", "near", "inside", "outside", "across", "through", "during", "after", "before", "since"}
)
# The subject of a clause below another is less in view.
_BELOW = 20
_CLAUSES_BELOW = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "csubj"})
# A known gender that agrees, and what one sentence leaves of it all.
_LIKELIER, _FADE = 40, 0.5
# What one more mention in the same sentence adds.
_AGAIN = 10
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def weight(sentence: Sentence, token: Token) -> int:
    """How prominent a phrase is by its place in the sentence."""
    while token.dep in ("conj", "appos"):
        token = sentence.head(token)
    if token.dep in _SUBJECTS:
        verb = sentence.head(token)
        return _SUBJECT + _OUTER - (_BELOW if verb.dep in _CLAUSES_BELOW else 0)
    if token.dep in ("dobj", "attr", "ROOT"):
        return _OBJECT + _OUTER
    if token.dep in ("dative", "agent"):
        return _OBLIQUE + _OUTER
    above = sentence.head(token)
    if token.dep == "pobj" and sentence.head(above).pos not in _NOMINAL:
        return _CIRCUMSTANCE if above.lower in _WHERE else _OBLIQUE + _OUTER
    if token.dep in ("compound", "amod", "nmod"):
        return _BESIDE_A_NOUN
    if token.tag == "PRP$" and above.dep in _SUBJECTS:
        return _BESIDE_A_NOUN  # "His counterpart said": now the counterpart is in view
    if token.dep == "poss":
        return _OWNER + (_OUTER if above.dep in _SUBJECTS else 0)
    return 0


def most_salient(
    fits: Iterable[Seen],
    sentence: Sentence,
    token: Token,
    likelier: Callable[[Seen], float] = lambda _: 0,
    fade: float = _FADE,
) -> tuple[str, ...]:
    """Who of those that fit is most in view where a pronoun stands; the one spoken of last among equals."""
    subject = token.dep in _SUBJECTS
    places: dict[tuple[str, ...], dict[int, float]] = {}
    for one in fits:
        share = _RECENT + one.weight + (_PARALLEL if subject and one.subject else 0) + _LIKELIER * likelier(one)
        at = places.setdefault(one.actors, {})
        at[one.sentence] = max(at.get(one.sentence, 0) + _AGAIN, share)

    def total(actors: tuple[str, ...]) -> float:
        return sum(share * fade ** (sentence.index - at) for at, share in places[actors].items())

    return max(places, key=total, default=())
