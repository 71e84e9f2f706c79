"""Accounts: whose account a colon opens: "the envoy offered another explanation: the valve had failed"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution, Sources
from legation.coding.cues import Cues
from legation.coding.scene import Extent, Scene

# Nouns of what somebody tells in the words behind the colon, and verbs that give or have it.
_ACCOUNTS = frozenset({"account", "version", "explanation", "answer", "story", "view", "interpretation", "reading"})
_GIVING = frozenset({"give", "offer", "have", "present", "provide", "tell", "propose"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass")
_FORM = "clause"


class Accounts:
    """Finds them in one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` say who can tell something."""
        self._scene = scene
        self._sources = Sources(scene, cues)

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions, and after them these, where none has their words already."""
        whole = list(found)
        held: dict[int, list[Extent]] = defaultdict(list)
        for one in whole:
            held[one.sentence.index].extend(one.content)
        for sentence in self._scene.sentences:
            for one in self._of(sentence):
                start, end = one.content[0]
                if all(not (a <= start and end <= b) for a, b in held[sentence.index]):
                    whole.append(one)
        return whole

    def _of(self, s: Sentence) -> Iterator[Attribution]:
        colon = next((t for t in s.tokens[1:] if t.text == ":"), None)
        noun = None if colon is None else s.tokens[colon.i - 1]
        if colon is None or noun is None or noun.lemma.lower() not in _ACCOUNTS or noun.dep != "dobj":
            return
        verb = s.head(noun)
        subjects = tuple(t for t in self._subjects(s, verb) if self._sources.speaks(s, t))
        words = list(s.tokens[colon.i + 1 :])
        while words and words[-1].pos == "PUNCT":
            words.pop()
        clausal = any(t.tag in _FINITE for t in words) and any(t.dep in _SUBJECTS for t in words)
        if verb.lemma.lower() not in _GIVING or not subjects or not clausal:
            return
        if self._scene.speech_at(words[0].start) is not None or self._scene.speech_at(noun.start) is not None:
            return
        content = ((words[0].start, words[-1].end),)
        yield Attribution(s, noun, (noun.start, noun.end), noun.lemma.lower(), "say", _FORM, content, sources=subjects)

    def _subjects(self, s: Sentence, verb: Token) -> tuple[Token, ...]:
        """The verb's subjects; of a parse that hangs all on what stands behind the colon, those of that."""
        own = s.children(verb, "nsubj")
        if not own and (above := s.head(verb)).i > verb.i:
            own = tuple(t for t in s.children(above, "nsubj") if t.i < verb.i)
        return tuple(t for first in own[:1] for t in s.conjuncts(first))
