"""Idioms of telling: which words make one, what they take, who speaks. All sentences and speakers are made up."""

from collections.abc import Callable

import pytest

from coding.conftest import Read, statement_tables
from legation.coding.idioms import Idioms
from legation.coding.statements import statements
from legation.records import Statement
from legation.tables import yaml_table

Told = Callable[[str], list[tuple[str, str, str]]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "The mayor let it be known that the bridge would stay shut.",
            ("The mayor", "say", "the bridge would stay shut"),
        ),
        # Whoever stands in the gap is told, or is part of what is told.
        (
            "The governor put the miners on notice that the pit would close.",
            ("The governor", "warn", "the pit would close"),
        ),
        (
            "The senator took Peru to task for its claim to the lake.",
            ("The senator", "criticise", "Peru | its claim to the lake"),
        ),
        # Nobody speaks in a legend.
        ("Legend has it that the bell was cast in Rome.", ("", "report", "the bell was cast in Rome")),
        # "To" and a verb is a wish, "to" and a noun what is refused; a particle ends the idiom.
        ("Chile has no intention to leave the bank.", ("Chile", "intend", "to leave the bank")),
        ("Chile turned a deaf ear to the miners.", ("Chile", "reject", "the miners")),
        ("Chile took back its pledge to pay.", ("Chile", "reject", "its pledge to pay")),
        # Who makes little of it does not deny it.
        ("Chile played down the request.", ("Chile", "say", "the request")),
        ("Chile is under the impression that the bank is sound.", ("Chile", "believe", "the bank is sound")),
    ],
)
def test_idioms(told: Told, text: str, statement: tuple[str, str, str]) -> None:
    assert statement in told(text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The road turned its back on the river.",  # a road says nothing
        "It is clear that the bank is sound.",
        "Chile took its pledge card back to the shop.",
    ],
)
def test_what_is_no_idiom(told: Told, text: str) -> None:
    assert [s for s in told(text) if s[0] in ("The road", "Chile")] == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("An envoy has no doubt that the truce will fail.", False),  # its "no" is the idiom's own
        ("The mayor made no secret of his contempt for the council.", False),
        ("The mayor did not let it be known that the bridge would stay shut.", True),
    ],
)
def test_what_an_idiom_denies(read: Read, text: str, negated: bool) -> None:
    found = [r for r in statements(statement_tables()).run(read(text)) if isinstance(r, Statement)]
    assert found
    assert {s.negated for s in found} == {negated}


@pytest.mark.model
def test_a_relative_pronoun_speaks_for_its_noun(told: Told) -> None:
    found = told("The minister read a letter by Peru, which claimed that the lake was dry.")
    assert any(content == "the lake was dry" and speaker != "which" for speaker, _, content in found)


@pytest.mark.model
def test_words_before_the_paper_that_quotes_them(told: Told) -> None:
    found = told("The lake is dry, the paper quotes the governor as saying.")
    assert ("the governor", "say", "The lake is dry") in found


@pytest.mark.model
def test_a_phrase_at_the_end_is_no_part_of_what_is_told(told: Told) -> None:
    found = told("Chile said that the lake was dry, by the account of a bishop.")
    assert ("Chile", "say", "the lake was dry") in found


def test_the_table_names_known_acts() -> None:
    table = yaml_table("coding/idioms.yaml")
    acts = {group["act"] for group in yaml_table("coding/cues.yaml")["verbs"]}
    assert {group["act"] for group in table["idioms"]} <= acts | {"support", "agree", "describe"}
    idioms = Idioms.of(table)
    assert all(i.takes for found in idioms.by_verb.values() for i in found)
    assert idioms.by_verb["turn"]
