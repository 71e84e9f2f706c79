"""A store of two thousand short made-up articles, so that what looks over all of them shows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import archive
import newsroom
from legation.store.store import Store
from watch_story import Story, alert

NUMBER, ITEMS = 2000, 3
A_DAY = 40
ALERTS = 400
NOW = datetime(2024, 2, 1, 12, 0, tzinfo=UTC)


class Brief(newsroom.Newsroom):
    """Writes a few sentences of each article."""

    def _plan(self, day: date) -> newsroom.Plan:
        plan = super()._plan(day)
        return replace(plan, items=plan.items[:ITEMS])


def fill(path: Path) -> None:
    """Make the store."""
    room = Brief(first=archive.FIRST, a_day=A_DAY)
    with Store.open(path) as store:
        made = archive.Archive(store)
        for day, articles in archive.days(room, NUMBER, A_DAY):
            made.take(day, articles)
        made.finish()
        watch = Story(store=store, now=NOW)
        watch.collect(tuple(store.documents(limit=200)))
        watch.raise_all([alert(f"A{each}", group="held" if each % 2 else "muted") for each in range(ALERTS)])
