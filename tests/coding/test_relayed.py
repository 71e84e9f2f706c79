"""Words told through others and words told grudgingly. All sentences and speakers are made up."""

import pytest

from coding.conftest import Told
from legation.pipeline import Coder
from legation.records import Document, Event, Prediction, Silence, Statement

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The harbour is lost, the radio quoted the admiral as saying on Friday.",
        "The harbour is lost, the admiral was quoted as saying by the radio.",
    ],
)
def test_words_before_who_passes_them_on_are_theirs_who_said_them(told: Told, text: str) -> None:
    assert ("the admiral", "say", "The harbour is lost") in told(text)


def test_who_quotes_somebody_reports_it(told: Told) -> None:
    found = told("The newspaper cited the admiral as warning that the harbour was lost.")
    assert [(who, act) for who, act, _ in found] == [("The newspaper", "report"), ("the admiral", "warn")]


def test_through_whom_words_came_is_no_statement_by_itself(told: Told) -> None:
    found = told("The admiral, quoted by the newspaper, said the harbour was lost.")
    assert found == [("The admiral", "say", "the harbour was lost")]


def test_what_others_pass_on_is_told_by_who_said_it(whole: Coder) -> None:
    records = whole(Document(text="“Chile will leave the pact,” the paper quoted President Gabriel Boric as saying."))
    statements_ = {s.id: s for s in records if isinstance(s, Statement)}
    [inner] = [s for s in statements_.values() if s.nested_in is not None]
    assert (inner.speaker.as_written, statements_[inner.nested_in or ""].act) == ("President Gabriel Boric", "report")
    assert all(p.holder == inner.speaker.actor for p in records if isinstance(p, Prediction))
    assert all(e.statement == inner.id for e in records if isinstance(e, Event))


def test_a_paper_that_is_told_something_is_no_target_of_it(whole: Coder) -> None:
    records = whole(Document(text="“We will never bow to blackmail,” President Gabriel Boric told Reuters."))
    assert [s.stance for s in records if isinstance(s, Statement)] == [()]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peru admitted for the first time that its frigate had sunk the trawler.", "acknowledge"),
        ("Peru conceded in a letter to the tribunal that its frigate had sunk the trawler.", "acknowledge"),
        ("Peru told the tribunal in a submission filed on Friday that its frigate had sunk the trawler.", "say"),
    ],
)
def test_a_clause_tied_to_where_it_was_said(told: Told, text: str, act: str) -> None:
    assert ("Peru", act, "its frigate had sunk the trawler") in told(text)


def test_a_letter_that_somebody_wrote_frames_nothing(told: Told) -> None:
    assert told("Peru confessed in the letter that it wrote.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The consul would only say that the crew was safe.",
        "The consul would say only that the crew was safe.",
        "The consul confined herself to saying that the crew was safe.",
    ],
)
def test_what_is_told_grudgingly_is_told(told: Told, text: str) -> None:
    assert told(text) == [("The consul", "say", "the crew was safe")]


@pytest.mark.parametrize(
    "text",
    [
        "The consul would only say yes if the crew was safe.",
        "I would only say that the crew was safe.",
        "The consul would say that the crew was safe.",
        "The consul resorted to saying nothing.",
    ],
)
def test_what_would_be_said_is_not_told(told: Told, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lima would only say that the crew was safe.", [("withheld", None)]),
        ("Asked about the trawler, Lima said only that the crew was safe.", [("declined", "the trawler")]),
        ("Lima said only that the crew was safe.", []),
    ],
)
def test_who_will_not_say_more_withholds_it(whole: Coder, text: str, found: list[tuple[str, str | None]]) -> None:
    records = whole(Document(text=text))
    assert [(r.kind, r.topic) for r in records if isinstance(r, Silence)] == found
