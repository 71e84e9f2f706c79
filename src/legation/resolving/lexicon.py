"""The lexicon: every name of the tables by its folded key, for phrases that stand alone and may be misspelt."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from legation.knowledge import Alias, Knowledge, PlaceRow
from legation.resolving.spellings import People, Spellings

# Names may be misspelt by one letter from this length on, by two from the second one on; shorter words are too
# close to one another ("Iran", "Iraq").
_ONE_SLIP, _TWO_SLIPS = 5, 13
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Words `first` to `last` (exclusive) of a phrase, and whom they may name; `place` when they name a mere place."""

    first: int
    last: int
    aliases: tuple[Alias, ...]
    place: PlaceRow | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """The one name that a misspelt phrase is nearest to: its key, its owners, its place, how many letters differ."""

    key: str
    aliases: tuple[Alias, ...]
    place: PlaceRow | None
    slips: int


class Lexicon:
    """Looks names up whatever their case, accents and punctuation; near misses only when nothing else is left."""

    def __init__(self, knowledge: Knowledge, spellings: Spellings) -> None:
        """Index the names of `knowledge`."""
        self.key = spellings.key
        self._people = People(knowledge, spellings)
        aliases: dict[str, list[Alias]] = defaultdict(list)
        for alias in knowledge.aliases:
            aliases[self.key(alias.phrase)].append(alias)
        self._aliases: Mapping[str, list[Alias]] = aliases
        self._places: dict[str, PlaceRow] = {}
        for name, row in knowledge.places.items():
            self._places.setdefault(self.key(name), row)
        self._near = [key for key in (*self._aliases, *self._places) if len(key) >= _ONE_SLIP]

    def named(self, phrase: str) -> tuple[Alias, ...]:
        """Whom a phrase names: who is written just so, else who differs in case, accents or spelling variants."""
        found = tuple(self._aliases.get(self.key(phrase), ()))
        bare = phrase.removeprefix("the ").removeprefix("The ")
        exact = tuple(alias for alias in found if alias.phrase.removeprefix("the ").removeprefix("The ") == bare)
        found = exact or tuple(alias for alias in found if _may_be(alias.phrase, bare))
        if not found and " " in bare and not bare.islower() and (person := self._people.find(bare)):
            return (Alias(bare, person, "name"),)
        return found

    def without_middle(self, phrase: str) -> str | None:
        """The person whose name a phrase is but for words in the middle of it."""
        return self._people.without_middle(phrase)

    def place(self, phrase: str) -> PlaceRow | None:
        """The place that a phrase names, if it is in the tables."""
        return self._places.get(self.key(phrase))

    def inside(self, words: Sequence[str], owning: Sequence[bool] = ()) -> list[Found]:
        """The longest names in a list of words, left to right, without overlaps.

        `owning` tells which words lost a possessive, which is a part of names like "Cambodian People's Party".
        """
        whole = [
            f"{word}'s" if owns else word for word, owns in zip(words, owning or [False] * len(words), strict=True)
        ]
        found: list[Found] = []
        at = 0
        while at < len(words):
            step = self._longest(words, whole, at)
            if step is None:
                at += 1
            else:
                found.append(step)
                at = step.last
        return found

    def _longest(self, words: Sequence[str], whole: Sequence[str], at: int) -> Found | None:
        for last in range(min(len(words), at + _LONGEST), at, -1):
            phrase = " ".join((*whole[at : last - 1], words[last - 1]))
            if (aliases := self.named(phrase)) and not self._is_longer_place(words, at, last):
                return Found(at, last, aliases)
            if phrase[0].isupper() and (place := self.place(phrase)):
                return Found(at, last, (), place)
        return None

    def _is_longer_place(self, words: Sequence[str], at: int, last: int) -> bool:
        """True for "the South" before "Pacific": the name of a place begins after the article."""
        after = words[at + 1 : last + 1]
        return words[at] in ("the", "The") and last - at == len(after) == 2 and self.place(" ".join(after)) is not None

    def near(self, phrase: str) -> Near | None:
        """The one name that a misspelt phrase is nearest to; None for short words and where several are as near."""
        key = self.key(phrase)
        slips = 0 if len(key) < _ONE_SLIP else 1 if len(key) < _TWO_SLIPS else 2
        if not slips:
            return None
        hits = process.extract(key, self._near, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=5)
        # A slip in the first letter makes another name more often than a mistake.
        hits = [hit for hit in hits if hit[0][0] == key[0]]
        best = [hit for hit in hits if hit[1] == min(h[1] for h in hits)]
        if len({owner for hit in best for owner in self._owners(hit[0])}) != 1:
            return None
        name, distance, _ = best[0]
        return Near(name, tuple(self._aliases.get(name, ())), self._places.get(name), int(distance))

    def _owners(self, key: str) -> set[str]:
        """Ids of those who bear a name, else the name of the place."""
        ids = {alias.id for alias in self._aliases.get(key, ())}
        place = self._places.get(key)
        return ids or ({place.name} if place is not None else set())


def _may_be(known: str, written: str) -> bool:
    """False for a word that only its case tells from a name: "who" is not the WHO, "us" not the U.S."""
    letters = "".join(filter(str.isalpha, known))
    if letters.isupper() and len(letters) <= 6:
        return written.replace(".", "").replace(" ", "").isupper()
    return written.islower() <= (len(letters) >= 4)
