"""Recurring: what the other sentences of a document tell of the parties of a guess.

An article tells its news more than once, and says in one sentence what it leaves open in another: an act that recurs
is likelier, and one with an open side may be the whole one of a sentence before.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from legation.coding.guesses import Guess, logit
from legation.coding.sides import NOBODY, OTHER
from legation.coding.surveying import Triple

_OPEN = (NOBODY, OTHER)
Key = TypeVar("Key", bound=Hashable)


class _Elsewhere(Generic[Key]):
    """The two likeliest sentences for each key, so that the likeliest other one is known."""

    def __init__(self) -> None:
        self._best: dict[Key, list[tuple[float, int]]] = defaultdict(list)

    def add(self, key: Key, number: int, chance: float) -> None:
        kept = self._best[key]
        if len(kept) == 2 and (chance, number) < kept[1]:
            return  # as most are
        best = {n: c for c, n in kept}
        best[number] = max(chance, best.get(number, 0.0))
        self._best[key] = sorted(((c, n) for n, c in best.items()), reverse=True)[:2]

    def but(self, key: Key, number: int) -> float:
        return next((chance for chance, n in self._best.get(key, ()) if n != number), 0.0)


def recur(every: Sequence[Sequence[Guess]]) -> None:
    """Add to the guesses of each sentence how likely others tell the same, the like of it, or its open side."""
    same: _Elsewhere[Triple] = _Elsewhere()
    pairs: _Elsewhere[frozenset[str]] = _Elsewhere()
    halves: _Elsewhere[tuple[int, str, str]] = _Elsewhere()
    for number, found in enumerate(every):
        for guess in found:
            chance = guess.likelihood
            same.add(guess.triple, number, chance)
            pairs.add(frozenset(guess.triple[:2]), number, chance)
            for key in _halves(guess):
                halves.add(key, number, chance)
    for number, found in enumerate(every):
        for guess in found:
            open_sides = [i for i in (0, 1) if guess.triple[i] in _OPEN]
            known = [halves.but((1 - i, guess.triple[1 - i], guess.triple[2]), number) for i in open_sides]
            guess.signs.update(
                {
                    "told elsewhere": logit(same.but(guess.triple, number)),
                    "pair elsewhere": logit(pairs.but(frozenset(guess.triple[:2]), number)),
                    "side elsewhere": logit(max(known, default=0.0)),
                }
            )


def _halves(guess: Guess) -> Iterator[tuple[int, str, str]]:
    """Each side of a whole act with its type, under which an act without the other side looks it up."""
    actor, recipient, kind = guess.triple
    if actor not in _OPEN and recipient not in _OPEN:
        yield 0, actor, kind
        yield 1, recipient, kind
