"""Wrapped lines joined into paragraphs, for formats that break lines where the page ends (PDF, mail)."""

import itertools
import re

from legation.read.vocabulary import furniture

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_SPLIT_WORD = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
_SHORT = 0.75  # of the usual width: a line that ends sooner was ended by its author


def paragraphs(text: str) -> str:
    """Join lines that were only wrapped; a blank line then parts paragraphs, a line end the items of a list."""
    lines = [line.strip() for line in text.splitlines()]
    width = _usual_width(lines)
    words = frozenset(word.lower() for word in re.findall(r"\w+(?:-\w+)*", text))
    blocks: list[list[str]] = []
    ended = True
    for line, following in itertools.pairwise([*lines, ""]):
        if not line:
            ended = True
            continue
        if ended or _is_item(line):
            blocks.append([line])
        else:
            blocks[-1][-1:] = _joined(blocks[-1][-1], line, words)
        ended = _ends_paragraph(line, following, width)
    return _set_apart(["".join(pieces) for pieces in blocks])


def _usual_width(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if len(line) >= _SHORT * width or following[:1].islower():
        return False
    return bool(_SENTENCE_END.search(line)) or following[:1].isupper()


def _is_item(line: str) -> bool:
    return line.startswith(tuple(f"{bullet} " for bullet in furniture().bullets))


def _joined(before: str, line: str, words: frozenset[str]) -> tuple[str, str]:
    """Fit two lines together; a word that the hyphen split is made whole, unless the hyphen is its own."""
    match = _SPLIT_WORD.search(before)
    rest = re.match(r"[^\W\d_]+", line)
    if match is None or rest is None:
        return f"{before} ", line
    first, whole = match[1].lower(), (match[1] + rest[0]).lower()
    hyphenated = f"{first}-{rest[0].lower()}"
    kept = hyphenated in words or first in furniture().hyphen_firsts or not rest[0][0].islower()
    return f"{before[:-1]}-" if kept and whole not in words else before[:-1], line


def _set_apart(blocks: list[str]) -> str:
    pieces = blocks[:1]
    for before, block in itertools.pairwise(blocks):
        pieces += ["\n" if _is_item(block) and _is_item(before) else "\n\n", block]
    return "".join(pieces)
