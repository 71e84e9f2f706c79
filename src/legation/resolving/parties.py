"""Parties: every noun phrase of a document that stands for actors, and who those are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from legation.annotations import Clause, Party, Quote, Sentence, Token
from legation.knowledge import Knowledge
from legation.records import Actor, Mention, MentionKind
from legation.resolving import ethnic
from legation.resolving.acronyms import introduced
from legation.resolving.apposition import first_listed, nouns_beside
from legation.resolving.belonging import Belonging, owners_of
from legation.resolving.cast import Cast, Member
from legation.resolving.communities import Communities
from legation.resolving.context import Company, in_context
from legation.resolving.coups import Coups
from legation.resolving.descriptions import Describer
from legation.resolving.eras import Era, Eras
from legation.resolving.ethnic import EthnicGroups
from legation.resolving.firms import Firms
from legation.resolving.gazetteer import Gazetteer, NameMatch
from legation.resolving.history import PronounTable
from legation.resolving.names import STYLE, NameFinder, Organisation, SentenceNames
from legation.resolving.namings import namings
from legation.resolving.nouns import with_agents
from legation.resolving.order import ReadingOrder
from legation.resolving.origin import filed_from, filed_town, published_day
from legation.resolving.people import Naming, Person, Roll
from legation.resolving.phrases import covered, full_phrase, head_of, is_one_of_a_people
from legation.resolving.place_use import PlaceUse
from legation.resolving.roles import Role, RoleFinder, Titles
from legation.resolving.scene import Scene
from legation.resolving.setting import Setting
from legation.resolving.settlements import Settlements
from legation.resolving.shared_parties import SharedParties
from legation.resolving.ships import Ships
from legation.resolving.short_names import ShortNames
from legation.slugs import slug
from legation.step import Reading, Step, wording_of

# So far before a bare surname an office is looked for that tells whose it is.
_SPOKEN = 400
_WORDS = re.compile(r"[\w-]+")
_LEADERS = frozenset({"president", "premier", "minister", "leader", "chancellor", "king", "monarch"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
# "Ibrahim Boubacar Keita, 75, was seized"
_AGE = re.compile(r", (\d{1,3})(?=[,;.)]| and )")
_MENTION_KINDS: Mapping[str, MentionKind] = {
    "name": "name",
    "demonym": "demonym",
    "people": "demonym",
    "city": "metonym",
    "building": "metonym",
}


@dataclass(frozen=True, slots=True)
class ResolveTables:
    """The word lists of the resolve room."""

    nouns: Mapping[str, Any]
    places: PlaceUse
    pronouns: PronounTable
    agents: Mapping[str, Any]
    short_names: Sequence[Mapping[str, Any]]
    eras: Sequence[Era]
    company: Company


def parties(knowledge: Knowledge, tables: ResolveTables) -> Step:
    """Make the step that resolves who is who."""
    gazetteer = Gazetteer(knowledge, tables.nouns["regions"])
    titles = Titles(with_agents(knowledge.titles, tables.agents), knowledge.modifiers)
    communities = Communities(tables.agents)
    never = (*tables.nouns["never_persons"], *communities.names)
    finder = NameFinder(knowledge, gazetteer, titles, {**tables.nouns, "never_persons": never})
    roles = RoleFinder(knowledge, titles)

    short_names = ShortNames(tables.short_names, knowledge.aliases)
    shapes = (Ships(tables.agents, knowledge), EthnicGroups(knowledge, titles))
    tools = _Tools(knowledge, tables, finder, roles, titles, short_names, communities, shapes)

    def run(reading: Reading) -> Iterator[object]:
        yield from _Resolver(reading, tools).run()

    return Step("parties", run, needs=frozenset({Sentence, Clause, Quote}), gives=frozenset({Actor, Mention, Party}))


@dataclass(frozen=True, slots=True)
class _Tools:
    """What every document is resolved with."""

    knowledge: Knowledge
    tables: ResolveTables
    finder: NameFinder
    roles: RoleFinder
    titles: Titles
    short_names: ShortNames
    communities: Communities
    shapes: tuple[Ships, EthnicGroups]


class _Resolver:
    """Resolves one document, sentence by sentence."""

    def __init__(self, reading: Reading, tools: _Tools) -> None:
        knowledge, tables, finder, titles = tools.knowledge, tools.tables, tools.finder, tools.titles
        self._text = wording_of(reading)
        self._document = reading.document.id
        self._knowledge = knowledge
        self._tables = tables
        self._roles = tools.roles
        self._titles = tools.titles
        self._sentences = reading.of(Sentence)
        day, home = published_day(reading.document), filed_from(reading.document, knowledge)
        found = introduced(self._text, [finder.find(self._text, s) for s in self._sentences], knowledge)
        for shape in tools.shapes:
            found = [shape.found(self._text, s, n) for s, n in zip(self._sentences, found, strict=True)]
        found = Firms(self._text, tables.nouns["firms"]).found(self._sentences, found)
        eras = Eras(tables.eras, day)
        town = filed_town(reading.document).title()
        found = tables.company.found_elsewhere(self._text, found, knowledge, (town, home))
        found = SharedParties(self._text, knowledge, home).found(found)
        found = in_context(found, knowledge, home, partial(tables.company.shown, self._text))
        found = [n.in_time(eras) for n in found]
        self._names = tools.short_names.found(self._text, self._sentences, found, day)
        states = {k for n in self._names for m in n.matches for k in m.ids if k in knowledge.known}
        then = eras.seated(home, town)
        self._sure = {m.ids[0] for n in self._names for m in n.matches if len(m.ids) == 1}
        towns = {country for n in self._names for _, _, country in n.places}
        self._roll = Roll(knowledge, day, frozenset(states | towns), eras, then)
        far = town in tables.nouns["seats"]  # whoever meets there may be from anywhere
        words = (titles, frozenset(tables.nouns["parts_of_places"]))
        scene = Scene((self._sentences, self._names), words, knowledge, None if far else then)
        setting = Setting(self._names, knowledge, eras, then, scene)
        setting.coup = Coups(tables.nouns).told_in(self._sentences, self._names, knowledge)
        self._cast = Cast((reading.document.text, self._text), self._document, knowledge, eras, setting)
        describer = Describer(knowledge, titles, (tables.nouns, tools.communities), (self._cast, self._roll), day)
        settlements = Settlements(tables.nouns, self._cast)
        self._order = ReadingOrder(tables.pronouns, self._cast, describer, reading.of(Quote), settlements)
        self._belonging = Belonging(self._cast, self._roll, describer.history, tables.pronouns)
        self._people = namings(self._text, self._sentences, self._names, self._roll, finder)
        self._clauses: dict[int, dict[int, Clause]] = {s.index: {} for s in self._sentences}
        for clause in reading.of(Clause):
            self._clauses[clause.sentence.index][clause.head.i] = clause

    def run(self) -> Iterator[object]:
        persons = self._persons()
        for sentence, names in zip(self._sentences, self._names, strict=True):
            for naming, person in persons[sentence.index]:
                self._enter(sentence, naming.head, (person.id,), (naming.start, naming.end), "name")
            named = [(naming.start, naming.end) for naming, _ in persons[sentence.index]]
            for match in names.matches:
                if not any(start <= match.start and match.end <= end for start, end in named):
                    self._match(sentence, names, match)
            for start, end, country in names.places:
                self._town(sentence, start, end, country)
            for organisation in names.organisations:
                self._organisation(sentence, organisation)
            ethnic.enter(self._cast, sentence, names)
            self._appositions(sentence, names, persons[sentence.index])
            self._order.read(sentence, names, self._people[sentence.index], self._clauses[sentence.index])
            for naming, person in persons[sentence.index]:
                if not person.known and person.country is None:
                    told = tuple(self._described_as(sentence, names, naming.head))
                    self._belonging.settle(sentence, naming.head, person, told)
        yield from self._cast.records()

    def _persons(self) -> dict[int, list[tuple[Naming, Person]]]:
        """Who each name is: roles are read everywhere first, since the lead may name whom the body introduces."""
        found: dict[int, list[tuple[Naming, Person]]] = {s.index: [] for s in self._sentences}
        for sentence, names in zip(self._sentences, self._names, strict=True):
            for naming in self._people[sentence.index]:
                role = self._roles.before_name(self._text, sentence, naming.start, names.matches)
                if role is not None and not role.countries:
                    role = replace(role, countries=self._behind(naming))
                described = list(self._described_as(sentence, names, naming.head))
                person = self._person(naming, role, [one for _, one in described])
                if role is not None:
                    self._give(person, role, owned=any(owners_of(sentence, naming.head)))
                for noun, told in described:
                    self._give(person, told, owned=any(owners_of(sentence, noun)))
                    self._lives(person, sentence, noun, names)
                # "President Vladimir V. Putin of Russia"
                person.country = person.country or next(iter(self._behind(naming)), None)
                self._cast.person(person)
                if age := _AGE.match(self._text, naming.end):
                    self._cast.learn_age(person.id, age[1])
                found[sentence.index].append((naming, person))
        return found

    def _person(self, naming: Naming, role: Role | None, described: Sequence[Role] = ()) -> Person:
        name = self._text[naming.start : naming.end]
        if self._roll.is_full(name):
            return self._roll.enter(name, self._roll.known_id(name))
        titled = role is not None and role.title is not None and role.title.kind != "honorific"
        gender = role.title.gender if role is not None and role.title is not None else None
        if (
            role is not None
            and role.title is not None
            and not self._roll.knows(name)
            and (person := self._roll.by_title(name, role.title, role.countries or self._behind(naming)))
        ):
            return person
        styled = (role is not None and not titled) or self._text[: naming.start].endswith(STYLE + " ")
        spoken = self._text[max(0, naming.start - _SPOKEN) : naming.start] if not styled else ""
        words, others = " ".join(_WORDS.findall(spoken)), self._told_apart(naming)
        if person := self._roll.by_short(name, gender, styled=styled, spoken=words, others=others):
            return person
        for told in described:  # "Clinton is the first secretary of state to come here"
            titled_so = told.title is not None and told.title.kind == "person-title"
            if titled_so and told.title and (person := self._roll.by_title(name, told.title, told.countries)):
                return person
        if titled:
            return self._roll.enter(name, None)
        return self._roll.unresolved(name, self._document)

    def _told_apart(self, naming: Naming) -> frozenset[str]:
        """The states of whose leaders a clause on a name speaks ("Kim, who wants to meet the South's president")."""
        sentence = naming.sentence
        found: set[str] = set()
        for clause in sentence.children(naming.head, "relcl"):
            for token in sentence.subtree(clause):
                owner = sentence.child(token, "poss", "amod") if token.lower in _LEADERS else None
                for match in self._names[sentence.index].matches if owner is not None else ():
                    if owner is not None and match.start < owner.end and owner.start < match.end:
                        found.update(key for key in match.ids if self._is_state(key))
        return frozenset(found)

    def _give(self, person: Person, role: Role, *, owned: bool) -> None:
        if role.title is not None and role.title.kind == "honorific":
            person.gender = person.gender or role.title.gender
            return
        span = self._cast.span(role.start, role.end)
        self._roll.give_role(person, span, role.title, role.countries, owned=owned)
        works = role.title is not None and role.title.kind in ("person-title", "role-noun")
        if works and person.sector != "ELI" and not any(map(self._knowledge.is_of_state, role.bodies)):
            person.body = person.body or next(filter(self._knowledge.is_of_many, role.bodies), None)

    def _lives(self, person: Person, sentence: Sentence, noun: Token, names: SentenceNames) -> None:
        """Take the country of somebody private from the town in his description ("a nurse in Cochabamba")."""
        start, end = full_phrase(sentence, noun)
        inside = {country for at, to, country in names.places if start <= at and to <= end}
        if not person.known and person.country is None and len(inside) == 1:
            person.country = inside.pop()

    def _behind(self, naming: Naming) -> tuple[str, ...]:
        """The states named behind a name ("King Abdullah of Jordan")."""
        sentence, found = naming.sentence, []
        for prep in sentence.children(naming.head, "prep"):
            for pobj in sentence.children(prep, "pobj") if prep.lower == "of" else ():
                for match in self._names[sentence.index].matches:
                    if match.start < pobj.end and pobj.start < match.end:
                        found += [key for key in match.ids if self._is_state(key)]
        return tuple(dict.fromkeys(found))

    def _is_state(self, key: str) -> bool:
        known = self._knowledge.known.get(key)
        return known is not None and known.kind == "state"

    def _match(self, sentence: Sentence, names: SentenceNames, match: NameMatch) -> None:
        tokens = covered(sentence, match.start, match.end)
        head = head_of(sentence, tokens)
        ids = self._choose(match)
        if head is None or not ids:
            return
        for key in ids:
            if key in self._knowledge.known:
                self._cast.known(key)
        alias = next((a for a in match.aliases if a.id in ids), None)
        kind: MentionKind = _MENTION_KINDS[alias.kind] if alias else "group"
        if kind in ("name", "demonym") and head.dep in _MODIFIERS and head.dep != "poss" and head.pos == "ADJ":
            kind = "demonym"
        city = alias is not None and alias.kind == "city"
        place = self._tables.places.is_place(sentence, head, city=city)
        row = self._knowledge.places.get(self._text[match.start : match.end]) if place and city else None
        if row is not None and not any(map(self._is_state, ids)) and self._is_state(row.country or ""):
            ids = (str(row.country),)  # "at Brussels airport" is in Belgium
            self._cast.known(ids[0])
        place = place and all(self._is_state(k) for k in ids)
        same = list(self._same_token(sentence, head, match))
        if same:  # "U.S.-China talks": one word for the parser, two parties
            ids = (*same[0].actors, *ids)
            self._cast.widen(sentence, head, ids, match.end)
            self._cast.mention(match.start, match.end, ids[len(same[0].actors) :], kind)
            return
        self._inner_state(sentence, match, ids)
        venue = place and city and self._tables.places.is_called_after(sentence, head)
        party = Party(sentence.index, head.i, match.start, match.end, ids, "venue" if venue else kind, place)
        if kind == "demonym" and is_one_of_a_people(sentence, head):
            self._order.nationals[sentence.index, head.i] = party
            return
        label = not any(self._is_state(k) for k in ids) and self._is_label(sentence, names, head, ids)
        self._cast.party(party, sentence, head, mention=None if place or label else kind)

    def _is_label(self, sentence: Sentence, names: SentenceNames, head: Token, ids: tuple[str, ...]) -> bool:
        """True for a name that only tells whose somebody or something is ("a State Department official").

        In "a NATO ally" both are spoken of; in "a NATO raid" nobody but NATO is.
        """
        noun = sentence.head(head)
        if head.dep not in ("compound", "nmod", "amod") or noun.lemma.lower() in self._tables.nouns["relational"]:
            return False
        return self._order.is_somebody(sentence, noun, names)

    def _inner_state(self, sentence: Sentence, match: NameMatch, ids: tuple[str, ...]) -> None:
        """Let the state's name in a body's ("the Sudanese army") stand for the state, as its owner."""
        for key in ids:
            known = self._knowledge.known[key]
            if known.kind != "organisation" or not self._is_state(known.country or ""):
                continue
            for token in covered(sentence, match.start, match.end)[:-1]:
                if token.text in self._knowledge.state_words.get(str(known.country), frozenset()):
                    self._cast.known(str(known.country))
                    inner = Party(sentence.index, token.i, token.start, token.end, (str(known.country),), "demonym")
                    self._cast.inside(inner, sentence, token)

    def _same_token(self, sentence: Sentence, head: Token, match: NameMatch) -> Iterator[Party]:
        party = self._cast.at(sentence, head)
        if party is not None and party.end <= match.start and head.start <= party.start and match.end <= head.end:
            yield party

    def _choose(self, match: NameMatch) -> tuple[str, ...]:
        """The ids of a match; a name with several owners is nobody's unless one of them is sure here."""
        if match.members or len(match.ids) == 1:
            return tuple(k for k in match.ids if k in self._knowledge.known)
        fits = tuple(k for k in match.ids if k in self._sure)
        return fits if len(fits) == 1 else ()

    def _town(self, sentence: Sentence, start: int, end: int, country: str) -> None:
        """Let a town or region stand for its country as a mere place."""
        head = head_of(sentence, covered(sentence, start, end))
        if head is not None and head.tag in ("NNP", "NNPS") and self._is_state(country):
            self._cast.known(country)
            venue = self._tables.places.is_called_after(sentence, head)
            party = Party(sentence.index, head.i, start, end, (country,), "venue" if venue else "place", True)
            self._cast.party(party, sentence, head, mention=None)

    def _organisation(self, sentence: Sentence, organisation: Organisation) -> None:
        start, end, countries = organisation.start, organisation.end, organisation.countries
        head = head_of(sentence, covered(sentence, start, end))
        if head is None:
            return
        name = organisation.name or self._text[start:end]
        country, why = next(iter(countries), None), ("capitalised name of an organisation",)
        member = Member(f"org:{slug(name)}", name, "organisation", country, confidence=0.6, why=why)
        self._cast.member(member)
        self._enter(sentence, head, (member.id,), (start, end), "name")

    def _enter(
        self, sentence: Sentence, head: Token, actors: tuple[str, ...], span: tuple[int, int], kind: MentionKind
    ) -> None:
        start, end = span
        self._cast.party(Party(sentence.index, head.i, start, end, actors, kind), sentence, head, mention=kind)

    def _described_as(self, sentence: Sentence, names: SentenceNames, head: Token) -> Iterator[tuple[Token, Role]]:
        """The nouns that describe a name, with the roles that they make.

        "Dennis Wilder, a senior fellow at …", "China's ambassador to Washington, Xie Feng", "X is president of Y".
        """
        yield from self._calling(sentence, first_listed(sentence, head))
        for noun in nouns_beside(sentence, head):
            if role := self._roles.beside(sentence, noun, names.matches):
                yield noun, role if role.countries else replace(role, countries=self._of_person(sentence, noun))

    def _calling(self, sentence: Sentence, head: Token) -> Iterator[tuple[Token, Role]]:
        """What somebody lives by, where a clause tells it ("Ghulam, who farms four acres")."""
        for clause in sentence.children(head, "relcl"):
            called = self._tables.nouns["callings"].get(clause.lemma.lower())
            title = self._titles.get(called) if called and sentence.child(clause, "nsubj") is not None else None
            if title is not None:
                yield clause, Role(clause.start, clause.end, title)

    def _of_person(self, sentence: Sentence, noun: Token) -> tuple[str, ...]:
        """The country of the person who owns a description ("Obama's national security adviser")."""
        owner = sentence.child(noun, "poss")
        names = [n for n in self._people[sentence.index] if owner is not None and n.head is owner]
        person = self._roll.by_short(self._text[names[0].start : names[0].end].split()[-1]) if names else None
        return (person.country,) if person is not None and person.country else ()

    def _appositions(self, sentence: Sentence, names: SentenceNames, people: Sequence[tuple[Naming, Person]]) -> None:
        """Let the nouns in apposition to a name stand for the same person."""
        described: dict[int, tuple[Token, Role, list[str]]] = {}
        for naming, person in people:
            for noun, role in self._described_as(sentence, names, naming.head):
                if noun.dep != "attr":
                    described.setdefault(noun.i, (noun, role, []))[2].append(person.id)
        for noun, role, persons in described.values():
            whom = persons if noun.tag in ("NNS", "NNPS") else persons[:1]
            self._order.belongs(sentence, noun, whom)
            self._enter(sentence, noun, tuple(dict.fromkeys(whom)), (role.start, role.end), "role")
