"""Pages wait until something became of them, once, and what is due is found by an index."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from legation.store import collection, feeds, pages
from legation.store.feeds import Listed
from legation.store.store import Store

FEED = "https://courier.example/feed.xml"
DAY = "2024-10-25"
MANY = 100_000


def moment(minute: int) -> str:
    return f"2024-10-25T{minute // 60:02}:{minute % 60:02}:00Z"


def address(number: int) -> str:
    return f"https://courier.example/{number:06}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def queue(store: Store, *numbers: int, at: str = moment(0)) -> None:
    listed = [Listed(address(number), '{"title": "News"}') for number in numbers]
    store.tell(feeds.answered(FEED, at, moment(60), listed, DAY))


def test_those_due_the_longest_come_first_and_no_more_than_asked_for(store: Store) -> None:
    queue(store, 1, 2, at=moment(10))
    queue(store, 3, at=moment(5))
    queue(store, 4, at=moment(30))
    assert [each.address for each in store.ask(pages.waiting(moment(10), 9))] == [address(n) for n in (3, 1, 2)]
    assert [each.address for each in store.ask(pages.waiting(moment(10), 2))] == [address(n) for n in (3, 1)]
    assert store.ask(pages.next_due) == moment(5)


def test_a_page_that_was_put_off_waits_until_then_with_the_reason(store: Store) -> None:
    queue(store, 1)
    assert store.tell(pages.put_off(address(1), moment(1), moment(20), "the server answers 503"))
    assert store.ask(pages.waiting(moment(19), 9)) == ()
    (page,) = store.ask(pages.waiting(moment(20), 9))
    assert (page.attempts, page.reason, page.state) == (1, "the server answers 503", "waiting")
    assert store.ask(pages.next_due) == moment(20)


def test_a_page_is_never_put_off_into_the_past(store: Store) -> None:
    queue(store, 1)
    store.tell(pages.put_off(address(1), moment(30), moment(2), "the clock was set back"))
    assert store.ask(pages.next_due) == moment(30)


@pytest.mark.parametrize("state", ["stored", "known", "given up", "not an article"])
def test_what_became_of_a_page_stands_and_is_counted_once(store: Store, state: pages.Ended) -> None:
    queue(store, 1, 2)
    assert store.tell(pages.ended(address(1), state, moment(1), DAY, reason="it is so"))
    before = store.ask(collection.days())
    for other in ("stored", "given up"):
        assert not store.tell(pages.ended(address(1), other, moment(2), DAY, document="late"))
    assert not store.tell(pages.put_off(address(1), moment(2), moment(3), "late"))
    assert store.ask(collection.days()) == before
    (page,) = store.ask(pages.in_state(state, 9))
    assert (page.state, page.ended, page.document, page.reason, page.due) == (state, moment(1), None, "it is so", None)
    assert store.ask(pages.counts)[state] == 1
    (day,) = before
    counted = {"stored": day.stored, "known": day.known, "given up": day.given_up, "not an article": day.not_article}
    assert counted == {each: int(each == state) for each in counted}


def test_a_page_that_no_feed_listed_is_no_page(store: Store) -> None:
    assert not store.tell(pages.ended(address(7), "stored", moment(1), DAY))
    assert store.ask(collection.days()) == ()


def test_what_a_feed_said_stays_with_a_page_that_was_given_up_alone(store: Store) -> None:
    queue(store, 1, 2)
    store.tell(pages.ended(address(1), "given up", moment(1), DAY, reason="gone"))
    store.tell(pages.ended(address(2), "stored", moment(1), DAY, document="d"))
    (lost,) = store.ask(pages.given_up(9))
    (kept,) = store.ask(pages.in_state("stored", 9))
    assert (lost.entry, kept.entry) == ('{"title": "News"}', None)


def test_the_last_to_be_given_up_comes_first(store: Store) -> None:
    queue(store, 1, 2, 3)
    for minute, number in enumerate((2, 3, 1)):
        store.tell(pages.ended(address(number), "given up", moment(minute), DAY, reason="gone"))
    assert [each.address for each in store.ask(pages.given_up(2))] == [address(1), address(3)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with very many pages, of which every thousandth waits and is due."""
    with Store.open(tmp_path_factory.mktemp("pages") / "news.db") as opened:
        listed = [Listed(address(number)) for number in range(MANY)]
        opened.tell(feeds.answered(FEED, moment(0), moment(60), listed, DAY))
        done = "UPDATE page SET state = 'stored', ended = seen, day = '2024-10-25', due = NULL, document = address"
        opened.tell(lambda c: c.exec_driver_sql(f"{done} WHERE CAST(substr(address, -6) AS INTEGER) % 1000 <> 0"))
        yield opened


def plans(connection: Connection, ask: object) -> list[str]:
    """The steps that the database takes for a question."""
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    ask(connection)  # type: ignore[operator]
    event.remove(connection, "before_cursor_execute", note)
    return [
        row[3]
        for statement, values in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    ("ask", "way"),
    [
        (pages.waiting(moment(1), 50), "page_due"),
        (pages.next_due, "page_due"),
        (pages.given_up(50), "page_state"),
        (pages.counts, "page_state"),
        (pages.counts, "page_due"),
        (pages.in_state("waiting", 50), "page_due"),
        (pages.put_off(address(1), moment(1), moment(2), "busy"), "PRIMARY KEY"),
        (collection.days(DAY, DAY), "PRIMARY KEY"),
        (collection.outlets(DAY, DAY), "page_day"),
    ],
)
def test_questions_go_by_an_index(full: Store, ask: object, way: str) -> None:
    steps = full.ask(lambda connection: plans(connection, ask))
    assert any(way in step for step in steps), steps
    assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step], steps
    assert way == "page_day" or not [step for step in steps if "TEMP B-TREE" in step], steps


def test_what_is_due_among_very_many_pages_is_found_at_once(full: Store) -> None:
    def asked(connection: Connection) -> float:
        start = time.perf_counter()
        assert len(pages.waiting(moment(1), 100)(connection)) == 100
        return time.perf_counter() - start

    assert min(full.ask(asked) for _ in range(5)) < 0.02
    assert full.ask(pages.counts)["waiting"] == MANY // 1000
