"""Offices: who holds what a description names ("the Turkish president", "NATO's secretary-general")."""

from collections.abc import Callable, Sequence
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import Span
from legation.resolving.binding import named_apart
from legation.resolving.cast import Cast, Member
from legation.resolving.crowns import CROWNS, Crowns
from legation.resolving.history import History
from legation.resolving.own_office import OwnOffice
from legation.resolving.people import Person, Roll
from legation.resolving.posts import Posts
from legation.resolving.roles import Titles
from legation.resolving.succession import OUSTED, Succession, incoming, words_beside
from legation.resolving.ties import Ties

CHIEFS = frozenset({"chief", "boss", "head"})
# Who leads a party or armed group, whatever it calls its leader.
LEADERS = frozenset(
    {"president", "chairman", "chairwoman", "leader", "chief", "secretary-general", "general secretary"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_HEADS_OF_BANKS = CHIEFS | {"governor", "president", "chairman", "chair", "chairwoman"}
_FOUNDING = frozenset({"first", "founding"})
# "A former chancellor, five months out of office" is the last one.
_JUST_OUT = ("out", "of", "office")

_SECOND = (["vice"], ["deputy"])
# Senses of the words before a title that somebody bears no longer.
_GONE = frozenset({"former", "retired", "dead"})

Unnamed = Callable[[Title, str | None, Span, bool, tuple[str, ...]], str]


class Offices:
    """Finds the holders of offices in one document."""

    def __init__(
        self,
        knowledge: Knowledge,
        titles: Titles,
        document: tuple[Cast, Roll, History],
        day: date | None,
        unnamed: Unnamed,
    ) -> None:
        """`unnamed` makes an actor of a title whose holder nobody can tell."""
        self._knowledge = knowledge
        self._titles = titles
        self._cast, self._roll, history = document
        self._day = day
        self._unnamed = unnamed
        self._posts = Posts(knowledge, self._cast, day, self._roll.home)
        self._succession = Succession(knowledge, self._roll, day, self._known_people)
        self._ties = Ties(knowledge, titles, (self._cast, self._roll), day, self._known_people)
        self.own = OwnOffice(knowledge, (self._cast, self._roll), day)
        self._crowns = Crowns(knowledge, self._cast, self._roll, history, day)

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
        senses = self._senses(sentence, token, title)
        is_next = incoming(sentence, token)
        former = is_next or bool(senses & {"former", "retired", "dead", "deputy", "future", "claimed"})
        found = self._succession.gone_from(sentence, token, title, bodies)
        found = found or self._of_body(title, bodies, span, named=not former)
        if not found and not former and (sent := self._posts.holder(sentence, token, title, countries)):
            found = self._known_people([sent], f"{title.phrase} there on {self._day}")
        if found:
            return found
        apart = frozenset() if countries else self._apart(sentence, token)
        if not countries:
            person = None if former else self._last_with(title, apart, token.start)
            if person is not None and definite(sentence, token):
                return self._take(person, f"the {title.phrase} spoken of before")
            if is_next and (awaited := self._succession.awaited(title)):
                return self._known_people([awaited], f"the {title.phrase} to be spoken of before")
            if body := self.by_default(sentence, token, title):
                found = self._of_body(title, (body,), span, named=not former)
                return found or (self._unnamed(title, None, span, False, (body,)),)
            country = self._understood(sentence, token, title, gone=former and not is_next)
            if country is None:
                return (self._unnamed(title, None, span, False, ()),)
            countries = (country,)
        found = self._in_its_time(sentence, token, title, countries[0], senses)
        found = found or (self._succession.acting(title, countries[0]) if "acting" in senses else ())
        found = found or self._of_state(title, countries[0], span, named=not former)
        # Who is named in the same clause is another one, and nothing tells of which state.
        return (self._unnamed(title, None, span, False, ()),) if apart.intersection(found) else found

    def called_next(
        self, sentence: Sentence, token: Token, title: Title, countries: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Find "the prime minister-designate": whom the text has called so."""
        named = self._succession.called_next(title, countries) if incoming(sentence, token) else None
        return () if named is None else self._take(named, f"the only {title.phrase} to be in this text")

    def _senses(self, sentence: Sentence, token: Token, title: Title) -> set[str | None]:
        """What the words beside a title say of it; the "vice" of a vice president is a part of it.

        A state has one of those, but several deputy ministers.
        """
        own = title.phrase.replace("-", " ").split() if title.office == "vice_president" else ()
        words = [t.text for t in sentence.children(token) if t.lower not in own]
        return {m.sense for word in words if (m := self._titles.modifier(word)) is not None}

    def _in_its_time(
        self, sentence: Sentence, token: Token, title: Title, country: str, senses: set[str | None]
    ) -> tuple[str, ...]:
        """Who held the office before, or will hold it; whom the text has called by a title that is no office."""
        if near := self._succession.before_or_after(sentence, token, title, country):
            return near
        if words_beside(sentence, token) & _FOUNDING and (found := self._knowledge.founder(title, country)):
            return self._known_people([found], f"the first {title.phrase} of {country}")
        if senses & {"former", "retired", "dead"} and (past := self._succession.who_was(title, country)):
            return self._take(past, f"the one person of this text who was {title.phrase} of {country}")
        if fallen := self._succession.fallen(sentence, token, title, country):
            return fallen
        if "former" in senses and _the_last(sentence, token) and (last := self._succession.predecessor(title, country)):
            return self._known_people([last], f"the last {title.phrase} of {country} before {self._day}")
        if title.office_of(country) is None and (person := self._owned_by(sentence, token, title, country)):
            return self._take(person, f"the only {title.phrase} of {country} in this text")
        return ()

    def gone_leader(self, sentence: Sentence, token: Token, country: str) -> tuple[str, ...]:
        """Find "the deposed Syrian ruler" and "the slain leader": who led a state before, as head or government."""
        return self._succession.gone_leader(sentence, token, country)

    def by_default(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The body of a title that one body's servants bear in the news: its default, or the only other one named."""
        owned = any(sentence.child(noun, "poss", "prep") for noun in (token, *halves(sentence, token)))
        office = title.office is not None
        if title.default is None or (office and (owned or not definite(sentence, token))):
            return None
        bodies = self._cast.bodies_of_many()
        others = [body for body in bodies if self._knowledge.holder("head", body, self._day)]
        if not office:  # peacekeepers of whom, where NATO and the African Union are both there?
            return title.default if not others or title.default in others else None
        return others[0] if len(others) == 1 else title.default

    def _understood(self, sentence: Sentence, token: Token, title: Title, *, gone: bool) -> str | None:
        """Whose office an unowned title names: that of the dateline, or of the one town of the sentence."""
        only = title.only
        if only and (title.alone or only.startswith("org:") or only == self._roll.home or only in self._roll.states):
            return only  # the Holy Father is the Vatican's wherever he is; other states than Australia have a treasurer
        if reigned := self._crowns.state(sentence, token, title):
            return reigned
        gone = gone and not words_beside(sentence, token) & OUSTED
        if title.office == "ambassador":
            return None  # whoever is met where a report is filed was sent there by another state
        if not gone and definite(sentence, token) and not title.office:
            return self._where_borne(title)
        if gone or not definite(sentence, token):
            return None
        return self._cast.opened_in(sentence, token) or self._roll.home or self._cast.place_in(sentence)

    def _where_borne(self, title: Title) -> str | None:
        """Whose "the chancellor" is: that of the dateline, else the only state named that has such an office."""
        few = [polity for polity, _ in title.office_in if self._cast.is_state(polity)]
        if len(few) < len(title.office_in) or title.sector != "GOV" or title.phrase == "leader":
            return None
        if self._roll.home in few:
            return self._roll.home
        named = [state for state in few if state in self._roll.states]
        return named[0] if len(named) == 1 else None

    def _owned_by(self, sentence: Sentence, token: Token, title: Title, country: str) -> Person | None:
        """The one of a country whom the text calls by the last word of a title that is no office ("his minister")."""
        if not definite(sentence, token) or sentence.child(token, "amod", "compound", "nmod") is not None:
            return None
        last = title.phrase.split()[-1]
        fits = [p for p in self._roll.all() if p.country in (country, None) and last in p.titles]
        return fits[0] if len(fits) == 1 else None

    def may_bear(self, title: Title, country: str) -> bool:
        """False for "the king" in a republic."""
        return self._crowns.may_bear(title, country)

    def reigning(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "His Majesty" is in a report that has named nobody: who reigns where it is filed."""
        home = self._roll.home
        if token.lower != "majesty" or home is None or sentence.child(token, "poss") is None:
            return ()
        crown = self._titles.named("monarch")
        holder = self._knowledge.holder("head_of_state", home, self._day)
        if crown is None or holder is None or not self._crowns.worn_in(crown, home):
            return ()
        return self._known_people([holder], f"reigns in {home} on {self._day}")

    def _of_somebody(self, sentence: Sentence, token: Token) -> bool:
        """True for the spokesman of a person, who is not the ministry's ("Erdogan's spokesman")."""
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None else None
        return party is not None and all(self._cast.facts(a)[0] in ("person", "unnamed") for a in party.actors)

    def _of_state(self, title: Title, country: str, span: Span, *, named: bool) -> tuple[str, ...]:
        """Who holds an office of a state: somebody of this text, else the holder on the day, else just the office."""
        office = title.office_of(country)
        if office is None or not named or not self.may_bear(title, country):
            return (self._unnamed(title, country, span, False, ()),)
        if person := self._roll.with_office(office, country):
            return self._take(person, f"{title.phrase} of {country}")
        holder = self._knowledge.holder(office, country, self._day)
        if holder is not None and self._day is not None:
            person = self._roll.enter(self._knowledge.known[holder].name, holder)
            return self._take(person, f"{title.phrase} of {country} on {self._day.isoformat()}")
        reason = "no date, so the office only" if self._day is None else "holder not in the tables"
        name = f"{title.phrase} of {self._knowledge.known[country].name}"
        many = self._knowledge.is_of_many(country)
        member = Member(
            f"office:{country}:{office}",
            name,
            "unnamed",
            self._knowledge.known[country].country if many else country,
            title.sector,
            role=span,
            why=(f"{title.phrase!r}: {reason}",),
            body=country if many else None,
        )
        self._cast.member(member)
        return (member.id,)

    def _of_body(self, title: Title, bodies: tuple[str, ...], span: Span, *, named: bool) -> tuple[str, ...]:
        """Who leads or speaks for a named body that is no government ("NATO's secretary-general")."""
        for body in (self._knowledge.seat(title, body) for body in bodies):
            known = self._knowledge.known[body]
            office = dict(title.office_in).get(body, title.office if title.office == "head" else None)
            if office is None and title.phrase in _HEADS_OF_BANKS and self._knowledge.is_central_bank(body):
                chief = self._titles.named("central bank governor")
                if chief is not None and known.country in self._knowledge.known:
                    return self._of_state(chief, str(known.country), span, named=named)
            if office and named:
                if person := self._roll.with_office(office, body):
                    return self._take(person, f"{title.phrase} of {known.name}")
                if holder := self._knowledge.holder(office, body, self._day):
                    person = self._roll.enter(self._knowledge.known[holder].name, holder)
                    return self._take(person, f"{title.phrase} of {known.name} on {self._day}")
            if named and title.phrase in LEADERS and known.kind == "group" and (found := self.chief((body,))):
                return found
            of_state = title.sector == known.sector and title.office_of(known.country) is not None
            if known.sector not in ("GOV", None) and not of_state:  # the speaker of a parliament is the state's
                return (self._unnamed(title, None, span, False, (body,)),)
        return ()

    def second_of(self, sentence: Sentence, token: Token) -> Token | None:
        """The first title of a pair that one person holds, when `token` is the second ("president and army chief")."""
        first = sentence.head(token)
        if token.dep != "conj" or token.tag != "NN" or first.tag != "NN" or sentence.child(token, "det", "poss"):
            return None
        pair = self.second_title(sentence, first)
        named = sentence.child(first, "appos")  # "his aide and cousin, Arif"
        both = named is not None and named.ent == "PERSON" and named.i > token.i
        return first if both or (pair is not None and pair[0] is token) else None

    def second_title(self, sentence: Sentence, token: Token) -> tuple[Token, Title] | None:
        """A second office that the same noun phrase gives to the same person."""
        for other in sentence.children(token, "conj"):
            if other.tag == "NN" and not sentence.child(other, "det", "poss"):
                title = self._titles.headed_by(sentence, other)
                if title is not None and title.kind == "person-title":
                    return other, title
        return None

    def owners_of_kin(self, sentence: Sentence, token: Token) -> list[Token]:
        """Whose wife, brother or running mate a noun tells; none for other nouns."""
        return self._ties.owners_of_kin(sentence, token)

    def relative(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Find "Castro's brother" and "the wife of the president": the one relative of that sort in the table."""
        return self._ties.relative(sentence, token)

    def counterpart(self, sentence: Sentence, token: Token, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "his Norwegian counterpart": who holds there the office that the other one holds."""
        return self._ties.counterpart(sentence, token, countries)

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
        """Find "the NATO chief" and "the Hezbollah leader": who heads a body or party on the day."""
        for office, body in ((office, body) for body in bodies for office in ("head", "party_leader")):
            if person := self._roll.with_office(office, body):
                return self._take(person, f"{office} of {body}")
            if holder := self._knowledge.holder(office, body, self._day):
                return self._known_people([holder], f"{office} of {body} on {self._day}")
        return ()

    def of_junta(self, home: str, other: str | None) -> str:
        """The state of "the junta": the only other one of a text, unless soldiers lead that of the dateline alone."""
        if other is None or (self._led_by_soldiers(home) and not self._led_by_soldiers(other)):
            return home
        return other

    def _led_by_soldiers(self, state: str) -> bool:
        heads = (self._knowledge.holder(office, state, self._day) for office in ("head_of_state", "head_of_government"))
        return any(term.sector == "MIL" for head in heads if head for term in self._knowledge.offices(head))

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

    def _apart(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """Whom a title can't mean: who is named in its clause, or led there by a word of his state.

        "Tillerson met the foreign minister", "The president urged the Zimbabwean leader to resign."
        """
        objects = sentence.children(sentence.head(token), "dobj") if token.dep == "nsubj" else ()
        led = {
            state
            for noun in objects
            if noun.tag == "NN" and noun.lower in LEADERS
            for word in sentence.children(noun, "amod", "poss")
            if (party := self._cast.at(sentence, word)) is not None
            for state in party.actors
        }
        leaders = {p.id for p in self._roll.all() if any(polity in led for _, polity in p.offices)}
        return named_apart(sentence, token, self._cast) | leaders

    def _last_with(self, title: Title, apart: frozenset[str], at: int) -> Person | None:
        home = self._roll.home
        office = title.office_of(home) if home is not None else None
        ours = self._knowledge.holder(office, home, self._day) if office is not None and home is not None else None
        people = [p for p in reversed(self._roll.all()) if p.id not in apart and self._is_titled(p, title)]
        # Who is yet to be named comes after all of whom the text has spoken, and after one's own president.
        before = [p for p in people if self._cast.named_before(p.id, at)]
        if title.phrase in CROWNS and before:
            return self._crowns.last_of(before, at)
        if title.phrase in CROWNS and self._crowns.told_before(title, at):
            return None
        behind = [p for p in people if ours in (None, p.id) or p.country == home]
        return next(iter((*before, *behind)), None)

    def _is_titled(self, person: Person, title: Title) -> bool:
        """True for whom the text has called by a title that he still bears, or who holds its office."""
        called = person.role.text.lower().partition(title.phrase) if person.role else ("", "", "")
        if called[1]:
            if called[0].split()[-1:] in _SECOND:  # a vice president is no president
                return False
            return not any((m := self._titles.modifier(w)) is not None and m.sense in _GONE for w in called[0].split())
        return any(
            title.office_of(polity) == office and self._crowns.bore(person, title) for office, polity in person.offices
        )


def halves(sentence: Sentence, token: Token) -> list[Token]:
    """The "general" behind a secretary or director, on which the parser hangs the body that he leads."""
    return [t for t in sentence.children(token, "amod", "appos") if t.i > token.i and t.lower == "general"]


def _the_last(sentence: Sentence, token: Token) -> bool:
    """True for "the former president" and "Mali's former president", of whom the last one is meant if any."""
    owned = sentence.child(token, "poss") is not None
    words = tuple(t.lower for t in sentence.tokens[token.i + 1 : token.i + 9])
    out = any(words[at : at + len(_JUST_OUT)] == _JUST_OUT for at in range(len(words)))
    return owned or out or definite(sentence, token)


def definite(sentence: Sentence, token: Token) -> bool:
    """True for a noun with "the", "this" or a possessive pronoun."""
    nouns = [token]
    if token.i > 1 and sentence.tokens[token.i - 1].text == "-":  # "the secretary-general", "the president-elect"
        nouns.append(sentence.tokens[token.i - 2])
    return any(t.lower in DEFINITE for noun in nouns for t in sentence.children(noun, "det", "poss"))
