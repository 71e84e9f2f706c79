"""Peoples and regions within states: "Katangan rebels", "the Walloon parliament" and "Muscovites" are of a state.

Nobody but the state's own office-holders is meant by "the Catalan president": whoever is of a region counts for its
state, and is named after the region.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Title
from legation.resolving.agents import plural
from legation.resolving.folding import fold
from legation.resolving.phrases import modifiers

# Shorter plurals are words and names far more often ("Mons", "Furs").
_SHORTEST = 5


class Communities:
    """The words of `communities` in `agents.yaml` that are of one state, as adjectives and in the plural."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """`table` is `agents.yaml`."""
        self._adjectives = {fold(word): country for word, country in _of_states(table)}
        self._plurals = {many for word, _ in _of_states(table) for many in _many(word)}
        # As written, so that nobody takes "Walloons" for a man's name.
        self.names = frozenset(plural(word) for word, _ in _of_states(table) if _many(word))
        self._homes = {many: country for word, country in _of_states(table) for many in (word.lower(), *_many(word))}

    def is_people(self, title: Title) -> bool:
        """True for the title of a people ("walloons")."""
        return title.phrase in self._plurals

    def of(self, sentence: Sentence, token: Token) -> tuple[str, str] | None:
        """The word of a region before a noun, or the noun that is one, and the state in which the region lies."""
        if token.text[0].isupper() and (home := self._homes.get(token.lower)):
            return token.text, home
        for before in modifiers(sentence, token):
            if not before.text[0].isupper() or before.dep == "poss":
                continue
            last = sentence.tokens[before.i - 1].text if before.i else ""
            for word in (f"{last} {before.text}", before.text):
                if home := self._adjectives.get(fold(word)):
                    return word, home
        return None


def peoples(table: Mapping[str, Any]) -> Iterator[Title]:
    """The plurals of peoples as titles, so that they act and are taken up again."""
    for word, _ in _of_states(table):
        for many in _many(word):
            yield Title(many, "collective", "CVL", plural=True)


def _of_states(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in table.get("communities", ()):
        if entry["country"]:
            yield from ((word, entry["country"]) for word in entry["words"])


def _many(word: str) -> tuple[str, ...]:
    """The plural of a people of one word."""
    many = plural(word).lower()
    return (many,) if " " not in word and many != word.lower() and len(many) >= _SHORTEST else ()
