"""Scale: what one more article, a brief and a question cost in stores of growing size.

usage: python bench/scale.py [--sizes 5000 10000 20000 50000] [--db FILE] [--svg FILE.svg]

The articles are made up (`newsroom.py`): their records go into the store without a parser. At each size it measures the
linking of one more article (fifty of the next day in the order of their publication, and twenty that come ten days
late), `legation brief` and `legation who-can-move` as processes of their own, loading included, and the linking of the
bulk. Times are CPU times, so that other work on the machine does not count; peak memory is that of a fresh process. An
exponent of 1 says that a cost grows as the store does. The command ends with 1 when a figure is beyond its limit.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import pairwise
from math import ceil, floor, log, log10
from pathlib import Path
from statistics import median, quantiles

import newsroom
from installed import compiled
from legation import batch
from legation.records import AnyRecord, Document
from legation.store.store import Store

SIZES = (5_000, 10_000, 20_000, 50_000)
TRIED, LATE, DAYS_LATE = 50, 20, 10
MAX_LINK_MS, MAX_BRIEF_S, MAX_MOVE_S, MAX_GIB = 150.0, 2.0, 1.0, 1.0
MAX_EXPONENT = 1.0
COSTS = ("link_ms", "late_ms", "bulk_ms", "brief_s", "about_s", "move_s")
TOLD = ("one more article", "one that comes late", "each in bulk", "brief", "brief --about", "who-can-move")
_LINK = """
import sys
from legation import batch
from legation.store.store import Store
batch.relink(Store.open(sys.argv[1]))
"""
# A process begins with the peak of the one that starts it: so a small one does that, and not this one.
_RUN = """
import os, subprocess, sys
with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL) as process:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(process.returncode)
"""

Article = tuple[Document, tuple[AnyRecord, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was measured at one size: CPU milliseconds and seconds, peak memory and the file in GiB."""

    articles: int
    add_ms: float
    bulk_ms: float
    bulk_wall_s: float
    bulk_gib: float
    link_ms: float
    link_ms_95: float
    late_ms: float
    late_ms_95: float
    link_gib: float
    brief_s: float
    brief_gib: float
    about_s: float
    about_gib: float
    move_s: float
    move_gib: float
    store_gib: float


class Growing:
    """A store that grows, and the newsroom that fills it."""

    def __init__(self, path: Path, store: Store) -> None:
        """Begin with what the store holds already, which must be of this newsroom."""
        self.path, self.store = path, store
        self._room = newsroom.Newsroom()
        self._made = self._room.articles()
        self._number = 0
        self._known = store.counts().get("document", 0)

    def fill(self, number: int) -> float:
        """Add articles up to so many; return CPU milliseconds for each."""
        began, added = time.process_time(), 0
        while self._number < number:
            document, records = next(self._made)
            self._number += 1
            added += self._number > self._known and self.store.add(document, records)
        return 1000 * (time.process_time() - began) / max(1, added)

    def aside(self, seed: int, number: int) -> list[Article]:
        """Articles of the next day that are not among those to come, in the order of their publication."""
        found = self._room.aside(seed).day(self._room.today + timedelta(days=1), number)
        return sorted(found, key=lambda article: article[0].published or "~")

    @property
    def busiest(self) -> str:
        """The country of which most is told."""
        return self._room.nations[0].id

    def linked_one_by_one(self, articles: Sequence[Article]) -> list[float]:
        """CPU milliseconds of linking each of these, added one after another."""
        found = []
        for document, records in articles:
            self.store.add(document, records)
            began = time.process_time()
            batch.relink(self.store)
            found.append(1000 * (time.process_time() - began))
        return found

    def linked_in_bulk(self) -> tuple[float, float, float]:
        """CPU seconds, wall seconds and peak memory of a fresh process that links what waits."""
        began = time.perf_counter()
        cpu, peak = run(sys.executable, "-c", _LINK, str(self.path))
        return cpu, time.perf_counter() - began, peak


def run(*words: str) -> tuple[float, float]:
    """CPU seconds and peak memory in GiB of one command line."""
    told = subprocess.run((sys.executable, "-S", "-c", _RUN, *words), stdout=subprocess.PIPE, text=True, check=False)
    if told.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {told.returncode}")
    seconds, peak = map(float, told.stdout.split())
    return seconds, peak * (1 if sys.platform == "darwin" else 1024) / 2**30


def measured(growing: Growing, number: int) -> Point:
    """Grow the store to this size and measure."""
    path, before = str(growing.path), growing.store.counts().get("document", 0)
    added = growing.fill(number - DAYS_LATE * newsroom.A_DAY)
    late = growing.aside(number, LATE)
    growing.fill(number)
    bulk_s, wall, bulk_gib = growing.linked_in_bulk()
    times = growing.linked_one_by_one(growing.aside(number + 1, TRIED))
    overdue = growing.linked_one_by_one(late)
    for document, records in growing.aside(number + 2, 1):
        growing.store.add(document, records)
    _, link_gib = run(sys.executable, "-c", _LINK, path)
    legation = (sys.executable, "-m", "legation")
    busiest = growing.busiest
    brief_s, brief_gib = run(*legation, "brief", "--db", path)
    about_s, about_gib = run(*legation, "brief", "--about", busiest, "--since", "7d", "--db", path)
    move_s, move_gib = run(*legation, "who-can-move", busiest, "--db", path)
    return Point(
        articles=number,
        add_ms=added,
        bulk_ms=1000 * bulk_s / max(1, number - before),
        bulk_wall_s=wall,
        bulk_gib=bulk_gib,
        link_ms=median(times),
        link_ms_95=quantiles(times, n=20)[-1],
        late_ms=median(overdue),
        late_ms_95=quantiles(overdue, n=20)[-1],
        link_gib=link_gib,
        brief_s=brief_s,
        brief_gib=brief_gib,
        about_s=about_s,
        about_gib=about_gib,
        move_s=move_s,
        move_gib=move_gib,
        store_gib=growing.path.stat().st_size / 2**30,
    )


def exponents(points: Sequence[Point]) -> dict[str, float]:
    """How each cost grows from the first size to the last: 1 as the store does, 0 not at all."""
    first, last = points[0], points[-1]
    span = log(last.articles / first.articles)
    return {name: log(max(getattr(last, name), 1e-6) / max(getattr(first, name), 1e-6)) / span for name in COSTS}


def beyond(last: Point, growth: Mapping[str, float]) -> list[str]:
    """What is beyond its limit."""
    peaks = (last.link_gib, last.bulk_gib, last.brief_gib, last.about_gib, last.move_gib)
    told = {
        f"one more article {last.link_ms:.0f} ms": last.link_ms > MAX_LINK_MS,
        f"brief {last.brief_s:.1f} s": last.brief_s > MAX_BRIEF_S,
        f"brief --about {last.about_s:.1f} s": last.about_s > MAX_BRIEF_S,
        f"who-can-move {last.move_s:.1f} s": last.move_s > MAX_MOVE_S,
        f"peak {max(peaks):.2f} GiB": max(peaks) > MAX_GIB,
    }
    told |= {f"{name} grows with exponent {e:.2f}": e > MAX_EXPONENT for name, e in growth.items()}
    return [words for words, is_beyond in told.items() if is_beyond]


WIDE, HIGH, EDGE, LEGEND = 400, 300, 56, 220
_COLOURS = ("#4477aa", "#66ccee", "#bbbbbb", "#228833", "#ccbb44", "#ee6677")


def plot(points: Sequence[Point]) -> str:
    """CPU seconds over the number of articles as SVG, both logarithmic, with a dashed line for what grows as fast."""
    lines = {name: [getattr(p, name) / (1000 if name.endswith("_ms") else 1) for p in points] for name in COSTS}
    low = floor(log10(min(min(line) for line in lines.values())))
    high = max(ceil(log10(max(max(line) for line in lines.values()))), low + 1)
    sizes = [p.articles for p in points]
    span = log(sizes[-1] / sizes[0]) or 1.0

    def at(articles: float, seconds: float) -> tuple[float, float]:
        along, up = log(articles / sizes[0]) / span, (log10(seconds) - low) / (high - low)
        return EDGE + WIDE * along, EDGE + HIGH * (1 - up)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE + EDGE + LEGEND} {HIGH + 2 * EDGE}" '
        'font-family="sans-serif">',
        f'<rect width="{WIDE + EDGE + LEGEND}" height="{HIGH + 2 * EDGE}" fill="white"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{WIDE}" height="{HIGH}" fill="none" stroke="#333"/>',
        *(words(at(n, 1)[0], EDGE + HIGH + 16, f"{n:,}") for n in sizes),
        *(words(EDGE - 6, at(sizes[0], 10.0**n)[1] + 4, f"{10.0**n:g} s", "end") for n in range(low, high + 1)),
        words(
            EDGE, EDGE - 16, "CPU time by the number of articles; in brackets the exponent; dashed: exponent 1", "start"
        ),
    ]
    growth = exponents(points)
    for n, (name, line) in enumerate(lines.items()):
        path = " ".join("{:.1f},{:.1f}".format(*at(*point)) for point in zip(sizes, line, strict=True))
        legend = f"{TOLD[n]} ({growth[name]:.2f})" if len(points) > 1 else TOLD[n]
        parts += [
            f'<polyline points="{path}" fill="none" stroke="{_COLOURS[n]}" stroke-width="2"/>',
            f'<rect x="{EDGE + WIDE + 14}" y="{EDGE + 20 * n}" width="12" height="12" fill="{_COLOURS[n]}"/>',
            words(EDGE + WIDE + 32, EDGE + 20 * n + 11, legend, "start"),
        ]
    rise = min(sizes[-1] / sizes[0], 10.0 ** (high - low) / 2)
    (x, y), (to, up) = at(sizes[0], 2 * 10.0**low), at(sizes[0] * rise, 2 * 10.0**low * rise)
    dashed = f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to:.1f}" y2="{up:.1f}" stroke="#cc3311" stroke-dasharray="5 4"/>'
    return "\n".join([*parts, dashed, "</svg>"]) + "\n"


def words(x: float, y: float, said: str, anchor: str = "middle") -> str:
    """A line of words in the plot."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="{anchor}">{said}</text>'


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles, ascending")
    parser.add_argument("--db", type=Path, help="grow this store, and keep it; else one that is thrown away")
    parser.add_argument("--svg", type=Path, help="write the plot here")
    chosen = parser.parse_args(arguments)
    if any(a >= b for a, b in pairwise(chosen.sizes)) or chosen.sizes[0] <= DAYS_LATE * newsroom.A_DAY:
        parser.error(f"sizes must ascend from more than {DAYS_LATE * newsroom.A_DAY}, not {chosen.sizes}")
    os.environ["LEGATION_KNOWLEDGE"] = ""  # a user's own tables have no part in these figures
    compiled()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.db or Path(folder) / "scale.db"
        points = []
        with Store.open(path) as store:
            growing = Growing(path, store)
            for number in chosen.sizes:
                points.append(measured(growing, number))
                print(json.dumps({name: round(value, 3) for name, value in asdict(points[-1]).items()}), flush=True)
    growth = exponents(points) if len(points) > 1 else {}
    print(json.dumps({name: round(value, 2) for name, value in growth.items()}))
    if chosen.svg:
        chosen.svg.write_text(plot(points), encoding="utf-8")
    failed = beyond(points[-1], growth)
    print(f"beyond a limit: {'; '.join(failed)}" if failed else "within the limits")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
