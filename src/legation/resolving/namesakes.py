"""Namesakes: whom of the tables a surname means, told apart by title, office, country and day."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from legation.knowledge import Holding, Knowledge, Title
from legation.resolving.arabic import SONS
from legation.resolving.eras import Eras
from legation.resolving.initials import fit
from legation.resolving.standing import FAMOUS, HEADS, is_head, is_worldwide, short_titles, speaks_for_power

_KEPT = frozenset({"MIL", "REL"})
_NEXT = ("-elect", "-designate")
# Whoever is elected takes office within so many days.
_SOON = 183
# A surname of so many people in the tables tells one of them by his office.
_FEW = 4
# How long a name stays as well known as it was in office.
_JUST_LEFT = timedelta(days=14)


class Namesakes:
    """Finds in the tables the bearer of a name whom one document means."""

    def __init__(
        self, knowledge: Knowledge, day: date | None, countries: frozenset[str], eras: Eras, home: str | None
    ) -> None:
        """`day` is the article's date if known; `countries` are those that it names; `home` is the dateline's."""
        self._knowledge = knowledge
        self._day = day
        self._countries = countries
        self._eras = eras
        self._home = home

    def on_the_day(self, known_id: str, written: str) -> str:
        """Whom a name means on the day: of two who share given name and surname, the one who leads a state then.

        Not one in whose name a word of the `written` one is missing ("Hamad bin Jassim" is not Hamad bin Khalifa).
        """
        known = self._knowledge.known[known_id]
        # Where the surname comes first, as in Vietnam, many share the first word of their names.
        if self._day is None or not known.name.endswith(f" {known.surname}") or self._leads(known_id):
            return known_id
        short = known.name if known.name.count(" ") == 1 else f"{known.name.split()[0]} {known.surname}"
        surname = known.surname or ""
        bearers = (*self._knowledge.by_surname.get(surname, ()), *self._knowledge.by_first_surname.get(surname, ()))
        others = [key for key in dict.fromkeys(bearers) if self._is_called(key, short) and self._leads(key)]
        if SONS.intersection(written.split()):
            others = [key for key in others if set(written.split()) <= set(self._knowledge.known[key].name.split())]
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
        return self._day is not None and any(is_head(h) and h.covers(self._day) for h in terms)

    def _is_great(self, key: str, day: date) -> bool:
        """True for who leads a state on a day, or speaks for it abroad."""
        return any((h.office in FAMOUS or is_head(h)) and h.covers(day) for h in self._knowledge.offices(key))

    def titled(self, surname: str, title: Title, countries: tuple[str, ...]) -> tuple[str, str] | None:
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
        if not fits and not self._bearers(surname):
            fits = self._by_given(surname, title, countries)
            reason = f"the only {title.phrase} of that first name whose state is told of"
        fits = self._likeliest(surname, fits)
        if len(set(fits)) != 1:
            return None
        return fits[0], reason

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

    def _by_given(self, given: str, title: Title, countries: tuple[str, ...]) -> list[str]:
        """Who bears a first name and leads a state that the text speaks of ("President Samia" in Tanzania)."""
        told = countries or {*self._countries, self._home}
        return [
            key
            for key in self._knowledge.by_given.get(given, ())
            for held in self._knowledge.offices(key)
            if self._day is not None and held.covers(self._day) and held.office in HEADS
            if title.office_of(held.polity) == held.office and held.polity in told
        ]

    def _likeliest(self, surname: str, fits: list[str]) -> list[str]:
        """Of several bearers of a name whom a title fits the likelier ones."""
        # A surname of the table goes before the end of another name ("Saad al-Abdullah").
        if len(set(fits)) > 1 and (exact := [k for k in fits if self._knowledge.known[k].surname == surname]):
            fits = exact
        if len(set(fits)) > 1 and (here := [k for k in fits if self._knowledge.known[k].country == self._home]):
            fits = here
        if len(set(fits)) > 1 and self._day is not None:
            serving = [k for k in fits if any(h.covers(self._day) for h in self._knowledge.offices(k))]
            # Without anybody in office the one who leads a state some day, be it soon ("Ayatollah Khomeini" of Paris).
            fits = serving or [k for k in fits if any(h.office in HEADS for h in self._knowledge.offices(k))]
        return fits

    def _incoming(self, surname: str, title: Title, countries: tuple[str, ...]) -> tuple[str, str] | None:
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
        return found.pop(), f"{plain} soon after {self._day.isoformat()}"

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
            great = near and any(h.office in FAMOUS for h in serving)
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
            and any(h.office in HEADS and h.since <= day for h in self._knowledge.offices(key))
        ]

    def _bearers(self, surname: str) -> tuple[str, ...]:
        """Ids of the known persons with a surname, which a paper may write without its accents."""
        table = self._knowledge.by_surname
        return table.get(surname, ()) or table.get(ascii_of(surname), ()) or table.get(_without_e(surname), ())

    def _around(self, country: str | None, serving: list[Holding]) -> bool:
        """True when the text speaks of somebody's country, or he serves a body of many states."""
        return country in self._countries or country == self._home or any(":" in h.polity for h in serving)

    def spoken_of(self, name: str, spoken: str) -> str | None:
        """The bearer of a surname whose office stands in the text before it ("the attorney general … Kennedy")."""
        if self._day is None or not spoken:
            return None
        words = f" {spoken.lower()} "
        found = {
            key
            for key in self._bearers(name)
            for held in self._knowledge.offices(key)
            if held.covers(self._day)
            and (self._knowledge.known[key].country in (*self._countries, self._home))
            and any(f" {'' if ' ' in title else 'the '}{title} " in words for title in short_titles(held))
        }
        return found.pop() if len(found) == 1 else None

    def initialled(self, letters: tuple[str, ...], surname: str) -> str | None:
        """Whom initials before a surname mean: the one in office on the day whom they fit.

        Whoever is in no office then is told by two initials at least, and of a country that the text names.
        """
        known, offices = self._knowledge.known, self._knowledge.offices
        keys = dict.fromkeys((*self._bearers(surname), *self._knowledge.by_first_surname.get(surname, ())))
        bearers = [key for key in keys if fit(letters, known[key].name, known[key].surname or surname)]
        serving = [key for key in bearers if self._day is not None and any(map(self._covers, offices(key)))]
        near = [key for key in serving if self._around(known[key].country, list(offices(key)))]
        great = [key for key in serving if self._day is not None and self._is_great(key, self._day)]
        told = bearers if len(letters) > 1 and any(self._around(known[key].country, []) for key in bearers) else []
        return next((found[0] for found in (near, great, told) if len(found) == 1), None)

    def serving_here(self, name: str) -> str | None:
        """The one bearer of a surname who holds an office on the day in the country of the dateline."""
        serving = [k for k in self._bearers(name) if self._serves_here(k)]
        return serving[0] if len(serving) == 1 else None

    def _serves_here(self, key: str) -> bool:
        """True for who holds an office on the day in the country of the dateline."""
        terms = self._knowledge.offices(key)
        return any(h.polity == self._home and self._day is not None and h.covers(self._day) for h in terms)

    def great_one(
        self, surname: str, gender: str | None, *, styled: bool, others: frozenset[str] = frozenset()
    ) -> str | None:
        """The one holder of high office of that name: `gender` and `styled` are of a style, `others` are not meant."""
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
            holders = [k for k in holders if any(map(is_worldwide, self._knowledge.offices(k)))] or holders
            if others:  # told apart from the leader of one state, it is another state's, and not his minister
                holders = [k for k in holders if self._leads(k)] or holders
        if not fits and len(holders) == 1:
            # The one head of state or government in the world of that name needs no country beside it.
            days = (self._day, self._day - _JUST_LEFT)
            terms = [h for h in self._knowledge.offices(holders[0]) if any(map(h.covers, days))]
            known = any(is_head(h) or (styled and speaks_for_power(h)) for h in terms)
            fits = holders if known else []
        if not holders:
            # Who led a state that the text names is spoken of so long after, if nobody else is called so ("Thatcher").
            past = self._rulers(surname, tuple(self._countries))
            serve = [key for key in self._bearers(surname) if self._knowledge.offices(key)]
            fits = [key for key in past if key in bearers] if len(serve) == 1 else []
        fits = fits or [key for key in self._sole_holders(surname) if key in bearers]
        return fits[0] if len(fits) == 1 else None

    def _sole_holders(self, surname: str) -> list[str]:
        """Who holds a high office on the day by a surname that few bear, and nobody else in any office then."""
        bearers = self._bearers(surname)
        day = self._day
        if day is None or len(bearers) > _FEW:
            return []
        serving = {key: [h for h in self._knowledge.offices(key) if h.covers(day)] for key in bearers}
        serving = {key: terms for key, terms in serving.items() if terms}
        high = [key for key, terms in serving.items() if any(map(self._is_high, terms))]
        return high if len(serving) == 1 else []

    def _is_high(self, holding: Holding) -> bool:
        """True for who leads a state, its diplomats or its forces, or a body of several states."""
        of_many = holding.office == "head" and self._knowledge.is_of_many(holding.polity)
        return of_many or holding.office in FAMOUS or holding.office == "defence_minister"


def ascii_of(name: str) -> str:
    """A name without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _without_e(name: str) -> str:
    """A German name whose umlauts are written with an e, without them ("Fuele" as "Fule")."""
    return re.sub(r"(?<=[aouAOU])e", "", name)
