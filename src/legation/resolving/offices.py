"""Offices: who holds what a description names ("the Turkish president", "his Norwegian counterpart")."""

from collections.abc import Callable, Sequence
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import Span
from legation.resolving.cast import Cast, Member
from legation.resolving.people import Person, Roll
from legation.resolving.roles import INCOMING, Titles

CHIEFS = frozenset({"chief", "boss", "head"})
COUNTERPARTS = frozenset({"counterpart", "counterparts", "opposite number", "opposite numbers"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_COUNTRYWIDE = ("foreign_minister", "defence_minister", "head_of_government", "head_of_state")
_OUSTED = frozenset({"ousted", "deposed", "toppled", "overthrown", "late", "slain", "assassinated", "murdered"})

Unnamed = Callable[[Title, str | None, Span, bool, tuple[str, ...]], str]


class Offices:
    """Finds the holders of offices in one document."""

    def __init__(
        self, knowledge: Knowledge, titles: Titles, document: tuple[Cast, Roll], day: date | None, unnamed: Unnamed
    ) -> None:
        """`unnamed` makes an actor of a title whose holder nobody can tell."""
        self._knowledge = knowledge
        self._titles = titles
        self._cast, self._roll = document
        self._day = day
        self._unnamed = unnamed

    def holder(
        self,
        sentence: Sentence,
        token: Token,
        title: Title,
        owners: tuple[tuple[str, ...], tuple[str, ...]],
        span: Span,
    ) -> tuple[str, ...]:
        """Find "the Turkish president": somebody of this text, else the holder on the day, else just the office."""
        countries, bodies = owners
        if title.office == "spokesperson" and self._of_somebody(sentence, token):
            return (self._unnamed(title, next(iter(countries), None), span, False, bodies),)
        senses = {m.sense for t in sentence.children(token) if (m := self._titles.modifier(t.text)) is not None}
        incoming = _incoming(sentence, token)
        former = incoming or bool(senses & {"former", "retired", "dead", "deputy", "future"})
        if found := self._of_body(title, bodies, span, named=not former):
            return found
        if countries and (near := self._before_or_after(sentence, token, title, countries[0])):
            return near
        if senses & {"former", "retired", "dead"} and countries and (past := self._who_was(title, countries[0])):
            return self._take(past, f"the one person of this text who was {title.phrase} of {countries[0]}")
        if not countries:
            person = None if former else self._last_with(title, self._doers(sentence, token))
            if person is not None and definite(sentence, token):
                return self._take(person, f"the {title.phrase} spoken of before")
            if len(title.office_in) == 1 and title.office is None:
                countries = (title.office_in[0][0],)  # "the Holy Father" is the Vatican's wherever he is
            elif (former and not incoming) or not self._roll.home or not definite(sentence, token) or not title.office:
                return (self._unnamed(title, None, span, False, ()),)
            else:
                countries = (self._roll.home,)  # "the president", in a report filed from his capital
                if near := self._before_or_after(sentence, token, title, countries[0]):
                    return near
        return self._of_state(title, countries[0], span, named=not former)

    def _of_somebody(self, sentence: Sentence, token: Token) -> bool:
        """True for the spokesman of a person, who is not the ministry's ("Erdogan's spokesman")."""
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None else None
        return party is not None and all(self._cast.facts(a)[0] in ("person", "unnamed") for a in party.actors)

    def _of_state(self, title: Title, country: str, span: Span, *, named: bool) -> tuple[str, ...]:
        """Who holds an office of a state: somebody of this text, else the holder on the day, else just the office."""
        office = title.office_of(country)
        if office is None or not named:
            return (self._unnamed(title, country, span, False, ()),)
        if person := self._roll.with_office(office, country):
            return self._take(person, f"{title.phrase} of {country}")
        holder = self._knowledge.holder(office, country, self._day)
        if holder is not None and self._day is not None:
            person = self._roll.enter(self._knowledge.known[holder].name, holder)
            return self._take(person, f"{title.phrase} of {country} on {self._day.isoformat()}")
        reason = "no date, so the office only" if self._day is None else "holder not in the tables"
        name = f"{title.phrase} of {self._knowledge.known[country].name}"
        member = Member(
            f"office:{country}:{office}",
            name,
            "unnamed",
            country,
            title.sector,
            role=span,
            why=(f"{title.phrase!r}: {reason}",),
        )
        self._cast.member(member)
        return (member.id,)

    def _of_body(self, title: Title, bodies: tuple[str, ...], span: Span, *, named: bool) -> tuple[str, ...]:
        """Who leads or speaks for a named body that is no government ("NATO's secretary-general")."""
        for body in bodies:
            known = self._knowledge.known[body]
            office = dict(title.office_in).get(body, title.office if title.office == "head" else None)
            if office and named:
                if person := self._roll.with_office(office, body):
                    return self._take(person, f"{title.phrase} of {known.name}")
                if holder := self._knowledge.holder(office, body, self._day):
                    person = self._roll.enter(self._knowledge.known[holder].name, holder)
                    return self._take(person, f"{title.phrase} of {known.name} on {self._day}")
            of_state = title.sector == known.sector and title.office_of(known.country) is not None
            if known.sector not in ("GOV", None) and not of_state:  # the speaker of a parliament is the state's
                return (self._unnamed(title, None, span, False, (body,)),)
        return ()

    def _before_or_after(self, sentence: Sentence, token: Token, title: Title, country: str) -> tuple[str, ...]:
        """Find "the ousted president" and "the president-elect": whose term ended or begins near the day."""
        office = title.office_of(country)
        if office is None or self._day is None:
            return ()
        if _words_beside(sentence, token) & _OUSTED:
            person = self._knowledge.predecessor(office, country, self._day)
        elif _incoming(sentence, token):
            person = self._knowledge.successor(office, country, self._day)
        else:
            return ()
        return self._known_people([person], f"{title.phrase} of {country} next to {self._day}") if person else ()

    def _who_was(self, title: Title, country: str) -> Person | None:
        """The one person of this text who held an office before ("the former American president")."""
        office = title.office_of(country)
        fits = [
            person
            for person in self._roll.all()
            if (office, country) not in person.offices
            and any((h.office, h.polity) == (office, country) for h in self._knowledge.offices(person.id))
        ]
        return fits[-1] if office and len(fits) == 1 else None

    def second_of(self, sentence: Sentence, token: Token) -> Token | None:
        """The first title of a pair that one person holds, when `token` is the second ("president and army chief")."""
        first = sentence.head(token)
        if token.dep != "conj" or token.tag != "NN" or first.tag != "NN" or sentence.child(token, "det", "poss"):
            return None
        pair = self.second_title(sentence, first)
        return first if pair is not None and pair[0] is token else None

    def second_title(self, sentence: Sentence, token: Token) -> tuple[Token, Title] | None:
        """A second office that the same noun phrase gives to the same person."""
        for other in sentence.children(token, "conj"):
            if other.tag == "NN" and not sentence.child(other, "det", "poss"):
                title = self._titles.headed_by(sentence, other)
                if title is not None and title.kind == "person-title":
                    return other, title
        return None

    def counterpart(self, sentence: Sentence, token: Token, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "his Norwegian counterpart": who holds there the office that the other one holds."""
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None else None
        if party is None or len(party.actors) != 1 or self._day is None:
            return ()
        person = next((p for p in self._roll.all() if p.id == party.actors[0]), None)
        offices = [office for office, _ in sorted(person.offices)] if person is not None else []
        for office in sorted(offices, key=lambda o: o not in _COUNTRYWIDE):
            holders = [self._knowledge.holder(office, country, self._day) for country in countries]
            if all(holders):
                return self._known_people([str(h) for h in holders], f"{office} on {self._day.isoformat()}")
        return ()

    def holders(self, title: Title, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "the presidents of Kenya and Uganda": the holder in each country, or nobody."""
        holders = [
            self._knowledge.holder(office, country, self._day) if (office := title.office_of(country)) else None
            for country in countries
        ]
        if not all(holders):
            return ()
        return self._known_people([str(h) for h in holders], f"each a {title.office} on {self._day}")

    def chief(self, bodies: tuple[str, ...]) -> tuple[str, ...]:
        """Find "the NATO chief": who heads a body of many states on the day."""
        for body in bodies:
            if person := self._roll.with_office("head", body):
                return self._take(person, f"head of {body}")
            if holder := self._knowledge.holder("head", body, self._day):
                return self._known_people([holder], f"head of {body} on {self._day}")
        return ()

    def leader(self, country: str) -> tuple[str, ...]:
        """Find "the Syrian leader": the head of state or government whom the text has named."""
        for office in ("head_of_state", "head_of_government"):
            if person := self._roll.with_office(office, country):
                return self._take(person, f"leader of {country}")
        return ()

    def _known_people(self, keys: Sequence[str], reason: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            found.extend(self._take(self._roll.enter(self._knowledge.known[key].name, key), reason))
        return tuple(found)

    def _take(self, person: Person, reason: str) -> tuple[str, ...]:
        person.why.append(reason)
        self._cast.person(person)
        return (person.id,)

    def _doers(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Whom an object can't be: the subject of its verb ("Tillerson met the foreign minister")."""
        verb = sentence.head(token)
        verb = sentence.head(verb) if verb.pos == "ADP" else verb
        subject = sentence.child(verb, "nsubj") if token.dep in ("dobj", "pobj") else None
        party = None if subject is None else self._cast.at(sentence, subject)
        return frozenset() if party is None else frozenset(party.actors)

    def _last_with(self, title: Title, doers: frozenset[str]) -> Person | None:
        for person in (p for p in reversed(self._roll.all()) if p.id not in doers):
            if person.role and title.phrase in person.role.text.lower():
                return person
            if any(title.office_of(polity) == office for office, polity in person.offices):
                return person
        return None


def _incoming(sentence: Sentence, token: Token) -> bool:
    """True for who has yet to take office ("the president-elect"): never the one who still holds it."""
    return bool(_words_beside(sentence, token) & INCOMING) or token.lower.endswith(("-elect", "-designate"))


def _words_beside(sentence: Sentence, token: Token) -> set[str]:
    """The words that qualify a title, before or right after it."""
    return {t.lower for t in (*sentence.children(token), *sentence.tokens[token.i : token.i + 3])}


def definite(sentence: Sentence, token: Token) -> bool:
    """True for a noun with "the", "this" or a possessive pronoun."""
    return any(t.lower in DEFINITE for t in sentence.children(token, "det", "poss"))
