"""What a row of a table must hold: the bundled tables pass, and dates are compared as exactly as they say."""

from datetime import date

import pytest

from legation import vetting
from legation.tables import csv_rows


def test_the_bundled_tables_would_pass() -> None:
    index = vetting.bundled()
    faults = [
        (row, reason)
        for table in vetting.TABLES[:5]
        for row in csv_rows(f"actors/{table}.csv")
        if (reason := vetting.fault(table, row, index))
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("since", "until", "fault"),
    [
        ("2020", "", None),
        ("2020-02-29", "2020", None),
        ("2020-05", "2020-05", None),
        ("", "2020", None),
        ("2021-02-29", "", "'2021-02-29' is no date: write 2024-10-25, 2024-10 or 2024"),
        ("20", "", "'20' is no date: write 2024-10-25, 2024-10 or 2024"),
        ("0000", "", "'0000' is no date: write 2024-10-25, 2024-10 or 2024"),
        ("2020-05-02", "2020-04", "it ends (2020-04) before it begins (2020-05-02)"),
    ],
)
def test_dates(since: str, until: str, fault: str | None) -> None:
    assert vetting.date_fault(since, until) == fault


def test_a_span_is_the_shortest_that_the_dates_can_mean() -> None:
    assert vetting.span("2020", "2021-03") == (date(2020, 12, 31), date(2021, 3, 1))
    assert vetting.span("2020-02", "") == (date(2020, 2, 29), date.max)


def test_names_are_compared_without_article_and_kind_of_apostrophe() -> None:
    assert vetting.folded("the  People’s Party") == vetting.folded("People's Party")
