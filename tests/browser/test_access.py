"""Every page can be read and used by everybody: contrast, names, order, keys, room, motion, no scripts, weight."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from browsing import PATIENCE, Visit, watch

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
WEIGHT = 1_500_000  # bytes of all answers that a page needs
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 740}

# Where each page is; names in braces are filled from the store.
PAGES = (
    *("/", "/brief", "/timeline", "/actors", "/actors/{actor}", "/dyads", "/dyads/{one}/{other}", "/network", "/map"),
    *(
        "/predictions",
        "/predictions/{prediction}",
        "/sources",
        "/sources/{publisher}",
        "/search",
        "/search?q=ceasefire",
    ),
    *(
        "/search?kind=event&actor={actor}",
        "/search?kind=nonsense",
        "/silences",
        "/developments",
        "/developments/{development}",
    ),
    *(
        "/contradictions",
        "/articles/{document}",
        "/records/{event}",
        "/records/{statement}",
        "/records/{event}/correct",
    ),
    *("/alerts", "/alerts?kind=pressure", "/alerts/{alert}", "/collecting", "/collecting?day=2025-06-01"),
    *("/review", "/who-can-move", "/who-can-move/{actor}", "/add", "/help", "/docs", "/login", "/nowhere"),
)


@cache
def script(name: str) -> str:
    return (HERE / f"{name}.js").read_text(encoding="utf-8").partition("\n")[2]


@pytest.fixture(scope="session")
def names(coded: Path, situation: str) -> dict[str, str]:
    """What stands for the names in addresses."""
    from urllib.parse import quote

    from legation.store.store import Store
    from legation.view.alerting import listing
    from legation.view.alerting.letter import long

    assert situation  # its store has alerts
    with Store.open(coded) as store:
        found = {
            kind: next(store.records(kind=kind)).id for kind in ("event", "statement", "prediction", "development")
        }
        alert = listing.named(store, "silence-ended|India@talk").key
        article = max(store.documents(), key=lambda each: len(list(store.records(kind="event", document=each.id))))
    return found | {"alert": long(alert), "document": article.id, "publisher": quote(str(article.publisher))} | {
        "actor": "IND", "one": "IND", "other": "PAK"
    }  # fmt: skip


@pytest.fixture(scope="module")
def page(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """One page for all, in which addresses are opened; what it complains of is kept at `complaints`."""
    context = chromium.new_context(viewport=WIDE)
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    complaints: list[str] = []

    def go(address: str) -> Any:
        if not complaints and not opened.url.startswith("http"):
            watch(opened, address, complaints, may_refuse=True)
        complaints.clear()
        opened.emulate_media(color_scheme="light")
        opened.set_viewport_size(WIDE)
        opened.goto(address, wait_until="networkidle", timeout=4 * PATIENCE)
        opened.complaints = complaints
        return opened

    yield go
    context.close()


def is_there(address: str, situation: str, names: dict[str, str]) -> str:
    """The whole address of a page; pages that this version lacks are left out."""
    import urllib.request

    whole = situation + address.format(**names)
    try:
        urllib.request.urlopen(whole)
    except urllib.error.HTTPError as error:
        if error.code == 404 and address != "/nowhere":
            pytest.fail(f"there is no {whole}")
    return whole


FAULTY = """<!doctype html><html><head><title> </title></head><body><main><h3>Low</h3>
<p style="color:#999;background:#fff">faint</p><a href="/x"></a><input name="a"><input placeholder="only a hint">
<img src="data:,"><div id="one"></div><div id="one"></div>
<button style="width:10px;height:10px">x</button><button>y</button>
<div style="width:3000px">wide</div><table><tr><td>1</td></tr></table><a href="/y" tabindex="3">first</a>
<ul><div>no entry</div></ul><p aria-describedby="nowhere">x</p></main><main></main></body></html>"""


def test_the_checks_find_what_is_wrong(chromium: Any) -> None:
    opened = chromium.new_page()
    opened.set_content(FAULTY)
    found = "\n".join(opened.evaluate(script("access")))
    for rule in (
        *("contrast: <p>", "no name: <a>", "no label: <input>", "no alternative: <img>", "twice the id one", "2 main"),
        *(
            "0 h1",
            "a head is left out",
            "no lang",
            "no title",
            "px too wide",
            "small target: <button>",
            "no entry of a list",
        ),
        *("a table without a name", "a table without heads", "an order of its own", "aria-describedby names nothing"),
    ):
        assert rule in found, f"{rule} is not in:\n{found}"
    opened.set_content("<!doctype html><style>a:focus{outline:0}*{transition:all 1s}</style><a href='/x'>x</a>")
    opened.keyboard.press("Tab")
    assert opened.evaluate(script("focus"))
    assert opened.evaluate(script("moving"))
    opened.close()


@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_read_and_use_the_page(
    address: str, situation: str, names: dict[str, str], page: Callable[[str], Any]
) -> None:
    opened = page(is_there(address, situation, names))
    found: list[str] = []
    for size in (WIDE, NARROW):
        opened.set_viewport_size(size)
        for scheme in ("light", "dark"):
            opened.emulate_media(color_scheme=scheme)
            opened.wait_for_timeout(250)
            found += (f"{size['width']} {scheme}: {each}" for each in opened.evaluate(script("access")))
    found += opened.complaints
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", PAGES)
def test_the_page_is_used_by_keys(
    address: str, situation: str, names: dict[str, str], page: Callable[[str], Any]
) -> None:
    opened = page(is_there(address, situation, names))
    opened.keyboard.press("Tab")  # from now on the browser shows where the focus is
    assert opened.evaluate(script("focus")) == []
    order = [name for name, _ in groupby(opened.evaluate(ORDER))]
    opened.evaluate("document.querySelector('.skip').focus()")
    reached = [order[0]]
    for _ in range(70):
        opened.keyboard.press("Tab")
        now = opened.evaluate(f"({NAME})(document.activeElement)")
        if now.startswith("<body") or now == order[0]:
            break
        reached += [now] if now != reached[-1] else []  # a day has a stop for each of its parts
    assert reached[:REACHED] == order[:REACHED]
    opened.evaluate("document.querySelector('.skip').focus()")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"


CONTROLS = (
    "a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select, textarea, summary, [tabindex='0']"
)
REACHED = 30  # controls that are reached one by one
# One of a group of radio buttons stands for all of it.
NAME = "(each) => each.type === 'radio' ? `radio ${each.name}` : each.outerHTML.slice(0, 120)"
ORDER = f"""() => [...document.querySelectorAll("{CONTROLS}")]
  .filter((each) => each.checkVisibility()).map({NAME})"""


def test_nothing_moves_for_those_who_want_no_motion(situation: str, names: dict[str, str], visit: Visit) -> None:
    for address in ("/", "/timeline", "/network", "/map", "/search?q=ceasefire"):
        opened = visit(is_there(address, situation, names), reduced_motion="reduce")
        assert opened.evaluate(script("moving")) == [], address
        opened.context.close()


@pytest.mark.parametrize("address", [each for each in PAGES if each not in ("/nowhere", "/search?kind=nonsense")])
def test_the_page_is_there_without_scripts_and_weighs_little(
    address: str, situation: str, names: dict[str, str], visit: Visit
) -> None:
    whole = is_there(address, situation, names)
    plain = visit(whole, java_script_enabled=False)
    head, words = plain.inner_text("h1"), plain.inner_text("main").split()
    assert head.strip()
    pictures = plain.locator("figure[data-chart] img")
    assert all(pictures.nth(n).is_visible() for n in range(pictures.count()))
    plain.context.close()

    sizes: list[int] = []
    opened = visit("about:blank", home=situation)
    opened.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    opened.goto(whole, wait_until="networkidle")
    opened.mouse.wheel(0, 20_000)
    opened.wait_for_load_state("networkidle")
    assert sum(sizes) <= WEIGHT, sizes
    # Scripts add, and take nothing away.
    lost = set(words) - set(opened.inner_text("main").split())
    assert len(lost) <= max(12, len(set(words)) // 10), sorted(lost)[:40]
