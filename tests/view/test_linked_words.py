"""Linked records read as people write: days, sides, numbers, who copied whom."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crisis
from legation.records import Claim, DateRange, Development, Span, Spread
from legation.view import linked_words as words


def made(**fields: Any) -> Development:
    return replace(crisis.STRUCK, id="", **fields)


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2024-03-04", "2024-03-04", "day", "2024-03-04"),
        ("2024-03-04T10:00:00+01:00", "2024-03-04T10:00:00+01:00", "minute", "2024-03-04"),
        ("2024-03-04", "2024-03-06", "range", "2024-03-04 to 03-06"),
        ("2024-12-30", "2025-01-02", "range", "2024-12-30 to 2025-01-02"),
        ("2024-03-01", "2024-03-31", "month", "2024-03"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("1990-01-01", "1999-12-31", "decade", "1990 to 1999"),
    ],
)
def test_a_date_is_as_long_as_it_is_known(start: str, end: str, precision: Any, expected: str) -> None:
    assert words.when(made(date=DateRange(start=start, end=end, precision=precision))) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-05T08:00:00+01:00", "2024-03-05", "told 2024-03-05"),
        ("2024-03-05", "2024-03-07", "told 2024-03-05 to 03-07"),
        (None, None, "undated"),
    ],
)
def test_what_has_no_date_is_told_by_its_reports(first: str | None, last: str | None, expected: str) -> None:
    assert words.when(made(date=None, first_report=first, last_report=last)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (8, "8"),
        (12000, "12,000"),
        (2.5, "2.5"),
        (1_000_000, "1 million"),
        (2_200_000_000, "2.2 billion"),
        (1_234_567, "1,234,567"),
        (0, "0"),
    ],
)
def test_numbers_are_written_as_people_do(value: float, expected: str) -> None:
    assert words.number(value) == expected


@given(st.integers(0, 10**12))
def test_no_number_loses_a_digit(value: int) -> None:
    number, _, size = words.number(value).replace(",", "").partition(" ")
    assert round(float(number) * {"": 1, "million": 10**6, "billion": 10**9}[size]) == value


def test_a_spread_of_one_number_is_that_number() -> None:
    spreads = [Spread(unit="dead", low=8, high=12), Spread(unit="troops", low=3000, high=3000)]
    assert words.numbers(spreads) == "dead 8–12; troops 3,000"


@pytest.mark.parametrize(
    ("origins", "articles", "said", "expected"),
    [
        (1, 1, "one origin", ""),
        (1, 3, "one origin", "3 articles"),
        (1, 3, "disputed", "1 origin, 3 articles"),
        (2, 2, "corroborated", "2 origins"),
        (2, 4, "", "2 origins, 4 articles"),
    ],
)
def test_what_is_said_already_is_not_said_twice(origins: int, articles: int, said: str, expected: str) -> None:
    told = made(origins=origins, documents=tuple(f"{n}" for n in range(articles)))
    assert words.told_by(told, said) == expected


class Told:
    """Sources in which everybody is called as the records have it, and a claim is shown with its sentence."""

    def speaker(self, claim: Claim) -> str | None:
        return claim.speaker

    def origin(self, document: str) -> str:
        return document.partition("-")[0]

    def words(self, claim: Claim) -> str:
        return claim.says.text


def claim(document: str, words_: str) -> Claim:
    says = Span(start=0, end=len(words_), text=words_)
    return Claim(record=f"{document} {words_}", document=document, side="denied", says=says, speaker="SLD")


def test_two_things_that_one_speaker_denies_are_both_shown_and_copies_once() -> None:
    # What stands in longer words is told by them.
    claims = [claim("post", "the charge"), claim("post", "any loss"), claim("post-copy", "the charge")]
    claims += [claim("post", "denied any loss"), claim("post", "loss")]
    found = list(words.once(claims, Told()))  # type: ignore[arg-type]
    assert [(each.says.text, copies) for each, copies in found] == [("the charge", 1), ("denied any loss", 0)]
