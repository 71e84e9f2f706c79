"""PDF: the text layer, its wrapped lines joined into paragraphs. Scans hold none and are refused."""

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from legation.errors import SourceError
from legation.read.metadata import Metadata
from legation.read.plain import document
from legation.read.streams import ARTICLE_LIMIT, FILE_LIMIT, Source
from legation.read.wraps import paragraphs
from legation.records import Document

# A library's complaints about a file are no output of ours; a program that sets up logging still gets them.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

# What pypdf raises on damaged files besides its own errors, as met with truncated and altered samples.
_DAMAGE = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_PAGE_NUMBER = re.compile(r"(?:page )?[-– ]*\d{1,4}(?: ?(?:/|of) ?\d{1,4})?[-– ]*", re.IGNORECASE)


def articles(source: Source) -> Iterator[Document]:
    """Read a PDF as one article."""
    data = source.whole(FILE_LIMIT)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(source.name, "is password-protected; save it without a password")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DependencyError as exc:
        raise SourceError(source.name, "is password-protected; save it without a password") from exc
    except _DAMAGE as exc:
        raise SourceError(source.name, f"isn't a readable PDF ({_first_line(exc)})") from exc
    text = paragraphs("\n".join(_without_page_number(page) for page in pages))
    _check(text, pages, source.name)
    metadata = Metadata(source_id=source.file_name, source_format="pdf")
    # Programs fill the title field with file names; it counts when it stands in the text, too.
    if title and " ".join(title.split()).lower() in text[:1000].lower():
        metadata["title"] = " ".join(title.split())
    yield document(text, **metadata)


def _check(text: str, pages: list[str], name: str) -> None:
    if not pages:
        raise SourceError(name, "is a PDF without pages; expected an article")
    if not text.strip():
        raise SourceError(name, "holds only images and no text layer; run it through text recognition (OCR) first")
    if len(text.encode("utf-8", "surrogatepass")) > ARTICLE_LIMIT:
        raise SourceError(name, f"holds more than {ARTICLE_LIMIT // 1_000_000} MB of text, the limit for one article")


def _first_line(exc: BaseException) -> str:
    return (str(exc).strip().splitlines() or [type(exc).__name__])[0][:100]


def _without_page_number(page: str) -> str:
    """Drop a first or last line that is only the page's number; half characters become the replacement character."""
    lines = page.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "").splitlines()
    while lines and (not lines[-1].strip() or _PAGE_NUMBER.fullmatch(lines[-1].strip())):
        lines.pop()
    while lines and (not lines[0].strip() or _PAGE_NUMBER.fullmatch(lines[0].strip())):
        lines.pop(0)
    return "\n".join(lines)
