"""The words for unnamed actors hold together, and read by their own rules they give the sectors that a coder would."""

from collections import Counter
from typing import Any

import pytest

from legation.tables import csv_rows, yaml_table

AGENTS: dict[str, Any] = yaml_table("resolve/agents.yaml")
SECTORS = {
    *("GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "PRE", "BUS"),
    *("LAB", "AGR", "JRN", "MED", "EDU", "REL", "REF", "ELI", "CVL", "SOC", "NGO", "IGO", "UNK"),
}
KINDS = {"person", "people", "body", "place", "thing"}
FAITHS = {"CHR", "MOS", "JEW", "HIN", "BUD", "SIK", "SHI", "SUN", "REL"}
COUNTRIES = {row["iso3"] for row in csv_rows("actors/states.csv")}
# Fields that every entry of a section has, and those that it may have.
FIELDS = {
    "heads": ({"words", "sector", "kind"}, {"plurals", "second"}),
    "modifiers": ({"words"}, {"sector", "second", "over", "heads", "country"}),
    "generic": ({"words", "sector", "kind"}, {"plurals", "grouped"}),
    "containers": ({"words", "sector", "kind", "what"}, {"plurals"}),
    "not_actors": ({"kind", "words"}, {"plurals"}),
    "communities": ({"words", "country", "sector"}, set()),
    "religions": ({"words", "sector"}, set()),
    "equipment": ({"words", "origin", "country", "sector"}, set()),
}
SINGLE_LISTS = ("time_words", "ambiguous_communities", "ambiguous_equipment", "no_party")
HEADS: dict[str, tuple[str, str | None]] = {
    word: (entry["sector"], entry.get("second")) for entry in AGENTS["heads"] for word in entry["words"]
}
# What a noun stands for, as pronouns and verbs see it; the `kind` of containers says what they do to "of" instead.
KIND: dict[str, str] = {
    word: entry[field]
    for section, field in (("heads", "kind"), ("generic", "kind"), ("containers", "what"))
    for entry in AGENTS[section]
    for word in entry["words"]
}
TITLES: dict[str, tuple[str, str | None]] = {
    entry["phrase"]: (entry["sector"], None)
    for kind, entries in yaml_table("actors/titles.yaml").items()
    if kind not in ("honorific", "modifier")
    for entry in entries
}


def words(section: str) -> list[str]:
    found = AGENTS[section]
    return found if section in SINGLE_LISTS else [word for entry in found for word in entry["words"]]


def test_there_are_no_other_sections() -> None:
    ships = {"shared_prefixes", "ship_prefixes", "ships", "ships_do", "ships_suffer"}
    assert set(AGENTS) == {*FIELDS, *SINGLE_LISTS, "head_sets", "acting"} | ships


@pytest.mark.parametrize("section", FIELDS)
def test_entries_have_the_fields_of_their_section(section: str) -> None:
    required, optional = FIELDS[section]
    assert [e for e in AGENTS[section] if not required <= set(e) <= required | optional] == []
    assert [e for e in AGENTS[section] if not e["words"]] == []


@pytest.mark.parametrize("section", [*FIELDS, *SINGLE_LISTS])
def test_words_are_trimmed_strings(section: str) -> None:
    assert [w for w in words(section) if not isinstance(w, str) or w != " ".join(w.split()) or w == ""] == []


@pytest.mark.parametrize("section", ["heads", "modifiers", "generic", "containers", "not_actors", "time_words"])
def test_common_words_are_lower_case(section: str) -> None:
    assert [w for w in words(section) if w != w.lower()] == []


@pytest.mark.parametrize("section", [*(s for s in FIELDS if s != "modifiers"), *SINGLE_LISTS])
def test_a_word_stands_once_in_its_section(section: str) -> None:
    assert [w for w, count in Counter(map(str.lower, words(section))).items() if count > 1] == []


def test_sections_of_nouns_share_no_word() -> None:
    sections = ("heads", "generic", "containers", "not_actors", "time_words")
    assert [w for w, count in Counter(w for s in sections for w in words(s)).items() if count > 1] == []


def test_what_titles_know_is_no_thing_or_time() -> None:
    assert {w for s in ("not_actors", "time_words") for w in words(s)} & set(TITLES) == set()


def test_a_word_of_titles_is_said_again_only_to_change_its_code() -> None:
    assert [w for w, code in HEADS.items() if TITLES.get(w) == code] == []


def test_sectors_are_known() -> None:
    for section in ("heads", "generic", "containers", "equipment", "ship_prefixes"):
        assert {e["sector"] for e in AGENTS[section]} <= SECTORS, section
    assert {e["sector"] for e in AGENTS["religions"]} == FAITHS
    assert {e["sector"] for e in AGENTS["communities"]} == {None}
    for entry in (*AGENTS["heads"], *AGENTS["modifiers"]):
        assert {entry.get(key) for key in ("sector", "second")} - {None} <= SECTORS | FAITHS, entry
        assert len({entry.get("sector"), entry.get("second")}) == 2 or "country" in entry, entry
        assert set(entry.get("over", ())) <= SECTORS, entry
    assert {e["sector"] for e in AGENTS["heads"]} >= SECTORS - {"UNK"}


def test_modifiers_do_something_and_to_heads_that_exist() -> None:
    known = {*HEADS, *TITLES, *words("generic"), *words("containers")}
    plural_only = {"forces", "troops", "authorities", "fighters"}
    for entry in AGENTS["modifiers"]:
        assert {"sector", "second", "country"} & set(entry), entry
        assert [head for head in entry.get("heads", ()) if head not in known | plural_only] == [], entry["words"]


def test_plurals_belong_to_words_of_their_entry() -> None:
    for section in ("heads", "generic", "containers", "not_actors"):
        for entry in AGENTS[section]:
            plurals = entry.get("plurals", {})
            assert set(plurals) <= set(entry["words"]), set(plurals) - set(entry["words"])
            assert all(isinstance(form, str) and form for form in plurals.values()), plurals


def test_countries_exist() -> None:
    for section in ("communities", "equipment", "ship_prefixes"):
        for entry in AGENTS[section]:
            assert {entry.get("country"), entry.get("origin")} - {None} <= COUNTRIES, entry
    assert {e["country"] for e in AGENTS["modifiers"] if "country" in e} <= COUNTRIES | {"UNO", "EUR", "IGO"}


def test_peoples_named_for_a_state_are_left_to_states() -> None:
    fields = ("adjectives", "people")
    demonyms = {name for row in csv_rows("actors/states.csv") for key in fields for name in row[key].split(";")}
    assert demonyms & set(words("communities")) == set()


def test_ambiguous_names_are_names() -> None:
    assert set(AGENTS["ambiguous_communities"]) <= set(words("communities"))
    assert set(AGENTS["ambiguous_equipment"]) <= set(words("equipment"))


def test_prefixes_of_ships_are_distinct() -> None:
    prefixes = [e["prefix"] for e in AGENTS["ship_prefixes"]]
    assert all(set(e) == {"prefix", "country", "sector"} for e in AGENTS["ship_prefixes"])
    assert len(prefixes) == len(set(prefixes))


def test_containers_and_generic_words_are_of_known_kinds() -> None:
    assert {e["kind"] for e in AGENTS["containers"]} == {"count", "band", "member"}
    assert {e.get("grouped", "UNK") for e in AGENTS["generic"]} == {"UNK"}


def test_nouns_are_of_known_kinds() -> None:
    assert set(KIND.values()) == KINDS


def test_a_crowd_is_no_single_person() -> None:
    crowds = ("troops", "forces", "personnel", "people", "staff", "police", "crew")
    assert [w for w in KIND if w.endswith(crowds) and KIND[w] in ("person", "place", "thing") and " of " not in w] == []


@pytest.mark.parametrize(
    ("kind", "nouns"),
    [
        (
            "person",
            "welder, shopkeeper, defence minister, deportee, mother, brother, guest, host, owner, man, casualty",
        ),
        ("people", "crew, security forces, tribespeople, the wounded, people, dozen, crowd, family, rank and file"),
        ("body", "junta, home office, airline, foundation, hospital, school, kingdom, organisation, group, delegation"),
        ("place", "mosque, hotel, prison, airport, refinery, city, polling station, compound"),
        ("thing", "howitzer, frigate, ambulance, bus, judgeship, vehicle, convoy, variety"),
    ],
)
def test_common_nouns_are_of_the_kind_that_news_means(kind: str, nouns: str) -> None:
    assert [noun for noun in nouns.split(", ") if KIND[noun] != kind] == []


def test_the_file_is_large_enough() -> None:
    assert len(HEADS) >= 1200
    assert sum(" " not in word for word in HEADS) >= 1200
    assert len(words("equipment")) >= 300
    assert len(words("communities")) >= 300


def _fits(modifier: dict[str, Any], word: str) -> bool:
    return any(word == known or (known.startswith("-") and word.endswith(known)) for known in modifier["words"])


def _code(phrase: str) -> tuple[str, str | None]:
    """Read a phrase in the singular by the rules at the head of the file."""
    nouns: dict[str, tuple[str, str | None]] = {
        word: (entry["sector"], None)
        for section in ("generic", "containers")
        for entry in AGENTS[section]
        for word in entry["words"]
    }
    nouns |= TITLES | HEADS
    tokens = phrase.replace("ex-", "ex- ").split()
    start = next(i for i in range(len(tokens)) if " ".join(tokens[i:]) in nouns)
    head = " ".join(tokens[start:])
    sector, second = nouns[head]
    end = start
    while end > 0:
        for size in (3, 2, 1):
            before = " ".join(tokens[max(end - size, 0) : end])
            fitting = [m for m in AGENTS["modifiers"] if size <= end and _fits(m, before)]
            if fitting:
                break
        for entry in fitting:
            if sector in entry.get("over", (sector,)) and {head, tokens[-1]} & set(entry.get("heads", (head,))):
                kept = second if entry.get("sector", sector) == sector else None
                sector, second = entry.get("sector", sector), entry.get("second", kept)
                break
        end -= size
    return sector, second


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("car theft syndicate", ("CRM", None)),
        ("paramilitary group", ("PRM", None)),
        ("crowd control police", ("COP", None)),
        ("immigration inspector", ("COP", None)),
        ("opposition lawmaker", ("LEG", "OPP")),
        ("opposition fighter", ("REB", None)),
        ("antiwar protester", ("OPP", None)),
        ("army accountant", ("MIL", None)),
        ("amusement park", ("CVL", None)),
        ("senate hopeful", ("PTY", None)),
        ("foreign military intelligence agency", ("SPY", "MIL")),
        ("eu legislature", ("LEG", None)),
        ("prominent jewish community leader", ("REL", None)),
        ("buddhist mob", ("BUD", None)),
        ("state news agency", ("GOV", "JRN")),
        ("government newspaper", ("GOV", "JRN")),
        ("health ministry", ("GOV", "MED")),
        ("retired army general", ("ELI", None)),
        ("ex-president", ("ELI", None)),
        ("former soldier", ("CVL", None)),
        ("armed man", ("UAF", None)),
        ("armed police", ("COP", None)),
        ("drug gang", ("CRM", None)),
        ("drug suspect", ("CRM", None)),
        ("migrant worker", ("LAB", "REF")),
        ("rebel commander", ("REB", None)),
        ("turkey-backed fighter", ("PRM", None)),
        ("student protester", ("EDU", "OPP")),
        ("striking teacher", ("EDU", "OPP")),
        ("environmental activist", ("NGO", None)),
        ("un official", ("IGO", None)),
        ("union leader", ("LAB", None)),
        ("union minister", ("GOV", None)),
        ("breakaway government", ("PRE", None)),
        ("masked man", ("UAF", None)),
        ("woman", ("CVL", None)),
        ("group", ("UNK", None)),
    ],
)
def test_phrases_read_by_the_rules_of_the_file(phrase: str, code: tuple[str, str | None]) -> None:
    assert _code(phrase) == code
