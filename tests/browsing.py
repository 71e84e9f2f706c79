"""A browser for tests: the system's Chromium, servers on free ports, and pages in which nothing may go wrong unseen."""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import brief_story
import watch_story
from legation import batch
from legation.records import Found
from legation.store.store import Store
from legation.view.alerting.alert import Alert

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
# Coding an article takes about a second: so many of the sample situation, or "all".
ARTICLES = os.environ.get("LEGATION_BROWSER_ARTICLES", "12")
TODAY = date(2025, 6, 4)
NOW = datetime(2025, 6, 4, 12, 0, tzinfo=UTC)
PATIENCE = 30_000  # milliseconds
Visit = Callable[..., Any]
Site = Callable[..., str]


def chromium_path() -> str | None:
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser for all tests."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def serving(database: Path, **settings: Any) -> Iterator[str]:
    """A server on a free port, in a thread; its address."""
    import uvicorn

    from legation.view.web.app import create
    from legation.view.web.serving import bound
    from legation.view.web.settings import Settings

    values: dict[str, Any] = {"database": database, "today": lambda: TODAY}
    with bound("127.0.0.1", 0) as listening:
        app = create(Settings(**(values | settings)))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a small store of known records, which tests only read."""
    path = tmp_path_factory.mktemp("browser") / "story.db"
    with Store.open(path) as store:
        for document in (brief_story.POST, brief_story.LEDGER, brief_story.TIMES):
            store.add(document, (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id))
        batch.relink(store)
    with serving(path, today=lambda: date(2024, 11, 3)) as address:
        yield address


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Start servers of a test's own; without a database, over an empty store."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda database=None, **more: stack.enter_context(serving(database or tmp_path / "own.db", **more))


def sample_desk() -> Path:
    """The desk that goes with the sample situation."""
    return Path(str(files("legation").joinpath("data", "samples", "desk.toml")))


def sample_lines() -> list[str]:
    """The articles of the sample situation, one a line; the first of them, unless all are asked for."""
    lines = files("legation").joinpath("data", "samples", "situation.jsonl").read_text(encoding="utf-8").splitlines()
    lines = sorted((each for each in lines if each.strip()), key=lambda each: str(json.loads(each).get("published")))
    return lines if ARTICLES == "all" else lines[: int(ARTICLES)]


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample situation, coded once."""
    from legation.view.wiring import Parts

    home = tmp_path_factory.mktemp("situation")
    source = home / "situation.jsonl"
    source.write_text("\n".join(sample_lines()) + "\n", encoding="utf-8")
    parts = Parts()
    code = parts.load(None)
    with Store.open(home / "situation.db") as store:
        for document in parts.documents([str(source)], stdin=None, kind=None):
            assert not isinstance(document, Exception), document
            store.add(document, code(document))
        parts.link(store)
    return home / "situation.db"


@pytest.fixture(scope="session")
def situation(coded: Path) -> Iterator[str]:
    """A server over the sample situation that a watch collects, with alerts; tests only read it."""
    desk = coded.with_name("desk.toml")
    desk.write_text(sample_desk().read_text(encoding="utf-8") + watch_story.DESK[watch_story.DESK.index("[watch]") :])
    with Store.open(coded) as store:
        story = watch_story.Story(store=store, now=NOW)
        story.collect(tuple(store.documents()))
        story.raise_all(alerts(store))
    with serving(coded, desk=desk, now=lambda: NOW) as address:
        yield address


def alerts(store: Store) -> list[Alert]:
    """An alert in each state, with words of the store."""
    return [
        watch_story.alert("India", actors=("IND",), proofs=watch_story.proven(store, "statement", 3), issue="truce"),
        watch_story.alert("press", kind="pressure", rule="pressure", group="unsure", actors=("PAK",)),
        watch_story.alert("India and Pakistan", kind="tension", group="failed", actors=("IND", "PAK"), origins=1),
        watch_story.alert("first", kind="first-statement", rule="first", group="muted", actors=("CHN",)),
        watch_story.alert("held", group="held"),
    ]


@pytest.fixture
def visit(chromium: Any) -> Iterator[Visit]:
    """Open pages; at the end none of them may have complained, or asked for anything from elsewhere."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(address: str, home: str | None = None, may_refuse: bool = False, **settings: Any) -> Any:
        values: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "accept_downloads": True}
        context = chromium.new_context(**(values | settings))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, home or address, complaints, may_refuse=may_refuse)
        page.goto(address, wait_until="networkidle", timeout=4 * PATIENCE)
        return page

    yield opened
    for each in contexts:
        each.close()
    assert not complaints, "\n".join(complaints)


def watch(page: Any, address: str, complaints: list[str], *, may_refuse: bool = False) -> None:
    """Note what the page complains of, and what it asks for that is not the server's.

    A page that `may_refuse` what is asked of it says so with its status too, which the browser counts as an error.
    """

    def told(message: Any) -> None:
        is_page = not any(each in message.location.get("url", "") for each in ("/static/", "/charts/"))
        is_refusal = is_page and "status of 4" in message.text
        if message.type in ("error", "warning") and not (may_refuse and is_refusal):
            complaints.append(f"{page.url}: {message.type}: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((f"{home}/", "data:", "blob:")):
            complaints.append(f"{page.url} asked for {request.url}")

    home = "/".join(address.split("/")[:3])
    page.on("console", told)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", asked)
