"""A prediction is told when its day comes near, and once more on the day, unless somebody has decided it."""

from pathlib import Path

import pytest

from alert_story import Article, in_orders, news, paper, put, reject, rule, told, watching
from legation.desk import Outlet
from legation.records import Certainty, DateRange, Decision, Document, Evidence, Prediction, Span
from legation.store.store import Store

CLAIM = "the ceasefire is likely to collapse by the end of May"
RULE = rule("prediction-due")


def foretold(document: Document, words: str = CLAIM, due: str = "2025-05-31", holder: str = "PAK") -> Prediction:
    start = document.text.index(words)
    odds = document.text.index("likely")
    return Prediction(
        document=document.id,
        holder=holder,
        about=("IND",),
        claim=Span.cut(document.text, start, start + len(words)),
        certainty=Certainty(phrase="likely", low=55, high=80),
        due=DateRange(start=due, end=due, precision="day"),
        evidence=(
            Evidence.cut(document.text, odds, odds + 6, "phrase"),
            Evidence.cut(document.text, start, start + len(words), "claim"),
        ),
    )


def article(day: str, words: str = CLAIM, publisher: str = "Post (sample)", **fields: str) -> Article:
    document = paper(day, f"Pakistan holds that {words}, it said.", publisher=publisher)
    return document, [foretold(document, words, **fields)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "news.db") as made:
        put(made, article("2025-05-02"))
        return made


def test_it_is_told_once_when_it_comes_near_and_once_on_the_day(store: Store) -> None:
    desk = watching(RULE)
    days = [f"2025-05-{number}" for number in (10, 23, 24, 25, 30, 31)] + ["2025-06-01", "2025-06-10"]
    assert [(day, each.title) for day in days for each in news(store, desk, day)] == [
        ("2025-05-24", f"Due in 7 days: “{CLAIM}” (Pakistan)"),
        ("2025-05-31", f"Due today: “{CLAIM}” (Pakistan)"),
    ]


def test_it_says_who_foretold_what_when_and_how_to_decide_it(store: Store) -> None:
    (alert,) = told(store, watching(RULE), "2025-05-28")
    (prediction,) = store.records(kind="prediction")
    assert alert.because == (
        f"Pakistan, as reported: {CLAIM} (“likely”, 55–80%).",
        "Foretold on 2 May 2025 for 31 May 2025: its last day is in 3 days, and nobody has decided it.",
        f"`legation predictions resolve {prediction.id[:8]} --outcome true` (or false) keeps what came of it.",
        "Told by 1 independent origin (rule wants 1).",
    )
    assert (alert.day, alert.actors) == ("2025-05-31", ("IND", "PAK"))


def test_a_decided_or_rejected_prediction_is_not_told(store: Store) -> None:
    (prediction,) = store.records(kind="prediction")
    store.decide(prediction.id, came_true=True, decision=Decision(on="2025-05-29", document=None, note=None))
    assert told(store, watching(RULE), "2025-05-31") == ()
    store.reopen(prediction.id)
    assert len(told(store, watching(RULE), "2025-05-31")) == 1
    reject(store, "prediction", prediction.id, prediction.document)  # type: ignore[union-attr]
    assert told(store, watching(RULE), "2025-05-31") == ()


@pytest.mark.parametrize(("threshold", "number"), [(None, 1), (3.0, 1), (2.0, 0)])
def test_the_days_of_the_rule_go_before_those_of_the_desk(store: Store, threshold: float | None, number: int) -> None:
    assert len(told(store, watching(rule("prediction-due", threshold=threshold)), "2025-05-28")) == number


@pytest.mark.parametrize(("actor", "number"), [("PAK", 1), ("IND", 1), ("CHN", 0)])
def test_it_concerns_who_foretold_and_of_whom(store: Store, actor: str, number: int) -> None:
    assert len(told(store, watching(rule("prediction-due", actors=(actor,))), "2025-05-28")) == number


def test_in_like_words_it_is_one_and_on_another_thing_or_day_another(store: Store) -> None:
    put(store, article("2025-05-04", "the ceasefire will likely collapse", publisher="Herald (sample)"))
    put(store, article("2025-05-05", "exports of rice are likely to grow", publisher="Lamp (sample)", due="2025-05-30"))
    both = told(store, watching(RULE), "2025-05-28")
    assert sorted((each.day, each.origins) for each in both) == [("2025-05-30", 1), ("2025-05-31", 2)]


def test_what_several_tell_in_any_order_has_one_key(tmp_path: Path) -> None:
    articles = (
        article("2025-05-02"),
        article("2025-05-04", "the ceasefire will likely collapse", publisher="Herald (sample)"),
        article("2025-05-05", "a collapse of the ceasefire is likely by the end of May", publisher="Lamp (sample)"),
    )
    orders = list(in_orders(tmp_path, articles, watching(RULE), "2025-05-28"))
    assert {len(keys) for keys in orders} == {1}


def test_the_word_of_an_outlet_weighs_as_the_desk_says(store: Store) -> None:
    from dataclasses import replace

    desk = watching(RULE)
    (alert,) = told(store, desk, "2025-05-28")
    light = replace(desk, outlets=(Outlet(publisher="post (SAMPLE)", weight=0.5),))
    (lighter,) = told(store, light, "2025-05-28")
    assert lighter.weight == alert.weight / 2
    put(store, article("2025-05-03", publisher="Herald (sample)"))
    (better,) = told(store, light, "2025-05-28")
    assert better.weight > alert.weight
