"""The records of a WARC file, one after the other, whatever is broken between them.

FastWARC reads the records and stops at the first byte that is wrong. The bytes behind are then searched for the next
beginning: a line "WARC/1.", or a gzip or zstd member that unpacks to one. So a broken record costs only itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from fastwarc.warc import ArchiveIterator, WarcRecord

from legation.read.tapes import FAULTS, Tape

RECORD_LIMIT = 100_000_000  # bytes of one record: what is larger is no page but a film or a data set
_AFTER = b"\r\n\r\n"  # what ends a record's headers, and the record
_SAID = 80  # characters of what FastWARC says: some of its messages hold what it read
_SWALLOWED = b"\r\n\r\nWARC/1."


class Stream(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Read up to `size` bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A record: where it begins in the file, its headers, and its bytes as they stand behind them."""

    offset: int
    record: WarcRecord
    data: bytes

    @property
    def type(self) -> str:
        """The kind of record, such as "response"."""
        return str(self.record.record_type)

    def header(self, name: str) -> str | None:
        """The value of one of its own headers."""
        return (self.record.headers.get(name) or "").strip() or None


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that can't be read, where it begins, and why."""

    offset: int
    reason: str


class _FaultError(Exception):
    """A record that FastWARC gives and that is broken nevertheless."""


def blocks(stream: Stream) -> Iterator[Block | Broken]:
    """Yield the records of a WARC file in order, and a `Broken` for each that can't be read."""
    tape = Tape(stream)
    start = tape.beginning(0)
    if start != 0:
        yield Broken(0, "is no WARC record; expected a line 'WARC/1.0' or 'WARC/1.1'")
    pending: Broken | None = None
    while start is not None:
        stretch = _Stretch(tape, start)
        for block in stretch.read():
            if pending:  # the record after the gap is whole, so it was the gap that was broken
                yield pending
                pending = None
            yield block
        if stretch.fault is None:
            return
        fault, start = stretch.fault, tape.beginning(stretch.fault.offset + 1)
        if stretch.between and start is not None:
            pending = fault
        else:
            pending = None
            yield fault


class _Stretch:
    """The records from one beginning on, up to the first fault."""

    def __init__(self, tape: Tape, start: int) -> None:
        self.fault: Broken | None = None
        self.between = False  # whether the fault lies behind a record that is whole, not in one
        self._tape, self._start = tape, start
        self._held: Block | None = None

    def read(self) -> Iterator[Block]:
        """Yield a record when the one after it was reached: a length that is too small shows only there."""
        self._tape.wind(self._start)
        records = iter(ArchiveIterator(self._tape, parse_http=False))  # type: ignore[arg-type]
        at = self._start
        while True:
            try:
                record = next(records)
                if self._held:
                    yield self._held
                at = record.stream_pos  # by what the tape tells, so from the beginning of the file
                self._tape.forget(at)
                self._held = None
                self._held = Block(offset=at, record=record, data=_whole(record))
            except StopIteration:
                # A member whose header is damaged can take all that follows for a part of itself, without a complaint.
                if self._held and self._tape.rest(at):
                    self._note(at, "is damaged (it is no member of its own)")
                break
            except _FaultError as exc:
                self._note(at, str(exc))
                break
            except FAULTS as exc:
                self._note(at, f"is damaged ({str(exc)[:_SAID] or type(exc).__name__})")
                break
        if self._held:
            yield self._held

    def _note(self, at: int, reason: str) -> None:
        held = self._held
        self.between = held is not None
        if held and not self._ends_well(held):
            self._held, self.between, reason = None, False, "is longer than its Content-Length says"
        elif held:
            reason = f"is whole, but what comes behind it {reason}"
        self.fault = Broken(at, reason)

    def _ends_well(self, block: Block) -> bool:
        """Whether a record of a plain archive ends where it says; of a packed one that is its member's matter."""
        head = self._tape.peek(block.offset, 1 << 16)
        if not head.startswith(b"WARC/"):
            return True
        end = block.offset + head.find(_AFTER) + len(_AFTER) + len(block.data)
        return self._tape.peek(end, len(_AFTER)) == _AFTER


def _whole(record: WarcRecord) -> bytes:
    length = record.content_length
    if length > RECORD_LIMIT:
        size, limit = length / 1_000_000, RECORD_LIMIT // 1_000_000
        raise _FaultError(f"says that it has {size:,.0f} MB; the limit for one record is {limit} MB")
    if not (record.headers.get("Content-Length") or "").strip().isdigit():
        raise _FaultError("has no readable Content-Length")
    data = record.reader.read(length) if length else b""
    while len(data) < length and (more := record.reader.read(length - len(data))):
        data += more
    if len(data) < length:
        raise _FaultError(f"ends after {len(data)} of {length} bytes")
    if _SWALLOWED in data:
        raise _FaultError("says that it is longer than it is: another record begins in it")
    return data
