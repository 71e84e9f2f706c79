"""Values of a TOML file are read as their kinds want them, or not at all."""

import tomllib
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.toml_values import EXPECTED, Kind, shown, span, value_of


def read(written: str, kind: Kind) -> Any:
    return value_of(tomllib.loads(f"a = {written}")["a"], kind)


@pytest.mark.parametrize(
    ("kind", "written", "found"),
    [
        ("text", '" a "', "a"),
        ("texts", '["a", " b c "]', ("a", "b c")),
        ("number", "0", 0),
        ("truth", "false", False),
        ("day", "2025-05-07", date(2025, 5, 7)),
        ("day", '"2025-05-07"', date(2025, 5, 7)),
        ("day", "2025-05-07T10:00:00", date(2025, 5, 7)),
        ("clock", '"07:00"', time(7)),
        ("clock", '"7:05"', time(7, 5)),
        ("clock", "23:59:00", time(23, 59)),
        ("clocks", '["06:00", 18:30:00]', (time(6), time(18, 30))),
        ("duration", '"15m"', 900),
        ("duration", '"2h"', 7200),
        ("duration", '"1d"', 86400),
        ("duration", '"1h30m"', 5400),
        ("duration", '"1d 2h 5m"', 93900),
        ("hosts", '["localhost:8080"]', ("localhost:8080",)),
        ("hosts", '["News.Example", "10.0.0.1:81"]', ("news.example", "10.0.0.1:81")),
        ("hosts", '["[::1]:8080", "::1"]', ("[::1]:8080", "::1")),
        ("hosts", '["bücher.example"]', ("xn--bcher-kva.example",)),
    ],
)
def test_right_values(kind: Kind, written: str, found: object) -> None:
    assert read(written, kind) == found


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("text", '" "'),
        ("text", "1"),
        ("texts", '"a"'),
        ("texts", "[]"),
        ("number", "true"),
        ("number", '"1"'),
        ("truth", "1"),
        ("truth", '"true"'),
        ("day", "2025"),
        ("day", "07:00:00"),
        ("day", '"2025-13-01"'),
        ("clock", '"24:00"'),
        ("clock", '"07:60"'),
        ("clock", '"7"'),
        ("clock", "07:00:30"),
        ("clock", "2025-05-07"),
        ("clocks", '"07:00"'),
        ("clocks", '["07:00", "later"]'),
        ("duration", "15"),
        ("duration", '"15"'),
        ("duration", '""'),
        ("duration", '"1m2h"'),
        ("duration", '"-5m"'),
        ("duration", '"90s"'),
        ("hosts", '["http://localhost"]'),
        ("hosts", '["localhost:0"]'),
        ("hosts", '["localhost:65536"]'),
        ("hosts", '["a b"]'),
        ("hosts", '["host/path"]'),
        ("hosts", '["[::x]"]'),
        ("hosts", '["user@host"]'),
        ("hosts", '["*.example"]'),
    ],
)
def test_wrong_values_are_none(kind: Kind, written: str) -> None:
    assert read(written, kind) is None


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("text", "", "nothing"),
        ("text", {}, "a table"),
        ("number", True, "true"),
        ("clocks", [], "an empty list"),
        ("clocks", ["06:00", "25:00"], "'25:00' in it"),
        ("texts", ["a", 1], "a list that holds something else"),
        ("duration", 15, "15"),
    ],
)
def test_what_was_found_is_said_in_a_few_words(kind: Kind, value: object, words: str) -> None:
    assert shown(value, kind) == words


@given(st.integers(1, 999 * 1440 + 1439).map(lambda minutes: minutes * 60))
def test_a_span_is_read_as_it_is_written(seconds: int) -> None:
    assert value_of(span(seconds), "duration") == seconds


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.times(), st.lists))
def test_anything_is_read_or_refused_and_can_be_shown(value: object) -> None:
    for kind in EXPECTED:
        value_of(value, kind)
        assert shown(value, kind)
