"""Lending: for which country somebody counts whom the words of a sentence tie to none.

"The police arrested four men", filed from Nairobi; "the ministry handed the envoy a note", after a sentence on Tokyo.
The look sees that they act, but not for whom. Guessed at are the country of which the text tells most, the one of its
dateline, the place named last, whoever was named last, whom most of the text's acts tie to the other side, and that
other side itself. The arbiter weighs them by who it is: police belong to the place, ministries to the one spoken of.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from legation.annotations import Sentence
from legation.coding.guesses import UNSEEN, Guess
from legation.coding.implied import ties_of
from legation.coding.roles import Role
from legation.coding.sides import NOBODY, OTHER
from legation.coding.sweeping import ELSEWHERE, Spot
from legation.records import Actor

Fits = Callable[[Spot], bool]
_OPEN = (NOBODY, OTHER)
# What kind of people somebody is, by the sector of their record; all others are of no kind.
_KINDS = {
    **dict.fromkeys(("MIL", "COP", "SPY", "PRM"), "armed"),
    **dict.fromkeys(("GOV", "LEG", "JUD"), "official"),
    **dict.fromkeys(("OPP", "REB", "UAF", "PTY"), "opponent"),
    **dict.fromkeys(("CVL", "REF", "LAB", "EDU", "REL", "SOC"), "people"),
}
# How likely the look finds the act of those who have no country.
_LENT_LOOKED = "lent looked"
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "these", "those", "this", "that"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The sentences of a document, the parties that each mentions, who is who, and the state that it was filed from."""

    sentences: Sequence[Sentence]
    spots: Sequence[Sequence[Spot]]
    actors: Mapping[str, Actor]
    filed: str | None


def lend(every: Sequence[list[Guess]], setting: Setting) -> None:
    """Let those without a country in the guesses of each sentence count for one: in new guesses, or in known ones."""
    ties, lender = ties_of(every), _Lender(setting)
    for number, found in enumerate(every):
        known = {guess.triple: guess for guess in found}
        for guess in list(found):
            for lent in _lent(guess, number, ties, lender):
                same = known.get(lent.triple)
                if same is None:
                    known[lent.triple] = lent
                    found.append(lent)
                elif _speaks_more(lent, same):
                    same.signs.update({name: value for name, value in lent.signs.items() if name.startswith("lent")})
                    if not same.drafts:
                        same.half, same.sight, same.implied, same.lent = lent.half, lent.sight, lent.implied, lent.lent


def _speaks_more(lent: Guess, same: Guess) -> bool:
    """True where what is lent is likelier seen than the same act of others who count for the country anyway."""
    seen = max(same.signs.get("looked", UNSEEN), same.signs.get(_LENT_LOOKED, UNSEEN))
    return lent.signs[_LENT_LOOKED] > seen and (same.implied is None or bool(same.lent))


def _lent(guess: Guess, number: int, ties: Mapping[str, Mapping[str, float]], lender: "_Lender") -> Iterator[Guess]:
    """The guess with each answer in the place of who has no country; of two without one with the same for both."""
    actor, recipient, kind = guess.triple
    if guess.sight is None or guess.implied is not None or OTHER not in (actor, recipient):
        return
    spots = tuple(s for s in guess.sight.spots if s.place == OTHER and s.role and s.kind != ELSEWHERE)
    known = next((side for side in (actor, recipient) if side != OTHER), "")
    if not spots or (known == NOBODY and actor != recipient):
        return
    seen = guess.signs.get("looked", UNSEEN)
    for place, role, signs in lender.answers(spots[0], known, number, ties.get(known, {})):
        places = [place if side == OTHER else side for side in (actor, recipient)]
        if guess.mutual:
            places.sort()
        kept = {name: value for name, value in guess.signs.items() if not name.endswith("without country")}
        kept.update({"half": 0.0, "coded": 0.0, "half coded": guess.signs.get("coded", 0.0), "looked": UNSEEN})
        kept.update({"domestic": float(places[0] == places[1]), _LENT_LOOKED: seen, **signs})
        kept["lent, both"] = float(actor == recipient)
        triple = (places[0], places[1], kind)
        fixed = (False, False)
        yield Guess(triple, [], guess.sight, guess.mutual, guess.standing, fixed, kept, guess, role, spots)


class _Lender:
    """Says for whom people of one document may count."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        named = [spot for spots in setting.spots for spot in spots if spot.place not in _OPEN]
        self._leading = next(iter(Counter(spot.place for spot in named).most_common(1)), (None, 0))[0]
        self._roles: dict[str, Role] = {}
        for spot in named:
            if spot.role is not None and spot.role.actors == (spot.place,):
                self._roles.setdefault(spot.place, spot.role)

    def answers(
        self, spot: Spot, known: str, number: int, tied: Mapping[str, float]
    ) -> Iterator[tuple[str, Role, Mapping[str, float]]]:
        """Each place for which a party of sentence `number` may count, the words that name it, and the signs."""
        near = self._last(number, spot, lambda other: other.kind != "place" and other.place != known)
        by = {
            "leading": self._leading,
            "filed": self._setting.filed,
            "local": self._last(number, spot, lambda other: other.kind == "place"),
            "near": near,
            "tied": max((place for place in tied if place != known), key=lambda place: tied[place], default=None),
            "own": known,
        }
        whole = sum(tied.values())
        kind = self._kind(spot)
        for place in dict.fromkeys(filter(None, by.values())):
            role = self._role(place, number, spot)
            if role is None:
                continue
            why = [name for name, answer in by.items() if answer == place]
            yield (
                place,
                role,
                {
                    "lent": 1.0,
                    "lent, share": tied.get(place, 0.0) / whole if whole else 0.0,
                    "lent, ties": log1p(tied.get(place, 0.0)),
                    f"lent, {kind}": 1.0,
                    "lent, definite": float(self._is_definite(number, spot)),
                    "lent, here": float(any(other.place == place for other in self._setting.spots[number])),
                    **{f"lent, {name}": 1.0 for name in why},
                    **{f"lent, {kind}, {name}": 1.0 for name in why},
                },
            )

    def _last(self, number: int, spot: Spot, fits: Fits) -> str | None:
        """Who was named last before somebody, in the sentence or before it."""
        start = spot.role.start if spot.role is not None else 0
        here = [other for other in self._setting.spots[number] if other.role is not None and other.role.start < start]
        before = (other for spots in reversed(self._setting.spots[:number]) for other in reversed(spots))
        every = (*reversed(here), *before)
        return next((other.place for other in every if other.place not in _OPEN and fits(other)), None)

    def _role(self, place: str, number: int, spot: Spot) -> Role | None:
        """The words that name a place itself, last before somebody, or else first in the text."""
        for spots in reversed(self._setting.spots[: number + 1]):
            for other in reversed(spots):
                if other.role is not None and other.role.actors == (place,) and other.role != spot.role:
                    return other.role
        return self._roles.get(place)

    def _kind(self, spot: Spot) -> str:
        if spot.kind == "pronoun":
            return "pronoun"
        actor = self._setting.actors.get(spot.role.actors[0]) if spot.role is not None else None
        if actor is None:
            return "unknown"
        if actor.kind == "person":
            return "named"
        return _KINDS.get(actor.sector or "", "unknown")

    def _is_definite(self, number: int, spot: Spot) -> bool:
        if spot.head is None:
            return False
        return any(t.lower in _DEFINITE for t in self._setting.sentences[number].children(spot.head, "det", "poss"))
