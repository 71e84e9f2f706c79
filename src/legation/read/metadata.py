"""Title, publisher, byline, dateline and date, told from the opening of a text by its own marks and conventions.

Body prose is never searched: only lines that are nothing but a title, byline, date or label count, and only above
the first line of prose; a dateline counts at the start of a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypedDict

from legation.read.bylines import byline, credit
from legation.read.datelines import dateline
from legation.read.dates import iso, stamp
from legation.read.vocabulary import furniture
from legation.record_parts import DateSource

_OPENING_CHARACTERS = 8_000
_OPENING_LINES = 14
_LONGEST_TITLE = 200
_NAME_WORDS = 6
_HEADER_FIELDS = ("title", "publisher", "dateline", "byline")  # then the edition, and the lead
_LABELLED = re.compile(r"([A-Za-z ]{3,12}):\s*(\S.{0,300})")


class Metadata(TypedDict, total=False):
    """What a source says about a text, by the names of the document record."""

    source_id: str | None
    title: str | None
    publisher: str | None
    byline: str | None
    dateline: str | None
    url: str | None
    published: str | None
    language: str | None
    source_format: str
    published_from: DateSource | None


@dataclass(slots=True)
class _Opening:
    """What the walk over the opening lines has found so far."""

    found: Metadata
    updated: str | None = None
    agency: str | None = None

    def note(self, **values: str | None) -> None:
        """Keep each value whose field is still empty: the first mark in the text counts."""
        for name, value in values.items():
            if value and not self.found.get(name):
                self.found[name] = value  # type: ignore[literal-required]

    def date(self, published: str | None, by: DateSource) -> None:
        """Keep a date and where it was found, if there is none yet."""
        if published and not self.found.get("published"):
            self.found["published"], self.found["published_from"] = published, by


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    first: bool
    gap: bool  # a blank line, or the end, comes after it
    after: str  # the next line that isn't blank


def opening(text: str) -> Metadata:
    """Tell the parts of an article that its first lines mark; a mark that is missing gives no field."""
    seen = _Opening(Metadata())
    prose = False
    for line in islice(_lines(text[:_OPENING_CHARACTERS]), _OPENING_LINES):
        if line.first and _header(line.text, seen):
            continue
        if _dateline(line.text, seen):
            break
        prose = prose or not _mark(line, seen)
    seen.date(seen.updated, "update")
    seen.note(publisher=seen.agency)
    return seen.found


def _lines(text: str) -> Iterator[_Line]:
    lines = [line.strip() for line in text.splitlines()]
    filled = [number for number, line in enumerate(lines) if line]
    for position, number in enumerate(filled):
        following = filled[position + 1] if position + 1 < len(filled) else None
        after = lines[following] if following is not None else ""
        yield _Line(lines[number], position == 0, following != number + 1, after)


def _header(line: str, seen: _Opening) -> bool:
    r"""Read `title \ outlet \ place \ author \ edition \ lead`, the fields in this order, some of them empty."""
    fields = [field.strip() for field in re.split(r"(?:^|\s)\\(?=\s|$)", line)]
    if len(fields) < 3:
        return False
    seen.note(**dict(zip(_HEADER_FIELDS, fields, strict=False)))
    seen.found.setdefault("title", None)
    return True


def _dateline(line: str, seen: _Opening) -> bool:
    found = dateline(line)
    if found is None:
        return False
    seen.note(dateline=found.text)
    seen.date(found.published, "dateline")
    seen.agency = found.agency
    return True


def _mark(line: _Line, seen: _Opening) -> bool:
    """Whether the line is a mark rather than prose; notes what it says."""
    parts = re.split(r"\s+[|•·]\s+", line.text)
    if all(_single(part, seen) for part in parts):
        return True
    if _section(line.text) or _labelled(line.text, seen):
        return True
    if line.first and is_title(line.text, gap=line.gap, after=line.after):
        seen.note(title=line.text.removesuffix(".") if _section(line.after) else line.text)
        return True
    # A name above a date may be an outlet's or an author's: it is no prose, and what it is stays open.
    return len(line.text.split()) <= _NAME_WORDS and line.text[-1] not in ".!?,;:" and stamp(line.after) is not None


def _single(part: str, seen: _Opening) -> bool:
    """Read a part of a line that is nothing but a date, a byline or an outlet's credit."""
    if found := stamp(part):
        if found.update:
            seen.updated = seen.updated or found.published
        else:
            seen.date(found.published, "text")
        return True
    if agency := credit(part):
        seen.note(publisher=agency)
        return True
    if signed := byline(part):
        seen.note(byline=signed.name, publisher=signed.publisher)
        return True
    return False


def _section(line: str) -> bool:
    return line.lower().strip(" .:") in furniture().sections


def _labelled(line: str, seen: _Opening) -> bool:
    match = _LABELLED.fullmatch(line)
    field = furniture().fields.get(match[1].strip().lower()) if match else None
    if match is None or field is None:
        return False
    seen.note(**{field: match[2].strip()})
    return True


def is_title(line: str, *, gap: bool, after: str) -> bool:
    """Whether the first line of a text is its title: short, no sentence, and set off from what comes after it."""
    if not after or len(line) > _LONGEST_TITLE or line.startswith(furniture().bullets):
        return False
    if _section(after):
        return True
    if line.endswith((".", ",", ";", ":", "-")) and not _headline_case(line.removesuffix(".")):
        return False
    # Without a blank line after it, the line may be the first of a wrapped paragraph.
    return gap or (not after[0].islower() and (_headline_case(line) or len(after) > 1.5 * len(line)))


def _headline_case(line: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if len(word) >= 4]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def gaps_filled(text: str, given: Metadata) -> Metadata:
    """What the source says, and where it says nothing, what the opening of the text shows."""
    told = {name: value for name, value in given.items() if value}
    filled: Metadata = {**opening(text), **told}  # type: ignore[typeddict-item]
    if told.get("published"):
        filled["published_from"] = given.get("published_from") or "given"
    if (published := filled.get("published")) and iso(published) is None:
        filled["published"] = filled["published_from"] = None
    return filled
