"""A silence that is over, or only asked for, is none; a request that is left unanswered is one."""

import pytest

from legation import pipeline
from legation.pipeline import Coder
from legation.records import Document, Silence

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code() -> Coder:
    return pipeline.load()


def silent(code: Coder, text: str) -> list[tuple[str, str]]:
    found = (r for r in code(Document(text=text, published="2001-04-14")) if isinstance(r, Silence))
    return [(silence.actor, silence.kind) for silence in found]


@pytest.mark.parametrize(
    "text",
    [
        "India, which had kept silent, welcomed the release of the sailors.",
        "Brazil, which had not commented for a week, condemned the raid.",
        "Having kept silent for a week, Peru condemned the raid.",
        "India had remained silent until Monday.",
        "Nelson Mandela, who for two weeks had left an Egyptian request unanswered, said that he had spoken to Libya.",
    ],
)
def test_a_silence_that_is_over_is_none(code: Coder, text: str) -> None:
    assert silent(code, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Canada urged all sides to refrain from statements that could make a settlement harder.",
        "The mediator told both sides to avoid statements.",
        "Norway asked the two to return to the talks and to avoid public statements.",
        "Peru agreed to refrain from comments.",
    ],
)
def test_a_silence_that_is_wanted_is_none(code: Coder, text: str) -> None:
    assert silent(code, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("China has left an Egyptian request unanswered.", ("CHN", "no-response")),
        ("Chile chose to refrain from comment.", ("CHL", "refrained")),
        ("Peru had not responded to the offer by Monday.", ("PER", "no-response")),
        ("France, which has not commented, supported the plan last week.", ("FRA", "refrained")),
    ],
)
def test_a_silence_that_lasts_is_one(code: Coder, text: str, found: tuple[str, str]) -> None:
    assert silent(code, text) == [found]
