"""Implied sides: who stands on the open side of an act, where its sentence does not say so but the text does.

"Both governments accepted the truce" and "Chile has always asked for arbitration" leave open with whom, or whom, since
the article is about these two. Three answers are guessed at: whom most of the text's acts tie to the known side, who
was named last before, and the known side's own people. The arbiter weighs them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from operator import itemgetter

from legation.coding.guesses import Guess
from legation.coding.roles import Role
from legation.coding.sides import NOBODY, OTHER
from legation.coding.sweeping import Spot

_OPEN = (NOBODY, OTHER)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Who may stand on an open side: the place, its last mention, and the signs for and against it."""

    place: str
    role: Role
    signs: Mapping[str, float]


def imply(every: Sequence[list[Guess]], spots: Sequence[Sequence[Spot]]) -> None:
    """Add to the guesses of each sentence those that fill the open side of others.

    `spots` are the parties of the same sentences.
    """
    ties, mentions = _ties(every), _Mentions(spots)
    for number, found in enumerate(every):
        told = {guess.triple for guess in found}
        for half in [guess for guess in found if _side(guess) is not None]:
            for guess in _filled(half, number, ties, mentions):
                if guess.triple not in told:
                    told.add(guess.triple)
                    found.append(guess)


def _side(guess: Guess) -> int | None:
    """Which side nobody is named on, if the other has a country or body."""
    actor, recipient, _ = guess.triple
    if actor == NOBODY and recipient not in _OPEN:
        return 0
    return 1 if recipient == NOBODY and actor not in _OPEN else None


def _ties(every: Sequence[Sequence[Guess]]) -> Mapping[str, Mapping[str, float]]:
    """How much passes between each two in the whole text."""
    ties: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for guess in (guess for found in every for guess in found):
        one, other, _ = guess.triple
        if one != other and one not in _OPEN and other not in _OPEN:
            ties[one][other] += guess.likelihood
            ties[other][one] += guess.likelihood
    return ties


def _filled(
    half: Guess, number: int, ties: Mapping[str, Mapping[str, float]], mentions: "_Mentions"
) -> Iterator[Guess]:
    """The guess with each answer on its open side."""
    side = _side(half)
    known = half.triple[1 - (side or 0)]
    for answer in _answers(known, number, ties.get(known, {}), mentions):
        places = [answer.place if i == side else place for i, place in enumerate(half.triple[:2])]
        if half.mutual and answer.place < known:
            places = sorted(places)
        signs = {name: value for name, value in half.signs.items() if not name.startswith("nobody")}
        signs.update({"half": 0.0, "coded": 0.0, "half coded": half.signs.get("coded", 0.0), **answer.signs})
        yield Guess(
            (places[0], places[1], half.triple[2]),
            [],
            half.sight,
            half.mutual,
            half.standing,
            (False, False),
            signs,
            half,
            answer.role,
        )


def _answers(known: str, number: int, tied: Mapping[str, float], mentions: "_Mentions") -> Iterator[_Answer]:
    whole = sum(tied.values())
    news = max(tied, key=lambda place: tied[place], default=None)
    near = mentions.near(number, known)
    for place in dict.fromkeys(filter(None, (news, near, known))):
        mention = mentions.last(number, place)
        if mention is not None:
            back, role = mention
            signs = {
                "implied": 1.0,
                "implied, share": tied.get(place, 0.0) / whole if whole else 0.0,
                "implied, ties": log1p(tied.get(place, 0.0)),
                "implied, near": float(place == near),
                "implied, back": log1p(back),
                "implied, own": float(place == known),
            }
            yield _Answer(place, role, signs)


class _Mentions:
    """Where the sentences of a text name somebody with a country or body; found without reading them again."""

    def __init__(self, every: Iterable[Sequence[Spot]]) -> None:
        """Take the parties of all sentences, in their order."""
        # Of each place, then of those who are named for a place themselves, the numbers of the sentences and the words.
        self._named: dict[str, list[tuple[int, Role]]] = defaultdict(list)
        self._itself: dict[str, list[tuple[int, Role]]] = defaultdict(list)
        # Of all mentions the number of the sentence, the place, and the last one before that is of another place.
        self._numbers: list[int] = []
        self._places: list[str] = []
        self._others: list[int] = []
        for number, spots in enumerate(every):
            for spot in spots:
                if spot.role is not None:
                    self._take(number, spot.place, spot.role)

    def _take(self, number: int, place: str, role: Role) -> None:
        self._named[place].append((number, role))
        if role.actors == (place,):
            self._itself[place].append((number, role))
        if place in _OPEN:
            return
        last = len(self._places) - 1
        self._others.append(self._others[last] if last >= 0 and self._places[last] == place else last)
        self._numbers.append(number)
        self._places.append(place)

    def last(self, number: int, place: str) -> tuple[int, Role] | None:
        """How many sentences back somebody was named last, and where; the state itself before those who are of it."""
        for named in (self._itself.get(place, ()), self._named.get(place, ())):
            before = bisect_right(named, number, key=itemgetter(0))
            if before:
                at, role = named[before - 1]
                return number - at, role
        return None

    def near(self, number: int, known: str) -> str | None:
        """Whom an earlier sentence named last, but for the one known."""
        at = bisect_left(self._numbers, number) - 1
        if at >= 0 and self._places[at] == known:
            at = self._others[at]
        return self._places[at] if at >= 0 else None
