"""Surveying: what the trained coder makes of all parties of a sentence at one look.

To ask about each two parties by themselves costs a look each. One look at the sentence with all of its parties marked
says for each two which types of act the first does to the second, several perhaps; so it shows whom to ask about more
closely, and the arbiter weighs what it says. A party that no word names stands first, as number 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.coding.sides import NOBODY, OTHER

# Who acts, who is acted upon, the type, as in `guesses`.
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """The chances of types for each two parties: an array (parties + 1, parties + 1, types), as far as it was read."""

    types: Sequence[str]
    chances: Any

    def of(self, source: int, target: int) -> dict[str, float] | None:
        """The chance of each type between two parties, counted from 1; None where the sentence was cut before them."""
        if max(source, target) >= len(self.chances):
            return None
        return dict(zip(self.types, self.chances[source][target].tolist(), strict=True))

    def triples(self, places: Sequence[str], home: str | None, least: float) -> dict[Triple, float]:
        """The chance that somebody of one place does something to somebody of another, where it is not too small.

        People without a country count for themselves, and for the only country that the document speaks of.
        """
        found: dict[Triple, float] = {}
        for (source, target), row in self._rows(len(places)):
            told = {kind: chance for kind, chance in row.items() if chance >= least}
            for one in _counted(places, source, home):
                for other in _counted(places, target, home):
                    for kind, chance in told.items():
                        key = (one, other, kind)
                        found[key] = max(chance, found.get(key, 0.0))
        return found

    def _rows(self, parties: int) -> Iterator[tuple[tuple[int, int], Mapping[str, float]]]:
        for source in range(parties + 1):
            for target in range(parties + 1):
                row = self.of(source, target) if source != target else None
                if row is not None:
                    yield (source, target), row


def _counted(places: Sequence[str], number: int, home: str | None) -> tuple[str, ...]:
    place = places[number - 1] if number else NOBODY
    return (place, home) if place == OTHER and home is not None else (place,)
