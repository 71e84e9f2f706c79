"""Heard claims: runs of words that a listener takes for a forecast, and rules' forecasts that it doubts."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from coding.conftest import Read, statement_tables
from coding.hearings import CHANCES, hearing
from coding.prediction_cases import SIGNS
from legation.annotations import Block, Hearing, Sentence, Token
from legation.coding.heard_claims import HeardClaims
from legation.coding.predictions import PredictionTables, predictions
from legation.coding.statements import statements
from legation.records import Prediction

Code = Callable[[str, Mapping[str, float]], list[Prediction]]

KINDS = {",": "PUNCT", ".": "PUNCT", "and": "CCONJ", "say": "VERB", "may": "AUX", "fall": "VERB"}
WORDS = ("Rome", ",", "some", "say", ",", "may", "well", "fall", "this", "year", ".")


def sentence(words: Sequence[str] = WORDS) -> Sentence:
    tokens, at = [], 0
    for i, text in enumerate(words):
        pos = KINDS.get(text, "NOUN")
        tokens.append(Token(i, at, at + len(text), text, text, pos, pos, "dep", 0))
        at += len(text) + 1
    return Sentence(0, 0, at, Block(0, at, "paragraph"), tuple(tokens))


def runs(chances: Sequence[float], words: Sequence[str] = WORDS) -> list[str]:
    claims = HeardClaims([Hearing(0, (), [], chances)], CHANCES)
    return [" ".join(t.text for t in run) for run in claims.runs(sentence(words))]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([0] * 11, []),
        ([0] * 5 + [0.9] * 5 + [0], ["may well fall this year"]),
        ([0] * 5 + [0.6] * 5 + [0], []),  # words enough, but none is sure
        ([0] * 8 + [0.9] * 2 + [0], []),  # a crumb
        ([0] * 5 + [0.9, 0.9, 0.1, 0.9, 0.9, 0], ["may well fall this year"]),  # the least hole is filled
        ([0] * 4 + [0.9, 0.9, 0.1, 0.1, 0.9, 0.9, 0], []),
        ([0] * 4 + [0.9] * 7, ["may well fall this year"]),  # marks at its ends go, up to the sentence's end
        ([0.9] * 4 + [0, 0] + [0.9] * 5, ["Rome , some say", "well fall this year"]),
        ([0.9] * 4, ["Rome , some say"]),  # the listener heard no further
        ([], []),
    ],
)
def test_runs_are_sure_unbroken_and_long_enough(chances: Sequence[float], expected: list[str]) -> None:
    assert runs(chances) == expected


def test_joining_words_at_the_ends_of_a_run_go() -> None:
    words = ("and", "Rome", "may", "fall", "soon", "and", ".")
    assert runs([0.9] * 7, words) == ["Rome may fall soon"]


def test_words_without_a_verb_or_a_chance_are_no_claim_unless_it_is_plainly_heard() -> None:
    words = ("towns", "in", "the", "south")
    assert runs([0.8] * 4, words) == []
    assert runs([0.95] * 4, words) == ["towns in the south"]


def test_the_chance_of_a_stretch_is_the_mean_of_its_words() -> None:
    here = sentence()
    claims = HeardClaims([Hearing(0, (), [], [0.0] * 5 + [0.2] * 3 + [0.6] * 3)], CHANCES)
    assert claims.chance(here, (here.tokens[5].start, here.end)) == pytest.approx(0.4)


def test_a_stretch_that_was_not_heard_has_no_chance() -> None:
    here = sentence()
    claims = HeardClaims([Hearing(0, (), [], [0.0] * 4)], CHANCES)
    assert claims.chance(here, (here.tokens[5].start, here.end)) is None
    assert claims.chance(here, (here.tokens[0].start, here.tokens[3].end)) == 0.0
    assert HeardClaims([], CHANCES).chance(here, (0, here.end)) is None


@pytest.fixture(scope="module")
def code(read: Read) -> Code:
    tables = statement_tables()
    saying = statements(tables)
    predicting = predictions(PredictionTables(tables.likelihoods, tables.acts.no_claim, SIGNS, CHANCES))

    def run(text: str, forecasts: Mapping[str, float]) -> list[Prediction]:
        reading = read(text)
        reading = reading.plus([hearing(s, forecasts=forecasts) for s in reading.of(Sentence)])
        found = predicting.run(reading.plus(saying.run(reading)))
        return [r for r in found if isinstance(r, Prediction)]

    return run


def sure(words: str) -> dict[str, float]:
    return dict.fromkeys(words.split(), 0.9)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "forecast", "words", "low", "high"),
    [
        (
            "By spring the old bridge collapses for good.",
            "By spring the old bridge collapses for good",
            "collapses",
            85,
            99,
        ),
        ("By spring the old bridge perhaps collapses.", "By spring the old bridge perhaps collapses", "perhaps", 5, 95),
        (
            "By spring, and that is a ninety per cent chance, the old bridge collapses.",
            "the old bridge collapses",
            "ninety per cent chance",
            85,
            95,
        ),
    ],
)
def test_a_heard_claim_has_the_chance_that_its_words_give(
    code: Code, text: str, forecast: str, words: str, low: int, high: int
) -> None:
    assert code(text, {}) == []
    [prediction] = code(text, sure(forecast))
    assert prediction.claim.text == forecast
    assert (prediction.certainty.low, prediction.certainty.high) == (low, high)
    assert [e.text for e in prediction.evidence if e.role == "words"] == [words]


@pytest.mark.model
def test_a_heard_claim_stays_within_the_statement_that_tells_it(code: Code) -> None:
    [prediction] = code(
        "Kyiv said that the old bridge collapses by spring.", sure("that the old bridge collapses by spring")
    )
    assert (prediction.holder, prediction.claim.text) == ("UKR", "the old bridge collapses by spring")
    assert prediction.statement is not None


@pytest.mark.model
def test_what_a_rule_finds_is_told_once_and_dropped_where_doubted(code: Code) -> None:
    text = "The price will fall."
    assert [p.claim.text for p in code(text, sure("The price will fall"))] == ["The price will fall"]
    assert code(text, {}) == []


@pytest.mark.model
def test_words_that_weigh_a_chance_outweigh_doubt(code: Code) -> None:
    assert [p.claim.text for p in code("The price will probably fall.", {})] == ["The price will probably fall"]


@pytest.mark.model
def test_a_sign_that_tips_the_balance_gives_way_to_a_sure_listener(code: Code) -> None:
    text = "Berlin will veto the plan."
    assert code(text, dict.fromkeys(text[:-1].split(), 0.5)) == []
    assert [p.claim.text for p in code(text, dict.fromkeys(text[:-1].split(), 0.95))] == [text[:-1]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The rents may rise in spring; the shops will probably close.",
            ["The rents may rise in spring", "the shops will probably close"],
        ),
        ("The shops will fail if the rents rise.", ["The shops will fail"]),
        ("Talks opened at noon; crews start work at dawn.", []),  # nothing in it speaks of what will come
    ],
)
def test_what_is_heard_is_cut_into_single_claims(code: Code, text: str, claims: list[str]) -> None:
    found = code(text, sure(text.replace(";", " ;").replace(".", "")))
    assert {p.claim.text for p in found} == set(claims)


@pytest.mark.model
def test_what_no_one_believes_is_a_claim_and_what_no_one_said_is_none(code: Code) -> None:
    claim = "the old bridge collapses by spring"
    assert [p.claim.text for p in code(f"No one believes that {claim}.", sure(claim))] == [claim]
    assert code(f"No one said that {claim}.", sure(claim)) == []


@pytest.mark.model
def test_a_noun_of_what_may_come_needs_no_verb_behind_it(code: Code) -> None:
    claim = "a third big stoppage"
    assert [p.claim.text for p in code(f"Millers live in dread of {claim}.", sure(claim))] == [claim]
    assert code(f"Millers live on news of {claim}.", sure(claim)) == []
