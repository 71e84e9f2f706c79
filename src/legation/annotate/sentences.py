"""Sentences: every block parsed by itself, tokens at their place in the stored text."""

import re
from collections.abc import Collection, Iterator

from legation.annotate.prose import Prose, Truecaser, dropped, prose
from legation.annotations import Block, Quote, Sentence, Token
from legation.models import Parser
from legation.step import Reading, Step

_BODY = frozenset({"paragraph", "lead", "bullet"})


def sentences(parser: Parser, names: Collection[str], titles: re.Pattern[str]) -> Step:
    """Make the step that parses.

    `names` are single lower-case words that headlines keep capitalised; `titles` matches long titles before names.
    """

    def run(reading: Reading) -> Iterator[Sentence]:
        text = reading.document.text
        blocks = [b for b in reading.of(Block) if b.kind != "furniture"]
        truecaser = Truecaser(text, (b for b in blocks if b.kind in _BODY), names)
        drop = dropped(text, reading.of(Quote), titles)
        views = [prose(text, block, drop, truecaser) for block in blocks]
        index = 0
        for view, parsed in zip(views, parser.parse(v.text for v in views), strict=True):
            for tokens in parsed:
                if sentence := _sentence(text, view, tokens, index):
                    yield sentence
                    index += 1

    return Step("sentences", run, needs=frozenset({Block, Quote}), gives=frozenset({Sentence}))


def _sentence(text: str, view: Prose, tokens: list[Token], index: int) -> Sentence | None:
    """Move tokens to their stored places; None for a sentence of nothing but marks."""
    if not any(t.text[:1].isalnum() for t in tokens):
        return None
    for token in tokens:
        token.start, token.end = view.place(token.start, token.end)
        token.text = text[token.start : token.end]
    return Sentence(index, tokens[0].start, tokens[-1].end, view.block, tuple(tokens))
