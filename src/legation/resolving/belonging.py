"""Belonging: the state of somebody new, by whose minister or brother the text calls him ("the army's spokesman, X")."""

from collections.abc import Iterator, Sequence

from legation.annotations import Sentence, Token
from legation.resolving.cast import Cast
from legation.resolving.history import History, PronounTable
from legation.resolving.people import Person, Roll
from legation.resolving.roles import Role

_OF = frozenset({"of", "for"})
_CAPITALS = frozenset({"NNP", "NNPS"})
_TITLES = ("compound", "nmod", "amod", "appos")
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
# What a title may say beside, which is true of a body of any state.
_BODIES = frozenset({"army", "military", "navy", "police", "ministry", "foreign", "defence", "defense", "government"})
# So many sentences before, somebody is still who speaks through a spokesman named by his title alone.
_SPOKE_LAST = 1
_MAIN = 1  # how deep the main clause lies

# The noun that describes somebody, with the role that it makes.
Described = Sequence[tuple[Token, Role]]


class Belonging:
    """Gives those whom no table knows, and of whom no word tells a state, the state of whoever they belong to."""

    def __init__(self, cast: Cast, roll: Roll, history: History, words: PronounTable) -> None:
        """`history` is what the document has spoken of; others write it."""
        self._speaking = words.telling | words.addressing | words.speaking_out
        self._cast = cast
        self._roll = roll
        self._history = history

    def settle(self, sentence: Sentence, name: Token, person: Person, described: Described) -> None:
        """Take the state of the owner, of the one who was called so before, or else of the dateline."""
        owners = [owner for noun in (name, *(noun for noun, _ in described)) for owner in owners_of(sentence, noun)]
        found = [p for owner in owners if (p := self._cast.at(sentence, owner)) is not None and len(p.actors) == 1]
        for party in found:
            person.country = self._cast.state_of(party.actors[0])
            if person.country is not None:
                person.why.append(f"belongs to {self._cast.words(self._cast.span(party.start, party.end))!r}")
                return
        for noun, role in described:
            if country := self._called_before(sentence, noun, person):
                person.country = country
                person.why.append(f"the {noun.lower} spoken of before")
                return
            if owners and not found and role.title is not None:
                person.country = self._roll.at_home(person, role.title)
        if person.country is None and not owners:
            self._speaks_for(sentence, name, person)

    def _speaks_for(self, sentence: Sentence, name: Token, person: Person) -> None:
        """Take the state of whoever spoke last, for a spokesman whom the text calls nobody's.

        "The army condemned the raid. Army spokesman Kofi Mbeki said …" speaks for the army.
        """
        title = next((t for t in sentence.children(name, *_TITLES) if t.lemma.lower() in _SPOKESMEN), None)
        if title is None or not self._is_bare(sentence, name, title):
            return
        for one in self._history.recent(sentence.index, _SPOKE_LAST):
            if not one.subject or one.quoted or one.start >= title.start or person.id in one.actors:
                continue
            if one.depth == _MAIN or one.sentence == sentence.index:
                states = {self._cast.state_of(actor) for actor in one.actors}
                if one.verb in self._speaking and len(states) == 1 and None not in states:
                    person.country = states.pop()
                    person.why.append("speaks for whoever spoke before")
                return

    def _is_bare(self, sentence: Sentence, name: Token, title: Token) -> bool:
        """True for a title that says of no place or state whom it speaks for: "army spokesman", not "White House …"."""
        beside = (t for head in (name, title) for t in sentence.children(head, *_TITLES) if t.i < name.i)
        mine = (t.lower for t in beside if t is not title and t.i < title.i)
        return all(word in _BODIES for word in mine)

    def _called_before(self, sentence: Sentence, noun: Token, person: Person) -> str | None:
        """The state of the one without a name whom the text has called by a bare title ("The envoy, Ana Quispe, …")."""
        words = [t.lower for t in sentence.children(noun) if t.dep in ("det", "amod", "compound", "nmod", "poss")]
        if words != ["the"]:
            return None
        for _, one in self._history.by_noun(noun.lemma.lower()):
            if one.start < noun.start and not one.plural and len(one.actors) == 1 and one.actors[0] != person.id:
                unnamed = self._cast.facts(one.actors[0])[0] == "unnamed"
                return self._cast.state_of(one.actors[0]) if unnamed else None
        return None


def owners_of(sentence: Sentence, noun: Token) -> Iterator[Token]:
    """Whose somebody is: by a possessive, or by "of" behind a common noun."""
    yield from sentence.children(noun, "poss")
    for prep in sentence.children(noun, "prep") if noun.tag not in _CAPITALS else ():
        yield from sentence.children(prep, "pobj") if prep.lower in _OF else ()
