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


@pytest.mark.parametrize(
    ("text", "key", "country", "sector"),
    [
        ("In Ankara, Yasin Tekin, an adviser to Turkey's president, spoke.", "person:yasin-tekin", "TUR", "GOV"),
        ("Ban Ki-moon's deputy, Stephanie Holm, said so.", "person:stephanie-holm", None, "GOV"),
        ("A diplomat at the Egyptian embassy in Oslo said so.", "unnamed:EGY:GOV:diplomat", "EGY", "GOV"),
    ],
)
def test_whose_seconds_and_advisers_are(text: str, key: str, country: str | None, sector: str) -> None:
    found = actor(text, key, "2012-05-01", "BERLIN")
    assert (found.country, found.sector) == (country or found.country, sector)


def test_a_secretary_general_is_no_general() -> None:
    text = "Secretary General Ban Ki-moon spoke. A [general] wept. Ban Ki-moon left. [The general] slept."
    assert who(text.replace("[general]", "general"), "2012-05-01") != ("person:ban-ki-moon",)


def test_each_side_is_both() -> None:
    text = "India bombed Pakistan. Pakistan bombed India. [Each side] accused the other."
    assert who(text, "1965-09-10") == ("IND", "PAK")
