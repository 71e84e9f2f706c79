"""What a page says in schema.org's words: JSON-LD blocks, and the same as microdata or RDFa in its tags.

All give plain dictionaries of one shape (`{"@type": …, "headline": …, "author": {"name": …}}`), so that whoever asks
need not know which of them the page uses.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import lxml.html

from legation.read import rdfa

Form = Literal["json-ld", "microdata"]

_DEPTH = 4  # of lists and graphs in each other: more is no page but an attempt
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting", "Report")  # and all that end in "Article"
# Pages wrap the block into comments or CDATA, as one did with scripts.
_WRAPPED = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_COMMENTED = re.compile(r"/\*\s*(?:<!\[CDATA\[|\]\]>)\s*\*/")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_TYPE = re.compile(r"^https?://schema\.org/", re.IGNORECASE)


def article(root: lxml.html.HtmlElement) -> dict[str, Any]:
    """The page's article: the first in its JSON-LD, its references put in place; else the first in its tags."""
    return told(root)[0]


def told(root: lxml.html.HtmlElement) -> tuple[dict[str, Any], Form]:
    """The page's article as `article` gives it, and the form in which the page says it."""
    listed = tuple(_blocks(root))
    named = {item["@id"]: item for item in listed if isinstance(item.get("@id"), str) and len(item) > 1}
    block = next((item for item in listed if is_article(item)), None)
    found = block or next(_microdata(root), None) or next(filter(is_article, rdfa.items(root)), None) or {}
    return {key: _resolved(value, named) for key, value in found.items()}, "json-ld" if block else "microdata"


def items(root: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """All items of a page's JSON-LD, also those that stand in others."""
    return _blocks(root)


def types(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of an item, without schema.org's address."""
    found = item.get("@type")
    listed = found if isinstance(found, list) else [found]
    return tuple(_TYPE.sub("", each) for each in listed if isinstance(each, str))


def is_article(item: Mapping[str, Any]) -> bool:
    """Whether an item is an article of any kind."""
    return any(each in _ARTICLE_TYPES or each.endswith("Article") for each in types(item))


def names(value: Any) -> str | None:
    """The names of a person or organisation, or of a list of them."""
    if isinstance(value, str):
        return html.unescape(value)
    if isinstance(value, dict):
        return names(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, (names(member) for member in value))) or None
    return None


def denied(value: Any) -> bool:
    """Whether a value says no: `false`, "False", "http://schema.org/False"."""
    return value is False or (isinstance(value, str) and _TYPE.sub("", value.strip()).lower() in ("false", "no", "0"))


def _blocks(root: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """All items of the page's JSON-LD blocks; broken blocks are common and skipped."""
    for script in root.xpath("//script[contains(@type, 'ld+json')]"):
        written = _WRAPPED.sub("", _COMMENTED.sub("", str(script.text_content()))).strip().rstrip(";")
        # A comma too many is the commonest fault.
        for attempt in (written, _TRAILING_COMMA.sub("", written)):
            try:
                data = json.loads(attempt, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _items(data, _DEPTH)
            break


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for member in data:
            yield from _items(member, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in _NESTED:
            yield from _items(data.get(key), depth - 1) if depth else ()


def _resolved(value: Any, named: Mapping[str, Any]) -> Any:
    """Put what `{"@id": …}` refers to in its place; one step, so that a ring of references ends."""
    if isinstance(value, list):
        return [_resolved(each, named) for each in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _microdata(root: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles among the page's microdata, in the order of the page."""
    for element in root.xpath("//*[@itemscope and @itemtype]"):
        item = _properties(element)
        if is_article(item):
            yield item


def _properties(scope: lxml.html.HtmlElement) -> dict[str, Any]:
    """The properties of one item: those of the items in it are their own."""
    found: dict[str, Any] = {"@type": str(scope.get("itemtype", "")).split()}
    for element in scope.xpath(".//*[@itemprop]"):
        owner = next((each for each in element.iterancestors() if each.get("itemscope") is not None), None)
        if owner is not scope:
            continue
        nested = element.get("itemscope") is not None
        value = _named(element) if nested else _value(element)
        for name in element.get("itemprop").split():
            if name not in found:
                found[name] = value
            elif name == "author":
                found[name] = [*_listed(found[name]), value]
    return found


def _named(scope: lxml.html.HtmlElement) -> dict[str, Any]:
    item = _properties(scope)
    if text := " ".join(scope.text_content().split()):
        item.setdefault("name", text)
    return item


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(element: lxml.html.HtmlElement) -> str:
    for attribute in ("content", "datetime", "href", "src"):
        if value := element.get(attribute):
            return str(value)
    return " ".join(str(element.text_content()).split())
