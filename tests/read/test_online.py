import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from legation.errors import SourceError
from legation.read import documents
from legation.records import Document

from .press_site import PARAGRAPHS, Press, Reply, Time, Visit, fetcher, page, serving

Gets = Callable[..., tuple[list[Document], list[SourceError]]]
PROSE = "\n\n".join(PARAGRAPHS)
LONG = "".join(f"<p>{each}</p>" for each in PARAGRAPHS * 3)


@pytest.fixture
def press() -> Iterator[Press]:
    with serving() as found:
        yield found


@pytest.fixture
def gets(press: Press, tmp_path: Path) -> Iterator[Gets]:
    web = fetcher(press, tmp_path, Time())

    def run(
        *sources: str, limit: int | None = None, kind: str | None = None
    ) -> tuple[list[Document], list[SourceError]]:
        found = list(documents(sources, kind=kind, limit=limit, fetcher=web))
        return (
            [item for item in found if isinstance(item, Document)],
            [item for item in found if isinstance(item, SourceError)],
        )

    yield run
    web.close()


def rss(*items: str, head: str = "", declaration: str = '<?xml version="1.0" encoding="utf-8"?>') -> Reply:
    body = f'{declaration}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    body += f"<title>World</title><language>en-gb</language>{head}{''.join(items)}</channel></rss>"
    return Reply(body=body.encode(), type="application/rss+xml")


def item(link: str = "", date: str = "", title: str = "Envoys meet", content: str = "", summary: str = "") -> str:
    parts = {"link": link, "pubDate": date, "title": title, "description": summary}
    told = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item>{told}{full}</item>"


def titled(press: Press, *names: str, head: str = "") -> None:
    for name in names:
        press.pages[f"/{name}"] = Reply(body=page(head, title=f"Envoys meet, part {name}"))


# Pages


def test_page_at_an_address(press: Press, gets: Gets) -> None:
    press.pages["/a"] = Reply(status=301, headers={"Location": "/news/a"})
    press.pages["/news/a"] = Reply(body=page('<meta property="og:site_name" content="Gazette">'))
    found, errors = gets(press.url("/a"))
    assert errors == []
    (one,) = found
    assert (one.text, one.title, one.publisher) == (PROSE, "Envoys meet in Vienna", "Gazette")
    assert (one.url, one.source_id, one.source_format) == (press.url("/news/a"), press.url("/news/a"), "html")


def test_home_page_is_one_page(press: Press, gets: Gets) -> None:
    press.pages["/"] = Reply(body=page() + b"<a href='/b'>Another article</a>")
    found, _ = gets(press.url("/"))
    assert len(found) == 1
    assert press.paths() == ["/"]


@pytest.mark.parametrize(
    ("host", "canonical", "is_taken"),
    [
        ("press.test", "http://press.test/news/a", True),
        ("press.test", "http://www.press.test/news/a", True),
        ("www.press.test", "http://press.test/news/a", True),
        ("press.test", "http://press.test/", False),
        ("press.test", "http://elsewhere.example/news/a", False),
        ("press.test", "http://notpress.test/news/a", False),
        ("press.test", "javascript:alert(1)", False),
    ],
)
def test_address_that_a_page_gives_itself(press: Press, gets: Gets, host: str, canonical: str, is_taken: bool) -> None:
    press.pages["/a"] = Reply(body=page(f'<link rel="canonical" href="{canonical}">'))
    found, _ = gets(press.url("/a", host))
    assert found[0].url == (canonical if is_taken else press.url("/a", host))


def test_the_same_page_is_the_same_document(press: Press, gets: Gets) -> None:
    canonical = '<link rel="canonical" href="http://press.test/news/a">'
    press.pages["/a"] = press.pages["/b"] = Reply(body=page(canonical))
    found, _ = gets(press.url("/a"), press.url("/b"))
    assert len({each.id for each in found}) == 1


@pytest.mark.parametrize(
    ("sent", "head", "encoding"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"),
        ("text/html; charset=ISO-8859-1", '<meta charset="utf-8">', "cp1252"),
        ("text/html", '<meta charset="windows-1252">', "cp1252"),
        ("text/html; charset=gb2312", "", "gb18030"),
        ("text/html", "", "utf-16"),
        ("text/html", "", "utf-8"),
        # The server is wrong, and the page right.
        ("text/html; charset=utf-8", '<meta charset="windows-1251">', "cp1251"),
        # The page says it late.
        ("text/html", f"<style>{'p{color:red}' * 900}</style><meta charset='windows-1252'>", "cp1252"),
    ],
)
def test_odd_encodings(press: Press, gets: Gets, sent: str, head: str, encoding: str) -> None:
    press.pages["/a"] = Reply(body=page(head).decode().encode(encoding), type=sent)
    found, errors = gets(press.url("/a"))
    assert errors == []
    assert found[0].text == PROSE


def test_encoding_that_nothing_declares(press: Press, gets: Gets) -> None:
    press.pages["/a"] = Reply(body=page().decode().encode("cp1252"), type="text/html")
    found, errors = gets(press.url("/a"))
    assert found == []
    assert "isn't UTF-8" in errors[0].reason


JSON_LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (JSON_LD.format('{"@type": "NewsArticle", "isAccessibleForFree": false}'), "that is sold"),
        (JSON_LD.format('{"@type": "NewsArticle", "isAccessibleForFree": "False"}'), "that is sold"),
        (JSON_LD.format('{"@type": "LiveBlogPosting"}'), "live blog"),
    ],
)
def test_page_that_is_no_whole_article(press: Press, gets: Gets, head: str, reason: str) -> None:
    press.pages["/a"] = Reply(body=page(head))
    found, errors = gets(press.url("/a"))
    assert found == []
    assert [(each.source, reason in each.reason) for each in errors] == [(press.url("/a"), True)]


def test_page_without_an_article(press: Press, gets: Gets) -> None:
    press.pages["/a"] = Reply(body=b"<html><body><a href='/b'>World</a></body></html>")
    assert "no article text found" in gets(press.url("/a"))[1][0].reason


def test_page_of_which_the_server_says_nothing(press: Press, gets: Gets) -> None:
    press.pages["/a"] = Reply(body=page('<link rel="canonical" href="/own">'), type="")
    found, errors = gets(press.url("/a"))
    assert errors == []
    assert (found[0].text, found[0].url) == (PROSE, press.url("/own"))


def test_page_in_another_language_is_read_and_told_apart(press: Press, gets: Gets) -> None:
    prose = (
        "Les ministres se sont réunis à Vienne et ont dit que les pourparlers vont se poursuivre dans la paix.",
    ) * 3
    press.pages["/a"] = Reply(body=page(prose=prose).replace(b' lang="en"', b""))
    assert [each.language for each in gets(press.url("/a"))[0]] == ["fr"]


def test_other_formats_at_an_address(press: Press, gets: Gets, pdf: Callable[..., bytes]) -> None:
    press.pages["/report"] = Reply(body=pdf(list(PARAGRAPHS[:1])), type="application/pdf")
    press.pages["/mistaken"] = Reply(body=pdf(list(PARAGRAPHS[:1])), type="text/html")
    press.pages["/rows.jsonl"] = Reply(
        body=b'{"text": "Envoys met.", "url": "https://a.example/1"}\n', type="text/plain"
    )
    press.pages["/plain.txt"] = Reply(body=PARAGRAPHS[0].encode(), type="text/plain")
    press.pages["/logo"] = Reply(body=b"\x89PNG\r\n\x1a\n\0\0", type="image/png")
    found, errors = gets(*(press.url(path) for path in ("/report", "/mistaken", "/rows.jsonl", "/plain.txt", "/logo")))
    assert [(each.source_format, each.url) for each in found] == [
        ("pdf", press.url("/report")),
        ("pdf", press.url("/mistaken")),
        ("jsonl", "https://a.example/1"),
        ("text", press.url("/plain.txt")),
    ]
    assert [(each.source, each.reason.split(";")[0]) for each in errors] == [(press.url("/logo"), "is a PNG picture")]


def test_failures_name_the_address_and_the_rest_goes_on(press: Press, gets: Gets) -> None:
    titled(press, "a")
    sources = ["https://127.0.0.1/", press.url("/gone"), "ftp://press.test/a", "http://", press.url("/a")]
    found, errors = gets(*sources)
    assert len(found) == 1
    assert [each.source for each in errors] == sources[:4]


# Feeds


def test_feed_gives_its_pages_newest_first(press: Press, gets: Gets) -> None:
    titled(press, "a", "b", "c", "d")
    press.pages["/feed"] = rss(
        item("/a", "Wed, 30 Oct 2024 09:00:00 +0900"),
        item("/b", "Thu, 31 Oct 2024 09:00:00 +0900"),
        item("/c"),
        item("/d", "Thu, 31 Oct 2024 03:00:00 GMT"),
    )
    found, errors = gets(press.url("/feed"))
    assert errors == []
    assert [each.url for each in found] == [press.url(f"/{name}") for name in "dbac"]
    assert [each.published for each in found] == [
        "2024-10-31T03:00:00+00:00",
        "2024-10-31T09:00:00+09:00",
        "2024-10-30T09:00:00+09:00",
        None,
    ]


def test_limit(press: Press, gets: Gets) -> None:
    titled(press, *map(str, range(9)))
    press.pages["/feed"] = rss(*(item(f"/{n}", f"{n + 1:02} Oct 2024 09:00:00 GMT") for n in range(9)))
    found, _ = gets(press.url("/feed"), limit=3)
    assert [each.url for each in found] == [press.url(f"/{n}") for n in (8, 7, 6)]
    assert press.paths() == ["/feed", "/8", "/7", "/6"]


def test_date_of_the_page_counts_before_that_of_the_feed(press: Press, gets: Gets) -> None:
    titled(press, "a", head='<meta property="article:published_time" content="2024-10-29T08:15:00Z">')
    press.pages["/feed"] = rss(item("/a", "Thu, 31 Oct 2024 09:00:00 GMT"))
    assert gets(press.url("/feed"))[0][0].published == "2024-10-29T08:15:00Z"


def test_date_without_a_zone_keeps_its_day(press: Press, gets: Gets) -> None:
    titled(press, "a", "b")
    press.pages["/feed"] = rss(item("/a", "Thu, 31 Oct 2024 09:00:00"), item("/b", "2 hours ago"))
    assert [each.published for each in gets(press.url("/feed"))[0]] == ["2024-10-31", None]


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>World</title>
<entry><title>Envoys meet</title><link rel="alternate" href="/a"/><link rel="self" href="/self"/>
<published>2024-10-31T09:30:00+09:00</published><updated>2024-11-02T09:30:00+09:00</updated></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>World</title></channel>
<item><title>Envoys meet</title><link>/a</link><dc:date>2024-10-31T09:30:00+09:00</dc:date></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "World",
    "items": [{"id": "1", "url": "/a", "title": "Envoys meet", "date_published": "2024-10-31T09:30:00+09:00"}],
}


@pytest.mark.parametrize("feed", [ATOM, RDF, json.dumps(JSON), json.dumps(JSON).replace("/", "\\/")])
@pytest.mark.parametrize("media_type", ["text/xml", "text/html", "text/plain", "application/json"])
def test_feed_is_told_by_its_content(press: Press, gets: Gets, feed: str, media_type: str) -> None:
    titled(press, "a")
    press.pages["/feed"] = Reply(body=feed.encode(), type=media_type)
    found, errors = gets(press.url("/feed"))
    assert errors == []
    assert [(each.url, each.published) for each in found] == [(press.url("/a"), "2024-10-31T09:30:00+09:00")]


def test_feed_in_utf16(press: Press, gets: Gets) -> None:
    titled(press, "a")
    feed = rss(item("/a"), declaration='<?xml version="1.0" encoding="utf-16"?>').body.decode().encode("utf-16")
    press.pages["/feed"] = Reply(body=feed, type="text/xml")
    assert len(gets(press.url("/feed"))[0]) == 1


def test_feed_that_goes_malformed_gives_what_it_has(press: Press, gets: Gets) -> None:
    titled(press, "a", "b")
    body = rss(item("/a"), item("/b")).body
    press.pages["/cut"] = Reply(body=body[: body.index(b"</channel>")], type="text/xml")
    press.pages["/wild"] = Reply(
        body=body.replace(b"<title>World</title>", b"<title>A & B <br></title>"), type="text/xml"
    )
    for path in ("/cut", "/wild"):
        titled(press, "a", "b")
        found, _ = gets(press.url(path))
        assert len(found) == 2 or path == "/wild"  # the pages of the first feed were read already


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<rss", "isn't a readable feed"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel>', "isn't a readable feed"),
        (b'<rss version="2.0"><channel></channel></rss>', "without entries"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 3}', "without a list of items"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "isn't a readable JSON feed"),
        (b"<urlset", "without entries"),
    ],
)
def test_feed_of_which_nothing_can_be_had(press: Press, gets: Gets, body: bytes, reason: str) -> None:
    press.pages["/feed"] = Reply(body=body, type="application/rss+xml")
    found, errors = gets(press.url("/feed"))
    assert found == []
    assert [reason in each.reason for each in errors] == [True]


def test_entity_in_a_feed_reaches_no_file(press: Press, gets: Gets) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "ha"><!ENTITY z "&y;&y;&y;&y;&y;&y;&y;">]>'
    titled(press, "a")
    press.pages["/feed"] = Reply(
        body=bomb.encode() + rss(item("/a", title="&x;&z;"), declaration="").body, type="text/xml"
    )
    found, errors = gets(press.url("/feed"))
    assert "root:" not in str(found) + str(errors)


def test_entry_whose_page_cannot_be_had_is_reported(press: Press, gets: Gets) -> None:
    titled(press, "a")
    press.pages["/feed"] = rss(item("/gone", summary=PROSE * 3), item("/a"), item("http://10.0.0.1/"), item())
    found, errors = gets(press.url("/feed"))
    assert [each.url for each in found] == [press.url("/a")]
    assert [(each.source, each.reason.split(";")[0]) for each in errors] == [
        (press.url("/gone"), "the server answers 404 (Not Found)"),
        ("http://10.0.0.1/", "the host 10.0.0.1 is a private network"),
        (press.url("/feed"), "the entry 'Envoys meet' names no page"),
    ]


def test_feed_that_carries_the_whole_article(press: Press, gets: Gets) -> None:
    press.pages["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /closed/")
    date = "Thu, 31 Oct 2024 09:00:00 GMT"
    press.pages["/feed"] = rss(
        item("/closed/a", date, content=LONG),
        item("/closed/b", content=LONG.replace("</p>", "</p>")[:-4] + " Read more</p>"),
        item("/closed/c", content=f"<p>{PARAGRAPHS[0]}</p>"),
    )
    found, errors = gets(press.url("/feed"))
    (one,) = found
    assert one.text.startswith(PARAGRAPHS[0])
    assert (one.title, one.url, one.published) == ("Envoys meet", press.url("/closed/a"), "2024-10-31T09:00:00+00:00")
    assert (one.source_format, one.published_from, one.language) == ("feed", "feed", "en")
    assert [each.source for each in errors] == [press.url("/closed/b"), press.url("/closed/c")]
    assert all("robots.txt" in each.reason for each in errors)


def test_page_is_read_once_however_often_it_is_listed(press: Press, gets: Gets) -> None:
    titled(press, "a")
    press.pages["/b"] = Reply(status=301, headers={"Location": "/a"})
    press.pages["/feed"] = rss(item("/a"), item("/a"), item("/b"))
    press.pages["/other"] = rss(item("/a"), item("/a?utm_source=evening"), item("/a?utm_source=night#top"))
    found, errors = gets(press.url("/feed"), press.url("/other"))
    assert (len(found), errors) == (1, [])
    assert press.paths().count("/a") == 1
    assert not [each for each in press.paths() if "utm" in each]


# Sitemaps

NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(*urls: str, root: str = "urlset") -> bytes:
    head = f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}>'
    return (head + "".join(urls) + f"</{root}>").encode()


def news(link: str, date: str) -> str:
    publication = "<news:publication><news:name>Gazette</news:name><news:language>en</news:language></news:publication>"
    told = f"{publication}<news:publication_date>{date}</news:publication_date><news:title>Envoys</news:title>"
    return f"<url><loc>{link}</loc><news:news>{told}</news:news></url>"


def listed(link: str, changed: str) -> str:
    return f"<sitemap><loc>{link}</loc><lastmod>{changed}</lastmod></sitemap>"


def test_news_sitemap(press: Press, gets: Gets) -> None:
    titled(press, "a", "b", "c")
    urls = [news(press.url("/a"), "2024-10-30"), news(press.url("/b"), "2024-10-31T09:00:00Z")]
    urls.append(f"<url><loc>{press.url('/c')}</loc><lastmod>2024-10-29</lastmod></url>")
    press.pages["/news.xml"] = Reply(body=sitemap(*urls), type="application/xml")
    found, errors = gets(press.url("/news.xml"))
    assert errors == []
    assert [(each.url[-2:], each.published, each.published_from, each.publisher) for each in found if each.url] == [
        ("/b", "2024-10-31T09:00:00Z", "sitemap", "Gazette"),
        ("/a", "2024-10-30", "sitemap", "Gazette"),
        ("/c", None, None, None),  # a page's last change is not its publication
    ]


def test_index_of_packed_sitemaps(press: Press, gets: Gets) -> None:
    titled(press, "a", "b")
    for name in "ab":
        body = gzip.compress(sitemap(news(press.url(f"/{name}"), "2024-10-30")))
        press.pages[f"/{name}.xml.gz"] = Reply(body=body, type="application/gzip")
    index = sitemap(
        listed(press.url("/a.xml.gz"), "2024-10-30"),
        listed(press.url("/b.xml.gz"), "2024-10-31"),
        listed(press.url("/gone.xml"), "2024-10-29"),
        root="sitemapindex",
    )
    press.pages["/index.xml"] = Reply(body=index, type="text/xml")
    found, errors = gets(press.url("/index.xml"))
    assert sorted(each.url or "" for each in found) == [press.url("/a"), press.url("/b")]
    assert [each.source for each in errors] == [press.url("/gone.xml")]
    assert press.paths()[:3] == ["/index.xml", "/b.xml.gz", "/a.xml.gz"]


def test_index_is_read_no_further_than_is_wanted(press: Press, gets: Gets) -> None:
    titled(press, "a")
    press.pages["/new.xml"] = Reply(body=sitemap(news(press.url("/a"), "2024-10-30")), type="text/xml")
    index = sitemap(
        listed(press.url("/new.xml"), "2024-10-31"), listed(press.url("/old.xml"), "2023-10-31"), root="sitemapindex"
    )
    press.pages["/index.xml"] = Reply(body=index, type="text/xml")
    found, errors = gets(press.url("/index.xml"), limit=1)
    assert (len(found), errors) == (1, [])
    assert "/old.xml" not in press.paths()


def test_index_of_itself_and_of_too_many_ends(press: Press, gets: Gets) -> None:
    itself = sitemap(*(listed(press.url(f"/index.xml?{n}"), "2024-10-31") for n in range(30)), root="sitemapindex")

    def answer(visit: Visit) -> Reply:
        return Reply(body=itself, type="text/xml", headers={"Cache-Control": "no-store"})

    press.pages["/index.xml"] = answer
    for number in range(30):
        press.pages[f"/index.xml?{number}"] = answer
    found, errors = gets(press.url("/index.xml"))
    assert found == []
    assert ["names more than 10 sitemaps" in each.reason for each in errors] == [True, False]
    assert len(press.paths()) == 11


def test_packed_sitemap_that_bursts(press: Press, gets: Gets) -> None:
    press.pages["/bomb.xml.gz"] = Reply(body=gzip.compress(bytes(60_000_000)), type="application/gzip")
    press.pages["/cut.xml.gz"] = Reply(body=gzip.compress(sitemap())[:-12], type="application/gzip")
    errors = gets(press.url("/bomb.xml.gz"), press.url("/cut.xml.gz"))[1]
    assert ["times its size" in errors[0].reason, "breaks off" in errors[1].reason] == [True, True]
