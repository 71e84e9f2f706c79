"""Disbelief: chances told by surprise, by what cannot be imagined, by what nobody is to expect."""

from collections.abc import Iterator
from dataclasses import replace

from legation.annotations import Sentence, Token
from legation.coding.certainty import Likelihoods
from legation.coding.odds import Bet, Outlook
from legation.coding.scene import Scene
from legation.records import Certainty

_WOULD = frozenset({"would", "'d", "’d", "will", "'ll", "’ll", "should"})
_CAN = frozenset({"can", "ca", "could", "cannot"})
_BELOW = ("advcl", "ccomp", "xcomp", "pcomp")


class Disbelief:
    """Finds these chances in the sentences of a document."""

    def __init__(self, scene: Scene, words: Likelihoods) -> None:
        """Look for the words of surprise and imagining of `words` in `scene`."""
        self._scene = scene
        self._words = words

    def find(self, s: Sentence) -> Iterator[Bet]:
        """The happenings of a sentence that are disbelieved, or that would surprise nobody."""
        for token in s.tokens:
            if found := self._surprised(s, token) or self._unimagined(s, token) or self._warned_off(s, token):
                yield found

    def _surprised(self, s: Sentence, token: Token) -> Bet | None:
        """The phrases "I'd be astonished if it did", "nobody would be surprised if it did"."""
        if token.lower not in self._words.surprised:
            return None
        verb = token if s.child(token, "auxpass") is not None or token.tag == "VB" else s.head(token)
        modal = next((t for t in s.children(verb, "aux") if t.lower in _WOULD), None)
        below = (t for head in {token.i: token, verb.i: verb}.values() for t in s.children(head, *_BELOW))
        case = next((t for t in below if any(m.lower == "if" for m in s.children(t, "mark"))), None)
        if modal is None or case is None or s.child(case, "nsubj", "nsubjpass", "expl") is None:
            return None
        subject = s.child(verb, "nsubj", "nsubjpass")
        none = subject is not None and subject.lower in self._words.no_one
        denied = none or any(t.lower in ("no", "not", "n't", "n’t", "hardly") for t in self._before(s, verb, token))
        certainty = self._words.verdict("not surprised" if denied else "surprised")
        if certainty is None:
            return None
        claim = [t for t in s.subtree(case) if t.dep != "mark" or t.head != case.i]
        return Bet(verb, claim, self._outlook(certainty, modal.start, token.end))

    def _before(self, s: Sentence, verb: Token, token: Token) -> list[Token]:
        return [t for head in (verb, token) for t in s.children(head) if t.i < token.i]

    def _unimagined(self, s: Sentence, verb: Token) -> Bet | None:
        """The phrases "it is hard to see Rome agreeing", "cannot imagine Rome agreeing"."""
        if verb.lemma.lower() not in self._words.imagining:
            return None
        above = s.head(verb)
        hard = next((t for t in (above, *s.children(above, "acomp")) if t.lower in self._words.hard), None)
        able = next((t for t in s.children(verb, "aux") if t.lower in _CAN), None)
        denied = able is not None and s.child(verb, "neg") is not None
        denied = denied and verb.lemma.lower() != "see"  # what one "can't see" happening is weighed as a view
        words = hard if hard is not None and hard.i < verb.i else able if denied else None
        below = next((t for t in s.children(verb, "ccomp", "xcomp") if t.tag == "VBG" and t.i > verb.i), None)
        certainty = self._words.verdict("hard to imagine")
        if words is None or below is None or certainty is None or s.child(below, "nsubj", "nsubjpass") is None:
            return None
        return Bet(verb, s.subtree(below), self._outlook(certainty, words.start, verb.end))

    def _warned_off(self, s: Sentence, verb: Token) -> Bet | None:
        """The phrase "don't expect Rome to agree"."""
        if verb.lemma.lower() != "expect":
            return None
        below = s.child(verb, "ccomp")
        if below is None or s.child(verb, "neg") is None:
            return None
        ordered = s.child(verb, "nsubj", "nsubjpass") is None and verb.tag in ("VB", "VBP")
        told = any(t.tag == "TO" for t in s.children(below, "aux")) and s.child(below, "nsubj", "nsubjpass") is not None
        certainty = self._words.verdict("not expect")
        if not ordered or not told or certainty is None or verb.dep in ("xcomp", "conj"):
            return None
        first = min([verb.start, *(t.start for t in s.children(verb, "aux", "neg"))])
        return Bet(verb, s.subtree(below), self._outlook(certainty, first, verb.end))

    def _outlook(self, certainty: Certainty, start: int, end: int) -> Outlook:
        """The chance with the words of the text for its phrase."""
        return Outlook(replace(certainty, phrase=self._scene.text[start:end]), (start, end))
