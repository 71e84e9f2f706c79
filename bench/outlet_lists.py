"""The lists in which outlets name their pages: RSS, RDF, Atom, JSON Feed, a news sitemap, an index of sitemaps."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page as a list names it; `whole` is its article as markup, where the list carries it."""

    url: str
    title: str
    published: datetime | None = None
    whole: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """What a list says of itself and whom it names. A `broken` one is no XML: it has a bare "&" and ends too early."""

    title: str
    url: str
    language: str
    entries: Sequence[Entry]
    broken: bool = False


def written(kind: str, made: List) -> tuple[str, bytes]:
    """The type and the bytes of a list."""
    type_, write = KINDS[kind]
    text = write(made)
    if made.broken:
        text = text.replace("<title>", "<title>News & views: ", 1)
        text = text[: text.rindex("</")]
    return type_, text.encode()


def _rss(made: List) -> str:
    items = "".join(_item(each, "pubDate", _mail_date) for each in made.entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>{escape(made.title)}</title><link>{escape(made.url)}</link>'
        f"<description>News</description><language>{made.language}</language>{items}</channel></rss>"
    )


def _item(entry: Entry, tag: str, date: Callable[[datetime], str]) -> str:
    when = f"<{tag}>{date(entry.published)}</{tag}>" if entry.published else ""
    whole = f"<content:encoded><![CDATA[{entry.whole}]]></content:encoded>" if entry.whole else ""
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.url)}</link>{when}"
        f"<description>A line or two about {escape(entry.title)} …</description>{whole}</item>"
    )


def _rdf(made: List) -> str:
    items = "".join(
        f'<item rdf:about="{escape(each.url)}"><title>{escape(each.title)}</title>'
        f"<link>{escape(each.url)}</link></item>"
        for each in made.entries
    )
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="{escape(made.url)}"><title>{escape(made.title)}</title>'
        f"<link>{escape(made.url)}</link></channel>{items}</rdf:RDF>"
    )


def _atom(made: List) -> str:
    entries = "".join(
        f"<entry><id>{escape(each.url)}</id><title>{escape(each.title)}</title>"
        f'<link rel="alternate" href="{escape(each.url)}"/>'
        + (f"<published>{each.published.isoformat()}</published>" if each.published else "")
        + f"<updated>{(each.published or datetime.min).isoformat()}</updated><summary>Some words.</summary></entry>"
        for each in made.entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{made.language}">'
        f"<title>{escape(made.title)}</title><id>{escape(made.url)}</id>{entries}</feed>"
    )


def _json(made: List) -> str:
    items = [
        {"id": each.url, "url": each.url, "title": each.title, "summary": "Some words."}
        | ({"date_published": each.published.isoformat()} if each.published else {})
        for each in made.entries
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": made.title, "language": made.language}
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1)


def _news(made: List) -> str:
    urls = "".join(
        f"<url><loc>{escape(each.url)}</loc><news:news><news:publication><news:name>{escape(made.title)}</news:name>"
        f"<news:language>{made.language}</news:language></news:publication>"
        + (f"<news:publication_date>{each.published.isoformat()}</news:publication_date>" if each.published else "")
        + f"<news:title>{escape(each.title)}</news:title></news:news></url>"
        for each in made.entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )


def index(sitemaps: Sequence[str]) -> bytes:
    """An index that names sitemaps."""
    named = "".join(f"<sitemap><loc>{escape(each)}</loc></sitemap>" for each in sitemaps)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'.encode()


def _mail_date(moment: datetime) -> str:
    return format_datetime(moment)


KINDS: Mapping[str, tuple[str, Callable[[List], str]]] = {
    "rss": ("application/rss+xml; charset=utf-8", _rss),
    "rdf": ("text/xml", _rdf),
    "atom": ("application/atom+xml", _atom),
    "json": ("application/feed+json", _json),
    "news": ("application/xml", _news),
}
