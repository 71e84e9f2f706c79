"""Issued: what a paper says is said by whoever puts it out, once: "issued a statement | saying the bridge was safe"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.doers import Doers
from legation.coding.relatives import withheld
from legation.coding.scene import Scene

_REFUSALS = frozenset({"reject", "deny", "disagree"})
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
        for n, one in enumerate(whole):
            s = one.sentence
            if not one.negated and withheld(s, one.cue) and not self._turned(one):
                one = whole[n] = replace(one, negated=True)
            if one.sources and _is_asked(one):
                one = whole[n] = replace(one, sources=(), named=None)
            if (reason := self._cited(one, whole)) is not None:
                one = whole[n] = reason
            issuers = self._doers.issuers(s, one.cue)
            paper = self._doers.paper(s, one.cue)
            if not issuers or paper is None or not one.content:
                continue
            told.update({(s.index, paper.i), (s.index, paper.head)})
            if one.sources != issuers and not any(t in issuers for t in one.sources):
                whole[n] = replace(one, sources=issuers, named=None)
        return [one for one in whole if (one.sentence.index, one.cue.i) not in told]

    def _turned(self, one: Attribution) -> bool:
        """True where the act has the "not" in it already: "would not accept the plan" is heard as a refusal."""
        if one.act not in _REFUSALS:
            return False
        particle = one.sentence.child(one.cue, "prt")
        own = one.cue.lemma.lower()
        words = {own, one.lemma, f"{own} {particle.lower}" if particle is not None else own}
        return all(frame.act != one.act for word in words for frame in self._cues.verbs.get(word, ()))

    def _cited(self, one: Attribution, whole: Sequence[Attribution]) -> Attribution | None:
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
            told = next((a for a in whole if a.sentence is s and a.cue is main and a.content), None)
            return None if told is None else replace(one, sources=s.conjuncts(thing), named=None, content=told.content)
        subjects = s.children(main, "nsubj")
        if not subjects or main.i < thing.i or cue.lower != "citing":
            return None
        words = [t for t in s.subtree(thing) if t.dep != "punct"]
        reason = words[0].start, words[-1].end
        return replace(one, sources=s.conjuncts(subjects[0]), named=None, content=(reason,))


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
