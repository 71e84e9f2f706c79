"""People: everyone whom a document names, by their full and short names, with the roles the text gives them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from legation.annotations import Sentence, Token
from legation.knowledge import Holding, Knowledge, Title
from legation.records import Span
from legation.resolving.eras import Eras

_OF_PLACE = re.compile(r" (?:of|from|to) (?!staff\b|state\b|police\b|government\b).*$")
_INITIAL = re.compile(r"\b[A-Z]\.\s*")
# Offices whose holders are spoken of by bare surname even in papers that never introduce them.
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_KEPT = frozenset({"MIL", "REL"})
# A seat in parliament is the least that somebody may hold beside an office.
_SEATS = frozenset({"senator", "representative", "member_of_parliament", "member_of_european_parliament"})
_BRANCHES = ("GOV", "MIL", "SPY", "JUD", "LEG", "COP", "OPP")
_HEADS = frozenset({"head_of_state", "head_of_government"})
_NEXT = ("-elect", "-designate")
# Whoever is elected takes office within so many days.
_SOON = 183
# How long a name stays as well known as it was in office.
_JUST_LEFT = timedelta(days=14)
_FAMOUS = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
# Powers whose foreign ministers the world's papers call by a style and their surname alone ("Mr Rusk").
_POWERS = frozenset({"USA", "SUN", "RUS", "GBR", "FRA", "DEU", "CHN"})


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
        return " " in plain and plain not in self._surnames_of_two and not plain[0].islower()

    def enter(self, name: str, known_id: str | None) -> Person:
        """Enter a full name; the same person under a shorter or longer form of it is found again."""
        plain = " ".join(_INITIAL.sub("", name).split()) or name
        known_id = self._namesake(known_id) if known_id else None
        key = known_id or self._ids.get(plain) or f"person:{slug(plain)}"
        self._ids[plain] = key
        if key not in self._people:
            self._people[key] = self._new(key, name, known_id)
            for short in self._short_forms(plain, known_id):
                self._short[short].append(self._people[key])
        return self._people[key]

    def _namesake(self, known_id: str) -> str:
        """Whom a name means on the day: of two who share given name and surname, the one who leads a state then."""
        known = self._knowledge.known[known_id]
        # Where the surname comes first, as in Vietnam, many share the first word of their names.
        if self._day is None or not known.name.endswith(f" {known.surname}") or self._leads(known_id):
            return known_id
        short = known.name if known.name.count(" ") == 1 else f"{known.name.split()[0]} {known.surname}"
        surname = known.surname or ""
        bearers = (*self._knowledge.by_surname.get(surname, ()), *self._knowledge.by_first_surname.get(surname, ()))
        others = [key for key in dict.fromkeys(bearers) if self._is_called(key, short) and self._leads(key)]
        return others[0] if len(others) == 1 else known_id

    def _is_called(self, key: str, short: str) -> bool:
        """True for who bears a given name and a surname, with others between or behind ("Eduardo Frei Montalva")."""
        known = self._knowledge.known[key]
        given, surname = short.split(" ", 1)
        whole = (known.surname or "").split()
        named = surname in (known.surname, *whole[:1]) and known.name.endswith(f" {known.surname}")
        return known.name.split()[0] == given and named

    def _leads(self, key: str) -> bool:
        """True for who leads a state on the day, be it through its ruling party."""
        terms = self._knowledge.offices(key)
        return self._day is not None and any(_is_head(h) and h.covers(self._day) for h in terms)

    def _is_great(self, key: str, day: date) -> bool:
        """True for who leads a state on a day, or speaks for it abroad."""
        return any((h.office in _FAMOUS or _is_head(h)) and h.covers(day) for h in self._knowledge.offices(key))

    def known_id(self, name: str) -> str | None:
        """The id under which a full name was entered."""
        key = self._ids.get(" ".join(_INITIAL.sub("", name).split()) or name)
        return key if key in self._knowledge.known else None

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
        return list(dict.fromkeys(form for form in forms if form))

    def knows(self, short: str) -> bool:
        """True when somebody of this document has that short name."""
        return short in self._short and any(p.resolved for p in self._short[short])

    def is_known_alone(self, surname: str) -> bool:
        """True for the bare surname of the one great man or woman of that name, or of whom the text told before."""
        return surname in self._namesakes or (
            surname in self._knowledge.by_surname and self._great_one(surname, None, styled=False) is not None
        )

    def by_title(self, surname: str, title: Title, countries: tuple[str, ...]) -> Person | None:
        """The person of the tables whom "President Obama" means: the only holder of that office with that surname."""
        if title.phrase.endswith(_NEXT):
            return self._incoming(surname, title, countries)
        fits = list(self._once_titled(surname, title, countries))
        reason = f"the only {title.phrase} of that surname in the tables"
        if not fits and title.sector == "ELI":  # "Sheikh Sabah", a ruler by his given name
            given = self._knowledge.by_given.get(surname, ())
            fits = [key for key in given if self._leads(key)]
            reason = f"the only {title.phrase} of that given name who leads a state"
        if not fits:
            fits, reason = self._by_rank(surname, title, countries)
        if not fits and (title.sector == "MIL" or (title.kind == "honorific" and title.sector != "UNK")):
            fits, reason = self._rulers(surname, countries), f"the only ruler named {surname} until then"
        fits = self._likeliest(surname, fits)
        if len(set(fits)) != 1:
            return None
        person = self.enter(self._knowledge.known[fits[0]].name, fits[0])
        person.why.append(reason)
        return person

    def _once_titled(self, surname: str, title: Title, countries: tuple[str, ...]) -> Iterator[str]:
        """The bearers of a surname who hold the office of a title, or have held it."""
        rulers = self._knowledge.by_given.get(surname, ())
        bearers = (*self._bearers(surname), *(k for k in rulers if not self._knowledge.known[k].surname))
        for key in (*bearers, *self._knowledge.by_first_surname.get(surname, ())):
            for holding in self._knowledge.offices(key):
                in_time = self._day is None or holding.since <= self._day.isoformat()
                same_office = title.office_of(holding.polity) == holding.office
                if in_time and same_office and (not countries or holding.polity in countries):
                    yield key

    def _likeliest(self, surname: str, fits: list[str]) -> list[str]:
        """Of several bearers of a name whom a title fits the likelier ones."""
        # A surname of the table goes before the end of another name ("Saad al-Abdullah").
        if len(set(fits)) > 1 and (exact := [k for k in fits if self._knowledge.known[k].surname == surname]):
            fits = exact
        if len(set(fits)) > 1 and (here := [k for k in fits if self._knowledge.known[k].country == self.home]):
            fits = here
        if len(set(fits)) > 1 and self._day is not None:
            serving = [k for k in fits if any(h.covers(self._day) for h in self._knowledge.offices(k))]
            # Without anybody in office the one who leads a state some day, be it soon ("Ayatollah Khomeini" of Paris).
            fits = serving or [k for k in fits if any(h.office in _HEADS for h in self._knowledge.offices(k))]
        return fits

    def _incoming(self, surname: str, title: Title, countries: tuple[str, ...]) -> Person | None:
        """Whom "President-elect Obama" means: who takes that office within the half year after the day."""
        plain = title.phrase.rpartition("-")[0]
        if self._day is None:
            return None
        until = (self._day + timedelta(days=_SOON)).isoformat()
        found = {
            key
            for key in self._bearers(surname)
            for held in self._knowledge.offices(key)
            if self._day.isoformat() < held.since <= until
            and held.title.lower().endswith(plain)
            and (not countries or held.polity in countries)
        }
        if len(found) != 1:
            return None
        key = found.pop()
        person = self.enter(self._knowledge.known[key].name, key)
        person.why.append(f"{plain} soon after {self._day.isoformat()}")
        return person

    def _by_rank(self, surname: str, title: Title, countries: tuple[str, ...]) -> tuple[list[str], str]:
        """Whom a title that is no office of its own means ("Secretary Albright", "Archbishop Tutu", "Lady Ashton").

        The title of the office held on the day has its words, or it is a rank and whoever bears the name is in
        public life in a country that the text names.
        """
        found = []
        bearers = self._bearers(surname) or self._knowledge.by_first_surname.get(surname, ())
        if not bearers and (
            title.sector == "REL" or (title.kind == "honorific" and title.sector != "UNK")
        ):  # "Sir Dawda"
            bearers = self._knowledge.by_given.get(surname, ())
        for key in bearers:
            known = self._knowledge.known[key]
            terms = self._knowledge.offices(key)
            serving = [h for h in terms if self._day is None or h.covers(self._day)]
            if countries and known.country not in (*countries, *self._eras.successors(countries)):
                continue
            said = any(title.phrase in h.title.lower() for h in serving)
            kin = title.sector not in ("UNK", "CVL") and title.sector in (known.sector, *(h.sector for h in serving))
            kin = kin or (title.sector in _KEPT and bool(serving))  # generals and clerics govern, and keep their titles
            styled = title.sector == "ELI" or (title.kind == "honorific" and title.sector != "UNK")  # "Sheikh", "Sir"
            near = styled and (bool(serving) or known.sector is not None)
            if title.gender and known.gender not in (title.gender, None):
                continue
            # A cardinal at the head of the Curia is known wherever he goes.
            near = near or title.sector == "REL"
            great = near and any(h.office in _FAMOUS for h in serving)
            if said or great or ((kin or near) and self._around(known.country, serving)):
                found.append(key)
        if title.sector == "REL":  # a cleric before a general who bears his name
            clerics = [key for key in found if self._is_cleric(key)]
            found = clerics or [key for key in found if any(map(self._covers, self._knowledge.offices(key)))]
        return found, f"the only {surname} in the tables whom {title.phrase!r} fits"

    def _covers(self, holding: Holding) -> bool:
        return self._day is None or holding.covers(self._day)

    def _is_cleric(self, key: str) -> bool:
        known, terms = self._knowledge.known[key], self._knowledge.offices(key)
        return known.sector == "REL" or any(h.sector == "REL" or h.polity == "VAT" for h in terms)

    def _rulers(self, surname: str, countries: tuple[str, ...] = ()) -> list[str]:
        """The bearers of a surname who have led a state at some time before the day, of `countries` where any are."""
        day = self._day.isoformat() if self._day is not None else "9999"
        countries = (*countries, *self._eras.successors(countries))
        return [
            key
            for key in self._bearers(surname)
            if (not countries or self._knowledge.known[key].country in countries)
            and any(h.office in _HEADS and h.since <= day for h in self._knowledge.offices(key))
        ]

    def _bearers(self, surname: str) -> tuple[str, ...]:
        """Ids of the known persons with a surname, which a paper may write without its accents."""
        table = self._knowledge.by_surname
        return table.get(surname, ()) or table.get(ascii_of(surname), ()) or table.get(_without_e(surname), ())

    def _around(self, country: str | None, serving: list[Holding]) -> bool:
        """True when the text speaks of somebody's country, or he serves a body of many states."""
        return country in self._countries or country == self.home or any(":" in h.polity for h in serving)

    def _spoken_of(self, name: str, spoken: str) -> str | None:
        """The bearer of a surname whose office stands in the text before it ("the attorney general … Kennedy")."""
        if self._day is None or not spoken:
            return None
        words = f" {spoken.lower()} "
        found = {
            key
            for key in self._bearers(name)
            for held in self._knowledge.offices(key)
            if held.covers(self._day)
            and (self._knowledge.known[key].country in (*self._countries, self.home))
            and any(f" {'' if ' ' in title else 'the '}{title} " in words for title in _short_titles(held))
        }
        return found.pop() if len(found) == 1 else None

    def is_namesake(self, name: str, spoken: str, *, person: bool) -> bool:
        """True for a place's name that is somebody's here: the text names his office ("Jordan, the chief of staff").

        `person` tells that the text speaks of somebody, whom it names nowhere else ("Jordan … his allies").
        """
        if name not in self._knowledge.by_surname or self._day is None:
            return False
        key = self._spoken_of(name, spoken)
        if key is None and person:
            serving = [k for k in self._bearers(name) if self._serves_here(k)]
            key = serving[0] if len(serving) == 1 else None
        if key is not None:
            self._namesakes[name] = key
        return key is not None

    def _serves_here(self, key: str) -> bool:
        """True for who holds an office on the day in the country of the dateline."""
        terms = self._knowledge.offices(key)
        return any(h.polity == self.home and self._day is not None and h.covers(self._day) for h in terms)

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
        key = None if self._short.get(name) else self._namesakes.get(name) or self._spoken_of(name, spoken)
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
        key = self._great_one(surname, gender, styled=styled, others=others)
        if key is None or self._day is None:
            return None
        person = self.enter(self._knowledge.known[key].name, key)
        person.why.append(f"only holder of high office named {surname} until {self._day.isoformat()}")
        return person

    def _great_one(
        self, surname: str, gender: str | None, *, styled: bool, others: frozenset[str] = frozenset()
    ) -> str | None:
        if self._day is None:
            return None
        fit = (gender, None) if gender else (None, "male", "female")
        bearers = [key for key in dict.fromkeys(self._bearers(surname)) if self._knowledge.known[key].gender in fit]
        bearers = [key for key in bearers if self._knowledge.known[key].country not in others]
        # A name by which one alone is known ("Hemedti") needs no office of the highest.
        if len(bearers) == 1 and surname in self._knowledge.known[bearers[0]].short_names:
            terms = [h for h in self._knowledge.offices(bearers[0]) if h.covers(self._day)]
            if terms and self._around(self._knowledge.known[bearers[0]].country, []):
                return bearers[0]
        holders = [key for key in bearers if self._is_great(key, self._day)]
        # Whoever has just been killed or ousted is still in the news.
        holders = holders or [key for key in bearers if self._is_great(key, self._day - _JUST_LEFT)]
        fits = [key for key in holders if self._knowledge.known[key].country in self._countries]
        if not fits and len(holders) > 1:
            holders = [k for k in holders if any(map(_is_worldwide, self._knowledge.offices(k)))] or holders
            if others:  # told apart from the leader of one state, it is another state's, and not his minister
                holders = [k for k in holders if self._leads(k)] or holders
        if not fits and len(holders) == 1:
            # The one head of state or government in the world of that name needs no country beside it.
            days = (self._day, self._day - _JUST_LEFT)
            terms = [h for h in self._knowledge.offices(holders[0]) if any(map(h.covers, days))]
            known = any(_is_head(h) or (styled and _speaks_for_power(h)) for h in terms)
            fits = holders if known else []
        if not holders:
            # Who led a state that the text names is spoken of so long after, if nobody else is called so ("Thatcher").
            past = self._rulers(surname, tuple(self._countries))
            serve = [key for key in self._bearers(surname) if self._knowledge.offices(key)]
            fits = [key for key in past if key in bearers] if len(serve) == 1 else []
        return fits[0] if len(fits) == 1 else None

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

    def give_role(self, person: Person, role: Span, title: Title | None, countries: tuple[str, ...]) -> None:
        """Record the role that the text gives; the first one stays unless it was a mere title and this says more."""
        relation = title is not None and title.kind == "group"  # "his closest ally" is no office
        if person.role is None or (len(role.text) > len(person.role.text) and not relation):
            person.role = role
        if title is None:
            return
        person.titles.update({title.phrase, title.phrase.split()[-1]})
        country = countries[0] if countries else None
        if country is None and not person.known and person.country is None and title.sector in _OFFICIAL:
            country = self.home
            person.why += [f"{title.phrase!r} in a report filed from {country}"] if country else []
        if not person.known:
            person.country = person.country or country
        polity = person.country or country
        former = bool(re.match(r"(?i)(a |an |the )?(former|ex|retired|one-time|onetime|late)\b", role.text))
        if not person.sector or (title.sector not in ("UNK", person.sector) and not person.known):
            person.sector = "ELI" if former else (title.sector if title.sector != "UNK" else person.sector)
        if polity and not former and (office := title.office_of(polity)):
            person.offices.add((office, polity))
        if title.gender and not person.gender:
            person.gender = title.gender


def _short_titles(held: Holding) -> frozenset[str]:
    """The words for an office without its place: "attorney general", "chief of staff", "mayor"."""
    title = held.title.lower().partition(" of the ")[0]
    plain = title.removeprefix("white house ").removeprefix("u.s. ").removeprefix("supreme ")
    return frozenset({title, plain, _OF_PLACE.sub("", plain)})


def _is_head(holding: Holding) -> bool:
    """True for a head of state or government, for the leader of a party that is the state's, for the UN's head."""
    ruling = holding.office == "party_leader" and ":" not in holding.polity
    return holding.office in _HEADS or ruling or _is_worldwide(holding)


def _is_worldwide(holding: Holding) -> bool:
    """True for the secretary-general of the United Nations, known everywhere by his surname."""
    return (holding.office, holding.polity) == ("head", "org:UN")


def rank(holding: Holding) -> tuple[int, int]:
    """Order among the offices of one person: heads first, then the branches of the state, a party's offices last."""
    branch = _BRANCHES.index(holding.sector) if holding.sector in _BRANCHES else len(_BRANCHES)
    return (0 if holding.office in _HEADS else 2 if holding.office in _SEATS else 1), branch


def _speaks_for_power(holding: Holding) -> bool:
    return holding.office == "foreign_minister" and holding.polity in _POWERS


def bare_surname(surname: str) -> str:
    """A surname without its Arabic article or particle ("al-Assad" is often just "Assad")."""
    return re.sub(r"^(?:al|el|as|ad|an|ar|ash|at|az)[- ]", "", surname, flags=re.IGNORECASE)


def ascii_of(name: str) -> str:
    """A name without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _without_e(name: str) -> str:
    """A German name whose umlauts are written with an e, without them ("Fuele" as "Fule")."""
    return re.sub(r"(?<=[aouAOU])e", "", name)


def slug(name: str) -> str:
    """A name in lower-case ASCII with hyphens, for ids."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "x"
