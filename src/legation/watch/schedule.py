"""When a feed is due next, and when the digest is: pure functions of what the store remembers and of the clock.

They may be called at any time, as often as one likes. Whoever has a loop keeps `awake`, since when it runs without a
gap: its start, then what `awake_since` returns after each wait. What came due before that is spread over some minutes,
and what claims to have been asked in the future counts as asked then.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256

from legation.errors import KnowledgeError
from legation.tables import yaml_table
from legation.watch import slots
from legation.watch.slots import day_of
from legation.watches import Collecting, Feed

__all__ = ["awake_since", "day_of", "due"]

FILE = "watch/schedule.yaml"
_DOUBLINGS = 20  # enough for a day from a second; more only makes large numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The numbers of schedules, as `data/watch/schedule.yaml` explains them."""

    longest_backoff_hours: float
    jitter: float
    longest_retry_hours: float
    spread_seconds: float
    longest_spread_minutes: float
    jump_minutes: float
    believed_minutes: float


@cache
def rules() -> Rules:
    """Load the numbers of schedules."""
    try:
        return Rules(**{name: float(value) for name, value in yaml_table(FILE).items()})
    except (AttributeError, TypeError, ValueError) as error:
        raise KnowledgeError(FILE, None, str(error)) from error


def due(
    feed: Feed,
    collecting: Collecting,
    *,
    asked: datetime | None,
    failures: int,
    now: datetime,
    awake: datetime | None = None,
    retry_after: datetime | None = None,
) -> datetime:
    """When a feed is to be asked next, in UTC; in the past when that was missed.

    `asked` is when it was asked last, `failures` how often it has failed since its last answer, `retry_after` until
    when its server wants to be left alone. Whether a feed is paused is the caller's to heed.
    """
    since = awake or now
    last = _believed(asked, now, since, feed)
    if last is None:
        found = since
    elif failures > 0:
        found = last + _backoff(feed, collecting, failures)
    elif feed.at:
        found = slots.following(feed.at, collecting.zone, last)
    else:
        found = last + timedelta(seconds=feed.every or collecting.every)
    if awake is not None and (last is None or found < awake):
        found = awake + _spread(feed, collecting)
    if retry_after is not None:
        found = max(found, min(retry_after, (last or now) + timedelta(hours=rules().longest_retry_hours)))
    return found.astimezone(UTC)


def awake_since(since: datetime, *, before: datetime, seconds: float, now: datetime) -> datetime:
    """Since when a loop runs without a gap, after it waited `seconds` from `before` until `now`.

    A wait that took minutes longer was a sleep, and one that ended before it began saw the clock set back: then the
    loop runs since now.
    """
    waited = (now - before).total_seconds()
    return now if waited < 0 or waited > seconds + rules().jump_minutes * 60 else since


def _believed(asked: datetime | None, now: datetime, since: datetime, feed: Feed) -> datetime | None:
    """When the feed was asked last as far as one can believe it."""
    if asked is None or asked <= now:
        return asked
    if feed.at and asked - now <= timedelta(minutes=rules().believed_minutes):
        return asked
    return min(since, now)


def _backoff(feed: Feed, collecting: Collecting, failures: int) -> timedelta:
    interval = collecting.every if feed.at else feed.every or collecting.every
    longest = rules().longest_backoff_hours * 3600 / (1 + rules().jitter)
    wait = min(interval * 2.0 ** min(failures - 1, _DOUBLINGS), longest)
    return timedelta(seconds=wait * (1 + rules().jitter * _share(f"{feed.address} {failures}")))


def _spread(feed: Feed, collecting: Collecting) -> timedelta:
    others = sum(not each.paused for each in collecting.feeds) - 1
    seconds = min(max(others, 0) * rules().spread_seconds, rules().longest_spread_minutes * 60)
    return timedelta(seconds=seconds * _share(feed.address))


def _share(text: str) -> float:
    """A number from 0 to below 1 that is always the same for a text; Python's own hash differs from run to run."""
    return int.from_bytes(sha256(text.encode()).digest()[:6], "big") / (1 << 48)
