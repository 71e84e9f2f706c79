"""Word pieces: texts as the small models read them, in numbers. Each word is cut into its pieces once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

# So many words are remembered: those of some months of news.
_REMEMBERED = 1 << 15

# The numbers of the pieces of a word, and where in it each begins.
Pieces = tuple[tuple[int, ...], tuple[int, ...]]


class WordPieces:
    """Cuts texts into at most so many pieces, the marks around them among these."""

    def __init__(self, tokenizer: Any, most: int) -> None:
        """`tokenizer` is one of the library `tokenizers` that cuts word by word, whatever stands beside a word."""
        self._tokenizer = tokenizer
        self._opening, self._closing = tokenizer.encode("").ids
        self._most = most - 2
        self._pieces = lru_cache(maxsize=_REMEMBERED)(self._cut)

    def text(self, text: str) -> tuple[list[int], list[int]]:
        """The pieces of a text whose words single blanks part, and where each begins; the marks around it at 0."""
        ids: list[int] = []
        starts: list[int] = []
        at = 0
        for word in text.split(" "):
            pieces, places = self._pieces(word)
            ids.extend(pieces)
            starts.extend([at + place for place in places])
            at += len(word) + 1
        return self._framed(ids), [0, *starts[: self._most], 0]

    def words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """The pieces of some words, and which is the first of each word: 0 for one of none, and beyond the last."""
        ids: list[int] = []
        firsts: list[int] = []
        for word in words:
            pieces, _ = self._pieces(word)
            firsts.append(len(ids) + 1 if pieces and len(ids) < self._most else 0)
            ids.extend(pieces)
        return self._framed(ids), firsts

    def _framed(self, ids: Sequence[int]) -> list[int]:
        return [self._opening, *ids[: self._most], self._closing]

    def _cut(self, word: str) -> Pieces:
        found = self._tokenizer.encode(word, add_special_tokens=False)
        return tuple(found.ids), tuple(start for start, _ in found.offsets)
