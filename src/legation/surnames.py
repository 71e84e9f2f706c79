"""Surnames: under which words of a name the tables find somebody whom a text calls by a part of it."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from legation.entries import Alias, Known

_LETTERS = str.maketrans("łŁøØđĐıß", "lLoOdDis")
_PARTICLES = re.compile(
    r"^(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]d|[Aa]n|[Aa]r|[Aa]sh|[Aa]t|[Aa]z)-|(?:de|da|do|dos|du|van|von|bin|ben|ibn) )"
)
# States whose people bear two surnames, of which papers may keep the first alone.
_OF_TWO = frozenset(
    [
        "ARG",
        "BOL",
        "CHL",
        "COL",
        "CRI",
        "CUB",
        "DOM",
        "ECU",
        "ESP",
        "GNQ",
        "GTM",
        "HND",
        "MEX",
        "NIC",
        "PAN",
        "PER",
        "PRY",
        "SLV",
        "URY",
        "VEN",
    ]
)


def by_surname(known: Mapping[str, Known], aliases: Iterable[Alias]) -> Mapping[str, tuple[str, ...]]:
    """Ids of persons by surname: as in the tables, without accents, without particles, in other spellings."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in known.values():
        if entry.kind == "person" and entry.surname:
            for surname in (entry.surname, *entry.short_names):
                for form in _forms(surname):
                    found[form].setdefault(entry.id)
    for alias in aliases:  # "Valery Zaluzhny" for "Valerii Zaluzhnyi"
        entry = known[alias.id]
        if entry.kind == "person" and entry.surname and entry.name.endswith(f" {entry.surname}"):
            for form in _forms(alias.phrase.rpartition(" ")[2]):
                found[form].setdefault(entry.id)
    return {surname: tuple(ids) for surname, ids in found.items()}


def by_first(known: Mapping[str, Known]) -> Mapping[str, tuple[str, ...]]:
    """Ids of persons by the first of their two surnames."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in known.values():
        first, _, second = (entry.surname or "").partition(" ")
        if entry.kind == "person" and second and entry.country in _OF_TWO and first[0].isupper():
            for form in dict.fromkeys((first, _ascii(first))):
                found[form].append(entry.id)
    return {surname: tuple(ids) for surname, ids in found.items()}


def _forms(surname: str) -> Iterator[str]:
    """A surname as it is, without accents, and both without the particles before it."""
    plain = surname if surname.isascii() else _ascii(surname)
    for form in dict.fromkeys((surname, plain)):
        yield form
        bare = _PARTICLES.sub("", form)
        if bare != form:
            yield bare


def _ascii(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
