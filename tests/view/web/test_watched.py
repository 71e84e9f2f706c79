"""The tension of the watched pairs on the first page: those of the desk with most between them, else the busiest."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dyad_story import cast, day, event, fill, paper
from legation.records import AnyRecord, Document
from legation.store import overview
from legation.store.overview import Busy
from legation.store.store import Store

Serve = Callable[..., TestClient]
CALM, BLOWS = 12, 12


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Twelve calm days and twelve of blows between Alphaland and Betania, and one talk with the league."""
    path = tmp_path / "story.db"
    articles: list[tuple[Document, Sequence[AnyRecord]]] = []
    for number in range(CALM + BLOWS):
        document = paper(f"n{number}", day(number), f"Outlet {number % 4}")
        found = [event(document, 5.0 if number < CALM else -9.0, type="CONSULT" if number < CALM else "ASSAULT")]
        if not number:
            found.append(event(document, 3.0, type="SUPPORT", recipient=("org:LEAGUE",)))
        articles.append((document, (*cast(document), *found)))
    with Store.open(path) as store:
        fill(store, *articles)
    return path


def test_busiest_pairs_are_found_with_and_without_a_desk(story: Path) -> None:
    with Store.open(story) as store:
        assert store.ask(overview.busiest(3))[0] == Busy("ALP", "BET", CALM + BLOWS)
        assert store.ask(overview.busiest_of(("BET", "ALP", "XXX"), 3)) == (Busy("ALP", "BET", CALM + BLOWS),)
        assert store.ask(overview.busiest_of((), 3)) == ()


def test_a_change_of_level_is_told_and_leads_to_its_day(serve: Serve, story: Path) -> None:
    page = serve(story, today=lambda: date(2025, 4, 1)).get("/").text
    told = page[page.index('id="tension"') :]
    assert '<a href="/dyads/ALP/BET"><bdi dir="auto">Alphaland</bdi> – <bdi dir="auto">Betania</bdi></a>' in told
    assert f'href="/dyads/ALP/BET#day-{day(CALM)}"' in told
    assert re.search(r"it fell by 14\.0 on 13 March 2025", told)
    assert "worse, from 5.0 to −9.0" in told
    assert "<caption>The last days on which something was told</caption>" in told
    assert f"{CALM + BLOWS} happenings told" in told


def test_the_small_picture_marks_the_change(serve: Serve, story: Path) -> None:
    answer = serve(story, today=lambda: date(2025, 4, 1)).get("/charts/sparkline.json?one=ALP&other=BET")
    assert answer.status_code == 200
    assert {"day": day(CALM), "told": "▼"} in [row for rows in answer.json()["datasets"].values() for row in rows]
    assert f"/dyads/ALP/BET#day-{day(0)}" in answer.text


def test_how_much_there_is(story: Path) -> None:
    with Store.open(story) as store:
        size = store.ask(overview.size)
    assert (size.articles, size.publishers, size.origins, size.silences) == (CALM + BLOWS, 4, 4, 0)
    assert (size.first, size.last) == (day(0), day(CALM + BLOWS - 1))
