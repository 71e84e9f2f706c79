"""Retold: words before "the paper quotes an officer as saying", where a parse leaves "saying" without any."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Extent, Scene

# Verbs that hand on what somebody else says.
_HANDING = frozenset(
    {"quote", "cite", "report", "record", "remember", "recall", "paraphrase", "describe", "depict", "show"}
)
_OBJECTS = ("ccomp", "xcomp", "dobj", "prep")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Retold:
    """Finds such attributions in one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look for verbs of `cues` that take words in quotation marks or a clause."""
        self._scene = scene
        self._cues = cues

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions: these too; what hands their words on has the same content."""
        whole = list(found)
        for sentence in self._scene.sentences:
            for verb in sentence.tokens:
                if verb.tag == "VBG" and verb.dep == "pcomp":
                    whole = self._with(sentence, verb, whole)
        return whole

    def _with(self, s: Sentence, verb: Token, found: Sequence[Attribution]) -> list[Attribution]:
        handing = s.head(s.head(verb))
        speaker = s.child(handing, "dobj")
        frame = next((f for f in self._cues.verbs.get(verb.lemma.lower(), ()) if f.kind in ("quote", "clause")), None)
        led = s.head(verb).lower == "as" and handing.lemma.lower() in _HANDING
        if not led or frame is None or speaker is None or any(t.i > verb.i for t in s.children(verb, *_OBJECTS)):
            return list(found)
        content = self._before(s, handing)
        if not content:
            return list(found)
        span = verb.start, verb.end
        made = Attribution(
            s, verb, span, verb.lemma.lower(), frame.act, "clause", content, sources=s.conjuncts(speaker)
        )
        others = [a for a in found if a.sentence is not s or a.cue.i != verb.i]
        return [*(replace(a, content=content) if a.sentence is s and a.cue.i == handing.i else a for a in others), made]

    def _before(self, s: Sentence, handing: Token) -> tuple[Extent, ...]:
        """All before the comma that the clause of the verb which hands on begins behind."""
        subject = s.child(handing, "nsubj")
        first = handing.i if subject is None else s.subtree(subject)[0].i
        before = s.tokens[:first]
        closed = any(t.lower == "," for t in before[-2:])
        return self._scene.runs(s, before) if closed and any(t.tag in _FINITE for t in before) else ()
