"""Screening: which two parties of a sentence are worth a question to the trained coder.

A question costs as much as parsing the sentence, and most pairs do nothing to one another. The screen looks at the
vectors that the attribution model makes of both words anyway. `training/events/screen.py` makes its weights.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from legation.errors import PipelineError
from legation.tables import data_file

FILE = "models/screen.npz"
_PARTS = ("hidden", "shift", "out", "bias")


class Screen:
    """A small network over the vectors of two words, in order."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """Take hidden (units, 3 x size), shift (units), out (units), bias (1), and the listener's version."""
        self._hidden, self._shift, self._out, self._bias = (weights[name] for name in _PARTS)
        self.listener = str(weights["listener"])

    @classmethod
    def bundled(cls) -> "Screen":
        """The weights in the package; raises PipelineError where they can't be read."""
        import numpy  # here: whoever only shows what is stored need not wait

        try:
            with numpy.load(io.BytesIO(data_file(FILE).read_bytes()), allow_pickle=False) as found:
                return cls(dict(found))
        except (KeyError, OSError, ValueError) as error:
            raise PipelineError(f"the screen's weights can't be used ({FILE}): {error}") from error

    def chances(self, vectors: Any, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """The chance that an act joins the words of each pair; of a word without a vector nothing is known: 1."""
        import numpy

        known = [n for n, pair in enumerate(pairs) if max(pair) < len(vectors)]
        found = [1.0] * len(pairs)
        if known:
            one, other = (numpy.asarray([vectors[pairs[n][side]] for n in known]) for side in (0, 1))
            given = numpy.concatenate([one, other, one * other], axis=1)
            inner = numpy.maximum(given @ self._hidden.T + self._shift, 0)
            odds = inner @ self._out + self._bias
            for n, chance in zip(known, (1 / (1 + numpy.exp(-odds))).tolist(), strict=True):
                found[n] = chance
        return found
