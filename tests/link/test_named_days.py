"""The days that a sentence names, counted from the day of publication."""

from datetime import date

import pytest

from legation.link import named_days

WEDNESDAY = date(2024, 1, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on Monday and again yesterday.", {"2024-01-15", "2024-01-16"}),
        ("The envoys met on Wednesday.", {"2024-01-17"}),
        ("They met last night.", {"2024-01-16"}),
        ("They met on 9 January, not on Jan. 10th.", {"2024-01-09", "2024-01-10"}),
        # Without a year it is the one before, where it would lie far ahead; with a year it is that.
        ("Since 29 December the border is shut.", {"2023-12-29"}),
        ("The treaty of 4 March 1998 lapsed.", {"1998-03-04"}),
        ("The treaty of March 4, 1998 lapsed.", {"1998-03-04"}),
        ("The heads met on the 8th and on the 30th.", {"2024-01-08", "2023-12-30"}),
        ("In March 1998 some 31 April fools may march 400 miles.", set()),
        ("May 2023 was calm.", set()),
        ("Monday's raid, Sunday's answer", {"2024-01-15", "2024-01-14"}),
    ],
)
def test_named_days(text: str, expected: set[str]) -> None:
    found = named_days.load().days(text, WEDNESDAY.toordinal())
    assert {date.fromordinal(day).isoformat() for day in found} == expected
