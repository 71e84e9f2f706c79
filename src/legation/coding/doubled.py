"""Doubled: two reporters behind the same words, "the bridge is mined, villagers say a sergeant told them"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues, Frame
from legation.coding.scene import Extent, Scene

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# What may stand behind the second reporter: whom, when and where.
_BEHIND = frozenset({"PRON", "NOUN", "PROPN", "DET", "ADP", "ADV", "ADJ", "NUM", "PUNCT", "PART"})
_CLAUSAL = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Doubled:
    """Finds the second reporters of one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for verbs of `cues` that take a clause."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: these too, the first reporter with what the second one is told to have said."""
        whole = list(found)
        for outer in tuple(whole):
            made = self._second(outer)
            if made is None:
                continue
            s, inner = outer.sentence, made.cue
            behind = s.tokens[s.subtree(made.sources[0])[0].i :]
            told = self._scene.runs(s, behind)
            content = (*made.content, *told)
            others = [a for a in whole if a is not outer and not (a.sentence is s and a.cue is inner)]
            whole = [*others, replace(outer, content=content), made]
        return whole

    def _second(self, outer: Attribution) -> Attribution | None:
        s, cue = outer.sentence, outer.cue
        if not outer.content or outer.content[0][1] > outer.span[0] or not outer.sources:
            return None
        for verb in s.tokens[cue.i + 1 :]:
            frame = self._frame(verb)
            subject = s.child(verb, *_SUBJECTS)
            if frame is None or subject is None or not cue.i < subject.i < verb.i:
                continue
            near = s.subtree(subject)[0].i <= cue.i + 2  # "that" may stand between
            if not near or not self._sources.speaks(s, subject) or not self._ends(s, verb):
                return None
            content = self._before(outer)
            if not content:
                return None
            span, lemma = (verb.start, verb.end), verb.lemma.lower()
            return Attribution(s, verb, span, lemma, frame.act, "clause", content, sources=s.conjuncts(subject))
        return None

    def _frame(self, verb: Token) -> Frame | None:
        told = verb.tag in (*_FINITE, "VBN") and verb.pos == "VERB"
        frames = self._cues.verbs.get(verb.lemma.lower(), ()) if told else ()
        return next((f for f in frames if f.kind == "clause"), None)

    def _ends(self, s: Sentence, verb: Token) -> bool:
        """True where only whom, when and where stand behind the verb: all that it tells stands before."""
        after = s.tokens[verb.i + 1 :]
        plain = all(t.pos in _BEHIND and t.tag not in _CLAUSAL and t.lower != "that" for t in after)
        told = [t for t in s.children(verb, "dobj", "ccomp", "xcomp") if t.i > verb.i]
        return plain and all(t.pos == "PRON" or verb.lemma.lower() in self._cues.tells for t in told)

    def _before(self, outer: Attribution) -> tuple[Extent, ...]:
        """What stands before the first reporter, a clause of its own."""
        first = outer.content[0]
        inside: Sequence[Token] = outer.sentence.inside([first])
        return (first,) if any(t.tag in _CLAUSAL for t in inside) else ()
