"""Newsletters that hold several articles, each with heading and link; and mail text without what surrounds it.

A page is parted only where its structure says so: at least two headings, each with a link of its own (on it, or
a "Read more" below it) and prose of its own, and no heading with prose that has none. Everything else is one article.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html

from legation.read.addresses import canonical
from legation.read.cleaning import is_boilerplate, prune
from legation.read.pagedata import parsed

_HEADINGS = ("h1", "h2", "h3", "h4")
_BLOCKS = (*_HEADINGS, "p", "li", "td", "div", "blockquote")
_LEAST_ITEMS = 2
_LEAST_WORDS = 20  # of prose under a heading: less is a teaser or a label
_ADDRESS = re.compile(r"[<(\[]?https?://\S+[>)\]]?")


@dataclass(slots=True)
class Item:
    """A part of a newsletter: its heading, its link, its paragraphs."""

    title: str | None
    url: str | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words its paragraphs hold."""
        return sum(len(line.split()) for line in self.lines)

    @property
    def text(self) -> str:
        """Its paragraphs, a blank line between them."""
        return "\n\n".join(self.lines)


def items(page: str) -> tuple[Item, ...]:
    """The articles of a newsletter, with what stands before the first heading; none when the page is one article."""
    root = parsed(page)
    prune(root)
    opening, *headed = _sections(root)
    full = [each for each in headed if each.words >= _LEAST_WORDS]
    if len(full) < _LEAST_ITEMS or not all(each.url for each in full):
        return ()
    return (opening, *full) if opening.words >= _LEAST_WORDS else tuple(full)


def without_boilerplate(text: str) -> str:
    """A mail's text without paragraphs that are nothing but an address, a footer or "View in browser"."""
    return "\n\n".join(block for block in text.split("\n\n") if not _is_none(block))


def _is_none(block: str) -> bool:
    bare = _ADDRESS.sub("", block).strip(" |·•-–—:\n")
    return not bare or is_boilerplate(bare)


def _sections(root: lxml.html.HtmlElement) -> Iterator[Item]:
    item = Item(None)
    for element in root.iter(*_BLOCKS):
        if element.tag in _HEADINGS:
            yield item
            item = Item(_line(element) or None, _link(element))
        elif not any(child.tag in _BLOCKS for child in element.iterdescendants()):
            line = _line(element)
            if not line or any(each.tag in _HEADINGS for each in element.iterancestors()):
                continue
            if is_boilerplate(line):
                item.url = item.url or (_link(element) if item.lines else None)
            else:
                item.lines.append(line)
    yield item


def _line(element: lxml.html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _link(element: lxml.html.HtmlElement) -> str | None:
    links = element.xpath(".//a/@href | ancestor::a/@href")
    return next(filter(None, (canonical(each) for each in links)), None)
