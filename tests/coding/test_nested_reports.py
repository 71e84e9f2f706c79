"""Reports inside reports, by rules alone. All sentences and speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from legation.coding.statements import statements
from legation.records import Statement

Told = Callable[[str], list[tuple[str, str, str, str]]]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def told(read: Read) -> Told:
    """Speaker, act, content and the act that it is nested in, of each statement."""
    step = statements(statement_tables())

    def run(text: str) -> list[tuple[str, str, str, str]]:
        found = [r for r in step.run(read(text)) if isinstance(r, Statement)]
        acts = {s.id: s.act for s in found}
        return [
            (s.speaker.as_written, s.act, " | ".join(c.text for c in s.content), acts.get(s.nested_in or "", ""))
            for s in found
        ]

    return run


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        # Who does what hangs on a verb: its object after "of", "for", "as"; its subject after others.
        (
            "Chad accused the envoy of denying that the border was closed.",
            ("the envoy", "deny", "the border was closed", "accuse"),
        ),
        (
            "Radio Lima quoted an officer as saying that the curfew would end.",
            ("an officer", "say", "the curfew would end", "report"),
        ),
        (
            "The residents denied having threatened to block the port.",
            ("The residents", "threaten", "to block the port", "deny"),
        ),
        # Only wanted, refused or possible.
        (
            "Tokyo asked Manila to acknowledge that the debt had been paid.",
            ("Manila", "acknowledge", "the debt had been paid", "urge"),
        ),
        (
            "Vietnam called on Manila to acknowledge that a boat had cut the nets.",
            ("Manila", "acknowledge", "a boat had cut the nets", "urge"),
        ),
        ("Oslo urged Madrid to condemn the raid on the port.", ("Madrid", "condemn", "the raid on the port", "urge")),
        # Nouns with owners.
        (
            "The senator said that the ministry feared a warning from Rome against a new tax.",
            ("Rome", "warn", "a new tax", "fear"),
        ),
        (
            "The judge noted the bank's promise to write off the debt.",
            ("the bank", "promise", "to write off the debt", "say"),
        ),
        # A content of one word tells enough where another report tells it.
        ("The envoy said that parliament had rejected the treaty.", ("parliament", "reject", "the treaty", "say")),
    ],
)
def test_a_report_inside_another_has_its_own_source_and_content(
    told: Told, text: str, inner: tuple[str, str, str, str]
) -> None:
    assert inner in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Manila ought to acknowledge that the debt had been paid.",
        "Without denying that the road was closed, the mayor left.",
        "Parliament ratified the treaty.",
        "The bishops backed the plan for the port.",
    ],
)
def test_outside_a_report_neither_the_unreal_nor_a_bare_object_counts(told: Told, text: str) -> None:
    assert told(text) == []


def test_a_verb_that_may_be_a_deed_counts_where_a_report_governs_it(told: Told) -> None:
    assert ("Baku", "support", "the pipeline", "praise") in told("The minister thanked Baku for backing the pipeline.")


def test_an_unreal_report_says_so_and_has_no_stance(read: Read) -> None:
    step = statements(statement_tables())
    found = [r for r in step.run(read("Oslo urged Spain to condemn the raid by France.")) if isinstance(r, Statement)]
    [inner] = [s for s in found if s.act == "condemn"]
    assert inner.stance == ()
    assert inner.why[-1].startswith("only wanted")
    assert not any(reason.startswith("only wanted") for s in found if s.act == "urge" for reason in s.why)


@pytest.mark.parametrize(
    ("text", "speaker", "act", "content"),
    [
        # The whole object is told where it is a cue of its own.
        (
            "The bank confirmed rumours that a lender had failed.",
            "The bank",
            "confirm",
            "rumours that a lender had failed",
        ),
        # A second that-clause goes with the outer cue.
        (
            "The inquiry concluded that the dam had known faults, and that its owners had hidden them.",
            "The inquiry",
            "assess",
            "the dam had known faults, and that its owners had hidden them",
        ),
        # What a parser puts before "that" is none of it.
        ("The chief told a rally that the road was closed.", "The chief", "say", "the road was closed"),
        # A gerund.
        ("The minister admitted losing the letters.", "The minister", "acknowledge", "losing the letters"),
        ("Lisbon proposed selling the islands to a bank.", "Lisbon", "propose", "selling the islands to a bank"),
    ],
)
def test_a_content_ends_where_it_should(told: Told, text: str, speaker: str, act: str, content: str) -> None:
    assert (speaker, act, content) in [row[:3] for row in told(text)]


def test_a_quotation_before_a_full_stop_is_not_given_to_the_next_sentence(told: Told) -> None:
    text = "The senator says the agency “knew that the pilot was ill”. The agency denies having known the pilot."
    assert ("The agency", "deny", "having known the pilot") in [row[:3] for row in told(text)]


def test_who_stands_for_the_source_of_a_relative_clause(read: Read) -> None:
    step = statements(statement_tables())
    text = "The ministry blamed the clerk who said that the road was closed."
    [inner] = [r for r in step.run(read(text)) if isinstance(r, Statement) and r.act == "say"]
    assert [e.text for e in inner.evidence if e.role == "source"] == ["who"]
    assert inner.speaker.as_written == "the clerk"
