"""A brief from the store is the brief of its records; from a large store it is one of what matters most in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from legation.batch import relink
from legation.records import Actor, AnyRecord, Decision, Document, Prediction
from legation.store.failure import Origin
from legation.store.store import Store
from legation.view import brief_limits, situation_choice, situation_sources
from legation.view.brief import Brief, brief, written
from legation.view.brief_limits import StoreLimits, limits
from legation.view.situation_sources import gathered
from made_up import Line, article, situation

RAID = Line("event", "ALB", "BOL", 0, 12, 1)
SEEDS = range(12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def fill(store: Store, records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Store articles in one run; return all that is stored then. What came of predictions is the ledger's to say."""
    store.start_run(Origin(version="1"))
    open_ = [replace(r, outcome=None, decided=None) if isinstance(r, Prediction) else r for r in records]
    for document in open_:
        if isinstance(document, Document):
            store.add(document, [r for r in open_ if getattr(r, "document", None) == document.id])
    relink(store)
    return (*store.documents(), *store.records())


def small(monkeypatch: pytest.MonkeyPatch, **values: int) -> StoreLimits:
    """Let a store of a few articles count as a large one."""
    found = replace(limits(), store=replace(limits().store, **values))  # type: ignore[arg-type]
    for module in (brief_limits, situation_choice, situation_sources):
        monkeypatch.setattr(module, "limits", lambda: found)
    return found.store


def stories(*told: tuple[list[Line], str, str | None]) -> list[AnyRecord]:
    return [r for n, (lines, outlet, day) in enumerate(told) for r in article(lines, outlet, day, (n, n))]


def from_store(store: Store, *actors: tuple[str, ...], since: str | None = None) -> Brief:
    return written(gathered(store, actors, since))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_store_gives_the_brief_of_all_its_records(store: Store, seed: int) -> None:
    records = fill(store, situation(9, 4, seed))
    assert from_store(store) == brief(records)
    assert from_store(store, since="2025-05-02") == brief(records, since="2025-05-02")
    there = {r.id for r in records if isinstance(r, Actor)}
    for actors in ({"ALB"}, {"BOL"}, {"ALB", "BOL"}):
        if actors <= there:
            names = sorted(actors)
            assert from_store(store, *((each,) for each in names)) == brief(records, about=names)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("since", [None, "2025-05-02"])
def test_a_large_store_gives_the_same_where_there_is_room(
    store: Store, seed: int, since: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = fill(store, situation(9, 4, seed))
    small(monkeypatch, whole=0, articles_each=9)
    assert replace(from_store(store, since=since), since=None) == replace(brief(records, since=since), since=None)


def test_a_large_store_tells_the_same_of_two_actors(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    records = fill(store, situation(9, 4, 3))
    small(monkeypatch, whole=0, articles_each=9)
    for actors in ((("ALB",),), (("ALB",), ("BOL",))):
        found = from_store(store, *actors)
        whole = brief(records, about=[group[0] for group in actors])
        assert [s.text for s in found.sentences] == [s.text for s in whole.sentences]


def test_what_the_last_run_added_is_news_whatever_its_day(store: Store) -> None:
    told = stories(([RAID], "Post", "2025-05-04"), ([replace(RAID, act=3, day=2)], "Ledger", "2025-05-01"))
    half = next(i for i, r in enumerate(told) if isinstance(r, Document) and r.publisher == "Ledger")
    fill(store, told[:half])
    assert "changed" not in {s.key for s in from_store(store).sections}
    fill(store, told[half:])
    (section,) = [s for s in from_store(store).sections if s.key == "changed"]
    assert section.title == "What changed with the 1 article added last"
    assert [s.text for s in section.sentences] == [
        "Albania took punitive steps against Bolivia in Korce (12 soldiers)."
    ]


@pytest.mark.parametrize("since", [None, "2025-05-02"])
def test_however_much_there_is_few_articles_are_read(
    store: Store, since: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [replace(RAID, act=n % 4, number=n + 3, day=n % 9 + 1) for n in range(40)]
    days = [f"2025-05-0{n % 9 + 1}" for n in range(40)]
    records: list[AnyRecord] = []
    for n, (line, day) in enumerate(zip(lines, days, strict=True)):
        records += article([line], f"Post {'abcdefghi'[n % 9]}", day, (n % 9, n % 9))
    fill(store, records)
    most = small(monkeypatch, whole=0, reach=20, developments=3, latest=2, articles_each=1, most=7)
    found = gathered(store, (), since)
    read = [r for r in found.records if isinstance(r, Document)]
    assert 0 < len(read) <= most.most
    assert found.beyond["development"] > 0
    made = written(found)
    assert made.articles > made.read


@pytest.mark.parametrize("whole", [0, 100])
def test_what_was_decided_since_is_found_however_old_it_is(
    store: Store, whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    forecast = Line("forecast", "ALB", "BOL", 0, 5, 9)
    records = fill(store, stories(([forecast], "Post", "2025-05-01"), ([RAID], "Ledger", "2025-05-04")))
    (made,) = [r for r in records if isinstance(r, Prediction)]
    store.decide(made.id, came_true=True, decision=Decision(on="2025-05-04"))
    small(monkeypatch, whole=whole, articles_each=9)
    told = [s for s in from_store(store, since="2025-05-03").sentences if "yield" in s.text]
    assert [s.labels for s in told] == [("came true, decided on 4 May 2025",)]


def test_an_empty_store_gives_an_empty_brief(store: Store) -> None:
    assert from_store(store).headline is None
    assert from_store(store, since="2025-05-01").sections == ()
