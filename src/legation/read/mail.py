"""Mail (EML, mbox): the plain part if it holds the article, else the page; wrapped lines joined.

A newsletter whose page parts into several articles gives each of them. What mail programs and newsletters add around an
article ("View in browser", "Unsubscribe") is left out of its text.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING

from legation.errors import SourceError
from legation.read.bylines import is_outlet, outlet_name
from legation.read.metadata import Metadata
from legation.read.plain import document
from legation.read.streams import ARTICLE_LIMIT, FILE_LIMIT, Source
from legation.read.wraps import paragraphs
from legation.records import Document

if TYPE_CHECKING:
    from legation.read.newsletters import Item

_SIGNATURE = re.compile(r"(?m)^-- \r?$")  # the line that parts a mail from its signature (RFC 3676)
_FEW_WORDS = 40  # a shorter plain part beside a page says "open this in your browser"


# The line before a mail in an mbox file, and how mails hide lines that look like it (RFC 4155).
_FROM = re.compile(rb"From \S+ .*\d{4}\s*$")
_HIDDEN = re.compile(rb"(?m)^>(>*From )")


def articles(source: Source) -> Iterator[Document]:
    """Read a mail as one article, or a newsletter as several; its headers become title, byline, publisher and date."""
    yield from _articles(source.whole(FILE_LIMIT), source.name, source.file_name)


def mbox(source: Source) -> Iterator[Document | SourceError]:
    """Read a file of many mails; one that can't be read gives a SourceError with its line, and the next is read."""
    found = False
    for line, data in _mails(source):
        found = True
        try:
            if data is None:
                raise SourceError(source.name, f"is a mail of more than {FILE_LIMIT // 1_000_000} MB")
            yield from _articles(data, source.name, None)
        except SourceError as error:
            yield SourceError(source.name, error.reason, line=line)
    if not found:
        raise SourceError(source.name, "holds no mail; expected a line 'From …' before each")


def _mails(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Yield the line on which each mail begins, and its bytes; None for one that is too long."""
    start, size, pieces = 0, 0, list[bytes]()
    blank = True
    for line in source.lines():
        if blank and _FROM.match(line.data):
            if start:
                yield start, _joined(pieces, size)
            start, size, pieces = line.number, 0, []
        elif start:
            size += line.size
            if size <= FILE_LIMIT:
                pieces.append(line.data)
        blank = not line.data.strip()
    if start:
        yield start, _joined(pieces, size)


def _joined(pieces: list[bytes], size: int) -> bytes | None:
    return _HIDDEN.sub(rb"\1", b"".join(pieces)) if size <= FILE_LIMIT else None


def _articles(data: bytes, name: str, file_name: str | None) -> Iterator[Document]:
    try:
        message = message_from_bytes(data, policy=policy.default)
        metadata = _metadata(message)
        parts = _newsletter(message, name)
        text = "" if parts else _text(message, name)
    except (MessageError, AttributeError, IndexError, TypeError, ValueError) as exc:
        raise SourceError(name, f"isn't a readable mail ({type(exc).__name__})") from exc
    metadata.setdefault("source_id", file_name)
    if parts:
        yield from _parted(parts, metadata)
        return
    if not text.strip():
        raise SourceError(name, "is a mail without text; expected an article")
    if len(text) > ARTICLE_LIMIT:
        raise SourceError(name, f"holds more than {ARTICLE_LIMIT // 1_000_000} MB of text")
    yield document(text, **metadata)


def _newsletter(message: EmailMessage, name: str) -> "tuple[Item, ...]":
    page = message.get_body(("html",))
    if page is None:
        return ()
    # Imported here: the parser of pages takes half a second to load, and most mail has no page.
    from legation.read.newsletters import items

    return items(_content(page, name))


def _parted(parts: "tuple[Item, ...]", metadata: Metadata) -> Iterator[Document]:
    """One document an article: its own heading and link, the mail's sender and date."""
    for number, part in enumerate(parts, start=1):
        told = Metadata(**metadata)
        told["source_id"] = f"{metadata.get('source_id') or ''}#{number}"
        told["title"] = part.title or metadata.get("title")
        told["url"] = part.url
        yield document(part.text, **told)


def _metadata(message: EmailMessage) -> Metadata:
    metadata = Metadata(source_format="eml", title=_header(message, "subject"))
    name, address = parseaddr(str(message.get("from", "")))
    if name and _sends_for_outlet(name, address):
        metadata["publisher"] = outlet_name(name)
    else:
        metadata["byline"] = name or None
        metadata["publisher"] = _header(message, "organization")
    if identifier := _header(message, "message-id"):
        metadata["source_id"] = identifier.strip("<> ")
    if written := _header(message, "date"):
        metadata["published"], metadata["published_from"] = _moment(written), "mail"
    return metadata


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _moment(written: str) -> str | None:
    try:
        moment: datetime = parsedate_to_datetime(written)
    except ValueError:
        return None
    # "-0000" means that the zone is unknown; the day alone is then certain.
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def _sends_for_outlet(name: str, address: str) -> bool:
    """Whether the sender is an outlet: its name says so, or its domain is its name."""
    domain = address.rpartition("@")[2].partition(".")[0].replace("-", "").lower()
    words = "".join(letter for letter in name.lower() if letter.isalnum())
    return is_outlet(name) or (len(domain) >= 4 and domain in words)


def _text(message: EmailMessage, name: str) -> str:
    from legation.read.newsletters import without_boilerplate

    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    if plain is not None:
        text = without_boilerplate(paragraphs(_SIGNATURE.split(_content(plain, name), 1)[0]))
        if page is None or len(text.split()) >= _FEW_WORDS:
            return text
    if page is None:
        raise SourceError(name, "is a mail without text; expected an article")
    from legation.read.html import body

    return body(_content(page, name), name)


def _content(part: object, name: str) -> str:
    assert isinstance(part, EmailMessage)
    charset = part.get_content_charset("utf-8")
    payload = part.get_payload(decode=True)
    try:
        return payload.decode(charset) if isinstance(payload, bytes) else ""
    except LookupError as exc:
        raise SourceError(name, f"declares the unknown encoding '{charset}'") from exc
    except UnicodeDecodeError as exc:
        raise SourceError(name, f"its text isn't {charset}, as it declares (byte {exc.start})") from exc
