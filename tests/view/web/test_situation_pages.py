"""The first page: what changed, what weighs most, who is silent, who presses whom; each number opens its evidence."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import brief_story
from legation import batch
from legation.records import Found, Pressure, Silence
from legation.store.store import Store
from legation.view.brief_limits import limits
from legation.view.charts import pressure
from legation.view.charts.pressure import Arc
from legation.view.web.pages import situation

Serve = Callable[..., TestClient]
HOSTILE = "</script><script>alert(1)</script>"


def words(page: str) -> str:
    """What a reader sees, on one line."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a layer, wherever the chart keeps them."""
    data = layer["data"]
    found: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


def links(page: str) -> set[str]:
    return {unescape(each) for each in re.findall(r'href="([^"]*)"', page[page.index("<main") :])}


def test_headline_figures_lead_to_what_they_count(client: TestClient) -> None:
    page = client.get("/").text
    figures = re.findall(r'<li><a href="([^"]*)"><b>([\d,]+)</b><span>([^<]*)</span>', page)
    assert [(unescape(link), number, what) for link, number, what in figures] == [
        ("/search?kind=document", "3", "articles"),
        ("/sources", "3", "outlets"),
        ("/sources", "3", "origins"),
        ("/silences", "1", "silence told"),
        ("/predictions", "1", "open prediction"),
    ]


def test_what_changed_comes_first_and_opens_the_words(client: TestClient) -> None:
    page = client.get("/").text
    assert "What changed on 2 November 2024, the last day with news" in words(page)
    record = brief_story.SPOKE.id
    assert f"/articles/{brief_story.TIMES.id}?record={record}#at" in links(page)


def test_since_takes_days_spans_and_refuses_the_rest(client: TestClient) -> None:
    assert "What changed since 1 November 2024" in words(client.get("/?since=2024-11-01").text)
    assert "What changed since 31 October 2024" in words(
        client.get("/?since=1d").text
    )  # the clock stands at 1 November
    assert client.get("/?since=lately").status_code == 422
    late = words(client.get("/?since=2025-01-01").text)
    assert "No article since then tells anything new" in late
    assert "No development is told since then" in late


def test_the_choices_of_since_reach_back_from_the_last_article(client: TestClient) -> None:
    page = client.get("/").text
    assert {"/?since=2024-11-02", "/?since=2024-10-27", "/?since=2024-10-04"} <= links(page)
    chosen = client.get("/?since=2024-11-02").text
    assert re.search(r'href="/\?since=2024-11-02" aria-current="true"', chosen)


def test_a_chain_of_pressure_names_three_parts_and_opens_its_evidence(client: TestClient) -> None:
    page = client.get("/").text
    assert "United States and South Korea → China → North Korea and Russia" in words(page)
    chain = next(each for each in brief_story.RECORDS if isinstance(each, Pressure))
    assert {f"/articles/{chain.document}?record={chain.id}#at", f"/records/{chain.id}", "/actors/CHN"} <= links(page)
    assert "use its influence over North Korea and Russia" in words(page)
    assert "/charts/pressure.svg" in page
    assert "<caption>Chains of pressure</caption>" in page


def test_what_weighs_most_has_its_standing_and_its_outlets(client: TestClient) -> None:
    page = words(client.get("/").text)
    told = page[page.index("What weighs most") :]
    assert "disputed North Korea sent about 10,000 troops to Russia" in told
    assert "mobilisation (MOBILIZE) · 2 origins : Harbour Post (sample), Delta Ledger (sample)" in told


def test_open_contradictions_show_both_sides(client: TestClient) -> None:
    page = client.get("/").text
    told = words(page)
    assert "how many (troops)" in told
    assert "about 10,000 troops" in told
    assert "3,000" in told


def test_predictions_are_due_next_or_overdue(client: TestClient, serve: Serve, told: Path) -> None:
    from datetime import date

    page = client.get("/").text
    assert "Due next" in words(page)
    assert "due by 31 December 2024" in words(page)
    late = words(serve(told, today=lambda: date(2025, 2, 1)).get("/").text)
    assert "Overdue: the day has passed, nobody decided" in late


def test_who_is_silent_stands_beside_it_with_the_words(client: TestClient) -> None:
    page = client.get("/").text
    silence = next(each for each in brief_story.RECORDS if isinstance(each, Silence))
    assert "kept silent still silent China · the deployment Since 31 October 2024, 2 days" in words(page)
    assert {"/silences", f"/articles/{silence.document}?record={silence.id}#at"} <= links(page)


def test_an_empty_store_says_what_to_do(serve: Serve) -> None:
    page = serve().get("/").text
    assert "Legation reads international politics out of news articles" in words(page)
    assert 'name="sample" value="situation"' in page
    assert 'name="sample" value="samples"' in page
    assert "/add" in links(page)
    closed = serve(read_only=True).get("/").text
    assert "<form" not in closed[closed.index("<main") :]


def test_a_large_store_leaves_what_takes_long_to_addresses_of_their_own(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = client.get("/").text
    few = replace(limits(), store=replace(limits().store, whole=1))
    monkeypatch.setattr(situation, "limits", lambda: few)
    client.app.state.shelf.told()  # type: ignore[attr-defined]
    page = client.get("/?since=2024-11-01").text
    for part in situation.PARTS:
        assert any(each.startswith(f"/situation/{part}") for each in links(page)), part
    whole = client.get("/situation/changed?since=2024-11-01").text
    assert "What changed since 1 November 2024" in words(whole)
    assert 'id="part"' in whole
    assert "data-part" not in small
    assert client.get("/situation/nothing").status_code == 404


def test_hostile_words_stay_text(serve: Serve, tmp_path: Path) -> None:
    document = replace(brief_story.POST, id="", title=HOSTILE, publisher=f"Post {HOSTILE}")
    mine = [r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == brief_story.POST.id]
    with Store.open(tmp_path / "hostile.db") as store:
        moved = {r.id: replace(r, document=document.id) if r.record == "actor" else r for r in mine}
        again = [moved[r.id] if r.record == "actor" else replace(r, id="", document=document.id) for r in mine]
        store.add(document, again)
        batch.relink(store)
    client = serve(tmp_path / "hostile.db")
    for address in ("/", "/brief", "/silences", "/situation/changed"):
        page = client.get(address).text
        assert "<script>alert" not in page, address
    assert "&lt;script&gt;alert" in client.get("/brief").text


def test_the_map_tells_apart_what_was_not_done_by_its_dashes() -> None:
    arcs = [
        Arc(number=1, ends=("A", "B", "C"), status="actual", demand="act", link="/records/1"),
        Arc(number=2, ends=("C", "B", ""), status="negated", demand="wait", link="/records/2"),
    ]
    spec = pressure.chart(arcs, "light").to_dict()
    lines = spec["layer"][0]
    assert {(row["step"], row["state"]) for row in rows(spec, lines)} == {
        ("1-True", "done"),
        ("1-False", "done"),
        ("2-True", "denied"),
    }
    assert lines["encoding"]["strokeDash"]["field"] == "state"
    names = [row["name"] for row in rows(spec, spec["layer"][2])]
    assert sorted(names) == ["A", "B", "C", "C"]


def test_boxes_stand_beside_those_whom_they_have_to_do_with() -> None:
    ends = [("A", "X", ""), ("B", "Y", ""), ("C", "X", "")]
    arcs = [Arc(number=n, ends=each, status="actual", demand="", link="/") for n, each in enumerate(ends, 1)]
    assert pressure._lanes(arcs)[0] == ["A", "C", "B"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_is_drawn_in_both_schemes(client: TestClient, theme: str) -> None:
    answer = client.get(f"/charts/pressure.svg?theme={theme}")
    assert answer.status_code == 200
    assert "China" in answer.text
