"""What a feed says of a page, as the queue keeps it until the page is read, whatever becomes of the feed meanwhile."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from legation.read import addresses
from legation.read.listings import Entry, ListSource
from legation.records import Document
from legation.store.feeds import Listed
from legation.store.pages import Page
from legation.watches import Feed

_TEXTS = ("url", "title", "byline", "publisher", "language", "published", "page", "text")
_LONGEST = 2000  # characters of an address or a title; news has far shorter ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """An entry that waits to be read; `publisher` is who publishes what the feed lists, as the desk says."""

    entry: Entry
    publisher: str | None = None

    def published_by(self, document: Document) -> Document:
        """The document, with the publisher that the desk names."""
        if self.publisher is None or document.publisher == self.publisher:
            return document
        return replace(document, id="", publisher=self.publisher)


def queued(feed: Feed, entries: Iterable[Entry], most_bytes: int) -> tuple[Listed, ...]:
    """The pages of a feed's entries, each once; those that name no page and carry no article are left out."""
    found: dict[str, Listed] = {}
    for entry in entries:
        address = _address(feed, entry)
        if address and address not in found:
            found[address] = Listed(address, packed(Awaited(entry=entry, publisher=feed.publisher), most_bytes))
    return tuple(found.values())


def packed(awaited: Awaited, most_bytes: int) -> str:
    """One line of JSON of `most_bytes` at most, else without the article that the entry carries."""
    entry = awaited.entry
    values: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(entry, name))}
    values["source"] = entry.source
    if entry.moment:
        values["moment"] = entry.moment.isoformat()
    if awaited.publisher:
        values["feed_publisher"] = awaited.publisher
    line = json.dumps(values, ensure_ascii=False)
    if len(line.encode("utf-8", "replace")) > most_bytes:
        kept = {name: value for name, value in values.items() if name not in ("page", "text")}
        line = json.dumps({name: value[:_LONGEST] for name, value in kept.items()}, ensure_ascii=False)
    return line.encode("utf-8", "replace").decode()


def unpacked(page: Page) -> Awaited:
    """What is known of a page that waits; its address alone where nothing else is."""
    try:
        values: dict[str, Any] = json.loads(page.entry or "")
        written = values.get("moment")
        entry = Entry(
            **{name: values.get(name) for name in _TEXTS},
            moment=datetime.fromisoformat(written) if written else None,
            source=cast(ListSource, values.get("source", "feed")),
        )
        return Awaited(entry=entry, publisher=values.get("feed_publisher"))
    except (AttributeError, TypeError, ValueError):
        return Awaited(entry=Entry(url=page.address))


def _address(feed: Feed, entry: Entry) -> str | None:
    """The canonical address; for a page that changes, or an article without a page, with what tells its text apart."""
    if entry.url:
        revision = f"#{entry.revision}" if entry.revision else ""
        return (addresses.canonical(entry.url) or entry.url)[:_LONGEST] + revision
    told = entry.page or entry.text
    if not told:
        return None
    digest = sha256("\n".join((entry.title or "", told)).encode("utf-8", "replace")).hexdigest()
    return f"{feed.address}#{digest[:16]}"
