"""Descriptions: noun phrases that say who acts without a name ("three U.S. diplomats", "the Turkish president")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import Span
from legation.resolving.actor_nouns import ActorNouns
from legation.resolving.addressing import Addressing
from legation.resolving.cast import Cast, Member
from legation.resolving.communities import Communities
from legation.resolving.fronts import ARMED, Fronts
from legation.resolving.history import History
from legation.resolving.homes import LOCAL, Homes
from legation.resolving.names import SentenceNames
from legation.resolving.offices import CHIEFS, Offices, definite
from legation.resolving.owners import Owned, Owners
from legation.resolving.people import DEPUTIES, Naming, Roll
from legation.resolving.phrases import is_plural, noun_phrase, written
from legation.resolving.roles import Titles
from legation.resolving.ties import COUNTERPARTS
from legation.slugs import slug

_BARE_BODIES = frozenset({"ministry", "department", "agency", "authority", "commission", "bureau", "directorate"})
_RANKS = frozenset({"new", "own", "powerful", "federal", "national", "former", "local"})
# Who serves a state: where no other one has been named, that of the dateline.
_OFFICIAL = frozenset({"GOV", "MIL", "SPY", "LEG"})
_LEADERS = frozenset({"leader", "ruler"})
# Nouns for the whole of an armed group beside its name: "the Houthi movement".
_AS_A_WHOLE = frozenset({"movement", "faction", "militia", "rebel group", "militant group", "armed group"})


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
        nouns: tuple[Mapping[str, Any], Communities],
        document: tuple[Cast, Roll],
        day: date | None,
    ) -> None:
        """`nouns` are the lists of `nouns.yaml`, and peoples within states."""
        self.history = History()  # what the document has spoken of; whoever reads its parties in order writes it
        self._knowledge = knowledge
        self._titles = titles
        lists, self._communities = nouns
        self._cast, self._roll = document
        self._homes = Homes(knowledge, lists, document)
        self._owners = Owners(knowledge, lists, self._cast)
        self._addressing = Addressing(lists, self._cast, self.history)
        self._fronts = Fronts(knowledge, lists, (self._cast, self.history), self._roll.home)
        self._day = day
        self.title_of = ActorNouns(titles, self._communities, lists["missions"]).title_of
        self.offices = Offices(knowledge, titles, (*document, self.history), day, self._unnamed)
        self._bodies: dict[str, tuple[str, ...]] = {}
        self._written = ""

    def describe(
        self, sentence: Sentence, token: Token, title: Title, names: SentenceNames, people: Sequence[Naming]
    ) -> Described | None:
        """Who the noun phrase headed by `token` stands for."""
        owners = self._owners.of(sentence, token, title, names, people)
        front = self._fronts.of(sentence, token, title) if not owners[1] else None
        if front is None:
            return self._described(sentence, token, title, owners, names)
        if front.body is not None:
            return self._described(sentence, token, title, ((), (front.body,)), names)
        start, end = noun_phrase(sentence, token)
        plural = title.plural or is_plural(sentence, token)
        words = self._cast.span(start, end), written(sentence, start, end)
        at_home = self._roll.home if self._serves_home(title, words[0]) else None  # "rebel soldiers"
        country = front.country or next(iter(owners[0]), None) or at_home
        return Described((self._fronts.member(front, title, country, words, plural=plural),), start, end, plural, title)

    def _described(
        self, sentence: Sentence, token: Token, title: Title, whose: Owned, names: SentenceNames
    ) -> Described | None:
        start, end = noun_phrase(sentence, token)
        plural = title.plural or (is_plural(sentence, token) and not title.state and title.kind != "person-title")
        countries, bodies = whose
        countries = countries or (() if bodies else self._homes.acted_on(sentence, token, title, self._addressing))
        span, self._written = self._cast.span(start, end), written(sentence, start, end)
        its = any(t.tag == "PRP$" for t in sentence.children(token, "poss"))  # "its fighters" are not the group itself
        if not its and (named := self._body_itself(title, bodies)):
            return Described(named, start, end, False, title)
        region = self._communities.of(sentence, token) if not countries and not bodies else None
        if region is not None:
            return Described((self._regional(title, region, span, plural=plural),), start, end, plural, title)
        if title.state and countries and not plural:
            for country in countries:
                self._cast.known(country)
            self._bodies[title.phrase] = countries
            return Described(countries, start, end, False, title)
        many = token.tag in ("NNS", "NNPS")  # "troops" are people, "the army" is a body
        if title.phrase == "mission" and (sent := self._sent_by(bodies, span)):
            return Described(sent, start, end, False, title)
        if self._is_a_state_s(title, (countries, bodies), many=many):
            return Described(self._generic_body(sentence, token, title, countries, span), start, end, False, title)
        if found := self._holders(sentence, token, title, (countries, bodies), span, plural=plural, names=names):
            return Described(found, start, end, plural or len(found) > 1, title)
        if not countries and not bodies and (body := self.offices.by_default(sentence, token, title)):
            bodies = (body,)
        if len(countries) > 1:  # "the leaders of Thailand and Cambodia" are two groups, each with its own name
            self._written = ""
        lone = self._homes.of(sentence, token, title, names) or self._addressing.called_in(sentence, token, title)
        owners = countries or ((None,) if bodies else (lone,))
        actors = tuple(self._unnamed(title, country, span, plural, bodies) for country in owners)
        return Described(actors, start, end, plural, title)

    def addressed(self, sentence: Sentence, token: Token) -> frozenset[str]:
        """The states to which a body without an owner speaks, or whose envoys it throws out: it is none of theirs."""
        return frozenset() if sentence.child(token, "poss") is not None else self._addressing.states(sentence, token)

    def member_of(self, sentence: Sentence, token: Token, body: str) -> tuple[str, ...]:
        """Who "a member of the delegation" is: somebody of its state and sort; a member of a bloc may be a state."""
        kind, country = self._cast.facts(body)
        if kind not in ("organisation", "group") or self._knowledge.is_of_many(body):
            return ()
        start, end = noun_phrase(sentence, token)
        many = token.tag in ("NNS", "NNPS")
        sector = min(self._cast.sectors(body) - {"", country}, default=None)
        sort = "group" if many else "unnamed"
        key = f"{sort}:{country or '-'}:{sector or 'UNK'}:{slug(body.rpartition(':')[2])}-member"
        name, span = written(sentence, start, end), self._cast.span(start, end)
        why = (f"{token.text!r} of {body}",)
        self._cast.member(
            Member(key, name, "group" if many else "unnamed", country, sector, role=span, confidence=0.8, why=why)
        )
        return (key,)

    def _is_a_state_s(self, title: Title, owners: tuple[tuple[str, ...], tuple[str, ...]], *, many: bool) -> bool:
        """True for a noun for a body of a state, which may be one of a body of several states too ("its council")."""
        countries, bodies = owners
        of_many = bool(bodies) and not countries and self._knowledge.is_of_many(bodies[0])
        return (title.kind == "generic-body" or (bool(title.body) and not many)) and (title.state or not of_many)

    def _holders(
        self,
        sentence: Sentence,
        token: Token,
        title: Title,
        owners: tuple[tuple[str, ...], tuple[str, ...]],
        span: Span,
        *,
        plural: bool,
        names: SentenceNames,
    ) -> tuple[str, ...]:
        """Who holds the office that a title names; () for a noun that names none, or when nobody can tell which."""
        countries = owners[0]
        if title.kind == "person-title" and not plural:
            if owners == ((), ()):
                return self._of_text(sentence, token, title, span, names)
            return self._holder(sentence, token, title, owners, span)
        if title.phrase in COUNTERPARTS and countries:
            return self.offices.counterpart(sentence, token, countries)
        if title.kind == "person-title" and len(countries) > 1:
            return self.offices.holders(title, countries)
        heads = title.phrase in CHIEFS or title.phrase == "leader"
        if heads and not plural and (chief := self.offices.chief(owners[1])):
            return chief
        if title.phrase in _LEADERS and not plural and countries:
            if gone := self.offices.gone_leader(sentence, token, countries[0]):
                return gone
            return self.offices.leader(countries[0]) if title.phrase == "leader" else ()
        return ()

    def _of_text(
        self, sentence: Sentence, token: Token, title: Title, span: Span, names: SentenceNames
    ) -> tuple[str, ...]:
        """Who an unowned title means: whom the text ties it to, else the holder in the state that the text is about."""
        found = self._holder(sentence, token, title, ((), ()), span)
        if self._cast.facts(found[0]) != ("unnamed", None):
            return found
        home = self._homes.of(sentence, token, title, names) or self._addressing.sender(sentence, token, title)
        if home is None or not self.offices.may_bear(title, home):
            return found
        if definite(sentence, token):
            return self._holder(sentence, token, title, ((home,), ()), span)
        return (self._unnamed(title, home, span, False, ()),)

    def _holder(
        self,
        sentence: Sentence,
        token: Token,
        title: Title,
        owners: tuple[tuple[str, ...], tuple[str, ...]],
        span: Span,
    ) -> tuple[str, ...]:
        if named := self.offices.called_next(sentence, token, title, owners[0]):
            return named
        found = self.offices.holder(sentence, token, title, owners, span)
        second = self.offices.second_title(sentence, token)
        if second is None or self._cast.facts(found[0])[0] == "person":
            return found
        # "Japan's deputy prime minister and finance minister": whoever holds the one holds the other.
        other = self.offices.holder(sentence, second[0], second[1], owners, span)
        return other if self._cast.facts(other[0])[0] == "person" else found

    def _body_itself(self, title: Title, bodies: tuple[str, ...]) -> tuple[str, ...]:
        """Read "the NATO alliance" as NATO and "ELN guerrillas" as the ELN: words that repeat what a named body is."""
        armed = [
            b for b in bodies if self._knowledge.known[b].kind == "group" and self._knowledge.known[b].sector == "REB"
        ]
        if armed and title.sector in ("REB", "UAF", "MIL") and title.plural | (title.kind == "collective"):
            return tuple(armed)
        if armed and title.phrase in _AS_A_WHOLE:
            return tuple(armed)
        if title.kind == "collective" and title.sector in ("IGO", "NGO") and bodies:
            return bodies
        return ()

    def _sent_by(self, bodies: tuple[str, ...], span: Span) -> tuple[str, ...]:
        """Take "the UN mission" for a mission of that body: only states have embassies."""
        for body in bodies:
            known = self._knowledge.known[body]
            if known.country not in self._knowledge.known:
                key = f"org:{slug(known.name)}-mission"
                why = (f"'mission' of {known.name}",)
                self._cast.member(
                    Member(key, self._cast.words(span), "organisation", known.country, known.sector, why=why, body=body)
                )
                return (key,)
        return ()

    def _generic_body(
        self, sentence: Sentence, token: Token, title: Title, countries: tuple[str, ...], span: Span
    ) -> tuple[str, ...]:
        """Find "the foreign ministry" of a country; without one, the body of that sort last spoken of."""
        body = self._body_of(sentence, token, title)
        coup = None if countries else self._homes.of_coup(sentence, token, title)
        countries = countries if coup is None else (coup,)
        if not countries:
            earlier, countries = self._understood(sentence, token, title)
            if earlier:
                return earlier
        if not countries:
            return self._nobody_s(title, span)
        if title.state:
            for country in countries:
                self._cast.known(country)
            if title.phrase == "junta" and len(countries) == 1:
                self._cast.setting.coup = self._cast.setting.coup or countries[0]
            return countries
        # A name in capitals stays as it is written; else the body is named after its country.
        proper = token.tag in ("NNP", "NNPS") and len(countries) == 1
        written = re.sub(r"^(?i:the) ", "", self._cast.words(span))
        found = []
        for country in countries:
            if (named := self._knowledge.body_id(country, body)) is not None:
                self._cast.known(named)
                found.append(named)
                continue
            name = written if proper else self._knowledge.body_name(country, body)
            key, why = f"org:{country}-{slug(body)}", f"{title.phrase!r} of {country}"
            self._cast.member(Member(key, name, "organisation", country, title.sector, why=(why,)))
            found.append(key)
        self._bodies[body] = self._bodies["*" + body.split()[-1]] = tuple(found)
        return tuple(found)

    def _body_of(self, sentence: Sentence, token: Token, title: Title) -> str:
        """The kind of body, with what it is for where the noun alone does not say it ("labour ministry")."""
        if title.phrase not in _BARE_BODIES:
            return title.body or title.phrase
        field = [
            t.lower
            for t in sentence.children(token, "compound", "amod", "nmod")
            if t.i < token.i and t.ent not in ("GPE", "NORP") and t.lower not in _RANKS
        ]
        return " ".join([*field, title.phrase])

    def _understood(
        self, sentence: Sentence, token: Token, title: Title
    ) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
        """The body that "the ministry" takes up again, else the country that the report is filed from."""
        if (owner := sentence.child(token, "poss")) is not None and owner.tag != "PRP$":
            return None, ()
        addressed = self._addressing.states(sentence, token) if owner is None else frozenset()
        there = self._addressing.voice(sentence, token) if owner is None else None
        there = there or (self._addressing.embassy_of(sentence, token) if title.body == "embassy" else None)
        if owner is None and there and there not in addressed:
            return None, (there,)
        earlier = self._earlier(sentence, token, title)
        if earlier is not None and not addressed.isdisjoint(map(self._cast.state_of, earlier)):
            earlier = None
        state = self._home_of_body(sentence, token, title)
        if state in addressed or (state is None and earlier is None and addressed):
            state = self._addressing.other(addressed, token.start)
        return earlier, (state,) if state is not None else ()

    def _earlier(self, sentence: Sentence, token: Token, title: Title) -> tuple[str, ...] | None:
        """The body of that sort last spoken of."""
        body = self._body_of(sentence, token, title)
        earlier = self._bodies.get(title.phrase if title.state else body)
        # "The ministry" alone is the one last spoken of; "the interior ministry" is none but that of the interior.
        if earlier is None and not title.state and definite(sentence, token) and body in _BARE_BODIES:
            earlier = self._bodies.get("*" + body.split()[-1])
        return earlier

    def _home_of_body(self, sentence: Sentence, token: Token, title: Title) -> str | None:
        """The state whose body is meant where no other has been spoken of: that of the text or of its dateline."""
        taken_up = definite(sentence, token)
        if not taken_up and not (token.tag == "NNP" and self._roll.home):
            return None
        if taken_up and self._cast.setting.from_afar and (state := self._addressing.acted_last(sentence, token)):
            return state
        home = self._homes.dateline(title)
        state = self._homes.setting(sentence, token, title) or (self._cast.leading_state(home) if home else None)
        if title.phrase == "junta" and state == home and home is not None:  # power was seized before it is spoken of
            return self.offices.of_junta(home, self._spoken_of(sentence, token))
        return self._spoken_of(sentence, token) if state is None and taken_up else state

    def _spoken_of(self, sentence: Sentence, token: Token) -> str | None:
        """The state that "the junta" belongs to: the only one that the text has named so far."""
        states = self._cast.states_before(token.start)
        return states[0] if len(states) == 1 else None

    def _nobody_s(self, title: Title, span: Span) -> tuple[str, ...]:
        """A body of no known country: "the ministry", and nothing says which."""
        key, why = f"unnamed:-:{title.sector}:{slug(title.body or title.phrase)}", (f"{title.phrase!r} of nobody",)
        name = self._cast.words(span)
        self._cast.member(Member(key, name, "group", None, title.sector, resolved=False, confidence=0.4, why=why))
        return (key,)

    def _regional(self, title: Title, region: tuple[str, str], span: Span, *, plural: bool) -> str:
        """Somebody of a region, or a body of it, which is none of its state's own ("the Walloon parliament")."""
        word, country = region[0], self._cast.then(region[1])
        if plural or not (title.state or title.kind == "generic-body" or title.body):
            return self._unnamed(title, country, span, plural, ())
        body = f"{word} {title.body or title.phrase}"
        key, why = f"org:{country}-{slug(body)}", (f"{title.phrase!r} of a region of {country}",)
        self._cast.member(Member(key, body, "organisation", country, title.sector, why=why))
        return key

    def _serves_home(self, title: Title, span: Span) -> bool:
        """Whether "a military spokesman" serves the state of the dateline: the report has named no other before."""
        # "A spokesman" alone may be anybody's, and "a president" is any.
        serving = title.kind != "person-title" or (title.speaks_for and " " in title.phrase)
        named = set(self._cast.states_before(span.start))
        ours = named <= {self._roll.home} and not self._homes.of_many_states(span.text, title)
        return serving and title.sector in _OFFICIAL and ours

    def _unnamed(self, title: Title, country: str | None, span: Span, plural: bool, bodies: tuple[str, ...]) -> str:
        """An unnamed one or group; the same words mean the same description everywhere."""
        body = bodies[0] if bodies else None
        known = self._knowledge.known.get(body or "")
        if country is None and body is None and (title.sector in LOCAL or self._serves_home(title, span)):
            country = self._roll.home  # "a prosecutor", in a report filed from Lima
        sector = known.sector if known and title.sector in ("GOV", "UNK") and known.sector else title.sector
        if known and title.sector == "MIL" and (now := self._knowledge.sector_on(known.id, self._day)) in ARMED:
            sector = now  # "a Houthi commander" is no officer of a state
        if title.phrase in DEPUTIES and "'" in span.text.replace("’", "'"):
            sector = "GOV"  # "the minister's deputy" sits in no parliament
        serves = body if body and not country and self._knowledge.is_of_many(body) else None
        if known and not country:
            country = self._cast.then(known.country) if known.country else None
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
                body=serves,
            )
        )
        return key
