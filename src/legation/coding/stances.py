"""Stances: how a speaker stands towards the actors spoken of, and the words that show it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Heard, Hearing, Party, Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.scene import Scene
from legation.records import Span, Stance

# Constructions whose content begins with the party that the act is about: "condemned X", "described X as …".
_AIMED = frozenset({"object", "as", "prep", "clause", "name"})
_SHOWING = frozenset({"VERB", "ADJ", "NOUN", "AUX"})


@dataclass(frozen=True, slots=True)
class StanceWords:
    """What acts and describing words say by themselves, and from which value on a heard stance is one."""

    acts: Mapping[str, float]
    words: Mapping[str, float]
    least: float

    @classmethod
    def of(cls, table: Mapping[str, Any], least: float) -> "StanceWords":
        """Take the tables as loaded from `acts.yaml`."""
        words = {word: float(value) for value, listed in table["evaluative"].items() for word in listed}
        return cls(table["stance"], words, least)


class Stances:
    """Reads the stances of one document's attributions."""

    def __init__(self, scene: Scene, words: StanceWords, heard: Mapping[int, Hearing]) -> None:
        """`heard` is what the trained model hears, by sentence; empty without a model."""
        self._scene = scene
        self._words = words
        self._heard = heard

    def of(self, found: Attribution, speaker: str | None) -> tuple[Stance, ...]:
        """One stance for each actor that the content names, the strongest where it is named twice."""
        hearing = self._heard.get(found.sentence.index)
        heard = None if hearing is None else hearing.at(found.cue.i)
        made = self._heard_ones(found, heard) if heard is not None else self._ruled(found)
        kept: dict[str, Stance] = {}
        for stance in made:
            if stance.target != speaker and abs(stance.value) >= abs(kept.get(stance.target, stance).value):
                kept[stance.target] = stance
        return tuple(kept.values())

    def _heard_ones(self, found: Attribution, heard: Heard) -> Iterator[Stance]:
        """What the model says of each party, in the sentence of the cue."""
        for party in self._parties(found):
            if party.sentence != found.sentence.index or party.head >= len(heard.stances):
                continue
            against, _, favour = heard.stances[party.head]
            value = round(favour - against, 2)
            head = found.sentence.tokens[party.head]
            if abs(value) < self._words.least:
                value = 0.0
            words = self._shown(found, head, value) if value else None
            for actor in party.actors:
                yield Stance(target=actor, value=value, words=words)

    def _parties(self, found: Attribution) -> Iterator[Party]:
        for start, end in found.content:
            yield from self._scene.parties.within(start, end)

    def _ruled(self, found: Attribution) -> Iterator[Stance]:
        """What acts and describing words say without a model."""
        if found.negated:
            return
        first = next((p for p in self._parties(found) if p.actors), None)
        cue = Span.cut(self._scene.text, *found.span)
        if found.act in self._words.acts and first is not None and found.form in _AIMED:
            yield Stance(target=first.actors[0], value=self._words.acts[found.act], words=cue)
            return
        for start, end in found.content:
            for sentence in self._scene.sentences_in(start, end):
                for token in sentence.tokens:
                    if start <= token.start < end and token.lower in self._words.words:
                        yield from self._described(sentence, token)

    def _described(self, sentence: Sentence, token: Token) -> Iterator[Stance]:
        """Evaluative words said of an actor: "X is a threat", "described X as reckless"."""
        clause = self._scene.clause(sentence, sentence.head(token))
        if clause is None or clause.negated or ("=", token) not in clause.preps:
            return
        for subject in clause.subjects:
            party = self._scene.parties.at(sentence, subject)
            for actor in party.actors if party is not None else ():
                words = Span.cut(self._scene.text, token.start, token.end)
                yield Stance(target=actor, value=self._words.words[token.lower], words=words)

    def _shown(self, found: Attribution, target: Token, value: float) -> Span:
        """The words that show a stance: a describing word near it, the cue of the act, else what governs it."""
        s, text = found.sentence, self._scene.text
        inside = [t for t in s.tokens if any(a <= t.start < b for a, b in found.content)]
        telling = [t for t in inside if self._words.words.get(t.lower, 0.0) * value > 0]
        if telling:
            nearest = min(telling, key=lambda t: abs(t.i - target.i))
            return Span.cut(text, nearest.start, nearest.end)
        if self._words.acts.get(found.act, 0.0) * value > 0:
            return Span.cut(text, *found.span)
        for above in s.ancestors(target):
            if above in inside and above.pos in _SHOWING:
                return Span.cut(text, above.start, above.end)
        return Span.cut(text, *found.span)
