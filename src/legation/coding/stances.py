"""Stances: how a speaker stands towards the actors spoken of, and the words that show it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Heard, Hearing, Sentence
from legation.coding.attribution import Attribution
from legation.coding.polarity import Polarity, PolarityWords, Sign, Told
from legation.coding.scene import Scene
from legation.coding.targets import Target, Targets
from legation.records import Span, Speaker, Stance

_SHOWING = frozenset({"VERB", "ADJ", "NOUN", "AUX"})
# Words that make one cue with the verb above them: "voiced concern".
_JOINED = frozenset({"dobj", "attr", "acomp", "prt", "pobj"})
# From this chance on an attitude within the content is heard, and a word is its holder.
_SURE = 0.5
# Those who act for a state.
_ORGANS = frozenset({"GOV", "MIL", "SPY", "COP"})
_FIRST = frozenset({"we", "i", "our", "my", "us"})


@dataclass(frozen=True, slots=True)
class StanceWords:
    """What acts and telling words say by themselves, how much each weighs, and from which value on there is a stance.

    `heard`, `words` and `act` are the weights; `least` holds for whom the content names, `unsure` for whom it does not,
    `alone` where nothing but what is heard tells of one.
    """

    acts: Mapping[str, float]
    polarity: PolarityWords
    heard: float
    words: float
    act: float
    least: float
    unsure: float
    alone: float

    @classmethod
    def of(cls, acts: Mapping[str, Any], polarity: Mapping[str, Any]) -> "StanceWords":
        """Take the tables as loaded from `acts.yaml` and `polarity.yaml`."""
        return cls(acts["stance"], PolarityWords.of(polarity), **polarity["mixed"])


class Stances:
    """Reads the stances of one document's attributions."""

    def __init__(self, scene: Scene, words: StanceWords, heard: Mapping[int, Hearing]) -> None:
        """`heard` is what the trained model hears, by sentence; empty without a model."""
        self._scene = scene
        self._words = words
        self._heard = heard
        self._polarity = Polarity(scene, words.polarity)
        self._targets = Targets(scene)

    def of(self, found: Attribution, speaker: Speaker) -> tuple[Stance, ...]:
        """One stance for each actor that the content speaks of, the strongest where it is spoken of twice."""
        kept: dict[str, Stance] = {}
        for stance in self._made(found, speaker):
            if stance.target != speaker.actor and abs(stance.value) >= abs(kept.get(stance.target, stance).value):
                kept[stance.target] = stance
        return tuple(kept.values())

    def _made(self, found: Attribution, speaker: Speaker) -> Iterator[Stance]:
        targets = list(self._targets.of(found, speaker))
        heard, signs = (self._hearings(found, speaker), self._signs(found, found.sentence)) if targets else ([], [])
        for n, target in enumerate(targets):
            word = None if target.topic else target.word
            told = self._polarity.towards(found.sentence, signs, word, found.sources)
            act = self._act(found) if n == 0 else 0.0
            value = self._mixed(None if target.topic else self._listened(target, heard), told.value, act)
            if abs(value) < self._least(target, told.value or act) or self._own_deed(speaker, target, told, value):
                value = 0.0
            if value or (target.named and heard):
                words = self._shown(found, target, value, told) if value else None
                yield from (Stance(target=actor, value=value, words=words) for actor in target.actors)
        yield from self._elsewhere(found)

    def _own_deed(self, speaker: Speaker, target: Target, told: Told, value: float) -> bool:
        """True where a state tells of a blow of its own forces: "Chad said its navy had seized the ship"."""
        sign = told.shown(value) if value < 0 else None
        if sign is None or sign.kind != "deeds" or speaker.country is None:
            return False
        return all(self._organ(a, speaker.country) for a in (speaker.actor or "", *target.actors))

    def _organ(self, actor: str, country: str) -> bool:
        """True for a state and those who act for it."""
        record = self._scene.actors.get(actor)
        if record is None or record.country != country:
            return False
        return record.kind == "state" or record.sector in _ORGANS

    def _elsewhere(self, found: Attribution) -> Iterator[Stance]:
        """What telling words say of parties in other sentences of the content: the listener hears the cue's alone."""
        others = [s for a, b in found.content for s in self._scene.sentences_in(a, b) if s is not found.sentence]
        for sentence in dict.fromkeys(s.index for s in others):
            s = self._scene.sentences[sentence]
            signs = self._signs(found, s)
            for party in self._targets.within(s, found.content) if signs else ():
                told = self._polarity.towards(s, signs, party.head, ())
                value = round(self._words.words * told.value, 2)
                if abs(value) >= self._words.least and (sign := told.shown(value)):
                    words = Span.cut(self._scene.text, *sign.span)
                    yield from (Stance(target=actor, value=value, words=words) for actor in party.actors)

    def _least(self, target: Target, shown: float) -> float:
        """From which value on there is a stance; what is only heard needs more, and makes no target of a mere place."""
        if not shown:
            return self._words.alone if target.named else math.inf
        return self._words.least if target.named else self._words.unsure

    def _mixed(self, listened: float | None, told: float, act: float) -> float:
        w = self._words
        total = told + act if listened is None else w.heard * listened + w.words * told + w.act * act
        return round(max(-1.0, min(1.0, total)), 2)

    def _listened(self, target: Target, heard: Sequence[Heard]) -> float | None:
        """What the model says of a word: how likely it is favoured less how likely disliked, where that shows most."""
        told = [h.stances[target.word] for h in heard if target.word < len(h.stances)]
        return max((favour - against for against, _, favour in told), key=abs, default=None)

    def _hearings(self, found: Attribution, speaker: Speaker) -> list[Heard]:
        """What the model hears at the cue, or the verb that is one cue with it, and at the speaker's own attitudes."""
        hearing = self._heard.get(found.sentence.index)
        if hearing is None:
            return []
        above = found.sentence.head(found.cue)
        at = hearing.at(found.cue.i) or (hearing.at(above.i) if found.cue.dep in _JOINED else None)
        inner = (h for h in hearing.cues if self._own(found, h, speaker))
        return [*([] if at is None else [at]), *inner]

    def _own(self, found: Attribution, heard: Heard, speaker: Speaker) -> bool:
        """True for a thought or an act of speech in the content that is the speaker's own: "we trust X"."""
        s, place = found.sentence, found.sentence.tokens[heard.word].start
        if heard.chance < _SURE or heard.denied >= _SURE or not any(a <= place < b for a, b in found.content):
            return False
        source = [s.tokens[i] for i, chance in enumerate(heard.source) if chance >= _SURE]
        if any(t.lower in _FIRST for t in source):
            return True
        parties = [p for t in source if (p := self._scene.parties.place_at(s, t)) is not None]
        theirs = {self._targets.country(a) for p in parties for a in p.actors}
        return speaker.country is not None and theirs == {speaker.country}

    def _signs(self, found: Attribution, s: Sentence) -> list[Sign]:
        """The telling words of the content in a sentence, and of a cue that is more than a word of saying."""
        extents = [found.span] if found.negated else [found.span, *found.content]
        return self._polarity.signs(s, extents)

    def _act(self, found: Attribution) -> float:
        """What the act says of whom its content begins with."""
        return 0.0 if found.negated else self._words.acts.get(found.act, 0.0)

    def _shown(self, found: Attribution, target: Target, value: float, told: Told) -> Span:
        """The words that show a stance: the telling one, the cue of the act, else what governs the target."""
        s, text = found.sentence, self._scene.text
        if sign := told.shown(value):
            return Span.cut(text, *sign.span)
        if self._words.acts.get(found.act, 0.0) * value > 0:
            return Span.cut(text, *found.span)
        inside = {t.i for t in s.inside(found.content)}
        for above in s.ancestors(s.tokens[target.word]):
            if above.i in inside and above.pos in _SHOWING:
                return Span.cut(text, above.start, above.end)
        return Span.cut(text, *found.span)
