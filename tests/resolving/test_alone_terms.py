"""Who holds the one office that a phrase names by its body or place, and states named by who heads them."""

from typing import Any

import pytest

import legation


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        ("U.S. Secretary of State", "2010", "hillary-clinton"),
        ("CIA director", "2012-01-10", "david-petraeus"),
        ("the CIA chief", "2012-01-10", "david-petraeus"),
        ("FBI director", "2015", "james-comey"),
        ("House Speaker", "2015-06-01", "john-boehner"),
        ("IMF chief", "2012", "christine-lagarde"),
        ("the head of the IMF", "2012", "christine-lagarde"),
        ("World Bank president", "2015", "jim-yong-kim"),
        ("Kremlin spokesman", "2017", "dmitry-peskov"),
        ("mayor of London", "2017", "sadiq-khan"),
        ("governor of California", "2009", "arnold-schwarzenegger"),
        ("Scotland's first minister", "2017", "nicola-sturgeon"),
    ],
)
def test_the_holder_of_an_office_that_only_one_has(text: str, day: str, person: str) -> None:
    found = legation.resolve(text, day)
    assert (found.id, found.role, found.resolved) == (f"person:{person}", text, True)
    assert legation.resolve(text).id is None


@pytest.mark.parametrize(
    "text", ["deputy CIA director", "former IMF chief", "the police chief", "the CIA", "IMF staff", "Kremlin chiefs"]
)
def test_no_holder_for_what_is_another_post(text: str) -> None:
    found = legation.resolve(text, "2012-01-10")
    assert found.kind != "person"


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("the Biden administration", "2022", {"country": "USA", "sector": "GOV"}),
        ("the Merkel government", "2010", {"country": "DEU", "sector": "GOV"}),
        ("Assad regime", "2013", {"country": "SYR", "sector": "GOV"}),
        ("Putin spokesman", "2013", {"country": "RUS", "id": None, "office": None}),
        ("the Smith government", "2013", {"country": None}),
    ],
)
def test_a_head_names_the_state(text: str, day: str, expected: dict[str, Any]) -> None:
    found = legation.resolve(text, day).as_dict()
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "day", "country", "sector"),
    [
        ("Moro rebels", None, "PHL", "REB"),
        ("Shan villagers", None, "MMR", "CVL"),
        ("Tamil separatists", None, "LKA", "REB"),
        ("Papuan guerrillas", None, "IDN", "REB"),
        ("Tamil villagers", None, "", "CVL"),
        ("Welsh First Minister", None, "GBR", "GOV"),
        ("the Transnistrian leader", None, "MDA", "PRE"),
        ("EU finance ministers", None, "EUR", "GOV"),
        ("EU officials", None, "EUR", "IGO"),
        ("Taliban officials", "2022-05-01", "AFG", "GOV"),
        ("Taliban officials", "2012-05-01", "AFG", "REB"),
        ("Chief of Staff of the Israel Defense Forces", None, "ISR", "MIL"),
        ("West Bank", None, "PSE", ""),
        ("Katjusha", None, "", "MIL"),
    ],
)
def test_whose_and_what_by_the_words_around_a_noun(text: str, day: str | None, country: str, sector: str) -> None:
    found = legation.resolve(text, day)
    assert (found.country or "", found.sector or "") == (country, sector)


def test_a_ministry_of_the_forces_is_government_first() -> None:
    found = legation.resolve("Japan's Defense Ministry")
    assert (found.sector, found.second_sector) == ("GOV", "MIL")


def test_a_post_at_the_united_nations_has_an_article_of_its_own() -> None:
    found = legation.resolve("Peruvian ambassador to the United Nations")
    assert found.wiki == "Permanent Representative of Peru to the United Nations"
