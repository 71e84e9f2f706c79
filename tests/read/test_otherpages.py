import pytest

from legation.read.pagedata import parsed
from legation.read.stubs import refusal

SENTENCE = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter."
LONG = f"<p>{SENTENCE}</p>" * 9
TEASER = "<div><h3><a href='/1'>Talks end</a></h3><p>An envoy smiled on leaving.</p></div>"
WIDE = "<a href='/2'><h3>Talks end</h3><p>An envoy smiled on leaving.</p></a>"
FILM = '<meta property="og:type" content="video.other">'


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("<title>Before you continue - Gazette</title>", LONG, "is a page that asks for something"),
        ("<title>Just a moment...</title>", LONG, "stands before the article"),
        ("<title>Talks</title>", f"<h1>We value your privacy</h1>{LONG}", "We value your privacy"),
        ("<title>Talks</title>", f"<h2>We value your privacy</h2>{LONG}", None),  # a box on the page of an article
        ("<title>Envoys: just a moment of peace</title>", LONG, None),
        (FILM, f"<p>{SENTENCE}</p>", "is the page of a film with 18 words"),
        (FILM, LONG, None),
        ("", TEASER * 3, "is a list of 3 articles"),
        ("", WIDE * 4, "is a list of 4 articles"),
        ("", f"<main>{TEASER * 9}<p>{SENTENCE}</p></main>", "is a list of 9 articles"),
        ("", TEASER * 2, None),
        ("", f"{LONG}{TEASER * 9}", None),  # an article with teasers under it
        ("", f"<div>{LONG}<h3><a href='/1'>Talks end</a></h3></div>", None),
        ('<meta property="og:type" content="article">', TEASER * 3, None),
    ],
)
def test_pages_that_stand_where_an_article_was_expected(head: str, body: str, reason: str | None) -> None:
    found = refusal(parsed(f"<html><head>{head}</head><body>{body}</body></html>"))
    assert (reason in (found or "")) if reason else found is None
