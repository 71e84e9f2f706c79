"""The ledger of predictions: what is due, what came of it, who was right; decided by hand, and never when read-only."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from shutil import copyfile

import pytest
from starlette.testclient import TestClient

import brief_story
from legation.records import Document, Found, Prediction
from legation.store.store import Store

Serve = Callable[..., TestClient]
HOSTILE = "</title><script>alert(1)</script>"
FORETOLD = next(each for each in brief_story.RECORDS if isinstance(each, Prediction))


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def links(page: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="([^"]*)"', page[page.index("<main") :])}


@pytest.fixture
def own(told: Path, tmp_path: Path) -> Path:
    """A store of one's own to decide in."""
    return Path(copyfile(told, tmp_path / "own.db"))


def test_an_open_prediction_stands_with_its_words_its_range_and_its_day(client: TestClient) -> None:
    page = client.get("/predictions").text
    assert "unlikely , 20–45 %" in words(page)
    assert "due by 31 December 2024" in words(page)
    assert '<rect class="range" x="20" y="1" width="25" height="10"/>' in page
    assert f"/predictions/{FORETOLD.id}" in links(page)
    assert "No prediction is scored yet" in words(page)


def test_what_is_past_its_day_is_overdue(serve: Serve, told: Path) -> None:
    later = serve(told, today=lambda: date(2025, 1, 1))
    assert "1 overdue" in words(later.get("/predictions").text)
    assert "Beijing would cut trade" in words(later.get("/predictions?state=overdue").text)
    assert "Beijing would cut trade" not in words(later.get("/predictions?state=due").text)


def test_fields_narrow_the_ledger(client: TestClient) -> None:
    assert "Beijing would cut trade" in words(client.get("/predictions?holder=experts&before=2025-01-01").text)
    assert "Beijing would cut trade" not in words(client.get("/predictions?before=2024-12-31").text)
    assert client.get("/predictions?holder=Nobody+at+all").status_code == 422
    assert client.get("/predictions?state=sideways").status_code == 422
    assert client.get("/predictions/0000000000000000").status_code == 404


def test_a_decision_is_kept_scored_and_can_be_taken_back(serve: Serve, own: Path) -> None:
    client = serve(own)
    form = {"outcome": "false", "other": f"http://x/articles/{brief_story.TIMES.id}?record=1#at", "note": "<b>seen</b>"}
    answer = client.post(f"/predictions/{FORETOLD.id}", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/predictions/{FORETOLD.id}#outcome")
    page = client.get(f"/predictions/{FORETOLD.id}").text
    assert "It did not come true , decided on 2 November 2024, as shown by Beijing breaks its silence" in words(page)
    assert "<b>seen</b>" not in page
    assert "&lt;b&gt;seen" in page
    ledger = client.get("/predictions").text
    assert "Of 1 scored prediction" in words(ledger)
    assert client.get("/charts/reliability.json").json()["layer"][1]
    client.post(f"/predictions/{FORETOLD.id}", data={"outcome": "open"})
    assert "Nobody has decided it yet" in words(client.get(f"/predictions/{FORETOLD.id}").text)


def test_what_cannot_be_is_refused(serve: Serve, own: Path) -> None:
    client = serve(own)
    address = f"/predictions/{FORETOLD.id}"
    assert client.post(address, data={"outcome": "perhaps"}).status_code == 422
    assert client.post(address, data={"outcome": "true", "on": "2024-01-01"}).status_code == 422
    assert client.post(address, data={"outcome": "true", "evidence": "none-such"}).status_code == 422
    assert "1 open" in words(client.get("/predictions").text)


def test_a_read_only_server_shows_no_form_and_takes_none(serve: Serve, own: Path) -> None:
    client = serve(own, read_only=True)
    page = client.get(f"/predictions/{FORETOLD.id}").text
    assert '<form class="panel decide"' not in page
    assert "Decide it" not in words(page)
    assert client.post(f"/predictions/{FORETOLD.id}", data={"outcome": "true"}).status_code == 403


def test_hostile_words_stay_words(serve: Serve, tmp_path: Path) -> None:
    document = replace(brief_story.POST, id="", title=HOSTILE)
    document = Document(title=HOSTILE, publisher=HOSTILE, published=document.published, text=document.text)
    with Store.open(tmp_path / "hostile.db") as store:
        found = [r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == brief_story.POST.id]
        store.add(document, (replace(each, document=document.id) for each in found))
    client = serve(tmp_path / "hostile.db")
    for address in ("/predictions", f"/predictions/{FORETOLD.id}"):
        assert "<script>alert" not in client.get(address).text


def test_an_empty_store_says_so(serve: Serve) -> None:
    page = words(serve().get("/predictions").text)
    assert "Nothing is overdue" in page
    assert "Nothing is decided yet" in page
