"""Anonymity: how a text says that a source stays unnamed. All sentences and speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from legation.coding.statements import statements
from legation.records import Statement

Code = Callable[[str], list[Statement]]

pytestmark = pytest.mark.model

QUIET = (
    ("A clerk, speaking on condition of anonymity, said the vault was empty.", "on condition of anonymity"),
    ("A clerk who spoke on condition of anonymity said the vault was empty.", "on condition of anonymity"),
    ("A clerk spoke on condition of anonymity and said the vault was empty.", "on condition of anonymity"),
    (
        "On the condition of strict confidentiality, a clerk said the vault was empty.",
        "On the condition of strict confidentiality",
    ),
    ("Under cover of anonymity, a clerk said the vault was empty.", "Under cover of anonymity"),
    ("“The vault is empty,” said a clerk who asked not to be named.", "asked not to be named"),
    (
        "“The vault is empty,” said a clerk, who asked not to be named because the audit is secret.",
        "asked not to be named because the audit is secret",
    ),
    (
        "A clerk who insisted on not being quoted and wished to remain anonymous said the vault was empty.",
        "insisted on not being quoted and wished to remain anonymous",
    ),
    ("A clerk, who declined to be identified, said the vault was empty.", "declined to be identified"),
    ("A clerk, who did not want to be named, said the vault was empty.", "did not want to be named"),
    ("A clerk, who would not give her name, said the vault was empty.", "would not give her name"),
    ("The vault is empty, according to a clerk who requested anonymity.", "requested anonymity"),
    (
        "A clerk who was granted anonymity to discuss the audit said the vault was empty.",
        "was granted anonymity to discuss the audit",
    ),
    ("A clerk, speaking off the record, said the vault was empty.", "speaking off the record"),
    (
        "A clerk whose name was withheld for fear of reprisals said the vault was empty.",
        "whose name was withheld for fear of reprisals",
    ),
    (
        "A clerk who was not authorised to speak to the press said the vault was empty.",
        "was not authorised to speak to the press",
    ),
    (
        "A clerk, who isn’t allowed to talk about the audit, said the vault was empty.",
        "isn’t allowed to talk about the audit",
    ),
    (
        "A clerk, who lacked the authority to comment on the audit, said the vault was empty.",
        "lacked the authority to comment on the audit",
    ),
    (
        "A clerk said the vault was empty, insisting that her name not be published.",
        "insisting that her name not be published",
    ),
    (
        "A clerk said the vault was empty. She asked not to be identified, citing the rules of her bank.",
        "asked not to be identified, citing the rules of her bank",
    ),
    ("Two clerks said the vault was empty. Both requested anonymity.", "requested anonymity"),
    (
        "A clerk said the vault was empty. The woman spoke on condition of anonymity for fear of losing her post.",
        "on condition of anonymity for fear of losing her post",
    ),
)
PLAIN = (
    "A clerk said the vault was empty.",
    "A clerk, named by the bank last week, said the vault was empty.",
    "A clerk, who asked to be named, said the vault was empty.",
    "A clerk said the vault was empty and that the donor wished to stay unseen.",
    "A clerk authorised to speak for the bank said the vault was empty.",
    "A clerk who was asked about the condition of the vault said the vault was empty.",
    "Speaking on the record, a clerk said the vault was empty.",
    "A clerk said the vault was empty. Reporters on the roof requested anonymity.",
    "A clerk said the vault was empty. The rain had stopped. He spoke on condition of anonymity.",
    "“The tellers spoke on condition of anonymity,” a clerk said.",
    "Ana Kolar, who once asked not to be named, said the vault was empty.",
)


@pytest.fixture(scope="module")
def code(read: Read) -> Code:
    step = statements(statement_tables())

    def run(text: str) -> list[Statement]:
        return [r for r in step.run(read(text)) if isinstance(r, Statement)]

    return run


@pytest.mark.parametrize(("text", "formula"), QUIET)
def test_a_source_that_stays_unnamed_is_told_in_the_words_of_the_text(code: Code, text: str, formula: str) -> None:
    assert [(s.anonymity, "vault" in s.content[0].text) for s in code(text)] == [(formula, True)]


@pytest.mark.parametrize("text", PLAIN)
def test_other_sources_have_none(code: Code, text: str) -> None:
    found = code(text)
    assert found
    assert [s.anonymity for s in found] == [None] * len(found)


@pytest.mark.parametrize(("text", "formula"), QUIET)
def test_the_words_said_are_no_part_of_the_formula(code: Code, text: str, formula: str) -> None:
    """The formula ends before the verb of saying, and begins no content."""
    [statement] = code(text)
    at = text.index(formula)
    cue = next(e for e in statement.evidence if e.role == "cue")
    assert not at <= cue.start < at + len(formula)


@pytest.mark.parametrize(
    "text",
    [
        "A clerk asked not to be named.",
        "The clerk insisted that his name not be published.",
        "The clerk demanded that her identity remain secret.",
        "The woman, a clerk, refused to be quoted by name.",
    ],
)
def test_the_formula_itself_is_no_statement(code: Code, text: str) -> None:
    assert code(text) == []


def test_the_next_sentence_tells_of_the_same_source_only(code: Code) -> None:
    first, second = code("A clerk said the vault was empty. A guard, who asked not to be named, said it was full.")
    assert (first.anonymity, second.anonymity) == (None, "asked not to be named")
