"""Those out of office, standing in or yet to come, names without a title, and nouns by region and rule."""

import pytest

from who_is_who import who

ONCE = {
    "jailed": ("[Pakistan's jailed former prime minister] fell ill.", "2025-01-13", ("person:imran-khan",)),
    "exiled": ("[The exiled shah] was in Cairo.", "1980-04-02", ("person:mohammad-reza-pahlavi",)),
    "acting": ("[Israel's acting prime minister] visited the settlement.", "2006-02-02", ("person:ehud-olmert",)),
    "just out": ("[The former Bolivian president] flew to Mexico.", "2019-11-20", ("person:evo-morales",)),
    "long out": ("[The former Bolivian president] wrote a book.", "2012-11-20", ("unnamed:BOL:GOV:president",)),
    "late, of a body": ("[The late UN Secretary-General] was buried.", "1961-09-28", ("person:dag-hammarskjold",)),
    "elect": ("Crowds cheered President-elect [Obama].", "2008-11-25", ("person:barack-obama",)),
    "vice": ("[The US vice president] left.", "2024-05-01", ("person:kamala-harris",)),
    "vice with a hyphen": ("[India's vice-president] left.", "2024-05-01", ("person:jagdeep-dhankhar",)),
    "no longer vice": ("[India's former vice president] left.", "2024-05-01", ("unnamed:IND:GOV:vice-president",)),
    "shot": ("[The former Japanese prime minister] was shot.", "2022-07-09", ("person:shinzo-abe",)),
}
NAMES = {
    "no title": ("[Sukarno] spoke in Bandung.", "1955-04-18", ("person:sukarno",)),
    "office told before": (
        "The attorney general left Washington. [Kennedy] said nothing.",
        "1963-04-26",
        ("person:robert-f-kennedy",),
    ),
    "of a state's name": (
        "[Jordan], the new White House chief of staff, left.",
        "1979-07-26",
        ("person:hamilton-jordan",),
    ),
    "the state": ("[Jordan] closed the border. Amman gave no reason.", "1979-07-26", ("JOR",)),
}
NOUNS = {
    "region": ("Guyana and Venezuela met. [The English-speaking republic] gave way.", "2023-12-06", ("GUY",)),
    "the other region": ("Latvia and Venezuela met. [The Baltic republic] gave way.", "2023-12-06", ("LVA",)),
    "ruling party": ("Fidesz won the votes of Jobbik. [The ruling party] rejoiced.", "2018-06-20", ("group:fidesz",)),
    "king": ("[The king] met Mr Bush and flew home to Amman.", "1990-08-17", ("person:hussein-bin-talal",)),
}


@pytest.mark.parametrize(("text", "day", "ids"), ONCE.values(), ids=ONCE)
def test_who_was_in_office_or_will_be(text: str, day: str, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.parametrize(("text", "day", "ids"), NAMES.values(), ids=NAMES)
def test_names_that_stand_alone(text: str, day: str, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids


@pytest.mark.parametrize(("text", "day", "ids"), NOUNS.values(), ids=NOUNS)
def test_nouns_that_take_up(text: str, day: str, ids: tuple[str, ...]) -> None:
    assert who(text, day) == ids
