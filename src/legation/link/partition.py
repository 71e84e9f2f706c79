"""The one division of a series into stretches of a steady level that fits best, found exactly.

Only numbers. Each value has a weight, and each further stretch costs a penalty, so that noise makes no change.
"""

from collections.abc import Sequence
from math import fsum, log, sqrt

import numpy

Span = tuple[int, int]
TIE = 1e-9


def stretches(values: Sequence[float], weights: Sequence[float], *, penalty: float, least: int) -> tuple[Span, ...]:
    """Divide the values into stretches of at least `least`, so that misfit plus `penalty` for each change is least.

    The misfit is the sum of weighted squares of what lies between a value and the weighted mean of its stretch. Of
    equally good divisions the one whose changes come first is taken.
    """
    n = len(values)
    if n < 2 * least:
        return ((0, n),) if n else ()
    sums = _sums(values, weights)
    best = numpy.full(n + 1, numpy.inf)
    best[0] = -penalty
    start = numpy.zeros(n + 1, dtype=numpy.int64)
    for end in range(least, n + 1):
        begins = numpy.concatenate(([0], numpy.arange(least, end - least + 1)))
        weight, value, square = (total[end] - total[begins] for total in sums)
        cost = best[begins] + square - value * value / weight + penalty
        # What differs by rounding alone is equally good, else a shift of all values could decide.
        chosen = int(numpy.argmax(cost <= cost.min() + TIE * (1 + abs(cost.min()))))
        best[end], start[end] = cost[chosen], begins[chosen]
    found = []
    while n:
        found.append((int(start[n]), n))
        n = int(start[n])
    return tuple(reversed(found))


def noise(values: Sequence[float], weights: Sequence[float], *, lag: int, guess: float, worth: float) -> float:
    """The variance of a value of weight 1 around its level, from what lies between values that are `lag` apart.

    A change of level touches few such pairs, so it hardly counts; what lingers from one day to the next does.
    `guess` is what is expected before anything is known, `worth` so many pairs.
    """
    pairs = range(lag, len(values))
    squares = (
        (values[i] - values[i - lag]) ** 2 / (1 / weights[i] + 1 / weights[i - lag])  # each as if of weight 1
        for i in pairs
    )
    return (worth * guess + fsum(squares)) / (worth + len(pairs))


def price(values: Sequence[float], variance: float, factor: float) -> float:
    """What a further change costs: it must explain more than noise does in a series of that length."""
    return factor * log(max(2, len(values))) * variance


def level(values: Sequence[float], weights: Sequence[float], variance: float) -> tuple[float, float]:
    """The weighted mean of the values, and its standard error."""
    weight = fsum(weights)
    return fsum(w * v for w, v in zip(weights, values, strict=True)) / weight, sqrt(variance / weight)


def _sums(values: Sequence[float], weights: Sequence[float]) -> tuple["numpy.typing.NDArray[numpy.float64]", ...]:
    """Running sums of weights, weighted values and weighted squares, so that each stretch costs two look-ups."""
    w = numpy.asarray(weights, dtype=numpy.float64)
    v = numpy.asarray(values, dtype=numpy.float64)
    v = v - (w * v).sum() / w.sum()  # near zero squares lose no digits, and a shift of all values changes nothing
    return tuple(numpy.concatenate(([0.0], numpy.cumsum(each))) for each in (w, w * v, w * v * v))
