"""The reader: words marked where records rest on them, records beside them, copies, neighbours, long articles."""

import re
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

import brief_story
from legation import batch
from legation.records import Document, Event, Evidence
from legation.store.store import Store
from legation.view.web import reader
from web_pages import Element, page, pick
from web_server import Serve

POST, LEDGER = brief_story.POST, brief_story.LEDGER


def text_of(root: Element) -> str:
    (article,) = pick(root, "article.text")
    for number in pick(article, "a.n"):
        number.drop_tree()
    return "\n".join(each.text_content() for each in pick(article, "p"))


def of_kind(kind: str) -> str:
    return next(each.id for each in brief_story.RECORDS if each.record == kind and each.document == POST.id)  # type: ignore[union-attr]


def test_an_article_is_shown_whole_with_its_head(client: TestClient) -> None:
    root = page(client, f"/articles/{POST.id}")
    assert text_of(root) == POST.text
    assert pick(root, "h1")[0].text_content().strip() == POST.title
    (outside,) = pick(root, "a.outside")
    assert (outside.get("href"), outside.get("rel")) == (POST.url, "noopener noreferrer")
    assert "31 October 2024" in pick(root, ".facts")[0].text_content()


def test_where_the_date_was_found_stands_beside_it(serve: Serve, tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        for source in ("url", "given"):
            found = Document(title=source, text=f"By {source}.", published="2024-10-31", published_from=source)
            store.add(found, ())
        ids = {each.title: each.id for each in store.documents()}
    client = serve(tmp_path / "news.db")
    facts = {title: pick(page(client, f"/articles/{key}"), ".facts")[0].text_content() for title, key in ids.items()}
    assert "31 October 2024 (from the address)" in facts["url"]
    assert "(" not in facts["given"]


def test_marks_tell_their_kinds_and_lead_to_their_records(client: TestClient) -> None:
    root = page(client, f"/articles/{POST.id}")
    for kind in ("event", "statement", "pressure", "silence", "tie", "prediction"):
        assert pick(root, f".text .e-{kind}"), kind
        assert pick(root, f"#show-{kind}[checked]"), kind
    numbers = pick(root, ".text a.n")
    cards = pick(root, ".finding")
    assert len(numbers) == len(cards)
    targets = {each.get("href") for each in numbers}
    assert targets == {f"#{each.get('id')}" for each in cards}
    for card in cards:
        (back,) = pick(card, ".over a.n")
        assert pick(root, back.get("href"))


def test_records_stand_in_reading_order_with_reasons_and_whose_word_they_are(client: TestClient) -> None:
    cards = pick(page(client, f"/articles/{LEDGER.id}"), ".finding")
    lines = [" ".join(pick(card, ".says")[0].text_content().split()) for card in cards]
    assert lines[0].startswith(("South Korea’s spy agency said", "North Korea deployed 3,000 troops"))
    denied = next(
        card for card in cards if "did not threaten Japan" in card.text_content() and "Event" in card.text_content()
    )
    assert "did not happen" in pick(denied, ".label")[0].text_content()
    carrier = next(card for card in cards if pick(card, ".small.soft") and "According to" in card.text_content())
    (link,) = pick(carrier, "p.small.soft a")
    assert link.get("href").startswith("#r-")


@pytest.mark.parametrize("kind", ["event", "pressure", "silence", "tie", "prediction"])
def test_the_words_of_the_record_that_was_asked_for_stand_out_without_a_script(client: TestClient, kind: str) -> None:
    record = of_kind(kind)
    root = page(client, f"/articles/{POST.id}?record={record}")
    (at,) = pick(root, "#at")
    assert "asked" in at.get("class").split()
    asked = {each.get("id") for each in pick(root, ".finding.asked")}
    assert asked == {f"r-{record}"}
    evidence = next(e for e in brief_story.RECORDS if e.id == record).evidence  # type: ignore[union-attr]
    shown = " ".join(each.text_content() for each in pick(root, ".text .asked"))
    assert evidence[0].text in shown


def test_a_development_leads_to_the_words_of_its_first_report(client: TestClient, told: Path) -> None:
    with Store.open(told) as store:
        found = next(store.records(kind="development"))
    root = page(client, f"/articles/{found.document}?record={found.id}")  # type: ignore[union-attr]
    assert pick(root, "#at")
    assert pick(root, ".finding.asked")


def test_an_unknown_record_marks_nothing_and_an_unknown_article_is_missing(client: TestClient) -> None:
    assert not pick(page(client, f"/articles/{POST.id}?record=nothing"), "#at")
    answer = client.get("/articles/nothing")
    assert answer.status_code == 404
    assert "No article has the id" in answer.text


def test_copies_are_folded_and_neighbours_follow_in_time(serve: Serve, tmp_path: Path) -> None:
    reprint = Document(title="The same again", publisher="Second Press", published="2024-11-01", text=POST.text)
    with Store.open(tmp_path / "news.db") as store:
        for each in (POST, reprint):
            store.add(each, ())
        batch.relink(store)
    root = page(serve(tmp_path / "news.db"), f"/articles/{POST.id}")
    (copies,) = pick(root, "details.copies")
    assert "Also printed by Second Press" in copies.text_content()
    assert pick(copies, "a")[0].get("href") == f"/articles/{reprint.id}"
    assert [each.get("href") for each in pick(root, "a[rel=next]")] == [f"/articles/{reprint.id}"]
    assert not pick(root, "a[rel=prev]")


def test_hostile_words_stay_words(serve: Serve, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e{{7*7}}"
    document = Document(
        title=evil,
        publisher=evil,
        byline=evil,
        url="javascript:alert(1)",
        published="2024-01-01",
        text=f"{evil} fired.",
    )
    at = document.text.index("fired")
    event = Event(
        document=document.id,
        type="ASSAULT",
        actor=(evil,),
        evidence=(Evidence.cut(document.text, at, at + 5, "trigger"), Evidence.cut(document.text, 0, 8, "actor")),
        why=(evil,),
    )
    with Store.open(tmp_path / "news.db") as store:
        store.add(document, [event])
    client = serve(tmp_path / "news.db")
    for address in (f"/articles/{document.id}?record={event.id}", f"/records/{event.id}"):
        answer = client.get(address)
        root = lxml.html.fromstring(answer.text)
        assert not pick(root, "img")
        assert all(each.get("src", "").startswith("/static/") for each in pick(root, "script"))
        assert not [a for a in pick(root, "a") if "script:" in (a.get("href") or "")]
        assert "<script>alert(1)" in root.text_content()
        assert "\u202e" not in answer.text
        assert "49" not in pick(root, "h1")[0].text_content()


def test_a_long_article_comes_in_parts_that_are_the_whole_text(serve: Serve, tmp_path: Path) -> None:
    size = reader.limits()["part"]
    text = "\n".join(f"Paragraph {n} says that troops fired {n} times." for n in range(size // 12))
    document = Document(title="Long", published="2024-01-01", text=text)
    at = text.rindex("fired")
    event = Event(document=document.id, type="ASSAULT", evidence=(Evidence.cut(text, at, at + 5, "trigger"),))
    with Store.open(tmp_path / "news.db") as store:
        store.add(document, [event])
    client = serve(tmp_path / "news.db")
    first = page(client, f"/articles/{document.id}")
    parts = int(re.search(r"part 1 of (\d+)", first.text_content())[1])  # type: ignore[index]
    assert parts > 2
    whole = [text_of(page(client, f"/articles/{document.id}?part={n}")) for n in range(1, parts + 1)]
    assert "\n".join(whole) == text
    asked = page(client, f"/articles/{document.id}?record={event.id}")
    assert f"part {parts} of {parts}" in asked.text_content()
    assert pick(asked, "#at")[0].text_content() == "fired"


def test_more_records_than_a_page_can_show_are_bounded_and_that_is_said(serve: Serve, tmp_path: Path) -> None:
    most = reader.limits()["records"]
    text = " ".join(f"fired{n:04}" for n in range(most + 5))
    document = Document(title="Busy", published="2024-01-01", text=text)
    words = [m.span() for m in re.finditer(r"fired\d+", text)]
    events = [
        Event(document=document.id, type="ASSAULT", evidence=(Evidence.cut(text, start, end, "trigger"),))
        for start, end in words
    ]
    with Store.open(tmp_path / "news.db") as store:
        store.add(document, events)
    client = serve(tmp_path / "news.db")
    root = page(client, f"/articles/{document.id}")
    assert len(pick(root, ".finding")) == most
    assert f"the first {most} records" in root.text_content()
    last = page(client, f"/articles/{document.id}?record={events[-1].id}")
    assert pick(last, "#at")[0].text_content() == f"fired{most + 4:04}"


def test_text_that_runs_from_the_right_says_so_and_an_empty_article_too(serve: Serve, tmp_path: Path) -> None:
    arabic = Document(title="باكستان", language="ar", text="باكستان تغلق أجواءها")
    empty = Document(title="Nothing", text="")
    with Store.open(tmp_path / "news.db") as store:
        store.add(arabic, ())
        store.add(empty, ())
    client = serve(tmp_path / "news.db")
    root = page(client, f"/articles/{arabic.id}")
    assert pick(root, "article.text")[0].get("lang") == "ar"
    assert pick(root, "article.text p")[0].get("dir") == "auto"
    assert "This article has no text" in page(client, f"/articles/{empty.id}").text_content()


def test_a_citation_names_the_server_as_it_was_called(client: TestClient) -> None:
    for host in ("localhost", "127.0.0.1:9000"):
        answer = client.get(f"/articles/{POST.id}", headers={"host": host})
        assert f"http://{host}/articles/{POST.id}" in pick(lxml.html.fromstring(answer.text), "#cite-plain")[0].text


@pytest.mark.parametrize("text", ["", "short", "a" * 500, "word " * 100, "line\n" * 90])
def test_parts_cover_a_text_without_gap(text: str) -> None:
    cut = reader.parts(text, 50)
    assert "".join(text[start:end] for start, end in cut) == text
    assert all(end - start <= 63 for start, end in cut)
