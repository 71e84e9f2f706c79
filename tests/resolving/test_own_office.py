"""What an official says of "the president" is told of that of his own state, whoever was spoken of last."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

CASES: dict[str, Case] = {
    "a spokesman of the president": (
        "Vladimir Putin met President Donald Trump in Anchorage. Dmitry Peskov, the Kremlin spokesman, said"
        " [the president] had turned down the plan.",
        "2025-08-20",
        ("person:vladimir-putin",),
    ),
    "words before who says them": (
        "Vladimir Putin met President Donald Trump. [The president] had turned it down, Kremlin spokesman Dmitry"
        " Peskov said.",
        "2025-08-20",
        ("person:vladimir-putin",),
    ),
    "a head of government who is not named": (
        "Prime Minister Narendra Modi spoke in Delhi. Pakistan's foreign ministry said that [the prime minister]"
        " had offered an inquiry.",
        "2025-05-05",
        ("person:shehbaz-sharif",),
    ),
    "a president who only represents the state": (
        "President Macron arrived in Berlin. The German defence minister said that [the president] had"
        " promised weapons.",
        "2024-05-27",
        ("person:emmanuel-macron",),
    ),
    "who leads the state speaks of another one": (
        "President Donald Trump called. Prime Minister Benjamin Netanyahu said that [the president] had agreed.",
        "2025-07-08",
        ("person:donald-trump",),
    ),
    "who leads the state needs no title": (
        "President Isaac Herzog met President Donald Trump in Jerusalem. Benjamin Netanyahu said that [the president]"
        " had agreed.",
        "2025-07-08",
        ("person:donald-trump",),
    ),
    "whose state is named before": (
        "President Joe Biden spoke of Niger, where soldiers hold President Mohamed Bazoum. The State Department said"
        " that an envoy would travel to Niamey to seek [the president]'s release.",
        "2023-08-02",
        ("person:mohamed-bazoum",),
    ),
    "nobody speaks": (
        "Shehbaz Sharif called Prime Minister Narendra Modi. Pakistan waited, and [the prime minister] left.",
        "2025-05-05",
        ("person:narendra-modi",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_whose_president_an_official_speaks_of(case: Case) -> None:
    marked, day, whom = case
    assert who(marked, day) == whom
