"""A desk with feeds on a small site of this machine, a clock that waiting sets forward, and a watch over both."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

import fakes
from legation.desk import Desk, Thresholds
from legation.errors import DeskError
from legation.read.fetching import Fetcher, Surroundings
from legation.read.limits import limits
from legation.records import AnyRecord, Document
from legation.store import feeds, pages
from legation.store.feeds import FeedState
from legation.store.pages import Page
from legation.store.store import Store
from legation.watch.loop import Watch
from legation.watch.saying import Line
from legation.watch.tuning import Numbers, numbers
from legation.watches import Alerting, Collecting, Feed
from read.press_site import PARAGRAPHS, Press, Reply, Time, Visit, page

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOSTS = ("press.test", "other.test", "third.test")
STOP = datetime(2100, 1, 1, tzinfo=UTC)
_TELLS = "Alphaland urged Betania to press Gammaria to stop the shipments. Betania's envoy said: “We regret case {n}.” "
_MORE = "Gammaria did not respond. Betania will probably agree, Alphaland said of its old ally."


class FakeClock:
    """Goes on only while somebody waits; stops at `until`. `after` is told of each wait."""

    def __init__(self, now: datetime = START, until: datetime = STOP) -> None:
        self.time = now
        self.until = until
        self.after: Callable[[], None] = lambda: None
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: float) -> bool:
        if seconds > 0:
            self.waits.append(seconds)
            self.time += timedelta(seconds=seconds)
            self.after()
        return self.time < self.until


class Killed(BaseException):
    """What no program can catch, as a power cut."""


class FrailStore(Store):
    """A store that dies, or fails, at its nth transaction: before it, in it, or just after it."""

    writes = 0
    dies_at: int | None = None
    place = "before"
    error: BaseException = Killed()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        number, self.writes = self.writes, self.writes + 1
        if number == self.dies_at and self.place == "before":
            raise self.error
        with super()._writing() as connection:
            yield connection
            if number == self.dies_at and self.place == "in":
                raise self.error
        if number == self.dies_at and self.place == "after":
            raise self.error


@dataclass(kw_only=True)
class Day:
    """All that a watch needs, and what it said."""

    press: Press
    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    feeds: Sequence[Feed] = ()
    broken: DeskError | None = None
    collecting: Collecting = field(default_factory=Collecting)
    alerting: Alerting = field(default_factory=Alerting)
    numbers: Numbers = field(default_factory=numbers)
    lines: list[Line] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    code: Callable[[Document], tuple[AnyRecord, ...]] = fakes.code
    link: Callable[[Store], bool | None] = fakes.link
    limits: dict[str, float] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)  # hosts that can't be found; "*" is all of them
    more: dict[str, Any] = field(default_factory=dict)

    def desk(self) -> Desk:
        if self.broken:
            raise self.broken
        return desk_with(replace(self.collecting, feeds=tuple(self.feeds)), self.alerting)

    def watch(self, store: Store, web: Fetcher) -> Watch:
        def code(document: Document) -> tuple[AnyRecord, ...]:
            self.coded.append(document.url or "")
            return self.code(document)

        return Watch(
            store=store,
            desk=self.desk,
            fetcher=web,
            code=code,
            link=self.link,
            clock=self.clock,
            say=self.lines.append,
            numbers=self.numbers,
            **self.more,
        )

    def web(self) -> Fetcher:
        # What is fresh for minutes would not be asked for again, since no minute passes.
        numbers = {"fresh_seconds": 0, "robots_again_seconds": 0, "attempts": 1, "read_seconds": 2, **self.limits}
        time = Time()

        def resolve(host: str, _: int) -> Sequence[str]:
            return () if host in self.gone or "*" in self.gone or not host.endswith(".test") else ("127.0.0.1",)

        return Fetcher(
            cache=self.folder / "cache",
            agent="Legation/0.1",
            allowed=frozenset(f"{host}:{self.press.port}" for host in HOSTS),
            limits=replace(limits(), **numbers),  # type: ignore[arg-type]
            around=Surroundings(clock=time.clock, sleep=time.sleep, resolve=resolve),
        )

    def store(self) -> Store:
        return Store.open(self.folder / "legation.db")

    def run(self, *, hours: float | None = None, store: Store | None = None) -> Any:
        """Watch for some hours, or once."""
        self.clock.until = STOP if hours is None else self.clock.time + timedelta(hours=hours)
        with self.web() as web, store or self.store() as opened:
            return self.watch(opened, web).run(once=hours is None)

    def said(self) -> list[str]:
        return [each.text for each in self.lines]

    def pages(self) -> dict[str, Page]:
        """All pages by the path of their address."""
        with self.store() as store:
            found = [page for state in pages.STATES for page in store.ask(pages.in_state(state, 1000))]
        return {each.address.partition(".test")[2].partition("/")[2] or each.address: each for each in found}

    def states(self) -> dict[str, str]:
        return {path: each.state for path, each in self.pages().items()}

    def feed(self, address: str) -> FeedState:
        with self.store() as store:
            found = store.ask(feeds.of(address))
        assert found
        return found

    def urls(self) -> list[str]:
        """The addresses of all articles that are stored, each as often as it is there."""
        with self.store() as store:
            return sorted((each.url or "").rpartition("/")[2] for each in store.documents())


def desk_with(collecting: Collecting, alerting: Alerting | None = None) -> Desk:
    thresholds = Thresholds(tension=1, origins=1, silence_days=1, position_change=1, due_days=1)
    return Desk(
        file="desk.toml",
        name="desk",
        thresholds=thresholds,
        collecting=collecting,
        alerting=alerting or Alerting(),
    )


def article(n: object, head: str = "") -> Reply:
    """A page with an article of which the fake coder finds records."""
    told = (_TELLS.format(n=n) + _MORE, *PARAGRAPHS)
    return Reply(body=page(head, title=f"Envoys talk, part {n}", prose=told))


def listed(*links: str, more: str = "") -> Reply:
    """A feed with these links, the first one the oldest."""
    items = "".join(
        f"<item><link>{link}</link><title>Envoys talk</title>"
        f"<pubDate>{n % 28 + 1:02} Feb 2026 09:00:00 GMT</pubDate></item>"
        for n, link in enumerate(links)
    )
    body = f'<rss version="2.0"><channel><title>World</title>{items}{more}</channel></rss>'
    return Reply(body=body.encode(), type="application/rss+xml")


def printed(press: Press, *names: object, feed: str = "/feed", host: str = "press.test") -> None:
    """Put articles on the site, and a feed that lists them."""
    for name in names:
        press.pages[f"/{name}"] = article(name)
    press.pages[feed] = listed(*(press.url(f"/{name}", host) for name in names))


def hung_up(visit: Visit) -> None:
    """Answer nothing: the connection breaks off."""
    visit.connection.close()
