"""Refusing: what is refused, as one act of refusal.

Of "Iran refused to talk to Iraq" frames read the refusal, and the trained coder may find it in the talk as well, which
does not take place. It is one act, it takes place, and whom the talk was to be with is whom it reaches.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled

_REFUSAL = "REJECT"
_FORCE = frozenset({"MOBILIZE", "ASSAULT"})
_BELOW = frozenset({"xcomp", "ccomp", "pcomp"})


def refused(acts: Sequence[Settled], verbs: Collection[str]) -> list[Settled]:
    """The acts, each refusal told once; `verbs` are those that say of what hangs on them that it is not done.

    Of one act told alike by a verb and by what hangs on it ("fail to agree") the latter stays, also where the verb is
    read as the act that it denies ("refused to condemn" condemns nobody); of a refusal and what is refused, both told
    by one word ("will not send aid"), the refusal. Who refuses to refuse ("declined to rule out") does not refuse.
    """
    by_sentence: dict[int, list[Settled]] = defaultdict(list)
    for act in acts:
        by_sentence[act[0].sentence.index].append(act)
    return [act for those in by_sentence.values() for act in _once(those, verbs)]


def _once(acts: Sequence[Settled], verbs: Collection[str]) -> list[Settled]:
    """The acts of one sentence, each refusal told once."""
    found = [act for act in acts if not any(_is_above(act, other, verbs) for other in acts if other is not act)]
    found = [act for act in found if not any(_is_refused_by(act, other) for other in found)]
    found = [act for act in found if not any(_is_forborne(act, other) for other in found)]
    for act in list(found):
        draft = act[0]
        verb = _above(draft.sentence, draft.trigger, verbs)
        if draft.frame.type != _REFUSAL or verb is None:
            continue
        if _refuses(draft, verbs) and draft.standing == "actual":
            found[found.index(act)] = (replace(draft, standing="negated"), act[1])
        if _refuses(draft, verbs) or draft.standing != "negated":
            continue
        n = next(
            (
                n
                for n, (other, _) in enumerate(found)
                if _is_at(other.sentence, other.trigger, draft.sentence, verb) and other.frame.type == _REFUSAL
            ),
            None,
        )
        if n is None:
            found[found.index(act)] = (replace(draft, standing="actual"), act[1])
            continue
        whole, reading = found[n]
        actors, recipients = whole.actors or draft.actors, whole.recipients or draft.recipients
        found[n] = (replace(whole, actors=actors, recipients=recipients), reading)
        found.remove(act)
    return found


def _is_refused_by(act: Settled, other: Settled) -> bool:
    """True for what does not take place where its own word tells that its actor refuses it."""
    one, refusal = act[0], other[0]
    if one.standing != "negated" or refusal.standing != "actual" or refusal.frame.type != _REFUSAL:
        return False
    return _is_at(one.sentence, one.trigger, refusal.sentence, refusal.trigger) and set(one.actor) == set(refusal.actor)


def _is_forborne(act: Settled, other: Settled) -> bool:
    """True for a refusal that a look finds in a verb of saying, where what is said is that no force will be used.

    "The president said that he would not send troops to the border" turns down nothing.
    """
    one, unmoved = act[0], other[0]
    found = one.clause is None and one.frame.type == _REFUSAL and one.standing == "actual"
    if not found or unmoved.standing != "negated" or unmoved.frame.type not in _FORCE:
        return False
    s = unmoved.sentence
    below = s.index == one.sentence.index and s.head(unmoved.trigger).i == one.trigger.i
    return below and unmoved.trigger.dep in _BELOW


def _refuses(draft: Draft, verbs: Collection[str]) -> bool:
    """True for an act whose own verb is one of refusal."""
    return draft.clause is not None and draft.clause.lemma in verbs and draft.clause.head.i == draft.trigger.i


def _is_above(act: Settled, other: Settled, verbs: Collection[str]) -> bool:
    """True where the word of another act hangs on that of one, and both tell the same of the same."""
    one, inner = act[0], other[0]
    denied = inner.standing == "negated" and one.frame.type != _REFUSAL and _refuses(one, verbs)
    alike = one.frame.type == inner.frame.type and (one.standing == inner.standing or denied)
    if not alike or one.sentence.index != inner.sentence.index or inner.trigger.dep not in _BELOW:
        return False
    sides = set(one.actor) == set(inner.actor) and set(one.recipient) == set(inner.recipient)
    return sides and one.sentence.head(inner.trigger).i == one.trigger.i != inner.trigger.i


def _above(s: Sentence, trigger: Token, verbs: Collection[str]) -> Token | None:
    """The verb of refusal that a verb hangs on."""
    head = s.head(trigger)
    if head.pos == "ADP":
        head = s.head(head)
    return head if trigger.dep in _BELOW and head.lemma.lower() in verbs else None


def _is_at(sentence: Sentence, trigger: Token, own: Sentence, verb: Token) -> bool:
    return sentence.index == own.index and trigger.i == verb.i
