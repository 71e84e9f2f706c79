import json

import pytest

from legation.read.pagedata import parsed
from legation.read.stubs import refusal

from .conftest import Reads

SENTENCE = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter."
LONG = f"<p>{SENTENCE}</p>" * 12


def page(body: str, head: str = "", types: object = "NewsArticle", **article: object) -> str:
    told = json.dumps({"@type": types, "headline": "Talks", **article})
    data = f'<script type="application/ld+json">{told}</script>' if article or types != "NewsArticle" else ""
    return f"<html><head>{head}{data}</head><body><article>{body}</article></body></html>"


PART = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".sold"}
SHORT = f"<p>{SENTENCE}</p>"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page(LONG), None),
        (page(SHORT), None),
        (page(LONG, types="LiveBlogPosting"), "is a live blog"),
        (page(LONG, types=["NewsArticle", "LiveBlogPosting"]), "is a live blog"),
        (page(SHORT, isAccessibleForFree=False), "18 words are shown; expected the whole article"),
        (page(SHORT, isAccessibleForFree="http://schema.org/False"), "is only the beginning"),
        (page(SHORT, isAccessibleForFree=True), None),
        # Subscribers and archives are given the whole article under the same mark.
        (page(LONG, isAccessibleForFree=False), None),
        (page(LONG, isAccessibleForFree="False", hasPart=PART), "is only the beginning"),
        (page(f"{SHORT}<div class='x sold y'>{LONG}</div>", isAccessibleForFree="False", hasPart=PART), None),
        (page(SHORT, '<meta property="article:content_tier" content="locked">'), "is only the beginning"),
        (page(SHORT, '<meta property="article:content_tier" content="free">'), None),
        (page(f"{SHORT}<div>Subscribe to continue reading.</div>"), "shown and “Subscribe to continue reading.”"),
        (page(f"{LONG}<div>Subscribe to continue reading.</div>"), None),
        (page(f"<p>{SENTENCE} The ministry urged its allies to subscribe to reading the whole of the text"
              " before they judged it, and to keep what it says in mind when they do.</p>"), None),
        (
            '<div itemscope itemtype="https://schema.org/NewsArticle">'
            f'<meta itemprop="isAccessibleForFree" content="false">{SHORT}</div>',

            "is only the beginning",
        ),
    ],
)  # fmt: skip
def test_refusal(html: str, reason: str | None) -> None:
    found = refusal(parsed(html))
    assert (found is None) if reason is None else (reason in str(found))


def test_stub_is_refused_with_the_reason(read: Reads) -> None:
    found, errors = read("-", stdin=page(SHORT, isAccessibleForFree=False).encode())
    assert found == []
    reason = "is only the beginning of an article that is sold: 18 words are shown; expected the whole article"
    assert [str(e) for e in errors] == [f"standard input: {reason}"]
