"""Approving: who is for or against a deed is not told to do it, and a text that fails says nothing.

Of "France backed sanctions on Belarus" the trained coder makes sanctions by France, and of "voted against a resolution
condemning Myanmar" a condemnation by whoever would not pass it. What stands in a resolution that is voted down, blocked
or not agreed on nobody has said. And what is demanded has not been done.
"""

from collections.abc import Collection, Mapping, Sequence

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled

# Words between a deed and the verb that judges it: "supported the decision | to impose sanctions".
_INSIDE = frozenset({"dobj", "pobj", "prep", "acl", "conj"})
_SAYING = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN"})
_PARTICIPLE = "VBG"
# What is so likely is told by another verb than the one to which a parser points.
_LIKELY = 0.5
_DEMANDS = frozenset({"REQUEST", "THREATEN"})


def approved(acts: Sequence[Settled], classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts without deeds of those who only judge them, texts that are not passed, and what is only demanded."""
    demands = {(d.sentence.index, d.trigger.i) for d, _ in acts if d.frame.type in _DEMANDS}
    return [
        act
        for act in acts
        if not (_is_only_judged(act[0], classes) or _is_unpassed(act[0], classes) or _is_demanded(act[0], demands))
    ]


def _is_demanded(draft: Draft, demands: Collection[tuple[int, int]]) -> bool:
    """True for what a look alone finds in the verb that says what is demanded or threatened: the saying is the act."""
    s, verb = draft.sentence, draft.trigger
    if draft.clause is not None or verb.dep not in ("ccomp", "xcomp") or draft.frame.type in _DEMANDS:
        return False
    if draft.likelihood >= _LIKELY:
        return False
    return (s.index, s.head(verb).i) in demands


def _is_only_judged(draft: Draft, classes: Mapping[str, Collection[str]]) -> bool:
    """True for a noun, or an infinitive behind one, that a verb of attitude governs: its subject only judges."""
    s = draft.sentence
    told = draft.trigger.dep == "acl" if draft.trigger.pos == "VERB" else draft.trigger.dep in _INSIDE
    if draft.frame.type in _SAYING or not told or not draft.actors:
        return False
    verb, judging = _above(s, draft.trigger), {*classes["ATTITUDES"]}
    while verb is not None and verb.dep == "xcomp" and verb.lemma.lower() not in judging:
        verb, judging = s.head(verb), {*classes["ATTITUDES"], *classes["UNPASSING"]}  # "refused to join the sanctions"
    if verb is None or verb.lemma.lower() not in judging:
        return False
    named = s.span(draft.trigger, without=("conj",))
    judges = [s.span(t) for t in s.children(verb, "nsubj")]
    return any(all(role.lies_in(span) and not role.lies_in(named) for role in draft.actors) for span in judges)


def _is_unpassed(draft: Draft, classes: Mapping[str, Collection[str]]) -> bool:
    """True for a participle on a text ("a resolution condemning …") that is rejected, blocked or not agreed on."""
    s, word = draft.sentence, draft.trigger
    text = s.head(word)
    if word.tag != _PARTICIPLE or word.dep not in ("acl", "relcl") or text.lemma.lower() not in classes["TEXTS"]:
        return False
    here = text
    while here.head != here.i and here.dep not in ("ccomp", "advcl", "relcl", "parataxis"):
        here = s.head(here)
        against = any(p.lower == "against" for p in s.children(here, "prep")) and here.lemma.lower() == "vote"
        if here.lemma.lower() in classes["UNPASSING"] or against:
            return True
    return False


def _above(s: Sentence, word: Token) -> Token | None:
    """The verb that governs a noun, or an infinitive behind one; None where something else stands between."""
    here = s.head(word)
    while here.pos != "VERB" and here.dep in _INSIDE and here.head != here.i:
        here = s.head(here)
    return here if here.pos == "VERB" else None
