"""What was asked was asked, whether an answer came or not, and not to answer refuses nothing."""

import pytest

from legation import pipeline
from legation.pipeline import Coder
from legation.records import Document, Event

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def code() -> Coder:
    return pipeline.load()


def told(code: Coder, text: str, kind: str) -> list[Event]:
    return [r for r in code(Document(text=text, published="2001-04-14")) if isinstance(r, Event) and r.type == kind]


@pytest.mark.parametrize(
    "text",
    [
        "China has yet to answer an appeal from Egypt to use its influence on Ethiopia.",
        "Neither Beijing nor Moscow has replied to an Egyptian plea that they restrain Ethiopia.",
        "Neither China nor Russia has replied to Egypt's request.",
        "Japan has not replied to a request from France for more troops.",
        "China has left a request from Egypt unanswered.",
    ],
)
def test_an_appeal_that_nobody_has_answered_was_made(code: Coder, text: str) -> None:
    asked = told(code, text, "REQUEST")
    assert asked
    assert {event.status for event in asked} == {"actual"}
    assert told(code, text, "REJECT") == []


@pytest.mark.parametrize(
    "text",
    [
        "Neither China nor Russia has replied.",
        "China has not answered Egypt's request.",
        "China responded on Friday to Egypt's request.",
        "Brazil replied on Monday to a demand from Canada that it withdraw its ships.",
    ],
)
def test_who_replies_or_does_not_has_refused_nothing_yet(code: Coder, text: str) -> None:
    assert told(code, text, "REJECT") == []


@pytest.mark.parametrize(
    "text",
    [
        "China replied to Egypt's request that it would not help.",
        "China responded to Egypt's request with a refusal.",
        "China curtly replied to Egypt's request.",
        "Nigeria ignored an appeal from Ghana to reopen the border.",
        "China left Egypt's plea unheeded.",
    ],
)
def test_a_reply_of_which_the_text_says_how_it_was_can_refuse(code: Coder, text: str) -> None:
    assert told(code, text, "REJECT")


def test_any_request_is_none_yet(code: Coder) -> None:
    assert all(e.status == "hypothetical" for e in told(code, "Peru would answer any request from Chile.", "REQUEST"))
