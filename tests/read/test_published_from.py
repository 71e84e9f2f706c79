"""Where the date of an article was found is told by every reader, and is no part of the article's id."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legation.read import document, documents
from legation.records import Document

from .conftest import Reads
from .press_site import PARAGRAPHS, Press, Reply, Time, fetcher, page, serving

DAY = "2024-10-31"
TEXT = " ".join(PARAGRAPHS)
JSON_LD = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{DAY}"}}</script>'
MICRODATA = (
    '<div itemscope itemtype="https://schema.org/NewsArticle">'
    f'<meta itemprop="datePublished" content="{DAY}"><meta itemprop="headline" content="Envoys meet"></div>'
)
META = f'<meta property="article:published_time" content="{DAY}">'


def given(**more: str) -> Document:
    return document(TEXT, title="Envoys meet", **more)  # type: ignore[arg-type]


def only(read: Reads, name: str, data: bytes) -> Document:
    path = Path(name)
    path.write_bytes(data)
    (found,), errors = read(path)
    assert errors == []
    return found


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("data", "found_in"),
    [
        (page(JSON_LD + META), "json-ld"),
        (page(META), "meta"),
        (page().replace(b"<article>", f"{MICRODATA}<article>".encode()), "microdata"),
        (page().replace(b"</h1>", f"</h1><time datetime='{DAY}'>x</time>".encode()), "time"),
        (page().replace(b"</h1>", b"</h1><p>October 31, 2024</p>"), "text"),
        (page(f'<link rel="canonical" href="https://courier.example/{DAY.replace("-", "/")}/talks">'), "url"),
        (page(prose=(f"GENEVA, 31 October 2024 (Courier) — {PARAGRAPHS[0]}", *PARAGRAPHS[1:])), "dateline"),
    ],
)
def test_pages(read: Reads, data: bytes, found_in: str) -> None:
    found = only(read, "a.html", data)
    assert (found.published, found.published_from) == (DAY, found_in)


def test_archived_pages_tell_it_as_pages_do(read: Reads) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(META)
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/talks\r\n"
        "WARC-Date: 2024-12-24T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    found = only(read, "a.warc.gz", gzip.compress(head.encode() + answer + b"\r\n\r\n"))
    assert (found.published, found.published_from) == (DAY, "meta")


@pytest.mark.parametrize(
    ("name", "data", "found_in"),
    [
        ("a.jsonl", f'{{"date": "{DAY}", "text": "Envoys met in Geneva."}}', "given"),
        ("a.json", f'{{"articles": [{{"publishedAt": "{DAY}", "content": "Envoys met in Geneva."}}]}}', "given"),
        ("a.csv", f"date,text\n{DAY},Envoys met in Geneva.\n", "given"),
        ("b.csv", f'text\n"GENEVA, 31 October 2024 (Courier) — {PARAGRAPHS[0]}"\n', "dateline"),
        ("a.txt", f"Envoys Meet in Geneva\n\nOctober 31, 2024\n\n{TEXT}", "text"),
        ("b.txt", f"Envoys Meet in Geneva\n\nUpdated October 31, 2024\n\n{TEXT}", "update"),
        ("c.txt", f"GENEVA, 31 October 2024 (Courier) — {TEXT}", "dateline"),
        (
            "a.eml",
            f"From: a@courier.example\nDate: Thu, 31 Oct 2024 09:00:00 -0000\nSubject: Talks\n\n{TEXT}\n",
            "mail",
        ),
        ("b.eml", f"From: a@courier.example\nSubject: Talks\n\nOctober 31, 2024\n\n{TEXT}\n", "text"),
    ],
)
def test_files(read: Reads, name: str, data: str, found_in: str) -> None:
    found = only(read, name, data.encode())
    assert (found.published, found.published_from) == (DAY, found_in)


def test_pdf(read: Reads, pdf: Callable[..., bytes]) -> None:
    found = only(read, "a.pdf", pdf(["October 31, 2024", "", PARAGRAPHS[0][:90], PARAGRAPHS[0][90:180]]))
    assert (found.published, found.published_from) == (DAY, "text")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_without_a_date_there_is_no_place_of_it(read: Reads, name: str) -> None:
    data = {"a.txt": TEXT.encode(), "a.html": page(), "a.jsonl": b'{"date": null, "text": "Envoys met."}'}
    found = only(read, name, data[name])
    assert (found.published, found.published_from) == (None, None)


@pytest.fixture
def press() -> Iterator[Press]:
    with serving() as found:
        yield found


def test_a_feed_tells_only_of_pages_that_say_nothing(press: Press, tmp_path: Path) -> None:
    press.pages["/silent"] = Reply(body=page())
    press.pages["/dated"] = Reply(body=page(META))
    date = "<pubDate>Fri, 01 Nov 2024 09:00:00 GMT</pubDate>"
    listed = "".join(
        f"<item><link>{press.url(path)}</link><title>Talks</title>{date}</item>" for path in ("/silent", "/dated")
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>C</title>{listed}</channel></rss>'
    press.pages["/feed"] = Reply(body=feed.encode(), type="application/rss+xml")
    with fetcher(press, tmp_path / "cache", Time()) as web:
        found = [each for each in documents([press.url("/feed")], fetcher=web) if isinstance(each, Document)]
    assert {(each.url or "")[-6:]: (each.published, each.published_from) for each in found} == {
        "silent": ("2024-11-01T09:00:00+00:00", "feed"),
        "/dated": (DAY, "meta"),
    }


def test_it_is_no_part_of_the_id() -> None:
    one = given(published=DAY)
    assert one.published_from == "given"
    assert replace(one, id="", published_from="url").id == one.id


def test_a_date_that_can_not_be_read_leaves_nothing() -> None:
    found = given(published="soon")
    assert (found.published, found.published_from) == (None, None)
