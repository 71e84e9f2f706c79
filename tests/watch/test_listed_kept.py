from dataclasses import replace
from datetime import UTC, datetime

import pytest

from legation.read.listings import Entry
from legation.records import Document
from legation.watch.listed import Awaited, packed, queued, unpacked
from legation.watches import Feed

from .test_patience import PAGE

FEED = Feed(address="http://a.test/feed", publisher="The Courier")
ENTRY = Entry(
    url="http://a.test/1",
    title="“Talks” — part 1",
    byline="Jane Doe",
    publisher="Gazette",
    language="en",
    published="2026-03-02",
    moment=datetime(2026, 3, 2, tzinfo=UTC),
    page="<p>All of it.</p>",
    source="sitemap",
)


def test_what_a_feed_says_comes_back_whole() -> None:
    awaited = Awaited(entry=ENTRY, publisher="The Courier")
    assert unpacked(replace(PAGE, entry=packed(awaited, 10_000))) == awaited


def test_a_long_article_is_left_out_and_the_rest_stays() -> None:
    long = replace(ENTRY, page="<p>word</p>" * 5000)
    line = packed(Awaited(entry=long), 2000)
    assert len(line) < 2000
    assert unpacked(replace(PAGE, entry=line)).entry == replace(ENTRY, page=None)


def test_whatever_a_feed_says_the_line_is_bounded() -> None:
    long = replace(ENTRY, url="http://a.test/" + "x" * 100_000, title="y" * 100_000)
    assert len(packed(Awaited(entry=long), 2000)) < 10_000


@pytest.mark.parametrize("line", [None, "", "[]", "{", '{"moment": 3}', '{"moment": "x"}'])
def test_what_cannot_be_read_any_more_is_the_address_alone(line: str | None) -> None:
    assert unpacked(replace(PAGE, entry=line)) == Awaited(entry=Entry(url=PAGE.address))


def test_pages_are_known_by_their_canonical_address() -> None:
    entries = [
        Entry(url="http://a.test/1?utm_source=rss#top"),
        Entry(url="http://a.test/1"),
        Entry(url=None, title="no page, no text"),
        Entry(url=None, title="no page", text="All of it."),
        Entry(url=None, title="another", text="All of it."),
        Entry(url="ftp://a.test/2"),
    ]
    found = [each.address for each in queued(FEED, entries, 10_000)]
    assert len(found) == 4
    assert found[0] == "http://a.test/1"
    assert found[3] == "ftp://a.test/2"
    assert all(each.startswith("http://a.test/feed#") for each in found[1:3])
    assert found == [each.address for each in queued(FEED, entries, 10_000)]


def test_half_characters_are_no_reason_to_lose_a_page() -> None:
    (found,) = queued(FEED, [Entry(url="http://a.test/1", title="odd \ud800")], 10_000)
    assert (found.entry_json or "").encode()


def test_publisher_that_the_desk_names_counts() -> None:
    document = Document(text="All of it.", publisher="a.test", url="http://a.test/1")
    assert Awaited(entry=ENTRY).published_by(document) is document
    named = Awaited(entry=ENTRY, publisher="The Courier").published_by(document)
    assert named == Document(text="All of it.", publisher="The Courier", url="http://a.test/1")
