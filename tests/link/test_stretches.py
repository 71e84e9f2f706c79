"""Which words of an article are of an act."""

from dataclasses import replace

import pytest

from legation.link import stretches
from legation.link.limits import load
from legation.records import Evidence

TEXT = (
    "Long talks had failed. On Monday the envoy of Varn, tired and pale, rejected the plan of the islanders. He left."
)


def evidence(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), text=words, role="trigger")


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (2, "and pale, rejected the plan"),
        (50, "On Monday the envoy of Varn, tired and pale, rejected the plan of the islanders."),
    ],
)
def test_words_of_an_act_stand_near_its_own_word_and_in_its_sentence(most: int, expected: str) -> None:
    limits = replace(load(), words_of_act=most)
    start, end = stretches.of_act((0, len(TEXT)), evidence("rejected"), TEXT, limits)
    assert TEXT[start:end].strip() == expected


def test_without_a_word_of_its_own_all_that_proves_an_act_counts() -> None:
    limits = load()
    assert stretches.of_act((3, 40), None, TEXT, limits) == (3, 40)
