"""The questions of a brief: what is new, what weighs most, whom it concerns; each by an index."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from legation.batch import relink
from legation.records import AnyRecord, Contradiction, Decision, Development, Document, Prediction
from legation.store import situation as questions
from legation.store.failure import Origin
from legation.store.store import Store
from legation.store.windows import Window
from made_up import OUTLETS, Line, article, situation

RAID = Line("event", "ALB", "BOL", 0, 12, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        yield opened


def fill(store: Store, *told: tuple[list[Line], str, str | None]) -> list[str]:
    """Store articles, link them, and return their ids."""
    ids = []
    for number, (lines, outlet, day) in enumerate(told, start=store.counts().get("document", 0)):
        document, *records = article(lines, outlet, day, (number, number))
        assert isinstance(document, Document)
        store.add(document, records)
        ids.append(document.id)
    relink(store)
    return ids


def found(store: Store, records: tuple[questions.Found, ...]) -> list[str]:
    """The outlets of the documents, in order."""
    publishers = {d.id: str(d.publisher) for d in store.documents()}
    return [publishers[each.document] for each in records]


def test_how_much_there_is_counts_a_window(store: Store) -> None:
    fill(store, ([RAID], "Post", "2025-05-01"), ([RAID], "Ledger", "2025-05-03"), ([RAID], "Tide", None))
    assert store.ask(questions.read(Window())) == (3, ("Ledger", "Post", "Tide"), "2025-05-01", "2025-05-03")
    assert store.ask(questions.read(Window(since="2025-05-02"))) == (1, ("Ledger",), "2025-05-03", "2025-05-03")
    documents = {str(d.publisher): d.id for d in store.documents()}
    assert store.ask(questions.articles(Window(), 2)) == (documents["Ledger"], documents["Post"])
    assert store.ask(questions.articles(Window(since="2025-05-02"), 2)) == (documents["Ledger"],)


def test_a_brief_reaches_back_to_the_day_of_the_nth_article(store: Store) -> None:
    quiet = Line("silence", "CHL", "BOL", 0, 3, 1)
    fill(store, *(([RAID], "Post", f"2025-05-0{day}") for day in (1, 3, 5)), ([quiet], "Post", "2025-05-06"))
    days = [store.ask(questions.reach(Window(), n)) for n in range(5)]
    assert days == ["2025-05-06", "2025-05-05", "2025-05-03", "2025-05-01", None]
    assert store.ask(questions.reach(Window(actors=(("ALB",),)), 0)) == "2025-05-05"
    assert store.ask(questions.reach(Window(actors=(("PER",),)), 0)) is None


def test_what_the_last_run_added_is_known_from_the_second_run_on(store: Store) -> None:
    assert store.ask(questions.added) is None
    store.start_run(Origin(version="1"))
    fill(store, ([RAID], "Post", "2025-05-03"))
    assert store.ask(questions.added) == (0, 1, None)
    store.start_run(Origin(version="1"))
    (new,) = fill(store, ([RAID], "Ledger", "2025-05-01"))
    store.start_run(Origin(version="1"))  # one that adds nothing
    assert store.ask(questions.added) == (1, 1, "2025-05-03")
    heads = store.ask(questions.heads([d.id for d in store.documents()], 1, 20))
    assert [head.document.id for head in heads if head.is_added] == [new]
    assert {len(head.document.text) for head in heads} == {20}


def test_the_newest_of_a_kind_come_first_and_concern_whom_is_asked_about(store: Store) -> None:
    quiet = [Line("silence", one, "CHL", 0, 3, 1) for one in ("ALB", "BOL")]
    told = [([quiet[n % 2]], outlet, f"2025-05-0{n + 1}") for n, outlet in enumerate(("a", "b", "c", "d"))]
    fill(store, *told)

    def asked(most: int, **window: object) -> list[str]:
        return found(store, store.ask(questions.newest("silence", Window(**window), most)))  # type: ignore[arg-type]

    assert asked(3) == ["d", "c", "b"]
    assert asked(9, since="2025-05-02", before="2025-05-04") == ["c", "b"]
    assert asked(9, actors=(("ALB",),)) == ["c", "a"]
    assert asked(9, actors=(("ALB", "BOL"),), since="2025-05-03") == ["d", "c"]
    assert store.ask(questions.count("silence", Window(actors=(("BOL",),)))) == 2
    assert store.ask(questions.count("silence", Window(since="2025-05-04"))) == 1


def test_of_two_groups_of_actors_both_must_take_part(store: Store) -> None:
    # Of three different acts: the same told of other parties in the same words would be one happening.
    pairs = [("ALB", "BOL"), ("ALB", "CHL"), ("BOL", "CHL")]
    acts = [Line("event", one, other, act, 3, 1) for act, (one, other) in enumerate(pairs)]
    fill(store, *(([line], line.one + line.other, "2025-05-01") for line in acts))

    def asked(*groups: tuple[str, ...]) -> list[str]:
        return sorted(found(store, store.ask(questions.newest("event", Window(actors=groups), 9))))

    assert asked(("ALB",), ("CHL",)) == ["ALBCHL"]
    assert asked(("ALB", "BOL"), ("CHL",)) == ["ALBCHL", "BOLCHL"]
    developments = store.ask(questions.weighed(Window(actors=(("ALB",), ("BOL",))), 9))
    assert [(d.actor, d.recipient) for d in developments] == [(("ALB",), ("BOL",))]


def test_developments_by_origins_and_by_the_last_report(store: Store) -> None:
    other = Line("event", "BOL", "CHL", 3, 5, 2)
    fill(store, ([RAID], "Post", "2025-05-01"), ([RAID], "Ledger", "2025-05-02"), ([other], "Tide", "2025-05-03"))
    assert [d.origins for d in store.ask(questions.weighed(Window(), 9))] == [2, 1]
    assert [d.origins for d in store.ask(questions.weighed(Window(actors=(("CHL",),)), 9))] == [1]
    assert [d.origins for d in store.ask(questions.latest(Window(), 1))] == [1]
    assert [d.origins for d in store.ask(questions.latest(Window(actors=(("ALB",),)), 1))] == [2]
    assert [d.origins for d in store.ask(questions.weighed(Window(since="2025-05-03"), 9))] == [1]
    assert [d.origins for d in store.ask(questions.of_added(1, 9, 9))] == [2, 1]
    assert [d.origins for d in store.ask(questions.of_added(2, 9, 9))] == [1]


def test_copies_lead_to_their_report_and_claims_to_their_contradiction(store: Store) -> None:
    texts = [[RAID], [RAID], [Line("claim", "ALB", "BOL", 0, 12, 1), Line("denial", "ALB", "BOL", 0, 12, 1)]]
    for number, (lines, outlet) in enumerate(zip(texts, ("Post", "Ledger", "Tide"), strict=True)):
        document, *records = article(lines, outlet, f"2025-05-0{number + 1}", (number, 0 if number < 2 else 5))
        assert isinstance(document, Document)
        store.add(document, records)
    relink(store)
    documents = {str(d.publisher): d.id for d in store.documents()}
    (report,) = store.ask(questions.copies([documents["Ledger"]]))
    assert report.document == documents["Post"]
    assert store.ask(questions.copies([documents["Tide"]])) == ()
    about = [each.about for each in store.records(kind="contradiction") if isinstance(each, Contradiction)]
    assert len(store.ask(questions.claimed_in([documents["Tide"]], about, 9))) == 1
    assert store.ask(questions.claimed_in([documents["Post"]], about, 9)) == ()
    assert store.ask(questions.claimed_in([documents["Tide"]], ["another"], 9)) == ()
    assert len(store.ask(questions.last_claimed(Window(since="2025-05-03"), 9))) == 1
    assert store.ask(questions.last_claimed(Window(since="2025-05-04"), 9)) == ()


def test_predictions_that_fell_due_or_were_decided(store: Store) -> None:
    fill(store, *(([Line("forecast", "ALB", "BOL", 0, 3, day)], f"{day}", "2025-05-01") for day in (2, 4, 6)))
    assert found(store, store.ask(questions.due("2025-05-02", "2025-05-06", 9))) == ["2", "4", "6"]
    assert found(store, store.ask(questions.due("2025-05-03", "2025-05-05", 9))) == ["4"]
    late = next(p for p in store.records(kind="prediction") if isinstance(p, Prediction) and p.due.end == "2025-05-06")  # type: ignore[union-attr]
    store.decide(late.id, came_true=False, decision=Decision(on="2025-05-07"))
    assert found(store, store.ask(questions.decided("2025-05-07", 9))) == ["6"]
    assert store.ask(questions.decided("2025-05-08", 9)) == ()


def test_the_answers_do_not_depend_on_the_order_in_which_articles_came(tmp_path: Path) -> None:
    told = _articles(situation(9, 4, 5))
    answers: list[list[object]] = []
    for order in (told, told[::-1]):
        with Store.open(tmp_path / f"{len(answers)}.db") as store:
            for document, records in order:
                store.add(document, records)
            relink(store)
            answers.append([store.ask(question) for question in _all_questions()])
    assert answers[0] == answers[1]


def _articles(records: tuple[AnyRecord, ...]) -> list[tuple[Document, list[AnyRecord]]]:
    documents = [r for r in records if isinstance(r, Document)]
    return [(d, [r for r in records if getattr(r, "document", None) == d.id]) for d in documents]


def _all_questions() -> list:  # type: ignore[type-arg]
    windows = (Window(), Window(since="2025-05-02"), Window(actors=(("ALB",),)), Window(actors=(("ALB",), ("BOL",))))
    kinds = ("event", "statement", "silence", "pressure", "tie", "prediction")
    return [
        *(ask(kind, window, 3) for ask in (questions.newest,) for kind in kinds for window in windows),
        *(questions.count(kind, window) for kind in kinds for window in windows),
        *(ask(window, 3) for ask in (questions.weighed, questions.latest) for window in windows),
        *(questions.last_claimed(window, 3) for window in windows[:2]),
        *(questions.reach(window, 2) for window in windows),
        questions.due("2025-05-01", "2025-05-09", 9),
    ]


def test_no_question_reads_all_articles_or_all_records(store: Store) -> None:
    fill(store, *(([RAID], outlet or "x", "2025-05-01") for outlet in OUTLETS))
    asked = [*_all_questions(), questions.read(Window(since="2025-05-01")), questions.copies(["x"]), questions.added]
    asked += [questions.of_added(1, 9, 9), questions.claimed_in(["x"], ["y"], 9), questions.decided("2025-05-01", 9)]
    for question in asked:
        for plan in _plans(store, question):
            assert not [step for step in plan if re.fullmatch(r"SCAN (record|document|event|named)", step)], plan


def _plans(store: Store, question: object) -> list[list[str]]:
    """How SQLite goes about each statement of a question."""
    statements: list[tuple[str, object]] = []

    def answer(connection: Connection) -> None:
        def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
            statements.append((statement, values))

        event.listen(connection, "before_cursor_execute", note)
        question(connection)  # type: ignore[operator]
        event.remove(connection, "before_cursor_execute", note)

    store.ask(answer)

    def explain(connection: Connection) -> list[list[str]]:
        rows = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()  # type: ignore[arg-type]
            for statement, values in statements
        ]
        return [[str(row[-1]) for row in each] for each in rows]

    return store.ask(explain)


def test_a_development_is_found_by_the_index_of_origins(store: Store) -> None:
    fill(store, ([RAID], "Post", "2025-05-01"))
    for window in (Window(), Window(since="2025-05-01")):
        (plan,) = _plans(store, questions.weighed(window, 3))
        assert "SCAN record USING INDEX development_origins" in plan, plan
    (found,) = store.ask(questions.weighed(Window(), 3))
    assert isinstance(found, Development)
