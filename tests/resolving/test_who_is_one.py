"""Members of bodies, names that the name finder breaks off or takes for a firm's, and adverbs that are names."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[A member of the Danish delegation] said the talks had failed.", ("unnamed:DNK:GOV:delegation-member",)),
        ("[Members of Hezbollah] told reporters so.", ("group:LBN:REB:hezbollah-member",)),
        ("[A member of the European Union] blocked it.", ()),
        ("[Rajeshwar Tiwana of India], Mr. Smith's new representative here, said so.", ("person:rajeshwar-tiwana",)),
        ("[Ejup Vlasi], the mayor of the town, said so.", ("person:ejup-vlasi",)),
        (
            "Alassane Ouattara spoke. [Ouattara], speaking to reporters in Lagos, said so.",
            ("person:alassane-ouattara",),
        ),
    ],
)
def test_who_it_is(text: str, ids: tuple[str, ...]) -> None:
    assert who(text, "2012-05-01") == ids


def test_a_member_is_of_the_state_of_the_body() -> None:
    found = actor("A member of the Danish delegation said so.", "unnamed:DNK:GOV:delegation-member")
    assert (found.country, found.sector, found.kind) == ("DNK", "GOV", "unnamed")
