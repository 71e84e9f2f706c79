"""Names: which stretches of a document name a known entity, a person, or an organisation of its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from legation.annotations import Sentence, Token
from legation.knowledge import Alias, Knowledge
from legation.resolving.arabic import whole_name
from legation.resolving.eras import Eras
from legation.resolving.gazetteer import Gazetteer, NameMatch
from legation.resolving.name_ends import SMALL, is_longer, is_named, name_end
from legation.resolving.phrases import covered, settlement
from legation.resolving.roles import Titles
from legation.resolving.spellings import People, Spellings

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
# "M. Schuman": the French style has the form of an initial.
STYLE = "M."
_ON_AIR = frozenset({"Radio", "Television"})
# A word of so few letters before a name is rather a part of a place's ("San Miguel", "Ben Gurion airport").
_SHORTEST = 3
# A capital at the beginning of a sentence says nothing, but these begin the names of bodies.
_QUALIFYING = frozenset({"National", "Supreme", "Federal", "Homeland", "State", "Royal", "Central"})
_NAME_WORD = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A named organisation that the tables don't know, with the countries that its name holds.

    `name` is its full name where the text stands an acronym for it.
    """

    start: int
    end: int
    countries: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Ethnic:
    """A people by the word for that of another state ("ethnic Russians"), and the state in which it lives, if told."""

    start: int
    end: int
    country: str | None


@dataclass(frozen=True, slots=True)
class SentenceNames:
    """What one sentence names: known entities, persons' full or short names, other organisations."""

    matches: tuple[NameMatch, ...]
    persons: tuple[tuple[int, int, str | None], ...]
    organisations: tuple[Organisation, ...]
    places: tuple[tuple[int, int, str], ...] = ()
    ethnic: tuple[Ethnic, ...] = ()

    def in_time(self, eras: Eras) -> "SentenceNames":
        """The same names, with the states that they meant on the day."""
        organisations = tuple(
            replace(o, countries=tuple(str(eras.country(c)) for c in o.countries)) for o in self.organisations
        )
        ethnic = tuple(replace(group, country=eras.country(group.country)) for group in self.ethnic)
        places = tuple((start, end, str(eras.seated(country, ""))) for start, end, country in self.places)
        return replace(self, matches=eras.read(self.matches), organisations=organisations, places=places, ethnic=ethnic)


class NameFinder:
    """Finds the names of a sentence from the tables and the parser's own name finder; the tables win."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer, titles: Titles, words: Mapping[str, Any]) -> None:
        """`words` is the table of `nouns.yaml`."""
        self._knowledge = knowledge
        self._gazetteer = gazetteer
        self._titles = titles
        self._organisation_words = frozenset(words["organisation_words"])
        self._never = frozenset(words["never_persons"])
        self._settlements = frozenset(words["settlements"])
        self._lands = frozenset(words["lands"])
        self._nicknames = {short: tuple(full) for short, full in words["nicknames"].items()}
        self._people = People(knowledge, Spellings(words["spellings"]))
        self._person_ids = {a.phrase: a.id for a in knowledge.aliases if knowledge.known[a.id].kind == "person"}

    def known_person(self, name: str) -> str | None:
        """The id of the person whom a full name means, middle initials left out."""
        plain = " ".join(re.sub(r"\b[A-Z]\.\s*", "", name.replace("’", "'")).split())
        return (
            self._person_ids.get(name)
            or self._person_ids.get(plain)
            or self._by_nickname(plain)
            or self._people.find(plain)
        )

    def _by_nickname(self, name: str) -> str | None:
        """The one known person whose full given name a short one stands for ("Dan" for "Daniel")."""
        given, _, rest = name.partition(" ")
        found = {self._person_ids.get(f"{other} {rest}") for other in self._nicknames.get(given, ())} - {None}
        return found.pop() if len(found) == 1 else None

    def is_plain_word(self, word: str) -> bool:
        """True for a word that is no person's name by itself: days, months, peoples."""
        return word in self._never

    def is_title(self, token: Token) -> bool:
        """True for a word that is a title or a noun for somebody."""
        return self._titles.has(token.lower)

    def is_settlement(self, sentence: Sentence, token: Token) -> bool:
        """True for the name of a place by the noun before it ("the village of Kibumba")."""
        return settlement(sentence, token, self._settlements) is not None

    def is_of_land(self, sentence: Sentence, token: Token) -> bool:
        """True for the one word before that for a part of a country ("Surin province"), which is its name."""
        land = sentence.head(token)
        named = token.dep in ("compound", "nmod") and land.lower in self._lands and land.i == token.i + 1
        return named and not any(t.tag == "NNP" and t is not token for t in sentence.children(land, "compound", "nmod"))

    def is_office(self, text: str, start: int, end: int) -> bool:
        """True for the title of who reigns after "the", which is nobody's name ("the King")."""
        title = self._titles.get(text[start:end].lower())
        offices = (title.office, *(office for _, office in title.office_in)) if title is not None else ()
        return "head_of_state" in offices and text[max(0, start - 4) : start].lower() == "the "

    def is_titled(self, text: str, sentence: Sentence, token: Token) -> bool:
        """True for a last name after a title in capitals, where the name finder saw none ("General Pinochet")."""
        before = sentence.tokens[token.i - 1] if token.i else None
        after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
        town = token.ent == "PERSON" and token.text in self._knowledge.places  # "Sheikh Sabah" is no region
        # The name finder takes "Sistani" for a people: a known surname behind a title is one all the same.
        other = token.ent not in ("", "PERSON") and token.text in self._knowledge.by_surname
        if before is None or before.tag != "NNP" or sentence.block.kind == "headline":
            return False
        if token.ent and not (town or other):
            return False
        if self._titles.has(token.lower):  # "General Secretary"
            return False
        if (after is not None and (after.tag in ("NNP", "NNPS") or after.text == "-")) or not token.text[1:].islower():
            return False
        title = self._titles.before([before.text])
        apart = text[before.end : token.start] == " " and before.text[0].isupper() and not before.text.isupper()
        apart = apart and (before.start == 0 or text[before.start - 1].isspace())
        return apart and title is not None and title[1].kind in ("person-title", "honorific")

    def is_styled(self, text: str, sentence: Sentence, match: NameMatch) -> bool:
        """True for a place's name behind a polite form, which is a person's ("Sheikh Sabah", "Mr Jordan")."""
        tokens = covered(sentence, match.start, match.end)
        before = sentence.tokens[tokens[0].i - 1] if len(tokens) == 1 and tokens[0].i else None
        if before is None or not before.text[0].isupper() or text[before.end : match.start] != " ":
            return False
        if not all(a.kind in ("name", "city") and not self._is_body(a.id) for a in match.aliases):
            return False
        title = self._titles.before([before.text])
        return title is not None and title[1].kind == "honorific"

    def _is_body(self, key: str) -> bool:
        return self._knowledge.known[key].kind in ("organisation", "group")

    def titled_particle(self, text: str, sentence: Sentence, token: Token) -> int | None:
        """Where a surname with a particle begins behind a title, if it is a known one ("General de Gaulle")."""
        if token.i < 2 or sentence.tokens[token.i - 1].text not in SMALL:
            return None
        particle, title = sentence.tokens[token.i - 1], sentence.tokens[token.i - 2]
        name = text[particle.start : token.end]
        known = self._knowledge.by_surname.get(name)
        return particle.start if known and title.text[0].isupper() and self._titles.before([title.text]) else None

    def find(self, text: str, sentence: Sentence) -> SentenceNames:
        """All names of one sentence."""
        known = list(self._gazetteer.find(text, sentence.start, sentence.end))
        places = [m for m in known if not m.ids]
        matches = self._whole(sentence, [m for m in known if m.ids])
        persons: list[tuple[int, int, str | None]] = []
        entities = list(_entities(sentence))
        longer = [(start, end) for kind, start, end in entities if kind == "PERSON"]
        for match in [m for m in matches if self._is_person(m)]:
            matches.remove(match)
            # "Kamal Hossain" is somebody else than "Kamal Hossain Talukder".
            if not any(s == match.start and is_longer(text[match.end : e]) for s, e in longer):
                persons.append(self._with_fathers(text, match))
        organisations = []
        for kind, start, end in entities:
            if any(
                (m.start <= start and end <= m.end) or (" " in text[m.start : m.end] and _meet(m, start, end))
                for m in places
            ):
                continue
            if kind == "PERSON":
                whole = whole_name(text, name_end(sentence, end, known))
                self._person(text, self._given_before(sentence, start, known), whole, matches, persons)
            elif kind == "ORG" and (found := self._organisation(text, start, end, matches, persons)):
                organisations.append(found)
        taken = [(s, e) for s, e, _ in persons] + [(o.start, o.end) for o in organisations]
        persons.extend(self._missed(sentence, [*taken, *((m.start, m.end) for m in known)]))
        towns = (m for m in places if m.country and not any(s < m.end and m.start < e for s, e in taken))
        where = tuple((m.start, m.end, str(m.country)) for m in towns)
        return SentenceNames(tuple(matches), tuple(sorted(persons)), tuple(organisations), where)

    def _with_fathers(self, text: str, match: NameMatch) -> tuple[int, int, str | None]:
        """The whole name of a known person ("Jaber al-Ahmad" al-Sabah), and who that is by all of it."""
        end = whole_name(text, match.end)
        if end == match.end:
            return match.start, end, match.ids[0]
        if (known := self.known_person(text[match.start : end])) is not None:
            return match.start, end, known
        words = text[match.start : match.end].split()
        title = self._title_of_name(words)
        if len(words) - title > 1:
            return match.start, end, match.ids[0]
        start = match.start + len(" ".join(words[:title])) + (1 if title else 0)
        return start, end, self.known_person(text[start:end])  # "Sheikh Abdullah" al-Salem is another one

    def _missed(self, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str | None]]:
        """Given name and surname, as known persons bear them, that the name finder takes for no person's.

        Else a bare surname later on would be the known one's ("Seydou Ouattara, a trader … Ouattara").
        """
        surnames = self._knowledge.by_surname
        for last in sentence.tokens[1:]:
            if last.tag != "NNP" or last.ent == "PERSON":
                continue
            if last.text not in surnames:
                if last.dep in ("nsubj", "nsubjpass") and (held := self._held_behind(sentence, last, taken)):
                    yield held
                continue
            given = sentence.tokens[last.i - 1]
            after = sentence.tokens[last.i + 1] if last.i + 1 < len(sentence.tokens) else None
            before = sentence.tokens[given.i - 1] if given.i else None
            apart = (before is None or not is_named(before) or self._titles.has(before.lower)) and not (
                after is not None and is_named(after)
            )
            borne = given.text in self._knowledge.by_given and given.tag == "NNP"
            plain = last.start == given.end + 1 and sentence.head(given) is last and given.text not in self._never
            titled = self._titles.has(given.lower) or self._titles.has(last.lower)
            free = not any(start < last.end and given.start < end for start, end in taken)
            borne = borne and len(given.text) > _SHORTEST and last.text not in self._organisation_words
            acts = last.dep in ("nsubj", "nsubjpass") or sentence.child(last, "appos") is not None
            if borne and acts and plain and apart and free and not titled:
                name = f"{given.text} {last.text}"
                yield given.start, last.end, self.known_person(name)

    def _given_before(self, sentence: Sentence, start: int, known: Sequence[NameMatch]) -> int:
        """Where a name begins whose given name the name finder leaves out ("Ejup" Ganic)."""
        surname = next((t for t in sentence.tokens if t.start == start), None)
        if surname is None or surname.i == 0:
            return start
        given, earlier = sentence.tokens[surname.i - 1], sentence.tokens[max(0, surname.i - 2)]
        part = given.tag == "NNP" and given.dep == "compound" and not given.ent and given.text[1:].islower()
        part = part and surname.start == given.end + 1 and (earlier is given or not is_named(earlier))
        words = self._never | self._organisation_words
        plain = (
            not self._titles.has(given.lower) and given.text not in words and given.text not in self._knowledge.places
        )
        free = not any(m.start <= given.start < m.end for m in known)
        return given.start if part and plain and free else start

    def _held_behind(
        self, sentence: Sentence, last: Token, taken: Sequence[tuple[int, int]]
    ) -> tuple[int, int, str | None] | None:
        """A name of two words behind which an office stands, though nobody is known by it ("Ejup Vlasi, the envoy")."""
        given, office = sentence.tokens[last.i - 1], sentence.child(last, "appos")
        if office is None or office.tag != "NN" or given.tag != "NNP" or sentence.head(given) is not last:
            return None
        plain = (
            len(sentence.children(last, "compound")) == 1 and last.start == given.end + 1 and given.dep == "compound"
        )
        plain = plain and all(t.text.isalpha() and t.text[1:].islower() for t in (given, last))
        plain = plain and self._organisation_words.isdisjoint((given.text, last.text)) and given.text not in self._never
        title = self._titles.headed_by(sentence, office) if plain and last.ent in ("", "ORG") else None
        free = not any(start < last.end and given.start < end for start, end in taken)
        held = title is not None and title.kind == "person-title" and free and not self._titles.has(given.lower)
        return (given.start, last.end, self.known_person(f"{given.text} {last.text}")) if held else None

    def _whole(self, sentence: Sentence, matches: list[NameMatch]) -> list[NameMatch]:
        """Leave out the names of bodies that are the tail of a longer name ("National Security Council")."""
        if not matches:
            return matches
        kept = []
        ending = {t.end: t for t in reversed(sentence.tokens)}
        for match in matches:
            before = ending.get(match.start - 1)
            tail = (
                before is not None
                and (before.i > 0 or before.text in _QUALIFYING)
                and before.tag in ("NNP", "NNPS")
                and bool(match.aliases)
                and self._knowledge.known[match.ids[0]].kind == "organisation"
                and not any(m.start <= before.start < m.end for m in matches)
            )
            if not tail:
                kept.append(match)
        return kept

    def _is_person(self, match: NameMatch) -> bool:
        return bool(match.aliases) and all(self._knowledge.known[a.id].kind == "person" for a in match.aliases)

    def _person(
        self, text: str, start: int, end: int, matches: list[NameMatch], persons: list[tuple[int, int, str | None]]
    ) -> None:
        """Enter what the name finder takes for a person, after cutting titles off, unless the tables know better."""
        start, end = self._trim(text, start, end)
        if start >= end or any(s < end and start < e for s, e, _ in persons):
            return
        inside = [m for m in matches if m.start < end and start < m.end]
        words = text[start:end].split()
        if len(words) == 1 and words[0] in self._knowledge.places:
            return  # the name finder takes towns for people
        if words[0] in self._never or not words[0][0].isupper() or "\\" in text[start:end]:
            return
        if any(not (start <= m.start and m.end <= end and m.end - m.start < end - start) for m in inside):
            return
        if inside and len(words) < 2:
            return
        for match in inside:
            if match.start == start and len(words) > 2:  # "Ukraine Volodymyr Zelensky": the country is no name
                return
            matches.remove(match)
        persons.append((start, end, None))

    def _trim(self, text: str, start: int, end: int) -> tuple[int, int]:
        name = _POSSESSIVE.sub("", text[start:end])
        end = start + len(name)
        words = [(m.group(), start + m.start()) for m in _NAME_WORD.finditer(name)]
        while len(words) > 1 and (title := self._title_of_name([word for word, _ in words])):
            del words[:title]
        if len(words) > 1 and words[0][0] in (STYLE, "The", "the"):
            del words[0]
        return (words[0][1] if words else end), end

    def _title_of_name(self, words: list[str]) -> int:
        """How many words at the head of a name are its title ("Crown Prince Abdullah")."""
        for length in (2, 1):
            found = self._titles.before(words[:length]) if len(words) > length else None
            if found is not None and found[0] == length:
                return length
        return 0

    def _organisation(
        self, text: str, start: int, end: int, matches: list[NameMatch], persons: list[tuple[int, int, str | None]]
    ) -> Organisation | None:
        name = _POSSESSIVE.sub("", text[start:end])
        article = _ARTICLE.match(name)
        start, end = start + (article.end() if article else 0), start + len(name)
        words = text[start:end].split()
        if any(s < end and start < e for s, e, _ in persons) or not words:
            return None
        inside = [m for m in matches if m.start < end and start < m.end]
        named = any(word.strip(".,") in self._organisation_words for word in words)
        if inside and (
            not named
            or (inside[0].start <= start and end <= inside[0].end)  # "the Russian Federation" is the state
            or any(
                self._knowledge.known[k].kind != "state" for m in inside for k in m.ids if k in self._knowledge.known
            )
        ):
            return None
        if named and len(words) == 1:
            return None  # "the Council" says nothing by itself
        if not named and not (len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6):
            return None
        for match in inside:
            matches.remove(match)
        # "Georgetown University" has nothing to do with Guyana's capital: cities in names tell no country, but for
        # "Radio Hanoi" and "Cairo Radio".
        airs = len(words) == 2 and not _ON_AIR.isdisjoint(words)
        seats = ("city", "building") if not airs else ()
        owners = tuple(a.id for m in inside for a in m.aliases if a.kind not in seats and self._is_meant(m, a))
        return Organisation(start, end, owners)

    def _is_meant(self, match: NameMatch, alias: Alias) -> bool:
        """False for the rarer owner of a word in another name: "the Dominican Army" is not Dominica's."""
        preferred = self._knowledge.preferred(alias.phrase)
        return preferred not in match.ids or alias.id == preferred


def _meet(match: NameMatch, start: int, end: int) -> bool:
    return match.start < end and start < match.end


def _entities(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """The parser's names as (kind, start, end)."""
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        if run and (token is None or not token.ent or token.ent_start or token.ent != run[0].ent):
            yield run[0].ent, run[0].start, run[-1].end
            run = []
        if token is not None and token.ent:
            run.append(token)
