"""Pages of a round: those that wait are fetched, several hosts at once, and read, coded and stored one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from legation.errors import FetchError, SourceError, StoreError
from legation.read.fetching import Fetched
from legation.records import Document
from legation.store import pages
from legation.store.failure import Failure
from legation.store.pages import Ended, Page
from legation.watch import saying
from legation.watch.clocks import stamp
from legation.watch.gathering import Gathering, Question, host_of, safely
from legation.watch.keeping import Keeper
from legation.watch.listed import Awaited, unpacked
from legation.watch.means import Means, Reached
from legation.watch.patience import Never, verdict

_FAULT = "coding failed: "  # begins the reason of a page that was read and could not be coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A page that can't be had now."""

    page: Page
    error: FetchError


def read(means: Means, wanted: Sequence[Page], has_network: Callable[[Reached], bool]) -> None:
    """Read pages as one run of the store; `has_network` judges what was reached before any failure is noted."""
    number = means.store.start_run(means.origin)
    stored, known = means.tally.stored, means.tally.known
    part = PagesRound(means=means)
    reached = part.read(wanted)
    if means.going() and has_network(reached):
        part.note_failed()
    for failure in part.failures:
        means.store.fail(number, failure)
    added, skipped = means.tally.stored - stored, means.tally.known - known
    means.store.end_run(number, added=added, skipped=skipped, failed=len(part.failures))


@dataclass(slots=True, kw_only=True)
class PagesRound:
    """The pages of one round. What failed and may pass is kept back until it is clear whether there is a network."""

    means: Means
    failed: list[Failed] = field(default_factory=list)
    left: list[Page] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    _answered: set[str] = field(default_factory=set)
    _offline: set[str] = field(default_factory=set)

    def read(self, wanted: Sequence[Page]) -> Reached:
        """Fetch, read, code and store pages."""
        means, numbers = self.means, self.means.numbers
        awaited = [unpacked(each) for each in wanted]
        until = means.clock.now() + timedelta(minutes=numbers.round_minutes)
        gathering = Gathering(
            questions=[_question(means, page, each) for page, each in zip(wanted, awaited, strict=True)],
            workers=numbers.workers,
            ahead=numbers.ahead,
            patience=numbers.rest_after,
            trouble=lambda found: isinstance(found, FetchError) and found.passing,
            going=means.going,
            starting=lambda: means.clock.now() < until,
        )
        for place, found in gathering.answers():
            if found is None:
                self.left.append(wanted[place])
            else:
                self._note(wanted[place], found)
                self._safe(wanted[place], awaited[place], found)
        return Reached(answered=frozenset(self._answered), offline=frozenset(self._offline - self._answered))

    def note_failed(self) -> None:
        """Put off or give up what failed; it is not called without a network, so that all waits as it did."""
        now = self.means.clock.now()
        put_off: dict[str, list[Failed]] = {}
        for each in self.failed:
            if self._judge(each, now):
                put_off.setdefault(host_of(each.page.address), []).append(each)
        for host, those in put_off.items():
            self._tell(host, those)
        for host in dict.fromkeys(host_of(each.address) for each in self.left):
            self._rest(host, now)

    def _note(self, page: Page, found: Fetched | SourceError) -> None:
        if isinstance(found, FetchError) and found.offline:
            self._offline.add(host_of(page.address))
        elif isinstance(found, Fetched | FetchError):  # other refusals are made here, without a network
            self._answered.add(host_of(page.address))

    def _safe(self, page: Page, awaited: Awaited, fetched: Fetched | SourceError) -> None:
        try:
            self._one(page, awaited, fetched)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 (one article must not end the watch)
            self._fault(page, f"{type(error).__name__}: {error}")

    def _one(self, page: Page, awaited: Awaited, fetched: Fetched | SourceError) -> None:
        """See what becomes of a page that was asked for."""
        articles = _articles(self.means, page, awaited, fetched)
        documents = [awaited.published_by(each) for each in articles if isinstance(each, Document)]
        errors = [each for each in articles if isinstance(each, SourceError)]
        if documents:
            self._keep(page, documents, errors)
        elif isinstance(fetched, FetchError) and fetched.passing:
            self.failed.append(Failed(page=page, error=fetched))
        else:
            reason = errors[0].reason if errors else "holds no article"
            self._end(page, "given up" if isinstance(fetched, SourceError) else "not an article", reason)

    def _keep(self, page: Page, documents: Sequence[Document], errors: Sequence[SourceError]) -> None:
        means = self.means
        kept = Keeper(store=means.store, code=means.code, going=means.going).keep(page, documents, *means.stamped())
        if kept is None:
            return
        self.failures += [*map(Failure.of, errors), *kept.faults]
        if not kept.new and not kept.known:
            self._fault(page, kept.faults[0].reason)
            return
        means.tally.stored += len(kept.new)
        means.tally.known += len(kept.known)
        for each in kept.new:
            means.tell(saying.stored(each.document, len(each.records)))

    def _fault(self, page: Page, found: str) -> None:
        """Give the coder a second chance, in case the machine was in trouble."""
        means = self.means
        reason = f"{_FAULT}{found}"
        if (page.reason or "").startswith(_FAULT):
            self._end(page, "given up", reason)
            return
        at, _ = means.stamped()
        again = means.clock.now() + timedelta(minutes=means.numbers.page_pauses_minutes[0])
        means.store.tell(pages.put_off(page.address, at, stamp(again), reason))
        means.tally.put_off += 1
        means.tell(f"{page.address}: {reason}; once more at {means.at(again)}", "fault")

    def _judge(self, failed: Failed, now: datetime) -> bool:
        """Put a page off, or give it up and return False."""
        means, page = self.means, failed.page
        found = verdict(page, failed.error, now, means.numbers)
        if isinstance(found, Never):
            self._end(page, "given up", found.reason)
            return False
        means.store.tell(pages.put_off(page.address, stamp(now), stamp(found.due), found.reason))
        means.tally.put_off += 1
        return True

    def _tell(self, host: str, failed: Sequence[Failed]) -> None:
        others = sum(host_of(each.address) == host for each in self.left)
        many = failed[0].page.address if len(failed) == 1 else f"{host}, {len(failed)} pages"
        waiting = f", and so are {saying.counted(others, 'other')} there" if others else ""
        self.means.tell(f"{many}: can't be had now ({failed[0].error.reason}); tried again later{waiting}", "fault")

    def _rest(self, host: str, now: datetime) -> None:
        """Leave a host alone for a while: the pages there that were not asked for wait."""
        asked = max((each.error.pause or 0 for each in self.failed if host_of(each.page.address) == host), default=0)
        numbers = self.means.numbers
        seconds = min(max(numbers.rest_minutes * 60, asked), numbers.longest_retry_hours * 3600)
        those = [each.address for each in self.left if host_of(each.address) == host]
        self.means.store.tell(pages.left(those, stamp(now + timedelta(seconds=seconds))))

    def _end(self, page: Page, state: Ended, reason: str) -> None:
        means = self.means
        at, day = means.stamped()
        means.store.tell(pages.ended(page.address, state, at, day, reason=reason))
        self.failures.append(Failure(source=page.address, reason=reason))
        if state == "given up":
            means.tally.given_up += 1
        else:
            means.tally.not_article += 1
        means.tell(f"{state}: {page.address} ({reason})", "fault" if state == "given up" else "news")


def _question(means: Means, page: Page, awaited: Awaited) -> Question[Fetched | SourceError]:
    def ask() -> Fetched | SourceError:
        return safely(page.address, lambda: means.online.fetched(awaited.entry, page.feed))

    return Question(host=host_of(page.address), ask=ask)


def _articles(
    means: Means, page: Page, awaited: Awaited, fetched: Fetched | SourceError
) -> tuple[Document | SourceError, ...]:
    try:
        return means.online.article(awaited.entry, page.feed, fetched)
    except Exception as error:  # noqa: BLE001 (a page that no reader foresees must not end the watch)
        return (SourceError(page.address, f"can't be read ({type(error).__name__}: {error})"),)
