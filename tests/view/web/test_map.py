"""The map: where things happened and between the seats of whom; each number leads to what happened."""

import re
from collections.abc import Callable
from html import unescape
from math import hypot

import pytest
from starlette.testclient import TestClient

from legation.view.charts.globe import view
from legation.view.seats import bodies, middles, seats

Serve = Callable[..., TestClient]


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def links(page: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="([^"]*)"', page[page.index("<main") :])}


def test_a_place_leads_to_what_happened_there(client: TestClient) -> None:
    page = client.get("/map").text
    assert "Washington United States 1" in words(page)
    link = next(each for each in links(page) if "place=Washington" in each)
    there = client.get(link.partition("#")[0]).text
    assert "In Washington" in words(there)
    assert "met" in words(there)


def test_who_acts_on_whom_leads_to_the_records_and_the_pair(client: TestClient) -> None:
    page = client.get("/map").text
    assert "North Korea Russia 1" in words(page)
    assert {
        "/dyads/PRK/RUS",
        "/search?kind=development&status=actual&country=PRK&country=RUS&role=actor&role=recipient",
    } <= links(page)


def test_it_says_that_it_judges_no_border(client: TestClient) -> None:
    assert "The map draws no borders" in words(client.get("/map").text)


def test_types_days_and_extents_narrow_it(client: TestClient) -> None:
    assert "Washington United States" not in words(client.get("/map?type=mobilize").text)
    assert "No development of this kind" in words(client.get("/map?until=2020-01-01").text)
    for address in ("/map?type=nothing", "/map?view=moon", "/map?since=x"):
        assert client.get(address).status_code == 422, address


@pytest.mark.parametrize("extent", ["", "most", "world"])
def test_its_picture_is_drawn_for_every_extent(client: TestClient, extent: str) -> None:
    assert client.get(f"/charts/map.svg?view={extent}").text.startswith("<svg")


def test_a_place_that_is_none_stays_a_word(client: TestClient) -> None:
    page = client.get("/map?place=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page
    assert "Nothing of these days happened there" in words(page)


def test_an_empty_store_says_so(serve: Serve) -> None:
    assert "No development of this kind" in words(serve().get("/map").text)


def test_the_window_holds_its_points_and_is_no_larger_than_they_need() -> None:
    points = [(28.6, 77.2), (33.7, 73.1), (24.9, 67.0)]
    close = view(points, 860, 520)
    assert all(close.holds(close.at(*point), 20) for point in points)
    whole = view(points, 860, 520, whole=True)
    assert close.scale > 4 * whole.scale


def test_the_window_turns_so_that_the_date_line_parts_nobody() -> None:
    across = view([(-18.1, 178.4), (-13.8, -171.8)], 860, 520)  # Fiji and Samoa
    (x1, y1), (x2, y2) = across.at(-18.1, 178.4), across.at(-13.8, -171.8)
    assert hypot(x1 - x2, y1 - y2) < 520


def test_every_state_of_today_has_a_seat() -> None:
    assert middles().keys() <= seats().keys()
    assert bodies()["org:NATO"].name == "Brussels"
    assert seats()["IND"].name == "New Delhi"
    assert all(-90 <= seat.lat <= 90 and -180 <= seat.lon <= 180 for seat in seats().values())
