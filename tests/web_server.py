"""A server over a small store of known records, asked without a network."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import brief_story
from legation import batch
from legation.records import Found
from legation.store.store import Store
from legation.view.web.app import create
from legation.view.web.settings import Settings

HERE = "http://localhost"
Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that tests only read."""
    path = tmp_path_factory.mktemp("web") / "told.db"
    with Store.open(path) as store:
        for document in (brief_story.POST, brief_story.LEDGER, brief_story.TIMES):
            found = (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id)
            store.add(document, found)
        batch.relink(store)
    return path


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start a server over a database; without one, over an empty store."""
    started: list[TestClient] = []

    def start(database: Path | None = None, **settings: object) -> TestClient:
        values: dict[str, object] = {"database": database or tmp_path / "empty.db", "today": lambda: date(2024, 11, 1)}
        client = TestClient(create(Settings(**(values | settings))), base_url=HERE)  # type: ignore[arg-type]
        client.__enter__()
        started.append(client)
        return client

    yield start
    for client in started:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve: Serve, told: Path) -> TestClient:
    """A server over the store that tests only read."""
    return serve(told)
