"""Lengths: the time of reading one document against its length, for texts of several shapes, whole and step by step.

usage: python bench/lengths.py [--big] [--svg FILE.svg] [--only SHAPE …]

An exponent of 1 says that a text twice as long takes twice as long, 2 that it takes four times as long. It is fitted
over the larger lengths, on processor time, so that other work on the machine does not count. The command ends with 1
when a shape as a whole grows faster than MAX_EXPONENT. `--big` also reads one paragraph of two megabytes in shapes
that are hard for quotations, each in a process of its own that may use so much processor time and no more.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import cycle
from pathlib import Path

from legation import pipeline
from legation.read.plain import document
from legation.step import Reading, Step

MAX_EXPONENT = 1.3
LENGTHS = (2_000, 8_000, 32_000, 128_000, 512_000)
# The shortest lengths are mostly fixed costs: the line is fitted over the rest.
_FITTED = 3
BIG, BIG_SHAPES, BIG_SECONDS = 2_000_000, ("one paragraph", "quotations", "open quotations"), 900
# A step that takes less than this has no exponent that means anything.
_LEAST = 0.05
_SPEAKERS = ("Prime Minister Keir Starmer", "Emmanuel Macron", "a spokesman for NATO", "the Iranian foreign minister")
_SAYINGS = ("We will not sign the treaty", "Sanctions may follow next week", "The talks went well", "Nobody was warned")
_NAMES = ("Ann Bright", "Li Wei", "Omar Haddad", "Germany", "Peter Novak", "the African Union", "Chad", "Rosa Vidal")

Timings = Mapping[str, float]


def sample_paragraphs() -> list[str]:
    """The paragraphs of the bundled sample articles."""
    folder = resources.files("legation").joinpath("data", "samples")
    texts = [
        str(json.loads(line)["text"])
        for name in ("story.jsonl", "world.jsonl")
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    ]
    return [p.strip() for text in texts for p in text.splitlines() if len(p.strip()) > 80]


def filled(pieces: Sequence[str], joint: str, length: int) -> str:
    """The pieces over and over, until the text has the length."""
    found: list[str] = []
    size = 0
    for piece in cycle(pieces):
        if size >= length:
            break
        found.append(piece)
        size += len(piece) + len(joint)
    return joint.join(found)[:length]


def _said(opening: str, closing: str) -> list[str]:
    """Quotations with speakers, in all pairings."""
    return [f"{opening}{saying},{closing} {speaker} said." for saying in _SAYINGS for speaker in _SPEAKERS]


def _nested() -> list[str]:
    """Reports within reports, ten levels deep."""
    levels = [f"{_SPEAKERS[n % len(_SPEAKERS)]} said that" for n in range(10)]
    return [f"{' '.join(levels[n:] + levels[:n])} {saying.lower()}." for n, saying in enumerate(_SAYINGS)]


def _endless() -> list[str]:
    return [f"{speaker} met the envoys in Geneva and" for speaker in _SPEAKERS]


SHAPES: Mapping[str, Callable[[int], str]] = {
    "articles": lambda n: filled(sample_paragraphs(), "\n\n", n),
    "one paragraph": lambda n: filled(sample_paragraphs(), " ", n),
    "quotations": lambda n: filled(_said("“", "”"), " ", n),
    "open quotations": lambda n: filled(_said("“", ""), "\n\n", n),
    "nested reports": lambda n: filled(_nested(), " ", n),
    "endless sentence": lambda n: filled(_endless(), " ", n),
    "list of names": lambda n: filled(_NAMES, ", ", n),
    "only marks": lambda n: filled(("“", "”", '"', "‘", "’", "“"), "", n),
}


def timed(text: str, steps: Sequence[Step]) -> dict[str, float]:
    """The processor seconds that each step takes over a text, and those of the whole."""
    reading, seconds = Reading(document(text, published="2025-03-04")), {}
    for step in steps:
        began = time.process_time()
        reading = reading.plus(step.run(reading), step.replaces)
        seconds[step.name] = time.process_time() - began
    began = time.process_time()
    pipeline.records(reading)
    seconds["records"] = time.process_time() - began
    return {**seconds, "whole": sum(seconds.values())}


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of the line through the logarithms of lengths and seconds, by least squares."""
    logs = [(math.log(length), math.log(max(seconds, 1e-6))) for length, seconds in points]
    x, y = (sum(column) / len(logs) for column in zip(*logs, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)
    return slope


@dataclass(frozen=True, slots=True)
class Growth:
    """The timings of one shape by length."""

    shape: str
    rows: tuple[tuple[int, Timings], ...]

    def points(self, step: str) -> list[tuple[int, float]]:
        """Length and seconds of one step, or of the whole."""
        return [(length, timings[step]) for length, timings in self.rows]

    def exponent(self, step: str = "whole") -> float | None:
        """How the seconds grow over the larger lengths; None where they are too few to tell."""
        points = self.points(step)[-_FITTED:]
        return exponent(points) if points[-1][1] >= _LEAST and len(points) > 1 else None

    def steepest(self) -> str:
        """The step that grows fastest, with its exponent."""
        found = [(e, step) for step in self.rows[-1][1] if step != "whole" and (e := self.exponent(step)) is not None]
        return f"{max(found)[1]} {max(found)[0]:.2f}" if found else "-"


def grown(shape: str, steps: Sequence[Step]) -> Growth:
    """Read a shape at all lengths; the short ones three times, of which the best counts."""
    rows = []
    for length in LENGTHS:
        runs = [timed(SHAPES[shape](length), steps) for _ in range(3 if length < 20_000 else 1)]
        rows.append((length, min(runs, key=lambda timings: timings["whole"])))
    return Growth(shape, tuple(rows))


def table(found: Sequence[Growth]) -> str:
    """Seconds by shape and length, the exponent of the whole, and the steepest step."""
    lines = [
        "".join([f"{'seconds':18}", *(f"{length // 1000:>6} KB" for length in LENGTHS), "  exponent  steepest step"])
    ]
    for one in found:
        seconds = "".join(f"{seconds:9.2f}" for _, seconds in one.points("whole"))
        whole = one.exponent()
        lines.append(f"{one.shape:18}{seconds}{'-' if whole is None else format(whole, '.2f'):>10}  {one.steepest()}")
    return "\n".join(lines)


def step_table(found: Sequence[Growth]) -> str:
    """Seconds of each step at the largest length, and its exponent."""
    lines = ["".join([f"{'step':14}", *(f"{one.shape:>18}" for one in found)])]
    for step in found[0].rows[-1][1]:
        cells = []
        for one in found:
            growth = one.exponent(step)
            grows = "    " if growth is None else f"{growth:4.1f}"
            cells.append(f"{one.points(step)[-1][1]:8.2f} s ^{grows}".rjust(18))
        lines.append(f"{step:14}{''.join(cells)}")
    return "\n".join(lines)


WIDE, HIGH, EDGE, LEGEND = 400, 300, 48, 192
_COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb", "#333333")


def words(x: float, y: float, said: str, anchor: str = "middle") -> str:
    """A line of words in the plot."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}">{said}</text>'


@dataclass(frozen=True, slots=True)
class Axes:
    """Both axes are logarithmic; `low` and `high` are the powers of ten at the ends of the upright one."""

    low: int
    high: int

    def at(self, length: float, seconds: float) -> tuple[float, float]:
        """Where a length and its seconds stand."""
        first, last = math.log10(LENGTHS[0]), math.log10(LENGTHS[-1])
        along = (math.log10(length) - first) / (last - first)
        up = (math.log10(max(seconds, 10.0**self.low)) - self.low) / (self.high - self.low)
        return EDGE + WIDE * along, EDGE + HIGH * (1 - up)

    def marks(self) -> list[str]:
        """The marks on both axes."""
        along = [words(self.at(n, 1)[0], EDGE + HIGH + 16, f"{n // 1000} KB") for n in LENGTHS]
        powers = [10.0**n for n in range(self.low, self.high + 1)]
        return along + [words(EDGE - 6, self.at(LENGTHS[0], s)[1] + 4, f"{s:g} s", "end") for s in powers]

    def straight(self) -> str:
        """A dashed line of exponent 1."""
        least = 2 * 10.0**self.low
        (x, y), (to, up) = self.at(LENGTHS[0], least), self.at(LENGTHS[-1], least * LENGTHS[-1] / LENGTHS[0])
        return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to:.1f}" y2="{up:.1f}" stroke="#cc3311" stroke-dasharray="5 4"/>'


def plot(found: Sequence[Growth]) -> str:
    """Seconds over length as SVG, with a dashed line for what grows with the length."""
    seconds = [s for one in found for _, s in one.points("whole")]
    axes = Axes(math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds))))
    across, down = WIDE + EDGE + LEGEND, HIGH + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" font-family="sans-serif">',
        f'<rect width="{across}" height="{down}" fill="white"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{WIDE}" height="{HIGH}" fill="none" stroke="#333"/>',
        *axes.marks(),
    ]
    for n, one in enumerate(found):
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (axes.at(*point) for point in one.points("whole")))
        growth, at = one.exponent(), EDGE + 20 * n
        parts += [
            f'<polyline points="{line}" fill="none" stroke="{_COLOURS[n]}" stroke-width="2"/>',
            f'<rect x="{EDGE + WIDE + 14}" y="{at}" width="12" height="12" fill="{_COLOURS[n]}"/>',
            words(EDGE + WIDE + 32, at + 11, one.shape + ("" if growth is None else f" ({growth:.2f})"), "start"),
        ]
    said = "processor time of one text by its length; in brackets the exponent; dashed: exponent 1"
    return "\n".join([*parts, axes.straight(), words(EDGE, EDGE - 16, said, "start"), "</svg>"]) + "\n"


def standard_steps() -> tuple[Step, ...]:
    """The standard steps with all models, warmed up."""
    from legation.knowledge import load
    from legation.listener import OnnxAttribution
    from legation.models import OnnxClassifier, SpacyParser

    steps = pipeline.standard(SpacyParser(), load(), OnnxClassifier(), OnnxAttribution())
    timed(SHAPES["articles"](LENGTHS[0]), steps)
    return steps


def big(shape: str) -> str:
    """Read one huge paragraph of a shape in this process, within the limit."""
    resource.setrlimit(resource.RLIMIT_CPU, (BIG_SECONDS, BIG_SECONDS))
    seconds = timed(SHAPES[shape](BIG).replace("\n\n", " "), standard_steps())
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30
    slowest = ", ".join(f"{name} {s:.0f} s" for name, s in sorted(seconds.items(), key=lambda p: -p[1])[1:5])
    return f"{shape:18}{BIG / 1e6:.0f} MB {seconds['whole']:6.0f} s, peak {peak:.1f} GiB ({slowest})"


def bigs() -> bool:
    """Read the huge paragraphs, each in a process of its own; True when all were read."""
    done = [
        subprocess.run([sys.executable, __file__, "--alone", shape], check=False).returncode for shape in BIG_SHAPES
    ]
    for shape, code in zip(BIG_SHAPES, done, strict=True):
        if code:
            print(f"{shape:18}{BIG / 1e6:.0f} MB not read within {BIG_SECONDS} s (ended with {code})")
    return not any(done)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge."""
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--big", action="store_true", help="read paragraphs of two megabytes too")
    parser.add_argument("--svg", type=Path, help="write the plot here")
    parser.add_argument("--only", nargs="+", choices=list(SHAPES), default=list(SHAPES), help="these shapes alone")
    parser.add_argument("--alone", choices=list(SHAPES), help="read one huge paragraph of this shape and nothing else")
    chosen = parser.parse_args(arguments)
    if chosen.alone:
        print(big(chosen.alone), flush=True)
        return 0
    steps = standard_steps()
    found = [grown(shape, steps) for shape in chosen.only]
    print(table(found), step_table(found), sep="\n\n", flush=True)
    if chosen.svg:
        chosen.svg.write_text(plot(found), encoding="utf-8")
    steep = [one.shape for one in found if (one.exponent() or 0) > MAX_EXPONENT]
    print(
        f"\nexponents at most {MAX_EXPONENT}" + (f", but not of: {', '.join(steep)}" if steep else ": yes"), flush=True
    )
    return 0 if not steep and (not chosen.big or bigs()) else 1


if __name__ == "__main__":
    sys.exit(main())
