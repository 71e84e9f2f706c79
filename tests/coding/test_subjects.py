"""Who has spoken or moved by the words of the verb, and what pulling back, colliding and naming tell."""

import pytest

from coding.conftest import Code
from coding.test_losses import sides

pytestmark = pytest.mark.model


def test_who_stands_for_who_has_urged(code: Code) -> None:
    found = code(
        "Kenya's vice-president spoke in Brussels, where he asked European governments to put the group on a list. He "
        "met Javier Solana, who urged restraint on all sides.",
        "2008-03-05",
    )
    assert [actors for actors, _ in sides(found, "REQUEST", "urged")] == [{"person:javier-solana"}]


def test_troops_are_not_moved_at_who_judges_it(code: Code) -> None:
    found = code(
        "Uganda pledged support for Chad and denounced provocative manoeuvres by Sudan, which has moved troops toward "
        "the frontier."
    )
    assert sides(found, "MOBILIZE") == [({"SDN"}, {"TCD"})]


def test_who_pulls_back_his_troops_breaks_nothing_off(code: Code) -> None:
    found = code("Eritrea pulled its troops out of Badme on Sunday and informed the Ethiopian embassy in a note.")
    assert sides(found, "SANCTION") == []
    assert sides(found, "RETREAT") == [({"ERI"}, set())]


def test_ships_that_collide_hold_no_talks(code: Code) -> None:
    found = code(
        "Denmark and Sweden quarrel over fish. The Danish trawler Falmouth and the Swedish gunboat Tyr collided on "
        "Thursday evening, in the gravest clash of the dispute so far."
    )
    assert sides(found, "CONSULT") == []
    assert len(sides(found, "ASSAULT", "collided")) == 1


def test_interests_collide_without_a_blow(code: Code) -> None:
    found = code("Chile's interests collided with those of Peru.")
    assert sides(found, "ASSAULT") == []


def test_whoever_is_called_a_liar_was_not_telephoned(code: Code) -> None:
    found = code(
        "MOSCOW - Mr Medvedev called his Georgian colleague a criminal and a liar, and observed a minute of silence "
        "for the dead man.",
        "2012-08-08",
    )
    assert [event.type for event in found] == ["ACCUSE"]


def test_who_will_send_no_troops_turns_down_nothing(code: Code) -> None:
    found = code(
        "Somalia accused Kenya of aggression. President Uhuru Kenyatta has said that he will not send troops to the "
        "border.",
        "2018-03-05",
    )
    assert sides(found, "REJECT") == []


def test_who_protests_at_a_killing_was_not_killed(code: Code) -> None:
    found = code(
        "NAIROBI - Somalia and Kenya quarrel. Kenya's president ordered ten battalions to the border with Somalia on "
        "Sunday and closed the embassy in protest at the killing of a rebel commander on Sudanese soil.",
        "2008-03-05",
    )
    assert all(not recipients for _, recipients in sides(found, "ASSAULT"))


def test_no_other_state_is_caught_in_rebels(code: Code) -> None:
    found = code(
        "NAIROBI - Kenya's minister told the meeting that his country would not do it again. Somalia's army said on "
        "Monday that it had dismantled two camps near the border and arrested five suspected militants.",
        "2008-03-02",
    )
    assert [recipients for _, recipients in sides(found, "COERCE", "arrested")] == [{"group:-:UAF:militants"}]


def test_whose_country_was_attacked_is_not_accused(code: Code) -> None:
    found = code("NAIROBI - Kenya was attacked on Monday. The minister said his country had been attacked.")
    assert sides(found, "ACCUSE") == []


def test_a_raid_that_is_rejected_took_place(code: Code) -> None:
    found = code("NAIROBI - Uganda rejected Kenya's raid into Somalia.")
    assert [event.status for event in found if event.type == "ASSAULT"] == ["actual"]
