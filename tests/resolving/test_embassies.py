"""Embassies stand in another state: whoever is before them is of that, and a task is none of them."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

CASES: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "a crowd where the report is filed": (
        "[A crowd] outside the Danish embassy burned flags.",
        "NEW DELHI",
        ("group:IND:CVL:crowd",),
    ),
    "a crowd in the town of the embassy": (
        "[Protesters] gathered outside the Danish embassy in Cairo.",
        "OSLO",
        ("group:EGY:CVL:protesters",),
    ),
    "its officials are its state's": (
        "[Officials] at the Danish embassy said so.",
        "CAIRO",
        ("group:DNK:GOV:officials",),
    ),
    "a mission that speaks": ("[The Danish mission] in Juba said it was closed.", None, ("org:DNK-embassy",)),
    "a mission that is a task": ("The Dutch cabinet fell over [the Afghan mission].", None, ()),
    "no state has one in its own capital": (
        "Mexico sued after [the embassy in Quito] was stormed.",
        None,
        ("org:MEX-embassy",),
    ),
    "that of the ambassador": (
        "Japan's minister told the Chinese ambassador that it was wrong. [The embassy] did not answer calls.",
        "TOKYO",
        ("org:CHN-embassy",),
    ),
    "a task that goes on": ("[The mission] would not stop there, the Danish minister said.", "OSLO", ()),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_is_at_an_embassy(case: tuple[str, str | None, tuple[str, ...]]) -> None:
    text, dateline, ids = case
    assert who(text, "1999-06-13", dateline) == ids


def test_reporters_at_an_embassy_are_nobody_s() -> None:
    text = "Sartaj Aziz told reporters at the Pakistan High Commission that Delhi was calm."
    assert actor(text, "group:-:JRN:reporters", "1999-06-13", "NEW DELHI").country is None
