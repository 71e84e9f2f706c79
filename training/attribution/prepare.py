"""Makes training rows of labelled paragraphs: `python prepare.py OUT.jsonl [--held-out]`, one sentence a row.

The sentences, words and parses are those that the program itself makes. One text in ten is held out, always the same.
"""

import argparse
import importlib.util
import json
import random
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus import HERE, Attribution, Extent, Paragraph, read
from legation.annotations import Sentence, Token
from legation.coding.scene import Scene
from legation.knowledge import load
from legation.models import SpacyParser
from legation.pipeline import finding
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

SHARE, SEED, TOGETHER = 10, 5, 40
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
        self._steps = finding(SpacyParser(), load())[:4]

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


def unlabelled(most: int, after: int) -> Iterator[str]:
    """Sentences of the event coder's text, for a teacher to label; by chance, always the same ones."""
    spec = importlib.util.spec_from_file_location("events_corpus", HERE.parent / "events" / "corpus.py")
    if spec is None or spec.loader is None:
        raise ImportError("training/events/corpus.py is not there")
    events = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = events
    spec.loader.exec_module(events)
    found = sorted({s.text for s in events.load([row["name"] for row in yaml_table("events/subtypes.yaml")])})
    random.Random(SEED).shuffle(found)
    yield from found[after : after + most]


def written(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """The rows that were asked for."""
    maker = Maker()
    if options.unlabelled:
        chosen = list(unlabelled(options.unlabelled, options.after))
        for at in range(0, len(chosen), TOGETHER):
            yield from maker.rows(GAP.join(chosen[at : at + TOGETHER]), [], [], f"events {at}")
        return
    for text in texts(read()):
        if held_out(text) == options.held_out and text[0].place.startswith(tuple(options.hands)):
            yield from maker.rows(*joined(text), text[0].place)


def main() -> None:
    """Write the rows."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--held-out", action="store_true", help="the texts on which nothing is trained")
    asked.add_argument("--hands", nargs="*", default=[""], help="only of hands whose names begin so")
    asked.add_argument("--unlabelled", type=int, default=0, help="so many sentences of the event coder's text instead")
    asked.add_argument("--after", type=int, default=0, help="of these, leave out so many")
    options = asked.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for row in written(options):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
