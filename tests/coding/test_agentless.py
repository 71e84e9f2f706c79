"""Passives that name no doer: neither the ground, nor the loser, nor who tells of it has struck."""

import pytest

from coding.conftest import Code
from coding.test_losses import sides

pytestmark = pytest.mark.model


def test_the_ground_has_not_struck(code: Code) -> None:
    found = code("A helicopter was shot down on the Cambodian side of the border with Thailand on Monday, killing 3.")
    assert sides(found, "ASSAULT", "shot") == [(set(), {"KHM"})]


def test_whose_plane_is_shot_down_has_lost_it(code: Code) -> None:
    found = code("A Ugandan plane was shot down over Sudan on Monday, officials said. Rebels were blamed.")
    assert sides(found, "ASSAULT") == [(set(), {"UGA"})]


def test_a_model_is_an_aircraft(code: Code) -> None:
    found = code("A Ugandan Mi-24 was shot down over Sudan on Monday.")
    assert sides(found, "ASSAULT") == [(set(), {"UGA"})]


def test_what_a_blow_brings_is_not_done_by_whom_it_struck(code: Code) -> None:
    found = code("A Ugandan plane was shot down over Sudan, killing two of its crew.")
    assert [actors for actors, _ in sides(found, "ASSAULT", "killing")] == [set()]


def test_a_crew_is_of_the_craft_and_not_of_the_ground(code: Code) -> None:
    found = code(
        "YEREVAN - A few hours before the signatures, a Russian Mi-24 was shot down on the Armenian side of the border "
        "with Nakhchivan, killing two of its crew.",
        "2020-11-10",
    )
    assert sides(found, "ASSAULT", "killing") == [(set(), {"RUS"})]


def test_own_men_are_of_no_state_that_is_named_beside(code: Code) -> None:
    found = code(
        "A second member of al-Shabaab's council has been killed, this time by one of his own men, Kenya's defence "
        "minister said on Friday. France's foreign minister regretted it.",
        "2012-05-05",
    )
    assert [actors for actors, _ in sides(found, "ASSAULT", "killed")] == [set()]


def test_whose_missiles_are_fired_fires_them(code: Code) -> None:
    found = code("Iranian missiles were fired at Iraq on Sunday.")
    assert sides(found, "ASSAULT") == [({"IRN"}, {"IRQ"})]


@pytest.mark.parametrize(
    ("text", "word", "struck"),
    [
        ("Two Turkish drones shot down, Syria says. Ankara did not comment.", "shot", "TUR"),
        ("US drone shot down over Yemen\n\nThe drone fell near Saada on Monday.", "shot", "USA"),
        ("The French embassy was attacked in Niamey.", "attacked", "org:FRA-embassy"),
    ],
)
def test_a_bare_passive_tells_who_was_struck(code: Code, text: str, word: str, struck: str) -> None:
    assert sides(code(text), "ASSAULT", word) == [(set(), {struck})]


def test_who_lost_a_ship_has_not_seized_it(code: Code) -> None:
    found = code("Iranian tanker seized off Gibraltar\n\nThe ship carried oil, officials said.")
    assert sides(found, "COERCE", "seized") == [(set(), {"IRN"})]


@pytest.mark.parametrize(
    "text",
    [
        "Egypt and Sudan agreed on a truce, hours after rockets had hit Egyptian posts.",
        "Chad and Libya came to terms on a halt to the war, two days after bombs had hit Chadian posts and a barrage "
        "had been let loose on Libyan ones.",
    ],
)
def test_of_two_who_quarrel_one_was_struck(code: Code, text: str) -> None:
    found = sides(code(text), "ASSAULT")
    assert found
    assert all(len(recipients) == 1 and not actors & recipients for actors, recipients in found)


def test_what_burns_has_struck_nobody(code: Code) -> None:
    found = code("A Greek tanker was burning off the Libyan coast.")
    assert sides(found, "ASSAULT", "burning") == [(set(), {"GRC"})]


def test_a_spokesman_was_not_struck_himself(code: Code) -> None:
    found = code(
        "Turkish soldiers had illegally crossed the border at Zakho, said its spokesman, Tahsin al-Khafaji.",
    )
    assert sides(found, "ASSAULT", "crossed") == [({"group:TUR:MIL:soldiers"}, set())]


def test_nobody_is_the_doer_whom_only_another_sentence_names(code: Code) -> None:
    found = code(
        "DAMASCUS - Two Turkish drones were shot down over Idlib on Tuesday, the Syrian army said. The Turkish chief "
        "of staff rang his Russian colleague, defence minister Yasar Guler announced on Wednesday."
    )
    assert all("RUS" not in "".join(actors) for actors, _ in sides(found, "ASSAULT", "shot"))
    assert sides(found, "ASSAULT", "shot")


def test_who_tells_of_a_blow_that_befell_nobody_named_was_struck(code: Code) -> None:
    found = code(
        "KYIV — Sirens wailed and power was cut across the city after nightfall as drones bore down on the depots of "
        "Sumy, Ukrainian officials said. It was the second wave in a day. In the first Russia had aimed missiles at "
        "ten towns, every one of which was shot apart. Russia said that it had launched none."
    )
    assert sides(found, "ASSAULT", "cut") == [({"RUS"}, {"UKR"})]
