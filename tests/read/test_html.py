import json

import pytest

from .conftest import Reads

PARAGRAPHS = [
    "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter.",
    "“We have not agreed on a date,” the chief envoy said after the talks, “and we are in no hurry.”",
    "A third round is expected in the spring, when the price of gas is likely to be the main subject.",
]


def page(head: str = "", body: str = "", attributes: str = ' lang="en-GB"') -> bytes:
    prose = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    menu = "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
    content = f"{menu}{body}<article>{prose}</article>"
    return f"<!doctype html><html{attributes}><head>{head}</head><body>{content}</body></html>".encode()


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def test_body_is_paragraphs_without_menu(read: Reads) -> None:
    found, errors = read("-", stdin=page())
    assert errors == []
    assert found[0].text == "\n\n".join(PARAGRAPHS)
    assert (found[0].source_format, found[0].language) == ("html", "en")


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        (ld(**{"@type": "NewsArticle", "headline": "Envoys  Meet"}), "title", "Envoys Meet"),
        ('<meta property="og:title" content="Envoys &amp; Ministers">', "title", "Envoys & Ministers"),
        ("<title>Envoys Meet</title>", "title", "Envoys Meet"),
        (ld(**{"@type": ["ReportageNewsArticle"], "publisher": {"name": "Gazette"}}), "publisher", "Gazette"),
        ('<meta property="og:site_name" content="Gazette">', "publisher", "Gazette"),
        (
            ld(
                **{"@graph": [{"@type": "WebSite"}, {"@type": "Article", "author": [{"name": "A B"}, {"name": "C D"}]}]}
            ),
            "byline",
            "A B, C D",
        ),
        ('<meta name="author" content="By A B">', "byline", "A B"),
        ('<meta property="article:author" content="https://a.example/ab">', "byline", None),
        (
            '<link rel="canonical" href="https://a.example/1"><meta property="og:url" content="https://a.example/2">',
            "url",
            "https://a.example/1",
        ),
        (
            ld(**{"@type": "NewsArticle", "datePublished": "2024-10-31T09:30:00+09:00"}),
            "published",
            "2024-10-31T09:30:00+09:00",
        ),
        (
            '<meta property="article:published_time" content="2024-10-31T00:30:00Z">',
            "published",
            "2024-10-31T00:30:00Z",
        ),
        ('<meta property="article:published_time" content="2024-10-31T00:30:00">', "published", "2024-10-31"),
        (
            ld(**{"@type": "NewsArticle", "datePublished": "soon"}) + '<meta name="date" content="2024-10-31">',
            "published",
            "2024-10-31",
        ),
        (
            '<script type="application/ld+json">{broken</script><meta name="date" content="2024-10-31">',
            "published",
            "2024-10-31",
        ),
    ],
)
def test_page_says_about_itself(read: Reads, head: str, field: str, expected: str | None) -> None:
    found, _ = read("-", stdin=page(head))
    assert getattr(found[0], field) == expected


def test_time_element(read: Reads) -> None:
    time = '<header><time datetime="2024-10-31T22:15:00-04:00">Oct. 31</time></header>'
    assert read("-", stdin=page(body=time))[0][0].published == "2024-10-31T22:15:00-04:00"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "gb2312"])
def test_declared_charset(read: Reads, declared: str) -> None:
    used = {"iso-8859-1": "cp1252", "gb2312": "gb18030"}.get(declared, declared)
    data = page(f'<meta charset="{declared}">').decode().encode(used)
    assert read("-", stdin=data)[0][0].text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><a href='/a'>Home</a><a href='/b'>World</a></body></html>", "no article text found"),
        (b"<html></html>", "no article text found"),
        (b"<html>", "no article text found"),
        (b"<html><head><meta charset=klingon></head><p>a</p></html>", "unknown encoding 'klingon'"),
        (b"<html><head><meta charset=rot13></head><p>a</p></html>", "no text encoding"),
        (b"<html><p>caf\xe9</p></html>", "byte 0xe9 at offset 12 isn't UTF-8"),
    ],
)
def test_page_that_gives_no_article(read: Reads, capfd: pytest.CaptureFixture[str], data: bytes, reason: str) -> None:
    found, errors = read("-", stdin=data)
    assert found == []
    assert [reason in e.reason for e in errors] == [True]
    assert capfd.readouterr() == ("", "")


def test_deeply_nested_page_ends(read: Reads) -> None:
    data = b"<html><body>" + b"<div>" * 50_000 + b"A word." + b"</div>" * 50_000
    found, errors = read("-", stdin=data)
    assert len(found) + len(errors) == 1


def test_entities_reach_no_file(read: Reads) -> None:
    bomb = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(
        body="<p>&x; is what the page asked for, and no more than that.</p>"
    )
    assert "root:" not in read("-", stdin=bomb)[0][0].text


SPANISH = (
    "Las delegaciones de los dos países firmaron ayer el tratado que pone fin a un siglo de disputa por las islas. "
    "Según el texto, las islas pertenecen a uno y la mayor parte de las aguas al otro, y los barcos podrán navegar."
)
NAMES = (
    "Among those who met in the city were Anna de la Cruz, Juan de Dios y Vega, Pedro del Rio and Luis de los Reyes, "
    "of whom none would say what it was about."
)


@pytest.mark.parametrize(
    ("prose", "declared", "language"),
    [
        (SPANISH, "en", "es"),
        (SPANISH, "es", "es"),
        (SPANISH, "fr", "fr"),
        (PARAGRAPHS[0], "en-US", "en"),
        (NAMES, "en", "en"),
    ],
)
def test_template_that_says_english_over_another_language(
    read: Reads, prose: str, declared: str, language: str
) -> None:
    text = f"<html lang='{declared}'><body><article><p>{prose}</p><p>{prose}</p></article></body></html>"
    found, _ = read("-", stdin=text.encode())
    assert found[0].language == language
