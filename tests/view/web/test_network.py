"""The network around an actor: who stands in it, what joins them, and that every line leads to its records."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from itertools import combinations
from pathlib import Path

from starlette.testclient import TestClient

import brief_story
from legation.records import Actor, Event, Found
from legation.store.network import Part
from legation.store.store import Store
from legation.view import network_rows
from legation.view.charts.layout import Box, Field, placed
from legation.view.charts.network import tone

Serve = Callable[..., TestClient]


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def links(page: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="([^"]*)"', page[page.index("<main") :])}


def part(row: int, actor: str, role: str, *, kind: str = "event", tone: float | None = -5.0) -> Part:
    return Part(row, f"r{row}", kind, "ASSAULT", f"d{row}", "2024-11-01", tone, row, actor, role)


def test_pressure_runs_from_who_presses_to_whom_they_want_moved(client: TestClient) -> None:
    page = client.get("/network?actor=CHN").text
    assert "United States → China pressure 2 times" in words(page)
    assert "China → North Korea pressure" in words(page)
    assert {"/actors/USA", "/dyads/CHN/USA"} <= links(page)
    assert any(each.startswith("/search?country=USA&country=CHN&kind=pressure") for each in links(page))


def test_without_an_actor_it_begins_with_the_state_of_most_events(client: TestClient) -> None:
    assert "Around North Korea" in words(client.get("/network").text)


def test_kinds_and_days_narrow_it(client: TestClient) -> None:
    ties = words(client.get("/network?actor=CHN&kind=tie").text)
    assert "China – Russia tie" in ties
    assert "pressure 2 times" not in ties
    none = client.get("/network?actor=CHN&until=2020-01-01").text
    assert "Nothing of this kind joins" in words(none)


def test_two_steps_reach_whom_one_does_not(serve: Serve, tmp_path: Path) -> None:
    with Store.open(tmp_path / "chain.db") as store:
        for document, one, other in ((brief_story.POST, "USA", "CHN"), (brief_story.TIMES, "CHN", "RUS")):
            named = [each for each in brief_story.NAMED if isinstance(each, Found) and each.document == document.id]
            happened = Event(document=document.id, type="CONSULT", actor=(one,), recipient=(other,), intensity=2.0)
            store.add(document, [*named, happened])
    client = serve(tmp_path / "chain.db")
    assert "/actors/RUS" not in links(client.get("/network?actor=USA").text)
    assert "/actors/RUS" in links(client.get("/network?actor=USA&steps=2").text)


def test_what_is_no_network_is_refused(client: TestClient) -> None:
    for address in ("/network?steps=3", "/network?kind=actor", "/network?since=x", "/network?actor=Nobody+at+all"):
        assert client.get(address).status_code == 422, address


def test_the_picture_is_the_same_each_time(serve: Serve, told: Path) -> None:
    one, other = (serve(told).get("/charts/network.svg?actor=CHN").content for _ in range(2))
    assert one == other
    assert one.startswith(b"<svg")


def test_an_empty_store_says_what_is_missing(serve: Serve) -> None:
    assert "No stored article tells of an event" in words(serve().get("/network").text)


def test_hostile_names_stay_words(serve: Serve, tmp_path: Path) -> None:
    hostile = "</text><script>alert(1)</script>"
    with Store.open(tmp_path / "hostile.db") as store:
        found = [r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == brief_story.POST.id]
        store.add(brief_story.POST, (replace(r, name=hostile) if isinstance(r, Actor) else r for r in found))
    client = serve(tmp_path / "hostile.db")
    page = client.get("/network?actor=CHN").text
    assert hostile in words(page)
    assert "<script>alert" not in page
    assert "<script" not in client.get("/charts/network.svg?actor=CHN").text


def test_copies_are_one_origin_and_hostile_is_told_from_friendly() -> None:
    parts = [part(n, actor, role) for n in (1, 2, 3) for actor, role in (("AAA", "actor"), ("BBB", "recipient"))]
    found = network_rows.network("AAA", parts, {"d1": "wire", "d2": "wire", "d3": "post"})
    (edge,) = found.edges
    assert (edge.number, edge.origins, tone(edge)) == (3, 2, "hostile events")


def test_who_is_left_out_is_counted() -> None:
    parts = [part(n, actor, role) for n in range(60) for actor, role in (("AAA", "actor"), (f"X{n:02}", "recipient"))]
    found = network_rows.network("AAA", parts, {})
    assert len(found.nodes) == network_rows.MOST_NODES
    assert (found.nodes_left_out, found.edges_left_out) == (21, 21)


def test_labels_stand_apart() -> None:
    names = [f"N{n}" for n in range(25)]
    boxes = dict.fromkeys(names, Box(90, 24))
    places = placed("N0", [("N0", each, 1.0) for each in names[1:]], boxes, Field(760, 560))
    for one, other in combinations(names, 2):
        (x1, y1), (x2, y2) = places[one], places[other]
        assert abs(x1 - x2) > 85 or abs(y1 - y2) > 20, (one, other)


def test_every_line_leads_somewhere(client: TestClient) -> None:
    ours = ("/dyads", "/search", "/art", "/network")
    for start in ("/network?actor=CHN", "/network?actor=CHN&persons=1"):
        for link in {each for each in links(client.get(start).text) if each.startswith(ours)}:
            assert client.get(link).status_code == 200, link
