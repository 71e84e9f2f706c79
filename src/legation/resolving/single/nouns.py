"""Nouns at the head of a phrase, read with what follows their preposition."""

from collections.abc import Callable

from legation.resolving.agents import Agents
from legation.resolving.resolution import Resolution
from legation.resolving.single.composed import Composer
from legation.resolving.single.core import Core, Noun
from legation.resolving.single.groups import Groups
from legation.resolving.single.phrase import Phrase, Setting

# Reads a text as a phrase of its own.
Again = Callable[[str, Setting], Resolution]

# What follows a preposition is read as a phrase of its own up to so many words.
_LONGEST_REST = 25


class Nouns:
    """Phrases whose core ends in a noun that a list knows, or in a ship's name."""

    def __init__(self, agents: Agents, groups: Groups, composer: Composer, again: Again) -> None:
        """`again` reads what follows a preposition ("dozens of Kenyan farmers")."""
        self._agents = agents
        self._groups = groups
        self._composer = composer
        self._again = again

    def ship(self, phrase: Phrase, core: Core, setting: Setting) -> Resolution | None:
        """A ship by name ("USS Carney")."""
        sense = self._agents.ship(phrase.written[core.first : core.cut])
        return self._read(Noun(phrase, core, core.first, sense), setting) if sense is not None else None

    def noun(self, phrase: Phrase, core: Core, setting: Setting) -> Resolution | None:
        """Who the noun at the end of the core describes."""
        found = self._agents.ending(phrase.folded[core.first : core.cut])
        return self._read(Noun(phrase, core, core.cut - found[0], found[1]), setting) if found is not None else None

    def _read(self, noun: Noun, setting: Setting) -> Resolution:
        inner = self._inner(noun.phrase, noun.core, setting)
        return (
            self._groups.counted(noun, inner)
            or self._groups.repeated(noun, setting)
            or self._composer.compose(noun, inner, setting)
        )

    def _inner(self, phrase: Phrase, core: Core, setting: Setting) -> Resolution | None:
        """Who the words after a preposition mean."""
        rest = phrase.rest(core.rest) if core.opener is not None else ""
        if not rest or len(phrase) - core.rest > _LONGEST_REST:
            return None
        return self._again(rest, setting)
