"""CSV in our own form and in the simple one: what is taken, joined, kept apart and refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from legation.errors import KnowledgeError

Take = Callable[..., Any]
SIMPLE = "name,aliases,country,sector,role,since,until\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_simple_form_gives_persons_and_their_terms(take: Take, tmp_path: Path) -> None:
    text = (
        f"# by hand\n{SIMPLE}Ilse Brandauer,I. Brandauer;Ilse B.,Austria,,foreign minister,2031-02,\n"
        "Ilse Brandauer,,AT,,defence minister,2027,2031-01\nRada Ilkova,,BGR,JRN,,,\n"
    )
    taken = take(write(tmp_path / "people.csv", text))
    assert taken.refused == []
    rows = [(r["id"], r["aliases"], r["country"], r["sector"]) for r in taken.rows("persons")]
    assert rows == [
        ("person:ilse-brandauer", "I. Brandauer;Ilse B.", "AUT", ""),
        ("person:rada-ilkova", "", "BGR", "JRN"),
    ]
    assert [(r["office"], r["since"], r["until"]) for r in taken.rows("offices")] == [
        ("foreign_minister", "2031-02", ""),
        ("defence_minister", "2027", "2031-01"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Otto Veld,,Atlantis,,mayor,2020,", "unknown country 'Atlantis'"),
        (",,AUT,,mayor,2020,", "no name or no country"),
        ("Otto Veld,,AUT,,mayor,,", "the beginning is missing"),
        ("Otto Veld,,AUT,,mayor,2020-13,", "'2020-13' is no date: write 2024-10-25, 2024-10 or 2024"),
        ("Otto Veld,,AUT,,mayor,2020-02-30,", "'2020-02-30' is no date: write 2024-10-25, 2024-10 or 2024"),
        ("Otto Veld,,AUT,,mayor,2020,2019", "it ends (2019) before it begins (2020)"),
        ("Otto Veld,,AUT,XYZ,,,", "unknown sector 'XYZ'"),
        ("Otto Veld,,AUT,,,2020,", "dates without a role: they are those of the role"),
        ("Otto Veld,,AUT", "expected 7 fields, found 3"),
        ("Отто,,AUT,,,,", "the name has no Latin letter, or a semicolon"),
        (
            "Otto Veld,Angela Merkel,AUT,,,,",
            "the name 'Angela Merkel' means person:angela-merkel (Angela Merkel) already",
        ),
        ("Otto Veld,Cape Town,AUT,,,,", "the name 'Cape Town' is a place already"),
        (
            "Otto Veld,,USA,,president,2010,2012",
            "person:barack-obama (2009-01-20 to 2017-01-20) held that office then",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(take: Take, tmp_path: Path, row: str, reason: str) -> None:
    taken = take(write(tmp_path / "people.csv", f"{SIMPLE}Rada Ilkova,,BGR,JRN,,,\n{row}\n"))
    assert taken.reasons() == [(3, reason)]
    assert "person:rada-ilkova" in taken.column("persons", "id")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Aliases,COUNTRY\nOtto Veld,Otto K. Veld;Otto V.,AUT\n",
        'name;aliases;country\nOtto Veld;"Otto K. Veld;Otto V.";AUT\n',
        '"name";"aliases";"country"\n"Otto Veld";"Otto K. Veld;Otto V.";"AUT"\n',
        "\ufeff# by hand, not by; machine; at; all\nName\tAliases\tCountry\nOtto Veld\tOtto K. Veld;Otto V.\tAUT\n",
    ],
)
def test_a_header_in_capitals_and_other_dividers_are_taken(take: Take, tmp_path: Path, text: str) -> None:
    taken = take(write(tmp_path / "people.csv", text))
    assert taken.refused == []
    assert [(r["name"], r["aliases"], r["country"]) for r in taken.rows("persons")] == [
        ("Otto Veld", "Otto K. Veld;Otto V.", "AUT")
    ]


def test_whoever_lacks_an_end_before_a_known_holder_is_told_what_to_do(take: Take, tmp_path: Path) -> None:
    row = "Otto Veld,,USA,,president,2008,\nRada Ilkova,,BGR,JRN,,,\n"
    (told,) = take(write(tmp_path / "people.csv", SIMPLE + row)).reasons()
    assert told[1].startswith("person:barack-obama (2009-01-20 to 2017-01-20) held that office then; give `until`")


def test_an_office_of_a_named_body_has_its_sector_where_the_file_gives_none(take: Take, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder / "groups.csv", "id,name,country,sector\n,Lake Party,AUT,PTY\n")
    text = "Otto Veld,,NATO,,spokeswoman,2031,\nJan Kolek,,NATO,MIL,envoy,2031,\n"
    write(folder / "people.csv", f"{SIMPLE}{text}Rada Ilkova,,Lake Party,,treasurer,2031,\n")
    taken = take(folder)
    assert [(r["title"], r["sector"]) for r in taken.rows("offices")] == [
        ("spokeswoman", "IGO"),
        ("envoy", "MIL"),
        ("treasurer", "PTY"),
    ]


def test_a_known_person_is_joined_and_keeps_what_the_tables_say(take: Take, tmp_path: Path) -> None:
    taken = take(write(tmp_path / "people.csv", SIMPLE + "Angela Merkel,Angela D. Merkel,DEU,,rector,2031,\n"))
    row = taken.rows("persons")[0]
    assert row["id"] == "person:angela-merkel"
    assert row["aliases"].endswith("Angela D. Merkel")
    assert row["gender"] == "female"
    assert taken.column("offices", "person") == ["person:angela-merkel"]


def test_a_known_term_is_not_taken_twice(take: Take, tmp_path: Path) -> None:
    row = "Angela Merkel,,DEU,,chancellor,2005-11,2021-12\nRada Ilkova,,BGR,JRN,,,\n"
    taken = take(write(tmp_path / "people.csv", SIMPLE + row))
    assert taken.outcome.known == {"known": 1, "known terms": 1}
    assert taken.rows("offices") == []


def test_a_namesake_of_another_country_gets_an_id_and_a_name_of_his_own(take: Take, tmp_path: Path) -> None:
    text = SIMPLE + "Angela Merkel,,AUT,,foreign minister,2031,\nOtto Veld,,AUT,,,,\nOtto Veld,,CHE,,,,\n"
    taken = take(write(tmp_path / "people.csv", text))
    assert [(r["id"], r["name"], r["surname"]) for r in taken.rows("persons")] == [
        ("person:angela-merkel-2", "Angela Merkel (2)", "Merkel"),
        ("person:otto-veld", "Otto Veld (AUT)", "Veld"),
        ("person:otto-veld-2", "Otto Veld (2)", "Veld"),
    ]
    assert [line for line, _ in taken.reasons()] == [2, 4]


def test_an_alias_of_two_is_given_to_neither(take: Take, tmp_path: Path) -> None:
    taken = take(
        write(tmp_path / "people.csv", SIMPLE + "Otto Veld,The Fisher,AUT,,,,\nJan Kolek,The Fisher,CZE,,,,\n")
    )
    assert taken.column("persons", "aliases") == ["", ""]
    assert [line for line, _ in taken.reasons()] == [3]


def test_two_holders_at_once_are_both_refused_and_an_open_end_before_a_successor(take: Take, tmp_path: Path) -> None:
    text = (
        SIMPLE + "Otto Veld,,LIE,,defence minister,2031,2035\nJan Kolek,,LIE,,defence minister,2032,2036\n"
        "Rada Ilkova,,LIE,,interior minister,2031,\nIlse Brandauer,,LIE,,interior minister,2033,\n"
    )
    taken = take(write(tmp_path / "people.csv", text))
    assert taken.column("offices", "person") == ["person:ilse-brandauer"]
    assert taken.reasons() == [
        (2, "person:jan-kolek (2032 to 2036) held that office at the same time"),
        (3, "person:otto-veld (2031 to 2035) held that office at the same time"),
        (4, "it has no end, though person:ilse-brandauer (2033 to now) came after"),
    ]


def test_a_folder_of_our_own_tables_is_taken_whole(take: Take, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write(
        folder / "a.csv",
        "person,office,polity,title,sector,since,until\nperson:otto-veld,head,group:lake-party,Leader,PTY,2031,\n",
    )
    write(
        folder / "b.csv", "id,name,aliases,surname,given,country,gender\n,Otto Veld,Otto K. Veld,Veld,Otto,AUT,male\n"
    )
    write(
        folder / "groups.csv",
        "id,name,country,sector,since\n,Lake Party,AUT,PTY,2010\ngroup:lp-2,Lake Party,CHE,PTY,2011\n",
    )
    write(folder / "ambiguous.csv", "phrase,note,rule\nLake Party,two,context:group:lake-party;group:lp-2\n")
    taken = take(folder)
    assert taken.refused == []
    assert taken.outcome.rows == {"ambiguous": 1, "groups": 2, "persons": 1, "offices": 1}


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("persons", "person:angela-merkel,Angela Merkel,FRA", "person:angela-merkel means Angela Merkel (DEU"),
        ("persons", "otto,Otto Veld,AUT", "'otto' is no id of persons.csv"),
        ("persons", "person:otto-veld,Angela Merkel,AUT", "the name 'Angela Merkel' means person:angela-merkel"),
        ("bodies", "org:aut-x,Knesset,AUT", "the sector is missing"),
        ("groups", "group:x,Hamas,AUT", "the sector is missing"),
    ],
)
def test_an_id_or_name_of_somebody_else_is_refused(
    take: Take, tmp_path: Path, table: str, row: str, reason: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder / f"{table}.csv", f"id,name,country\n{row}\n")
    write(folder / "people.csv", SIMPLE + "Rada Ilkova,,BGR,JRN,,,\n")
    taken = take(folder)
    assert taken.reasons()[0][0] == 2
    assert taken.reasons()[0][1].startswith(reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id,name,country\nx,y,z\n", "the header fits bodies, organisations, groups, persons"),
        (
            "name,shoe size\nOtto,44\n",
            "unknown header 'name,shoe size'; columns must be some of these, divided by commas: name,aliases,country,",
        ),
        ("name,name\nOtto,Veld\n", "the column 'name' stands there twice"),
        ("", "it is empty"),
        ('name,country\n"Otto,AUT\n', "not valid CSV"),
        ("name,country\n", "it has no rows"),
        ("name,country\nOtto Veld,Atlantis\n", "nothing in it can be taken as csv (1 refused)"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(
    take: Take, home: Path, tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(KnowledgeError) as told:
        take(write(tmp_path / "x.csv", text))
    assert told.value.reason.startswith(reason)
    assert list(home.iterdir()) == []


def test_a_binary_file_is_refused_in_words(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(KnowledgeError, match=r"line 1: holds zero bytes"):
        take(path)


def test_a_file_in_another_encoding_is_refused_with_the_line(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("name,country\nJürg Veld,CHE\n".encode("latin-1"))
    with pytest.raises(KnowledgeError, match=r"line 2: not UTF-8"):
        take(path)
