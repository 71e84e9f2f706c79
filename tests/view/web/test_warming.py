"""The pages of the menu are made before anybody asks, and again after a change; readers see what they changed."""

import time
from collections.abc import Callable, Hashable
from pathlib import Path

import pytest

import brief_story
from legation.store.store import Store
from legation.view.web import warming
from legation.view.web.app import READY, READY_ONCE
from legation.view.web.shelf import Shelf
from web_server import HERE, Serve

PATIENCE = 20.0


def _wait(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def test_pages_are_made_when_the_server_starts_and_when_the_store_changes(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    Store.open(path).close()
    asked: list[str] = []

    async def ask(_: object, address: str) -> None:
        asked.append(address)

    monkeypatch.setattr(warming, "_ask", ask)
    monkeypatch.setattr(warming, "LOOK", 0.01)
    serve(path, may_be_old=True)
    first = [*READY, *READY_ONCE]
    assert _wait(lambda: asked == first)
    with Store.open(path) as store:
        store.add(brief_story.POST, ())
    assert _wait(lambda: asked == [*first, *READY])


def test_what_is_ready_is_what_readers_get(serve: Serve, told: Path) -> None:
    client = serve(told, may_be_old=True)
    shelf: Shelf = client.app.state.shelf  # type: ignore[attr-defined]
    made: list[object] = []
    page = shelf.page

    def watched(question: tuple[Hashable, ...], make: Callable[[], bytes]) -> bytes:
        return page(question, lambda: made.append(question) or make())  # type: ignore[func-returns-value]

    shelf.page = watched  # type: ignore[method-assign]
    assert _wait(lambda: any("search.html" in str(each) for each in made))
    before = list(made)
    assert client.get("/search").status_code == 200
    assert [each for each in made[len(before) :] if "search.html" in str(each)] == []


def test_the_shelf_hears_of_a_change_before_the_answer_goes_out(serve: Serve, tmp_path: Path) -> None:
    client = serve(tmp_path / "news.db")
    shelf: Shelf = client.app.state.shelf  # type: ignore[attr-defined]
    told: list[int] = []
    shelf.told = lambda: told.append(1)  # type: ignore[method-assign]
    client.get("/help")
    assert told == []
    client.post("/search/saved", data={"name": "x", "query": "q=war"}, headers={"origin": HERE})
    assert told == [1]
