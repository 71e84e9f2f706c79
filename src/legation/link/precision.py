"""How often records are right, by what reviewers judged: shares with their intervals, and samples drawn by chance.

Only numbers: no store, no clock. The rates speak for all records of a kind only where a sample was drawn from them all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from typing import Literal

from legation import corrections
from legation.record_parts import Draw, Verdict

Basis = Literal["random sample", "chosen", "carried over"]
_BASES: tuple[Basis, ...] = ("random sample", "chosen", "carried over")
Z = 1.959964  # of the normal distribution, for 95 % on both sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict on a stored record: which fields it changed, in which sample it was drawn.

    `is_exact` is false where the verdict was passed on what an earlier reading made of the same text.
    """

    kind: str
    verdict: Verdict
    changed: frozenset[str] = frozenset()
    drawn: Draw | None = None
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole, with the limits between which the true share lies with 95 % (Wilson); none of nothing."""

    part: int
    whole: int
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, part: int, whole: int) -> "Share":
        """Compute the share and its limits."""
        if not whole:
            return cls(part=part, whole=whole)
        p = part / whole
        middle = (p + Z * Z / (2 * whole)) / (1 + Z * Z / whole)
        half = Z * sqrt(p * (1 - p) / whole + Z * Z / (4 * whole * whole)) / (1 + Z * Z / whole)
        low, high = max(0.0, middle - half), min(1.0, middle + half)
        # At the ends the limits meet the share; rounding must not part them.
        return cls(part=part, whole=whole, share=p, low=low if part else 0.0, high=high if part < whole else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How right the judged records of one kind are.

    `right` counts the accepted ones, `real` also those that were right but for some fields. Of these two, `fields`
    tells how often each field was right. `frame` is of how many records the sample was drawn, `skipped` how many that
    were drawn before the last judged one have no verdict.
    """

    kind: str
    basis: Basis
    scope: str = ""
    frame: int | None = None
    skipped: int = 0
    accepted: int
    corrected: int
    rejected: int
    right: Share
    real: Share
    fields: Mapping[str, Share]

    @property
    def judged(self) -> int:
        """How many were judged."""
        return self.right.whole


def precision(judged: Iterable[Judged]) -> tuple[Precision, ...]:
    """Return a row for each kind and way of choosing, those of random samples first."""
    groups: dict[tuple[str, Basis, str], list[Judged]] = defaultdict(list)
    for each in judged:
        groups[each.kind, _basis(each), each.drawn.scope if each.drawn and each.is_exact else ""].append(each)
    kinds = list(corrections.load().kinds)
    order = sorted(groups, key=lambda key: (kinds.index(key[0]), _BASES.index(key[1]), key[2]))
    return tuple(_precision(key, groups[key]) for key in order)


def drawn(ids: Iterable[str], seed: int) -> list[str]:
    """Put ids into an order of chance that the seed alone decides.

    So many from the top are a simple random sample, and more of them one that holds the former. Ids that are added
    leave the order of the others as it is.
    """
    return sorted(set(ids), key=lambda each: (sha256(f"{seed}:{each}".encode()).digest(), each))


def _basis(judged: Judged) -> Basis:
    if not judged.is_exact:
        return "carried over"
    return "random sample" if judged.drawn else "chosen"


def _precision(key: tuple[str, Basis, str], group: Sequence[Judged]) -> Precision:
    kind, basis, scope = key
    counts = Counter(each.verdict for each in group)
    draws = [each.drawn for each in group if each.drawn] if basis == "random sample" else []
    real = [each for each in group if each.verdict != "reject"]
    fields = corrections.load().kinds[kind].fields
    return Precision(
        kind=kind,
        basis=basis,
        scope=scope,
        frame=max((each.frame for each in draws), default=None),
        skipped=_skipped(draws),
        accepted=counts["accept"],
        corrected=counts["correct"],
        rejected=counts["reject"],
        right=Share.of(counts["accept"], len(group)),
        real=Share.of(len(real), len(group)),
        fields={name: Share.of(sum(name not in each.changed for each in real), len(real)) for name in fields},
    )


def _skipped(draws: Iterable[Draw]) -> int:
    """How many places before the last judged one have no verdict: those left out by choice."""
    by_seed: dict[int, list[Draw]] = defaultdict(list)
    for each in draws:
        by_seed[each.seed].append(each)
    # Where records were added meanwhile, the places of the largest frame count.
    last = {seed: max((each.frame, each.place) for each in found)[1] for seed, found in by_seed.items()}
    return sum(max(0, last[seed] - len(found)) for seed, found in by_seed.items())
