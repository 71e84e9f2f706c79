"""Towns are found by name; of several with one name, one that dwarfs the others."""

import pytest

from legation.knowledge import Knowledge
from legation.towns import Towns


@pytest.fixture(scope="module")
def towns() -> Towns:
    iso2 = {"FR": "FRA", "US": "USA", "NG": "NGA", "GB": "GBR", "DE": "DEU", "CL": "CHL", "AR": "ARG"}
    return Towns(Knowledge({}, (), {}, {}, (), {}, {}, iso2=iso2))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Paris", "FRA"),  # far larger than the one in Texas
        ("PARIS", "FRA"),
        ("Kano", "NGA"),
        ("Springfield", "USA"),  # many, but all in one country
        ("Karlsruhe", "DEU"),
    ],
)
def test_a_town_lies_in_a_country(towns: Towns, name: str, country: str) -> None:
    town = towns(name)
    assert town is not None
    assert (town.name.casefold(), town.country, town.kind) == (name.casefold(), country, "town")


def test_coordinates_are_degrees(towns: Towns) -> None:
    town = towns("Karlsruhe")
    assert town is not None
    assert town.lat == pytest.approx(49.0, abs=0.1)
    assert town.lon == pytest.approx(8.4, abs=0.1)


@pytest.mark.parametrize("name", ["Nowhere on Sea", "", "Santiago de", "Hamlet"])
def test_no_town(towns: Towns, name: str) -> None:
    assert towns(name) is None


def test_two_towns_of_like_size_are_neither(towns: Towns) -> None:
    assert towns("Cambridge") is None


def test_a_country_that_the_tables_lack_is_none(towns: Towns) -> None:
    town = towns("Sapporo")
    assert town is not None
    assert town.country is None
