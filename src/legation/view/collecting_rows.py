"""How collecting went, as rows: feeds, days and pages; with the days on which nothing could be collected told apart.

A day has one of four states: "answered" (every poll was), "some failed" (polls failed, but not all), "no answer" (all
failed) and "not asked" (there was no poll). Only the first says that a day without news was one.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from legation.store.collection import Day
from legation.store.feeds import FeedState
from legation.store.pages import Page
from legation.view.present import Row
from legation.watches import Feed

FEED_COLUMNS = (
    *("feed", "state", "asked", "answered", "due", "failures", "reason", "listed", "polls_today", "failed_today"),
    *("new_today", "stored_today"),
)
FEED_TABLE = (
    *(("feed", "feed"), ("state", "state"), ("last asked", "asked"), ("last answered", "answered"), ("due", "due")),
    *(("failures", "failures"), ("lists", "listed"), ("new today", "new_today"), ("reason", "reason")),
)
FEED_LEAST = ("listed", "asked", "due")
DAY_COLUMNS = (
    *("day", "state", "feeds", "feeds_without_answer", "polls", "failed", "listed", "new", "stored", "known"),
    *("given_up", "not_article"),
)
DAY_TABLE = (
    *(("day", "day"), ("collecting", "state"), ("feeds", "feeds"), ("without answer", "feeds_without_answer")),
    *(("polls", "polls"), ("failed", "failed"), ("listed", "listed"), ("new", "new"), ("stored", "stored")),
    *(("known", "known"), ("given up", "given_up"), ("no article", "not_article")),
)
DAY_LEAST = ("known", "not_article", "listed", "polls")
OUTLET_COLUMNS = ("day", "state", "publisher", "articles")
OUTLET_TABLE = (("day", "day"), ("collecting", "state"), ("publisher", "publisher"), ("articles", "articles"))
PAGE_COLUMNS = (*("address", "state", "title", "feed", "seen", "due", "attempts", "reason", "document", "ended_at"),)
PAGE_TABLE = (
    *(("address", "address"), ("title", "title"), ("reason", "reason"), ("attempts", "attempts"), ("due", "due")),
    *(("ended", "ended_at"), ("article", "document")),
)
PAGE_LEAST = ("attempts", "title")
_SUMS = ("polls", "failed", "listed", "new", "stored", "known", "given_up", "not_article")
_MOMENTS = ("asked", "answered", "due", "seen", "ended_at")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_DAY = timedelta(days=1)
_STATES = {
    "answered": "every poll was answered",
    "some failed": "some polls failed",
    "no answer": "no feed answered",
    "not asked": "no feed was asked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What was collected on a day, over all feeds, and how it went."""

    day: str
    state: str
    feeds: tuple[Day, ...]

    @property
    def without_answer(self) -> tuple[str, ...]:
        """The feeds that were asked on the day and never answered."""
        return tuple(each.feed for each in self.feeds if each.polls and each.failed == each.polls)

    @property
    def is_whole(self) -> bool:
        """Whether nothing failed, so that what is missing was not told."""
        return self.state == "answered"


def collected(found: Iterable[Day], first: str, last: str) -> tuple[Collected, ...]:
    """Put what feeds gave together day by day, from the first day to the last, those without any poll too."""
    by_day: dict[str, list[Day]] = {}
    for each in found:
        by_day.setdefault(each.day, []).append(each)
    days = sorted({*by_day, *_between(first, last)})
    return tuple(Collected(day=d, state=_state(by_day.get(d, ())), feeds=tuple(by_day.get(d, ()))) for d in days)


def day_row(found: Collected) -> Row:
    """A flat row for a day, under the names of DAY_COLUMNS."""
    sums: Row = {name: sum(getattr(each, name) for each in found.feeds) for name in _SUMS}
    asked = sum(1 for each in found.feeds if each.polls)
    head: Row = {"day": found.day, "state": found.state, "feeds": asked}
    return head | {"feeds_without_answer": len(found.without_answer)} | sums


def day_value(found: Collected) -> dict[str, object]:
    """A day as JSON has it: its sums, and those of each feed."""
    names = [each.name for each in fields(Day) if each.name != "day"]
    feeds = [{name: getattr(each, name) for name in names} for each in found.feeds]
    return {**day_row(found), "by_feed": feeds}


def outlet_rows(found: Iterable[tuple[str, str | None, int]], days: Sequence[Collected]) -> Iterator[Row]:
    """A row for each publisher and day; a day that brought nothing has one of its own, so that it is not overlooked."""
    brought: dict[str, list[tuple[str | None, int]]] = {}
    for day, publisher, articles in found:
        brought.setdefault(day, []).append((publisher, articles))
    for each in days:
        for publisher, articles in brought.get(each.day) or [(None, 0)]:
            yield {"day": each.day, "state": each.state, "publisher": publisher, "articles": articles}


def feed_rows(states: Iterable[FeedState], desk: Sequence[Feed] | None, today: Mapping[str, Day]) -> Iterator[Row]:
    """A row for each feed that was ever asked or that the desk names; `today` is what was collected by feed."""
    known = {each.address: each for each in states}
    wanted = {each.address: each for each in desk or ()}
    for address in dict.fromkeys((*wanted, *known)):
        state, day = known.get(address), today.get(address)
        is_left = desk is not None and address not in wanted
        yield {
            "feed": address,
            "state": "not in the desk" if is_left else _feed_state(wanted.get(address), state),
            **{name: getattr(state, name, None) for name in ("asked", "answered", "due", "reason", "listed")},
            "failures": state.failures if state else 0,
            **{f"{name}_today": getattr(day, name, 0) for name in ("polls", "failed", "new", "stored")},
        }


def page_row(page: Page) -> Row:
    """A flat row for a page, under the names of PAGE_COLUMNS."""
    own = ("address", "state", "feed", "seen", "due", "attempts", "reason", "document")
    return {**{name: getattr(page, name) for name in own}, "title": _title(page.entry), "ended_at": page.ended}


def for_table(row: Row, today: str) -> Row:
    """The row as a table has it: of moments the time if it is of `today` (at Greenwich), else the day; few zeros."""
    moments = {name: _short(str(row[name]), today) for name in _MOMENTS if row.get(name)}
    counts = {name: row[name] or None for name in ("failures", "attempts") if name in row}
    feed = {"feed": _SCHEME.sub("", str(row["feed"]))} if "feed" in row else {}
    unnamed = {"publisher": "unnamed publisher"} if row.get("articles") and not row["publisher"] else {}
    return row | moments | counts | feed | unnamed


def days_note(days: Sequence[Collected]) -> str:
    """Say on how many days nothing was missed, and on how many something may be."""
    counted = Counter(each.state for each in days)
    told = [f"{_many(counted[state], 'day')} on which {said}" for state, said in _STATES.items() if counted[state]]
    return "; ".join(told) if told else "nothing was collected in these days; `legation watch` collects"


def gaps(days: Sequence[Collected]) -> str | None:
    """Say on how many days something may have been missed; None where nothing was."""
    counted = Counter(each.state for each in days if not each.is_whole)
    told = [f"{said} on {_many(counted[state], 'day')}" for state, said in _STATES.items() if counted[state]]
    return f"in collecting, {', '.join(told)}" if told else None


def feeds_note(rows: Sequence[Row]) -> str:
    """Say how many feeds there are, in which states, and when one was asked last."""
    if not rows:
        return "no feed was ever asked; write [[feeds]] into desk.toml and start `legation watch`"
    counted = Counter(str(each["state"]) for each in rows)
    asked = max((str(each["asked"]) for each in rows if each["asked"]), default=None)
    told = ", ".join(f"{number} {state}" for state, number in sorted(counted.items()))
    last = f"; one was asked last at {asked[:16].replace('T', ' ')} UTC" if asked else ""
    return f"{_many(len(rows), 'feed')}: {told}{last}; times are UTC"


def pages_note(shown: int, state: str, counts: Mapping[str, int]) -> str:
    """Say how many pages are shown of how many, and how many are in the other states."""
    end = "next" if state == "waiting" else "last"
    of = f"the {end} {shown} of {counts[state]} pages" if shown < counts[state] else _many(shown, "page")
    others = ", ".join(f"{number} {name}" for name, number in counts.items() if name != state and number)
    return f"{of} {state}" + (f"; {others}: --state shows them" if others else "")


def json_text(values: Iterable[Mapping[str, object]]) -> str:
    """Return all as a JSON array, one object a line."""
    lines = [json.dumps(each, ensure_ascii=False) for each in values]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _state(feeds: Sequence[Day]) -> str:
    polls, failed = (sum(getattr(each, name) for each in feeds) for name in ("polls", "failed"))
    if not polls:
        return "not asked"
    return "no answer" if failed == polls else "some failed" if failed else "answered"


def _feed_state(feed: Feed | None, state: FeedState | None) -> str:
    if feed and feed.paused:
        return "paused"
    if state is None:
        return "never asked"
    return "failing" if state.failures else "answering"


def _between(first: str, last: str) -> Iterator[str]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += _DAY


def _short(moment: str, today: str) -> str:
    day, _, time = moment.partition("T")
    return time[:5] if day == today else day


def _title(entry: str | None) -> str | None:
    try:
        told = json.loads(entry or "null")
    except ValueError:
        return None
    title = told.get("title") if isinstance(told, dict) else None
    return title if isinstance(title, str) else None


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
