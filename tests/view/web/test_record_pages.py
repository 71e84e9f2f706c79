"""The page of a record: what it says in words, its evidence by role, what belongs to it; every kind has one."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

import brief_story
from legation.records import Document, Event, Evidence, Found
from legation.store.store import Store
from legation.view.web import codes
from web_pages import page, pick, text
from web_server import Serve

POST = brief_story.POST


def record(kind: str, document: Document = POST) -> Found:
    return next(
        each
        for each in brief_story.RECORDS
        if isinstance(each, Found) and (each.record, each.document) == (kind, document.id)
    )


def linked(told: Path, kind: str) -> Found:
    with Store.open(told) as store:
        found = next(store.records(kind=kind))
    assert isinstance(found, Found)
    return found


@pytest.mark.parametrize("kind", ["event", "pressure", "statement", "silence", "tie", "prediction"])
def test_each_kind_says_its_fields_and_stands_on_its_words(client: TestClient, kind: str) -> None:
    found = record(kind)
    root = page(client, f"/records/{found.id}")
    assert pick(root, "dl.given dd")
    (sentence,) = pick(root, ".sentence")
    assert any(text(pick(sentence, ".key")[0]) in each.text for each in found.evidence)
    assert all(each.text in text(pick(root, ".roles")[0]) for each in found.evidence)
    (button,) = [each for each in pick(root, "main a.button") if "article" in text(each)]
    assert button.get("href") == f"/articles/{POST.id}?record={found.id}#at"


def test_no_code_stands_without_words(client: TestClient) -> None:
    said = text(page(client, f"/records/{record('event').id}"))
    assert "North Korea deployed about 10,000 troops, in a move concerning Russia" in said
    assert "mobilisation (MOBILIZE)" in said
    assert "deployed troops (troops)" in said
    assert "happened (actual)" in said
    assert "declined" not in text(page(client, f"/records/{record('silence').id}"))
    assert "kept silent (refrained)" in text(page(client, f"/records/{record('silence').id}"))


def test_what_belongs_to_a_record_is_linked(client: TestClient, told: Path) -> None:
    event = record("event")
    root = page(client, f"/records/{event.id}")
    hrefs = {each.get("href") for each in pick(root, "main a")}
    assert f"/records/{brief_story.COUNTED.id}" in hrefs
    with Store.open(told) as store:
        mine = [each for each in store.records(kind="development") if event.id in each.records]  # type: ignore[union-attr]
    assert f"/developments/{mine[0].id}" in hrefs
    silence = page(client, f"/records/{record('silence').id}")
    assert f"/records/{brief_story.SPOKE.id}" in {each.get("href") for each in pick(silence, "main a")}
    statement = page(client, f"/records/{brief_story.COUNTED.id}")
    assert f"/records/{event.id}" in {each.get("href") for each in pick(statement, "main a")}


def test_a_contradiction_sets_its_sides_beside_one_another(client: TestClient, told: Path) -> None:
    with Store.open(told) as store:
        found = next(each for each in store.records(kind="contradiction") if getattr(each, "kind", "") == "number")
    root = page(client, f"/records/{found.id}")
    sides = [text(each) for each in pick(root, ".side-of")]
    assert len(sides) == 2
    assert any("10,000" in each and "Harbour Post" in each for each in sides)
    assert any("3,000" in each and "Delta Ledger" in each for each in sides)
    claims = {each.record for each in found.claims}  # type: ignore[union-attr]
    assert {f"/records/{each}" for each in claims} <= {each.get("href") for each in pick(root, ".claim a")}


def test_addresses_of_articles_developments_and_actors_lead_on(client: TestClient, told: Path) -> None:
    development = linked(told, "development")
    for name, place in (
        (POST.id, f"/articles/{POST.id}"),
        (development.id, f"/developments/{development.id}"),
        ("CHN", "/actors/CHN"),
    ):
        answer = client.get(f"/records/{name}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, place)
    assert client.get("/records/nothing").status_code == 404


def test_an_actor_is_shown_as_one_article_has_it(client: TestClient) -> None:
    root = page(client, f"/records/person:mara-holt?document={POST.id}")
    assert "a lecturer at the Lowland Institute" in text(root)


def test_a_citation_of_a_record_has_its_words_and_speaker(client: TestClient) -> None:
    holt = next(each for each in brief_story.RECORDS if getattr(each, "quotation", "") == "direct")
    plain = pick(page(client, f"/records/{holt.id}"), "#cite-plain")[0].text
    assert "Silence is the cheapest policy there is" in plain
    assert "(Mara Holt)" in plain
    assert f"http://localhost/records/{holt.id}" in plain
    carried = pick(page(client, f"/records/{record('event').id}"), "#cite-plain")[0].text
    assert "(the U.S. defense department)" in carried


def test_a_report_lists_its_articles(serve: Serve, tmp_path: Path) -> None:
    from legation import batch

    reprint = Document(title="Again", publisher="Second Press", published="2024-11-01", text=POST.text)
    with Store.open(tmp_path / "news.db") as store:
        for each in (POST, reprint):
            store.add(each, ())
        batch.relink(store)
        report = next(store.records(kind="report"))
    root = page(serve(tmp_path / "news.db"), f"/records/{report.id}")
    assert {f"/articles/{POST.id}", f"/articles/{reprint.id}"} <= {each.get("href") for each in pick(root, "th a")}
    assert "reprint" in text(root)


def test_evidence_far_from_the_word_that_says_it_does_not_make_the_sentence_endless(
    serve: Serve, tmp_path: Path
) -> None:
    body = "Troops fired. " + "Nothing happened here. " * 400 + "Later they rested."
    document = Document(title="Long", text=body)
    places = (
        Evidence.cut(body, 7, 12, "trigger"),
        Evidence.cut(body, body.index("rested"), body.index("rested") + 6, "actor"),
    )
    event = Event(document=document.id, type="ASSAULT", evidence=places)
    with Store.open(tmp_path / "news.db") as store:
        store.add(document, [event])
    root = page(serve(tmp_path / "news.db"), f"/records/{event.id}")
    assert text(pick(root, ".sentence")[0]) == "Troops fired."
    assert "Someone unnamed carried out an attack" in text(pick(root, "h1")[0])


def test_every_code_has_words() -> None:
    from legation.record_parts import EVENT_TYPES
    from legation.view import review_codes

    assert all("(" in codes.event_type(each) or codes.event_noun(each) for each in EVENT_TYPES)
    for kind in EVENT_TYPES:
        for mode in review_codes.codes("mode", {"type": kind}):
            assert codes.mode(kind, mode) != mode or mode.isalpha(), (kind, mode)
    for sector in review_codes.codes("sector", {}):
        assert codes.word("sector", sector).casefold() != sector.casefold(), sector
