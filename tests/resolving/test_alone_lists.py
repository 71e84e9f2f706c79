"""Lists and pairs of actors, and names that only look like somebody of a state."""

import pytest

import legation
from legation.knowledge import load
from legation.tables import yaml_table


@pytest.mark.parametrize(
    ("text", "day", "members"),
    [
        ("Angela Merkel and Emmanuel Macron", "2018", ["person:angela-merkel", "person:emmanuel-macron"]),
        ("Merkel and Macron", "2018", ["person:angela-merkel", "person:emmanuel-macron"]),
        ("President Putin and President Trump", "2018", ["person:vladimir-putin", "person:donald-trump"]),
        ("Merkel, Macron & Putin", "2018", ["person:angela-merkel", "person:emmanuel-macron", "person:vladimir-putin"]),
        ("Russia/Ukraine", None, ["RUS", "UKR"]),
        ("US-China", None, ["USA", "CHN"]),
        ("Sino-Russian", None, ["CHN", "RUS"]),
        ("Israel-Hamas", None, ["ISR", "group:hamas"]),
        ("Kim Jong Un and Moon Jae In", "2018", ["person:kim-jong-un", "person:moon-jae-in"]),
        ("Franco-German", None, ["FRA", "DEU"]),
        ("the presidents of Kenya and Uganda", "2009-05-01", ["person:mwai-kibaki", "person:yoweri-museveni"]),
        ("the Greek and Turkish foreign ministers", "2005", ["person:petros-molyviatis", "person:abdullah-gul"]),
    ],
)
def test_members_of_a_list(text: str, day: str | None, members: list[str]) -> None:
    found = legation.resolve(text, day)
    assert list(found.members) == members
    assert (found.id, found.kind, found.resolved) == (None, "group", True)


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel and Gunvald Example",
        "Gunvald Example and Angela Merkel",
        "Angela Merkel and Minister Example",
        "officials and Angela Merkel",
    ],
)
def test_nobody_is_chosen_from_a_list_that_is_not_all_known(text: str) -> None:
    found = legation.resolve(text, "2018")
    assert (found.id, found.members, found.resolved) == (None, (), False)


def test_titles_before_one_name_are_no_list() -> None:
    found = legation.resolve("Chancellor and party leader Angela Merkel", "2016")
    assert found.id == "person:angela-merkel"


def test_several_sectors_are_told_together() -> None:
    assert legation.resolve("Merkel and Macron", "2018").sector == "GOV"
    assert legation.resolve("NATO and Angela Merkel", "2018").sector is None


@pytest.mark.parametrize("text", ["Paris Hilton", "Jordan Peterson", "Jack London"])
def test_a_word_of_a_name_is_no_state(text: str) -> None:
    assert legation.resolve(text).nobody


def test_a_given_name_in_another_spelling() -> None:
    assert legation.resolve("Kim Jung Un", "2015").id == "person:kim-jong-un"


def test_prefixes_stand_for_states() -> None:
    known = load().known
    assert all(known[state].kind == "state" for state in yaml_table("resolve/alone.yaml")["prefixes"].values())
