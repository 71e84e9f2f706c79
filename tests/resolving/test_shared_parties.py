"""A party whose name many countries have is that of the country of which the text tells."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

CASES: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "filed from there": (
        "South Korea's parliament met. The opposition [Democratic Party] left. The White House said the U.S. was calm.",
        "SEOUL",
        ("group:dpk",),
    ),
    "and its people": (
        "South Korea's parliament met. The [Democrats] walked out of the parliament. The White House was calm.",
        "SEOUL",
        ("group:dpk",),
    ),
    "told of far more": (
        "In Hong Kong the [Democratic Party] rallied. Hong Kong's police and Hong Kong's courts slept. The U.S. too.",
        None,
        ("group:democratic-party-hk",),
    ),
    "the usual owner in its own capital": (
        "The [Democratic Party] said South Korea must wait. Seoul replied that the South Korean army was ready.",
        "WASHINGTON",
        ("group:democratic-party",),
    ),
    "the state before it": (
        "Canada watched the Norwegian [Conservatives] win.",
        "OTTAWA",
        ("group:conservative-party-of-norway",),
    ),
    "one that has none in the tables": ("The leader of Belgium's Flemish [Liberals] spoke in Canada.", None, ()),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whose_party_it_is(case: tuple[str, str | None, tuple[str, ...]]) -> None:
    text, dateline, ids = case
    assert who(text, "2024-12-05", dateline) == ids


def test_a_vice_president_is_not_the_president() -> None:
    text = "Vice President JD Vance met Danish envoys. They told him that [the president] was calm."
    assert who(text, "2026-01-15", "WASHINGTON") == ("person:donald-trump",)


def test_a_middle_surname_is_short_for_the_whole_name() -> None:
    assert who("Lars Brekke Rasmussen spoke. [Brekke] left.") == ("person:lars-brekke-rasmussen",)


def test_an_island_that_is_no_state() -> None:
    assert who("Greenland's premier said [the island] was not for sale to the United States.", "2026-01-15") == ("GRL",)
