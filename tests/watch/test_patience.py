from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from legation.errors import FetchError, SourceError
from legation.store.pages import Page
from legation.watch.patience import Later, Never, growing, verdict
from legation.watch.tuning import numbers

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = Page(
    address="http://a.test/1",
    feed="http://a.test/feed",
    seen="2026-03-02T12:00:00Z",
    due="2026-03-02T12:00:00Z",
    attempts=0,
    state="waiting",
    reason=None,
    entry=None,
    document=None,
    ended=None,
)


def test_pauses_grow_and_then_stay() -> None:
    pauses = [growing((1, 2, 5), attempt) for attempt in range(1, 6)]
    assert pauses == [1, 2, 5, 5, 5]


@pytest.mark.parametrize(
    ("pause", "minutes"),
    [(None, 10), (60.0, 10), (3600.0, 60), (10.0**9, 24 * 60)],
    ids=["none", "short", "hour", "years"],
)
def test_server_that_asks_for_time_has_it_within_bounds(pause: float | None, minutes: int) -> None:
    found = verdict(PAGE, FetchError("http://a.test/1", "busy", pause=pause), NOW, numbers())
    assert found == Later(due=NOW + timedelta(minutes=minutes), reason="busy")


@pytest.mark.parametrize(
    ("attempts", "days", "is_over"), [(0, 9, False), (6, 9, False), (7, 1, False), (7, 2, True), (20, 1.9, False)]
)
def test_given_up_after_attempts_and_days(attempts: int, days: float, is_over: bool) -> None:
    page = replace(PAGE, attempts=attempts)
    found = verdict(page, FetchError("http://a.test/1", "busy"), NOW + timedelta(days=days), numbers())
    assert isinstance(found, Never) is is_over


@pytest.mark.parametrize("error", [SourceError("a", "no"), FetchError("a", "gone", passing=False)])
def test_refusals_are_not_asked_again(error: SourceError) -> None:
    assert verdict(PAGE, error, NOW, numbers()) == Never(reason=error.reason)
