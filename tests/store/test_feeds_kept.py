"""How it stands with feeds is kept together with the pages that they list, and counted on the day of the desk."""

import multiprocessing
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from legation.errors import StoreError
from legation.store import collection, feeds, pages
from legation.store.feeds import Listed
from legation.store.migrations import MIGRATIONS, migrate
from legation.store.store import Store

FEED = "https://courier.example/feed.xml"
OTHER = "https://herald.example/feed.xml"
SOON, LATER = "2024-10-25T08:00:00Z", "2024-10-25T08:30:00Z"
DAY = "2024-10-25"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def listed(*numbers: int) -> tuple[Listed, ...]:
    return tuple(Listed(f"https://courier.example/{number}", f'{{"title": "News {number}"}}') for number in numbers)


def test_a_feed_that_was_never_asked_is_not_there(store: Store) -> None:
    assert store.ask(feeds.of(FEED)) is None
    assert store.ask(feeds.every) == ()


def test_an_answer_is_kept_and_its_new_pages_wait(store: Store) -> None:
    assert store.tell(feeds.answered(FEED, SOON, LATER, listed(1, 2), DAY)) == 2
    state = store.ask(feeds.of(FEED))
    assert state is not None
    assert (state.asked, state.answered, state.due, state.failures, state.listed) == (SOON, SOON, LATER, 0, 2)
    found = store.ask(pages.waiting(SOON, 10))
    assert [(each.address, each.feed, each.seen, each.attempts, each.entry) for each in found] == [
        (f"https://courier.example/{n}", FEED, SOON, 0, f'{{"title": "News {n}"}}') for n in (1, 2)
    ]


def test_a_page_is_queued_once_whatever_lists_it_and_whatever_became_of_it(store: Store) -> None:
    store.tell(feeds.answered(FEED, SOON, LATER, listed(1, 2), DAY))
    store.tell(pages.ended("https://courier.example/1", "given up", SOON, DAY, reason="gone"))
    assert store.tell(feeds.answered(OTHER, LATER, LATER, listed(1, 2, 3, 3), DAY)) == 1
    assert [each.address[-1] for each in store.ask(pages.waiting(LATER, 10))] == ["2", "3"]
    first, second = store.ask(collection.days(DAY, DAY))
    assert (first.feed, first.polls, first.listed, first.new) == (FEED, 1, 2, 2)
    assert (second.feed, second.polls, second.listed, second.new) == (OTHER, 1, 3, 1)


def test_failures_add_up_until_an_answer_and_leave_the_last_one_known(store: Store) -> None:
    store.tell(feeds.answered(FEED, SOON, LATER, listed(1), DAY))
    for reason in ("no network", "the server answers 503"):
        store.tell(feeds.failed(FEED, LATER, "2024-10-25T09:00:00Z", reason, DAY))
    state = store.ask(feeds.of(FEED))
    assert state is not None
    assert (state.failures, state.reason, state.answered, state.asked) == (2, "the server answers 503", SOON, LATER)
    store.tell(feeds.answered(FEED, LATER, LATER, (), DAY))
    state = store.ask(feeds.of(FEED))
    assert state is not None
    assert (state.failures, state.reason, state.listed) == (0, None, 0)
    (day,) = store.ask(collection.days())
    assert (day.polls, day.failed, day.listed, day.new) == (4, 2, 1, 1)


def test_a_feed_that_never_answered_has_a_state(store: Store) -> None:
    store.tell(feeds.failed(OTHER, SOON, LATER, "no such host", DAY))
    store.tell(feeds.failed(FEED, SOON, LATER, "no such host", DAY))
    assert [(each.address, each.answered, each.failures) for each in store.ask(feeds.every)] == [
        (FEED, None, 1),
        (OTHER, None, 1),
    ]


def test_an_answer_that_can_not_be_counted_is_not_kept_either(store: Store) -> None:
    store.tell(lambda connection: connection.exec_driver_sql("DROP TABLE collection"))
    with pytest.raises(StoreError):
        store.tell(feeds.answered(FEED, SOON, LATER, listed(1), DAY))
    assert store.ask(feeds.every) == ()
    assert store.ask(pages.next_due) is None


def work(path: Path, name: str, start: Barrier) -> None:
    with Store.open(path, patience=60) as store:
        start.wait(60)
        for number in range(40):
            store.tell(feeds.answered(FEED, SOON, LATER, listed(number, number + 1), DAY))
            store.tell(pages.ended(f"https://courier.example/{number}", "stored", SOON, DAY, document=name))
            store.tell(pages.put_off(f"https://courier.example/{number + 1}", SOON, LATER, "busy"))


def test_two_processes_at_once_count_everything_once(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Store.open(path).close()
    fork = multiprocessing.get_context("spawn")
    start = fork.Barrier(2)
    both = [fork.Process(target=work, args=(path, name, start)) for name in ("one", "two")]
    for each in both:
        each.start()
    for each in both:
        each.join(120)
    assert [each.exitcode for each in both] == [0, 0]
    with Store.open(path) as store:
        (day,) = store.ask(collection.days(DAY, DAY))
        assert (day.polls, day.listed, day.new, day.stored) == (80, 160, 41, 40)
        assert store.ask(pages.counts) == {
            "waiting": 1, "stored": 40, "known": 0, "given up": 0, "not an article": 0,
        }  # fmt: skip
        assert store.ask(lambda connection: connection.exec_driver_sql("PRAGMA integrity_check").scalar()) == "ok"


def test_a_store_from_before_the_feeds_takes_them_up(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, tuple(each for each in MIGRATIONS if each[0] < "0014"))
    engine.dispose()
    with Store.open(path) as store:
        assert store.tell(feeds.answered(FEED, SOON, LATER, listed(1), DAY)) == 1
        assert store.ask(collection.days()) != ()
