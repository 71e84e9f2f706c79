"""The store keeps documents whole, gives back what it was given, and says plainly what is wrong."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import article, code, judged, link, linked
from legation.errors import QueryError, StoreError
from legation.records import Actor, AnyRecord, Document, Event, Evidence, as_dict
from legation.store import query, schema
from legation.store.codec import from_json, kinds, to_json
from legation.store.failure import Failure, Origin
from legation.store.parties import parties
from legation.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def fill(store: Store, *numbers: int) -> None:
    for n in numbers:
        store.add(article(n), code(article(n)))


@pytest.mark.parametrize(
    "record",
    [
        article(1),
        *code(article(1)),
        *linked([article(1), *code(article(1))]),
        judged(article(1), code(article(1))),
    ],
)
def test_record_comes_back_from_its_line(record: AnyRecord) -> None:
    line = to_json(record)
    assert from_json(record.record, line) == record
    assert list(as_dict(record)) == list(as_dict(from_json(record.record, line)))


def test_line_has_the_fields_of_as_dict_in_its_order() -> None:
    import json

    for record in code(article(1)):
        assert to_json(record) == json.dumps(as_dict(record), ensure_ascii=False)


def test_all_kinds_are_among_the_fakes_so_that_tests_see_them() -> None:
    found = (article(1), *code(article(1)))
    assert {each.record for each in (*found, *linked(found), judged(article(1), found))} == set(kinds())


def test_stored_line_that_is_no_record_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="stored event can't be understood: document"):
        from_json("event", '{"id": "1", "type": "AID"}')
    with pytest.raises(StoreError, match="unknown kind 'rumour'"):
        from_json("rumour", "{}")


def test_store_gives_back_what_it_was_given(store: Store) -> None:
    document = article(3)
    records = code(document)
    assert store.add(document, (document, *records))
    assert tuple(store.documents()) == (document,)
    assert set(store.records()) == set(records)
    assert store.has(document.id)
    assert not store.has(article(4).id)


def test_adding_twice_adds_nothing(store: Store) -> None:
    fill(store, 1)
    before = list(store.lines())
    assert not store.add(article(1), code(article(1)))
    assert list(store.lines()) == before


def test_one_record_said_twice_in_a_document_is_kept_once(store: Store) -> None:
    records = code(article(1))
    store.add(article(1), (*records, *records))
    assert len(tuple(store.records())) == len(records)


def test_lines_do_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one.db") as one, Store.open(tmp_path / "two.db") as two:
        fill(one, 1, 2, 3)
        for n in (3, 1, 2):
            two.add(article(n), reversed(code(article(n))))
        link(one)
        link(two)
        link(two)
        assert list(one.lines()) == list(two.lines())
        assert sum('"record": "development"' in line for line in two.lines()) == 1


def test_lines_stand_by_document_then_kind_then_place(store: Store) -> None:
    fill(store, 1, 2)
    ids = [document.id for document in store.documents()]
    assert ids == sorted(ids)
    expected = [(i, kind) for i in ids for kind in ("document", *(each.record for each in code(article(1))))]
    rank = {kind: n for n, kind in enumerate(kinds())}
    import json

    found = [(line.get("document", line["id"]), line["record"]) for line in map(json.loads, store.lines())]
    assert found == sorted(expected, key=lambda pair: (pair[0], rank[pair[1]]))


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"kind": "event"}, 3),
        ({"kind": ("event", "tie")}, 6),
        ({"kind": "event", "type": "request"}, 3),
        ({"kind": "event", "type": "AID"}, 0),
        ({"kind": "statement", "type": "say"}, 3),
        ({"actor": "GAM", "kind": "silence"}, 3),
        ({"actor": "GAM", "kind": "event"}, 0),
        ({"actor": ("ALP", "GAM"), "kind": ("event", "silence")}, 6),
        ({"kind": "event", "since": "2024-10-03"}, 2),
        ({"kind": "event", "until": "2024-10-03"}, 2),
        ({"kind": "event", "since": "2024-10-03", "until": "2024-10-03"}, 1),
        ({"kind": "event", "document": article(2).id}, 1),
        ({"kind": "event", "limit": 2}, 2),
        ({"kind": "event", "status": "negated"}, 0),
    ],
)
def test_records_are_filtered(store: Store, where: query.Where, count: int) -> None:
    fill(store, 1, 2, 3)
    assert len(tuple(store.records(**where))) == count


def test_documents_are_filtered_and_newest_comes_first(store: Store) -> None:
    fill(store, 1, 2, 3)
    undated = article(9, published=None)
    store.add(undated, ())
    assert {each.source_id for each in store.documents(since="2024-10-03")} == {"case-2", "case-3"}
    assert {each.source_id for each in store.documents(until="2024-10-02")} == {"case-1"}
    assert [each.source_id for each in store.documents(actor="GAM", newest=True, limit=2)] == ["case-3", "case-2"]
    assert [each.source_id for each in store.documents(newest=True)][-1] == "case-9"
    newest = [each for each in store.records(kind="event", newest=True) if isinstance(each, Event)]
    assert [each.document for each in newest] == [article(n).id for n in (3, 2, 1)]


def test_developments_are_dated_by_their_last_report(store: Store) -> None:
    fill(store, 1, 5)
    link(store)
    assert len(tuple(store.records(kind="development", since="2024-10-06"))) == 1
    assert not tuple(store.records(kind="development", since="2024-10-07"))


def test_actors_and_documents_are_found_by_what_people_call_them(store: Store) -> None:
    fill(store, 1, 2)
    other = Actor(document="x", id="person:ada", name="Ada Alphaland", kind="person")
    document = article(7, text="Ada")
    store.add(document, [Actor(document=document.id, id=other.id, name=other.name, kind="person")])
    assert store.actors_named("ALP") == ("ALP",)
    assert store.actors_named("alphaland") == ("ALP",)
    assert store.actors_named("alp") == ("ALP",)
    assert store.actors_named("ada") == ("person:ada",)
    assert store.actors_named("%") == ()
    assert store.documents_named("case-2") == (article(2).id,)
    assert store.documents_named(article(2).id[:6]) == (article(2).id,)
    assert store.documents_named("nothing") == ()


def test_search_finds_words_phrases_and_who_said_them(store: Store) -> None:
    fill(store, 1, 2)
    store.add(article(8, text="Fishermen protested in the harbour; the café closed."), ())
    assert [hit.document.source_id for hit in store.search("harbour")] == ["case-8"]
    assert [hit.document.source_id for hit in store.search("cafe protest")] == ["case-8"]
    assert len(store.search('"urged Betania"')) == 2
    assert not store.search('"Betania urged"')
    assert len(store.search("shipment -harbour")) == 2
    assert len(store.search("harbour OR shipments")) == 3
    assert len(store.search("fisher*")) == 1
    assert len(store.search("shipments", limit=1)) == 1
    (first, _) = store.search("regret")
    assert [statement.act for statement in first.statements] == ["say"]
    assert ("regret", True) in first.snippet
    assert not store.search("shipments")[0].statements


@given(st.text())
def test_no_words_make_a_malformed_query(text: str) -> None:
    try:
        words = query.words(text)
    except QueryError:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE w USING fts5 (words)")
        connection.execute("SELECT * FROM w WHERE w MATCH ?", (words,)).fetchall()
    connection.close()


@pytest.mark.parametrize("text", ["", "  ", '""', "-", "—", "-without"])
def test_search_for_nothing_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="no word to search for"):
        query.words(text)


def test_runs_and_their_failures_are_noted(store: Store) -> None:
    first = store.start_run(Origin(version="1", data_digest="d", model="m"))
    store.fail(first, Failure(source="a.txt", line=3, reason="broken"))
    assert [str(each) for each in store.failures()] == ["a.txt, line 3: broken"]
    second = store.start_run(Origin(version="1"))
    store.end_run(second, added=1, skipped=2, failed=0)
    assert store.failures() == ()
    assert second > first


def test_counts_of_each_kind(store: Store) -> None:
    assert store.counts() == {}
    fill(store, 1, 2)
    assert store.counts()["document"] == 2
    assert store.counts()["actor"] == 6


def test_parties_name_every_role() -> None:
    roles = {each.record: sorted(parties(each)) for each in code(article(1))}
    assert roles["pressure"] == [("ALP", "presser"), ("BET", "intermediary"), ("GAM", "target")]
    assert roles["statement"] == [("BET", "speaker"), ("GAM", "about")]
    assert roles["tie"] == [("ALP", "member"), ("BET", "member")]
    assert roles["prediction"] == [("ALP", "holder"), ("BET", "about")]
    assert roles["silence"] == [("GAM", "silent")]
    assert list(parties(article(1))) == []


def test_tables_are_what_queries_take_them_for(store: Store) -> None:
    with sqlite3.connect(store.path) as connection:
        for table in schema.TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{table.name}')")]
            assert columns == [column.name for column in table.columns]
    connection.close()


def test_database_is_made_for_one_writer_and_many_readers(store: Store) -> None:
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_locked_database_is_said_to_be_locked(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Store.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path, patience=0.05) as store, pytest.raises(StoreError, match=r"news\.db: .* is locked"):
        store.add(article(1), ())
    other.execute("ROLLBACK")
    other.close()


def test_new_database_locked_by_another_is_said_to_be_locked(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="is locked"):
        Store.open(path, patience=0.05)
    other.close()


def test_readers_see_whole_documents_while_another_writes(store: Store) -> None:
    fill(store, 1)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM record")
    assert len(tuple(store.records(kind="event"))) == 1
    other.execute("ROLLBACK")
    other.close()


def test_full_disk_keeps_what_was_stored_before(store: Store) -> None:
    fill(store, 1)
    before = list(store.lines())
    limit_pages(store)
    large = article(2, text="word " * 200_000)
    with pytest.raises(StoreError, match="the disk is full"):
        store.add(large, [Event(document=large.id, type="AID")])
    assert list(store.lines()) == before
    assert not store.has(large.id)


def limit_pages(store: Store) -> None:
    """Let the database grow no further, as on a full disk."""
    from sqlalchemy import event

    def shut(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite raises it to the present size

    store.close()
    event.listen(store._engine, "connect", shut)


@pytest.mark.parametrize("words", ["Dear all, " * 200, "Dear", "D"])
def test_what_is_no_database_is_refused_and_stays_as_it_is(tmp_path: Path, words: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(words)
    with pytest.raises(StoreError, match=r"letter\.txt: this is not a database"):
        Store.open(path)
    assert path.read_text() == words


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(path)


def test_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES ('0099-tomorrow', '')")
    connection.close()
    with pytest.raises(StoreError, match=r"news\.db: a newer Legation .*0099-tomorrow"):
        Store.open(path)


def test_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        fill(store, *range(40))
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|not a database"), Store.open(path) as store:
        list(store.lines())


@pytest.mark.parametrize(
    ("place", "create", "message"),
    [
        ("nowhere/news.db", True, "folder .*nowhere does not exist"),
        (".", True, "this is a folder"),
        ("absent.db", False, "no database there; `legation add"),
    ],
)
def test_place_without_a_database_is_refused(tmp_path: Path, place: str, create: bool, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Store.open(tmp_path / place, create=create)
    assert not (tmp_path / "absent.db").exists()


@contextmanager
def unprivileged() -> Iterator[None]:
    """Lay down the right to write anywhere, where the tests run with it."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_folder_without_permission_is_refused() -> None:
    with tempfile.TemporaryDirectory() as name:  # not below pytest's own folder, which others may not enter
        folder = Path(name)
        folder.chmod(0o555)
        with unprivileged(), pytest.raises(StoreError, match="may you write in it"):
            Store.open(folder / "news.db")
        folder.chmod(0o755)


def test_text_of_every_script_comes_back(store: Store) -> None:
    document = Document(text="平壌 Пхеньян 평양 \N{PILE OF POO}\0 end", title="“Ünï”")
    proof = Evidence.cut(document.text, 0, 2, "trigger")
    store.add(document, [Event(document=document.id, type="AID", evidence=(proof,))])
    assert next(store.documents()) == document
    assert next(store.records()).evidence[0].text == "平壌"  # type: ignore[union-attr]
