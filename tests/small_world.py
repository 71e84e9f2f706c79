"""A small world that no news tells of: three states, their people and bodies, and the tables to read phrases by."""

from collections import defaultdict
from typing import Any

from legation.knowledge import Alias, Holding, Knowledge, Known, PlaceRow, Title
from legation.resolving.agents import Agents
from legation.resolving.alone import Alone
from legation.resolving.lexicon import Lexicon
from legation.resolving.roles import Titles
from legation.resolving.spellings import Spellings

_STATES = (
    Known("ALP", "Alphaland", "state", "ALP", "GOV", "Q1", adjective="Alphan"),
    Known("BET", "Betania", "state", "BET", "GOV", "Q2", adjective="Betanian"),
    Known("GAM", "Gammaria", "state", "GAM", "GOV", "Q3", adjective="Gammarian"),
    Known("XDE", "Deltia", "state", "XDE", "GOV", adjective="Deltian"),
)
_BODIES = (
    Known("org:council", "Harbour Council", "organisation", "IGO", "IGO", "Q10", wiki="Harbour Council"),
    Known("org:alp-guard", "Home Guard", "organisation", "ALP", "MIL", wiki="Home Guard (Alphaland)"),
    Known("org:times", "Morning Ledger", "organisation", "ALP", "JRN", wiki="Morning Ledger"),
    Known("group:reeds", "Reed Front", "group", "BET", "REB", wiki="Reed Front"),
    Known("group:salt", "Salt League", "group", "BET", "REB", wiki="Salt League"),
)


def _person(key: str, name: str, country: str, surname: str, sector: str | None = None) -> Known:
    return Known(f"person:{key}", name, "person", country, sector, surname=surname, wiki=name)


_PERSONS = (
    _person("ola-berg", "Ola Berg", "ALP", "Berg"),
    _person("ida-lund", "Ida Lund", "ALP", "Lund"),
    _person("per-holm", "Per Holm", "ALP", "Holm"),
    _person("mara-berg", "Mara Berg", "BET", "Berg"),
    _person("tor-vik", "Tor Vik", "BET", "Vik", "BUS"),
    _person("jon-falk", "Jon Falk", "ALP", "Falk"),
    _person("jon-falk-bet", "Jon Falk", "BET", "Falk"),
    _person("arn-dahl", "Arn Dahl", "BET", "Dahl"),
    _person("bo-dahl", "Bo Dahl", "GAM", "Dahl"),
    _person("enna-quist", "Enna Quist", "GAM", "Quist"),
    _person("john-ahmadi-nor", "Jon al-Ahmadi Nor", "GAM", "Nor"),
)
_HOLDINGS = (
    Holding("person:ola-berg", "head_of_state", "ALP", "President", "GOV", "2001-01-10", "2009-01-20"),
    Holding("person:ida-lund", "head_of_state", "ALP", "President", "GOV", "2009-01-20", "2017-05-14"),
    Holding("person:per-holm", "head_of_state", "ALP", "President", "GOV", "2017-05-14", ""),
    Holding("person:arn-dahl", "head_of_state", "BET", "President", "GOV", "2001", "2005"),
    Holding("person:bo-dahl", "head_of_state", "GAM", "President", "GOV", "2010", ""),
    Holding("person:mara-berg", "foreign_minister", "BET", "Foreign Minister", "GOV", "2005", "2012"),
    Holding("person:enna-quist", "secretary_general", "org:council", "Secretary-General", "IGO", "2015", ""),
    Holding("person:jon-falk-bet", "defence_minister", "BET", "Minister of Defence", "GOV", "2010", "2014"),
    Holding("group:salt", "head_of_government", "BET", "Government", "GOV", "2021", ""),
)
_TITLES = (
    Title("president", "person-title", "GOV", office="head_of_state"),
    Title("presidents", "person-title", "GOV", plural=True, office="head_of_state"),
    Title("foreign minister", "person-title", "GOV", office="foreign_minister"),
    Title("defence minister", "person-title", "GOV", office="defence_minister"),
    Title("secretary general", "person-title", "UNK", office_in=(("org:council", "secretary_general"),)),
    Title("general", "person-title", "MIL"),
    Title("sir", "honorific", "UNK"),
    Title("spokesman", "role-noun", "UNK"),
    Title("official", "role-noun", "GOV"),
    Title("officials", "role-noun", "GOV", plural=True),
    Title("army", "collective", "MIL"),
    Title("ministry", "generic-body", "GOV"),
)
_PLACES = (
    PlaceRow("Alphapolis upon Rell", "ALP", 9.5, 19.5, "city"),
    PlaceRow("Reedmouth", "BET", 10.5, 20.5, "city"),
    PlaceRow("Saltwater Hills", "BET", 11.0, 21.0, "region"),
    PlaceRow("Open Sea", "", None, None, "sea"),
)

# A table like `agents.yaml`.
AGENTS: dict[str, Any] = {
    "heads": [
        {"words": ["farmer"], "sector": "AGR"},
        {"words": ["fighter", "guerrilla"], "sector": "REB"},
        {"words": ["priest"], "sector": "REL", "second": "CHR"},
        {"words": ["jury"], "sector": "JUD"},
        {"words": ["president-elect"], "sector": "GOV"},
        {"words": ["head of mission"], "sector": "GOV", "plurals": {"head of mission": "heads of mission"}},
        {"words": ["livestock"], "sector": "AGR", "plurals": {"livestock": "none"}},
    ],
    "generic": [
        {"words": ["man", "farmer"], "sector": "CVL", "grouped": "UAF"},
        {"words": ["leader", "force", "office"], "sector": "UNK"},
    ],
    "containers": [
        {"words": ["dozen"], "kind": "count", "sector": "UNK"},
        {"words": ["band"], "kind": "band", "sector": "UNK"},
        {"words": ["member"], "kind": "member", "sector": "CVL"},
    ],
    "modifiers": [
        {"words": ["masked"], "sector": "UAF", "over": ["UNK", "CVL"]},
        {"words": ["striking"], "second": "OPP", "over": ["AGR"]},
        {"words": ["field"], "sector": "MED", "heads": ["officer", "official"]},
        {"words": ["reed-backed"], "sector": "PRM", "country": "BET"},
        {"words": ["former"], "sector": "ELI", "over": ["GOV", "MIL"]},
    ],
    "not_actors": [{"kind": "abstract", "words": ["mechanism"]}],
    "time_words": ["monday"],
    "communities": [{"words": ["Marshman", "Ferry"], "country": "BET", "sector": "CVL"}],
    "ambiguous_communities": ["Ferry"],
    "religions": [{"words": ["Lanternist"], "sector": "REL"}],
    "equipment": [{"words": ["Heron-class", "Sparrow"], "country": "ALP", "sector": "MIL"}],
    "ambiguous_equipment": ["Sparrow"],
    "ship_prefixes": [{"prefix": "ANS", "country": "ALP", "sector": "MIL"}],
}
# A table like `alone.yaml`.
WORDS: dict[str, Any] = {
    "pronouns": ["he", "they"],
    "positions": ["leader", "spokesman", "office"],
    "repeating": ["force", "fighter"],
    "former": ["former", "ex"],
    "hopeful": ["elect", "deputy"],
    "recent": "2020-01-01",
    "breakaway": {"XDE": "BET"},
    "breakaway_regions": {"Delta Coast": "XDE"},
}
# A table like `variants.yaml`.
VARIANTS: dict[str, Any] = {
    "variants": [["jon", "john"], ["ahmadinor", "ahmedinor"]],
    "particles": ["al"],
    "family_first": ["GAM"],
}
TOWNS = {"Brackport": PlaceRow("Brackport", "GAM", 1.0, 2.0, "town")}


def knowledge() -> Knowledge:
    """All who are known in the small world, and what they are called."""
    entries = (*_STATES, *_BODIES, *_PERSONS)
    by_office, by_person = defaultdict(list), defaultdict(list)
    for holding in _HOLDINGS:
        by_office[holding.office, holding.polity].append(holding)
        by_person[holding.person].append(holding)
    return Knowledge(
        known={entry.id: entry for entry in entries},
        aliases=(*(Alias(entry.name, entry.id, "name") for entry in entries), *_other_names()),
        titles={title.phrase: title for title in _TITLES},
        modifiers={},
        holdings=_HOLDINGS,
        coalitions={"the two shores": ("ALP", "BET"), "the lone shore": ("GAM",)},
        places={row.name: row for row in _PLACES} | {"Alphapolis": _PLACES[0]},
        ambiguous={
            "Old Shore": ("prefer", "BET"),
            "Ledger": ("context", "org:times"),
            "Old Army": ("context", "org:alp-guard"),
        },
        iso2={"AL": "ALP", "BE": "BET", "GA": "GAM"},
        _by_office={key: tuple(terms) for key, terms in by_office.items()},
        _by_person={key: tuple(terms) for key, terms in by_person.items()},
    )


def _other_names() -> tuple[Alias, ...]:
    return (
        *(Alias(entry.adjective, entry.id, "demonym") for entry in _STATES if entry.adjective),
        *(Alias(f"{entry.adjective}s", entry.id, "people") for entry in _STATES),
        Alias("Alphapolis", "ALP", "city"),
        Alias("Round House", "ALP", "building"),
        Alias("HC", "org:council", "name"),
        Alias("Ledger", "org:times", "name"),
        Alias("Old Shore", "ALP", "name"),
        Alias("Old Shore", "BET", "name"),
        Alias("Front", "group:reeds", "name"),
        Alias("Front", "org:times", "name"),
        Alias("Old Army", "org:alp-guard", "name"),
        Alias("Shared Name", "GAM", "name"),
        Alias("Shared Name", "org:council", "name"),
    )


def alone(tables: Knowledge | None = None, *, agents: dict[str, Any] = AGENTS, words: dict[str, Any] = WORDS) -> Alone:
    """The resolver of single phrases over the small world, or over other tables."""
    tables = tables or knowledge()
    return Alone(
        tables,
        Lexicon(tables, Spellings(VARIANTS)),
        Agents(tables.titles, agents),
        Titles(tables.titles, tables.modifiers),
        words=words,
        towns=TOWNS.get,
    )
