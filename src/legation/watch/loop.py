"""The watch: it asks the feeds of a desk when they are due, reads the pages that they list, links, alerts, and waits.

All that it knows is in the store. However it ends, the next one goes on where it was: a page waits until its article
is stored.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from legation import __version__
from legation.batch import Code
from legation.desk import Desk
from legation.errors import StoreError
from legation.read.fetching import Fetcher
from legation.read.online import Online
from legation.read.sources import articles
from legation.store import pages
from legation.store.failure import Origin
from legation.store.store import Store
from legation.watch import feeds_round, locks, pages_round, saying, schedule, slots
from legation.watch.clocks import Clock, moment, stamp
from legation.watch.means import Means, Tally
from legation.watch.network import Network
from legation.watch.patience import growing
from legation.watch.saying import Say
from legation.watch.tuning import Numbers, numbers

Alert = Callable[[Desk, datetime], Iterable[str]]
LinkSome = Callable[[Store], bool | None]


def _silent(_desk: Desk, _now: datetime) -> Iterable[str]:
    return ()


def _never() -> datetime | None:
    return None


@dataclass(slots=True, kw_only=True)
class Watch:
    """Watches the feeds of a desk.

    `desk` gives the desk as it is now and is asked again and again. `code` finds the records of a document; `link`
    links articles that are not linked yet, not too many at once, and returns whether some are left; `alert` sends what
    is to be sent at a moment and returns lines that tell of it, and `alert_due` says when it wants to be asked again,
    beside after each round that brought something, every hour, and when the digest is due.
    """

    store: Store
    desk: Callable[[], Desk]
    fetcher: Fetcher
    code: Code
    link: LinkSome
    clock: Clock
    say: Say
    alert: Alert = _silent
    alert_due: Callable[[], datetime | None] = _never
    origin: Origin = field(default_factory=lambda: Origin(version=__version__))
    numbers: Numbers = field(default_factory=numbers)
    _means: Means = field(init=False)
    _network: Network = field(init=False)
    _awake: datetime = field(init=False)  # since when it runs without a gap
    _greeting: str | None = "watching"  # how it begins to say what there is to do; nothing once it was said
    _alerted: datetime | None = None
    _unlinked: bool = True  # what was stored before and not linked any more
    _link_again: datetime | None = None  # after a failure
    _troubles: int = 0  # rounds in a row in which the store could not be used

    def __post_init__(self) -> None:
        """Read the desk; raises DeskError when it is broken."""
        self._means = Means(
            store=self.store,
            online=Online(fetcher=self.fetcher, read=articles),
            code=self.code,
            clock=self.clock,
            say=self.say,
            read=self.desk,
            numbers=self.numbers,
            origin=self.origin,
        )
        self._network = Network(means=self._means)
        self._awake = self.clock.now()

    def run(self, *, once: bool = False) -> Tally:
        """Watch until the clock says stop; `once`: ask what is due, read all that waits and can be had, and end.

        Raises StoreError when another watch works on the same database.
        """
        with locks.held(self.store.path):
            if once:
                self._once()
            else:
                while self._means.going() and self._rest(self._guarded()):
                    pass
        return self._means.tally

    def _once(self) -> None:
        asks = True
        self._greet(awake=None)
        while self._means.going() and self._round(awake=None, asks=asks):
            asks = False

    def _guarded(self) -> datetime:
        """Do a round and return when the next one is due, whatever is wrong with the store."""
        try:
            self._greet(awake=self._awake)
            self._round(awake=self._awake, asks=True)
            again = self._due()
        except StoreError as error:
            self._troubles += 1
            if self._troubles == 1:
                self._means.tell(f"{error}; nothing is lost, and it is tried again from time to time", "fault")
            return self.clock.now() + timedelta(minutes=growing(self.numbers.store_minutes, self._troubles))
        if self._troubles:
            self._means.tell("the database can be used again")
            self._troubles = 0
        return again

    def _round(self, *, awake: datetime | None, asks: bool) -> bool:
        """Ask feeds, read pages, link and alert; return whether there is more to be done at once."""
        means = self._means
        due, now = feeds_round.due(means, awake), self.clock.now()
        wanted = [feed for when, feed in due if asks and when <= now]
        reached, failed = feeds_round.ask(means, wanted)
        has_network = self._network.judge(reached)
        feeds_round.note_failed(means, failed, None if has_network else self._network.again())
        if not reached.none:
            self._read(answered=bool(reached.answered))
        self._link()
        self._alert(means.clock.now())
        left = self.store.ask(pages.waiting(stamp(self.clock.now()), 1))
        return bool(left or self._unlinked) and not self._network.silent

    def _read(self, *, answered: bool) -> None:
        """Read pages that wait. Without a network, a few tell whether it is there again."""
        most = self.numbers.workers if self._network.silent else self.numbers.round_pages
        wanted = self.store.ask(pages.waiting(stamp(self.clock.now()), most))
        if wanted:
            before = self._means.tally.stored
            try:
                pages_round.read(self._means, wanted, lambda reached: answered or self._network.judge(reached))
            finally:
                self._unlinked = self._unlinked or self._means.tally.stored > before

    def _link(self) -> None:
        if not self._unlinked and not (self._link_again and self.clock.now() >= self._link_again):
            return
        try:
            self._link_again = None
            self._unlinked = bool(self.link(self.store))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 (articles go on coming in, and are linked another time)
            self._unlinked = False
            self._link_again = self.clock.now() + timedelta(minutes=self.numbers.alert_minutes)
            self._means.tell(f"linking failed ({type(error).__name__}: {error}); tried again later", "fault")
        if not self._unlinked:
            self._alerted = None  # so that alerts are due

    def _alert(self, now: datetime) -> None:
        """Alert when something new was linked, when an hour has passed, and when the digest is due."""
        if self._alerted is not None and self._alerted <= now < self._alert_due(self._alerted):
            return
        self._alerted = now
        try:
            for line in self.alert(self._means.desk, now):
                self._means.tell(line, "alert")
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 (whatever is wrong with a channel, the watch goes on)
            self._means.tell(f"alerts failed ({type(error).__name__}: {error}); tried again later", "fault")

    def _alert_due(self, last: datetime) -> datetime:
        due = [last + timedelta(minutes=self.numbers.alert_minutes)]
        if digest := self._means.desk.alerting.digest:
            due.append(slots.following((digest.at,), self._means.collecting.zone, last))
        if wanted := self.alert_due():
            due.append(max(wanted, last + timedelta(seconds=self.numbers.look_seconds)))
        return min(due)

    def _due(self) -> datetime:
        """When the next round is due."""
        now = self.clock.now()
        if self._network.silent:
            return self._network.again()
        if self._unlinked:
            return now
        page = self.store.ask(pages.next_due)
        due = [when for when, _ in feeds_round.due(self._means, self._awake)][:1]
        due += [moment(page)] if page else []
        return min((*due, self._alert_due(self._alerted or now)))

    def _rest(self, until: datetime) -> bool:
        """Wait, with an eye on the desk; False when the watch is to stop."""
        while (left := (until - self.clock.now()).total_seconds()) > 0:
            before, seconds = self.clock.now(), min(left, self.numbers.look_seconds)
            if not self.clock.wait(seconds):
                return False
            self._awake = schedule.awake_since(self._awake, before=before, seconds=seconds, now=self.clock.now())
            if self._means.look():
                self._greeting = "the desk has changed: watching"
                return True
            if self.clock.now() < before:
                return True  # the clock was set back, so that `until` may be far away
        return self._means.going()

    def _greet(self, *, awake: datetime | None) -> None:
        """Say what there is to do, at the start and when the desk has changed."""
        if self._greeting is None:
            return
        means = self._means
        # Under a clock that was wrong, pages may have been put off for years.
        soon = self.clock.now() + timedelta(hours=2 * self.numbers.longest_retry_hours)
        self.store.tell(pages.hasten(stamp(soon)))
        due = feeds_round.due(means, awake)
        paused = len(means.collecting.feeds) - len(due)
        waiting = self.store.ask(pages.counts)["waiting"]
        words = [f"{self._greeting} {saying.counted(len(due), 'feed')}{f' ({paused} paused)' if paused else ''}"]
        words += [f"next at {means.at(max(due[0][0], self.clock.now()))}"] if due else []
        words += [f"{saying.counted(waiting, 'page')} wait{'s' if waiting == 1 else ''}"] if waiting else []
        means.tell(", ".join(words))
        self._greeting = None
