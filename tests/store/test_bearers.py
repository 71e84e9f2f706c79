"""Who bears a name, and what actors are called; found in steps, without a look at all that is stored of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from legation.records import Actor, Document, Evidence
from legation.store import bearers
from legation.store.store import Store


def _document(number: int) -> Document:
    return Document(title=f"News {number}", text=f"Article {number} of Ruritania.", source_format="text")


def _actor(document: Document, id: str, name: str) -> Actor:
    proof = (Evidence.cut(document.text, 0, 7, "mention"),)
    return Actor(id=id, document=document.id, name=name, kind="person", country=None, sector=None, evidence=proof)


DOCUMENTS = tuple(sorted((_document(n) for n in range(6)), key=lambda each: each.id))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for number, document in reversed(list(enumerate(DOCUMENTS))):  # the first id is stored last
            people = [_actor(document, "person:rudolf", "King Rudolf" if number == 0 else "Rudolf")]
            people += [_actor(document, f"person:hentzau-{number % 2}", "Rupert of Hentzau")]
            opened.add(document, people)
        yield opened


@pytest.mark.parametrize(
    ("name", "whole", "found"),
    [
        ("person:rudolf", True, ("person:rudolf",)),
        (" person:rudolf ", True, ("person:rudolf",)),
        ("PERSON:Rudolf", True, ("person:rudolf",)),
        ("rudolf", True, ("person:rudolf",)),
        ("Rupert of Hentzau", True, ("person:hentzau-0", "person:hentzau-1")),
        ("hentz", False, ("person:hentzau-0", "person:hentzau-1")),
        ("ru", False, ("person:hentzau-0", "person:hentzau-1", "person:rudolf")),
        ("ru", True, ()),
        ("%", False, ()),
        ("Flavia", False, ()),
    ],
)
def test_actors_are_found_by_id_by_name_and_by_part_of_it(
    store: Store, name: str, whole: bool, found: tuple[str, ...]
) -> None:
    assert store.actors_named(name, whole=whole) == found


def test_an_actor_is_called_as_the_first_article_by_id_has_it(store: Store) -> None:
    assert store.ask(bearers.called(["person:rudolf", "person:nobody"])) == {"person:rudolf": "King Rudolf"}
    first = next(iter(store.records(kind="actor", actor="person:rudolf", limit=1)))
    assert isinstance(first, Actor)
    assert (first.document, first.name) == (DOCUMENTS[0].id, "King Rudolf")


def test_what_articles_have_of_an_actor_is_what_bears_its_id(store: Store) -> None:
    found = list(store.records(kind="actor", actor="person:rudolf"))
    assert [each.record for each in found] == ["actor"] * len(DOCUMENTS)
    assert {each.id for each in found} == {"person:rudolf"}


def test_each_step_is_looked_up(store: Store) -> None:
    for question in (bearers._IS_ONE, bearers._CALLED, bearers._FOLDED, bearers._WITH_PART, bearers._FIRST):
        with store._engine.connect() as connection:
            plan = [
                row[3]
                for row in connection.execute(
                    text(f"EXPLAIN QUERY PLAN {question.text}"),
                    {"name": "x", "ids": "[]"} if ":name" in question.text else {"ids": "[]"},
                )
            ]
        assert not [each for each in plan if each.startswith("SCAN record")]
