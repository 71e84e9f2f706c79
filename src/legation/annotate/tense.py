"""Tense: whether the word that a time hangs on speaks of what was or of what is to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from legation.annotations import Sentence, Token

Pointing = Literal["past", "future", "unknown"]

_TENSELESS = frozenset({"VB", "VBG", "VBN"})
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The word lists of `when.yaml` that tell where a verb points."""

    forward: frozenset[str]
    timetable: frozenset[str]
    will: frozenset[str]
    forward_for: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]] | Mapping[str, Any]) -> "TenseWords":
        """Take the lists out of the table as loaded."""
        return cls(*(frozenset(table[name]) for name in ("forward", "timetable", "will", "forward_for")))

    def pointing(self, sentence: Sentence, token: Token) -> Pointing:
        """Where the clause around `token` points."""
        below = token
        for step, above in enumerate((token, *sentence.ancestors(token))):
            if above.pos == "NOUN" and above.lemma.lower() in self.forward_for and below.lower != "for":
                below = above
                continue  # a call to somebody, not one for something
            below = above
            if above.dep == "pobj" and above.i != token.i and above.lemma.lower() in self.forward:
                return "future"
            if _verbal(above):
                return self._verb(sentence, above, 0)
            if step and above.pos in ("NOUN", "ADJ") and above.lemma.lower() in self.forward:
                return "future"
        return "unknown"

    def _verb(self, sentence: Sentence, verb: Token, depth: int) -> Pointing:
        aux = sentence.children(verb, "aux", "auxpass")
        perfect = any(t.lemma == "have" for t in aux)
        modal = next((t for t in aux if t.tag == "MD"), None)
        if modal is not None:
            return "past" if perfect and modal.lower not in self.will else "future"
        if any(t.tag == "TO" for t in aux):
            return self._infinitive(sentence, verb, depth)
        if verb.tag == "VBD" or perfect or any(t.tag == "VBD" for t in aux):
            return "future" if self._announces(sentence, verb) else "past"
        if verb.tag in _TENSELESS and not aux:
            return self._participle(sentence, verb, depth)
        if verb.lemma.lower() in self.forward or self._announces(sentence, verb):
            return "future"
        if verb.tag == "VBG":
            return "future"  # "is travelling to Hanoi on Monday"
        if sentence.block.kind == "headline":
            return "past"
        return "future" if verb.lemma.lower() in self.timetable else "past"

    def _announces(self, sentence: Sentence, verb: Token) -> bool:
        """The forms "was scheduled for Monday" and "is due on Friday"."""
        if verb.lemma.lower() in self.forward and sentence.child(verb, "auxpass"):
            return True
        beside = sentence.children(verb, "acomp", "nsubj") if verb.lemma == "be" else sentence.children(verb, "acomp")
        return any(t.lemma.lower() in self.forward for t in beside)

    def _infinitive(self, sentence: Sentence, verb: Token, depth: int) -> Pointing:
        above = sentence.head(verb)
        if above is verb or above.lemma.lower() in self.forward or above.lemma == "be":
            return "future"  # a headline's "Kim to visit", "plans to meet", "is to speak"
        if _verbal(above) and depth < _DEPTH:
            return self._verb(sentence, above, depth + 1)
        return "future" if above.pos == "NOUN" else "unknown"

    def _participle(self, sentence: Sentence, verb: Token, depth: int) -> Pointing:
        if verb.lemma.lower() in self.forward and verb.tag == "VBN":
            return "future"
        if verb.tag == "VBN" and (verb.dep in ("acl", "relcl") or sentence.child(verb, "nsubj")):
            return "past"  # "a pact signed in June"; a past tense that the tagger took for a participle
        for above in sentence.ancestors(verb):
            if above.lemma.lower() in self.forward and above.pos in ("NOUN", "ADJ", "VERB") and verb.tag == "VB":
                return "future"
            if _verbal(above) and depth < _DEPTH:
                return self._verb(sentence, above, depth + 1)
        return "past" if verb.tag == "VBN" else "unknown"


def _verbal(token: Token) -> bool:
    return (token.pos == "VERB" and token.dep not in ("amod", "compound", "prep")) or (
        token.pos == "AUX" and token.dep not in ("aux", "auxpass")
    )
