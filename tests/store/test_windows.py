"""A window gives what concerns its actors and days, whatever the way on which it is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from legation.records import Actor, AnyRecord, Document
from legation.store import situation as questions
from legation.store.parties import parties
from legation.store.store import Store
from legation.store.windows import Window, newest_of, smallest_first
from made_up import Line, article, situation

KINDS = ("event", "statement", "silence", "pressure", "tie", "prediction")
ACTORS = (
    (("ALB",),),
    (("ALB", "CHL"),),
    (("ALB",), ("BOL",)),
    (("org:alb-army", "BOL"),),
    (("org:alb-army",), ("CHL", "BOL")),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def fill(store: Store, records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
    """Store articles in which an army is silent in the place of its country, so that not all actors are countries."""
    found: list[AnyRecord] = []
    for document in records:
        if isinstance(document, Document):
            own = [r for r in records if getattr(r, "document", None) == document.id]
            army = Actor(document=document.id, id="org:alb-army", name="the army", kind="organisation", country="ALB")
            store.add(document, [*map(_by_the_army, own), army])
    found += [*store.documents(), *store.records()]
    return tuple(found)


def _by_the_army(record: AnyRecord) -> AnyRecord:
    if record.record == "silence" and record.actor == "ALB":
        return replace(record, id="", actor="org:alb-army")
    return record


def concerned(record: AnyRecord, group: tuple[str, ...]) -> bool:
    """Whether an actor of the group takes part, or for a country somebody who belongs to it."""
    level = {"org:alb-army": "ALB"}
    taking_part = {actor for actor, _ in parties(record)}
    return bool(({level.get(a, a) for a in taking_part} | taking_part) & set(group))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("actors", ACTORS)
def test_what_is_found_is_what_concerns_one_of_each_group(
    store: Store, seed: int, actors: tuple[tuple[str, ...], ...]
) -> None:
    records = fill(store, situation(9, 4, seed))
    days = {r.id: (r.published or "")[:10] for r in records if isinstance(r, Document)}
    for window in (Window(actors=actors), Window(actors=actors, since="2025-05-02", before="2025-05-09")):
        for kind in KINDS:
            found = store.ask(questions.newest(kind, window, 999))
            wanted = {
                (r.document, r.id)  # type: ignore[union-attr]
                for r in records
                if r.record == kind
                and all(concerned(r, group) for group in window.actors)
                and (window.since is None or window.since <= days[r.document] < str(window.before))  # type: ignore[union-attr]
            }
            assert set(found) == wanted, (kind, window)
            assert store.ask(questions.count(kind, window)) == len(wanted)


def test_the_group_of_whom_least_is_told_comes_first(store: Store) -> None:
    lines = [Line("claim", "ALB", "BOL", 0, number, 1) for number in (3, 4, 5)] + [
        Line("denial", "CHL", "BOL", 0, 9, 1)
    ]
    fill(store, tuple(article(lines, "Post", "2025-05-01", (0, 0))))
    window = store.ask(smallest_first(Window(actors=(("BOL",), ("CHL",)), since="2025-05-01")))
    assert window == Window(actors=(("CHL",), ("BOL",)), since="2025-05-01")
    assert store.ask(smallest_first(Window(actors=(("CHL",),)))).actors == (("CHL",),)


def test_of_a_country_the_newest_are_read_along_the_key_of_the_table(store: Store) -> None:
    asked = newest_of(Window(actors=(("ALB",),)), "event")
    plan = store.ask(
        lambda connection: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", {"party0": "ALB"}).all()
    )
    steps = [str(row[-1]) for row in plan]
    assert "SEARCH record_party USING PRIMARY KEY (party=? AND kind=?)" in steps
