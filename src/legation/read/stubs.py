"""Pages that are no whole article: the free beginning of one that is sold, live blogs, and what `otherpages` knows.

Method: a live blog is told by its schema.org type alone. A page is a stub when it says that it is not free to read
(schema.org's `isAccessibleForFree`, a meta tag) and gives few words: where it names the part that is sold, that part;
else its paragraphs. A page that says nothing of the kind is a stub when it is short and shows one of the signs in
`data/read/stubs.yaml` ("Subscribe to continue reading") as a line of its own.
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from legation.read import otherpages, schemaorg
from legation.read.marks import Stubs, stubs

_LIVE = "is a live blog: many short posts under one address, not one article"
_SOLD = "is only the beginning of an article that is sold: {count} words are shown{sign}; expected the whole article"
_SIMPLE = re.compile(r"([.#])?([\w-]+)")  # the selectors that pages use for the part that is sold


def refusal(root: lxml.html.HtmlElement) -> str | None:
    """Why a parsed page is refused though it looks like an article; None when it is not."""
    article, marks = schemaorg.article(root), stubs()
    if any(not marks.live_types.isdisjoint(schemaorg.types(each)) for each in (article, *schemaorg.items(root))):
        return _LIVE
    paragraphs = list(_paragraphs(root))
    words = sum(len(line.split()) for line in paragraphs)
    if reason := otherpages.refusal(root, paragraphs):
        return reason
    if _is_sold(root, article, marks):
        shown = _sold_words(root, article)
        if (words if shown is None else shown) < marks.stub_words:
            return _SOLD.format(count=words, sign="")
    elif words < marks.sign_stub_words and (sign := _sign(root, marks)):
        return _SOLD.format(count=words, sign=f" and “{sign}”")
    return None


def _is_sold(root: lxml.html.HtmlElement, article: dict[str, Any], marks: Stubs) -> bool:
    parts = _parts(article)
    if any(schemaorg.denied(each.get("isAccessibleForFree")) for each in (article, *parts)):
        return True
    tags = ((tag.get("property") or tag.get("name") or "", tag.get("content") or "") for tag in root.iter("meta"))
    return any(n.lower() in marks.tier_metas and v.strip().lower() in marks.tier_values for n, v in tags)


def _parts(article: dict[str, Any]) -> list[dict[str, Any]]:
    found = article.get("hasPart")
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]


def _sold_words(root: lxml.html.HtmlElement, article: dict[str, Any]) -> int | None:
    """How many words the part that is sold holds here; None when the page doesn't say which it is."""
    chosen = [each.get("cssSelector") for each in _parts(article) if schemaorg.denied(each.get("isAccessibleForFree"))]
    matches = [match for each in chosen if isinstance(each, str) and (match := _SIMPLE.fullmatch(each.strip()))]
    if not matches:
        return None
    count = 0
    for match in matches:
        attribute = {".": "contains(concat(' ', normalize-space(@class), ' '), $name)", "#": "@id = $name"}
        test = attribute.get(match[1] or "", "local-name() = $name")
        name = f" {match[2]} " if match[1] == "." else match[2]
        count += sum(len(each.text_content().split()) for each in root.xpath(f"//*[{test}]", name=name))
    return count


def _paragraphs(root: lxml.html.HtmlElement) -> Iterator[str]:
    places = root.xpath("//article//p") or root.xpath("//main//p") or root.xpath("//p")
    return (str(each.text_content()) for each in places)


def _sign(root: lxml.html.HtmlElement, marks: Stubs) -> str | None:
    for element in root.iter("p", "div", "span", "h2", "h3", "h4", "a", "button", "strong"):
        line = " ".join(str(element.text_content()).split())
        if len(line.split()) <= marks.sign_words and any(sign in line.lower() for sign in marks.signs):
            return line
    return None
