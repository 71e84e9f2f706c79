"""Where the date of an article was found is kept with it; of articles from before, nobody knows."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from legation.records import Document
from legation.store.migrations import MIGRATIONS, migrate
from legation.store.store import Store

DAY = "2024-10-31"
FOUND = Document(text="Envoys met in Geneva.", published=DAY, published_from="dateline")


def test_it_comes_back_with_the_document(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.db") as store:
        store.add(FOUND, ())
        assert [each.published_from for each in store.documents()] == ["dateline"]
        assert [hit.document for hit in store.search("envoys")] == [FOUND]
        assert '"published_from": "dateline"' in next(store.lines())


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A store with an article, as it was before this was kept."""
    path = tmp_path / "news.db"
    engine = create_engine(f"sqlite:///{path}")
    old = {"id": FOUND.id, "published": DAY, "text": FOUND.text, "sha256": FOUND.sha256, "source_format": "text"}
    with engine.begin() as connection:
        migrate(connection, tuple(each for each in MIGRATIONS if each[0] < "0016"))
        names = ", ".join(old)
        connection.execute(text(f"INSERT INTO document ({names}) VALUES (:{names.replace(', ', ', :')})"), old)
    engine.dispose()
    return path


def test_a_store_from_before_takes_it_up_and_its_articles_stay(earlier: Path) -> None:
    other = Document(text="Envoys met again.", published=DAY, published_from="url")
    with Store.open(earlier) as store:
        assert [(each.id, each.published_from) for each in store.documents()] == [(FOUND.id, None)]
        assert not store.add(FOUND, ())
        assert store.add(other, ())
        assert {each.id: each.published_from for each in store.documents()} == {FOUND.id: None, other.id: "url"}
