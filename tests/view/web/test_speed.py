"""Pages of a store of two thousand articles look at what they show, not at all that there is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

import many_articles
import visits
from legation.store.store import Store
from web_server import Serve

TODAY = date(2024, 2, 1)
# Steps of SQLite's machine for a page that is not kept. A row that is looked at takes about ten of them, a field of its
# JSON some more; the store has 2,000 articles, 22,000 records and 60,000 ways to them.
STEPS, STATEMENTS, STRIDE = 250_000, 450, 1000
# What more is allowed, and why: each of these is worked out once for a state of the store, and may then be old.
MORE: Mapping[str, tuple[int, int]] = {
    "/actors": (1_000_000, 20),  # who is named most, of all actors
    "/api/v1/board": (1_500_000, 3000),  # all silences of everybody, as the command shows them
    "/api/v1/brief": (750_000, 650),  # what ended its silences, as the board has it; kept with the brief
    "/map": (700_000, 100),  # 3,000 developments with their places
    "/silences": (400_000, 250),  # of one actor: whom each of its reports is about, one by one
    "/situation/{part}": (320_000, 450),  # tension of all pairs that the desk watches
    "/network": (700_000, 100),  # some hundred records of each kind, and all pairs of those in them
}
# Tables that grow with the store. Who reads one from end to end is here, with the reason.
GROWING = (
    "record",
    "document",
    "record_actor",
    "record_party",
    "record_pair",
    "happening",
    "derived",
    "copy",
    "alert",
    "page",
)
WHOLE: Mapping[str, str] = {
    "WITH copied AS MATERIALIZED": "counts all articles by who first brought them; kept",
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.db"
    many_articles.fill(path)
    return path


class Work:
    """Counts what a store is asked: the statements, and the steps that they take."""

    def __init__(self) -> None:
        self.statements: dict[str, Any] = {}
        self.asked = 0
        self.steps = 0

    def note(self, connection: Any, cursor: Any, statement: str, values: Any, *_: object) -> None:
        self.statements[statement] = values
        self.asked += statement != "BEGIN"
        cursor.connection.set_progress_handler(self._step, STRIDE)

    def _step(self) -> int:
        self.steps += STRIDE
        return 0


@contextmanager
def watched(store: Store) -> Iterator[Work]:
    work = Work()
    event.listen(store._engine, "before_cursor_execute", work.note)
    yield work
    event.remove(store._engine, "before_cursor_execute", work.note)


@pytest.mark.parametrize("seed", [3, 4])
def test_no_page_looks_at_all_that_there_is(serve: Serve, many: Path, seed: int) -> None:
    client = serve(many, today=lambda: TODAY, now=lambda: many_articles.NOW)
    store: Store = client.app.state.shelf.store  # type: ignore[attr-defined]
    asked = visits.Visits(many, seed)
    client.get("/help")
    beyond, whole, statuses = [], [], {}
    for route in asked.routes:
        address = asked.visit(route).address
        with watched(store) as work:
            statuses[address] = client.get(address, follow_redirects=False).status_code
        steps, statements = MORE.get(route, (STEPS, STATEMENTS))
        if work.steps > steps or work.asked > statements:
            beyond.append(f"{address}: {work.steps} steps, {work.asked} statements")
        whole += [f"{address}: {each}" for each in _read_whole(store, work.statements)]
    assert beyond == []
    assert whole == []
    assert {address: status for address, status in statuses.items() if status >= 500} == {}
    assert sum(status == 200 for status in statuses.values()) > 20


def _read_whole(store: Store, statements: Mapping[str, Any]) -> Iterator[str]:
    """Yield the statements that go through a table without an index."""
    with store._engine.connect() as connection:
        for statement, values in statements.items():
            words = " ".join(statement.split())
            if not words.startswith(("WITH", "SELECT")) or words.startswith(tuple(WHOLE)):
                continue
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
                step = row[3].split()
                if step[0] == "SCAN" and "USING" not in step and "VIRTUAL" not in step and _grows(step[1], words):
                    yield f"{row[3]}: {words[:200]}"


def _grows(name: str, statement: str) -> bool:
    return name in GROWING or any(f" {table} AS {name} " in statement for table in GROWING)


def test_what_looks_over_all_would_be_seen(many: Path) -> None:
    with Store.open(many) as store, watched(store) as work:
        store.ask(lambda connection: connection.exec_driver_sql("SELECT sum(length(payload)) FROM record").all())
        assert work.steps > 50_000
        assert len(list(_read_whole(store, dict(work.statements)))) == 1
