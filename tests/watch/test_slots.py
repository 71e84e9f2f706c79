"""Times of the day become moments, on the days too on which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.watch import slots

ZONES = (
    *("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"),
    *("America/Sao_Paulo", "Africa/Casablanca", "Atlantic/Azores", "Antarctica/Troll", "UTC"),
)
zones = st.sampled_from(ZONES)
clock_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/Berlin", date(2025, 7, 1), time(2, 30), "2025-07-01T00:30"),
        # 02:30 does not exist: 03:00, the first moment after the gap. Then it exists twice: the first one.
        ("Europe/Berlin", date(2025, 3, 30), time(2, 30), "2025-03-30T01:00"),
        ("Europe/Berlin", date(2025, 3, 30), time(3, 30), "2025-03-30T01:30"),
        ("Europe/Berlin", date(2025, 10, 26), time(2, 30), "2025-10-26T00:30"),
        ("Europe/Berlin", date(2025, 10, 26), time(3, 0), "2025-10-26T02:00"),
        ("America/New_York", date(2025, 3, 9), time(2, 0), "2025-03-09T07:00"),
        ("Asia/Kathmandu", date(2025, 1, 1), time(6, 0), "2025-01-01T00:15"),
        # Half an hour is left out, and half an hour comes twice.
        ("Australia/Lord_Howe", date(2025, 10, 5), time(2, 15), "2025-10-04T15:30"),
        ("Australia/Lord_Howe", date(2025, 4, 6), time(1, 45), "2025-04-05T14:45"),
        # Midnight itself is left out.
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), "2018-11-04T03:00"),
        # The gap reaches into the next day: the time is still one of its own day.
        ("America/Toronto", date(1919, 3, 30), time(23, 45), "1919-03-31T04:30"),
        ("Pacific/Apia", date(2011, 12, 29), time(6, 0), "2011-12-29T16:00"),
        ("Pacific/Apia", date(2011, 12, 31), time(6, 0), "2011-12-30T16:00"),
    ],
)
def test_a_time_of_a_day_is_a_moment(zone: str, day: date, at: time, utc: str) -> None:
    assert slots.moment(day, at, zone) == datetime.fromisoformat(f"{utc}+00:00")


def test_a_day_that_a_zone_leaves_out_has_no_times() -> None:
    assert slots.moment(date(2011, 12, 30), time(6), "Pacific/Apia") is None
    before = datetime(2011, 12, 29, 17, tzinfo=UTC)
    assert slots.following((time(6),), "Pacific/Apia", before) == datetime(2011, 12, 30, 16, tzinfo=UTC)
    after = datetime(2011, 12, 30, 15, tzinfo=UTC)
    assert slots.latest((time(6),), "Pacific/Apia", after) == datetime(2011, 12, 29, 16, tzinfo=UTC)


def test_the_day_is_that_of_the_zone() -> None:
    now = datetime(2025, 5, 7, 18, 30, tzinfo=UTC)
    assert slots.day_of(now, "Asia/Kathmandu") == "2025-05-08"
    assert slots.day_of(now, "America/New_York") == "2025-05-07"


@given(zones, st.dates(date(1990, 1, 1), date(2037, 12, 31)), clock_times)
def test_clocks_show_the_time_or_have_just_jumped_over_it(zone: str, day: date, at: time) -> None:
    found = slots.moment(day, at, zone)
    if found is None:
        assert (zone, day) == ("Pacific/Apia", date(2011, 12, 30))
        return
    asked = datetime.combine(day, at)
    shown = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    just_before = (found - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert shown == asked or just_before < asked < shown
    # It is the first such moment: an hour or two before, clocks never showed it.
    for hours in (1, 2):
        assert (found - timedelta(hours=hours)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) < asked


@given(zones, moments, st.lists(clock_times, min_size=1, max_size=5, unique=True))
def test_the_next_and_the_last_moment_are_those_of_all_days_around(zone: str, now: datetime, times: list[time]) -> None:
    today = now.astimezone(ZoneInfo(zone)).date()
    days = [today + timedelta(shift) for shift in range(-3, 4)]
    near = [found for day in days for at in times if (found := slots.moment(day, at, zone))]
    assert slots.following(times, zone, now) == min(each for each in near if each > now)
    assert slots.latest(times, zone, now) == max(each for each in near if each <= now)
