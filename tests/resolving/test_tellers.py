"""Whoever tells something is the one of whom his words speak, and who goes on telling is the same one."""

import pytest

from who_is_who import who

pytestmark = pytest.mark.model

CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "who tells it, not his guest": (
        "Nicolas Sarkozy came. Donald Tusk, standing beside his guest, told reporters that [he] was glad.",
        ("person:donald-tusk",),
    ),
    "who goes on telling": (
        "Nicolas Sarkozy left. Nicolas Sarkozy flew home. Donald Tusk said Nicolas Sarkozy was wrong. [He] added so.",
        ("person:donald-tusk",),
    ),
    "several tell it of themselves": (
        "Turkish sailors told Greek officials that the rebels had beaten [them].",
        ("group:TUR:MIL:sailors",),
    ),
    "several go on telling": (
        "Turkish sailors told Greek officials that the ship had burned. It sank. The food was bad, [they] said.",
        ("group:TUR:MIL:sailors",),
    ),
    "those whom they tell of": (
        "Turkish sailors said that the rebels had beaten Greek officials and robbed [them].",
        ("group:GRC:GOV:officials",),
    ),
    "those they met": (
        "Turkish sailors met Greek officials. The food was bad, and the soldiers beat [them].",
        ("group:GRC:GOV:officials",),
    ),
    "whose spokesman tells of others": (
        "The Sudanese army denied everything. Ethiopian militias attacked first, according to [its] spokesman.",
        ("org:sdn-saf",),
    ),
    "whose spokesman tells of his own": (
        "Chad was calm. Chadian soldiers will stay, said [its] president.",
        ("TCD",),
    ),
    "a lawyer tells it for somebody": (
        "Nicolas Sarkozy was tried. Nicolas Sarkozy's lawyer said [he] would appeal.",
        ("person:nicolas-sarkozy",),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whom_the_pronoun_means(case: tuple[str, tuple[str, ...]]) -> None:
    text, ids = case
    assert who(text, "2012-05-01") == ids
