"""Whether there is a network: when all hosts that were asked are silent, another one is asked before it is said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from legation.store import feeds
from legation.watch import feeds_round
from legation.watch.gathering import host_of
from legation.watch.means import Means, Reached
from legation.watch.patience import growing
from legation.watches import Feed


@dataclass(slots=True, kw_only=True)
class Network:
    """What is known of the network; `silent` counts the rounds in a row without one."""

    means: Means
    silent: int = 0

    def judge(self, reached: Reached) -> bool:
        """Whether there is a network, after some hosts were asked; that it is gone, or back, is said once."""
        if not reached.none:
            if self.silent and reached.answered:
                self.means.tell("the network is there again")
                self.silent = 0
            return not self.silent
        if not self.silent and self._answers_elsewhere(reached.offline):
            return True
        self.silent += 1
        if self.silent == 1:
            one, *others = sorted(reached.offline)
            what = f"no network: none of {len(others) + 1} hosts can be reached"
            if not others:
                what = f"no network, or no {one}: it can't be reached, and no other host was asked"
            self.means.tell(f"{what}; tried again from time to time", "fault")
        return False

    def again(self) -> datetime:
        """When to try again."""
        pause = growing(self.means.numbers.offline_minutes, max(1, self.silent))
        return self.means.clock.now() + timedelta(minutes=pause)

    def _answers_elsewhere(self, hosts: frozenset[str]) -> bool:
        """Ask the feed of another host that answered last: it may be the hosts, or the network."""
        feed = self._latest_beside(hosts)
        if feed is None:
            return False
        reached, failed = feeds_round.ask(self.means, [feed])
        feeds_round.note_failed(self.means, failed, self.again() if reached.none else None)
        return bool(reached.answered)

    def _latest_beside(self, hosts: frozenset[str]) -> Feed | None:
        answered = {each.address: each.answered or "" for each in self.means.store.ask(feeds.every)}
        feeds_beside = (
            each for each in self.means.collecting.feeds if not each.paused and host_of(each.address) not in hosts
        )
        found = max(feeds_beside, key=lambda each: (answered.get(each.address, ""), each.address), default=None)
        return found if found and answered.get(found.address) else None
