"""What the watch works with, and what it has done so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from legation.batch import Code
from legation.desk import Desk
from legation.errors import DeskError
from legation.read.online import Online
from legation.store.failure import Origin
from legation.store.store import Store
from legation.watch import saying
from legation.watch.clocks import Clock, stamp
from legation.watch.saying import Line, Say, Weight
from legation.watch.schedule import day_of
from legation.watch.tuning import Numbers
from legation.watches import Collecting


@dataclass(slots=True, kw_only=True)
class Tally:
    """Feeds asked, and how many failed; pages that are new, and what became of those that were read or failed."""

    polls: int = 0
    failed: int = 0
    new: int = 0
    stored: int = 0
    known: int = 0
    given_up: int = 0
    not_article: int = 0
    put_off: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The hosts that were asked in a part of a round: those that answered at all, and those without a connection."""

    answered: frozenset[str] = frozenset()
    offline: frozenset[str] = frozenset()

    @property
    def none(self) -> bool:
        """Whether hosts were asked and none of them could be reached."""
        return bool(self.offline) and not self.answered


@dataclass(slots=True, kw_only=True)
class Means:
    """The store, the web, the coder, the clock, and the user who reads what is said.

    `read` gives the desk as it is now; one that is broken now is said once, and the last good one stays in force.
    """

    store: Store
    online: Online
    code: Code
    clock: Clock
    say: Say
    read: Callable[[], Desk]
    numbers: Numbers
    origin: Origin
    desk: Desk = field(init=False)
    tally: Tally = field(default_factory=Tally)
    noted: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by feed, what of its last answer can't be read
    _complaint: str = ""

    def __post_init__(self) -> None:
        """Read the desk; raises DeskError when it is broken from the beginning."""
        self.desk = self.read()

    @property
    def collecting(self) -> Collecting:
        """How the desk collects now."""
        return self.desk.collecting

    def look(self) -> bool:
        """Look at the desk again; True when it is another one than before."""
        try:
            found = self.read()
        except DeskError as error:
            if str(error) != self._complaint:
                self._complaint = str(error)
                first, *others = error.complaints
                more = f" (and {saying.counted(len(others), 'more complaint')})" if others else ""
                self.tell(f"the desk can't be used, so the one before stays in force: {first}{more}", "fault")
            return False
        was_broken, self._complaint = bool(self._complaint), ""
        if found == self.desk:
            if was_broken:
                self.tell("the desk is in order again")
            return False
        old, self.desk = self.collecting, found
        if (old.allow, old.contact) != (self.collecting.allow, self.collecting.contact):
            self.tell("allow and contact have changed; they count from the next start of the watch on", "fault")
        return True

    def going(self) -> bool:
        """Whether nobody wants the watch to stop."""
        return self.clock.wait(0)

    def stamped(self) -> tuple[str, str]:
        """Return the moment as the store keeps it, and the day of the desk on which it falls."""
        now = self.clock.now()
        return stamp(now), day_of(now, self.collecting.zone)

    def at(self, moment: datetime) -> str:
        """A moment to come, as the user reads it."""
        return saying.at(moment, self.clock.now(), self.collecting.zone)

    def name(self, feed: str) -> str:
        """What a feed is called."""
        return saying.name(feed, self.collecting.feeds)

    def tell(self, text: str, weight: Weight = "news") -> None:
        """Tell the user something."""
        now = self.clock.now()
        self.say(Line(time=saying.at(now, now, self.collecting.zone), text=" ".join(text.split()), weight=weight))
