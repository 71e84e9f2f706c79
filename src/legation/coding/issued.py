"""Issued: what a paper says is said by whoever puts it out, once: "issued a statement | saying the bridge was safe"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.doers import Doers
from legation.coding.relatives import withheld
from legation.coding.scene import Scene

_REFUSALS = frozenset({"reject", "deny", "disagree"})
# What tells whether something is so, or settles it.
_ANSWERING = frozenset(
    {"say", "tell", "disclose", "reveal", "confirm", "specify", "indicate", "comment", "decide", "clarify", "explain"}
) | {"announce", "state", "answer", "elaborate", "determine", "discuss", "address", "acknowledge"}
_CITING = frozenset({"citing", "quoting"})
_ASKED = frozenset({"asked", "questioned", "quizzed", "pressed"})


class Issued:
    """Mends the attributions of one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` name the papers, and the verbs that put them out."""
        self._doers = Doers(scene, cues)
        self._cues = cues

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order, papers no content of their own; what is not said is marked so."""
        whole = list(found)
        told: set[tuple[int, int]] = set()
        by_cue = {(a.sentence.index, a.cue.i): a for a in reversed(whole) if a.content}
        for n, one in enumerate(whole):
            s = one.sentence
            if not one.negated and withheld(s, one.cue) and not self._turned(one):
                one = whole[n] = replace(one, negated=True)
            if one.sources and _is_asked(one):
                one = whole[n] = replace(one, sources=(), named=None)
            if (reason := self._cited(one, by_cue)) is not None:
                one = whole[n] = reason
            issuers = self._doers.issuers(s, one.cue)
            paper = self._doers.paper(s, one.cue)
            if not issuers or paper is None or not one.content:
                continue
            told.update({(s.index, paper.i), (s.index, paper.head)})
            if one.sources != issuers and not any(t in issuers for t in one.sources):
                whole[n] = replace(one, sources=issuers, named=None)
        return [one for one in whole if (one.sentence.index, one.cue.i) not in told and not _is_open(one)]

    def _turned(self, one: Attribution) -> bool:
        """True where the act has the "not" in it already: "would not accept the plan" is heard as a refusal."""
        if one.act not in _REFUSALS:
            return False
        particle = one.sentence.child(one.cue, "prt")
        own = one.cue.lemma.lower()
        words = {own, one.lemma, f"{own} {particle.lower}" if particle is not None else own}
        return all(frame.act != one.act for word in words for frame in self._cues.verbs.get(word, ()))

    def _cited(self, one: Attribution, by_cue: Mapping[tuple[int, int], Attribution]) -> Attribution | None:
        """Of "citing the risk, the court closed the road" the court, and the risk; whoever is cited himself says it.

        What he says is what the one who cites him tells: "the paper, citing envoys, said | the talks had failed".
        """
        s, cue = one.sentence, one.cue
        main, thing = s.head(cue), s.child(cue, "dobj")
        if cue.dep == "acl" and main.dep == "nsubj":
            main = s.head(main)
        if cue.lower not in _CITING or cue.dep not in ("advcl", "acl") or thing is None or thing.i < cue.i:
            return None
        if self._doers.speaks(s, thing):
            told = by_cue.get((s.index, main.i))
            return None if told is None else replace(one, sources=s.conjuncts(thing), named=None, content=told.content)
        subjects = s.children(main, "nsubj")
        if not subjects or main.i < thing.i or cue.lower != "citing":
            return None
        words = [t for t in s.subtree(thing) if t.dep != "punct"]
        reason = words[0].start, words[-1].end
        return replace(one, sources=s.conjuncts(subjects[0]), named=None, content=(reason,))


def _is_open(one: Attribution) -> bool:
    """True for what somebody won't tell: "has not said whether it | supports | the ban", "refused to say if it did"."""
    s, verb = one.sentence, one.cue
    while verb.dep in ("xcomp", "conj") and verb.head != verb.i:
        verb = s.head(verb)
    mark, above = s.child(verb, "mark"), s.head(verb)
    asked = mark is not None and mark.i < one.cue.i and mark.lower in ("whether", "if")
    if above.i >= verb.i or not (asked or _is_missing(s, verb, one.cue)):
        return False
    if above.lemma.lower() not in _ANSWERING:
        return False
    yet = above.dep == "xcomp" and any(t.lower == "yet" for t in s.children(s.head(above), "advmod"))
    return yet or s.child(above, "neg") is not None or withheld(s, above)


def _is_missing(s: Sentence, verb: Token, cue: Token) -> bool:
    """True where what a verb would tell is what is asked for: "declined to say how many cuts he | expected"."""
    subject = s.child(verb, "nsubj")
    first = s.subtree(verb)[0]
    things = [t for v in (verb, cue) for t in s.children(v, "dobj", "attr") if subject is not None and t.i < subject.i]
    return first.tag in ("WRB", "WP", "WDT") and first.i < verb.i and bool(things)


def _is_asked(one: Attribution) -> bool:
    """True where the source is whoever is asked: "the abbot, | asked about the loan, had no comment"."""
    s, cue = one.sentence, one.cue
    if cue.lower not in _ASKED or cue.tag not in ("VBN", "VBD") or s.children(cue, "aux", "auxpass", "agent", "dobj"):
        return False
    subject = s.child(cue, "nsubj", "nsubjpass")
    if subject is None:
        return cue.dep in ("acl", "advcl")
    # A parser may take it for the verb of whoever stands before the comma.
    between = [t.text for t in s.tokens[subject.i : cue.i]]
    return between[-1:] == [","] and between.count(",") == 1 and any(t.text == "," for t in s.tokens[cue.i :])
