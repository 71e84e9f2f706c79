"""Scores say what they say by definition, whatever the order of the forecasts."""

from dataclasses import replace
from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import article, code
from legation.link.scores import Forecast, forecasts, probability, reliability, score, scores
from legation.records import Certainty, Prediction, Report

CHANCES = st.integers(0, 200).map(lambda half_percents: half_percents / 200)
FORECASTS = st.lists(
    st.builds(
        Forecast,
        holder=st.sampled_from([None, "ALP", "BET"]),
        probability=st.none() | CHANCES,
        came_true=st.none() | st.booleans(),
    )
)


def given_as(probability: float | None, came_true: bool | None, holder: str | None = None) -> Forecast:
    return Forecast(holder=holder, probability=probability, came_true=came_true)


@given(st.lists(st.booleans(), min_size=1))
def test_perfect_forecasts(outcomes: list[bool]) -> None:
    found = score(given_as(float(came_true), came_true) for came_true in outcomes)
    assert (found.brier, found.hit_rate) == (0, 1)
    assert found.log_score is not None
    assert isclose(found.log_score, log(0.99))


@given(st.lists(st.booleans(), min_size=1))
def test_even_chances_are_half_a_hit_and_a_quarter(outcomes: list[bool]) -> None:
    found = score(given_as(0.5, came_true) for came_true in outcomes)
    assert (found.hit_rate, found.brier) == (0.5, 0.25)
    assert found.log_score is not None
    assert isclose(found.log_score, log(0.5))


@given(FORECASTS, st.randoms())
def test_the_order_of_forecasts_has_no_effect(made: list[Forecast], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score(shuffled) == score(made)
    assert scores(shuffled) == scores(made)
    assert reliability(shuffled) == reliability(made)


@given(FORECASTS)
def test_rates_stay_in_their_bounds_and_counts_add_up(made: list[Forecast]) -> None:
    found = score(made)
    assert found.predictions == found.open + found.resolved == len(made)
    assert found.scored <= found.resolved
    assert sum(each.predictions for each in scores(made).values()) == len(made)
    if found.scored:
        assert 0 <= (found.brier or 0) <= 1
        assert 0 <= (found.hit_rate or 0) <= 1
        assert log(0.01) - 1e-9 <= (found.log_score or 0) <= log(0.99) + 1e-9
    else:
        assert (found.brier, found.hit_rate, found.log_score) == (None, None, None)


@given(FORECASTS)
def test_foretelling_the_opposite_of_the_opposite_is_the_same(made: list[Forecast]) -> None:
    mirrored = [
        replace(
            f,
            probability=None if f.probability is None else 1 - f.probability,
            came_true=None if f.came_true is None else not f.came_true,
        )
        for f in made
    ]
    one, other = score(made), score(mirrored)
    for rate in ("hit_rate", "brier", "log_score"):
        assert isclose(getattr(one, rate) or 0, getattr(other, rate) or 0, abs_tol=1e-12)


@given(FORECASTS)
def test_bins_hold_each_scored_forecast_once(made: list[Forecast]) -> None:
    bins = reliability(made)
    assert sum(each.n for each in bins) == score(made).scored
    assert [each.low for each in bins] == sorted({each.low for each in bins})
    for each in bins:
        assert each.n >= 1
        assert each.low - 1e-9 <= each.stated <= each.high + 1e-9
        assert 0 <= each.came_true <= 1


@pytest.mark.parametrize("percent", range(0, 101, 10))
def test_a_limit_belongs_to_the_bin_above(percent: int) -> None:
    (found,) = reliability([given_as(percent / 100, True)])
    assert found.low == pytest.approx(min(90, percent) / 100)


def test_a_worked_example() -> None:
    found = score(
        [given_as(0.9, True), given_as(0.6, False), given_as(0.5, True), given_as(None, True), given_as(0.2, None)]
    )
    assert (found.predictions, found.open, found.resolved, found.scored) == (5, 1, 4, 3)
    assert found.hit_rate == pytest.approx(1.5 / 3)
    assert found.brier == pytest.approx((0.01 + 0.36 + 0.25) / 3)
    assert found.log_score == pytest.approx((log(0.9) + log(0.4) + log(0.5)) / 3)


def test_the_probability_is_the_middle_of_the_range() -> None:
    assert probability(Certainty(phrase="likely", low=55, high=80)) == 0.675
    assert probability(Certainty(phrase="may", low=5, high=95)) == 0.5
    assert probability(None) is None


def test_what_copies_repeat_is_one_forecast_and_decided_if_one_is() -> None:
    predictions = [p for n in (1, 2, 3) for p in code(article(n)) if isinstance(p, Prediction)]
    copies = [Report(document=article(1).id, documents=(article(1).id, article(2).id))]
    decided = [predictions[0], replace(predictions[1], outcome=True), predictions[2]]
    found = forecasts(decided, copies)
    assert len(found) == 2
    assert [each.came_true for each in found] == [True, None]
    assert len(forecasts(predictions, ())) == 3
