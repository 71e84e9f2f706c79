"""Verdicts change what the store answers, are taken back without a trace, and find their records again."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import article, code, judged
from legation.batch import relink
from legation.errors import QueryError
from legation.records import AnyRecord, Correction, Event, Span, Statement
from legation.store import corrections, review
from legation.store.corrections import Key
from legation.store.review import Judgement
from legation.store.store import Store

NOON = "2024-12-01T12:00:00.000+00:00"
LATER = "2024-12-02T12:00:00.000+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for n in (1, 2, 3):
            opened.add(article(n), code(article(n)))
        yield opened


def of(store: Store, kind: str, n: int = 1) -> Any:
    return next(store.records(kind=kind, document=article(n).id))


def key(record: AnyRecord) -> Key:
    return Key(kind=record.record, document=getattr(record, "document", ""), id=record.id)


def judge(store: Store, record: AnyRecord, verdict: Any, *, on: str = NOON, **values: Any) -> Correction:
    return store.tell(review.judge(Judgement(key=key(record), verdict=verdict, on=on, values=values, by="Ann")))


def ways(store: Store) -> list[list[Any]]:
    """All by which records are found, told by what the records are, not by their rows."""
    with sqlite3.connect(store.path) as raw:
        asked = (
            "SELECT document, kind, id, type, status, start, day, name, payload FROM record",
            'SELECT document, kind, id, actor, role FROM record_actor JOIN record ON record."row" = record',
            'SELECT document, p.kind, id, party, p.day, role FROM record_party p JOIN record r ON r."row" = p.record',
            'SELECT r.document, r.kind, r.id FROM statement_words AS w JOIN record AS r ON r."row" = w.rowid'
            " WHERE statement_words MATCH 'regret'",
        )
        return [sorted(raw.execute(each).fetchall(), key=str) for each in asked]


def said(store: Store, words: str) -> list[str]:
    return [statement.document for hit in store.search(words) for statement in hit.statements]


def test_what_is_rejected_is_gone_from_every_answer_and_kept_as_it_was(store: Store) -> None:
    statement = of(store, "statement")
    assert statement.document in said(store, "regret")
    judge(store, statement, "reject")
    assert statement not in tuple(store.records())
    assert statement.document not in said(store, "regret")
    assert store.counts()["statement"] == 2
    lines = [json.loads(line) for line in store.lines()]
    assert statement.id not in [line["id"] for line in lines]
    (kept,) = [line for line in lines if line["record"] == "correction"]
    assert json.loads(kept["original"])["id"] == kept["target"] == statement.id
    gone: Any
    (gone,) = store.ask(corrections.rejected({"kind": "statement", "actor": "BET", "since": "2024-10-02"}))
    assert gone.id == statement.id
    assert (gone.confidence, gone.why[0]) == (0.0, "rejected by Ann on 2024-12-01")
    assert statement.id in [json.loads(line)["id"] for line in store.lines(rejected=True)]


@pytest.mark.parametrize(
    "where",
    [
        {"kind": "event"},
        {"actor": "ALP"},
        {"actor": "BET", "role": "addressee"},
        {"type": "urge"},
        {"until": "2024-10-01"},
        {"document": article(2).id},
        {"status": "actual"},
    ],
)
def test_rejected_records_are_filtered(store: Store, where: Any) -> None:
    judge(store, of(store, "statement"), "reject")
    assert store.ask(corrections.rejected(where)) == ()


def test_what_is_corrected_says_the_new_and_is_found_by_it(store: Store) -> None:
    event = of(store, "event")
    judge(store, event, "correct", type="AID", recipient=["GAM"], status="future")
    (found,) = store.records(kind="event", type="aid")
    assert isinstance(found, Event)
    assert (found.id, found.type, found.recipient, found.confidence) == (event.id, "AID", ("GAM",), 1.0)
    assert found.why[0] == (
        "corrected by Ann on 2024-12-01: recipient: BET → GAM; status: actual → future; type: REQUEST → AID"
    )
    assert tuple(store.records(kind="event", actor="GAM", role="recipient")) == (found,)
    assert tuple(store.records(kind="event", status="future")) == (found,)
    assert len(tuple(store.records(kind="event", actor="BET"))) == 2
    with sqlite3.connect(store.path) as raw:
        parties = "SELECT party, role FROM record_party JOIN record ON record.\"row\" = record WHERE type = 'AID'"
        assert set(raw.execute(parties)) == {("ALP", "actor"), ("GAM", "recipient")}


def test_the_words_of_a_corrected_statement_are_searched(store: Store) -> None:
    statement = of(store, "statement")
    assert isinstance(statement, Statement)
    text = article(1).text
    span = Span.cut(text, text.index("Gammaria did"), text.index(" Betania will"))
    judge(store, statement, "correct", content=[asdict(span)])
    assert statement.document not in said(store, "regret")
    assert statement.document in said(store, "respond")


def test_the_country_of_an_actor_moves_all_it_takes_part_in(store: Store) -> None:
    actor = next(each for each in store.records(kind="actor", document=article(1).id) if each.id == "BET")
    before = ways(store)
    judge(store, actor, "correct", country="DEL")
    asked = "SELECT kind, role FROM record_party WHERE party = ? AND day = '2024-10-02' ORDER BY kind"
    with sqlite3.connect(store.path) as raw:
        moved = raw.execute(asked, ("DEL",)).fetchall()
        assert raw.execute(asked, ("BET",)).fetchall() == []
    assert ("event", "recipient") in moved
    assert ("statement", "speaker") in moved
    store.tell(review.undo("", key(actor)))
    assert ways(store) == before


def test_accepting_makes_sure_and_changes_nothing_else(store: Store) -> None:
    event = of(store, "event")
    judge(store, event, "accept")
    found = of(store, "event")
    assert replace(found, confidence=event.confidence, why=event.why) == event
    assert (found.confidence, found.why[0]) == (1.0, "accepted by Ann on 2024-12-01")


def test_a_later_verdict_supersedes_and_undoing_brings_the_earlier_back(store: Store) -> None:
    event = of(store, "event")
    first = judge(store, event, "correct", type="AID")
    second = judge(store, of(store, "event"), "correct", mode=None)  # the clock has not moved on
    assert (second.supersedes, second.on > first.on) == (first.id, True)
    found = of(store, "event")
    assert isinstance(found, Event)
    assert (found.type, found.mode) == ("AID", None)
    third = judge(store, found, "reject", on=LATER)
    assert [each.correction for each in store.ask(corrections.standing)] == [third]
    assert store.ask(corrections.history) == (first, second, third)
    assert json.loads(third.original) == json.loads(first.original)
    assert store.tell(review.undo(third.id)) == third
    assert of(store, "event") == found
    assert store.tell(review.undo("", key(event))) == second
    assert store.tell(review.undo("", key(event))) == first
    assert store.tell(review.undo("", key(event))) is None
    assert of(store, "event") == event


def test_a_superseded_correction_may_be_forgotten_alone(store: Store) -> None:
    event = of(store, "event")
    first = judge(store, event, "correct", type="AID")
    judge(store, event, "reject", on=LATER)
    assert store.tell(review.undo(first.id)) == first
    assert event.id not in [each.id for each in store.records()]


def test_a_correction_that_changes_nothing_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="changes nothing"):
        judge(store, of(store, "event"), "correct", type="REQUEST")
    with pytest.raises(QueryError, match="no stored event has the id 'nowhere'"):
        store.tell(
            review.judge(Judgement(key=Key(kind="event", document="x", id="nowhere"), verdict="accept", on=NOON))
        )
    assert store.ask(corrections.history) == ()


verdicts = st.lists(
    st.tuples(
        st.sampled_from(["accept", "reject", "type", "status", "undo"]),
        st.sampled_from(["event", "statement", "actor", "mention"]),
        st.integers(1, 2),
    ),
    max_size=8,
)
CHANGES: dict[tuple[str, str], dict[str, Any]] = {
    ("type", "event"): {"type": "AID", "actor": ["GAM", "BET"]},
    ("type", "statement"): {"act": "deny"},
    ("type", "actor"): {"country": "XXX"},
    ("status", "event"): {"status": "future"},
    ("status", "statement"): {"about": []},
}


@settings(max_examples=25, deadline=None)
@given(verdicts)
def test_undoing_all_verdicts_leaves_no_trace(steps: Sequence[tuple[str, str, int]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "news.db") as store:
        for n in (1, 2):
            store.add(article(n), code(article(n)))
        before, lines = ways(store), list(store.lines())
        first: dict[tuple[str, str], AnyRecord] = {
            (r.record, getattr(r, "document", "")): r for r in reversed(tuple(store.records()))
        }
        for what, kind, n in steps:
            target = first[kind, article(n).id]
            if what == "undo":
                store.tell(review.undo("", key(target)))
            elif what in ("accept", "reject"):
                judge(store, target, what)
            elif (what, kind) in CHANGES:
                judge(store, target, "correct", **CHANGES[what, kind])
        for each in reversed(store.ask(corrections.history)):
            store.tell(review.undo(each.id))
        assert ways(store) == before
        assert list(store.lines()) == lines


@settings(max_examples=15, deadline=None)
@given(verdicts)
def test_linking_after_verdicts_is_as_if_they_had_been_there_before(steps: Sequence[tuple[str, str, int]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "one.db") as one:
        for n in (1, 2, 3):
            one.add(article(n), code(article(n)))
        relink(one)
        before = list(one.lines())
        for what, kind, n in steps:
            values = CHANGES.get((what, kind), {})
            verdict = "correct" if values else what
            if verdict in ("accept", "reject", "correct"):
                target = next(each for each in code(article(n)) if each.record == kind)
                judge(one, target, verdict, **values)
        relink(one)
        with Store.open(Path(folder) / "two.db") as two:
            two.tell(review.take(one.ask(corrections.history)))
            for n in (3, 1, 2):
                two.add(article(n), code(article(n)))
            relink(two)
            assert list(two.lines()) == list(one.lines())
        for each in reversed(one.ask(corrections.history)):
            one.tell(review.undo(each.id))
        relink(one)
        assert list(one.lines()) == before


def linked_to(store: Store) -> set[str]:
    with sqlite3.connect(store.path) as raw:
        return {id for (id,) in raw.execute('SELECT id FROM linked JOIN document ON document."row" = linked.document')}


def test_articles_of_judged_records_are_to_be_linked_anew(store: Store) -> None:
    event, others = of(store, "event"), {article(2).id, article(3).id}
    link = "INSERT OR IGNORE INTO linked SELECT \"row\", 'rules' FROM document"
    for verdict, values in (("accept", {}), ("correct", {"type": "AID"}), ("reject", {})):
        with sqlite3.connect(store.path) as raw:
            raw.execute(link)
        judge(store, event, verdict, **values)
        assert linked_to(store) == others


def test_a_rejected_event_leaves_no_development_of_its_own_and_its_companions_wait(store: Store) -> None:
    one, two = of(store, "event", 1), of(store, "event", 2)
    with sqlite3.connect(store.path) as raw:
        raw.execute("INSERT INTO linked SELECT \"row\", 'rules' FROM document")
        rows = {id: row for row, id in raw.execute("SELECT \"row\", id FROM record WHERE kind = 'event'")}
        lead = rows[one.id]
        raw.executemany(
            "INSERT INTO happening (record, lead, profile) VALUES (?, ?, '')", [(lead, lead), (rows[two.id], lead)]
        )
    judge(store, one, "reject")
    assert linked_to(store) == {article(3).id}


def test_verdicts_find_their_records_when_the_articles_come_to_another_store(store: Store, tmp_path: Path) -> None:
    judge(store, of(store, "event", 1), "reject")
    judge(store, of(store, "event", 2), "correct", type="AID")
    judge(store, of(store, "silence", 3), "accept")
    exported = list(store.lines())
    with Store.open(tmp_path / "other.db") as other:
        taken = other.tell(review.take(store.ask(corrections.history)))
        assert (taken.new, taken.known, taken.hold) == (3, 0, 0)
        assert all(each.article is None for each in other.ask(corrections.standing))
        for n in (3, 1, 2):
            other.add(article(n), code(article(n)))
        assert list(other.lines()) == exported
        assert other.tell(review.take(store.ask(corrections.history))).known == 3
        assert list(other.lines()) == exported


def recoded(n: int, **fields: Any) -> tuple[Any, AnyRecord]:
    """The article from another outlet, with the event read by another coder: the clause is longer."""
    document = replace(article(n), id="", url="https://elsewhere.example", publisher="The Mirror")
    (event,) = (each for each in code(document) if isinstance(each, Event))
    trigger = event.evidence[0]
    longer = replace(trigger, role="clause", start=0, end=30, text=document.text[:30])
    return document, replace(event, id="", evidence=(trigger, longer), **fields)


def test_a_verdict_holds_for_the_same_claim_under_another_id(tmp_path: Path) -> None:
    document, event = recoded(1, mode=None, contexts=("military",))
    made = judged(article(1), code(article(1)))
    with Store.open(tmp_path / "new.db") as store:
        store.tell(review.take([made]))
        store.add(document, [event])
        (found,) = store.records(kind="event")
        assert isinstance(found, Event)
        # What was seen and set holds; what the reviewer did not see stays.
        assert (found.id, found.type, found.mode, found.contexts) == (event.id, "AID", "assist", ("military",))
        (standing,) = store.ask(corrections.standing)
        assert (standing.record, standing.is_exact, standing.article) == (event, False, document.id)


@pytest.mark.parametrize("fields", [{"actor": ("GAM",)}, {"type": "SANCTION"}])
def test_another_claim_at_the_same_place_is_left_alone(tmp_path: Path, fields: dict[str, Any]) -> None:
    document, event = recoded(1, **fields)
    with Store.open(tmp_path / "new.db") as store:
        store.add(document, [event])
        taken = store.tell(review.take([judged(article(1), code(article(1)))]))
        assert taken.hold == 0
        assert tuple(store.records(kind="event")) == (event,)
        (standing,) = store.ask(corrections.standing)
        assert (standing.record, standing.article) == (None, document.id)


def test_a_reading_that_has_come_right_is_held_as_corrected(tmp_path: Path) -> None:
    document, event = recoded(1, type="AID")
    with Store.open(tmp_path / "new.db") as store:
        store.add(document, [event])
        assert store.tell(review.take([judged(article(1), code(article(1)))])).hold == 1
        found: Any = next(store.records(kind="event", type="AID"))
        assert found.confidence == 1.0


def test_a_verdict_comes_home_when_its_own_article_is_added(tmp_path: Path) -> None:
    document, event = recoded(1)
    with Store.open(tmp_path / "new.db") as store:
        store.tell(review.take([judged(article(1), code(article(1)))]))
        store.add(document, [event])
        store.add(article(1), code(article(1)))
        types = {each.document: each.type for each in store.records(kind="event") if isinstance(each, Event)}
        assert types == {document.id: "REQUEST", article(1).id: "AID"}


def test_of_two_machines_the_later_word_holds(store: Store, tmp_path: Path) -> None:
    event = of(store, "event")
    early = judge(store, event, "reject")
    with Store.open(tmp_path / "other.db") as other:
        other.add(article(1), code(article(1)))
        late = judge(other, event, "correct", on=LATER, type="AID")
        other.tell(review.take([early]))
        assert [each.type for each in other.records(kind="event") if isinstance(each, Event)] == ["AID"]
    store.tell(review.take([late]))
    assert len(tuple(store.records(kind="event", type="AID"))) == 1
    store.tell(review.undo(late.id))
    assert event.id not in [each.id for each in store.records()]


def test_records_are_named_by_their_ids_also_when_rejected(store: Store) -> None:
    event, pressure = of(store, "event"), of(store, "pressure")
    judge(store, event, "reject")
    assert store.ask(corrections.named(event.id)) == (key(event),)
    assert store.ask(corrections.named(event.id[:6])) == (key(event),)
    assert store.ask(corrections.named(pressure.id[:6])) == (key(pressure),)
    assert store.ask(corrections.named(pressure.id[:3])) == ()
    assert store.ask(corrections.named("ALP")) == ()
    (actor,) = store.ask(corrections.named("ALP", (article(1).id,)))
    assert (actor.kind, actor.document) == ("actor", article(1).id)


def test_questions_about_verdicts_go_by_indexes(store: Store) -> None:
    for where in ("id BETWEEN 'ab' AND 'abz' AND kind <> 'actor'",):
        with sqlite3.connect(store.path) as raw:
            plan = " ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN SELECT id FROM record WHERE {where}"))
        assert "record_id" in plan
    with sqlite3.connect(store.path) as raw:
        found = "SELECT id FROM correction WHERE document = 'a' OR sha256 = 'b'"
        plan = " ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {found}"))
    assert "SCAN" not in plan
