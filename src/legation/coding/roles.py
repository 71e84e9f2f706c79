"""Roles: which actors a word stands for where it takes part in an act, and what shows it."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from legation.annotations import Parties, Party, Sentence, Token
from legation.records import Actor, Mention
from legation.step import Reading

_PREMODIFIERS = ("amod", "compound", "nmod", "poss")
_ADJECTIVAL = frozenset({"name", "demonym", "metonym"})
# How plainly a mention shows who is meant, the plainest first; a pronoun shows it least.
_CLEAR = {"name": 0, "role": 1, "metonym": 2, "group": 2, "demonym": 3}
# Models of arms are called so: "F-16", "MiG-29", "T-72s".
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Za-z]{0,2}")
_AIRCRAFT = "aircraft"
_ANYBODY = frozenset({"unnamed", "group"})
# Behind these prepositions stands whose a thing is: "the attack by Israel", "a request from Kyiv".
_OWNING = ("by", "from", "of")
_REACHED = ("on", "against", "of", "to", "by", "from", "with", "between")


class Role(NamedTuple):  # made thousands of times a document, sooner than a frozen class
    """Actors, the stretch of text that stands for them, and whether the word itself does (or only its owner)."""

    actors: tuple[str, ...]
    start: int
    end: int
    direct: bool = True

    def lies_in(self, span: tuple[int, int]) -> bool:
        """True where its words lie within a stretch."""
        return span[0] <= self.start and self.end <= span[1]

    def above(self, sentence: Sentence) -> Iterator[Token]:
        """The words above those of a party in a sentence, the nearest first; none where it stands in another one."""
        inside = sentence.within(self.start, self.end) if self.lies_in((sentence.start, sentence.end)) else ()
        head = next((t for t in inside if not self.start <= sentence.head(t).start < self.end), None)
        return iter(()) if head is None else iter(sentence.ancestors(head))


class Roles:
    """Looks up who acts and who is acted upon in one document."""

    def __init__(self, reading: Reading, instruments: Iterable[str], quantities: Iterable[str]) -> None:
        """Index the parties, mentions and actors of a reading."""
        self._parties = Parties(reading.of(Party))
        everyone = reading.of(Mention)
        self._everyone = sorted(everyone, key=lambda m: (m.start, -m.end))
        mentions = [m for m in everyone if m.kind in _ADJECTIVAL]
        self._mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self._mentions]
        self._instruments = frozenset(instruments)
        self._quantities = frozenset(quantities)
        self.actors = {actor.id: actor for actor in reading.of(Actor)}

    def party(self, sentence: Sentence, token: Token) -> Role | None:
        """The actors that `token` itself stands for."""
        party = self._parties.at(sentence, token)
        return None if party is None else Role(party.actors, party.start, party.end)

    def tied(self, sentence: Sentence, tokens: Iterable[Token]) -> Iterator[Token]:
        """Those of the words that stand for somebody whose country is known."""
        for token in tokens:
            role = self.party(sentence, token)
            if role is not None and self.countries(role.actors):
                yield token

    def place(self, sentence: Sentence, token: Token) -> Role | None:
        """The same, mere places included ("arrived in Beijing")."""
        party = self._parties.place_at(sentence, token)
        return None if party is None else Role(party.actors, party.start, party.end)

    def agent(self, sentence: Sentence, token: Token, deeds: Iterable[str] = ()) -> tuple[Role, ...]:
        """Who acts where `token` is a subject: itself, those it counts, or the owner of an instrument or deed."""
        if found := self._itself(sentence, token):
            return found
        lemma = token.lemma.lower()
        if lemma in self._instruments or lemma in deeds or is_model(token):
            return self.owners(sentence, token)
        return ()

    def affected(self, sentence: Sentence, token: Token, *, direct: bool = False) -> tuple[Role, ...]:
        """Whom an act reaches where `token` is its object: itself, or whose it is."""
        if found := self._itself(sentence, token):
            return found
        if town := self.town(sentence, token):
            return (town,)
        if direct:
            return ()
        if found := self.owners(sentence, token):
            return found
        return self.behind(sentence, token, *_REACHED)

    def town(self, sentence: Sentence, token: Token) -> Role | None:
        """The state whose town is struck or taken ("shelled Kharkiv")."""
        party = self._parties.place_at(sentence, token)
        if party is None or party.kind != "place":
            return None
        return Role(party.actors, party.start, party.end)

    def owners(self, sentence: Sentence, token: Token) -> tuple[Role, ...]:
        """Whose a thing is: a possessor, an adjective of nationality, "by" or "from" somebody."""
        poss = [t for p in sentence.children(token, "poss") for t in sentence.conjuncts(p)]
        found = [role for t in poss if (role := self.party(sentence, t))]
        if not found:
            for p in poss:
                found.extend(self.owners(sentence, p))
        found = found or list(self.before(sentence, token))
        # "The detention of ten sailors by China" is China's.
        found = found or list(self.behind(sentence, token, "by") or self.behind(sentence, token, *_OWNING))
        return tuple(Role(r.actors, r.start, r.end, direct=False) for r in found)

    def before(self, sentence: Sentence, token: Token) -> tuple[Role, ...]:
        """Actors named by words that qualify a noun: "Israeli strikes", "U.S.-China talks"."""
        left = [t for m in sentence.children(token, *_PREMODIFIERS) if m.i < token.i for t in sentence.subtree(m)]
        if not left:
            return ()
        found = list(self.mentioned(min(t.start for t in left), token.start))
        if not found:
            found = [r for t in left if (r := self.party(sentence, t))]
        return tuple(found)

    def behind(self, sentence: Sentence, token: Token, *names: str) -> tuple[Role, ...]:
        """Actors behind the prepositions named that hang on a noun."""
        found: list[Role] = []
        for prep in sentence.children(token, "prep"):
            if prep.lower in names:
                for below in sentence.children(prep, "pobj"):
                    for member in sentence.conjuncts(below):
                        found.extend(self._itself(sentence, member) or self.owners(sentence, member))
        return tuple(found)

    def countries(self, ids: Iterable[str]) -> frozenset[str]:
        """The countries of actors, where known."""
        return frozenset(c for i in ids if (a := self.actors.get(i)) and (c := a.country))

    def present(self, sentence: Sentence) -> Iterator[tuple[int, str, Role]]:
        """All who are mentioned in a sentence, in order: how plainly their words show who is meant, 0 the best; how."""
        at = bisect_left(self._everyone, sentence.start, key=lambda m: m.start)
        for mention in self._everyone[at:]:
            if mention.start >= sentence.end:
                return
            if mention.end <= sentence.end:
                yield (
                    _CLEAR.get(mention.kind, len(_CLEAR)),
                    mention.kind,
                    Role((mention.actor,), mention.start, mention.end),
                )

    def places(self, sentence: Sentence) -> Iterator[Role]:
        """The states that a sentence names as mere places ("bases in Iraq"), in order."""
        for party in self._parties.all_within(sentence.start, sentence.end):
            if party.about_place and party.kind != "venue":
                yield Role(party.actors, party.start, party.end)

    def are_known(self, roles: Iterable[Role]) -> bool:
        """True where one of the actors is named, or known to belong to a country."""
        known = (self.actors.get(i) for i in ids(roles))
        return any(a is not None and (a.country is not None or a.kind not in _ANYBODY) for a in known)

    def _itself(self, sentence: Sentence, token: Token) -> tuple[Role, ...]:
        if role := self.party(sentence, token):
            return (role,)
        if token.lemma.lower() in self._quantities or token.pos == "NUM":
            return tuple(
                role
                for prep in sentence.children(token, "prep")
                if prep.lower in ("of", "among")
                for below in sentence.children(prep, "pobj")
                for member in sentence.conjuncts(below)
                for role in self._itself(sentence, member) or self.owners(sentence, member)
            )
        return ()

    def mentioned(self, start: int, end: int) -> Iterator[Role]:
        """The actors named, by name or adjective, between two offsets."""
        at = bisect_left(self._starts, start)
        while at < len(self._mentions) and self._mentions[at].start < end:
            mention = self._mentions[at]
            if mention.end <= end:
                yield Role((mention.actor,), mention.start, mention.end)
            at += 1


def is_model(token: Token) -> bool:
    """True for a model of arms: "F-16", "T-72s"."""
    return _MODEL.fullmatch(token.text) is not None


def is_craft(token: Token, words: Container[str]) -> bool:
    """True for a model to which something is done where a word list holds aircraft: "a Mi-24 was shot down"."""
    return token.dep == "nsubjpass" and _AIRCRAFT in words and is_model(token)


def ids(roles: Iterable[Role]) -> tuple[str, ...]:
    """The actors of several roles, each once, in order."""
    return tuple(dict.fromkeys([actor for role in roles for actor in role.actors]))


def union(one: tuple[Role, ...], other: tuple[Role, ...]) -> tuple[Role, ...]:
    """Some roles and those of others whose actors are not among theirs yet."""
    known = set(ids(one))
    return (*one, *(role for role in other if not set(role.actors) <= known))
