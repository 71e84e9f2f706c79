"""Krippendorff's alpha, for all folders of training text.

For nominal labels, two coders, nothing missing: 1 - observed / expected disagreement, the expected one from the labels
of both coders together (Krippendorff 2011).
"""

from collections import Counter
from collections.abc import Sequence


def alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha for nominal labels of two coders."""
    seen = Counter(label for pair in pairs for label in pair)
    total = sum(seen.values())
    expected = 1 - sum(n * (n - 1) for n in seen.values()) / (total * (total - 1))
    observed = sum(a != b for a, b in pairs) / len(pairs)
    return 1 - observed / expected if expected else 1.0
