"""Persons by a title and a name, as the bundled tables know them: polite forms, ranks, names of several."""

from typing import Any

import pytest

import legation


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("US", None, {"id": "USA"}),
        ("WHO", None, {"id": "org:WHO"}),
        ("us", None, {"id": None, "sector": "UNK"}),
        ("who", None, {"id": None, "sector": "UNK"}),
        ("Mr Putin", "2017", {"id": "person:vladimir-putin", "role": "President"}),
        ("Mrs. Merkel", "2010", {"id": "person:angela-merkel", "role": "Chancellor"}),
        ("Mr. Obama", "2010", {"id": "person:barack-obama"}),
        ("Minister Lavrov", "2010", {"id": "person:sergei-lavrov", "role": "Minister"}),
        ("Senator McCain", "2010", {"id": "person:john-mccain"}),
        ("Senator McCain", None, {"id": "person:john-mccain"}),
        ("Gen. Petraeus", "2009", {"id": "person:david-petraeus", "sector": "MIL"}),
        ("Secretary Kerry", "2014", {"id": "person:john-kerry"}),
        ("Ambassador Haley", "2017", {"id": "person:nikki-haley"}),
        ("Ayatollah Khamenei", "2010", {"id": "person:ali-khamenei"}),
        ("Chairman Mao", "1970", {"id": "person:mao-zedong"}),
        ("Lord Mandelson", "2009", {"id": "person:peter-mandelson"}),
        ("Tanzanian President Samia", "2023", {"id": "person:samia-suluhu-hassan", "role": "Tanzanian President"}),
        ("Tanzanian President Samia", "2019", {"id": None}),
        ("President Samia", "2023", {"id": None}),
        ("Prime Minister Smith", "2017", {"id": None, "sector": "GOV", "candidates": ["person:ian-smith"]}),
        ("Prime Minister Smith", "1970", {"id": "person:ian-smith"}),
        ("President Johnson", "2009", {"id": None}),
        ("General Johnson", "2020", {"id": None}),
        ("UN Secretary-General", "2012", {"id": "person:ban-ki-moon"}),
        ("NATO Secretary General", "2012", {"id": "person:anders-fogh-rasmussen"}),
        ("Secretary General", "2012", {"id": None, "kind": "unnamed", "sector": "IGO"}),
        ("Foreign Minister Jorge Example of Uruguay", "2013", {"country": "URY", "kind": "person", "sector": "GOV"}),
        ("Minister Ann Example of Norway", "2013", {"country": "NOR", "name": "Ann Example", "sector": "GOV"}),
        ("Secretary of State John Kerry", "2015", {"id": "person:john-kerry", "role": "Secretary of State"}),
        ("King Abdullah of Jordan", "2012", {"id": "person:abdullah-ii", "role": "King"}),
        ("Prime Minister Modi of India", "2015", {"id": "person:narendra-modi"}),
        ("former Senator Clinton", "2011", {"id": "person:hillary-clinton", "sector": "ELI"}),
        ("Dr. Angela Merkel", "2010", {"id": "person:angela-merkel", "role": "Chancellor"}),
        ("Iran’s Hassan Rouhani", "2015", {"id": "person:hassan-rouhani", "role": "President"}),
        ("the late Hugo Chavez", "2015", {"id": "person:hugo-chavez", "role": None, "sector": "ELI"}),
        ("'Angela Merkel'", "2010", {"id": "person:angela-merkel"}),
        ("\N{FIRE} * Angela Merkel \N{FIRE}", "2010", {"id": "person:angela-merkel"}),
    ],
)
def test_a_title_and_a_name(text: str, day: str | None, expected: dict[str, Any]) -> None:
    found = legation.resolve(text, day).as_dict()
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("text", ["Smith", "Mr Smith"])
def test_a_head_of_long_ago_is_no_guess_for_a_common_name(text: str) -> None:
    found = legation.resolve(text, "2017")
    assert found.id is None
    assert "person:ian-smith" in found.candidates


def test_a_polite_form_before_a_town_is_a_name() -> None:
    assert legation.resolve("Sir Alex Ferguson").nobody


def test_a_name_of_several_is_not_said_to_be_absent() -> None:
    found = legation.resolve("Prime Minister Smith", "2017")
    assert "not in the tables" not in found.why[0]
