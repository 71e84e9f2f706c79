"""What readers ask for: every page that the app has, with ids drawn from a store, seeded."""

import gzip
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from fastapi.routing import APIRoute

from legation.view.alerting.letter import long
from legation.view.web.app import create
from legation.view.web.settings import Settings

PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
# Charts and files are asked for by the pages that show them; jobs are there only while something is added.
BESIDE = ("/charts/", "/static/", "/jobs/", "/api/v1/jobs/")
API = "/api/"  # its askers may ask only so often, so it is asked once
# How often a page is asked in a walk; 1 where nothing is said.
SHARES: Mapping[str, float] = {
    "/": 4,
    "/articles/{document}": 12,
    "/actors/{actor}": 8,
    "/dyads/{one}/{other}": 8,
    "/search": 8,
    "/records/{record}": 5,
    "/developments/{development}": 8,
    "/timeline": 3,
    "/developments": 2,
    "/brief.pdf": 0.1,
    "/openapi.json": 0.1,
    "/login": 0.1,
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "/situation/{part}": ("changed", "silences", "tension"),
    "/actors/{actor}/{part}": ("positions", "silences", "ties", "movers"),
}
# What {id} stands for in the API.
IDS: Mapping[str, str] = {
    "/api/v1/actors": "actor",
    "/api/v1/alerts": "alert",
    "/api/v1/documents": "document",
    "/api/v1/records": "record",
}
RECORDS = ("event", "statement", "tie", "prediction", "contradiction")
TRIES = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """An address, and the route that answers it."""

    route: str
    address: str


class Visits:
    """Draws visits; busy actors and pairs more often, since readers follow what is told."""

    def __init__(self, db: Path, seed: int = 7) -> None:
        """Draw from the store in this file."""
        self._dice = Random(seed)
        self._connection = sqlite3.connect(f"{db.absolute().as_uri()}?mode=ro", uri=True)
        # A store without alerts has no page of one.
        alerts = self._connection.execute("SELECT 1 FROM alert LIMIT 1").fetchone()
        self.routes = [each for each in routes(db) if alerts or "/alerts/{" not in each]
        self._words = self._some_words()

    def once(self) -> list[Visit]:
        """Every page once."""
        return [self.visit(route) for route in self.routes]

    def again(self, visits: Sequence[Visit], number: int) -> list[Visit]:
        """So many of these pages, one after another in no order."""
        return self._dice.choices([each for each in visits if not each.route.startswith(API)], k=number)

    def walk(self, number: int) -> list[Visit]:
        """So many pages, as readers go through them."""
        pages = [route for route in self.routes if not route.startswith(API)]
        shares = [SHARES.get(route, 1) for route in pages]
        return [self.visit(route) for route in self._dice.choices(pages, shares, k=number)]

    def visit(self, route: str) -> Visit:
        """Draw an address of a route."""
        names = PARAMETER.findall(route)
        values = self._pair() if {"one", "other"} <= set(names) else {name: self._value(route, name) for name in names}
        address = PARAMETER.sub(lambda found: quote(values[found[1]], safe=":/"), route)
        return Visit(route, address + self._query(route))

    def _query(self, route: str) -> str:
        """What is asked beside the address: a search has words, or filters."""
        asked: dict[str, str] = {}
        match route:
            case "/search":
                asked = self._dice.choice(
                    (
                        {"q": self._dice.choice(self._words)},
                        {"q": " ".join(self._dice.sample(self._words, 2))},
                        {"kind": "event", "actor": self._actor()},
                        {"kind": "statement", "actor": self._actor(), "since": "2025-06-01", "until": "2025-06-30"},
                        {"kind": "event", "type": "ASSAULT"},
                    )
                )
            case "/timeline" | "/developments" | "/network" | "/silences":
                asked = self._dice.choice(({}, {"actor": self._state()}))
            case "/who-can-move":
                asked = self._dice.choice(({}, {"target": self._state()}))
            case "/api/v1/search":
                asked = {"q": self._dice.choice(self._words)}
            case "/api/v1/resolve":
                asked = {"text": "the French foreign minister"}
        return "?" + urlencode(asked) if asked else ""

    def _value(self, route: str, name: str) -> str:
        name = next((kind for path, kind in IDS.items() if route.startswith(path)), name) if name == "id" else name
        match name:
            case "document":
                return self._one("SELECT id FROM document", "document")
            case "actor":
                return self._state() if "who-can-move" in route else self._actor()
            case "target" | "one":
                return self._state()
            case "record":
                kinds = ("event", "statement") if route.endswith("/correct") else RECORDS
                return self._record(self._dice.choice(kinds))
            case "development" | "prediction":
                return self._record(name)
            case "publisher":
                return self._one("SELECT publisher FROM document", "document")
            case "alert":
                return self._alert()
            case "part":
                return self._dice.choice(PARTS[route])
        raise KeyError(f"visits.py doesn't know what {{{name}}} of {route} is")

    def _actor(self) -> str:
        return self._one("SELECT actor FROM record_actor", "record", "record")

    def _state(self) -> str:
        while len(found := self._actor()) != 3:
            pass
        return found

    def _pair(self) -> dict[str, str]:
        question = "SELECT source, target FROM record_pair WHERE record >= ? ORDER BY record LIMIT 1"
        one, other = sorted(self._connection.execute(question, (self._row("record"),)).fetchone() or ("USA", "CHN"))
        return {"one": one, "other": other}

    def _record(self, kind: str) -> str:
        # The rows of one kind lie together by their days, so a day is drawn, not a row.
        days = "SELECT min(day), max(day), count(*) FROM record WHERE kind = ?"
        number = self._connection.execute(days, (kind,)).fetchone()[2]
        at = self._dice.randrange(max(1, number))
        question = "SELECT id FROM record WHERE kind = ? ORDER BY day LIMIT 1 OFFSET ?"
        return str((self._connection.execute(question, (kind, at)).fetchone() or ("0" * 16,))[0])

    def _alert(self) -> str:
        keys = self._connection.execute("SELECT key FROM alert ORDER BY made DESC LIMIT 100").fetchall()
        return long(self._dice.choice(keys)[0]) if keys else "0" * 24

    def _one(self, question: str, table: str, column: str = '"row"') -> str:
        for _ in range(TRIES):
            found = self._connection.execute(f"{question} WHERE {column} = ?", (self._row(table),)).fetchall()
            if found:
                return str(self._dice.choice(found)[0])
        raise SystemExit(f"the store has hardly any {table}")

    def _row(self, table: str) -> int:
        return self._dice.randint(1, self._connection.execute(f'SELECT max("row") FROM {table}').fetchone()[0] or 1)

    def _some_words(self) -> list[str]:
        texts = [self._one("SELECT text FROM document", "document") for _ in range(20)]
        return sorted({word for text in texts for word in re.findall(r"\b[a-z]{6,}\b", text)}) or ["treaty", "talks"]


def routes(db: Path) -> list[str]:
    """Return the paths of all pages and lists that can be read."""
    app = create(Settings(database=db))
    app.state.shelf.close()
    return sorted(path for path in set(_paths(app)) if not path.startswith(BESIDE))


def _paths(router: Any) -> Iterator[str]:
    for each in router.routes:
        inner = getattr(each, "original_router", None)
        if inner:
            yield from _paths(inner)
        elif isinstance(each, APIRoute) and "GET" in (each.methods or ()):
            yield each.path


def unpacked(body: bytes) -> bytes:
    """The bytes as they were before they were packed."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
