"""Weights: what signs add up to, alone and two together."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.coding.weights import Weights

SIGNS = ("a", "b", "c", "d")
VALUES = st.one_of(st.sampled_from((0.0, 1.0)), st.floats(-3, 3))


@given(
    st.dictionaries(st.sampled_from(SIGNS), VALUES),
    st.dictionaries(st.tuples(st.sampled_from(SIGNS), st.sampled_from(SIGNS)), st.floats(-2, 2)),
)
def test_the_odds_are_the_sum_of_all_signs_and_all_pairs(
    signs: dict[str, float], by_pair: dict[tuple[str, str], float]
) -> None:
    weights = Weights(0.3, dict.fromkeys(SIGNS, 0.7), {"a": 0.0, "b": 0.0, "c": 1.0, "d": -2.0}, by_pair)
    here = {**weights.absent, **signs}
    odds = 0.3 + sum(0.7 * here[name] for name in SIGNS)
    odds += sum(weight * here[one] * here[other] for (one, other), weight in by_pair.items())
    chance = 1 / (1 + exp(-min(max(odds, -50.0), 50.0)))
    assert weights.chances([signs, {}, signs])[::2] == pytest.approx([chance, chance])
    assert weights.chances([]) == []
