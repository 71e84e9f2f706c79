"""Bodies without an owner by whom they address and where they speak; who is called in; who speaks for a body."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

# Two quarrelling states, of which the first one is named more often.
TWO = "Peru and Chile quarrel over water. Peru blamed Chile. Lima closed a road. "
FOREIGN = "org:CHL-foreign-ministry"
BODIES: dict[str, Case] = {
    "whoever urges Peru is not Peru's": (TWO + "[The foreign ministry] urged Lima to wait.", None, (FOREIGN,)),
    "nor whoever sends it a note": (TWO + "[The government] sent a note of protest to Peru.", None, ("CHL",)),
    "nor whoever calls in its envoy": (TWO + "[The government] summoned the Peruvian ambassador.", None, ("CHL",)),
    "nor whoever expels its envoy, of whom it was told before": (
        TWO + "The Peruvian ambassador left. His government was silent. [The government] said it was expelling the "
        "envoy.",
        None,
        ("CHL",),
    ),
    "his who was told something": (
        TWO + "Chile's president summoned the Peruvian ambassador, who was told that [his government] must pay.",
        None,
        ("PER",),
    ),
    "nor by a second verb": (TWO + "[The government] was angry and accused Lima of theft.", None, ("CHL",)),
    "whoever urges Chile": (TWO + "[The government] urged Santiago to wait.", None, ("PER",)),
    "nor the ministry spoken of last": (
        TWO + "Peru's foreign ministry was silent. [The foreign ministry] thanked Lima.",
        None,
        (FOREIGN,),
    ),
    "the one left of those named": ("Peru wrote to Chile. [The government] thanked Peru.", None, ("CHL",)),
    "where it speaks": (TWO + "In Oslo [the government] offered help.", None, ("NOR",)),
    "of the state that answered": (
        TWO + "Chile tells it differently. [The foreign ministry] denied it.",
        None,
        (FOREIGN,),
    ),
    "of the state whose capital answered": (
        TWO + "Santiago was silent. [The foreign ministry] slept.",
        None,
        (FOREIGN,),
    ),
    "not of the state that acted": (
        "Greece and Turkey quarrel. Turkey sent jets. [The foreign ministry] protested.",
        None,
        ("unnamed:-:GOV:foreign-ministry",),
    ),
    "not across paragraphs": (
        "Greece and Turkey quarrel. Turkey denied it.\n\n[The foreign ministry] protested.",
        None,
        ("unnamed:-:GOV:foreign-ministry",),
    ),
    "a third one in its own town": (TWO + "[The government] in Oslo offered help to Peru.", None, ("NOR",)),
}
CALLED_IN: dict[str, Case] = {
    "beside the envoy": (
        TWO + "The government summoned the Peruvian envoy and expelled [two attachés].",
        None,
        ("group:PER:GOV:attaches",),
    ),
    "of whom nothing is said": (TWO + "The government expelled [two attachés].", None, ("group:-:GOV:attaches",)),
}
RULING: dict[str, Case] = {
    "who took power somewhere": ("[The soldiers] who seized power in Niger left.", None, ("group:NER:MIL:soldiers",)),
    "who fought somewhere": ("[The soldiers] who fought in Niger left.", None, ("group:-:MIL:soldiers",)),
}
SPEAKING_FOR: dict[str, Case] = {
    "the envoy of the bloc": (
        "The European Union met. The bloc was split. [The bloc's envoy] left.",
        None,
        ("unnamed:EUR:IGO:european-union-envoy",),
    ),
    "the chief of the alliance, who is no general named before": (
        "NATO met General Mark Milley. [The alliance's chief] left.",
        "2022-05-01",
        ("person:jens-stoltenberg",),
    ),
}
TOGETHER: dict[str, Case] = {
    "both, of whom the subject is none": (
        TWO + "President Boluarte left. Envoy Juan Soto met [both].",
        None,
        ("CHL", "PER"),
    ),
    "those whom one word named last": (
        TWO + "Brazil and Bolivia were silent. Norway invited both sides. [The two governments] accepted.",
        None,
        ("CHL", "PER"),
    ),
    "those whom a list named last": (
        TWO + "Brazil and Bolivia were silent. [The two governments] were afraid.",
        None,
        ("BOL", "BRA"),
    ),
    "neighbours are those of the quarrel": (
        TWO + "Brazil and Bolivia were silent. Norway urged [the two neighbours] to talk.",
        None,
        ("CHL", "PER"),
    ),
}

SIDES: dict[str, Case] = {
    "not of who urges them": (
        "India and Pakistan exchanged fire. China urged [both sides] to wait.",
        None,
        ("IND", "PAK"),
    ),
    "nor of who called on them before": (
        "Armenia accused Azerbaijan. Russia called on both sides to stop. Norway urged [both sides] to talk.",
        None,
        ("ARM", "AZE"),
    ),
    "of those who met": (
        "Brazil and Colombia protested. Chile's envoy met Peru's president for two hours; [neither side] said more.",
        None,
        ("CHL", "PER"),
    ),
    "of those who spoke with one another": (
        "Brazil and Colombia protested. Chile spoke with Peru, and [both sides] agreed to wait.",
        None,
        ("CHL", "PER"),
    ),
    "one side of those who met is not both": (
        "Chile's envoy met Peru's president for two hours; [the Peruvian side] said no more.",
        None,
        (),
    ),
    "of those who agree": ("India and China agreed that [both sides] would pull back.", None, ("CHN", "IND")),
    "leaders are no ministers": (
        "President Macron met Chancellor Olaf Scholz. Minister Catherine Colonna praised it. [Both leaders] left.",
        "2023-06-06",
        ("person:emmanuel-macron", "person:olaf-scholz"),
    ),
}
ACTED_ON: dict[str, Case] = {
    "whom rulers detain, wherever it is told": (
        "DAKAR, March 12 (Wire) - Niger's junta detained [the interior minister].",
        "2024-03-12",
        ("person:mohamed-toumba",),
    ),
    "whom a parliament asks": (
        "NAIROBI, March 12 (Wire) - The Ugandan parliament asked [the president] to wait.",
        "2024-03-12",
        ("person:yoweri-museveni",),
    ),
    "not whom a visitor meets": (
        "LONDON, March 12 (Wire) - The French president met [the foreign secretary].",
        "2024-03-12",
        ("person:david-cameron",),
    ),
    "who is struck somewhere": (
        "DAKAR, March 12 (Wire) - Jihadists killed [nine soldiers] in Burkina Faso.",
        "2024-03-12",
        ("group:BFA:MIL:soldiers",),
    ),
}
NAMED_BEHIND: dict[str, Case] = {
    "a bloc": ("[The regional bloc] ECOWAS met.", None, ("org:ECOWAS",)),
    "an armed group": ("[The Lebanese militant group] Hezbollah fired rockets at Israel.", None, ("group:hezbollah",)),
}


def check(case: Case) -> None:
    text, day, ids = case
    assert sorted(who(text, day)) == sorted(ids)


@pytest.mark.parametrize("case", BODIES.values(), ids=BODIES)
def test_no_body_addresses_its_own_state(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", CALLED_IN.values(), ids=CALLED_IN)
def test_who_is_thrown_out_is_of_the_state_that_is_addressed(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", RULING.values(), ids=RULING)
def test_who_takes_power_in_a_state_is_of_it(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", SPEAKING_FOR.values(), ids=SPEAKING_FOR)
def test_who_serves_a_body_told_by_a_noun_counts_for_it(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", TOGETHER.values(), ids=TOGETHER)
def test_a_plural_takes_up_those_spoken_of_together_last(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", SIDES.values(), ids=SIDES)
def test_both_are_none_of_those_who_speak_to_them(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", ACTED_ON.values(), ids=ACTED_ON)
def test_offices_are_of_the_state_whose_organs_act_on_them(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", NAMED_BEHIND.values(), ids=NAMED_BEHIND)
def test_a_noun_before_the_name_of_a_body_is_that_body(case: Case) -> None:
    check(case)
