"""Phrases whose head no list knows: what the words before it and its owners tell, if anything."""

from collections.abc import Sequence

from legation.resolving.agents import Agents, Sectors
from legation.resolving.lexicon import Found
from legation.resolving.resolution import Resolution
from legation.resolving.single.core import Core
from legation.resolving.single.named import Named, some_of
from legation.resolving.single.owners import Owners
from legation.resolving.single.phrase import ARTICLES, OWNING, Phrase, Setting, is_name
from legation.resolving.single.places import Places

# Words of somebody's name. Words for peoples say whose somebody is and stand in no such name.
_LONGEST_NAME = 4
_WHERE = frozenset({"in", "inside", "across", "within"})
_PROPER = frozenset({"name", "city"})


class Unlisted:
    """Answers for words at the head of a phrase that are no noun of the lists, or that are names only."""

    def __init__(self, agents: Agents, owners: Owners, named: Named, places: Places) -> None:
        """`named` and `places` answer where the phrase is made of names."""
        self._agents = agents
        self._owners = owners
        self._named = named
        self._places = places

    def __call__(self, phrase: Phrase, core: Core, setting: Setting) -> Resolution | None:
        """What can be told, None for nothing or for a name that the tables lack."""
        names = [name for name in phrase.names if core.first <= name.first < core.cut]
        unknown = [i for i in range(core.first, core.cut) if phrase.name_at(i) is None]
        if not unknown:
            return self._only_names(phrase, names[-1], setting)
        if self._is_name(phrase, names, unknown):
            return None
        words = phrase.folded[core.first : core.cut]
        countries = self._owners.countries(phrase, core.first, core.cut)
        named = all(is_name(phrase.written[i]) for i in unknown)
        if not countries and self._is_nobody(words, named=named):
            return self._somewhere(phrase, core) if words[-1] in self._agents.not_actors else None
        why: list[str] = []
        told = self._told(words, why)
        if told.first is None and named and len(unknown) > 1:
            return None
        countries = countries or ([told.country] if told.country else [])
        if not countries and core.opener in OWNING:
            countries = self._owners.countries(phrase, core.rest, len(phrase))
        if told.first is None and not countries:
            return None
        return Resolution(
            text=phrase.text,
            name=phrase.text,
            kind="unnamed",
            country=countries[0] if countries else None,
            sector=told.first or ("UNK" if names and not core.opener else None),
            second_sector=told.second,
            confidence=0.4,
            why=tuple(why) or ("only the country is told",),
        )

    def _is_name(self, phrase: Phrase, names: Sequence[Found], unknown: Sequence[int]) -> bool:
        """True for a name that the tables lack and that has a word of another in it ("Jack London", "Kim Jung Un")."""
        if len(phrase) > _LONGEST_NAME or len(phrase) < 2 or any(phrase.owning):
            return False
        if any(not word[0].isupper() or word.isupper() for word in phrase.written):
            return False
        senses = [self._agents.sense([phrase.folded[i]]) for i in unknown]
        if senses and senses[0] and senses[0].title is not None and senses[0].title.kind == "honorific":
            return True
        if any(sense is not None for sense in senses):
            return False
        return all(name.aliases and {alias.kind for alias in name.aliases} <= _PROPER for name in names)

    def _is_nobody(self, words: Sequence[str], *, named: bool) -> bool:
        """True for a thing ("the mechanism"), and for somebody's name with a noun inside ("Leon Bobb")."""
        return words[-1] in self._agents.not_actors or (named and any(True for _ in self._agents.within(words)))

    def _somewhere(self, phrase: Phrase, core: Core) -> Resolution | None:
        """What lies in a country, and acts for nobody ("targets in Syria")."""
        countries = self._owners.countries(phrase, core.rest, len(phrase)) if core.opener in _WHERE else []
        if len(countries) != 1:
            return None
        why = ("only the country is told",)
        return Resolution(
            text=phrase.text, name=phrase.text, kind="place", country=countries[0], confidence=0.4, why=why
        )

    def _told(self, words: Sequence[str], why: list[str]) -> Sectors:
        """What the words before the head tell, else the last noun among them; reasons are added to `why`."""
        told = self._agents.modified(words, words[-1], Sectors(None), why)
        noun = next((sense for _, _, sense in self._agents.within(words)), None)
        if told.first is not None or noun is None or noun.plain is None:
            return told
        why.append(f"noun {noun.phrase!r}")
        return Sectors(noun.sector, noun.second, told.country or noun.country)

    def _only_names(self, phrase: Phrase, last: Found, setting: Setting) -> Resolution | None:
        """The last of several names; a people with words before it is some of that people."""
        if not last.aliases:
            return self._places.record(last.place, phrase.text) if last.place is not None else None
        found = self._named.owner(phrase.cut(last.first, last.last), last.aliases, setting)
        people = found.kind == "state" and {alias.kind for alias in last.aliases} <= {"people", "demonym"}
        described = last.first > 0 and phrase.folded[last.first - 1] not in ARTICLES
        return some_of(found) if people and described else found
