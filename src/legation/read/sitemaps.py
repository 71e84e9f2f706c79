"""Sitemaps: lists of a site's pages, those for news with title and date, and indexes of such lists."""

import lxml.etree

from legation.errors import SourceError
from legation.read.dates import iso
from legation.read.listings import Entry, Listing, moment, placed


def listing(data: bytes, url: str) -> Listing:
    """Read a sitemap or an index of sitemaps that lies at `url`; raises SourceError when it is none."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.LxmlError, ValueError) as exc:
        raise SourceError(url, f"isn't a readable sitemap ({str(exc)[:100]})") from exc
    if root is None:
        raise SourceError(url, "isn't a readable sitemap; expected XML")
    return Listing(
        entries=tuple(entry for each in root.iterfind("{*}url") if (entry := _entry(each, url))),
        lists=tuple(entry for each in root.iterfind("{*}sitemap") if (entry := _entry(each, url))),
    )


def _entry(element: lxml.etree._Element, base: str) -> Entry | None:
    address = _text(element, "{*}loc")
    if address is None:
        return None
    published = iso(_text(element, "{*}news/{*}publication_date") or "")
    return Entry(
        url=placed(address, base),
        title=_text(element, "{*}news/{*}title"),
        publisher=_text(element, "{*}news/{*}publication/{*}name"),
        language=_text(element, "{*}news/{*}publication/{*}language"),
        published=published,
        source="sitemap",
        moment=moment(published or iso(_text(element, "{*}lastmod") or "")),
    )


def _text(element: lxml.etree._Element, path: str) -> str | None:
    found = element.findtext(path)
    return " ".join(found.split()) or None if found else None
