"""Arabic names of several fathers and families are one person's, whatever is left out of them."""

import pytest

from legation.resolving.arabic import shorter, whole_name
from who_is_who import who

pytestmark = pytest.mark.model

Case = tuple[str, str, tuple[str, ...]]

CASES: dict[str, Case] = {
    "behind a shorter name of the table": (
        "Sheikh Tamim bin Hamad [al-Thani] spoke beside Sheikh Mohammed bin Abdulrahman al-Thani.",
        "2019-03-03",
        ("person:tamim-bin-hamad-al-thani",),
    ),
    "more fathers than the table has": (
        "Yusuf bin Alawi bin [Abdullah] flew home.",
        "2019-03-03",
        ("person:yusuf-bin-alawi",),
    ),
    "a cousin does not lead the state": (
        "[Hamad bin Jassim bin Jaber al-Thani] left.",
        "2003-03-03",
        ("person:hamad-bin-jassim-al-thani",),
    ),
    "another man of a known short name": (
        "Sheikh [Abdullah] al-Salem al-Sabah left.",
        "1961-03-03",
        ("person:abdullah-al-salim-al-sabah",),
    ),
    "by his father at the head of a sentence": (
        "Yusuf bin Alawi spoke. [Bin Alawi] left.",
        "2019-03-03",
        ("person:yusuf-bin-alawi",),
    ),
    "by his family at the head of a sentence": (
        "Khalid al-Wasmi, a poet, spoke. [Al-Wasmi] left.",
        "2019-03-03",
        ("person:khalid-al-wasmi",),
    ),
    "without his family": (
        "Fahd bin Omar al-Wasmi, a poet, spoke. [Fahd bin Omar] left.",
        "2019-03-03",
        ("person:fahd-bin-omar-al-wasmi",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whom_an_arabic_name_means(case: Case) -> None:
    text, day, ids = case
    assert who(text, day) == ids


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Omar", " bin Fahd al-Wasmi"),
        ("Omar", " Al Wasmi Al Hadi"),
        ("Omar", " ibn al-Wasmi"),
        ("Omar", ""),
    ],
)
def test_where_a_name_ends(name: str, rest: str) -> None:
    assert whole_name(f"{name}{rest} al-hamra left", len(name)) == len(name + rest)


def test_a_name_without_its_families() -> None:
    assert list(shorter("Omar bin Fahd al-Wasmi Al Hadi")) == ["Omar bin Fahd", "Omar bin Fahd al-Wasmi"]
    assert list(shorter("Omar al-Wasmi")) == []
    assert list(shorter("Omar al-Wasmi Brown al-Hadi")) == []
