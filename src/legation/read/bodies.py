"""The body of an answer, unpacked piece by piece and given up as soon as it is too long, too slow or made to burst."""

from typing import Any

import httpx2

from legation.errors import SourceError
from legation.read.limits import Limits

CODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "identity"})
_MEGABYTE = 1_000_000


def whole(response: httpx2.Response, limits: Limits, name: str) -> bytes:
    """Read a body within the limits; raises SourceError with the limit that it passes."""
    _refuse_codings(response, name)
    if (announced := _number(response.headers.get("content-length"))) > limits.body_bytes:
        raise _too_long(limits, name, f"{announced / _MEGABYTE:.0f} MB")
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > limits.ratio_floor and size > limits.ratio * response.num_bytes_downloaded:
            raise _burst(limits, name)
        if size > limits.body_bytes:
            raise _too_long(limits, name, "more")
    return b"".join(pieces)


def unpacked(data: bytes, limits: Limits, name: str) -> bytes:
    """Unpack a gzip file (as sitemaps come) within the same limits."""
    import zlib

    worker: Any = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found: bytes = worker.decompress(data, limits.body_bytes + 1)
    except zlib.error as exc:
        raise SourceError(name, f"isn't a readable gzip file ({exc})") from exc
    if len(found) > limits.ratio_floor and len(found) > limits.ratio * len(data):
        raise _burst(limits, name)
    if len(found) > limits.body_bytes:
        raise _too_long(limits, name, "more")
    if not worker.eof:
        raise SourceError(name, "is a gzip file that breaks off")
    return found


def _refuse_codings(response: httpx2.Response, name: str) -> None:
    codings = [each.strip().lower() for each in response.headers.get("content-encoding", "").split(",") if each.strip()]
    if strange := [each for each in codings if each not in CODINGS]:
        raise SourceError(name, f"is packed as '{strange[0][:20]}', which wasn't asked for and can't be read")
    if len(codings) > 1:
        raise SourceError(name, "is packed more than once, as only an attack is")


def _burst(limits: Limits, name: str) -> SourceError:
    return SourceError(
        name, f"grows to more than {limits.ratio} times its size when it is unpacked, as only a bomb does"
    )


def _too_long(limits: Limits, name: str, found: str) -> SourceError:
    return SourceError(name, f"is longer than {limits.body_bytes / _MEGABYTE:g} MB, the limit for a page ({found})")


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 0
