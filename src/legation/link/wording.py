"""The words of one article that say something, each found once, however many stretches are asked for."""

from bisect import bisect_left
from re import Match
from typing import NamedTuple

from legation.link import passages, words


class Word(NamedTuple):
    """A word with its place, its stem, and the stem as it is compared: a name keeps its capital."""

    start: int
    end: int
    stem: str
    compared: str


class Wording:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        """Find all words."""
        self._text = text
        saying = {word.start: word for word in self._read(0, len(text))}
        found = list(words.WORD.finditer(text))
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]
        self._words = [saying.get(start) for start in self._starts]

    def within(self, first: int, last: int) -> list[Word]:
        """The words of a stretch that say something, as if it were a text of its own: a word may be cut at its ends."""
        if self._cuts(first) or self._cuts(last):
            return self._read(first, last)
        begin, end = bisect_left(self._starts, first), bisect_left(self._starts, last)
        return [word for word in self._words[begin:end] if word]

    def _cuts(self, place: int) -> bool:
        """Whether the place lies within a word."""
        before = bisect_left(self._starts, place)
        return before > 0 and self._ends[before - 1] > place

    def _read(self, first: int, last: int) -> list[Word]:
        found = words.load().words(self._text[first:last])
        return [self._word(stem, match, first) for stem, match in found]

    def _word(self, stem: str, match: Match[str], first: int) -> Word:
        start = first + match.start()
        name = match[0][0].isupper() and match[0].casefold() not in words.load().titles
        compared = stem.capitalize() if name and not passages.opens(self._text, start) else stem
        return Word(start, first + match.end(), stem, compared)
