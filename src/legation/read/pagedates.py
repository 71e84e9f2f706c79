"""When an article was published: the moment with its zone as the page marks it, and how it was found.

Method: the marks are asked in the order schema.org, meta tags, `<time>`, a line that is only a date, the address.
The first that holds a date decides the day. If it names no moment (no clock time, or one without zone), a later mark of
the same day or a neighbouring one (zones differ) gives it. Dates of updates never count.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from legation.read.dates import moment, placed_stamp, stamp
from legation.read.marks import dating
from legation.read.schemaorg import Form
from legation.read.vocabulary import date_words
from legation.record_parts import DateSource

_LINE = 80  # characters of a line that may be nothing but a date
_NUMBERS = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?!\d)")
_NAMED = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?!\d)", re.IGNORECASE)
_PUBLISHED = "//*[contains(concat(' ', @class, ' '), ' published ')]/@title"
_ELSEWHERE = ("nav", "aside", "footer", "li", "figure", "script", "style", "noscript", "form")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or moment, and the mark that it was found by."""

    published: str
    by: DateSource


def dated(
    root: lxml.html.HtmlElement,
    article: Mapping[str, Any],
    metas: Mapping[str, str],
    address: str | None,
    *,
    form: Form = "json-ld",
) -> Dated | None:
    """Find the time of publication by the method above; `form` is that in which the page tells of its `article`."""
    day: Dated | None = None
    said: tuple[Any, DateSource] = (article.get("datePublished"), form)
    for written, by in chain((said,), _marks(root, metas, address)):
        found = moment(written)
        if found is None:
            continue
        if "T" in found and (day is None or (by != "url" and _near(found, day.published))):
            return Dated(found, by)
        day = day or Dated(found, by)
    return day


def address_day(address: str | None) -> str | None:
    """The day that an address names in its path, as newspapers do ("/2025/05/02/", "/2025/may/02/")."""
    path = urlsplit(address or "").path
    if match := _NAMED.search(path):
        month = date_words().months.get(match[2].lower())
        return _day(int(match[1]), month or 0, int(match[3]))
    return next(filter(None, (_day(*map(int, match.groups())) for match in _NUMBERS.finditer(path))), None)


def _near(found: str, day: str) -> bool:
    return abs((datetime.fromisoformat(found).date() - date.fromisoformat(day[:10])).days) <= 1


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _marks(
    root: lxml.html.HtmlElement, metas: Mapping[str, str], address: str | None
) -> Iterator[tuple[Any, DateSource]]:
    yield from ((metas[name], "meta") for name in dating().metas if metas.get(name))
    for each in root.xpath("//*[@pubdate or @itemprop='datePublished']"):
        by: DateSource = "microdata" if each.get("itemprop") else "time"
        yield each.get("datetime") or each.get("content") or each.text_content(), by
    yield from ((written, "time") for written in _times(root))
    # Microformats: the machine's date beside what readers see.
    yield from ((str(written), "time") for written in root.xpath(_PUBLISHED)[:1])
    yield from ((written, "text") for written in _lines(root))
    yield address_day(address), "url"


def _times(root: lxml.html.HtmlElement) -> Iterator[str]:
    times = root.xpath("//article//time | //header//time") or root.xpath("//time")
    # A page with several times lists other articles, too: only the article's first is its own.
    for time in times[:1]:
        yield time.get("datetime") or ""
        yield time.text_content()


def _lines(root: lxml.html.HtmlElement) -> Iterator[str]:
    """Lines that may be nothing but a date: those behind the heading, unless they belong to something else."""
    headings = root.xpath("//article//h1") or root.xpath("//h1") or root.xpath("//h2")
    places = headings[0].xpath("following::*") if headings else root.iter()
    for element in places:
        if not isinstance(element.tag, str) or element.tag in _ELSEWHERE:
            continue
        line = " ".join(str(element.text_content()).split())
        if (
            6 <= len(line) <= _LINE
            and (found := stamp(line) or placed_stamp(line))
            and not any(each.tag in _ELSEWHERE for each in element.iterancestors())
        ):
            yield found.published if placed_stamp(line) else line
