"""Whether the watch runs, which feeds fail; days without news are told apart from days without an answer."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from legation.store import feeds, pages
from legation.store.feeds import Listed
from legation.store.store import Store
from legation.view.web import rounds
from legation.view.web.settings import Settings
from legation.view.web.shelf import Shelf
from legation.watches import Collecting, Feed
from watch_story import COURIER, DESK, DOWN, GONE, HERALD, PARTLY, QUIET, Story, stamp, written
from web_pages import links, page, pick, text

Serve = Callable[..., TestClient]
NOW = datetime(2024, 11, 28, 12, 0, tzinfo=UTC)
HOSTILE = "</script><script>alert(1)</script>"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Twenty-five days of collecting, which end ten minutes ago."""
    with Store.open(tmp_path / "mine.db") as store:
        made = Story(store=store, now=NOW)
        made.collect()
    return made


@pytest.fixture
def start(serve: Serve, tmp_path: Path, story: Story) -> Callable[..., TestClient]:
    def started(**settings: Any) -> TestClient:
        file = written(tmp_path)
        return serve(tmp_path / "mine.db", **{"desk": file, "now": lambda: NOW, "today": NOW.date, **settings})

    return started


def watch(client: TestClient) -> str:
    return text(pick(page(client, "/collecting"), "section[aria-labelledby=watch]")[0])


def rows(client: TestClient) -> dict[str, list[str]]:
    """The table of the days, by day: how feeds answered, then the numbers."""
    found = pick(page(client, "/collecting"), "details.twin tbody tr")
    return {text(pick(row, "th")[0]): [text(cell) for cell in pick(row, "td")] for row in found}


def test_feeds_tell_how_they_stand_those_that_fail_first(start: Callable[..., TestClient]) -> None:
    found = pick(page(start(), "/collecting"), "table.feeds tbody tr")
    assert [[text(cell) for cell in pick(row, "td")] for row in found] == [
        ["does not answer", "today, 12:50", "26 November 2024, 12:50", "today, 13:00", "6", "0", "5"],
        ["answers", "today, 12:50", "today, 12:50", "today, 13:05", "3", "8", "6"],
        ["paused in the desk", "–", "–", "–", "–", "0", "–"],
    ]
    herald = text(found[0])
    assert "The Sample Herald" in herald
    assert f"{DOWN} (2 times in a row)" in herald


def test_the_watch_seems_to_run_while_feeds_are_asked(start: Callable[..., TestClient]) -> None:
    said = watch(start())
    assert "it seems so The last feed was asked today, 12:50; the next is due today, 13:00." in said
    assert "this server does not look for its process" in said
    assert "(15 minutes)" in said


def test_a_watch_that_stopped_is_noticed_though_nothing_is_written(start: Callable[..., TestClient]) -> None:
    now = [NOW]
    client = start(now=lambda: now[0])
    assert "it seems so" in watch(client)
    now[0] = NOW + timedelta(minutes=19)
    assert "it seems so" in watch(client)
    now[0] = NOW + timedelta(minutes=21)  # more than twice 15 minutes after it was asked last
    assert "it seems not The last feed was asked today, 12:50, and one has been due since today, 13:00." in watch(
        client
    )
    assert "No feed was asked since today, 12:50" in text(pick(page(client, "/"), ".gaps")[0])


def test_the_first_page_says_which_feeds_fail_and_leads_there(start: Callable[..., TestClient]) -> None:
    (line,) = pick(page(start(), "/"), ".gaps")
    assert "1 of 2 feeds does not answer: The Sample Herald." in text(line)
    assert links(line) == {"How collecting goes": "/collecting"}


def test_the_first_page_says_nothing_where_all_is_well(start: Callable[..., TestClient], story: Story) -> None:
    with Store.open(story.store.path) as store:
        store.tell(feeds.answered(HERALD, story.at(0, 1), stamp(NOW + timedelta(minutes=30)), (), story.day(0)))
    assert not pick(page(start(), "/"), ".gaps")


def test_days_of_four_weeks_stand_in_the_chart_and_its_table(start: Callable[..., TestClient], story: Story) -> None:
    client = start()
    found = rows(client)
    assert len(found) == 25
    assert next(iter(found)) == story.day(0)
    assert {name: found[story.day(ago)][0] for name, ago in (("dead", 6), ("off", 17), ("partly", 9), ("well", 4))} == {
        "dead": "no answer",
        "off": "not asked",
        "partly": "some failed",
        "well": "answered",
    }
    summary = text(pick(page(client, "/collecting"), "figcaption")[0])
    assert "In 25 days the feeds brought 218 articles of 2 outlets." in summary
    assert "All feeds answered on 18 days; some failed on 4, none answered on 1, and none was asked on 2" in summary
    assert client.get(f"/charts/collecting.svg?until={story.day(0)}").text.startswith("<svg")


def test_a_quiet_outlet_is_told_apart_from_one_whose_feed_failed(
    start: Callable[..., TestClient], story: Story
) -> None:
    client = start()
    found = rows(client)
    courier, herald = 2, 3
    assert found[story.day(QUIET)][courier] == "0 (quiet)"
    assert found[story.day(PARTLY[0])][herald] == "0 (no answer)"
    assert found[story.day(PARTLY[0])][courier] == "5"
    spec = json.dumps(client.get(f"/charts/collecting.json?until={story.day(0)}").json())
    assert spec.count('"told": "far fewer than usual"') == 2  # the field, and the sign on it
    assert '"told": "nothing could be collected"' in spec
    summary = text(pick(page(client, "/collecting"), "figcaption")[0])
    assert "far less than usual came from The Sample Courier (1 day)." in summary


def test_each_number_opens_the_articles_behind_it(start: Callable[..., TestClient], story: Story) -> None:
    client = start()
    day = story.day(4)
    cell = next(
        row for row in pick(page(client, "/collecting"), "details.twin tbody tr") if text(pick(row, "th")[0]) == day
    )
    link = links(pick(cell, "td")[3])["5"]
    assert link == f"/collecting?day={day}&outlet=The+Sample+Herald#brought"
    section = pick(page(client, link), "section[aria-labelledby=brought]")[0]
    found = [each for each in links(section, "ul.brought").values() if each.startswith("/articles/")]
    assert len(found) == 5
    assert all(client.get(each).status_code == 200 for each in found)


def test_a_day_says_whether_feeds_answered(start: Callable[..., TestClient], story: Story) -> None:
    client = start()
    section = pick(page(client, f"/collecting?day={story.day(PARTLY[0])}"), "section[aria-labelledby=brought]")[0]
    assert f"some feeds failed Without an answer: {HERALD}" in text(section)
    empty = pick(page(client, f"/collecting?day={story.day(6)}"), "section[aria-labelledby=brought]")[0]
    assert "no feed answered" in text(empty)
    assert "No feed brought an article on this day." in text(empty)
    assert client.get("/collecting?day=soon").status_code == 422


def test_pages_that_wait_or_are_missing_come_with_their_reason(start: Callable[..., TestClient]) -> None:
    client = start()
    section = pick(page(client, "/collecting"), "section[aria-labelledby=pages]")[0]
    waiting, lost = (text(each) for each in pick(section, "ul.page-list li"))
    assert waiting.startswith("A treaty in draft")
    assert f"{DOWN} · 1 attempt · due today, 13:20" in waiting
    assert lost.startswith("What the envoys left unsaid")
    assert GONE in lost
    (film,) = pick(page(client, links(section)["1 not an article"]), "ul.page-list li")
    assert text(film).startswith("courier.example/world/feed.xml/filmwww.courier.example · a film")
    assert client.get("/collecting?pages=nonsense").status_code == 422


def test_a_feed_and_a_page_lead_out_only_where_they_can_be_followed(
    start: Callable[..., TestClient], story: Story
) -> None:
    bad = (Listed("javascript:alert(1)", json.dumps({"title": HOSTILE})),)
    with Store.open(story.store.path) as store:
        store.tell(feeds.answered("javascript:alert(2)", story.at(0), story.at(0), bad, story.day(0)))
        store.tell(pages.ended(bad[0].address, "given up", story.at(0), story.day(0), reason=HOSTILE))
    body = start().get("/collecting").text
    assert 'href="javascript' not in body
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body


def test_the_sources_lead_to_it(start: Callable[..., TestClient]) -> None:
    assert links(page(start(), "/sources"), ".beside") == {"How collecting goes, feed by feed": "/collecting"}


def test_empty_states_say_what_to_do(serve: Serve, tmp_path: Path) -> None:
    def nothing(desk: str | None) -> str:
        client = serve(tmp_path / "empty.db", desk=written(tmp_path, desk) if desk else None)
        return text(pick(page(client, "/collecting"), "main")[0])

    assert "legation desk new --feed URL" in nothing(None)
    assert "[[feeds]]" in nothing(DESK.partition("[[feeds]]")[0])
    unbegun = nothing(DESK)
    assert "not begun No feed was ever asked. Start legation watch" in unbegun
    assert "never asked" in unbegun


def test_the_shortest_interval_is_that_of_the_feeds_that_are_asked() -> None:
    slow, paused = Feed(address="a", every=7200), Feed(address="b", every=60, paused=True)
    thrice = Feed(address="c", at=(time(7), time(13), time(19)))
    assert rounds.shortest(Collecting(feeds=(slow, paused))) == 7200
    assert rounds.shortest(Collecting(feeds=(thrice,))) == 12 * 3600
    assert rounds.shortest(Collecting(feeds=(Feed(address="d", at=(time(7),)),))) == 24 * 3600
    assert rounds.shortest(Collecting()) == 1800


def test_a_watch_whose_only_feed_rests_after_failures_is_not_late(tmp_path: Path) -> None:
    desk = written(tmp_path, f'[watch]\nevery = "15m"\n[[feeds]]\nurl = "{COURIER}"\n')
    shelf = Shelf(Settings(database=tmp_path / "one.db", desk=desk, now=lambda: NOW))
    asked, due = stamp(NOW - timedelta(hours=3)), stamp(NOW + timedelta(hours=1))
    shelf.store.tell(feeds.failed(COURIER, asked, due, DOWN, "2024-11-28"))
    found = rounds.of(shelf)
    assert (found.is_late, len(found.failing)) == (False, 1)
    shelf.close()
