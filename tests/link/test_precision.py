"""Shares with their limits, by kind and way of choosing; samples that grow without changing."""

from math import comb, isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link.precision import Judged, Share, drawn, precision
from legation.record_parts import Draw


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 1, 0.0, 0.793), (1, 1, 0.207, 1.0), (5, 10, 0.237, 0.763), (0, 10, 0.0, 0.278), (81, 263, 0.255, 0.366)],
)
def test_limits_are_those_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    found = Share.of(part, whole)
    assert found.low is not None
    assert found.high is not None
    assert isclose(found.low, low, abs_tol=0.0006)
    assert isclose(found.high, high, abs_tol=0.0006)


def test_nothing_has_no_share() -> None:
    assert Share.of(0, 0) == Share(part=0, whole=0)


@given(st.integers(1, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_share_lies_between_its_limits_and_mirrors(counts: tuple[int, int]) -> None:
    part, whole = counts
    found, mirrored = Share.of(part, whole), Share.of(whole - part, whole)
    assert found.low is not None
    assert found.high is not None
    assert found.share is not None
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert mirrored.low is not None
    assert isclose(found.high, 1 - mirrored.low, abs_tol=1e-9)


@pytest.mark.parametrize("p", [0.3, 0.7, 0.9])
def test_the_limits_hold_the_truth_about_as_often_as_they_say(p: float) -> None:
    n = 60
    covered = 0.0
    for k in range(n + 1):
        found = Share.of(k, n)
        assert found.low is not None
        assert found.high is not None
        if found.low <= p <= found.high:
            covered += comb(n, k) * p**k * (1 - p) ** (n - k)
    assert 0.93 <= covered <= 0.98


def judged(verdict: Any, *changed: str, kind: str = "event", place: int | None = None, **more: Any) -> Judged:
    taken = draw(1, place, scope=more.pop("scope", "")) if place else None
    return Judged(kind=kind, verdict=verdict, changed=frozenset(changed), drawn=taken, **more)


def draw(seed: int, place: int, frame: int = 40, scope: str = "") -> Draw:
    return Draw(seed=seed, place=place, size=9, frame=frame, scope=scope)


def test_accepted_is_right_corrected_is_real_and_fields_count_among_the_real() -> None:
    found = precision([judged("accept"), judged("accept"), judged("correct", "type", "mode"), judged("reject")])
    (row,) = found
    assert (row.accepted, row.corrected, row.rejected, row.judged) == (2, 1, 1, 4)
    assert (row.right.share, row.real.share) == (0.5, 0.75)
    assert (row.fields["type"].part, row.fields["type"].whole) == (2, 3)
    assert (row.fields["actor"].part, row.fields["actor"].whole) == (3, 3)


def test_what_was_drawn_what_was_chosen_and_what_was_carried_over_stand_apart() -> None:
    found = precision(
        [
            judged("accept", place=1),
            judged("reject"),
            judged("accept", place=2, is_exact=False),
            judged("accept", place=1, scope="actor USA"),
            judged("accept", kind="tie"),
        ]
    )
    rows = [(each.kind, each.basis, each.scope, each.frame, each.judged) for each in found]
    assert rows == [
        ("event", "random sample", "", 40, 1),
        ("event", "random sample", "actor USA", 40, 1),
        ("event", "chosen", "", None, 1),
        ("event", "carried over", "", None, 1),
        ("tie", "chosen", "", None, 1),
    ]


@pytest.mark.parametrize(
    ("draws", "skipped"),
    [
        ([draw(1, 1), draw(1, 2), draw(1, 3)], 0),
        ([draw(1, 1), draw(1, 4)], 2),
        ([draw(1, 2), draw(2, 1)], 1),
        ([draw(1, 1, 40), draw(1, 2, 40), draw(1, 3, 80)], 0),
    ],
)
def test_places_without_a_verdict_are_told(draws: list[Draw], skipped: int) -> None:
    (row,) = precision([Judged(kind="event", verdict="accept", drawn=each) for each in draws])
    assert row.skipped == skipped


ids = st.sets(st.text(alphabet="0123456789abcdef", min_size=4, max_size=4), max_size=30)


@given(ids, ids, st.integers(0, 5))
def test_a_draw_depends_on_the_seed_alone_and_keeps_its_order_when_ids_are_added(
    some: set[str], more: set[str], seed: int
) -> None:
    order = drawn(sorted(some), seed)
    assert order == drawn(sorted(some, reverse=True), seed)
    assert set(order) == some
    assert [each for each in drawn(some | more, seed) if each in some] == order


def test_every_id_is_as_likely_as_any_other() -> None:
    names = [f"{n:04x}" for n in range(40)]
    counts = dict.fromkeys(names, 0)
    for seed in range(2000):
        for each in drawn(names, seed)[:10]:
            counts[each] += 1
    # 500 expected, of a binomial with a deviation of 19.4; none lies 5 deviations away.
    assert all(400 < count < 600 for count in counts.values())
