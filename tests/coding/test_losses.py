"""Whose the dead are, who only tells of them, and what is asked of two or told of both."""

import pytest

from coding.conftest import Code
from legation.records import Event

pytestmark = pytest.mark.model

Sides = list[tuple[set[str], set[str]]]


def sides(found: list[Event], kind: str, trigger: str = "") -> Sides:
    """Who did an act of a type to whom, told by a word."""
    told = [e for e in found if e.type == kind and trigger in e.evidence[0].text]
    return [(set(e.actor), set(e.recipient)) for e in told]


def test_who_tells_of_his_own_dead_killed_nobody(code: Code) -> None:
    found = code("Chad and Libya fought. One Chadian soldier was killed and two were hurt, the Chadian army said.")
    assert sides(found, "ASSAULT", "killed") == [({"LBY"}, {"unnamed:TCD:MIL:soldier"})]


def test_who_tells_of_fighting_is_one_of_two_that_fight(code: Code) -> None:
    found = code(
        "Libyan jets bombed a post of Chad. A depot burned under Libyan fire on Sunday, the Chadian army said, as "
        "fighting went on."
    )
    both = {"LBY", "org:tcd-chad-national-army"}
    assert sides(found, "ASSAULT", "fighting") == [(both, both)]


def test_the_dead_of_one_side_were_killed_by_the_other(code: Code) -> None:
    found = code(
        "Sudanese and Ethiopian forces fought with rockets along the border. Sudan said six of its soldiers had been "
        "killed in two days."
    )
    assert sides(found, "ASSAULT", "killed") == [({"ETH"}, {"group:SDN:MIL:soldiers"})]


def test_the_army_that_killed_says_so_itself(code: Code) -> None:
    found = code("Malian troops killed three Nigerien soldiers, the Malian army said.")
    assert [actors for actors, _ in sides(found, "ASSAULT", "killed")] == [{"group:MLI:MIL:troops"}]


def test_nobody_is_arrested_by_one_another(code: Code) -> None:
    found = code(
        "Lao and Thai soldiers exchanged fire on Friday. Laos said Thai troops crossed into Lao territory. The foreign "
        "ministers of the two countries met. On Tuesday a court in Vientiane sentenced two Thai teachers to up to "
        "eight years in prison for espionage. The two, Somchai Kaewdee and Boun Vongsa, were arrested on the border in "
        "December.",
        "2011-02-09",
    )
    assert sides(found, "COERCE") == [(set(), {"person:somchai-kaewdee", "person:boun-vongsa"})]


def test_what_is_insisted_on_is_not_done(code: Code) -> None:
    found = code("Peru's minister insisted that the dispute be settled by Peru and Chile.")
    assert [event.type for event in found] == ["REQUEST"]


def test_what_is_called_for_is_not_done(code: Code) -> None:
    found = code(
        "The Security Council called on Monday for a lasting ceasefire between Mali and Niger and gave its backing to "
        "Ghana's attempts to mediate, leaving the two countries to negotiate under the eye of their neighbours."
    )
    assert not [event for event in found if event.type == "RETREAT"]


def test_who_ends_a_calm_stops_no_fighting(code: Code) -> None:
    found = code("Heavy fighting broke out between Mali and Niger on Saturday, ending eight months of calm.")
    assert {event.type for event in found} == {"ASSAULT"}


def test_a_request_that_is_not_granted_was_made(code: Code) -> None:
    found = code("The council did not agree to Chad's request for peacekeepers.")
    assert [event.status for event in found if event.type == "REQUEST"] == ["actual"]


def test_a_call_for_restraint_is_to_both(code: Code) -> None:
    found = code("Peru and Ecuador clashed again. Peru shelled a post of Ecuador. Brazil called for restraint.")
    assert sides(found, "REQUEST") == [({"BRA"}, {"PER", "ECU"})]


def test_who_offers_to_mediate_between_two_offers_it_to_both(code: Code) -> None:
    found = code(
        "Peru and Ecuador fought on Friday. Peru's foreign ministry lodged a protest with the Ecuadorian embassy in "
        "Lima and accused Ecuador of starting the fighting. Brazil, which chairs the Organization of American States "
        "this year, urged the two neighbours to stop fighting and offered to mediate."
    )
    assert sides(found, "AGREE", "offered") == [({"BRA"}, {"PER", "ECU"})]


def test_who_praises_an_accord_praises_those_who_made_it(code: Code) -> None:
    found = code(
        "Armenia and Azerbaijan agreed on a truce. Georgia's leader telephoned the presidents of Armenia and "
        "Azerbaijan. Italy praised the agreement."
    )
    assert sides(found, "SUPPORT") == [({"ITA"}, {"ARM", "AZE"})]


def test_who_is_said_to_have_fired_first_struck_not_who_says_so(code: Code) -> None:
    found = code(
        "Chad said that Libyan troops had shot at a post. Libya denied it and said that Chadian troops fired first as "
        "a patrol passed."
    )
    assert sides(found, "ASSAULT", "fired") == [({"group:TCD:MIL:troops"}, {"LBY"})]


def test_who_fires_across_a_border_strikes(code: Code) -> None:
    found = code("Egypt and Sudan quarrel. Egyptian troops fired rockets across the border on Sunday.")
    assert sides(found, "ASSAULT", "fired") == [({"group:EGY:MIL:troops"}, set())]


def test_this_is_denied_of_who_said_it(code: Code) -> None:
    found = code("Sudan said that Egyptian jets had bombed a post. Cairo denied this.")
    assert sides(found, "REJECT", "denied this") == [({"EGY"}, {"SDN"})]


def test_a_time_in_a_clause_on_the_subject_is_of_that_clause(code: Code) -> None:
    (event,) = code("Fiji, which leads the group this year, expelled two envoys of Tonga.", "2011-02-05")
    assert (event.type, event.date) == ("SANCTION", None)


def test_a_day_on_which_its_doers_met_dates_what_they_did(code: Code) -> None:
    text = "The leaders of Fiji, gathered in Suva on Friday, expelled two envoys of Tonga."
    (event,) = [event for event in code(text, "2011-02-05") if event.type == "SANCTION"]
    assert event.date is not None
    assert event.date.start == "2011-02-04"


def test_the_day_of_another_deed_is_not_the_day_of_this_one(code: Code) -> None:
    found = code("Five Malian soldiers captured on Friday were released by Niger.", "2011-02-09")
    assert [event.date for event in found if event.type == "RETREAT"] == [None]


def test_a_day_beside_the_verb_dates_it(code: Code) -> None:
    (event,) = code("Fiji, which leads the group this year, expelled two envoys of Tonga on Friday.", "2011-02-05")
    assert event.date is not None
    assert event.date.start == "2011-02-04"


def test_people_of_whom_the_reason_tells_are_not_refused(code: Code) -> None:
    found = code(
        "Kenya's defence minister, Aden Duale, called off a visit to Kampala on Wednesday. A government spokesman said "
        "the minister cancelled the trip because Ugandan media had reported that Kenya had conceded defeat."
    )
    assert "group:UGA:JRN:media" not in {key for _, struck in sides(found, "REJECT") for key in struck}
