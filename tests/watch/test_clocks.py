import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from legation.errors import FetchError
from legation.watch.clocks import WallClock, moment, stamp


class Jumping(WallClock):
    """A clock that jumps when it was looked at for the second time."""

    def __init__(self, jump: timedelta) -> None:
        super().__init__()
        self.jump = jump
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return datetime.now(UTC) + (self.jump if self.looks > 2 else timedelta())


def test_waits_and_goes_on() -> None:
    began = time.monotonic()
    assert WallClock().wait(0.05)
    assert 0.04 < time.monotonic() - began < 1


def test_no_time_to_wait() -> None:
    clock = WallClock()
    assert clock.wait(0)
    clock.stop()
    assert not clock.wait(0)


def test_stop_ends_the_waits_of_all_threads() -> None:
    clock = WallClock()
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(clock.wait(60))) for _ in range(3)]
    for each in threads:
        each.start()
    clock.stop()
    for each in threads:
        each.join(2)
    assert found == [False, False, False]
    assert not clock.wait(60)


@pytest.mark.parametrize("hours", [-1, 5])
def test_a_jump_of_the_clock_ends_the_wait(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    monkeypatch.setattr("legation.watch.clocks.SLICE", 0.01)
    began = time.monotonic()
    assert Jumping(timedelta(hours=hours)).wait(3600)
    assert time.monotonic() - began < 2


def test_sleep_of_a_fetcher_ends_with_the_watch() -> None:
    clock = WallClock()
    clock.sleep(0.01)
    clock.stop()
    with pytest.raises(FetchError, match="is being stopped"):
        clock.sleep(60)


def test_moments_as_the_store_keeps_them() -> None:
    written = stamp(datetime(2026, 3, 2, 21, 0, 0, 999, tzinfo=UTC).astimezone())
    assert written == "2026-03-02T21:00:00Z"
    assert moment(written) == datetime(2026, 3, 2, 21, tzinfo=UTC)
