"""Predictions: claims about the future, with their words of probability and their holders."""

import re
from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from coding.prediction_cases import OTHERS, PREDICTING, SIGNS
from legation.annotations import When
from legation.coding.predictions import PredictionTables, predictions
from legation.coding.statements import statements
from legation.records import Prediction
from legation.step import Step

Code = Callable[..., list[Prediction]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def steps() -> tuple[Step, Step]:
    tables = statement_tables()
    return statements(tables), predictions(PredictionTables(tables.likelihoods, tables.acts.no_claim, SIGNS))


@pytest.fixture(scope="module")
def code(read: Read, steps: tuple[Step, Step]) -> Code:
    def run(text: str, *more: object) -> list[Prediction]:
        saying, predicting = steps
        reading = read(text).plus(more)
        found = predicting.run(reading.plus(saying.run(reading)))
        return [r for r in found if isinstance(r, Prediction)]

    return run


@pytest.mark.parametrize(
    ("text", "claim", "phrase"),
    [
        ("Experts predict that Beijing may ban the import.", "Beijing may ban the import", "may"),
        ("The envoy said Moscow is unlikely to give in.", "Moscow is unlikely to give in", "unlikely"),
        (
            "The envoy said Moscow is highly unlikely to give in.",
            "Moscow is highly unlikely to give in",
            "highly unlikely",
        ),
        ("The envoy predicted that Moscow would fall back.", "Moscow would fall back", "would"),
        ("Analysts say the price will probably fall.", "the price will probably fall", "probably"),
        ("The price will fall.", "The price will fall", "will"),
        ("Warsaw will do nothing, the analyst said.", "Warsaw will do nothing", "will"),
        ("Warsaw expects Berlin to yield.", "Berlin to yield", "expect"),
        ("The price is expected to fall.", "The price is expected to fall", "expected to"),
        ("Analysts doubt that the truce will last.", "the truce will last", "doubt"),
    ],
)
def test_claims_and_words(code: Code, text: str, claim: str, phrase: str) -> None:
    assert [(p.claim.text, p.certainty.phrase) for p in code(text)] == [(claim, phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers will meet on Tuesday.",  # a plan
        "The general ordered that the gate be shut.",
        "Analysts think China may be wary.",  # about the present
        "The remark could signal a change.",
        "The envoy said Moscow may have fired first.",
        "The envoy asked whether the price will fall.",
        "“We will stay in the valley until spring,” the mayor said.",  # a promise
        "Will the price fall?",
        "The envoy said he could not sleep.",
    ],
)
def test_what_is_no_prediction(code: Code, text: str) -> None:
    assert code(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The envoy said a deal is likely to come.", 55, 80),
        ("The envoy said a deal is very likely to come.", 80, 95),
        ("The envoy said a deal may come.", 5, 95),
        ("There is no room for doubt that Russia will attack Estonia, analysts said.", 93, 99),
        ("There is little doubt that Russia will attack Estonia, analysts said.", 80, 99),
        ("Few analysts think that Russia will attack Estonia.", 5, 45),
        ("Hardly any analysts think that Russia will attack Estonia.", 5, 45),
        ("Hardly anyone expects Serbia to recognise Kosovo.", 5, 45),
        ("No analyst expects Serbia to recognise Kosovo.", 1, 20),
    ],
)
def test_ranges(code: Code, text: str, low: int, high: int) -> None:
    [prediction] = code(text)
    assert (prediction.certainty.low, prediction.certainty.high) == (low, high)


def test_the_holder_is_who_said_it_and_the_claim_is_about_its_actors(code: Code) -> None:
    [prediction] = code("Kyiv believes that Moscow will attack the port.")
    assert (prediction.holder, prediction.about) == ("UKR", ("RUS",))
    assert prediction.statement is not None


def test_a_claim_of_the_article_itself_has_no_holder(code: Code) -> None:
    [prediction] = code("The price will fall.")
    assert (prediction.holder, prediction.statement) == (None, None)


def test_a_condition_is_kept(code: Code) -> None:
    [prediction] = code("If the dam breaks, the price will rise, analysts said.")
    assert prediction.condition is not None
    assert prediction.condition.text == "If the dam breaks"


def test_a_day_in_the_claim_is_when_it_is_due(code: Code) -> None:
    text = "Analysts say the price will fall by May 3."
    when = When(text.index("by"), len(text) - 1, 0, "2025-05-03", "2025-05-03", "day", future=True)
    [prediction] = code(text, when)
    assert prediction.due is not None
    assert (prediction.due.start, prediction.due.precision) == ("2025-05-03", "day")


def test_evidence_lies_where_it_says(code: Code) -> None:
    text = "Analysts say the price will probably fall.\n"
    [prediction] = code(text)
    assert [e.role for e in prediction.evidence] == ["source", "words", "claim"]
    assert all(text[e.start : e.end] == e.text for e in prediction.evidence)
    assert text[prediction.claim.start : prediction.claim.end] == prediction.claim.text


def _alike(left: str, right: str) -> bool:
    """True when the two share at least half of their words."""
    one, two = (set(re.findall(r"\w+", words.lower())) for words in (left, right))
    return 2 * len(one & two) >= len(one | two)


@pytest.mark.parametrize(("modal", "words"), [("will", "will"), ("won't", "won't"), ("won’t", "won’t")])
def test_a_contraction_is_shown_whole(code: Code, modal: str, words: str) -> None:
    (prediction,) = code(f"“Chad {modal} attack Niger,” the analyst said.")
    assert [e.text for e in prediction.evidence if e.role == "words"] == [words]


def test_predictions_in_many_ways_of_writing(code: Code) -> None:
    lead = "An imagined lead stands here.\n\n"
    found = {text: [p.claim.text for p in code(lead + text)] for text, _ in PREDICTING}
    missed = [text for text, claim in PREDICTING if not any(_alike(claim, c) for c in found[text])]
    wrong = {text: claims for text in OTHERS if (claims := [p.claim.text for p in code(lead + text)])}
    hits = len(PREDICTING) - len(missed)
    assert 2 * hits / (2 * hits + len(missed) + len(wrong)) >= 0.9, (missed, wrong)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Diplomats put the odds of a truce at one in four.", 20, 30),
        ("Traders give the deal a 60 percent chance of passing.", 55, 65),
        ("Diplomats see little chance of a truce.", 5, 20),
        ("There is no chance of a truce, the envoy said.", 1, 5),
        ("No one expects Beijing to give way.", 1, 20),
        ("The general does not believe that Moscow will attack.", 20, 45),
        ("It is highly unlikely that Moscow will attack, the envoy said.", 5, 20),
        ("“A collapse is not probable,” the envoy said.", 20, 45),
        ("In all likelihood, the price will fall, the envoy said.", 80, 95),
    ],
)
def test_grades_and_denials(code: Code, text: str, low: int, high: int) -> None:
    [prediction] = code(text)
    assert (prediction.certainty.low, prediction.certainty.high) == (low, high)


def test_who_weighs_a_chance_holds_the_prediction(code: Code) -> None:
    [prediction] = code("Kyiv sees little chance of a truce.")
    assert (prediction.holder, prediction.claim.text) == ("UKR", "little chance of a truce")
