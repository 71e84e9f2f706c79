"""Writes the masked pairs of the corpus (and of other files of pairs) as JSON lines for training and measuring."""

import argparse
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus
from legation.coding.masking import Masks
from legation.lookup import standard
from legation.pairs import Masker
from legation.tables import yaml_table

# So many of the turned pairs are learned from: the direction of an act is soon understood.
TURNED = 0.3
# And so many of the pairs of whole sentences that do nothing to one another: there are eight to each act.
IDLE = 0.4


def held_out(sentence: corpus.Labelled) -> bool:
    """True for one sentence in twenty, the same ones always: for calibration and its measure."""
    return zlib.crc32(sentence.text.encode()) % 20 == 0


def sets_temperature(sentence: corpus.Labelled) -> bool:
    """True for the half of the held-out sentences that set the temperatures; the others measure."""
    return zlib.crc32(sentence.text.encode()) // 20 % 2 == 0


def labelled(masker: Masker, sentences: list[corpus.Labelled], mutual: frozenset[str]) -> Iterator[dict[str, Any]]:
    """One row a pair: the masked text, subtype and status; of what follows by turning pairs round, a part."""
    dice = random.Random(1)
    for s in sentences:
        turned = [p for p in corpus.opposite(s, mutual) if dice.random() < TURNED]
        resting = [p for p in corpus.idle(s, mutual) if dice.random() < IDLE]
        for p in dict.fromkeys((*s.pairs, *turned, *resting)):
            text = masker.masked(s.text, s.span(p.source), s.span(p.target))
            row = {"id": f"{s.file}:{s.line}", "text": text, "subtype": p.subtype, "status": p.status}
            yield row | ({"fits": sets_temperature(s)} if held_out(s) else {})


def unlabelled(masker: Masker, sentences: list[corpus.Labelled]) -> Iterator[dict[str, Any]]:
    """The pairs of parties that nobody labelled: the teacher labels them for the student."""
    for s in sentences:
        known = {(p.source, p.target) for p in s.pairs} | {(p.target, p.source) for p in s.pairs}
        for a in (*s.parties, 0):
            for b in (*s.parties, 0):
                if a != b and (a, b) not in known:
                    yield {"id": f"{s.file}:{s.line}", "text": masker.masked(s.text, s.span(a), s.span(b))}


def given(masker: Masker, path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of pairs in the form that `legation code --pairs` reads."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [tuple(row[k]) if row[k] else None for k in ("source_span", "target_span")]
        yield {"id": row["id"], "text": masker.masked(row["sentence"], *spans), "gold": row.get("gold_root")}


def main() -> None:
    """Write what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path)
    asked.add_argument("--pairs", type=Path, help="a file of pairs instead of the corpus")
    asked.add_argument("--unlabelled", action="store_true", help="pairs that nobody labelled, for the teacher")
    asked.add_argument("--held-out", action="store_true", help="the sentences that nothing is trained on")
    asked.add_argument("--most", type=int, help="no more rows than this, drawn by chance")
    asked.add_argument("--hands", default="", help="only files whose names begin so")
    asked.add_argument("--folder", type=Path, default=corpus.TEXT, help="labelled text, this folder's by default")
    options = asked.parse_args()
    masker = Masker(standard(), Masks.of(yaml_table("events/masks.yaml")))
    if options.pairs:
        rows = list(given(masker, options.pairs))
    else:
        subtypes = yaml_table("events/subtypes.yaml")
        every = corpus.load([s["name"] for s in subtypes], options.folder)
        mine = [s for s in every if s.file.startswith(options.hands)]
        sentences = [s for s in mine if held_out(s) == options.held_out]
        mutual = frozenset(s["name"] for s in subtypes if s.get("mutual"))
        made = unlabelled(masker, sentences) if options.unlabelled else labelled(masker, sentences, mutual)
        rows = list(made)
        random.Random(0).shuffle(rows)
        rows = rows[: options.most]
    options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
