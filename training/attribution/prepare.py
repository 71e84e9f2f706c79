"""Makes training rows of labelled paragraphs: `python prepare.py OUT.jsonl [--held-out]`, one sentence a row.

The sentences, words and parses are those that the program itself makes. One text in ten is held out, always the same.
"""

import argparse
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import Attribution, Extent, Paragraph, read
from legation.annotations import Sentence, Token
from legation.coding.scene import Scene
from legation.knowledge import load
from legation.models import SpacyParser
from legation.pipeline import _annotating
from legation.records import Document
from legation.step import Reading

SHARE = 10
GAP = "\n\n"


def texts(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs of each text together."""
    text: list[Paragraph] = []
    for one in paragraphs:
        if text and not one.goes_on:
            yield text
            text = []
        text.append(one)
    if text:
        yield text


def held_out(text: Sequence[Paragraph]) -> bool:
    """True for the texts on which nothing is trained."""
    return zlib.crc32(text[0].text.encode()) % SHARE == 0


def joined(text: Sequence[Paragraph]) -> tuple[str, list[Attribution], list[Extent]]:
    """One stored text with all labels at their places in it."""
    whole, labels, claims = "", [], []
    for one in text:
        at = len(whole)
        labels.extend(moved(a, at) for a in one.attributions)
        claims.extend((s + at, e + at) for s, e in one.claims)
        whole += one.text + GAP
    return whole, labels, claims


def moved(one: Attribution, by: int) -> Attribution:
    """The same labels further on."""
    return Attribution(
        one.number,
        one.act,
        one.denied,
        [(s + by, e + by) for s, e in one.source],
        [(s + by, e + by) for s, e in one.cue],
        [(s + by, e + by) for s, e in one.content],
        [(s + by, e + by, v) for s, e, v in one.targets],
    )


class Maker:
    """Annotates texts and lays labels over their words."""

    def __init__(self) -> None:
        """Load parser and tables."""
        self._steps = _annotating(SpacyParser(), load())[:4]

    def rows(
        self, text: str, labels: Sequence[Attribution], claims: Sequence[Extent], name: str
    ) -> Iterator[dict[str, Any]]:
        """One row a sentence."""
        reading = Reading(Document(text=text))
        for step in self._steps:
            reading = reading.plus(step.run(reading), step.replaces)
        scene = Scene(reading)
        for sentence in scene.sentences:
            quotes = [scene.quote_at(t.start) for t in sentence.tokens]
            yield {
                "place": name,
                "words": [t.text for t in sentence.tokens],
                "spans": [(t.start, t.end) for t in sentence.tokens],
                "pos": [t.pos for t in sentence.tokens],
                "dep": [t.dep for t in sentence.tokens],
                "head": [t.head for t in sentence.tokens],
                "ent": [t.ent for t in sentence.tokens],
                "quoted": [0 if q is None else 2 if q.scare else 1 for q in quotes],
                "labels": [made for a in labels if (made := labelled(sentence, a))],
                "claims": covered(sentence, claims),
            }


def covered(sentence: Sentence, extents: Iterable[Extent]) -> list[int]:
    """The words that share a character with the stretches."""
    return [t.i for t in sentence.tokens if any(t.start < e and t.end > s for s, e in extents)]


def labelled(sentence: Sentence, one: Attribution) -> dict[str, Any] | None:
    """The attribution as words of the sentence that holds its cue; None in all other sentences."""
    cue = covered(sentence, one.cue)
    if not cue:
        return None
    return {
        "cue": head_of(sentence, [sentence.tokens[i] for i in cue]).i,
        "cues": cue,
        "act": one.act,
        "denied": one.denied,
        "source": covered(sentence, one.source),
        "content": covered(sentence, one.content),
        "targets": [(words[0], words[-1], v) for s, e, v in one.targets if (words := covered(sentence, [(s, e)]))],
    }


def head_of(sentence: Sentence, tokens: Sequence[Token]) -> Token:
    """The word of a cue that carries it: the one whose head stands outside, a full word before an auxiliary."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head not in inside or t.head == t.i]
    return min(tops, key=lambda t: (t.pos not in ("VERB", "NOUN", "ADJ", "PROPN"), t.pos == "AUX", t.i))


def main() -> None:
    """Write the rows."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--held-out", action="store_true", help="the paragraphs on which nothing is trained")
    asked.add_argument("--polnear", type=Path)
    asked.add_argument("--most", type=int, default=10**9)
    options = asked.parse_args()
    maker = Maker()
    with options.out.open("w", encoding="utf-8") as out:
        for text in texts(read()):
            if held_out(text) == options.held_out:
                for row in maker.rows(*joined(text), text[0].place):
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
