"""Places: names of cities, regions, seas and countries that say where something happened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from legation.annotations import Parties, Sentence, Token
from legation.knowledge import Knowledge
from legation.records import Place

_LONGEST = 5
_SKIP = ("relcl", "acl", "punct", "appos", "conj", "cc")


@dataclass(frozen=True, slots=True)
class Located:
    """A place, how small it is (0 the smallest), and the word it hangs on."""

    place: Place
    size: int
    at: Token


class Places:
    """Finds places behind prepositions, with the tables of knowledge and of `circumstances.yaml`."""

    def __init__(self, knowledge: Knowledge, table: Mapping[str, Any]) -> None:
        """Join the table of places and the names of states."""
        self._sizes: Mapping[str, int] = table["place_size"]
        self._preps = frozenset(table["place_prepositions"])
        self._motion = frozenset(table["motion"])
        self._motion_preps = frozenset(table["motion_prepositions"])
        self._no_states = frozenset(table["no_states_after"])
        self._reached = frozenset(table["reached"])
        states = {k.id for k in knowledge.known.values() if k.kind == "state"}
        self._states = {a.phrase: a.id for a in knowledge.aliases if a.id in states and a.kind == "name"}
        self._places = knowledge.places

    def behind(self, text: str, sentence: Sentence, prep: Token, parties: Parties | None) -> Iterator[Located]:
        """The places named behind a preposition, if it is one of place, or of motion below a word of motion.

        Where the name stands for one of the `parties` ("called on Moscow"), it is no place.
        """
        name = prep.lower
        moves = name in self._motion_preps and sentence.head(prep).lemma.lower() in self._motion
        if name not in self._preps and not moves:
            return
        acting = parties is not None and any(parties.at(sentence, t) for t in sentence.children(prep, "pobj"))
        if acting and not moves:
            return
        for located in self._after(text, sentence, prep):
            if name not in self._no_states or located.size < self._sizes["state"]:
                yield located

    def reached(self, text: str, sentence: Sentence, verb: Token) -> Iterator[Located]:
        """The places that are the object of a verb of getting there: "visited Pyongyang", "captured Avdiivka"."""
        if verb.lemma.lower() in self._reached:
            for head in sentence.children(verb, "dobj", "nsubjpass"):
                for place, size in self._in_phrase(text, sentence, head):
                    yield Located(place, size, head)

    def _after(self, text: str, sentence: Sentence, prep: Token) -> Iterator[Located]:
        for pobj in sentence.children(prep, "pobj"):
            for head in sentence.conjuncts(pobj):
                for found in self._in_phrase(text, sentence, head):
                    yield Located(found[0], found[1], prep)
                for inner in sentence.children(
                    head, "prep", "appos"
                ):  # "in a village near Kharkiv", "in Kursk, Russia"
                    if inner.dep == "prep" and inner.lower in (*self._preps, "of"):
                        for below in sentence.children(inner, "pobj"):
                            for found in self._in_phrase(text, sentence, below):
                                yield Located(found[0], found[1], prep)

    def _in_phrase(self, text: str, sentence: Sentence, head: Token) -> Iterator[tuple[Place, int]]:
        tokens = sentence.subtree(head, without=(*_SKIP, "prep"))
        at = 0
        while at < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
                first, last = tokens[at], tokens[at + length - 1]
                if last.i - first.i != length - 1:
                    continue
                if _in_person(sentence, first, last):
                    continue
                if found := self._named(text, first, last):
                    yield found
                    at += length - 1
                    break
            at += 1

    def _named(self, text: str, first: Token, last: Token) -> tuple[Place, int] | None:
        name = " ".join(text[first.start : last.end].split())
        row = self._places.get(name)
        if name in self._states and (row is None or row.kind != "city"):
            return Place(name=name, country=self._states[name]), self._sizes["state"]
        if row is None:
            return None
        return Place(name=name, country=row.country, lat=row.lat, lon=row.lon), self._sizes.get(row.kind, 2)


def _in_person(sentence: Sentence, first: Token, last: Token) -> bool:
    """True inside a longer name of a person ("Jack London"); a single word so tagged may well be a town."""
    around = sentence.tokens[max(first.i - 1, 0) : first.i] + sentence.tokens[last.i + 1 : last.i + 2]
    return last.ent == "PERSON" and any(t.ent == "PERSON" for t in around)
