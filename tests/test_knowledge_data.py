"""The hand-kept tables of states, bodies, organisations, groups and places hold together; read with csv alone."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "src" / "legation" / "data"
SECTORS = {
    *("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "CRM", "BUS", "MED", "EDU", "JRN"),
    *("LAB", "REL", "SOC", "NGO", "IGO", "UNO", "PRM", "UAF", "PRE", "SEP", "ELI", "AGR", "CVL", "REF", "UNK"),
}
NON_STATES = {"IGO", "UNO", "EUR", "NGO", "MNC", "ISM"}
HEADERS = {
    "actors/states.csv": (
        "iso3,iso2,isonum,cow,gw,fips,cameo,name,official,other_names,adjectives,people,capital,status,since,until,"
        "wikidata,lat,lon,region"
    ),
    "actors/ambiguous.csv": "phrase,note,rule",
    "actors/metonyms.csv": "phrase,country,sector,kind,id,note",
    "actors/bodies.csv": "id,name,aliases,country,sector,wikidata,note,wiki",
    "actors/organisations.csv": "id,name,acronym,aliases,country,sector,since,until,wikidata,note,wiki",
    "actors/members.csv": "organisation,member,since,until",
    "actors/groups.csv": "id,name,aliases,country,sector,since,until,wikidata,note,wiki",
    "actors/coalitions.csv": "phrase,members,note,id",
    "actors/families.csv": "person,relation,relative",
    "actors/fates.csv": "person,fate,since,until",
    "places/places.csv": "name,country,lat,lon,kind,other_names",
}
# What identifies a row, and how many rows there are at least.
KEYS: dict[str, tuple[tuple[str, ...], int]] = {
    "actors/states.csv": (("iso3",), 240),
    "actors/ambiguous.csv": (("phrase",), 300),
    "actors/metonyms.csv": (("phrase",), 350),
    "actors/bodies.csv": (("id",), 2000),
    "actors/organisations.csv": (("id",), 2000),
    "actors/members.csv": (("organisation", "member", "since"), 8000),
    "actors/groups.csv": (("id",), 1500),
    "actors/coalitions.csv": (("phrase",), 250),
    "actors/families.csv": (("person", "relation", "relative"), 150),
    "actors/fates.csv": (("person", "since", "fate"), 200),
    "places/places.csv": (("name", "country", "kind"), 1200),
}
NAME_FIELDS = {
    "actors/states.csv": ("iso3", ("name", "official", "other_names", "adjectives", "people")),
    "actors/bodies.csv": ("id", ("name", "aliases")),
    "actors/organisations.csv": ("id", ("name", "acronym", "aliases")),
    "actors/groups.csv": ("id", ("name", "aliases")),
}
TABLES = sorted(HEADERS)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in lines(name) if not line.startswith("#")))


def parts(field: str) -> list[str]:
    return [part for part in field.split(";") if part]


def bare(phrase: str) -> str:
    return phrase.removeprefix("the ")


def states() -> set[str]:
    return {row["iso3"] for row in rows("actors/states.csv")}


def actors() -> set[str]:
    return states() | {
        row["id"] for table in ("bodies", "organisations", "groups") for row in rows(f"actors/{table}.csv")
    }


def owners(table: str) -> dict[str, set[str]]:
    """Who owns each name, with its case: "GUAM" is an organisation, "Guam" an island."""
    key, names = NAME_FIELDS[table]
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(table):
        for name in names:
            for phrase in parts(row[name]):
                found[bare(phrase)].add(row[key])
    return found


def rules() -> Iterator[tuple[str, str, list[str]]]:
    for row in rows("actors/ambiguous.csv"):
        verb, _, ids = row["rule"].partition(":")
        yield row["phrase"], verb, parts(ids)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_opens_with_owner_source_licence_and_reason(table: str) -> None:
    head = "\n".join(line for line in lines(table) if line.startswith("#"))
    assert lines(table)[0].startswith("# ")
    assert all(word in head for word in ("Owner:", "Source:", "Licence:", "Why:"))


@pytest.mark.parametrize("table", TABLES)
def test_header_and_width(table: str) -> None:
    records = list(csv.reader(line for line in lines(table) if not line.startswith("#")))
    assert ",".join(records[0]) == HEADERS[table]
    assert {len(record) for record in records} == {len(records[0])}


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_unique_sorted_and_many(table: str) -> None:
    fields, least = KEYS[table]
    keys = [tuple(row[field] for field in fields) for row in rows(table)]
    assert len(set(keys)) == len(keys)
    assert len(keys) >= least
    if table != "actors/coalitions.csv":
        assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_no_field_has_stray_spaces_or_an_empty_member(table: str) -> None:
    for row in rows(table):
        for field, value in row.items():
            assert value == value.strip(), (row, field)
            if field in ("aliases", "other_names", "adjectives", "people", "members"):
                members = value.split(";") if value else []
                assert all(m and m == m.strip() for m in members), (row, field)
                assert len(set(members)) == len(members), (row, field)


@pytest.mark.parametrize("table", [t for t in TABLES if "since" in HEADERS[t]])
def test_dates_parse_and_run_forward(table: str) -> None:
    for row in rows(table):
        for field in ("since", "until"):
            assert not row[field] or _DATE.fullmatch(row[field]), row
        if row["since"] and row["until"]:
            shared = min(len(row["since"]), len(row["until"]))
            assert row["since"][:shared] <= row["until"][:shared], row


@pytest.mark.parametrize("table", [t for t in TABLES if "wikidata" in HEADERS[t]])
def test_wikidata_ids_are_well_formed_and_not_shared(table: str) -> None:
    found = [row["wikidata"] for row in rows(table) if row["wikidata"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in found)
    assert len(set(found)) == len(found)


def test_every_member_of_the_united_nations_is_there() -> None:
    status = [row["status"] for row in rows("actors/states.csv")]
    assert status.count("member") == 193
    assert status.count("observer") == 2
    assert set(status) == {"member", "observer", "disputed", "territory", "former"}


def test_codes_of_states() -> None:
    table = rows("actors/states.csv")
    for row in table:
        assert re.fullmatch("[A-Z]{3}", row["iso3"])
        assert re.fullmatch("([A-Z]{2})?", row["iso2"])
        assert re.fullmatch(r"(\d{3})?", row["isonum"])
        assert re.fullmatch(r"\d{0,3}", row["cow"])
        assert re.fullmatch(r"\d{0,3}", row["gw"])
        assert re.fullmatch("([A-Z]{2})?", row["fips"])
        if row["status"] == "member":
            assert all(row[field] for field in ("iso2", "isonum", "cow", "gw", "fips", "cameo", "capital", "wikidata"))
    for field in ("iso2", "isonum", "fips", "cameo"):
        codes = [row[field] for row in table if row[field]]
        assert len(set(codes)) == len(codes), field


@pytest.mark.parametrize(
    ("iso3", "field", "value"),
    [
        ("USA", "cow", "2"),
        ("DEU", "cow", "255"),
        ("DEU", "gw", "260"),
        ("SRB", "gw", "340"),
        ("YEM", "cow", "679"),
        ("YEM", "gw", "678"),
        ("CHN", "fips", "CH"),
        ("KOR", "fips", "KS"),
        ("ROU", "cameo", "ROM"),
        ("AFG", "isonum", "004"),
        ("SUN", "until", "1991-12-26"),
        ("XKX", "iso2", "XK"),
    ],
)
def test_codes_that_others_trip_over(iso3: str, field: str, value: str) -> None:
    assert next(row for row in rows("actors/states.csv") if row["iso3"] == iso3)[field] == value


@pytest.mark.parametrize("table", ["actors/states.csv", "places/places.csv"])
def test_coordinates_are_on_earth(table: str) -> None:
    for row in rows(table):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row


@pytest.mark.parametrize("table", ["bodies", "organisations", "groups", "metonyms"])
def test_countries_and_sectors_are_known(table: str) -> None:
    known = states() | NON_STATES
    for row in rows(f"actors/{table}.csv"):
        assert row["country"] in known, row
        assert row["sector"] in SECTORS, row


@pytest.mark.parametrize("table", ["bodies", "organisations", "groups"])
def test_ids_say_what_they_are(table: str) -> None:
    for row in rows(f"actors/{table}.csv"):
        prefix = "group:" if table == "groups" else "org:"
        assert re.fullmatch(prefix + r"[A-Za-z0-9-]+", row["id"]), row
        if table == "bodies":
            assert row["id"].startswith(f"org:{row['country'].lower()}-"), row


def test_no_id_stands_in_two_tables() -> None:
    ids = [row["id"] for table in ("bodies", "organisations", "groups") for row in rows(f"actors/{table}.csv")]
    assert len(set(ids)) == len(ids)


def test_bodies_cover_the_world() -> None:
    assert len({row["country"] for row in rows("actors/bodies.csv")}) >= 40


def test_references_lead_somewhere() -> None:
    known = actors()
    for row in rows("actors/metonyms.csv"):
        assert row["kind"] in ("city", "building")
        assert not row["id"] or row["id"] in known, row
    for row in rows("actors/members.csv"):
        assert row["organisation"] in known, row
        assert row["member"] in known, row
    for row in rows("actors/coalitions.csv"):
        assert set(parts(row["members"])) <= known, row
        assert not row["id"] or row["id"] in known, row


def test_every_current_capital_is_a_metonym_or_left_out_for_a_reason() -> None:
    phrases = {row["phrase"] for row in rows("actors/metonyms.csv")}
    # Names of the country itself, seats other than the government's, and Baltic-style doubles.
    apart = {"Amsterdam", "Monaco", "San Marino", "Singapore", "Djibouti", "Sri Jayawardenepura Kotte"}
    capitals = {row["capital"] for row in rows("actors/states.csv") if row["status"] == "member"}
    assert capitals - phrases == apart


def test_places_have_a_known_kind_and_country() -> None:
    kinds = {"city", "region", "sea", "strait", "mountain", "border", "base"}
    for row in rows("places/places.csv"):
        assert row["kind"] in kinds, row
        assert not row["country"] or row["country"] in states(), row


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("org:NATO", "2021-06-14", 30),
        ("org:NATO", "2024-07-09", 32),
        ("org:EU", "2016-06-23", 28),
        ("org:EU", "2024-11-01", 27),
        ("org:Eurozone", "2024-11-01", 20),
        ("org:G7", "2024-06-13", 7),
        ("org:G20", "2024-11-18", 21),
        ("org:BRICS", "2023-08-22", 5),
        ("org:BRICS", "2024-10-22", 9),
        ("org:ASEAN", "2024-10-09", 10),
        ("org:ECOWAS", "2023-08-10", 15),
        ("org:ECOWAS", "2025-06-01", 12),
        ("org:SCO", "2024-07-05", 10),
        ("org:CSTO", "2022-01-06", 6),
        ("org:GCC", "2024-01-01", 6),
        ("org:OPEC", "2024-06-01", 12),
        ("org:Arab-League", "2024-01-01", 22),
        ("org:UN-Security-Council", "2024-01-01", 15),
        ("org:UN-Security-Council", "2026-06-01", 15),
        ("org:Five-Eyes", "2024-01-01", 5),
        ("org:Nordic", "2024-01-01", 5),
        ("org:UN", "1946-01-10", 51),
        ("org:UN", "1991-01-01", 159),
        ("org:UN", "2024-01-01", 193),
        ("org:ICC", "2019-01-01", 123),
        ("org:ICC", "2024-06-01", 124),
        ("org:ICC", "2025-06-01", 125),
        ("org:WTO", "2001-12-31", 143),
        ("org:WTO", "2024-12-01", 166),
        ("org:NATO", "1989-11-09", 16),
        ("org:NATO", "1999-04-24", 19),
        ("org:EU", "1990-01-01", 12),
        ("org:Schengen-Area", "2023-06-01", 27),
        ("org:Council-of-Europe", "2021-06-01", 47),
        ("org:Council-of-Europe", "2023-01-01", 46),
        ("org:CSCE", "1975-08-01", 35),
        ("org:OSCE", "2024-01-01", 57),
        ("org:EPC", "2022-10-06", 44),
        ("org:EFTA", "1970-06-01", 8),
        ("org:Warsaw-Pact", "1985-01-01", 7),
        ("org:OECD", "2024-01-01", 38),
        ("org:IMF", "2023-01-01", 190),
        ("org:NSG", "2024-01-01", 48),
        ("org:Commonwealth", "2024-01-01", 56),
        ("org:NAM", "2023-01-01", 120),
        ("org:OIC", "2024-01-01", 57),
        ("org:AU", "2016-06-01", 54),
        ("org:AU", "2024-01-01", 55),
        ("org:OAU", "2001-07-01", 53),
        ("org:SADC", "2024-01-01", 16),
        ("org:COMESA", "2024-01-01", 21),
        ("org:OAS", "2023-01-01", 35),
        ("org:OAS", "2024-01-01", 34),
        ("org:CELAC", "2024-01-01", 33),
        ("org:CARICOM", "2024-01-01", 15),
        ("org:APEC", "2024-01-01", 21),
        ("org:PIF", "2024-01-01", 18),
        ("org:CPTPP", "2024-01-01", 11),
        ("org:CPTPP", "2025-01-01", 12),
        ("org:RCEP", "2024-01-01", 15),
    ],
)
def test_members_on_a_day(organisation: str, day: str, count: int) -> None:
    members = [
        row["member"]
        for row in rows("actors/members.csv")
        if row["organisation"] == organisation
        and row["since"] <= day[: len(row["since"])]
        and (not row["until"] or row["until"] >= day[: len(row["until"])])
    ]
    assert len(members) == count, sorted(members)


def test_rules_are_well_formed_and_lead_somewhere() -> None:
    known = actors()
    for phrase, verb, ids in rules():
        assert verb in ("prefer", "context", "never"), phrase
        assert set(ids) <= known, phrase
        assert {"prefer": len(ids) == 1, "context": bool(ids), "never": not ids}[verb], phrase


@pytest.mark.parametrize("table", sorted(NAME_FIELDS))
def test_a_name_with_two_owners_has_a_rule(table: str) -> None:
    ruled = {bare(phrase) for phrase, _, _ in rules()}
    shared = {name: ids for name, ids in owners(table).items() if len(ids) > 1}
    assert {name: ids for name, ids in shared.items() if name not in ruled} == {}


def test_a_name_with_owners_in_two_tables_has_a_rule() -> None:
    ruled = {bare(phrase) for phrase, _, _ in rules()}
    found: dict[str, set[str]] = defaultdict(set)
    for table in NAME_FIELDS:
        for name, ids in owners(table).items():
            found[name] |= ids
    assert {name: ids for name, ids in found.items() if len(ids) > 1 and name not in ruled} == {}


def test_a_rule_names_all_owners_of_a_phrase_that_needs_context() -> None:
    """A rule must not hide an owner: who bears the name in a table is among those whom the rule allows."""
    allowed = {bare(phrase): set(ids) for phrase, verb, ids in rules() if verb == "context"}
    hidden = {
        name: ids - allowed[name]
        for table in NAME_FIELDS
        for name, ids in owners(table).items()
        if name in allowed and ids - allowed[name]
    }
    assert hidden == {}


def test_fates_are_of_persons_who_held_an_office() -> None:
    held = {row["person"] for row in rows("actors/offices.csv")}
    for row in rows("actors/fates.csv"):
        assert row["person"] in held, row
        assert row["fate"] in {"jailed", "exiled", "killed", "executed", "died"}, row
        assert _DATE.fullmatch(row["since"]), row
        assert not row["until"] or row["since"] <= row["until"], row


def test_kin_are_persons_of_the_tables() -> None:
    persons = {row["id"] for row in rows("actors/persons.csv")}
    kin = {"wife", "husband", "partner", "son", "daughter", "brother", "sister", "half-brother", "son-in-law"}
    for row in rows("actors/families.csv"):
        assert {row["person"], row["relative"]} <= persons, row
        assert row["relation"] in kin, row
        assert row["person"] != row["relative"], row
