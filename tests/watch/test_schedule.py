"""A feed is due when its desk says so, whatever clocks, servers and laptops do."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from legation.watch import schedule, slots
from legation.watches import Collecting, Digest, Feed

NOW = datetime(2025, 5, 7, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = Feed(address="https://example.org/feed", every=900)
DAILY = Feed(address="https://example.org/daily", at=(time(6), time(18)))
MANY = tuple(Feed(address=f"https://host{number}.example/feed", every=900) for number in range(200))
# Days on which clocks are changed, or a day is left out, in each zone; and any other.
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia")
zones = st.sampled_from(ZONES)
starts = st.one_of(
    st.sampled_from([date(2025, 3, 28), date(2025, 10, 24), date(2025, 4, 4), date(2011, 12, 28), date(2024, 11, 1)]),
    st.dates(date(1990, 1, 1), date(2037, 1, 1)),
).map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC))
clock_times = st.integers(0, 287).map(lambda slot: time(slot // 12, slot % 12 * 5))
several_times = st.lists(clock_times, min_size=1, max_size=6, unique=True).map(tuple)


def due(feed: Feed = FEED, *, failures: int = 0, now: datetime = NOW, **moments: datetime | None) -> datetime:
    asked, awake, retry_after = (moments.get(name) for name in ("asked", "awake", "retry_after"))
    desk = Collecting(zone="Europe/Berlin", every=1800, feeds=(feed,))
    return schedule.due(feed, desk, asked=asked, failures=failures, now=now, awake=awake, retry_after=retry_after)


def test_a_feed_is_asked_again_after_its_interval_or_that_of_the_desk() -> None:
    assert due(asked=NOW - MINUTE) == NOW + 14 * MINUTE
    assert due(Feed(address="https://a.example"), asked=NOW) == NOW + 30 * MINUTE


def test_a_feed_with_times_is_asked_at_the_next_of_them() -> None:
    assert due(DAILY, asked=NOW) == datetime(2025, 5, 7, 16, tzinfo=UTC)
    evening = datetime(2025, 5, 7, 16, tzinfo=UTC)
    assert due(DAILY, asked=evening, now=evening) == datetime(2025, 5, 8, 4, tzinfo=UTC)


def test_a_feed_that_was_never_asked_is_due_at_once() -> None:
    assert due(asked=None) == due(DAILY, asked=None) == due(asked=None, awake=NOW) == NOW


def test_moments_are_told_in_utc() -> None:
    berlin = NOW.astimezone(ZoneInfo("Europe/Berlin"))
    for feed in (FEED, DAILY):
        assert due(feed, asked=berlin, now=berlin).tzinfo is UTC


def test_what_was_missed_is_run_once() -> None:
    friday, monday = NOW, NOW + 3 * DAY
    for feed in (FEED, DAILY):
        assert due(feed, asked=friday, now=monday, awake=monday) == monday
        assert due(feed, asked=monday, now=monday, awake=monday) > monday


def test_after_a_sleep_feeds_are_spread_over_some_minutes_and_stay_where_they_are() -> None:
    desk = Collecting(feeds=MANY)

    def woken(now: datetime) -> list[datetime]:
        return [schedule.due(each, desk, asked=NOW - DAY, failures=0, now=now, awake=NOW) for each in MANY]

    found = woken(NOW)
    assert found == woken(NOW + 3 * MINUTE)  # the moment at which one looks moves none of them
    assert all(NOW <= each <= NOW + 5 * MINUTE for each in found)
    assert max(Counter(each.replace(microsecond=0) for each in found).values()) <= 6
    assert max(found) - min(found) > 4 * MINUTE


def test_few_feeds_are_spread_over_seconds() -> None:
    desk = Collecting(feeds=MANY[:3])
    found = [schedule.due(each, desk, asked=None, failures=0, now=NOW, awake=NOW) for each in desk.feeds]
    assert all(NOW <= each <= NOW + timedelta(seconds=4) for each in found)


def test_feeds_that_are_paused_take_no_part_in_the_spreading() -> None:
    rest = tuple(Feed(address=each.address, paused=True) for each in MANY[1:])
    desk = Collecting(feeds=(MANY[0], *rest))
    assert schedule.due(MANY[0], desk, asked=None, failures=0, now=NOW, awake=NOW) == NOW


def test_what_came_due_while_awake_is_not_spread() -> None:
    desk = Collecting(feeds=MANY)
    found = [schedule.due(each, desk, asked=NOW, failures=0, now=NOW + DAY, awake=NOW - DAY) for each in MANY]
    assert set(found) == {NOW + 15 * MINUTE}


def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    for ahead in (MINUTE, HOUR, 400 * DAY):
        assert due(asked=NOW + ahead) == NOW + 15 * MINUTE
    assert due(DAILY, asked=NOW + 400 * DAY) == datetime(2025, 5, 7, 16, tzinfo=UTC)


def test_a_loop_that_looks_again_and_again_after_a_clock_was_set_back_does_ask() -> None:
    asked = NOW + 400 * DAY
    looked = [due(asked=asked, now=NOW + minutes * MINUTE, awake=NOW) for minutes in range(20)]
    assert set(looked) == {NOW + 15 * MINUTE}


def test_a_slot_that_was_run_is_not_run_again_when_a_clock_is_put_right() -> None:
    slot = datetime(2025, 5, 7, 16, tzinfo=UTC)
    assert due(DAILY, asked=slot + 2 * MINUTE, now=slot - MINUTE) == datetime(2025, 5, 8, 4, tzinfo=UTC)
    assert due(DAILY, asked=slot + HOUR, now=slot - MINUTE) == slot


def test_after_failures_the_wait_doubles_up_to_a_day() -> None:
    waits = [due(asked=NOW, failures=failures) - NOW for failures in range(1, 40)]
    for number, wait in enumerate(waits[:6]):
        assert 15 * MINUTE * 2**number <= wait <= 15 * MINUTE * 2**number * 1.1
    assert all(0.9 * DAY < wait <= DAY for wait in waits[10:])
    assert due(asked=NOW, failures=10**9) <= NOW + DAY


def test_a_feed_with_times_is_tried_again_before_its_next_time() -> None:
    assert NOW + 30 * MINUTE <= due(DAILY, asked=NOW, failures=1) <= NOW + 33 * MINUTE


def test_feeds_that_failed_together_do_not_come_back_together() -> None:
    desk = Collecting(feeds=MANY)
    found = {schedule.due(each, desk, asked=NOW, failures=3, now=NOW) for each in MANY}
    assert len(found) > 190


def test_a_server_that_asks_for_it_is_left_alone_but_not_for_years() -> None:
    assert due(asked=NOW, failures=1, retry_after=NOW + 5 * HOUR) == NOW + 5 * HOUR
    assert due(asked=NOW, failures=1, retry_after=NOW + MINUTE) == due(asked=NOW, failures=1)
    assert due(asked=NOW, failures=1, retry_after=NOW + 4000 * DAY) == NOW + 7 * DAY


def test_a_long_wait_was_a_sleep_and_a_negative_one_a_clock_set_back() -> None:
    def since(seconds: float) -> datetime:
        return schedule.awake_since(NOW - DAY, before=NOW, seconds=60, now=NOW + timedelta(seconds=seconds))

    assert [since(seconds) for seconds in (0, 60, 170)] == [NOW - DAY] * 3
    assert (since(181), since(-1)) == (NOW + timedelta(seconds=181), NOW - timedelta(seconds=1))


@given(starts, zones, several_times, st.lists(st.integers(1, 600), min_size=20, max_size=40))
def test_each_time_of_each_day_is_run_once_by_any_loop(
    start: datetime, zone: str, times: Sequence[time], steps: list[int]
) -> None:
    """A loop that looks at any moments runs each slot once, unless another one came due with it."""
    feed = Feed(address="https://a.example", at=tuple(sorted(times)))
    desk = Collecting(zone=zone, feeds=(feed,))
    now, asked, ran = start, start, [start]
    for step in steps:
        now += timedelta(minutes=step)
        if schedule.due(feed, desk, asked=asked, failures=0, now=now) <= now:
            asked = now
            ran.append(now)
    wanted = {slots.moment(start.date() + shift * DAY, at, zone) for shift in range(-2, 20) for at in times} - {None}
    for before, run in pairwise(ran):
        assert any(before < slot <= run for slot in wanted if slot)  # never twice for one slot
    for slot in wanted:
        if slot and start < slot <= now:
            assert any(slot <= run for run in ran)  # never forgotten
    assert schedule.due(feed, desk, asked=asked, failures=0, now=now) > now


@given(starts, zones, several_times)
def test_a_loop_that_wakes_when_a_feed_is_due_runs_each_slot_at_its_moment(
    start: datetime, zone: str, times: Sequence[time]
) -> None:
    feed = Feed(address="https://a.example", at=tuple(sorted(times)))
    desk = Collecting(zone=zone, feeds=(feed,))
    asked, ran = start, []
    while (asked := schedule.due(feed, desk, asked=asked, failures=0, now=asked)) <= start + 5 * DAY:
        ran.append(asked)
    days = [start.date() + timedelta(shift) for shift in range(-2, 9)]
    wanted = {found for day in days for at in times if (found := slots.moment(day, at, zone))}
    assert ran == sorted(each for each in wanted if start < each <= start + 5 * DAY)


@given(starts, zones, st.integers(300, 7200), st.lists(st.floats(0, 3), min_size=1, max_size=40))
def test_while_awake_a_feed_never_waits_longer_than_its_interval(
    start: datetime, zone: str, every: int, steps: list[float]
) -> None:
    """Steps are parts of the interval; the loop looks after each of them and once when the feed is due."""
    feed = Feed(address=f"https://a.example/{every}", every=every)
    desk = Collecting(zone=zone, feeds=(feed, *MANY))
    now, asked = start, None
    last: datetime | None = None
    for step in steps:
        later = now + timedelta(seconds=step * every)
        while (at := schedule.due(feed, desk, asked=asked, failures=0, now=now, awake=start)) <= later:
            now = max(now, at)
            assert last is None or now - last == timedelta(seconds=every)
            assert last is not None or now - start <= 5 * MINUTE
            asked = last = now
        now = later


@given(
    st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(lambda each: each.replace(tzinfo=UTC)),
    st.integers(0, 50),
    zones,
    several_times | st.just(()),
    st.booleans(),
)
def test_whatever_the_store_remembers_a_feed_is_due_within_eight_days(
    asked: datetime | None, failures: int, zone: str, times: tuple[time, ...], has_slept: bool
) -> None:
    feed = Feed(address="https://a.example", at=tuple(sorted(times)), every=None if times else 604800)
    desk = Collecting(zone=zone, feeds=(feed, *MANY))
    awake = NOW if has_slept else None
    found = schedule.due(feed, desk, asked=asked, failures=failures, now=NOW, awake=awake)
    assert found <= NOW + 8 * DAY
    assert not has_slept or found >= NOW


MORNING = Digest(at=time(7), channels=("mail",))


def test_the_day_of_the_desk() -> None:
    assert schedule.day_of(datetime(2025, 5, 7, 23, tzinfo=UTC), "Europe/Berlin") == "2025-05-08"
