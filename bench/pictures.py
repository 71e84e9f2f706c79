"""Takes pictures of every page of the desk, wide and narrow, light and dark, for `docs/screens.md`.

`python bench/pictures.py [--db FILE]` starts the server over the bundled situation (read first where FILE is missing),
opens each page in Debian's Chromium and writes `docs/images/desk/` and the page that shows them.
"""

import argparse
import base64
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from legation.store import linked
from legation.store.query import Where
from legation.store.store import Store

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "images" / "desk"
SHOWN = ROOT / "docs" / "screens.md"
DESK = ROOT / "src" / "legation" / "data" / "samples" / "desk.toml"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
WIDTHS = {1440: 900, 360: 740}
SCHEMES = ("light", "dark")
QUALITY = 60
PATIENCE = 20_000  # milliseconds for charts to come alive


@dataclass(frozen=True, slots=True)
class Sight:
    """A page: the name of its picture, its address, and what it is for in a few words."""

    name: str
    address: str
    told: str


def sights(store: Store) -> list[Sight]:
    """The pages, with records of the store where they need one."""
    silence = _first(store, {"kind": "silence", "limit": 1})
    statement = _first(store, {"kind": "statement", "actor": "IND", "limit": 1})
    development = store.ask(linked.linked("development", {"origins": 3, "limit": 1}))[0].id
    dispute = store.ask(linked.linked("contradiction", {"limit": 1}))[0].id
    article = next(store.documents(limit=1)).id
    return [
        Sight("situation", "/", "The situation: what changed, who is silent, what falls due"),
        Sight("pressure", "/#pressure", "Who presses whom"),
        Sight("brief", "/brief", "The cited brief"),
        Sight("alerts", "/alerts", "What the rules of the desk found, and whether it was sent"),
        Sight("timeline", "/timeline", "What happened, day by day"),
        Sight("actors", "/actors", "Everybody who is in the store"),
        Sight("actor", "/actors/IND", "One actor: offices, positions, statements, silences, ties"),
        Sight("who-can-move", "/who-can-move/IND", "By whom an actor can be moved"),
        Sight("dyad", "/dyads/IND/PAK", "Two actors and what is between them"),
        Sight("network", "/network?actor=IND", "Who deals with whom"),
        Sight("map", "/map", "Where it happened"),
        Sight("silences", "/silences", "Who has not answered"),
        Sight("predictions", "/predictions", "What was foretold, and what came of it"),
        Sight("sources", "/sources", "Who reports what, and who leaves it out"),
        Sight("collecting", "/collecting", "Whether the watch runs, which feeds answer, what came day by day"),
        Sight("search", "/search?q=treaty", "Search in articles and records"),
        Sight("article", f"/articles/{article}", "An article with its evidence marked"),
        Sight("evidence", f"/records/{silence}", "A record: its words, why, how sure"),
        Sight("quotation", f"/records/{statement}", "A statement, ready to be cited"),
        Sight("development", f"/developments/{development}", "One happening with all its reports"),
        Sight("contradiction", f"/records/{dispute}", "Claims that can't all hold, side by side"),
        Sight("review", "/review", "What was judged, and how often records are right"),
        Sight("add", "/add", "Adding articles"),
        Sight("help", "/help", "Keys, marks and limits"),
        Sight("api", "/docs", "The API, described on the spot"),
    ]


def _first(store: Store, where: Where) -> str:
    return next(store.records(**where)).id


@contextmanager
def served(database: Path) -> Iterator[str]:
    """Run the server on a free port; give its address."""
    command = [sys.executable, "-m", "legation", "serve", "--db", str(database), "--desk", str(DESK), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            line = server.stderr.readline() if server.stderr else ""
            yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        finally:
            server.terminate()


def take(browser: Browser, address: str, found: list[Sight]) -> None:
    """Take all pictures; complain of what the browser complains of."""
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
                locale="en-GB",
            )
            page = context.new_page()
            page.on("console", _repeat)
            for sight in found:
                page.goto(address + sight.address)
                _settle(page)
                _keep(page, FOLDER / f"{sight.name}-{width}-{scheme}.webp")
            context.close()


def _repeat(message: ConsoleMessage) -> None:
    """Say what the browser complains of."""
    sys.stderr.write(f"{message.type}: {message.text}\n")


def _settle(page: Page) -> None:
    """Wait until the charts in sight are drawn."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "() => [...document.querySelectorAll('figure[data-chart]')].every((each) => each.dataset.state ||"
        " each.getBoundingClientRect().top > innerHeight + 200)",
        timeout=PATIENCE,
    )


def _keep(page: Page, file: Path) -> None:
    values = {"format": "webp", "quality": QUALITY}
    picture = page.context.new_cdp_session(page).send("Page.captureScreenshot", values)["data"]
    file.write_bytes(base64.b64decode(picture))


HEAD = """# The desk in pictures

Every page over the bundled situation of 66 sample articles, as `legation serve` shows it: 1440 and 360 pixels, light
and dark. `make pictures` takes them anew.
"""


def shown(found: list[Sight]) -> str:
    """Write the page that shows the pictures."""
    return HEAD + "".join(f"\n## {each.told}\n\n`{each.address.split('?')[0]}`\n\n{_row(each)}\n" for each in found)


def _row(sight: Sight) -> str:
    kinds = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    return "\n".join(
        f'<img src="images/desk/{sight.name}-{width}-{scheme}.webp" width="{width // 4 + 20}"'
        f' alt="{sight.told}, {width} pixels, {scheme}">'
        for width, scheme in kinds
    )


def main() -> None:
    """Take the pictures and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=ROOT / "build" / "situation.db")
    database: Path = parser.parse_args().db
    if not database.exists():
        database.parent.mkdir(exist_ok=True)
        brief = str(database.with_suffix(".html"))
        subprocess.run(
            [sys.executable, "-m", "legation", "demo", "--situation", "--db", str(database), "-o", brief], check=True
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Store.open(database, create=False) as store:
        found = sights(store)
    with served(database) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        take(browser, address, found)
        browser.close()
    SHOWN.write_text(shown(found), encoding="utf-8")


if __name__ == "__main__":
    main()
