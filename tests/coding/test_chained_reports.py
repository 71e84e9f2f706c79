"""Reports in reports by their shapes: nouns parted from their clauses, second reporters, pairs, turns, datelines.

All sentences and speakers are made up.
"""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from coding.hearings import CHANCES, LABELS, heard, hearing
from legation.annotations import Sentence
from legation.coding.statements import statements
from legation.records import Statement

Told = Callable[[str], list[tuple[str, str, str]]]

pytestmark = pytest.mark.model


def _rows(found: list[Statement]) -> list[tuple[str, str, str]]:
    """The words of the source, the act, the content of each."""
    return [
        (" ".join(e.text for e in s.evidence if e.role == "source"), s.act, " | ".join(c.text for c in s.content))
        for s in found
    ]


@pytest.fixture(scope="module")
def told(read: Read) -> Told:
    """Source, act and content of each statement that the rules alone make."""
    step = statements(statement_tables())

    def run(text: str) -> list[tuple[str, str, str]]:
        return _rows([r for r in step.run(read(text)) if isinstance(r, Statement)])

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A noun, an aside or an owner, then its clause.
        (
            "Hanoi rejected the claim, made by two deputies, that the bridge had been mined.",
            ("two deputies", "claim", "the bridge had been mined"),
        ),
        (
            "Hanoi brushed aside Lima's charge, lodged with the Council, that a colonel had fled.",
            ("Hanoi", "reject", "Lima's charge, lodged with the Council, that a colonel had fled"),
        ),
        (
            "Newspapers carried the boast of an admiral that the pirates had begged for leave.",
            ("an admiral", "claim", "the pirates had begged for leave"),
        ),
        # Two reporters behind the same words.
        (
            "The bridge was mined on Sunday, villagers say a sergeant told them.",
            ("a sergeant", "say", "The bridge was mined on Sunday"),
        ),
        (
            "The bridge was mined on Sunday, villagers say a sergeant told them.",
            ("villagers", "say", "The bridge was mined on Sunday | a sergeant told them"),
        ),
        # Papers and nobody in particular.
        (
            "The observers expect three more weeks of fog, runs a cable from the mission.",
            ("a cable", "report", "The observers expect three more weeks of fog"),
        ),
        (
            "The dam, it is whispered, will never be filled.",
            ("", "report", "The dam | will never be filled"),
        ),
        (
            "The envoy has left the island, if the ministry's bulletin is any guide.",
            ("the ministry's bulletin", "report", "The envoy has left the island"),
        ),
        # Who takes turns speaks; a handle speaks; people before a colon and a quotation speak.
        (
            "Anchor: Has the minister resigned? Correspondent: The palace denies it.",
            ("Correspondent", "say", "The palace denies it"),
        ),
        ("@harbour_watch: berth nine is closed again.", ("@harbour_watch", "say", "berth nine is closed again")),
        (
            "Voices from the valley: “The army left us nothing but the well.”",
            ("Voices from the valley", "say", "“The army left us nothing but the well.”"),
        ),
        # What stands behind the cue of a quotation is not told.
        (
            "“We dug the well ourselves,” the mayor said, and asked the court for a day.",
            ("the mayor", "say", "“We dug the well ourselves,”"),
        ),
        (
            "“We dug the well. The court may drink from it.” a retired mayor wrote on Monday.",
            ("a retired mayor", "say", "“We dug the well. The court may drink from it.”"),
        ),
        # A dateline is nobody, a hyphen parts no title.
        (
            "QUETTA, 2005 - The chief of the tribe maintains that the gas has been cut.",
            ("The chief of the tribe", "claim", "the gas has been cut"),
        ),
        (
            "The Bolivian vice-president said in a broadcast that the mines were safe.",
            ("The Bolivian vice-president", "say", "the mines were safe"),
        ),
    ],
)
def test_shapes_tell_who_says_what(told: Told, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        # A noun with an aside that tells of something else has no clause of its own.
        ("The claim, which nobody has read, rests on a map that Rome printed.", "Rome printed"),
        # Somebody's word given is told once, by the verb.
        ("The rebel gave his word in Rome that the bridge would stand.", "his word"),
        # A plain line with a colon is no conversation.
        ("The reasons are two: The road is long. The price is fair: nobody pays.", "nobody pays"),
    ],
)
def test_look_alikes_make_no_such_report(told: Told, text: str, unwanted: str) -> None:
    assert all(content != unwanted for _, _, content in told(text))


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "expected"),
    [
        # The source that the model is sure of takes the place of one that it does not hear.
        (
            "Analysts at the bank winked at the port that the ferry had sunk.",
            "winked",
            "Analysts at the bank",
            "the ferry had sunk",
            ("Analysts at the bank", "warn", "the ferry had sunk"),
        ),
        # In the content of others an unheard tail goes.
        (
            "Lima said that Chad winked that the ferry had sunk, and that its crew had swum.",
            "winked",
            "Chad",
            "the ferry had sunk",
            ("Chad", "warn", "the ferry had sunk"),
        ),
        # Hearsay goes round in a place; nobody there says it.
        (
            "There is talk in the capital that the ferry had sunk.",
            "talk",
            "the capital",
            "the ferry had sunk",
            ("", "warn", "the ferry had sunk"),
        ),
        # Who would sooner do a thing is whoever stands before "would".
        (
            "The envoy told Lima that the abbots would sooner leave the island.",
            "sooner",
            "The envoy",
            "leave the island",
            ("the abbots", "warn", "leave the island"),
        ),
        # Whoever hears a thing from somebody does not say it.
        (
            "The ministry heard from two envoys that the truce would hold.",
            "heard",
            "The ministry",
            "the truce would hold",
            ("two envoys", "warn", "the truce would hold"),
        ),
        # Praise and blame name whoever does the deed.
        (
            "The mayor took issue with the governor for winking that the well was dry.",
            "winking",
            "The mayor",
            "the well was dry",
            ("the governor", "warn", "the well was dry"),
        ),
        # Whoever is told a thing does not tell it.
        (
            "Lima said that the ministry had been told of the leak.",
            "told",
            "the ministry",
            "the leak",
            ("", "warn", "the leak"),
        ),
    ],
)
def test_what_is_surely_heard_mends_the_parse(
    read: Read, text: str, cue: str, source: str, content: str, expected: tuple[str, str, str]
) -> None:
    step = statements(statement_tables(LABELS, CHANCES))
    reading = read(text)
    reading = reading.plus(
        hearing(s, heard(s, cue, "warn", source=source, content=content)) for s in reading.of(Sentence)
    )
    assert expected in _rows([r for r in step.run(reading) if isinstance(r, Statement)])
