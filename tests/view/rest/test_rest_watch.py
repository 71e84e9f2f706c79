"""The API tells of alerts, feeds and days of collecting what the command line does, page by page."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from legation.store.store import Store
from legation.view import collecting_sources
from legation.view.alerting import listing
from legation.view.rest.contract import schemas
from watch_story import HERALD, Story, alert, written

Serve = Callable[..., TestClient]
NOW = datetime(2024, 11, 28, 12, 0, tzinfo=UTC)
API = "/api/v1"
FOUND = (alert("one"), alert("two", group="held", actors=("PRK",)), *(alert(f"A{n}", group="held") for n in range(5)))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "mine.db"
    with Store.open(path) as store:
        made = Story(store=store, now=NOW)
        made.collect()
        made.raise_all(FOUND)
    return path


@pytest.fixture
def client(serve: Serve, database: Path, tmp_path: Path) -> TestClient:
    return serve(database, desk=written(tmp_path), now=lambda: NOW)


def whole(client: TestClient, address: str) -> list[Any]:
    """All pages of a list."""
    found: list[Any] = []
    following: str | None = f"{API}/{address}"
    for _ in range(50):
        if following is None:
            return found
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        following = answer.json()["next"]
    raise AssertionError("the list does not end")


def fits(name: str, value: object) -> None:
    schema = {**schemas()[name], "components": {"schemas": schemas()}}
    jsonschema.Draft202012Validator(schema).validate(value)


def test_alerts_are_those_of_the_command_page_by_page(client: TestClient, database: Path) -> None:
    found = whole(client, "alerts?limit=2")
    with Store.open(database) as store:
        wanted = [dict(listing.wholes(store, [listing.named(store, each["id"])])[0]) for each in found]
    assert len(found) == len(FOUND)
    assert [each["made"] for each in found] == sorted((each["made"] for each in found), reverse=True)
    assert [{**each, "proofs": []} for each in found] == [{**each, "proofs": []} for each in wanted]
    for each in found:
        fits("Alert", each)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("state=sent", 1),
        ("state=sent&state=held", 7),
        ("actor=PRK", 1),
        ("kind=pressure", 0),
        ("rule=talk", 7),
        ("since=2024-11-26", 0),
    ],
)
def test_alerts_are_narrowed(client: TestClient, query: str, number: int) -> None:
    assert len(whole(client, f"alerts?{query}&limit=3")) == number


def test_one_alert_is_found_by_its_id(client: TestClient) -> None:
    (sent,) = whole(client, "alerts?state=sent")
    answer = client.get(f"{API}/alerts/{sent['id']}")
    assert answer.json() == sent
    assert [(each["channel"], each["state"]) for each in sent["deliveries"]] == [("hook", "waiting"), ("mail", "sent")]
    assert (
        client.get(f"{API}/alerts/{sent['id']}", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    )
    assert client.get(f"{API}/alerts/ffffffff").status_code == 404


def test_feeds_come_by_address(client: TestClient) -> None:
    found = whole(client, "feeds?limit=1")
    assert [each["state"] for each in found] == ["paused", "failing", "answering"]
    assert [each["feed"] for each in found] == sorted(each["feed"] for each in found)
    for each in found:
        fits("Feed", each)


def test_days_come_the_newest_first_with_feeds_and_outlets(client: TestClient, database: Path) -> None:
    found = whole(client, "collection?limit=7")
    with Store.open(database) as store:
        wanted = [each.day for each in collecting_sources.days(store, None, "2024-11-28")]
    assert [each["day"] for each in found] == wanted[::-1]
    assert [each["state"] for each in found].count("not asked") == 2
    partly = next(each for each in found if each["state"] == "some failed" and each["stored"])
    assert [each["feed"] for each in partly["by_feed"] if each["failed"]] == [HERALD]
    assert partly["by_outlet"] == [{"publisher": "The Sample Courier", "articles": partly["stored"]}]
    for each in found:
        fits("CollectedDay", each)


def test_a_window_of_days_is_heeded_on_every_page(client: TestClient) -> None:
    found = whole(client, "collection?since=2024-11-20&until=2024-11-24&limit=2")
    assert [each["day"] for each in found] == [f"2024-11-{day}" for day in (24, 23, 22, 21, 20)]
    assert whole(client, "collection?until=2020-01-01") == []
    assert len(whole(client, "collection?until=2999-01-01")) == 25
    assert client.get(f"{API}/collection?since=2024-11-24&until=2024-11-20").status_code == 422


@pytest.mark.parametrize("address", ["alerts?state=x", "alerts?kind=x", "alerts?actor=Nobody", "feeds?state=x"])
def test_what_cannot_be_asked_is_refused_by_name(client: TestClient, address: str) -> None:
    answer = client.get(f"{API}/{address}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"].startswith(address.partition("?")[2].partition("=")[0])
