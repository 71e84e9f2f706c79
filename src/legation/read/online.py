"""Web addresses as sources: a page is an article; a feed or sitemap gives the pages that it lists, newest first.

What an address holds is judged by its content, not by its name. A page of a list that can't be had is reported, and
nothing stands in its place unless the list itself carries the whole article.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Literal, cast

import httpx2

from legation.errors import SourceError
from legation.read import addresses, bodies
from legation.read.encodings import marked
from legation.read.fetching import Fetched, Fetcher
from legation.read.formats import Kind, format_of, is_archive
from legation.read.listings import Entry, Listing, newest
from legation.read.plain import document
from legation.read.streams import Source
from legation.records import Document

Article = Document | SourceError
ReadSource = Callable[[Source, Kind | None], Iterator[Article]]
List = Literal["feed", "json", "sitemap"]

_HEAD = 1 << 14
_ROOT = re.compile(r"<(?:\w{1,20}:)?(\w{1,20})")
_ROOTS: dict[str, List] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_BEFORE_ROOT = (("<?", "?>"), ("<!--", "-->"))
_JSON_FEED = re.compile(r"jsonfeed\.org\\?/version")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
# Under these, a site shows the same pages to other devices.
_FACES = re.compile(r"^(?:www|m|amp|mobile)\.")


@dataclass(slots=True, kw_only=True)
class Online:
    """Reads addresses with a fetcher; `read` reads what is no page, as it reads files."""

    fetcher: Fetcher
    read: ReadSource
    limit: int | None = None
    _seen: set[str] = field(default_factory=set)

    def articles(self, address: str, kind: Kind | None = None) -> Iterator[Article]:
        """Yield the articles at an address, and a SourceError for each that can't be had."""
        try:
            fetched = self.fetcher.get(address)
            listed = None if kind else self._listing(fetched)
            if listed is None:
                yield from self._page(fetched, kind)
                return
        except SourceError as error:
            yield error
            return
        for each in self._listed(fetched.asked, listed, self.limit or self.fetcher.limits.entries):
            yield from [each] if isinstance(each, SourceError) else self._entry(fetched.asked, each)

    def entries(self, address: str, most: int) -> Iterator[Entry | SourceError]:
        """Yield what a feed or sitemap lists, the newest first, and what of it can't be read; a page lists itself.

        Raises SourceError when the address can't be had.
        """
        fetched = self.fetcher.get(address)
        listing = self._listing(fetched)
        yield from [self._itself(fetched)] if listing is None else self._listed(fetched.asked, listing, most)

    def fetched(self, entry: Entry, listing: str) -> Fetched | SourceError:
        """Fetch the page of an entry that is listed at `listing`; several threads may do so at once."""
        if entry.url is None:
            return SourceError(listing, f"the entry '{(entry.title or '')[:60]}' names no page")
        try:
            return self.fetcher.get(entry.url)
        except SourceError as error:
            return error

    def article(self, entry: Entry, listing: str, fetched: Fetched | SourceError) -> tuple[Article, ...]:
        """Read the page of an entry; where it can't be had, the article that the list carries; else say the reason."""
        found = (fetched,) if isinstance(fetched, SourceError) else tuple(self._page_of(entry, fetched))
        if found and all(isinstance(each, SourceError) for each in found) and (own := self._own(entry, listing)):
            return (own,)
        return found

    def _itself(self, fetched: Fetched) -> Entry:
        """The entry of a page that is asked for again and again, as a list is."""
        found = self.article(Entry(url=fetched.url), fetched.asked, fetched)
        texts = "".join(each.sha256 for each in found if isinstance(each, Document))
        return Entry(url=fetched.url, revision=sha256(texts.encode()).hexdigest()[:16] if texts else None)

    def _listed(self, address: str, listing: Listing, wanted: int) -> Iterator[Entry | SourceError]:
        entries = list(listing.entries)
        if listing.lists:
            yield from self._gathered(address, listing, entries, wanted)
        if not entries:
            yield SourceError(address, "is a list without entries; expected articles")
        yield from newest(entries)[:wanted]

    def _gathered(self, address: str, index: Listing, entries: list[Entry], wanted: int) -> Iterator[SourceError]:
        """Put the entries of an index's sitemaps into `entries`, the newest sitemaps first, until there are enough."""
        waiting = [(each, 1) for each in newest(index.lists)]
        limits = self.fetcher.limits
        for _ in range(limits.sitemaps):
            if not waiting or len(entries) >= wanted:
                return
            each, depth = waiting.pop(0)
            try:
                fetched = self.fetcher.get(each.url or "")
                listing = self._listing(fetched)
                if listing is None:
                    raise SourceError(fetched.asked, f"is no sitemap, as {address} says")
            except SourceError as error:
                yield error
                continue
            entries += listing.entries
            if depth < limits.sitemap_depth:
                waiting[:0] = [(deeper, depth + 1) for deeper in newest(listing.lists)]
        if waiting and len(entries) < wanted:
            reason = f"names more than {limits.sitemaps} sitemaps; the newest were read, {len(waiting)} were not"
            yield SourceError(address, reason)

    def _entry(self, listing: str, entry: Entry) -> Iterator[Article]:
        """The article of an entry, unless its page was read already, whatever tracks its readers."""
        own = _known_as(entry.url)
        if own in self._seen:
            return
        fetched = self.fetched(entry, listing)
        if isinstance(fetched, Fetched):
            led = _known_as(fetched.url)
            if led in self._seen:
                return
            self._seen.add(led)
        if own:
            self._seen.add(own)
        yield from self.article(entry, listing, fetched)

    def _page_of(self, entry: Entry, fetched: Fetched) -> Iterator[Article]:
        try:
            for each in self._page(fetched, None):
                yield _completed(each, entry) if isinstance(each, Document) else each
        except SourceError as error:
            yield error

    def _page(self, fetched: Fetched, kind: Kind | None) -> Iterator[Article]:
        name = PurePosixPath(httpx2.URL(fetched.url).path).name or None
        if _is_page(fetched, kind, name):
            from legation.read import html  # loads large libraries

            found = html.article(fetched.data, fetched.asked, charset=fetched.encoding, address=fetched.url)
            url = _own_address(found.url, fetched.url)
            yield replace(found, id="", url=url, source_id=url)
            return
        stream = io.BufferedReader(cast(io.RawIOBase, io.BytesIO(fetched.data)), 1 << 16)
        for each in self.read(Source(fetched.asked, stream, name), kind):
            yield _placed(each, fetched.url) if isinstance(each, Document) else each

    def _listing(self, fetched: Fetched) -> Listing | None:
        """What an address lists; None for one that is no list."""
        data = fetched.data
        if data.startswith(b"\x1f\x8b") and not is_archive(data[:_HEAD]):
            data = bodies.unpacked(data, self.fetcher.limits, fetched.asked)
        kind = _list_kind(data, fetched.media_type)
        if kind == "sitemap":
            from legation.read import sitemaps

            return sitemaps.listing(data, fetched.url)
        if kind == "json":
            from legation.read import jsonfeeds

            return jsonfeeds.listing(data, fetched.url)
        if kind == "feed":
            from legation.read import feeds

            return feeds.listing(data, fetched.url, encoding=fetched.encoding)
        return None

    def _own(self, entry: Entry, listing: str) -> Document | None:
        """The article that a list carries itself, if it is the whole of it."""
        limits = self.fetcher.limits
        text = entry.text
        if entry.page:
            from legation.read import html

            try:
                text = html.body(f"<html><body><article>{entry.page}</article></body></html>", listing)
            except SourceError:
                return None
        if not text or len(text.split()) < limits.whole_words or text.lower().rstrip().endswith(limits.broken_off):
            return None
        url = (addresses.canonical(entry.url) or entry.url) if entry.url else None
        return document(
            text,
            source_id=url,
            url=url,
            title=entry.title,
            byline=entry.byline,
            publisher=addresses.publisher(entry.url) or entry.publisher,
            published=entry.published,
            language=entry.language,
            source_format="feed",
            published_from=entry.source if entry.published else None,
        )


def _list_kind(data: bytes, media_type: str) -> List | None:
    head = data[:_HEAD].decode(marked(data[:4]) or "utf-8", "replace").lstrip("\ufeff")
    if head.lstrip().startswith("{") and _JSON_FEED.search(head):
        return "json"
    match = _ROOT.match(_from_root(head))
    found = _ROOTS.get(match[1].lower()) if match else None
    return found or ("feed" if media_type in _FEED_TYPES else None)


def _from_root(head: str) -> str:
    """XML from its root on: declarations and comments may stand before it, in any number."""
    head = head.lstrip()
    while head.startswith(("<?", "<!")):
        end = next((end for start, end in _BEFORE_ROOT if head.startswith(start)), None)
        if end is None:  # a DOCTYPE, which may hold declarations in brackets
            end = "]" if "[" in head.partition(">")[0] else ">"
        head = head.partition(end)[2].lstrip().removeprefix(">").lstrip()
    return head


def _known_as(address: str | None) -> str:
    """What a page is known by in a run: its address without what only tracks readers."""
    return (addresses.canonical(address) or address) if address else ""


def _is_page(fetched: Fetched, kind: Kind | None, name: str | None) -> bool:
    """Whether an address holds a page: as the user or the server says, else by its content."""
    if kind or fetched.media_type:
        return kind == "html" or (kind is None and fetched.media_type in _PAGE_TYPES and not _is_pdf(fetched.data))
    return format_of(fetched.asked, name, fetched.data[:_HEAD]) == "html"


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")  # served as a page by mistake


def _completed(found: Document, entry: Entry) -> Document:
    """Fill what the page leaves open with what the list says."""
    if found.published and found.title and found.publisher:
        return found
    return replace(
        found,
        id="",
        published=found.published or entry.published,
        published_from=found.published_from if found.published else entry.source if entry.published else None,
        title=found.title or entry.title,
        publisher=found.publisher or entry.publisher,
    )


def _placed(found: Document, url: str) -> Document:
    """A document of a file at an address; rows of a table and archived pages have addresses of their own."""
    return found if found.url else replace(found, id="", url=url)


def _own_address(claimed: str | None, final: str) -> str:
    """The address that a page gives itself, where it is one of its own site and no front page; else where it lies."""
    final = addresses.canonical(final) or final
    if not claimed:
        return final
    try:
        said, lies = httpx2.URL(claimed), httpx2.URL(final)
    except (httpx2.InvalidURL, ValueError):
        return final
    one, other = _FACES.sub("", said.host), _FACES.sub("", lies.host)
    is_same_site = one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
    is_front = said.path in ("", "/") and lies.path not in ("", "/")
    return claimed if is_same_site and not is_front else final
