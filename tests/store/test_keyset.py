"""Pages of long lists: each record once, in the order of the whole list, also while articles are added."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import brief_story
from legation import batch
from legation.records import Document, Event, Found
from legation.store import keyset
from legation.store.codec import to_json
from legation.store.keyset import Page, Place
from legation.store.linked import Kind
from legation.store.query import Where
from legation.store.store import Store


def later(number: int, day: str | None, actor: str = "USA") -> tuple[Document, Event]:
    document = Document(text=f"Article {number} of the day.", published=day)
    return document, Event(document=document.id, type="AID", actor=(actor,))


def read(lines: Iterable[str]) -> list[Any]:
    found = [json.loads(line) for line in lines]
    return sorted(found, key=lambda each: (each["record"], each["document"], each["id"]))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for document in (brief_story.POST, brief_story.LEDGER, brief_story.TIMES):
            found = (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id)
            opened.add(document, found)
        for number, day in enumerate(["2024-11-01", "2024-11-01", None, None, "2024-10-01"]):
            document, event = later(number, day)
            opened.add(document, [event])
        batch.relink(opened)
        yield opened


def walked(store: Store, ask: Callable[[Place | None], Callable[..., Page]]) -> list[str]:
    lines: list[str] = []
    after = None
    while True:
        page = store.ask(ask(after))
        lines += page.lines
        if page.end is None:
            return lines
        after = page.end


@pytest.mark.parametrize("most", [1, 2, 3, 500])
def test_every_record_comes_once_whatever_the_size_of_a_page(store: Store, most: int) -> None:
    lines = walked(store, lambda after: keyset.records({}, after=after, most=most))
    assert read(lines) == read(map(to_json, store.records()))
    assert lines == walked(store, lambda after: keyset.records({}, after=after, most=500))


def test_the_newest_come_first_and_undated_ones_last(store: Store) -> None:
    lines = walked(store, lambda after: keyset.records({"kind": "event"}, after=after, most=2))
    days = {each.id: each.published for each in store.documents()}
    told = [days[line.split('"document": "')[1].split('"')[0]] for line in lines]
    dated = [day for day in told if day]
    assert dated == sorted(dated, reverse=True)
    assert told[-2:] == [None, None]


@pytest.mark.parametrize("many", [1, 10_000])
def test_an_actor_is_found_alike_whether_much_or_little_tells_of_it(
    store: Store, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyset, "MANY", many)
    where: Where = {"actor": ("USA",), "role": "actor", "kind": ("event", "statement")}
    lines = walked(store, lambda after: keyset.records(where, after=after, most=2))
    assert read(lines) == read(map(to_json, store.records(**where)))
    assert len(lines) >= 5


def test_an_article_that_comes_meanwhile_neither_hides_nor_repeats_another(store: Store) -> None:
    whole = walked(store, lambda after: keyset.records({"kind": "event"}, after=after, most=500))
    first = store.ask(keyset.records({"kind": "event"}, after=None, most=2))
    for number, day in ((90, "2024-12-01"), (91, "2020-01-01")):
        document, event = later(number, day)
        store.add(document, [event])
    rest: list[str] = []
    after = first.end
    while after is not None:
        page = store.ask(keyset.records({"kind": "event"}, after=after, most=2))
        rest, after = [*rest, *page.lines], page.end
    seen = [*first.lines, *rest]
    assert len(seen) == len(set(seen))
    assert [line for line in seen if line in whole] == whole


def test_documents_come_without_their_texts(store: Store) -> None:
    lines = walked(store, lambda after: keyset.documents({}, after=after, most=2))
    assert len(lines) == 8
    assert not any('"text":' in line for line in lines)


@pytest.mark.parametrize("kind", ["development", "contradiction", "report"])
def test_what_is_linked_comes_once(store: Store, kind: Kind) -> None:
    lines = walked(store, lambda after: keyset.derived(kind, {}, after=after, most=1))
    assert read(lines) == read(map(to_json, store.records(kind=kind)))


def test_actors_come_by_id_each_once(store: Store) -> None:
    every = store.ask(keyset.actors(None, after="", most=500))
    ids = [line.split('"id": "')[1].split('"')[0] for line in every]
    assert ids == sorted(set(ids))
    assert ids == sorted({each.id for each in store.records(kind="actor")})
    assert store.ask(keyset.actors(None, after=ids[0], most=1)) == every[1:2]
    assert store.ask(keyset.actors([ids[2], ids[1], "nobody"], after=ids[1], most=5)) == (every[2],)


def test_a_record_is_found_by_its_id_with_what_came_of_it(store: Store) -> None:
    prediction = next(store.records(kind="prediction"), None)
    event = next(store.records(kind="event"))
    assert read([str(store.ask(keyset.one(event.id)))]) == read([to_json(event)])
    assert store.ask(keyset.one("nothing")) is None
    assert store.ask(keyset.one("USA")) is None
    if prediction:
        from legation.records import Decision

        store.decide(prediction.id, came_true=True, decision=Decision(on="2024-11-05"))
        assert '"outcome": true' in str(store.ask(keyset.one(prediction.id)))
