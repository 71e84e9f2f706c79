"""Ships called after men are no men."""

import pytest

from who_is_who import who

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
