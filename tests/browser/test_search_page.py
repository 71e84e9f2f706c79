"""The search as it is used: from anywhere by a key, narrowed by clicks, saved under a name."""

import re
from pathlib import Path

import pytest

import brief_story
from browsing import Site, Visit
from legation.records import Found
from legation.store.store import Store

pytestmark = pytest.mark.browser


def test_a_key_leads_to_the_search_from_every_page(story: str, visit: Visit) -> None:
    page = visit(f"{story}/help")
    page.keyboard.press("/")
    page.keyboard.type("troops")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=troops")
    assert page.inner_text("#results") == "3 articles"


def test_a_list_is_narrowed_and_widened_by_clicks(story: str, visit: Visit) -> None:
    page = visit(f"{story}/search?kind=event")
    before = int(page.inner_text("#results").split()[0])
    choice = page.locator(".facet a").filter(has_text="Russia")
    number = int(choice.locator(".count").inner_text())
    choice.click()
    assert int(page.inner_text("#results").split()[0]) == number < before
    page.get_by_role("link", name=re.compile("Actor Russia")).click()
    assert int(page.inner_text("#results").split()[0]) == before


def test_a_search_is_saved_looked_at_and_deleted(tmp_path: Path, site: Site, visit: Visit) -> None:
    with Store.open(tmp_path / "own.db") as store:
        document = brief_story.POST
        store.add(document, (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id))
    page = visit(f"{site()}/search?q=troops")
    page.get_by_label("Name", exact=True).fill("<b>Troops</b>")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**saved=*")
    page.locator(".menu").get_by_role("link", name="Search").click()
    assert page.locator(".saved .name").inner_text() == "<b>Troops</b>"
    assert "nothing new" in page.inner_text(".saved")
    with Store.open(tmp_path / "own.db") as store:
        store.add(brief_story.LEDGER, ())
    page.reload()
    page.get_by_role("link", name="1 new").click()
    assert page.inner_text("#results") == "1 article"
    page.get_by_role("button", name="I have seen all of it").click()
    assert "nothing new" in page.inner_text(".saved")
    page.get_by_role("button", name="Delete").click()
    assert "No search is saved yet" in page.inner_text("main")


def test_what_cannot_be_asked_is_said_and_kept_in_the_form(story: str, visit: Visit) -> None:
    page = visit(f"{story}/search", may_refuse=True)
    page.get_by_label("From").fill("yesterday")
    page.locator("form.search").get_by_role("button", name="Search").click()
    page.get_by_role("alert").wait_for()
    assert "no day" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("From").input_value() == "yesterday"
