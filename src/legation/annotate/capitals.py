"""Capitals: text that is written in capitals throughout, put into sentence case for all that read it.

Old wires, cables and many headlines write every word in capitals, which hides the names among them. The stored text
never changes; the steps behind this one read a `Wording` of the same length, in which names of the tables, initials
and what the rest of the text writes large keep their capitals and all other words lose them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from legation.annotations import Block, Wording
from legation.knowledge import Knowledge
from legation.step import Reading, Step

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.](?=\w))*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})
# Text is in capitals when at least so many of its longer words are, and hardly any is not.
_LONGER, _FEWEST, _SHARE = 4, 2, 0.9
_POSSESSIVE = re.compile(r"['’]S$")
_NUMERAL = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{2,3}|VI?|I{2,3})|X{1,3})\Z")
_VOWELS = frozenset("AEIOUY")
_ENDS = frozenset(".!?")
# "WARSAW PACT": what stands between the words of one name.
_INSIDE = re.compile(r"[ \-–'’]|\. | - |\s+")
_LONGEST = 6


def wording(knowledge: Knowledge, table: Mapping[str, Any]) -> Step:
    """Make the step that reads blocks in capitals; `table` is that of `capitals.yaml`."""
    caser = _Caser(knowledge, table)

    def run(reading: Reading) -> Iterator[Wording]:
        text = reading.document.text
        blocks = [b for b in reading.of(Block) if b.kind != "furniture"]
        loud = [b for b in blocks if in_capitals(text[b.start : b.end])]
        if loud:
            yield Wording(caser.apply(text, loud, [b for b in blocks if b not in loud]))

    return Step("wording", run, needs=frozenset({Block}), gives=frozenset({Wording}))


def in_capitals(text: str) -> bool:
    """True for text whose longer words are nearly all in capitals."""
    words = [m.group() for m in _WORD.finditer(text) if len(m.group()) >= _LONGER]
    loud = sum(word.isupper() for word in words)
    return loud >= _FEWEST and loud >= _SHARE * len(words)


class _Caser:
    """Tells names from other words where everything is in capitals."""

    def __init__(self, knowledge: Knowledge, table: Mapping[str, Any]) -> None:
        """Nothing is indexed before the first text in capitals."""
        self._knowledge = knowledge
        self._plain = frozenset(table["plain"])
        self._titles = frozenset(table["titles"])
        self._with_titles = frozenset(table["with_titles"])
        self._small = frozenset(table["small"])
        self._verbs, self._honorifics = frozenset(table["verbs"]), frozenset(table["honorifics"])
        self._always: Mapping[str, str] = {word.upper(): word for word in table["always"]}
        self._beside_numbers: Mapping[str, str] = {word.upper(): word for word in table["beside_numbers"]}
        self._words: dict[str, str] = {}
        self._phrases: dict[str, list[tuple[str, ...]]] = {}

    def apply(self, text: str, loud: Sequence[Block], rest: Iterable[Block]) -> str:
        """The text with its blocks in capitals in sentence case, of the same length."""
        if not self._words:
            self._index()
        seen = _written(text, rest)
        pieces = list(text)
        for block in loud:
            words = list(_WORD.finditer(text, block.start, block.end))
            for match, word in zip(words, self._cased(text, words, seen), strict=True):
                if len(word) == len(match.group()):
                    pieces[match.start() : match.end()] = word
        return "".join(pieces)

    def _cased(self, text: str, words: Sequence[re.Match[str]], seen: Mapping[str, str]) -> list[str]:
        found = [self._word(text, match, seen) for match in words]
        named = [word[0].isupper() for word in found]
        for first, phrase in self._names(text, words):
            found[first : first + len(phrase)] = phrase
            named[first : first + len(phrase)] = [True] * len(phrase)
        for at in range(len(words) - 2, -1, -1):
            title = found[at].lower()
            if title in self._titles and _touch(text, words[at], words[at + 1]):
                if not named[at + 1] and self._is_surname(title, self._bare(words[at + 1].group())[0]):
                    found[at + 1], named[at + 1] = _capital(found[at + 1]), True
                if named[at + 1]:
                    found[at], named[at] = _capital(found[at]), True
                    self._lead(text, words[: at + 1], found)
        for at, match in enumerate(words):
            if _begins(text, match.start(), words[at - 1].end() if at else None):
                found[at] = _capital(found[at])
        return found

    def _is_surname(self, title: str, word: str) -> bool:
        """True for a plain word that is somebody's name behind a title ("PRESIDENT BUSH")."""
        known = word.capitalize() in self._knowledge.by_surname
        return known and (title in self._honorifics or word.lower() not in self._verbs)

    def _lead(self, text: str, words: Sequence[re.Match[str]], found: list[str]) -> None:
        """Write large what goes with a title: the words before the last of `words`."""
        for at in range(len(words) - 2, -1, -1):
            if found[at].lower() not in self._with_titles or not _touch(text, words[at], words[at + 1]):
                return
            found[at] = _capital(found[at])

    def _word(self, text: str, match: re.Match[str], seen: Mapping[str, str]) -> str:
        """One word by itself."""
        word = match.group()
        if not word.isupper():
            return word  # "McCLELLAN"
        bare, ending = self._bare(word)
        if (month := self._beside_numbers.get(bare)) and re.match(r"\.? \d", text[match.end() : match.end() + 3]):
            return month
        known = self._always.get(bare) or seen.get(bare.lower()) or self._words.get(bare)
        if known is not None:
            return known + ending
        initials = "." in word or (len(word) == 1 and word != "A") or not _VOWELS & set(bare) or _NUMERAL.match(bare)
        return word if initials and bare.lower() not in self._small else word.lower()

    def _bare(self, word: str) -> tuple[str, str]:
        """A word without its possessive, and that in lower case."""
        match = _POSSESSIVE.search(word)
        return (word[: match.start()], word[match.start() :].lower()) if match else (word, "")

    def _names(self, text: str, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, list[str]]]:
        """Names of several words, the longest first, with the place of their first word."""
        plain = [m.group().translate(_APOSTROPHES) for m in words]
        bare = [self._bare(word) for word in plain]
        at = 0
        while at < len(words):
            size = next((len(p) for p in self._phrases.get(plain[at], ()) if self._is(p, text, words, at)), 0)
            if size:
                phrase = next(p for p in self._phrases[plain[at]] if self._is(p, text, words, at))
                cased = list(phrase)
                whole = plain[at + size - 1]
                if len(whole) > len(cased[-1]):
                    cased[-1] += bare[at + size - 1][1]
                yield at, cased
            at += size or 1

    def _is(self, phrase: tuple[str, ...], text: str, words: Sequence[re.Match[str]], at: int) -> bool:
        """True where the words from here on are those of a phrase, the last one perhaps in the possessive."""
        here = words[at : at + len(phrase)]
        if len(here) < len(phrase) or not all(map(_touch_in(text), here, here[1:])):
            return False
        written = [m.group().translate(_APOSTROPHES) for m in here]
        last = phrase[-1].upper()
        ends = written[-1] == last or self._bare(written[-1])[0] == last
        return ends and all(word == known.upper() for word, known in zip(written[:-1], phrase, strict=False))

    def _index(self) -> None:
        """Learn how the tables write their names."""
        phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        names = (*((a.phrase, self._knowledge.known[a.id].kind) for a in self._knowledge.aliases), *self._placed())
        for name, kind in names:
            words = tuple(m.group() for m in _WORD.finditer(name.translate(_APOSTROPHES)))
            # "the West" and "Her Majesty" are too near to plain words.
            large = [w for w in words if w[0].isupper()]
            if len(words) == 1 and large:
                self._learn(words[0], sure=kind == "state")
            elif 1 < len(words) <= _LONGEST and len(large) > 1:
                phrases[words[0].upper()].add(words)
        for surname in self._knowledge.by_surname:
            if _WORD.fullmatch(surname) and surname[0].isupper():
                self._learn(surname, sure=False)
        self._phrases = {first: sorted(found, key=lambda p: (-len(p), p)) for first, found in phrases.items()}

    def _placed(self) -> Iterator[tuple[str, str]]:
        for name in self._knowledge.places:
            yield name, "place"
        for name in self._knowledge.coalitions:
            yield name, "group"

    def _learn(self, word: str, *, sure: bool) -> None:
        key = word.upper()
        if word.lower() in self._plain or (len(word) < 3 and not word.isupper()):
            return
        # Where one table has "ISIS" and another "Isis", the state comes first, then who was there before.
        if sure or key not in self._words:
            self._words[key] = word


def _written(text: str, rest: Iterable[Block]) -> Mapping[str, str]:
    """How the blocks that are not in capitals write each word in mid-sentence, by its lower case."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for block in rest:
        last: int | None = None
        for match in _WORD.finditer(text, block.start, block.end):
            if not _begins(text, match.start(), last):
                word = match.group()
                counts[word.lower()][word] += 1
            last = match.end()
    return {word: written.most_common(1)[0][0] for word, written in counts.items()}


def _begins(text: str, start: int, last: int | None) -> bool:
    """True for a word that a sentence begins with; `last` is the end of the word before it in the block."""
    if last is None:
        return True
    between = text[last:start].strip(" \"'”’“‘()")
    # "U.S. OFFICIALS": the dot behind initials ends nothing.
    initials = text[max(0, last - 2) : last - 1] in (".", " ", "") and between == "."
    return between[-1:] in _ENDS and not initials and text[last:start] != "."


def _touch(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return text[left.end() : right.start()] in (" ", ". ")


def _touch_in(text: str) -> Any:
    def touch(left: re.Match[str], right: re.Match[str]) -> bool:
        return _INSIDE.fullmatch(text, left.end(), right.start()) is not None

    return touch


def _capital(word: str) -> str:
    first = word[:1].upper()
    return first + word[1:] if len(first) == 1 else word
