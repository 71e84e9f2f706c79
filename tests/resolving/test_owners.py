"""Whose somebody is: a body's through titles of several parts, through its servants, and for a part of the world."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

ASEAN = "group:IGO:IGO:association-of-southeast-asian-nations"
CARICOM = "group:IGO:IGO:caribbean-community"

OWNED: dict[str, Case] = {
    "soldiers whom a state has abroad": (
        "France, which has [about 1,500 troops] in Niger, suspended aid.",
        "2023-07-30",
        ("group:FRA:MIL:troops",),
    ),
    "soldiers whom it sends there": (
        "Rwanda sent [4,000 troops] to Congo.",
        "2023-07-30",
        ("group:RWA:MIL:troops",),
    ),
    "the soldiers of whom the place tells": (
        "France trains [soldiers in Niger].",
        "2023-07-30",
        ("group:NER:MIL:soldiers",),
    ),
    "an armed group by its name and a noun": (
        "[The Houthi movement] attacked a ship.",
        "2024-01-12",
        ("group:houthis",),
    ),
    "behind a title of several parts": (
        "[The heads of state and government of ASEAN] wrote to Peru.",
        "2019-06-01",
        (f"{ASEAN}-heads",),
    ),
    "an organ with such a title": (
        "[The Assembly of Heads of State of the African Union] wrote to Peru.",
        "2019-06-01",
        ("group:IGO:LEG:african-union-assembly",),
    ),
    "a parliament of several states": (
        "[The parliament of ECOWAS] wrote to Peru.",
        "2019-06-01",
        ("group:IGO:LEG:economic-community-of-west-african-states-parliament",),
    ),
    "the spokesman of one who serves a body": (
        "[Christine Lagarde's spokesman] wrote to Peru.",
        "2015-06-01",
        ("unnamed:IGO:IGO:international-monetary-fund-spokesman",),
    ),
    "a body that a noun behind them takes up": (
        "NATO has a summit in Ankara. [The defence chiefs of the alliance] wrote to Peru.",
        "2019-06-01",
        ("group:IGO:MIL:north-atlantic-treaty-organization-chiefs",),
    ),
    "a state that a noun behind them takes up": (
        "Jordan has a new budget. [The soldiers of the kingdom] wrote to Peru.",
        "2019-06-01",
        ("group:JOR:MIL:soldiers",),
    ),
    "what a body of several states has not": (
        "ASEAN wrote to Laos. The bloc feared [its generals].",
        "2019-06-01",
        ("group:LAO:MIL:generals",),
    ),
    "a minister is a state's": (
        "Gabon left the talks that the African Union had proposed, and [its foreign ministry] wrote to Peru.",
        "2019-06-01",
        ("org:GAB-foreign-ministry",),
    ),
    "ministers may be those of a body's members": (
        "The African Union met in Addis Ababa, and [its foreign ministers] wrote to Peru.",
        "2019-06-01",
        ("group:IGO:IGO:african-union-ministers",),
    ),
    "whom somebody of another state calls a colleague": (
        "François Mitterrand wrote to [his Moroccan colleague].",
        "1985-06-01",
        ("person:hassan-ii",),
    ),
    "whose flags somebody holds": (
        "Peru was calm. [Demonstrators with Chilean flags] sang.",
        "2019-06-01",
        ("group:-:CVL:demonstrators",),
    ),
    "a region whose body is named": (
        "The Pacific Islands Forum met in Suva. [Pacific leaders] wrote to Peru.",
        "2019-06-01",
        ("group:IGO:IGO:pacific-islands-forum-leaders",),
    ),
    "a region whose body is not": (
        "They met in Suva. [Pacific leaders] wrote to Peru.",
        "2019-06-01",
        ("group:-:GOV:leaders",),
    ),
    "a region with one body": ("[Caribbean leaders] wrote to Peru.", "2019-06-01", (f"{CARICOM}-leaders",)),
    "before it was founded": ("[Caribbean leaders] wrote to Peru.", "1961-06-01", ("group:-:GOV:leaders",)),
    "a region behind its leaders": (
        "[The presidents of West Africa] wrote to Peru.",
        "2019-06-01",
        ("group:IGO:IGO:economic-community-of-west-african-states-presidents",),
    ),
    "some of them": ("[Three Caribbean leaders] wrote to Peru.", "2019-06-01", ("group:-:GOV:leaders",)),
    "no state is the whole of its continent": (
        "[The American states] wrote to Chile.",
        "1975-06-01",
        ("group:-:GOV:states",),
    ),
}


@pytest.mark.parametrize("name", OWNED)
def test_whose(name: str) -> None:
    marked, day, ids = OWNED[name]
    assert who(marked, day) == ids


def test_leaders_of_a_region_are_not_those_of_the_dateline() -> None:
    text = "Belgium froze its aid. Belgium was angry. [The foreign ministers of the region] wrote to Peru."
    assert who(text, "2019-06-01", "GHENT, Belgium, June 1") == ("group:-:GOV:foreign-ministers",)


def test_a_title_holds_no_government() -> None:
    text = "[The Authority of Heads of State and Government of ECOWAS] met. The [Government] paid."
    assert who(text.replace("[The Auth", "The Auth").replace("ECOWAS] met", "ECOWAS met"), None, "ACCRA, June 1") == (
        "GHA",
    )
