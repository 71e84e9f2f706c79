"""Whoever no table knows belongs to the state of whose minister, brother or spokesman the text makes him."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

# the phenomenon: a text, the id of somebody in it, the dateline, and the state
STATES: dict[str, tuple[str, str, str | None, str | None]] = {
    "the army's spokesman": (
        "Fiji's army sealed the port. The army's spokesman, Orm Tarvik, said it would stay.",
        "person:orm-tarvik",
        None,
        "FJI",
    ),
    "a daughter": (
        "Kenyan President Daniel arap Moi fell ill. The president's daughter, Lysa Tarvik, flew home.",
        "person:lysa-tarvik",
        None,
        "KEN",
    ),
    "a general whose army is told behind his name": (
        "General Orm Tarvik, commander of the Ecuadorean army, said 11 men had died.",
        "person:orm-tarvik",
        "LIMA",
        "ECU",
    ),
    "a bare title taken up again": (
        "Rebels came to the house of the French ambassador. The ambassador, Orm Tarvik, could not be reached.",
        "person:orm-tarvik",
        "ABIDJAN",
        "FRA",
    ),
    "the envoy of a body": (
        "The African Union has not spoken. Its envoy, Orm Tarvik, was sent home on Sunday.",
        "person:orm-tarvik",
        "ABIDJAN",
        None,
    ),
    "an official of whom no more is told": (
        "Deputy Finance Minister Orm Tarvik said the tax would stay.",
        "person:orm-tarvik",
        "LIMA",
        "PER",
    ),
    "a spokesman of whoever spoke before": (
        "The Togolese army condemned the raid on Monday. Army spokesman Orm Tarvik said that Ghana had fired.",
        "person:orm-tarvik",
        None,
        "TGO",
    ),
    "a spokesman behind a semicolon": (
        "Peru accused Chile of the raid. Chilean officials denied it; spokesman Orm Tarvik called it a lie.",
        "person:orm-tarvik",
        None,
        "CHL",
    ),
    "a spokesman of those who were attacked": (
        "Russia shelled the town of Kupiansk on Monday. Spokesman Orm Tarvik said ten had died.",
        "person:orm-tarvik",
        None,
        None,
    ),
    "a spokesman of somebody else": (
        "The Togolese army condemned the raid on Monday. Regional spokesman Orm Tarvik said ten had died.",
        "person:orm-tarvik",
        None,
        None,
    ),
    "a scholar by his seat": (
        "Orm Tarvik, a Khartoum-based analyst, said that neither would win.",
        "person:orm-tarvik",
        None,
        None,
    ),
}


@pytest.mark.parametrize(("text", "key", "dateline", "state"), STATES.values(), ids=STATES)
def test_the_state_of_somebody_new(text: str, key: str, dateline: str | None, state: str | None) -> None:
    assert actor(text, key, "1999-06-01", dateline).country == state


def test_a_role_keeps_the_words_around_a_hyphen() -> None:
    text = "Kofi Annan, the Secretary-General, thought the plan workable."
    assert actor(text, "person:kofi-annan", "1999-06-01").role == "the Secretary-General"


def test_who_has_been_named_goes_before_who_is_yet_to_be() -> None:
    text = (
        "Mr Nehru told reporters that India had read of the offer. [The Prime Minister] said no more. "
        "In Moscow Mr Khrushchev, the Soviet leader, kept silent."
    )
    assert who(text, "1962-11-21") == ("person:jawaharlal-nehru",)


def test_who_was_prime_minister_is_not_the_prime_minister() -> None:
    text = (
        "Gunmen hold Prime Minister Mahendra Chaudhry of Fiji. The former prime minister, Sitiveni Rabuka, is talking "
        "to them. Nobody has seen [the captive prime minister]."
    )
    assert who(text, "2000-05-25") == ("person:mahendra-chaudhry",)
