"""Venues: where or by what means somebody speaks ("at a joint news conference", "in a letter", "on X")."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.scene import Scene

_CLOSE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod", "punct", "case"})


@dataclass(frozen=True, slots=True)
class Venues:
    """The tables of `venues.yaml`."""

    prepositions: frozenset[str]
    nouns: frozenset[str]
    platforms: frozenset[str]
    made: frozenset[str]
    means: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Venues":
        """Take the tables as loaded from `venues.yaml`."""
        names = ("prepositions", "nouns", "platforms", "made", "means")
        return cls(**{name: frozenset(table[name]) for name in names})

    def of_cue(self, scene: Scene, found: Attribution) -> str | None:
        """The venue named in the reporting clause of an attribution, as written."""
        s = found.sentence
        candidates = [*self._below(s, found.cue)]
        if found.sources:
            candidates.extend(self._below(s, found.sources[0]))
        above = s.head(found.cue)
        if not candidates and found.cue.dep in ("advcl", "conj", "xcomp", "dep") and above is not found.cue:
            candidates.extend(self._below(s, above))
        outside = [t for t in candidates if not any(a <= t.start < b for a, b in found.content)]
        if not outside:
            return None
        noun = next((t for t in outside if t.lemma.lower() not in self.means), outside[0])
        close = [t for t in s.subtree(noun) if t is noun or self._is_close(s, noun, t)]
        run = [t for t in close if t.i <= noun.i]
        return scene.text[run[0].start : noun.end]

    def _is_close(self, s: Sentence, noun: Token, token: Token) -> bool:
        while token.head != noun.i:
            token = s.head(token)
        return token.dep in _CLOSE

    def _below(self, s: Sentence, head: Token) -> Iterator[Token]:
        for prep in s.children(head, "prep", "advcl", "acl"):
            if prep.dep == "prep" and prep.lower in self.prepositions:
                for noun in s.children(prep, "pobj"):
                    yield from self._noun(s, noun)
            elif prep.lemma.lower() in self.made:
                yield from self._below(s, prep)

    def _noun(self, s: Sentence, noun: Token) -> Iterator[Token]:
        lemma = noun.lemma.lower()
        if lemma in self.nouns or noun.lower in self.platforms:
            yield noun
        if lemma in self.means:
            yield from self._below(s, noun)
