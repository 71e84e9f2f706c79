"""How good were those who foretold: hit rate, Brier score, log score and the reliability curve.

Only numbers: no store, no clock. Sums are exact (`math.fsum`), so the order of the forecasts has no effect.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log
from typing import NamedTuple

from legation.records import Certainty, Prediction, Report

BINS = 10
LEAST, MOST = 0.01, 0.99  # who was sure and wrong is not infinitely wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Who gave which probability (0–1; none when no words give one), and whether it came true (none while open)."""

    holder: str | None = None
    probability: float | None
    came_true: bool | None = None


class Made(NamedTuple):
    """What a score needs to know of a prediction: the words of its claim, and what `Forecast` has."""

    id: str
    document: str
    holder: str | None
    claim: str
    probability: float | None
    came_true: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the forecasts of one holder are worth; the rates rest on the `scored` ones and are none without any."""

    predictions: int
    open: int
    resolved: int
    scored: int
    hit_rate: float | None
    brier: float | None
    log_score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Scored forecasts with a probability from `low` up to `high`: how many, their mean, the share that came true."""

    low: float
    high: float
    n: int
    stated: float
    came_true: float


def probability(certainty: Certainty | None) -> float | None:
    """The middle of the range that the words of probability stand for."""
    return None if certainty is None else (certainty.low + certainty.high) / 200


def forecasts(predictions: Iterable[Prediction], copies: Iterable[Report]) -> tuple[Forecast, ...]:
    """Make forecasts of predictions; what copies of one text repeat is one forecast, decided if one of them is."""
    first = {document: report.document for report in copies for document in report.documents}
    made = (
        Made(p.id, p.document, p.holder, p.claim.text, probability(p.certainty), came_true=p.outcome)
        for p in predictions
    )
    return once(made, first)


def once(made: Iterable[Made], first: Mapping[str, str]) -> tuple[Forecast, ...]:
    """Make forecasts of what predictions say; `first` names for copies the article of which they are copies."""
    same: dict[object, list[Made]] = defaultdict(list)
    for each in made:
        same[first.get(each.document, each.document), each.holder, each.claim].append(each)
    origins = set(first.values())
    # The decided first, of those the origin's own.
    found = (
        each[0] if len(each) == 1 else min(each, key=lambda p: (p.came_true is None, p.document in origins, p.id))
        for each in same.values()
    )
    return tuple(Forecast(holder=p.holder, probability=p.probability, came_true=p.came_true) for p in found)


def score(given: Iterable[Forecast]) -> Score:
    """Count the forecasts and score those that are decided and have a probability."""
    known = tuple(given)
    resolved = sum(f.came_true is not None for f in known)
    pairs = _scored(known)
    return Score(
        predictions=len(known),
        open=len(known) - resolved,
        resolved=resolved,
        scored=len(pairs),
        hit_rate=_mean([_hit(p, came_true) for p, came_true in pairs]),
        brier=_mean([(p - came_true) ** 2 for p, came_true in pairs]),
        log_score=_mean([log(min(MOST, max(LEAST, p if came_true else 1 - p))) for p, came_true in pairs]),
    )


def scores(given: Iterable[Forecast]) -> dict[str | None, Score]:
    """Score each holder's forecasts; under None stand those that nobody is named for."""
    by_holder: dict[str | None, list[Forecast]] = defaultdict(list)
    for each in given:
        by_holder[each.holder].append(each)
    return {holder: score(own) for holder, own in by_holder.items()}


def reliability(given: Iterable[Forecast]) -> tuple[Bin, ...]:
    """Sort the scored forecasts into ten bins of probability; empty bins are left out."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for p, came_true in _scored(given):
        bins[min(BINS - 1, int(round(p * BINS, 9)))].append((p, came_true))  # 0.7 × 10 may be 6.999…
    return tuple(
        Bin(
            low=index / BINS,
            high=(index + 1) / BINS,
            n=len(pairs),
            stated=fsum(p for p, _ in pairs) / len(pairs),
            came_true=sum(came_true for _, came_true in pairs) / len(pairs),
        )
        for index, pairs in sorted(bins.items())
    )


def _scored(given: Iterable[Forecast]) -> list[tuple[float, bool]]:
    return [(f.probability, f.came_true) for f in given if f.probability is not None and f.came_true is not None]


def _hit(p: float, came_true: bool) -> float:
    return 0.5 if p == 0.5 else float((p > 0.5) == came_true)


def _mean(values: Sequence[float]) -> float | None:
    return fsum(values) / len(values) if values else None
