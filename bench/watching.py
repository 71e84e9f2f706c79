"""Watching: what the watch loses in a month of simulated days, over a world that publishes, breaks and comes back.

usage: python bench/watching.py [--days 30] [--a-day 4] [--unkilled] [--coder fast|real] [--keep FOLDER]

The watch runs in a process of its own (`watching_child.py`) over one store, on a clock that waiting sets forward, and
is killed (SIGKILL) at random moments of its work, again and again. Meanwhile feeds go malformed, servers answer 429 and
503, the disk is full, the network is gone for two days, the clock is set back and forward, the machine sleeps over a
weekend, clocks are set forward for summer, and the desk is edited, once wrongly. Alerts go to a webhook that counts.

Fails unless every page that can be had is stored exactly once, no alert reaches the webhook twice, no page was sent
twice but where a kill came between, the rows of `collection` add up, all feeds are asked again, and memory is flat. A
coder that finds but the first sentence of each page stands in for the real one, unless that is asked for.
"""

import argparse
import json
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sqlalchemy import text

from legation.store import collection, feeds, pages
from legation.store.store import Store
from outlet_site import HOME, Site
from watching_child import READY, Shared
from watching_world import DAY, HOUR, LISTED_DAYS, START, STATES, ZONE, Plan, Span, Story, World

GRACE = 1.0 * DAY  # a page that appeared later may still wait for a server that failed
MEMORY_DAY = 5  # from which memory is compared with that of the last day
MEMORY_MIB = 24  # that a watch may have grown between these days
STUCK = 300  # seconds of ours in which the world must go on
KILLED = (  # around each of the faults, and on ordinary days
    Span(begin=0, end=0.6),
    Span(begin=2.2, end=3.7),
    Span(begin=7.3, end=7.8),
    Span(begin=8.3, end=8.6),
    Span(begin=9.25, end=10.1),
    Span(begin=10.9, end=12.2),
    Span(begin=14, end=14.5),
    Span(begin=17.5, end=18.5),
    Span(begin=19.9, end=20.3),
    Span(begin=21.9, end=22.2),
)
_SHIPMENT = re.compile(r"“\w+ urged \w+ to press \w+ to stop shipment (\d+)\.”")
_DIGEST = re.compile(r"(Simulated, [^:]+):")
_DELIVERIES = "SELECT state, count(*) AS number FROM delivery GROUP BY state"
CHILD = Path(__file__).with_name("watching_child.py")
NOTHING = (  # figures that must be nothing
    "missing",
    "stored twice",
    "given up though they can be had",
    "sent twice in one life",
    "alerts told twice",
    "alerts that could not be told",
    "digests told twice",
    "collection rows that do not add up",
    "feeds asleep",
)
EVERY = ("1h", "2h", "90m", "1h", "", "1h", "2h", "3h")
AT = ["02:30", "18:00"]  # on the 29th there is no 02:30


def month(a_day: float, days: int = 30, *, killed: bool = True) -> Plan:
    """The plan of the full measurement."""
    return Plan(
        days=days,
        a_day=a_day,
        killed=KILLED if killed else (),
        malformed=Span(begin=1, end=2),
        busy=Span(begin=2.3, end=2.6),
        down=Span(begin=3.2, end=3.6),
        asleep=Span(begin=4.75, end=7.375),
        stepped={Span(begin=8.4, end=9.0): -2, Span(begin=9.3, end=9.7): 26},
        edited=10.0,
        broken_desk=Span(begin=10.5, end=10.7),
        disk_full=Span(begin=11.0, end=11.5),
        no_network=Span(begin=16.2, end=18.2),
        slow=Span(begin=19.0, end=19.5),
        channel_down=Span(begin=22.0, end=22.1),
    )


@dataclass
class Channel:
    """A webhook that counts what it is told; it answers 500 while it is down."""

    plan: Plan
    shared: Shared
    folder: Path
    told: list[tuple[float, str, str]] = field(default_factory=list)
    refused: int = 0
    port: int = 0

    @contextmanager
    def listening(self) -> Iterator["Channel"]:
        """Listen on a free port."""
        channel = self

        class Hook(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                self.send_response(channel.take(json.loads(body)))
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer((HOME, 0), Hook)
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def take(self, message: Mapping[str, str]) -> int:
        """Take a message, or refuse it."""
        now = self.shared.read()
        if self.plan.channel_down.holds(now):
            self.refused += 1
            return 500
        self.told.append((now / DAY, message["title"], message["message"]))
        with (self.folder / "told.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(self.told[-1], ensure_ascii=False) + "\n")
        return 200


@dataclass(kw_only=True)
class Happened:
    """What happened: how often the watch was killed, its memory by day, and what it said."""

    killed: int = 0
    memory: dict[int, float] = field(default_factory=dict)
    pids: dict[int, int] = field(default_factory=dict)
    seconds: float = 0
    exits: list[int] = field(default_factory=list)


@dataclass(kw_only=True)
class Run:
    """A world that is being watched."""

    plan: Plan
    folder: Path
    coder: str = "fast"
    kill_after: tuple[float, float] = (0.2, 5.0)  # seconds of ours that a watch may work before it is killed
    most_kills: int | None = None
    happened: Happened = field(default_factory=Happened)

    def run(self) -> "Outcome":
        """Watch the world until its end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.shared, began = Shared(self.folder / "time"), time.monotonic()
        site = Site()
        self.world = World(self.plan, site)
        self.world.now = self.shared.read
        channel = Channel(self.plan, self.shared, self.folder)
        chance = random.Random(self.plan.seed)
        with site.serving(), channel.listening():
            self._write_desk(channel.port, 0)
            (self.folder / "plan.pickle").write_bytes(pickle.dumps((self.plan, site.port, self.coder)))
            while self.shared.read() < self.plan.days * DAY:
                self._life(channel.port, chance)
                site.mark += 1
        self.happened.seconds = time.monotonic() - began
        return Outcome(run=self, site=site, channel=channel)

    def _life(self, port: int, chance: random.Random) -> None:
        """Start the watch, and kill it after a while, or wait for its end."""
        self.shared.write(0, READY)
        with (self.folder / "errors.txt").open("ab") as errors:
            child = subprocess.Popen([sys.executable, str(CHILD), str(self.folder)], stderr=errors)
        ends: float | None = None
        moved, last = time.monotonic(), -1.0
        while child.poll() is None:
            now = self.shared.read()
            self._write_desk(port, now)
            self._weigh(child.pid, now)
            if ends is None and self.shared.read(READY):
                ends = time.monotonic() + chance.uniform(*self.kill_after)
            if now != last:
                moved, last = time.monotonic(), now
            if time.monotonic() - moved > STUCK:
                child.kill()
                child.wait()
                raise SystemExit(f"the watch hangs on day {now / DAY:.2f}; what it said is in {self.folder}")
            if ends and time.monotonic() > ends and self._may_kill(now):
                os.kill(child.pid, signal.SIGKILL)
                child.wait()
                self.happened.killed += 1
                self.shared.write(now + chance.uniform(0, 1.5) * HOUR)
                return
            time.sleep(0.005)
        self.happened.exits.append(child.returncode)
        if child.returncode:
            raise SystemExit(
                f"the watch ended with {child.returncode}: {(self.folder / 'errors.txt').read_text()[-2000:]}"
            )

    def _may_kill(self, now: float) -> bool:
        left = self.most_kills is None or self.happened.killed < self.most_kills
        return left and any(each.holds(now) for each in self.plan.killed)

    def _weigh(self, pid: int, now: float) -> None:
        day = int(now // DAY)
        if day not in self.happened.memory:
            try:
                resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            except (OSError, IndexError):
                return
            self.happened.memory[day] = resident * os.sysconf("SC_PAGE_SIZE") / 2**20
            self.happened.pids[day] = pid

    def _write_desk(self, port: int, now: float) -> None:
        written = desk(self.world, port, edited=0 <= self.plan.edited * DAY <= now)
        if self.plan.broken_desk.holds(now):
            written = written.replace("[watch]", "[watch")
        path = self.folder / "desk.toml"
        if not path.exists() or path.read_text(encoding="utf-8") != written:
            whole = self.folder / "desk.new"
            whole.write_text(written, encoding="utf-8")
            whole.replace(path)


def desk(world: World, port: int, *, edited: bool) -> str:
    """The desk's file. When it was edited, the outlet that was left out is there, and the last one is paused."""
    lines = ["[desk]\nname = 'Simulated'\n"]
    lines += [f"[watch]\nzone = '{ZONE}'\ncontact = 'desk@example.org'\nallow = {world.hosts()}\n"]
    for number, address in enumerate(world.feeds()):
        if number == 0 and world.plan.edited >= 0 and not edited:
            continue
        when = f"every = '{EVERY[number]}'" if EVERY[number] else f"at = {AT}"
        paused = "\npaused = true" if edited and number == len(world.feeds()) - 1 else ""
        lines.append(f"[[feeds]]\nurl = '{address}'\n{when}{paused}\n")
    lines += [f"[[actors]]\nid = '{each}'\n" for each in STATES.values()]
    lines.append(f"[[channels]]\nid = 'hook'\nurl = 'json://{HOME}:{port}/'\n")
    lines.append("[[alerts]]\non = 'pressure'\nid = 'pressed'\norigins = 1\nat_most = 50\n")
    lines.append("[alerting]\nat_most = 50\n[digest]\nat = '07:00'\nchannels = ['hook']\n")
    return "\n".join(lines)


@dataclass(kw_only=True)
class Outcome:
    """What came of a run, and whether it is as it should be."""

    run: Run
    site: Site
    channel: Channel

    def __post_init__(self) -> None:
        """Ask the store."""
        with Store.open(self.run.folder / "world.db", create=False) as store:
            self.urls = Counter((each.url or "").partition("://")[2] for each in store.documents())
            self.counts = store.ask(pages.counts)
            self.rows = store.ask(collection.days())
            self.feeds = store.ask(feeds.every)
            rows = store.ask(lambda each: each.execute(text(_DELIVERIES)).all())
            self.deliveries = {row.state: row.number for row in rows}
            self.given_up = {each.address: each.reason for each in store.ask(pages.given_up(1000))}

    def wanted(self) -> tuple[Story, ...]:
        """The pages that must be stored: listed while the desk asked their feed, and early enough before the end."""
        plan, world = self.run.plan, self.run.world
        end, edited = plan.days * DAY - GRACE, plan.edited * DAY
        last = world.hosts()[-1]
        # The last outlet is paused when the desk is edited, and the first comes in; what it listed before is past.
        paused = {each for each in world.stories if each.host == last and 0 <= edited <= each.at + GRACE}
        past = {
            each
            for each in world.stories
            if each.host == world.hosts()[0] and each.at < edited + GRACE - LISTED_DAYS * DAY and not each.listed_twice
        }
        wanted = (each for each in world.stories if each.at < end and each.can_be_had)
        return tuple(each for each in wanted if each not in paused and each not in past)

    def stored(self, story: Story) -> int:
        """How often a page is stored."""
        address = story.address.partition("://")[2]
        return self.urls[address] + self.urls[f"{address}/moved"]

    def sent_again(self) -> tuple[int, int]:
        """Pages that were sent more than once: in one life of the watch, and over a kill."""
        lives: dict[tuple[str, str], list[int]] = {}
        for each in self.site.asked:
            if each.status == 200 and "/shipment-" in each.path and not each.path.endswith("/moved"):
                lives.setdefault((each.host, each.path.partition("?")[0]), []).append(each.mark)
        once = sum(len(marks) > len(set(marks)) for marks in lives.values())
        return once, sum(len(set(marks)) > 1 for marks in lives.values())

    def figures(self) -> dict[str, float]:
        """All that is measured."""
        wanted, told = self.wanted(), self.channel.told
        in_life, over_kill = self.sent_again()
        digests = Counter(match[1] for _, title, _ in told if (match := _DIGEST.match(title)))
        shipments = Counter(number for _, title, body in told for number in _SHIPMENT.findall(body))
        polls = sum("/shipment-" not in each.path and not each.is_robots for each in self.site.asked)
        memory = self.run.happened.memory
        early, late = (memory[day] for day in self.memory_days())
        return {
            "pages published": len(self.run.world.stories),
            "that can be had and must be stored": len(wanted),
            "of these stored once": sum(self.stored(each) == 1 for each in wanted),
            "missing": sum(self.stored(each) == 0 for each in wanted),
            "stored twice": sum(self.stored(each) > 1 for each in self.run.world.stories),
            "given up though they can be had": sum(each.address in self.given_up for each in wanted),
            "sent twice in one life": in_life,
            "sent twice over a kill": over_kill,
            "kills": self.run.happened.killed,
            "polls": polls,
            "answered 304": sum(each.status == 304 for each in self.site.asked),
            "alerts told": len(shipments),
            "alerts told twice": sum(count > 1 for count in shipments.values()),
            # A kill came while they were sent; of the last hour, that is not noted yet.
            "alerts perhaps told": self.deliveries.get("unsure", 0) + self.deliveries.get("trying", 0),
            "alerts that could not be told": self.deliveries.get("failed", 0),
            "digests told": len(digests),
            "digests told twice": sum(count > 1 for count in digests.values()),
            "messages refused": self.channel.refused,
            "collection rows that do not add up": self.gaps(),
            "feeds asleep": self.asleep(),
            "memory early, MiB": round(early),
            "memory late, MiB": round(late),
            "seconds": round(self.run.happened.seconds),
        }

    def memory_days(self) -> tuple[int, int]:
        """The days whose memory is compared: the watch may have slept on those that are meant."""
        days = sorted(self.run.happened.memory)
        return next((day for day in days if day >= MEMORY_DAY), days[-1]), days[-1]

    def gaps(self) -> int:
        """How many sums over the rows of collection differ from what is in the store."""
        sums = {
            "new": sum(self.counts.values()),
            "stored": self.counts["stored"],
            "known": self.counts["known"],
            "given_up": self.counts["given up"],
            "not_article": self.counts["not an article"],
        }
        wrong: int = sum(sum(getattr(row, name) for row in self.rows) != total for name, total in sums.items())
        # Each page that was stored is one document, or more where a page holds several: here one.
        return wrong + int(self.counts["stored"] != self.urls.total())

    def asleep(self) -> int:
        """How many feeds that are not paused were last answered more than a day before the end."""
        end = START + timedelta(days=self.run.plan.days - 1)
        paused = self.run.world.feeds()[-1] if self.run.plan.edited >= 0 else ""
        return sum(
            datetime.fromisoformat(each.answered or "2000-01-01T00:00:00Z") < end
            for each in self.feeds
            if each.address != paused
        )

    def complaints(self) -> list[str]:
        """What is not as it should be."""
        found = self.figures()
        wrong = [f"{name}: {found[name]:.0f}" for name in NOTHING if found[name]]
        happened = self.run.happened
        is_one = len({happened.pids[day] for day in self.memory_days()}) == 1
        if is_one and (grown := found["memory late, MiB"] - found["memory early, MiB"]) > MEMORY_MIB:
            wrong.append(f"memory grew by {grown:.0f} MiB")
        if not found["alerts told"]:
            wrong.append("no alert was told")
        return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Watch the world and judge."""
    parser = argparse.ArgumentParser(description="Watch a simulated world for a month.")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--a-day", type=float, default=4, help="pages of each outlet a day")
    parser.add_argument(
        "--unkilled", action="store_true", help="never kill the watch: one process, whose memory counts"
    )
    parser.add_argument("--coder", choices=("fast", "real"), default="fast")
    parser.add_argument("--keep", type=Path, help="where to keep the store and what was said")
    chosen = parser.parse_args(arguments)
    plan = month(chosen.a_day, chosen.days, killed=not chosen.unkilled)
    with tempfile.TemporaryDirectory() as folder:
        outcome = Run(plan=plan, folder=chosen.keep or Path(folder), coder=chosen.coder).run()
        for name, value in outcome.figures().items():
            print(f"{name:<40} {value:>8.0f}")
        complaints = outcome.complaints()
    print("\n".join(complaints) or "all is as it should be")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
