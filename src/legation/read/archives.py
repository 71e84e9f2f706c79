"""Web archives (WARC, also packed record by record, such as CC-NEWS): each archived page is an article.

Only responses with status 200 that hold HTML are read; requests, metadata, revisits, pictures and errors are left out.
A record that is broken gives a SourceError with its place, and the next record is read.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, WarcReader, ZstdReader
from fastwarc.warc import HeaderMap

from legation.errors import SourceError
from legation.read.reels import Block, Broken, blocks
from legation.read.streams import FILE_LIMIT, Source
from legation.read.tapes import FAULTS

if TYPE_CHECKING:
    from legation.records import Document

_PAGES = ("text/html", "application/xhtml+xml")
_MEGABYTES = FILE_LIMIT // 1_000_000
# How bodies are packed (RFC 9110), by their first bytes: archives often keep the header of what they have unpacked.
_CODINGS: dict[str, tuple[bytes, Callable[[io.BytesIO], WarcReader]]] = {
    "gzip": (b"\x1f\x8b", GzipReader),
    "x-gzip": (b"\x1f\x8b", GzipReader),
    "deflate": (b"\x78", lambda body: GzipReader(body, zlib=True)),
    "br": (b"", BrotliReader),
    "zstd": (b"\x28\xb5\x2f\xfd", ZstdReader),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """A page as an archive holds it: its address, when it was fetched (not when it was published), its bytes."""

    url: str | None
    fetched: str | None
    charset: str | None
    data: bytes
    place: str


def articles(source: Source) -> Iterator["Document | SourceError"]:
    """Read the archived pages of a source as articles."""
    from legation.read import html  # its parser takes half a second to load

    left_out: Counter[str] = Counter()
    found = False
    for page in pages(source, left_out):
        found = True
        if isinstance(page, SourceError):
            yield page
            continue
        try:
            yield html.article(page.data, source.name, charset=page.charset, address=page.url)
        except SourceError as error:
            yield SourceError(source.name, f"{page.place}: {error.reason}")
    if not found:
        listed = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items())) or "no record at all"
        raise SourceError(source.name, f"holds no archived page; found {listed}")


def pages(source: Source, left_out: Counter[str] | None = None) -> Iterator[ArchivedPage | SourceError]:
    """Yield the archived pages of a source; what is no page is counted in `left_out` by what it is."""
    counts: Counter[str] = Counter() if left_out is None else left_out
    for block in blocks(source.stream):
        if isinstance(block, Broken):
            yield SourceError(source.name, f"record at byte {block.offset}: {block.reason}")
            continue
        try:
            if page := _page(block, counts):
                yield page
        except SourceError as error:
            yield SourceError(source.name, f"{_place(block)}: {error.reason}")
        except FAULTS as exc:
            yield SourceError(source.name, f"{_place(block)}: its content can't be unpacked ({str(exc)[:80]})")


def _page(block: Block, counts: Counter[str]) -> ArchivedPage | None:
    """The page in a record; None for one that holds none."""
    if block.type != "response" or not block.record.is_http:
        counts["of type 'response', not by HTTP" if block.type == "response" else f"of type '{block.type}'"] += 1
        return None
    headers = HeaderMap()
    length = headers.parse(io.BytesIO(block.data))
    kind, _, parameters = (headers.get("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _PAGES:
        counts["that are no pages"] += 1
        return None
    if headers.status_code != 200:
        counts["with another status than 200"] += 1
        return None
    if why := block.header("WARC-Truncated"):
        raise SourceError("", f"was cut short when it was archived ({why})")
    return ArchivedPage(
        url=(block.header("WARC-Target-URI") or "").strip("<> ") or None,
        fetched=block.header("WARC-Date"),
        charset=_charset(parameters),
        data=_body(block.data[length:], headers),
        place=_place(block),
    )


def _place(block: Block) -> str:
    address = (block.header("WARC-Target-URI") or "").strip("<> ")
    return f"record at byte {block.offset}" + (f" ({address})" if address else "")


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _body(data: bytes, headers: HeaderMap) -> bytes:
    """What a server sent, out of its chunks and unpacked, up to the limit for one page."""
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and _is_chunked(data):
        data = _within_limit(ChunkedReader(io.BytesIO(data)))
    codings = [each.strip().lower() for each in (headers.get("Content-Encoding") or "").split(",")]
    for coding in reversed(codings):
        magic, reader = _CODINGS.get(coding, (b"", None))
        if reader and data.startswith(magic) and not (coding == "br" and data.lstrip()[:1] == b"<"):
            data = _within_limit(reader(io.BytesIO(data)))
    if len(data) > FILE_LIMIT:
        raise SourceError("", f"is longer than {_MEGABYTES} MB, the limit for one page")
    return data


def _is_chunked(data: bytes) -> bool:
    try:
        return int(data[:16].split(b"\r\n")[0].split(b";")[0], 16) >= 0
    except ValueError:
        return False


def _within_limit(reader: WarcReader) -> bytes:
    """All that a reader gives; a page that unpacks to more than the limit is none."""
    pieces, size = [], 0
    while piece := reader.read(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > FILE_LIMIT:
            raise SourceError("", f"unpacks to more than {_MEGABYTES} MB, the limit for one page")
    return b"".join(pieces)
