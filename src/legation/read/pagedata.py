"""What a page says about its article: JSON-LD first, then OpenGraph and meta tags, then HTML itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

from legation.read.dates import iso, stamp
from legation.read.language import code
from legation.read.metadata import Metadata

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report")  # and all that end in "Article", such as NewsArticle


@dataclass(frozen=True, slots=True)
class _Page:
    root: lxml.html.HtmlElement
    article: dict[str, Any]
    metas: dict[str, str]

    def meta(self, *names: str) -> str | None:
        """The content of the first meta tag among `names`."""
        return next((self.metas[name] for name in names if self.metas.get(name)), None)


def parsed(page: str) -> lxml.html.HtmlElement:
    """Parse a page with no access to network or files; broken markup is repaired as far as it goes."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    return lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)


def metadata(root: lxml.html.HtmlElement) -> Metadata:
    """Title, publisher, author, address, time of publication with its zone, and language, as the page marks them."""
    page = _Page(root, _article(root), _metas(root))
    told = Metadata(source_format="html")
    told["title"] = _clean(
        page.article.get("headline") or page.meta("og:title", "twitter:title", "dc.title") or _heading(root)
    )
    told["publisher"] = _clean(_names(page.article.get("publisher")) or page.meta("og:site_name", "dc.publisher"))
    authors = _names(page.article.get("author")) or page.meta("author", "article:author", "dc.creator", "byl")
    told["byline"] = _byline(_clean(authors))
    told["url"] = _address(page)
    told["published"] = next(filter(None, (_when(value) for value in _dates(page))), None)
    told["language"] = code(_clean(page.article.get("inLanguage")) or root.get("lang") or root.get("xml:lang"))
    return told


def _article(root: lxml.html.HtmlElement) -> dict[str, Any]:
    """The first article among the page's JSON-LD blocks; broken blocks are common and skipped."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data, depth=4):
            types = item.get("@type")
            listed = types if isinstance(types, list) else [types]
            if any(isinstance(t, str) and (t in _ARTICLE_TYPES or t.endswith("Article")) for t in listed):
                return item
    return {}


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for member in data:
            yield from _items(member, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(key), depth - 1) if depth else ()


def _metas(root: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            found.setdefault(name.lower(), tag.get("content"))
    return found


def _names(value: Any) -> str | None:
    """The names in a JSON-LD person or organisation, or a list of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, (_names(member) for member in value))) or None
    return None


def _heading(root: lxml.html.HtmlElement) -> str | None:
    headings = root.xpath("//article//h1") or root.xpath("//h1")
    if len(headings) == 1:
        return str(headings[0].text_content())
    title = root.find(".//title")
    return str(title.text_content()) if title is not None else None


def _address(page: _Page) -> str | None:
    links = page.root.xpath("//link[@rel='canonical']/@href")
    own = page.article.get("url")
    for address in (*links, page.meta("og:url"), own):
        if isinstance(address, str) and address.strip().startswith(("http://", "https://")):
            return address.strip()
    return None


def _dates(page: _Page) -> Iterator[Any]:
    yield page.article.get("datePublished")
    yield page.meta("article:published_time", "og:article:published_time", "datepublished")
    yield page.meta("parsely-pub-date", "pubdate", "publish-date", "date", "dc.date", "dc.date.issued")
    yield from page.root.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    times = page.root.xpath("//article//time | //header//time") or page.root.xpath("//time")
    # A page with several times lists other articles, too: only the article's first is its own.
    yield from (time.get("datetime") or time.text_content() for time in times[:1])


def _when(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    found = stamp(value)
    return iso(value) or (found.published if found else None)


def _byline(written: str | None) -> str | None:
    if written is None or written.startswith(("http://", "https://")):  # OpenGraph allows a profile's address
        return None
    return written[3:].strip() if written[:3].lower() == "by " else written


def _clean(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
