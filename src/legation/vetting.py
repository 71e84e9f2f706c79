"""What a row of a user's table must hold: its codes, its dates, an id and names that mean nobody else."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from legation.errors import KnowledgeError
from legation.tables import csv_header, csv_rows, parts, user_rows, yaml_table

Row = Mapping[str, str]

# In this order: a term of office needs its person and its polity, a rule the ids that it names.
TABLES = ("bodies", "organisations", "groups", "persons", "offices", "ambiguous")
NAMED = TABLES[:4]
# Two holders may overlap for so long: a caretaker stays until the successor is sworn in.
HANDOVER = timedelta(days=45)

_ID = {
    "persons": re.compile(r"person:[a-z0-9]+(-[a-z0-9]+)*"),
    "groups": re.compile(r"group:[a-z0-9]+(-[a-z0-9]+)*"),
    "bodies": re.compile(r"org:[A-Za-z0-9]+(-[A-Za-z0-9]+)*"),
    "organisations": re.compile(r"org:[A-Za-z0-9]+(-[A-Za-z0-9]+)*"),
}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_OFFICE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9]\d*")
# Controls, what turns the direction of text, and halves of characters, which no file can hold.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What an id stands for, as far as one must know to tell whether another row means the same.

    `row` is kept of tables in force only, so that an import takes no more memory than it must.
    """

    table: str
    name: str
    country: str
    wikidata: str
    row: Row | None = None
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office, for the comparison with other holders."""

    person: str
    since: str
    until: str


class Index:
    """Who is known already: ids, names and terms of office; of `parent` too."""

    def __init__(self, parent: "Index | None" = None, *, rows: bool = True) -> None:
        """Begin empty, above what `parent` holds; keep whole `rows` or only what identifies them."""
        self.parent = parent
        self._rows = rows
        self._entries: dict[str, Entry] = {}
        self._by_wikidata: dict[str, str] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        self._terms: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._held: set[tuple[str, str, Term]] = set()

    def entry(self, key: str) -> Entry | None:
        """What `key` stands for."""
        return self._entries.get(key) or (self.parent.entry(key) if self.parent else None)

    def with_wikidata(self, item: str) -> str | None:
        """The id of whom Wikidata's `item` describes."""
        return self._by_wikidata.get(item) or (self.parent.with_wikidata(item) if self.parent else None)

    def owners(self, phrase: str) -> tuple[str, ...]:
        """Whom `phrase` names: ids, or the kinds of thing that it is in other tables."""
        above = self.parent.owners(phrase) if self.parent else ()
        return above + self._owners.get(folded(phrase), ())

    def own_owners(self, phrase: str) -> tuple[str, ...]:
        """Whom `phrase` names here, without what the parent holds."""
        return self._owners.get(folded(phrase), ())

    def link(self, item: str, key: str) -> None:
        """Enter that Wikidata's `item` describes `key`."""
        self._by_wikidata.setdefault(item, key)

    def terms(self, office: str, polity: str) -> Iterator[Term]:
        """All known terms of an office."""
        if self.parent:
            yield from self.parent.terms(office, polity)
        yield from self._terms.get((office, polity), ())

    def has(self, office: str, polity: str, term: Term) -> bool:
        """True when just that term is known."""
        return (office, polity, term) in self._held or (
            self.parent is not None and self.parent.has(office, polity, term)
        )

    def add(self, table: str, row: Row) -> None:
        """Take a row in."""
        if table == "offices":
            term = Term(row["person"], row["since"], row["until"])
            self._terms[row["office"], row["polity"]].append(term)
            self._held.add((row["office"], row["polity"], term))
        elif table in NAMED:
            kept = row if self._rows else None
            self._entries[row["id"]] = Entry(
                table, row["name"], row["country"], row["wikidata"], kept, intern(row["sector"])
            )
            if row["wikidata"]:
                self._by_wikidata.setdefault(row["wikidata"], row["id"])
            for phrase in phrases(table, row):
                self.own(phrase, row["id"])

    def add_state(self, row: Row) -> None:
        """Take a state in, without its names."""
        self._entries[row["iso3"]] = Entry("states", row["name"], row["iso3"], row["wikidata"])
        if row["wikidata"]:
            self._by_wikidata[row["wikidata"]] = row["iso3"]

    def own(self, phrase: str, owner: str) -> None:
        """Enter that `phrase` names `owner`."""
        owners = self._owners.get(key := folded(phrase), ())
        if owner not in owners:
            self._owners[key] = (*owners, owner)


def bundled() -> Index:
    """The index of all that comes with Legation."""
    index = Index()
    for row in csv_rows("actors/states.csv"):
        index.add_state(row)
        for field in ("name", "official", "other_names", "adjectives", "people"):
            for phrase in parts(row[field]):
                index.own(phrase, row["iso3"])
    for table in TABLES[:5]:
        for row in csv_rows(f"actors/{table}.csv"):
            index.add(table, row)
    for file, field, owner in (
        ("actors/ambiguous.csv", "phrase", "a name with several owners"),
        ("actors/metonyms.csv", "phrase", "a word for a government"),
        ("actors/coalitions.csv", "phrase", "a set phrase for several actors"),
        ("places/places.csv", "name", "a place"),
    ):
        for row in csv_rows(file):
            index.own(row[field], owner)
    return index


def check(folder: Path, index: Index) -> Index:
    """Check the tables of one folder against `index`; give the index of both, or name the first row that is wrong."""
    found = Index(index, rows=True)
    known = {f"{table}.csv" for table in TABLES}
    if strangers := sorted(file.name for file in folder.glob("*.csv") if file.name not in known):
        raise KnowledgeError(str(folder / strangers[0]), None, f"is none of {', '.join(sorted(known))}")
    rules = user_rows(folder / "ambiguous.csv", columns("ambiguous"))
    ruled = frozenset(folded(row["phrase"]) for _, row in rules)
    for table in TABLES:
        file = folder / f"{table}.csv"
        for line, row in user_rows(file, columns(table)):
            if reason := fault(table, row, found) or next((c for _, c in collisions(table, row, found, ruled)), None):
                raise KnowledgeError(str(file), line, reason)
            found.add(table, row)
    return found


def fault(table: str, row: Row, index: Index) -> str | None:
    """Why `row` can't be taken into `table`; None when it can. Names that mean others are left to `collisions`."""
    look = {"offices": _office_fault, "ambiguous": _rule_fault}.get(table, lambda r, i: _entry_fault(table, r, i))
    return next((f"{field} holds a control character" for field, text in row.items() if steers(text)), None) or (
        look(row, index)
    )


def steers(text: str) -> bool:
    """True for text with characters that are none: controls, turns of direction, halves."""
    return _STEERING.search(text) is not None


def collisions(table: str, row: Row, index: Index, ruled: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield the names of `row` that mean somebody or something else, with the reason.

    Rows of the same set may share a name for which the set has a rule (`ruled`).
    """
    if table not in NAMED:
        return
    for phrase in phrases(table, row):
        own = folded(phrase) in ruled and index.parent is not None
        owners = (index.parent if own and index.parent else index).owners(phrase)
        if owners and row["id"] not in owners:
            yield phrase, taken(phrase, owners[0], index)


def taken(phrase: str, owner: str, index: Index) -> str:
    """Say that a name means somebody or something else."""
    verb = "means" if index.entry(owner) else "is"
    return f"the name '{phrase}' {verb} {_called(owner, index)} already"


def phrases(table: str, row: Row) -> list[str]:
    """The names by which texts find the row; a person's single words are looked up in context only."""
    names = [row["name"], *parts(row.get("acronym", "")), *parts(row["aliases"])]
    return [name for name in names if table != "persons" or " " in name or name.isupper()]


def folded(phrase: str) -> str:
    """The form in which names are compared."""
    bare = " ".join(phrase.translate(_APOSTROPHES).split())
    return bare.removeprefix("the ").removeprefix("The ")


def date_fault(since: str, until: str) -> str | None:
    """Why the two dates can't stand; either may be empty."""
    for text in (since, until):
        if text and not _is_date(text):
            return f"'{text}' is no date: write 2024-10-25, 2024-10 or 2024"
    if since and until and until < since[: len(until)]:
        return f"it ends ({until}) before it begins ({since})"
    return None


def span(since: str, until: str) -> tuple[date, date]:
    """The shortest time that the two dates can mean: from the last day of `since` to the first of `until`."""
    return _bounds(since)[1], _bounds(until)[0] if until else date.max


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of a table, as the bundled file has them."""
    return tuple(csv_header(f"actors/{table}.csv"))


@cache
def codes() -> Mapping[str, Any]:
    """The codes that rows may hold."""
    table: Mapping[str, Any] = yaml_table("imports/codes.yaml")
    return table


def _entry_fault(table: str, row: Row, index: Index) -> str | None:
    looks = (
        (_ID[table].fullmatch(row["id"]) is None, f"'{row['id']}' is no id of {table}.csv"),
        (not folded(row["name"]), "the name is missing"),
        (not row["country"] and table in ("bodies", "organisations"), "the country is missing"),
        (bool(row["country"]) and not _is_country(row["country"], index), f"unknown country '{row['country']}'"),
        (not row["sector"] and table != "persons", "the sector is missing"),
        (bool(row["sector"]) and row["sector"] not in codes()["sectors"], f"unknown sector '{row['sector']}'"),
        (row.get("gender", "") not in ("", *codes()["genders"]), f"unknown gender '{row.get('gender')}'"),
        (bool(row["wikidata"]) and not _QID.fullmatch(row["wikidata"]), f"'{row['wikidata']}' is no item of Wikidata"),
    )
    return (
        next((reason for wrong, reason in looks if wrong), None)
        or date_fault(row.get("since", ""), row.get("until", ""))
        or _identity_fault(table, row, index)
    )


def _identity_fault(table: str, row: Row, index: Index) -> str | None:
    """Why the id, or Wikidata's, can't be this row's: somebody else has it."""
    entry = index.entry(row["id"])
    if entry and not (
        (entry.table, entry.country) == (table, row["country"])
        and (not entry.wikidata or entry.wikidata == row["wikidata"])
    ):
        return f"{row['id']} means {entry.name} ({', '.join(filter(None, (entry.country, entry.wikidata)))}) already"
    other = index.with_wikidata(row["wikidata"]) if row["wikidata"] else None
    if other and other != row["id"]:
        return f"{row['wikidata']} is {_called(other, index)} already"
    return None


def _office_fault(row: Row, index: Index) -> str | None:
    entry, polity = index.entry(row["person"]), index.entry(row["polity"])
    looks = (
        (entry is None or entry.table not in NAMED, f"nobody has the id '{row['person']}'"),
        (polity is None or polity.table == "persons", f"'{row['polity']}' is no state, organisation or group"),
        (not _OFFICE.fullmatch(row["office"]), f"'{row['office']}' is no office: write foreign_minister"),
        (not row["title"].strip(), "the title is missing"),
        (row["sector"] not in codes()["sectors"], f"unknown sector '{row['sector']}'"),
        (not row["since"], "the beginning is missing"),
    )
    return next((reason for wrong, reason in looks if wrong), None) or date_fault(row["since"], row["until"])


def _rule_fault(row: Row, index: Index) -> str | None:
    verb, _, ids = row["rule"].partition(":")
    owners = parts(ids)
    if not row["phrase"].strip():
        return "the phrase is missing"
    if {"prefer": len(owners) == 1, "context": bool(owners), "never": not owners}.get(verb) is not True:
        return f"'{row['rule']}' is no rule: write prefer:ID, context:ID;ID or never"
    if unknown := [key for key in owners if index.entry(key) is None]:
        return f"nobody has the id '{unknown[0]}'"
    above = index.parent.owners(row["phrase"]) if index.parent else ()
    return taken(row["phrase"], above[0], index) if above else None


def _is_country(code: str, index: Index) -> bool:
    entry = index.entry(code)
    return (entry is not None and entry.table == "states") or code in codes()["no_country"]


def _called(owner: str, index: Index) -> str:
    entry = index.entry(owner)
    return f"{owner} ({entry.name})" if entry else owner


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _bounds(text: str) -> tuple[date, date]:
    """The first and the last day that a shortened date can mean."""
    if len(text) == 10:
        day = date.fromisoformat(text)
        return day, day
    if len(text) == 7:
        first = date.fromisoformat(f"{text}-01")
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date(int(text), 1, 1), date(int(text), 12, 31)
