"""The hand-kept tables of persons, offices and titles hold together; read with csv and yaml alone."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

ACTORS = Path(__file__).parent.parent / "src" / "legation" / "data" / "actors"
PERSON_FIELDS = ["id", "name", "aliases", "surname", "given", "country", "gender", "wikidata", "sector", "wiki"]
OFFICE_FIELDS = ["person", "office", "polity", "title", "sector", "since", "until", "precision"]
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS"),
    *("CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC", "IGO", "NGO"),
    *("UNO", "PRE", "SEP"),
}
KINDS = {"person-title", "role-noun", "collective", "generic-body", "group", "honorific", "modifier"}
TITLE_FIELDS = {
    "alone",
    *("phrase", "plural", "sector", "office", "office_in", "gender", "speaks_for"),
    *("body", "state", "sense", "place", "note", "default"),
}
# One person at a time holds these; a state has many ambassadors, governors, deputies and spokespeople.
SINGLE = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "foreign_minister",
        "defence_minister",
        "finance_minister",
        "interior_minister",
        "head",
        "speaker",
        "armed_forces_chief",
        "intelligence_chief",
        "central_bank_governor",
        "security_adviser",
        "un_ambassador",
        "attorney_general",
        "chief_justice",
    }
)
# Switzerland's government is its head, Bosnia's heads are three, San Marino's and Andorra's are two.
# Who acts for a holder, or shares the office, may serve beside him.
BESIDE = ("Acting", "Caretaker", "De facto", "First ", "Second ", "Co-", "Chief Martial Law")
COLLEGES = frozenset({"CHE", "BIH", "SMR", "AND", "YUG"})
HANDOVER = timedelta(days=45)


def rows(name: str) -> list[dict[str, str]]:
    lines = (ACTORS / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def bounds(text: str) -> tuple[date, date]:
    """The first and the last day that a shortened ISO date can mean."""
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if len(numbers) == 2:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    day = date(year, month, numbers[2])
    return day, day


PERSONS = rows("persons.csv")
OFFICES = rows("offices.csv")
TITLES = yaml.safe_load((ACTORS / "titles.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("table", "fields"), [(PERSONS, PERSON_FIELDS), (OFFICES, OFFICE_FIELDS)], ids=["persons", "offices"]
)
def test_every_row_has_exactly_the_named_fields(table: list[dict[str, str]], fields: list[str]) -> None:
    assert [row for row in table if list(row) != fields or None in row.values()] == []


def test_tables_are_large_enough_and_sorted() -> None:
    persons = [row["id"] for row in PERSONS]
    assert len(persons) >= 1500
    assert len(OFFICES) >= 2000
    assert sum(len(entries) for entries in TITLES.values()) >= 1100
    assert persons == sorted(persons)
    assert [row["person"] for row in OFFICES] == sorted(row["person"] for row in OFFICES)


def test_person_ids_are_unique_ascii_slugs() -> None:
    ids = Counter(row["id"] for row in PERSONS)
    assert [key for key, count in ids.items() if count > 1] == []
    assert [key for key in ids if not re.fullmatch(r"person:[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_persons_and_offices_name_one_another() -> None:
    # A group or body that governs a state holds an office as a person does.
    known = {row["id"] for name in ("bodies.csv", "organisations.csv", "groups.csv") for row in rows(name)}
    assert {row["person"] for row in OFFICES} - {row["id"] for row in PERSONS} - known == set()


def test_a_full_name_means_one_person() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in PERSONS:
        for name in [row["name"], *filter(None, row["aliases"].split(";"))]:
            owners[name.lower()].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_persons_are_well_formed() -> None:
    for row in PERSONS:
        assert re.fullmatch(r"[A-Z]{3}", row["country"]), row
        assert row["gender"] in {"male", "female", ""}, row
        assert row["sector"] in SECTORS | {""}, row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row
        assert row["surname"] in row["name"], row
        assert row["name"] not in row["aliases"].split(";"), row
        assert row["surname"] or row["given"] or " " in row["name"], row


def test_wikidata_ids_are_not_shared() -> None:
    ids = Counter(row["wikidata"] for row in PERSONS if row["wikidata"])
    assert [key for key, count in ids.items() if count > 1] == []


def test_polities_exist_in_the_tables_of_states_organisations_and_groups() -> None:
    known = {row["iso3"] for row in rows("states.csv")}
    known |= {row["id"] for name in ("bodies.csv", "organisations.csv", "groups.csv") for row in rows(name)}
    assert {row["polity"] for row in OFFICES} - known == set()


def test_offices_are_well_formed() -> None:
    for row in OFFICES:
        assert row["sector"] in SECTORS, row
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", row["office"]), row
        assert row["title"], row


def test_dates_are_in_order_and_as_precise_as_they_say() -> None:
    for row in OFFICES:
        written = [row["since"], *filter(None, [row["until"]])]
        precision = {4: "year", 7: "month", 10: "day"}[min(map(len, written))]
        assert row["precision"] == precision, row
        since, _ = bounds(row["since"])
        if row["until"]:
            assert since <= bounds(row["until"])[1], row


def test_an_office_for_one_has_no_two_holders_at_once() -> None:
    by_office: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in OFFICES:
        alone = row["office"] in SINGLE and row["polity"] not in COLLEGES
        if alone and not row["title"].startswith(BESIDE):
            by_office[row["polity"], row["office"]].append(row)
    clashes = []
    for holders in by_office.values():
        holders.sort(key=lambda row: bounds(row["since"])[1])
        for i, earlier in enumerate(holders):
            left = bounds(earlier["until"])[0] if earlier["until"] else date.max
            clashes += [
                (earlier["polity"], earlier["office"], earlier["person"], later["person"])
                for later in holders[i + 1 :]
                if left - bounds(later["since"])[1] > HANDOVER
            ]
    assert clashes == []


@pytest.mark.parametrize(
    ("office", "polity", "day", "person"),
    [
        ("head_of_state", "USA", date(2024, 10, 30), "person:joe-biden"),
        ("defence_minister", "USA", date(2024, 10, 30), "person:lloyd-austin"),
        ("foreign_minister", "CHN", date(2023, 3, 1), "person:qin-gang"),
        ("foreign_minister", "CHN", date(2024, 11, 1), "person:wang-yi"),
        ("head_of_government", "IRN", date(2016, 1, 16), "person:hassan-rouhani"),
        ("head_of_government", "GBR", date(1956, 11, 1), "person:anthony-eden"),
        ("head", "org:NATO", date(2022, 2, 24), "person:jens-stoltenberg"),
        ("head", "org:UN", date(2003, 3, 20), "person:kofi-annan"),
        ("defence_minister", "CHN", date(2023, 11, 15), None),
    ],
)
def test_the_holder_at_a_date_is_found(office: str, polity: str, day: date, person: str | None) -> None:
    found = {
        row["person"]
        for row in OFFICES
        if (row["office"], row["polity"]) == (office, polity)
        and bounds(row["since"])[0] <= day
        and (not row["until"] or day <= bounds(row["until"])[1])
    }
    assert found == ({person} if person else set())


def test_titles_are_unique_per_kind_and_well_formed() -> None:
    assert set(TITLES) == KINDS
    for kind, entries in TITLES.items():
        phrases = Counter(entry["phrase"] for entry in entries)
        assert [phrase for phrase, count in phrases.items() if count > 1] == [], kind
        for entry in entries:
            assert set(entry) <= TITLE_FIELDS, entry
            assert entry["phrase"] == entry["phrase"].lower(), entry
            assert entry["sector"] in SECTORS, entry
            assert entry.get("gender") in {None, "male", "female"}, entry
            if kind == "modifier":
                assert entry["place"] in {"before", "after", "prefix", "suffix"}, entry


def test_offices_of_single_countries_and_offices_in_the_table_meet() -> None:
    held = {row["office"] for row in OFFICES}
    local = {
        office
        for entry in TITLES["person-title"]
        for office in entry.get("office_in", {}).values()
        if office is not None
    }
    named = local | {entry["office"] for entry in TITLES["person-title"] if "office" in entry}
    assert local - held == set()
    # Offices that no title of its own names are reached through the person, never through a phrase.
    assert len(held & named) >= 60
    assert {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "head"} <= held & named
