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
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
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
                    whole = self._again(sentence, verb, self._with(sentence, verb, whole))
        return whole

    def _again(self, s: Sentence, verb: Token, found: list[Attribution]) -> list[Attribution]:
        """All attributions: the second half of "quoted the bishop as saying …, | and a rebel as replying …" too."""
        led = s.head(verb)
        speaker = s.tokens[led.i - 1] if led.i else led
        joining = [t for t in s.tokens[: s.subtree(speaker)[0].i] if t.dep == "cc"][-1:]
        frame = next((f for f in self._cues.verbs.get(verb.lemma.lower(), ()) if f.kind in ("quote", "clause")), None)
        outer = [a for a in found if a.sentence is s and a.lemma in _HANDING and a.content and a.cue.i < led.i]
        if led.lower != "as" or frame is None or not joining or not outer or speaker.pos not in _NOUNS:
            return found
        own, first = outer[-1], s.subtree(speaker)[0]
        before = [t for t in s.tokens[own.cue.i : joining[0].i] if t.lower == "as"]
        told = [t for t in s.subtree(verb) if t.i > verb.i and t.dep != "punct"]
        if first.i != joining[0].i + 1 or not before or not told:
            return found
        content = self._scene.runs(s, told[1:] if told[0].lower == "that" else told)
        made = Attribution(
            s, verb, (verb.start, verb.end), verb.lemma.lower(), frame.act, "clause", content, sources=(speaker,)
        )
        named = replace(made, named=(first.start, speaker.end))
        whole = own.telling((*own.content[:-1], (own.content[-1][0], told[-1].end)))
        kept = [whole if a is own else a for a in found if a.sentence is not s or a.cue.i != verb.i]
        return [*(self._first_half(a, own, joining[0]) for a in kept), named]

    def _first_half(self, one: Attribution, own: Attribution, joining: Token) -> Attribution:
        """What the first of them says ends before the second."""
        inside = one.sentence is own.sentence and own.span[1] <= one.span[0] < joining.start
        if not inside or not one.content or joining.start <= one.content[-1][0]:
            return one
        start, end = one.content[-1]
        end = min(end, joining.start)
        return one.telling((*one.content[:-1], (start, start + len(self._scene.text[start:end].rstrip(" ,;")))))

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
