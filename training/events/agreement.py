"""How far two hands agree: Krippendorff's alpha of a second, blind labelling of 500 pairs.

    python agreement.py sample     writes agreement/blind.tsv: pairs without their labels, for a second hand
    python agreement.py            compares agreement/second.tsv with the labels in text/

Alpha is told in `../alpha.py`; the interval is from resampling pairs.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # the module that all folders of training text share

import corpus
from alpha import alpha
from legation.tables import yaml_table

FOLDER = Path(__file__).parent / "agreement"
SIZE, SEED = 500, 3


def interval(pairs: Sequence[tuple[str, str]], rounds: int = 1000) -> tuple[float, float]:
    """The 95 % interval of alpha by resampling pairs."""
    dice = random.Random(0)
    found = sorted(alpha([dice.choice(pairs) for _ in pairs]) for _ in range(rounds))
    return found[int(0.025 * rounds)], found[int(0.975 * rounds)]


def marked(sentence: corpus.Labelled, pair: corpus.Pair) -> str:
    """The sentence with its actor in [A: …] and its recipient in [B: …]."""
    spans = [(s, name) for s, name in ((sentence.span(pair.source), "A"), (sentence.span(pair.target), "B")) if s]
    text = sentence.text
    for (start, end), name in sorted(spans, reverse=True):
        text = f"{text[:start]}[{name}: {text[start:end]}]{text[end:]}"
    return text


def sample(sentences: Sequence[corpus.Labelled]) -> None:
    """Write the pairs that the second hand labels."""
    every = [(s, p) for s in sentences for p in s.pairs]
    rows = random.Random(SEED).sample(every, SIZE)
    lines = [f"{s.file}:{s.line} {p.source}>{p.target}\t{marked(s, p)}\n" for s, p in rows]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "blind.tsv").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Sample, or print the agreement."""
    subtypes = yaml_table("events/subtypes.yaml")
    sentences = corpus.load([s["name"] for s in subtypes])
    if sys.argv[1:] == ["sample"]:
        sample(sentences)
        return
    root = {s["name"]: s["root"] for s in subtypes} | {corpus.NONE: corpus.NONE}
    first = {f"{s.file}:{s.line} {p.source}>{p.target}": p for s in sentences for p in s.pairs}
    rows = [line.split("\t") for line in (FOLDER / "second.tsv").read_text(encoding="utf-8").splitlines()]
    both = [(first[key], subtype, status) for key, subtype, status in rows]
    acts = [(p, s, t) for p, s, t in both if corpus.NONE not in (p.subtype, s)]
    for name, pairs in (
        ("root", [(root[p.subtype], root[s]) for p, s, _ in both]),
        ("subtype", [(p.subtype, s) for p, s, _ in both]),
        ("status", [(p.status, t) for p, _, t in acts]),
    ):
        low, high = interval(pairs)
        same = sum(a == b for a, b in pairs)
        print(f"{name:<8} alpha {alpha(pairs):.3f} [{low:.3f}-{high:.3f}], the same {same}/{len(pairs)}")


if __name__ == "__main__":
    main()
