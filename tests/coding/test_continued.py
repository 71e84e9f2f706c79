"""A passive of nobody goes on with the blow told right before it."""

import pytest

from coding.conftest import Code

STRIKES = "Turkey opened the deepest strikes into Syria since 2019."


def blows(code: Code, text: str, word: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    found = [each for each in code(text) if each.type == "ASSAULT"]
    return [(e.actor, e.recipient) for e in found if any(s.text == word and s.role == "trigger" for s in e.evidence)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            f"{STRIKES} Twelve posts were hit in an hour, Turkish officers said.",
            (("TUR",), ("SYR",)),
        ),
        # The other side tells it.
        (
            f"{STRIKES} Twelve posts were hit in an hour, Syrian officers said.",
            (("TUR",), ("SYR",)),
        ),
        # Whom it struck is told, and by whom two sentences before.
        (
            "Ethiopia bombed camps in Eritrea. Kenya called for calm. Two Eritrean villages were hit, Asmara said.",
            (("ETH",), ("ERI",)),
        ),
    ],
)
def test_whom_a_blow_struck_is_told_before(
    text: str, parties: tuple[tuple[str, ...], tuple[str, ...]], code: Code
) -> None:
    assert blows(code, text, "hit") == [parties]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        # It says itself where it was.
        "Russia bombed Ukraine. Two villages in Poland were hit.",
        # A third party tells of its own.
        f"{STRIKES} Twelve posts were hit in an hour, Iranian officers said.",
    ],
)
def test_what_its_own_words_say_stands(text: str, code: Code) -> None:
    assert not {(("RUS",), ("UKR",)), (("TUR",), ("SYR",))}.intersection(blows(code, text, "hit"))
