"""Descriptions: phrases that are more, or other, than one name; the head of the core tells how to read them."""

from dataclasses import replace

from legation.knowledge import Knowledge
from legation.resolving.agents import Agents
from legation.resolving.lexicon import Found
from legation.resolving.resolution import Resolution
from legation.resolving.single.core import Core, core_of
from legation.resolving.single.named import Named, some_of
from legation.resolving.single.nouns import Nouns
from legation.resolving.single.owners import Owners
from legation.resolving.single.phrase import Phrase, Setting
from legation.resolving.single.unlisted import Unlisted


class Descriptions:
    """Reads a phrase by what stands at its head: a ship, a name with words before it, a noun, an unlisted word."""

    def __init__(
        self, knowledge: Knowledge, agents: Agents, *, owners: Owners, named: Named, nouns: Nouns, unlisted: Unlisted
    ) -> None:
        """`named`, `nouns` and `unlisted` answer for each kind of head."""
        self._knowledge = knowledge
        self._agents = agents
        self._owners = owners
        self._named = named
        self._nouns = nouns
        self._unlisted = unlisted

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """Who is described, None where nothing in the phrase tells."""
        core = core_of(phrase, self._agents)
        if core is None:
            return None
        if (ship := self._nouns.ship(phrase, core, setting)) is not None:
            return ship
        head = phrase.name_at(core.cut - 1)
        if head is not None and head.last == core.cut:
            if self._of_another(phrase, core, head):
                phrase = phrase.without(head)
            elif any(alias.kind not in ("demonym", "city") for alias in head.aliases):
                found = self._name(phrase, core, head, setting)
                if not self._named.says_less(found, phrase.cut(head.first, core.cut)):
                    return found
                phrase = phrase.without(head)
        return self._nouns.noun(phrase, core, setting) or self._unlisted(phrase, core, setting)

    def _name(self, phrase: Phrase, core: Core, head: Found, setting: Setting) -> Resolution:
        """A name is what the words before it describe ("Kurdish-led Syrian Democratic Forces")."""
        found = self._named.owner(phrase.cut(head.first, core.cut), head.aliases, setting)
        people = {alias.kind for alias in head.aliases} == {"people"}
        found = some_of(found) if people and head.first > core.first else found
        # "Ethnic Uzbeks in Kyrgyzstan" are at home there.
        home = self._owners.countries(phrase, core.rest, len(phrase)) if core.opener in ("in", "of") else []
        if people and len(home) == 1 and phrase.folded[core.first : head.first] in (("ethnic",), ("local",)):
            return replace(found, country=home[0], wikidata=None, name=phrase.text)
        return found

    def _of_another(self, phrase: Phrase, core: Core, head: Found) -> bool:
        """True for the name of one state's body with another state before it: Chile's "Defense Department"."""
        before = self._owners.countries(phrase, core.first, head.first)
        entries = [self._knowledge.known[alias.id] for alias in head.aliases]
        bodies = all(entry.kind == "organisation" for entry in entries)
        return bool(before) and bodies and not {entry.country for entry in entries}.intersection(before)
