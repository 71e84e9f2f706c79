"""`show feeds`, `show pages`, `show collection`: days without news and days without a network look different."""

import csv
import io
import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from legation.records import Document
from legation.store import feeds, pages
from legation.store.feeds import Listed
from legation.store.store import Store
from legation.view import cli_collecting, collecting_rows
from legation.view.cli import run
from legation.watches import Feed

COURIER, HERALD = "https://www.courier.example/feed.xml", "https://herald.example/feed.xml"
GONE = "the server answers 404 (Not Found); expected a page"
TODAY = datetime.now(UTC).date()


def day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


def at(ago: int) -> str:
    return f"{day(ago)}T08:00:00Z"


def bring(store: Store, feed: str, ago: int, publisher: str) -> None:
    address = f"{feed}/{ago}"
    found = Document(text=f"Envoys met {ago} days ago, {publisher} says.", publisher=publisher)
    store.tell(feeds.answered(feed, at(ago), at(ago), (Listed(address),), day(ago)))
    store.add(found, ())
    store.tell(pages.ended(address, "stored", at(ago), day(ago), document=found.id))


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six days ago all answered, five days ago one feed; then a day without an answer, and two without any poll."""
    monkeypatch.chdir(tmp_path)  # where no desk is
    # The clock stands still, so that tests that run over midnight still speak of one day.
    monkeypatch.setattr(cli_collecting, "now", lambda: datetime.combine(TODAY, time(12), UTC))
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        bring(store, COURIER, 6, "Courier")
        bring(store, HERALD, 6, "Herald")
        bring(store, COURIER, 5, "Courier")
        store.tell(feeds.failed(HERALD, at(5), at(5), "no such host", day(5)))
        for feed in (COURIER, HERALD):
            store.tell(feeds.failed(feed, at(4), at(4), "no such host", day(4)))
        bring(store, COURIER, 1, "Courier")
        lost = (Listed(f"{COURIER}/lost", '{"title": "Envoys \x1b[31mmeet"}'), Listed(f"{COURIER}/later"))
        store.tell(feeds.answered(COURIER, at(1), at(0), lost, day(1)))
        store.tell(pages.ended(f"{COURIER}/lost", "given up", at(1), day(1), reason=GONE))
    return path


def shown(capsys: pytest.CaptureFixture[str], database: Path, *arguments: str) -> tuple[str, str]:
    assert run(["show", *arguments, "--db", str(database)]) == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_days_without_an_answer_and_days_without_a_poll_are_marked(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = shown(capsys, database, "collection", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["day"]: row["state"] for row in rows} == {
        day(6): "answered",
        day(5): "some failed",
        day(4): "no answer",
        day(3): "not asked",
        day(2): "not asked",
        day(1): "answered",
        day(0): "not asked",
    }
    assert {row["day"]: (row["polls"], row["failed"], row["stored"], row["given_up"]) for row in rows}[day(1)] == (
        *("2", "0", "1", "1"),
    )
    assert "2 days on which every poll was answered" in err
    assert "1 day on which no feed answered; 3 days on which no feed was asked" in err


def test_a_window_begins_no_earlier_than_collecting_did(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, database, "collection", "--since", day(400), "--until", day(5), "--json")
    found = json.loads(out)
    assert [each["day"] for each in found] == [day(6), day(5)]
    assert [each["feed"] for each in found[1]["by_feed"] if each["failed"]] == [HERALD]
    assert found[1]["feeds_without_answer"] == 1
    out, _ = shown(capsys, database, "collection", "--since", day(3), "--until", day(2), "--json")
    assert [each["state"] for each in json.loads(out)] == ["not asked", "not asked"]


def test_days_to_come_are_no_days_without_polls(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, database, "collection", "--since", day(1), "--until", day(-9), "--json")
    assert [each["day"] for each in json.loads(out)] == [day(1), day(0)]
    assert shown(capsys, database, "collection", "--since", day(-9), "--json")[0] == "[]\n"


def test_outlets_by_day_keep_the_days_that_brought_nothing(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = shown(capsys, database, "collection", "--outlets", "--csv", "--until", day(4))
    assert [tuple(row.values()) for row in csv.DictReader(io.StringIO(out))] == [
        (day(6), "answered", "Courier", "1"),
        (day(6), "answered", "Herald", "1"),
        (day(5), "some failed", "Courier", "1"),
        (day(4), "no answer", "", "0"),
    ]


def test_feeds_tell_how_they_stand(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = shown(capsys, database, "feeds")
    assert "courier.example/feed.xml" in out
    assert "no such host" in out
    assert "2 feeds: 1 answering, 1 failing" in err
    out, _ = shown(capsys, database, "feeds", "--json")
    courier, herald = sorted(json.loads(out), key=lambda each: str(each["feed"]), reverse=True)
    assert (courier["feed"], courier["state"], courier["answered"], courier["due"]) == (
        *(COURIER, "answering", at(1), at(0)),
    )
    assert (herald["state"], herald["failures"], herald["answered"], herald["asked"]) == ("failing", 2, at(6), at(4))


def test_the_desk_tells_which_feeds_are_paused_new_or_gone() -> None:
    state = feeds.FeedState(address=HERALD, asked=at(1), answered=at(1), due=at(0), failures=0, reason=None, listed=3)
    desk = (Feed(address=COURIER, paused=True), Feed(address="https://new.example/feed"))
    found = {str(row["feed"]): row["state"] for row in collecting_rows.feed_rows((state,), desk, {})}
    assert found == {COURIER: "paused", "https://new.example/feed": "never asked", HERALD: "not in the desk"}


def test_pages_that_could_not_be_had_come_with_the_reason(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for state in ((), ("--state", "given up"), ("--state", "Given-Up")):
        out, err = shown(capsys, database, "pages", *state)
        assert f"{COURIER}/lost" in out
        assert "404 (Not Found)" in " ".join(out.split())
        assert "\x1b" not in out
        assert "1 page given up; 1 waiting, 4 stored: --state shows them" in err
    out, err = shown(capsys, database, "pages", "--state", "stored", "--limit", "1", "--json")
    (one,) = json.loads(out)
    assert (one["state"], one["ended_at"], len(one["document"])) == ("stored", at(1), 16)
    assert "the last 1 of 4 pages stored" in err


@pytest.mark.parametrize("what", ["feeds", "pages", "collection"])
def test_a_store_that_never_collected_says_what_collects(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Store.open(tmp_path / "news.db").close()
    assert shown(capsys, tmp_path / "news.db", what, "--json")[0] == "[]\n"
    out, err = shown(capsys, tmp_path / "news.db", what)
    assert out == ""
    assert ("legation watch" in err) is (what != "pages")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pages", "--state", "gone"], "'gone' is no state of a page; choose one of 'waiting'"),
        (["events", "--state", "waiting"], "--state goes with `legation show pages` only"),
        (["feeds", "--outlets"], "--outlets goes with `legation show collection` only"),
        (["feeds", "--actor", "X"], "--actor does not go with feeds"),
        (["pages", "--since", "7d"], "--since does not go with pages: --state and --limit do"),
        (["collection", "--since", "2024-02-01", "--until", "2024-01-01"], "lies before --since"),
        (["feeds", "--desk", "nowhere.toml"], "there is no desk at nowhere.toml"),
    ],
)
def test_what_does_not_go_is_said(
    database: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", *arguments, "--db", str(database)]) == 2
    assert told in capsys.readouterr().err
