"""What collecting did is counted by the day of the desk, and what feeds brought by publisher."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.records import Document
from legation.store import collection, feeds, pages
from legation.store.feeds import Listed
from legation.store.store import Store

FEED = "https://courier.example/feed.xml"
NIGHT = "2024-10-25T23:30:00Z"  # in Berlin it is the next day already


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def bring(store: Store, number: int, day: str, publisher: str | None, state: pages.Ended = "stored") -> None:
    address = f"https://courier.example/{number}"
    found = Document(text=f"Envoys met for talks number {number}.", publisher=publisher)
    store.tell(feeds.answered(FEED, NIGHT, NIGHT, (Listed(address),), day))
    store.add(found, ())
    store.tell(pages.ended(address, state, NIGHT, day, document=found.id))


def test_pages_count_on_the_day_of_the_desk_on_which_they_ended(store: Store) -> None:
    store.tell(feeds.answered(FEED, NIGHT, NIGHT, (Listed("https://courier.example/1"),), "2024-10-26"))
    store.tell(pages.ended("https://courier.example/1", "known", NIGHT, "2024-10-27"))
    first, second = store.ask(collection.days())
    assert (first.day, first.new, first.known) == ("2024-10-26", 1, 0)
    assert (second.day, second.polls, second.new, second.known) == ("2024-10-27", 0, 0, 1)


def test_a_window_of_days_has_both_its_ends(store: Store) -> None:
    for number, day in enumerate(("2024-10-24", "2024-10-25", "2024-10-26", "2024-10-27")):
        bring(store, number, day, "Courier")
    assert [each.day for each in store.ask(collection.days("2024-10-25", "2024-10-26"))] == ["2024-10-25", "2024-10-26"]
    assert [each.day for each in store.ask(collection.days(until="2024-10-24"))] == ["2024-10-24"]
    assert len(store.ask(collection.days(since="2024-10-25"))) == 3
    assert [day for day, _, _ in store.ask(collection.outlets("2024-10-26"))] == ["2024-10-26", "2024-10-27"]


def test_outlets_are_those_of_what_feeds_brought_and_nothing_else(store: Store) -> None:
    store.add(Document(text="An article that the user added by hand.", publisher="Courier"), ())
    bring(store, 1, "2024-10-25", "Herald")
    bring(store, 2, "2024-10-25", "Courier")
    bring(store, 3, "2024-10-25", "Courier")
    bring(store, 4, "2024-10-25", None)
    bring(store, 5, "2024-10-25", "Herald", state="known")
    assert store.ask(collection.outlets("2024-10-25", "2024-10-25")) == (
        ("2024-10-25", None, 1),
        ("2024-10-25", "Courier", 2),
        ("2024-10-25", "Herald", 1),
    )


def test_what_a_day_brought_is_listed_by_publisher(store: Store) -> None:
    bring(store, 1, "2024-10-26", "Courier")
    bring(store, 2, "2024-10-26", None)
    bring(store, 3, "2024-10-27", "Courier")
    bring(store, 4, "2024-10-26", "Courier", state="known")
    assert [(each.publisher, each.feed) for each in store.ask(collection.brought("2024-10-26", "Courier", 9))] == [
        ("Courier", FEED)
    ]
    assert [each.publisher for each in store.ask(collection.brought("2024-10-26", "", 9))] == [None]
    assert len(store.ask(collection.brought("2024-10-26", None, 9))) == 2
    assert len(store.ask(collection.brought("2024-10-26", None, 1))) == 1


def test_shares_say_which_feed_brought_whom(store: Store) -> None:
    for number, publisher in enumerate(("Courier", "Courier", None)):
        bring(store, number, "2024-10-26", publisher)
    assert store.ask(collection.shares("2024-10-26", "2024-10-26")) == (
        ("2024-10-26", None, FEED, 1),
        ("2024-10-26", "Courier", FEED, 2),
    )
    assert store.ask(collection.shares("2024-10-27")) == ()
