"""Articles are found by whom they name and by words, each once and by day, and through the indexes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from fakes import article, code
from legation.errors import QueryError
from legation.records import Actor
from legation.store import query
from legation.store.naming import Named
from legation.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for n in (3, 1, 2):
            opened.add(article(n), code(article(n)))
        undated = article(9, published=None)
        opened.add(undated, code(undated))
        envoy = article(5, text="An envoy spoke {n}.")
        records = (Actor(document=envoy.id, id="person:e", name="E", kind="person", country="DEL", sector="GOV"),)
        opened.add(envoy, records)
        yield opened


def ids(*numbers: int) -> list[str]:
    return [article(n).id for n in numbers]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({"actors": ("GAM",)}, ids(1, 2, 3)),
        ({"actors": ("GAM",), "newest": True}, ids(3, 2, 1)),
        ({"actors": ("GAM", "ALP"), "since": "2024-10-03"}, ids(2, 3)),
        ({"actors": ("GAM",), "until": "2024-10-03"}, ids(1, 2)),
        ({"actors": ("nobody",)}, []),
        ({"country": "GAM"}, ids(1, 2, 3)),
        ({"country": "DEL", "sectors": ("GOV", "MIL")}, [article(5, text="An envoy spoke {n}.").id]),
        ({"country": "DEL", "sectors": ("LEG",)}, []),
        ({}, []),
    ],
)
def test_articles_are_found_by_whom_they_name(store: Store, named: Named, found: list[str]) -> None:
    rows = list(store.articles_naming(**named))
    assert [document for _, document in rows] == found
    assert sorted(rows, reverse=bool(named.get("newest"))) == rows


def test_articles_are_found_by_words_and_undated_ones_counted(store: Store) -> None:
    assert store.holding('"envoy spoke"') == {article(5, text="An envoy spoke {n}.").id}
    assert store.holding("volcano") == frozenset()
    assert store.undated() == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("troops kursk", {"a"}),
        ("troop", {"a", "b"}),
        ('"in kursk"', {"a"}),
        ("troops -kursk", {"b"}),
        ("kursk OR dam", {"a", "c"}),
    ],
)
def test_words_are_found_in_texts_as_a_search_finds_them(store: Store, words: str, found: set[str]) -> None:
    texts = {"a": "Troops stood in Kursk.", "b": "The troops left.", "c": "A dam."}
    assert store.matching(words, texts) == found


def test_no_word_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        store.matching("—", {"a": "b"})
    with pytest.raises(QueryError, match="no word to search for"):
        store.holding("—")


def test_days_of_documents_are_looked_up_in_their_index(store: Store) -> None:
    found = query.documents({"since": "2024-10-03", "until": "2024-10-09"})
    statement = str(found.compile(store._engine, compile_kwargs={"literal_binds": True}))
    with store._reading() as connection:
        plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
    assert "document_day" in plan


def test_whole_names_are_told_from_parts(store: Store) -> None:
    assert store.actors_named("Gamm") == ("GAM",)
    assert store.actors_named("Gamm", whole=True) == ()
    assert store.actors_named("gammaria", whole=True) == ("GAM",)
