"""Sentences: every block parsed by itself, a very long one in units, tokens at their place in the stored text."""

import re
from collections.abc import Collection, Iterator

from legation.annotate.misread import mend
from legation.annotate.prose import Prose, Truecaser, dropped, prose
from legation.annotate.units import units
from legation.annotations import Block, Quote, Sentence, Token
from legation.models import Parser
from legation.step import Reading, Step, wording_of

_BODY = frozenset({"paragraph", "lead", "bullet"})


def sentences(parser: Parser, names: Collection[str], titles: re.Pattern[str]) -> Step:
    """Make the step that parses.

    `names` are single lower-case words that headlines keep capitalised; `titles` matches long titles before names.
    """

    def run(reading: Reading) -> Iterator[Sentence]:
        text = wording_of(reading)
        blocks = [b for b in reading.of(Block) if b.kind != "furniture"]
        truecaser = Truecaser(text, (b for b in blocks if b.kind in _BODY), names)
        drop = dropped(text, reading.of(Quote), titles)
        views = (prose(text, block, drop, truecaser) for block in blocks)
        parts = [(view, *unit) for view in views for unit in units(view.text) if _has_words(view.text[slice(*unit)])]
        index = 0
        for (view, start, _), parsed in zip(parts, parser.parse(v.text[s:e] for v, s, e in parts), strict=True):
            for tokens in parsed:
                if sentence := _sentence(text, view, start, tokens, index):
                    yield sentence
                    index += 1

    return Step("sentences", run, needs=frozenset({Block, Quote}), gives=frozenset({Sentence}))


def _has_words(text: str) -> bool:
    """False for nothing but marks, which the parser need not see."""
    return any(c.isalnum() for c in text)


def _sentence(text: str, view: Prose, start: int, tokens: list[Token], index: int) -> Sentence | None:
    """Move the tokens of a unit that begins at `start` to their stored places; None for nothing but marks."""
    if not any(t.text[:1].isalnum() for t in tokens):
        return None
    for token in tokens:
        token.start, token.end = view.place(start + token.start, start + token.end)
        if (written := text[token.start : token.end]) != token.text:
            token.says(written)
    mend(tokens)
    return Sentence(index, tokens[0].start, tokens[-1].end, view.block, tuple(tokens))
