"""How far the trained coder's probabilities can be believed: `python bench/calibration.py [--plot FILE.svg]`.

Measured on the half of the held-out labelled sentences that set no temperature (see `training/events`). A pair counts
as right when the likeliest of the roots and "none" is the labelled one. ECE is the expected calibration error over ten
bins of equal width: the mean distance of confidence and accuracy, weighted by how many pairs a bin holds.
"""

import argparse
import importlib
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from legation.coding.subtypes import NONE, Reading
from legation.pairs import Pair, coder
from legation.tables import yaml_table
from resolution import interval

TRAINING = Path(__file__).parent.parent / "training" / "events"
BINS = 10
# Files of the first wave were seen by the teacher's first stage when these weights were made.
UNSEEN = ("w", "x")

Point = tuple[float, bool]


def points() -> list[Point]:
    """The chance of the likeliest reading of each held-out pair, and whether it is right."""
    sys.path.insert(0, str(TRAINING))
    corpus, prepare = importlib.import_module("corpus"), importlib.import_module("prepare")
    subtypes = yaml_table("events/subtypes.yaml")
    root = {s["name"]: s["root"] for s in subtypes} | {NONE: NONE}
    every = [s for s in corpus.load(root.keys() - {NONE}) if prepare.held_out(s) and s.file.startswith(UNSEEN)]
    rows = [(s, p) for s in every if not prepare.sets_temperature(s) for p in s.pairs]
    random.Random(0).shuffle(rows)
    readings = coder().code(Pair(s.text, s.span(p.source), s.span(p.target)) for s, p in rows)
    return [judged(reading, root[p.subtype]) for (_, p), reading in zip(rows, readings, strict=True)]


def judged(reading: Reading, gold: str) -> Point:
    """The chance of the likeliest of the roots and "none", and whether it is the labelled one."""
    best = max(((NONE, reading.nothing), *reading.roots), key=lambda pair: pair[1])
    return best[1], best[0] == gold


def bins(found: Sequence[Point]) -> list[tuple[int, float, float]]:
    """For each bin that holds any: how many, their mean chance, and the share that is right."""
    rows = []
    for n in range(BINS):
        here = [p for p in found if n / BINS < p[0] <= (n + 1) / BINS]
        if here:
            rows.append((len(here), sum(c for c, _ in here) / len(here), sum(r for _, r in here) / len(here)))
    return rows


def ece(found: Sequence[Point]) -> float:
    """The expected calibration error."""
    return sum(n * abs(chance - right) for n, chance, right in bins(found)) / len(found)


SIDE, EDGE = 320, 48


def text(x: float, y: float, words: str, anchor: str = "middle") -> str:
    """A line of words in the diagram."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}">{words}</text>'


def plot(found: Sequence[Point]) -> str:
    """The reliability diagram as SVG: bars of accuracy over confidence, the diagonal, and how many pairs each holds."""
    whole, low, step = SIDE + 2 * EDGE, EDGE + SIDE, SIDE / BINS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif">',
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
    ]
    for n, chance, right in bins(found):
        left, top = EDGE + min(int(chance * BINS), BINS - 1) * step, low - SIDE * right
        shape = f'x="{left + 2:.1f}" y="{top:.1f}" width="{step - 4:.1f}" height="{low - top:.1f}"'
        parts += [f'<rect {shape} fill="#4477aa"/>', text(left + step / 2, top - 5, str(n))]
    ends = f'x1="{EDGE}" y1="{low}" x2="{EDGE + SIDE}" y2="{EDGE}"'
    parts += [
        f'<line {ends} stroke="#cc3311" stroke-dasharray="5 4"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#333"/>',
    ]
    for n in range(0, BINS + 1, 2):
        mark = f"{n / BINS:.1f}"
        parts += [text(EDGE + n * step, low + 16, mark), text(EDGE - 8, low - n * step + 4, mark, "end")]
    error = f"{len(found)} held-out pairs, expected calibration error {ece(found):.3f}"
    parts += [
        text(EDGE + SIDE / 2, low + 36, "probability of the likeliest reading"),
        f'<g transform="translate(14 {EDGE + SIDE / 2}) rotate(-90)">{text(0, 0, "share that is right")}</g>',
        text(EDGE, EDGE - 16, error, "start"),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def measured() -> dict[str, dict[str, float]]:
    """The share of held-out pairs read right, and how far the probabilities can be believed, for the gate."""
    found = points()
    right = sum(r for _, r in found) / len(found)
    return {"pairs, held out": {"right": round(right, 3), "calibrated": round(1 - ece(found), 3)}}


def main() -> None:
    """Print the figures, and draw them where asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plot", type=Path, help="write the reliability diagram here")
    options = asked.parse_args()
    found = points()
    for n, chance, right in bins(found):
        low, high = interval(round(right * n), n)
        print(f"{n:>5} pairs at {chance:.3f}: right {right:.3f} [{low:.3f}-{high:.3f}]")
    print(f"right {sum(r for _, r in found)}/{len(found)}, expected calibration error {ece(found):.3f}")
    if options.plot:
        options.plot.write_text(plot(found), encoding="utf-8")


if __name__ == "__main__":
    main()
