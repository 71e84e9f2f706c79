"""Who reports what, who was first, whose words they print, and when anything was read at all."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import brief_story
from legation.records import Document
from legation.store.outlets import Printed, Telling
from legation.store.store import Store
from legation.view import outlet_rows

Serve = Callable[..., TestClient]
HOSTILE = "<script>alert(1)</script>/../x"


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def links(page: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="([^"]*)"', page[page.index("<main") :])}


def test_each_outlet_stands_with_its_numbers_and_leads_to_its_page(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "Harbour Post (sample) 1 1 1 own, 0 copies" in words(page)
    own = "/sources/Harbour%20Post%20%28sample%29"
    assert {own, f"{own}#articles", f"{own}#alone"} <= links(page)


def test_the_matrix_says_who_told_a_development_first_and_leads_to_the_words(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "Harbour Post (sample) told it first" in words(page)
    assert "Delta Ledger (sample) told it" in words(page)
    assert any(each.startswith(f"/articles/{brief_story.POST.id}?record=") for each in links(page))


def test_what_was_read_is_a_chart_with_a_table(client: TestClient) -> None:
    page = client.get("/sources?since=2024-10-31&until=2024-11-01").text
    assert "2024-10-31 1" in words(page)
    assert "2024-11-02" not in words(page)
    assert client.get("/charts/coverage.svg?since=2024-10-31").text.startswith("<svg")


def test_the_page_of_an_outlet_says_what_it_leaves_out(client: TestClient) -> None:
    page = words(client.get("/sources/" + quote("Delta Ledger (sample)")).text)
    assert "1 article on 1 day, from 1 November 2024 to 1 November 2024." in page
    assert "Seoul counts troops 1 November 2024 its own" in page
    assert client.get("/sources/Nobody").status_code == 404


@pytest.mark.parametrize("address", ["/sources?since=x", "/sources?since=2024-11-02&until=2024-11-01"])
def test_what_is_no_window_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422


def test_a_hostile_name_is_a_name_and_has_a_page(serve: Serve, tmp_path: Path) -> None:
    with Store.open(tmp_path / "hostile.db") as store:
        store.add(Document(title=HOSTILE, publisher=HOSTILE, published="2024-11-01", text="Words."), ())
    client = serve(tmp_path / "hostile.db")
    page = client.get("/sources").text
    assert "<script>alert" not in page
    assert HOSTILE in words(page)
    own = next(each for each in links(page) if each.startswith("/sources/") and "#" not in each)
    assert "1 article on 1 day" in words(client.get(own).text)


def test_an_empty_store_says_what_is_missing(serve: Serve) -> None:
    assert "No article by a named outlet is stored" in words(serve().get("/sources").text)


def test_first_alone_and_late_are_counted_by_development() -> None:
    told = [
        Telling("a", True, "Wire", "2024-11-01T10:00:00+00:00", None),
        Telling("a", False, "Post", "2024-11-01T16:00:00+00:00", None),
        Telling("a", False, "Post", "2024-11-01T13:00:00+00:00", "reprint"),
        Telling("b", True, "Post", "2024-11-02", None),
    ]
    printed = [Printed("2024-11-01", "Wire", 1), Printed("2024-11-01", "Post", 2), Printed("2024-11-02", "Post", 1)]
    post, wire = outlet_rows.standings(printed, {"Post": 1}, told)
    assert (wire.first, wire.alone, wire.lag) == (1, 0, None)
    assert (post.own, post.told, post.first, post.alone, post.lag) == (2, 2, 0, 1, 3.0)


@pytest.mark.parametrize(
    ("last", "step", "number"), [("2024-01-31", "day", 31), ("2024-12-30", "week", 53), ("2026-01-01", "month", 25)]
)
def test_long_windows_have_longer_steps_and_no_step_is_left_out(last: str, step: str, number: int) -> None:
    found = outlet_rows.coverage([Printed("2024-01-01", "Wire", 2), Printed(last, "Post", 1)], 1)
    assert (found.step, len(found.steps), found.others) == (step, number, 1)
    assert sum(found.total(each) for each in found.steps) == 3
