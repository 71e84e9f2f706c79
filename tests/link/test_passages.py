"""Where sentences begin and end, told without a parser."""

import pytest

from legation.link import passages

TEXT = 'Rain fell on Varn. The envoy left. "We agreed," he said. Snow fell.\n\nNobody came.'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Rain", "Rain fell on Varn."),
        # What begins its sentence is of no other one.
        ("The envoy", "The envoy left."),
        ("envoy", "The envoy left."),
        ('"We agreed', '"We agreed," he said.'),
        ("We agreed", '"We agreed," he said.'),
        ("Nobody", "Nobody came."),
        ('left. "We', 'The envoy left. "We agreed," he said.'),
    ],
)
def test_a_stretch_lies_in_its_own_sentences(words: str, expected: str) -> None:
    start = TEXT.index(words)
    left, right = passages.sentence(TEXT, start, start + len(words))
    assert TEXT[left:right].strip() == expected
