"""Reads one huge JSON object entry by entry: the entries of its arrays, one after another, each with its line.

Streaming parsers from elsewhere know no lines, and a refusal without a line is of little use to whoever must mend it.
"""

import codecs
import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from legation.errors import KnowledgeError
from legation.imports.sources import LONGEST, opened

_CHUNK = 256 * 1024
# An error so near to the end of what was read may vanish when more is read ("tru").
_TAIL = 16


def entries(path: Path, wanted: Container[str]) -> Iterator[tuple[str, int, Any]]:
    """Yield the name of the array, the line and the value of each entry of those top-level arrays that are `wanted`."""
    with opened(path) as stream:
        text = _Text(str(path), stream)
        text.expect("{")
        while text.peek() != "}":
            key = str(text.value())
            text.expect(":")
            if text.peek() == "[":
                for line, entry in _array(text):
                    if key in wanted:
                        yield key, line, entry
            else:
                text.value()
            if text.peek() != "}":
                text.expect(",")


def _array(text: "_Text") -> Iterator[tuple[int, Any]]:
    text.expect("[")
    while text.peek() != "]":
        yield text.line, text.value()
        if text.peek() != "]":
            text.expect(",")
    text.expect("]")


class _Text:
    """The part of the file that is being looked at."""

    def __init__(self, file: str, stream: BinaryIO) -> None:
        self._file = file
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False
        self.line = 1

    def peek(self) -> str:
        """The next character that is no space."""
        while True:
            while self._at < len(self._text) and self._text[self._at].isspace():
                self._skip(self._at + 1)
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise KnowledgeError(self._file, self.line, "not valid JSON: it ends too early")

    def expect(self, character: str) -> None:
        """Go past `character`."""
        if (found := self.peek()) != character:
            raise KnowledgeError(self._file, self.line, f"not valid JSON: expected '{character}', found '{found}'")
        self._skip(self._at + 1)

    def value(self) -> Any:
        """Read one value."""
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
                length = end - self._at
                # A number may go on beyond what was read ("0", then ".5").
                if end + _TAIL <= len(self._text) or not self._more():
                    self._skip(self._at + length)
                    return value
            except json.JSONDecodeError as exc:
                open_ended = exc.msg.startswith("Unterminated") or exc.pos >= len(self._text) - _TAIL
                if not open_ended or not self._more():
                    line = self.line + self._text.count("\n", self._at, exc.pos)
                    raise KnowledgeError(self._file, line, f"not valid JSON: {exc.msg}") from exc
            except (RecursionError, ValueError) as exc:
                raise KnowledgeError(self._file, self.line, f"JSON beyond all measure: {exc}") from exc

    def _skip(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Read on, as much again as is waiting, so that a long entry is tried only a few times."""
        waiting = len(self._text) - self._at
        if self._ended:
            return False
        if waiting > LONGEST:
            raise KnowledgeError(self._file, self.line, f"an entry is longer than {LONGEST >> 20} MiB")
        read = self._stream.read(max(_CHUNK, waiting))
        self._ended = not read
        try:
            self._text = self._text[self._at :] + self._decode.decode(read, final=self._ended)
        except UnicodeDecodeError as exc:
            raise KnowledgeError(self._file, self.line, f"not UTF-8: {exc.reason}") from exc
        self._at = 0
        return bool(read)
