"""Hushing: what all rules for silence share: who can be silent, and the phrase that reports it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from legation.annotations import Clause, Sentence, Token
from legation.coding.attribution import agreeing
from legation.coding.scene import Extent, Scene
from legation.coding.silence_words import SilenceWords
from legation.coding.unsaid import reporter
from legation.records import Silence, SilenceKind

_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# What leads in a question that is not answered.
_QUESTIONS = ("whether ", "if ", "how ", "when ", "what ", "which ", "who ", "whom ", "where ", "why ")


@dataclass(frozen=True, slots=True)
class Hush:
    """A phrase that reports silence: `cue` is its main word, `said` the verb of speaking that did not come.

    `waits` are those who wait for an answer, where the phrase is theirs.
    """

    sentence: Sentence
    cue: Token
    said: Token
    span: Extent
    kind: SilenceKind
    sources: tuple[Token, ...]
    form: str
    waits: tuple[Token, ...] = ()


class Hushing:
    """The common ground of the rules of one document."""

    def __init__(self, scene: Scene, words: SilenceWords) -> None:
        """Look for the phrases of `words` in `scene`."""
        self._scene = scene
        self._words = words

    def speakers(self, clause: Clause, plain: bool) -> tuple[Token, ...]:
        """The subjects that can speak; none when the first of them can't.

        With a `plain` phrase such as "declined to comment" any noun can, since only people and bodies are said to.
        """
        sources = self.reporting(clause) or agreeing(clause.sentence, clause.head, clause.subjects)
        if not sources or (sources[0].lower in self._words.not_reported and not self._is_somebody(clause, sources[0])):
            return ()
        return sources if plain or self.speaks(clause.sentence, sources[0]) else ()

    def reporting(self, clause: Clause) -> tuple[Token, ...]:
        """Who tells something "but would not say whether", where a parser joins that to what is told."""
        s, verb = clause.sentence, clause.head
        above = reporter(s, verb)
        own = self._words.speaking | self._words.saying
        subject = None if above is None or above.lemma.lower() not in own else s.child(above, "nsubj")
        if subject is None or not self.speaks(s, subject):
            return ()
        asks = subject.lemma.lower() in self._words.outlets | self._words.askers
        return () if asks else s.conjuncts(subject)

    def _is_somebody(self, clause: Clause, token: Token) -> bool:
        """True for the "it" that stands for a state or body of which the text spoke."""
        return token.lower == "it" and self._scene.parties.at(clause.sentence, token) is not None

    def speaks(self, s: Sentence, token: Token) -> bool:
        """True for people, bodies and states, who can speak."""
        if token.lower in self._words.pronouns or token.pos == "PROPN" or token.ent in _AGENTS:
            return True
        if self._scene.parties.place_at(s, token) is not None:
            return True
        lemma = token.lemma.lower()
        # Nouns of agents end so in English: "employee", "lawyer", "councillor", "lobbyist", "spokesman".
        return lemma in self._words.people or (
            token.pos == "NOUN" and lemma.endswith(("er", "or", "ee", "ist", "man", "woman"))
        )

    def made(
        self,
        clause: Clause,
        said: Token,
        kind: SilenceKind,
        form: str,
        *,
        denied: bool = False,
        plain: bool = False,
        sources: tuple[Token, ...] | None = None,
    ) -> Hush | None:
        """The phrase of a clause, if there is somebody who can be silent; `denied` takes its auxiliaries in."""
        s, verb = clause.sentence, clause.head
        found = self.speakers(clause, plain) if sources is None else sources
        if not found:
            return None
        start, end = min(verb.start, said.start), max(verb.end, said.end)
        if denied:
            start = min([start, *(t.start for t in s.children(verb, "aux", "auxpass", "neg"))])
        return Hush(s, verb, said, (start, end), kind, found, form)


class Untold:
    """Where questions stand that somebody does not answer: "declined to say | how many cuts he expected"."""

    def __init__(self, silences: Iterable[Silence]) -> None:
        """Take the topics of silences that are questions."""
        topics = (e for silence in silences for e in silence.evidence if e.role == "topic")
        found = sorted((e.start, e.end) for e in topics if e.text.lower().startswith(_QUESTIONS))
        self._starts = [start for start, _ in found]
        self._reach = list(accumulate((end for _, end in found), max))

    def __contains__(self, offset: int) -> bool:
        """Whether a character stands in one of them."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._reach[at]
