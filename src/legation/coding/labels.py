"""Labels: the days that head the entries of a timeline: "10 May: two air bases are bombed", or "10 May." alone."""

import bisect
from collections.abc import Iterable, Sequence

from legation.annotations import Sentence, When

# A label without a verb ("Wednesday, one in the morning.") has at most so many words.
_WORDS = 8
_MARKS = (":", " —", " –", " -")


class Labels:
    """The labels of one document; each reaches to the next one, at most to the end of its block.

    One that fills its block heads the blocks behind it.
    """

    def __init__(self, sentences: Sequence[Sentence], whens: Iterable[When], text: str) -> None:
        """Find them among the times of a text."""
        self._text = text
        at = {sentence.index: sentence for sentence in sentences}
        found = [(when, at[when.sentence]) for when in whens if when.first and when.dates is None]
        self._found = sorted(((w.end, w, self._reach(s, w)) for w, s in found if self._is_label(w, s)), key=_start)
        self._starts = [start for start, _, _ in self._found]

    def heading(self, place: int) -> When | None:
        """The label over a place."""
        number = bisect.bisect_right(self._starts, place) - 1
        if number < 0:
            return None
        _, when, reach = self._found[number]
        return when if reach is None or place < reach else None

    def _is_label(self, when: When, sentence: Sentence) -> bool:
        if any(map(str.isalnum, self._text[sentence.start : when.start])):
            # "…: 10 May: two air bases are bombed": several entries in one sentence
            return self._text[when.end : when.end + 1] == ":"
        return self._text.startswith(_MARKS, when.end) or self._stands_alone(sentence)

    @staticmethod
    def _stands_alone(sentence: Sentence) -> bool:
        return len(sentence.tokens) <= _WORDS and not any(t.pos in ("VERB", "AUX") for t in sentence.tokens)

    def _reach(self, sentence: Sentence, when: When) -> int | None:
        """Where what it heads ends; None where it heads all behind it."""
        block = sentence.block
        alone = not any(map(str.isalnum, self._text[block.start : when.start] + self._text[when.end : block.end]))
        return None if alone else block.end


def _start(entry: tuple[int, When, int | None]) -> int:
    return entry[0]
