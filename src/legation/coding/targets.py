"""Targets: on whom the words of a content fall: whom it names, whom it describes, whom it is told to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legation.annotations import Party, Sentence
from legation.coding.attribution import Attribution
from legation.coding.scene import Extent, Scene
from legation.coding.sides import STATELESS
from legation.records import Speaker

_WHOLE = 10**9


@dataclass(frozen=True, slots=True)
class Target:
    """A word of the sentence of the cue, and the actors that what is said of it falls on.

    `named` is false for a mere place and where the actors are not named there: then only a stance that shows clearly is
    one. All that is said falls on the `topic`.
    """

    word: int
    actors: tuple[str, ...]
    named: bool = True
    topic: bool = False


class Targets:
    """Finds the targets of one document's attributions."""

    def __init__(self, scene: Scene) -> None:
        """Look for parties in `scene`."""
        self._scene = scene

    def of(self, found: Attribution, speaker: Speaker) -> Iterator[Target]:
        """Whom the content names; mere places and, where no other state is named, whom it only describes."""
        inside = list(self._parties(found, found.content))
        for party in inside:
            yield Target(party.head, party.actors, not party.about_place)
        yield from self._topics(found)
        if any(self._foreign(p, speaker) for p in inside if not p.about_place):
            return
        others = tuple(self._others(found, speaker))
        if len(others) != 1:
            return
        described = [p for p in inside if p.kind in _DESCRIBED and not any(map(self.country, p.actors))]
        for party in described:
            yield Target(party.head, others, False)
        addressed = [t for t in found.addressees if self._countries_at(found, t.i)]
        for token in addressed if not described else ():
            yield Target(token.i, others, False)

    def _topics(self, found: Attribution) -> Iterator[Target]:
        """Of whom it is said: "…, the minister said of Peru's police"."""
        s = found.sentence
        for prep in s.children(found.cue, "prep"):
            if prep.lower in _ABOUT and not any(a <= prep.start < b for a, b in found.content):
                for token in s.subtree(prep):
                    party = self._scene.parties.place_at(s, token)
                    if party is not None:
                        yield Target(token.i, party.actors, named=False, topic=True)

    def _parties(self, found: Attribution, extents: Sequence[Extent]) -> Iterator[Party]:
        for start, end in extents:
            for party in self._scene.parties.all_within(start, end):
                if party.sentence == found.sentence.index:
                    yield party

    def within(self, s: Sentence, extents: Sequence[Extent]) -> Iterator[Party]:
        """The parties of a sentence inside some stretches, mere places left out."""
        for start, end in extents:
            yield from self._scene.parties.within(max(start, s.start), min(end, s.end))

    def _foreign(self, party: Party, speaker: Speaker) -> bool:
        return any(c != speaker.country for a in party.actors if (c := self.country(a)))

    def _others(self, found: Attribution, speaker: Speaker) -> list[str]:
        """The states other than the speaker's that the sentence names anywhere."""
        s = found.sentence
        named = [c for p in self._parties(found, [(s.start, s.end)]) for a in p.actors if (c := self._state(a))]
        return list(dict.fromkeys(c for c in named if c != speaker.country))

    def _countries_at(self, found: Attribution, word: int) -> list[str]:
        party = self._scene.parties.place_at(found.sentence, found.sentence.tokens[word])
        return [] if party is None else [c for a in party.actors if (c := self._state(a))]

    def _state(self, actor: str) -> str | None:
        """The state that is meant where an actor is named; a paper or station is told things and stands for none."""
        record = self._scene.actors.get(actor)
        return None if record is not None and record.sector == _PRESS else self.country(actor)

    def country(self, actor: str) -> str | None:
        """The state of an actor, its own code for a state; None for those of no state."""
        record = self._scene.actors.get(actor)
        country = None if record is None else record.country
        return None if country in STATELESS else country


_ABOUT = frozenset({"of", "about"})
_PRESS = "JRN"
_DESCRIBED = frozenset({"group", "role", "noun"})
