"""The search: words, filters, facets, saved searches; what a reader sees and where links lead."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

import brief_story
import web_pages
from legation.records import Document, Found
from legation.store import finding, saved
from legation.store.finding import Filters, Part
from legation.store.store import Store
from web_pages import Element, asks, links, pick, read, text
from web_server import Serve


def page(client: TestClient, query: str, status: int = 200) -> Element:
    return web_pages.page(client, f"/search?{query}", status)


def heading(found: Element) -> str:
    return text(found.get_element_by_id("results"))


def lines(found: Element) -> list[str]:
    return [text(each).lstrip("¶") for each in pick(found, ".card .says")]


def test_words_find_articles_with_what_is_said_in_them_and_are_marked(client: TestClient) -> None:
    found = page(client, "q=troops")
    assert heading(found) == "3 articles"
    assert {text(each) for each in pick(found, ".hit mark")} == {"troops"}
    assert lines(found)[0] == "Beijing breaks its silence"
    said = pick(found, ".below li")
    assert any("North Korea has sent 3,000 troops" in text(each) for each in said)
    assert "/articles/" in pick(said[0], "a")[-1].get("href")
    assert asks(links(found, ".list p")["see what is said"]) == {"q": ["troops"], "kind": ["statement"]}


def test_words_find_statements_and_events_by_their_own_words(client: TestClient) -> None:
    assert len(lines(page(client, "q=deployment&kind=document"))) == 1
    assert heading(page(client, "q=deployment&kind=event")) == "Nothing found"
    assert heading(page(client, "q=threaten&kind=event")) == "1 event"
    assert heading(page(client, "q=3%2C000&kind=statement")) == "1 statement"
    assert heading(page(client, "q=calm+-peninsula&kind=statement")) == "Nothing found"


def test_records_that_are_listed_show_the_words_that_say_them(client: TestClient) -> None:
    marked = [text(each) for each in pick(page(client, "kind=silence"), ".card mark")]
    assert marked == ["China has so far refrained from comment on the deployment"]


def test_best_first_is_offered_where_there_are_words_only(client: TestClient) -> None:
    found = page(client, "q=silence")
    assert set(links(found, ".above")) == {"Newest first", "Best first"}
    best = page(client, "q=silence&sort=best")
    assert lines(best)[0] == "Beijing breaks its silence"
    assert not links(page(client, "kind=event"), ".above")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("kind=event", "6 events"),
        ("kind=events", "6 events"),
        ("kind=event&type=consult", "2 events"),
        ("kind=event&status=negated", "1 event"),
        ("kind=event&actor=North+Korea", "4 events"),
        ("kind=event&actor=PRK&actor=RUS", "3 events"),
        ("kind=event&actor=PRK&role=recipient", "1 event"),
        ("kind=event&actor=PRK&role=actor&actor=RUS&role=recipient", "2 events"),
        ("kind=event&country=CHN", "2 events"),
        ("kind=event&actor=CHN", "1 event"),
        ("kind=event&publisher=harbour+post+(sample)", "2 events"),
        ("kind=event&since=2024-11-01", "4 events"),
        ("kind=event&since=2024-11-01&until=2024-11-01", "3 events"),
        ("kind=event&since=0d", "4 events"),
        ("kind=pressure&kind=tie", "3 records"),
        ("kind=document&actor=JPN", "1 article"),
        ("kind=document&until=2024-10-31", "1 article"),
        ("kind=prediction", "1 prediction"),
        ("kind=actor&document={POST}", "9 actors"),
        ("kind=statement&country=CHN&role=speaker", "1 statement"),
        ("actor=Mara+Holt", "2 records"),
        ("kind=development&country=PRK&role=actor&country=RUS&role=recipient", "1 development"),
        ("kind=development&country=PRK&role=recipient&country=RUS&role=actor", "Nothing found"),
        ("kind=development&publisher=Delta+Ledger+(sample)", "2 developments"),
        ("kind=development&status=negated", "Nothing found"),
        ("kind=contradiction&publisher=Delta+Ledger+(sample)", "2 contradictions"),
        ("kind=contradiction&publisher=Lowland+Times+(sample)", "Nothing found"),
    ],
)
def test_filters_are_those_of_the_command_line(client: TestClient, query: str, number: str) -> None:
    assert heading(page(client, query.format(POST=brief_story.POST.id))) == number


def test_developments_are_found_with_all_who_act_for_a_state(client: TestClient) -> None:
    found = page(client, "kind=development&actor=CHN")
    assert len(lines(found)) == 1
    assert pick(found, ".says a.mark")[0].get("href").startswith("/developments/")
    assert heading(page(client, "kind=development&standing=disputed&actor=USA")) == "Nothing found"


def test_an_explicit_set_of_records_keeps_its_order(client: TestClient, told: Path) -> None:
    ids = [brief_story.SPOKE.id, brief_story.COUNTED.id]
    found = page(client, "&".join(f"id={each}" for each in ids))
    assert [each.get("id") for each in pick(found, ".card")] == [f"r-{each}" for each in ids]


def test_each_facet_leads_to_a_list_of_as_many(client: TestClient) -> None:
    found = page(client, "kind=event")
    choices = pick(found, ".facet a")
    assert len(choices) > 8
    for each in choices:
        number = pick(each, ".count")[0].text_content()
        narrowed = read(client.get(each.get("href")).text)
        assert heading(narrowed).split()[0] == number, each.get("href")


def test_a_filter_is_taken_away_by_a_link(client: TestClient) -> None:
    found = page(client, "kind=event&actor=PRK&role=actor&actor=RUS&role=recipient")
    chips = pick(found, ".chips a")
    assert asks(chips[1].get("href")) == {"kind": ["event"], "actor": ["RUS"], "role": ["recipient"]}
    assert [text(each) for each in chips][:2] == ["Kind Events × – remove", "Actor North Korea (PRK) acts × – remove"]


def test_the_form_sends_all_that_was_asked(client: TestClient) -> None:
    found = page(
        client, "kind=event&kind=tie&actor=PRK&role=actor&actor=RUS&role=recipient&publisher=A&publisher=B&id=x"
    )
    fields = (*pick(found, "form.search input"), *pick(found, "form.search select"))
    sent = [(each.get("name"), each.value) for each in fields if each.get("name") and each.value]
    assert sorted(sent) == [
        *(("actor", "PRK"), ("actor", "RUS"), ("id", "x"), ("kind", "event"), ("kind", "tie")),
        *(("publisher", "A"), ("publisher", "B"), ("role", "actor"), ("role", "recipient")),
    ]


def test_a_name_that_nobody_bears_is_answered_with_those_near(client: TestClient) -> None:
    found = page(client, "kind=event&actor=Chna")
    said = pick(found, ".nothing")[0]
    assert "Nobody in the articles is called “Chna”. Did you mean" in text(said)
    assert asks(pick(said, "a")[0].get("href")) == {"kind": ["event"], "actor": ["China"]}
    assert "See who is there" in pick(page(client, "actor=Qqq"), ".nothing")[0].text_content()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=nonsense", "'nonsense' is no kind"),
        ("since=yesterday", "'yesterday' is no day"),
        ("since=2024-11-02&until=2024-11-01", "2024-11-02 is after 2024-11-01"),
        ("kind=event&page=0", "'0' is no number"),
        ("kind=event&page=999", "A list has 20 pages at most"),
        ("document=none", "No stored article has the id 'none'"),
        ("status=maybe", "'maybe' is no status"),
        ("kind=event&actor=A&actor=A&actor=A&actor=A&actor=A&actor=A&actor=A", "more than the 6"),
        ("q=%22%22", "holds no word to search for"),
        ("q=" + "a" * 300, "longer than 200 characters"),
    ],
)
def test_what_cannot_be_asked_is_said_above_the_form(client: TestClient, query: str, said: str) -> None:
    found = page(client, query, 422)
    assert said in pick(found, "[role=alert]")[0].text_content()
    assert found.get_element_by_id("by-q") is not None


def test_pages_are_bounded_and_lead_on(tmp_path: Path, serve: Serve, told: Path) -> None:
    client = serve(told)
    assert 'rel="next"' not in client.get("/search?kind=event").text
    found = page(client, "kind=mention&kind=actor&kind=event&kind=statement&kind=tie&kind=pressure")
    assert heading(found) == "35 records"
    assert len(pick(found, ".card")) == 25
    after = page(client, urlsplit(pick(found, "a[rel=next]")[0].get("href")).query)
    assert len(pick(after, ".card")) == 10
    assert asks(pick(after, "a[rel=prev]")[0].get("href"))["page"] == ["1"]


def test_nothing_asked_shows_what_there_is(client: TestClient) -> None:
    found = read(client.get("/search").text)
    figures = links(found, ".figures")
    assert figures["6Events"] == "/search?kind=event"
    assert "No search is saved yet" in text(found)


def test_an_empty_store_says_what_to_do(serve: Serve) -> None:
    assert "Add articles first" in serve().get("/search").text
    assert "Nothing found" in serve().get("/search?q=troops").text


@pytest.fixture
def own(tmp_path: Path, told: Path) -> Path:
    """A store of two of the articles that a test may change."""
    path = tmp_path / "own.db"
    with Store.open(path) as store:
        for document in (brief_story.POST, brief_story.LEDGER):
            add(store, document)
    return path


def add(store: Store, document: Document) -> None:
    store.add(document, (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id))


def test_a_search_is_saved_and_tells_what_is_new(own: Path, serve: Serve) -> None:
    client = serve(own)
    form = pick(page(client, "kind=statement&country=CHN"), "form.keep")[0]
    values = {"query": pick(form, "input[name=query]")[0].get("value"), "name": "  Beijing \u202e speaks "}
    answer = client.post(form.get("action"), data=values, follow_redirects=False)
    assert answer.status_code == 303
    assert asks(answer.headers["location"]) == {"kind": ["statement"], "country": ["CHN"], "saved": ["Beijing speaks"]}
    assert "nothing new" in client.get("/search").text
    with Store.open(own) as store:
        add(store, brief_story.TIMES)
    listed = read(client.get("/search").text)
    entry = links(listed, ".saved")
    assert set(entry) == {"Beijing speaks", "1 new"}
    new = read(client.get(entry["1 new"]).text)
    assert heading(new) == "1 statement"
    whole = read(client.get(entry["Beijing speaks"]).text)
    assert [text(each) for each in pick(whole, ".label.good")] == ["new"]
    client.post("/search/saved/look", data={"name": "Beijing speaks"})
    assert "nothing new" in client.get("/search").text
    client.post("/search/saved/delete", data={"name": "Beijing speaks"})
    assert "No search is saved yet" in client.get("/search").text
    assert client.post("/search/saved/look", data={"name": "Beijing speaks"}).status_code == 404


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": " ", "query": "kind=event"}, "needs a name"),
        ({"name": "x" * 100, "query": "kind=event"}, "needs a name"),
        ({"name": "all", "query": "page=2&nonsense=1"}, "nothing to save"),
        ({"name": "bad", "query": "kind=nonsense"}, "is no kind"),
    ],
)
def test_what_cannot_be_saved_is_refused(own: Path, serve: Serve, values: dict[str, str], said: str) -> None:
    answer = serve(own).post("/search/saved", data=values)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_read_only_server_saves_nothing(own: Path, serve: Serve) -> None:
    client = serve(own, read_only=True)
    assert not pick(page(client, "kind=event"), "form[method=post]")
    for address in ("/search/saved", "/search/saved/look", "/search/saved/delete"):
        assert client.post(address, data={"name": "x", "query": "kind=event"}).status_code == 403
    with Store.open(own) as store:
        assert store.ask(saved.every) == ()


def test_saved_searches_are_bounded(own: Path) -> None:
    with Store.open(own) as store:
        for number in range(saved.MOST):
            store.tell(saved.save(f"search {number}", "kind=event", "2024-11-01"))
        store.tell(saved.save("search 1", "kind=tie", "2024-11-02"))
        with pytest.raises(Exception, match="50 saved searches already"):
            store.tell(saved.save("one more", "kind=event", "2024-11-01"))


def test_what_a_review_rejected_is_listed_apart(own: Path, serve: Serve) -> None:
    from legation.store import review
    from legation.store.corrections import Key

    key = Key(kind="statement", document=brief_story.POST.id, id=brief_story.COUNTED.id)
    with Store.open(own) as store:
        store.tell(review.judge(review.Judgement(key=key, verdict="reject", on="2024-11-01T00:00:00.000+00:00")))
    client = serve(own)
    assert len(lines(page(client, "rejected=1&kind=statement"))) == 1
    assert brief_story.COUNTED.id not in client.get("/search?kind=statement").text


def test_filters_give_the_same_as_going_through_all(told: Path) -> None:
    with Store.open(told) as store:
        for kind in ("event", "statement", "pressure", "silence", "tie", "prediction"):
            for actor in ("CHN", "PRK", "RUS", "USA", "KOR", "person:mara-holt"):
                found = store.ask(finding.places(kind, Filters(parts=(Part(actors=(actor,)),)), 500))
                every = {each.id for each in store.records(kind=kind, actor=actor)}
                assert {store.ask(finding.records([each.row]))[each.row].id for each in found} == every


def test_no_list_of_records_goes_through_all_of_them(told: Path) -> None:
    asked: list[tuple[str, Any]] = []
    party, actor = Part(party="CHN"), Part(actors=("CHN",))
    with Store.open(told) as store:
        event.listen(store._engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
        for kind, filters in (
            ("event", Filters()),
            ("event", Filters(parts=(party, actor))),
            ("event", Filters(parts=(actor,), since="2024-01-01")),
            ("statement", Filters(words="troops", parts=(actor,))),
            ("tie", Filters(words="partnership")),
            ("document", Filters()),
            ("document", Filters(publishers=("x",), parts=(actor,))),
            ("event", Filters(documents=(brief_story.POST.id,))),
            ("event", Filters(after=1)),
        ):
            store.ask(finding.places(kind, filters, 10))
        places = [each for each in asked if "AS mine" in each[0]]
        assert len(places) >= 9
        with store._engine.connect() as connection:
            for statement, values in places:
                plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
                assert not [step for step in plan if re.match(r"SCAN (record|document|record_actor)\b(?! USING)", step)]
