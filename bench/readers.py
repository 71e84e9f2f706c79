"""Readers: how long pages of the desk take with many readers at once, what they weigh, what memory they need.

usage: python bench/readers.py [--db FILE] [--desk FILE.toml] [--articles 50000] [--readers 20] [--asks 600] [--pause 3]

Starts `legation serve` on a store (without --db on a made-up one, see `archive.py`) and asks every page that the app
has, with ids drawn from the store. Three rounds, each with all readers at once, who look at a page for three seconds
before they ask for the next (--pause 0: they ask as fast as the server answers). "kept" asks pages that were asked
before; "walk" goes through articles, actors, pairs, records and searches, most of them new to the server; "changed"
asks kept pages again right after another program has added an article. The time is that to the first byte. The weight
of a page is what a browser gets for it, packed: the page, its styles, scripts and charts. The command ends with 1 when
a figure is beyond its limit.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import archive
import visits
from legation.records import Document
from legation.store.store import Store

MEDIAN_MS, LATE_MS = 200.0, 500.0
PAGE_KB, MEMORY_MIB = 1500.0, 700.0
PATIENCE = 120.0  # seconds after which a page counts as never answered
LINKED = re.compile(rb'(?:href|src|srcset|data-chart|data-player)="(/(?:static|charts)/[^"]+)"')
HEAD = "GET {} HTTP/1.1\r\nhost: localhost:{}\r\naccept-encoding: gzip\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one asking: seconds to the first byte, the status, the bytes that came and what they say."""

    waited: float
    status: int
    weight: int
    body: bytes = b""


@dataclass(slots=True)
class Times:
    """Seconds to the first byte for each page, and what went wrong."""

    found: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def all(self) -> list[float]:
        """Of all pages."""
        return [each for times in self.found.values() for each in times]


class Reader:
    """One reader with one connection."""

    def __init__(self, port: int) -> None:
        """Read from the server at this port."""
        self._port = port
        self._lines: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, address: str) -> Answer:
        """Ask for an address, and read the whole answer."""
        if self._writer is None:
            self._lines, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        assert self._lines
        began = time.perf_counter()
        try:
            self._writer.write(HEAD.format(address, self._port).encode())
            first = await asyncio.wait_for(self._lines.readline(), PATIENCE)
            waited = time.perf_counter() - began
            body = await self._body(self._lines) if first else b""
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            await self.leave()
            return Answer(time.perf_counter() - began, 0, 0)
        if not first:  # the server let go of an idle connection
            await self.leave()
            return await self.ask(address)
        return Answer(waited, int(first.split()[1]), len(body), body)

    async def _body(self, lines: asyncio.StreamReader) -> bytes:
        fields: dict[str, str] = {}
        while (line := await lines.readline()).strip():
            name, _, value = line.decode("latin-1").partition(":")
            fields[name.lower()] = value.strip()
        body = await lines.readexactly(int(fields.get("content-length", "0")))
        if fields.get("connection") == "close":
            await self.leave()
        return body

    async def leave(self) -> None:
        """Close the connection."""
        if self._writer:
            self._writer.close()
            self._writer = self._lines = None


class Server:
    """`legation serve` as a process of its own."""

    def __init__(self, db: Path, desk: Path | None, more: Sequence[str] = ()) -> None:
        """Start it."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        words = [sys.executable, "-m", "legation", "serve", "--db", str(db), "--port", str(self.port), *more]
        words += ["--desk", str(desk)] if desk else []
        began = time.perf_counter()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  open as long as the server
        self._process = subprocess.Popen(words, stderr=self._said, start_new_session=True)
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise SystemExit("the server does not start")
            time.sleep(0.05)
        self.started = time.perf_counter() - began

    def _answers(self) -> bool:
        with socket.socket() as trying:
            return trying.connect_ex(("127.0.0.1", self.port)) == 0

    def memory(self) -> float:
        """The most memory that it had so far, in MiB: that of all its processes."""
        return sum(map(_peak, (self._process.pid, *_children(self._process.pid))))

    def spent(self) -> float:
        """Seconds of the processor that it has used."""
        return sum(map(_spent, (self._process.pid, *_children(self._process.pid))))

    def stop(self) -> str:
        """End it; return what it said last."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
        self._said.seek(0)
        return self._said.read().decode()[-3000:]


def _peak(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def _spent(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in told.split()]


async def read(port: int, asked: Sequence[visits.Visit], readers: int, pause: float) -> Times:
    """Let readers ask for all these, each the next one as soon as it has read."""
    times, left = Times(), list(reversed(asked))

    async def reading() -> None:
        async with _reader(port) as reader:
            while left:
                visit = left.pop()
                answer = await reader.ask(visit.address)
                times.found.setdefault(visit.route, []).append(answer.waited)
                if not 200 <= answer.status < 400:
                    times.wrong.append(f"{answer.status} {visit.address}")
                if pause:
                    await asyncio.sleep(pause)

    await asyncio.gather(*(reading() for _ in range(readers)))
    return times


async def weights(port: int, asked: Iterable[visits.Visit]) -> dict[str, float]:
    """Packed kilobytes of each page with all that it loads. A browser asks for one scheme and one form of a chart."""
    found: dict[str, float] = {}
    known: dict[str, int] = {}
    async with _reader(port) as reader:
        for visit in asked:
            page = await reader.ask(visit.address)
            total = page.weight
            body = visits.unpacked(page.body)
            linked = {each.decode().replace("&amp;", "&") for each in LINKED.findall(body)}
            if any(each.startswith("/charts/") for each in linked):
                linked.add("/charts/player.js")
            for address in linked:
                if address not in known and "theme=dark" not in address:
                    known[address] = (await reader.ask(address)).weight
                total += known.get(address, 0)
            found[visit.route] = max(found.get(visit.route, 0), total / 1000)
    return found


@asynccontextmanager
async def _reader(port: int) -> AsyncIterator[Reader]:
    reader = Reader(port)
    try:
        yield reader
    finally:
        await reader.leave()


def told(times: Sequence[float]) -> tuple[float, float]:
    """Median and the 95th of a hundred, in milliseconds."""
    # Of few times the other way to reckon it lies beyond the longest of them.
    late = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return 1000 * median(times), 1000 * late


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All that was measured."""

    alone: Times
    kept: Times
    walk: Times
    changed: Times
    weights: dict[str, float]
    memory: float
    started: float


def measured(db: Path, desk: Path | None, chosen: Any) -> Measured:
    """Start the server and measure."""
    server = Server(db, desk, chosen.serve.split())
    try:
        made = visits.Visits(db, chosen.seed)
        each = made.once()
        began = time.perf_counter()
        alone = asyncio.run(read(server.port, each, 1, 0))
        say(f"every page once, one reader: {time.perf_counter() - began:.1f} s; {'; '.join(alone.wrong)}")
        again = made.again(each, chosen.asks)
        kept = _round("kept", server, again, chosen)
        walk = _round("walk", server, made.walk(chosen.asks), chosen)
        asyncio.run(read(server.port, each, 1, 0))
        change(db)
        changed = _round("changed", server, again, chosen)
        found = asyncio.run(weights(server.port, each))
        return Measured(
            alone=alone,
            kept=kept,
            walk=walk,
            changed=changed,
            weights=found,
            memory=server.memory(),
            started=server.started,
        )
    finally:
        say(server.stop())


def _round(name: str, server: Server, asked: Sequence[visits.Visit], chosen: Any) -> Times:
    began, spent = time.perf_counter(), server.spent()
    found = asyncio.run(read(server.port, asked, chosen.readers, chosen.pause))
    took = time.perf_counter() - began
    say(f"{name}: {len(asked) / took:.0f} pages/s; {1000 * (server.spent() - spent) / len(asked):.1f} ms of CPU a page")
    return found


def change(db: Path) -> None:
    """Add an article, as another program would."""
    document = Document(title="One more", publisher="The Late Post", text=f"One more at {time.time_ns()}.")
    with Store.open(db) as store:
        store.add(document, ())


def table(found: Measured) -> str:
    """A row for each page, and one for all."""
    columns: tuple[tuple[str, Times], ...] = (("kept", found.kept), ("walk", found.walk), ("changed", found.changed))
    heads = "| page | KB | first time |" + "".join(f" {name}: median | 95 % |" for name, _ in columns)
    lines = [heads, "|--|--:|--:|" + "--:|--:|" * len(columns)]
    for route in sorted({*found.weights, *found.walk.found}):
        cells = [f"{found.weights.get(route, 0):.0f}", _cells(found.alone.found.get(route), 1)]
        cells += [_cells(times.found.get(route), 2) for _, times in columns]
        lines.append(f"| `{route}` | {' | '.join(cells)} |")
    total = [f"{max(found.weights.values()):.0f}", _cells(found.alone.all(), 1)]
    total += [_cells(times.all(), 2) for _, times in columns]
    return "\n".join([*lines, f"| **all** | {' | '.join(total)} |"])


def _cells(times: Sequence[float] | None, number: int) -> str:
    return " | ".join(f"{each:.0f}" for each in told(times)[:number]) if times else " | ".join(["–"] * number)


def beyond(found: Measured) -> list[str]:
    """What is beyond its limit."""
    limits: list[tuple[str, bool]] = [(f"memory {found.memory:.0f} MiB", found.memory > MEMORY_MIB)]
    for name, times in (("kept", found.kept), ("walk", found.walk), ("changed", found.changed)):
        middle, late = told(times.all())
        limits.append((f"{name}: median {middle:.0f} ms", middle > MEDIAN_MS))
        limits.append((f"{name}: 95 % {late:.0f} ms", late > LATE_MS))
        limits += [(f"{name}: {each}", True) for each in sorted(set(times.wrong))[:5]]
        limits += [
            (f"{name}: {route} {middle:.0f}/{late:.0f} ms", middle > MEDIAN_MS or late > LATE_MS)
            for route, (middle, late) in sorted((route, told(some)) for route, some in times.found.items())
        ]
    limits += [(f"{route} weighs {weight:.0f} KB", weight > PAGE_KB) for route, weight in found.weights.items()]
    return [words for words, is_beyond in limits if is_beyond]


def say(words: str) -> None:
    """Print at once."""
    print(words, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, help="this store; else a made-up one, which is thrown away")
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--articles", type=int, default=archive.ARTICLES, help="of the made-up store")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--asks", type=int, default=600, help="pages asked in each round")
    parser.add_argument("--pause", type=float, default=3.0, help="seconds that a reader reads before asking again")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--serve", default="", help="more options for the server, in one word")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        db, desk = chosen.db, chosen.desk
        if db is None:
            db, desk = Path(folder) / "archive.db", Path(folder) / "desk.toml"
            desk.write_text(archive.desk(archive.fill(db, chosen.articles)), encoding="utf-8")
        found = measured(db, desk, chosen)
    say(table(found))
    say(f"started in {found.started:.1f} s; at most {found.memory:.0f} MiB of memory")
    failed = beyond(found)
    say(f"beyond a limit: {'; '.join(failed)}" if failed else "within the limits")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
