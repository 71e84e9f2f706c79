"""Who grades a chance holds the forecast: "thought it probable that", "consider a revolt very likely"."""

import pytest

from legation.pipeline import Coder, load
from legation.read.plain import document
from legation.records import Prediction, Silence, Statement

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def read() -> Coder:
    return load()


@pytest.mark.parametrize(
    ("text", "holder", "claim"),
    [
        (
            "One senior Danish official thought it probable that the krone would fall before Easter.",
            "unnamed:DNK:GOV:official",
            "the krone would fall before Easter",
        ),
        (
            "Two bankers called it unlikely that the peso would recover this year.",
            "group:-:BUS:bankers",
            "the peso would recover this year",
        ),
        (
            "Diplomats in Nairobi consider a resumption of fighting very likely.",
            "group:-:GOV:diplomats",
            "a resumption of fighting very likely",
        ),
    ],
)
def test_who_grades_holds_the_claim(read: Coder, text: str, holder: str, claim: str) -> None:
    found = [r for r in read(document(text, published="2001-03-01")) if isinstance(r, Prediction)]
    assert [(p.holder, p.claim.text) for p in found] == [(holder, claim)]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        (
            "Speaking to reporters at the Government Palace, Alberto Fujimori said his troops had taken three posts.",
            ["say"],
        ),
        ("Mr Nehru has written to Asian leaders asking them to come to Delhi.", ["ask"]),
    ],
)
def test_what_is_heard_around_another_cue_of_the_source_is_no_report(read: Coder, text: str, cues: list[str]) -> None:
    found = [r for r in read(document(text, published="1961-03-01")) if isinstance(r, Statement)]
    assert [s.cue for s in found] == cues


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The envoy read out a letter. He did not take questions.", "did not take"),
        ("The ministry has not published the report.", "has not published"),
        ("The State Department would not release the cable.", "would not release"),
    ],
)
def test_texts_and_questions_are_withheld_too(read: Coder, text: str, cue: str) -> None:
    found = [r for r in read(document(text, published="2001-03-01")) if isinstance(r, Silence)]
    assert [e.text for s in found for e in s.evidence if e.role == "cue"] == [cue]
