"""The division of a series is the best there is, and nothing but its shape decides it."""

from itertools import combinations, pairwise
from math import inf, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.link.partition import level, noise, price, stretches

VALUES = st.lists(st.integers(-20, 20).map(lambda half: half / 2), min_size=1, max_size=10)


def cost(values: list[float], weights: list[float], bounds: tuple[int, ...], penalty: float) -> float:
    """Misfit and penalty of a division, by definition."""
    edges = (0, *bounds, len(values))
    total = penalty * len(bounds)
    for first, end in pairwise(edges):
        mean, _ = level(values[first:end], weights[first:end], 1.0)
        total += sum(w * (v - mean) ** 2 for v, w in zip(values[first:end], weights[first:end], strict=True))
    return total


def best(values: list[float], weights: list[float], penalty: float, least: int) -> float:
    """The least cost of all divisions, each of them tried."""
    n, found = len(values), inf
    for number in range(max(1, n // least)):
        for bounds in combinations(range(1, n), number):
            edges = (0, *bounds, n)
            if number == 0 or all(b - a >= least for a, b in pairwise(edges)):
                found = min(found, cost(values, weights, bounds, penalty))
    return found


@given(VALUES, st.data(), st.floats(0.1, 200), st.integers(1, 3))
def test_no_other_division_is_better(values: list[float], data: st.DataObject, penalty: float, least: int) -> None:
    weights = data.draw(st.lists(st.sampled_from([1.0, 2.0, 3.0]), min_size=len(values), max_size=len(values)))
    found = stretches(values, weights, penalty=penalty, least=least)
    bounds = tuple(first for first, _ in found[1:])
    assert isclose(cost(values, weights, bounds, penalty), best(values, weights, penalty, least), abs_tol=1e-6)
    assert found[0][0] == 0
    assert found[-1][1] == len(values)
    assert all(end == first for (_, end), (first, _) in pairwise(found))
    assert len(found) == 1 or all(end - first >= least for first, end in found)


@given(VALUES, st.integers(-1000, 1000))
def test_a_shift_of_all_values_changes_nothing(values: list[float], shift: int) -> None:
    weights = [1.0] * len(values)
    moved = [value + shift for value in values]
    assert stretches(values, weights, penalty=7.3, least=2) == stretches(moved, weights, penalty=7.3, least=2)
    given_ = {"lag": 2, "guess": 1.0, "worth": 3.0}
    assert isclose(noise(values, weights, **given_), noise(moved, weights, **given_), abs_tol=1e-6)  # type: ignore[arg-type]


def test_nothing_has_no_stretches_and_little_has_one() -> None:
    assert stretches([], [], penalty=1, least=3) == ()
    assert stretches([1.0, -9.0, 9.0], [1.0] * 3, penalty=0.001, least=2) == ((0, 3),)


def test_noise_by_hand() -> None:
    # Pairs two apart: (0, 4) with weights 1 and 1, (0, 2) with 1 and 2: 16 / 2 and 4 / 1.5; the guess counts once.
    found = noise([0.0, 0.0, 4.0, 2.0], [1.0, 1.0, 1.0, 2.0], lag=2, guess=10.0, worth=1.0)
    assert isclose(found, (10 + 8 + 8 / 3) / 3)
    assert noise([5.0], [1.0], lag=1, guess=10.0, worth=2.0) == 10.0


def test_one_step_hardly_adds_to_the_noise() -> None:
    calm, step = [0.0] * 40, [0.0] * 20 + [8.0] * 20
    weights = [1.0] * 40
    assert noise(calm, weights, lag=1, guess=1, worth=1) < noise(step, weights, lag=1, guess=1, worth=1) < 2


@pytest.mark.parametrize(("length", "factor"), [(1, 0.693), (100, 4.605)])
def test_a_change_costs_more_in_a_longer_series(length: int, factor: float) -> None:
    assert price([0.0] * length, 2.0, 3.0) == pytest.approx(6 * factor, abs=0.01)


def test_level_by_hand() -> None:
    assert level([1.0, 4.0], [2.0, 1.0], 12.0) == (2.0, 2.0)
