"""Masking: the sentence as the event coder reads it, two parties marked and their names replaced by what they are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

# Tokens that the encoder's vocabulary keeps free.
SOURCE, SOURCE_END, TARGET, TARGET_END = "[unused1]", "[unused2]", "[unused3]", "[unused4]"
_RUN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_](?:[\w.’'-]*\w)?", re.UNICODE)
# So many of the party's own words are kept; a longer phrase says no more of what it is.
_KEPT = 14

# The coder reads 112 pieces of words. Of a sentence with more words than this it gets so many on each side of a party.
_LONG, _AROUND = 70, 15

Span = tuple[int, int]


class Shown(NamedTuple):
    """A word of a masked sentence: where it stands in the sentence, or the number of the party that it stands for."""

    word: str
    at: int | None
    party: int | None


@dataclass(frozen=True, slots=True)
class Masks:
    """The words of `masks.yaml`."""

    sectors: Mapping[str, str]
    persons: Mapping[str, str]
    kinds: Mapping[str, str]
    unknown: str
    absent: str
    dropped: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Masks":
        """Take the words out of the table as loaded."""
        rest = {name: table[name] for name in ("sectors", "persons", "kinds", "unknown", "absent")}
        return cls(**rest, dropped=frozenset(table["dropped"]))

    def word(self, kind: str | None, sector: str | None) -> str:
        """The word for an actor of this kind and sector, as the records name them."""
        if kind == "person":
            return self.persons.get(sector or "", self.sectors.get(sector or "", self.kinds["person"]))
        if kind == "state" and sector in (None, "GOV"):
            return self.kinds["state"]
        return self.sectors.get(sector or "") or self.kinds.get(kind or "", self.unknown)

    def phrase(self, text: str, word: str) -> str:
        """A party's phrase without its names: the word for what it is, and its own words in lower case."""
        own = [w for w in _WORD.findall(text) if w[0].islower() and w != word][:_KEPT]
        while own and own[0] in self.dropped:
            own.pop(0)
        while own and own[-1] in self.dropped:
            own.pop()
        return " ".join([word, *own])

    def sentence(self, text: str, source: Span | None, target: Span | None, words: Sequence[str]) -> str:
        """The sentence with both parties marked and masked; `words` are the words for them.

        A party that the sentence does not name is told behind its end; where one party lies within the other, the inner
        one is told behind the end too.
        """
        text = _cut(text, source, target)
        marked: list[tuple[int, int, str]] = []
        behind: list[str] = []
        spans = sorted(
            ((source, SOURCE, SOURCE_END, words[0]), (target, TARGET, TARGET_END, words[1])),
            key=lambda row: (row[0][0], -row[0][1]) if row[0] else (len(text), 0),
        )
        for span, opening, closing, word in spans:
            if span is None:
                behind.append(f"{opening} {self.absent} {closing}")
                continue
            shown = f"{opening} {self.phrase(text[slice(*span)], word)} {closing}"
            if marked and span[0] < marked[-1][1]:
                behind.append(shown)
            else:
                marked.append((*span, shown))
        parts: list[str] = []
        at = 0
        for start, end, shown in marked:
            parts.extend((text[at:start], f" {shown} "))
            at = end
        return " ".join(" ".join([*parts, text[at:], *behind]).split())

    def shown(self, text: str, parties: Sequence[tuple[Span, str]], others: Sequence[str] = ()) -> list[Shown]:
        """The words of the sentence with all of its parties marked and masked, one within another too.

        `parties` are stretches in order (of two that begin together the longer first), each with the word for it; the
        marks open in the same order. `others` are words for parties that it doesn't name, told behind its end.
        """
        named = self._nested(text, parties, 0, (0, len(text)))[0]
        behind = [_of(n, f"{SOURCE} {word} {SOURCE_END}") for n, word in enumerate(others, len(parties))]
        return [*named, *(shown for party in behind for shown in party)]

    def _nested(self, text: str, parties: Sequence[tuple[Span, str]], n: int, within: Span) -> tuple[list[Shown], int]:
        """A stretch with the parties from number `n` on that lie in it, and the number of the next one."""
        parts: list[Shown] = []
        at, end = within
        while n < len(parties) and parties[n][0][0] < end:
            (start, last), word = parties[n]
            parts.extend(_words(text, at, start))
            here, inner = n, list[Shown]()
            past, n = start, n + 1
            while n < len(parties) and parties[n][0][0] < last:
                inside = (parties[n][0][0], min(parties[n][0][1], last))
                inner.extend(_of(here, self._own(text[past : inside[0]], word)))
                nested, n = self._nested(text, parties, n, inside)
                inner.extend(nested)
                past = inside[1]
            rest = text[past:last]
            own = self._own(rest, word) if inner else self.phrase(rest, word)
            inner = [*_of(here, word), *inner, *_of(here, own)] if inner else _of(here, own)
            parts.extend((*_of(here, SOURCE), *inner, *_of(here, SOURCE_END)))
            at = last
        return [*parts, *_words(text, at, end)], n

    def _own(self, text: str, word: str) -> str:
        """The words of a party's phrase that are no names."""
        return " ".join([w for w in _WORD.findall(text) if w[0].islower() and w != word][:_KEPT])


def _words(text: str, start: int, end: int) -> list[Shown]:
    return [Shown(m.group(), m.start(), None) for m in _RUN.finditer(text, start, end)]


def _of(party: int, words: str) -> list[Shown]:
    return [Shown(word, None, party) for word in words.split()]


def _cut(text: str, source: Span | None, target: Span | None) -> str:
    """A sentence that is too long for the coder without the words that stand far from both parties."""
    words = [m.span() for m in _RUN.finditer(text)]
    if len(words) <= _LONG:
        return text
    named = [span for span in (source, target) if span is not None]
    kept = [False] * len(words)
    for first, last in named:
        within = [i for i, (start, end) in enumerate(words) if start < last and first < end]
        for i in range(max(0, within[0] - _AROUND), min(len(words), within[-1] + _AROUND + 1)):
            kept[i] = True
    # Blanks stand where words are left out, so that the parties stay where they are.
    shown = list(text)
    for keep, (start, end) in zip(kept, words, strict=True):
        if not keep:
            shown[start:end] = " " * (end - start)
    return "".join(shown)
