"""Among others: how a guess stands beside the other guesses of its sentence, and beside all that its document tells.

What is the likeliest reading of a sentence, what rivals it, and whether the text is about these two at all, says more
than the chance by itself. Guesses at an open side count for nothing here: they stand on the guess that they fill.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import log1p
from typing import TypeVar

from legation.coding.guesses import Guess, logit

Key = TypeVar("Key", bound=Hashable)
_Two = tuple[float, float]


def among(every: Sequence[Sequence[Guess]]) -> None:
    """Add to the guesses of each sentence the signs that compare them with the others; `every` is in their order."""
    text = _Text(every)
    before: Mapping[frozenset[str], float] = {}
    for found in every:
        told = [(_pair(guess), guess.triple[2], _likelihood(guess)) for guess in found]
        all_of_them = _likeliest([("", own) for _, _, own in told])
        pairs = _likeliest([(pair, own) for pair, _, own in told])
        types = _likeliest([(kind, own) for _, kind, own in told])
        for guess, (pair, kind, own) in zip(found, told, strict=True):
            guess.signs.update(
                {
                    "own likelihood": logit(own),
                    "likeliest beside": logit(_other(all_of_them[""], own)),
                    "same pair beside": logit(_other(pairs[pair], own)),
                    "same type beside": logit(_other(types[kind], own)),
                    "pair before": logit(before.get(pair, 0.0)),
                    **text.signs(guess, pair),
                }
            )
        before = {pair: first for pair, (first, _) in pairs.items()}


class _Text:
    """How much of what a document tells passes between whom."""

    def __init__(self, every: Iterable[Iterable[Guess]]) -> None:
        self._between: dict[frozenset[str], float] = defaultdict(float)
        self._part: dict[str, float] = defaultdict(float)
        for guess in (guess for found in every for guess in found):
            own, pair = _likelihood(guess), _pair(guess)
            self._between[pair] += own
            for party in pair:
                self._part[party] += own
        self._all = sum(self._between.values()) or 1.0

    def signs(self, guess: Guess, pair: frozenset[str]) -> dict[str, float]:
        """What of it is about the pair and either party of a guess."""
        actor, recipient, _ = guess.triple
        return {
            "between them": log1p(self._between[pair]),
            "share of the pair": self._between[pair] / self._all,
            "share of the actor": self._part[actor] / self._all,
            "share of the recipient": self._part[recipient] / self._all,
        }


def _likelihood(guess: Guess) -> float:
    return 0.0 if guess.implied is not None else guess.likelihood


def _pair(guess: Guess) -> frozenset[str]:
    return frozenset(guess.triple[:2])


def _likeliest(found: Iterable[tuple[Key, float]]) -> dict[Key, _Two]:
    """The two highest of each key, 0 where there are fewer."""
    best: dict[Key, _Two] = {}
    for key, value in found:
        first, second = best.get(key, (0.0, 0.0))
        best[key] = (value, first) if value > first else (first, max(value, second))
    return best


def _other(best: _Two, own: float) -> float:
    """The highest but the own one."""
    return best[1] if own >= best[0] else best[0]
