"""Prose: a block's text as the parser should see it, with a map back to the stored offsets.

The stored text never changes. What changes is only the parser's view: headlines in title case are put into sentence
case, odd spaces become single ones, typographic apostrophes plain ones; marks around scare quotes, long titles
before names and the dots of short ones are left out, since they break up clauses.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from legation.annotations import Block, Quote

# Same-length replacements that the parser was trained to understand.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "…": "."})
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.](?=\w))*")
# What the parser shall not see as it stands: blanks at the start, odd or double ones, two apostrophes for one mark.
_ODD = re.compile(r"^\s|[^\S ]|\s\s|''")
# A headline is in title case when at least this share of its longer words is capitalised.
_TITLE_SHARE = 0.6
# A part of a long title has at most so many words: the search stays bounded where a text is nothing but titles.
_TITLE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Prose:
    """The parser's view of a block; character `i` stands from `offsets[i]` to `ends[i]` in the document."""

    block: Block
    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of the characters `start` to `end` of this view."""
        return self.offsets[start], self.ends[end - 1]


class Truecaser:
    """Puts title-case headlines into sentence case from the words of the body itself.

    A word goes to lower case when the body has it so in mid-sentence, or when neither the body nor the known names
    have it as a name. Names that only the headline has are kept when `names` (single words, lower case) lists them.
    """

    def __init__(self, text: str, body: Iterable[Block], names: Collection[str]) -> None:
        """`body` are the blocks of `text` that tell how it writes each word in mid-sentence."""
        self._names = names
        self._body = [text[block.start : block.end] for block in body]

    @cached_property
    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        """How often each word stands in small letters and in capitals: most texts have no headline that asks for it."""
        lower, upper = Counter[str](), Counter[str]()
        for text in self._body:
            for match in _WORD.finditer(text):
                word = match.group()
                if word[0].islower():
                    lower[word.lower()] += 1
                elif _before(text, match.start()) not in ("", ".", "!", "?", ":", "\n"):
                    upper[word.lower()] += 1
        return lower, upper

    def apply(self, text: str) -> str:
        """Return `text` in sentence case, of the same length; text that isn't in title case comes back as it is."""
        words = [m for m in _WORD.finditer(text) if len(m.group()) > 3]
        if len(words) < 3 or sum(m.group()[0].isupper() for m in words) < _TITLE_SHARE * len(words):
            return text
        pieces = list(text)
        for match in _WORD.finditer(text):
            word = match.group()
            if match.start() > 0 and self._common(word):
                pieces[match.start()] = word[0].lower()[:1]
        return "".join(pieces)

    def _common(self, word: str) -> bool:
        """True for a capitalised word that is no name. Acronyms and mixed case ("NATO", "McConnell") are names."""
        if not word[0].isupper() or word[1:] != word[1:].lower() or "." in word or len(word[0].lower()) != 1:
            return False
        key = word.lower().removesuffix("'s").removesuffix("’s")
        lower, upper = (counts[key] for counts in self._counted)
        if lower or upper:
            return lower > upper
        return key not in self._names


def _before(text: str, at: int) -> str:
    """The last character before `at` that is no opening mark or blank, "" for none."""
    while at > 0 and text[at - 1] in "\"“‘'( ":
        at -= 1
    return text[at - 1 : at]


def title_pattern(table: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern of what the parser shall not see before a name, of `portfolios.yaml`.

    It is a long title ("Secretary of State for European Affairs") and the dot of a short one ("Brig. Arkov").
    """
    modifiers, heads, ends = ("|".join(re.escape(w) for w in table[key]) for key in ("modifiers", "heads", "ends"))
    word = rf"(?:[A-Z&][\w.'’-]* |the |of |for |and |to ){{0,{_TITLE_WORDS}}}?"
    short, letters = ("|".join(rf"(?<=\b{re.escape(w)}\.)" for w in table[key]) for key in ("short", "letters"))
    # "Yu. V. Andropov" and "Ts. B. Damdin": before another initial only, or it may as well end a sentence.
    dots = rf"\.(?:(?:{short})(?= [A-Z])|(?:{letters})(?= ?[A-Z]\. ?[A-Z]))"
    name_follows = r"(?=[A-Z][\w.'’-]+(?: [A-Z]\.)? [A-Z])"
    return re.compile(
        rf"\b(?i:(?:(?:{modifiers})[ -]){{0,4}}(?:{heads})) (?:of|for|to|on) {word}(?:{ends})"
        rf"(?: (?:for|of|and) {word}(?:{ends})){{0,3}} {name_follows}|{dots}"
    )


def prose(text: str, block: Block, drop: frozenset[int], truecaser: Truecaser) -> Prose:
    """Prepare one block of the document's `text` for the parser, leaving out the offsets in `drop`."""
    raw = text[block.start : block.end].translate(_PLAIN)
    if block.kind in ("headline", "heading"):
        raw = truecaser.apply(raw)
    if not _ODD.search(raw) and drop.isdisjoint(range(block.start, block.end)):
        return Prose(block, raw, tuple(range(block.start, block.end)), tuple(range(block.start + 1, block.end + 1)))
    characters: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(raw, start=block.start):
        if at in drop:
            continue
        plain = " " if character.isspace() else character
        if plain == "'" and raw.startswith("''", at - block.start):
            plain = '"'  # two apostrophes for a double mark; the second is left out below
        elif plain == "'" and at > block.start and raw[at - block.start - 1] == "'" and characters[-1:] == ['"']:
            ends[-1] = at + 1
            continue
        if plain == " " and (not characters or characters[-1] == " "):
            continue
        characters.append(plain)
        offsets.append(at)
        ends.append(at + 1)
    return Prose(block, "".join(characters), tuple(offsets), tuple(ends))


def dropped(text: str, quotes: Iterable[Quote], titles: re.Pattern[str]) -> frozenset[int]:
    """Offsets of what the parser should not see: the marks of scare quotes, long titles before names."""
    marks = {
        at
        for quote in quotes
        if quote.scare
        for at in (*range(quote.start, quote.inner_start), *range(quote.inner_end, quote.end))
    }
    return frozenset(marks.union(*(range(m.start(), m.end()) for m in titles.finditer(text))))
