"""A title behind the place in which its holder is: the place tells whose it is and is no part of it."""

import pytest

from who_is_who import actor

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "key", "role", "country"),
    [
        ("In Bonn Chancellor Ludwig Erhard spoke.", "person:ludwig-erhard", "Chancellor", "DEU"),
        ("Late on Monday in Lima President Ana Quispe spoke.", "person:ana-quispe", "President", "PER"),
        ("In Peru former President Ana Quispe spoke.", "person:ana-quispe", "former President", "PER"),
        ("In Peru's President Ana Quispe he saw a friend.", "person:ana-quispe", "Peru's President", "PER"),
        ("He saw a friend in Peruvian President Ana Quispe.", "person:ana-quispe", "Peruvian President", "PER"),
    ],
)
def test_the_role_of_a_person(text: str, key: str, role: str, country: str) -> None:
    found = actor(text, key, "1965-03-03")
    assert (found.role, found.country) == (role, country)
