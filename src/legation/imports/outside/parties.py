"""Which party another project's code or name means: a state by its code or name, a body of several states by its name.

Whoever belongs to a state counts for it, as between parties everywhere here. What is not sure stays without an id.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from legation import rows
from legation.tables import csv_rows, parts, yaml_table
from legation.vetting import codes

FILE = "outside/parties.yaml"
_FORMER = "former"
_LONGEST = 100  # characters of a name; a longer one is none of ours, and must fill no memory


def of_cameo(country: str, group: str, name: str) -> str | None:
    """The party with CAMEO's codes of a country and of a known group; without them, the body of that name."""
    if country:
        return _cameo().get(country)
    return _groups().get(group) or of_name(None, name)


def of_name(country: str | None, name: str | None) -> str | None:
    """The party with a country of this code or name; where that is no state, the body of that name."""
    if len(country or "") > _LONGEST:
        return None
    return _named(country, name if name and len(name) <= _LONGEST else None)


@lru_cache(maxsize=1 << 15)
def _named(country: str | None, name: str | None) -> str | None:
    if country and (found := _countries().get(_folded(country))):
        return found
    if country and country not in codes()["no_country"]:
        return None  # a country that we don't know; the name in another column must not stand in for it
    return _bodies().get(_folded(name)) if name else None


@cache
def _cameo() -> Mapping[str, str]:
    own = {row["cameo"]: row["iso3"] for row in csv_rows("actors/states.csv") if row["cameo"]}
    return {**own, **_table()["cameo_countries"]}


@cache
def _groups() -> Mapping[str, str]:
    found: Mapping[str, str] = _table()["cameo_groups"]
    return found


@cache
def _countries() -> Mapping[str, str]:
    """States by their codes and names; a name that two have is no one's, unless only one of them is there today."""
    today: list[tuple[str, str]] = []
    former: list[tuple[str, str]] = []
    for row in csv_rows("actors/states.csv"):
        names = (row["iso3"], row["name"], row["official"], *parts(row["other_names"]))
        (former if row["status"] == _FORMER else today).extend((_folded(name), row["iso3"]) for name in names)
    also = {_folded(name): key for name, key in _table()["countries"].items()}
    return {**_single(former), **_single(today), **also}


@cache
def _bodies() -> Mapping[str, str]:
    """Bodies of no single state by their names and short names."""
    stateless = frozenset(codes()["no_country"])
    named = (
        (_folded(alias.phrase), entry.id)
        for entry, aliases in rows.organisations()
        if entry.country in stateless
        for alias in aliases
    )
    return _single(named)


def _single(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for name, key in named:
        owners[name].add(key)
    return dict(_alone(owners))


def _alone(owners: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for name, keys in owners.items():
        if name and len(keys) == 1:
            yield name, next(iter(keys))


def _folded(name: str) -> str:
    """A name without case, accents and article."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.replace("’", "'").split()).removeprefix("the ")


@cache
def _table() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml_table(FILE)
    return found
