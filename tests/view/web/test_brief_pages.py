"""The brief in the browser says what the command says; its citations open the words; PDF and Markdown are one click."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

import brief_story
from legation.store.store import Store
from legation.view.brief import render, written
from legation.view.brief_asked import asked

Serve = Callable[..., TestClient]


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_the_page_has_each_sentence_of_the_brief_and_each_source(client: TestClient, told: Path) -> None:
    with Store.open(told) as store:
        brief = written(asked(store, [], None, None))
    page = client.get("/brief").text
    seen = re.sub(r"\s+", "", words(page))
    for sentence in brief.sentences:
        assert re.sub(r"\s+", "", sentence.text) in seen, sentence.text
    for citation in brief.citations:
        assert re.sub(r"\s+", "", citation.words) in seen
        assert f'id="c{citation.number}"' in page
    assert client.get("/brief.md").text == render(brief, "md")


def test_every_citation_opens_its_article_at_the_words_of_a_record(client: TestClient, told: Path) -> None:
    page = client.get("/brief").text
    numbers = re.findall(r'<a href="([^"]*)" title="[^"]*" aria-label="Source (\d+)', page)
    assert numbers
    with Store.open(told) as store:
        ids = {quote(each.id, safe="/") for each in store.records()}
    articles = {each.id for each in (brief_story.POST, brief_story.LEDGER, brief_story.TIMES)}
    for link, _ in numbers:
        article, _, rest = unescape(link).partition("?record=")
        assert article.removeprefix("/articles/") in articles
        assert rest.removesuffix("#at") in ids


def test_it_is_narrowed_by_actors_and_days(client: TestClient) -> None:
    page = client.get("/brief?about=Mara%20Holt").text
    assert "On Mara Holt" in words(page)
    assert 'value="Mara Holt"' in page
    assert "/brief.pdf?about=Mara+Holt" in page
    assert "Troops" not in words(client.get("/brief?about=Mara%20Holt&about=").text)
    assert "since 2 November 2024" in words(client.get("/brief?since=2024-11-02").text)
    assert client.get("/brief?about=Nobody").status_code == 422
    assert client.get("/brief?since=never").status_code == 422
    assert client.get("/brief?about=a&about=b&about=c&about=d&about=e").status_code == 422


def test_an_empty_brief_says_so(serve: Serve, client: TestClient) -> None:
    assert "Nothing to tell yet" in words(serve().get("/brief").text)
    assert "since that day" in words(client.get("/brief?since=2026-01-01").text)


def test_the_brief_on_paper(client: TestClient) -> None:
    answer = client.get("/brief.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="legation-brief-2024-11-01.pdf"'
    assert answer.content.startswith(b"%PDF-")
