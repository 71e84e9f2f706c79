"""People: everyone whom a document names, by their full and short names, with the roles the text gives them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from legation.annotations import Sentence, Token
from legation.knowledge import Knowledge, Title
from legation.records import Span
from legation.resolving.arabic import SONS, shorter
from legation.resolving.eras import Eras
from legation.resolving.initials import fit, initials
from legation.resolving.namesakes import Namesakes, ascii_of
from legation.resolving.standing import rank
from legation.slugs import slug

_INITIAL = re.compile(r"\b[A-Z]\.\s*")
# Offices of those who stand in for somebody, by whose title alone they are not called.
SECONDS = frozenset({"vice_president", "deputy_head_of_government"})
# Words for members of parliaments that may mean somebody's second or envoy.
DEPUTIES = frozenset({"deputy", "representative"})
# A word of so few letters within a name is a particle or an initial.
_PARTICLE = 3
# Offices whose holders are spoken of by bare surname even in papers that never introduce them.
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


@dataclass(slots=True)
class Person:
    """A person of this document. `role` is the text's own words; `offices` are (office, polity) pairs."""

    id: str
    name: str
    known: bool
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    role: Span | None = None
    resolved: bool = True
    body: str | None = None
    filed: bool = False  # the country is no more than that of the dateline
    offices: set[tuple[str, str]] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a person's name stands: sentence, name offsets, its head token."""

    sentence: Sentence
    start: int
    end: int
    head: Token


class Roll:
    """The people of one document. Full names are entered first, so that short ones find them."""

    def __init__(
        self, knowledge: Knowledge, day: date | None, countries: frozenset[str], eras: Eras, home: str | None = None
    ) -> None:
        """`day` is the article's date if known; `countries` are those that it names; `home` is the dateline's."""
        self.home = home
        self._eras = eras
        self._knowledge = knowledge
        self._day = day
        self._countries = countries | eras.successors(countries)
        self._bearers = Namesakes(knowledge, day, self._countries, eras, home)
        self._people: dict[str, Person] = {}
        self._ids: dict[str, str] = {}
        self._short: dict[str, list[Person]] = defaultdict(list)
        self._surnames_of_two: frozenset[str] = frozenset()
        self._namesakes: dict[str, str] = {}

    @property
    def states(self) -> frozenset[str]:
        """The states that the document names, by words of today and of its day."""
        return self._countries

    def all(self) -> list[Person]:
        """Everybody, in order of first full mention."""
        return list(self._people.values())

    def shorten(self, names: Iterable[str]) -> None:
        """Tell which of the names of a document are surnames of two words ("Ben Ali", "Johnson Sirleaf")."""
        whole = {name.strip() for name in names if " " in name.strip()}
        ends = {name[at + 1 :] for name in whole for at, character in enumerate(name) if character == " "}
        self._surnames_of_two = frozenset(name for name in whole if name in ends or self._is_surname(name))

    def _is_surname(self, name: str) -> bool:
        """True for a known surname that is nobody's whole name ("Ben Ali", not "Aung San Suu Kyi")."""
        bearers = self._knowledge.by_surname.get(name, ())
        return bool(bearers) and all(self._knowledge.known[key].name != name for key in bearers)

    def is_full(self, name: str) -> bool:
        """True for a name of a given name and a surname, which no particle begins ("de Gaulle")."""
        plain = name.strip()
        if plain.split()[0].lower() in SONS and self.knows(plain):
            return False  # "Bin Alawi flew home"
        return " " in plain and plain not in self._surnames_of_two and not plain[0].islower()

    def enter(self, name: str, known_id: str | None) -> Person:
        """Enter a full name; the same person under a shorter or longer form of it is found again."""
        plain = _plain(name)
        known_id = self._bearers.on_the_day(known_id, plain) if known_id else None
        if known_id is None and plain not in self._ids and (parts := initials(plain)) is not None:
            if (person := self._initialled(*parts)) is not None:
                self._ids[plain] = person.id
                return person
            known_id = self._bearers.initialled(*parts)
        key = known_id or self._ids.get(plain) or f"person:{slug(plain)}"
        self._ids[plain] = key
        if key not in self._people:
            self._people[key] = self._new(key, name, known_id)
            for part in shorter(plain):
                self._ids.setdefault(part, key)
            for short in self._short_forms(plain, known_id):
                self._short[short].append(self._people[key])
        return self._people[key]

    def known_id(self, name: str) -> str | None:
        """The id under which a full name was entered."""
        key = self._ids.get(_plain(name))
        return key if key in self._knowledge.known else None

    def _initialled(self, letters: tuple[str, ...], surname: str) -> Person | None:
        """The one person of this document whom initials before a surname mean."""
        found = [
            p for p in self._short.get(surname, ()) if surname in self._surnames(p) and fit(letters, p.name, surname)
        ]
        return found[0] if len(found) == 1 else None

    def _new(self, key: str, name: str, known_id: str | None) -> Person:
        known = self._knowledge.known.get(known_id or "")
        if known is None:
            gender = self._knowledge.gender_of(name.split()[0])
            return Person(key, name, False, gender=gender, why=["full name in the text"])
        person = Person(
            key, known.name, True, known.country, gender=known.gender, why=["name in the tables of persons"]
        )
        terms = self._knowledge.offices(key)
        serving = [h for h in terms if self._day is not None and h.covers(self._day)]
        person.offices.update((h.office, h.polity) for h in serving)
        person.country = self._eras.country(known.country, [h.polity for h in sorted(serving, key=rank)])
        # Who leads state, party and forces acts for the state.
        person.sector = self._knowledge.sector_in(min(serving, key=rank), self._day) if serving else None
        if terms and not person.sector:
            # Without a date the last office tells the sector; with one, whoever has left office is a former official.
            over = self._day is not None and any(h.until and h.until < self._day.isoformat() for h in terms)
            person.sector = "ELI" if over else max(terms, key=lambda h: h.since).sector if self._day is None else None
        person.sector = person.sector or known.sector
        return person

    def _short_forms(self, plain: str, known_id: str | None) -> list[str]:
        words = plain.split()
        if len(words) > 2 and words[0].lower() in self._knowledge.titles:
            words = words[1:]  # "Prince Faisal bin Farhan" is Faisal for short
        known = self._knowledge.known.get(known_id or "")
        surname = known.surname if known and known.surname else words[-1]
        forms = [
            *(known.short_names if known else ()),
            surname,
            words[-1],
            words[0],
            bare_surname(surname),
            bare_surname(words[-1]),
        ]
        first = surname.split()[0]
        if known is not None and known.id in self._knowledge.by_first_surname.get(first, ()):
            forms.append(first)  # "Siles" for Hernán Siles Zuazo
            forms.append(ascii_of(first))
        if len(words) > 2:
            # "bin Salman", "Van der Bellen", "Johnson Sirleaf"
            forms += [" ".join(words[1:]), " ".join(words[-2:])]
            # "Løkke" for Lars Løkke Rasmussen, but nobody is called by a second given name.
            middle = (w for w in words[1:-1] if len(w) > _PARTICLE and w[0].isupper())
            forms += [w for w in middle if w not in self._knowledge.by_given]
        forms += [form[0].upper() + form[1:] for form in forms if form]  # "Bin Alawi" and "Al-Hadi" begin a sentence
        return list(dict.fromkeys(form for form in forms if form))

    def knows(self, short: str) -> bool:
        """True when somebody of this document has that short name."""
        return short in self._short and any(p.resolved for p in self._short[short])

    def is_known_alone(self, surname: str) -> bool:
        """True for the bare surname of the one great man or woman of that name, or of whom the text told before."""
        return surname in self._namesakes or (
            surname in self._knowledge.by_surname and self._bearers.great_one(surname, None, styled=False) is not None
        )

    def by_title(self, surname: str, title: Title, countries: tuple[str, ...]) -> Person | None:
        """The person of the tables whom "President Obama" means: the only holder of that office with that surname."""
        found = self._bearers.titled(surname, title, countries)
        if found is None:
            return None
        key, reason = found
        person = self.enter(self._knowledge.known[key].name, key)
        person.why.append(reason)
        return person

    def is_namesake(self, name: str, spoken: str, *, person: bool) -> bool:
        """True for a place's name that is somebody's here: the text names his office ("Jordan, the chief of staff").

        `person` tells that the text speaks of somebody, whom it names nowhere else ("Jordan … his allies").
        """
        if name not in self._knowledge.by_surname or self._day is None:
            return False
        key = self._bearers.spoken_of(name, spoken)
        if key is None and person:
            key = self._bearers.serving_here(name)
        if key is not None:
            self._namesakes[name] = key
        return key is not None

    def by_short(
        self,
        name: str,
        gender: str | None = None,
        *,
        styled: bool = False,
        spoken: str = "",
        others: frozenset[str] = frozenset(),
    ) -> Person | None:
        """The person whom a bare surname means: the one entered under it last, else a known holder of office.

        `spoken` is the text before the name, `others` are states of whose leaders the name is told apart.

        `gender` is that of a style before the name ("Mrs. Obama"); `styled` tells that one stands there.
        """
        key = None if self._short.get(name) else self._namesakes.get(name) or self._bearers.spoken_of(name, spoken)
        if key is not None:
            person = self.enter(self._knowledge.known[key].name, key)
            person.why.append(f"the {name} whose office the text has named")
            return person
        found = [p for p in self._short.get(name, ()) if gender is None or p.gender in (gender, None)]
        if found:
            surnamed = [p for p in found if name in self._surnames(p)]
            return (surnamed or found)[0]
        return None if self._short.get(name) else self._famous(name, gender, styled=styled, others=others)

    def _surnames(self, person: Person) -> set[str]:
        last = person.name.split()[-1]
        known = self._knowledge.known.get(person.id)
        surname = known.surname if known and known.surname else last
        short = known.short_names if known else ()
        of_two = known is not None and known.id in self._knowledge.by_first_surname.get(surname.split()[0], ())
        first = {surname.split()[0], ascii_of(surname.split()[0])} if of_two else set()
        return {last, surname, bare_surname(last), bare_surname(surname), *short, *first}

    def _famous(
        self, surname: str, gender: str | None, *, styled: bool, others: frozenset[str] = frozenset()
    ) -> Person | None:
        """A holder of high office on the day whose country the article names, when there is just one of the name."""
        key = self._bearers.great_one(surname, gender, styled=styled, others=others)
        if key is None or self._day is None:
            return None
        person = self.enter(self._knowledge.known[key].name, key)
        person.why.append(f"only holder of high office named {surname} until {self._day.isoformat()}")
        return person

    def unresolved(self, name: str, document: str) -> Person:
        """Enter someone whom nothing identifies."""
        key = f"person:unresolved:{document[:8]}:{slug(name)}"
        if key not in self._people:
            why = [f"the text names {name} without saying who that is"]
            self._people[key] = Person(key, name, False, resolved=False, why=why)
            self._short[name].append(self._people[key])
        return self._people[key]

    def with_office(self, office: str, polity: str) -> Person | None:
        """The person of this document who holds `office` in `polity`."""
        return next((p for p in reversed(self._people.values()) if (office, polity) in p.offices), None)

    def give_role(
        self, person: Person, role: Span, title: Title | None, countries: tuple[str, ...], *, owned: bool = False
    ) -> None:
        """Record the role that the text gives; the first one stays unless it was a mere title and this says more.

        `owned` tells that somebody stands beside the title whose it is ("his minister").
        """
        relation = title is not None and title.kind == "group"  # "his closest ally" is no office
        if person.role is None or (len(role.text) > len(person.role.text) and not relation):
            person.role = role
        if title is None:
            return
        last = title.phrase.split()[-1]
        # A vice president is never "the president" for short; a deputy minister may well be "the minister".
        # Nor is a secretary general "the general".
        apart = (title.office in SECONDS and last != "minister") or (last == "general" and title.sector != "MIL")
        person.titles.update({title.phrase} if apart else {title.phrase, last})
        country = countries[0] if countries else None
        if country is None and not owned:
            country = self.at_home(person, title)
        elif country is not None and person.filed:  # the text tells a state after all
            person.offices = {(office, polity) for office, polity in person.offices if polity != person.country}
            person.country, person.filed = None, False
        if not person.known:
            person.country = person.country or country
        polity = person.country or country
        former = bool(re.match(r"(?i)(a |an |the )?(former|ex|retired|one-time|onetime|late)\b", role.text))
        if owned and title.phrase in DEPUTIES:
            person.sector = person.sector or "GOV"  # "the minister's deputy" sits in no parliament
        elif not person.sector or (title.sector not in ("UNK", person.sector) and not person.known):
            person.sector = "ELI" if former else (title.sector if title.sector != "UNK" else person.sector)
        # Whoever serves a body of several states has a title of that body, not of the state that they are from.
        serves = country is None and any(self._knowledge.is_of_many(body) for _, body in person.offices)
        if polity and not former and not serves and (office := title.office_of(polity)):
            person.offices.add((office, polity))
        if title.gender and not person.gender:
            person.gender = title.gender

    def at_home(self, person: Person, title: Title) -> str | None:
        """The state of the dateline for an official of whom the text tells none; ambassadors come from elsewhere."""
        serves = title.sector in _OFFICIAL and title.office != "ambassador"
        if self.home is None or person.known or person.country is not None or not serves:
            return None
        person.why.append(f"{title.phrase!r} in a report filed from {self.home}")
        person.filed = True
        return self.home


def _plain(name: str) -> str:
    """A name without middle initials; initials stay, one space behind each, where they are all that is given."""
    if (parts := initials(name)) is not None:
        letters, rest = parts
        return " ".join((*(f"{letter}." for letter in letters), rest))
    return " ".join(_INITIAL.sub("", name).split()) or name


def bare_surname(surname: str) -> str:
    """A surname without its Arabic article or particle ("al-Assad" is often just "Assad")."""
    return re.sub(r"^(?:al|el|as|ad|an|ar|ash|at|az)[- ]", "", surname, flags=re.IGNORECASE)
