"""Who signs an article whose page has no data about it: an element that is called after authors, or a line "By …".

Only what stands outside of menus, teasers, boxes and comments counts, and a line "By …" only above the first paragraph:
further down it may belong to something else.
"""

import re

import lxml.html

from legation.read.bylines import byline
from legation.read.marks import signing

_ELSEWHERE = ("nav", "aside", "footer", "li", "figure", "script", "style", "noscript", "form", "head")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LINE_TAGS = ("p", "div", "span", "i", "em", "b", "strong", "small", "font", "address", "td", "cite")
_SENTENCE = re.compile(r"[.!?…]\s|[.!?…]$|[@:;|]|\d")
_LONGEST = 60  # characters of names
_PARAGRAPH = 25  # words of a line that is prose


def signed(root: lxml.html.HtmlElement) -> str | None:
    """The names that sign the article, or None."""
    return _called(root) or _line(root)


def _called(root: lxml.html.HtmlElement) -> str | None:
    """The text of the first element whose class says that it names the author, if it can be nothing but names."""
    for element in root.xpath("//*[@class]"):
        if signing().classes.isdisjoint(_class_words(element)) or _is_elsewhere(element):
            continue
        line = " ".join(str(element.text_content()).split())
        if mark := byline(line):
            if mark.name:
                return mark.name
        elif line and len(line) <= _LONGEST and not _SENTENCE.search(line) and _are_names(line):
            return line
    return None


def _line(root: lxml.html.HtmlElement) -> str | None:
    """The first line "By …" behind the heading, above the first paragraph."""
    headings = root.xpath("//article//h1") or root.xpath("//h1")
    for element in headings[0].xpath("following::*") if headings else root.iter():
        if not isinstance(element.tag, str) or element.tag not in _LINE_TAGS or _is_elsewhere(element):
            continue
        if element.tag == "p" and len(str(element.text_content()).split()) >= _PARAGRAPH:
            return None
        mark = byline(" ".join(str(element.text_content()).split()))
        if mark and mark.name:
            return mark.name
    return None


def _are_names(line: str) -> bool:
    """Whether each word could be part of a name: it has a capital, or its script has none."""
    words = line.split()
    small = [word for word in words if word[0].islower() and word not in signing().particles]
    return not small and (len(words) > 1 or not line.isascii())


def _is_elsewhere(element: lxml.html.HtmlElement) -> bool:
    for each in (element, *element.iterancestors()):
        if each.tag in _ELSEWHERE or not signing().boxes.isdisjoint(_class_words(each)):
            return True
    return False


def _class_words(element: lxml.html.HtmlElement) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORDS.findall(f"{element.get('class') or ''} {element.get('id') or ''}"))
