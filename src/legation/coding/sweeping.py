"""Sweeping: every two parties of a sentence as the trained coder reads them, whatever the parse ties together.

Frames and candidates follow the parse, which ties two parties to one verb or noun. What stands further apart ("in an
attack that Paris called …") they miss. Here the coder looks at all parties of a sentence at once, and is then
asked about likely pairs with the whole sentence; what comes of it the arbiter settles.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legation.annotations import Sentence, Token
from legation.coding.asking import Asker
from legation.coding.candidates import ActWords
from legation.coding.roles import Role, Roles
from legation.coding.sides import OTHER, counts_for
from legation.coding.subtypes import Reading
from legation.coding.surveying import Survey, Triple
from legation.models import Surveyor

# Behind all others stands who is a mere place.
_PLACE = 9


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody whom a sentence mentions: for whom they count, the words, their head, and how they are mentioned."""

    place: str
    role: Role
    head: Token
    kind: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the coder sees the first do to the second, and the chances of types at a look at all parties."""

    source: Spot
    target: Spot
    reading: Reading
    told: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Swept:
    """What the coder sees in one sentence: pair by pair, and for whole countries at a look at all parties."""

    pairs: Sequence[Seen] = ()
    told: Mapping[Triple, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many parties of how many sentences, from the first on, are looked at, and which pairs are asked about.

    Those are pairs between whom an act of some type has the chance `ask` at a look at all parties; all, where nobody
    looks. `home` is the only country that the document speaks of; what has less than the chance `least` is forgotten.
    """

    parties: int
    opening: int
    home: str | None = None
    ask: float = 0.0
    least: float = 0.0
    surveyor: Surveyor | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    sentence: Sentence
    spots: Sequence[Spot]


class Sweeper:
    """Looks through the sentences of one document."""

    def __init__(self, text: str, roles: Roles, words: ActWords, reach: Reach) -> None:
        """Take the text, who is who, which words tell acts, and how far to look."""
        self._text = text
        self._roles = roles
        self._words = words
        self._reach = reach

    def sweep(self, sentences: Iterable[Sentence], asker: Asker, telling: Container[int] = ()) -> dict[int, Swept]:
        """What the coder sees in the sentences, by their index.

        Beyond the opening it looks at those that tell an act (`telling`, by index) as frames have it, and asks nothing.
        """
        scenes = [scene for s in sentences if (scene := self._scene(s, telling)) is not None]
        surveys = self._surveyed(scenes, asker)
        pairs = [
            (n, *pair)
            for n, (scene, survey) in enumerate(zip(scenes, surveys, strict=True))
            for pair in self._worthy(scene, survey)
        ]
        asked = [(scenes[n].sentence, one.role, other.role) for n, one, other, _ in pairs]
        seen: dict[int, list[Seen]] = defaultdict(list)
        for (n, one, other, told), reading in zip(pairs, asker.between(self._text, self._roles, asked), strict=True):
            seen[n].append(Seen(one, other, reading, told))
        return {
            scene.sentence.index: Swept(seen[n], self._told(scene, survey))
            for n, (scene, survey) in enumerate(zip(scenes, surveys, strict=True))
        }

    def _scene(self, sentence: Sentence, telling: Container[int]) -> _Scene | None:
        """The parties of a sentence that is to be looked at."""
        if sentence.index not in telling and not (
            self._opens(sentence) and any(map(self._words.tells, sentence.tokens))
        ):
            return None
        spots = self.spots(sentence)
        return _Scene(sentence, spots) if spots else None

    def _opens(self, sentence: Sentence) -> bool:
        return sentence.index < self._reach.opening

    def _surveyed(self, scenes: Sequence[_Scene], asker: Asker) -> Sequence[Survey | None]:
        surveyor = self._reach.surveyor
        if surveyor is None:
            return [None] * len(scenes)
        marked = [asker.everyone(self._text, self._roles, s.sentence, [spot.role for spot in s.spots]) for s in scenes]
        return [Survey(surveyor.types, chances) for chances in surveyor.survey(marked)]

    def _told(self, scene: _Scene, survey: Survey | None) -> Mapping[Triple, float]:
        places = [spot.place for spot in scene.spots]
        return {} if survey is None else survey.triples(places, self._reach.home, self._reach.least)

    def _worthy(self, scene: _Scene, survey: Survey | None) -> Iterator[tuple[Spot, Spot, Mapping[str, float]]]:
        """The pairs that are worth a question, with what the look at all parties says of them."""
        if not self._opens(scene.sentence):
            return
        for i, one, j, other in self._pairs(scene.spots):
            told = survey.of(i, j) if survey is not None else None
            if told is None or max(told.values()) >= self._reach.ask:
                yield one, other, told or {}

    def _pairs(self, spots: Sequence[Spot]) -> Iterator[tuple[int, Spot, int, Spot]]:
        for i, one in enumerate(spots, 1):
            for j, other in enumerate(spots, 1):
                apart = one.role.end <= other.role.start or other.role.end <= one.role.start
                if i != j and apart and self._is_told({one.place, other.place}):
                    yield i, one, j, other

    def _is_told(self, places: set[str]) -> bool:
        """False for people without a country, unless the document speaks of one country only: nothing comes of them."""
        return OTHER not in places or self._reach.home is not None

    def spots(self, sentence: Sentence) -> Sequence[Spot]:
        """One stretch of the sentence for each actor: a name or role before an adjective, then the first.

        A state that is named as a mere place stands among them if nobody else of it does: what is done there may be
        done to it ("missiles hit bases in Iraq").
        """
        best: dict[str, tuple[int, Spot]] = {}
        for rank, kind, role in self._roles.present(sentence):
            head = head_of(sentence, role.start, role.end)
            (actor,) = role.actors
            if head is not None and (actor not in best or rank < best[actor][0]):
                best[actor] = (rank, Spot(counts_for(actor, self._roles.actors), role, head, kind))
        named = {spot.place for _, spot in best.values()}
        for role in self._roles.places(sentence):
            head = head_of(sentence, role.start, role.end)
            place = counts_for(role.actors[0], self._roles.actors) if len(role.actors) == 1 else OTHER
            if head is not None and place != OTHER and place not in named:
                named.add(place)
                best[role.actors[0]] = (_PLACE, Spot(place, role, head, "place"))
        return sorted((spot for _, spot in best.values()), key=lambda spot: (spot.role.start, -spot.role.end))[
            : self._reach.parties
        ]


def head_of(sentence: Sentence, start: int, end: int) -> Token | None:
    """The word of a stretch on which its others hang."""
    inside = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    own = {t.i for t in inside}
    return next((t for t in inside if t.head not in own or t.head == t.i), inside[-1] if inside else None)
