"""The process that watches in a simulated world: the watch as the command makes it, but for its clock and its coder.

usage: python bench/watching_child.py FOLDER     (by `watching.py`, which has written FOLDER/plan.pickle)

Time lies in a file that the other process reads, without any lock: whoever is killed holds none.
"""

import json
import mmap
import os
import pickle
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

import httpcore2
from sqlalchemy import Connection, text

from legation import batch, knowledge
from legation.errors import FetchError
from legation.read.fetching import Fetcher, Surroundings
from legation.read.limits import limits
from legation.record_parts import Evidence, Span
from legation.records import Actor, AnyRecord, Document, Pressure
from legation.store.store import Store
from legation.view.alerting.telling import Telling
from legation.watch.desks import DeskFile
from legation.watch.loop import Watch
from legation.watch.saying import Line
from outlet_site import Loopback, resolve
from watching_world import DAY, START, STATES, Plan

TIME, READY = 0, 1  # where they lie in the file
NO_LIMIT = 1_073_741_823  # pages of a database
_URGED = re.compile(r"(\w+) urged (\w+) to (press (\w+) to (stop shipment \d+))\.")


class Shared:
    """Numbers in a file: the time of the world in seconds, and whether the watch has begun."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it."""
        if not path.exists():
            path.write_bytes(bytes(16))
        with path.open("r+b") as file:
            # Not struct.pack_into: it writes zeros first, and whoever reads in between sees the beginning of the world.
            self._numbers = memoryview(mmap.mmap(file.fileno(), 16)).cast("d")

    def read(self, place: int = TIME) -> float:
        """Read a number."""
        return self._numbers[place]

    def write(self, value: float, place: int = TIME) -> None:
        """Write a number."""
        self._numbers[place] = value


class SimulatedClock:
    """Goes on when somebody waits, and while the machine sleeps; the machine's clock may be wrong."""

    def __init__(self, shared: Shared, plan: Plan) -> None:
        """Go on where the world is."""
        self._shared = shared
        self._plan = plan
        self._lock = Lock()

    def now(self) -> datetime:
        """The moment, as the machine's clock shows it."""
        true = self._shared.read()
        return (START + timedelta(seconds=true + self._plan.error(true))).astimezone(UTC)

    def true(self) -> float:
        """The time of the world."""
        return self._shared.read()

    def wait(self, seconds: float) -> bool:
        """Let time pass; False at the end of the world."""
        with self._lock:
            true, asleep = self._shared.read(), self._plan.asleep
            if seconds > 0:
                after = true + seconds
                if true < asleep.end * DAY and after >= asleep.begin * DAY:
                    after = max(after, asleep.end * DAY)
                self._shared.write(after)
        return self._shared.read() < self._plan.days * DAY

    def sleep(self, seconds: float) -> None:
        """Wait as a fetcher does."""
        if not self.wait(seconds):
            raise FetchError("the watch", "is being stopped")


class Cable(Loopback):
    """The network, which is gone at times and slow at others."""

    def __init__(self, port: int, clock: SimulatedClock, plan: Plan) -> None:
        """Connect to the site while there is a network."""
        super().__init__(port)
        self._clock = clock
        self._plan = plan

    def connect_tcp(self, host: str, port: int, *rest: Any, **options: Any) -> httpcore2.NetworkStream:
        """Connect."""
        true = self._clock.true()
        if self._plan.no_network.holds(true):
            raise httpcore2.ConnectError("the cable is out")
        if self._plan.slow.holds(true):
            self._clock.sleep(20)
        return super().connect_tcp(host, port, *rest, **options)


class FullStore(Store):
    """A store on a disk that is full at times."""

    is_full: ClassVar[Callable[[], bool]]

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with super()._writing() as connection:
            most = connection.execute(text("PRAGMA page_count")).scalar() if type(self).is_full() else NO_LIMIT
            connection.execute(text(f"PRAGMA max_page_count = {most}"))
            yield connection


def code(document: Document) -> tuple[AnyRecord, ...]:
    """Find who urged whom in the first sentence of a page of the world."""
    match = _URGED.search(document.text)
    if match is None:
        return ()
    actors = []
    for group in (1, 2, 4):
        here = Evidence.cut(document.text, match.start(group), match.end(group), "name")
        name = match[group]
        key = STATES[name]
        actors.append(Actor(document=document.id, id=key, name=name, kind="state", country=key, evidence=(here,)))
    urged = Evidence.cut(document.text, match.end(1) + 1, match.start(2) - 1, "trigger")
    pressure = Pressure(
        document=document.id,
        pressers=(STATES[match[1]],),
        intermediary=(STATES[match[2]],),
        targets=(STATES[match[4]],),
        demand=Span.cut(document.text, match.start(3), match.end(3)),
        aim=Span.cut(document.text, match.start(5), match.end(5)),
        means="influence",
        evidence=(urged,),
    )
    return (*actors, pressure)


def main(folder: Path) -> int:
    """Watch until the end of the world."""
    with (folder / "plan.pickle").open("rb") as file:
        plan, port, coder = pickle.load(file)
    shared = Shared(folder / "time")
    clock = SimulatedClock(shared, plan)
    FullStore.is_full = lambda: plan.disk_full.holds(clock.true())
    tables = knowledge.load()
    desk = DeskFile(folder / "desk.toml", tables)
    begun = time.monotonic()
    around = Surroundings(
        clock=lambda: clock.true() + time.monotonic() - begun,
        now=clock.now,
        sleep=clock.sleep,
        resolve=resolve,
        network=Cable(port, clock, plan),
    )
    # What is fresh for minutes would count as fresh for days of the world, since the cache goes by the machine's clock.
    # Whoever waits lets time pass for all, so that only what nobody waits for may be called slow.
    numbers = replace(limits(), fresh_seconds=0, total_seconds=DAY, read_seconds=5)
    with (
        FullStore.open(folder / "world.db", create=True) as store,
        Fetcher(
            cache=folder / "cache",
            agent="Legation/0.1",
            allowed=desk().collecting.allow,
            limits=numbers,
            around=around,
        ) as fetcher,
        (folder / "said.jsonl").open("a", encoding="utf-8", buffering=1) as said,
    ):
        telling = Telling(store, tables)
        watch = Watch(
            store=store,
            desk=desk,
            fetcher=fetcher,
            code=_coder(coder),
            link=lambda each: batch.relink(each, pieces=1),
            clock=clock,
            say=lambda line: _say(said, clock, line),
            alert=telling,
            alert_due=telling.due,
        )
        shared.write(1, READY)
        watch.run()
    return 0


def _coder(name: str) -> Any:
    if name == "fast":
        return code
    from legation import pipeline

    return pipeline.load()


def _say(file: Any, clock: SimulatedClock, line: Line) -> None:
    row = {"day": round(clock.true() / DAY, 3), "pid": os.getpid(), "weight": line.weight, "text": str(line)}
    file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
