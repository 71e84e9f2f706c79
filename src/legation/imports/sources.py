"""Opens what the user names: plain or compressed, read from the beginning as often as needed, never as a whole."""

import bz2
import gzip
import json
import lzma
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, cast

from legation.errors import KnowledgeError

# No line and no entry is longer in any honest file; what is would take the memory that we promise not to take.
LONGEST = 64 * 1024 * 1024
_COMPRESSED: Mapping[bytes, Callable[..., object]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
}
_PACKED_NAMES = (".gz", ".bz2", ".xz")
_HEAD = 64 * 1024
_WIKIDATA = re.compile(rb'"(claims|labels|descriptions|sitelinks)"\s*:\s*[{\[]|"type"\s*:\s*"(item|property|lexeme)"')


class Form(StrEnum):
    """The forms that can be imported."""

    wikidata = "wikidata"
    csv = "csv"
    popolo = "popolo"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file, decompressed; whatever goes wrong while it is read is a KnowledgeError."""
    try:
        with path.open("rb") as raw:
            head = raw.read(6)
        opener = next((way for magic, way in _COMPRESSED.items() if head.startswith(magic)), Path.open)
        with cast(BinaryIO, opener(path, "rb")) as stream:
            yield stream
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as exc:
        raise KnowledgeError(str(path), None, f"its compression is broken: {exc}") from exc
    except OSError as exc:
        raise KnowledgeError(str(path), None, f"can't be read: {exc.strerror or exc}") from exc


def is_misnamed(path: Path) -> bool:
    """True for a file that is called as if it were compressed, and is not."""
    if path.suffix.lower() not in _PACKED_NAMES or not path.is_file():
        return False
    try:
        with path.open("rb") as raw:
            return not raw.read(6).startswith(tuple(_COMPRESSED))
    except OSError:
        return False  # whoever reads it says so


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file with their 1-based numbers, stripped; empty ones are left out."""
    with opened(path) as stream:
        number = 0
        while line := stream.readline(LONGEST):
            number += 1
            if len(line) == LONGEST and not line.endswith(b"\n"):
                raise KnowledgeError(str(path), number, f"longer than {LONGEST >> 20} MiB: expected one entry a line")
            if stripped := line.strip():
                yield number, stripped


def form(path: Path) -> Form:
    """The form of a file or folder, by what it begins with."""
    if path.is_dir():
        return Form.csv
    head = first_line(path).lstrip()
    if not head:  # an empty first line, or an empty file
        with opened(path) as stream:
            head = stream.read(_HEAD).lstrip()
    if b"\0" in head:
        raise KnowledgeError(str(path), 1, "holds zero bytes: it is no text, or not in UTF-8; expected CSV or JSON")
    if head.startswith(b"["):
        return Form.wikidata
    if not head.startswith(b"{"):
        return Form.csv
    return Form.popolo if is_ftm(head) or not _WIKIDATA.search(head) else Form.wikidata


def first_line(path: Path) -> bytes:
    """The first line, or as much of it as tells the form."""
    with opened(path) as stream:
        return stream.readline(_HEAD * 16).removeprefix(b"\xef\xbb\xbf")


def is_ftm(line: bytes) -> bool:
    """True for a line of FollowTheMoney: an entity with a schema and properties."""
    try:
        entity = json.loads(line)
    except ValueError:
        return False
    return isinstance(entity, dict) and "schema" in entity and isinstance(entity.get("properties"), dict)
