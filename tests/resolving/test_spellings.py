"""One person under all the ways in which news writes the name."""

import pytest

import small_world
from legation.resolving.spellings import People, Spellings

SPELLINGS = Spellings(small_world.VARIANTS)
PEOPLE = People(small_world.knowledge(), SPELLINGS)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("John Falk", "jon falk"),
        ("the Old Shore", "old shore"),
        ("Jon’s", "jons"),
        ("", ""),
    ],
)
def test_variants_are_one(name: str, key: str) -> None:
    assert SPELLINGS.key(name) == key


@pytest.mark.parametrize(
    ("name", "dense"),
    [
        ("Ahmadi-Nor", "ahmadinor"),
        ("Ahmedi Nor", "ahmadinor"),
        ("Al Ahmadi Nor", "ahmadinor"),
        ("Nor Al", "noral"),  # a particle at the end is a name
        ("", ""),
    ],
)
def test_parts_are_joined(name: str, dense: str) -> None:
    assert SPELLINGS.dense(name) == dense


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ida Lund", "person:ida-lund"),
        ("IDA LUND", "person:ida-lund"),
        ("Enna Quist", "person:enna-quist"),
        ("Quist Enna", "person:enna-quist"),  # where the family name comes first
        ("Lund Ida", None),
        ("Jon Alahmadi-Nor", None),
        ("John Ahmadinor", "person:john-ahmadi-nor"),
        ("Jon Falk", None),  # two bear it
        ("Lund", None),
        ("", None),
    ],
)
def test_a_full_name_is_one_persons(written: str, key: str | None) -> None:
    assert PEOPLE.find(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [("Ida Marie Lund", "person:ida-lund"), ("Ida Lund", None), ("Ida Marie Lunde", None), ("", None)],
)
def test_names_in_the_middle_may_be_more(written: str, key: str | None) -> None:
    assert PEOPLE.without_middle(written) == key


def test_many_names_sound_as_each_by_itself() -> None:
    names = ["bourhane", "ahmadinor", "okkoenneder", "phaissal"]
    assert SPELLINGS.sounds(names) == [SPELLINGS.sound(name) for name in names]
    assert SPELLINGS.sound("bourhanne") == SPELLINGS.sound("bourhan")
    assert SPELLINGS.sounds(["aab", "baa"])[0].startswith("ab")  # letters of two names are not double
