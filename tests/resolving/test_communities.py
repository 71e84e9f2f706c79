"""Peoples and regions within states count for the state, and are none of its office-holders or bodies."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

CASES = {
    "rebels of a province": ("[Katangan rebels] fled to Angola.", "1978-05-20", ("group:COD:REB:rebels",)),
    "a people": ("Canada listened to [Walloons] and Danes.", "2016-10-20", ("group:BEL:CVL:walloons",)),
    "townspeople": ("[Berliners] cheered the envoy of France.", "1963-06-26", ("group:DEU:CVL:berliners",)),
    "a head of government of a region": (
        "[The Bavarian premier] met the envoy of Chile.",
        "2015-06-01",
        ("unnamed:DEU:GOV:premier",),
    ),
    "a body of a region": ("[The Tyrolean government] wrote to Italy.", "1961-06-01", ("org:AUT-tyrolean-government",)),
    "a region of two words": (
        "[British Columbian fishermen] blocked a ferry.",
        "1997-07-22",
        ("group:CAN:AGR:fishermen",),
    ),
    "in the days of an earlier state": (
        "[Siberian miners] struck for bread.",
        "1989-07-12",
        ("group:SUN:LAB:miners",),
    ),
    "written small": ("A tribe of [shans] left.", None, ()),
}


@pytest.mark.parametrize("name", CASES)
def test_who(name: str) -> None:
    marked, day, ids = CASES[name]
    assert who(marked, day) == ids


DATELINES = {
    "a seat of many": (
        "Strikers closed the port and [the Government] wept.",
        "BRUSSELS, March 14",
        "2022-03-14",
        "BEL",
    ),
    "an earlier state": ("Miners marched and [the Government] wept.", "PRAGUE, March 14", "1968-03-14", "CSK"),
    "a town of two states": ("Miners marched and [the Government] wept.", "ADEN, March 14", "1975-03-14", "YMD"),
    "today": ("Miners marched and [the Government] wept.", "PRAGUE, March 14", "2022-03-14", "CZE"),
}


@pytest.mark.parametrize("name", DATELINES)
def test_government_of_a_dateline(name: str) -> None:
    marked, dateline, day, state = DATELINES[name]
    assert who(marked, day, dateline) == (state,)


SHORT = {
    "the Twelve": ("[The Twelve] asked for a truce in Slovenia.", "1991-06-28", ("org:EC",)),
    "the International Court": ("[The International Court] asked France to wait.", "1973-06-23", ("org:ICJ",)),
    "the Agency": ("Iran shut out [the Agency].", "2022-06-09", ("org:IAEA",)),
    "the CIA is another agency": ("Iran accused the CIA; [the Agency] was silent.", "2022-06-09", ("org:usa-cia",)),
    "the Commons": ("The seizure was condemned in [the Commons].", "2019-07-22", ("GBR",)),
    "Amnesty": ("Greek islanders struck, and [Amnesty] condemned the bargain.", "2016-03-18", ("org:Amnesty",)),
    "an amnesty": ("[Amnesty] for rebels was refused by Chad.", "2016-03-18", ()),
    "a province of its day": ("[East Pakistan] voted.", "1970-12-07", ("PAK",)),
    "Dominican Army": ("Invaders fell, said the [Dominican] envoy.", "1959-06-25", ("DOM",)),
}


SHIPS = {
    "a town's name": ("A missile sank [HMS Sheffield].", "1982-05-05", ("org:hms-sheffield",)),
    "a man's name, with dots": ("Bombers hit [U.S.S. Cole] in Yemen.", "2000-10-13", ("org:u-s-s-cole",)),
    "with a preposition": (
        "[HMS Prince of Wales] of the Royal Navy left Chile.",
        "2023-05-05",
        ("org:hms-prince-of-wales",),
    ),
}


@pytest.mark.parametrize("name", SHIPS)
def test_ship(name: str) -> None:
    marked, day, ids = SHIPS[name]
    assert who(marked, day) == ids


def test_state_of_a_ship() -> None:
    assert actor("A missile sank HMS Sheffield.", "org:hms-sheffield", "1982-05-05").country == "GBR"


@pytest.mark.parametrize("name", SHORT)
def test_short_name(name: str) -> None:
    marked, day, ids = SHORT[name]
    assert who(marked, day) == ids
