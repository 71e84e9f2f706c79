"""Asking a feed: what it lists now, or why it can't be had."""

from dataclasses import dataclass

from legation.errors import FetchError, SourceError
from legation.read.listings import Entry
from legation.read.online import Online
from legation.store.feeds import Listed
from legation.watch.gathering import Question, host_of, safely
from legation.watch.listed import queued
from legation.watch.tuning import Numbers
from legation.watches import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a feed lists, and what of it can't be read; `error` says why nothing of it can be had."""

    feed: Feed
    listed: tuple[Listed, ...] = ()
    notes: tuple[SourceError, ...] = ()
    error: SourceError | None = None

    @property
    def offline(self) -> bool:
        """Whether no connection came about."""
        return isinstance(self.error, FetchError) and self.error.offline


def question(online: Online, feed: Feed, numbers: Numbers) -> Question[Polled]:
    """The question that asks a feed."""
    return Question(host=host_of(feed.address), ask=lambda: _polled(online, feed, numbers))


def _polled(online: Online, feed: Feed, numbers: Numbers) -> Polled:
    def ask() -> Polled:
        found = tuple(online.entries(feed.address, feed.limit or numbers.entries))
        entries = tuple(each for each in found if isinstance(each, Entry))
        notes = tuple(each for each in found if isinstance(each, SourceError))
        # Of an index, whose sitemaps can't be had; a feed that is only empty has answered.
        failed = next((each for each in notes if isinstance(each, FetchError)), None) if not entries else None
        return Polled(feed=feed, listed=queued(feed, entries, numbers.entry_bytes), notes=notes, error=failed)

    found = safely(feed.address, ask)
    return found if isinstance(found, Polled) else Polled(feed=feed, error=found)
