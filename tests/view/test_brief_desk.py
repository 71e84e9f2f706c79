"""A new level of tension between two actors is told with the events that made it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from legation.batch import relink
from legation.records import DateRange, Document, Event
from legation.store.store import Store
from legation.view.brief import Brief, written
from legation.view.brief_desk import with_tension
from legation.view.situation_sources import gathered
from made_up import Line, article

FIRST = date(2025, 5, 1)
DAYS, TURN = 40, 24
PAIR = ("ALB", "BOL")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Forty days of an article each: the two meet, and from the 25th day on one bombs the other."""
    with Store.open(tmp_path / "news.db") as opened:
        for number in range(DAYS):
            line = Line("bare", *PAIR, act=2 if number < TURN else 0, number=3, day=1)
            day = (FIRST + timedelta(number)).isoformat()
            document, *records = article([line], f"Post {number % 3}", day, (number % 9, number % 9))
            assert isinstance(document, Document)
            when = DateRange(start=day, end=day, precision="day")
            own = {"date": when, "intensity": 6.0 if number < TURN else -9.0}
            opened.add(document, [replace(r, **own) if isinstance(r, Event) else r for r in records])  # type: ignore[arg-type]
        relink(opened)
        yield opened


def told(store: Store, since: str, pair: tuple[str, str] = PAIR) -> tuple[Brief, list[str]]:
    found = written(with_tension(gathered(store, (), since), store, [pair]))
    groups = [g for s in found.sections if s.key == "changed" for g in s.groups if g.title == "A new level of tension"]
    return found, [s.text for g in groups for s in g.sentences]


def test_a_level_that_began_in_the_window_is_told_with_what_made_it(store: Store) -> None:
    found, texts = told(store, "2025-05-20")
    assert texts == [
        "What happens between Albania and Bolivia is more hostile than before, above all: Albania attacked Bolivia."
    ]
    (sentence,) = [s for s in found.sentences if s.text in texts]
    assert {c.date for c in sentence.citations} <= {f"{day} May 2025" for day in range(25, 32)}
    assert all("bombed" in c.words for c in sentence.citations)


def test_a_level_that_began_before_is_no_news(store: Store) -> None:
    assert told(store, "2025-06-01")[1] == []


def test_whoever_is_no_party_of_a_pair_has_no_tension(store: Store) -> None:
    assert told(store, "2025-05-20", ("ALB", "ALB"))[1] == []
    assert told(store, "2025-05-20", ("ALB", "nobody at all"))[1] == []
