"""The political world as frozen tables: who exists, what they are called, which office they hold at a date."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from legation.records import ActorKind
from legation.tables import csv_rows, parts, yaml_table

AliasKind = Literal["name", "demonym", "people", "city", "building"]

# States and territories that are not states in their own right but act as one in the news.
_STATE_SECTOR = "GOV"


class Known(NamedTuple):
    """Someone the tables know: a state, body, organisation, group or person.

    `sector` of a person is what they are outside any office; `wiki` is the title of the English Wikipedia's article.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    gender: str | None = None
    surname: str | None = None
    short_names: tuple[str, ...] = ()
    adjective: str | None = None
    wiki: str | None = None


class Alias(NamedTuple):
    """A phrase that may name `id`, and how: as a name, a demonym, a people, a city or building for its government."""

    phrase: str
    id: str
    kind: AliasKind


@dataclass(frozen=True, slots=True)
class Title:
    """A word for what someone is: PLOVER sector, the office it names (by polity where that differs), its kind."""

    phrase: str
    kind: str
    sector: str
    plural: bool = False
    office: str | None = None
    office_in: tuple[tuple[str, str | None], ...] = ()
    gender: str | None = None
    speaks_for: bool = False
    body: str | None = None
    state: bool = False
    sense: str | None = None

    def office_of(self, polity: str | None) -> str | None:
        """The office that the title names in `polity`."""
        return dict(self.office_in).get(polity or "", self.office)


class Holding(NamedTuple):
    """A person's time in an office; an empty end means still in office."""

    person: str
    office: str
    polity: str
    title: str
    sector: str
    since: str
    until: str

    def covers(self, day: date) -> bool:
        """True when the person held the office on `day`, as far as the table's precision tells."""
        iso = day.isoformat()
        return self.since[: len(self.since)] <= iso[: len(self.since)] and (
            not self.until or iso[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its country (ISO alpha-3, empty for seas and shared areas) and coordinates in degrees."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str


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

    def holder(self, office: str, polity: str, day: date | None) -> str | None:
        """The person who held `office` in `polity` on `day`; None when unknown, or when the table names several."""
        if day is None:
            return None
        terms = [h for h in self._by_office.get((office, polity), ()) if h.covers(day)]
        latest = max((h.since for h in terms), default="")
        holders = {h.person for h in terms if h.since == latest}  # on the day of a handover, the new one
        return holders.pop() if len(holders) == 1 else None

    def predecessor(self, office: str, polity: str, day: date) -> str | None:
        """Who last held an office before `day`, when the term ended within the half year before it."""
        ended = [h for h in self._by_office.get((office, polity), ()) if h.until and h.until <= day.isoformat()]
        last = max(ended, key=lambda h: h.until, default=None)
        return last.person if last is not None and _days_apart(last.until, day) <= _HALF_YEAR else None

    def successor(self, office: str, polity: str, day: date) -> str | None:
        """Who holds an office next after `day`, when the term begins within the half year after it."""
        begins = [h for h in self._by_office.get((office, polity), ()) if h.since > day.isoformat()]
        first = min(begins, key=lambda h: h.since, default=None)
        return first.person if first is not None and _days_apart(first.since, day) <= _HALF_YEAR else None

    def offices(self, person: str) -> tuple[Holding, ...]:
        """All offices in the table that `person` held."""
        return self._by_person.get(person, ())

    def preferred(self, phrase: str) -> str | None:
        """Whom an ambiguous `phrase` names unless its context says otherwise."""
        rule, key = self.ambiguous.get(_bare(phrase), ("", ""))
        return key if rule == "prefer" else None

    def needs_context(self, phrase: str) -> bool:
        """True when `phrase` names someone only where the text names them, or their country, in other words too."""
        return self.ambiguous.get(_bare(phrase), ("", ""))[0] in ("context", "never")

    def body_name(self, country: str, body: str) -> str:
        """What a body of a country is called: "Russian lower house", "Swiss foreign ministry"."""
        return f"{self.known[country].adjective or self.known[country].name} {body}"

    @cached_property
    def by_surname(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of known persons by surname."""
        found: dict[str, list[str]] = defaultdict(list)
        for known in self.known.values():
            if known.kind == "person" and known.surname:
                found[known.surname].append(known.id)
                for alias in known.short_names:
                    found[alias].append(known.id)
                if known.surname.lower().startswith(("al-", "el-")):
                    found[known.surname[3:]].append(known.id)
        return {surname: tuple(ids) for surname, ids in found.items()}

    @cached_property
    def capitals(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the states whose seat of government a city is."""
        found: dict[str, list[str]] = defaultdict(list)
        for alias in self.aliases:
            if alias.kind == "city":
                found[alias.phrase].append(alias.id)
        return {city: tuple(ids) for city, ids in found.items()}

    @cached_property
    def styles(self) -> Mapping[str, frozenset[str]]:
        """The lower-case words of all names of each state, to know "the Islamic Republic" by."""
        found: dict[str, set[str]] = defaultdict(set)
        for alias in self.aliases:
            if alias.kind == "name" and self.known[alias.id].kind == "state":
                found[alias.id].update(alias.phrase.lower().split())
        return {key: frozenset(words) for key, words in found.items()}

    @cached_property
    def all_styles(self) -> frozenset[str]:
        """The words of `styles` that more than one state has ("islamic", "democratic")."""
        counts = Counter(word for words in self.styles.values() for word in words)
        return frozenset(word for word, n in counts.items() if n > 1)

    @cached_property
    def headline_names(self) -> frozenset[str]:
        """Lower-case single words that are parts of names of states, peoples, cities, groups and persons."""
        kinds = {"state", "person", "group"}
        words = (
            word
            for alias in self.aliases
            if self.known[alias.id].kind in kinds
            for word in re.findall(r"[^\W\d_]+", alias.phrase)
            if word[0].isupper()
        )
        return frozenset(word.lower() for word in words) | frozenset(
            word.lower() for name in self.places for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()
        )

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


def load() -> Knowledge:
    """Load and check all bundled tables (about a fifth of a second)."""
    pairs = [*_states(), *_bodies(), *_organisations(), *_groups(), *_persons()]
    known = {entry.id: entry for entry, _ in pairs}
    metonyms = [alias for alias in _metonyms() if alias.id in known]
    seats = {alias.phrase.lower() for alias in metonyms}
    aliases = [
        alias
        for _, names in pairs
        for alias in names
        if alias.kind != "name" or alias.phrase.lower().removeprefix("the ") not in seats
    ]
    aliases.extend(metonyms)
    holdings, titles = tuple(_holdings()), tuple(_titles())
    by_office: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    by_person: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        by_office[holding.office, holding.polity].append(holding)
        by_person[holding.person].append(holding)
    return Knowledge(
        known=known,
        aliases=tuple(dict.fromkeys(aliases)),
        titles={title.phrase: title for title in titles if title.kind != "modifier"},
        modifiers={title.phrase: title for title in titles if title.kind == "modifier"},
        holdings=holdings,
        coalitions={
            row["phrase"].lower(): parts(row["members"]) or parts(row["id"])
            for row in csv_rows("actors/coalitions.csv")
        },
        places=dict(_places()),
        ambiguous=dict(_rules()),
        iso2={row["iso2"]: row["iso3"] for row in csv_rows("actors/states.csv") if row["iso2"]},
        _by_office={key: tuple(rows) for key, rows in by_office.items()},
        _by_person={key: tuple(rows) for key, rows in by_person.items()},
    )


_HALF_YEAR = 183


def _days_apart(shortened: str, day: date) -> int:
    """Days between a date that may lack its day or month (then the middle is meant) and `day`."""
    whole = shortened + "-07-02"[: 10 - len(shortened)] if len(shortened) == 4 else shortened + "-15"[: 10 - len(shortened)]
    return abs((date.fromisoformat(whole) - day).days)


_Pair = tuple[Known, tuple[Alias, ...]]


def _bare(phrase: str) -> str:
    return phrase.removeprefix("the ").removeprefix("The ")


def _rules() -> Iterator[tuple[str, tuple[str, str]]]:
    """What to do about names with several owners: "prefer" with an id, "context", or "never"."""
    for row in csv_rows("actors/ambiguous.csv"):
        rule, _, owners = row["rule"].partition(":")
        yield _bare(row["phrase"]), (rule, owners)


def _names(key: str, phrases: Iterable[str], kind: AliasKind = "name") -> Iterator[Alias]:
    for phrase in phrases:
        bare = phrase.removeprefix("the ")
        if bare != phrase and " " not in bare and kind == "name":
            # "the South" is a country to a Korean paper, "South" alone is none.
            yield Alias(phrase, key, kind)
            yield Alias(f"The {bare}", key, kind)
        elif bare:
            yield Alias(bare, key, kind)


def _states() -> Iterator[_Pair]:
    for row in csv_rows("actors/states.csv"):
        key = row["iso3"]
        adjective = next(iter(parts(row["adjectives"])), None)
        entry = Known(key, row["name"], "state", key, _STATE_SECTOR, row["wikidata"] or None, adjective=adjective)
        # A demonym comes last: where a word is both ("U.S."), it is a name first.
        names = [
            *_names(key, (row["name"], row["official"], *parts(row["other_names"]))),
            *_names(key, parts(row["people"]), "people"),
            *_names(key, parts(row["adjectives"]), "demonym"),
        ]
        yield entry, tuple({alias.phrase: alias for alias in reversed(names)}.values())


def _metonyms() -> Iterator[Alias]:
    for row in csv_rows("actors/metonyms.csv"):
        kind: AliasKind = "city" if row["kind"] == "city" else "building"
        # The Kremlin and the White House speak for the state; the Pentagon and Foggy Bottom are bodies of their own.
        key = row["country"] if row["sector"] == "GOV" and not _is_ministry(row["id"]) else row["id"] or row["country"]
        yield from _names(key, (row["phrase"],), kind)


def _is_ministry(key: str) -> bool:
    return any(word in key for word in ("ministry", "department", "office", "treasury"))


def _bodies() -> Iterator[_Pair]:
    for row in csv_rows("actors/bodies.csv"):
        key = row["id"]
        entry = Known(key, row["name"], "organisation", row["country"], row["sector"], row["wikidata"] or None, wiki=_wiki(row))
        yield entry, tuple(_names(key, (row["name"], *parts(row["aliases"]))))


def _organisations() -> Iterator[_Pair]:
    for row in csv_rows("actors/organisations.csv"):
        key = row["id"]
        entry = Known(key, row["name"], "organisation", row["country"], row["sector"], row["wikidata"] or None, wiki=_wiki(row))
        yield entry, tuple(_names(key, (row["name"], *parts(row["acronym"]), *parts(row["aliases"]))))


def _groups() -> Iterator[_Pair]:
    for row in csv_rows("actors/groups.csv"):
        key = row["id"]
        country = row["country"] or None
        entry = Known(key, row["name"], "group", country, row["sector"], row["wikidata"] or None, wiki=_wiki(row))
        yield entry, tuple(_names(key, (row["name"], *parts(row["aliases"]))))


def _persons() -> Iterator[_Pair]:
    for row in csv_rows("actors/persons.csv"):
        key = row["id"]
        entry = Known(
            key,
            row["name"],
            "person",
            row["country"] or None,
            row["sector"] or None,
            row["wikidata"] or None,
            row["gender"] or None,
            row["surname"] or None,
            tuple(name for name in parts(row["aliases"]) if " " not in name and not name.isupper()),
            wiki=_wiki(row),
        )
        # A single word ("Zelenskiy") is no full name: it is looked up as a surname, in context.
        names = [name for name in (row["name"], *parts(row["aliases"])) if " " in name or name.isupper()]
        yield entry, tuple(_names(key, names))


def _wiki(row: Mapping[str, str]) -> str:
    return row["wiki"] or row["name"]


def _holdings() -> Iterator[Holding]:
    for row in csv_rows("actors/offices.csv"):
        yield Holding(
            person=row["person"],
            office=row["office"],
            polity=row["polity"],
            title=row["title"],
            sector=row["sector"],
            since=row["since"],
            until=row["until"],
        )


def _places() -> Iterator[tuple[str, PlaceRow]]:
    for row in csv_rows("places/places.csv"):
        place = PlaceRow(
            row["name"],
            row["country"] or None,
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            row["kind"],
        )
        for name in (row["name"], *parts(row["other_names"])):
            yield name, place


def _titles() -> Iterator[Title]:
    table = yaml_table("actors/titles.yaml")
    for kind, entries in table.items():
        for entry in entries:
            for phrase, plural in _forms(entry):
                yield Title(
                    phrase=phrase,
                    kind=kind,
                    sector=entry["sector"],
                    plural=plural,
                    office=entry.get("office"),
                    office_in=tuple(entry.get("office_in", {}).items()),
                    gender=entry.get("gender"),
                    speaks_for=bool(entry.get("speaks_for")),
                    body=entry.get("body"),
                    state=bool(entry.get("state")),
                    sense=entry.get("sense"),
                )


def _forms(entry: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """The singular and the plural of a title; British papers leave out the dot of an abbreviation."""
    phrase = entry["phrase"]
    yield phrase, False
    if phrase.endswith("."):
        yield phrase[:-1], False
    plural = entry.get("plural")
    if plural == "none":
        return
    yield plural or _plural(phrase), True


def _plural(phrase: str) -> str:
    if re.search(r"[^aeiou]y$", phrase):
        return phrase[:-1] + "ies"
    return phrase + ("es" if re.search(r"(s|x|ch|sh)$", phrase) else "s")
