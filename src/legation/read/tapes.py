"""A stream that can be wound back a little, and searched for the place where the next archived record begins."""

import io
import re
import zlib
from typing import TYPE_CHECKING

from fastwarc.stream_io import ZstdReader

if TYPE_CHECKING:
    from legation.read.reels import Stream

# What FastWARC raises on damaged bytes, as met with truncated and altered archives.
FAULTS = (OSError, ValueError, EOFError, MemoryError)
KEPT = 128_000_000  # bytes kept to be read again; a record that needs more is past the limit for one
_CHUNK = 1 << 18
_SNIFFED = 1 << 14  # bytes of a member that must unpack to the first line of a record
_FIRST = b"WARC/1."
_BEGINNING = re.compile(rb"(?<=\n)WARC/1\.|\x1f\x8b\x08|\x28\xb5\x2f\xfd")
_INCOMPLETE = "incomplete frame"  # in what FastWARC says
_OVERLAP = 8  # bytes of a beginning that may lie across two chunks


class Tape:
    """Reads a stream once, and keeps what was read since the last `forget`: pipes can't be wound back themselves."""

    def __init__(self, stream: "Stream") -> None:
        """Take the `stream`, which is at its beginning."""
        self._stream = stream
        self._kept = bytearray()
        self._base = self._at = 0  # offset of the first byte kept, and of the next to be read

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes."""
        wanted = _CHUNK if size < 0 else size
        skip = self._at - self._base
        if skip >= len(self._kept):
            self._grow(wanted)
            skip = self._at - self._base
        data = bytes(self._kept[skip : skip + wanted])
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Where the next byte lies in the stream."""
        return self._at

    def wind(self, offset: int) -> None:
        """Go to an offset that was passed and not forgotten."""
        self._at = max(offset, self._base)

    def forget(self, before: int) -> None:
        """Give up all bytes before an offset."""
        drop = min(max(0, before - self._base), len(self._kept))
        del self._kept[:drop]
        self._base += drop

    def peek(self, offset: int, size: int) -> bytes:
        """The bytes at an offset, without going there."""
        while self._base + len(self._kept) < offset + size and self._grow(_CHUNK):
            pass
        skip = max(0, offset - self._base)
        return bytes(self._kept[skip : skip + size])

    def beginning(self, offset: int) -> int | None:
        """Where the first record at or behind an offset begins; None when there is none."""
        at = max(offset, self._base)
        while True:
            before = b"\n" if at == 0 else self.peek(at - 1, 1) if at > self._base else b"\0"
            chunk = before + self.peek(at, _CHUNK)
            for match in _BEGINNING.finditer(chunk):
                place = at + match.start() - len(before)
                if place >= at and begins(self.peek(place, _SNIFFED)):
                    return place
            if len(chunk) <= _OVERLAP + 1:
                return None
            at += len(chunk) - len(before) - (_OVERLAP if len(chunk) > _CHUNK else 0)
            self.forget(at - 1)

    def rest(self, offset: int) -> bool:
        """Whether anything lies behind the gzip member at an offset, which no one read as a record."""
        member = zlib.decompressobj(wbits=31)
        at, packed = offset, self.peek(offset, _CHUNK)
        while packed and not member.eof:
            try:
                member.decompress(packed, _CHUNK)
            except zlib.error:
                return False
            if packed := member.unconsumed_tail:
                continue
            at += _CHUNK
            packed = self.peek(at, _CHUNK)
        return bool(member.unused_data or packed)

    def _grow(self, size: int) -> bool:
        data = self._stream.read(size)
        self._kept += data
        if len(self._kept) > KEPT:
            self.forget(self._base + len(self._kept) - KEPT)
        return bool(data)


def begins(head: bytes) -> bool:
    """Whether bytes begin a record, packed or not."""
    try:
        if head.startswith(b"\x1f\x8b"):
            head = zlib.decompressobj(wbits=31).decompress(head, len(_FIRST))
        elif head.startswith(b"\x28\xb5"):
            head = ZstdReader(io.BytesIO(head)).read(len(_FIRST))
    except zlib.error:
        return False
    except FAULTS as exc:
        # A frame of zstd unpacks block by block: one longer than what is looked at is taken at its magic number's word.
        return _INCOMPLETE in str(exc)
    return head.startswith(_FIRST)
