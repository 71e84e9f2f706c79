"""What came of predictions is kept beside the records, and outlives everything that is read again."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes import article, code
from legation.records import Decision, Event, Evidence, Prediction
from legation.store import ledger, query
from legation.store.migrations import MIGRATIONS
from legation.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "news.db") as opened:
        for n in (1, 2):
            opened.add(article(n), code(article(n)))
        yield opened


def prediction(n: int) -> Prediction:
    return next(each for each in code(article(n)) if isinstance(each, Prediction))


def stored(store: Store, n: int) -> Prediction:
    found = next(store.records(kind="prediction", id=prediction(n).id))
    assert isinstance(found, Prediction)
    return found


DECISION = Decision(on="2024-11-01", document=article(2).id, note="“seen”")


def test_outcomes_are_kept_replaced_and_taken_back(store: Store) -> None:
    mine = prediction(1).id
    assert stored(store, 1) == prediction(1)
    store.decide(mine, came_true=True, decision=DECISION)
    assert (stored(store, 1).outcome, stored(store, 1).decided) == (True, DECISION)
    assert stored(store, 1).id == mine
    assert stored(store, 2).outcome is None
    store.decide(mine, came_true=False, decision=Decision(on="2024-11-02"))
    assert (stored(store, 1).outcome, stored(store, 1).decided) == (False, Decision(on="2024-11-02"))
    assert store.reopen(mine)
    assert not store.reopen(mine)
    assert stored(store, 1) == prediction(1)


def test_the_export_tells_outcomes_and_is_else_as_before(store: Store) -> None:
    before = list(store.lines())
    store.decide(prediction(1).id, came_true=True, decision=DECISION)
    changed = [new for old, new in zip(before, store.lines(), strict=True) if old != new]
    assert [json.loads(line)["outcome"] for line in changed] == [True]
    assert json.loads(changed[0])["decided"] == {"on": "2024-11-01", "document": article(2).id, "note": "“seen”"}
    store.reopen(prediction(1).id)
    assert list(store.lines()) == before


def test_adding_the_article_again_loses_no_outcome(store: Store) -> None:
    store.decide(prediction(1).id, came_true=True, decision=DECISION)
    assert not store.add(article(1), code(article(1)))
    store.replace_derived(())
    assert stored(store, 1).outcome is True


def test_predictions_are_asked_for_by_outcome_and_day(store: Store) -> None:
    store.decide(prediction(1).id, came_true=True, decision=DECISION)
    assert [each.id for each in store.records(decided=True)] == [prediction(1).id]
    assert [each.id for each in store.records(decided=False)] == [prediction(2).id]
    assert not tuple(store.records(due_before="2030-01-01"))
    assert len(tuple(store.records(actor="ALP", role="holder"))) == 2
    assert not tuple(store.records(actor="BET", role="holder"))


def test_predictions_are_found_by_the_beginning_of_their_id(store: Store) -> None:
    whole = prediction(1).id
    assert store.predictions_named(whole) == store.predictions_named(whole[:6]) == (whole,)
    for nothing in (whole[:3], "", "%", whole + "0"):
        assert store.predictions_named(nothing) == ()


def test_an_older_database_gets_the_table_and_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Store.open(path) as made:
        made.add(article(1), code(article(1)))
        lines = list(made.lines())
    with sqlite3.connect(path) as connection:  # as 0.1.0 left it
        connection.execute("DROP TABLE outcome")
        connection.execute("DROP INDEX prediction_id")
        connection.execute("DROP INDEX prediction_due")
        connection.execute("DELETE FROM migration WHERE name = '0002-outcomes'")
        connection.execute("UPDATE record SET payload = json_remove(payload, '$.decided') WHERE kind = 'prediction'")
    connection.close()
    with Store.open(path) as store:
        assert "0002-outcomes" in [name for name, _ in MIGRATIONS]
        assert list(store.lines()) == lines
        store.decide(prediction(1).id, came_true=False, decision=Decision(on="2024-11-01"))
        assert stored(store, 1).outcome is False


def test_later_articles_share_words_and_actors(store: Store) -> None:
    texts = {5: "Betania agreed at last.", 6: "Gammaria agreed at last.", 7: "Betania slept."}
    made = {n: article(n, text=text) for n, text in texts.items()}
    for n, document in made.items():
        who = "GAM" if n == 6 else "BET"
        proof = (Evidence.cut(document.text, 0, len(document.text), "clause"),)
        store.add(document, [Event(document=document.id, type="AGREE", actor=(who,), evidence=proof)])

    def found(*words: str, actors: tuple[str, ...] = ("BET",), after: str = "2024-10-04") -> list[str]:
        return [e.document for e in store.later(words, actors=actors, after=after)]  # type: ignore[union-attr]

    assert found("agree") == [made[5].id]
    assert set(found("agree", actors=())) == {made[5].id, made[6].id}
    assert found("agree", after="2024-10-06") == []  # article 5 is of the sixth
    assert found("nowhere", "slept") == [made[7].id]
    assert found() == []


def test_questions_of_the_ledger_look_nothing_over(store: Store) -> None:
    plans = {
        ledger._LATER + ledger._SHARING + ledger._IN_ORDER: {"words": "war", "after": "2024", "actors": "[]"},
        str(ledger.ids("abcdef").compile(compile_kwargs={"literal_binds": True})): {},
        str(query.records({"id": "a"}).compile(compile_kwargs={"literal_binds": True})): {},
        str(query.records({"due_before": "2024"}).compile(compile_kwargs={"literal_binds": True})): {},
    }
    with sqlite3.connect(store.path) as connection:
        for question, values in plans.items():
            steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}", values)]
            assert not [step for step in steps if step.startswith(("SCAN record", "SCAN document "))], steps
            assert not [step for step in steps if "record_kind" in step], steps
    connection.close()
