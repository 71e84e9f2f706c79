"""Descriptions: noun phrases that say who acts without a name ("three U.S. diplomats", "the Turkish president")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import Span
from legation.resolving.cast import Cast, Member
from legation.resolving.gazetteer import NameMatch
from legation.resolving.names import SentenceNames
from legation.resolving.people import Naming, Person, Roll, slug
from legation.resolving.phrases import is_plural, modifiers, noun_phrase
from legation.resolving.roles import Titles

# A noun in one of these places stands for somebody; as a modifier or a predicate it does not.
_ARGUMENTS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "conj",
        "poss",
        "dative",
        "ROOT",
        "appos",
        "npadvmod",
        "nmod",
        "dep",
        "ccomp",
    }
)
_KINDS = frozenset({"person-title", "role-noun", "collective", "generic-body", "group"})
_COUNTERPARTS = frozenset({"counterpart", "counterparts", "opposite number", "opposite numbers"})
_COUNTRYWIDE = ("foreign_minister", "defence_minister", "head_of_government", "head_of_state")
_OUSTED = frozenset({"ousted", "deposed", "toppled", "overthrown", "late", "slain", "assassinated", "murdered"})
_INCOMING = frozenset({"elect", "designate", "incoming"})
# Whom a report finds where it is filed, unless it says otherwise; experts and diplomats may be anybody's.
_LOCAL = frozenset({"COP", "JUD", "MED", "AGR", "LAB", "CRM"})
_ELSEWHERE = frozenset({
    "analyst", "analysts", "expert", "experts", "observer", "observers", "scholar", "scholars", "fellow", "fellows", "correspondent", "correspondents",
    "economist", "economists", "historian", "historians", "scientist", "scientists", "researcher", "researchers", "refugee", "refugees", "troops",
    "soldiers", "soldier", "peacekeepers", "hostages", "hostage", "tourists", "tourist", "people", "person", "victims", "victim",
})  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Described:
    """Who a description stands for, its text, and whether it is one or many."""

    actors: tuple[str, ...]
    start: int
    end: int
    plural: bool
    title: Title


class Describer:
    """Reads the descriptions of one document."""

    def __init__(
        self,
        knowledge: Knowledge,
        titles: Titles,
        relational: Sequence[str],
        document: tuple[Cast, Roll],
        day: date | None,
    ) -> None:
        """`relational` lists nouns whose possessor is not what they are ("Russia's allies")."""
        self._knowledge = knowledge
        self._titles = titles
        self._relational = frozenset(relational)
        self._cast, self._roll = document
        self._day = day
        self._bodies: dict[str, tuple[str, ...]] = {}
        self._written = ""

    def title_of(self, sentence: Sentence, token: Token, names: SentenceNames) -> Title | None:
        """The title of a noun that stands for somebody, else None."""
        if token.pos not in ("NOUN", "PROPN") or not self._argument(sentence, token):
            return None
        title = self._titles.headed_by(sentence, token, self._after_name(sentence, token, names))
        return title if title is not None and title.kind in _KINDS else None

    def _after_name(self, sentence: Sentence, token: Token, names: SentenceNames) -> int:
        """Where a title may begin: "European Union leaders" are no union leaders."""
        inside = [t.i for m in names.matches for t in sentence.tokens if m.start <= t.start < m.end and t.i < token.i]
        return max(inside, default=-1) + 1

    def _argument(self, sentence: Sentence, token: Token) -> bool:
        if token.dep not in _ARGUMENTS:
            return False
        top = token
        while top.dep == "conj":
            top = sentence.head(top)
        if top.dep in ("attr", "compound", "amod", "oprd"):
            return False
        return not (top.dep == "pobj" and sentence.head(top).lower == "as")

    def describe(
        self, sentence: Sentence, token: Token, title: Title, names: SentenceNames, people: Sequence[Naming]
    ) -> Described | None:
        """Who the noun phrase headed by `token` stands for."""
        start, end = noun_phrase(sentence, token)
        plural = title.plural or (is_plural(sentence, token) and not title.state and title.kind != "person-title")
        countries, bodies = self._owners(sentence, token, title, names, people)
        span, self._written = self._cast.span(start, end), _written(sentence, start, end)
        if named := self._body_itself(title, bodies):
            return Described(named, start, end, False, title)
        if title.state and countries and not plural:
            for country in countries:
                self._cast.known(country)
            self._bodies[title.phrase] = countries
            return Described(countries, start, end, False, title)
        many = token.tag in ("NNS", "NNPS")  # "troops" are people, "the army" is a body
        if title.kind == "generic-body" or (title.body and not many):
            return Described(self._generic_body(sentence, token, title, countries, span), start, end, False, title)
        if title.kind == "person-title" and not plural:
            owners = (countries, bodies)
            found = self._office_holder(sentence, token, title, owners, span)
            if self._cast.facts(found[0])[0] != "person" and (second := self._second_title(sentence, token)):
                # "Japan's deputy prime minister and finance minister": whoever holds the one holds the other.
                other = self._office_holder(sentence, second[0], second[1], owners, span)
                found = other if self._cast.facts(other[0])[0] == "person" else found
            return Described(found, start, end, False, title)
        if (
            title.phrase in _COUNTERPARTS
            and countries
            and (found := self._counterpart(sentence, token, countries, people))
        ):
            return Described(found, start, end, len(found) > 1, title)
        if title.kind == "person-title" and len(countries) > 1 and (found := self._holders(title, countries)):
            return Described(found, start, end, True, title)
        if title.phrase == "leader" and not plural and countries and (found := self._leader(countries[0])):
            return Described(found, start, end, False, title)
        if len(countries) > 1:  # "the leaders of Thailand and Cambodia" are two groups, each with its own name
            self._written = ""
        actors = tuple(self._unnamed(title, country, span, plural, bodies) for country in countries or (None,))
        return Described(actors, start, end, plural, title)

    def _body_itself(self, title: Title, bodies: tuple[str, ...]) -> tuple[str, ...]:
        """Read "the NATO alliance" as NATO and "ELN guerrillas" as the ELN: words that repeat what a named body is."""
        armed = [
            b for b in bodies if self._knowledge.known[b].kind == "group" and self._knowledge.known[b].sector == "REB"
        ]
        if armed and title.sector in ("REB", "UAF", "MIL") and title.plural | (title.kind == "collective"):
            return tuple(armed)
        if title.kind == "collective" and title.sector in ("IGO", "NGO") and bodies:
            return bodies
        return ()

    def _owners(
        self, sentence: Sentence, token: Token, title: Title, names: SentenceNames, people: Sequence[Naming]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Countries and bodies that a noun belongs to: by what stands before it, else by "of", "from", "at", "in"."""
        relational = token.lemma.lower() in self._relational
        before = [t for t in modifiers(sentence, token) if not (relational and t.dep in ("poss", "compound", "nmod"))]
        countries, bodies = self._named(sentence, before, names, people)
        if countries or bodies or relational:
            return countries, bodies
        # Diplomats and "Western officials" in Seoul are not Seoul's; residents and professors there are.
        abroad = title.kind == "group" or "diplomat" in title.phrase
        for wanted in (("of", "from"),) if abroad else (("of", "from"), ("for", "at", "in", "with")):
            below = [
                t
                for prep in sentence.children(token, "prep")
                if prep.lower in wanted
                for pobj in sentence.children(prep, "pobj")
                for member in sentence.conjuncts(pobj)
                for t in (member, *modifiers(sentence, member))
            ]
            countries, bodies = self._named(sentence, below, names, people)
            if countries or bodies:
                return countries, bodies
        return (), ()

    def _named(
        self, sentence: Sentence, tokens: Sequence[Token], names: SentenceNames, people: Sequence[Naming]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        countries: list[str] = []
        bodies: list[str] = []
        for token in tokens:
            for match in names.matches:
                if match.start < token.end and token.start < match.end:
                    self._sort(match, countries, bodies)
            for organisation in names.organisations:
                if organisation.start < token.end and token.start < organisation.end:
                    countries.extend(organisation.countries)
            for naming in people:
                if naming.head is token and (party := self._cast.at(sentence, token)):
                    countries.extend(c for a in party.actors if (c := self._cast.facts(a)[1]))
            if token.pos == "PRON" and (party := self._cast.at(sentence, token)):
                countries.extend(c for a in party.actors if (c := self._cast.facts(a)[1]))
        return tuple(dict.fromkeys(countries)), tuple(dict.fromkeys(bodies))

    def _sort(self, match: NameMatch, countries: list[str], bodies: list[str]) -> None:
        for key in match.ids:
            known = self._knowledge.known.get(key)
            if known is None:
                continue
            if known.kind == "state":
                countries.append(key)
            elif known.kind != "person":
                bodies.append(key)
                if known.country in self._knowledge.known:
                    countries.append(str(known.country))

    def _generic_body(
        self, sentence: Sentence, token: Token, title: Title, countries: tuple[str, ...], span: Span
    ) -> tuple[str, ...]:
        """Find "the foreign ministry" of a country; without one, the body of that sort last spoken of."""
        body = title.body or title.phrase
        if not countries:
            earlier, countries = self._understood(sentence, token, title)
            if earlier:
                return earlier
        if not countries:
            return self._nobody_s(title, span)
        if title.state:
            for country in countries:
                self._cast.known(country)
            return countries
        # A name in capitals stays as it is written; else the body is named after its country.
        proper = token.tag in ("NNP", "NNPS") and len(countries) == 1
        written = re.sub(r"^(?i:the) ", "", span.text)
        found = []
        for country in countries:
            name = written if proper else self._knowledge.body_name(country, body)
            key, why = f"org:{country}-{slug(body)}", f"{title.phrase!r} of {country}"
            self._cast.member(Member(key, name, "organisation", country, title.sector, why=(why,)))
            found.append(key)
        self._bodies[body] = self._bodies["*" + body.split()[-1]] = tuple(found)
        return tuple(found)

    def _understood(
        self, sentence: Sentence, token: Token, title: Title
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
        """The body that "the ministry" takes up again, else the country that the report is filed from."""
        owner = sentence.child(token, "poss")
        if owner is not None and owner.tag != "PRP$":
            return None, ()
        definite = self._definite(sentence, token)
        body = title.body or title.phrase
        earlier = self._bodies.get(title.phrase if title.state else body)
        if earlier is None and not title.state and definite:
            earlier = self._bodies.get("*" + body.split()[-1])
        home = (self._roll.home,) if self._roll.home and (definite or token.tag == "NNP") else ()
        if not home and definite and (state := self._spoken_of(sentence, token)):
            home = (state,)
        return earlier, home

    def _spoken_of(self, sentence: Sentence, token: Token) -> str | None:
        """The state that "the junta" or "the ministry" belongs to: the only one that the text has named so far."""
        states = self._cast.states_before(sentence.tokens[token.i].start)
        return states[0] if len(states) == 1 else None

    def _nobody_s(self, title: Title, span: Span) -> tuple[str, ...]:
        """A body of no known country: "the ministry", and nothing says which."""
        key, why = f"unnamed:-:{title.sector}:{slug(title.body or title.phrase)}", f"{title.phrase!r} without a country"
        sector = title.sector
        self._cast.member(Member(key, span.text, "group", None, sector, resolved=False, confidence=0.4, why=(why,)))
        return (key,)

    def _office_holder(
        self,
        sentence: Sentence,
        token: Token,
        title: Title,
        owners: tuple[tuple[str, ...], tuple[str, ...]],
        span: Span,
    ) -> tuple[str, ...]:
        """Find "the Turkish president": somebody of this text, else the holder on the day, else just the office."""
        countries, bodies = owners
        senses = {m.sense for t in sentence.children(token) if (m := self._titles.modifier(t.text)) is not None}
        former = bool(senses & {"former", "retired", "dead", "deputy", "future"})
        if found := self._of_body(title, bodies, span, named=not former):
            return found
        if countries and (near := self._before_or_after(sentence, token, title, countries[0])):
            return near
        if senses & {"former", "retired", "dead"} and countries and (past := self._who_was(title, countries[0])):
            return self._holder(past, f"the one person of this text who was {title.phrase} of {countries[0]}")
        if not countries:
            person = None if former else self._last_with(title)
            if person is not None and self._definite(sentence, token):
                return self._holder(person, f"the {title.phrase} spoken of before")
            if former or not self._roll.home or not self._definite(sentence, token) or title.office is None:
                return (self._unnamed(title, None, span, False, ()),)
            countries = (self._roll.home,)  # "the president", in a report filed from his capital
        country = countries[0]
        office = title.office_of(country)
        if office is None or former:
            return (self._unnamed(title, country, span, False, ()),)
        if person := self._roll.with_office(office, country):
            return self._holder(person, f"{title.phrase} of {country}")
        holder = self._knowledge.holder(office, country, self._day)
        if holder is not None and self._day is not None:
            person = self._roll.enter(self._knowledge.known[holder].name, holder)
            return self._holder(person, f"{title.phrase} of {country} on {self._day.isoformat()}")
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

    def second_of(self, sentence: Sentence, token: Token) -> Token | None:
        """The first title of a pair that one person holds, when `token` is the second ("president and army chief")."""
        first = sentence.head(token)
        if token.dep != "conj" or token.tag != "NN" or first.tag != "NN" or sentence.child(token, "det", "poss"):
            return None
        pair = self._second_title(sentence, first)
        return first if pair is not None and pair[0] is token else None

    def _second_title(self, sentence: Sentence, token: Token) -> tuple[Token, Title] | None:
        """A second office that the same noun phrase gives to the same person."""
        for other in sentence.children(token, "conj"):
            if other.tag == "NN" and not sentence.child(other, "det", "poss"):
                title = self._titles.headed_by(sentence, other)
                if title is not None and title.kind == "person-title":
                    return other, title
        return None

    def _counterpart(
        self, sentence: Sentence, token: Token, countries: tuple[str, ...], people: Sequence[Naming]
    ) -> tuple[str, ...]:
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

    def _holders(self, title: Title, countries: tuple[str, ...]) -> tuple[str, ...]:
        """Find "the presidents of Kenya and Uganda": the holder in each country, or nobody."""
        holders = [
            self._knowledge.holder(office, country, self._day) if (office := title.office_of(country)) else None
            for country in countries
        ]
        if not all(holders):
            return ()
        return self._known_people([str(h) for h in holders], f"each a {title.office} on {self._day}")

    def _known_people(self, keys: Sequence[str], reason: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            found.extend(self._holder(self._roll.enter(self._knowledge.known[key].name, key), reason))
        return tuple(found)

    def _of_body(self, title: Title, bodies: tuple[str, ...], span: Span, *, named: bool) -> tuple[str, ...]:
        """Who leads or speaks for a named body that is no government ("NATO's secretary-general", "a Hamas spokesman")."""
        for body in bodies:
            known = self._knowledge.known[body]
            office = dict(title.office_in).get(body, title.office if title.office == "head" else None)
            if office and named:
                if person := self._roll.with_office(office, body):
                    return self._holder(person, f"{title.phrase} of {known.name}")
                if holder := self._knowledge.holder(office, body, self._day):
                    person = self._roll.enter(self._knowledge.known[holder].name, holder)
                    return self._holder(person, f"{title.phrase} of {known.name} on {self._day}")
            if known.sector not in ("GOV", None):
                return (self._unnamed(title, None, span, False, (body,)),)
        return ()

    def _before_or_after(self, sentence: Sentence, token: Token, title: Title, country: str) -> tuple[str, ...]:
        """Find "the ousted president" and "the president-elect": whose term ended or begins near the day."""
        office = title.office_of(country)
        words = {t.lower for t in sentence.children(token)} | {
            t.lower for t in sentence.tokens[token.i + 1 : token.i + 3]
        }
        if office is None or self._day is None:
            return ()
        if words & _OUSTED:
            person = self._knowledge.predecessor(office, country, self._day)
        elif words & _INCOMING or token.lower.endswith(("-elect", "-designate")):
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

    def _holder(self, person: Person, reason: str) -> tuple[str, ...]:
        person.why.append(reason)
        self._cast.person(person)
        return (person.id,)

    def _leader(self, country: str) -> tuple[str, ...]:
        for office in ("head_of_state", "head_of_government"):
            if person := self._roll.with_office(office, country):
                return self._holder(person, f"leader of {country}")
        return ()

    def _last_with(self, title: Title) -> Person | None:
        for person in reversed(self._roll.all()):
            if person.role and title.phrase in person.role.text.lower():
                return person
            if any(title.office_of(polity) == office for office, polity in person.offices):
                return person
        return None

    def _definite(self, sentence: Sentence, token: Token) -> bool:
        return any(t.lower in _DEFINITE for t in sentence.children(token, "det", "poss"))

    def _unnamed(self, title: Title, country: str | None, span: Span, plural: bool, bodies: tuple[str, ...]) -> str:
        """An unnamed one or group; the same words mean the same description everywhere."""
        body = bodies[0] if bodies else None
        known = self._knowledge.known.get(body or "")
        if country is None and body is None and title.sector in _LOCAL and title.phrase.split()[-1] not in _ELSEWHERE:
            country = self._roll.home  # "a prosecutor", in a report filed from Lima
        sector = known.sector if known and title.sector in ("GOV", "UNK") and known.sector else title.sector
        if known and not country:
            country = known.country
        kind = "group" if plural or title.kind in ("collective", "group") else "unnamed"
        head = title.phrase.split(" of ")[0].split()[-1]  # "heads of state" are heads
        label = title.phrase if known is None else f"{known.name} {head}"
        key = f"{kind}:{country or '-'}:{sector}:{slug(label)}"
        self._cast.member(
            Member(
                key,
                self._written or self._knowledge.body_name(str(country), title.phrase),
                "group" if kind == "group" else "unnamed",
                country,
                sector,
                role=span,
                confidence=0.85,
                why=(f"{title.kind} {title.phrase!r}",),
            )
        )
        return key


def _written(sentence: Sentence, start: int, end: int) -> str:
    """The words of a description, in lower case where a headline has capitals, without a relative pronoun before it."""
    words = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    if words and words[0].tag in ("WP$", "WDT"):
        words = words[1:]
    headline = sentence.block.kind == "headline"
    common = ("NOUN", "ADJ", "NUM", "DET", "ADV", "VERB")
    pieces = []
    for token, after in zip(words, (*words[1:], None), strict=True):
        plain = (
            token.lower
            if headline and token.pos in common and not token.ent and not token.text.isupper()
            else token.text
        )
        pieces.append(plain + (" " if after is not None and after.start > token.end else ""))
    return "".join(pieces)
