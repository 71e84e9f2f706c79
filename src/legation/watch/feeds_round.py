"""Feeds of a round: those that are due are asked, and what they list is queued."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from legation.errors import FetchError
from legation.store import feeds
from legation.store.feeds import FeedState
from legation.watch import polling, schedule
from legation.watch.clocks import moment, stamp
from legation.watch.gathering import Gathering, host_of
from legation.watch.means import Means, Reached
from legation.watch.polling import Polled
from legation.watches import Feed


def due(means: Means, awake: datetime | None) -> list[tuple[datetime, Feed]]:
    """When each feed that isn't paused is due, the first one first."""
    states = {each.address: each for each in means.store.ask(feeds.every)}
    now = means.clock.now()
    wanted = (each for each in means.collecting.feeds if not each.paused)
    return sorted(
        ((_due(means, each, states.get(each.address), now, awake), each) for each in wanted),
        key=lambda found: (found[0], found[1].address),
    )


def ask(means: Means, wanted: Sequence[Feed]) -> tuple[Reached, list[Polled]]:
    """Ask feeds and queue what they list that is new; return those that failed, to be noted once it is clear why."""
    failed: list[Polled] = []
    answered: set[str] = set()
    gathering = Gathering(
        questions=[polling.question(means.online, each, means.numbers) for each in wanted],
        workers=means.numbers.workers,
        ahead=means.numbers.ahead,
        patience=means.numbers.rest_after,
        trouble=lambda polled: isinstance(polled.error, FetchError) and polled.error.passing,
        going=means.going,
    )
    reasons: dict[str, Polled] = {}
    for place, found in gathering.answers():
        feed = wanted[place]
        host = host_of(feed.address)
        polled = found or Polled(feed=feed, error=reasons[host].error)  # its host failed before, and was left alone
        means.tally.polls += 1
        if polled.error is None:
            _answered(means, polled)
        else:
            reasons[host] = polled
            failed.append(polled)
        if not polled.offline:
            answered.add(host)
    offline = frozenset(host_of(each.feed.address) for each in failed if each.offline)
    return Reached(answered=frozenset(answered), offline=offline), failed


def note_failed(means: Means, failed: Sequence[Polled], again: datetime | None) -> None:
    """Note the feeds that failed and say when each is asked again: all of them at `again`, if there is no network."""
    for polled in failed:
        assert polled.error is not None
        at, day = means.stamped()
        address, reason = polled.feed.address, polled.error.reason
        when = again or _next(means, polled)
        means.store.tell(feeds.failed(address, at, stamp(when), reason, day))
        means.tally.failed += 1
        if again is None:
            means.tell(f"{means.name(address)}: failed ({reason}), again at {means.at(when)}", "fault")


def _answered(means: Means, polled: Polled) -> None:
    feed = polled.feed
    at, day = means.stamped()
    now = moment(at)
    when = schedule.due(feed, means.collecting, asked=now, failures=0, now=now)
    new = means.store.tell(feeds.answered(feed.address, at, stamp(when), polled.listed, day))
    means.tally.new += new
    if new:
        means.tell(f"{means.name(feed.address)}: {new} new of {len(polled.listed)}")
    notes = tuple(map(str, polled.notes))
    # A feed that stays empty, or an index with a sitemap that stays broken, is told once and not with each answer.
    if notes != means.noted.get(feed.address):
        for each in notes:
            means.tell(f"{means.name(feed.address)}: {each}", "fault")
    means.noted[feed.address] = notes


def _next(means: Means, polled: Polled) -> datetime:
    """When a feed that failed just now is asked again."""
    now = means.clock.now()
    state = means.store.ask(feeds.of(polled.feed.address))
    pause = polled.error.pause if isinstance(polled.error, FetchError) else None
    return schedule.due(
        polled.feed,
        means.collecting,
        asked=now,
        failures=(state.failures if state else 0) + 1,
        now=now,
        retry_after=None if pause is None else now + timedelta(seconds=pause),
    )


def _due(means: Means, feed: Feed, state: FeedState | None, now: datetime, awake: datetime | None) -> datetime:
    asked = moment(state.asked) if state and state.asked else None
    if state and state.failures and state.due and asked and asked <= now:
        return moment(state.due)  # which knows why it failed, and what its server asked for
    failures = state.failures if state else 0
    return schedule.due(feed, means.collecting, asked=asked, failures=failures, now=now, awake=awake)
