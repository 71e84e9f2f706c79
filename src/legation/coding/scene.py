"""A scene: what the annotations say about a document, indexed once for the finders of this room."""

import bisect
from collections.abc import Iterable, Iterator

from legation.annotations import Clause, Parties, Party, Quote, Sentence, Token
from legation.records import Actor
from legation.step import Reading

Extent = tuple[int, int]

# How far before or after a stretch its quotation marks may stand: a mark and a comma.
_REACH = 2


class Scene:
    """One document's text, sentences, clauses, quotations, parties and actors."""

    def __init__(self, reading: Reading) -> None:
        """Index the annotations of `reading`."""
        self.text = reading.document.text
        self.document = reading.document.id
        self.sentences = reading.of(Sentence)
        self.parties = Parties(reading.of(Party))
        self.actors = {actor.id: actor for actor in reading.of(Actor)}
        self.quotes = tuple(sorted(reading.of(Quote), key=lambda q: q.start))
        self._quote_starts = [q.start for q in self.quotes]
        self._clauses = {(c.sentence.index, c.head.i): c for c in reading.of(Clause)}
        self._starts = [s.start for s in self.sentences]

    def clause(self, sentence: Sentence, token: Token) -> Clause | None:
        """The clause that `token` heads."""
        return self._clauses.get((sentence.index, token.i))

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation, scare quotes included, that holds the character at `offset`."""
        at = bisect.bisect_right(self._quote_starts, offset) - 1
        if at >= 0 and self.quotes[at].start <= offset < self.quotes[at].end:
            return self.quotes[at]
        return None

    def speech_at(self, offset: int) -> Quote | None:
        """The quotation that holds the character at `offset`, if it is more than a scare quote."""
        quote = self.quote_at(offset)
        return None if quote is None or quote.scare else quote

    def quotes_in(self, start: int, end: int) -> Iterator[Quote]:
        """The quotations that share a character with the stretch."""
        at = max(0, bisect.bisect_right(self._quote_starts, start) - 1)
        for i in range(at, bisect.bisect_left(self._quote_starts, end)):
            if self.quotes[i].end > start:
                yield self.quotes[i]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`, else the last one before it."""
        at = bisect.bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 else None

    def sentences_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that share a character with the stretch."""
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        last = bisect.bisect_left(self._starts, end)
        return tuple(s for s in self.sentences[first:last] if s.end > start)

    def runs(self, sentence: Sentence, tokens: Iterable[Token], inside: Quote | None = None) -> tuple[Extent, ...]:
        """The stretches of text that `tokens` cover, marks at their ends trimmed, quotation marks kept whole.

        `inside` is the quotation that the cue itself lies in: the stretches stay within it.
        """
        found: list[list[Token]] = []
        for token in sorted(tokens, key=lambda t: t.i):
            if found and found[-1][-1].i == token.i - 1:
                found[-1].append(token)
            else:
                found.append([token])
        extents = (self._trimmed(run) for run in found)
        whole = [self._whole(extent, inside) for extent in extents if extent is not None]
        return merged([(start, end) for start, end in whole if start < end], self.text)

    def _trimmed(self, run: list[Token]) -> Extent | None:
        while run and (not _has_word(run[-1]) or run[-1].dep == "cc"):
            run = run[:-1]
        while run and not _has_word(run[0]):
            run = run[1:]
        return (run[0].start, run[-1].end) if run else None

    def _whole(self, extent: Extent, inside: Quote | None) -> Extent:
        """Take in the marks of quotations that begin or end with the stretch, and the rest of a cut quotation."""
        start, end = extent
        if inside is not None:
            return max(start, inside.inner_start), min(end, inside.inner_end)
        for quote in self.quotes_in(max(0, start - _REACH), min(len(self.text), end + _REACH)):
            touches_start = quote.start < start <= quote.inner_end
            touches_end = quote.inner_start < end <= quote.end
            bare_start = not self.text[quote.start : start].strip("\"“”'‘’ ")
            if touches_end:
                end = quote.end
            if touches_start and (bare_start or not quote.scare):
                start = quote.start
        return start, end


def _has_word(token: Token) -> bool:
    return token.text[:1].isalnum() or any(c.isalnum() for c in token.text) or token.text in ("%", "$", "€", "£")


def merged(extents: Iterable[Extent], text: str) -> tuple[Extent, ...]:
    """The extents in text order, joined where nothing but marks and blanks lies between them."""
    found: list[Extent] = []
    for start, end in sorted(extents):
        if found and (start <= found[-1][1] or _joins(text[found[-1][1] : start])):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _joins(between: str) -> bool:
    return "\n" not in between and not any(c.isalnum() for c in between)
