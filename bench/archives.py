"""Archives: how fast WARC is read against the extraction that follows, and how much memory that takes.

usage: python bench/archives.py [--megabytes 200] [--seed 7] [--packed] [--extract 400] [--floor]

Writes an archive of pages made from the bundled sample articles, varied by the seed, with requests, metadata and
pictures between them, into a temporary folder, and deletes it. Reading alone goes over the whole archive; reading with
extraction over the first `--extract` pages, as every page costs the same. `--floor` fails when reading is less than
five times as fast as the extraction, or takes more memory the longer it reads.
"""

import argparse
import gzip
import html
import io
import itertools
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from legation.errors import SourceError
from legation.read import archives
from legation.read import html as pages
from legation.read.streams import Source

MIN_RATIO = 5.0
MAX_GROWTH = 64  # MiB that reading the whole archive may take beyond what reading its first tenth takes


def samples() -> tuple[dict[str, str], ...]:
    """The bundled sample articles."""
    folder = resources.files("legation").joinpath("data", "samples")
    lines = (
        line
        for name in ("story.jsonl", "world.jsonl", "situation.jsonl")
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
    )
    return tuple(json.loads(line) for line in lines)


def page(row: dict[str, str], number: int, chance: random.Random) -> bytes:
    """A page as outlets make them: menus, scripts, teasers around the paragraphs of an article in another order."""
    paragraphs = row["text"].split("\n\n")
    body = "".join(f"<p>{html.escape(each)}</p>" for each in chance.sample(paragraphs, len(paragraphs)))
    menu = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(30))
    teasers = "".join(f'<li><a href="/t/{chance.random()}">A teaser for story {n}</a></li>' for n in range(30))
    script = f"<script>var state = {json.dumps([chance.random() for _ in range(800)])};</script>"
    head = f'<meta property="article:published_time" content="{row["date"]}"><title>{html.escape(row["title"])}</title>'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}{script}</head>'
        f"<body><nav><ul>{menu}</ul></nav><article>"
        f"<h1>{html.escape(row['title'])} ({number})</h1>{body}</article><ul>{teasers}</ul></body></html>"
    ).encode()


def record(kind: str, address: str, block: bytes, content: str) -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-10-31T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:x-sample:{kind}:{address}>\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def records(seed: int) -> Iterator[bytes]:
    """Records without end: a request, a response with a page, metadata; now and then a picture."""
    chance, rows = random.Random(seed), samples()
    for number in itertools.count():
        row = chance.choice(rows)
        address = f"https://outlet.example/{number}"
        response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(row, number, chance)
        yield record("request", address, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
        yield record("response", address, response, "application/http; msgtype=response")
        yield record("metadata", address, b"fetchTimeMs: 1", "application/warc-fields")
        if number % 20 == 0:
            picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + chance.randbytes(50_000)
            yield record("response", f"{address}.png", picture, "application/http; msgtype=response")


def write(path: Path, size: int, seed: int, *, packed: bool) -> None:
    """Write an archive of at least `size` bytes before packing."""
    written = 0
    with path.open("wb") as out:
        for each in records(seed):
            out.write(gzip.compress(each, 6) if packed else each)
            written += len(each)
            if written >= size:
                return


def read_only(path: Path, most: int | None = None) -> tuple[int, float]:
    """Read pages without extraction; how many and in how many seconds."""
    began = time.perf_counter()
    with path.open("rb") as raw:
        found = archives.pages(Source(str(path), io.BufferedReader(raw)))
        count = sum(not isinstance(each, SourceError) for each in itertools.islice(found, most))
    return count, time.perf_counter() - began


def extract(path: Path, most: int) -> tuple[int, float]:
    """Read and extract the first pages; how many and in how many seconds."""
    pages.body("<p>Loads the parser, which takes a while, before the clock runs for what is measured.</p>", "warm")
    began = time.perf_counter()
    with path.open("rb") as raw:
        found = archives.articles(Source(str(path), io.BufferedReader(raw)))
        count = sum(not isinstance(each, SourceError) for each in itertools.islice(found, most))
    return count, time.perf_counter() - began


def peak() -> float:
    """The most memory held so far, in MiB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description="Measure reading of archives.")
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--packed", action="store_true", help="pack each record with gzip, as crawlers do")
    parser.add_argument("--extract", type=int, default=400)
    parser.add_argument("--floor", action="store_true", help="fail when reading is not five times as fast")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.warc.gz" if chosen.packed else "archive.warc")
        write(path, chosen.megabytes * 1_000_000, chosen.seed, packed=chosen.packed)
        size = path.stat().st_size / 1_000_000
        first, _ = read_only(path, 500)
        before = peak()
        count, seconds = read_only(path)
        growth = peak() - before
        extracted, both = extract(path, chosen.extract)
    reading, whole = seconds / count, both / extracted
    ratio = (whole - reading) / reading
    print(
        f"{size:.0f} MB, {count} pages; read in {seconds:.1f} s ({chosen.megabytes / seconds:.0f} MB/s before packing)"
    )
    print(f"a page: read in {reading * 1000:.2f} ms, extracted in {(whole - reading) * 1000:.2f} ms: {ratio:.0f} times")
    print(f"peak memory after {first} pages {before:.0f} MiB, after all {growth:.0f} MiB more")
    return 1 if chosen.floor and (ratio < MIN_RATIO or growth > MAX_GROWTH) else 0


if __name__ == "__main__":
    sys.exit(main())
