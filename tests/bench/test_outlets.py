"""The test outlets: what they are made of, how the site behaves, and what is read of it."""

from collections import Counter

import httpx2
import pytest

import outlet_faults
import outlet_pages
import outlets
from outlet_pages import FOLDER, HELD_OUT
from outlet_site import Reply, Site

ALL = outlet_pages.load()
PAGES = [page for outlet in ALL for page in outlet.pages]


def test_fifty_pages_of_a_dozen_templates_and_ten_held_out() -> None:
    held_out = [page for outlet in ALL if outlet.name in HELD_OUT for page in outlet.pages]
    assert len(PAGES) - len(held_out) >= 40
    assert len(held_out) == 10
    assert len(list(FOLDER.glob("*.html"))) >= 12
    assert sum(each.stat().st_size for each in FOLDER.iterdir()) < 400_000
    assert {outlet.kind for outlet in ALL} == {"rss", "rdf", "atom", "json", "news", "index"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_gold_is_what_the_page_shows(page: outlet_pages.Page) -> None:
    gold = page.gold
    assert bool(gold.text) != bool(gold.refused) or gold.refused == "the beginning of an article that is sold"
    assert gold.language != "en" or gold.publisher is None or "(sample)" in gold.publisher
    assert "|" not in gold.text


def test_ids_and_addresses_are_used_once() -> None:
    assert len({page.id for page in PAGES}) == len(PAGES)
    assert len({(page.host, page.path) for page in PAGES}) == len(PAGES)


def test_site_sends_pages_as_asked_and_counts() -> None:
    site = Site()
    site.put("a.example", "/gzip", Reply(body=b"words " * 99, packing="gzip"))
    site.put("a.example", "/br", Reply(body=b"words " * 99, packing="br"))
    site.put("a.example", "/chunked", Reply(body=b"words " * 999, chunked=True))
    site.put("a.example", "/untyped", Reply(body=b"words", type=None))
    with site.serving(), httpx2.Client(base_url=f"http://127.0.0.1:{site.port}", headers={"host": "a.example"}) as web:
        assert web.get("/gzip").text == web.get("/br").text == "words " * 99
        assert web.get("/chunked").text == "words " * 999
        untyped = web.get("/untyped")
        assert "content-type" not in untyped.headers
        assert web.get("/untyped", headers={"if-none-match": untyped.headers["etag"]}).status_code == 304
        assert web.get("/none").status_code == 404
    assert site.counts()["a.example", "/untyped"] == 1
    assert [each.status for each in site.asked if each.conditional] == [304]


def test_everything_is_read_as_the_gold_says_by_add_and_by_the_watch() -> None:
    found = outlets.run()
    for made in (found.added, found.watched):
        shares = outlets.shares(found.sets(made)["outlets"].pages)
        assert shares["text F1"] >= 0.99
        assert shares["minutes"] == shares["days"] == shares["once"] == shares["refused"] == 1
        assert outlets.shares(found.sets(made)["outlets, held out"].pages)["text F1"] >= 0.95
        assert [wrong for each in found.faults if (wrong := outlets.wrong_fault(made, each))] == []
    assert set(found.fetching().values()) == {1.0}


def test_a_fault_that_comes_out_otherwise_is_told() -> None:
    fault = outlet_faults.Fault(name="gone", address="http://gone.faults.example/a", expected="410", requests=1)
    made = outlets.Round(pages=(), stored=(), failures={fault.address: "timed out"}, asked=Counter(), longest=0)
    assert outlets.wrong_fault(made, fault) == "gone: expected '410', found 'timed out'"
    made.asked["gone.faults.example", "/a"] = 2
    assert outlets.wrong_fault(made, fault) == "gone: asked for 2 times, not 1"


def test_scores() -> None:
    assert outlets.f1("両国政府", "両国政府は") == pytest.approx(8 / 9)
    assert outlets.same_moment("2024-10-31T09:30:00Z", "2024-10-31T10:30:20+01:00")
    assert not outlets.same_moment("2024-10-31T09:30:00Z", "2024-10-31")
    assert outlets.same_day("2024-10-31T09:30:00Z", "2024-10-31")
