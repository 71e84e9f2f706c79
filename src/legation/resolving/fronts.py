"""Fronts: those who fight a state or stand against it, whose spokesmen, commanders and officials are none of its own.

"A rebel spokesman" and "the guerrillas' commander" serve no government and no army, whatever state they fight.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import ActorKind, Span
from legation.resolving.cast import Cast, Member
from legation.resolving.history import History
from legation.resolving.phrases import modifiers
from legation.slugs import slug

# The sectors of those who fight a state, and of those who are but against it.
ARMED = ("REB", "PRM", "UAF")
OPPOSED = "OPP"
# Titles that state and front have alike; a party has its own.
_SERVING = frozenset({"GOV", "MIL"})
_OF_EITHER = frozenset(
    {"head", "heads", "chief", "chiefs", "boss", "bosses", "director", "directors", "source", "sources"}
)
# Whom a front sends and who leads its men; a minister who is called a rebel has broken with his party.
_OF_ANY = frozenset({None, "spokesperson", "military_spokesperson", "deputy_spokesperson"})
_OF_CABINETS = ("minister", "secretary")
_BEHIND = frozenset({"of", "for", "from"})
_SEATED = frozenset({"in", "at"})
# How deep in the parse the subject of a sentence stands.
_MAIN = 1


@dataclass(frozen=True, slots=True)
class Front:
    """Whose somebody is: the sector, the state that it fights, its id if the tables have it, the word for it."""

    sector: str
    country: str | None
    body: str | None
    word: str


class Fronts:
    """Finds the fronts of one document to which its spokesmen, commanders and officials belong."""

    def __init__(
        self, knowledge: Knowledge, lists: Mapping[str, Any], document: tuple[Cast, History], home: str | None
    ) -> None:
        """`lists` are those of `nouns.yaml`: `fronts` gives each word for one with its sector.

        `home` is the state from which the document is filed.
        """
        self._knowledge = knowledge
        self._words: Mapping[str, str] = lists["fronts"]
        self._cast, self._history = document
        self._home = home

    def of(self, sentence: Sentence, token: Token, title: Title) -> Front | None:
        """The front of which somebody is, by whom the words name as his, else by a word before the noun."""
        if title.kind not in ("person-title", "role-noun"):
            return None
        words = title.phrase.split()
        if title.sector in ARMED and len(words) > 1:  # "rebel commander", "militia leader"
            half = _is_half(sentence, sentence.tokens[max(0, token.i - len(words) + 1)])
            front = None if half else self._called(words[0], title, token.start)
            return front if front is not None and front.country is not None else None
        if title.sector not in _SERVING and title.phrase not in _OF_EITHER:
            return None  # a prisoner of the rebels is none of theirs
        for owner in self._owners(sentence, token):
            party = self._cast.at(sentence, owner)
            if party is None:
                if owner.tag in ("NNS", "NN") and (front := self._called(owner.lemma.lower(), title, token.start)):
                    return front
            elif len(party.actors) == 1 and (front := self._front(party.actors[0])) is not None:
                return front
        if title.office not in _OF_ANY or title.phrase.endswith(_OF_CABINETS):
            return None
        before = [t.lower for t in modifiers(sentence, token) if t.dep != "poss" and not _is_half(sentence, t)]
        called = next((front for word in before if (front := self._called(word, title, token.start))), None)
        return called or (None if before or title.office is None else self._abroad(sentence, token))

    def _abroad(self, sentence: Sentence, token: Token) -> Front | None:
        """The front told of right before, for its spokesman abroad: "the PLO denied it. A spokesman in Tunis said …".

        One in the capital of the state that it fights speaks for that.
        """
        seats = [
            t for prep in sentence.children(token, "prep") if prep.lower in _SEATED for t in sentence.children(prep)
        ]
        parties = [party for t in seats if (party := self._cast.at(sentence, t)) is not None]
        states = {self._cast.state_of(actor) for party in parties for actor in party.actors}
        if not states:
            return None
        for one in self._history.recent(sentence.index, 1):
            if one.subject and not one.quoted and one.depth == _MAIN and one.sentence < sentence.index:
                front = self._front(one.actors[0]) if len(one.actors) == 1 else None
                return front if front is not None and front.country not in states else None
        return None

    def member(self, front: Front, title: Title, country: str | None, words: tuple[Span, str], *, plural: bool) -> str:
        """Somebody of a front of which the tables have no name; `words` are where he is called so, and his name."""
        kind: ActorKind = "group" if plural else "unnamed"
        # "A rebel commander" is a title by itself.
        label = title.phrase if title.phrase.startswith(front.word) else f"{front.word} {title.phrase}"
        key = f"{kind}:{country or '-'}:{front.sector}:{slug(label)}"
        why = (f"{title.phrase!r} of {front.word!r}",)
        self._cast.member(Member(key, words[1], kind, country, front.sector, role=words[0], confidence=0.85, why=why))
        return key

    @staticmethod
    def _owners(sentence: Sentence, token: Token) -> Iterator[Token]:
        """Whose the words say that he is: "the rebels' commander", "their envoy", "a spokesman for the guerrillas"."""
        yield from sentence.children(token, "poss")
        for prep in sentence.children(token, "prep"):
            if prep.lower in _BEHIND:
                yield from sentence.children(prep, "pobj")

    def _front(self, actor: str) -> Front | None:
        """The front that an actor is; none for who governs a state or serves one too."""
        kind, country = self._cast.facts(actor)
        sectors = self._cast.sectors(actor)
        sector = next((each for each in (*ARMED, OPPOSED) if each in sectors), None)
        if kind != "group" or sector is None or sectors & {"GOV", "MIL"}:
            return None
        known = self._knowledge.known.get(actor)
        word = slug(known.name) if known is not None else actor.rpartition(":")[2]
        return Front(sector, country, actor if known is not None else None, word)

    def _called(self, word: str, title: Title, before: int) -> Front | None:
        """The front that a word means ("rebel"): the only one of that sort of whom the text has spoken, if there is.

        Where it has spoken of none, but of one state, from which it is filed, they are there.
        """
        sector = self._words.get(word)
        if sector is None:
            return None
        if sector == OPPOSED and title.sector == "MIL":
            sector = "REB"  # who has commanders fights
        armed = {
            one.actors[0]: front
            for one in self._history.back()
            if len(one.actors) == 1 and (front := self._front(one.actors[0])) is not None
            if (front.sector == OPPOSED) == (sector == OPPOSED)
        }
        # "Militants" may be rebels; a militia is none of theirs, and fights in the same state all the same.
        near = [front for front in armed.values() if (front.sector == "PRM") == (sector == "PRM")]
        if len(near) == 1 and near[0].body is not None:
            return near[0]
        countries = {front.country for front in near or armed.values()} or set(self._cast.states_before(before))
        country = countries.pop() if len(countries) == 1 else None
        return Front(sector, country if armed or country == self._home else None, None, word)


def _is_half(sentence: Sentence, token: Token) -> bool:
    """Whether it is half of a word with a hyphen, which tells of others: "rebel-held", "anti-guerrilla"."""
    beside = (sentence.tokens[at].text for at in (token.i - 1, token.i + 1) if 0 <= at < len(sentence.tokens))
    return "-" in beside
