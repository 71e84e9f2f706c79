"""Onward: a verb of saying below one that only leads up to it: "went on to say that …", "rang to tell us that …".

The listener may hear the first verb, and take the second into what is said.
"""

from collections.abc import Iterable
from dataclasses import replace

from legation.annotations import Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues, Frame
from legation.coding.scene import Scene
from legation.coding.standings import infinitive


class Onward:
    """Mends the attributions of one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` name the verbs of saying."""
        self._scene = scene
        self._cues = cues

    def mended(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions in their order; one that has both verbs gives way to one that has the second already."""
        whole = list(found)
        below = [self._below(one) for one in whole]
        led = {(one.sentence.index, verb.i): one for one, verb in zip(whole, below, strict=True) if verb is not None}
        told = {(one.sentence.index, one.cue.i) for one in whole}
        made = []
        for one, verb in zip(whole, below, strict=True):
            if verb is None:
                lead = led.get((one.sentence.index, one.cue.i))
                made.append(one if lead is None else _widened(one, lead))
            elif (one.sentence.index, verb.i) not in told:
                made.append(self._of(one, verb))
        return made

    def _below(self, one: Attribution) -> Token | None:
        """The verb of saying whose infinitive the content begins with, if that of the cue takes none itself."""
        s, cue = one.sentence, one.cue
        if cue.pos != "VERB" or not one.content or any(f.kind == "infinitive" for f in self._frames(cue)):
            return None
        below = (t for t in s.children(cue, "xcomp", "advcl") if infinitive(s, t) and t.i > cue.i)
        verb = next((t for t in below if any(f.kind == "clause" for f in self._frames(t))), None)
        if verb is None or s.child(verb, "ccomp") is None or s.child(verb, "nsubj") is not None:
            return None
        to = next(t for t in s.children(verb, "aux") if t.tag == "TO")
        return verb if one.content[0][0] == to.start else None

    def _of(self, one: Attribution, verb: Token) -> Attribution:
        s = one.sentence
        below = s.child(verb, "ccomp")
        words = [] if below is None else s.subtree(below)
        words = words[bool(words) and words[0].lower == "that" :]
        frame = next(f for f in self._frames(verb) if f.kind == "clause")
        content = self._scene.runs(s, words, self._scene.speech_at(one.span[0]))
        if not content:
            return one
        span = verb.start, verb.end
        lemma = verb.lemma.lower()
        return replace(one, cue=verb, span=span, lemma=lemma, act=frame.act, form=frame.kind, content=content)

    def _frames(self, verb: Token) -> tuple[Frame, ...]:
        return self._cues.verbs.get(verb.lemma.lower(), ())


def _widened(one: Attribution, lead: Attribution) -> Attribution:
    """The attribution with a content that goes on as far as it was heard under the verb that leads up to it."""
    if not one.content or not lead.content or one.content[-1][1] >= lead.content[-1][1]:
        return one
    start, _ = one.content[-1]
    return replace(one, content=(*one.content[:-1], (start, lead.content[-1][1])))
