"""The numbers of `data/alerts/finding.yaml`: what counts as new, and how much of a store is looked at for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from legation.errors import KnowledgeError
from legation.tables import yaml_table

FILE = "alerts/finding.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSilence:
    """The part `silence`."""

    days: int
    reports: int
    expected_days: int
    most_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPressure:
    """The part `pressure`."""

    days: int
    reports: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTension:
    """The part `tension`."""

    news_days: int
    back: float
    same_days: int
    pairs: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPrediction:
    """The part `prediction`."""

    most: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfContradiction:
    """The part `contradiction`."""

    most: int
    same_days: int
    same_development_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFirst:
    """The part `first`."""

    days: int
    read_days: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the file says, under the same names."""

    news_days: int
    known_days: int
    again_days: int
    proofs: int
    longest: int
    title: int
    weights: Mapping[str, float]
    origin_adds: float
    origins_most: int
    silence: OfSilence
    pressure: OfPressure
    tension: OfTension
    prediction: OfPrediction
    contradiction: OfContradiction
    first: OfFirst


_PARTS = {
    "silence": OfSilence,
    "pressure": OfPressure,
    "tension": OfTension,
    "prediction": OfPrediction,
    "contradiction": OfContradiction,
    "first": OfFirst,
}


@cache
def limits() -> Limits:
    """Read the numbers that come with the package."""
    values = yaml_table(FILE)
    try:
        return Limits(**{**values, **{name: kind(**values[name]) for name, kind in _PARTS.items()}})
    except (KeyError, TypeError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error
