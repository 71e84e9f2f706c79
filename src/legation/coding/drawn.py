"""Drawn: judgments that something draws from others: "the raid drew criticism | from Turkey" is Turkey's criticism.

What draws them says nothing, though it stands where a speaker stands; it is what they are about.
"""

from collections.abc import Iterable, Iterator

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.cues import Cues
from legation.coding.scene import Scene

_FORM = "noun"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HANGING = frozenset({"advcl", "acl", "relcl"})
_FROM = ("from", "by", "among")
# Between verb and judgment: "was met with criticism", "came under criticism", "came in for praise".
_LINKS = frozenset({"with", "under", "for", "in"})
_DEPTH = 2


class Drawn:
    """Finds who judges, in one scene."""

    def __init__(self, scene: Scene, cues: Cues) -> None:
        """Look in `scene`; `cues` name the verbs that draw, and the nouns of blame and praise."""
        self._scene = scene
        self._acts = dict.fromkeys(cues.drawn_blame, "criticise") | dict.fromkeys(cues.drawn_praise, "praise")
        self._verbs = cues.drawing

    def joined(self, found: Iterable[Attribution]) -> list[Attribution]:
        """All attributions, these among them, without those that take what is judged for who judges."""
        drawn = [one for sentence in self._scene.sentences for one in self._find(sentence)]
        taken = {(one.sentence.index, word.i) for one in drawn for word in (one.cue, self._verb(one.sentence, one.cue))}
        kept = [one for one in found if (one.sentence.index, one.cue.i) not in taken]
        return sorted([*kept, *drawn], key=lambda one: one.content[0] if one.content else one.span)

    def _find(self, s: Sentence) -> Iterator[Attribution]:
        for noun in s.tokens:
            act = self._acts.get(noun.lemma.lower()) if noun.pos == "NOUN" else None
            verb = self._verb(s, noun) if act is not None else noun
            if act is None or verb is noun or verb.lemma.lower() not in self._verbs:
                continue
            judges = self._judges(s, noun, verb)
            about = self._about(s, verb)
            content = self._scene.runs(s, about, self._scene.speech_at(noun.start)) if judges and about else ()
            if content:
                place = (noun.start, noun.end)
                yield Attribution(s, noun, place, noun.lemma.lower(), act, _FORM, content, sources=judges)

    def _verb(self, s: Sentence, noun: Token) -> Token:
        """The verb that draws a judgment; the noun itself where there is none."""
        here = noun
        for _ in range(_DEPTH + 1):
            if here.dep not in ("dobj", "pobj", "prep", "conj", "nsubjpass", "attr"):
                return noun
            if here.dep == "prep" and here.lower not in _LINKS:
                return noun
            here = s.head(here)
            if here.pos == "VERB":
                return here
        return noun

    def _judges(self, s: Sentence, noun: Token, verb: Token) -> tuple[Token, ...]:
        """Who judges: "criticism from Germany", "was met by the envoys with scorn"."""
        for word in (noun, verb):
            for prep in s.children(word, "prep", "agent"):
                judge = s.child(prep, "pobj") if prep.lower in _FROM and prep.i > verb.i else None
                if judge is not None and self._scene.parties.at(s, judge) is not None:
                    return s.conjuncts(judge)
        return ()

    def _about(self, s: Sentence, verb: Token) -> list[Token]:
        """What is judged: the subject, or, of "…, drawing criticism from Poland", all that is told before."""
        for subject in s.children(verb, *_SUBJECTS):
            if subject.tag not in ("WDT", "WP"):
                return list(s.subtree(subject))
        if verb.dep == "conj":
            return self._about(s, s.head(verb))
        if verb.dep not in _HANGING:
            return []
        return [t for t in s.subtree(s.head(verb)) if t.i < verb.i and t.tag not in ("WDT", "WP")]
