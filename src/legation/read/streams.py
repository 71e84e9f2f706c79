"""A source as bytes: read whole up to a limit, or line by line in constant memory."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from legation.errors import SourceError

ARTICLE_LIMIT = (
    5_000_000  # bytes of one article's text, or of one line of JSONL or CSV: 40 times the longest report we know
)
FILE_LIMIT = 50_000_000  # bytes of a page, mail or PDF, whose pictures and scripts outweigh its text
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end: 1-based number, offset of its first byte in the source, its bytes.

    `size` is larger than the bytes given when the line is longer than `ARTICLE_LIMIT`; the rest was skipped.
    """

    number: int
    offset: int
    data: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Source:
    """An open source: `name` as messages give it, `file_name` without folder (None for standard input)."""

    name: str
    stream: "io.BufferedReader[Any]"
    file_name: str | None = None

    def whole(self, limit: int) -> bytes:
        """Read all of it; raises SourceError when it is empty or longer than `limit` bytes."""
        data = self.stream.read(limit + 1)
        if not data:
            raise SourceError(self.name, "is empty; expected an article")
        if len(data) > limit:
            raise SourceError(self.name, f"is longer than {limit // 1_000_000} MB, the limit for one article")
        return data

    def lines(self) -> Iterator[Line]:
        """Yield the lines, none longer than `ARTICLE_LIMIT` in memory; only a line feed ends a line."""
        offset = number = 0
        while data := self.stream.readline(ARTICLE_LIMIT):
            number += 1
            size = len(data)
            last = data[-1:]
            while size >= ARTICLE_LIMIT and last != b"\n" and (more := self.stream.readline(_CHUNK)):
                size, last = size + len(more), more[-1:]
            yield Line(number, offset, data, size)
            offset += size
