"""Which words of a document to cite for a record: whole clauses with their marks, never over a line break."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from legation.records import Document, Evidence
from legation.view.brief_parts import Citation
from legation.view.brief_words import Words

STOP = re.compile(r"[.!?…][”’\"')\]]*(?=\s+[\"“‘'(\[]*\w)")
LAST_WORD = re.compile(r"(\w+)$")
BULLETS = "-–—•*·▪"
OPENING = '“"‘«„'
WIDEST = 320  # characters: what stands further apart is no clause, and is cited by its trigger alone
CRUMB = 32
KEPT = 256  # texts
NARROW = 24  # fewer say too little to be read alone

Place = tuple[str, int, int]


class Told(Protocol):
    """A record that was found in a document."""

    @property
    def id(self) -> str:
        """The id of the record."""

    @property
    def document(self) -> str:
        """The id of the document."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that say it."""


def place(record: Told, document: Document | None, abbreviations: Sequence[str]) -> Place | None:
    """Where the words stand that say what the record tells; None where it has none to show."""
    text = document.text if document else ""
    spans = [(e.role != "trigger", e.start, e.end) for e in record.evidence if text[e.start : e.end].strip()]
    if not spans:
        return None
    first, last = min(s for _, s, _ in spans), max(e for _, _, e in spans)
    if last - first > WIDEST or "\n" in text[first:last]:
        _, first, last = min(spans)
    left, right = around(text, first, last, abbreviations)
    narrow = last - first < NARROW
    first, last = _with_marks(text, first, last)
    # A sentence that lacks but a word or two reads better whole.
    first = left if narrow or first - left < CRUMB else first
    last = right if narrow or right - last < CRUMB else last
    return record.document, first, last


def citation(place: Place, document: Document, words: Words) -> Citation:
    """The words that stand there, with the rest of their sentence; the number is given when the brief is whole."""
    _, start, end = place
    left, right = around(document.text, start, end, words.table["abbreviations"])
    return Citation(
        number=0,
        document=document.id,
        start=start,
        end=end,
        words=document.text[start:end],
        before=document.text[left:start],
        after=document.text[end:right],
        publisher=document.publisher,
        date=words.date(document.published),
        title=document.title,
        url=document.url,
    )


def around(text: str, start: int, end: int, abbreviations: Sequence[str]) -> tuple[int, int]:
    """Widen a stretch to the sentence or sentences that it stands in, never over a line break."""
    left = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    right = len(text) if line_end < 0 else line_end
    stops = _stops(text, tuple(abbreviations))
    before, after = bisect_right(stops, start), bisect_left(stops, end)
    left = max(left, stops[before - 1]) if before else left
    right = min(right, stops[after]) if after < len(stops) else right
    while left < start and (text[left].isspace() or text[left] in BULLETS):
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


@lru_cache(maxsize=KEPT)
def _stops(text: str, abbreviations: tuple[str, ...]) -> tuple[int, ...]:
    """Where the sentences of a text end; kept, since each text is asked about many times."""
    return tuple(m.end() for m in STOP.finditer(text) if not _is_abbreviation(text, m.start(), abbreviations))


def _is_abbreviation(text: str, stop: int, abbreviations: Sequence[str]) -> bool:
    word = LAST_WORD.search(text, max(0, stop - 20), stop)
    if text[stop] != "." or word is None:
        return False
    return word[1] in abbreviations or (len(word[1]) == 1 and word[1].isupper())


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the quotation marks that stand right at the ends."""
    if start and text[start - 1] in OPENING and text[start - 1] not in text[start:end]:
        start -= 1
    if end < len(text) and text[end] in '”"»' and text[end] not in text[max(start + 1, end - 1) : end]:
        end += 1
    return start, end
