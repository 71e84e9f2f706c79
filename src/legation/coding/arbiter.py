"""The arbiter: how likely each guess about a sentence is right, and the acts that remain when the likely ones are told.

A logistic regression over a few signs, so that anybody can add it up: `data/events/arbiter.yaml` holds the weights,
`training/events/arbitrate.py` sets them on whole sentences whose acts are all labelled.
"""

from collections.abc import Sequence
from dataclasses import replace

from legation.annotations import Sentence
from legation.coding.deciding import Judged, Thresholds
from legation.coding.drafts import Draft
from legation.coding.guesses import Guess, Told, guesses, is_half
from legation.coding.joining import Acts, Tellers
from legation.coding.roles import Role, ids
from legation.coding.sides import OTHER, side
from legation.coding.sweeping import Swept
from legation.coding.weights import Weights


class Arbiter:
    """Settles what the sentences of one document tell."""

    def __init__(self, weights: Weights, at: Thresholds, told: Told, tellers: Tellers) -> None:
        """Take the weights, the chances from which on acts are told, who is who, and which words tell which acts."""
        self._weights = weights
        self._at = at
        self._told = told
        self._tellers = tellers

    def settle(self, sentence: Sentence, settled: Sequence[Judged], swept: Swept) -> list[Judged]:
        """The acts that a sentence tells; `settled` are those of frames and candidates, `swept` the coder's answers.

        An act of which one side is not known needs less: whether the text has the other, its sentence alone can't tell.
        """
        home = self._home(swept)
        settled = [(self._housed(draft, home), reading) for draft, reading in settled]
        every = [(self._weights.chance(guess.signs), guess) for guess in self._guesses(sentence, settled, swept)]
        best: dict[int, float] = {}
        for chance, guess in every:
            for number in guess.drafts:
                best[number] = max(chance, best.get(number, 0.0))
        acts = Acts(sentence, self._told.actors, self._tellers, home)
        for number, (draft, reading) in enumerate(settled):
            acts.take(draft, reading, stands=best[number] >= self._least(sentence, draft))
        fresh = [pair for pair in every if not pair[1].drafts and pair[0] >= self._at.fill]
        for chance, guess in sorted(fresh, key=lambda pair: -pair[0]):
            acts.add(guess, chance, alone=chance >= self._at.tell)
        return list(acts.standing())

    def _least(self, sentence: Sentence, draft: Draft) -> float:
        """The chance from which on an act of frames or candidates stays."""
        if sentence.index >= self._at.opening:
            return self._at.further
        return self._at.half if is_half(draft, self._told.actors) else self._at.keep

    def _home(self, swept: Swept) -> Role | None:
        """Where the sentence names the only country that its document speaks of."""
        spots = (spot for each in swept.pairs for spot in (each.source, each.target))
        return next((spot.role for spot in spots if spot.role.actors == (self._told.home,)), None)

    def _housed(self, draft: Draft, home: Role | None) -> Draft:
        """The draft, with the only country of the document beside a side of people without one."""
        if home is None:
            return draft
        actors, recipients = (
            (*roles, home) if set(side(ids(roles), self._told.actors)) == {OTHER} else roles
            for roles in (draft.actors, draft.recipients)
        )
        return replace(draft, actors=actors, recipients=recipients)

    def _guesses(self, sentence: Sentence, settled: Sequence[Judged], swept: Swept) -> list[Guess]:
        return guesses(sentence, settled, swept, self._told)
