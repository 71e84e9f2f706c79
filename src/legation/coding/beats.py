"""Beats: a gesture beside which a quotation stands without a verb of saying ("The general shrugged. “We tried.”")."""

from legation.annotations import Quote, Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_ENDS = ".!?”\"’'"
# Blanks before a quotation at most.
_GAP = 8


class Beats:
    """Finds whose gesture a quotation stands beside."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene` for the gestures of `cues`."""
        self._scene = scene
        self._cues = cues
        self._sources = Sources(scene, cues)

    def of(self, quote: Quote) -> Attribution | None:
        """A quotation that is a sentence of its own, told by the one whose gesture the sentence before it tells."""
        before = self._scene.text[max(0, quote.start - _GAP) : quote.start]
        here, last = self._scene.sentence_at(quote.start), before.rstrip(" ")[-1:]
        if here is None or not last or last not in _ENDS or not self._is_whole(quote):
            return None
        gesture = self._scene.sentence_at(quote.start - len(before) + len(before.rstrip(" ")) - 1)
        if gesture is None or gesture.block is not here.block or self._scene.speech_at(gesture.start) is not None:
            return None
        verb = self._verb(gesture)
        subjects = gesture.children(verb, "nsubj") if verb is not None else ()
        if verb is None or len(subjects) != 1 or not self._sources.speaks(gesture, subjects[0]):
            return None
        return Attribution(
            sentence=gesture,
            cue=verb,
            span=(verb.start, verb.end),
            lemma=verb.lemma.lower(),
            act="say",
            form="continued",
            content=((quote.start, quote.end),),
            sources=subjects,
        )

    def _is_whole(self, quote: Quote) -> bool:
        """True for a quotation that ends as a sentence does."""
        return self._scene.text[quote.start : quote.end].rstrip("\"”’'").endswith((".", "!", "?"))

    def _verb(self, sentence: Sentence) -> Token | None:
        """The main verb of a sentence that tells a gesture, made or not, or how somebody is."""
        root = sentence.root
        if root.pos not in ("VERB", "AUX"):
            return None
        lemma = root.lemma.lower()
        if lemma == "be":
            states = sentence.children(root, "acomp")
            return root if any(t.lemma.lower() in self._cues.bearing for t in states) else None
        with_ = [t.lemma.lower() for t in sentence.children(root, "dobj", "prt", "advmod")]
        known = {lemma, *(f"{lemma} {word}" for word in with_)}
        return root if known & self._cues.gestures else None
