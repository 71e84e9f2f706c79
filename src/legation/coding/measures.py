"""Measures: what is voted down is not laid on anybody, and whom it would have hit is not who is rebuffed.

Of "the Senate rejected an embargo on Cuba" frames and the trained coder read an embargo on Cuba, by nobody or by the
Senate, or a rebuff for Cuba. It tells only of a refusal, whose other side is whoever had wanted the measure.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.drafts import Draft
from legation.coding.joining import Settled
from legation.coding.roles import Roles, ids

_MADE = frozenset({"SANCTION", "COERCE", "CONCEDE"})
_REFUSAL = "REJECT"
_KINDS = ("SANCTIONS", "TARIFFS", "RESTRICTIONS")
# How the measure hangs on other words for it: "a proposal for sanctions", "a motion on a ban".
_OF_TEXTS = frozenset({"for", "on", "of"})


def unmade(acts: Sequence[Settled], roles: Roles, classes: Mapping[str, Collection[str]]) -> list[Settled]:
    """The acts without measures that are refused; who refuses one refuses nothing to those whom it is aimed at."""
    found: list[Settled] = []
    for draft, reading in acts:
        measures = list(_refused(draft, classes))
        if measures and draft.frame.type in _MADE and _is_nobodys(draft, measures):
            continue
        if measures and draft.standing == "negated" and _is_own(draft, roles):
            draft = replace(draft, standing="actual")
        if measures and draft.frame.type == _REFUSAL:
            draft = _spared(draft, measures)
        if draft.actors or draft.recipients:
            found.append((draft, reading))
    return found


def _is_own(draft: Draft, roles: Roles) -> bool:
    """True for a measure against whoever refuses it, who does not unmake it: "rejected sanctions on its banks"."""
    s, word = draft.sentence, draft.trigger
    verb = next((t for t in s.ancestors(word) if t.pos == "VERB"), None)
    if verb is None or draft.frame.type not in _MADE or not draft.actors:
        return False
    refusing = roles.countries(ids(r for t in s.children(verb, "nsubj") for r in roles.agent(s, t)))
    return bool(refusing & roles.countries(draft.recipient)) and not refusing & roles.countries(draft.actor)


def _refused(draft: Draft, classes: Mapping[str, Collection[str]]) -> Iterator[Token]:
    """The measures that a verb refuses: that which tells the act, or that above its noun."""
    s, word = draft.sentence, draft.trigger
    verb = word if word.pos == "VERB" else next((t for t in s.ancestors(word) if t.pos in ("VERB", "AUX")), None)
    if verb is None or not _refuses(s, verb, classes["REFUSING_MEASURES"]):
        return
    against = (p for p in s.children(verb, "prep") if p.lower == "against" and verb.lemma.lower() == "vote")
    things = [*s.children(verb, "dobj", "nsubjpass"), *(t for p in against for t in s.children(p, "pobj"))]
    for thing in (t for head in things for t in s.conjuncts(head)):
        behind = [t for p in s.children(thing, "prep") if p.lower in _OF_TEXTS for t in s.children(p, "pobj")]
        texts = thing.lemma.lower() in classes["TEXTS"] or thing.lemma.lower() in classes["IDEAS"]
        for measure in (thing, *(behind if texts else ())):
            if any(measure.lemma.lower() in classes[kind] for kind in _KINDS):
                yield measure


def _refuses(s: Sentence, verb: Token, words: Collection[str]) -> bool:
    """True for "rejected", "voted down", "voted against", which were not themselves refused."""
    lemma = verb.lemma.lower()
    names = {lemma, *(f"{lemma} {t.lower}" for t in s.children(verb, "prt", "prep", "advmod"))}
    return bool(names & set(words)) and not s.children(verb, "neg")


def _is_nobodys(draft: Draft, measures: Sequence[Token]) -> bool:
    """True for a measure that nobody takes but, at most, whoever refuses it: not for "rejected Russia's ban"."""
    s = draft.sentence
    word = draft.trigger
    if not any(word.i == m.i or word.pos == "VERB" or _is_below(s, word, m) for m in measures):
        return False
    named = [s.span(m) for m in measures]
    return all(not role.lies_in(span) for role in draft.actors for span in named)


def _is_below(s: Sentence, word: Token, measure: Token) -> bool:
    return any(t.i == measure.i for t in s.ancestors(word))


def _spared(draft: Draft, measures: Sequence[Token]) -> Draft:
    """The refusal without those whom the measure is aimed at ("sanctions on Iran"); its owner is who is refused."""
    s = draft.sentence
    aims = [s.span(p) for m in measures for p in s.children(m, "prep") if p.lower not in ("by", "from")]
    kept = tuple(r for r in draft.recipients if not any(r.lies_in(span) for span in aims))
    return replace(draft, recipients=kept)
