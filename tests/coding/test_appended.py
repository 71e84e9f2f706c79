"""Who denies or judges what was just told, behind a noun that sums it up. All speakers are made up."""

import pytest

from coding.conftest import Told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour board says the pilots left their posts, a claim that the union denies.",
            [
                ("The harbour board", "say", "the pilots left their posts"),
                ("the union", "deny", "the pilots left their posts"),
            ],
        ),
        (
            "Chile accused Peru of jamming its radars, a charge Lima dismissed.",
            [("Chile", "accuse", "Peru of jamming its radars"), ("Lima", "reject", "Peru of jamming its radars")],
        ),
        (
            "Chile expelled two envoys on Monday, a step Lima called reckless.",
            [("Lima", "describe", "Chile expelled two envoys on Monday | reckless")],
        ),
        (
            "The ferry sailed without lights, a decision which the mayor condemned.",
            [("the mayor", "condemn", "The ferry sailed without lights")],
        ),
    ],
)
def test_what_the_noun_sums_up_is_told(told: Told, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(told(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause with an object of its own is what the claim says.
        (
            "The mayor repeated a claim that the union rejected the offer.",
            ("the union", "reject", "the offer"),
        ),
        # Who keeps a promise says nothing of it.
        ("The mayor pledged to build a bridge, a promise he kept.", ("The mayor", "promise", "to build a bridge")),
    ],
)
def test_other_clauses_behind_such_nouns_stay(told: Told, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)
    assert not any(content.startswith("The mayor") for *_, content in told(text))
