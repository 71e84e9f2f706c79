"""Ships called after men are no men."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "by what it does": ("The [Charles de Gaulle] sailed for Lebanon.", ("org:charles-de-gaulle",)),
    "by what is done to it": ("Rebels sank the [Ronald Reagan].", ("org:ronald-reagan",)),
    "by the noun before it": ("A submarine hit the cruiser [General Belgrano].", ("org:general-belgrano",)),
    "a man who sails": ("[Charles de Gaulle] sailed for Lebanon.", ("person:charles-de-gaulle",)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_ship_is_no_man_of_its_name(case: tuple[str, tuple[str, ...]]) -> None:
    text, ids = case
    assert who(text, "2018-05-03") == ids


def test_a_day_behind_a_vessel_is_no_ship() -> None:
    assert who("They boarded the vessel [Tuesday].", "2018-05-03") == ()


@pytest.mark.parametrize(
    ("text", "name", "flag"),
    [
        ("A submarine torpedoed the Argentine cruiser General Belgrano.", "general-belgrano", "ARG"),
        ("Iran seized the British-flagged oil tanker Stena Impero.", "stena-impero", "GBR"),
        ("Iran seized Britain's tanker Stena Impero.", "stena-impero", "GBR"),
        ("Iranian gunmen aboard the tanker Stena Impero waved.", "stena-impero", None),
        ("The frigate Falmouth rammed an Icelandic trawler.", "falmouth", None),
    ],
)
def test_a_ship_is_of_the_state_before_its_noun(text: str, name: str, flag: str | None) -> None:
    assert actor(text, f"org:{name}", "2019-07-20").country == flag
