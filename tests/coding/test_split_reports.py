"""Reports that a reporting clause, a joining word or a comma splits, by rules alone. All speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from legation.coding.statements import statements
from legation.records import Statement

Row = tuple[str, str, str]
Told = Callable[[str], list[Row]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def told(read: Read) -> Told:
    """The words of the source, the act and the content of each statement."""
    step = statements(statement_tables())

    def run(text: str) -> list[Row]:
        found = [r for r in step.run(read(text)) if isinstance(r, Statement)]
        return [
            (
                " ".join(e.text for e in s.evidence if e.role == "source"),
                s.act,
                " | ".join(c.text for c in s.content),
            )
            for s in found
        ]

    return run


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # The last verb of the first part tells what the second part says.
        (
            "“My ministers concede,” the governor told the council, “that the roll of voters is incomplete.”",
            ("My ministers", "acknowledge", "the roll of voters is incomplete"),
        ),
        (
            "“The Poles are urging Berlin,” the envoy said, “to stop the trains.”",
            ("The Poles", "urge", "Berlin | to stop the trains"),
        ),
        # A subject in the first part, its verb in the second; the noun behind an inverted verb speaks.
        (
            "“The commission,” protested the envoy, “has found that my government sought the barges.”",
            ("the envoy", "claim", "“The commission,” | “has found that my government sought the barges.”"),
        ),
    ],
)
def test_a_split_quotation_tells_across_its_reporting_clause(told: Told, text: str, row: Row) -> None:
    assert row in told(text)


def test_what_a_split_quotation_says_of_its_own_speaker_is_no_report(told: Told) -> None:
    assert [act for _, act, _ in told("“We trust,” the mayor said, “that the ferry will sail.”")] == ["say"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "The minister said that Rome had broken its word, but insisted the pact would hold.",
            ("The minister", "claim", "the pact would hold"),
        ),
        (
            "The minister said that Rome had broken its word, but insisted the pact would hold.",
            ("The minister", "say", "Rome had broken its word"),
        ),
        (
            "The ministry complained that Chad had closed the road, while warning that the talks could fail.",
            ("The ministry", "warn", "the talks could fail"),
        ),
    ],
)
def test_a_second_report_is_that_of_the_first_speaker(told: Told, text: str, row: Row) -> None:
    assert row in told(text)


def test_without_a_change_of_time_the_second_verb_stays_with_whom_it_is_said_of(told: Told) -> None:
    found = told("The minister said that Rome distrusted the offer but insisted the pact would hold.")
    assert ("The minister", "say", "Rome distrusted the offer but insisted the pact would hold") in found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The directorate, to which the skippers had written, said the fee would rise.",
            "The directorate, to which the skippers had written",
        ),
        ("Radio Batavia, heard faintly in Darwin, said the fort held.", "Radio Batavia, heard faintly in Darwin"),
        (
            "The soldiers, some of them no older than fifteen, said the bridge was gone.",
            "The soldiers, some of them no older than fifteen",
        ),
        ("The minister, asked about the letter, said the fee would rise.", "The minister"),
        ("The minister, when asked about the letter, said the fee would rise.", "The minister"),
        ("The minister, asked which road was shut, said the fee would rise.", "The minister"),
        ("Kenya, on Monday, said the fee would rise.", "Kenya"),
    ],
)
def test_a_source_keeps_what_is_told_of_it_but_not_when_and_why_it_spoke(told: Told, text: str, source: str) -> None:
    assert source in [row[0] for row in told(text) if row[1] == "say"]


def test_an_order_without_a_giver_is_told_with_whom_it_is_given(told: Told) -> None:
    found = told("The envoy said he had been invited to join the talks.")
    assert ("", "urge", "he | to join the talks") in found


def test_a_kicker_before_a_label_is_no_part_of_it(told: Told) -> None:
    found = told("BREAKING | Foreign ministry: the army is satisfied that the road is open")
    assert ("Foreign ministry", "say", "the army is satisfied that the road is open") in found


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Word from Fez that the tribes would hear of no terms turned out, when the dust settled, to be days old.",
            ("Fez", "say", "the tribes would hear of no terms"),
        ),
        (
            "The mayor denied claims in the state press that Rome had paid the rebels.",
            ("the state press", "claim", "Rome had paid the rebels"),
        ),
    ],
)
def test_a_report_ends_where_its_clause_does_and_a_paper_tells_what_stands_in_it(
    told: Told, text: str, row: Row
) -> None:
    assert row in told(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "According to Ann Moss, the governor, nobody was hurt.",
            ("Ann Moss, the governor", "say", "nobody was hurt"),
        ),
        (
            "According to the president of the bank, Ann Moss, nobody was hurt.",
            ("the president of the bank, Ann Moss", "say", "nobody was hurt"),
        ),
    ],
)
def test_what_is_told_of_a_source_is_not_what_it_tells(told: Told, text: str, row: Row) -> None:
    assert told(text) == [row]
