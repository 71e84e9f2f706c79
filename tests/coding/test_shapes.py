"""Whose words they are and where they end, by the shape of the sentence. All speakers are made up."""

import pytest

from coding.conftest import Read, Told, statement_tables
from coding.hearings import CHANCES, LABELS, heard, hearing
from legation.annotations import Sentence
from legation.coding.statements import statements
from legation.records import Statement

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The passive of a verb of feeling tells what its subject feels.
        ("The minister is worried by the raid on the port.", ("The minister", "fear", "the raid on the port")),
        # A second verb goes on with whom a passive is done to, and with the clause of its own tense.
        (
            "The mayor said he had been asked by Rome to leave and wanted to stay.",
            ("he", "intend", "to stay"),
        ),
        (
            "The envoy said the president believes Tokyo will yield and has told his ministers to wait.",
            ("the president", "urge", "his ministers to wait"),
        ),
        # Asides between a subject and its verb.
        (
            "Reporters heard that the spokesman had, after a fashion, apologised for the leak.",
            ("the spokesman", "apologise", "the leak"),
        ),
        # A day before a name, a name with hyphens, an owner of several words.
        ("Chad backed a plan and on Friday praised Rome's pledge to help.", ("Rome", "promise", "to help")),
        (
            "The commander-in-chief said that the road was closed.",
            ("The commander-in-chief", "say", "the road was closed"),
        ),
    ],
)
def test_who_speaks(told: Told, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


def test_who_defends_a_claim_did_not_make_it(told: Told) -> None:
    assert all(act != "urge" for _, act, _ in told("The bishop defended calls for a strike."))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister described Rome's claim that the road was open as absurd.", "the road was open"),
        ("The guard said a prisoner told him nobody was there, and that he believed it.", "nobody was there"),
        ("The envoy rejected the plea to open the port, saying that it was late.", "the plea to open the port"),
        ("The minister promised to build a port, though the king had asked for none.", "to build a port"),
    ],
)
def test_where_a_content_ends(told: Told, text: str, content: str) -> None:
    assert content in [c for _, _, c in told(text)]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "expected"),
    [
        # Those who share a feeling, those who break what they gave, the noun that "itself" stresses.
        (
            "The paper spoke of fears among officials that the road was closed.",
            "fears",
            "",
            "the road was closed",
            ("officials", "the road was closed"),
        ),
        ("The minister broke a vow to open it.", "vow", "", "to open it", ("The minister", "to open it")),
        ("The bishop defended calls for a strike.", "calls", "", "a strike", ("", "a strike")),
        ("Rome had itself hinted at a strike.", "hinted", "itself", "a strike", ("Rome", "a strike")),
        ("It emerged that a dam had burst.", "emerged", "It", "a dam had burst", ("", "a dam had burst")),
        # What stands before "that" and only says how it was told.
        (
            "The envoy signalled in a letter that a dam had burst.",
            "signalled",
            "The envoy",
            "a letter that a dam had burst",
            ("The envoy", "a dam had burst"),
        ),
        (
            "Two ministers let it be known that a dam had burst.",
            "let",
            "Two ministers",
            "it be known that a dam had burst",
            ("Two ministers", "a dam had burst"),
        ),
        # The verb whose subject the noun is, and the speaker of a passive, are no content.
        (
            "The firm's apology to the islanders was bought.",
            "apology",
            "The firm's",
            "the islanders was bought",
            ("The firm", "the islanders"),
        ),
    ],
)
def test_what_is_heard_is_mended(
    read: Read, text: str, cue: str, source: str, content: str, expected: tuple[str, str]
) -> None:
    step = statements(statement_tables(LABELS, CHANCES))
    reading = read(text)
    reading = reading.plus(
        hearing(s, heard(s, cue, "warn", source=source, content=content)) for s in reading.of(Sentence)
    )
    found = [r for r in step.run(reading) if isinstance(r, Statement)]
    assert expected in [(s.speaker.as_written, " | ".join(c.text for c in s.content)) for s in found]


def test_a_question_is_not_its_answer(told: Told) -> None:
    assert ("the minister", "say", "no") in told("Asked if he would resign, the minister said no.")
    assert all(who != "the captain" for who, _, _ in told("Asked if the ship was armed, the captain laughed."))
