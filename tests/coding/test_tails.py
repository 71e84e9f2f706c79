"""Where contents end, whose words they are and who talks, in new sentences. All speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from legation.coding.statements import statements
from legation.records import Statement

Told = Callable[[str], list[tuple[str, str, str]]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def told(read: Read) -> Told:
    """Words for the speaker, cue, content of each statement."""
    step = statements(statement_tables())

    def run(text: str) -> list[tuple[str, str, str]]:
        found = [r for r in step.run(read(text)) if isinstance(r, Statement)]
        return [(s.speaker.as_written, s.cue, " | ".join(c.text for c in s.content)) for s in found]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Why and when something was told is no part of it.
        (
            "The bishop denied a report of the raid because he had seen the ship.",
            ("The bishop", "deny", "a report of the raid"),
        ),
        # What is called for is a thing, or so many days of it; a day is but when.
        ("The bishops called for three days of mourning.", ("The bishops", "call", "three days of mourning")),
        # How strongly it is told is no part of it either.
        (
            "The bishop condemned in the strongest terms the raid on the port.",
            ("The bishop", "condemn", "the raid on the port"),
        ),
        # A verb that agrees with those who speak, not with whom they speak of.
        (
            "The farmers say that Rome owes them money, and want a new minister.",
            ("The farmers", "say", "Rome owes them money"),
        ),
        # A remark on what was said.
        (
            "The guards said the prisoner had escaped, a claim the ministry rejected.",
            ("The guards", "say", "the prisoner had escaped"),
        ),
        # Rows of clauses.
        (
            "The clerk said that the dam was old, that the gates were weak and that nobody had paid.",
            ("The clerk", "say", "the dam was old, that the gates were weak and that nobody had paid"),
        ),
        # What came before the report goes on with it.
        (
            "The inquiry was told a nurse had called for help, and the doctor had refused to come.",
            ("", "tell", "a nurse had called for help, and the doctor had refused to come"),
        ),
    ],
)
def test_where_contents_end(told: Told, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind the words, without a verb.
        ("The fleet has sailed, or so the captain's diary.", ("the captain's diary", "so", "The fleet has sailed")),
        (
            "The dam was sound, to judge by the engineer's report.",
            ("the engineer's report", "to judge by", "The dam was sound"),
        ),
        (
            "The ministers will resign, if the newspapers are to be believed.",
            ("the newspapers", "if", "The ministers will resign"),
        ),
        ("The strike is over, or such is the mayor's view.", ("the mayor", "such", "The strike is over")),
        # A noun that is said to be its clause.
        ("The envoy's view is that the truce will fail.", ("The envoy", "view", "the truce will fail")),
        # A gerund behind "for", a participle behind "of".
        (
            "The judge thanked the nurse for having said that the ward was full.",
            ("the nurse", "say", "the ward was full"),
        ),
        (
            "Radio Lima played a tape of the general admitting that he had lied.",
            ("the general", "admit", "he had lied"),
        ),
        # Whom "it was" names.
        ("It was the consul who said that the road was closed.", ("the consul", "say", "the road was closed")),
        # Who gives the words is named beside "his", unlike who shares them.
        (
            "The minister made his promise that the bridge would stand.",
            ("The minister", "promise", "the bridge would stand"),
        ),
    ],
)
def test_who_says_so(told: Told, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)


def test_turns_of_a_conversation_have_each_its_speaker(told: Told) -> None:
    found = told("HOST: Who paid for the pipes? GUEST: The bank did. HOST: Are you sure?")
    turns = [(name, content) for name, cue, content in found if cue == ":"]
    assert turns == [
        ("HOST", "Who paid for the pipes?"),
        ("GUEST", "The bank did"),
        ("HOST", "Are you sure?"),
    ]
    assert not [cue for _, cue, _ in told("NOTE: the pipes were paid for by the bank.") if cue == "GUEST"]


def test_what_is_taken_up_with_what_counts_inside_another_report_alone(told: Told) -> None:
    inside = told("The minister urged the envoy to explain what he meant when he left.")
    assert ("he", "mean", "what") in inside
    assert not [cue for _, cue, _ in told("What he meant was lost in the noise.") if cue == "mean"]


def test_talk_tells_deeds_and_wishes_where_news_tells_reports(told: Told) -> None:
    wish = "The neighbours wanted to sell the boat. The envoy said that the road was closed."
    news = "The road to the port was closed in the night. " * 30
    talk = "We took our road to the port and I closed my shop. " * 30
    assert {cue for _, cue, _ in told(news + wish)} == {"want", "say"}
    assert {cue for _, cue, _ in told(talk + wish)} == {"say"}
    assert {cue for _, cue, _ in told("I took my boat. " + wish)} == {"want", "say"}  # too short to tell


def test_a_day_is_not_what_is_called_for(told: Told) -> None:
    assert told("The summit that Norway and Chad have called for April may be held in Oslo.") == []
