"""Bytes to text: UTF-8, or what a byte-order mark or the source declares; nothing is guessed, nothing replaced."""

import codecs
import re

from legation.errors import SourceError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Pages that declare Latin-1 or ASCII are read as Windows-1252 by every browser, and written so (WHATWG Encoding).
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def half_pair(text: str) -> int | None:
    """Where `text` holds half a surrogate pair, which is no character and which no file can keep."""
    match = _HALF_PAIR.search(text)
    return match.start() if match else None


def marked(data: bytes) -> str | None:
    """The encoding that a byte-order mark at the start of `data` declares."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def decoded(data: bytes, name: str, *, declared: str | None = None) -> str:
    """Decode `data` as its byte-order mark says, else as `declared`, else as UTF-8; raises SourceError."""
    encoding = marked(data) or (_known(declared, name) if declared else "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise SourceError(name, _complaint(data, exc, declared)) from exc
    if "\0" in text:
        offset = data.find(b"\0")
        raise SourceError(name, f"holds a zero byte at offset {offset}, so it is no text; expected UTF-8 text")
    return text


def _known(declared: str, name: str) -> str:
    try:
        info = codecs.lookup(declared.strip())
    except (LookupError, ValueError) as exc:
        raise SourceError(name, f"declares the unknown encoding '{declared}'; convert it to UTF-8") from exc
    # Codecs such as rot13 or base64 turn no bytes into text.
    if not getattr(info, "_is_text_encoding", True):
        raise SourceError(name, f"declares '{declared}', which is no text encoding; convert it to UTF-8")
    return _AS_BROWSERS_DO.get(info.name, info.name)


def _complaint(data: bytes, exc: UnicodeDecodeError, declared: str | None) -> str:
    expected = declared or ("UTF-16 or UTF-32, as its byte-order mark declares" if marked(data) else "UTF-8")
    byte = f"byte 0x{data[exc.start]:02x} at offset {exc.start}" if exc.start < len(data) else "its end"
    return f"{byte} isn't {expected}; convert the file to UTF-8 (or to UTF-16 with a byte-order mark)"
