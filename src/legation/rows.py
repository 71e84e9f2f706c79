"""The rows of the tables under `data/` as entries, one reader for each table."""

import re
from collections.abc import Iterable, Iterator, Mapping

from legation.entries import Alias, AliasKind, Holding, Known, Membership, PlaceRow, Title
from legation.tables import NO_ARTICLE, csv_rows, parts, yaml_table

# States and territories that are not states in their own right but act as one in the news.
_STATE_SECTOR = "GOV"

Pair = tuple[Known, tuple[Alias, ...]]


def bare(phrase: str) -> str:
    """A phrase without its article."""
    return phrase.removeprefix("the ").removeprefix("The ")


def rules() -> Iterator[tuple[str, tuple[str, str]]]:
    """What to do about names with several owners: "prefer" with an id, "context", or "never"."""
    for row in csv_rows("actors/ambiguous.csv"):
        rule, _, owners = row["rule"].partition(":")
        yield bare(row["phrase"]), (rule, owners)


def _names(key: str, phrases: Iterable[str], kind: AliasKind = "name") -> Iterator[Alias]:
    for phrase in phrases:
        bare = phrase.removeprefix("the ")
        if bare != phrase and " " not in bare and kind == "name":
            # "the South" is a country to a Korean paper, "South" alone is none.
            yield Alias(phrase, key, kind)
            yield Alias(f"The {bare}", key, kind)
        elif bare:
            yield Alias(bare, key, kind)


def states() -> Iterator[Pair]:
    """The states, their names, peoples and demonyms."""
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


# "Countries" of bodies that several states own: no actor by themselves.
_BLOCS = frozenset({"EUR", "UNO", "IGO"})


def metonyms() -> Iterator[Alias]:
    """Cities and buildings that stand for who works there."""
    for row in csv_rows("actors/metonyms.csv"):
        kind: AliasKind = "city" if row["kind"] == "city" else "building"
        # The Kremlin and the White House speak for the state; the Pentagon and Foggy Bottom are bodies of their own.
        whole = row["sector"] == "GOV" and row["country"] not in _BLOCS and not _is_ministry(row["id"])
        key = row["country"] if whole else row["id"] or row["country"]
        yield from _names(key, (row["phrase"],), kind)


def _is_ministry(key: str) -> bool:
    return any(word in key for word in ("ministry", "department", "office", "treasury"))


def bodies() -> Iterator[Pair]:
    """Bodies of states."""
    for row in csv_rows("actors/bodies.csv"):
        yield _organisation(row), tuple(_names(row["id"], (row["name"], *parts(row["aliases"]))))


def organisations() -> Iterator[Pair]:
    """Organisations of states, non-governmental ones and companies."""
    for row in csv_rows("actors/organisations.csv"):
        yield (
            _organisation(row),
            tuple(_names(row["id"], (row["name"], *parts(row["acronym"]), *parts(row["aliases"])))),
        )


def _organisation(row: Mapping[str, str]) -> Known:
    return Known(
        row["id"],
        row["name"],
        "organisation",
        row["country"],
        row["sector"],
        row["wikidata"] or None,
        wiki=_wiki(row),
    )


def groups() -> Iterator[Pair]:
    """Armed groups, parties, movements."""
    for row in csv_rows("actors/groups.csv"):
        key = row["id"]
        country = row["country"] or None
        entry = Known(key, row["name"], "group", country, row["sector"], row["wikidata"] or None, wiki=_wiki(row))
        yield entry, tuple(_names(key, (row["name"], *parts(row["aliases"]))))


def persons() -> Iterator[Pair]:
    """Persons with their full names."""
    for row in csv_rows("actors/persons.csv"):
        key, aliases = row["id"], parts(row["aliases"])
        entry = Known(
            key,
            row["name"],
            "person",
            row["country"] or None,
            row["sector"] or None,
            row["wikidata"] or None,
            row["gender"] or None,
            row["surname"] or None,
            tuple(name for name in aliases if " " not in name and not name.isupper()),
            wiki=_wiki(row),
        )
        # A single word ("Zelenskiy") is no full name: it is looked up as a surname, in context.
        names = [name for name in (row["name"], *aliases) if " " in name or name.isupper()]
        yield entry, tuple(_names(key, names))


def _wiki(row: Mapping[str, str]) -> str | None:
    return None if row["wiki"] == NO_ARTICLE else row["wiki"] or row["name"]


def holdings() -> Iterator[Holding]:
    """Terms of office."""
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


def memberships() -> Iterator[tuple[str, Membership]]:
    """Members of organisations: whose, and from when to when."""
    for row in csv_rows("actors/members.csv"):
        yield row["organisation"], Membership(row["member"], row["since"], row["until"])


def families() -> Iterator[tuple[str, str, str]]:
    """Kin in public life: a person, what the relative is to that person, the relative."""
    for row in csv_rows("actors/families.csv"):
        yield row["person"], row["relation"], row["relative"]


def fates() -> Iterator[tuple[str, str, str, str]]:
    """What became of former leaders: who, which fate, from when to when."""
    for row in csv_rows("actors/fates.csv"):
        yield row["person"], row["fate"], row["since"], row["until"]


def places() -> Iterator[tuple[str, PlaceRow]]:
    """Places under each of their names."""
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


def titles() -> Iterator[Title]:
    """Titles and role nouns in all their forms."""
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
                    default=entry.get("default"),
                    alone=bool(entry.get("alone")),
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
