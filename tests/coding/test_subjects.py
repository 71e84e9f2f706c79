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


def test_who_condemns_strikes_into_others_was_not_struck(code: Code) -> None:
    found = code(
        "NAIROBI - Somalia and Kenya quarrel. The United States condemned Kenya's strikes into three of its neighbours "
        "on Thursday. France condemned Kenya's raid on Mogadishu. Somalia condemned Kenya's raid.",
        "2008-03-05",
    )
    assert all("USA" not in recipients for _, recipients in sides(found, "ASSAULT"))


def test_gunmen_abroad_are_not_of_their_victims_state(code: Code) -> None:
    found = code(
        "NAIROBI - Somalia and Kenya quarrel. On Saturday gunmen shot dead nine Kenyan labourers in Kismayo, on the "
        "Somali side. Kenya demanded an investigation.",
        "2008-03-05",
    )
    assert sides(found, "ASSAULT") == [({"group:-:UAF:gunmen"}, {"group:KEN:LAB:labourers"})]


def test_who_claims_attacks_has_made_them(code: Code) -> None:
    found = code(
        "DAMASCUS - Israeli jets struck a village in Syria on Tuesday, the Syrian foreign ministry said. "
        "Jerusalem said that the strike had been aimed at two bases of Hezbollah, a Shiite group that has claimed "
        "attacks on its security forces.",
        "2023-12-05",
    )
    assert [actors for actors, _ in sides(found, "ASSAULT", "attacks")] == [{"group:hezbollah"}]


def test_it_that_was_attacked_is_a_state(code: Code) -> None:
    found = code("NAIROBI - Somalia and Kenya quarrel. Kenya said it had been attacked.", "2008-03-05")
    assert sides(found, "ASSAULT") == [(set(), {"KEN"})]
