"""The whole way of an analyst: from an empty store to a brief on paper, with what is corrected and cited between."""

import re
from pathlib import Path
from typing import Any

import pytest

from browsing import Site, Visit, sample_desk, sample_lines
from legation.store.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.model]
CODING = 600_000  # milliseconds that the coder may take on a slow machine


def test_from_an_empty_store_to_a_brief_on_paper(tmp_path: Path, site: Site, visit: Visit) -> None:
    source = tmp_path / "situation.jsonl"
    source.write_text("\n".join(sample_lines()) + "\n", encoding="utf-8")
    page = visit(site(desk=sample_desk()), permissions=["clipboard-read", "clipboard-write"])

    assert page.inner_text("h1") == "Read the news, keep the record"
    page.get_by_role("main").get_by_role("link", name="Add articles").click()
    page.get_by_label("Files, as many as you like").set_input_files(source)
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("link", name="See what changed").click(timeout=CODING)
    assert page.inner_text("h1") == "Situation"
    assert f"{len(sample_lines())}" in page.inner_text(".figures")

    find_a_silence(page)
    correct_a_record(page, tmp_path / "own.db")
    copy_a_citation(page)
    take_the_brief(page, tmp_path)


def find_a_silence(page: Any) -> None:
    page.goto(page.url.split("/articles")[0])
    page.locator(".menu").get_by_role("link", name="Search").click()
    page.get_by_label("Kind").select_option("silence")
    page.locator("form.search").get_by_role("button", name="Search").click()
    assert re.match(r"\d+ silences?", page.inner_text("#results"))
    marked = page.locator(".card mark").first.inner_text()
    page.locator(".card .source a").first.click()
    assert "/articles/" in page.url
    assert "?record=" in page.url
    # The words that were quoted stand at the place to which the link leads.
    at = page.locator("#at")
    at.wait_for()  # the address changes before the page is drawn
    assert at.is_visible()
    assert " ".join(marked.split())[:12] in " ".join(page.inner_text(".text").split())
    # The page may be drawn a moment before the browser has gone to the place.
    inside = "() => { const { y } = document.querySelector('#at').getBoundingClientRect(); return 0 <= y && y < 900; }"
    page.wait_for_function(inside)


def correct_a_record(page: Any, database: Path) -> None:
    page.locator(".finding.asked").get_by_role("link", name="Correct this record").click()
    assert page.locator("h1").is_visible()
    page.get_by_label("Remark").fill("tried by a test")
    page.get_by_label(re.compile("^On what|^Topic|^Matter", re.IGNORECASE)).first.fill("the seventh of May")
    page.get_by_label(re.compile("Your name")).fill("A. Tester")
    page.get_by_role("button", name="Keep the correction").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("corrected").first.is_visible() or page.get_by_text("Corrected").first.is_visible()
    with Store.open(database) as store:
        (made,) = [each for each in store.lines() if '"record": "correction"' in each]
    assert "tried by a test" in made


def copy_a_citation(page: Any) -> None:
    page.locator("details.cite summary").click()
    page.get_by_role("button", name="Copy the citation as Plain text").click()
    page.get_by_text("Citation copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite-plain").input_value().strip()
    assert len(copied) > 30


def take_the_brief(page: Any, home: Path) -> None:
    page.locator(".menu").get_by_role("link", name="Brief").click()
    page.wait_for_load_state("networkidle")
    # A browser with a viewer of its own shows it; what it gets is what counts.
    answer = page.request.get(page.get_by_role("link", name="As PDF").evaluate("(link) => link.href"))
    assert answer.headers["content-type"] == "application/pdf"
    (home / "brief.pdf").write_bytes(answer.body())
    from pypdf import PdfReader

    text = "\n".join(each.extract_text() for each in PdfReader(home / "brief.pdf").pages)
    assert "(sample)" in text
    assert re.search(r"Sources", text)
