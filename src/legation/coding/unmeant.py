"""Unmeant: acts of speech of others that a text asks about, doubts, forecasts or finds unclear, and does not tell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution

_FIRST = frozenset({"i", "we"})
_MODALS = frozenset({"may", "might", "could", "can", "ca"})
_OPENERS = frozenset({"whether", "if", "unless"})
# How a clause hangs on the word that asks, doubts or forecasts.
_BELOW = frozenset({"ccomp", "xcomp", "advcl", "acl", "conj", "csubj", "pcomp", "oprd"})


@dataclass(frozen=True, slots=True)
class Unmeant:
    """The word lists of `acts.yaml` that take back what hangs on them: verbs, adjectives, acts that stay."""

    asking: frozenset[str]
    doubting: frozenset[str]
    expecting: frozenset[str]
    graded: frozenset[str]
    few: frozenset[str]
    spared: frozenset[str]
    awaiting: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Unmeant":
        """Take the lists from the table `unmeant` as loaded."""
        return cls(**{name: frozenset(words) for name, words in table.items()})

    def marked(self, found: Attribution) -> Attribution:
        """The attribution, as unreal where nobody has done what it tells of; a speaker's own "we" is meant."""
        if not found.unreal and self._is_awaited(found):
            return replace(found, unreal=True)
        if found.unreal or found.act in self.spared or any(t.lower in _FIRST for t in found.sources):
            return found
        if found.cue.pos not in ("VERB", "AUX") or not self._open(found.sentence, found.cue):
            return found
        return replace(found, unreal=True)

    def _is_awaited(self, found: Attribution) -> bool:
        """True for words that are demanded or waited for: "demanded an explanation from Paris that …"."""
        s, noun = found.sentence, found.cue
        if noun.pos != "NOUN":
            return False
        above = s.head(noun)
        if noun.dep == "pobj" and above.lower in ("for", "on"):
            above = s.head(above)
        elif noun.dep not in ("dobj", "nsubjpass"):
            return False
        return above.lemma.lower() in self.awaiting

    def asked(self, found: Attribution) -> bool:
        """True for what the text finds open: "it is unclear whether Paris has accused Niamey"."""
        s, cue = found.sentence, found.cue
        above = s.head(cue)
        asked = above.lemma.lower() in self.asking
        openers = _OPENERS if asked else {"whether"}
        opened = any(t.lower in openers for t in s.children(cue, "mark"))
        hangs = cue.dep in ("ccomp", "advcl", "csubj") and above.pos in ("VERB", "AUX", "ADJ")
        return opened and hangs and found.act not in self.spared and self.marked(found) is not found

    def _open(self, s: Sentence, cue: Token) -> bool:
        """True where the cue's own clause, or a word that it hangs on, leaves open whether it comes to pass."""
        if any(t.lower in _MODALS for t in s.children(cue, "aux")):
            return True
        here = cue
        while True:
            if any(t.lower in _OPENERS for t in s.children(here, "mark", "advmod") if t.i < here.i):
                return True
            above = s.head(here)
            if here.dep not in _BELOW or above.i == here.i:
                return False
            if here.dep in ("ccomp", "xcomp", "oprd") and above.i < here.i and self._takes_back(s, above):
                return True
            if here.dep == "ccomp" and s.child(here, "nsubj", "nsubjpass") is not None:
                return False  # a clause of its own, told by somebody
            here = above

    def _takes_back(self, s: Sentence, word: Token) -> bool:
        """True for "doubts that", "is unlikely to", "few expect X to", "does not think that"."""
        lemma = word.lemma.lower()
        if lemma in self.doubting or word.lower in self.graded:
            return True
        if any(t.lower in self.graded for t in s.children(word, "acomp", "oprd")):
            return True
        few = any(t.lower in self.few for n in s.children(word, "nsubj") for t in (n, *s.children(n, "det", "amod")))
        return lemma in self.expecting and (few or s.child(word, "neg") is not None or lemma == "expect")
