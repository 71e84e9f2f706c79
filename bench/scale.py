"""Scale: what one more article, a brief and a question cost in stores of growing size.

usage: python bench/scale.py [--sizes 5000 10000 20000 50000] [--db FILE]

The articles are made up (`newsroom.py`): their records go into the store without a parser. At each size it measures the
linking of one more article (CPU milliseconds, median and 95th percentile of fifty), `legation brief` and `legation
who-can-move` as processes of their own (CPU seconds, loading included, and peak memory), and the linking of the bulk.
Figures are CPU times, so that a busy machine doesn't falsify them. Growth is worse than linear where an exponent is
above 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from math import log
from pathlib import Path
from statistics import median, quantiles

import newsroom
from legation import batch
from legation.records import AnyRecord, Document
from legation.store.store import Store

SIZES = (5_000, 10_000, 20_000, 50_000)
TRIED = 50
MAX_LINK_MS, MAX_BRIEF_S, MAX_MOVE_S, MAX_GIB = 150.0, 2.0, 1.0, 1.0

Articles = Iterator[tuple[Document, tuple[AnyRecord, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was measured at one size."""

    articles: int
    bulk_ms: float
    link_ms: float
    link_ms_95: float
    brief_s: float
    brief_gib: float
    move_s: float
    move_gib: float
    store_gib: float


def grown(store: Store, made: Articles, number: int) -> float:
    """Fill the store up to so many articles and link them; return CPU milliseconds of linking for each new one."""
    missing = number - store.counts().get("document", 0)
    for document, records in islice(made, missing):
        store.add(document, records)
    began = time.process_time()
    batch.relink(store)
    return 1000 * (time.process_time() - began) / max(1, missing)


def one_more(store: Store, made: Articles) -> list[float]:
    """CPU milliseconds of linking for each of fifty further articles, added one by one."""
    found = []
    for document, records in islice(made, TRIED):
        store.add(document, records)
        began = time.process_time()
        batch.relink(store)
        found.append(1000 * (time.process_time() - began))
    return found


def command(*words: str) -> tuple[float, float]:
    """CPU seconds and peak memory in GiB of one command line."""
    with subprocess.Popen([sys.executable, "-m", "legation", *words], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"legation {' '.join(words)} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**30


def measured(path: Path, store: Store, made: Articles, number: int) -> Point:
    """Grow the store to this size and measure."""
    bulk = grown(store, made, number)
    times = one_more(store, made)
    brief_s, brief_gib = command("brief", "--db", str(path))
    move_s, move_gib = command("who-can-move", "Russia", "--db", str(path))
    return Point(
        articles=number,
        bulk_ms=bulk,
        link_ms=median(times),
        link_ms_95=quantiles(times, n=20)[-1],
        brief_s=brief_s,
        brief_gib=brief_gib,
        move_s=move_s,
        move_gib=move_gib,
        store_gib=path.stat().st_size / 2**30,
    )


def exponents(points: Sequence[Point]) -> dict[str, list[float]]:
    """From each size to the next: 1 where a cost grows as the store does, 0 where it doesn't grow."""
    names = ("link_ms", "brief_s", "move_s")
    return {
        name: [
            round(log(getattr(b, name) / getattr(a, name)) / log(b.articles / a.articles), 2)
            for a, b in pairwise(points)
        ]
        for name in names
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description="Measure what a growing store costs.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--db", type=Path, help="grow this store, and keep it; else one that is thrown away")
    chosen = parser.parse_args(arguments)
    os.environ["LEGATION_KNOWLEDGE"] = ""
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.db or Path(folder) / "scale.db"
        made = newsroom.Newsroom().articles()
        points = []
        with Store.open(path) as store:
            for _ in islice(made, store.counts().get("document", 0)):
                pass  # those are there already
            for number in chosen.sizes:
                points.append(measured(path, store, made, number))
                print(json.dumps({k: round(v, 3) for k, v in asdict(points[-1]).items()}), flush=True)
    print(json.dumps(exponents(points)))
    last = points[-1]
    within = (
        last.link_ms <= MAX_LINK_MS
        and last.brief_s <= MAX_BRIEF_S
        and last.move_s <= MAX_MOVE_S
        and max(last.brief_gib, last.move_gib) <= MAX_GIB
    )
    print("within the limits" if within else "beyond a limit")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
