"""Which format a source has: by its file's ending, else by its first bytes."""

import re
from pathlib import PurePath
from typing import Literal, cast, get_args

from legation import event_tables
from legation.errors import SourceError
from legation.read.articlerows import chosen
from legation.read.encodings import marked
from legation.read.vocabulary import formats

Kind = Literal["text", "jsonl", "csv", "html", "eml", "mbox", "pdf", "warc"]
KINDS: tuple[str, ...] = get_args(Kind)
EXPECTED = "expected text, HTML, JSON, CSV, mail (EML, mbox), PDF or WARC"

_BINARY = {
    b"PK\x03\x04": "a ZIP archive or Office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
    b"PAR1": "a Parquet table",
}
# Possessive, so that a thousand comments in a row are tried in one way only.
_PAGE = re.compile(
    rb"\s*+(?:(?><\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)
_OBJECT = re.compile(rb'\s*(?:\[\s*)?\{\s*["}]')
_HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z-]+):\s")
_HEADER = 500  # bytes of a line that may be the header of a table
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1b")


def format_of(name: str, file_name: str | None, head: bytes) -> Kind:
    """The format of a source; raises SourceError for what is plainly none of them."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if is_archive(head):
        return "warc"
    if whose := event_tables.told(head):
        raise SourceError(
            name, f"is an event table of {whose} and holds no articles; `{event_tables.COMMAND} FILE` keeps it apart"
        )
    _refuse_binary(name, head)
    suffix = PurePath(file_name).suffix.lower() if file_name else ""
    promised = formats().suffixes.get(suffix)
    return cast(Kind, promised) if promised else _by_content(head)


def is_archive(head: bytes) -> bool:
    """Whether a source begins with an archived record, packed or not; anything else packed is none of ours."""
    if not head.startswith((b"WARC/", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        return False
    from legation.read.tapes import begins  # loads the library of archives

    return begins(head)


def _refuse_binary(name: str, head: bytes) -> None:
    if marked(head):
        return
    for magic, what in _BINARY.items():
        if head.startswith(magic):
            raise SourceError(name, f"is {what}; {EXPECTED}")
    controls = sum(byte in _CONTROLS for byte in head)
    if b"\0" in head or controls > len(head) * 0.1:
        raise SourceError(name, f"is a binary file; {EXPECTED}")


def _by_content(head: bytes) -> Kind:
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        return "html"
    if _OBJECT.match(start):
        return "jsonl"
    first, *others = start.split(b"\n", 40)
    if _is_mail([first, *others]):
        return "mbox" if first.startswith(b"From ") else "eml"
    return "csv" if _is_header(first) else "text"


def _is_header(line: bytes) -> bool:
    """Whether a line names the columns of a table of articles: one of text, and another that is known."""
    cells = [cell.strip(b" \"'\r").decode("utf-8", "replace") for cell in re.split(rb"[,;\t]", line[:_HEADER])]
    return len(line) < _HEADER and {"text"} < chosen(cells).keys()


def _is_mail(lines: list[bytes]) -> bool:
    if not (lines[0].startswith(b"From ") or _HEADER_LINE.match(lines[0])):
        return False
    names = set()
    for line in lines:
        if not line.strip():
            break
        if match := _HEADER_LINE.match(line):
            names.add(match[1].decode("ascii").lower())
    return len(names & formats().mail_headers) >= 2
