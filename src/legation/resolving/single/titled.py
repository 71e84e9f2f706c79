"""Persons by a title and a name that the tables may know by surname only, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from legation.knowledge import Holding, Knowledge, Known, Title
from legation.resolving.agents import Agents
from legation.resolving.folding import fold
from legation.resolving.resolution import Resolution
from legation.resolving.roles import Titles
from legation.resolving.single.bearers import Surnames, bearers_of
from legation.resolving.single.owners import Owners
from legation.resolving.single.persons import Persons, kept
from legation.resolving.single.phrase import Phrase, Setting, is_name

# Words of a name after a title.
_LONGEST_NAME = 5
# Ranks and styles that somebody bears beside an office: "Ayatollah Khamenei" heads a state.
_STYLES = ("REL", "MIL", "ELI")
# An office with such a word is another one than the title alone ("Vice President").
_LESSER = frozenset({"vice", "deputy", "former", "assistant", "under"})
_FULL_NAME = "name in the tables of persons"
_BY_WORDS = "by the offices held"
_HEADS = ("head_of_state", "head_of_government")


@dataclass(frozen=True, slots=True)
class _Titled:
    """A title and a name: what is asked of the tables. `former` when the words put the title in the past."""

    name: str
    title: Title
    countries: Sequence[str]
    day: date | None
    former: bool


class TitledNames:
    """Finds who is meant by a title and a surname; of several, whoever served on the day, else nobody."""

    def __init__(
        self,
        knowledge: Knowledge,
        titles: Titles,
        agents: Agents,
        *,
        owners: Owners,
        persons: Persons,
        surnames: Surnames,
    ) -> None:
        """`agents` tells the second sector of a title, `owners` the country, `surnames` who bears a bare name."""
        self._knowledge = knowledge
        self._titles = titles
        self._agents = agents
        self._owners = owners
        self._persons = persons
        self._surnames = surnames

    def __call__(self, phrase: Phrase, setting: Setting) -> Resolution | None:
        """Who is named after the last title of the phrase."""
        end, after = self._end(phrase)
        noun = self._agents.ending(phrase.folded[:end])
        for last in range(end - 1, 0, -1):
            found = None if phrase.owning[last - 1] else self._titles.before(list(phrase.folded[:last]))
            if found is None or not self._names_somebody(phrase, last, end, found):
                continue
            if noun is not None and (noun[0] > end - last or found[1].kind == "role-noun"):
                return None  # "Secretary General" is a title without a name, "National Defence College" no national
            first = last - found[0]
            countries = self._owners.countries(phrase, 0, first) or after or self._owners.states(setting)
            former = self._persons.is_former(phrase.folded[: first + 1])
            asked = _Titled(phrase.cut(last, end), found[1], countries, setting.day, former)
            bearers = self._bearers(phrase, last, end)
            return self._bearer(asked, bearers, phrase.cut(0, last), phrase.text, setting)
        return None

    def _end(self, phrase: Phrase) -> tuple[int, list[str]]:
        """Where the name ends, and the state told after it ("Foreign Minister Ann Example of Norway")."""
        at = next((i for i, word in enumerate(phrase.folded) if i > 1 and word == "of" and not phrase.name_at(i)), 0)
        if not at or not (phrase.name_at(at - 1) or is_name(phrase.written[at - 1])):
            return len(phrase), []
        rest = range(at + 1, len(phrase))
        named = bool(rest) and all(phrase.name_at(i) or phrase.folded[i] == "the" for i in rest)
        countries = self._owners.countries(phrase, at + 1, len(phrase)) if named else []
        return (at, countries) if countries else (len(phrase), [])

    def _names_somebody(self, phrase: Phrase, last: int, end: int, found: tuple[int, Title]) -> bool:
        length, title = found
        rest = phrase.written[last:end]
        kinds = ("person-title", "honorific", "role-noun" if phrase.written[last - length][0].isupper() else "")
        if title.kind not in kinds or title.plural or len(rest) > _LONGEST_NAME or not all(map(is_name, rest)):
            return False
        name = phrase.name_at(last)
        return name is None or all(self._knowledge.known[alias.id].kind == "person" for alias in name.aliases)

    def _bearers(self, phrase: Phrase, last: int, end: int) -> tuple[str, ...]:
        """Who bears the name between two words: as a full name, as a surname, as the one name of a monarch."""
        full = phrase.name_at(last)
        if full is not None and (full.first, full.last) == (last, end):
            return tuple(dict.fromkeys(alias.id for alias in full.aliases))
        name = phrase.cut(last, end)
        return tuple(dict.fromkeys((*bearers_of(self._knowledge, name), *self._rulers(name))))

    def _bearer(
        self, asked: _Titled, bearers: tuple[str, ...], role: str, text: str, setting: Setting
    ) -> Resolution | None:
        title = asked.title
        chosen, reason = self._chosen(bearers, asked)
        if not chosen and " " in asked.name and len(bearers) == 1:
            chosen, reason = bearers, _FULL_NAME
        if not bearers:
            chosen, reason = self._serving(asked), f"the only {title.phrase} of that first name whose state is told of"
        if len(chosen) == 1:
            found = self._persons.record(self._knowledge.known[chosen[0]], asked.day, role, title, reason)
            return replace(found, confidence=0.8) if reason.endswith(_BY_WORDS) else found
        if title.kind == "honorific" or (title.sector in _STYLES and not title.office):
            styled = self._styled(asked, setting)
            if styled is not None or title.kind == "honorific":
                return styled
        return self._unknown(asked, role, text, chosen)

    def _chosen(self, bearers: Sequence[str], asked: _Titled) -> tuple[tuple[str, ...], str]:
        """Who may be meant, and the reason if it is one: by the office named, by its words, by its sector."""
        title, day = asked.title, asked.day
        if (known := self._by_office(bearers, asked)) is not None:
            return known, f"the only {title.phrase} of that name in the tables"
        if title.kind == "honorific":
            return (), ""
        ranked = None if title.office or title.office_in else self._by_rank(bearers, asked.countries, day)
        if ranked is not None:
            return (ranked.id,), f"the only {title.phrase} of that name in the tables"
        words = frozenset(fold(title.phrase).split())
        terms = [held for key in bearers for held in self._in_reach(key, asked)]
        said = [held for held in terms if words <= (has := set(fold(held.title).split())) and not has & _LESSER - words]
        if not said and not title.office and title.sector not in ("UNK", "ELI"):
            said = [held for held in terms if held.sector == title.sector]
        serving = [held for held in said if self._persons.in_time(held, day)]
        if title.office in _HEADS and not serving:
            said = []
        keys = tuple(dict.fromkeys(held.person for held in serving or said))
        return keys, f"the only {title.phrase} of that name in the tables, {_BY_WORDS}"

    def _by_office(self, bearers: Sequence[str], asked: _Titled) -> tuple[str, ...] | None:
        """Who held the office that the title names; None for nobody of the name."""
        held = {key: terms for key in bearers if (terms := self._terms(key, asked))}
        near = {key: [term for term in terms if asked.former or kept(term, asked.day)] for key, terms in held.items()}
        near = {key: terms for key, terms in near.items() if terms}
        if len(near) > 1:
            # Of several, whoever is in office ("President Bush" without a date stays undecided).
            serving = tuple(k for k, terms in near.items() if any(self._persons.in_time(h, asked.day) for h in terms))
            return serving if len(serving) == 1 else tuple(near)
        if near:
            return tuple(near)
        return () if held else None

    def _serving(self, asked: _Titled) -> tuple[str, ...]:
        """Who bears the first name and holds the office on the day ("President Samia", in Tanzania's papers)."""
        if asked.day is None or asked.former or not asked.countries:
            return ()
        return tuple(
            key
            for key in self._knowledge.by_given.get(asked.name, ())
            if any(held.office in _HEADS and self._persons.in_time(held, asked.day) for held in self._terms(key, asked))
        )

    def _in_reach(self, key: str, asked: _Titled) -> list[Holding]:
        """The terms of somebody that a title may mean on the day."""
        return [
            held
            for held in self._knowledge.offices(key)
            if (asked.day is None or held.since <= asked.day.isoformat())
            and (asked.former or kept(held, asked.day))
            and (not asked.countries or held.polity in asked.countries or self._country(key) in asked.countries)
        ]

    def _country(self, key: str) -> str | None:
        return self._knowledge.known[key].country

    def _styled(self, asked: _Titled, setting: Setting) -> Resolution | None:
        """Who bears the surname after a polite form, a rank or a style."""
        if " " in asked.name or "-" in asked.name:
            return None
        hinted = Setting(setting.day, dict.fromkeys(asked.countries)) if asked.countries else setting
        found = self._surnames.of(asked.name, hinted)
        if found is None or (asked.countries and found.country not in asked.countries):
            return None
        return found if asked.title.kind == "honorific" or self._only_head(asked, found.id) else None

    def _only_head(self, asked: _Titled, chosen: str | None) -> bool:
        """True for who heads or headed a state; a soldier's name must be no other head's, too ("General Johnson")."""
        bearers = bearers_of(self._knowledge, asked.name)
        heads = [key for key in bearers if any(held.office in _HEADS for held in self._knowledge.offices(key))]
        return chosen in heads and (asked.title.sector != "MIL" or len(heads) == 1)

    def _unknown(self, asked: _Titled, role: str, text: str, candidates: tuple[str, ...]) -> Resolution:
        """Whom the tables lack, or between whom they do not decide."""
        title, countries = asked.title, asked.countries
        sense = None if asked.former else self._agents.sense(fold(title.phrase).split())
        if not candidates:
            held = (key for key in bearers_of(self._knowledge, asked.name) if self._terms(key, asked))
            candidates = tuple(held)
        why = f"{title.phrase!r} before a name that is not in the tables"
        if bearers_of(self._knowledge, asked.name):
            why = f"{title.phrase!r} before a name; nobody of that name in the tables is known by the title"
        if candidates:
            why = f"{title.phrase!r} before a name of {len(candidates)} in the tables, and nothing here decides"
        return Resolution(
            text=text,
            name=asked.name,
            kind="person",
            country=countries[0] if len(countries) == 1 else None,
            sector="ELI" if asked.former else None if title.sector == "UNK" else title.sector,
            second_sector=sense.second if sense else None,
            role=role,
            candidates=candidates,
            confidence=0.5,
            why=(why,),
        )

    def _rulers(self, name: str) -> tuple[str, ...]:
        """Monarchs and popes with a first name, which is all the name that they have ("Queen Elizabeth")."""
        first, *more = name.split()
        known = self._knowledge.known
        keys = (key for key in self._knowledge.by_given.get(first, ()) if not known[key].surname)
        # "Juan Carlos Jobet" is no king of Spain.
        return tuple(key for key in keys if all(word in known[key].name.split() for word in more))

    def _by_rank(self, bearers: Sequence[str], countries: Sequence[str], day: date | None) -> Known | None:
        """Whom a title that is no office of its own means ("General Pinochet"): the one in office in a country told."""
        if day is None:
            return None
        serving = [
            key
            for key in bearers
            if any(held.covers(day) for held in self._knowledge.offices(key)) and self._country(key) in countries
        ]
        return self._knowledge.known[serving[0]] if len(serving) == 1 else None

    def _terms(self, key: str, asked: _Titled) -> list[Holding]:
        """When somebody held the office that a title names, in one of the countries if any is told."""
        return [
            held
            for held in self._knowledge.offices(key)
            if (asked.day is None or held.since <= asked.day.isoformat())
            and asked.title.office_of(held.polity) == held.office
            and (not asked.countries or held.polity in asked.countries)
        ]
