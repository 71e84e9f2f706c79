"""Lists and pairs: "Merkel and Macron", "US-China", "Franco-German"; each piece is resolved by itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from legation.resolving.folding import fold
from legation.resolving.lexicon import Lexicon
from legation.resolving.resolution import Resolution
from legation.resolving.single.named import Named
from legation.resolving.single.phrase import PREPOSITIONS, Phrase, Setting, is_name

# Reads a text as a phrase of its own.
Again = Callable[[str, Setting], Resolution]

_JOINTS = frozenset({"and", "&", "/"})
# Peoples and demonyms in a list are adjectives of what follows, unless all of the list is such.
_OF_PEOPLES = frozenset({"demonym", "people"})
_PAIR = re.compile(r"[-‐‑–/]")


class Lists:
    """Several actors named side by side."""

    def __init__(self, lexicon: Lexicon, named: Named, again: Again, prefixes: Mapping[str, str]) -> None:
        """`prefixes` are the forms of states before a hyphen ("sino"); `again` reads a piece."""
        self._lexicon = lexicon
        self._named = named
        self._again = again
        self._prefixes = prefixes

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """The members of a list or pair; nobody where one of several names is not known."""
        if pair := self._pair(phrase):
            return self._named.compound(pair, "both are names in the tables")
        pieces = list(_pieces(phrase))
        if len(pieces) < 2 or _has_preposition(phrase):
            return None
        answers = [self._again(phrase.cut(first, last), setting) for first, last in pieces]
        if all(answer.id for answer in answers) and not self._are_adjectives(phrase, pieces):
            ids = dict.fromkeys(answer.id for answer in answers if answer.id)
            together = self._named.compound(list(ids), "each member is in the tables")
            sectors = {answer.sector for answer in answers}
            return replace(together, sector=sectors.pop() if len(sectors) == 1 else None)
        if self._is_torn(phrase, pieces, answers):
            why = ("a list of names, of which not all are known",)
            return Resolution(text=phrase.text, name=phrase.text, kind="group", why=why, confidence=0.2)
        return None

    def _is_torn(self, phrase: Phrase, pieces: list[tuple[int, int]], answers: list[Resolution]) -> bool:
        """True where somebody known stands beside a name that is not known, or beside others whom nobody names."""
        named = [all(map(is_name, phrase.written[first:last])) for first, last in pieces]
        persons = [answer.kind == "person" for answer in answers]
        if not any(answer.id for answer, person in zip(answers, persons, strict=True) if person):
            return False
        unknown = any(name and answer.nobody for name, answer in zip(named, answers, strict=True))
        bare = persons[-1] and phrase.name_at(pieces[-1][0]) is not None and named[-1]
        return unknown or bare or sum(persons) > 1

    def _pair(self, phrase: Phrase) -> tuple[str, ...]:
        """A state and another, or a body, joined by a hyphen or a slash and nothing else."""
        pieces = _PAIR.split(phrase.text.removeprefix("the "))
        if len(pieces) != 2:
            return ()
        members = tuple(member for piece in pieces if (member := self._side(piece.strip())))
        if len(set(members)) != 2 or not any(map(self._named.is_state, members)):
            return ()
        return members

    def _side(self, piece: str) -> str | None:
        """The one state or body that a side of a pair names."""
        if (state := self._prefixes.get(fold(piece))) is not None:
            return state
        owners = {alias.id for alias in self._lexicon.named(piece) if alias.kind != "building"}
        states = [key for key in owners if self._named.is_state(key)]
        return states[0] if len(states) == 1 else owners.pop() if len(owners) == 1 else None

    def _are_adjectives(self, phrase: Phrase, pieces: list[tuple[int, int]]) -> bool:
        """True for "Greek and Turkish President …": the first word belongs to what comes after."""
        kinds = [{alias.kind for alias in self._lexicon.named(phrase.cut(*piece))} for piece in pieces]
        peoples = [bool(found) and found <= _OF_PEOPLES for found in kinds]
        return any(peoples) and not all(peoples)


def _has_preposition(phrase: Phrase) -> bool:
    """True for a preposition that is no part of a name ("Moon Jae In")."""
    return any(word in PREPOSITIONS and not phrase.name_at(i) for i, word in enumerate(phrase.folded))


def _pieces(phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The words between the joints of a list; commas part only where "and" or a slash does, too."""
    inside = [phrase.name_at(i) is not None for i in range(len(phrase))]
    joints = [i for i, word in enumerate(phrase.folded) if word in _JOINTS and not inside[i]]
    if not joints:
        return
    breaks = sorted({*joints, *(i for i, word in enumerate(phrase.written) if word == "," and i < joints[-1])})
    first = 0
    for at in (*breaks, len(phrase)):
        if first < at:
            yield first, at
        first = at + 1
