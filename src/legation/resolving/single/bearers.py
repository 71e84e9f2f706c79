"""Bearers of names: persons by full name, by title and surname, by surname alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legation.knowledge import Holding, Knowledge, Known, Title
from legation.resolving.agents import Agents
from legation.resolving.folding import fold
from legation.resolving.lexicon import Found
from legation.resolving.resolution import Resolution
from legation.resolving.roles import Titles
from legation.resolving.single.named import Named
from legation.resolving.single.owners import Owners
from legation.resolving.single.persons import Persons
from legation.resolving.single.phrase import PREPOSITIONS, Phrase, Setting, is_name

_HEADS = ("head_of_state", "head_of_government")
# After a full name, only these do not make it a part of another ("Putin ally", "the Biden administration").
_AFTER_NAME = (",", "(", "who", "of", "–", "—")
# Words of a name after a title.
_LONGEST_NAME = 5


class FullNames:
    """Persons by their full names, with whatever title stands before or after."""

    def __init__(self, knowledge: Knowledge, titles: Titles, owners: Owners, persons: Persons, named: Named) -> None:
        """`owners` finds the country before a name; `named` answers where several bear it."""
        self._knowledge = knowledge
        self._titles = titles
        self._owners = owners
        self._persons = persons
        self._named = named

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """The first person of the tables in the phrase, unless it is another who is only told by that person."""
        for name in phrase.names:
            keys = tuple(dict.fromkeys(alias.id for alias in name.aliases))
            bearers = tuple(key for key in keys if self._knowledge.known[key].kind == "person")
            if bearers and _stands_alone(phrase, name):
                return self._bearer(phrase, name, bearers, setting)
        return None

    def _bearer(self, phrase: Phrase, name: Found, bearers: tuple[str, ...], setting: Setting) -> Resolution:
        known = self._knowledge.known
        countries = self._owners.countries(phrase, 0, name.first) or setting.hints
        bearers = tuple(key for key in bearers if known[key].country in countries) or bearers
        if len(bearers) > 1:
            return self._named.undecided(phrase.text, bearers)
        title = self._titles.before(list(phrase.folded[: name.first]))
        role = phrase.cut(0, name.first) or None
        return self._persons.record(known[bearers[0]], setting.day, role, title[1] if title else None)


class TitledNames:
    """Persons by a title and a name that the tables may know by surname only, or not at all."""

    def __init__(self, knowledge: Knowledge, titles: Titles, agents: Agents, owners: Owners, persons: Persons) -> None:
        """`agents` tells the second sector of a title, `owners` the country before it."""
        self._knowledge = knowledge
        self._titles = titles
        self._agents = agents
        self._owners = owners
        self._persons = persons

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """Who is named after the last title of the phrase."""
        for last in range(len(phrase) - 1, 0, -1):
            found = None if phrase.owning[last - 1] else self._titles.before(list(phrase.folded[:last]))
            if found is not None and self._names_somebody(phrase, last, found[1]):
                length, title = found
                return self._bearer(phrase, last - length, last, title, setting)
        return None

    def _names_somebody(self, phrase: Phrase, last: int, title: Title) -> bool:
        rest = phrase.written[last:]
        if title.kind not in ("person-title", "honorific") or len(rest) > _LONGEST_NAME or not all(map(is_name, rest)):
            return False
        name = phrase.name_at(last)
        return name is None or all(self._knowledge.known[alias.id].kind == "person" for alias in name.aliases)

    def _bearer(self, phrase: Phrase, first: int, last: int, title: Title, setting: Setting) -> Resolution | None:
        """Whose title stands between two words."""
        countries = self._owners.countries(phrase, 0, first) or self._owners.states(setting)
        name, role = phrase.cut(last, len(phrase)), phrase.cut(0, last)
        if (known := self._known(name, title, countries, setting.day)) is not None:
            reason = f"the only {title.phrase} of that name in the tables"
            return self._persons.record(known, setting.day, role, title, reason)
        if title.kind == "honorific":
            return None
        former = self._persons.is_former(phrase.folded[: first + 1])
        sense = None if former else self._agents.sense(fold(title.phrase).split())
        return Resolution(
            text=phrase.text,
            name=name,
            kind="person",
            country=countries[0] if len(countries) == 1 else None,
            sector="ELI" if former else None if title.sector == "UNK" else title.sector,
            second_sector=sense.second if sense else None,
            role=role,
            confidence=0.5,
            why=(f"{title.phrase!r} before a name that is not in the tables",),
        )

    def _known(self, name: str, title: Title, countries: Sequence[str], day: date | None) -> Known | None:
        """The only person with that surname who held the office that the title names, on the day or before it."""
        bearers = _bearers(self._knowledge, name) or self._rulers(name)
        terms = {key: held for key in bearers if (held := self._terms(key, title, countries, day))}
        if len(terms) > 1:
            # Of several, whoever is in office; without a date, whose time is nearest to ours ("President Bush" stays
            # undecided).
            in_office = [key for key, held in terms.items() if any(self._persons.in_time(h, day) for h in held)]
            return self._knowledge.known[in_office[0]] if len(in_office) == 1 else None
        if not terms and title.kind == "person-title":
            return self._by_rank(bearers, countries, day)
        return self._knowledge.known[next(iter(terms))] if terms else None

    def _rulers(self, name: str) -> tuple[str, ...]:
        """Monarchs and popes with a first name, which is all the name that they have ("Queen Elizabeth")."""
        keys = self._knowledge.by_given.get(name.split()[0], ())
        return tuple(key for key in keys if not self._knowledge.known[key].surname)

    def _by_rank(self, bearers: Sequence[str], countries: Sequence[str], day: date | None) -> Known | None:
        """Whom a title that is no office of its own means ("General Pinochet"): the one in office in a country told."""
        if day is None:
            return None
        serving = [
            key
            for key in bearers
            if any(held.covers(day) for held in self._knowledge.offices(key))
            and self._knowledge.known[key].country in countries
        ]
        return self._knowledge.known[serving[0]] if len(serving) == 1 else None

    def _terms(self, key: str, title: Title, countries: Sequence[str], day: date | None) -> list[Holding]:
        """When somebody held the office that a title names, in one of the countries if any is told."""
        return [
            held
            for held in self._knowledge.offices(key)
            if (day is None or held.since <= day.isoformat())
            and title.office_of(held.polity) == held.office
            and (not countries or held.polity in countries)
        ]


class Surnames:
    """Persons by a bare surname: whoever held high office then, if there is just one."""

    def __init__(self, knowledge: Knowledge, persons: Persons, named: Named) -> None:
        """`named` answers where several bear the name."""
        self._knowledge = knowledge
        self._persons = persons
        self._named = named

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """Who bears the name that is all of the phrase."""
        if len(phrase) != 1 or phrase.names or not phrase.written[0][0].isupper():
            return None
        name = phrase.written[0]
        bearers = _bearers(self._knowledge, name)
        fits = tuple(key for key in bearers if self._knowledge.known[key].country in setting.hints) or bearers
        if len(fits) > 1:
            fits = self._heads(fits, setting.day) or fits
        if not fits:
            return None
        if len(fits) > 1:
            return self._named.undecided(name, fits)
        only = len(bearers) == 1
        reason = f"the only {name} in the tables" if only else f"the {name} at the head of a state or country named"
        found = self._persons.record(self._knowledge.known[fits[0]], setting.day, reason=reason)
        return replace(found, confidence=0.7)

    def _heads(self, keys: Sequence[str], day: date | None) -> tuple[str, ...]:
        """Those who head a state or government on the day, else those who did at some time."""
        terms = {key: [h for h in self._knowledge.offices(key) if h.office in _HEADS] for key in keys}
        heads = tuple(key for key, held in terms.items() if held)
        return tuple(key for key in heads if any(self._persons.in_time(h, day) for h in terms[key])) or heads


def _stands_alone(phrase: Phrase, name: Found) -> bool:
    """False where a name tells no more than whose somebody is ("Putin's aides", "a friend of Putin")."""
    if name.last < len(phrase) and phrase.owning[name.last - 1]:
        return False
    if any(word in PREPOSITIONS for word in phrase.folded[: name.first]):
        return False
    return name.last == len(phrase) or phrase.folded[name.last] in _AFTER_NAME


def _bearers(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    """The persons with a surname, each once."""
    return tuple(dict.fromkeys(knowledge.by_surname.get(name, ()) or knowledge.by_surname.get(name.title(), ())))
