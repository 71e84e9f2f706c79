"""How to cite an article or a record of it: as plain text, as Markdown, as BibTeX."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from legation.records import AnyRecord, Document, Found, Prediction, Statement
from legation.view.present import Names
from legation.view.web import addresses
from legation.view.web.cards import quote as cut
from legation.view.web.rendering import clean, long_day

LONGEST = 600  # characters of a quotation; more is no quotation but a copy
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+.!|~=\-])")
_STOPS = ".,;: "
_QUOTES = '“”"„«» '
# What TeX acts on. Braces must stay paired for BibTeX, which counts even those behind a backslash: so they get names.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{each: f"\\{each}" for each in "#$%&_"},
}
_SAFE_IN_URL = ":/?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a citation says: the words and who says them, the article, where it and our record of it are, and when."""

    key: str
    title: str
    publisher: str
    byline: str
    day: str
    words: str
    speaker: str
    url: str
    permalink: str
    accessed: date


@dataclass(frozen=True, slots=True)
class Forms:
    """A citation in each form."""

    plain: str
    markdown: str
    bibtex: str


def cited(
    document: Document, names: Names, record: AnyRecord | None = None, *, site: str, accessed: date, said_by: str = ""
) -> Cited:
    """Gather what a citation of an article says, or of a record of it; `site` is the server's own address."""
    path = addresses.record(record.id) if record else addresses.article(document.id)
    return Cited(
        key=key(document, record),
        title=clean(document.title),
        publisher=clean(document.publisher),
        byline=clean(document.byline),
        day=_date(document),
        words=words(document, record) if record else "",
        speaker=clean(said_by or (speaker(record, names) if record else "")),
        url=_address(addresses.outside(document.url) or ""),
        permalink=site.rstrip("/") + path,
        accessed=accessed,
    )


def forms(cited: Cited) -> Forms:
    """Write a citation in each form."""
    return Forms(_plain(cited), _markdown(cited), _bibtex(cited))


def key(document: Document, record: AnyRecord | None = None) -> str:
    """Return a key of letters, digits and hyphens that stays the same: outlet, year, and the beginnings of the ids."""
    parts = [_slug(document.publisher), _date(document)[:4], _slug(document.id)[:8]]
    if record:
        parts.append(_slug(record.id)[:16])
    return "-".join(filter(None, parts))


def words(document: Document, record: AnyRecord) -> str:
    """Return the words of the article that a record rests on."""
    if isinstance(record, Statement):
        found = " … ".join(span.text for span in record.content)
    elif isinstance(record, Found):
        told = cut(document.text, record)
        found = told.marked if told else ""
    else:
        found = ""
    found = clean(found).strip(_QUOTES).rstrip(_STOPS)
    return found if len(found) <= LONGEST else found[:LONGEST].rpartition(" ")[0] + " …"


def _date(document: Document) -> str:
    """The day of publication; nothing for what is no day."""
    try:
        return date.fromisoformat((document.published or "")[:10]).isoformat()
    except ValueError:
        return ""


def speaker(record: AnyRecord, names: Names) -> str:
    """Name who says it, where a record is somebody's words."""
    match record:
        case Statement(speaker=who):
            return names.name(who.actor, record.document) if who.actor else who.as_written
        case Prediction(holder=holder) if holder:
            return names.name(holder, record.document)
        case _:
            return ""


def _plain(it: Cited) -> str:
    said = f"“{it.words}”" + (f" ({it.speaker})" if it.speaker else "") if it.words else ""
    article = ", ".join(filter(None, (it.byline, f"“{it.title}”" if it.title else "", it.publisher, _day(it))))
    sentences = (said, article, it.url, f"Record: {it.permalink} (accessed {long_day(it.accessed)})")
    return ". ".join(each for each in sentences if each) + "."


def _markdown(it: Cited) -> str:
    said = f"“{_md(it.words)}”" + (f" ({_md(it.speaker)})" if it.speaker else "") if it.words else ""
    title = f"“{_md(it.title)}”" if it.title else ""
    title = f"[{title or 'Article'}](<{it.url}>)" if it.url else title
    article = ", ".join(
        filter(None, (_md(it.byline), title, f"*{_md(it.publisher)}*" if it.publisher else "", _day(it)))
    )
    last = f"[Record](<{it.permalink}>), accessed {long_day(it.accessed)}"
    return ". ".join(each for each in (said, article, last) if each) + "."


def _bibtex(it: Cited) -> str:
    fields = "".join(f"  {name:<12} = {{{value}}},\n" for name, value in _fields(it) if value)
    return f"@misc{{{it.key},\n{fields}}}"


def _fields(it: Cited) -> Iterator[tuple[str, str]]:
    yield "author", f"{{{_tex(it.byline or it.publisher)}}}" if it.byline or it.publisher else ""
    yield "title", f"{{{_tex(it.title)}}}" if it.title else ""
    yield "howpublished", _tex(it.publisher)
    yield "year", it.day[:4]
    yield "month", it.day[5:7].lstrip("0")
    yield "date", it.day
    yield "url", it.url
    yield "urldate", it.accessed.isoformat()
    said = f"“{_tex(it.words)}”" + (f" ({_tex(it.speaker)})" if it.speaker else "") if it.words else ""
    yield "note", "; ".join(filter(None, (said, f"record: {_tex(it.permalink)}")))


def _day(it: Cited) -> str:
    return long_day(it.day) if it.day else "undated"


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _tex(text: str) -> str:
    return "".join(_TEX.get(each, each) for each in text)


def _address(url: str) -> str:
    """An address in which nothing ends a field or a link: what no address may hold is percent-encoded."""
    return quote(clean(url), safe=_SAFE_IN_URL, errors="replace")


def _slug(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", (text or "")[:200]).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"\(.*?\)", "", plain)
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:32].strip("-")
