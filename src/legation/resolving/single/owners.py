"""Owners: the states and bodies that stand between two words of a phrase, to which somebody belongs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from legation.knowledge import Knowledge, PlaceRow
from legation.resolving.agents import Agents
from legation.resolving.lexicon import Found, Lexicon
from legation.resolving.single.phrase import Phrase, Setting

# Finds a town by its name.
Towns = Callable[[str], PlaceRow | None]

_GOALS = ("to", "against")


class Owners:
    """Finds whose somebody is. Words are counted from `first` to `last` (exclusive)."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, agents: Agents, towns: Towns) -> None:
        """`towns` looks up a town that the tables lack."""
        self._knowledge = knowledge
        self._lexicon = lexicon
        self._agents = agents
        self._towns = towns

    def countries(self, phrase: Phrase, first: int, last: int) -> list[str]:
        """States that names between two words stand for or lie in, else states of peoples."""
        named = [
            self._country(name)
            for name in phrase.names
            if first <= name.first < last and not _is_goal(phrase, name, first) and not self._goes_on(phrase, name)
        ]
        found = [country for country in named if country is not None]
        if not found:
            senses = (self._agents.sense([phrase.folded[i]]) for i in range(first, last) if phrase.name_at(i) is None)
            found = [sense.country for sense in senses if sense is not None and sense.people and sense.country]
        return list(dict.fromkeys(found))

    def peoples(self, phrase: Phrase, first: int, last: int) -> list[str]:
        """States of peoples whose names are plain words, surnames or places too ("Moro rebels", "Shan villagers")."""
        homes = (self._agents.home(phrase.folded[i]) for i in range(first, last) if phrase.written[i][0].isupper())
        return list(dict.fromkeys(home for home in homes if home is not None))

    def bodies(self, phrase: Phrase, first: int, last: int) -> list[str]:
        """Named bodies, organisations and groups between two words."""
        found = []
        for name in phrase.names:
            owners = tuple(dict.fromkeys(alias.id for alias in name.aliases))
            if not first <= name.first < last or len(owners) != 1 or _is_goal(phrase, name, first):
                continue
            if self._knowledge.known[owners[0]].kind in ("organisation", "group"):
                found.append(owners[0])
        return found

    def misspelt(self, phrase: Phrase, first: int, last: int) -> list[str]:
        """The country of a town that the tables lack, or of a misspelt city or demonym ("Dehli police")."""
        for index in range(first, last):
            word = phrase.written[index]
            if not word[0].isupper() or phrase.name_at(index) or self._agents.sense([phrase.folded[index]]):
                continue
            if word in self._knowledge.by_surname:
                continue  # "Walesa" is no slip for "Wales"
            if (country := self._country_near(word)) is not None:
                return [country]
        return []

    def armed_by(self, before: Sequence[str]) -> list[str]:
        """The country of a class of ships or arms among folded words ("an Arleigh Burke-class destroyer")."""
        senses = (sense for _, _, sense in self._agents.within(before))
        return [sense.country for sense in senses if sense.country and sense.country in self._knowledge.known][:1]

    def of_bodies(self, bodies: Sequence[str]) -> list[str]:
        """The countries of bodies."""
        return [country for body in bodies if (country := self._knowledge.known[body].country)]

    def state_name(self, key: str) -> str | None:
        """The name of a state, by its id."""
        return self._knowledge.known[key].name if key in self._knowledge.known else None

    def sectors(self, bodies: Iterable[str], day: date | None) -> dict[str, str | None]:
        """The sector of each body on a day: an armed group that rules a state is its government."""
        return {body: self._knowledge.sector_on(body, day) for body in bodies}

    def states(self, setting: Setting) -> list[str]:
        """The states that the context names."""
        known = self._knowledge.known
        return [key for key in setting.hints if key in known and known[key].kind == "state"]

    def _country(self, name: Found) -> str | None:
        """The one state that a name stands for or lies in."""
        known = self._knowledge.known
        owners = {alias.id for alias in name.aliases}
        states = [key for key in owners if known[key].kind == "state"]
        preferred = {self._knowledge.preferred(alias.phrase) for alias in name.aliases}
        states = [key for key in states if key in preferred] or states
        if len(states) == 1:
            return states[0]
        if len(owners) == 1:
            return self._if_known(known[owners.pop()].country)
        return self._if_known(name.place.country) if name.place is not None else None

    def _country_near(self, word: str) -> str | None:
        if (town := self._towns(word)) is not None and (country := self._if_known(town.country)):
            return country
        near = self._lexicon.near(word)
        if near is None:
            return None
        known = self._knowledge.known
        of_states = [alias for alias in near.aliases if alias.kind != "name" or known[alias.id].kind == "state"]
        countries = {known[alias.id].country for alias in of_states}
        if len(countries) == 1:
            return countries.pop()
        return self._if_known(near.place.country) if near.place is not None and not near.aliases else None

    def _if_known(self, country: str | None) -> str | None:
        return country if country in self._knowledge.known else None

    def _goes_on(self, phrase: Phrase, name: Found) -> bool:
        """True for a person's name that goes on with words of another ("Juan Carlos" in "Juan Carlos Jobet")."""
        person = name.aliases and all(self._knowledge.known[alias.id].kind == "person" for alias in name.aliases)
        if not person or name.last >= len(phrase) or phrase.owning[name.last - 1]:
            return False
        return phrase.written[name.last][0].isupper() and phrase.name_at(name.last) is None


def _is_goal(phrase: Phrase, name: Found, first: int) -> bool:
    """True for whom something goes "to" or "against": he does not own it."""
    before = phrase.folded[name.first - 1] if name.first > first else ""
    return before in _GOALS or (before == "the" and phrase.folded[max(0, name.first - 2)] in _GOALS)
