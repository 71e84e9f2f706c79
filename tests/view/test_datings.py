"""Where a date was found stands beside it, in words, wherever an article is shown."""

from dataclasses import replace
from typing import get_args

import pytest

from legation.record_parts import DateSource
from legation.records import Document
from legation.view import page, present
from legation.view.datings import dated, found_in
from legation.view.tables import console, document_view, record_table


def article(source: DateSource | None, published: str | None = "2024-10-31") -> Document:
    return Document(text="Envoys met in Geneva.", title="Talks", published=published, published_from=source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("url", "2024-10-31 (from the address)"),
        ("json-ld", "2024-10-31 (from the page's JSON-LD)"),
        ("given", "2024-10-31"),
        (None, "2024-10-31"),
    ],
)
def test_date_with_where_it_was_found(source: DateSource | None, expected: str) -> None:
    assert dated(article(source)) == expected


def test_no_date_is_no_date() -> None:
    assert dated(article(None, None)) is None


@pytest.mark.parametrize("source", sorted({*get_args(DateSource)} - {"given"}))
def test_every_source_has_words_of_its_own(source: DateSource) -> None:
    assert (found_in(article(source)) or "").startswith("from ")


def test_it_stands_in_the_terminal_and_on_the_page() -> None:
    screen = console()
    with screen.capture() as caught:
        screen.print(document_view(article("feed"), ()))
    assert "2024-10-31 (from the feed that listed it)" in caught.get()
    assert "2024-10-31 (from the feed that listed it)" in page.article(article("feed"), ())


def test_a_list_of_articles_names_it_where_it_is_not_given() -> None:
    screen = console()
    found = [replace(article(source), id="", title=str(source)) for source in ("given", "url")]
    names = present.Names(found)
    for kept, told in ((found, True), (found[:1], False)):
        with screen.capture() as caught:
            screen.print(record_table("document", [present.for_table(each, names) for each in kept]))
        assert ("date from" in " ".join(caught.get().split())) is told


def test_it_is_a_column_of_flat_rows() -> None:
    found = article("mail")
    assert present.row(found, present.Names((found,)))["published_from"] == "mail"
    assert "published_from" in present.columns("document")
