"""The whole watch, on a site of this machine and with a clock that waiting sets forward."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

import fakes
from legation.errors import DeskError, StepError, StoreError
from legation.records import AnyRecord, Document
from legation.store import collection
from legation.store.store import Store
from legation.watch.tuning import numbers
from legation.watches import Alerting, Collecting, Digest, Feed
from read.press_site import PARAGRAPHS, Reply, Visit

from .desk_day import START, Day, FrailStore, Killed, article, hung_up, listed, printed

LONG = "".join(f"<p>{each}</p>" for each in PARAGRAPHS * 3)


def test_new_pages_are_stored_once_however_often_they_are_listed(day: Day) -> None:
    printed(day.press, 0, 1)
    asked: list[int] = []

    def later() -> None:
        if day.clock.time >= START + timedelta(hours=2) and not asked:
            asked.append(1)
            printed(day.press, 0, 1, 2)

    day.clock.after = later
    day.run(hours=5)
    assert day.urls() == ["0", "1", "2"]
    assert day.states() == {"0": "stored", "1": "stored", "2": "stored"}
    assert day.press.paths().count("/0") == 1
    assert day.press.paths().count("/feed") == 10
    assert len(day.coded) == 3


def test_said_and_counted(day: Day) -> None:
    printed(day.press, 0, 1)
    tally = day.run()
    assert [str(each) for each in day.lines] == [
        "12:00 watching 1 feed, next at 12:00",
        "12:00 press.test: 2 new of 2",
        "12:00 stored: Envoys talk, part 0 (2026-02-01) · 10 records",
        "12:00 stored: Envoys talk, part 1 (2026-02-02) · 10 records",
    ]
    assert (tally.polls, tally.new, tally.stored, tally.failed) == (1, 2, 2, 0)
    with day.store() as store:
        (one,) = store.ask(collection.days())
        assert (one.day, one.polls, one.listed, one.new, one.stored) == ("2026-03-02", 1, 2, 2, 2)
        assert store.counts()["development"] == 1  # linked


def test_times_are_those_of_the_desk(day: Day) -> None:
    day.collecting = Collecting(zone="Asia/Tokyo")
    day.clock.time = START + timedelta(hours=4)
    printed(day.press, 0)
    day.run()
    assert day.lines[0].time == "01:00"
    with day.store() as store:
        assert [each.day for each in store.ask(collection.days())] == ["2026-03-03"]


def test_what_has_not_changed_is_not_sent_again(day: Day) -> None:
    printed(day.press, 0)
    feed = day.press.pages["/feed"]
    assert isinstance(feed, Reply)
    sent: list[int] = []

    def conditional(visit: Visit) -> Reply:
        is_known = visit.headers.get("if-none-match") == '"1"'
        sent.append(304 if is_known else 200)
        return Reply(status=304, headers={"ETag": '"1"'}) if is_known else replace(feed, headers={"ETag": '"1"'})

    day.press.pages["/feed"] = conditional
    day.run(hours=2)
    assert sent == [200, 304, 304, 304]
    assert day.feed(day.feeds[0].address).listed == 1
    assert day.urls() == ["0"]


def test_once_asks_only_what_is_due(day: Day) -> None:
    printed(day.press, 0)
    day.run()
    day.clock.time += timedelta(minutes=10)
    assert day.run().polls == 0
    day.clock.time += timedelta(minutes=20)
    assert day.run().polls == 1
    assert day.press.paths() == ["/feed", "/0", "/feed"]


def test_once_reads_all_that_waits(day: Day) -> None:
    day.numbers = replace(numbers(), round_pages=2, ahead=2)
    printed(day.press, *range(7))
    assert day.run().stored == 7


def test_limit_and_publisher_of_a_feed(day: Day) -> None:
    day.feeds = [replace(day.feeds[0], limit=2, publisher="The Sample Courier")]
    printed(day.press, 0, 1, 2)
    day.run()
    assert day.urls() == ["1", "2"]
    with day.store() as store:
        assert {each.publisher for each in store.documents()} == {"The Sample Courier"}


def test_what_stays_wrong_with_a_feed_is_told_once(day: Day) -> None:
    day.press.pages["/feed"] = listed()
    filled: list[int] = []

    def later() -> None:
        if day.clock.time >= START + timedelta(hours=2) and not filled:
            filled.append(1)
            printed(day.press, 0)
        elif day.clock.time >= START + timedelta(hours=3):
            day.press.pages["/feed"] = listed()

    day.clock.after = later
    day.run(hours=5)
    told = [each for each in day.lines if "is a list without entries" in each.text]
    assert [(each.time, each.weight) for each in told] == [("12:00", "fault"), ("15:00", "fault")]


def test_paused_feed_is_not_asked(day: Day) -> None:
    day.feeds = [day.feeds[0], Feed(address=day.press.url("/other"), paused=True)]
    printed(day.press, 0)
    day.run(hours=3)
    assert "/other" not in day.press.paths()
    assert "(1 paused)" in day.said()[0]


def test_article_that_only_the_feed_has(day: Day) -> None:
    content = f"<content:encoded><![CDATA[{LONG}]]></content:encoded>"
    full = f"<item><title>No page</title><description>d</description>{content}</item>"
    feed = listed(day.press.url("/gone"), more=full)
    gone = f"<link>{day.press.url('/gone')}</link>"
    body = feed.body.decode().replace(gone, f"{gone}{content}")
    body = body.replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    day.press.pages["/feed"] = replace(feed, body=body.encode())
    day.run(hours=2)
    assert sorted(day.states().values()) == ["stored", "stored"]
    with day.store() as store:
        assert {each.source_format for each in store.documents()} == {"feed"}
        assert len(list(store.documents())) == 2


@pytest.mark.parametrize(
    ("reply", "state", "reason"),
    [
        (Reply(status=404), "given up", "404"),
        (Reply(status=410), "given up", "410"),
        (Reply(body=b"<html><body><a href='/b'>World</a></body></html>"), "not an article", "no article text"),
    ],
)
def test_page_that_never_will_be_an_article(day: Day, reply: Reply, state: str, reason: str) -> None:
    printed(day.press, 0, 1)
    day.press.pages["/0"] = reply
    day.run(hours=72)
    assert day.states() == {"0": state, "1": "stored"}
    assert reason in (day.pages()["0"].reason or "")
    assert day.press.paths().count("/0") == 1
    with day.store() as store:
        assert sum(each.given_up + each.not_article for each in store.ask(collection.days())) == 1


def test_robots_and_guard_are_heeded_at_once(day: Day) -> None:
    day.press.pages["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /closed/")
    day.press.pages["/feed"] = listed(day.press.url("/closed/0"), "http://10.0.0.1/1", "ftp://press.test/2")
    day.run(hours=2)
    assert set(day.states().values()) == {"given up"}
    assert len(day.states()) == 3
    assert day.press.paths() == ["/feed"] * 4


@pytest.mark.parametrize("answer", [Reply(status=503), Reply(status=429), hung_up])
def test_page_that_can_be_had_later(day: Day, answer: Reply | Callable[[Visit], None]) -> None:
    printed(day.press, 0)
    day.press.pages["/0"] = answer
    until = START + timedelta(hours=5)

    def later() -> None:
        if day.clock.time >= until:
            day.press.pages["/0"] = article(0)

    day.clock.after = later
    day.run(hours=24)
    assert day.states() == {"0": "stored"}
    # At 10 minutes, 40, two hours and ten minutes, and six hours and ten minutes.
    assert day.press.paths().count("/0") == 5
    assert day.urls() == ["0"]


def test_page_that_never_can_be_had_is_given_up_after_days(day: Day) -> None:
    printed(day.press, 0)
    day.press.pages["/0"] = Reply(status=503)
    day.run(hours=47)
    assert day.states() == {"0": "waiting"}
    day.run(hours=48)
    assert day.states() == {"0": "given up"}
    one = day.pages()["0"]
    assert "503" in (one.reason or "")
    assert "given up after 9 attempts" in (one.reason or "")
    assert day.press.paths().count("/0") == 9


def test_server_that_asks_for_time_has_it(day: Day) -> None:
    printed(day.press, 0)
    day.press.pages["/0"] = Reply(status=429, headers={"Retry-After": "7200"})
    day.run()
    assert day.pages()["0"].due == "2026-03-02T14:00:00Z"


def test_host_in_trouble_is_left_alone_and_its_pages_lose_nothing(day: Day) -> None:
    printed(day.press, *range(6))
    for n in range(6):
        day.press.pages[f"/{n}"] = Reply(status=503)
    day.run()
    assert day.press.paths() == ["/feed", "/0", "/1"]
    assert sorted(each.attempts for each in day.pages().values()) == [0, 0, 0, 0, 1, 1]
    for n in range(6):
        day.press.pages[f"/{n}"] = article(n)
    day.run(hours=1)
    assert set(day.states().values()) == {"stored"}


def test_failing_feed_is_asked_less_and_less(day: Day) -> None:
    day.press.pages["/feed"] = Reply(status=500)
    day.run(hours=24)
    assert day.press.paths().count("/feed") == 6
    found = day.feed(day.feeds[0].address)
    assert (found.failures, "500" in (found.reason or "")) == (6, True)
    assert day.said()[1].startswith("press.test: failed (the server answers 500 (Internal Server Error); expected")
    printed(day.press, 0)
    day.run(hours=24)
    assert day.feed(day.feeds[0].address).failures == 0
    assert day.urls() == ["0"]


def test_empty_feed_is_no_failure(day: Day) -> None:
    day.press.pages["/feed"] = listed()
    day.run()
    assert (day.feed(day.feeds[0].address).failures, day.feed(day.feeds[0].address).listed) == (0, 0)


def test_page_is_read_again_when_its_text_is_another_one(day: Day) -> None:
    visits: list[int] = []

    def changing(visit: Visit) -> Reply:
        visits.append(1)
        found = article(1 if len(visits) < 5 else 2)
        return replace(found, body=found.body.replace(b"</head>", f"<!-- {len(visits)} --></head>".encode()))

    day.press.pages["/statement"] = changing
    day.feeds = [Feed(address=day.press.url("/statement"), every=1800)]
    day.run(hours=5)
    assert day.urls() == ["statement", "statement"]
    assert list(day.states().values()) == ["stored", "stored"]


def test_page_without_an_article_is_no_article_once(day: Day) -> None:
    day.press.pages["/feed"] = Reply(body=b"<html><body><a href='/b'>World</a></body></html>")
    day.run(hours=5)
    assert list(day.states().values()) == ["not an article"]


# Network


def _three_hosts(day: Day) -> None:
    for n, host in enumerate(("press.test", "other.test", "third.test")):
        printed(day.press, n, feed=f"/feed{n}", host=host)
    day.feeds = [
        Feed(address=day.press.url(f"/feed{n}", host), every=1800)
        for n, host in enumerate(("press.test", "other.test", "third.test"))
    ]


def test_without_a_network_no_page_loses_an_attempt(day: Day) -> None:
    _three_hosts(day)
    for n in range(3):
        day.press.pages[f"/{n}"] = Reply(status=503)
    day.run()
    day.lines.clear()
    day.gone = {"*"}
    day.run(hours=200)
    assert {each.attempts for each in day.pages().values()} == {1}
    assert set(day.states().values()) == {"waiting"}
    assert len(day.lines) == 2
    assert day.said()[1].startswith("no network: none of ")
    for n in range(3):
        day.press.pages[f"/{n}"] = article(n)
    day.gone = set()
    day.lines.clear()
    day.run(hours=1)
    assert day.urls() == ["0", "1", "2"]
    assert [each.failures for each in map(day.feed, (each.address for each in day.feeds))] == [0, 0, 0]


def test_network_that_comes_back_is_noticed_within_minutes(day: Day) -> None:
    _three_hosts(day)
    day.gone = {"*"}

    def later() -> None:
        if day.clock.time > START + timedelta(hours=30):
            day.gone = set()

    day.clock.after = later
    day.run(hours=30.25)
    assert day.urls() == ["0", "1", "2"]
    gone, back = (each for each in day.said() if "network" in each)
    assert gone.startswith("no network")
    assert back == "the network is there again"


def test_host_that_is_gone_is_not_taken_for_the_network(day: Day) -> None:
    _three_hosts(day)
    day.press.pages["/0"] = Reply(status=503)
    day.run()
    day.gone = {"press.test"}
    day.run(hours=72)
    assert day.states() == {"0": "given up", "1": "stored", "2": "stored"}
    assert not [each for each in day.said() if "network" in each]
    assert day.feed(day.feeds[0].address).failures > 1


def test_two_hosts_that_are_gone_are_not_taken_for_the_network(day: Day) -> None:
    _three_hosts(day)
    day.press.pages["/0"] = day.press.pages["/1"] = Reply(status=503)
    day.run()
    day.gone = {"press.test", "other.test"}
    day.run(hours=72)
    assert day.states() == {"0": "given up", "1": "given up", "2": "stored"}
    assert not [each for each in day.said() if "network" in each]


# Desk


def test_feed_that_is_taken_out_keeps_its_history_and_its_pages(day: Day) -> None:
    printed(day.press, 0)
    day.press.pages["/0"] = Reply(status=503)
    old = day.feeds[0].address
    day.run()
    day.press.pages["/0"] = article(0)
    printed(day.press, 1, feed="/new")
    day.feeds = [Feed(address=day.press.url("/new"), every=1800)]
    day.run(hours=1)
    assert day.states() == {"0": "stored", "1": "stored"}
    assert day.feed(old).listed == 1
    assert day.press.paths().count("/feed") == 1


def test_desk_that_changes_is_heeded_and_a_broken_one_is_told_once(day: Day) -> None:
    printed(day.press, 0)
    printed(day.press, 1, feed="/new")
    new = Feed(address=day.press.url("/new"), every=1800)

    def later() -> None:
        gone = day.clock.time - START
        day.broken = (
            DeskError(["desk.toml, line 3: x", "y"]) if timedelta(minutes=5) < gone < timedelta(minutes=9) else None
        )
        if gone > timedelta(minutes=15) and new not in day.feeds:
            day.feeds = [*day.feeds, new]

    day.clock.after = later
    day.run(hours=1)
    assert day.urls() == ["0", "1"]
    told = [each for each in day.said() if "desk" in each]
    assert told == [
        "the desk can't be used, so the one before stays in force: desk.toml, line 3: x (and 1 more complaint)",
        "the desk is in order again",
        "the desk has changed: watching 2 feeds, next at 12:15",
    ]


# What breaks


PLACES = ("before", "in", "after")


@pytest.mark.parametrize("place", PLACES)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice(day: Day, place: str) -> None:
    printed(day.press, 0, 1, 2)
    day.press.pages["/2"] = Reply(status=404)
    at = 0
    while True:
        for old in day.folder.glob("legation.db*"):
            old.unlink()
        frail = FrailStore.open(day.folder / "legation.db")
        frail.writes, frail.dies_at, frail.place = 0, at, place
        try:
            day.run(store=frail)
        except Killed:
            pass
        else:
            break
        day.run()
        assert day.urls() == ["0", "1"], at
        assert day.states() == {"0": "stored", "1": "stored", "2": "given up"}, at
        with day.store() as store:
            (one,) = store.ask(collection.days())
            assert (one.new, one.stored, one.known, one.given_up) == (3, 2, 0, 1), at
            assert store.counts()["development"] == 1, at
        at += 1
    assert at >= 8


def test_killed_while_an_article_is_coded(day: Day) -> None:
    printed(day.press, 0, 1)

    def dies(document: Document) -> tuple[AnyRecord, ...]:
        raise Killed

    day.code = dies
    with pytest.raises(Killed):
        day.run()
    assert set(day.states().values()) == {"waiting"}
    day.code = fakes.code
    day.run()
    assert set(day.states().values()) == {"stored"}


@pytest.mark.parametrize("place", ["before", "in"])
def test_store_in_trouble_loses_nothing_and_is_told_once(day: Day, place: str) -> None:
    printed(day.press, 0, 1, 2)
    for at in range(9):
        for old in day.folder.glob("legation.db*"):
            old.unlink()
        day.lines.clear()
        frail = FrailStore.open(day.folder / "legation.db")
        frail.writes, frail.dies_at, frail.place = 0, at, place
        frail.error = StoreError("legation.db: the disk is full")
        day.run(hours=1, store=frail)
        assert day.urls() == ["0", "1", "2"], at
        assert [each for each in day.said() if "full" in each] == [
            "legation.db: the disk is full; nothing is lost, and it is tried again from time to time"
        ], at


def test_store_that_stays_full_is_not_asked_without_end(day: Day) -> None:
    printed(day.press, 0)

    class Full(FrailStore):
        pass

    frail = Full.open(day.folder / "legation.db")
    frail.writes, frail.error = 0, StoreError("legation.db: the disk is full")

    def fail() -> None:
        frail.dies_at = frail.writes

    frail.dies_at = 0
    day.clock.after = fail
    day.run(hours=24, store=frail)
    assert frail.writes < 24 * 60 / 5 + 10
    assert sum("full" in each for each in day.said()) == 1


@pytest.mark.parametrize("error", [StepError("fake", "d", "it says so"), ValueError("odd"), MemoryError()])
def test_coder_that_fails_is_given_a_second_chance(day: Day, error: Exception) -> None:
    printed(day.press, 0, 1)
    fails = {"/0": 2, "/1": 1}

    def code(document: Document) -> tuple[AnyRecord, ...]:
        path = f"/{(document.url or '').rpartition('/')[2]}"
        if fails[path]:
            fails[path] -= 1
            raise error
        return fakes.code(document)

    day.code = code
    day.run(hours=3)
    assert day.states() == {"0": "given up", "1": "stored"}
    assert (day.pages()["0"].reason or "").startswith("coding failed: ")
    assert len(day.coded) == 4


def test_linking_that_fails_does_not_end_the_watch(day: Day) -> None:
    printed(day.press, 0)
    tried: list[int] = []

    def link(store: Store) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise RuntimeError("odd")
        fakes.link(store)

    day.link = link
    day.run(hours=3)
    assert len(tried) == 2
    assert "linking failed (RuntimeError: odd); tried again later" in day.said()
    with day.store() as store:
        assert store.counts()["development"] == 1


def test_linking_goes_on_in_pieces(day: Day) -> None:
    left = [3]

    def link(store: Store) -> bool:
        left[0] -= 1
        return left[0] > 0

    printed(day.press, 0)
    day.link = link
    day.run(hours=0.2)
    assert left == [0]


def test_alerts_come_after_what_is_new_and_every_hour(day: Day) -> None:
    printed(day.press, 0)
    asked = []

    def alert(_: object, now: object) -> tuple[str, ...]:
        asked.append(now)
        if len(asked) == 2:
            raise OSError("no mail")
        return ("alert: China broke its silence",) if len(asked) == 1 else ()

    day.more["alert"] = alert
    day.run(hours=3.5)
    assert [(each - START) / timedelta(hours=1) for each in asked] == [0, 1, 2, 3]  # type: ignore[operator]
    assert [each.text for each in day.lines if each.weight == "alert"] == ["alert: China broke its silence"]
    assert "alerts failed (OSError: no mail); tried again later" in day.said()


def test_alerts_may_ask_for_a_moment_of_their_own_and_the_digest_has_its_hour(day: Day) -> None:
    printed(day.press, 0)
    asked: list[datetime] = []

    def alert(_: object, now: datetime) -> tuple[str, ...]:
        asked.append(now)
        return ()

    day.more = {"alert": alert, "alert_due": lambda: START + timedelta(minutes=7) if len(asked) == 1 else None}
    day.alerting = Alerting(digest=Digest(at=time(12, 40)))
    day.run(hours=1)
    assert [(each - START) / timedelta(minutes=1) for each in asked] == [0, 7, 40]


def test_clock_that_is_set_back_does_not_stop_the_watch(day: Day) -> None:
    printed(day.press, 0)
    day.press.pages["/0"] = Reply(status=503)
    day.clock.time = START + timedelta(days=4000)
    day.run()
    day.clock.time = START
    day.press.pages["/0"] = article(0)
    day.run(hours=72)
    assert day.urls() == ["0"]
    assert day.press.paths().count("/feed") > 100


def test_the_watch_waits_without_asking_the_store(day: Day) -> None:
    printed(day.press, 0)
    asked: list[int] = []
    with day.store() as store:
        ask = store.ask

        def counted(question: Callable[..., object]) -> object:
            asked.append(1)
            return ask(question)

        store.ask = counted  # type: ignore[method-assign,assignment]
        day.run(hours=24, store=store)
    assert len(asked) < 49 * 12
