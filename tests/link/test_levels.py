"""Parties are compared as states and bodies, never as the code that all bodies of several states have."""

import pytest

from legation.link.levels import fronts, level
from legation.record_parts import ActorKind
from legation.records import Actor


@pytest.mark.parametrize(
    ("key", "country", "body", "expected"),
    [
        ("person:ola-berg", "NOR", None, "NOR"),
        ("org:ECOWAS", "IGO", None, "org:ECOWAS"),
        ("org:EU", "EUR", None, "org:EU"),
        ("org:UN-Security-Council", "UNO", None, "org:UN"),
        ("org:European-Council", "EUR", None, "org:EU"),
        ("person:who-presides-over-it", "BEL", "org:European-Council", "org:EU"),
        ("org:NAC", "IGO", None, "org:NATO"),
        ("org:ICJ", "UNO", None, "org:ICJ"),
        ("group:IGO:IGO:ecowas-leaders", "IGO", "org:ECOWAS", "org:ECOWAS"),
        ("person:a-secretary-general", "PRT", "org:UN", "org:UN"),
        ("person:nobody-knows", None, None, "person:nobody-knows"),
    ],
)
def test_an_actor_counts_as_its_body_its_country_or_itself(
    key: str, country: str | None, body: str | None, expected: str
) -> None:
    assert level(Actor(id=key, document="d1", name="N", kind="group", country=country, body=body)) == expected


@pytest.mark.parametrize(("sector", "expected"), [("OPP", "group:PER:OPP:critics"), ("GOV", "PER")])
def test_the_opposition_to_a_state_is_a_party_of_its_own(sector: str, expected: str) -> None:
    critics = Actor(id="group:PER:OPP:critics", document="d1", name="N", kind="group", country="PER", sector=sector)
    assert level(critics) == expected


def fighting(key: str, name: str, *, country: str = "COL", sector: str = "REB", kind: ActorKind = "group") -> Actor:
    return Actor(id=key, document="d1", name=name, kind=kind, country=country, sector=sector)


ELN = fighting("group:eln", "National Liberation Army")
FARC = fighting("group:farc", "Revolutionary Armed Forces of Colombia")
REBELS = fighting("group:COL:REB:rebels", "rebels")
SPEAKER = fighting("unnamed:COL:REB:rebel-spokesman", "a rebel spokesman", kind="unnamed")
OFFICER = fighting("unnamed:COL:REB:national-liberation-army-commander", "an ELN commander", kind="unnamed")
GUNMEN = fighting("group:COL:UAF:gunmen", "gunmen", sector="UAF")
MILITIA = fighting("unnamed:COL:PRM:militia-commander", "a militia commander", sector="PRM", kind="unnamed")
SOLDIERS = fighting("group:COL:MIL:soldiers", "soldiers", sector="MIL")


def test_who_fights_makes_claims_for_his_front() -> None:
    assert fronts([REBELS, SPEAKER, SOLDIERS]) == {REBELS.id: "group:COL:REB", SPEAKER.id: "group:COL:REB"}


def test_the_rebels_are_the_one_group_that_is_named() -> None:
    assert fronts([ELN, REBELS, SPEAKER]) == dict.fromkeys((ELN.id, REBELS.id, SPEAKER.id), ELN.id)


def test_gunmen_and_a_militia_are_not_the_rebels_who_are_named() -> None:
    found = fronts([ELN, GUNMEN, MILITIA])
    assert (found[GUNMEN.id], found[MILITIA.id]) == ("group:COL:UAF", "group:COL:PRM")


def test_of_two_groups_nobody_knows_which_unless_he_is_called_so() -> None:
    found = fronts([ELN, FARC, SPEAKER, OFFICER])
    assert (found[ELN.id], found[FARC.id]) == (ELN.id, FARC.id)
    assert (found[SPEAKER.id], found[OFFICER.id]) == ("group:COL:REB", ELN.id)
