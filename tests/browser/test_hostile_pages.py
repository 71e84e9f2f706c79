"""Hostile articles in a real browser: nothing runs, nothing loads, nothing of them is an element."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import hostile_store
from browsing import Visit, serving
from hostile import ATTACKS, MARK

pytestmark = pytest.mark.browser
# Elements, attributes and links that only an article could have brought.
BROUGHT = """(mark) => {
  const found = [];
  for (const each of document.querySelectorAll("*")) {
    const tag = each.tagName.toLowerCase();
    if (tag.includes(mark) || ["iframe", "object", "embed", "base", "math", "frame"].includes(tag)) found.push(tag);
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on") || name.includes(mark)) found.push(`${tag} ${name}=${value}`);
      const leads = ["href", "src", "action"].includes(name) ? new URL(value, location.href).protocol : "";
      if (/^(javascript|data|vbscript|file):$/.test(leads)) found.push(`${tag} ${name}=${value}`);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    path = tmp_path_factory.mktemp("attacked") / "attacked.db"
    ids = hostile_store.build(path)
    with serving(path) as address:
        yield address, ids


def test_no_article_runs_or_loads_anything(attacked: tuple[str, dict[str, str]], visit: Visit) -> None:
    address, ids = attacked
    page = visit(f"{address}/help", may_refuse=True)
    page.add_init_script("window.evil7 = () => { document.documentElement.dataset.ran = 'evil7'; }")
    page.on("dialog", lambda dialog: pytest.fail(f"{page.url} asked: {dialog.message}"))
    for place in places(ids):
        page.goto(address + place, wait_until="load")
        assert page.evaluate(BROUGHT, MARK) == [], place
        assert page.evaluate("document.documentElement.dataset.ran") is None, place
        assert len(page.query_selector_all("main")) == 1, place


def places(ids: dict[str, str]) -> Iterator[str]:
    for each in ATTACKS[::2]:
        yield f"/articles/{ids[each.name]}"
    yield from (
        "/",
        "/brief",
        "/timeline",
        "/actors",
        "/sources",
        "/silences",
        "/predictions",
        "/network",
        "/map",
        "/dyads",
    )
    yield from (f"/search?kind={kind}" for kind in ("document", "event", "statement", "actor", "silence"))
    for each in ATTACKS[:24]:
        if "\0" not in each.words:
            yield f"/search?q={quote(each.words)}&actor={quote(each.words)}"


def test_hostile_words_are_shown_as_they_are(attacked: tuple[str, dict[str, str]], visit: Visit) -> None:
    address, ids = attacked
    page = visit(f"{address}/articles/{ids['script']}")
    assert page.inner_text("h1") == "<script>evil7()</script>"
    page.goto(f"{address}/search?q=evil7&kind=statement")
    assert page.locator(".card mark").first.inner_text() == "evil7"


def test_a_title_does_not_turn_the_page(attacked: tuple[str, dict[str, str]], visit: Visit) -> None:
    address, ids = attacked
    page: Any = visit(f"{address}/search?kind=document&q=evil7")
    cards = page.locator(".card .source")
    lefts = {round(cards.nth(n).bounding_box()["x"]) for n in range(cards.count())}
    assert len(lefts) == 1
    assert "\u202e" not in page.inner_text("main")
    shown = page.goto(f"{address}/articles/{ids['rtl']}")
    assert shown.status == 200
    assert page.locator("h1").get_attribute("dir") == "auto"


def test_the_long_word_is_bounded(tmp_path: Path, attacked: tuple[str, dict[str, str]], visit: Visit) -> None:
    page = visit(f"{attacked[0]}/search?q=%22A+long+word%22", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(page.inner_text("main")) < 5000
