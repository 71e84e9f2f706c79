"""Holders: the office that a description names, and who holds it on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from legation.knowledge import Knowledge, Title
from legation.resolving.folding import fold
from legation.resolving.resolution import Resolution
from legation.resolving.roles import INCOMING, Titles
from legation.resolving.single.core import Noun
from legation.resolving.single.persons import Persons

# Offices whose title in the table names the town or region.
_AT_A_PLACE = frozenset({"mayor", "governor"})


class Holders:
    """Looks up offices by title and polity."""

    def __init__(self, knowledge: Knowledge, titles: Titles, persons: Persons, hopeful: Iterable[str]) -> None:
        """`hopeful` are words beside a title that put it in the future or in doubt ("elect", "deputy")."""
        self._knowledge = knowledge
        self._titles = titles
        self._persons = persons
        self._hopeful = frozenset(fold(word) for word in hopeful)

    def office(self, title: Title | None, bodies: Sequence[str], countries: Sequence[str]) -> tuple[str, str] | None:
        """The office that a title names, and whose it is: one of the bodies' before one of the states'."""
        if title is None or (title.kind != "person-title" and not title.office_in):
            return None
        if not bodies and title.office is None and (own := _own(title, countries)) is not None:
            return own
        # The president of a party is no president of its state.
        foreign = bool(bodies) and self._knowledge.known[bodies[0]].sector not in ("GOV", title.sector, None)
        named = [self._knowledge.seat(title, polity) for polity in (*bodies, *countries)]
        for polity in named[: len(bodies)] if foreign else named:
            office = title.office_of(polity)
            if office and (polity in countries or dict(title.office_in).get(polity)):
                return office, polity
        return None

    def vacant(self, noun: Noun, bodies: Sequence[str], countries: Sequence[str]) -> str | None:
        """The key of the office that somebody unknown holds ("TUR:head_of_state")."""
        office = None if self._persons.is_former(noun.before) else self.office(noun.sense.title, bodies, countries)
        return f"{office[1]}:{office[0]}" if office else None

    def holder(
        self, noun: Noun, bodies: Sequence[str], countries: Sequence[str], day: date | None
    ) -> Resolution | None:
        """Who held the office on the day, or is about to ("president-elect"); nobody for deputies and candidates."""
        if (incoming := self._incoming(noun, bodies, countries, day)) is not None:
            return incoming
        title = noun.sense.title
        if title is None or title.plural or day is None or (len(countries) > 1 and not bodies):
            return None
        if self._persons.is_former(noun.before) or self._hopeful.intersection(noun.before):
            return None
        office = self.office(title, bodies, countries)
        person = self._knowledge.holder(*office, day) if office else None
        if person is None and title.phrase in _AT_A_PLACE:
            person = self._at_place(noun, title.phrase, day)
        if person is None:
            return None
        reason = f"{title.phrase} {f'of {office[1]} ' if office else ''}on {day.isoformat()}"
        return self._persons.record(self._knowledge.known[person], day, noun.phrase.text, title, reason)

    def _at_place(self, noun: Noun, office: str, day: date) -> str | None:
        """The one mayor or governor of a place that the phrase names."""
        places = {noun.phrase.cut(name.first, name.last) for name in noun.phrase.names}
        found = {person for place in places if (person := self._knowledge.post(office, place, day)) is not None}
        return found.pop() if len(found) == 1 else None

    def _incoming(
        self, noun: Noun, bodies: Sequence[str], countries: Sequence[str], day: date | None
    ) -> Resolution | None:
        """Who takes the office next, for a title that says that it has yet to begin."""
        words = noun.sense.phrase.split()
        title = noun.sense.title
        if words[-1] in INCOMING and (found := self._titles.before([*noun.before, *words[:-1]])) is not None:
            title = found[1]
        elif not INCOMING.intersection(noun.before):
            return None
        office = self.office(title, bodies, countries)
        if title is None or title.plural or day is None or office is None or (len(countries) > 1 and not bodies):
            return None
        person = self._knowledge.successor(*office, day)
        if person is None:
            return None
        reason = f"takes office next as {title.phrase} of {office[1]} after {day.isoformat()}"
        return self._persons.record(self._knowledge.known[person], day, noun.phrase.text, title, reason)

    def several(self, noun: Noun, countries: Sequence[str], day: date | None) -> tuple[str, ...]:
        """Who held an office in each of several states ("the presidents of …"); nobody if one of them is unknown."""
        title = noun.sense.title
        if title is None or not title.plural or day is None or len(countries) < 2:
            return ()
        if self._persons.is_former(noun.before) or self._hopeful.intersection(noun.before):
            return ()
        offices = [self.office(title, (), [country]) for country in countries]
        holders = [self._knowledge.holder(*office, day) if office else None for office in offices]
        return tuple(holder for holder in holders if holder) if all(holders) else ()


def _own(title: Title, countries: Sequence[str]) -> tuple[str, str] | None:
    """The office of a title that only one body has: the words say whose ("the UN chief"), or there is just one pope."""
    if len(title.office_in) != 1 or title.office_in[0][1] is None:
        return None
    polity, office = title.office_in[0]
    named = polity.partition(":")[2].lower().replace("-", " ") or polity
    told = named in title.phrase.replace(".", "") or title.sector == "REL"
    return (office, polity) if office is not None and (told or not countries) else None
