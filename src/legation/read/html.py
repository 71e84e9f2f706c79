"""Web pages: the article's text without menus and advertisements, and what the page says about it."""

import codecs
import logging
import re
import warnings
from collections.abc import Iterator

import lxml.etree
import lxml.html
import trafilatura

from legation.errors import SourceError
from legation.read import language
from legation.read.cleaning import Prose, prose, prune
from legation.read.encodings import decoded, marked
from legation.read.metadata import Metadata
from legation.read.pagedata import metadata, parsed
from legation.read.plain import document
from legation.read.streams import ARTICLE_LIMIT, FILE_LIMIT, Source
from legation.read.stubs import refusal
from legation.records import Document

# Libraries' complaints about a page are no output of ours; a program that sets up logging still gets them.
for _library in ("trafilatura", "htmldate", "justext", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{1,40})""", re.I
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)|[。؟।！？]")
_MANY_LETTERS = 40
_EARLY, _LATE = 4096, 1 << 17  # bytes in which a page declares its encoding: as it should, and as browsers forgive


def articles(source: Source) -> Iterator[Document]:
    """Read a page as one article."""
    yield article(source.whole(FILE_LIMIT), source.name, file_name=source.file_name)


def article(
    data: bytes, name: str, *, charset: str | None = None, address: str | None = None, file_name: str | None = None
) -> Document:
    """Read the bytes of one page as an article; raises SourceError with the reason when it is none.

    `charset` and `address` are what the server said: the encoding, and where the page lies when it doesn't say so
    itself. `name` is what messages call it.
    """
    page = decoded_page(data, name, charset=charset)
    root = parsed(page)
    if reason := refusal(root):
        raise SourceError(name, reason)
    told = metadata(root, address)
    told.setdefault("source_id", file_name)
    found = _prose(root, name, told)
    told["byline"] = told.get("byline") or found.byline
    text = _paragraphs(found, name)
    told["language"] = _spoken(text, told.get("language"))
    return document(text, **told)


def decoded_page(data: bytes, name: str, *, charset: str | None = None) -> str:
    """Decode a page as its byte-order mark, the server (`charset`) or its head declares, else as UTF-8.

    Where the server's word doesn't fit the bytes, or a page seems to be UTF-8 and isn't, what the page itself declares
    counts, also late in it.
    """
    own = _declared(data[:_EARLY])
    try:
        return decoded(data, name, declared=charset or own)
    except SourceError:
        own = own or _declared(data[:_LATE])
        if own is None or own == charset or marked(data):
            raise
        return decoded(data, name, declared=own)


def _declared(head: bytes) -> str | None:
    """The encoding that a page declares in its head."""
    match = _CHARSET.search(head)
    found = (match[1] or match[2]).decode("ascii") if match else None
    # A declaration that can be read as ASCII is no UTF-16, whatever it says (WHATWG HTML).
    return None if found and _is_wide(found) else found


def body(page: str, name: str) -> str:
    """The article's paragraphs, a blank line between them, list items a line each; raises when there is no article."""
    return _paragraphs(_prose(parsed(page), name, Metadata()), name)


def _prose(root: lxml.html.HtmlElement, name: str, told: Metadata) -> Prose:
    prune(root)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its parsers, about odd markup
            text = trafilatura.extract(root, include_comments=False, include_tables=False) or ""
    except (lxml.etree.LxmlError, RecursionError, ValueError) as exc:
        raise SourceError(name, f"isn't a readable page ({type(exc).__name__})") from exc
    lines = (" ".join(line.split()) for line in text.splitlines() if line.strip())
    return prose(lines, told.get("title"), told.get("byline"))


def _paragraphs(found: Prose, name: str) -> str:
    if not any(len(line) >= _MANY_LETTERS and _SENTENCE_END.search(line) for line in found.lines):
        raise SourceError(name, "no article text found; expected a page with an article")
    joined = "\n\n".join(found.lines)
    if len(joined) > ARTICLE_LIMIT:
        raise SourceError(name, f"holds more than {ARTICLE_LIMIT // 1_000_000} MB of text, the limit for one article")
    return re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", joined)


def _spoken(text: str, declared: str | None) -> str | None:
    """The language that a page declares; that of its text where a template says "en" over another one.

    Else a text would be coded that is in no English at all.
    """
    return (language.foreign(text) or declared) if declared == "en" else declared


def _is_wide(declared: str) -> bool:
    try:
        return codecs.lookup(declared).name.startswith(("utf-16", "utf-32"))
    except LookupError:
        return False
