"""Evasions: replies and phrases that tell nothing, what an account leaves out, who waits for an answer."""

import pytest

from legation.knowledge import load as load_knowledge
from legation.models import SpacyParser
from legation.pipeline import Coder, coder, standard
from legation.records import Document, Silence

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def whole() -> Coder:
    return coder(standard(SpacyParser(), load_knowledge(), None, None))


def silent(code: Coder, text: str) -> list[tuple[str, str, str | None]]:
    return [(r.actor, r.kind, r.topic) for r in code(Document(text=text)) if isinstance(r, Silence)]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "Asked whether the pilots were safe, Beijing said it was not aware of the situation.",
            "whether the pilots were safe",
        ),
        ("Asked about the pilots, Beijing said it had no further information to offer.", "the pilots"),
        ("“I have nothing to share on that,” Beijing said when asked about the pilots.", "the pilots"),
        ("“Next question,” Beijing said when asked about the pilots.", "the pilots"),
        ("Asked about the pilots, Beijing would say only that the search went on.", "the pilots"),
        ("When asked about the pilots, Beijing changed the subject.", "the pilots"),
        ("Asked about the pilots, Beijing moved on to the next question.", "the pilots"),
        ("Pressed on the pilots, Beijing turned to another reporter.", "the pilots"),
        ("“I can neither confirm nor deny that,” Beijing said.", None),
        ("“We're not going to get into that,” Beijing said.", None),
        ("Beijing said it would not speculate about the crash.", "the crash"),
        ("Beijing brushed aside a question about the crash.", "the crash"),
        ("Beijing ignored shouted questions about the crash.", "the crash"),
        ("Beijing had nothing to add.", None),
    ],
)
def test_an_evasion_is_a_silence_on_what_was_asked(whole: Coder, text: str, topic: str | None) -> None:
    assert silent(whole, text) == [("CHN", "declined", topic)]


@pytest.mark.parametrize(
    "text",
    [
        "Beijing has nothing to add to the treaty.",
        "Beijing brushed aside the question of the islands.",
        "Beijing ignored the warning.",
        "Beijing changed the subject of the seminar.",
        "Beijing moved on to the next question of the seminar.",  # which nobody asked
        "Asked about the pilots, Beijing turned to Moscow.",
        "Beijing said it was not aware of the danger.",
        "Asked about the pilots, Beijing said it was not aware of the storm that had hit them.",
        "Beijing would only say yes if the price fell.",
        "Beijing will not go into the valley.",
    ],
)
def test_other_doings_are_no_evasion(whole: Coder, text: str) -> None:
    assert silent(whole, text) == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The Chinese statement did not mention the crash.", "the crash"),
        ("In its statement, Beijing made no mention of the crash.", "the crash"),
        ("Beijing thanked the crews but did not mention the crash.", "the crash"),
        ("Beijing was conspicuously absent from the debate on the crash.", "the crash"),
    ],
)
def test_what_an_account_leaves_out_is_an_absence(whole: Coder, text: str, topic: str) -> None:
    assert silent(whole, text) == [("CHN", "absence", topic)]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty does not mention the islands.",
        "Beijing did not mention the islands.",  # nothing says that it spoke
        "In its statement, Beijing did not mention the islands directly.",
        "Beijing was absent from the summit.",
    ],
)
def test_not_every_gap_is_an_omission(whole: Coder, text: str) -> None:
    assert silent(whole, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nairobi said it had received no reply to its letter to Beijing.",
        "Nairobi has had no answer to its letters from Beijing.",
        "Nairobi has received no response from Beijing to its request.",
        "Our letters to Beijing have received no reply, Nairobi said.",
        "No reply has been received from Beijing.",
        "There has been no word from Beijing.",
    ],
)
def test_who_waits_for_an_answer_is_not_silent(whole: Coder, text: str) -> None:
    assert [found[:2] for found in silent(whole, text)] == [("CHN", "no-response")]


def test_an_answer_that_nobody_is_named_for_has_nobody_silent(whole: Coder) -> None:
    assert silent(whole, "Nairobi received no answer.") == []
    assert silent(whole, "Nairobi has had no word of its soldiers.") == []
    assert silent(whole, "Nairobi gave no reply to Beijing's letter.") == [("KEN", "no-response", None)]
