"""Whoever serves an international body counts for it; the body is known by short names, seats and offices too."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

# the phenomenon: a text with the phrase in square brackets, the day, and the ids
NAMED: dict[str, Case] = {
    "the council of the UN": (
        "Peru's delegate told [the Council] that the resolution came late.",
        "1982-06-11",
        ("org:UN-Security-Council",),
    ),
    "the council of the African Union": (
        "[The Peace and Security Council] met on Chad in Kampala.",
        "2021-05-14",
        ("org:AU-PSC",),
    ),
    "the Fund": ("Bolivia devalued its currency to please [the Fund].", "1984-03-01", ("org:IMF",)),
    "the Community in its days": ("Norway asked [the Community] for talks.", "1970-06-30", ("org:EC",)),
    "the Ten": (
        "The foreign ministers met in Brussels, and [the Ten] condemned the coup.",
        "1982-06-18",
        ("org:EC",),
    ),
    "the alliance": (
        "The secretary-general said that [the alliance] would move its headquarters.",
        "1966-05-01",
        ("org:NATO",),
    ),
    "Brussels before the Union": ("Sweden wrote to ask what [Brussels] would offer.", "1972-02-15", ("org:EC",)),
    "Brussels in Belgian news": ("Belgian troops left, [Brussels] announced.", "1994-04-12", ("BEL",)),
    "a name behind the article of another": (
        "Georgia left [the Commonwealth of Independent States].",
        "2008-08-18",
        ("org:CIS",),
    ),
    "what a sea begins": ("France left the command of [the Atlantic alliance].", "1966-03-10", ("org:NATO",)),
    "a seat": ("[The tribunal in Arusha] acquitted him.", "2001-04-19", ("org:ICTR",)),
    "the one secretary-general": (
        "Egypt wrote to [the Secretary-General] about Yemen.",
        "1963-04-29",
        ("person:u-thant",),
    ),
    "that of the body named": (
        "NATO met in Lisbon, and [the secretary-general] spoke.",
        "2001-06-01",
        ("person:george-robertson",),
    ),
    "a high commissioner": (
        "[The High Commissioner for Refugees] suspended the flights.",
        "2003-01-10",
        ("person:ruud-lubbers",),
    ),
    "by surname": ("Iraq gave [Mr. Annan] a paper.", "1998-02-24", ("person:kofi-annan",)),
}
OTHERS: dict[str, Case] = {
    "a council of a town": ("The mayor told [the Council] that the votes were counted.", "1982-06-11", ()),
    "another alliance": ("The party joined [the alliance] before the election in Brussels.", "1999-05-01", ()),
    "before it was": ("Norway asked [the Community] for talks.", "1950-06-30", ()),
}


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED)
def test_a_body_is_known_by_its_other_names(case: Case) -> None:
    text, day, expected = case
    assert who(text, day) == expected


@pytest.mark.parametrize("case", OTHERS.values(), ids=OTHERS)
def test_a_short_name_alone_is_nobody_s(case: Case) -> None:
    text, day, _ = case
    assert not any(key.startswith("org:") for key in who(text, day))


@pytest.mark.parametrize(
    ("text", "key", "body"),
    [
        ("NATO ministers met.", "group:IGO:MIL:north-atlantic-treaty-organization-ministers", "org:NATO"),
        ("Kofi Annan met Peru's president.", "person:kofi-annan", "org:UN"),
        ("Secretary-General Kofi Annan met Peru's president.", "person:kofi-annan", "org:UN"),
        ("UN envoy Ruritan Voss met rebels.", "person:ruritan-voss", "org:UN"),
        ("French ministers met.", "group:FRA:GOV:ministers", None),
    ],
)
def test_whoever_serves_a_body_is_tied_to_it(text: str, key: str, body: str | None) -> None:
    assert actor(text, key, "2003-05-01").body == body


def test_what_is_a_body_s_speaks_of_it() -> None:
    assert actor("Serbs answered the NATO raid.", "org:NATO").id == "org:NATO"
