"""The words by which articles mark their parts, as frozen tables from `data/read/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from legation.errors import KnowledgeError
from legation.tables import csv_rows, parts, yaml_table


@dataclass(frozen=True, slots=True)
class DateWords:
    """Months by lower-case name, weekdays, minutes east by zone, phrases before a date."""

    months: Mapping[str, int]
    weekdays: frozenset[str]
    zones: Mapping[str, int]
    published: tuple[str, ...]
    updated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlets:
    """Agencies by every way to write them (lower case), and words that only outlets have in their names."""

    agencies: Mapping[str, str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words at the edges of an article that are not its prose."""

    sections: frozenset[str]
    labels: frozenset[str]
    fields: Mapping[str, str]
    particles: frozenset[str]
    byline_ends: frozenset[str]
    hyphen_firsts: frozenset[str]
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Languages:
    """Function words by language, languages by script, codes by what metadata writes."""

    words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Formats:
    """Formats by file ending, the names of mail headers, and names and endings of files that are no articles."""

    suffixes: Mapping[str, str]
    mail_headers: frozenset[str]
    beside: frozenset[str]
    settings: frozenset[str]


@cache
def date_words() -> DateWords:
    """Load `read/dates.yaml`."""
    data = loaded("read/dates.yaml", "months", "weekdays", "zones", "published", "updated")
    months = {name.lower(): number for number, names in data["months"].items() for name in names.split()}
    return DateWords(
        months=MappingProxyType(months),
        weekdays=_words(data["weekdays"]),
        zones=MappingProxyType(data["zones"]),
        published=tuple(data["published"]),
        updated=tuple(data["updated"]),
    )


@cache
def outlets() -> Outlets:
    """Load `read/agencies.yaml`."""
    data = loaded("read/agencies.yaml", "agencies", "outlet_words")
    agencies = {
        spelling.lower(): entry["name"] for entry in data["agencies"] for spelling in (entry["name"], *entry["also"])
    }
    return Outlets(agencies=MappingProxyType(agencies), words=_words(data["outlet_words"]))


@cache
def furniture() -> Furniture:
    """Load `read/furniture.yaml`."""
    names = ("sections", "labels", "fields", "name_particles", "byline_ends", "hyphen_firsts", "bullets")
    data = loaded("read/furniture.yaml", *names)
    fields = {label: field for field, labels in data["fields"].items() for label in labels}
    return Furniture(
        sections=frozenset(data["sections"]),
        labels=frozenset(data["labels"]),
        fields=MappingProxyType(fields),
        particles=_words(data["name_particles"]),
        byline_ends=_words(data["byline_ends"]),
        hyphen_firsts=_words(data["hyphen_firsts"]),
        bullets=tuple(data["bullets"].split()),
    )


@cache
def towns() -> frozenset[str]:
    """The names, in lower case, of the seats of governments and the other cities that news of the world names."""
    seats = {row["phrase"] for row in csv_rows("actors/metonyms.csv") if row["kind"] == "city"}
    cities = (row for row in csv_rows("places/places.csv") if row["kind"] == "city")
    names = {name for row in cities for name in (row["name"], *parts(row["other_names"]))}
    return frozenset(name.lower() for name in seats | names)


@cache
def languages() -> Languages:
    """Load `read/languages.yaml`."""
    data = loaded("read/languages.yaml", "words", "scripts", "names")
    words = {code: _words(listed) for code, listed in data["words"].items()}
    return Languages(
        words=MappingProxyType(words),
        scripts=MappingProxyType(data["scripts"]),
        names=MappingProxyType(data["names"]),
    )


@cache
def formats() -> Formats:
    """Load `read/formats.yaml`."""
    data = loaded("read/formats.yaml", "suffixes", "mail_headers", "beside", "settings")
    suffixes = {suffix: kind for kind, listed in data["suffixes"].items() for suffix in listed.split()}
    return Formats(
        suffixes=MappingProxyType(suffixes),
        mail_headers=_words(data["mail_headers"]),
        beside=_words(data["beside"]),
        settings=_words(data["settings"]),
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.lower() for word in listed.split())


def loaded(name: str, *keys: str) -> dict[str, Any]:
    """Load a data file that holds exactly `keys`."""
    data = yaml_table(name)
    found = set(data) if isinstance(data, dict) else set()
    if found != set(keys):
        raise KnowledgeError(name, None, f"expected the keys {sorted(keys)}, found {sorted(map(str, found))}")
    return dict(data)
