"""Bare surnames of the holders of high office on the day, in texts that never introduce them."""

import pytest

from who_is_who import actor, who

pytestmark = pytest.mark.model

Case = tuple[str, str | None, tuple[str, ...]]

OF_THE_DAY: dict[str, Case] = {
    "foreign ministers whose states nobody names": ("Kerry met [Lavrov].", "2015-07-02", ("person:sergei-lavrov",)),
    "a defence minister": ("[Rumsfeld] said so.", "2003-07-02", ("person:donald-rumsfeld",)),
    "a word that a clause begins with": ("[Begin] met Sadat.", "1978-09-02", ("person:menachem-begin",)),
    "and a month": ("On Tuesday [May] expelled two envoys.", "2018-07-02", ("person:theresa-may",)),
}
OPEN: dict[str, Case] = {
    "a month that has something": ("Exports grew. [May] saw a rise.", "2018-07-02", ()),
    "a month of a day": ("In [May] Britain expelled two envoys.", "2018-07-02", ()),
}


@pytest.mark.parametrize("case", OF_THE_DAY.values(), ids=OF_THE_DAY)
def test_a_bare_surname_is_the_one_holder_of_high_office(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


@pytest.mark.parametrize("case", OPEN.values(), ids=OPEN)
def test_a_month_is_nobody(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


def test_a_surname_of_many_stays_open() -> None:
    key = who("They met [Johnson].", "2018-07-02")
    assert not actor("They met Johnson.", key[0], "2018-07-02").resolved


def test_who_has_left_office_stays_open() -> None:
    key = who("[Mattis] spoke.", "2024-07-02")
    assert not actor("Mattis spoke.", key[0], "2024-07-02").resolved


@pytest.mark.parametrize(
    ("text", "day", "known"),
    [
        ("Kenya shut its border with Tanzania. President [Samia] protested.", "2023-07-02", True),
        ("Kenya shut its border with Uganda. President [Samia] protested.", "2023-07-02", False),
        ("Kenya shut its border with Tanzania. President [Samia] protested.", "2019-07-02", False),
    ],
)
def test_a_head_of_state_by_a_first_name(text: str, day: str, known: bool) -> None:
    assert (who(text, day) == ("person:samia-suluhu-hassan",)) == known


def test_a_style_of_gazettes_is_no_initials() -> None:
    text = "H.E. Sergei Lavrov met the minister on Monday. She thanked H.E. [Lavrov]."
    assert who(text, "2020-09-12") == ("person:sergei-lavrov",)
