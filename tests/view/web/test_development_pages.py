"""Developments and contradictions: the lists with their filters, and one development with all its reports."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import brief_story
from legation import batch
from legation.records import Development, Document
from legation.store.store import Store
from legation.view.web import reader
from web_pages import page, pick, text
from web_server import Serve

POST, LEDGER = brief_story.POST, brief_story.LEDGER


def developments(told: Path) -> list[Development]:
    with Store.open(told) as store:
        return [each for each in store.records(kind="development") if isinstance(each, Development)]


def listed(client: TestClient, query: str) -> set[str]:
    return {str(each.get("href")).rpartition("/")[2] for each in pick(page(client, f"/developments{query}"), "th a")}


def test_the_list_has_every_development_once(client: TestClient, told: Path) -> None:
    assert listed(client, "") == {each.id for each in developments(told)}


def test_filters_narrow_it_as_on_the_command_line(client: TestClient, told: Path) -> None:
    every = developments(told)
    assert listed(client, "?type=consult") == {each.id for each in every if each.type == "CONSULT"}
    assert listed(client, "?standing=disputed") == {each.id for each in every if each.standing == "disputed"}
    assert listed(client, "?origins=2") == {each.id for each in every if each.origins >= 2}
    assert listed(client, "?actor=North+Korea") == {
        each.id for each in every if "PRK" in (*each.actor, *each.recipient)
    }
    assert listed(client, "?until=2024-10-30") == set()
    assert listed(client, "?since=1d") == {each.id for each in every if (each.last_report or "") >= "2024-10-31"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=someday", "is no day"),
        ("actor=Nobody+At+All", "no stored article speaks of"),
        ("origins=many", "is no number of origins"),
        ("origins=999999999999", "is no number of origins"),
        ("type=WAR", "is none of"),
        ("standing=sure", "is none of"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_field(client: TestClient, query: str, said: str) -> None:
    root = page(client, f"/developments?{query}")
    (wrong,) = pick(root, ".wrong")
    assert said in text(wrong)
    (marked,) = pick(root, "[aria-invalid=true]")
    assert marked.get("aria-describedby") == wrong.get("id")
    assert not pick(root, "tbody tr")


def test_a_development_shows_every_report_by_origin(client: TestClient, told: Path) -> None:
    counted = next(each for each in developments(told) if each.type == "MOBILIZE")
    root = page(client, f"/developments/{counted.id}")
    assert [text(each) for each in pick(root, ".origin h3")] == [
        "Harbour Post (sample) 1 report",
        "Delta Ledger (sample) 1 report",
    ]
    reports = " ".join(text(each) for each in pick(root, ".telling"))
    assert "about 10,000 troops" in reports
    assert "South Korea’s spy agency" in reports
    hrefs = {each.get("href") for each in pick(root, ".telling a")}
    assert {f"/articles/{POST.id}?record={counted.records[0]}#at", f"/records/{brief_story.RECOUNTED.id}"} <= hrefs
    assert "2 origins" in text(pick(root, ".lede")[0])


def test_what_contradicts_it_stands_side_by_side(client: TestClient, told: Path) -> None:
    counted = next(each for each in developments(told) if each.standing == "disputed")
    root = page(client, f"/developments/{counted.id}")
    assert len(pick(root, "#against")) == 1
    assert len(pick(root, ".side-of")) >= 2
    assert "how many" in text(pick(root, "main")[0]).casefold()


def test_reprints_are_one_origin(serve: Serve, tmp_path: Path) -> None:
    found: list[Any] = [each for each in brief_story.RECORDS if getattr(each, "document", "") == POST.id]
    reprint = Document(title="Again", publisher="Second Press", published="2024-11-01", text=POST.text)
    with Store.open(tmp_path / "news.db") as store:
        store.add(POST, found)
        store.add(
            reprint,
            [replace(each, document=reprint.id, id="" if each.record != "actor" else each.id) for each in found],
        )
        batch.relink(store)
        counted = next(each for each in store.records(kind="development") if getattr(each, "type", "") == "MOBILIZE")
    root = page(serve(tmp_path / "news.db"), f"/developments/{counted.id}")
    (origin,) = pick(root, ".origin")
    assert "2 reports" in text(origin)
    assert "reprint" in text(origin)
    assert "1 origin" in text(pick(root, ".lede")[0])


def test_contradictions_are_listed_with_their_sides_and_filters(client: TestClient) -> None:
    root = page(client, "/contradictions")
    assert pick(root, ".side-of")
    (counted,) = pick(page(client, "/contradictions?type=number"), ".dispute")
    assert "how many (troops)" in text(counted)
    assert [text(each) for each in pick(counted, ".side-of h3")] == ["about 10,000 troops", "3,000 (troops)"]
    assert "No contradiction fits" in text(page(client, "/contradictions?type=answer"))
    assert "is no day" in text(page(client, "/contradictions?since=someday"))


def test_long_lists_come_in_pages(client: TestClient, told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {**reader.limits(), "rows": 1}
    monkeypatch.setattr("legation.view.web.pages.developments.limits", lambda: sizes)
    found: list[str] = []
    address = "/developments"
    while address:
        root = page(client, address)
        found += [str(each.get("href")) for each in pick(root, "th a")]
        address = next((str(each.get("href")) for each in pick(root, "a[rel=next]")), "")
    assert sorted(found) == sorted(f"/developments/{each.id}" for each in developments(told))
    assert len(found) > 1


def test_an_empty_store_says_what_to_do(serve: Serve) -> None:
    client = serve()
    assert "Add articles" in text(page(client, "/developments"))
    assert "No contradiction is stored" in text(page(client, "/contradictions"))
    assert client.get("/developments/nothing").status_code == 404
    assert client.get("/developments?page=0").status_code == 422
    assert not pick(page(client, "/developments?page=99999999"), "tbody tr")
