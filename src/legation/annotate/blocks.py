"""Blocks: the headline, bullets, headings and paragraphs that a reader sees, and the furniture that isn't prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from legation.annotate.capitals import in_capitals
from legation.annotations import Block, BlockKind
from legation.step import Reading, Step

# A label in front of a bullet's sentence: "Chinese Response: China has avoided …". At most eight words.
_LABEL = re.compile(r"(?:[^\s:]+\s){0,7}[^\s:]+:\s+(?=\S)")
# Hard-wrapped prose keeps its lines within these widths.
_WRAP_MIN, _WRAP_MAX = 45, 100
_HEADLINE_WORDS = 28


def blocks(table: Mapping[str, Any]) -> Step:
    """Make the step that cuts a document into blocks, with the line patterns of `furniture.yaml`."""
    cutter = _Cutter(table)

    def run(reading: Reading) -> Iterator[Block]:
        document = reading.document
        yield from cutter.cut(document.text, document.title or "", document.dateline or "")

    return Step("blocks", run, gives=frozenset({Block}))


class _Cutter:
    """Cuts by line; knows nothing of any one outlet."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._furniture = re.compile("|".join(f"(?:{p})" for p in table["lines"]), re.IGNORECASE)
        self._datelines = [re.compile(p) for p in table["datelines"]]
        self._bullets = tuple(table["bullets"])
        self._terminals = frozenset(table["terminals"])

    def cut(self, text: str, title: str, dateline: str) -> list[Block]:
        """All blocks in text order; a line of the `title` is a headline even with a full stop.

        Only whoever read the `dateline` knows its town from a speaker: before a colon it is found by its words.
        """
        found: list[Block] = []
        told = re.compile(rf"{re.escape(dateline)}:\s+") if dateline else None
        datelines = [*self._datelines, *([told] if told else [])]
        opening, looked = True, 0
        for start, end in self._units(text):
            opening = opening and all(b.kind == "furniture" for b in found[looked:])
            looked = len(found)
            titled = len(found) < 3 and text[start:end].strip(" .;") in title
            found.extend(
                self._unit(text, start, end, datelines, first="title" if titled else "opening" if opening else "")
            )
        return found

    def _units(self, text: str) -> Iterator[tuple[int, int]]:
        """Lines, with the lines of hard-wrapped paragraphs joined."""
        for match in re.finditer(r"[^\r\n]+(?:\r?\n[^\r\n]+)*", text):
            lines = [
                (match.start() + line.start(), match.start() + line.end())
                for line in re.finditer(r"[^\r\n]+", match.group())
            ]
            if self._wrapped(text, lines):
                yield lines[0][0], lines[-1][1]
            else:
                yield from lines

    def _wrapped(self, text: str, lines: Sequence[tuple[int, int]]) -> bool:
        """True where line ends are mere typesetting: even widths, and lines that break off inside sentences."""
        if len(lines) < 2:
            return False
        if any(text[s:e].lstrip().startswith(self._bullets) for s, e in lines):
            return False
        if len({in_capitals(text[s:e]) for s, e in lines}) > 1:
            return False  # a headline in capitals over the story
        body = lines[:-1]
        even = all(_WRAP_MIN <= e - s <= _WRAP_MAX for s, e in body)
        broken = sum(text[s:e].rstrip()[-1:] not in self._terminals for s, e in body)
        return even and broken * 2 >= len(body)

    def _unit(
        self, text: str, start: int, end: int, datelines: Sequence[re.Pattern[str]], *, first: str
    ) -> Iterator[Block]:
        start, end = _trim(text, start, end)
        if start >= end:
            return
        line = text[start:end]
        if line.count(" \\ ") >= 3:
            yield from self._header(text, start, end)
        elif self._furniture.fullmatch(line):
            yield Block(start, end, "furniture")
        elif line.startswith(self._bullets):
            yield from self._bullet(text, start, end)
        elif first == "title" or self._is_heading(line):
            yield Block(start, end, "headline" if first or len(line.split()) > 4 else "heading")
        else:
            yield from _paragraph(text, start, end, datelines)

    def _header(self, text: str, start: int, end: int) -> Iterator[Block]:
        """Cut a header line of title, outlet, place, author, edition, lead; the title and the lead are prose."""
        pieces, at = [], start
        for piece in text[start:end].split(" \\ "):
            pieces.append((at, at + len(piece)))
            at += len(piece) + 3
        for number, (s, e) in enumerate(pieces):
            kind: BlockKind = "furniture"
            if number == 0:
                kind = "headline"
            elif number == len(pieces) - 1 and e - s > 60:
                kind = "lead"
            s, e = _trim(text, s, e)
            if s < e:
                yield Block(s, e, kind)

    def _bullet(self, text: str, start: int, end: int) -> Iterator[Block]:
        mark = next(b for b in self._bullets if text.startswith(b, start))
        start, end = _trim(text, start + len(mark), end)
        label = _LABEL.match(text, start, end)
        if label and _capitalised(label.group()):
            yield Block(start, start + len(label.group().rstrip()), "heading")
            start = label.end()
        if start < end:
            yield Block(start, end, "bullet")

    def _is_heading(self, line: str) -> bool:
        return len(line.split()) <= _HEADLINE_WORDS and len(line) < 200 and line[-1] not in self._terminals


def _paragraph(text: str, start: int, end: int, datelines: Sequence[re.Pattern[str]]) -> Iterator[Block]:
    for pattern in datelines:
        if match := pattern.match(text, start, end):
            yield Block(start, start + len(match.group().rstrip()), "furniture")
            start = match.end()
            break
    if start < end:
        yield Block(start, end, "paragraph")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _capitalised(label: str) -> bool:
    """True when most long words of a label start with a capital, as headings do and running prose does not."""
    words = [w for w in re.findall(r"[^\W\d_]+", label) if len(w) > 3]
    return not words or sum(w[0].isupper() for w in words) * 2 >= len(words)
