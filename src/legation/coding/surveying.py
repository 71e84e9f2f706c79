"""Surveying: what the trained coder makes of all parties of a sentence at one look.

To ask about each two parties by themselves costs a look each. One look at the sentence with all of its parties marked
says for each two which types of act the first does to the second, several perhaps, and how it stands with them. A party
that no word names stands first, as number 0.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from legation.records import Status

# Who acts, who is acted upon, the type.
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """The chances of types and statuses for each two parties, as far as the sentence was read.

    Arrays of the shape (parties + 1, parties + 1, types) and (parties + 1, parties + 1, statuses).
    """

    types: Sequence[str]
    statuses: Sequence[Status]
    chances: Any
    standings: Any

    def of(self, source: int, target: int) -> dict[str, float] | None:
        """The chance of each type between two parties, counted from 1; None where the sentence was cut before them."""
        if max(source, target) >= len(self.chances):
            return None
        return dict(zip(self.types, self.chances[source][target].tolist(), strict=True))

    def stands(self, source: int, target: int) -> dict[Status, float]:
        """The chance of each status of what passes between two parties that were read."""
        return dict(zip(self.statuses, self.standings[source][target].tolist(), strict=True))

    def most(self, some: Collection[int], others: Collection[int]) -> float | None:
        """The chance of the likeliest act between one of some parties and one of others, either way round."""
        read = len(self.chances)
        pairs = {pair for i in some for j in others if i != j and max(i, j) < read for pair in ((i, j), (j, i))}
        return max((float(self.chances[pair].max()) for pair in pairs), default=None)

    def likely(self, parties: int, least: float) -> Iterator[tuple[int, int]]:
        """Each two of so many parties between whom some type has that chance."""
        for source, row in enumerate(self.chances.max(-1).tolist()[: parties + 1]):
            for target, most in enumerate(row[: parties + 1]):
                if source != target and most >= least:
                    yield source, target
