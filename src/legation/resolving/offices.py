"""Offices: who holds what a description names ("the Turkish president", "his Norwegian counterpart")."""

from collections.abc import Callable, Sequence
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import Span
from legation.resolving.cast import Cast, Member
from legation.resolving.people import Person, Roll
from legation.resolving.posts import Posts
from legation.resolving.roles import INCOMING, Titles

CHIEFS = frozenset({"chief", "boss", "head"})
# Who leads a party or armed group, whatever it calls its leader.
LEADERS = frozenset(
    {"president", "chairman", "chairwoman", "leader", "chief", "secretary-general", "general secretary"}
)
COUNTERPARTS = frozenset({"counterpart", "counterparts", "opposite number", "opposite numbers"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_COUNTRYWIDE = ("foreign_minister", "defence_minister", "head_of_government", "head_of_state")
_HEADS_OF_BANKS = CHIEFS | {"governor", "president", "chairman", "chair", "chairwoman"}
_FOUNDING = frozenset({"first", "founding"})
_OUSTED = frozenset(
    {
        "ousted",
        "deposed",
        "toppled",
        "overthrown",
        "fallen",
        "late",
        "slain",
        "assassinated",
        "murdered",
        "executed",
        "dead",
    }
)
# What has become of somebody: the words that news puts before the old title, and the fates of fates.csv that they mean.
_FATES = {
    **dict.fromkeys(("late", "dead"), frozenset({"died", "killed", "executed"})),
    **dict.fromkeys(("slain", "assassinated", "murdered"), frozenset({"killed"})),
    "executed": frozenset({"executed"}),
    **dict.fromkeys(("jailed", "imprisoned", "detained", "incarcerated"), frozenset({"jailed"})),
    **dict.fromkeys(("exiled", "fugitive", "self-exiled"), frozenset({"exiled"})),
    **dict.fromkeys(("ousted", "deposed", "toppled", "overthrown"), frozenset({"exiled", "jailed"})),
}
# Titles of those who reign, and the words in the titles of the table that fit them.
_CROWNS = {
    "king": ("king",),
    "queen": ("queen",),
    "emperor": ("emperor",),
    "sultan": ("sultan",),
    "emir": ("emir", "amir"),
    "amir": ("emir", "amir"),
    "shah": ("shah",),
    "monarch": ("king", "queen", "emperor", "sultan", "emir", "shah", "prince", "duke", "duchess"),
}
# What is told of somebody by a passive.
_SUFFERED = {
    **dict.fromkeys(("shoot", "assassinate", "murder", "kill"), frozenset({"killed"})),
    **dict.fromkeys(("execute", "hang"), frozenset({"executed"})),
    **dict.fromkeys(("jail", "imprison", "detain"), frozenset({"jailed"})),
}
# "A former chancellor, five months out of office" is the last one.
_JUST_OUT = ("out", "of", "office")

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
        self._posts = Posts(knowledge, self._cast, day, self._roll.home)
        self._next: dict[str, str] = {}

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
        former = incoming or bool(senses & {"former", "retired", "dead", "deputy", "future", "claimed"})
        found = self._gone_from(sentence, token, title, bodies) or self._of_body(title, bodies, span, named=not former)
        if not found and not former and (sent := self._posts.holder(sentence, token, title, countries)):
            found = self._known_people([sent], f"{title.phrase} there on {self._day}")
        if found:
            return found
        if not countries:
            person = None if former else self._last_with(title, self._doers(sentence, token))
            if person is not None and definite(sentence, token):
                return self._take(person, f"the {title.phrase} spoken of before")
            if incoming and title.phrase in self._next:
                return self._known_people([self._next[title.phrase]], f"the {title.phrase} to be spoken of before")
            if body := self.by_default(sentence, token, title):
                found = self._of_body(title, (body,), span, named=not former)
                return found or (self._unnamed(title, None, span, False, (body,)),)
            gone = former and not incoming and not _words_beside(sentence, token) & _OUSTED
            country = self._crowned(title) or self._understood(sentence, token, title, gone=gone)
            if country is None:
                return (self._unnamed(title, None, span, False, ()),)
            countries = (country,)
        return (
            self._in_its_time(sentence, token, title, countries[0], senses)
            or (self._acting(title, countries[0]) if "acting" in senses else ())
            or self._of_state(title, countries[0], span, named=not former)
        )

    def _in_its_time(
        self, sentence: Sentence, token: Token, title: Title, country: str, senses: set[str | None]
    ) -> tuple[str, ...]:
        """Who held the office before, or will hold it; whom the text has called by a title that is no office."""
        if near := self._before_or_after(sentence, token, title, country):
            return near
        if _words_beside(sentence, token) & _FOUNDING and (found := self._knowledge.founder(title, country)):
            return self._known_people([found], f"the first {title.phrase} of {country}")
        if senses & {"former", "retired", "dead"} and (past := self._who_was(title, country)):
            return self._take(past, f"the one person of this text who was {title.phrase} of {country}")
        if fallen := self._fallen(sentence, token, title, country):
            return fallen
        if "former" in senses and _the_last(sentence, token) and (last := self._predecessor(title, country)):
            return self._known_people([last], f"the last {title.phrase} of {country} before {self._day}")
        if title.office_of(country) is None and (person := self._owned_by(sentence, token, title, country)):
            return self._take(person, f"the only {title.phrase} of {country} in this text")
        return ()

    def _predecessor(self, title: Title, country: str) -> str | None:
        """Who held an office of a state until a short time ago."""
        office = title.office_of(country)
        return self._knowledge.predecessor(office, country, self._day) if office and self._day is not None else None

    def _fallen(self, sentence: Sentence, token: Token, title: Title, country: str) -> tuple[str, ...]:
        """Find "the jailed former prime minister" and "the exiled shah": the one of whom that is known on the day."""
        fates = {fate for word in _words_beside(sentence, token) for fate in _FATES.get(word, ())}
        verb = sentence.head(token)
        if token.dep == "nsubjpass":  # "where the former prime minister was shot"
            fates |= _SUFFERED.get(verb.lemma.lower(), frozenset())
        office = title.office_of(country)
        if not fates or office is None or self._day is None:
            return ()
        person = self._knowledge.fallen(office, country, frozenset(fates), self._day)
        return self._known_people([person], f"{title.phrase} of {country} before {self._day}") if person else ()

    def gone_leader(self, sentence: Sentence, token: Token, country: str) -> tuple[str, ...]:
        """Find "the deposed Syrian ruler" and "the slain leader": who led a state before, as head or government."""
        words = _words_beside(sentence, token)
        for office in ("head_of_state", "head_of_government") if self._day is not None else ():
            fates = frozenset(fate for word in words for fate in _FATES.get(word, ()))
            person = self._knowledge.fallen(office, country, fates, self._day) if fates and self._day else None
            if person is None and words & _OUSTED and self._day is not None:
                person = self._knowledge.predecessor(office, country, self._day)
            if person is not None:
                return self._known_people([person], f"led {country} until some time before {self._day}")
        return ()

    def _gone_from(self, sentence: Sentence, token: Token, title: Title, bodies: tuple[str, ...]) -> tuple[str, ...]:
        """Find "the late UN secretary-general": who last headed a body of many states."""
        if self._day is None or not _words_beside(sentence, token) & _OUSTED:
            return ()
        for body in bodies:
            office = dict(title.office_in).get(body, title.office if title.office == "head" else None)
            last = self._knowledge.predecessor(office, body, self._day) if office else None
            if last is not None:
                return self._known_people([last], f"{title.phrase} of {body} before {self._day}")
        return ()

    def _acting(self, title: Title, country: str) -> tuple[str, ...]:
        """Find "the acting president": who stands in for the holder on the day."""
        office = title.office_of(country)
        person = self._knowledge.stand_in(office, country, self._day) if office and self._day is not None else None
        return self._known_people([person], f"acting {title.phrase} of {country} on {self._day}") if person else ()

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
        if len(title.office_in) == 1 and title.office is None:
            return title.office_in[0][0]  # "the Holy Father" is the Vatican's wherever he is
        if gone or not definite(sentence, token) or not title.office:
            return None
        return self._roll.home or self._cast.place_in(sentence)

    def _owned_by(self, sentence: Sentence, token: Token, title: Title, country: str) -> Person | None:
        """The one of a country whom the text calls by the last word of a title that is no office ("his minister")."""
        if not definite(sentence, token) or sentence.child(token, "amod", "compound", "nmod") is not None:
            return None
        last = title.phrase.split()[-1]
        fits = [p for p in self._roll.all() if p.country in (country, None) and last in p.titles]
        return fits[0] if len(fits) == 1 else None

    def _may_bear(self, title: Title, country: str) -> bool:
        """False for "the king" in a republic."""
        holder = self._knowledge.holder("head_of_state", country, self._day) if title.phrase in _CROWNS else None
        return holder is None or self._is_crowned(title, country)

    def _bore(self, person: Person, title: Title) -> bool:
        """False for "the king" of somebody whose offices are none of a king's."""
        words = _CROWNS.get(title.phrase, ())
        terms = self._knowledge.offices(person.id)
        return not words or not terms or any(word in term.title.lower().split() for term in terms for word in words)

    def _is_crowned(self, title: Title, country: str) -> bool:
        holder = self._knowledge.holder("head_of_state", country, self._day)
        terms = self._knowledge.offices(holder) if holder is not None and self._day is not None else ()
        held = (h.title.lower() for h in terms if h.polity == country and self._day is not None and h.covers(self._day))
        return any(word in _CROWNS.get(title.phrase, ()) for title_held in held for word in title_held.split())

    def _crowned(self, title: Title) -> str | None:
        """The one state of this text, besides that of the dateline, in which "the king" or "the emir" reigns."""
        if title.phrase not in _CROWNS or self._day is None:
            return None
        if self._roll.home and self._is_crowned(title, self._roll.home):
            return None
        found = [state for state in sorted(self._roll.states) if self._is_crowned(title, state)]
        return found[0] if len(found) == 1 else None

    def reigning(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Who "His Majesty" is in a report that has named nobody: who reigns where it is filed."""
        home = self._roll.home
        if token.lower != "majesty" or home is None or sentence.child(token, "poss") is None:
            return ()
        crown = self._titles.named("monarch")
        holder = self._knowledge.holder("head_of_state", home, self._day)
        if crown is None or holder is None or not self._is_crowned(crown, home):
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
        if office is None or not named or not self._may_bear(title, country):
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
        for body in bodies:
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

    def _before_or_after(self, sentence: Sentence, token: Token, title: Title, country: str) -> tuple[str, ...]:
        """Find "the ousted president" and "the president-elect": whose term ended or begins near the day."""
        office = title.office_of(country)
        if office is None or self._day is None:
            return ()
        if _words_beside(sentence, token) & _OUSTED:
            person = self._knowledge.predecessor(office, country, self._day)
        elif _incoming(sentence, token):
            person = self._knowledge.successor(office, country, self._day)
            if person is not None:
                self._next[title.phrase] = person
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

    def owners_of_kin(self, sentence: Sentence, token: Token) -> list[Token]:
        """Whose wife, brother or running mate a noun tells; none for other nouns."""
        running = token.lower == "mate" and any(t.lower == "running" for t in sentence.children(token))
        if not running and not self._knowledge.is_kin(token.lower):
            return []
        owners = list(sentence.children(token, "poss"))
        for prep in sentence.children(token, "prep"):
            owners.extend(sentence.children(prep, "pobj") if prep.lower == "of" else ())
        return owners

    def relative(self, sentence: Sentence, token: Token) -> tuple[str, ...]:
        """Find "Castro's brother" and "the wife of the president": the one relative of that sort in the table."""
        owners = self.owners_of_kin(sentence, token)
        parties = [p for owner in owners if (p := self._cast.at(sentence, owner)) is not None]
        if len(parties) != 1 or len(parties[0].actors) != 1 or token.tag not in ("NN", "NNP"):
            return ()
        found = self._knowledge.relative(parties[0].actors[0], token.lower) or self._in_office(
            sentence, token, self._knowledge.relatives(parties[0].actors[0], token.lower)
        )
        if found is None and token.lower == "mate":  # "the running mate of Bolivia's president"
            found = self._second_in_command(parties[0].actors[0])
        return self._known_people([found], f"{token.lower} of {parties[0].actors[0]}") if found else ()

    def _in_office(self, sentence: Sentence, token: Token, relatives: frozenset[str]) -> str | None:
        """Of several brothers the one who holds the office set beside ("his brother, the defence secretary")."""
        beside = list(sentence.children(token, "appos"))
        beside += [sentence.head(token)] if token.dep == "appos" else []
        titles = [title for noun in beside if (title := self._titles.headed_by(sentence, noun)) is not None]
        found = {
            key
            for key in relatives
            for held in self._knowledge.offices(key)
            for title in titles
            if self._day is not None
            and held.covers(self._day)
            and (title.office_of(held.polity) == held.office or held.title.lower().startswith(title.phrase))
        }
        return found.pop() if len(found) == 1 else None

    def _second_in_command(self, actor: str) -> str | None:
        """The vice-president of whom somebody is the president."""
        person = next((p for p in self._roll.all() if p.id == actor), None)
        states = [polity for office, polity in person.offices if office == "head_of_state"] if person else []
        return self._knowledge.holder("vice_president", states[0], self._day) if states else None

    def counterpart(self, sentence: Sentence, token: Token, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "his Norwegian counterpart": who holds there the office that the other one holds."""
        owner = sentence.child(token, "poss")
        party = self._cast.at(sentence, owner) if owner is not None else None
        if party is None or len(party.actors) != 1:
            return ()
        if body := self._same_body(party.actors[0], countries):
            return body
        if self._day is None:
            return ()
        person = next((p for p in self._roll.all() if p.id == party.actors[0]), None)
        offices = [office for office, _ in sorted(person.offices)] if person is not None else []
        for office in sorted(offices, key=lambda o: o not in _COUNTRYWIDE):
            holders = [self._knowledge.holder(office, country, self._day) for country in countries]
            if all(holders):
                return self._known_people([str(h) for h in holders], f"{office} on {self._day.isoformat()}")
        return ()

    def _same_body(self, owner: str, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "its Chinese counterpart": the body there that is called as the owner is here ("… coast guard")."""
        known = self._knowledge.known.get(owner)
        if known is None or known.kind != "organisation" or known.country not in self._knowledge.known:
            return ()
        own = self._knowledge.state_words.get(str(known.country), frozenset())
        sort = " ".join(word for word in known.name.split() if word not in own | {"the", "The", "of"})
        found = [body for country in countries if (body := self._knowledge.body_id(country, sort.lower())) is not None]
        for body in found:
            self._cast.known(body)
        return tuple(found) if len(found) == len(countries) else ()

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
            fits = (
                title.office_of(polity) == office and self._bore(person, title) for office, polity in person.offices
            )
            if any(fits):
                return person
        return None


def halves(sentence: Sentence, token: Token) -> list[Token]:
    """The "general" behind a secretary or director, on which the parser hangs the body that he leads."""
    return [t for t in sentence.children(token, "amod", "appos") if t.i > token.i and t.lower == "general"]


def _incoming(sentence: Sentence, token: Token) -> bool:
    """True for who has yet to take office ("the president-elect"): never the one who still holds it."""
    return bool(_words_beside(sentence, token) & INCOMING) or token.lower.endswith(("-elect", "-designate"))


def _the_last(sentence: Sentence, token: Token) -> bool:
    """True for "the former president" and "Mali's former president", of whom the last one is meant if any."""
    owned = sentence.child(token, "poss") is not None
    words = tuple(t.lower for t in sentence.tokens[token.i + 1 : token.i + 9])
    out = any(words[at : at + len(_JUST_OUT)] == _JUST_OUT for at in range(len(words)))
    return owned or out or definite(sentence, token)


def _words_beside(sentence: Sentence, token: Token) -> set[str]:
    """The words that qualify a title, before or right after it."""
    return {t.lower for t in (*sentence.children(token), *sentence.tokens[token.i : token.i + 3])}


def definite(sentence: Sentence, token: Token) -> bool:
    """True for a noun with "the", "this" or a possessive pronoun."""
    nouns = [token]
    if token.i > 1 and sentence.tokens[token.i - 1].text == "-":  # "the secretary-general", "the president-elect"
        nouns.append(sentence.tokens[token.i - 2])
    return any(t.lower in DEFINITE for noun in nouns for t in sentence.children(noun, "det", "poss"))
