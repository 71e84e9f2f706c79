"""The cast: the actors of one document, their records and every place where the text speaks of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from legation.annotations import Party, Sentence, Token
from legation.knowledge import Knowledge
from legation.records import Actor, ActorKind, Evidence, Mention, MentionKind, Span
from legation.resolving.eras import Eras
from legation.resolving.people import Person
from legation.resolving.phrases import stands_in
from legation.resolving.setting import Setting

# "The Authority of Heads of State and Government" is no government.
_OF_STATES = frozenset({"state", "government"})
# A name with all that hangs on it has no more words than this, unless it begins a list.
_LONG_NAME = 60

# "The government" in a report from abroad is that of whom it tells this many times as much.
_OUTWEIGHS = 3
_HEADS = frozenset({"head_of_state", "head_of_government"})
_CALLING = frozenset({"call", "name", "know", "style", "dub", "term"})


# A place with which a sentence opens has few words, and is that of so many behind it.
_OPENING, _REACH = 6, 40


@dataclass(slots=True)
class Member:
    """What is known of an actor that is no named person: everything the record will say."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: Span | None = None
    wikidata: str | None = None
    resolved: bool = True
    confidence: float = 0.9
    why: tuple[str, ...] = ()
    body: str | None = None


def _self_styled(sentence: Sentence, token: Token) -> Iterator[str]:
    """The words of the name that a group gives itself ("a group calling itself the Creek Falcons")."""
    for verb in sentence.children(token, "acl", "relcl"):
        if verb.lemma.lower() in _CALLING:
            names = [*sentence.children(verb, "oprd", "dobj"), *sentence.children(verb, "attr", "xcomp", "ccomp")]
            names += [
                t for p in sentence.children(verb, "prep") if p.lower == "as" for t in sentence.children(p, "pobj")
            ]
            for name in names:
                yield from (t.lower for t in sentence.subtree(name) if t.tag in ("NNP", "NNPS"))


class Cast:
    """Collects members, mentions and parties while a document is read."""

    def __init__(
        self, texts: tuple[str, str], document: str, knowledge: Knowledge, eras: Eras, setting: Setting
    ) -> None:
        """Start with nobody; `texts` are the stored text and its wording, `setting` tells what state it is about."""
        self.setting = setting
        self._eras = eras
        self._text, self._wording = texts
        self._document = document
        self._knowledge = knowledge
        self._members: dict[str, Member] = {}
        self._people: dict[str, Person] = {}
        self._mentions: list[Mention] = []
        self._first: dict[str, Evidence] = {}
        self._inner: dict[str, Evidence] = {}
        self._parties: dict[tuple[int, int], Party] = {}
        self._states: dict[str, int] = {}
        self._genders: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._ages: dict[str, str] = {}
        self._told: Counter[str] = Counter()
        self._words: dict[str, frozenset[str]] = {}

    def span(self, start: int, end: int) -> Span:
        """Cut a stretch out of the document's text."""
        return Span.cut(self._text, start, end)

    def words(self, span: Span) -> str:
        """The words of a stretch, in sentence case where the text is in capitals."""
        return self._wording[span.start : span.end]

    def known(self, key: str) -> None:
        """Take someone from the tables into the cast."""
        if key in self._members:
            return
        entry = self._knowledge.known[key]
        self._members[key] = Member(
            key,
            entry.name,
            entry.kind,
            entry.country if entry.kind == "state" else self._eras.country(entry.country),
            self._knowledge.sector_on(key, self._eras.day),
            wikidata=entry.wikidata,
            confidence=0.95,
            why=("name in the tables",),
        )

    def person(self, person: Person) -> None:
        """Take a person into the cast; their role may still grow."""
        self._people[person.id] = person

    def member(self, member: Member) -> None:
        """Take a described actor into the cast, unless it is there already."""
        self._members.setdefault(member.id, member)

    def facts(self, key: str) -> tuple[ActorKind, str | None]:
        """Kind and country of an actor in the cast."""
        if key in self._people:
            return "person", self._people[key].country
        member = self._members.get(key)
        return (member.kind, member.country) if member else ("unnamed", None)

    def sectors(self, key: str) -> frozenset[str]:
        """The sector of an actor in the cast and what stands in place of its country (IGO, UNO …)."""
        if key in self._people:
            return frozenset({self._people[key].sector or ""})
        member = self._members.get(key)
        if member is None:
            return frozenset()
        # What a group is in the tables it stays beside what it is on the day: rebels who govern are still a movement.
        entry = self._knowledge.known.get(key)
        return frozenset({member.sector or "", member.country or "", (entry.sector if entry else None) or ""})

    def all_sectors(self, key: str) -> frozenset[str]:
        """All sectors in which a person of the tables has been, besides the one of the day."""
        entry = self._knowledge.known.get(key)
        own = {entry.sector or ""} if entry is not None else set()
        return self.sectors(key) | own | {term.sector for term in self._knowledge.offices(key)}

    def nouns(self, party: Party, sentence: Sentence, token: Token) -> frozenset[str]:
        """The common nouns by which the text has called somebody, to know "the general" by."""
        actors = party.actors
        if len(actors) == 1 and actors[0] in self._people:
            called = {token.lemma.lower()} if token.tag == "NN" and not stands_in(sentence, token) else set()
            return frozenset(self._people[actors[0]].titles | called)
        if token.tag in ("NNP", "NNPS"):  # "the Security Council" may be "the council" later
            branch = sentence.subtree(token)
            if len(branch) > _LONG_NAME:  # a list of names, of which this is the first
                branch = sentence.subtree(token, without=("conj", "appos"))
            # The parser may tear a name ("the Liberation Tigers of Tamil Eelam").
            inside = [t for t in sentence.tokens if party.start <= t.start and t.end <= party.end]
            words = {t.lower for t in (*branch[:_LONG_NAME], *inside) if t.tag in ("NNP", "NNPS")}
            return frozenset(words - (_OF_STATES - {token.lower}))
        return frozenset({token.lemma.lower(), *_self_styled(sentence, token)})

    def style(self, key: str) -> frozenset[str]:
        """The lower-case words of a state's long names ("islamic", "republic")."""
        return self._knowledge.styles.get(key, frozenset())

    def all_styles(self) -> frozenset[str]:
        """The lower-case words of the long names of all states."""
        return self._knowledge.all_styles

    def words_of_body(self, key: str) -> frozenset[str]:
        """The lower-case words of the name of a body of several states; none for anybody else."""
        if key not in self._words:
            of_many = self._knowledge.is_of_many(key)
            self._words[key] = frozenset(self._knowledge.known[key].name.lower().split() if of_many else ())
        return self._words[key]

    def named_of_many(self) -> frozenset[str]:
        """The lower-case words of the names of all bodies of several states that the text has named."""
        return frozenset(word for key in self.bodies_of_many() for word in self.words_of_body(key))

    def bodies_of_many(self) -> tuple[str, ...]:
        """The organisations of no state that the text has named."""
        return tuple(key for key in self._members if self._knowledge.is_of_many(key))

    def named_before(self, key: str, at: int) -> bool:
        """True for somebody of whom the text has spoken before a document offset."""
        return key in self._first and self._first[key].start < at

    def states_before(self, at: int) -> tuple[str, ...]:
        """The states named, as parties or as places, before a document offset."""
        return tuple(state for state, first in self._states.items() if first < at)

    def place_in(self, sentence: Sentence) -> str | None:
        """The only state of a sentence, where the one word that names it is a place ("from his office in Dakar, …")."""
        parties = [p for t in sentence.tokens if (p := self.at(sentence, t)) is not None]
        states = {state for p in parties for a in p.actors if (state := self.state_of(a)) is not None}
        return states.pop() if len(states) == 1 and any(p.about_place for p in parties) else None

    def opened_in(self, sentence: Sentence, token: Token) -> str | None:
        """The state of the place with which a sentence opens: "In Tehran, the foreign minister …" is Iran's."""
        comma = next((t.i for t in sentence.tokens[:_OPENING] if t.text == ","), None)
        first = sentence.tokens[0]
        if comma is None or not 0 < token.i - comma < _REACH or first.text != "In" or first.dep != "prep":
            return None
        parties = [p for t in sentence.tokens[1:comma] if (p := self.at(sentence, t)) is not None]
        behind = [p for t in sentence.tokens[comma : token.i] if (p := self.at(sentence, t)) is not None]
        states = {state for p in (*parties, *behind) for a in p.actors if (state := self.state_of(a)) is not None}
        placed = bool(parties) and all(p.about_place for p in parties)
        return states.pop() if len(states) == 1 and placed else None

    def tell_of(self, actors: tuple[str, ...]) -> None:
        """Count once more that the text speaks of the states of some actors."""
        self._told.update(state for actor in actors if (state := self.state_of(actor)) is not None)

    def leading_state(self, home: str) -> str:
        """The state of whom the text tells most: that of its dateline, unless it hardly speaks of it."""
        top, most = next(iter(self._told.most_common(1)), (home, 0))
        outweighs = most >= _OUTWEIGHS * max(1, self._told[home]) and self.setting.plays_in(top)
        return top if outweighs else home

    def then(self, state: str) -> str:
        """The state that was on the day where one of today is."""
        return self._eras.seated(state, "") or state

    def is_state(self, key: str | None) -> bool:
        """True for the id of a state in the tables."""
        known = self._knowledge.known.get(key or "")
        return known is not None and known.kind == "state"

    def state_of(self, key: str) -> str | None:
        """The state that an actor is, or whose it is."""
        country = key if self.is_state(key) else self.facts(key)[1]
        return country if self.is_state(country) else None

    def names(self, key: str) -> frozenset[str]:
        """The words of the name of a person in the cast."""
        return frozenset(self._people[key].name.split()) if key in self._people else frozenset()

    def has_led(self, key: str) -> bool:
        """True for a person of the tables who leads, or has led, a state."""
        return any(term.office in _HEADS for term in self._knowledge.offices(key))

    def led_before(self, key: str) -> bool:
        """True for a person of the tables who has led a state, and leads none on the day."""
        day = self._eras.day
        terms = [term for term in self._knowledge.offices(key) if term.office in _HEADS]
        gone = [term for term in terms if day is not None and term.until and term.until <= day.isoformat()]
        return bool(gone) and not any(term.covers(day) for term in terms if day is not None)

    def rules(self, key: str) -> bool:
        """True for a party whose leader leads a state or its government on the day."""
        leader = self._knowledge.holder("party_leader", key, self._eras.day)
        day = self._eras.day
        terms = self._knowledge.offices(leader) if leader is not None and day is not None else ()
        return any(term.office in _HEADS and day is not None and term.covers(day) for term in terms)

    def serves(self, key: str, body: str) -> bool:
        """True for a person whom the text or the tables tell to serve a body of several states on the day."""
        person = self._people.get(key)
        told = person is not None and (person.body == body or any(polity == body for _, polity in person.offices))
        return told or self.body_of(key) == body

    def gender(self, key: str) -> str | None:
        """The gender of a person in the cast, if known."""
        return self._people[key].gender if key in self._people else self._genders.get(key)

    def belong(self, key: str, body: str) -> None:
        """Keep that somebody speaks or works for a body ("the union's president")."""
        if self.facts(body)[0] in ("organisation", "group"):
            self._bodies.setdefault(key, body)

    def body_of(self, key: str) -> str | None:
        """The body that somebody belongs to, as far as the text has said."""
        return self._bodies.get(key)

    def learn_gender(self, key: str, gender: str) -> None:
        """Keep the gender that a pronoun gives to a person or an unnamed one of this text."""
        if key in self._people:
            self._people[key].gender = self._people[key].gender or gender
        elif key.startswith("unnamed:"):
            self._genders.setdefault(key, gender)

    def learn_age(self, key: str, age: str) -> None:
        """Keep the age that the text gives to a person, to know "the 75-year-old" by."""
        self._ages.setdefault(age, key)

    def aged(self, age: str) -> str | None:
        """The person to whom the text gives an age."""
        return self._ages.get(age)

    def role(self, key: str) -> str:
        """What the text says that somebody is, in lower case."""
        person = self._people.get(key)
        return person.role.text.lower() if person is not None and person.role is not None else ""

    def party(self, party: Party, sentence: Sentence, token: Token, *, mention: MentionKind | None) -> None:
        """Enter a noun phrase that stands for actors; the first reading of a word stays."""
        if (sentence.index, token.i) in self._parties:
            return
        self._put(party)
        if mention is not None:
            self.mention(party.start, party.end, party.actors, mention)
            return
        for actor in party.actors:  # a place or a label may still take part in something
            self._first.setdefault(actor, Evidence.cut(self._text, party.start, party.end, "mention"))

    def inside(self, party: Party, sentence: Sentence, token: Token) -> None:
        """Enter a word inside a name that stands for somebody too, but by itself mentions nobody."""
        if not self.taken(sentence, token):
            self._put(party)
            for actor in party.actors:  # an actor for records that name it, like a place; elsewhere it stands better
                self._inner.setdefault(actor, Evidence.cut(self._text, party.start, party.end, "mention"))

    def widen(self, sentence: Sentence, token: Token, actors: tuple[str, ...], end: int) -> None:
        """Let a word stand for more actors than before ("U.S.-China")."""
        party = self._parties[sentence.index, token.i]
        self._put(replace(party, actors=actors, end=end))

    def _put(self, party: Party) -> None:
        self._parties[party.sentence, party.head] = party
        for actor in party.actors:
            if self.is_state(actor):
                self.known(actor)  # "both" may stand for a state of whose people alone the text speaks
                self._states[actor] = min(party.start, self._states.get(actor, party.start))

    def taken(self, sentence: Sentence, token: Token) -> bool:
        """True when the word already stands for somebody."""
        return (sentence.index, token.i) in self._parties

    def at(self, sentence: Sentence, token: Token) -> Party | None:
        """The party that a word heads."""
        return self._parties.get((sentence.index, token.i))

    def mention(self, start: int, end: int, actors: tuple[str, ...], kind: MentionKind) -> None:
        """Enter one mention for each actor that a stretch of text stands for."""
        for actor in actors:
            evidence = Evidence.cut(self._text, start, end, "mention")
            self._first.setdefault(actor, evidence)
            self._mentions.append(
                Mention(
                    document=self._document,
                    evidence=(evidence,),
                    start=start,
                    end=end,
                    actor=actor,
                    kind=kind,
                    confidence=0.7 if kind == "pronoun" else 0.9,
                    why=(f"{kind} {evidence.text!r}",),
                )
            )

    def records(self) -> Iterator[Actor | Mention | Party]:
        """All records of the cast: actors that are mentioned, their mentions, the parties."""
        for key, evidence in {**self._inner, **self._first}.items():
            if key in self._people:
                yield self._person_record(self._people[key], evidence)
            elif key in self._members:
                yield self._member_record(self._members[key], evidence)
        yield from {m.id: m for m in self._mentions}.values()
        yield from self._parties.values()

    def _person_record(self, person: Person, evidence: Evidence) -> Actor:
        wikidata = self._knowledge.known[person.id].wikidata if person.known else None
        return Actor(
            id=person.id,
            document=self._document,
            evidence=(evidence,),
            confidence=0.95 if person.known else 0.85 if person.resolved else 0.3,
            why=tuple(dict.fromkeys(person.why)),
            name=person.name,
            kind="person",
            country=person.country,
            sector=person.sector,
            role=person.role.text if person.role else None,
            role_evidence=person.role,
            wikidata=wikidata,
            resolved=person.resolved,
            body=self.served(person.id),
        )

    def served(self, key: str) -> str | None:
        """The organisation of no state in which somebody holds an office or serves, if none of a state."""
        person = self._people.get(key)
        if person is None:
            return self._members[key].body if key in self._members else None
        polities = sorted({polity for _, polity in person.offices})
        of_state = any(map(self._knowledge.is_of_state, polities))
        return None if of_state else next(filter(self._knowledge.is_of_many, polities), person.body)

    def _member_record(self, member: Member, evidence: Evidence) -> Actor:
        return Actor(
            id=member.id,
            document=self._document,
            evidence=(evidence,),
            confidence=member.confidence,
            why=member.why,
            name=member.name,
            kind=member.kind,
            country=member.country,
            sector=member.sector,
            role=member.role.text if member.role else None,
            role_evidence=member.role,
            wikidata=member.wikidata,
            resolved=member.resolved,
            body=member.body,
        )
