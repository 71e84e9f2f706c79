"""Allegiance: for which state an official speaks whom the text gives none: by their owner, or by what stands around."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.annotations import Party, Sentence, Token
from legation.coding.attribution import Attribution
from legation.coding.scene import Scene
from legation.coding.sides import STATELESS
from legation.records import Speaker, Stance

# Parts of a noun phrase that name its owner.
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})


_LISTS = ("sectors", "offices", "documents", "owners", "seats", "abroad", "relational")


@dataclass(frozen=True, slots=True)
class AllegianceWords:
    """The table of `allegiance.yaml`: which officials and documents, after which prepositions."""

    sectors: frozenset[str]
    offices: frozenset[str]
    documents: frozenset[str]
    owners: frozenset[str]
    seats: frozenset[str]
    abroad: frozenset[str]
    relational: frozenset[str]
    stance: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "AllegianceWords":
        """Take the table as loaded."""
        sets = {name: frozenset(table[name]) for name in _LISTS}
        return cls(**sets, stance=float(table["stance"]))


@dataclass(frozen=True, slots=True)
class Allegiance:
    """Finds the state that a speaker without one speaks for."""

    scene: Scene
    words: AllegianceWords

    def owned(self, found: Attribution) -> tuple[str, str] | None:
        """The country of whoever owns the source ("the Cypriot president's spokesman", "a note from Cairo"); why."""
        if found.named is not None and not found.sources:
            named = [c for p in self.scene.parties.all_within(*found.named) for c in self._countries(p)]
            return (named[0], "the label names a country") if len(set(named)) == 1 else None
        s = found.sentence
        for token in (t for t in found.sources if self._ownable(s, t)):
            for owner in (*self._owners(s, token), *self._before(s, token)):
                if (party := self.scene.parties.place_at(s, owner)) is None:
                    continue
                countries = set(self._countries(party))
                return (
                    (countries.pop(), f"{owner.text!r} tells whose {token.lower} it is")
                    if len(countries) == 1
                    else None
                )
        return None

    def _ownable(self, s: Sentence, token: Token) -> bool:
        """True for people, bodies and documents that have no country yet; "U.S. allies" are not American."""
        lemma, party = token.lemma.lower(), self.scene.parties.place_at(s, token)
        if token.pos != "NOUN" or lemma in self.words.relational:
            return False
        if party is None:
            return lemma in self.words.offices | self.words.documents
        actors = [self.scene.actors[a] for a in party.actors if a in self.scene.actors]
        return all(a.country is None for a in actors)

    def _owners(self, s: Sentence, token: Token) -> Iterator[Token]:
        """The words that own `token`, those of its owners after them, then those after a preposition."""
        for child in s.children(token, *_OWNERS):
            yield child
            yield from self._owners(s, child)
        for prep in s.children(token, "prep"):
            for below in s.children(prep, "pobj"):
                if prep.lower in self.words.owners:
                    yield below
                    yield from self._owners(s, below)
                elif prep.lower in self.words.seats and self._metonym(s, below) and self._at_home(token):
                    yield below

    def _before(self, s: Sentence, token: Token) -> Iterator[Token]:
        """The names of states in a noun phrase before its head as they stand, whatever the parse makes of them."""
        for i in range(token.i - 1, -1, -1):
            if s.tokens[i].pos not in _WITHIN or s.tokens[i].lower == ",":
                return
            party = self.scene.parties.place_at(s, s.tokens[i])
            if party is not None and party.kind in _NAMED:
                yield s.tokens[i]

    def _at_home(self, token: Token) -> bool:
        """True for offices that sit in their own capital: an envoy or a diplomat sits in another's."""
        lemma = token.lemma.lower()
        return lemma in self.words.offices and lemma not in self.words.abroad

    def _metonym(self, s: Sentence, token: Token) -> bool:
        party = self.scene.parties.place_at(s, token)
        return party is not None and party.kind == "metonym"

    def around(self, found: Attribution, stances: Sequence[Stance]) -> tuple[str, str] | None:
        """The country that the sentence ties to "the minister", and why.

        One that is named outside the content, where there is just one; else of the two countries that the content
        speaks of, the one that it does not judge.
        """
        if not found.sources or not self._definite(found.sentence, found.sources[0]):
            return None
        inside = set(self._named(found.sentence, found.content))
        whole = [(0, len(self.scene.text))]
        outside = [c for c in self._named(found.sentence, whole, found.content) if c not in inside]
        if len(set(outside)) == 1:
            return outside[0], "the only country named beside the content"
        seats = [c for c in self._named(found.sentence, whole, found.content, places=True) if c not in inside]
        if not outside and len(set(seats)) == 1:
            return seats[0], "the only country where the sentence is set"
        earlier = [] if outside or seats else [c for c in self._earlier(found) if c not in inside]
        if len(set(earlier)) == 1:
            return earlier[0], "the only country that acts in the sentence before"
        judged = {self._of_actor(t.target) for t in stances if abs(t.value) >= self.words.stance} & inside
        if not outside and len(inside) == 2 and len(judged) == 1:
            [other] = inside - judged
            return other, "the one of two countries that the content does not judge"
        return None

    def _earlier(self, found: Attribution) -> Iterator[str]:
        """The countries that act, or whose bodies act, in the sentence before: those of its subject."""
        if found.sentence.index:
            before = self.scene.sentences[found.sentence.index - 1]
            for subject in before.children(before.root, "nsubj", "nsubjpass"):
                for word in before.conjuncts(subject):
                    party = self.scene.parties.at(before, word)
                    yield from () if party is None else self._countries(party)

    def _named(
        self,
        s: Sentence,
        within: Iterable[tuple[int, int]],
        without: Sequence[tuple[int, int]] = (),
        *,
        places: bool = False,
    ) -> Iterator[str]:
        """The countries that the sentence names in some stretches and not in others; as mere places if so asked."""
        for start, end in within:
            for party in self.scene.parties.all_within(max(start, s.start), min(end, s.end)):
                if (
                    party.about_place == places
                    and party.kind != "pronoun"
                    and not any(a <= party.start < b for a, b in without)
                ):
                    yield from self._countries(party)

    def _official(self, s: Sentence, token: Token) -> bool:
        """True for an office or a body of state that has no country of its own."""
        party = self.scene.parties.place_at(s, token)
        if party is None:
            return token.lemma.lower() in self.words.offices
        actors = [self.scene.actors[a] for a in party.actors if a in self.scene.actors]
        return bool(actors) and all(a.country is None and a.sector in self.words.sectors for a in actors)

    def _definite(self, s: Sentence, token: Token) -> bool:
        """True for "the land minister": somebody who needs no introduction, in office where the news is."""
        before = s.children(token, "det", "poss")
        known = token.lemma.lower() in self.words.offices
        return known and self._official(s, token) and token.tag == "NN" and any(t.lower in _DEFINITE for t in before)

    def _countries(self, party: Party) -> Iterator[str]:
        for actor in party.actors:
            if country := self._of_actor(actor):
                yield country

    def _of_actor(self, actor: str) -> str | None:
        """A state's own code; persons and bodies have theirs."""
        record = self.scene.actors.get(actor)
        country = None if record is None else record.country
        return country if country is not None and len(country) == _CODE and country not in STATELESS else None


_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our"})
_NAMED = frozenset({"name", "demonym", "metonym"})
_WITHIN = frozenset({"NOUN", "ADJ", "PROPN", "PART", "PUNCT"})
_CODE = 3


def spoken_for(speaker: Speaker, country: str) -> Speaker:
    """The same speaker with a country."""
    return Speaker(
        actor=speaker.actor, as_written=speaker.as_written, named=speaker.named, sector=speaker.sector, country=country
    )
