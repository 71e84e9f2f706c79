"""Trains the screen: `python screen.py features FILE.npz`, then `python screen.py train FILE.npz OUT.npz`.

The screen says which two parties of a sentence are worth a question to the event coder. It reads the vectors that the
attribution model makes of the two words anyway, so it costs next to nothing. Labelled pairs of `text/` are its text:
an act is worth a question, "none" is not, nor are two of a whole sentence that no act joins. Training needs torch.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus import NONE, Labelled, idle, load, opposite
from legation.annotations import Hearing, Sentence
from legation.coding.hearing import Chances, hearing
from legation.coding.sweeping import head_of
from legation.knowledge import load as load_knowledge
from legation.models import OnnxAttribution, SpacyParser
from legation.pipeline import finding
from legation.records import Document
from legation.step import Reading
from legation.tables import yaml_table

TOGETHER, GAP = 40, "\n\n"
HIDDEN, EPOCHS, RATE, BATCH, SEED, SHARE = 64, 8, 2e-3, 256, 5, 20


def features() -> Iterator[tuple[Any, Any, bool, bool]]:
    """For each labelled pair: both words' vectors, whether an act joins them, whether it is held out."""
    rows = yaml_table("events/subtypes.yaml")
    mutual = frozenset(row["name"] for row in rows if row.get("mutual"))
    sentences = load([row["name"] for row in rows])
    steps = (
        *finding(SpacyParser(), load_knowledge())[:4],
        hearing(OnnxAttribution(), Chances.of(yaml_table("coding/hearing.yaml"))),
    )
    for at in range(0, len(sentences), TOGETHER):
        part = sentences[at : at + TOGETHER]
        text, starts = "", []
        for one in part:
            starts.append(len(text))
            text += one.text + GAP
        reading = Reading(Document(text=text))
        for step in steps:
            reading = reading.plus(step.run(reading), step.replaces)
        parsed = {s.index: s for s in reading.of(Sentence)}
        heard = {h.sentence: h for h in reading.of(Hearing)}
        for number, (one, start) in enumerate(zip(part, starts, strict=True), at):
            vectors = dict(_vectors(one, start, parsed.values(), heard))
            pairs = {
                (p.source, p.target): p.subtype != NONE
                for p in (*one.pairs, *opposite(one, mutual), *idle(one, mutual))
            }
            for (source, target), joined in pairs.items():
                if source in vectors and target in vectors and vectors[source][0] == vectors[target][0]:
                    yield vectors[source][1], vectors[target][1], joined, number % SHARE == 0


def _vectors(
    one: Labelled, start: int, parsed: Any, heard: dict[int, Hearing]
) -> Iterator[tuple[int, tuple[int, Any]]]:
    for party, (a, b) in one.parties.items():
        for sentence in parsed:
            if sentence.start <= start + a < sentence.end:
                head = head_of(sentence, start + a, start + b)
                vectors = heard[sentence.index].vectors
                if head is not None and head.i < len(vectors):
                    yield party, (sentence.index, vectors[head.i])


def train(rows: Any, out: Path) -> None:
    """Fit the little network, print what is lost at some thresholds, and write it."""
    import torch
    from torch import nn

    torch.manual_seed(SEED)
    one, other = (torch.tensor(rows[name].astype(np.float32)) for name in ("source", "target"))
    joined = torch.tensor(rows["joined"].astype(np.float32))
    held = torch.tensor(rows["held"])
    x = torch.cat([one, other, one * other], -1)
    mean, deviation = x[~held].mean(0), x[~held].std(0) + 1e-6
    net = nn.Sequential(nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(0.2), nn.Linear(HIDDEN, 1))
    best = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    x = (x - mean) / deviation
    index = torch.nonzero(~held).squeeze(1).tolist()
    for _ in range(EPOCHS):
        net.train()
        random.Random(SEED).shuffle(index)
        for at in range(0, len(index), BATCH):
            batch = index[at : at + BATCH]
            loss = nn.functional.binary_cross_entropy_with_logits(net(x[batch]).squeeze(-1), joined[batch])
            best.zero_grad()
            loss.backward()
            best.step()
    net.eval()
    with torch.no_grad():
        chance = net(x[held]).squeeze(-1).sigmoid()
    truth = joined[held] > 0.5
    for least in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4):
        kept = chance >= least
        print(f"from {least}: {kept[truth].float().mean():.3f} of acts, {kept[~truth].float().mean():.3f} of the rest")
    first, last = net[0], net[3]
    np.savez(
        out,
        hidden=(first.weight / deviation).detach().numpy().astype(np.float32),
        shift=(first.bias - (first.weight / deviation) @ mean).detach().numpy().astype(np.float32),
        out=last.weight.detach().numpy()[0].astype(np.float32),
        bias=last.bias.detach().numpy().astype(np.float32),
        listener=OnnxAttribution().info.version,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the features, or train on them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("task", choices=["features", "train"])
    asked.add_argument("files", type=Path, nargs="+")
    options = asked.parse_args(arguments)
    if options.task == "features":
        rows = list(features())
        source, target, joined, held = zip(*rows, strict=True)
        np.savez(
            options.files[0],
            source=np.array(source, dtype=np.float16),
            target=np.array(target, dtype=np.float16),
            joined=np.array(joined),
            held=np.array(held),
        )
        print(len(rows), "pairs,", sum(joined), "acts")
    else:
        train(np.load(options.files[0]), options.files[1])


if __name__ == "__main__":
    main(sys.argv[1:])
