"""Quotes: text between quotation marks, over sentences and paragraphs, scare quotes told apart."""

import re
from collections.abc import Iterator

from legation.annotations import Block, Quote
from legation.step import Reading, Step

# Opening and closing marks. Two apostrophes are how some archives store a double quotation mark.
_PAIRS = {"“": "”", "«": "»", "„": "“", "「": "」", '"': '"', "''": "''", "‘": "’", "'": "'"}
_SINGLE = frozenset("‘'")
_MARK = re.compile(r"''|[“”«»„「」\"‘’']")
# A quoted phrase of at most this many words, with no sentence end inside, is a scare quote or a fragment.
_SCARE_WORDS = 4
# The name of a work has two words at least, all with a capital but for small ones.
_TITLE_WORDS = 2
_LED = 40  # so many characters before it are read
_SMALL = frozenset({"a", "an", "the", "of", "and", "or", "in", "on", "at", "to", "for", "with", "from", "by", "is"})
# What has a name, a comma perhaps between them.
_WORK = re.compile(
    r"\b(?:book|memoirs?|autobiography|novel|film|movie|song|album|show|programme?|podcast|series|documentary|play|"
    r"essay|column|report|paper|article|exhibition|magazine|blog|newsletter|nicknamed|titled|entitled|called),?$"
)


def quotes() -> Step:
    """Make the step that finds quotations."""

    def run(reading: Reading) -> Iterator[Quote]:
        text = reading.document.text
        carried: str | None = None  # the mark of a quotation that goes on in the next paragraph
        for block in reading.of(Block):
            if block.kind == "furniture":
                continue
            found, carried = _block(text, block, carried)
            yield from found

    return Step("quotes", run, needs=frozenset({Block}), gives=frozenset({Quote}))


def _block(text: str, block: Block, carried: str | None) -> tuple[list[Quote], str | None]:
    """The quotations of one block, and the mark that stays open at its end."""
    found: list[Quote] = []
    opened: tuple[str, int] | None = None
    first = True
    for match in _MARK.finditer(text, block.start, block.end):
        mark, at = match.group(), match.start()
        if opened is None:
            if _opens(text, at, mark, block):
                opened = (mark, at)
                continued_here = first and carried == mark and at == block.start
                carried = mark if continued_here else None
            first = False
        elif _closes(text, at, mark, opened[0], block):
            found.append(_quote(text, opened, match.end(), len(mark), carried is not None))
            opened, carried = None, None
    if opened is None:
        return found, None
    if opened[0] in _SINGLE:  # most likely an apostrophe after all
        return found, None
    if not any(map(str.isalnum, text[opened[1] : block.end])):  # a mark behind the last word opens nothing
        return found, None
    # No closing mark: by convention the quotation goes on, and the next paragraph opens with the mark again.
    tail = _quote(text, opened, block.end, 0, carried is not None)
    return [*found, tail], opened[0]


def _opens(text: str, at: int, mark: str, block: Block) -> bool:
    if mark not in _PAIRS:
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + len(mark)] if at + len(mark) < block.end else " "
    if mark in ("“", "«", "„", "「"):
        return True
    return (before.isspace() or before in '([—–-“"') and not after.isspace()


def _closes(text: str, at: int, mark: str, opening: str, block: Block) -> bool:
    if mark != _PAIRS[opening] and not (opening == "“" and mark == '"'):
        return False
    if opening in _SINGLE:
        after = text[at + 1] if at + 1 < block.end else " "
        return not after.isalnum() and not text[at - 1].isspace()
    return opening not in ('"', "''") or not text[at - 1].isspace()


def _quote(text: str, opened: tuple[str, int], end: int, closing: int, continued: bool) -> Quote:
    mark, start = opened
    inner_start, inner_end = start + len(mark), end - closing
    inner = text[inner_start:inner_end]
    last = inner.rstrip()[-1:]
    # "“Never,” she said" is short but said; "“staggering,” he thought" takes a word out of what was said.
    said = last in (".", "!", "?") or (
        last == "," and inner[:1].isupper() and not _titled(text[max(0, start - _LED) : start], inner)
    )
    scare = bool(closing) and len(inner.split()) <= _SCARE_WORDS and not said and not continued
    return Quote(start, end, inner_start, inner_end, scare=scare, continued=continued)


def _titled(before: str, inner: str) -> bool:
    """True for the name of a work with the comma behind it: on NBC's “Meet the Press,” in his memoir, “Long Road,”."""
    words = inner.rstrip(" ,").split()
    capital = all(w[:1].isupper() or w.lower() in _SMALL for w in words)
    if len(words) < _TITLE_WORDS or not capital:
        return False
    led = before.rstrip()
    work = _WORK.search(led) is not None
    return work or (led != before and led[-1:].isalpha())
