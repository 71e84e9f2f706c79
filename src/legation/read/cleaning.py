"""What stands among an article's paragraphs and is none: boxes of a page, and lines such as "Read more: …".

Elements go by their tag or class, lines by their words; both are data (`data/read/boilerplate.yaml`). Nothing goes that
could be prose: an element that holds much of the page stays, and so does a line as long as a paragraph.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

import lxml.html

from legation.read.bylines import byline
from legation.read.dates import placed_stamp, stamp
from legation.read.marks import boilerplate

_MUCH = 1 / 3  # of the page's words: an element with more than this is no box beside the article
_FRONT = 6  # lines at the top that may be the title, a byline or a date
_FEW = 4  # words of a line that is a label with little behind it
_MAILBOX = re.compile(r"\S+@\S+\.\w+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MAIL_WORDS = 12  # of a line that says where to write to
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*$")
_BARE = re.compile(r"[\W_]+")


def prune(root: lxml.html.HtmlElement) -> None:
    """Take the boxes out of a parsed page that hold none of its article."""
    known = boilerplate()
    most = len(root.text_content().split()) * _MUCH
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body"):
            continue
        if (element.tag in known.tags or _is_box(element)) and len(element.text_content().split()) <= most:
            element.drop_tree()


@dataclass(frozen=True, slots=True)
class Prose:
    """The lines of an article, and the byline that stood above them."""

    lines: tuple[str, ...]
    byline: str | None = None


def prose(lines: Iterable[str], title: str | None, authors: str | None = None) -> Prose:
    """Part the lines of an article from its title, byline and date at the top, and from what belongs to the outlet.

    `authors` are the names that sign it, as far as they are known from elsewhere.
    """
    kept: list[str] = []
    signed: str | None = None
    for number, line in enumerate(lines):
        front = not kept and number < _FRONT
        mark = byline(line) if front else None
        if mark:
            signed = signed or mark.name
        elif not (front and _is_front(line, title, authors)) and not is_boilerplate(line):
            kept.append(line)
    mine = [each for each in kept if not _is_about(each, signed or authors)]
    return Prose(tuple(_without_tail(mine)), signed)


def _is_front(line: str, title: str | None, authors: str | None) -> bool:
    """Whether a line above the first paragraph is the title, the names of the authors, a date or a label."""
    known, words = boilerplate(), line.lower().strip(" .:")
    is_label = words in known.front or (line.lower().startswith(known.front_beginnings) and len(line.split()) <= _FEW)
    return is_label or _same(line, title) or _same(line, authors) or bool(stamp(line) or placed_stamp(line))


def _is_about(line: str, authors: str | None) -> bool:
    """Whether a line is about who wrote the article: a name, and what is said of authors."""
    words = line.lower()
    if len(words.split()) > boilerplate().line_words:
        return False
    names = (each.strip().lower() for each in re.split(r",| and ", authors or ""))
    return any(words.startswith(f"{name} {known}") for name in names if name for known in boilerplate().about_authors)


def _without_tail(lines: list[str]) -> list[str]:
    """The lines before one with which the end of the page begins, unless too much would go with it."""
    known, counts = boilerplate(), [len(line.split()) for line in lines]
    for number, line in enumerate(lines):
        words = line.lower().strip(" .:")
        begins = counts[number] <= known.line_words and words.startswith(known.tail_beginnings)
        if (words in known.tails or begins) and sum(counts[number:]) <= known.tail_share * sum(counts):
            return lines[:number]
    return lines


def is_boilerplate(line: str) -> bool:
    """Whether a line belongs to the outlet and not to the article."""
    known = boilerplate()
    words = line.lower().strip()
    if words.strip("()[]<>→›»- ").rstrip(".:… ") in known.lines or words in known.lines:
        return True
    count = len(words.split())
    if _ADDRESS.fullmatch(words) or (count <= _MAIL_WORDS and _MAILBOX.search(words)):
        return True
    if count > known.line_words:
        return False
    if any(all(each in words for each in row) for row in known.together):
        return True
    if words.startswith(known.unended):
        return ";" in words or not _SENTENCE_END.search(words.rstrip(")"))
    return words.startswith(known.beginnings) or words.endswith(known.endings) or _holds(words, known.phrases)


def _holds(words: str, phrases: tuple[str, ...]) -> bool:
    return any(phrase in words for phrase in phrases)


def _same(line: str, title: str | None) -> bool:
    return bool(title) and _BARE.sub("", line.lower()) == _BARE.sub("", (title or "").lower())


def _is_box(element: lxml.html.HtmlElement) -> bool:
    """Whether the class or id of an element says that it is a box beside the article."""
    for written in (*(element.get("class") or "").split(), element.get("id"), element.get("data-component")):
        if written and not _named_words(written).isdisjoint(boilerplate().classes):
            return True
    return False


def _named_words(written: str) -> frozenset[str]:
    words = [word.lower() for word in _WORDS.findall(written)]
    return frozenset((*words, *(" ".join(pair) for pair in itertools.pairwise(words))))
