"""Units: how much of a block the parser reads at once; a longer block is cut at sentence ends, else at blanks."""

import re
from collections.abc import Iterator

# A block is handed to the parser in units of at most so many characters: its memory grows with the unit.
UNIT = 20_000
# No sentence of prose is as long as this: a list or a broken page is cut at a mark or blank, and read on from there.
SENTENCE = 3_000
_ENDED = re.compile(r"[.!?][\"'”’)\]]*\s+")
# Where a stretch without a sentence end is cut best; never in its first half.
_MARKS = ("; ", ", ", " ")


def units(text: str) -> Iterator[tuple[int, int]]:
    """Where each unit of a block's text begins and ends; nothing is left out between them."""
    start = last = 0
    for end, ended in _stretches(text):
        if end - start > UNIT:
            yield start, last
            start = last
        if not ended:
            yield start, end
            start = end
        last = end
    if start < last:
        yield start, last


def _stretches(text: str) -> Iterator[tuple[int, bool]]:
    """Where each stretch ends, and whether a sentence may end there; none is longer than SENTENCE."""
    if len(text) <= SENTENCE:
        yield len(text), True
        return
    start = 0
    for end in (*(m.end() for m in _ENDED.finditer(text)), len(text)):
        while end - start > SENTENCE:
            start = _cut(text, start)
            yield start, False
        yield end, True
        start = end


def _cut(text: str, start: int) -> int:
    """Where to cut a stretch that begins at `start` and is too long."""
    first, last = start + SENTENCE // 2, start + SENTENCE
    found = ((text.rfind(mark, first, last), mark) for mark in _MARKS)
    return next((at + len(mark) for at, mark in found if at >= 0), last)
