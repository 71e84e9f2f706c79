"""Parties are compared as states and bodies, never as the code that all bodies of several states have."""

import pytest

from legation.link.levels import level
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
