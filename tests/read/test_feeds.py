import contextlib
import time

import pytest

from legation.errors import SourceError
from legation.read import feeds, jsonfeeds, sitemaps

URL = "https://news.example/feed"


def entry(inside: str) -> tuple[str | None, str | None, str | None]:
    body = (
        f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>{inside}</item></channel></rss>'
    )
    (found,) = feeds.listing(body.encode(), URL).entries
    return found.url, found.title, found.published


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<link>/a</link>", ("https://news.example/a", None, None)),
        ("<title>A &amp;amp; B</title>", (None, "A & B", None)),
        ("<title>&lt;b&gt;A&lt;/b&gt;\n B</title>", (None, "A B", None)),
        ("<dc:date>2024-10-31T09:30:00+09:00</dc:date>", (None, None, "2024-10-31T09:30:00+09:00")),
        ("<pubDate>Thu, 31 Oct 2024 09:00:00 EST</pubDate>", (None, None, "2024-10-31T09:00:00-05:00")),
        ("<pubDate>Thu, 31 Oct 2024 09:00:00 -0000</pubDate>", (None, None, "2024-10-31")),
        ("<pubDate>Thu, 31 Oct 99999999999 09:00:00 GMT</pubDate>", (None, None, None)),
        ("<pubDate>soon</pubDate>", (None, None, None)),
    ],
)
def test_what_a_feed_says_of_a_page(inside: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert entry(inside) == expected


def test_broken_address_is_left_to_the_fetcher() -> None:
    sitemap = b"<urlset><url><loc>http://[a</loc></url></urlset>"
    assert [each.url for each in sitemaps.listing(sitemap, URL).entries] == ["http://[a"]
    feed = b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "http://[a"}, {"url": 5}, 3]}'
    assert [each.url for each in jsonfeeds.listing(feed, URL).entries] == ["http://[a", None]


BOMB = b"<!DOCTYPE a [<!ENTITY a '" + b"x" * 50_000 + b"'>]><rss><channel><item><title>" + b"&a;" * 50_000


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel>" + b"<a>" * 300_000,
        b"<rss><channel><item>" + b"<" * 300_000,
        b"<rss><channel " + b" ".join(b"a%d='1'" % number for number in range(100_000)) + b"></channel></rss>",
        b"<rss><channel>" + b"<a/>" * 200_000 + b"</channel></rss>",
        b"<rss><channel>&" + b"&x" * 300_000,
        b"<rss>" + b" " * 4_000_000,
        BOMB,
    ],
    ids=["deep", "open", "attributes", "tags", "entities", "long", "bomb"],
)
def test_feed_made_to_keep_us_busy(data: bytes) -> None:
    began = time.process_time()
    for listing in (feeds.listing, sitemaps.listing):
        with contextlib.suppress(SourceError):
            listing(data, URL)
    assert time.process_time() - began < 5
