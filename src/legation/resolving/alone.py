"""One mention alone: who a phrase means, with no article around it but a date and a hint."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from legation.knowledge import Knowledge, Known
from legation.resolving.agents import Agents
from legation.resolving.folding import fold
from legation.resolving.lexicon import Lexicon
from legation.resolving.resolution import Resolution
from legation.resolving.roles import Titles
from legation.resolving.single.bearers import FullNames, Surnames
from legation.resolving.single.composed import Composer
from legation.resolving.single.described import Descriptions
from legation.resolving.single.groups import Groups
from legation.resolving.single.holders import Holders
from legation.resolving.single.lists import Lists
from legation.resolving.single.named import Breakaway, Named
from legation.resolving.single.nouns import Nouns
from legation.resolving.single.owners import Owners, Towns
from legation.resolving.single.persons import Persons
from legation.resolving.single.phrase import Phrase, PhraseReader, Setting, tidy
from legation.resolving.single.places import Places, Slips
from legation.resolving.single.rulers import Rulers
from legation.resolving.single.sectors import SectorRules
from legation.resolving.single.terms import Terms
from legation.resolving.single.titled import TitledNames
from legation.resolving.single.unlisted import Unlisted

# One way to read a phrase; None when it does not fit.
Attempt = Callable[[Phrase, Setting], Resolution | None]


class Alone:
    """Resolves single phrases. Everything it says comes from the tables; it knows no clock."""

    def __init__(
        self,
        knowledge: Knowledge,
        lexicon: Lexicon,
        agents: Agents,
        titles: Titles,
        *,
        words: Mapping[str, Any],
        towns: Towns,
    ) -> None:
        """`words` is the table `alone.yaml`; `towns` looks up a town that the tables lack."""
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._agents = agents
        self._pronouns = frozenset(words["pronouns"])
        self._reader = PhraseReader(lexicon, agents)
        self._persons = Persons(knowledge, words["former"], words["recent"])
        self._breakaway = Breakaway(words["breakaway"], words["breakaway_regions"])
        self._named = Named(
            knowledge, lexicon, agents, self._persons, self._breakaway, state_press=words.get("state_press", ())
        )
        owners = Owners(knowledge, lexicon, agents, towns)
        rulers = Rulers(knowledge, self._persons)
        places = Places(knowledge, lexicon, towns)
        surnames = Surnames(knowledge, self._persons, self._named)
        self._attempts: tuple[Attempt, ...] = (
            Lists(lexicon, self._named, self._answer, words.get("prefixes", {})),
            FullNames(knowledge, titles, owners, self._persons, self._named),
            TitledNames(knowledge, titles, agents, owners=owners, persons=self._persons, surnames=surnames),
            surnames,
            Terms(knowledge, self._persons, words),
            places.listed,
            self._descriptions(words, titles, owners=owners, places=places, rulers=rulers),
            places,
            Slips(knowledge, lexicon, agents, persons=self._persons, named=self._named, places=places),
        )

    def _descriptions(
        self, words: Mapping[str, Any], titles: Titles, *, owners: Owners, places: Places, rulers: Rulers
    ) -> Descriptions:
        knowledge, agents, named = self._knowledge, self._agents, self._named
        holders = Holders(knowledge, titles, self._persons, words["hopeful"])
        sectors = SectorRules(knowledge, agents, words["positions"])
        groups = Groups(knowledge, agents, owners, named, words["repeating"])
        nouns = Nouns(agents, groups, Composer(owners, holders, sectors, named=named, rulers=rulers), self._answer)
        unlisted = Unlisted(agents, owners, named, places)
        return Descriptions(knowledge, agents, owners=owners, named=named, nouns=nouns, unlisted=unlisted)

    @property
    def known_ids(self) -> Container[str]:
        """The ids of everybody in the tables."""
        return self._knowledge.known

    def resolve(self, text: str, day: date | None = None, hints: Iterable[str] = ()) -> Resolution:
        """Who `text` means on `day`; `hints` are ids and countries that the context names, the nearest first."""
        answer = self._breakaway.under_parent(self._answer(text, Setting(day, dict.fromkeys(hints))))
        return replace(answer, text=text, date=day.isoformat() if day else None)

    def person(self, entry: Known, day: date | None, role: str | None, reason: str) -> Resolution:
        """A person of the tables as they are on `day`, with the role that a text gives them."""
        return self._persons.record(entry, day, role, reason=reason)

    def hints(self, context: str) -> tuple[str, ...]:
        """The ids and countries that a context names ("Mexico", "Colombian defence")."""
        ids: dict[str, None] = {}
        for found in self._reader.read(context).names:
            owners = {alias.id for alias in found.aliases}
            if len(owners) == 1:
                entry = self._knowledge.known[owners.pop()]
                ids.update(dict.fromkeys(key for key in (entry.id, entry.country) if key))
            if found.place is not None and found.place.country:
                ids[found.place.country] = None
        return tuple(ids)

    def _answer(self, text: str, setting: Setting) -> Resolution:
        """The first reading that fits: as no actor at all, as one name, then by the attempts in their order."""
        phrase = tidy(text)
        answer = (
            self._no_actor(phrase)
            or self._named.set_phrase(phrase)
            or self._named.whole(phrase, setting)
            or self._attempted(phrase, setting)
        )
        return answer or _nobody(f"neither a name in the tables nor a noun for an actor: {phrase!r}")

    def _no_actor(self, phrase: str) -> Resolution | None:
        """The answer for what names nobody: no words at all, a pronoun, a time."""
        bare = fold(phrase)
        if not bare:
            return _nobody("nothing to resolve")
        if bare in self._pronouns and not (phrase.isupper() and len(phrase) > 1 and self._lexicon.named(phrase)):
            why = ("a pronoun, and no text to tell whom it means",)
            return Resolution(text=phrase, sector="UNK", why=why, confidence=0.2)
        if bare.removeprefix("the ") in self._agents.times:
            return Resolution(text=phrase, sector="JNK", why=(f"{phrase!r} is a time, no actor",), confidence=0.8)
        return None

    def _attempted(self, text: str, setting: Setting) -> Resolution | None:
        phrase = self._reader.read(text)
        answers = (attempt(phrase, setting) for attempt in self._attempts)
        return next((answer for answer in answers if answer is not None), None)


def _nobody(reason: str) -> Resolution:
    return Resolution(text="", why=(reason,))
