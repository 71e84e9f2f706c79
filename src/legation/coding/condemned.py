"""Condemned deeds: who condemns a deed is not taken for who did it, nor who suffered it for who is condemned.

"Poland condemned the killing of a priest" names one state alone, and both the frames and the trained coder are given to
take it for the killer, and the priest for whom it condemns. Who did it stays open, unless the words of the deed tell:
"condemned the killing of a priest by Polish soldiers", "condemned its own raid". Nor has somebody done what he denies
a part in ("denied involvement in the attack"), or what he is blamed for by another: that is told as blame.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from legation.annotations import Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Role
from legation.records import Actor

_JUDGMENT = "ACCUSE"
_DENIAL = "REJECT"
_BLAMING = frozenset({"blame", "accuse", "suspect"})
_DEEDS = frozenset({"ASSAULT", "COERCE"})
# Clauses of their own beside a verb of judging, and who judges: what stands there is not what is judged.
_BESIDE = frozenset({"nsubj", "nsubjpass", "advcl", "conj", "parataxis", "ccomp", "xcomp", "relcl"})
_WHOSE = ("PRP$",)
# Who speaks for a state when it condemns; others at home condemn what their own state does.
_OFFICIAL = frozenset({"GOV", "MIL"})


def condemned(acts: Sequence[Settled], actors: Mapping[str, Actor]) -> list[Settled]:
    """The acts, with the sides open that only the sentence's one name had filled; what has no side left is gone."""
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft, _ in acts:
        by_sentence[draft.sentence.index].append(draft)
    found: list[Settled] = []
    for draft, reading in acts:
        here = by_sentence[draft.sentence.index]
        if draft.frame.type in _DEEDS:
            draft = _deed(draft, here, actors)
        elif draft.frame.type == _JUDGMENT:
            draft = _judgment(draft, here, actors)
        if draft.actors or draft.recipients:
            found.append((draft, reading))
    return found


def _deed(draft: Draft, here: Sequence[Draft], actors: Mapping[str, Actor]) -> Draft:
    """The deed without those who but condemn it."""
    for other in here:
        if other.frame.type == _JUDGMENT and (_is_judged(draft.trigger, other) or _is_same_word(draft, other)):
            blamed = {i for r in other.recipients for i in r.actors} if _is_blame(other) else set[str]()
            kept = tuple(
                r
                for r in draft.actors
                if (_is_told(draft, r) and not _is_same_word(draft, other))
                or not (_is_of(r, other.actors, actors) or set(r.actors) & blamed)
            )
            draft = replace(draft, actors=kept)
        if other.frame.type == _DENIAL and draft.standing == "actual" and _is_judged(draft.trigger, other):
            kept = tuple(r for r in draft.actors if _is_told(draft, r) or not _is_of(r, other.actors, actors))
            draft = replace(draft, actors=kept)
    return draft


def _is_blame(judgment: Draft) -> bool:
    """True for "blamed Israel for the attack", which lays the deed on whom it names."""
    return judgment.trigger.lemma.lower() in _BLAMING


def _is_same_word(deed: Draft, judgment: Draft) -> bool:
    """True for a deed that is told by the word of blame itself."""
    return deed.trigger.i == judgment.trigger.i and _is_blame(judgment)


def _judgment(draft: Draft, here: Sequence[Draft], actors: Mapping[str, Actor]) -> Draft:
    """The judgment without those who suffered what is judged, where nobody is told to have done it."""
    for other in here:
        if other.frame.type in _DEEDS and _is_judged(other.trigger, draft):
            doers = [r for r in other.actors if _is_told(other, r) or not _is_of(r, draft.actors, actors)]
            struck = {i for r in other.recipients for i in r.actors}
            if not doers and draft.actors:
                draft = replace(draft, recipients=tuple(r for r in draft.recipients if not set(r.actors) <= struck))
    return draft


def _is_judged(deed: Token, judgment: Draft) -> bool:
    """True for a noun, or a verb used as one, in what a word of judging governs."""
    s = judgment.sentence
    if deed.i == judgment.trigger.i or (deed.pos == "VERB" and s.children(deed, "nsubj", "nsubjpass", "aux")):
        return False
    here = deed
    while here.i != judgment.trigger.i:
        if here.dep in _BESIDE or here.head == here.i:
            return False
        here = s.head(here)
    return True


def _is_told(draft: Draft, role: Role) -> bool:
    """True for a side that the words of the deed itself name, or whose deed they say that it is."""
    s = draft.sentence
    if any(t.tag in _WHOSE for t in s.children(draft.trigger, "poss")):
        return True
    start, end = s.span(draft.trigger, without=("conj",))
    return start <= role.start and role.end <= end


def _is_of(role: Role, judges: Sequence[Role], actors: Mapping[str, Actor]) -> bool:
    """True for one of those who judge, or the state for which they speak."""
    for judge in judges:
        if set(role.actors) & set(judge.actors):
            return True
        known = [a for i in judge.actors if (a := actors.get(i)) is not None]
        speaking = {a.country for a in known if a.country and (a.kind == "state" or a.sector in _OFFICIAL)}
        if set(role.actors) & speaking:
            return True
    return False
