import json

import pytest

from .conftest import Reads

TEXT = "Envoys of the two states met in Vienna on Tuesday and agreed to keep talking through the winter."
FIRST = {
    "source": {"id": None, "name": "Harbour Wire"},
    "author": "A B",
    "title": "Talks",
    "publishedAt": "2024-10-31T09:30:00Z",
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"status": "ok", "articles": [{**FIRST, "content": TEXT}]}, ("Talks", "Harbour Wire", "A B")),
        ({"response": {"results": [{"webTitle": "Talks", "fields": {"bodyText": TEXT}}]}}, ("Talks", None, None)),
        ({"response": {"docs": [{"headline": {"main": "Talks"}, "body": TEXT}]}}, ("Talks", None, None)),
        ({"hits": {"hits": [{"_source": {"Headline": "Talks", "full_text": TEXT}}]}}, ("Talks", None, None)),
        (
            {"data": [{"headline": "Talks", "articleBody": TEXT, "authors": ["A B", "C D"]}]},
            ("Talks", None, "A B, C D"),
        ),
        ([{"title": "Talks", "content": f"<p>{TEXT}</p><div class='related'>Related</div>"}], ("Talks", None, None)),
        ({"title": "Talks", "maintext": TEXT}, ("Talks", None, None)),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_articles_somewhere_in_json(
    read: Reads, value: object, expected: tuple[str | None, ...], indent: int | None
) -> None:
    found, errors = read("-", stdin=json.dumps(value, indent=indent).encode(), kind="jsonl")
    assert errors == []
    assert [(d.title, d.publisher, d.byline, d.text) for d in found] == [(*expected, TEXT)]


def test_answers_of_an_api_one_a_line(read: Reads) -> None:
    line = json.dumps({"articles": [{"title": "Talks", "content": TEXT}, {"title": "No text"}]})
    found, errors = read("-", stdin=f"{line}\n{line}\n".encode(), kind="jsonl")
    assert len(found) == 2
    assert [(e.line, e.reason.split(":")[0]) for e in errors] == [
        (1, "article 2 has no field 'text' or the like"),
        (2, "article 2 has no field 'text' or the like"),
    ]


def test_text_that_is_cut_short_is_refused(read: Reads) -> None:
    found, errors = read("-", stdin=json.dumps([{"content": f"{TEXT}… [+1834 chars]"}]).encode(), kind="jsonl")
    assert found == []
    assert ["cut short ('… [+1834 chars]')" in e.reason for e in errors] == [True]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_of_press_databases(read: Reads, delimiter: str) -> None:
    head = ["Headline", "Pub Date", "SOURCE", "Content", "LINK", "Summary"]
    row = [
        "Talks",
        '"Thu, 31 Oct 2024 09:30:00 GMT"',
        "Harbour Wire",
        f'"{TEXT}"',
        "https://a.example/1",
        '"They met."',
    ]
    data = "\n".join(delimiter.join(cells) for cells in (head, row))
    found, errors = read("-", stdin=data.encode())
    assert errors == []
    assert [(d.title, d.published, d.publisher, d.text, d.url) for d in found] == [
        ("Talks", "2024-10-31T09:30:00+00:00", "Harbour Wire", TEXT, "https://a.example/1")
    ]


def test_teasers_are_not_the_article(read: Reads) -> None:
    found, errors = read("-", stdin=b"headline,description,link\nTalks,They met.,https://a.example/1\n", kind="csv")
    assert found == []
    assert ["found headline, description, link; the text is looked for under text, " in e.reason for e in errors] == [
        True
    ]


def test_our_own_text_is_kept_exactly_even_if_it_looks_like_a_page(read: Reads) -> None:
    text = f"<p>{TEXT}</p>"
    assert read("-", stdin=json.dumps({"text": text}).encode(), kind="jsonl")[0][0].text == text
