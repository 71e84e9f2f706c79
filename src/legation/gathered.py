"""All entries of the tables of knowledge, read out of them or as they were kept the last time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from importlib import resources
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from legation import compiled, rows
from legation.entries import Alias, Holding, Known, PlaceRow, Title
from legation.tables import csv_rows, data_file, parts, user_folders

# The tables, and what reads them: if any of these changes, what is kept of the entries is stale.
_TABLES = (
    *(f"actors/{name}.csv" for name in ("states", "bodies", "organisations", "groups", "persons", "metonyms")),
    *(f"actors/{name}" for name in ("offices.csv", "coalitions.csv", "ambiguous.csv", "titles.yaml")),
    "places/places.csv",
)
_READERS = ("entries.py", "gathered.py", "rows.py", "tables.py")

Row = TypeVar("Row", bound=tuple[Any, ...])


class Gathered(NamedTuple):
    """The entries of each table, each once; of several under one id the first counts."""

    known: Iterable[Known]
    aliases: tuple[Alias, ...]
    holdings: tuple[Holding, ...]
    titles: tuple[Title, ...]
    places: Mapping[str, PlaceRow]
    coalitions: Mapping[str, tuple[str, ...]]
    ambiguous: Mapping[str, tuple[str, str]]
    iso2: Mapping[str, str]


def gathered() -> Gathered:
    """The entries of all tables, the user's after the bundled ones; the bundled ones alone are kept."""
    if user_folders.get():
        return _read()
    package = resources.files("legation")
    made_of = (file.read_bytes() for file in (*map(data_file, _TABLES), *map(package.joinpath, _READERS)))
    return compiled.kept("knowledge", made_of, _read, pack=_packed, unpack=_unpacked)


def _read() -> Gathered:
    pairs = [*rows.states(), *rows.bodies(), *rows.organisations(), *rows.groups(), *rows.persons()]
    known: dict[str, Known] = {}
    for entry, _ in pairs:
        known.setdefault(entry.id, entry)  # a bundled row wins over the user's
    metonyms = [alias for alias in rows.metonyms() if alias.id in known]
    seats = {alias.phrase.lower() for alias in metonyms}
    aliases = [
        alias
        for _, names in pairs
        for alias in names
        if alias.kind != "name" or alias.phrase.lower().removeprefix("the ") not in seats
    ]
    return Gathered(
        known=known.values(),
        aliases=tuple(dict.fromkeys((*aliases, *metonyms))),
        holdings=tuple(rows.holdings()),
        titles=tuple(rows.titles()),
        places=dict(rows.places()),
        coalitions={
            row["phrase"].lower(): parts(row["members"]) or parts(row["id"])
            for row in csv_rows("actors/coalitions.csv")
        },
        ambiguous=dict(rows.rules()),
        iso2={row["iso2"]: row["iso3"] for row in csv_rows("actors/states.csv") if row["iso2"]},
    )


def _packed(whole: Gathered) -> tuple[Any, ...]:
    """The entries as plain tuples; a place of several names once."""
    places = list(dict.fromkeys(whole.places.values()))
    at = {place: n for n, place in enumerate(places)}
    return (
        *(tuple(map(tuple, table)) for table in (whole.known, whole.aliases, whole.holdings)),
        tuple(map(_fields(Title), whole.titles)),
        (tuple(map(_fields(PlaceRow), places)), {name: at[place] for name, place in whole.places.items()}),
        *(dict(table) for table in (whole.coalitions, whole.ambiguous, whole.iso2)),
    )


def _unpacked(packed: tuple[Any, ...]) -> Gathered:
    known, aliases, holdings, titles, (places, at), *rest = packed
    every = [PlaceRow(*row) for row in places]
    return Gathered(
        _typed(Known, known),
        _typed(Alias, aliases),
        _typed(Holding, holdings),
        tuple(Title(*row) for row in titles),
        {name: every[n] for name, n in at.items()},
        *rest,
    )


def _fields(kind: type[Title | PlaceRow]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives all fields of such an entry, in order."""
    return attrgetter(*(each.name for each in fields(kind)))


def _typed(kind: type[Row], packed: Iterable[tuple[Any, ...]]) -> tuple[Row, ...]:
    """The tuples as entries; made by `tuple` itself, since there are a hundred thousand of them."""
    return tuple(map(tuple.__new__, repeat(kind), packed))
