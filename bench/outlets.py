"""Outlets: how much is read of a site of test outlets through `legation add FEED` and through a round of the watch.

usage: python bench/outlets.py [--errors] [--held-out-errors]

The site is our own (`outlets/`, `outlet_faults.py`) and runs on this machine: outlets of many shapes, each with the
furniture of another template, and hosts that misbehave in every way that came to mind. Text counts as F1 over tokens;
a date is right when it is the gold's to the minute, or the gold's day where the page says no more. All pages of an
outlet are held out that were written after the readers had been measured on the others.
"""

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import outlet_faults
import outlet_lists
from legation import desk, knowledge
from legation.errors import SourceError
from legation.read import documents
from legation.read.fetching import Fetcher, Surroundings
from legation.read.limits import limits
from legation.records import AnyRecord, Document
from legation.store import pages as queue
from legation.store.store import Store
from legation.view import cli
from legation.view.wiring import Parts
from legation.watch.clocks import WallClock
from legation.watch.loop import Watch
from outlet_pages import HELD_OUT, Outlet, Page, load
from outlet_site import Loopback, Reply, Site, resolve

# Each page is over within these, whatever its server does; a waiting time that a server asks for passes on a clock of
# our own. Real waits are bounded by `total_seconds` times `attempts`.
SHORT = {
    "connect_seconds": 2,
    "read_seconds": 1.5,
    "total_seconds": 3,
    "resolve_seconds": 1,
    "interval_seconds": 0,
    "backoff_seconds": 0.05,
    "attempts": 2,
}
PAGE_SECONDS = 10.0
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")


class Time:
    """A clock that sleep sets forward."""

    def __init__(self) -> None:
        """Begin now."""
        self.slept = 0.0

    def clock(self) -> float:
        """Seconds."""
        return time.monotonic() + self.slept

    def sleep(self, seconds: float) -> None:
        """Let time pass without waiting."""
        self.slept += seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of a page: its documents, none when it was refused."""

    page: Page
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One reading of the site: what is stored of each page, what was refused why, and how often each was asked for."""

    pages: tuple[Read, ...]
    stored: tuple[Document, ...]
    failures: Mapping[str, str]
    asked: Counter[tuple[str, str]]
    longest: float


def put(site: Site, outlets: Sequence[Outlet]) -> tuple[str, ...]:
    """Put outlets on a site; the addresses of their lists."""
    for outlet in outlets:
        for page in outlet.pages:
            reply = Reply(
                body=page.data,
                type=None if page.sent == "untyped" else page.content_type or None,
                packing=page.sent if page.sent in ("gzip", "br") else None,
                chunked=page.sent == "chunked",
            )
            site.put(page.host, page.path, reply)
            site.put(page.host, page.asked, reply)
        _put_list(site, outlet)
    return tuple(f"http://{outlet.host}{outlet.list}" for outlet in outlets)


def _put_list(site: Site, outlet: Outlet) -> None:
    made = outlet_lists.List(
        title=outlet.title,
        url=f"http://{outlet.host}/",
        language=outlet.language,
        entries=tuple(_entries(outlet)),
        broken="malformed" in outlet.quirks,
    )
    path, kind = outlet.list, outlet.kind
    if kind == "index":
        inner = "/sitemaps/news.xml"
        site.put(outlet.host, path, Reply(body=outlet_lists.index([f"http://{outlet.host}{inner}"]), type="text/xml"))
        path, kind = inner, "news"
    type_, data = outlet_lists.written(kind, made)
    site.put(outlet.host, path, Reply(body=data, type=type_))


def _entries(outlet: Outlet) -> Iterator[outlet_lists.Entry]:
    for page in outlet.pages:
        yield outlet_lists.Entry(
            url=f"http://{page.host}{page.asked}",
            title=page.gold.title,
            published=_moment(page.listed),
            whole="".join(f"<p>{each}</p>" for each in page.gold.text.split("\n\n"))
            if "whole" in outlet.quirks
            else None,
        )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).astimezone() if written else None


def put_faults(site: Site) -> tuple[outlet_faults.Fault, ...]:
    """Put the hosts that misbehave on a site, with a feed that names each, some twice and under other parameters."""
    faults = outlet_faults.put(site)
    named = [each.address for each in faults]
    named += [
        named[0],
        "http://chain.faults.example/a?utm_source=evening",
        "http://chain.faults.example/a?utm_source=2",
    ]
    entries = tuple(outlet_lists.Entry(url=each, title="Talks") for each in named)
    made = outlet_lists.List(title="Faults (sample)", url="http://faults.example/", language="en", entries=entries)
    type_, data = outlet_lists.written("rss", made)
    site.put(outlet_faults.FEED_HOST, "/feed", Reply(body=data, type=type_))
    return faults


@contextmanager
def fetcher(site: Site, cache: Path, allowed: frozenset[str] | None = None) -> Iterator[tuple[Fetcher, Loopback]]:
    """A fetcher with short limits, for whom the site's hosts lie on this machine and may."""
    clock, network = Time(), Loopback(site.port)
    hosts = {host for host, _ in site.answers} if allowed is None else allowed
    made = Fetcher(
        cache=cache,
        agent="Legation/0.1 (+desk@example.org)",
        allowed=frozenset(hosts),
        limits=replace(limits(), **SHORT),  # type: ignore[arg-type]
        around=Surroundings(clock=clock.clock, sleep=clock.sleep, chance=lambda: 0.5, resolve=resolve, network=network),
    )
    with made:
        yield made, network


class Timed:
    """Yields what `documents` does, and keeps how long the longest step took."""

    def __init__(self) -> None:
        """Have seen nothing yet."""
        self.longest = 0.0
        self.failures: dict[str, str] = {}

    def over(self, found: Iterable[Document | SourceError]) -> Iterator[Document | SourceError]:
        """Pass on, and look at the clock."""
        began = time.monotonic()
        for each in found:
            self.longest = max(self.longest, time.monotonic() - began)
            if isinstance(each, SourceError):
                self.failures[each.source] = each.reason
            yield each
            began = time.monotonic()


def nothing(document: Document) -> tuple[AnyRecord, ...]:
    """Code nothing: here, only what is read is measured."""
    return ()


def added(site: Site, feeds: Sequence[str], folder: Path, pages: Sequence[Page]) -> Round:
    """Read the feeds with `legation add`."""
    start, timed = len(site.asked), Timed()
    with fetcher(site, folder) as (made, network):

        def read(sources: Sequence[str], **options: Any) -> Iterator[Document | SourceError]:
            return timed.over(documents(sources, **options, fetcher=made))

        parts = Parts(documents=read, load=lambda model: nothing, link=lambda store: None)
        with redirect_stderr(StringIO()):
            cli.run(["add", *feeds, "--db", str(folder / "added.db")], parts)
    assert not network.strayed, network.strayed
    return _round(folder / "added.db", pages, timed, _asked(site, start))


def watched(site: Site, feeds: Sequence[str], folder: Path, pages: Sequence[Page]) -> Round:
    """Read the feeds with one round of the watch, over a desk that allows the site's hosts by name."""
    start, timed = len(site.asked), Timed()
    hosts = sorted({host for host, _ in site.answers})
    written = [f"[watch]\ncontact = 'desk@example.org'\nallow = {hosts}\n"]
    written += [f"[[feeds]]\nurl = '{feed}'\n" for feed in feeds]
    read = desk.parsed("".join(written), "desk.toml", knowledge.load())
    with (
        fetcher(site, folder / "watch", read.collecting.allow) as (made, network),
        Store.open(folder / "watched.db", create=True) as store,
    ):
        watch = Watch(
            store=store,
            desk=lambda: read,
            fetcher=made,
            code=nothing,
            link=lambda store: False,
            clock=WallClock(),
            say=lambda line: None,
        )
        watch.run(once=True)
        states = [page for state in queue.STATES for page in store.ask(queue.in_state(state, 1000))]
        timed.failures = {page.address: page.reason for page in states if page.reason}
    assert not network.strayed, network.strayed
    return _round(folder / "watched.db", pages, timed, _asked(site, start))


def _asked(site: Site, start: int) -> Counter[tuple[str, str]]:
    """How often each page was sent since a request; what was only asked whether it had changed does not count."""
    return Counter((each.host, each.path) for each in site.asked[start:] if not (each.is_robots or each.conditional))


def _round(database: Path, pages: Sequence[Page], timed: Timed, asked: Counter[tuple[str, str]]) -> Round:
    with Store.open(database) as store:
        stored = tuple(store.documents())
    by_url: dict[str, list[Document]] = {}
    for each in stored:
        by_url.setdefault(each.url or "", []).append(each)
    read = tuple(
        Read(page=page, documents=tuple({d.id: d for url in _addresses(page) for d in by_url.get(url, ())}.values()))
        for page in pages
    )
    return Round(pages=read, stored=stored, failures=timed.failures, asked=asked, longest=timed.longest)


def _addresses(page: Page) -> set[str]:
    return {page.gold.url, f"http://{page.host}{page.path}", f"http://{page.host}{page.asked}"}


def f1(gold: str, found: str) -> float:
    """Token F1 of a text; a character of Chinese or Japanese is a token."""
    ours, theirs = Counter(_TOKEN.findall(found)), Counter(_TOKEN.findall(gold))
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def same_day(gold: str | None, found: str | None) -> bool:
    """Whether two dates name the same day as written, or both are unknown."""
    return (gold or "")[:10] == (found or "")[:10]


def same_moment(gold: str | None, found: str | None) -> bool:
    """Whether two dates are the same minute, or the same day where the gold has no more."""
    if not gold or not found or ("T" in gold) != ("T" in found):
        return gold == found
    one, other = (datetime.fromisoformat(each) for each in (gold, found))
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def shares(reads: Sequence[Read]) -> dict[str, float]:
    """The figures of a set of pages."""
    articles = [each for each in reads if not each.page.gold.refused]
    refused = [each for each in reads if each.page.gold.refused]
    scores = [f1(each.page.gold.text, _first(each).text) if each.documents else 0.0 for each in articles]
    found = {
        "text F1": sum(scores) / len(scores),
        "worst": min(scores),
        "minutes": _share(same_moment(r.page.gold.published, _first(r).published) for r in articles if r.documents),
        "days": _share(same_day(r.page.gold.published, _first(r).published) for r in articles if r.documents),
        "once": _share(len(each.documents) == 1 for each in articles),
        "refused": _share(not each.documents for each in refused),
    }
    for name in ("title", "publisher", "byline", "language", "url"):
        found[name] = _share(getattr(r.page.gold, name) == getattr(_first(r), name) for r in articles if r.documents)
    return {name: round(value, 3) for name, value in found.items()}


def _first(read: Read) -> Document:
    return read.documents[0]


def _share(right: Iterable[bool]) -> float:
    values = list(right)
    return sum(values) / len(values) if values else 1.0


def errors(made: Round) -> None:
    """Print what is wrong, page by page."""
    for read in made.pages:
        gold, name = read.page.gold, read.page.id
        address = f"http://{read.page.host}{read.page.asked}"
        if gold.refused or not read.documents:
            if gold.refused and read.documents:
                print(f"{name}: is {gold.refused}, yet stored: {_first(read).text[:90]!r}")
            elif not gold.refused:
                print(f"{name}: refused: {made.failures.get(address)}")
            continue
        if len(read.documents) > 1:
            print(f"{name}: stored {len(read.documents)} times: {[each.url for each in read.documents]}")
        found = _first(read)
        if not same_moment(gold.published, found.published):
            print(f"{name}: published {found.published}, not {gold.published}")
        for field in ("title", "publisher", "byline", "language", "url"):
            if getattr(gold, field) != getattr(found, field):
                print(f"{name}: {field} {getattr(found, field)!r}, not {getattr(gold, field)!r}")
        if (score := f1(gold.text, found.text)) < 1:
            print(f"{name}: F1 {score:.3f}")
            print("".join(f"  + {line[:150]}\n" for line in found.text.split("\n") if line not in gold.text), end="")
            print("".join(f"  - {line[:150]}\n" for line in gold.text.split("\n") if line not in found.text), end="")


def wrong_fault(made: Round, fault: outlet_faults.Fault) -> str | None:
    """What came of a fault otherwise than it should, in words."""
    stored = {(each.url or "").partition("/")[2].strip("/").partition(".")[0] for each in made.stored}
    host = f"{fault.name}.{outlet_faults.FEED_HOST}"
    reason = made.failures.get(fault.address, "")
    most = max((count for (name, _), count in made.asked.items() if name == host), default=0)
    if most > fault.requests:
        return f"{fault.name}: asked for {most} times, not {fault.requests}"
    if fault.expected is None and fault.name not in stored:
        return f"{fault.name}: not stored ({reason})"
    if fault.expected and not re.search(fault.expected, reason):
        return f"{fault.name}: expected '{fault.expected}', found '{reason}'"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The site read with `add`, with `add` again, and by the watch."""

    added: Round
    again: Round
    watched: Round
    faults: tuple[outlet_faults.Fault, ...]
    held_out: frozenset[str]

    def sets(self, made: Round) -> dict[str, Round]:
        """A round's pages to develop on and those held out."""
        mine = tuple(each for each in made.pages if each.page.id not in self.held_out)
        others = tuple(each for each in made.pages if each.page.id in self.held_out)
        return {"outlets": replace(made, pages=mine), "outlets, held out": replace(made, pages=others)}

    def fetching(self) -> dict[str, float]:
        """Shares of pages that were asked for as often as they should, and of faults that came out as expected."""
        pages = [each.page for each in self.added.pages]
        return {
            "once": _share(_times(self.added, page) == 1 for page in pages),
            "not again": _share(_times(self.again, page) == 0 for page in pages),
            "once by the watch": _share(_times(self.watched, page) == 1 for page in pages),
            "faults": _share(not wrong_fault(self.added, each) for each in self.faults),
            "faults of the watch": _share(not wrong_fault(self.watched, each) for each in self.faults),
            "in time": float(self.added.longest <= PAGE_SECONDS),
        }


def _times(made: Round, page: Page) -> int:
    return sum(made.asked[page.host, path] for path in {page.path, page.asked})


def run() -> Measured:
    """Read the whole site."""
    outlets, site = load(), Site()
    with site.serving(), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feeds = (*put(site, outlets), "http://faults.example/feed")
        faults = put_faults(site)
        pages = [page for outlet in outlets for page in outlet.pages]
        first = added(site, feeds, folder, pages)
        again = added(site, feeds, folder, pages)
        outlet_faults.put(site)  # those that misbehave once do so again
        by_watch = watched(site, feeds, folder, pages)
    held_out = frozenset(page.id for outlet in outlets if outlet.name in HELD_OUT for page in outlet.pages)
    return Measured(added=first, again=again, watched=by_watch, faults=faults, held_out=held_out)


def measured() -> dict[str, dict[str, float]]:
    """The shares as the gate keeps them."""
    found = run()
    sets = {name: shares(made.pages) for name, made in found.sets(found.added).items()}
    return {**sets, "outlets, fetching": found.fetching()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what is read of a site of test outlets.")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the pages to develop on")
    chosen = parser.parse_args(arguments)
    found = run()
    if chosen.errors:
        errors(found.sets(found.added)["outlets"])
    for door, made in {"add": found.added, "watch": found.watched}.items():
        for name, part in found.sets(made).items():
            figures = ", ".join(f"{key} {value:.3f}" for key, value in shares(part.pages).items())
            print(f"{name}, read with `{door}`: {len(part.pages)} pages, {figures}")
    print("fetching: " + ", ".join(f"{key} {value:.3f}" for key, value in found.fetching().items()))
    for door, made in {"add": found.added, "watch": found.watched}.items():
        for fault in found.faults:
            if wrong := wrong_fault(made, fault):
                print(f"{door}: {wrong}")
    print(f"the longest page took {found.added.longest:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
