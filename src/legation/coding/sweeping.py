"""Sweeping: every two parties of a sentence as the trained coder reads them, whatever the parse ties together.

Frames and candidates follow the parse, which ties two parties to one verb or noun. What stands further apart ("in an
attack that Paris called …") they miss. Here each two parties are put to the coder with the whole sentence; what comes
of it the arbiter settles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legation.annotations import Hearing, Sentence, Token
from legation.coding.asking import Asker
from legation.coding.candidates import ActWords
from legation.coding.roles import Role, Roles
from legation.coding.screening import Screen
from legation.coding.sides import OTHER, counts_for
from legation.coding.subtypes import Reading


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody whom a sentence mentions: for whom they count, the words, their head, and how they are mentioned."""

    place: str
    role: Role
    head: Token
    kind: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the coder sees the first do to the second."""

    source: Spot
    target: Spot
    reading: Reading


@dataclass(frozen=True, slots=True)
class Reach:
    """How many parties of how many sentences, from the first on, are asked about, and which pairs.

    The screen finds an act so likely (`ask`, or `both` where the other way round is likelier) from what was `heard`;
    without it every pair is asked about. `home` is the only country that the document speaks of.
    """

    parties: int
    opening: int
    home: str | None = None
    ask: float = 0.0
    both: float = 0.0
    screen: Screen | None = None
    heard: Mapping[int, Hearing] = field(default_factory=dict)


class Sweeper:
    """Looks through the sentences of one document."""

    def __init__(self, text: str, roles: Roles, words: ActWords, reach: Reach) -> None:
        """Take the text, who is who, which words tell acts, and how far to look."""
        self._text = text
        self._roles = roles
        self._words = words
        self._reach = reach

    def sweep(self, sentences: Iterable[Sentence], asker: Asker) -> dict[int, list[Seen]]:
        """What the coder sees between two parties, in order, by the sentence's index."""
        pairs = [(s, *pair) for s in sentences for pair in self._worthy(s)]
        readings = asker.between(self._text, self._roles, [(s, one.role, other.role) for s, one, other in pairs])
        found: dict[int, list[Seen]] = defaultdict(list)
        for (sentence, one, other), reading in zip(pairs, readings, strict=True):
            found[sentence.index].append(Seen(one, other, reading))
        return found

    def _worthy(self, sentence: Sentence) -> list[tuple[Spot, Spot]]:
        """The pairs that are worth a question."""
        pairs = list(self._pairs(sentence))
        heard = self._reach.heard.get(sentence.index)
        if self._reach.screen is None or heard is None or not pairs:
            return pairs
        heads = [(one.head.i, other.head.i) for one, other in pairs]
        chances = dict(zip(heads, self._reach.screen.chances(heard.vectors, heads), strict=True))
        return [pair for pair, at in zip(pairs, heads, strict=True) if self._is_worthy(chances[at], chances[at[::-1]])]

    def _is_worthy(self, chance: float, back: float) -> bool:
        """True for a likely act; seldom do both act on one another, so the less likely way must be likely by itself."""
        return chance >= (self._reach.ask if chance >= back else self._reach.both)

    def _pairs(self, sentence: Sentence) -> Iterator[tuple[Spot, Spot]]:
        if sentence.index >= self._reach.opening:
            return
        spots = self.spots(sentence)
        if len(spots) < 2 or not any(map(self._words.tells, sentence.tokens)):
            return
        for one in spots:
            for other in spots:
                apart = one.role.end <= other.role.start or other.role.end <= one.role.start
                if one is not other and apart and self._is_told({one.place, other.place}):
                    yield one, other

    def _is_told(self, places: set[str]) -> bool:
        """False for people without a country, unless the document speaks of one country only: nothing comes of them."""
        return OTHER not in places or self._reach.home is not None

    def spots(self, sentence: Sentence) -> Sequence[Spot]:
        """One stretch of the sentence for each actor: a name or role before an adjective, then the first."""
        best: dict[str, tuple[int, Spot]] = {}
        for rank, kind, role in self._roles.present(sentence):
            head = head_of(sentence, role.start, role.end)
            (actor,) = role.actors
            if head is not None and (actor not in best or rank < best[actor][0]):
                best[actor] = (rank, Spot(counts_for(actor, self._roles.actors), role, head, kind))
        return sorted((spot for _, spot in best.values()), key=lambda spot: spot.role.start)[: self._reach.parties]


def head_of(sentence: Sentence, start: int, end: int) -> Token | None:
    """The word of a stretch on which its others hang."""
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    own = {t.i for t in inside}
    return next((t for t in inside if t.head not in own or t.head == t.i), inside[-1] if inside else None)
