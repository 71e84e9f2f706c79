"""Small places that no table knows lie in the state that the text is about, or in the one whose enemy strikes them."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, tuple[str, ...]]

TWO = "Peru and Chile quarrel over water. Peru blamed Chile. Lima closed a road. Santiago was angry. "
ONE = "Kenya raised taxes in June. Kenyan newspapers were angry. Kenya owes much. "
CASES: dict[str, Case] = {
    "shelled by the other": (TWO + "Peruvian soldiers shelled the village of [Kallawasi].", ("CHL",)),
    "shot at by the other": (TWO + "Chilean artillery fired at the town of [Kallawasi].", ("PER",)),
    "seized by the other": (TWO + "The hamlet of [Kallawasi] was seized by Chilean soldiers.", ("PER",)),
    "struck by whoever": (TWO + "Gunmen raided the village of [Kallawasi].", ()),
    "where the text is about one": (ONE + "Rain fell on the village of [Kallawasi].", ("KEN",)),
    "where nothing tells": ("Chilean soldiers shelled the village of [Kallawasi].", ()),
    "an airfield": (TWO + "Chilean jets bombed the airfield of [Kallawasi].", ("PER",)),
    "no place without its noun": (TWO + "Peruvian soldiers feared the wrath of [Kallawasi].", ()),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_place_of_no_table_lies_where_the_text_makes_it_likely(case: Case) -> None:
    text, ids = case
    assert who(text) == ids


def test_the_name_of_a_village_is_no_persons() -> None:
    assert not any(key.startswith("person:") for key in who(TWO + "Soldiers left the town of [Deir Kifa]."))


def test_what_is_once_called_a_place_is_one_everywhere() -> None:
    text = TWO + "Jets bombed Deir Kifa, an air base near Arica. The raid on [Deir Kifa] killed a guard."
    assert not any(key.startswith("person:") for key in who(text))
