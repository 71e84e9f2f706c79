"""Feeds in JSON (jsonfeed.org, versions 1 and 1.1)."""

import json
from typing import Any

from legation.errors import SourceError
from legation.read.dates import iso
from legation.read.listings import Entry, Listing, moment, placed


def listing(data: bytes, url: str) -> Listing:
    """Read a feed that lies at `url`; raises SourceError when it is none."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise SourceError(url, f"isn't a readable JSON feed ({str(exc)[:100]})") from exc
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise SourceError(url, "is a JSON feed without a list of items")
    language = _text(feed.get("language"))
    return Listing(entries=tuple(_entry(each, url, language) for each in items if isinstance(each, dict)))


def _entry(item: dict[str, Any], base: str, language: str | None) -> Entry:
    published = iso(_text(item.get("date_published")) or "")
    changed = published or iso(_text(item.get("date_modified")) or "")
    return Entry(
        url=placed(_text(item.get("url")) or _text(item.get("external_url")), base),
        title=_text(item.get("title")),
        byline=_authors(item),
        language=_text(item.get("language")) or language,
        published=published,
        moment=moment(changed),
        page=_text(item.get("content_html")),
        text=_text(item.get("content_text")),
    )


def _authors(item: dict[str, Any]) -> str | None:
    listed = item.get("authors") or [item.get("author")]
    names = [_text(each.get("name")) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return ", ".join(filter(None, names)) or None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
