"""Questions about one article and one record: what they find, and that each goes by an index."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

import brief_story
from legation import batch
from legation.records import Document, Event, Found, Statement
from legation.store import reading, review
from legation.store.corrections import Key
from legation.store.review import Judgement
from legation.store.store import Store

POST, LEDGER, TIMES = brief_story.POST, brief_story.LEDGER, brief_story.TIMES


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reading") / "news.db"
    with Store.open(path) as store:
        for document in (POST, LEDGER, TIMES):
            found = (r for r in brief_story.RECORDS if isinstance(r, Found) and r.document == document.id)
            store.add(document, found)
        batch.relink(store)
    return path


@pytest.fixture
def store(linked: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "news.db"
    shutil.copy(linked, path)
    with Store.open(path) as opened:
        yield opened


def one(store: Store, kind: str, document: Document) -> Found:
    found = next(store.records(kind=kind, document=document.id))
    assert isinstance(found, Found)
    return found


def test_the_records_of_a_part_come_in_reading_order_and_no_more_than_asked_for(store: Store) -> None:
    half = len(POST.text) // 2
    first = store.ask(reading.found_in(POST.id, ("event", "statement"), 0, half, 100))
    rest = store.ask(reading.found_in(POST.id, ("event", "statement"), half, len(POST.text), 100))
    starts = [min(e.start for e in each.evidence) for each in (*first, *rest) if isinstance(each, Found)]
    assert starts == sorted(starts)
    assert {each.id for each in (*first, *rest)} == {
        each.id for each in store.records(kind=("event", "statement"), document=POST.id)
    }
    assert len(store.ask(reading.found_in(POST.id, ("event", "statement"), 0, 10_000, 2))) == 2


def test_neighbours_are_those_before_and_after_in_time(store: Store) -> None:
    def ids(name: str) -> list[str | None]:
        return [each.id if each else None for each in store.ask(reading.neighbours(name))]

    assert ids(POST.id) == [None, LEDGER.id]
    assert ids(LEDGER.id) == [POST.id, TIMES.id]
    assert ids(TIMES.id) == [LEDGER.id, None]


def test_neighbours_of_one_day_come_in_the_order_of_the_clock(store: Store) -> None:
    early = Document(title="Early", text="Early.", published="2024-10-31T06:00:00+00:00")
    late = Document(title="Late", text="Late.", published="2024-10-31T23:00:00+00:00")
    undated = Document(title="Undated", text="Undated.")
    for each in (early, late, undated):
        store.add(each, ())
    before, after = store.ask(reading.neighbours(POST.id))
    assert (before and before.title, after and after.title) == ("Early", "Late")
    assert store.ask(reading.neighbours(undated.id)) == (None, None)


def test_an_event_knows_its_development_and_a_statement_what_it_carries(store: Store) -> None:
    told = next(each for each in store.records(kind="event", document=POST.id) if isinstance(each, Event))
    (development,) = store.ask(reading.developments_of([told.id]))
    assert told.id in development.records
    carried = store.ask(reading.carried_by(brief_story.COUNTED.id, POST.id, 20))
    assert [each.record for each in carried] == ["event"]
    assert store.ask(reading.developments_of([])) == ()


def test_a_record_is_found_by_its_id_and_after_its_rejection_by_the_verdict(store: Store) -> None:
    found = one(store, "statement", POST)
    assert store.ask(reading.by_id(found.id)) == found
    key = Key(kind="statement", document=POST.id, id=found.id)
    made = store.tell(review.judge(Judgement(key=key, verdict="reject", on="2024-11-05T10:00:00.000+00:00", by="Ann")))
    assert store.ask(reading.by_id(found.id)) is None
    gone = store.ask(reading.rejected(found.id))
    assert gone is not None
    assert (gone.record, gone.is_gone, gone.correction) == (found, True, made)
    assert [each.record.id for each in store.ask(reading.judged_in(POST.id))] == [found.id]
    assert store.ask(reading.judged_in(LEDGER.id)) == ()
    assert store.ask(reading.history(key)) == (made,)
    assert store.ask(reading.by_id(made.id)) == made
    assert isinstance(gone.record, Statement)


def test_copies_of_a_text_are_found_from_the_origin_and_from_the_copy(store: Store) -> None:
    reprint = Document(title=POST.title, publisher="Second Press", published="2024-11-01", text=POST.text)
    store.add(reprint, ())
    batch.relink(store)
    for each in (POST, reprint):
        report = store.ask(reading.report_of(each.id))
        assert report is not None
        assert set(report.documents) == {POST.id, reprint.id}
    assert store.ask(reading.report_of(TIMES.id)) is None
    assert store.ask(reading.headings([reprint.id]))[reprint.id].publisher == "Second Press"


QUESTIONS: tuple[Callable[[Connection], object], ...] = (
    reading.found_in(POST.id, ("event", "mention"), 0, 900, 50),
    reading.by_id("0123456789abcdef"),
    reading.is_actor("USA"),
    reading.judged_in(POST.id),
    reading.history(Key(kind="event", document=POST.id, id="0123456789abcdef")),
    reading.neighbours(POST.id),
    reading.developments_of(["0123456789abcdef"]),
    reading.carried_by("0123456789abcdef", POST.id, 5),
    reading.report_of(POST.id),
    reading.headings([POST.id]),
)


def test_every_question_goes_by_an_index(store: Store) -> None:
    asked: list[tuple[str, object]] = []

    def note(connection: object, cursor: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)
    for question in QUESTIONS:
        store.ask(question)
    event.remove(store._engine, "before_cursor_execute", note)
    plans = [(sql, values) for sql, values in asked if sql.lstrip().upper().startswith(("SELECT", "WITH"))]
    assert len(plans) > len(QUESTIONS)

    def scans(connection: Connection) -> list[str]:
        found = []
        for sql, values in plans:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()  # type: ignore[arg-type]
            found += [f"{row[3]}: {sql}" for row in rows if _is_scan(str(row[3]))]
        return found

    assert store.ask(scans) == []


def _is_scan(step: str) -> bool:
    """Whether a step looks at a whole table; lists that we give it and rows already found are small."""
    return step.startswith("SCAN ") and not any(
        small in step for small in ("VIRTUAL TABLE", " up", "json_each", "(subquery")
    )
