"""The linker's shelf in the store gives what the one in memory gives, loses nothing, and asks only by its indexes."""

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from legation import batch, link
from legation.link import retelling
from legation.records import AnyRecord
from legation.store import grouped, links, unlinked
from legation.store.store import Store
from tidings import LINES, Tiding, derived, lines, shelf, tiding, tidings

ARTICLES = [
    tiding(LINES[:5], publisher="A", published="2024-10-21"),
    tiding(LINES[:5], publisher="B", published="2024-10-22"),
    tiding(LINES[4:], publisher="C", published="2024-10-22T08:00:00+02:00"),
    tiding(LINES[::2], publisher="D", published=None),
    tiding((LINES[1], LINES[0], LINES[9]), publisher="A", published="2024-10-23"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def add(store: Store, articles: Sequence[Tiding]) -> None:
    for each in articles:
        assert store.add(each.document, each.records)


def kept(store: Store) -> list[str]:
    found = store.records(kind=("report", "development", "contradiction"))
    return lines(found)  # type: ignore[arg-type]


def expected(articles: Sequence[Tiding]) -> list[str]:
    return derived(shelf([articles]))


def rows_of(table: str, connection: Connection) -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def unlink(store: Store, condition: str) -> None:
    store.tell(lambda connection: connection.execute(text(f"DELETE FROM linked WHERE {condition}")))


@settings(max_examples=15, deadline=None)
@given(tidings(), st.data())
def test_the_store_links_as_memory_does_in_any_order(articles: list[Tiding], data: st.DataObject) -> None:
    order = data.draw(st.permutations(articles))
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "news.db") as store:
        for each in order:
            add(store, [each])
            if data.draw(st.booleans()):
                batch.relink(store)
        batch.relink(store)
        assert kept(store) == expected(articles)
        unlink(store, f"document % 3 = {data.draw(st.integers(0, 2))}")
        batch.relink(store)
        assert kept(store) == expected(articles)
        batch.relink(store, anew=True)
        assert kept(store) == expected(articles)


def test_a_run_that_stops_between_storing_and_linking_loses_nothing(store: Store) -> None:
    add(store, ARTICLES[:3])
    batch.relink(store)
    add(store, ARTICLES[3:])  # and then the machine stops
    with Store.open(store.path) as later:
        batch.relink(later)
        assert kept(later) == expected(ARTICLES)


def test_a_run_that_stops_half_way_through_linking_goes_on_from_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, ARTICLES)
    monkeypatch.setattr(batch, "AT_ONCE", 2)
    calls, whole = [], unlinked.done

    def stopping(documents: Sequence[str], rules: str) -> object:
        calls.append(documents)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(documents, rules)

    monkeypatch.setattr(unlinked, "done", stopping)
    with pytest.raises(KeyboardInterrupt):
        batch.relink(store)
    assert len(store.ask(unlinked.waiting(link.rules()))) == 3
    monkeypatch.undo()
    batch.relink(store)
    assert kept(store) == expected(ARTICLES)


def test_other_rules_link_all_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, ARTICLES)
    batch.relink(store)
    mine = link.rules()
    assert store.ask(unlinked.waiting(mine)) == []
    assert not store.ask(unlinked.outdated(mine))
    store.tell(lambda connection: connection.execute(text("UPDATE happening SET lead = record")))  # as other rules did
    monkeypatch.setattr(link, "rules", lambda: "another edition")
    assert store.ask(unlinked.outdated("another edition"))
    batch.relink(store)
    assert kept(store) == expected(ARTICLES)
    assert store.ask(unlinked.waiting("another edition")) == []
    assert len(store.ask(unlinked.waiting(mine))) == len(ARTICLES)


def test_those_that_wait_come_in_the_order_of_publication(store: Store) -> None:
    add(store, ARTICLES)
    in_order = [ARTICLES[n].document.id for n in (0, 1, 2, 4, 3)]
    assert store.ask(unlinked.waiting("r")) == in_order
    store.tell(unlinked.done(in_order[:4], "r"))
    assert store.ask(unlinked.waiting("r")) == in_order[4:]
    store.tell(unlinked.done(in_order[4:], "r"))
    assert store.ask(unlinked.waiting("r")) == []
    unlink(store, 'document = (SELECT "row" FROM document ORDER BY "row" LIMIT 1)')  # not one that came last
    assert store.ask(unlinked.waiting("r")) == [ARTICLES[0].document.id]


def test_more_happenings_than_are_held_are_fetched_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouped, "HELD", 2)
    monkeypatch.setattr(links, "TEXTS", 1)
    add(store, ARTICLES)
    batch.relink(store)
    assert kept(store) == expected(ARTICLES)


def test_what_is_forgotten_leaves_nothing_behind(store: Store) -> None:
    add(store, ARTICLES)
    before = list(store.lines())
    batch.relink(store)
    assert list(store.lines()) != before
    store.tell(links.forget)
    assert list(store.lines()) == before
    tables = ("happening", "happening_key", "akin", "kin", "shingle", "sample", "copy", "derived", "linked")
    for table in tables:
        assert store.ask(partial(rows_of, table)) == 0


def test_every_question_goes_by_an_index(store: Store) -> None:
    asked: dict[str, tuple[object, ...]] = {}

    class Listening(links.Links):
        """Notes what is asked."""

        def _ask(self, question: str, *values: object) -> Iterator[object]:
            asked[question] = values
            return super()._ask(question, *values)

    add(store, ARTICLES)

    def change(connection: object) -> None:
        found = Listening(connection, **link.kept())  # type: ignore[arg-type]
        names = store_ids(ARTICLES)
        link.link(names, found, link.limits())
        link.link(names[:2], found, link.limits())

    store.tell(change)
    assert len(asked) > 15
    with closing(sqlite3.connect(store.path)) as connection:
        for question, values in asked.items():
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}", values)]
            tables = ("SCAN record", "SCAN document", "SCAN happening", "SCAN shingle", "SCAN copy", "SCAN derived")
            assert not [step for step in steps if step.startswith(tables)], (question, steps)
            assert not [step for step in steps if "record_kind" in step], (question, steps)


def test_kin_and_heads_are_read_from_indexes_without_their_rows(store: Store) -> None:
    near = grouped._NEAR.format("record", "other"), grouped._NEAR.format("other", "record")
    with closing(sqlite3.connect(store.path)) as connection:
        for question, indexes in (
            (near[0], ("happening_joined", "happening_group")),
            (near[1], ("happening_joined", "akin_other", "happening_group")),
            (links._HEADS, ("document_origin",)),
        ):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {question}", ["[]"] * question.count("?"))
            steps = " ".join(row[3] for row in plan)
            assert all(f"COVERING INDEX {index}" in steps for index in indexes), steps
            assert "SCAN akin" not in steps


def test_a_run_that_most_articles_have_changes_nothing_of_who_shares_enough(store: Store) -> None:
    dice, names = Random(7), store_ids(ARTICLES)
    add(store, ARTICLES)
    runs = {name: {1, *dice.sample(range(2, 9), k=number)} for number, name in enumerate(names)}

    def sharing(connection: Connection) -> None:
        found = shelf_of(connection)
        for name in names:
            found.sampled(name, runs[name])
        for name, least, share in product(names, (1, 2, 3), (0.0, 0.4, 0.9)):
            wanted = {each: len(runs[each] & runs[name]) for each in names if each != name}
            enough = min(least, len(runs[name]))
            most = {each: max(enough, share * min(len(runs[each]), len(runs[name]))) for each in wanted}
            expected = {each: shared for each, shared in wanted.items() if shared >= most[each]}
            assert dict(found.sharing(name, least, share)) == expected, (name, least, share)

    store.tell(sharing)


def test_a_store_from_before_is_linked_anew_as_if_all_had_been_kept(store: Store) -> None:
    add(store, ARTICLES[:3])
    batch.relink(store)
    before = (
        "DROP TABLE sample",
        "DROP TABLE akin",
        "DROP TABLE kin",
        "DROP INDEX happening_group",
        "DROP INDEX happening_told",
        "ALTER TABLE happening DROP COLUMN moment",
        "ALTER TABLE happening DROP COLUMN rank",
        "CREATE TABLE bridge (record INTEGER, other INTEGER, whole INTEGER)",
        "CREATE INDEX bridge_other ON bridge (other) WHERE whole",
        "ALTER TABLE happening DROP COLUMN outline",
        "DROP INDEX linked_rules",
        "UPDATE linked SET rules = 'of an earlier version'",
        # What was kept of a happening then has fewer parts.
        "UPDATE happening SET profile = '[1]'",
        "DELETE FROM migration WHERE name >= '0024'",
    )
    assert all(store.ask(kept_of_groups))
    outlines = store.ask(outlines_kept)
    assert len(outlines) > len(ARTICLES)
    for change in before:
        store.tell(lambda connection, change=change: connection.execute(text(change)))  # type: ignore[misc]
    store.close()
    with Store.open(store.path) as later:
        add(later, ARTICLES[3:])
        batch.relink(later)
        assert all(later.ask(kept_of_groups))
        assert kept(later) == expected(ARTICLES)
        told_again = later.ask(outlines_kept)
        assert told_again.items() & outlines.items()
        assert all(outlines.get(record, line) == line for record, line in told_again.items())


def outlines_kept(connection: Connection) -> dict[int, str]:
    found = connection.execute(text("SELECT record, outline FROM happening WHERE outline IS NOT NULL"))
    return {row.record: row.outline for row in found}


def test_linking_leaves_nothing_that_only_a_search_for_rubbish_finds(store: Store) -> None:
    add(store, ARTICLES)
    gc.collect()
    gc.disable()
    try:
        batch.relink(store)
        assert not [each for each in gc.get_objects() if isinstance(each, retelling._Retelling | links.Links)]
    finally:
        gc.enable()


def kept_of_groups(connection: Connection) -> list[set[tuple[object, ...]]]:
    questions = (
        "SELECT document, size FROM sample",
        'SELECT one, other, share, "of" FROM kin',
        "SELECT record, other FROM akin",
    )
    return [{tuple(row) for row in connection.execute(text(question))} for question in questions]


def shelf_of(connection: Connection) -> links.Links:
    return links.Links(connection, **link.kept())


def store_ids(articles: Sequence[Tiding]) -> list[str]:
    return [each.document.id for each in articles]


def test_an_event_that_is_gone_leaves_its_development(store: Store) -> None:
    add(store, ARTICLES)
    batch.relink(store)
    gone = next(record for record in ARTICLES[0].records if record.record == "event")
    store.tell(
        lambda connection: connection.execute(
            text("DELETE FROM record WHERE id = :id AND kind = 'event'"), {"id": gone.id}
        )
    )
    joined = "document IN (SELECT document.row FROM document)"
    unlink(store, joined)
    batch.relink(store)
    without: tuple[AnyRecord, ...] = tuple(record for record in ARTICLES[0].records if record is not gone)
    assert kept(store) == expected([Tiding(ARTICLES[0].document, without), *ARTICLES[1:]])


def test_nobody_collects_rubbish_while_articles_are_linked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def failing(*_: object) -> None:
        seen.append(gc.isenabled())
        raise RuntimeError

    add(store, ARTICLES[:1])
    monkeypatch.setattr(link, "link", failing)
    with pytest.raises(RuntimeError):
        batch.relink(store)
    assert (seen, gc.isenabled()) == ([False], True)
    gc.disable()
    try:
        with pytest.raises(RuntimeError):
            batch.relink(store)
        assert not gc.isenabled()
    finally:
        gc.enable()
