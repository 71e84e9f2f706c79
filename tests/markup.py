"""What an answer of the server may hold: nothing that runs, loads or leads where words of others say so."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import lxml.html

from hostile import MARK

FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "math",
    "template",
    "frame",
    "frameset",
    "applet",
    "noscript",
}
LEADING = {"href", "src", "action", "formaction", "srcset", "data", "poster", "background", "cite", "ping"}
Element = Any


def elements(body: bytes) -> list[Element]:
    """The elements of a page in their order."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    return [each for each in lxml.html.document_fromstring(body, parser=parser).iter() if isinstance(each.tag, str)]


def skeleton(body: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The page without its words: each element with the names of its attributes."""
    return [(each.tag, tuple(sorted(each.attrib))) for each in elements(body)]


def faults(answer: Any) -> list[str]:
    """All that an answer must not be, in words; nothing where it is as it should be."""
    found = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    found += _of_headers(answer)
    if answer.headers.get("content-type", "").startswith("text/html"):
        found += _of_page(answer.content)
    if answer.headers.get("content-type", "").startswith("image/svg"):
        found += _of_picture(answer.content)
    return found


def _of_headers(answer: Any) -> Iterator[str]:
    for name, value in answer.headers.multi_items():
        if MARK in name or "\n" in value or "\r" in value:
            yield f"header {name}: {value[:80]!r}"
        if name == "set-cookie" and MARK in value:
            yield f"cookie {value[:80]!r}"
    if answer.headers.get("x-content-type-options") != "nosniff":
        yield "browsers may guess what the answer is"
    if "location" in answer.headers and urlsplit(answer.headers["location"]).netloc not in ("", "localhost"):
        yield f"leads to {answer.headers['location'][:80]!r}"


def _of_page(body: bytes) -> Iterator[str]:
    for each in elements(body):
        yield from _of_element(each)


def _of_picture(body: bytes) -> Iterator[str]:
    for each in lxml.etree.fromstring(body, lxml.etree.XMLParser(huge_tree=True)).iter():
        if isinstance(each.tag, str):
            tag = each.tag.rpartition("}")[2]
            if tag in ("script", "foreignObject", "image", "iframe") or MARK in tag:
                yield f"<{tag}> in a picture"
            yield from (f"{name} in a picture" for name in each.attrib if name.lower().startswith("on"))


def _of_element(each: Element) -> Iterator[str]:
    if each.tag in FORBIDDEN or MARK in each.tag:
        yield f"<{each.tag}>"
    if each.tag == "script" and (not str(each.get("src", "")).startswith(("/static/", "/charts/")) or each.text):
        yield f"<script> {dict(each.attrib)} {str(each.text)[:60]!r}"
    if each.tag == "meta" and "http-equiv" in each.attrib and each.get("http-equiv") != "refresh":
        yield f"<meta {dict(each.attrib)}>"
    for name, value in each.attrib.items():
        if name.startswith("on") or name == "style" or MARK in name:
            yield f"<{each.tag} {name}={value[:60]!r}>"
        if name in LEADING and not _is_link(each.tag, value):
            yield f"<{each.tag} {name}={value[:60]!r}>"


def _is_link(tag: str, value: str) -> bool:
    """Whether a link stays here; only anchors may lead elsewhere, and by http alone."""
    bare = "".join(value.split()).lower()
    if bare.startswith("//") or "\\" in bare[:2]:
        return False
    scheme = urlsplit(bare).scheme if ":" in bare.partition("/")[0] else ""
    return not scheme or (scheme in ("http", "https") and tag == "a")
