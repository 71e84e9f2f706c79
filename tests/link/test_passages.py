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


@pytest.mark.parametrize("name", ["S. Osei", "Gen. Osei", "Mr. K. Osei", "the U.S. envoy Osei"])
def test_an_initial_or_a_title_ends_no_sentence(name: str) -> None:
    text = f"Snow fell. On Monday they rang {name} for an hour. Nobody came."
    start = text.index("rang")
    left, right = passages.sentence(text, start, start + 4)
    assert text[left:right].strip() == f"On Monday they rang {name} for an hour."
