"""The political world as frozen tables: who exists, what they are called, which office they hold at a date."""

import gc
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from legation import overlay, rows, surnames
from legation.entries import Alias as Alias
from legation.entries import AliasKind as AliasKind
from legation.entries import Holding as Holding
from legation.entries import Known as Known
from legation.entries import Membership as Membership
from legation.entries import PlaceRow as PlaceRow
from legation.entries import Title as Title
from legation.gathered import gathered

_HALF_YEAR = 183
# The body whose agencies have heads of their own.
_WHOLE = "org:UN"
# The state that carries another one on, and its last day: offices of the Soviet Union stand under SUN.
_CARRIES_ON = {"RUS": ("SUN", date(1991, 12, 25))}
_OF_MANY = frozenset({"ambassador", "special_envoy", "commissioner", "governor", "mayor", "minister", "senator"})
_HANDOVER = 45
# Terms from before the tables begin are missing: whoever is first there need not be the first.
_BEFORE_TABLES = "1948"
_CENTRAL_BANK = re.compile(
    r"^(?:(?:Central |National |Reserve |State |People's )?Bank of"
    r"|.* (?:Central|National|Reserve) Bank$|Federal Reserve)"
)
_PLACE_IN_TITLE = re.compile(r"\b(?:to|of) (?:the )?(.+)$")
CARRIED_ON = {earlier: later for later, (earlier, _) in _CARRIES_ON.items()}
# What somebody is to a relative, by his or her own gender; and words that mean the same kin.
_PARENT, _SIBLING = {"male": "father", "female": "mother"}, {"male": "brother", "female": "sister"}
_SPOUSE = {"male": "husband", "female": "wife"}
_BACK = {
    "son": _PARENT,
    "daughter": _PARENT,
    "brother": _SIBLING,
    "sister": _SIBLING,
    "wife": _SPOUSE,
    "husband": _SPOUSE,
    "son-in-law": {"male": "father-in-law", "female": "mother-in-law"},
}
_SAME_KIN = {"widow": "wife", "widower": "husband", "twin": "brother"}
_ENOUGH_NAMES, _NEARLY_ALL = 3, 0.95


# How titles of those begin who stand in for a holder, or hold an office until an election.
_FOR_A_TIME = re.compile(r"(?:Acting|Interim|Caretaker|Transitional|Provisional)\b", re.IGNORECASE)
# So many years after somebody's death "the late president" is no longer said of him.
_MOURNED = 3


def _days_later(since: str, fate: str) -> str:
    """The last day on which a fate without an end is told of somebody."""
    dead = fate in ("died", "killed", "executed")
    return f"{int(since[:4]) + _MOURNED}{since[4:]}" if dead else "9999"


def _days_apart(shortened: str, day: date) -> int:
    """Days between a date that may lack its day or month (then the middle is meant) and `day`."""
    whole = shortened + {4: "-07-02", 7: "-15"}.get(len(shortened), "")
    return abs((date.fromisoformat(whole) - day).days)


@dataclass(frozen=True)
class Knowledge:
    """All tables. Build with `load`; the mappings are not to be changed."""

    known: Mapping[str, Known]
    aliases: tuple[Alias, ...]
    titles: Mapping[str, Title]
    modifiers: Mapping[str, Title]
    holdings: tuple[Holding, ...]
    coalitions: Mapping[str, tuple[str, ...]]
    places: Mapping[str, PlaceRow]
    ambiguous: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    iso2: Mapping[str, str] = field(default_factory=dict)
    _by_office: Mapping[tuple[str, str], tuple[Holding, ...]] = field(default_factory=dict)
    _by_person: Mapping[str, tuple[Holding, ...]] = field(default_factory=dict)

    def seat(self, title: Title, body: str) -> str:
        """The agency whose one head a title names beside the United Nations' name ("UN refugee chief"), or the body."""
        agency = self.known.get(title.office_in[0][0]) if len(title.office_in) == 1 else None
        return agency.id if body == _WHOLE and agency and agency.country == self.known[body].country else body

    def holder(self, office: str, polity: str, day: date | None) -> str | None:
        """The person who held `office` in `polity` on `day`; None when unknown, or when the table names several.

        A state has many ambassadors: such offices have no one holder.
        """
        if day is None or office in _OF_MANY:
            return None
        earlier, end = _CARRIES_ON.get(polity, (polity, date.min))
        polity = earlier if day <= end else polity
        terms = [h for h in self._by_office.get((office, polity), ()) if h.covers(day)]
        latest = max((h.since for h in terms), default="")
        # In the days of a handover, the new one; whoever stays on beside him shares the office.
        holders = {h.person for h in terms if h.since == latest or not h.until or _days_apart(h.until, day) > _HANDOVER}
        return holders.pop() if len(holders) == 1 else None

    def members(self, organisation: str, day: date) -> tuple[str, ...]:
        """The ids of the members of an organisation on a day, as far as the table of members knows."""
        return tuple(m.member for m in self._memberships.get(organisation, ()) if m.covers(day))

    @cached_property
    def _memberships(self) -> Mapping[str, tuple[Membership, ...]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for organisation, membership in rows.memberships():
            found[organisation].append(membership)
        return {key: tuple(of_it) for key, of_it in found.items()}

    def predecessor(self, office: str, polity: str, day: date) -> str | None:
        """Who last held an office before `day`, when the term ended within the half year before it."""
        ended = [h for h in self._by_office.get((office, polity), ()) if h.until and h.until <= day.isoformat()]
        last = max(ended, key=lambda h: h.until, default=None)
        return last.person if last is not None and _days_apart(last.until, day) <= _HALF_YEAR else None

    def founder(self, title: Title, country: str) -> str | None:
        """The first president or prime minister of a state that is younger than the tables of offices."""
        office = title.office_of(country)
        terms = sorted(self._by_office.get((office or "", country), ()), key=lambda h: h.since)
        called = [h for h in terms if h.title.lower() == title.phrase]
        young = bool(terms) and terms[0].since >= _BEFORE_TABLES
        return called[0].person if called and young and title.kind == "person-title" else None

    def successor(self, office: str, polity: str, day: date) -> str | None:
        """Who holds an office next after `day`, when the term begins within the half year after it."""
        begins = [h for h in self._by_office.get((office, polity), ()) if h.since > day.isoformat()]
        first = min(begins, key=lambda h: h.since, default=None)
        return first.person if first is not None and _days_apart(first.since, day) <= _HALF_YEAR else None

    def stand_in(self, office: str, polity: str, day: date) -> str | None:
        """Who holds an office on a day in place of its holder, or for a time only."""
        terms = (*self._by_office.get((office, polity), ()), *self._by_office.get((f"acting_{office}", polity), ()))
        found = {h.person for h in terms if h.covers(day) and _FOR_A_TIME.match(h.title)}
        return found.pop() if len(found) == 1 else None

    def fallen(self, office: str, polity: str, fates: frozenset[str], day: date) -> str | None:
        """The one former holder of an office of whom one of some fates is known on a day ("jailed", "killed")."""
        held = {h.person for h in self._by_office.get((office, polity), ()) if h.until and h.until <= day.isoformat()}
        found = {
            person
            for person, fate, since, until in self._fates
            if person in held and fate in fates and since <= day.isoformat() <= (until or _days_later(since, fate))
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _fates(self) -> tuple[tuple[str, str, str, str], ...]:
        return tuple(rows.fates())

    def post(self, office: str, place: str, day: date, polity: str = "") -> str | None:
        """The one whose title on `day` names a place ("Ambassador to Turkey"), of `polity` if given."""
        terms = self._by_post.get((office, rows.bare(place)), ())
        found = {h.person for h in terms if h.covers(day) and polity in ("", h.polity)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_post(self) -> Mapping[tuple[str, str], tuple[Holding, ...]]:
        found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
        for holding in self.holdings:
            if holding.office in _OF_MANY and (place := _PLACE_IN_TITLE.search(holding.title)):
                found[holding.office, rows.bare(place[1])].append(holding)
        return {key: tuple(terms) for key, terms in found.items()}

    def relative(self, person: str, noun: str) -> str | None:
        """The only one in the table who is the wife, brother, daughter … (`noun`) of a person."""
        found = self.relatives(person, noun)
        return next(iter(found)) if len(found) == 1 else None

    def relatives(self, person: str, noun: str) -> frozenset[str]:
        """All in the table who are the brothers, daughters … (`noun`) of a person."""
        return self._kin.get((person, _SAME_KIN.get(noun, noun)), frozenset())

    def is_kin(self, noun: str) -> bool:
        """True for a noun that the table of families may know somebody by ("wife", "brother")."""
        return _SAME_KIN.get(noun, noun) in self._kin_nouns

    @cached_property
    def _kin_nouns(self) -> frozenset[str]:
        return frozenset(noun for _, noun in self._kin)

    @cached_property
    def _kin(self) -> Mapping[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for person, relation, relative in rows.families():
            if person not in self.known or relative not in self.known:
                continue  # of other tables than the bundled ones
            found[person, relation].add(relative)
            if back := _BACK.get(relation, {}).get(self.known[person].gender or ""):
                found[relative, back].add(person)
        return {key: frozenset(relatives) for key, relatives in found.items()}

    def offices(self, person: str) -> tuple[Holding, ...]:
        """All offices in the table that `person` held."""
        return self._by_person.get(person, ())

    def sector_on(self, key: str, day: date | None) -> str | None:
        """The sector of a body or group on a day: one that governs a state, or still fights, is that while it does."""
        terms = self.offices(key)
        return next((h.sector for h in terms if (h.covers(day) if day else not h.until)), self.known[key].sector)

    def sector_in(self, holding: Holding, day: date | None) -> str:
        """The sector of an office on a day: who leads a party that still fights leads rebels."""
        group = self.known.get(holding.polity)
        fights = group is not None and group.kind == "group" and self.sector_on(group.id, day) == "REB"
        return "REB" if fights and holding.sector == "PTY" else holding.sector

    def preferred(self, phrase: str) -> str | None:
        """Whom an ambiguous `phrase` names unless its context says otherwise."""
        rule, key = self.ambiguous.get(rows.bare(phrase), ("", ""))
        return key if rule == "prefer" else None

    def is_shared(self, phrase: str) -> bool:
        """True for a phrase with several owners, whatever the rule about it says."""
        return rows.bare(phrase) in self.ambiguous

    def needs_context(self, phrase: str) -> bool:
        """True when `phrase` names someone only where the text names them, or their country, in other words too."""
        return self.ambiguous.get(rows.bare(phrase), ("", ""))[0] in ("context", "never")

    def is_of_many(self, key: str) -> bool:
        """True for an organisation of the tables that no state owns."""
        return key in self.known and self.known[key].kind == "organisation" and not self.is_of_state(key)

    def is_of_state(self, key: str) -> bool:
        """True for a state, and for a body or group of one."""
        entry = self.known.get(key)
        owner = self.known.get(entry.country or "") if entry is not None else None
        return (entry is not None and entry.kind == "state") or (owner is not None and owner.kind == "state")

    def body_id(self, country: str, body: str) -> str | None:
        """The id of a body of the tables that is called so ("Chinese foreign ministry"), if it is one of them."""
        known = self.known[country]
        names = {f"{adjective} {body}".lower() for adjective in (known.adjective, f"{known.name}'s") if adjective}
        found = {key for name in names for key in self._bodies_by_name.get(name, ())}
        return found.pop() if len(found) == 1 else None

    def is_central_bank(self, key: str) -> bool:
        """True for a state's bank of issue ("Bank of Zambia")."""
        entry = self.known[key]
        return entry.sector == "GOV" and self.is_of_state(key) and _CENTRAL_BANK.match(entry.name) is not None

    @cached_property
    def _bodies_by_name(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            if self.known[alias.id].kind == "organisation":
                found[alias.phrase.lower()].add(alias.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    def body_name(self, country: str, body: str) -> str:
        """What a body of a country is called: "Russian lower house", "Swiss foreign ministry"."""
        return f"{self.known[country].adjective or self.known[country].name} {body}"

    @cached_property
    def by_surname(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of known persons by surname: as in the tables, without accents, without particles, in other spellings."""
        return surnames.by_surname(self.known, self.aliases)

    @cached_property
    def by_first_surname(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of persons by the first of their two surnames: "President Paz" is Paz Estenssoro."""
        return surnames.by_first(self.known)

    def gender_of(self, given: str) -> str | None:
        """The gender of nearly all known persons with a given name, if there are enough of them."""
        women, all_of_them = self._given_names.get(given, (0, 0))
        if all_of_them < _ENOUGH_NAMES:
            return None
        share = women / all_of_them
        return "female" if share >= _NEARLY_ALL else "male" if share <= 1 - _NEARLY_ALL else None

    @cached_property
    def by_given(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of known persons by the first word of their names, for styles that stand before it ("Sir Dawda")."""
        found: dict[str, list[str]] = defaultdict(list)
        for known in self.known.values():
            if known.kind == "person" and " " in known.name:
                found[known.name.split()[0]].append(known.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def _given_names(self) -> Mapping[str, tuple[int, int]]:
        """How many women, and how many persons, have a word as the first of their names before the surname."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for known in self.known.values():
            if known.kind == "person" and known.gender and known.surname and known.name.endswith(f" {known.surname}"):
                counts = found[known.name.split()[0]]
                counts[0] += known.gender == "female"
                counts[1] += 1
        return {name: (women, every) for name, (women, every) in found.items()}

    @cached_property
    def capitals(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the states whose seat of government a city is."""
        found: dict[str, list[str]] = defaultdict(list)
        for alias in self.aliases:
            if alias.kind == "city":
                found[alias.phrase].append(alias.id)
        return {city: tuple(ids) for city, ids in found.items()}

    @cached_property
    def states_by_name(self) -> Mapping[str, frozenset[str]]:
        """Ids of the states that bear a name."""
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            if alias.kind == "name" and self.known[alias.id].kind == "state":
                found[alias.phrase].add(alias.id)
        return {name: frozenset(ids) for name, ids in found.items()}

    @cached_property
    def styles(self) -> Mapping[str, frozenset[str]]:
        """The lower-case words of all names of each state, to know "the Islamic Republic" by."""
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            if alias.kind == "name" and self.known[alias.id].kind == "state":
                found[alias.id].update(alias.phrase.lower().split())
        return {key: frozenset(words) for key, words in found.items()}

    @cached_property
    def state_words(self) -> Mapping[str, frozenset[str]]:
        """The single words that name each state or its people."""
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            if alias.kind in ("name", "demonym", "people") and " " not in alias.phrase:
                found[alias.id].add(alias.phrase)
        return {key: frozenset(words) for key, words in found.items() if self.known[key].kind == "state"}

    @cached_property
    def all_styles(self) -> frozenset[str]:
        """The words of `styles` that more than one state has ("islamic", "democratic")."""
        counts = Counter(word for words in self.styles.values() for word in words)
        return frozenset(word for word, n in counts.items() if n > 1)

    @cached_property
    def headline_names(self) -> frozenset[str]:
        """Lower-case single words that are parts of names of states, peoples, cities, groups and persons."""
        kinds = {"state", "person", "group"}
        phrases = [alias.phrase for alias in self.aliases if self.known[alias.id].kind in kinds]
        words = set(re.findall(r"[^\W\d_]+", "\n".join((*phrases, *self.places))))
        return frozenset(word.lower() for word in words if word[0].isupper())

    def counts(self) -> Mapping[str, int]:
        """How many entries each table holds, for `legation doctor`."""
        kinds: dict[str, int] = defaultdict(int)
        for known in self.known.values():
            kinds[known.kind] += 1
        return {
            **dict(sorted(kinds.items())),
            "names": len(self.aliases),
            "titles": len(self.titles),
            "terms of office": len(self.holdings),
            "places": len(self.places),
        }


@overlay.in_force()
def load() -> Knowledge:
    """Load and check all tables, the user's after the bundled ones (a tenth of a second, the first time a third)."""
    # A hundred thousand small objects are made and all of them stay: the collector would walk them over and over.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _loaded()
    finally:
        if collecting:
            gc.enable()


def _loaded() -> Knowledge:
    whole = gathered()
    by_office: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    by_person: dict[str, list[Holding]] = defaultdict(list)
    for holding in whole.holdings:
        by_office[holding.office, holding.polity].append(holding)
        by_person[holding.person].append(holding)
    return Knowledge(
        known={entry.id: entry for entry in whole.known},
        aliases=whole.aliases,
        titles={title.phrase: title for title in whole.titles if title.kind != "modifier"},
        modifiers={title.phrase: title for title in whole.titles if title.kind == "modifier"},
        holdings=whole.holdings,
        coalitions=whole.coalitions,
        places=whole.places,
        ambiguous=whole.ambiguous,
        iso2=whole.iso2,
        _by_office={key: tuple(terms) for key, terms in by_office.items()},
        _by_person={key: tuple(terms) for key, terms in by_person.items()},
    )
