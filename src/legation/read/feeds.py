"""Feeds (RSS, Atom, RDF): as much of them as can be read, however they are broken."""

import io
import logging
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Any

import feedparser
import lxml.etree
import lxml.html

from legation.errors import SourceError
from legation.read.dates import iso
from legation.read.limits import limits
from legation.read.listings import Entry, Listing, moment

logging.getLogger("feedparser").addHandler(logging.NullHandler())

# What the library raises on damaged feeds, as met with altered samples.
_DAMAGE = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# The library reads what is no XML with a parser that takes seconds for more than this, and minutes for much more.
_MENDED_FROM = 50_000
_MOST_ATTRIBUTES = 100  # of one tag; feeds have five
_MOST_TAGS = 100_000  # in one feed: a thousand entries of a hundred tags


def listing(data: bytes, url: str, *, encoding: str | None = None) -> Listing:
    """Read a feed that lies at `url`; raises SourceError when nothing of it can be read.

    `encoding` is what the server says; without it, what the feed itself declares counts.
    """
    # Whatever type the server gives: the library would take text/xml without an encoding for ASCII, as RFC 3023 did.
    content_type = f"application/xml{f'; charset={encoding}' if encoding else ''}"
    # As a stream: what is given as bytes or text may also be taken for the name of a file or an address.
    if len(data) > limits().feed_bytes:
        raise SourceError(url, f"is a feed of more than {limits().feed_bytes / 1_000_000:g} MB, the limit for one")
    # What entries carry is read as pages are; the library's own cleaning could be kept busy for minutes.
    try:
        parsed = feedparser.parse(
            io.BytesIO(_mended(data, url) if len(data) > _MENDED_FROM else data),
            response_headers={"content-location": url, "content-type": content_type},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _DAMAGE as exc:
        raise SourceError(url, f"isn't a readable feed ({type(exc).__name__})") from exc
    if not parsed.entries and parsed.bozo:
        reason = " ".join(str(parsed.get("bozo_exception", "no entries")).split())[:200]
        raise SourceError(url, f"isn't a readable feed ({reason})")
    language = parsed.feed.get("language")
    # Atom tells a change from the publication; in RSS, a date under the other name (dc:date) is the publication's.
    is_atom = str(parsed.get("version", "")).startswith("atom")
    return Listing(entries=tuple(_entry(each, language, is_atom=is_atom) for each in parsed.entries))


def _mended(data: bytes, url: str) -> bytes:
    """XML as it is, and what is none as the XML that is left of it."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.LxmlError, ValueError) as exc:
        raise SourceError(url, f"isn't a readable feed ({str(exc)[:100]})") from exc
    if root is None or not _is_modest(root):
        raise SourceError(url, "isn't a readable feed; expected RSS or Atom")
    return data if not parser.error_log else lxml.etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _is_modest(root: lxml.etree._Element) -> bool:
    numbered = enumerate(root.iter("*"))
    return all(number < _MOST_TAGS and len(each.attrib) <= _MOST_ATTRIBUTES for number, each in numbered)


def _entry(item: dict[str, Any], language: str | None, *, is_atom: bool) -> Entry:
    # By dict's own method: the library's answers for one date with the other.
    published = _date(dict.get(item, "published"), dict.get(item, "published_parsed"))
    changed = published or _date(dict.get(item, "updated"), dict.get(item, "updated_parsed"))
    published = published if is_atom else changed
    page, text = _content(item)
    return Entry(
        # What a counting service wraps, it also names.
        url=item.get("feedburner_origlink") or item.get("link") or None,
        title=_line(item.get("title")),
        byline=_line(item.get("author")),
        language=language,
        published=published,
        moment=moment(changed),
        page=page,
        text=text,
    )


def _content(item: dict[str, Any]) -> tuple[str | None, str | None]:
    """The article that an entry carries, as HTML or as text; summaries are no articles."""
    for each in item.get("content", ()):
        if value := each.get("value", "").strip():
            return (None, value) if each.get("type") == "text/plain" else (value, None)
    return None, None


def _date(written: str | None, parsed: struct_time | None) -> str | None:
    """An ISO date of what a feed writes; without a zone that can be read, its day alone."""
    if not written:
        return None
    if found := iso(written):
        return found
    try:
        found_moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return datetime(*parsed[:6]).date().isoformat() if parsed else None
    return found_moment.isoformat() if found_moment.tzinfo else found_moment.date().isoformat()


def _line(value: str | None) -> str | None:
    """One line of text, of what may have tags and entities in it."""
    if value and ("<" in value or "&" in value):
        try:
            value = str(lxml.html.fromstring(f"<div>{value}</div>").text_content())
        except (lxml.etree.LxmlError, ValueError):
            return None
    return " ".join(value.split()) or None if value else None
