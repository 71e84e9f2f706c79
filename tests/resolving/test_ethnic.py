"""Peoples by the word for that of another state are no state; officials of a part of the world are of no one state."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

PEOPLES: dict[str, Case] = {
    "by the place where they act": ("[Ethnic Russians] marched in Riga.", None, ("group:LVA:CVL:ethnic-russians",)),
    "by the place behind them": (
        "A mob chased [ethnic Chinese] from Jakarta.",
        None,
        ("group:IDN:CVL:ethnic-chinese",),
    ),
    "without one": ("They met [ethnic Russians].", None, ("group:-:CVL:ethnic-russians",)),
    "by the state before them": ("[Bosnian Croats] fled.", "1993-05-01", ("group:BIH:CVL:bosnian-croats",)),
    "by its name": ("[Kosovo Albanians] voted.", None, ("group:XKX:CVL:kosovo-albanians",)),
    "by the state whose they are": ("NATO warned [Bosnia's Serbs].", "1994-05-01", ("group:BIH:CVL:serbs",)),
    "by the state behind them": ("The [Serbs] of Bosnia fled.", "1994-05-01", ("group:BIH:CVL:serbs",)),
    "one of them": ("A [Bosnian Croat leader] spoke.", "1993-05-01", ("unnamed:BIH:GOV:leader",)),
    "the rebels among them": ("[Ethnic Albanian rebels] hid.", "2001-05-01", ("group:-:REB:rebels",)),
    "a state's people alone": ("[Croats] fled.", "1993-05-01", ("HRV",)),
    "two peoples side by side": ("Bosnians and [Croats] fled.", "1993-05-01", ("HRV",)),
}
OF_MANY: dict[str, Case] = {
    "a continent's leaders": (
        "ACCRA, May 3 (WN) - [African leaders] met.",
        "2019-05-03",
        ("group:-:GOV:african-leaders",),
    ),
    "ministers of a sea's shores": (
        "DUBAI, May 3 (WN) - [Gulf ministers] met.",
        "2019-05-03",
        ("group:-:GOV:ministers",),
    ),
    "of two words": (
        "LIMA, May 3 (WN) - [South American officials] met.",
        "2019-05-03",
        ("group:-:GOV:officials",),
    ),
    "but plain officials": ("LIMA, May 3 (WN) - [Officials] met.", "2019-05-03", ("group:PER:GOV:officials",)),
}


@pytest.mark.parametrize("case", PEOPLES.values(), ids=PEOPLES)
def test_an_ethnic_group_is_of_the_state_where_it_lives(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


@pytest.mark.parametrize("case", OF_MANY.values(), ids=OF_MANY)
def test_officials_of_a_part_of_the_world_are_not_of_the_dateline(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids
