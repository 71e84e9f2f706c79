"""Mail (EML): the plain part if it holds the article, else the page; wrapped lines joined."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from legation.errors import SourceError
from legation.read.bylines import is_outlet, outlet_name
from legation.read.metadata import Metadata
from legation.read.plain import document
from legation.read.streams import ARTICLE_LIMIT, FILE_LIMIT, Source
from legation.read.wraps import paragraphs
from legation.records import Document

_SIGNATURE = re.compile(r"(?m)^-- \r?$")  # the line that parts a mail from its signature (RFC 3676)
_FEW_WORDS = 40  # a shorter plain part beside a page says "open this in your browser"


def articles(source: Source) -> Iterator[Document]:
    """Read a mail as one article: subject, sender and date become title, byline or publisher, and published."""
    data = source.whole(FILE_LIMIT)
    try:
        message = message_from_bytes(data, policy=policy.default)
        metadata = _metadata(message)
        text = _text(message, source.name)
    except (MessageError, AttributeError, IndexError, TypeError, ValueError) as exc:
        raise SourceError(source.name, f"isn't a readable mail ({type(exc).__name__})") from exc
    if not text.strip():
        raise SourceError(source.name, "is a mail without text; expected an article")
    if len(text) > ARTICLE_LIMIT:
        raise SourceError(source.name, f"holds more than {ARTICLE_LIMIT // 1_000_000} MB of text")
    metadata.setdefault("source_id", source.file_name)
    yield document(text, **metadata)


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
        metadata["published"] = _moment(written)
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
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    if plain is not None:
        text = paragraphs(_SIGNATURE.split(_content(plain, name), 1)[0])
        if page is None or len(text.split()) >= _FEW_WORDS:
            return text
    if page is None:
        raise SourceError(name, "is a mail without text; expected an article")
    # Imported here: the parser of pages takes half a second to load, and most mail has a plain part.
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
