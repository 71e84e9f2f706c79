"""Bearers of names: persons by full name and by surname alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legation.knowledge import Knowledge, Title
from legation.resolving.lexicon import Found
from legation.resolving.resolution import Resolution
from legation.resolving.roles import Titles
from legation.resolving.single.named import Named
from legation.resolving.single.owners import Owners
from legation.resolving.single.persons import Persons, kept
from legation.resolving.single.phrase import ARTICLES, PREPOSITIONS, Phrase, Setting

_HEADS = ("head_of_state", "head_of_government")
# After a full name, only these do not make it a part of another ("Putin ally", "the Biden administration").
_AFTER_NAME = (",", "(", "who", "of", "–", "—")


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
        before = phrase.folded[: name.first]
        title = self._titles.before(list(before))
        said = self._says_role(phrase, name.first, title)
        found = self._persons.record(
            known[bearers[0]], setting.day, phrase.cut(0, name.first) or None, title[1] if title else None
        )
        return found if said else self._persons.without_role(found, setting.day)

    def _says_role(self, phrase: Phrase, last: int, title: tuple[int, Title] | None) -> bool:
        """False where the words before a name tell no office: "Sir", "Iran", "the late"."""
        if title is not None and title[1].kind != "honorific":
            return True
        last -= title[0] if title is not None else 0
        plain = (phrase.folded[i] for i in range(last) if phrase.name_at(i) is None)
        return any(word not in ARTICLES and not self._persons.is_former((word,)) for word in plain)


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
        return self.of(phrase.written[0], setting)

    def of(self, name: str, setting: Setting) -> Resolution | None:
        """Who bears a surname."""
        bearers = bearers_of(self._knowledge, name)
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
        """Those who head a state or government on the day, else those who did a few years before it."""
        terms = {key: [h for h in self._knowledge.offices(key) if h.office in _HEADS and kept(h, day)] for key in keys}
        heads = tuple(key for key, held in terms.items() if held)
        return tuple(key for key in heads if any(self._persons.in_time(h, day) for h in terms[key])) or heads


def _stands_alone(phrase: Phrase, name: Found) -> bool:
    """False where a name tells no more than whose somebody is ("Putin's aides", "a friend of Putin")."""
    if name.last < len(phrase) and phrase.owning[name.last - 1]:
        return False
    if any(word in PREPOSITIONS for word in phrase.folded[: name.first]):
        return False
    return name.last == len(phrase) or phrase.folded[name.last] in _AFTER_NAME


def bearers_of(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    """The persons with a surname, each once."""
    return tuple(dict.fromkeys(knowledge.by_surname.get(name, ()) or knowledge.by_surname.get(name.title(), ())))
