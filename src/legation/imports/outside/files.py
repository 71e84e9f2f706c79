"""Opens the files that event tables come in: plain, packed, or in ZIP archives; read piece by piece."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from legation.errors import SourceError

LONGEST = 1 << 20  # bytes of a line; the rows of these tables have some thousand
_HEAD = 1 << 16
_PACKED: Mapping[bytes, Callable[..., object]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
_ZIP = b"PK\x03\x04"
_ENCRYPTED = 1


def files(source: Path) -> Iterator[Path]:
    """Yield the file, or the files of a folder in the order of their names; hidden ones are left out."""
    if not source.is_dir():
        yield source
        return
    for each in sorted(source.rglob("*")):
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(source).parts):
            yield each


def opened(path: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    """Yield name and stream of each table in a file: one, or those of a ZIP archive."""
    with guarded(str(path)):
        with path.open("rb") as raw:
            magic = raw.read(6)
        if magic.startswith(_ZIP):
            yield from _archived(path)
            return
        opener = next((way for begin, way in _PACKED.items() if magic.startswith(begin)), Path.open)
        with cast(BinaryIO, opener(path, "rb")) as stream:
            yield str(path), _buffered(stream)


def lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their 1-based numbers; None for one that is longer than any row."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and line[-1] != 10:
            while (more := stream.readline(LONGEST)) and more[-1] != 10:
                pass
            yield number, None
        else:
            yield number, line


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Turn what goes wrong while a file is read into a SourceError that names it."""
    try:
        yield
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise SourceError(name, f"its compression is broken: {error}") from error
    except NotImplementedError as error:  # a way of packing that Python does not know
        raise SourceError(name, f"can't be unpacked: {error}") from error
    except FileNotFoundError as error:
        raise SourceError(name, "no such file or folder") from error
    except OSError as error:
        raise SourceError(name, f"can't be read: {(error.strerror or str(error)).lower()}") from error


def _archived(path: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    with zipfile.ZipFile(path) as archive:
        for each in archive.infolist():
            if each.is_dir():
                continue
            name = f"{path}/{each.filename}"
            if each.flag_bits & _ENCRYPTED:
                raise SourceError(name, "is locked with a password")
            with archive.open(each) as stream:
                yield name, _buffered(stream)


def _buffered(stream: object) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)
