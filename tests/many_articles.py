"""A store of two thousand short made-up articles, so that what looks over all of them shows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import archive
import newsroom
from legation.store.store import Store

NUMBER, ITEMS = 2000, 3
A_DAY = 40


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
